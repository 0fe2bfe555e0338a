/* spoken.h: the timeline in sentences, for ears and for line terminals: what ran on which line, in
 * which order, beside what, and when nothing ran.
 *
 * Decides nothing and codes nothing; plain ASCII words around what was charted. */
#ifndef IVLEDGER_SPOKEN_H
#define IVLEDGER_SPOKEN_H

#include "model.h"

/* One line of text per sentence group: every access line of every visit with its rows by start,
 * what each overlaps, and the gaps between them.  Adds "Nothing is charted yet." for no rows. */
void spoken_timeline(const struct encounter *e, struct str *out);
/* One row: "Row 1, ceftriaxone 2 g, IV infusion on line L-PIV, 08:30 to 09:05, 35 minutes."  With
 * its overlaps; no newline at the end. */
void spoken_row(const struct encounter *e, size_t index, struct str *out);

#endif
