/* store_office.h: what supervisors add to saved work: people and their jobs, overrules, reviews,
 * samples.
 *
 * Every change is one transaction with its row of the audit trail; rows are added, never changed.
 * The store asks permit.h before each of them: STORE_REFUSED, and err says who may. */
#ifndef IVLEDGER_STORE_OFFICE_H
#define IVLEDGER_STORE_OFFICE_H

#include "store.h"

/* ---- people ---- */

struct store_person {
    const char *login, *at, *who;
    enum job job;
};
/* The job of the login that opened the store.  While nobody has been given a job everybody is a
 * supervisor; after that a login without one is a coder. */
enum store_fault store_job(struct store *store, enum job *job, struct err *err);
enum store_fault store_may(struct store *store, enum deed deed, struct err *err);
enum store_fault store_people(struct store *store, struct arena *arena, struct store_person **people,
                              size_t *n, struct err *err);
/* The first job that is given is that of a supervisor, and one always remains. */
enum store_fault store_set_job(struct store *store, const char *login, enum job job,
                               struct err *err);

/* ---- overrules ---- */

struct store_overrule {
    int64_t id;
    int visit;
    const char *before, *after; /* claim lines as keyed.h has them */
    const char *reason, *words, *rule;
    const char *at, *who;
};
/* Those that stand, oldest first.  encounter: id of a store_item. */
enum store_fault store_overrules(struct store *store, int64_t encounter, struct arena *arena,
                                 struct store_overrule **list, size_t *n, struct err *err);
/* Adds one to the encounter at that version, which rises; o->id is filled. */
enum store_fault store_overrule(struct store *store, const struct store_item *item,
                                struct store_overrule *o, struct err *err);
/* Takes one back, with words. */
enum store_fault store_undo_overrule(struct store *store, const struct store_item *item, int64_t id,
                                     const char *words, struct err *err);

/* ---- reviews ---- */

struct store_review {
    int64_t id, encounter, version; /* version: of the encounter when the review began */
    enum review_state state;
    bool blind;
    const char *number, *reviewer, *coder, *opened, *changed;
    const char *coder_codes, *engine_codes; /* as they stood then */
    const char *codes;                      /* the reviewer's, "" while there are none */
};
struct store_review_note {
    const char *at, *who, *what, *code, *class_name, *words;
};
/* encounter 0: of all that the filter lets through (NULL: all); oldest first. */
enum store_fault store_reviews(struct store *store, int64_t encounter,
                               const struct store_filter *filter, struct arena *arena,
                               struct store_review **list, size_t *n, struct err *err);
enum store_fault store_review_notes(struct store *store, int64_t review, struct arena *arena,
                                    struct store_review_note **list, size_t *n, struct err *err);
/* Begins a review of the encounter as loaded; fills id and state. */
enum store_fault store_review_open(struct store *store, const struct store_item *item,
                                   struct store_review *review, struct err *err);
/* What somebody does with a review: code and class_name name an error, words say why; for
 * REVIEW_DO_CODES words are the codes. */
struct store_review_step {
    enum review_act act;
    const char *code, *class_name, *words;
};
/* STORE_STALE when somebody else was faster; nothing was written then. */
enum store_fault store_review_act(struct store *store, struct store_review *review,
                                  const struct store_review_step *step, struct err *err);

/* ---- samples ---- */

struct store_sample {
    int64_t id, seed, size, frame, excluded;
    bool again; /* also what was drawn before in the period */
    const char *filter, *at, *who;
};
enum store_fault store_samples(struct store *store, struct arena *arena, struct store_sample **list,
                               size_t *n, struct err *err);
/* Encounters of the frame: number, coder, and whether a sample of the period, drawn before this
 * one, has it.  before: id of a sample, 0: all samples count. */
struct store_framed {
    int64_t id;
    const char *number, *coder, *payer, *setting, *month; /* month: of the service, "2026-03" */
    int64_t drawn_before; /* that sample; 0: none */
};
/* go_on is asked after each; false ends the list there. */
enum store_fault store_frame(struct store *store, const struct store_filter *filter,
                             const char *period, int64_t before, bool (*go_on)(void *context),
                             void *context, struct arena *arena, struct store_framed **list,
                             size_t *n, struct err *err);
/* Keeps a sample: ids of encounters in their order.  sample->id is filled. */
enum store_fault store_put_sample(struct store *store, struct store_sample *sample,
                                  const int64_t *encounters, size_t n, struct err *err);
/* "2026-11": the period of a sample drawn now. */
void store_period(const struct store *store, char out[16]);

#endif
