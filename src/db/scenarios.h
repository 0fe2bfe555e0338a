/* scenarios.h: the scenarios of data/scenarios/NAME.txt, or of a trainer's own file, read strictly.
 *
 * Every fault is told as "FILE:LINE: column N: what is wrong; what to do".  Never codes. */
#ifndef IVLEDGER_SCENARIOS_H
#define IVLEDGER_SCENARIOS_H

#include "../core/scenario.h"
#include "load.h"

/* Reads a file, or every *.txt of a folder in the order of their names; list must be initialised.
 * False when anything was wrong (err: the first sentence); all faults went to complain. */
bool scenarios_load(struct scenarios *list, const char *path, struct library *library,
                    complain_fn *complain, void *context, struct err *err);
/* The policy of a scenario: its line policy, else reference. */
bool scenario_policy(const struct scenario *scenario, struct library *library, struct policy *out,
                     struct err *err);

#endif
