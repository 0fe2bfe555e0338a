/* quickline.h: what the quick line and the paste share with each other and the workbench.
 *
 * Owns nothing.  Never changes the encounter but through desk_edit(). */
#ifndef IVLEDGER_QUICKLINE_H
#define IVLEDGER_QUICKLINE_H

#include "../../core/quick.h"
#include "bench.h"

/* What a line at the end of the rows is read against. */
struct quick_context bench_quick_context(struct ui *ui, const struct bench *bench);
/* The preview of pasted text (preview.c): columns and what they mean, rows and how they are read.
 */
void preview_open(struct ui *ui, struct bench *bench, const char *text);

#endif
