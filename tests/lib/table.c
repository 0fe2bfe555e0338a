#include "table.h"

#include "db/csv.h"

static const char **copy_cells(struct arena *arena, const char *const *cells, size_t n)
{
    const char **out = ARENA_ARRAY(arena, const char *, n);

    for (size_t i = 0; i < n; i++)
        out[i] = arena_text(arena, cells[i]);
    return out;
}

bool table_read(struct table *table, const char *path, struct err *err)
{
    struct csv_reader *csv = csv_open(path, ',', err);
    const char *const *names;
    struct csv_record record;
    int got = 0;

    *table = (struct table){0};
    arena_init(&table->arena);
    if (!csv)
        return false;
    table->n_names = csv_header(csv, &names);
    table->names = copy_cells(&table->arena, names, table->n_names);
    while ((got = csv_next(csv, &record, err)) > 0)
        *ARENA_PUSH(&table->arena, table->rows, table->n, table->cap) =
            copy_cells(&table->arena, record.cells, table->n_names);
    csv_close(csv);
    return got == 0;
}

const char *table_cell(const struct table *table, size_t row, const char *name)
{
    for (size_t i = 0; i < table->n_names; i++)
        if (!strcmp(table->names[i], name))
            return table->rows[row][i];
    return "";
}

void table_release(struct table *table)
{
    arena_release(&table->arena);
    *table = (struct table){0};
}

bool words_have(const char *words, const char *word)
{
    size_t length = strlen(word);

    while (*words) {
        size_t n = strcspn(words, " ");

        if (n == length && !memcmp(words, word, n))
            return true;
        words += n;
        words += strspn(words, " ");
    }
    return false;
}
