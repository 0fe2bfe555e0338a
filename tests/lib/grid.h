/* grid.h: any CSV file of the tests as rows of named cells.
 *
 * Owns its text.  Knows nothing of what the columns mean. */
#ifndef IVLEDGER_TESTS_GRID_H
#define IVLEDGER_TESTS_GRID_H

#include "core/base.h"

struct grid {
    struct arena arena;
    const char **names;
    size_t n_names;
    const char ***rows; /* n_names cells each */
    size_t n, cap;
};

bool grid_read(struct grid *grid, const char *path, struct err *err);
/* The cell of a row by column name; "" when the table has no such column. */
const char *grid_cell(const struct grid *grid, size_t row, const char *name);
void grid_release(struct grid *grid);
/* True when the blank-separated words hold word. */
bool words_have(const char *words, const char *word);

#endif
