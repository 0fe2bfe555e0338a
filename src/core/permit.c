#include "permit.h"

#include <stdio.h>
#include <string.h>

/* ---- names ---- */

static const char *const status_names[STATUS_COUNT] = {"",          "draft",    "coded",
                                                       "in review", "returned", "final"};
static const char *const state_names[REVIEW_STATE_COUNT] = {
    "", "open", "returned", "agreed", "rebutted", "escalated", "closed"};
static const struct {
    const char *name, *say;
} jobs[JOB_COUNT] = {
#define X(name, text, say) {text, say},
    JOBS(X)
#undef X
};

/* Position of a name from first on; -1: it is none. */
static int find(const char *const *names, int first, int n, const char *name)
{
    for (int i = first; i < n; i++)
        if (text_equal(name, names[i]))
            return i;
    return -1;
}

const char *status_name(enum status status)
{
    return (unsigned)status < STATUS_COUNT ? status_names[status] : "";
}

bool status_find(const char *name, enum status *status)
{
    int at = find(status_names, 1, STATUS_COUNT, name);
    if (at > 0)
        *status = (enum status)at;
    return at > 0;
}

const char *review_state_name(enum review_state state)
{
    return (unsigned)state < REVIEW_STATE_COUNT ? state_names[state] : "";
}

bool review_state_find(const char *name, enum review_state *state)
{
    int at = find(state_names, 1, REVIEW_STATE_COUNT, name);
    if (at > 0)
        *state = (enum review_state)at;
    return at > 0;
}

const char *job_name(enum job job)
{
    return jobs[job].name;
}

const char *job_say(enum job job)
{
    return jobs[job].say;
}

bool job_find(const char *name, enum job *job)
{
    for (int i = 0; i < JOB_COUNT; i++)
        if (text_equal(name, jobs[i].name)) {
            *job = (enum job)i;
            return true;
        }
    return false;
}

/* ---- who may do what ---- */

#define C (1u << JOB_CODER)
#define R (1u << JOB_REVIEWER)
#define S (1u << JOB_SUPERVISOR)
#define T (1u << JOB_TRAINER)
#define A (1u << JOB_AUDITOR)

static const struct {
    const char *say;
    unsigned who;
} deeds[DEED_COUNT] = {
#define X(name, text) [DEED_##name] = {text, DEED_WHO_##name},
#define DEED_WHO_CODE (C | R | S)
#define DEED_WHO_OVERRULE (C | S)
#define DEED_WHO_REVIEW (R | S)
#define DEED_WHO_COMMENT (C | R | S | T)
#define DEED_WHO_ANSWER (C | S)
#define DEED_WHO_DECIDE S
#define DEED_WHO_SAMPLE (R | S)
#define DEED_WHO_REPORT (R | S | A)
#define DEED_WHO_EXPORT (C | R | S | T | A)
#define DEED_WHO_READ (C | R | S | T | A)
#define DEED_WHO_SWITCH S
#define DEED_WHO_GRADE (S | T)
#define DEED_WHO_STAFF S
    DEEDS(X)
#undef X
};

/* Saved work may move from the one status to the other when done by one of these. */
static const struct {
    enum status from, to;
    unsigned who;
} moves[] = {
    {STATUS_NONE, STATUS_DRAFT, C | R | S},
    {STATUS_NONE, STATUS_CODED, C | R | S},
    {STATUS_DRAFT, STATUS_DRAFT, C | R | S},
    {STATUS_DRAFT, STATUS_CODED, C | R | S},
    {STATUS_CODED, STATUS_CODED, C | R | S},
    {STATUS_CODED, STATUS_REVIEW, R | S},
    {STATUS_REVIEW, STATUS_CODED, R | S},
    {STATUS_REVIEW, STATUS_REVIEW, C | R | S},
    {STATUS_REVIEW, STATUS_RETURNED, R | S},
    {STATUS_REVIEW, STATUS_FINAL, R | S},
    {STATUS_RETURNED, STATUS_CODED, C | R | S},
    {STATUS_RETURNED, STATUS_REVIEW, C | R | S},
    {STATUS_RETURNED, STATUS_RETURNED, C | R | S},
    {STATUS_RETURNED, STATUS_FINAL, S},
    {STATUS_CODED, STATUS_RETURNED, R | S},
    {STATUS_CODED, STATUS_FINAL, R | S},
    {STATUS_FINAL, STATUS_CODED, S},
    {STATUS_FINAL, STATUS_REVIEW, S},
};

#undef C
#undef R
#undef S
#undef T
#undef A

/* "a coder or a supervisor" */
static void who_may(unsigned who, char out[160])
{
    size_t at = 0;
    int left = 0;
    out[0] = '\0';
    for (int job = 0; job < JOB_COUNT; job++)
        left += (who >> job & 1) != 0;
    for (int job = 0; job < JOB_COUNT; job++) {
        if ((who >> job & 1) == 0)
            continue;
        left--;
        at += (size_t)snprintf(out + at, 160 - at, "%s %s%s", job == JOB_AUDITOR ? "an" : "a",
                               jobs[job].name, left > 1 ? ", " : left == 1 ? " or " : "");
    }
}

bool permit(enum job job, enum deed deed, struct err *err)
{
    char who[160];
    if ((deeds[deed].who >> job & 1) != 0)
        return true;
    who_may(deeds[deed].who, who);
    return err_set(err, "to %s takes %s, and you are here as %s; ask one of them", deeds[deed].say,
                   who, jobs[job].name);
}

bool permit_status(enum job job, enum status from, enum status to, struct err *err)
{
    char who[160];
    for (size_t i = 0; i < COUNT_OF(moves); i++) {
        if (moves[i].from != from || moves[i].to != to)
            continue;
        if ((moves[i].who >> job & 1) != 0)
            return true;
        who_may(moves[i].who, who);
        return err_set(err, "from %s to %s takes %s, and you are here as %s; ask one of them",
                       from == STATUS_NONE ? "new" : status_names[from], status_names[to], who,
                       jobs[job].name);
    }
    return err_set(err, "nothing goes from %s to %s; `ivledger help review` shows the ways",
                   from == STATUS_NONE ? "new" : status_names[from], status_names[to]);
}

/* ---- reviews ---- */

#define IN(state) (1u << REVIEW_##state)
#define NOT_CLOSED (IN(OPEN) | IN(RETURNED) | IN(AGREED) | IN(REBUTTED) | IN(ESCALATED))

static const struct review_move review_moves[REVIEW_ACT_COUNT] = {
    [REVIEW_DO_OPEN] = {"open", "opened", IN(NONE), REVIEW_OPEN, STATUS_REVIEW, DEED_REVIEW, false,
                        "begin a review"},
    [REVIEW_DO_CODES] = {"codes", "recoded", IN(OPEN) | IN(REBUTTED) | IN(ESCALATED), REVIEW_NONE,
                         STATUS_NONE, DEED_REVIEW, false, "what the reviewer would have coded"},
    [REVIEW_DO_CLASS] = {"class", "classed", NOT_CLOSED, REVIEW_NONE, STATUS_NONE, DEED_REVIEW,
                         false, "say what kind of error it is"},
    [REVIEW_DO_COMMENT] = {"comment", "commented", NOT_CLOSED, REVIEW_NONE, STATUS_NONE, DEED_COMMENT,
                           true, "say something about it"},
    [REVIEW_DO_RETURN] = {"return", "returned", IN(OPEN) | IN(REBUTTED) | IN(AGREED),
                          REVIEW_RETURNED, STATUS_RETURNED, DEED_REVIEW, true,
                          "give it back to the coder"},
    [REVIEW_DO_AGREE] = {"agree", "agreed", IN(RETURNED), REVIEW_AGREED, STATUS_REVIEW, DEED_ANSWER,
                         false, "the coder agrees"},
    [REVIEW_DO_REBUT] = {"rebut", "rebutted", IN(RETURNED), REVIEW_REBUTTED, STATUS_REVIEW,
                         DEED_ANSWER, true, "the coder does not agree and says why"},
    [REVIEW_DO_ESCALATE] = {"escalate", "escalated", IN(OPEN) | IN(REBUTTED), REVIEW_ESCALATED,
                            STATUS_NONE, DEED_REVIEW, true, "leave it to a supervisor"},
    [REVIEW_DO_CLOSE] = {"close", "closed", IN(OPEN) | IN(AGREED) | IN(REBUTTED) | IN(ESCALATED),
                         REVIEW_CLOSED, STATUS_FINAL, DEED_REVIEW, false, "end the review"},
    [REVIEW_DO_REOPEN] = {"reopen", "reopened", IN(CLOSED), REVIEW_OPEN, STATUS_REVIEW, DEED_DECIDE,
                          true, "take a closed review up again"},
};

const struct review_move *review_move_get(enum review_act act)
{
    return &review_moves[act];
}

bool review_act_find(const char *name, enum review_act *act)
{
    for (int i = 0; i < REVIEW_ACT_COUNT; i++)
        if (text_equal(name, review_moves[i].name)) {
            *act = (enum review_act)i;
            return true;
        }
    return false;
}

static bool state_allows(enum review_state state, enum review_act act, struct err *err)
{
    const struct review_move *move = &review_moves[act];
    char states[160] = "";
    size_t at = 0;
    if ((move->from >> state & 1) != 0)
        return true;
    for (int s = 1; s < REVIEW_STATE_COUNT; s++)
        if ((move->from >> s & 1) != 0)
            at += (size_t)snprintf(states + at, sizeof states - at, "%s%s", at > 0 ? ", " : "",
                                   state_names[s]);
    if (state == REVIEW_NONE)
        return err_set(err, "there is no review yet; begin one with `ivledger review ID open`");
    if (act == REVIEW_DO_OPEN)
        return err_set(err, "this review is %s already; comment on it, or end it first",
                       state_names[state]);
    return err_set(err, "%s goes with a review that is %s; this one is %s", move->name, states,
                   state_names[state]);
}

bool permit_review(enum job job, enum review_state state, enum review_act act, const char *words,
                   struct err *err)
{
    const struct review_move *move = &review_moves[act];
    if (!state_allows(state, act, err))
        return false;
    enum deed deed = state == REVIEW_ESCALATED && act == REVIEW_DO_CLOSE ? DEED_DECIDE : move->deed;
    if (!permit(job, deed, err))
        return false;
    return !move->words || !text_empty(words) ||
           err_set(err, "%s needs words; say why with --words \"...\"", move->name);
}
