/* whynot.h: why a code is not on the claim: the first condition that fails, with its values, and
 * what record would change it.  For every code of the family exactly one holds: it is on the claim
 * of the visit, or why_not() has something to say.  (engine.md section 3) */
#ifndef IVLEDGER_WHYNOT_H
#define IVLEDGER_WHYNOT_H

#include "engine.h"

/* True when the code stands on the claim of the visit (0: of any). */
bool code_on_claim(const struct result *r, int visit, const struct code *code);
/* Fills *out (facts in arena): a decision with verdict VERDICT_NOT_MET; its rule's "unmet" sentence
 * is the reason.  Where the rule is one of the not.* rules, its "say" sentence is what record would
 * change it.  False when the code is on the claim. */
bool why_not(struct arena *arena, const struct result *r, int visit, const struct code *code,
             struct decision *out);
/* The sentence of what record would change it; adds nothing when the rule has none. */
void why_not_change(const struct result *r, const struct decision *d, struct str *out);

#endif
