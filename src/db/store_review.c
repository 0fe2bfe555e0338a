#include "store_office.h"

#include "store_inside.h"

enum { WORDS_MAX = 64 * 1024 };
static const char doing[] = "reviewing";
static const char reading[] = "reading reviews";

/* ---- reading ---- */

static void read_review(sqlite3_stmt *stmt, struct arena *arena, struct store_review *v)
{
    const char **texts[] = {&v->number,  &v->reviewer,    &v->coder,        &v->opened,
                            &v->changed, &v->coder_codes, &v->engine_codes, &v->codes};
    v->id = sqlite3_column_int64(stmt, 0);
    v->encounter = sqlite3_column_int64(stmt, 1);
    v->version = sqlite3_column_int64(stmt, 2);
    review_state_find(store_text(stmt, 3), &v->state);
    v->blind = sqlite3_column_int(stmt, 4) != 0;
    for (size_t i = 0; i < COUNT_OF(texts); i++)
        *texts[i] = arena_text(arena, store_text(stmt, (int)i + 5));
}

enum store_fault store_reviews(struct store *store, int64_t encounter,
                               const struct store_filter *filter, struct arena *arena,
                               struct store_review **list, size_t *n, struct err *err)
{
    sqlite3_stmt *stmt = NULL;
    size_t cap = 0;
    bool more;
    *list = NULL;
    *n = 0;
    enum store_fault fault =
        store_filtered(store, encounter != 0 ? SQL_REVIEWS_OF : SQL_REVIEWS,
                       encounter != 0 ? NULL : filter, &stmt, reading, err);
    if (fault != STORE_OK)
        return fault;
    if (encounter != 0)
        store_bind_number(stmt, ":id", encounter);
    while ((fault = store_step(store, stmt, &more, reading, err)) == STORE_OK && more)
        read_review(stmt, arena, ARENA_PUSH(arena, *list, *n, cap));
    sqlite3_finalize(stmt);
    return fault;
}

enum store_fault store_review_notes(struct store *store, int64_t review, struct arena *arena,
                                    struct store_review_note **list, size_t *n, struct err *err)
{
    sqlite3_stmt *stmt = store_statement(store, SQL_REVIEW_NOTES);
    enum store_fault fault;
    size_t cap = 0;
    bool more;
    *list = NULL;
    *n = 0;
    store_bind_number(stmt, ":id", review);
    while ((fault = store_step(store, stmt, &more, reading, err)) == STORE_OK && more) {
        struct store_review_note *note = ARENA_PUSH(arena, *list, *n, cap);
        const char **texts[] = {&note->at,   &note->who,        &note->what,
                                &note->code, &note->class_name, &note->words};
        for (size_t i = 0; i < COUNT_OF(texts); i++)
            *texts[i] = arena_text(arena, store_text(stmt, (int)i));
    }
    return fault;
}

/* ---- writing ---- */

static enum store_fault put_note(struct store *store, const struct store_review *v,
                                 const struct store_review_step *step, const char *was,
                                 struct err *err)
{
    const struct review_move *move = review_move_get(step->act);
    struct str after, what;
    char now[24];
    sqlite3_stmt *stmt = store_statement(store, SQL_INSERT_NOTE);
    store_time(store, now);
    store_bind_number(stmt, ":review", v->id);
    store_bind(stmt, ":at", now);
    store_bind(stmt, ":who", store->user);
    store_bind(stmt, ":what", move->past);
    store_bind(stmt, ":code", step->code);
    store_bind(stmt, ":class", step->class_name);
    store_bind(stmt, ":words", step->words);
    enum store_fault fault = store_run(store, stmt, doing, err);
    str_init(&after, WORDS_MAX);
    str_init(&what, 100);
    str_addf(&what, "review %lld %s", (long long)v->id, move->past);
    str_addf(&after, "%s", review_state_name(v->state));
    if (!text_empty(step->code) || !text_empty(step->class_name))
        str_addf(&after, "; %s %s", step->code, step->class_name);
    if (!text_empty(step->words))
        str_addf(&after, "; %s", step->words);
    if (fault == STORE_OK)
        fault = store_append_audit(store, what.data, v->number, was, after.data, err);
    str_release(&after);
    str_release(&what);
    return fault;
}

static enum store_fault insert_review(struct store *store, const struct store_item *item,
                                      struct store_review *v, struct err *err)
{
    struct store_save as_loaded = {.id = item->id, .version = item->version};
    struct encounter named = {.id = item->number};
    struct store_review_step step = {.act = REVIEW_DO_OPEN, .words = v->blind ? "blind" : ""};
    char now[24];
    enum job job = JOB_AUDITOR;
    as_loaded.encounter = &named;
    enum store_fault fault = store_job(store, &job, err);
    if (fault == STORE_OK && !permit_review(job, REVIEW_NONE, REVIEW_DO_OPEN, "", err))
        fault = STORE_REFUSED;
    if (fault == STORE_OK)
        fault = store_check_version(store, &as_loaded, err);
    if (fault != STORE_OK)
        return fault;
    sqlite3_stmt *stmt = store_statement(store, SQL_INSERT_REVIEW);
    store_time(store, now);
    store_bind_number(stmt, ":encounter", item->id);
    store_bind_number(stmt, ":version", item->version);
    store_bind_number(stmt, ":blind", v->blind);
    store_bind(stmt, ":reviewer", store->user);
    store_bind(stmt, ":state", review_state_name(REVIEW_OPEN));
    store_bind(stmt, ":coder", item->coder);
    store_bind(stmt, ":coder_codes", v->coder_codes);
    store_bind(stmt, ":engine_codes", v->engine_codes);
    store_bind(stmt, ":at", now);
    fault = store_run(store, stmt, doing, err);
    v->id = sqlite3_last_insert_rowid(store->db);
    v->state = REVIEW_OPEN;
    v->number = item->number;
    if (fault == STORE_OK)
        fault = store_put_status(store, item->id, STATUS_REVIEW, err);
    return fault == STORE_OK ? put_note(store, v, &step, status_name(item->status), err) : fault;
}

enum store_fault store_review_open(struct store *store, const struct store_item *item,
                                   struct store_review *review, struct err *err)
{
    enum store_fault fault = store_enter(store, doing, err);
    if (fault != STORE_OK)
        return fault;
    return store_leave(store, insert_review(store, item, review, err), doing, err);
}

/* Is it still as it was read? */
static enum store_fault check_review(struct store *store, const struct store_review *v,
                                     struct err *err)
{
    bool more;
    sqlite3_stmt *stmt = store_statement(store, SQL_REVIEW_NOW);
    store_bind_number(stmt, ":id", v->id);
    enum store_fault fault = store_step(store, stmt, &more, doing, err);
    if (fault == STORE_OK && (!more || strcmp(store_text(stmt, 0), review_state_name(v->state)) != 0)) {
        err_set(err, "the review of %s is %s by now, nothing was written; look at it again", v->number,
                more ? store_text(stmt, 0) : "gone");
        fault = STORE_STALE;
    }
    sqlite3_reset(stmt);
    return fault;
}

/* An encounter is final once the last of its reviews is closed. */
static enum store_fault others_open(struct store *store, const struct store_review *v,
                                    enum status *status, struct err *err)
{
    bool more;
    sqlite3_stmt *stmt = store_statement(store, SQL_REVIEWS_OPEN);
    store_bind_number(stmt, ":encounter", v->encounter);
    store_bind_number(stmt, ":id", v->id);
    enum store_fault fault = store_step(store, stmt, &more, doing, err);
    if (fault == STORE_OK && more)
        *status = STATUS_REVIEW;
    sqlite3_reset(stmt);
    return fault;
}

static enum store_fault act_on(struct store *store, struct store_review *v,
                               const struct store_review_step *step, struct err *err)
{
    const struct review_move *move = review_move_get(step->act);
    const char *was = review_state_name(v->state);
    char now[24];
    enum job job = JOB_AUDITOR;
    enum store_fault fault = store_job(store, &job, err);
    if (fault == STORE_OK)
        fault = check_review(store, v, err);
    if (fault == STORE_OK && !permit_review(job, v->state, step->act, step->words, err))
        fault = STORE_REFUSED;
    if (fault != STORE_OK)
        return fault;
    if (move->to != REVIEW_NONE)
        v->state = move->to;
    sqlite3_stmt *stmt = store_statement(store, SQL_UPDATE_REVIEW);
    store_time(store, now);
    store_bind_number(stmt, ":id", v->id);
    store_bind(stmt, ":state", review_state_name(v->state));
    store_bind(stmt, ":codes", step->act == REVIEW_DO_CODES ? step->words : v->codes);
    store_bind(stmt, ":at", now);
    fault = store_run(store, stmt, doing, err);
    enum status status = move->status;
    if (fault == STORE_OK && status == STATUS_FINAL)
        fault = others_open(store, v, &status, err);
    if (fault == STORE_OK && status != STATUS_NONE)
        fault = store_put_status(store, v->encounter, status, err);
    return fault == STORE_OK ? put_note(store, v, step, was, err) : fault;
}

enum store_fault store_review_act(struct store *store, struct store_review *review,
                                  const struct store_review_step *step, struct err *err)
{
    struct store_review after = *review;
    enum store_fault fault = store_enter(store, doing, err);
    if (fault != STORE_OK)
        return fault;
    fault = store_leave(store, act_on(store, &after, step, err), doing, err);
    if (fault == STORE_OK)
        *review = after;
    return fault;
}
