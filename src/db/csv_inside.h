/* csv_inside.h: what reading and writing of CSV are made of: opening (csv_open.c), records (csv.c),
 * cells (csv_cell.c), bytes (csv_source.c), writing (csv_write.c).  Private to those. */
#ifndef IVLEDGER_CSV_INSIDE_H
#define IVLEDGER_CSV_INSIDE_H

#include "csv.h"
#include "csv_source.h"

#define CSV_MOST_COLUMNS 256

struct csv_parser;
struct csv_reader {
    char *name;
    struct csv_source source;
    bool ended, dead; /* dead: for the reason in fault */
    char delimiter;

    struct csv_parser *parser; /* libcsv's */
    long line;          /* of the bytes to be fed next */
    long quote_line;    /* where the quoted cell opened that runs over the end of a line */
    bool line_in_quote; /* such a cell was open when the line began */
    size_t line_fields; /* fields of the record when the line began */

    size_t columns, most_cells; /* 0 and all we can while the header is read */
    char *names_text;
    const char *names[CSV_MOST_COLUMNS];

    /* the record being read */
    struct csv_place place; /* of its first byte */
    bool complete, skipping, bad;
    bool ascii; /* all of it so far */
    struct err fault;
    size_t fields, last_filled; /* fields seen; how many up to the last that is not empty */
    uint64_t filled;            /* bit per cell that is kept, of the first 64 */
    struct str text;            /* the cells that are kept, each ended by a zero, after one of none */
    size_t starts[CSV_MOST_COLUMNS];
    const char *cells[CSV_MOST_COLUMNS];
};

/* ---- csv.c ---- */

void csv_parser_start(struct csv_reader *r);
void csv_parser_end(struct csv_reader *r);
/* Reads on to the end of a record; false at the end of the source, or when it is dead. */
bool csv_read_record(struct csv_reader *r);
enum csv_fault { RECORD_BAD, FILE_DEAD };
/* The first fault of a record is told, but for one that ends the reading. */
void csv_complain(struct csv_reader *r, enum csv_fault how, long line, const char *format, ...)
    PRINTF_LIKE(4, 5);

/* ---- csv_cell.c ---- */

/* Is this what the guard makes: apostrophes before a character that a spreadsheet would run? */
bool csv_is_guarded(const char *text, size_t length);
/* Without blanks at its ends and without a guard: where it begins, and its length. */
const char *csv_tidy(const char *text, size_t *length);
/* Each has a name, no two the same; false: err says which, without the place. */
bool csv_names_good(const char *const *names, size_t n, struct err *err);

#endif
