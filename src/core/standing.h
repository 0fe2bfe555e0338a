/* standing.h: what stands on a claim: the engine's lines, each with what the coder made of it, and
 * the lines that only the coder has.
 *
 * Overrules are applied in their order; one whose line is not there any more does not fit and
 * changes nothing.  Decides nothing.  Memory: the arena that is given. */
#ifndef IVLEDGER_STANDING_H
#define IVLEDGER_STANDING_H

#include "keyed.h"

struct standing {
    int visit;        /* from 1, as in the texts of keyed.h */
    int line;         /* index among the lines of the result; -1: only the coder has it */
    const char *was;  /* the engine's line as text, "" where only the coder has one */
    const char *text; /* what stands: the same, another line, or "" dropped */
    int by;           /* index of the overrule that spoke last; -1: as the engine has it */
};
struct standings {
    struct standing *lines;
    size_t n, cap;
    bool *fits; /* by overrule */
};
void standing_read(struct arena *arena, const struct result *r, const struct overrule *overrules,
                   size_t n, struct standings *out);
/* The line that stands with that text in that visit; NULL: none. */
const struct standing *standing_find(const struct standings *all, int visit, const char *text);

#endif
