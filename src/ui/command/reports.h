/* reports.h: what `selfaudit` and `sample` print, as text for the screens of the same name.
 *
 * Both ask the store whether the job allows it, and leave a row in the audit trail. */
#ifndef IVLEDGER_REPORTS_H
#define IVLEDGER_REPORTS_H

#include "filter.h"

/* Words of a filter as on the command line.  Not LEAVE_DONE and not LEAVE_FOUND: err. */
enum leave report_selfaudit(struct app *app, struct store *store, const struct filter *filter,
                            struct str *out, struct err *err);
enum leave report_sample(struct store *store, long seed, long size, const struct filter *filter,
                         struct str *out, struct err *err);

#endif
