/* lines.h: a code line as the cells of the code CSV (interfaces.md section 3), the same for what is
 * printed and for what is saved.  Owns nothing. */
#ifndef IVLEDGER_LINES_H
#define IVLEDGER_LINES_H

#include "../core/engine.h"

/* encounter,visit,date,setting,code,units,modifiers,rows,rule,revenue,amount,findings */
enum { LINES_COLUMNS = 12 };
extern const char *const lines_columns[LINES_COLUMNS];

/* Each adds to an empty out. */
void lines_modifiers(const struct line *line, struct str *out); /* "59 XS" */
void lines_rows(const struct line *line, struct str *out);      /* "1 2" */
/* Ids of the findings on the line's code or rows; those of its whole visit stand on its first line.
 */
void lines_findings(const struct result *r, size_t index, struct str *out);

#endif
