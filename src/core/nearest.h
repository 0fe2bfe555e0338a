/* nearest.h: which known word did they mean?  Edit distance, ASCII case aside, for the "did you
 * mean" of messages and for the close spellings of completion.  Owns nothing. */
#ifndef IVLEDGER_NEAREST_H
#define IVLEDGER_NEAREST_H

#include "base.h"

/* Letters to add, drop, change or swap with their neighbour; only the first 64 of each count. */
size_t text_distance(const char *a, const char *b);
/* Index of the nearest of n words (n > 0), the first of equals. */
size_t text_nearest(const char *text, const char *const *words, size_t n);

#endif
