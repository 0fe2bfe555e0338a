#include "store_inside.h"

#include <errno.h>
#include <signal.h>
#include <unistd.h>

#include "exchange.h"

enum { DRAFT_MAX = 64 * 1024 * 1024 };
static const char doing[] = "keeping the draft";

/* Who works on a draft: "host:process". */
static void print_holder(char out[320])
{
    char host[256] = "";
    if (gethostname(host, sizeof host - 1) != 0)
        snprintf(host, sizeof host, "%s", "host");
    snprintf(out, 320, "%s:%ld", host, (long)getpid());
}

/* Is that process, on this machine, still there (and not this one)? */
static bool is_held(const char *holder)
{
    char mine[320];
    long pid;
    print_holder(mine);
    size_t host = strcspn(mine, ":");
    if (strncmp(mine, holder, host + 1) != 0 || strcmp(mine, holder) == 0)
        return false;
    return number_parse(holder + host + 1, 1, INT32_MAX, &pid) &&
           (kill((pid_t)pid, 0) == 0 || errno == EPERM);
}

static void bind_draft(struct store *store, sqlite3_stmt *stmt, const struct store_draft *draft,
                       const struct encounter *e, const char *input)
{
    char holder[320], now[24];
    print_holder(holder);
    store_time(store, now);
    store_bind_number(stmt, ":base", draft->base);
    store_bind_number(stmt, ":base_version", draft->base_version);
    store_bind(stmt, ":encounter", e->id);
    store_bind_number(stmt, ":rows", (int64_t)e->n_rows);
    store_bind(stmt, ":input", input);
    store_bind(stmt, ":user", store->user);
    store_bind(stmt, ":holder", holder);
    store_bind(stmt, ":changed", now);
}

static enum store_fault write_draft(struct store *store, struct store_draft *draft,
                                    const struct encounter *e, const char *input, struct err *err)
{
    sqlite3_stmt *stmt;
    enum store_fault fault = STORE_OK;
    if (draft->id != 0) {
        stmt = store_statement(store, SQL_UPDATE_DRAFT);
        bind_draft(store, stmt, draft, e, input);
        store_bind_number(stmt, ":id", draft->id);
        fault = store_run(store, stmt, doing, err);
        if (fault != STORE_OK || sqlite3_changes(store->db) > 0)
            return fault;
    }
    stmt = store_statement(store, SQL_INSERT_DRAFT); /* a new one, or one that somebody discarded */
    bind_draft(store, stmt, draft, e, input);
    fault = store_run(store, stmt, doing, err);
    if (fault == STORE_OK)
        draft->id = sqlite3_last_insert_rowid(store->db);
    return fault;
}

/* Does each commit wait for the disk?  Without, it is in the hands of the system, which has it however
 * the program ends. */
static void wait_for_disk(struct store *store, bool wait)
{
    sqlite3_exec(store->db, wait ? "PRAGMA synchronous = FULL" : "PRAGMA synchronous = NORMAL", NULL,
                 NULL, NULL);
}

enum store_fault store_sync(struct store *store, struct err *err)
{
    sqlite3_file *log = NULL;
    if (sqlite3_file_control(store->db, "main", SQLITE_FCNTL_JOURNAL_POINTER, &log) != SQLITE_OK ||
        log == NULL || log->pMethods == NULL ||
        log->pMethods->xSync(log, SQLITE_SYNC_NORMAL) == SQLITE_OK)
        return STORE_OK; /* without a log there is nothing that waits */
    err_set(err, "%s: %s failed, the disk does not answer; check the disk and try again", store->path,
            doing);
    return STORE_IO;
}

enum store_fault store_draft_save(struct store *store, struct store_draft *draft,
                                  const struct encounter *e, struct err *err)
{
    struct str input;
    int64_t id = draft->id;
    wait_for_disk(store, false);
    enum store_fault fault = store_enter(store, doing, err);
    if (fault != STORE_OK) {
        wait_for_disk(store, true);
        return fault;
    }
    str_init(&input, DRAFT_MAX);
    exchange_pack(e, &input);
    fault = store_leave(store, write_draft(store, draft, e, input.data, err), doing, err);
    wait_for_disk(store, true);
    if (fault != STORE_OK)
        draft->id = id;
    str_release(&input);
    return fault;
}

/* Ours from now on; a store that is only read goes without. */
static enum store_fault hold(struct store *store, int64_t id, struct err *err)
{
    char holder[320];
    if (store->readonly)
        return STORE_OK;
    enum store_fault fault = store_enter(store, doing, err);
    if (fault != STORE_OK)
        return fault;
    sqlite3_stmt *stmt = store_statement(store, SQL_HOLD_DRAFT);
    print_holder(holder);
    store_bind(stmt, ":holder", holder);
    store_bind_number(stmt, ":id", id);
    return store_leave(store, store_run(store, stmt, doing, err), doing, err);
}

enum store_fault store_draft_load(struct store *store, int64_t id, struct encounter *e,
                                  struct store_draft *draft, struct err *err)
{
    sqlite3_stmt *stmt = store_statement(store, SQL_DRAFT);
    bool more;
    store_bind_number(stmt, ":id", id);
    enum store_fault fault = store_step(store, stmt, &more, "reading the draft", err);
    if (fault == STORE_OK && !more) {
        err_set(err,
                "the draft is not there any more; it was saved or discarded from another window");
        fault = STORE_MISSING;
    } else if (fault == STORE_OK && !exchange_unpack(store_text(stmt, 4), e, err)) {
        fault = STORE_NOT_DATABASE;
    }
    if (fault == STORE_OK)
        *draft = (struct store_draft){.id = id,
                                      .base = sqlite3_column_int64(stmt, 0),
                                      .base_version = sqlite3_column_int64(stmt, 1),
                                      .number = arena_text(&e->arena, store_text(stmt, 2)),
                                      .user = arena_text(&e->arena, store_text(stmt, 5)),
                                      .changed = arena_text(&e->arena, store_text(stmt, 7)),
                                      .n_rows = e->n_rows};
    sqlite3_reset(stmt);
    return fault == STORE_OK ? hold(store, id, err) : fault;
}

enum store_fault store_draft_list(struct store *store, struct arena *arena,
                                  struct store_draft **drafts, size_t *n, struct err *err)
{
    sqlite3_stmt *stmt = store_statement(store, SQL_DRAFTS);
    enum store_fault fault;
    size_t cap = 0;
    bool more;
    *drafts = NULL;
    *n = 0;
    store_bind(stmt, ":user", store->user);
    while ((fault = store_step(store, stmt, &more, "reading the drafts", err)) == STORE_OK &&
           more) {
        struct store_draft *draft = ARENA_PUSH(arena, *drafts, *n, cap);
        *draft = (struct store_draft){.id = sqlite3_column_int64(stmt, 0),
                                      .base = sqlite3_column_int64(stmt, 1),
                                      .base_version = sqlite3_column_int64(stmt, 2),
                                      .number = arena_text(arena, store_text(stmt, 3)),
                                      .n_rows = (size_t)sqlite3_column_int64(stmt, 4),
                                      .user = arena_text(arena, store_text(stmt, 5)),
                                      .open = is_held(store_text(stmt, 6)),
                                      .changed = arena_text(arena, store_text(stmt, 7))};
    }
    return fault;
}

void store_drop_draft(struct store *store, int64_t id, enum store_fault *fault, struct err *err)
{
    sqlite3_stmt *stmt = store_statement(store, SQL_DELETE_DRAFT);
    store_bind_number(stmt, ":id", id);
    *fault = store_run(store, stmt, "discarding the draft", err);
}

enum store_fault store_draft_discard(struct store *store, int64_t id, struct err *err)
{
    enum store_fault fault = store_enter(store, "discarding the draft", err);
    if (fault != STORE_OK)
        return fault;
    store_drop_draft(store, id, &fault, err);
    return store_leave(store, fault, "discarding the draft", err);
}
