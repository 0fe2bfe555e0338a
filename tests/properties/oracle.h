/* oracle.h: the rules a second time, for the plain part of what a record may hold, written from the
 * readings and not from the engine: minutes are sets, nothing is shared with src/core but the words
 * of the model.  Where the two differ one of them is wrong. */
#ifndef IVLEDGER_TESTS_ORACLE_H
#define IVLEDGER_TESTS_ORACLE_H

#include "answer.h"

/* The drugs it knows, NULL at the end: fluid first, then drugs, then chemo. */
extern const char *const ORACLE_FLUIDS[], *const ORACLE_DRUGS[], *const ORACLE_CHEMO[];

/* Codes and modifiers of an encounter of the drugs above: into a vein by infusion or push, or into
 * a muscle; lines "1" and "R", the second an access of its own where it has a reason; visits; the
 * flag interrupted; planned minutes; a primary row.  Reads the switches overlap_mode,
 * hydration_pieces, hydration_second_site, push_minutes_in_hydration, concurrent_limit,
 * initial_tie_break, bolus_and_drip, repeat_push_gap and discontinued; the others as policy
 * reference has them.  first: the day from which at most three are looked at. */
void oracle_code(const struct encounter *e, const struct policy *policy, day_t first,
                 struct answer *answer);

#endif
