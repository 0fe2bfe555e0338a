/* trail.h: the words that narrow the audit trail, and a row of it as one line; for the command and
 * the screen. */
#ifndef IVLEDGER_TRAIL_H
#define IVLEDGER_TRAIL_H

#include "../../db/store.h"

/* "26-001 who=rlee what=overruled from=2026-03-01 to=2026-03-31 text=word": the result points into
 * arena.  False (err): a word is none of these. */
bool trail_read(struct arena *arena, const char *words, struct store_trail *out, struct err *err);
void trail_row_text(const struct store_audit *row, struct str *out); /* harmless to a terminal */

#endif
