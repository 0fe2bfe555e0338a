/* compare.h: the same encounter under another value of a switch: which switches matter to it, and
 * what the other value would give.  (engine.md section 4) */
#ifndef IVLEDGER_COMPARE_H
#define IVLEDGER_COMPARE_H

#include "engine.h"

/* Codes of one result in short: "96365 96366x2 96375-59"; visits apart by " | ". */
void compare_codes(const struct result *r, int visit /* 0: all */, struct str *out);

struct switch_other {
    int value;
    const char *codes; /* what that value would give, in short (compare_codes of the visit) */
    bool differs;
};
struct switch_note {
    enum switch_id id;
    int value;
    bool matters;
    struct switch_other *others;
    size_t n_others;
};
/* For every switch that the result used: each other value's codes for that visit.  Memory: arena.
 */
size_t compare_switches(struct arena *arena, const struct result *r, int visit,
                        struct switch_note **out);

#endif
