/* tell.h: one thing of a result as one line of words, for the nodes of explain.h.
 *
 * Only adds to the text that is given; decides nothing.  Private to core. */
#ifndef IVLEDGER_TELL_H
#define IVLEDGER_TELL_H

#include "explain.h"

/* "minutes: 95", "limit: 16 needed"; false when the fact has no value to show. */
bool tell_fact(const struct fact *fact, struct str *out);
/* "row 2: carboplatin, IV infusion on port, from 09:00 to 10:35" */
void tell_row(const struct row *row, struct str *out);
/* "09:00 to 10:00, 60 minutes: 96413 unit 1" */
void tell_posting(const struct posting *p, struct str *out);
/* What is asked, in one line. */
void tell_topic(const struct result *r, const struct about *about, struct str *out);

#endif
