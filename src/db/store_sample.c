#include "store_office.h"

#include "store_inside.h"

static const char doing[] = "keeping a sample";
static const char reading[] = "reading samples";
enum { PERIOD = 7 }; /* of "2026-03-02": the month */

void store_period(const struct store *store, char out[16])
{
    char now[24];
    store_time(store, now);
    snprintf(out, 16, "%.*s", PERIOD, now);
}

enum store_fault store_samples(struct store *store, struct arena *arena, struct store_sample **list,
                               size_t *n, struct err *err)
{
    sqlite3_stmt *stmt = store_statement(store, SQL_SAMPLES);
    enum store_fault fault;
    size_t cap = 0;
    bool more;
    *list = NULL;
    *n = 0;
    while ((fault = store_step(store, stmt, &more, reading, err)) == STORE_OK && more) {
        struct store_sample *s = ARENA_PUSH(arena, *list, *n, cap);
        int64_t *numbers[] = {&s->id, &s->seed, &s->size, &s->frame, &s->excluded};
        for (size_t i = 0; i < COUNT_OF(numbers); i++)
            *numbers[i] = sqlite3_column_int64(stmt, (int)i);
        s->again = sqlite3_column_int(stmt, 5) != 0;
        s->filter = arena_text(arena, store_text(stmt, 6));
        s->at = arena_text(arena, store_text(stmt, 7));
        s->who = arena_text(arena, store_text(stmt, 8));
    }
    return fault;
}

enum store_fault store_frame(struct store *store, const struct store_filter *filter,
                             const char *period, int64_t before, bool (*go_on)(void *context),
                             void *context, struct arena *arena, struct store_framed **list,
                             size_t *n, struct err *err)
{
    sqlite3_stmt *stmt = NULL;
    size_t cap = 0;
    bool more, going = true;
    *list = NULL;
    *n = 0;
    enum store_fault fault = store_filtered(store, SQL_FRAME, filter, &stmt, reading, err);
    if (fault != STORE_OK)
        return fault;
    store_bind(stmt, ":period", period);
    store_bind_number(stmt, ":before", before);
    while (going && (fault = store_step(store, stmt, &more, reading, err)) == STORE_OK && more) {
        struct store_framed *f = ARENA_PUSH(arena, *list, *n, cap);
        f->id = sqlite3_column_int64(stmt, 0);
        f->number = arena_text(arena, store_text(stmt, 1));
        f->coder = arena_text(arena, store_text(stmt, 2));
        f->drawn_before = sqlite3_column_int64(stmt, 3);
        f->payer = arena_text(arena, store_text(stmt, 4));
        f->setting = arena_text(arena, store_text(stmt, 5));
        f->month = arena_text(arena, store_text(stmt, 6));
        going = go_on(context);
    }
    sqlite3_finalize(stmt);
    return fault;
}

static enum store_fault put_members(struct store *store, int64_t sample, const int64_t *encounters,
                                    size_t n, struct err *err)
{
    enum store_fault fault = STORE_OK;
    for (size_t i = 0; i < n && fault == STORE_OK; i++) {
        sqlite3_stmt *stmt = store_statement(store, SQL_INSERT_SAMPLED);
        store_bind_number(stmt, ":sample", sample);
        store_bind_number(stmt, ":position", (int64_t)i + 1);
        store_bind_number(stmt, ":encounter", encounters[i]);
        fault = store_run(store, stmt, doing, err);
    }
    return fault;
}

static enum store_fault put(struct store *store, struct store_sample *s, const int64_t *encounters,
                            size_t n, struct err *err)
{
    struct str words;
    char now[24];
    enum store_fault fault = store_may(store, DEED_SAMPLE, err);
    if (fault != STORE_OK)
        return fault;
    sqlite3_stmt *stmt = store_statement(store, SQL_INSERT_SAMPLE);
    store_time(store, now);
    store_bind(stmt, ":at", now);
    store_bind(stmt, ":who", store->user);
    store_bind_number(stmt, ":seed", s->seed);
    store_bind_number(stmt, ":size", s->size);
    store_bind_number(stmt, ":again", s->again);
    store_bind(stmt, ":filter", s->filter);
    store_bind_number(stmt, ":frame", s->frame);
    store_bind_number(stmt, ":excluded", s->excluded);
    fault = store_run(store, stmt, doing, err);
    s->id = sqlite3_last_insert_rowid(store->db);
    if (fault == STORE_OK)
        fault = put_members(store, s->id, encounters, n, err);
    str_init(&words, 4000);
    str_addf(&words, "sample %lld: seed %lld, size %lld, %zu of %lld drawn, %s", (long long)s->id,
             (long long)s->seed, (long long)s->size, n, (long long)s->frame, s->filter);
    if (fault == STORE_OK)
        fault = store_append_audit(store, "sampled", "", "", words.data, err);
    str_release(&words);
    return fault;
}

enum store_fault store_put_sample(struct store *store, struct store_sample *sample,
                                  const int64_t *encounters, size_t n, struct err *err)
{
    enum store_fault fault = store_enter(store, doing, err);
    if (fault != STORE_OK)
        return fault;
    return store_leave(store, put(store, sample, encounters, n, err), doing, err);
}
