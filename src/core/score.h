/* score.h: shares with their uncertainty, and a draw that anybody can repeat.
 *
 * Numbers in, numbers out: knows no encounter.  Percentages are tenths of a percent, so that every
 * machine prints the same. */
#ifndef IVLEDGER_SCORE_H
#define IVLEDGER_SCORE_H

#include "base.h"

/* A share with its Wilson interval at 95 %; all in tenths of a percent. */
struct share {
    int64_t good, all;
    int value, low, high; /* 0 when all is 0 */
};
struct share share_of(int64_t good, int64_t all);
/* "95.0 % (38 of 40; 83.5 to 98.6)"; "- (0 of 0)" without cases. */
void share_print(const struct share *share, struct str *out);
/* A bar of width cells: '#' to the value, '-' on to the upper end of the interval. */
void share_bar(const struct share *share, int width, struct str *out);

/* ---- sampling ---- */

struct draw_case {
    const char *id;      /* by which it is drawn: the same id and seed give the same place */
    const char *stratum; /* the coder */
    bool excluded;       /* in the frame, not to be drawn */
    bool drawn;          /* the answer */
};
struct draw_stratum {
    const char *name;
    size_t frame, excluded, drawn;
};
/* Draws size cases, each stratum in proportion to what may be drawn of it and at least one, by the
 * order of a hash of seed and id.  Strata come sorted by name, in arena; how many were drawn. */
size_t draw(struct arena *arena, struct draw_case *cases, size_t n, size_t size, uint64_t seed,
            struct draw_stratum **strata, size_t *n_strata);

#endif
