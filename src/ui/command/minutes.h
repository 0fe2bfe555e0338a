/* minutes.h: how long an encounter takes, read off the audit trail: the minutes from one save to the
 * next of the same person on the same day.
 *
 * A pause of more than an hour counts as no work.  Says nothing of what is right.  Owns its list. */
#ifndef IVLEDGER_MINUTES_H
#define IVLEDGER_MINUTES_H

#include "../../db/store.h"

struct minutes_of {
    const char *who; /* login name */
    int64_t saves, timed, seconds;
    day_t last_day; /* while counting */
    int last_seconds;
};
struct minutes {
    struct arena arena;
    struct minutes_of *list;
    size_t n, cap;
};
/* Of the filter only coder (here the login name), from and to (of the save) are used. */
enum store_fault minutes_count(struct minutes *minutes, struct store *store,
                               const struct store_filter *filter, struct err *err);
void minutes_release(struct minutes *minutes);
int minutes_each(const struct minutes_of *person); /* tenths of a minute; 0: nothing was timed */
void minutes_print(const struct minutes *minutes, struct str *out);

#endif
