/* claim_inside.h: what claim.c, claim_site.c and claim_money.c hand to each other.  Private. */
#ifndef IVLEDGER_CLAIM_INSIDE_H
#define IVLEDGER_CLAIM_INSIDE_H

#include "claim.h"

/* Records why a line is as it is; "which", the code of the line, is added to the facts. */
const struct decision *claim_decide(struct claim *c, const struct claim_line *line,
                                    const struct rule *rule, const struct fact *facts, size_t n);
const struct rule *claim_rule(const struct claim *c, enum rule_id id);
#define CLAIM_FACTS(...)                                                                           \
    (const struct fact[]){__VA_ARGS__}, COUNT_OF(((const struct fact[]){__VA_ARGS__}))
struct fact claim_fact(const char *name, const char *text);
const char *claim_text_money(struct claim *c, int64_t cents);

/* claim_site.c: the site's revenue codes, modifiers and charges. */
void claim_apply_site(struct claim *c);
/* claim_money.c: the amounts. */
void claim_apply_money(struct claim *c);

#endif
