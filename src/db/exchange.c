#include "exchange_inside.h"

struct reading {
    const struct exchange_reader *out;
    struct exchange_count *count;
    struct csv_reader *csv;
    struct shelf shelf; /* records and groups, until the file has been read */
    struct columns columns;
    struct builder builder;
    struct gathered **buckets, *first, *last;
    size_t n_buckets, n_gathered;
    struct gathered *current; /* of the record before */
    bool scattered;           /* some encounter's rows did not stand together */
    struct blocks *blocks;    /* a crew codes them; NULL: one by one, at the end */
};

/* ---- header ---- */

static bool header_column(struct reading *r, const char *name, size_t index, struct err *err)
{
    struct columns *columns = &r->columns;
    enum field_id id;
    char lower[64];
    size_t n = 0;
    for (; name[n] != '\0' && n + 1 < sizeof lower; n++)
        lower[n] = ascii_lower(name[n]);
    lower[n] = '\0';
    if (n == 0)
        return err_set(err, "%s:1: column %zu has no name; name it, or take the column out",
                       csv_name(r->csv), index + 1);
    if (name[n] != '\0' || !field_find(lower, &id))
        return err_set(
            err,
            "%s:1: column %s is not known; the nearest is %s, rename it or take the column out",
            csv_name(r->csv), name, field_nearest(lower));
    if (columns->has[id])
        return err_set(err, "%s:1: column %s stands there twice; take one of them out",
                       csv_name(r->csv), lower);
    columns->has[id] = true;
    columns->fields[index] = id;
    if (id == FIELD_ENCOUNTER)
        columns->id = index;
    *(field_is_row(id) ? &columns->row : &columns->head) |= (uint64_t)1 << index;
    return true;
}

static bool read_header(struct reading *r, struct err *err)
{
    const char *const *names = NULL;
    r->columns.n = csv_header(r->csv, &names);
    for (size_t i = 0; i < r->columns.n; i++)
        if (!header_column(r, names[i], i, err))
            return false;
    if (!r->columns.has[FIELD_ENCOUNTER])
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
    r->buckets = shelf_new(&r->shelf, n * sizeof *r->buckets);
    r->n_buckets = n;
    for (struct gathered *g = r->first; g != NULL; g = g->next) {
        struct gathered **slot = &r->buckets[g->hash & (n - 1)];
        g->next_same_hash = *slot;
        *slot = g;
    }
}

/* id stays where it is until the end. */
static struct gathered *find_gathered(struct reading *r, const char *id)
{
    if (r->current != NULL && strcmp(r->current->id, id) == 0)
        return r->current;
    if (r->n_gathered >= r->n_buckets)
        grow_buckets(r);
    uint64_t hash = hash_id(id);
    struct gathered **slot = &r->buckets[hash & (r->n_buckets - 1)];
    for (struct gathered *g = *slot; g != NULL; g = g->next_same_hash)
        if (g->hash == hash && strcmp(g->id, id) == 0) {
            r->scattered = true;
            return g;
        }
    struct gathered *g = SHELF_NEW(&r->shelf, struct gathered);
    g->id = id;
    g->hash = hash;
    g->next_same_hash = *slot;
    *slot = g;
    r->n_gathered++;
    if (r->last != NULL) {
        r->last->next = g;
        if (r->blocks != NULL)
            blocks_add(r->blocks, r->last);
    } else {
        r->first = g;
    }
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
    struct record *record = shelf_copy(&r->shelf, sizeof *record, csv->text, csv->size);
    record->line = csv->line;
    record->filled = filled;
    return record;
}

static const char *encounter_cell(const struct reading *r, const struct csv_record *csv)
{
    return csv->n > 0 ? csv->cells[r->columns.id] : "";
}

/* Where what is new about the encounter goes: apart, once a crew may be looking at the rest. */
static struct records *open_records(struct reading *r, struct gathered *g)
{
    if (g->block == NULL)
        return &g->records;
    blocks_late(r->blocks, g);
    return &g->late;
}

static void gather(struct reading *r, const struct csv_record *csv)
{
    struct record *record = pack_record(r, csv);
    const char *id = encounter_cell(r, csv);
    if (record == NULL)
        return;
    if (id[0] == '\0' && !r->out->draft) {
        builder_complain(
            &r->builder, csv->line,
            "encounter: is empty; give the account or visit number this row belongs to");
        r->count->bad++;
        return;
    }
    if (id[0] != '\0') /* as it stands in the record */
        id = record->text + (id - csv->text);
    r->current = find_gathered(r, id);
    struct records *records = open_records(r, r->current);
    if (records->last != NULL)
        records->last->next = record;
    else
        records->first = record;
    records->last = record;
}

/* A record that cannot be read takes its encounter with it; when not even that can be told, it
 * stands for one encounter left out. */
static void gather_bad(struct reading *r, const struct csv_record *csv, const struct err *err)
{
    const char *id = encounter_cell(r, csv);
    if (r->out->complain != NULL)
        r->out->complain(r->out->context, err->text);
    if (id[0] != '\0')
        open_records(r, find_gathered(r, shelf_copy(&r->shelf, 0, id, strlen(id) + 1)))->bad = true;
    else
        r->count->bad++;
}

/* False when the caller wants no more. */
static bool hand_out(struct reading *r, const struct gathered *g)
{
    if (!builder_build(&r->builder, g)) {
        r->count->bad++;
        return true;
    }
    r->count->good++;
    r->count->line = g->records.first->line;
    return r->out->each(r->out->context, &r->builder.encounter);
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

static void hand_out_all(struct reading *r, int end)
{
    bool more = true;
    for (const struct gathered *g = r->first; g != NULL && more; g = g->next) {
        if (is_whole(r, g, end))
            more = hand_out(r, g);
        else
            r->count->bad++;
    }
}

/* The same where a crew has begun already. */
static void end_crew(struct reading *r, int end)
{
    bool nothing = end != 0 && r->scattered;
    if (r->last != NULL && end == 0)
        blocks_add(r->blocks, r->last);
    else if (r->last != NULL)
        r->count->bad += nothing ? (long)r->n_gathered : 1;
    blocks_end(r->blocks, nothing, r->count);
}

static bool read_all(struct reading *r, struct err *err)
{
    if (!read_header(r, err))
        return false;
    if (r->out->crew != NULL)
        r->blocks = blocks_start(r->out, &r->builder, &r->shelf);
    int end = gather_all(r, err);
    if (r->blocks != NULL)
        end_crew(r, end);
    else
        hand_out_all(r, end);
    return end == 0;
}

static bool read_csv(struct csv_reader *csv, const struct exchange_reader *out,
                     struct exchange_count *count, struct err *err)
{
    struct reading r = {.out = out, .count = count, .csv = csv};
    *count = (struct exchange_count){0};
    if (csv == NULL)
        return false;
    shelf_init(&r.shelf);
    r.builder = (struct builder){.columns = &r.columns,
                                 .name = csv_name(csv),
                                 .draft = out->draft,
                                 .complain = out->complain,
                                 .context = out->context};
    encounter_init(&r.builder.encounter);
    bool fine = read_all(&r, err);
    encounter_release(&r.builder.encounter);
    shelf_release(&r.shelf);
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
