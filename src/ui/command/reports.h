/* reports.h: what `selfaudit` and `sample` find, for the screens of the same name.
 *
 * Both ask the store whether the job allows it, and leave a row in the audit trail. */
#ifndef IVLEDGER_REPORTS_H
#define IVLEDGER_REPORTS_H

#include "../../core/score.h"
#include "../../core/selfaudit.h"
#include "../../db/store_office.h"
#include "filter.h"

/* One answer to one question; number "": over all of a coder's. */
struct selfaudit_hit {
    const struct audit_question *question;
    const char *number, *coder, *what;
    int row; /* 0: none of its own */
};
struct selfaudit_report {
    struct arena arena; /* owns the texts */
    struct selfaudit_hit *hits; /* in the order in which they were found */
    size_t n, cap;
    const struct audit_question *questions;
    size_t n_questions;
    int64_t looked, with; /* encounters */
};
void selfaudit_report_release(struct selfaudit_report *report);
/* Words of a filter as on the command line.  Not LEAVE_DONE and not LEAVE_FOUND: err. */
enum leave report_selfaudit(struct app *app, struct store *store, const struct filter *filter,
                            struct selfaudit_report *out, struct err *err);

/* A sample under construction: the frame, what was drawn of it, and how it is shared out. */
struct sampling {
    struct arena arena;
    struct store_framed *frame;
    size_t n;
    struct draw_case *cases; /* as the frame */
    struct draw_stratum *strata;
    size_t n_strata, drawn;
    struct store_sample sample; /* seed, size, again and by are asked for */
    const char *by;             /* what the strata are: "coder", "payer,month", "none" */
    bool known;                 /* kept before under the same request */
};
/* Draws, and keeps what was drawn; s->arena must be initialised. */
enum leave sampling_run(struct sampling *s, struct app *app, struct store *store,
                        const struct filter *filter, struct err *err);
/* The head and the strata as text; what was drawn and left out is in s. */
void sampling_print(const struct sampling *s, struct str *out);

#endif
