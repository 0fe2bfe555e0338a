#include "grid.h"

#include "db/csv.h"

static const char **copy_cells(struct arena *arena, const char *const *cells, size_t n)
{
    const char **out = ARENA_ARRAY(arena, const char *, n);

    for (size_t i = 0; i < n; i++)
        out[i] = arena_text(arena, cells[i]);
    return out;
}

bool grid_read(struct grid *grid, const char *path, struct err *err)
{
    struct csv_reader *csv = csv_open(path, ',', err);
    const char *const *names;
    struct csv_record record;
    int got = 0;

    *grid = (struct grid){0};
    arena_init(&grid->arena);
    if (!csv)
        return false;
    grid->n_names = csv_header(csv, &names);
    grid->names = copy_cells(&grid->arena, names, grid->n_names);
    while ((got = csv_next(csv, &record, err)) > 0)
        *ARENA_PUSH(&grid->arena, grid->rows, grid->n, grid->cap) =
            copy_cells(&grid->arena, record.cells, grid->n_names);
    csv_close(csv);
    return got == 0;
}

const char *grid_cell(const struct grid *grid, size_t row, const char *name)
{
    for (size_t i = 0; i < grid->n_names; i++)
        if (!strcmp(grid->names[i], name))
            return grid->rows[row][i];
    return "";
}

void grid_release(struct grid *grid)
{
    arena_release(&grid->arena);
    *grid = (struct grid){0};
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
