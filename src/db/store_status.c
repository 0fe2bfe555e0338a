#include "store_inside.h"

#include "store_office.h"

enum { WORDS_MAX = 64 * 1024 };
static const char doing[] = "saving";

/* The encounter as it stands, when it is still at that version. */
static enum store_fault look_up(struct store *store, int64_t id, int64_t version,
                                struct encounter *e, struct store_item *item, struct err *err)
{
    struct store_save as_loaded = {.encounter = e, .id = id, .version = version};
    enum store_fault fault = store_check_version(store, &as_loaded, err);
    bool more;
    sqlite3_stmt *stmt = store_statement(store, SQL_BY_ID);
    store_bind_number(stmt, ":id", id);
    if (fault == STORE_OK)
        fault = store_step(store, stmt, &more, doing, err);
    if (fault == STORE_OK)
        fault = store_read_encounter(store, stmt, e, item, err);
    sqlite3_reset(stmt);
    return fault;
}

/* ---- what it can be found by ---- */

static enum store_fault change_facets(struct store *store, int64_t id,
                                      bool change(struct facets *f, const struct facet_source *source),
                                      struct err *err)
{
    struct facet_source source;
    bool more;
    sqlite3_stmt *stmt = store_statement(store, SQL_FACETS_OF);
    store_bind_number(stmt, ":id", id);
    enum store_fault fault = store_step(store, stmt, &more, doing, err);
    if (fault == STORE_OK && more) {
        facets_read_source(stmt, &source);
        if (!change(&store->facets, &source))
            fault = store_failed(store, doing, err);
    }
    sqlite3_reset(stmt);
    return fault;
}

enum store_fault store_drop_facets(struct store *store, int64_t id, struct err *err)
{
    return change_facets(store, id, facets_remove, err);
}

enum store_fault store_put_facets(struct store *store, int64_t id, struct err *err)
{
    return change_facets(store, id, facets_add, err);
}

enum store_fault store_put_status(struct store *store, int64_t id, enum status status,
                                  struct err *err)
{
    char now[24];
    enum store_fault fault = store_drop_facets(store, id, err);
    if (fault != STORE_OK)
        return fault;
    sqlite3_stmt *stmt = store_statement(store, SQL_SET_STATUS);
    store_time(store, now);
    store_bind_number(stmt, ":id", id);
    store_bind(stmt, ":status", status_name(status));
    store_bind(stmt, ":changed", now);
    store_bind(stmt, ":changed_by", store->user);
    fault = store_run(store, stmt, doing, err);
    return fault == STORE_OK ? store_put_facets(store, id, err) : fault;
}

static enum store_fault move_status(struct store *store, int64_t id, int64_t version,
                                    enum status status, const char *words, struct err *err)
{
    struct encounter e;
    struct store_item item;
    struct str after;
    enum job job = JOB_AUDITOR;
    encounter_init(&e);
    str_init(&after, WORDS_MAX);
    enum store_fault fault = look_up(store, id, version, &e, &item, err);
    if (fault == STORE_OK)
        fault = store_job(store, &job, err);
    if (fault == STORE_OK && !permit_status(job, item.status, status, err))
        fault = STORE_REFUSED;
    if (fault == STORE_OK)
        fault = store_put_status(store, id, status, err);
    if (fault == STORE_OK) {
        str_addf(&after, "%s%s%s", status_name(status), text_empty(words) ? "" : "; ",
                 words != NULL ? words : "");
        fault =
            store_append_audit(store, "status", e.id, status_name(item.status), after.data, err);
    }
    str_release(&after);
    encounter_release(&e);
    return fault;
}

enum store_fault store_set_status(struct store *store, int64_t id, int64_t *version,
                                  enum status status, const char *words, struct err *err)
{
    enum store_fault fault = store_enter(store, doing, err);
    if (fault != STORE_OK)
        return fault;
    fault = store_leave(store, move_status(store, id, *version, status, words, err), doing, err);
    if (fault == STORE_OK)
        ++*version;
    return fault;
}
