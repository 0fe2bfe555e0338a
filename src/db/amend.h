/* amend.h: one table of the rule book as text, and how a new edition changes its rows: what held
 * before stays with its dates, what holds from a day on comes behind it.
 *
 * Knows columns, keys and dates, not what a table means.  Owns its rows; changes nothing on disk
 * until amend_write(). */
#ifndef IVLEDGER_AMEND_H
#define IVLEDGER_AMEND_H

#include <stdio.h>

#include "../core/when.h"

struct amend_row {
    const char **cells;
    day_t from, to; /* to: NO_DAY, open */
};
/* Gets each change as one line of words. */
typedef void amend_say_fn(void *context, const char *line);

struct amend {
    struct arena arena;
    const char *name; /* fees */
    const char *keys; /* columns that name a row to a reader, blanks between; the caller's */
    const char **names;
    size_t n_columns;
    struct amend_row *rows;
    size_t n, cap;
    long added, changed, corrected, closed, same;
    amend_say_fn *say;
    void *context;
};
/* Reads DIR/book/NAME.csv. */
bool amend_read(struct amend *a, const char *dir, const char *name, struct err *err);
void amend_release(struct amend *a);
bool amend_touched(const struct amend *a);
const char *amend_cell(const struct amend *a, size_t row, const char *column);

/* A column and what should stand in it.  quiet: does not make a row another row by itself (source,
 * vintage, note). */
struct amend_set {
    const char *column, *value;
    bool quiet;
};
/* The row with these keys that holds on day, from start on; a->n when there is none.  In a table
 * without dates every row holds. */
size_t amend_find(const struct amend *a, const struct amend_set *keys, size_t n, day_t day,
                  size_t start);
/* From day on the row says this.  What held before stays: the row ends the day before and a copy
 * follows it, but for a row that begins on that very day, which is corrected. */
void amend_change(struct amend *a, size_t row, day_t from, const struct amend_set *sets, size_t n);
/* A new row of these keys from day on, up to the next row of the same keys or to (NO_DAY: open). */
void amend_add(struct amend *a, day_t from, day_t to, const struct amend_set *keys, size_t n_keys,
               const struct amend_set *sets, size_t n);
/* The row ends on last; a row that would end before it begins is left alone. */
void amend_close(struct amend *a, size_t row, day_t last);
/* The table as CSV. */
bool amend_write(const struct amend *a, FILE *out, struct err *err);

#endif
