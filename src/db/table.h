/* table.h: one table of the rule book, read and checked cell by cell against a list of columns.
 *
 * Knows cells, rows and dates, not what a table means.  Every complaint goes to the listener as
 * "FILE:LINE: column NAME: what is wrong; what to do", and reading goes on, so that all of them
 * come out.  Owns no memory but the arena of the load it is given. */
#ifndef IVLEDGER_TABLE_H
#define IVLEDGER_TABLE_H

#include "../core/book.h"
#include "csv.h"
#include "load.h"

/* One load of a book: where sentences go, what texts live in, the sources that rows may name. */
struct load {
    struct arena *arena;
    const char *dir; /* data directory */
    complain_fn *complain;
    void *context;
    struct err first; /* the first complaint */
    long complaints;
    const struct source *sources;
    size_t n_sources;
};

/* Every row of a table begins with this. */
struct row_head {
    long line;
    day_t from, to;  /* valid days; to is NO_DAY while open, both NO_DAY in a table without dates */
    const char *key; /* the cells that tell rows apart, joined */
};

struct cell {
    struct load *load;
    const struct table *table;
    const char *column, *text;
    long line;
};
/* Puts the cell's value at its place in the row; on a bad cell says so by cell_bad() and returns
 * false.  An empty cell of a column that is not needed is never handed over: its value stays zero
 * (texts are ""). */
struct column;
typedef bool cell_fn(const struct cell *cell, const struct column *column, void *at);

struct column {
    const char *name;
    cell_fn *read;
    size_t offset; /* where its value lives in the row */
    bool needed;   /* may not be empty */
    long min, max; /* bounds of numbers */
};

struct table_spec {
    const char *name; /* NAME.csv */
    const char *keys; /* columns that make the key, space separated */
    const struct column *columns;
    size_t n_columns, row_size;
    bool dated;
    bool by_day; /* looked up by the day of service: its dates divide no period of the book */
};

struct table {
    const struct table_spec *spec;
    const char *path;
    void *rows; /* each of spec->row_size, in file order */
    size_t n, cap;
    bool faulty; /* some row was left out or clashes: what seems to lack may stand there */
};

/* Reads the text of a table (its whole file); complaints count in load. */
void table_read(struct load *load, struct table *table, const char *text, size_t size);
void *table_row(const struct table *table, size_t i);
#define TABLE_HEAD(table, i) ((const struct row_head *)table_row((table), (i)))
/* Does the row hold on this day? */
bool row_holds(const struct row_head *head, day_t day);

/* "PATH:LINE: column NAME: ..." ; false always.  Column NULL: of the row, line 0: of the file. */
bool table_bad(struct load *load, const struct table *table, long line, const char *column,
               const char *format, ...) PRINTF_LIKE(5, 6);
bool cell_bad(const struct cell *cell, const char *format, ...) PRINTF_LIKE(2, 3);

/* Readers of plain cells. */
cell_fn cell_text, cell_number, cell_amount, cell_yes, cell_day, cell_source;

/* COLUMN("from", cell_day, struct x, head.from, NEEDED) */
#define NEEDED true
#define MAY_BE_EMPTY false
#define COLUMN(name, read, type, member, needed)                                                   \
    {                                                                                              \
        name, read, offsetof(type, member), needed, 0, 0                                           \
    }
#define COLUMN_NUMBER(name, type, member, needed, min, max)                                        \
    {                                                                                              \
        name, cell_number, offsetof(type, member), needed, min, max                                \
    }
#define DATES(type)                                                                                \
    COLUMN("from", cell_day, type, head.from, NEEDED),                                             \
        COLUMN("to", cell_day, type, head.to, MAY_BE_EMPTY)

#endif
