#include "store_inside.h"

#include <time.h>

#include "schema.h"

const char *store_library(void)
{
    return sqlite3_libversion();
}

bool store_is_readonly(const struct store *store)
{
    return store->readonly;
}

/* ---- statements ---- */

enum store_fault store_failed(struct store *store, const char *doing, struct err *err)
{
    return schema_fault(store->db, store->path, doing, err);
}

sqlite3_stmt *store_statement(struct store *store, enum sql sql)
{
    sqlite3_stmt *stmt = store->statements[sql];
    sqlite3_reset(stmt);
    sqlite3_clear_bindings(stmt);
    return stmt;
}

static int place(sqlite3_stmt *stmt, const char *name)
{
    int index = sqlite3_bind_parameter_index(stmt, name);
    if (index == 0)
        BUG("the statement \"%s\" has no %s", sqlite3_sql(stmt), name);
    return index;
}

static void was_bound(int got, const char *name)
{
    if (got == SQLITE_NOMEM)
        base_no_memory(1);
    if (got != SQLITE_OK)
        BUG("%s cannot be bound", name);
}

void store_bind(sqlite3_stmt *stmt, const char *name, const char *text)
{
    was_bound(
        sqlite3_bind_text(stmt, place(stmt, name), text != NULL ? text : "", -1, SQLITE_TRANSIENT),
        name);
}

void store_bind_number(sqlite3_stmt *stmt, const char *name, int64_t number)
{
    was_bound(sqlite3_bind_int64(stmt, place(stmt, name), number), name);
}

enum store_fault store_step(struct store *store, sqlite3_stmt *stmt, bool *more, const char *doing,
                            struct err *err)
{
    int got = sqlite3_step(stmt);
    *more = got == SQLITE_ROW;
    if (got == SQLITE_ROW)
        return STORE_OK;
    enum store_fault fault = got == SQLITE_DONE ? STORE_OK : store_failed(store, doing, err);
    sqlite3_reset(stmt);
    return fault;
}

enum store_fault store_run(struct store *store, sqlite3_stmt *stmt, const char *doing,
                           struct err *err)
{
    bool more;
    enum store_fault fault = store_step(store, stmt, &more, doing, err);
    sqlite3_reset(stmt);
    return fault;
}

const char *store_text(sqlite3_stmt *stmt, int column)
{
    const unsigned char *text = sqlite3_column_text(stmt, column);
    return text != NULL ? (const char *)text : "";
}

/* ---- transactions ---- */

enum store_fault store_enter(struct store *store, const char *doing, struct err *err)
{
    if (store->readonly) {
        err_set(err,
                "%s: is open for reading only, so %s is not possible; start without --readonly",
                store->path, doing);
        return STORE_READONLY;
    }
    enum store_fault fault = STORE_OK;
    if (store->depth == 0) {
        store->spoilt = store->job_known = false;
        store->audit_id = -1;
        fault = store_run(store, store_statement(store, SQL_BEGIN), doing, err);
    }
    store->changes = sqlite3_total_changes(store->db);
    if (fault == STORE_OK)
        store->depth++;
    return fault;
}

/* SQLite may have rolled back by itself (disk full): then there is nothing left to undo. */
static void undo(struct store *store)
{
    store->ground = 0;
    facets_forget(&store->facets);
    store->head_due = false;
    if (sqlite3_get_autocommit(store->db) == 0)
        store_run(store, store_statement(store, SQL_ROLLBACK), "undoing", NULL);
}

enum store_fault store_leave(struct store *store, enum store_fault fault, const char *doing,
                             struct err *err)
{
    if (fault != STORE_OK && sqlite3_total_changes(store->db) != store->changes)
        store->spoilt = true;
    if (--store->depth > 0)
        return fault;
    if (store->spoilt && fault == STORE_OK) {
        err_set(err, "%s: %s failed on the way and was undone; try again", store->path, doing);
        fault = STORE_IO;
    }
    if (fault == STORE_OK && !facets_flush(&store->facets))
        fault = store_failed(store, doing, err);
    if (fault == STORE_OK)
        fault = store_keep_head(store, err);
    if (fault == STORE_OK)
        fault = store_run(store, store_statement(store, SQL_COMMIT), doing, err);
    if (fault != STORE_OK)
        undo(store);
    return fault;
}

enum store_fault store_begin(struct store *store, struct err *err)
{
    return store_enter(store, "saving", err);
}

enum store_fault store_commit(struct store *store, struct err *err)
{
    return store_leave(store, STORE_OK, "saving", err);
}

void store_rollback(struct store *store)
{
    undo(store);
    store->depth--;
}

/* "2026-03-02 14:05:33" in UTC. */
static void print_seconds(time_t now, char out[24])
{
    int second;
    if (now < 0 || now / 60 > INT32_MAX) /* no clock is set like that */
        now = 0;
    second = (int)(now % 60);
    when_print((minute_t)(now / 60), out);
    out[16] = ':';
    out[17] = (char)('0' + second / 10);
    out[18] = (char)('0' + second % 10);
    out[19] = '\0';
}

void store_time(const struct store *store, char out[24])
{
    time_t now = time(NULL);
    if (store->now != NULL)
        snprintf(out, 24, "%.16s:00", store->now);
    else
        print_seconds(now, out);
}

/* ---- settings ---- */

enum store_fault store_setting(struct store *store, const char *name, struct arena *arena,
                               const char **value, struct err *err)
{
    bool more;
    sqlite3_stmt *stmt = store_statement(store, SQL_SETTING);
    store_bind(stmt, ":name", name);
    enum store_fault fault = store_step(store, stmt, &more, "reading a setting", err);
    *value = arena_text(arena, fault == STORE_OK && more ? store_text(stmt, 0) : "");
    sqlite3_reset(stmt);
    return fault;
}

enum store_fault store_set_setting(struct store *store, const char *name, const char *value,
                                   struct err *err)
{
    char now[24];
    enum store_fault fault = store_enter(store, "keeping a setting", err);
    if (fault != STORE_OK)
        return fault;
    sqlite3_stmt *stmt = store_statement(store, SQL_PUT_SETTING);
    store_time(store, now);
    store_bind(stmt, ":name", name);
    store_bind(stmt, ":value", value);
    store_bind(stmt, ":changed", now);
    store_bind(stmt, ":changed_by", store->user);
    fault = store_run(store, stmt, "keeping a setting", err);
    return store_leave(store, fault, "keeping a setting", err);
}
