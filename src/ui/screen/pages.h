/* pages.h: what lies on the desk, as lines: one file a page.  The workbench shows them in its lower
 * half, a sheet over the whole screen.
 *
 * Each adds lines of at most width columns to the list and owns nothing.  tag: the row number, or
 * for codes_page() and claim_page() the line of the result, from 1. */
#ifndef IVLEDGER_PAGES_H
#define IVLEDGER_PAGES_H

#include "screens.h"

page_fn why_page;      /* decisions about the subject, by step, with citations */
page_fn why_brief;     /* the sentences that matter most, for a few lines */
page_fn ledger_page;   /* every minute of every row and what it pays for */
page_fn claim_page;    /* code and drug lines as they would be keyed */
page_fn codes_page;    /* code lines, one a line, with their margins */
page_fn findings_page; /* what would be denied or needs a person, with remedies */
page_fn words_page;    /* the timeline in sentences */

enum look look_of_severity(enum severity severity);
enum look look_of_group(enum group group);
char letter_of_group(enum group group); /* h t c m, or . */
const char *row_name(const struct desk *desk,
                     int number); /* the drug as charted; "" without such a row */
void posting_text(const struct posting *posting, struct str *out); /* of the ledger, on one line */
void item_text(const struct store_item *item, struct str *out); /* a saved encounter on one line */

#endif
