/* filter.h: words such as status=coded or from=2026-03-01 into a filter of saved encounters. */
#ifndef IVLEDGER_FILTER_H
#define IVLEDGER_FILTER_H

#include "app.h"

struct filter {
    struct store_filter store;
    long limit; /* how many at most; 0: all */
};
/* False (err) for a word that is none.  Text of the filter points into words. */
bool filter_read(struct filter *filter, int n, char *const *words, struct err *err);

#endif
