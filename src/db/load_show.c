/* load.h: the rows of the book as they stand in their files.  The library keeps only what the
 * engine needs, so the files are read again. */
#include "load_inside.h"

#include "csv.h"

struct showing {
    const struct library *library;
    const struct table *table;
    library_row_fn *fn;
    void *context;
    bool stopped;
};

static const struct source *source_of(const struct library *l, const struct library_row *row)
{
    for (size_t c = 0; c < row->n; c++) {
        if (strcmp(row->names[c], "source") != 0)
            continue;
        for (size_t i = 0; i < l->n_sources; i++)
            if (strcmp(l->sources[i].id, row->cells[c]) == 0)
                return &l->sources[i];
    }
    return NULL;
}

/* Rows are in file order in both, so the search goes on where the last one ended. */
static const struct row_head *head_on(const struct table *table, long line, size_t *at)
{
    while (*at < table->n && TABLE_HEAD(table, *at)->line < line)
        ++*at;
    return *at < table->n && TABLE_HEAD(table, *at)->line == line ? TABLE_HEAD(table, *at) : NULL;
}

static void hand_out(struct showing *s, const struct csv_reader *csv,
                     const struct csv_record *record, const struct row_head *head)
{
    struct library_row row = {.table = s->table->spec->name,
                              .path = s->table->path,
                              .line = record->line,
                              .key = head->key,
                              .from = head->from,
                              .to = head->to,
                              .cells = record->cells};
    row.n = csv_header(csv, &row.names);
    row.source = source_of(s->library, &row);
    s->stopped = !s->fn(s->context, &row);
}

static bool show_table(struct showing *s, struct err *err)
{
    struct csv_record record;
    struct csv_reader *csv = csv_open(s->table->path, ',', err);
    size_t at = 0;
    int got = 0;
    if (!csv)
        return false;
    while (!s->stopped && (got = csv_next(csv, &record, err)) > 0) {
        const struct row_head *head = head_on(s->table, record.line, &at);
        if (head) /* a row that came after the book was loaded is not part of it */
            hand_out(s, csv, &record, head);
    }
    csv_close(csv);
    return got >= 0;
}

static bool unknown_table(const char *name, struct err *err)
{
    struct str names;
    str_init(&names, 512);
    for (int id = 0; id < TABLE_COUNT; id++)
        str_addf(&names, "%s%s", id ? ", " : "", table_specs[id].name);
    err_set(err, "the rule book has no table %s; its tables are %s", name, names.data);
    str_release(&names);
    return false;
}

bool library_rows(const struct library *library, const char *table, library_row_fn *fn,
                  void *context, struct err *err)
{
    struct showing s = {.library = library, .fn = fn, .context = context};
    bool found = !table;
    for (int id = 0; id < TABLE_COUNT && !s.stopped; id++) {
        s.table = &library->tables[id];
        if (table && ascii_casecmp(s.table->spec->name, table) != 0)
            continue;
        found = true;
        if (!show_table(&s, err))
            return false;
    }
    return found || unknown_table(table, err);
}

const char *library_cell(const struct library_row *row, const char *column)
{
    for (size_t i = 0; i < row->n; i++)
        if (strcmp(row->names[i], column) == 0)
            return row->cells[i];
    return "";
}

bool library_row_cites(const struct library_row *row, const char *place)
{
    char word[32];
    for (const char *at = library_cell(row, "locator"); *at;) {
        size_t length;
        at += strspn(at, ", ");
        length = strcspn(at, ",");
        snprintf(word, sizeof word, "%.*s", (int)length, at);
        if (length > 0 && length < sizeof word && ascii_casecmp(word, place) == 0)
            return true;
        at += length;
    }
    return false;
}

size_t library_tables(const struct library *library, const char *names[], size_t max)
{
    size_t n = 0;
    (void)library;
    for (int id = 0; id < TABLE_COUNT && n < max; id++)
        names[n++] = table_specs[id].name;
    return n;
}
