#include "exchange.h"

/* Longest canonical text of a field, with room to spare. */
enum { FIELD_TEXT_MAX = 16 * 1024 };

/* A record as it stood in the file, packed: only the cells that say something, each with its ending
 * zero, in the order of the fields.  A million of them then take little more than the file itself.
 */
struct record {
    struct record *next; /* of the same encounter */
    long line;
    uint64_t filled; /* bit per field */
    char text[];
};

/* The records of one encounter. */
struct gathered {
    struct gathered *next_same_hash, *next;
    const char *id;
    struct record *first, *last;
    bool bad; /* a record of it could not be read */
};

struct reading {
    const struct exchange_reader *out;
    struct exchange_count *count;
    struct csv_reader *csv;
    struct arena arena;     /* records and groups, until the file has been read */
    enum field_id *columns; /* field of each column */
    size_t n_columns;
    bool has[FIELD_COUNT];
    struct gathered **buckets, *first, *last;
    size_t n_buckets, n_gathered;
    struct gathered *current; /* of the record before */
    bool scattered;           /* some encounter's rows did not stand together */
};

_Static_assert(FIELD_COUNT <= 64, "a record marks its filled fields in 64 bits");

/* ---- complaints ---- */

/* what begins with the name of the column, as the sentences of field_set() do. */
static void complain(struct reading *r, long line, const char *what)
{
    struct err err;
    err_set(&err, "%s:%ld: column %s", csv_name(r->csv), line, what);
    if (r->out->complain != NULL)
        r->out->complain(r->out->context, err.text);
}

/* ---- header ---- */

static bool header_column(struct reading *r, const char *name, size_t index, struct err *err)
{
    char lower[64];
    size_t n = 0;
    for (; name[n] != '\0' && n + 1 < sizeof lower; n++)
        lower[n] = ascii_lower(name[n]);
    lower[n] = '\0';
    if (n == 0)
        return err_set(err, "%s:1: column %zu has no name; name it, or take the column out",
                       csv_name(r->csv), index + 1);
    if (name[n] != '\0' || !field_find(lower, &r->columns[index]))
        return err_set(
            err,
            "%s:1: column %s is not known; the nearest is %s, rename it or take the column out",
            csv_name(r->csv), name, field_nearest(lower));
    if (r->has[r->columns[index]])
        return err_set(err, "%s:1: column %s stands there twice; take one of them out",
                       csv_name(r->csv), lower);
    r->has[r->columns[index]] = true;
    return true;
}

static bool read_header(struct reading *r, struct err *err)
{
    const char *const *names = NULL;
    r->n_columns = csv_header(r->csv, &names);
    r->columns = ARENA_ARRAY(&r->arena, enum field_id, r->n_columns + 1);
    for (size_t i = 0; i < r->n_columns; i++)
        if (!header_column(r, names[i], i, err))
            return false;
    if (!r->has[FIELD_ENCOUNTER])
        return err_set(err,
                       "%s:1: there is no column encounter; add it, with one account or visit "
                       "number per encounter",
                       csv_name(r->csv));
    return true;
}

/* ---- gathering ---- */

static uint64_t hash_id(const char *id)
{
    uint64_t hash = 14695981039346656037u; /* FNV-1a */
    for (; *id != '\0'; id++)
        hash = (hash ^ (unsigned char)*id) * 1099511628211u;
    return hash ^ hash >> 32;
}

static void grow_buckets(struct reading *r)
{
    size_t n = r->n_buckets != 0 ? r->n_buckets * 2 : 64;
    r->buckets = ARENA_ARRAY(&r->arena, struct gathered *, n);
    r->n_buckets = n;
    for (struct gathered *g = r->first; g != NULL; g = g->next) {
        struct gathered **slot = &r->buckets[hash_id(g->id) & (n - 1)];
        g->next_same_hash = *slot;
        *slot = g;
    }
}

static struct gathered *find_gathered(struct reading *r, const char *id)
{
    if (r->current != NULL && strcmp(r->current->id, id) == 0)
        return r->current;
    if (r->n_gathered >= r->n_buckets)
        grow_buckets(r);
    struct gathered **slot = &r->buckets[hash_id(id) & (r->n_buckets - 1)];
    for (struct gathered *g = *slot; g != NULL; g = g->next_same_hash)
        if (strcmp(g->id, id) == 0) {
            r->scattered = true;
            return g;
        }
    struct gathered *g = ARENA_NEW(&r->arena, struct gathered);
    g->id = arena_text(&r->arena, id);
    g->next_same_hash = *slot;
    *slot = g;
    r->n_gathered++;
    if (r->last != NULL)
        r->last->next = g;
    else
        r->first = g;
    r->last = g;
    return g;
}

/* Packs the cells; NULL for a record that says nothing at all. */
static struct record *pack_record(struct reading *r, const struct csv_record *csv)
{
    const char *cells[FIELD_COUNT] = {NULL};
    uint64_t filled = 0;
    size_t size = 0, at = 0;
    for (size_t i = 0; i < csv->n && i < r->n_columns; i++)
        if (csv->cells[i][0] != '\0') {
            cells[r->columns[i]] = csv->cells[i];
            filled |= (uint64_t)1 << r->columns[i];
            size += strlen(csv->cells[i]) + 1;
        }
    if (filled == 0)
        return NULL;
    struct record *record = arena_alloc(&r->arena, sizeof *record + size);
    record->line = csv->line;
    record->filled = filled;
    for (int f = 0; f < FIELD_COUNT; f++)
        if (cells[f] != NULL) {
            size_t n = strlen(cells[f]) + 1;
            memcpy(record->text + at, cells[f], n);
            at += n;
        }
    return record;
}

static const char *encounter_cell(const struct reading *r, const struct csv_record *csv)
{
    for (size_t i = 0; i < csv->n && i < r->n_columns; i++)
        if (r->columns[i] == FIELD_ENCOUNTER)
            return csv->cells[i];
    return "";
}

static void gather(struct reading *r, const struct csv_record *csv)
{
    struct record *record = pack_record(r, csv);
    const char *id = encounter_cell(r, csv);
    if (record == NULL)
        return;
    if (id[0] == '\0' && !r->out->draft) {
        complain(r, csv->line,
                 "encounter: is empty; give the account or visit number this row belongs to");
        r->count->bad++;
        return;
    }
    struct gathered *g = find_gathered(r, id);
    r->current = g;
    if (g->last != NULL)
        g->last->next = record;
    else
        g->first = record;
    g->last = record;
}

/* A record that cannot be read takes its encounter with it; when not even that can be told, it
 * stands for one encounter left out. */
static void gather_bad(struct reading *r, const struct csv_record *csv, const struct err *err)
{
    const char *id = encounter_cell(r, csv);
    if (r->out->complain != NULL)
        r->out->complain(r->out->context, err->text);
    if (id[0] != '\0')
        find_gathered(r, id)->bad = true;
    else
        r->count->bad++;
}

/* ---- building ---- */

/* The cell of a field, NULL when empty; fields must be asked for in rising order: *at walks along.
 */
static const char *next_cell(const struct record *record, int field, const char **at)
{
    if ((record->filled >> field & 1) == 0)
        return NULL;
    const char *cell = *at;
    *at += strlen(cell) + 1;
    return cell;
}

/* Sets an encounter field on top of what an earlier record said: the same meaning is welcome,
 * another is not. */
static bool set_again(struct reading *r, struct encounter *e, enum field_id id, const char *text,
                      const struct record *record, long said_on)
{
    struct err err;
    struct str was, is;
    str_init(&was, FIELD_TEXT_MAX);
    str_init(&is, FIELD_TEXT_MAX);
    field_print(e, NULL, id, &was);
    bool fine = field_set(e, NULL, id, text, &err);
    field_print(e, NULL, id, &is);
    if (fine && !text_equal(was.data, is.data)) {
        char a[64], b[64];
        fine = err_set(
            &err,
            "%s: is \"%s\" here and \"%s\" on line %ld; an encounter has one, keep the right one",
            field_get_spec(id)->name, text_short(is.data, a), text_short(was.data, b), said_on);
    }
    str_release(&was);
    str_release(&is);
    if (!fine)
        complain(r, record->line, err.text);
    return fine;
}

static bool build_head(struct reading *r, const struct gathered *g, struct encounter *e)
{
    bool fine = true;
    long said_on[FIELD_FIRST_OF_ROW] = {0};
    for (const struct record *record = g->first; record != NULL; record = record->next) {
        const char *at = record->text;
        for (int f = 0; f < FIELD_FIRST_OF_ROW; f++) {
            struct err err;
            const char *cell = next_cell(record, f, &at);
            if (cell == NULL)
                continue;
            if (said_on[f] != 0) {
                fine = set_again(r, e, (enum field_id)f, cell, record, said_on[f]) && fine;
                continue;
            }
            said_on[f] = record->line;
            if (!field_set(e, NULL, (enum field_id)f, cell, &err)) {
                complain(r, record->line, err.text);
                fine = false;
            }
        }
    }
    return fine;
}

static bool build_row(struct reading *r, const struct record *record, struct encounter *e)
{
    bool fine = true;
    const char *at = record->text;
    struct row *row = encounter_add_row(e);
    for (int f = 0; f < FIELD_COUNT; f++) {
        struct err err;
        const char *cell = next_cell(record, f, &at);
        if (cell == NULL || f < FIELD_FIRST_OF_ROW)
            continue;
        if (!field_set(e, row, (enum field_id)f, cell, &err)) {
            complain(r, record->line, err.text);
            fine = false;
        }
    }
    return fine;
}

/* Column by column in their order, so that the date is known before the times and the start before
 * the stop.  Goes on after a bad cell, to name them all. */
static bool build(struct reading *r, const struct gathered *g, struct encounter *e)
{
    const uint64_t of_row = ~(((uint64_t)1 << FIELD_FIRST_OF_ROW) - 1);
    bool fine = build_head(r, g, e) && !g->bad;
    if (!fine && e->date == NO_DAY)
        return false; /* every bare time would be complained about as well */
    for (const struct record *record = g->first; record != NULL; record = record->next)
        if ((record->filled & of_row) != 0)
            fine = build_row(r, record, e) && fine;
    if (fine && !r->out->draft && encounter_day(e) == NO_DAY) {
        complain(r, g->first->line,
                 "date: the encounter has no date of service; write it as YYYY-MM-DD on one row");
        fine = false;
    }
    return fine;
}

/* False when the caller wants no more. */
static bool hand_out(struct reading *r, const struct gathered *g)
{
    struct encounter e;
    bool more = true;
    encounter_init(&e);
    if (build(r, g, &e)) {
        r->count->good++;
        r->count->line = g->first->line;
        more = r->out->each(r->out->context, &e);
    } else {
        r->count->bad++;
    }
    encounter_release(&e);
    return more;
}

/* ---- reading ---- */

/* Reads to the end: 0 then, -2 when the file is unreadable from some place on. */
static int gather_all(struct reading *r, struct err *err)
{
    for (;;) {
        struct csv_record csv = {NULL, 0, 0};
        struct err bad;
        int got = csv_next(r->csv, &csv, &bad);
        if (got == 0)
            return 0;
        if (got == -2) {
            *err = bad;
            return got;
        }
        r->count->records++;
        if (got == 1)
            gather(r, &csv);
        else
            gather_bad(r, &csv, &bad);
    }
}

/* Of a file that broke off, only what cannot go on behind the break is handed out: when every
 * encounter stood together so far, all but the last; otherwise nothing. */
static bool is_whole(const struct reading *r, const struct gathered *g, int end)
{
    return end == 0 || (!r->scattered && g != r->last);
}

static bool read_all(struct reading *r, struct err *err)
{
    if (!read_header(r, err))
        return false;
    int end = gather_all(r, err);
    bool more = true;
    for (const struct gathered *g = r->first; g != NULL && more; g = g->next) {
        if (is_whole(r, g, end))
            more = hand_out(r, g);
        else
            r->count->bad++;
    }
    return end == 0;
}

static bool read_csv(struct csv_reader *csv, const struct exchange_reader *out,
                     struct exchange_count *count, struct err *err)
{
    struct reading r = {.out = out, .count = count, .csv = csv};
    *count = (struct exchange_count){0};
    if (csv == NULL)
        return false;
    arena_init(&r.arena);
    bool fine = read_all(&r, err);
    arena_release(&r.arena);
    csv_close(csv);
    return fine;
}

bool exchange_read(const char *path, const struct exchange_reader *reader,
                   struct exchange_count *count, struct err *err)
{
    return read_csv(csv_open(path, ',', err), reader, count, err);
}

bool exchange_read_text(const char *name, const char *text, size_t size,
                        const struct exchange_reader *reader, struct exchange_count *count,
                        struct err *err)
{
    return read_csv(csv_open_text(name, text, size, ',', err), reader, count, err);
}
