/* cases.h: every visible case, one encounter under one policy at a time: the worked cases
 * (tests/cases, *.cases) under each policy that one of their answers names, the published ones
 * under the switches of their meta table, and the sample day.
 *
 * Reads; never codes.  What the answers say is the business of the tests that hold them. */
#ifndef IVLEDGER_TESTS_CASES_H
#define IVLEDGER_TESTS_CASES_H

#include "charts.h"

struct seen_case {
    const char *file, *name; /* "readings.cases", "G3: order of the reasons" */
    const char *words;       /* of the policy, as world_policy() takes them; "" is reference */
    struct policy policy;
    const struct encounter *encounter;
};
/* false stops. */
typedef bool seen_fn(void *context, const struct seen_case *seen);
/* False (err) when a file cannot be read or a policy is none. */
bool cases_each(const struct world *world, seen_fn *fn, void *context, struct err *err);

#endif
