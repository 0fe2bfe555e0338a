/* grade_inside.h: what grade.c, grade_step.c, grade_said.c, grade_truth.c and grade_line.c hand to
 * each other.  Private. */
#ifndef IVLEDGER_GRADE_INSIDE_H
#define IVLEDGER_GRADE_INSIDE_H

#include "grade.h"

/* ---- grade_step.c ---- */

/* The word of the step that means the same, else what was said. */
const char *grade_meaning(enum grade_step step, const char *said);
/* Whole cents of "217.31" or "$217.31", -1: no amount. */
int64_t grade_amount(const char *said);

/* ---- grade_said.c: the claim as it was said ---- */

struct said_line {
    int visit; /* position among the visits, from 0 */
    const char *code, *modifiers;
    long units;
    const char *keyed[GRADE_FINDINGS]; /* by step, from REVENUE to ATTACH; NULL: nothing */
    bool taken;
};
struct said_claim {
    struct said_line *lines;
    size_t n, cap;
};
/* Modifiers sorted (the array too) and joined, "59 XS". */
const char *grade_modifiers(struct arena *arena, const char **modifiers, size_t n);
void grade_read_claim(struct arena *arena, const char *text, struct said_claim *claim);

/* ---- grade_line.c: the lines of the truth ---- */

struct making {
    struct arena *arena;
    struct grade_truth *truth;
    bool attach;
};
struct grade_point *grade_add_point(struct making *m, enum grade_step step, const char *subject,
                                    const char *wanted, const struct decision *because);
/* Lines and their points. */
void grade_add_lines(struct making *m);
/* The reason of a point of a line that no single decision gives. */
void grade_line_reason(const struct grade_truth *truth, const struct grade_point *point,
                       struct str *out);

#endif
