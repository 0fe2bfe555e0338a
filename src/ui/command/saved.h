/* saved.h: a saved encounter coded again under the edition and policy it was saved with, for
 * `show`, `why` and `export`.  Never writes. */
#ifndef IVLEDGER_SAVED_H
#define IVLEDGER_SAVED_H

#include "../../db/store_office.h"
#include "app.h"

struct saved {
    struct encounter encounter;
    struct store_item item;
    struct policy policy;
    struct result result;
    char hash[65];
    struct arena arena;
    struct store_overrule *overrules; /* that stand; none unless it was loaded by its number */
    size_t n_overrules;
};
void saved_init(struct saved *saved);
void saved_release(struct saved *saved);
/* Loads one by its number and codes it. */
enum leave saved_load(struct saved *saved, struct app *app, struct store *store,
                      const char *number);
/* The same from the command line: opens the database, loads, codes, notes in the audit trail what
 * was done with it, and closes the database. */
enum leave saved_open(struct saved *saved, struct app *app, const char *number, const char *what);
/* What the coder departs from, one paragraph each: who, when, from what to what, reason, words, rule; the
 * engine's own lines stay where they are. */
void saved_print_overrules(const struct store_overrule *list, size_t n, struct str *out);
/* STORE_REFUSED (err): the login reviews it blind and has not coded it yet, so it may not see its answers. */
enum store_fault saved_blind(struct store *store, const char *login, int64_t encounter, struct err *err);
/* Codes e, which must outlive the result, as item says it was coded.  False: err. */
bool saved_code(struct saved *saved, const struct app *app, const struct encounter *e,
                const struct store_item *item, struct err *err);

#endif
