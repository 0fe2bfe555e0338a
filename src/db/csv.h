/* csv.h: libcsv wrapped: header by name, line and column of every cell, caps, formula guard.
 * The only file that knows libcsv. */
#ifndef IVLEDGER_CSV_H
#define IVLEDGER_CSV_H

#include <stdio.h>

#include "../core/base.h"

struct csv_reader;

struct csv_record {
    const char *const
        *cells; /* as many as the header has; terminated, trimmed of blanks at the ends */
    size_t n;
    long line; /* line on which the record begins, from 1 */
    uint64_t filled;  /* bit per cell that is not empty, of the first 64 */
    const char *text; /* the cells that are not empty, in their order, packed: csv_next_cell() */
    size_t size;      /* bytes of text */
};
/* Before a cell that is packed stands its length, which spares looking for its end; CSV_LONG stands
 * there for as much or more.  Behind it stands a zero. */
enum { CSV_LONG = 255 };
static inline const char *csv_next_cell(const char **at, size_t *length)
{
    const char *cell = *at + 1;
    *length = (unsigned char)**at;
    if (*length == CSV_LONG)
        *length = strlen(cell);
    *at = cell + *length + 1;
    return cell;
}
/* A byte of the source, from where reading it began, and the line it stands on. */
struct csv_place {
    uint64_t at;
    long line;
};

/* Opens PATH ("-" is stdin, named so in messages), reads the header.  A BOM is dropped.  NULL: err
 * says why. */
struct csv_reader *csv_open(const char *path, char delimiter, struct err *err);
/* The same over an open file, which is taken over; at most step bytes are read and parsed at once
 * (tests try every step). */
struct csv_reader *csv_open_stream(const char *name, FILE *in, char delimiter, size_t step,
                                   struct err *err);
/* The same over text in memory (name is used in messages), which must outlive the reader. */
struct csv_reader *csv_open_text(const char *name, const char *text, size_t size, char delimiter,
                                 struct err *err);
size_t csv_header(const struct csv_reader *r, const char *const **names);
/* Next record: 1 read, 0 end, -1 this record is bad (err; one may go on; out holds the n cells that
 * could be read, so that its encounter can be named), -2 the file is unreadable from here (err:
 * unclosed quote, I/O error, not text). */
int csv_next(struct csv_reader *r, struct csv_record *out, struct err *err);
/* The same without cells: who keeps the text as it is, and asks for a cell or none, has it for less.
 * csv_cell: of the record last read; "" for one that the header has not. */
int csv_next_packed(struct csv_reader *r, struct csv_record *out, struct err *err);
const char *csv_cell(const struct csv_reader *r, size_t column);
/* Where the record last read begins; when csv_next() has said that there is none, the end. */
struct csv_place csv_place(const struct csv_reader *r);
/* Can what was read be read again?  Not of a pipe. */
bool csv_has_parts(const struct csv_reader *r);
/* The records from one place up to another once more, as a reader without a header of its own, while
 * r is open.  NULL: they cannot be had again, or the file has changed since it was opened (err). */
struct csv_reader *csv_part(const struct csv_reader *r, struct csv_place from, struct csv_place to,
                            struct err *err);
const char *csv_name(const struct csv_reader *r);
void csv_close(struct csv_reader *r);
const char *csv_library(void); /* version of libcsv */

/* Writing: RFC 4180; a cell that a spreadsheet would run (= + - @ tab CR at its start, when it is
 * not a plain number) gets a leading apostrophe, which reading takes off again.  Lines end in LF
 * alone, so that other tools can read along. */
struct csv_writer;
struct csv_writer *csv_write_to(FILE *out);
/* One that keeps what is written until it is taken, and who frees it. */
struct csv_writer *csv_write_apart(void);
void csv_write_take(struct csv_writer *w, struct str *out); /* adds it to out and begins anew */
void csv_write_free(struct csv_writer *w);
void csv_write_cell(struct csv_writer *w, const char *text);
void csv_write_sized(struct csv_writer *w, const char *text, size_t length); /* and a zero */
void csv_write_number(struct csv_writer *w, int64_t number);
void csv_write_end(struct csv_writer *w); /* end of record */
/* Remembers the cells that the record has so far; and begins a record with them once more, if they
 * are still there (until it is taken, or much was written): when not, write them. */
void csv_write_mark(struct csv_writer *w);
bool csv_write_marked(struct csv_writer *w);
bool csv_write_done(struct csv_writer *w,
                    struct err *err); /* flushes; false on any write error; frees */

#endif
