/* permit.h: who may do what: the jobs of people, the deeds that need one, how the status of an
 * encounter and the state of a review may move.
 *
 * Three tables and the questions put to them.  Knows no login name, no clock and no file; it says
 * what is allowed, and the store asks it before every change. */
#ifndef IVLEDGER_PERMIT_H
#define IVLEDGER_PERMIT_H

#include "base.h"

/* Status of a saved encounter. */
enum status {
    STATUS_NONE,
    STATUS_DRAFT,
    STATUS_CODED,
    STATUS_REVIEW,
    STATUS_RETURNED,
    STATUS_FINAL,
    STATUS_COUNT
};
const char *status_name(enum status status); /* draft, coded, in review, returned, final */
bool status_find(const char *name, enum status *status);

#define JOBS(X)                                                                                    \
    X(CODER, "coder", "codes, overrules with a reason, answers reviews")                           \
    X(REVIEWER, "reviewer", "reviews, returns and closes, reads reports")                          \
    X(SUPERVISOR, "supervisor", "everything, and gives people their jobs")                         \
    X(TRAINER, "trainer", "trains, and reads what is saved")                                       \
    X(AUDITOR, "auditor", "reads everything, changes nothing")
enum job {
#define X(name, text, say) JOB_##name,
    JOBS(X)
#undef X
        JOB_COUNT
};
const char *job_name(enum job job);
const char *job_say(enum job job);
bool job_find(const char *name, enum job *job);

#define DEEDS(X)                                                                                   \
    X(CODE, "code and save encounters")                                                            \
    X(OVERRULE, "overrule the engine")                                                             \
    X(REVIEW, "review encounters")                                                                 \
    X(COMMENT, "comment on a review")                                                              \
    X(ANSWER, "answer a review")                                                                   \
    X(DECIDE, "decide what was escalated, or open again what is closed")                           \
    X(SAMPLE, "draw samples")                                                                      \
    X(REPORT, "see scores and what an audit finds")                                                \
    X(EXPORT, "take saved work away")                                                              \
    X(READ, "read saved work")                                                                     \
    X(SWITCH, "set the switches of the site")                                                      \
    X(GRADE, "override a grade of training")                                                       \
    X(STAFF, "give people their jobs")
enum deed {
#define X(name, text) DEED_##name,
    DEEDS(X)
#undef X
        DEED_COUNT
};
/* False (err): the sentence says who may. */
bool permit(enum job job, enum deed deed, struct err *err);

/* May saved work move so?  False (err) says who may, or that nobody may. */
bool permit_status(enum job job, enum status from, enum status to, struct err *err);

/* ---- reviews ---- */

enum review_state {
    REVIEW_NONE,
    REVIEW_OPEN,
    REVIEW_RETURNED,
    REVIEW_AGREED,
    REVIEW_REBUTTED,
    REVIEW_ESCALATED,
    REVIEW_CLOSED,
    REVIEW_STATE_COUNT
};
const char *review_state_name(enum review_state state);
bool review_state_find(const char *name, enum review_state *state);

/* What can be done with a review. */
enum review_act {
    REVIEW_DO_OPEN,
    REVIEW_DO_CODES,
    REVIEW_DO_CLASS,
    REVIEW_DO_COMMENT,
    REVIEW_DO_RETURN,
    REVIEW_DO_AGREE,
    REVIEW_DO_REBUT,
    REVIEW_DO_ESCALATE,
    REVIEW_DO_CLOSE,
    REVIEW_DO_REOPEN,
    REVIEW_ACT_COUNT
};
struct review_move {
    const char *name; /* as a command: "return" */
    const char *past; /* as the trail has it: "returned" */
    unsigned from;    /* one bit per review_state where it may be done */
    enum review_state to; /* REVIEW_NONE: the state stays */
    enum status status;   /* what becomes of the encounter; STATUS_NONE: it stays */
    enum deed deed;
    bool words;           /* needs words */
    const char *say;
};
const struct review_move *review_move_get(enum review_act act);
bool review_act_find(const char *name, enum review_act *act);
/* May this be done in that state by somebody with that job?  An escalated review is decided by who
 * may decide.  words: what was said.  False: err. */
bool permit_review(enum job job, enum review_state state, enum review_act act, const char *words,
                   struct err *err);

#endif
