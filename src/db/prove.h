/* prove.h: the rule book proved as a whole, beyond what the loader asks of single rows.
 *
 * Only reads; slow (a second or so), so only `rules check` and the tests call it. */
#ifndef IVLEDGER_PROVE_H
#define IVLEDGER_PROVE_H

#include "load.h"

struct proof {
    long complaints;
    size_t tables, rows, editions, periods; /* what was looked at */
    long combinations; /* of class, route, method, minute, setting and payer, per period */
};

/* For every period of the library:
 * - every row of kinds.csv is reached by some class x route x method x minute of a day (or unknown
 *   length) x setting x payer that scope.csv does not leave out;
 * - a flush has its code, every kind that may be initial a rank, and no row of services.csv is
 *   shadowed by one before it;
 * - every add-on that a service gives has a parent;
 * - no alias of a drug means another drug;
 * and for the library: each table has as many rows as tables.csv says, so that none was lost.
 * Stops behind the first period with a fault, since the later ones mostly share it. */
void library_prove(struct library *library, complain_fn *complain, void *context,
                   struct proof *proof);

#endif
