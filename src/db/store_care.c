#include "store_inside.h"

#include <errno.h>
#include <sys/stat.h>
#include <unistd.h>

#include "schema.h"

/* ---- what is in the file ---- */

static enum store_fault count(struct store *store, enum sql sql, int64_t *number, struct err *err)
{
    bool more;
    sqlite3_stmt *stmt = store_statement(store, sql);
    enum store_fault fault = store_step(store, stmt, &more, "counting", err);
    *number = fault == STORE_OK ? sqlite3_column_int64(stmt, 0) : 0;
    sqlite3_reset(stmt);
    return fault;
}

static int keep_mode(void *mode, int n, char **values, char **names)
{
    (void)names;
    if (n == 1 && values[0] != NULL)
        snprintf(mode, 16, "%s", values[0]);
    return 0;
}

enum store_fault store_get_info(struct store *store, struct store_info *info, struct err *err)
{
    struct store_filter any = STORE_FILTER_ANY;
    struct stat st;
    *info = (struct store_info){.schema_known = schema_known()};
    snprintf(info->path, sizeof info->path, "%s", store->path);
    snprintf(info->sqlite, sizeof info->sqlite, "%s", sqlite3_libversion());
    if (stat(store->path, &st) == 0)
        info->bytes = st.st_size;
    sqlite3_exec(store->db, "PRAGMA journal_mode", keep_mode, info->journal, NULL);
    enum store_fault fault = schema_version(store->db, store->path, &info->schema, err);
    if (fault == STORE_OK)
        fault = store_count(store, &any, &info->encounters, err);
    if (fault == STORE_OK)
        fault = count(store, SQL_COUNT_ROWS, &info->rows, err);
    if (fault == STORE_OK)
        fault = count(store, SQL_COUNT_DRAFTS, &info->drafts, err);
    if (fault == STORE_OK)
        fault = count(store, SQL_COUNT_AUDIT, &info->audit, err);
    return fault;
}

/* ---- check ---- */

struct checking {
    struct store *store;
    void (*say)(void *context, const char *sentence);
    void *context;
    size_t *wrong;
};

static void complain(const struct checking *c, const char *sentence)
{
    ++*c->wrong;
    c->say(c->context, sentence);
}

static int on_integrity(void *context, int n, char **values, char **names)
{
    const struct checking *c = context;
    struct err text;
    (void)names;
    if (n < 1 || values[0] == NULL || strcmp(values[0], "ok") == 0)
        return 0;
    err_set(&text, "%s: SQLite finds: %s; go back to a backup", c->store->path, values[0]);
    complain(c, text.text);
    return 0;
}

static int on_reference(void *context, int n, char **values, char **names)
{
    const struct checking *c = context;
    struct err text;
    (void)names;
    err_set(&text, "%s: a row of %s points to nothing; go back to a backup", c->store->path,
            n > 0 && values[0] != NULL ? values[0] : "a table");
    complain(c, text.text);
    return 0;
}

static void on_break(void *context, const char *sentence)
{
    const struct checking *c = context;
    struct err text;
    err_set(&text, "%s: %s; compare with a backup", c->store->path, sentence);
    complain(c, text.text);
}

enum store_fault store_check(struct store *store, void (*say)(void *context, const char *sentence),
                             void *context, size_t *wrong, struct err *err)
{
    struct checking c = {store, say, context, wrong};
    int64_t rows = 0, broken = 0;
    *wrong = 0;
    if (sqlite3_exec(store->db, "PRAGMA integrity_check", on_integrity, &c, NULL) != SQLITE_OK ||
        sqlite3_exec(store->db, "PRAGMA foreign_key_check", on_reference, &c, NULL) != SQLITE_OK)
        return store_failed(store, "checking", err);
    return store_audit_breaks(store, on_break, &c, &rows, &broken, err);
}

/* ---- backup ---- */

/* In one step, which reads one state of the database: steps would begin anew after each save of another
 * program, and never end where many save.  In a WAL nobody waits for it. */
static int copy_pages(struct store *store, sqlite3 *copy)
{
    bool keyed = store_give_key(copy, store->key); /* what is encrypted stays so */
    sqlite3_backup *backup = keyed ? sqlite3_backup_init(copy, "main", store->db, "main") : NULL;
    int got = backup != NULL ? SQLITE_OK : SQLITE_ERROR;
    while (got == SQLITE_OK || got == SQLITE_BUSY || got == SQLITE_LOCKED) {
        got = sqlite3_backup_step(backup, -1);
        if (got == SQLITE_BUSY || got == SQLITE_LOCKED)
            sqlite3_sleep(20);
    }
    sqlite3_backup_finish(backup);
    return got;
}

/* path is what the copy will be called. */
static enum store_fault copy_to(struct store *store, const char *file, const char *path, struct err *err)
{
    sqlite3 *copy = NULL;
    bool done = sqlite3_open_v2(file, &copy, SQLITE_OPEN_READWRITE, NULL) == SQLITE_OK &&
                copy_pages(store, copy) == SQLITE_DONE &&
                sqlite3_exec(copy, "PRAGMA journal_mode = DELETE", NULL, NULL, NULL) == SQLITE_OK;
    enum store_fault fault = done ? STORE_OK : schema_fault(copy, path, "the backup", err);
    sqlite3_close(copy);
    return fault;
}

/* Also what SQLite could not remove any more on a disk that is full. */
static void remove_all_of(void *file)
{
    static const char *const ends[] = {"", "-wal", "-shm", "-journal"};
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
        char name[COPY_PATH_MOST + 16];
        snprintf(name, sizeof name, "%s%s", (const char *)file, ends[i]);
        unlink(name);
    }
}

enum store_fault store_copy_begin(struct store_copy *copy, const char *path, struct err *err)
{
    struct stat st;
    bool there = lstat(path, &st) == 0;
    copy->path = path;
    if (there || snprintf(copy->temporary, COPY_PATH_MOST, "%s.XXXXXX", path) >= COPY_PATH_MOST) {
        err_set(err,
                there ? "%s is there already; name a file that is not"
                      : "the path %s is too long; choose a shorter one",
                path);
        return STORE_CANNOT_CREATE;
    }
    int fd = mkstemp(copy->temporary); /* mode 0600 */
    if (fd < 0) {
        err_set(err, "%s cannot be created (%s); choose another place", path, strerror(errno));
        return STORE_CANNOT_CREATE;
    }
    close(fd);
    base_undo_begin(&copy->undo, remove_all_of, copy->temporary);
    return STORE_OK;
}

enum store_fault store_copy_end(struct store_copy *copy, struct store *store, const char *deed,
                                enum store_fault fault, struct err *err)
{
    if (fault == STORE_OK) /* a copy that the trail does not know of is none */
        fault = store_note(store, deed, "", copy->path, err);
    if (fault == STORE_OK && rename(copy->temporary, copy->path) != 0) {
        err_set(err, "%s cannot be created (%s); choose another place", copy->path,
                strerror(errno));
        fault = STORE_CANNOT_CREATE;
    }
    if (fault != STORE_OK)
        remove_all_of(copy->temporary);
    base_undo_end(&copy->undo);
    return fault;
}

enum store_fault store_backup(struct store *store, const char *path, struct err *err)
{
    struct store_copy copy;
    enum store_fault fault = store_copy_begin(&copy, path, err);
    if (fault != STORE_OK)
        return fault;
    return store_copy_end(&copy, store, "backup", copy_to(store, copy.temporary, path, err), err);
}
