/* drill.h: variants of an encounter one change away: a minute, a line, a class, a missing stop ...
 *
 * Same encounter, same number, same variant, on any machine.  Never codes: whoever asks a variant
 * takes its answer from the engine. */
#ifndef IVLEDGER_DRILL_H
#define IVLEDGER_DRILL_H

#include "book.h"

/* A copy of from into the uninitialised to, with one change, told in what ("row 2: stop 09:05 is
 * 09:06").  Tries the changes that fit in an order of its own; where none fits (no rows) the copy
 * is left as it is and false returned. */
bool drill_vary(const struct encounter *from, const struct book *book, uint64_t number,
                struct encounter *to, struct str *what);

#endif
