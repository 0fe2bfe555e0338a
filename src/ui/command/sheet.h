/* sheet.h: an encounter as a form: the claim forms in plain text, their 837 lines, the questions
 * that are open, the defence sheet on one page.  Only writes into a str. */
#ifndef IVLEDGER_SHEET_H
#define IVLEDGER_SHEET_H

#include "../../core/claim_print.h"

/* ub04, cms1500, 837, query or letter. */
bool sheet_find(const char *form);
void sheet_print(const char *form, const struct result *r, const struct site *site,
                 struct str *out);

/* The page that can be sent to an auditor: what was charted, what follows from it and why, what it
 * would be billed as, what is missing.  standing: sentences on how it is kept, each ending in \n. */
void sheet_page(const struct result *r, const struct site *site, const char *hash,
                const char *standing, struct str *out);

/* Sections of the page of that page: title first, left out when there is nothing to say. */
void sheet_claim(const struct result *r, const struct site *site, struct str *out);
void sheet_findings(const struct result *r, struct str *out);
void sheet_checklist(const struct result *r, struct str *out);
/* From the first to the last minute of the rows of a visit, a moment and a run without a stop among
 * them, and at least so long; false when none has a place on the clock. */
bool sheet_axis(const struct result *r, int visit, int least, struct span *axis);
/* One bar a row: "=" minutes that a code pays for, "." minutes that bill nothing, "|" a moment. */
void sheet_timeline(const struct result *r, struct str *out);

#endif
