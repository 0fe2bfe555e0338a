/* packed.h: rows of cells as one text, a list of lists in JSON: [["1","saline"],["1","morphine"]].
 *
 * What belongs to one encounter is stored so, in one place; whoever looks into the file with a tool of
 * their own reads it with SQLite's JSON functions (the views of schema.c do).  Owns nothing. */
#ifndef IVLEDGER_PACKED_H
#define IVLEDGER_PACKED_H

#include "../core/base.h"

void packed_open(struct str *out); /* begins the list, or a row in it */
void packed_cell(struct str *out, const char *text, size_t length);
void packed_number(struct str *out, int64_t number);
void packed_close(struct str *out); /* ends what was opened last */

/* The next row of a packed text, which is taken apart in place: cells point into it.  *at: where to go
 * on, at first the text itself.  False at the end, where *at is the last "]", or NULL when the text is
 * none of ours.  A
 * row of more than most cells is none; cells that are not there are "". */
bool packed_next(char **at, const char **cells, size_t most, size_t *n);

#endif
