/* page.h: plain text in columns: cells of fixed width and folded sentences.  What came from outside
 * comes out tamed; widths count code points. */
#ifndef IVLEDGER_PAGE_H
#define IVLEDGER_PAGE_H

#include "base.h"

enum { PAGE_WIDTH = 80 };

void page_blanks(struct str *out, int n);
int page_columns(const char *text, size_t n); /* code points of the first n bytes */
/* A cell: cut with "~" where it does not fit, filled with blanks, one blank behind. */
void page_cell(struct str *out, int width, const char *text);
void page_right(struct str *out, int width, const char *text); /* the same, flush right */
void page_end(struct str *out); /* ends the line, without blanks at its end */
/* Words of text folded into lines of PAGE_WIDTH columns, each begun with indent blanks; the first
 * goes on where out stands (at column indent). */
void page_fold(struct str *out, int indent, const char *text);

#endif
