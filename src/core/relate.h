/* relate.h: step 10 in three files: infusions, pushes, everything off the IV line.  Private to
 * core. */
#ifndef IVLEDGER_RELATE_H
#define IVLEDGER_RELATE_H

#include "work.h"

/* What the service's units will be: the row of services.csv for a role; NULL when no code exists.
 */
const struct service_row *relate_row(const struct work *w, const struct service *s, enum role role);
/* The code of that row, or NULL. */
const struct code *relate_code(const struct work *w, const struct service *s, enum role role);
/* Its minutes bill nothing, for this reason. */
void relate_nothing(struct work *w, struct service *s, enum account_id account);
/* Its first unit is of this role, by this rule. */
void relate_as(struct work *w, struct service *s, enum role role, enum rule_id rule);

void relate_infusions(struct work *w, struct slot *slot);
void relate_pushes(struct work *w, struct slot *slot);
void relate_others(struct work *w);
/* 96368 once per visit (and date, under per_day) or date. */
void relate_concurrent_limit(struct work *w);

#endif
