#include "exchange_inside.h"

/* Small, so that those of a large file stay in the processor's caches. */
struct bucket {
    uint32_t hash, which; /* of the gathered, from 1; 0: free */
};

/* The gathered by number, up to the last that is in. */
struct by_number {
    struct gathered **all, *last;
    struct bucket *buckets; /* a power of two of them, at most half taken */
    size_t n_buckets, n;
};

struct reading {
    const struct exchange_reader *out;
    struct exchange_count *count;
    struct csv_reader *csv;
    struct shelf shelf; /* groups, and records unless a crew has them, until the file has been read */
    struct columns columns;
    struct builder builder;
    struct gathered *first, *last;
    size_t n_gathered;
    struct gathered *current; /* of the record before */
    const char *greatest;     /* number so far; what is greater is new */
    struct by_number numbers;
    bool scattered;           /* some encounter's rows did not stand together */
    struct blocks *blocks;    /* a crew codes them; NULL: one by one, at the end */
};

/* ---- header ---- */

static bool header_column(struct reading *r, const char *name, size_t index, struct err *err)
{
    struct columns *columns = &r->columns;
    enum field_id id;
    char lower[64], shown[64];
    size_t n = 0;
    for (; name[n] != '\0' && n + 1 < sizeof lower; n++)
        lower[n] = ascii_lower(name[n]);
    lower[n] = '\0';
    if (n == 0)
        return err_set(err, "%s:1: column %zu has no name; name it, or take the column out",
                       csv_name(r->csv), index + 1);
    text_short(name, shown);
    if (name[n] != '\0' || !field_find(lower, &id))
        return err_set(
            err,
            "%s:1: column %s is not known; the nearest is %s, rename it or take the column out",
            csv_name(r->csv), shown, field_nearest(lower));
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

/* Fields of the encounter come before those of a row. */
static void order_columns(struct columns *columns)
{
    size_t n = 0;
    for (int f = 0; f < FIELD_COUNT; f++) {
        if (f == FIELD_FIRST_OF_ROW)
            columns->n_head = n;
        for (size_t i = 0; i < columns->n && columns->has[f]; i++)
            if (columns->fields[i] == (enum field_id)f)
                columns->in_order[n++] = i;
    }
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
    order_columns(&r->columns);
    return true;
}

/* ---- gathering ---- */

static uint32_t hash_id(const char *id)
{
    uint64_t hash = 14695981039346656037u; /* FNV-1a */
    for (; *id != '\0'; id++)
        hash = (hash ^ (unsigned char)*id) * 1099511628211u;
    return (uint32_t)(hash ^ hash >> 32);
}

/* Where the number is, or the free one where it belongs; without a number, a free one. */
static struct bucket *bucket_of(const struct by_number *index, const char *id, uint32_t hash)
{
    size_t at = hash & (index->n_buckets - 1);
    for (; index->buckets[at].which != 0; at = (at + 1) & (index->n_buckets - 1))
        if (id != NULL && index->buckets[at].hash == hash &&
            strcmp(index->all[index->buckets[at].which - 1]->id, id) == 0)
            break;
    return &index->buckets[at];
}

/* Half of the buckets stay free, so that mostly the first look finds. */
static void grow_index(struct by_number *index, struct shelf *shelf)
{
    const struct by_number old = *index;
    index->n_buckets = old.n_buckets != 0 ? old.n_buckets * 2 : 64;
    index->buckets = shelf_new(shelf, index->n_buckets * sizeof *index->buckets);
    index->all = shelf_new(shelf, index->n_buckets / 2 * sizeof(struct gathered *));
    if (old.n > 0)
        memcpy(index->all, old.all, old.n * sizeof(struct gathered *));
    for (size_t i = 0; i < old.n_buckets; i++)
        if (old.buckets[i].which != 0)
            *bucket_of(index, NULL, old.buckets[i].hash) = old.buckets[i];
}

static void index_add(struct by_number *index, struct gathered *g, struct shelf *shelf)
{
    if (index->n * 2 >= index->n_buckets)
        grow_index(index, shelf);
    uint32_t hash = hash_id(g->id);
    index->all[index->n++] = g;
    *bucket_of(index, NULL, hash) = (struct bucket){hash, (uint32_t)index->n};
    index->last = g;
}

/* NULL: not among the gathered.  Those of a file in the order of its numbers are never asked for,
 * so they go into the index only when one is. */
static struct gathered *known(struct reading *r, const char *id)
{
    struct by_number *index = &r->numbers;
    struct gathered *g = index->last != NULL ? index->last->next : r->first;
    for (; g != NULL; g = g->next)
        index_add(index, g, &r->shelf);
    size_t which = bucket_of(index, id, hash_id(id))->which;
    return which != 0 ? index->all[which - 1] : NULL;
}

static struct gathered *add_gathered(struct reading *r, const char *id)
{
    struct gathered *g = shelf_copy(&r->shelf, sizeof *g, id, strlen(id) + 1);
    g->id = (const char *)(g + 1);
    if (r->last != NULL) {
        r->last->next = g;
        if (r->blocks != NULL)
            blocks_add(r->blocks, r->last);
    } else {
        r->first = g;
    }
    r->last = g;
    r->n_gathered++;
    return g;
}

static struct gathered *find_gathered(struct reading *r, const char *id)
{
    if (r->current != NULL && strcmp(r->current->id, id) == 0)
        return r->current;
    bool greater = r->greatest == NULL || strcmp(id, r->greatest) > 0;
    struct gathered *g = greater ? NULL : known(r, id);
    if (g != NULL) {
        r->scattered = true;
        return g;
    }
    g = add_gathered(r, id);
    if (greater)
        r->greatest = g->id;
    return g;
}

struct record *record_keep(struct shelf *shelf, const struct csv_record *csv)
{
    if (csv->size == 0)
        return NULL;
    struct record *record = shelf_copy(shelf, sizeof *record, csv->text, csv->size);
    record->line = csv->line;
    record->filled = csv->filled;
    return record;
}

void records_add(struct records *records, struct record *record)
{
    if (records->last != NULL)
        records->last->next = record;
    else
        records->first = record;
    records->last = record;
}

static struct records *open_records(struct reading *r, struct gathered *g, struct shelf **shelf)
{
    *shelf = &r->shelf;
    return r->blocks != NULL ? blocks_open(r->blocks, g, shelf) : &g->records;
}

static void gather(struct reading *r, const struct csv_record *csv)
{
    const char *id = csv_cell(r->csv, r->columns.id);
    struct shelf *shelf;
    if (csv->size == 0)
        return;
    if (id[0] == '\0' && !r->out->draft) {
        builder_complain(
            &r->builder, csv->line,
            "encounter: is empty; give the account or visit number this row belongs to");
        r->count->bad++;
        return;
    }
    r->current = find_gathered(r, id);
    struct records *records = open_records(r, r->current, &shelf);
    records_add(records, record_keep(shelf, csv));
}

/* A record that cannot be read takes its encounter with it; when not even that can be told, it
 * stands for one encounter left out. */
static void gather_bad(struct reading *r, const struct err *err)
{
    const char *id = csv_cell(r->csv, r->columns.id);
    struct shelf *shelf;
    if (r->out->complain != NULL)
        r->out->complain(r->out->context, err->text);
    if (id[0] != '\0')
        open_records(r, find_gathered(r, id), &shelf)->bad = true;
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
        struct csv_record csv;
        struct err bad;
        int got = csv_next_packed(r->csv, &csv, &bad);
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
            gather_bad(r, &bad);
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
static bool end_crew(struct reading *r, int end, struct err *err)
{
    bool nothing = end != 0 && r->scattered;
    if (r->last != NULL && end == 0)
        blocks_add(r->blocks, r->last);
    else if (r->last != NULL)
        r->count->bad += nothing ? (long)r->n_gathered : 1;
    struct err why;
    if (blocks_end(r->blocks, nothing, r->count, &why))
        return end == 0;
    *err = why;
    return false;
}

static bool read_all(struct reading *r, struct err *err)
{
    if (!read_header(r, err))
        return false;
    if (r->out->crew != NULL)
        r->blocks = blocks_start(r->out, &r->builder, r->csv, r->columns.id, &r->shelf);
    int end = gather_all(r, err);
    if (r->blocks != NULL)
        return end_crew(r, end, err);
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
    const struct builder like = {.columns = &r.columns,
                                 .name = csv_name(csv),
                                 .draft = out->draft,
                                 .complain = out->complain,
                                 .context = out->context,
                                 .site = out->site};
    builder_init(&r.builder, &like);
    bool fine = read_all(&r, err);
    builder_release(&r.builder);
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
