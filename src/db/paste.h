/* paste.h: text that somebody copied out of another system: quick lines, or delimited rows with or
 * without a header, and what its columns mean.
 *
 * Owns the text it was given and the cells in it.  Knows no terminal and no encounter; never saves
 * anything but a remembered mapping. */
#ifndef IVLEDGER_PASTE_H
#define IVLEDGER_PASTE_H

#include "../core/mapping.h"
#include "../core/quick.h"
#include "store.h"

enum paste_form {
    PASTE_EMPTY,
    PASTE_LINES, /* quick lines, one a row */
    PASTE_TABLE  /* delimited cells */
};

struct paste_row {
    long line;                /* in the pasted text, from 1 */
    const char *text;         /* PASTE_LINES: the line */
    const char *const *cells; /* PASTE_TABLE */
    size_t n_cells;
    const char *broken; /* why the row could not be read as cells, or NULL */
};

struct paste {
    struct arena arena;
    enum paste_form form;
    char delimiter; /* tab, comma, semicolon or bar */
    bool header;    /* the first row names the columns; it is not among rows */
    long header_line;
    const char **names; /* of the columns; "column 1" without a header */
    means_t *means;     /* guessed, remembered or set by paste_set_means() */
    bool remembered;
    size_t n_columns;
    struct paste_row *rows;
    size_t n_rows, cap_rows;
};

/* columns.csv and words.csv of dir/paste; texts live in arena.  False: err names file and line. */
bool paste_tables(const char *dir, struct arena *arena, struct mapping_tables *out,
                  struct err *err);
/* More names from one file of name,means, which go before those that are there. */
bool paste_add_names(const char *path, struct arena *arena, struct mapping_tables *tables,
                     struct err *err);

/* The whole file ("-" is stdin) into out, up to its maximum; it must be held at once, since its
 * form has to be found first. */
bool paste_read_file(const char *path, struct str *out, struct err *err);

void paste_init(struct paste *paste);
void paste_release(struct paste *paste);
/* Finds the form, the delimiter and the columns.  context is for telling quick lines from rows. */
void paste_read(struct paste *paste, const char *text, const struct mapping_tables *tables,
                const struct quick_context *context);
/* A row through its columns into texts of fields; arena: where they live. */
void paste_map_row(const struct paste *paste, const struct mapping_tables *tables, size_t row,
                   const struct book *book, struct arena *arena, struct mapped *out);

/* The mapping of these column names, kept among the settings of the database. */
enum store_fault paste_remember(struct store *store, const struct paste *paste, struct err *err);
/* Takes over what was remembered for these columns, if anything. */
enum store_fault paste_recall(struct store *store, struct paste *paste, struct err *err);

/* The whole paste as administration CSV with the same line numbers (it must have a header).  False:
 * a column is not known, or two mean the same; err names it. */
bool paste_translate(const struct paste *paste, const struct mapping_tables *tables,
                     const struct book *book, struct str *out, struct err *err);

#endif
