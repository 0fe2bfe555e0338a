/* store_policy.h: the policy of a site: a named policy with the switches that the site chose for
 * itself on top, kept in the database with who set each when.
 *
 * Every change is a row of the audit trail.  Saved work keeps the switches it was coded with. */
#ifndef IVLEDGER_STORE_POLICY_H
#define IVLEDGER_STORE_POLICY_H

#include "load.h"
#include "store.h"

#define SITE_POLICY "site" /* the name that results carry when a site has chosen anything */

/* One switch of the site.  Text belongs to the arena that was given. */
struct site_switch {
    enum switch_id id;
    int value;
    const char *at, *by; /* "2026-03-02 14:05:33" and a login name */
};
/* Those that the site has set, in the order of the switches. */
enum store_fault store_site_switches(struct store *store, struct arena *arena,
                                     struct site_switch **out, size_t *n, struct err *err);
/* The site's policy: base with those switches on top.  Untouched where the site has set none. */
enum store_fault store_site_policy(struct store *store, struct policy *base, struct err *err);
/* Sets one switch, or with value NULL gives it back to the base policy; before is what held until
 * now, for the audit trail.  STORE_REFUSED: the sentence says who may. */
enum store_fault store_set_switch(struct store *store, enum switch_id id, const char *before,
                                  const char *value, struct err *err);

#endif
