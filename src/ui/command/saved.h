/* saved.h: a saved encounter coded again under the edition and policy it was saved with, for
 * `show`, `why` and `export`.  Never writes. */
#ifndef IVLEDGER_SAVED_H
#define IVLEDGER_SAVED_H

#include "app.h"

struct saved {
    struct encounter encounter;
    struct store_item item;
    struct policy policy;
    struct result result;
    char hash[65];
};
void saved_init(struct saved *saved);
void saved_release(struct saved *saved);
/* Loads one by its number and codes it. */
enum leave saved_load(struct saved *saved, struct app *app, struct store *store,
                      const char *number);
/* The same from the command line: opens the database, loads, codes, notes in the audit trail what
 * was done with it, and closes the database. */
enum leave saved_open(struct saved *saved, struct app *app, const char *number, const char *what);
/* Codes e, which must outlive the result, as item says it was coded.  False: err. */
bool saved_code(struct saved *saved, const struct app *app, const struct encounter *e,
                const struct store_item *item, struct err *err);

#endif
