/* answer.h: codes in short, as people write them: "96365 96366x2 96375-59 | 96360".
 *
 * xN are units, -MM are modifiers, " | " separates visits; nothing at all is "nothing".  Order
 * within a visit does not matter, and lines of one code and modifiers on several dates are added.
 */
#ifndef IVLEDGER_TESTS_ANSWER_H
#define IVLEDGER_TESTS_ANSWER_H

#include "core/engine.h"

struct answer_line {
    int visit; /* position among the visits of the answer, from 0 */
    char code[8];
    char modifiers[24]; /* sorted, each led by "-" */
    int units;
};
struct answer {
    struct answer_line lines[128];
    size_t n;
};

bool answer_parse(struct answer *answer, const char *text, struct err *err);
void answer_of(struct answer *answer, const struct result *result);
/* The drug lines in the same form: "J1745x39 J1745x1-JW"; units are always said. */
void answer_of_drugs(struct answer *answer, const struct result *result);
bool answer_equal(const struct answer *a, const struct answer *b);
void answer_print(const struct answer *answer, struct str *out);
/* Units of a code over all visits. */
int answer_units(const struct answer *answer, const char *code);
void answer_add(struct answer *answer, int visit, const char *code, int units,
                const char *const *modifiers, int n);

#endif
