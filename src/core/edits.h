/* edits.h: step 12 in two files: what may stand on the claim, and with which modifier.  Private. */
#ifndef IVLEDGER_EDITS_H
#define IVLEDGER_EDITS_H

#include "book_index.h"
#include "work.h"

/* False: no two codes on the claim make a pair.  Most claims have none, and nobody looks further.
 */
bool may_pair(const struct work *w);
void unit_modify(struct work *w, struct unit *u, enum modifier_id id);
static inline bool unit_on_claim(const struct unit *u)
{
    return !u->dropped;
}
/* On the claim with the code and the date of one of them. */
static inline bool unit_like(const struct unit *u, const struct unit *one)
{
    return u->code == one->code && u->date == one->date && unit_on_claim(u);
}
/* Why two services are distinct in the sense of the edit pairs: the modifier that says so, or
 * MODIFIER_COUNT when they are not. */
enum modifier_id units_distinct(const struct unit *column1, const struct unit *column2);
const char *distinct_text(struct work *w, enum modifier_id id); /* what the policy writes for it */
void edit_modifiers(
    struct work *w); /* second initials, pairs, reduced services, add-ons of a second access */

#endif
