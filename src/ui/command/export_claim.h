/* export_claim.h: what `export` says of claims: their lines, and revenue code and amount of the
 * codes as they were saved.  Private to export.c. */
#ifndef IVLEDGER_EXPORT_CLAIM_H
#define IVLEDGER_EXPORT_CLAIM_H

#include "../../db/csv.h"
#include "saved.h"

enum { EXPORT_CLAIM_COLUMNS = 19 };
extern const char *const export_claim_columns[EXPORT_CLAIM_COLUMNS];
/* One record for each line of the claim. */
void export_claim(struct csv_writer *csv, const struct result *r, const struct site *site);

/* Fills revenue and amount (national) of a record of saved codes, whose encounter is coded again
 * once for all its records; money of 32 bytes holds the amount.  A line that would not come today
 * stays without. */
void export_paid(struct saved *saved, struct app *app, struct store *store, const char **cells,
                 char *money);

#endif
