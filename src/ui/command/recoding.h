/* recoding.h: saved encounters coded again under another edition or policy, one after the other:
 * for `recode`, and for the switch of a site that is about to change.
 *
 * Only reads.  What is saved stays as it is until a person accepts one (recoding_accept). */
#ifndef IVLEDGER_RECODING_H
#define IVLEDGER_RECODING_H

#include "../../core/compare.h"
#include "app.h"

/* Under what to code again. */
struct recode_as {
    const char *edition; /* NULL: see of_date */
    bool of_date;        /* the book of the date of service; else the one it was saved under */
    const struct policy *policy; /* NULL: the one it was saved under */
    const char *const *sets;     /* switches on top */
    size_t n_sets;
};

struct recoded {
    const struct store_item *item;
    const struct encounter *encounter;
    const struct result *before, *after; /* under what it was saved with; under the other */
    const char *codes;                   /* of after, in short */
    struct difference difference;
    bool changed;   /* codes or drug lines differ, or the saved codes do not come out again */
    bool again;     /* the saved codes come out again under what it was saved with */
    const char *by; /* id of the rule that made it change; "" when only the program did */
    const char *trouble; /* why it could not be coded: then there is no more than its item; or NULL */
};
/* false stops. */
typedef bool recoded_fn(void *context, const struct recoded *r);

struct recode_count {
    long unchanged, changed, failed;
};
/* Codes every encounter that the filter lets through.  LEAVE_DONE, LEAVE_STOPPED (progress.h), or
 * the status to leave with (err). */
enum leave recoding_run(struct app *app, struct store *store, const struct store_filter *filter,
                        const struct recode_as *as, recoded_fn *fn, void *context,
                        struct recode_count *count, struct err *err);

/* The same for one encounter by its number: fn is called once, or err says why not. */
enum leave recoding_one(struct app *app, struct store *store, const char *number,
                        const struct recode_as *as, recoded_fn *fn, void *context, struct err *err);

/* Saves one encounter as it comes out now, with a row of the audit trail that says under what. */
enum leave recoding_accept(struct app *app, struct store *store, const char *number,
                           const struct recode_as *as, struct err *err);

#endif
