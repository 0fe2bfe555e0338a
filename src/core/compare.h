/* compare.h: the same encounter under another value of a switch: which switches matter to it, and
 * what the other value would give.  (engine.md section 4) */
#ifndef IVLEDGER_COMPARE_H
#define IVLEDGER_COMPARE_H

#include "engine.h"

/* Codes of one result in short: "96365 96366x2 96375-59"; visits apart by " | ". */
void compare_codes(const struct result *r, int visit /* 0: all */, struct str *out);

struct switch_other {
    int value;
    const char *codes; /* what that value would give, in short (compare_codes of the visit); for
                        * admin_revenue each code with its revenue code */
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

/* ---- two results ---- */

/* A code or drug line that came, went or has other units; matched by visit, code and modifiers. */
struct code_change {
    int visit;
    const char *code; /* with its modifiers: "96365-59", "J1745-JW" */
    int64_t before, after;
};
struct finding_change {
    const char *id;
    int row;
    bool came; /* else it went */
};
struct difference {
    struct code_change *codes;
    size_t n_codes;
    struct finding_change *findings;
    size_t n_findings;
    const struct decision *cause;  /* of the second result: where it first parts from the first */
    const struct decision *was;    /* of the first: what stood there, or NULL */
    const struct decision *effect; /* of the second: the first about a code that changed, or NULL */
};
/* What differs between two results of one encounter, which may come from two books.  Memory: arena;
 * points into both results. */
void compare_results(struct arena *arena, const struct result *a, const struct result *b,
                     struct difference *out);
/* "96365 went, 96374 came, 96366 2 to 1" */
void difference_text(const struct difference *d, struct str *out);

#endif
