#include "exchange.h"

/* Longest canonical text of a field, with room to spare. */
enum { FIELD_TEXT_MAX = 16 * 1024 };

/* A record as it stood in the file, packed: only the cells that say something, each with its ending
 * zero, in the order of the columns.  A million of them then take little more than the file itself.
 */
struct record {
    struct record *next; /* of the same encounter */
    long line;
    uint64_t filled; /* bit per column */
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
    size_t n_columns, id_column;         /* the one of FIELD_ENCOUNTER */
    uint64_t head_columns, row_columns; /* bit per column */
    bool has[FIELD_COUNT];
    struct gathered **buckets, *first, *last;
    size_t n_buckets, n_gathered;
    struct gathered *current; /* of the record before */
    struct encounter encounter; /* the one at hand; its memory serves the next */
    bool scattered;           /* some encounter's rows did not stand together */
};

_Static_assert(FIELD_COUNT <= 64, "a record marks its filled columns in 64 bits");

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
    if (r->columns[index] == FIELD_ENCOUNTER)
        r->id_column = index;
    *(field_is_row(r->columns[index]) ? &r->row_columns : &r->head_columns) |= (uint64_t)1 << index;
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
    uint64_t filled = 0;
    if (csv->size == 0)
        return NULL;
    for (size_t i = 0; i < csv->n; i++)
        filled |= (uint64_t)(csv->cells[i][0] != '\0') << i;
    struct record *record =
        arena_take(&r->arena, sizeof *record + csv->size, alignof(struct record));
    record->line = csv->line;
    record->filled = filled;
    memcpy(record->text, csv->text, csv->size);
    return record;
}

static const char *encounter_cell(const struct reading *r, const struct csv_record *csv)
{
    return csv->n > 0 ? csv->cells[r->id_column] : "";
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

/* The cells of the wanted columns (a bit each) by field, NULL where the record says nothing. */
static void unpack_record(const struct reading *r, const struct record *record, uint64_t wanted,
                          const char *cells[FIELD_COUNT])
{
    const char *at = record->text;
    uint64_t left = record->filled;
    memset(cells, 0, FIELD_COUNT * sizeof *cells);
    for (size_t column = 0; (left & wanted) != 0; column++) {
        uint64_t bit = (uint64_t)1 << column;
        if ((left & bit) == 0)
            continue;
        if ((wanted & bit) != 0)
            cells[r->columns[column]] = at;
        at += strlen(at) + 1;
        left &= ~bit;
    }
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

/* Where an encounter field was said first, and how; a cell that could not be read has no text. */
struct said {
    long line;
    const char *text;
};

static bool build_head(struct reading *r, const struct record *record, const char *const *cells,
                       struct encounter *e, struct said *said)
{
    bool fine = true;
    for (int f = 0; f < FIELD_FIRST_OF_ROW; f++) {
        struct err err;
        if (cells[f] == NULL || (said[f].text != NULL && strcmp(said[f].text, cells[f]) == 0))
            continue;
        if (said[f].line != 0) {
            fine = set_again(r, e, (enum field_id)f, cells[f], record, said[f].line) && fine;
            continue;
        }
        said[f].line = record->line;
        if (field_set(e, NULL, (enum field_id)f, cells[f], &err)) {
            said[f].text = cells[f];
            continue;
        }
        complain(r, record->line, err.text);
        fine = false;
    }
    return fine;
}

static bool build_row(struct reading *r, const struct record *record, const char *const *cells,
                      struct encounter *e)
{
    bool fine = true;
    struct row *row = encounter_add_row(e);
    for (int f = FIELD_FIRST_OF_ROW; f < FIELD_COUNT; f++) {
        struct err err;
        if (cells[f] != NULL && !field_set(e, row, (enum field_id)f, cells[f], &err)) {
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
    const char *cells[FIELD_COUNT];
    struct said said[FIELD_FIRST_OF_ROW] = {{0, NULL}};
    bool fine = true;
    for (const struct record *record = g->first; record != NULL; record = record->next) {
        unpack_record(r, record, r->head_columns, cells);
        fine = build_head(r, record, cells, e, said) && fine;
    }
    fine = fine && !g->bad;
    if (!fine && e->date == NO_DAY)
        return false; /* every bare time would be complained about as well */
    for (const struct record *record = g->first; record != NULL; record = record->next)
        if ((record->filled & r->row_columns) != 0) {
            unpack_record(r, record, r->row_columns, cells);
            fine = build_row(r, record, cells, e) && fine;
        }
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
    encounter_clear(&r->encounter);
    if (!build(r, g, &r->encounter)) {
        r->count->bad++;
        return true;
    }
    r->count->good++;
    r->count->line = g->first->line;
    return r->out->each(r->out->context, &r->encounter);
}

/* ---- reading ---- */

/* Reads to the end: 0 then, -2 when the file is unreadable from some place on. */
static int gather_all(struct reading *r, struct err *err)
{
    for (;;) {
        struct csv_record csv = {0};
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
    encounter_init(&r.encounter);
    bool fine = read_all(&r, err);
    encounter_release(&r.encounter);
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
