/* generate.h: made-up encounters and policies from a seed: every class, route, method, flag,
 * several accesses, visits, days and bags, missing and impossible times.
 *
 * Same seed, same encounter, on any machine.  Makes only what the administration CSV could say. */
#ifndef IVLEDGER_TESTS_GENERATE_H
#define IVLEDGER_TESTS_GENERATE_H

#include "charts.h"

struct rng {
    uint64_t state;
};
uint64_t rng_next(struct rng *rng);
int rng_below(struct rng *rng, int n);        /* 0..n-1 */
bool rng_percent(struct rng *rng, int of100); /* true that often */

/* Fills an uninitialised encounter. */
void generate_encounter(struct rng *rng, struct encounter *e);
/* reference, cms, or either with some switches set at random. */
void generate_policy(struct rng *rng, const struct world *world, struct policy *policy);
/* The policy as words for world_policy(): what differs from reference. */
void generate_print_policy(const struct world *world, const struct policy *policy, struct str *out);
/* A copy of a row at the end of the encounter, numbered; the texts are shared. */
struct row *generate_copy_row(struct encounter *e, size_t index);
/* Numbers the rows from 1 in their order. */
void generate_renumber(struct encounter *e);

#endif
