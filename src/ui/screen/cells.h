/* cells.h: text as the cells of a screen: UTF-8 to characters, and how many columns each takes.
 *
 * Owns nothing; widths come from the C library.  Text from outside is made harmless here: nothing
 * that could move the cursor or turn the line around comes out as itself. */
#ifndef IVLEDGER_CELLS_H
#define IVLEDGER_CELLS_H

#include <wchar.h>

#include "../../core/base.h"

/* The character at text (not at its end); gives the bytes it takes, at least 1.  What is not UTF-8
 * comes out as '?'. */
size_t cells_next(const char *text, uint32_t *c);
/* As UTF-8 into buf, terminated; gives its bytes. */
size_t cells_encode(uint32_t c, char buf[5]);
/* 0 (joins the cell before), 1 or 2 columns; -1: may not be shown as itself. */
int cells_width(uint32_t c);
/* Columns of a whole text, as it is shown. */
int cells_columns(const char *text);
/* Longest beginning, in bytes, that fits width columns and ends between words, or after width
 * columns where one word is longer; at least one character. */
size_t cells_wrap(const char *text, int width);
/* Adds text cut or filled with blanks to exactly width columns; cut text ends in the mark cut. */
void cells_pad(struct str *out, const char *text, int width, const char *cut);
/* As wide characters, at most width columns and room of them; gives the columns.  With ascii all
 * else becomes '?'. */
int cells_wide(const char *text, int width, bool ascii, wchar_t *out, size_t room, size_t *n);

/* A word as a narrow column has it: "inf" for infusion; any other as it is. */
const char *cells_short(const char *word);

#endif
