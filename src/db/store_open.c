#include "store_inside.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "key_file.h"
#include "paths.h"
#include "schema.h"

enum { WAIT_MS = 5000 }; /* how long a save waits for another program's */

static char *copy_text(const char *text)
{
    if (text == NULL)
        return NULL;
    char *copy = strdup(text);
    if (copy == NULL)
        base_no_memory(strlen(text) + 1);
    return copy;
}

void store_close(struct store *store)
{
    if (store == NULL)
        return;
    for (int i = 0; i < SQL_NUMBER; i++)
        sqlite3_finalize(store->statements[i]);
    facets_release(&store->facets);
    store_prepared_free(store->own);
    str_release(&store->words);
    sqlite3_close(store->db);
    free(store->path);
    free(store->user);
    free(store->now);
    key_wipe(store->key);
    free(store);
}

/* Makes an empty file of mode 0600 before SQLite sees it; the files beside it take after it. */
static enum store_fault make_file(const char *path, struct err *err)
{
    if (!paths_make_parent(path, err))
        return STORE_CANNOT_CREATE;
    int fd = open(path, O_RDWR | O_CREAT, 0600);
    if (fd < 0) {
        err_set(err, "%s cannot be created (%s); choose another place with --db FILE", path,
                strerror(errno));
        return STORE_CANNOT_CREATE;
    }
    close(fd);
    return STORE_OK;
}

/* The files beside the database take after it, and stay: where it was read-only for a while, so are
 * they for ever.  Ours are made ours again. */
static void give_back_rights(const char *path)
{
    static const char *const ends[] = {"-wal", "-shm"};
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
        char beside[4096];
        struct stat st;
        if (snprintf(beside, sizeof beside, "%s%s", path, ends[i]) < (int)sizeof beside &&
            lstat(beside, &st) == 0 && S_ISREG(st.st_mode) && st.st_uid == geteuid() &&
            (st.st_mode & S_IWUSR) == 0)
            chmod(beside, S_IRUSR | S_IWUSR);
    }
}

/* Looks before SQLite does, whose sentences are its own. */
static enum store_fault look_at(const struct store_options *options, bool *readonly,
                                struct err *err)
{
    struct stat st;
    *readonly = options->readonly;
    if (stat(options->path, &st) != 0) {
        int why = errno;
        if (why == ENOENT && options->create && !options->readonly)
            return make_file(options->path, err);
        err_set(
            err,
            "%s: there is no database%s%s; save or import something first, or name the right file"
            " with --db FILE",
            options->path, why == ENOENT ? "" : ": ", why == ENOENT ? "" : strerror(why));
        return why == ENOENT || why == ENOTDIR ? STORE_MISSING : STORE_IO;
    }
    if (!S_ISREG(st.st_mode)) {
        err_set(err, "%s: is not a file; name the database with --db FILE", options->path);
        return STORE_NOT_DATABASE;
    }
    if (access(options->path, R_OK) != 0) {
        err_set(err, "%s: may not be read (%s); change its rights", options->path, strerror(errno));
        return STORE_IO;
    }
    if (!*readonly && access(options->path, W_OK) != 0) {
        *readonly = options->reading;
        if (!*readonly) {
            err_set(err, "%s: may not be written (%s); change its rights, or use --readonly",
                    options->path, strerror(errno));
            return STORE_READONLY;
        }
    }
    if (!*readonly)
        give_back_rights(options->path);
    return STORE_OK;
}

/* A file URI: what would be special in one is written as %XX. */
static void add_uri(struct str *out, const char *path, const char *query)
{
    str_add(out, "file:");
    for (; *path != '\0'; path++)
        if (strchr("%?#", *path) != NULL)
            str_addf(out, "%%%02X", (unsigned)*path);
        else
            str_addc(out, *path);
    str_add(out, query);
}

/* Read-only, with a file or a folder that may not be written: SQLite wants a -shm file there,
 * unless it is told that nobody writes; which is so when no -wal file is waiting. */
static bool stands_alone(const char *path)
{
    char beside[4096], *slash;
    if (snprintf(beside, sizeof beside, "%s-wal", path) >= (int)sizeof beside ||
        access(beside, F_OK) == 0)
        return false;
    if (access(path, W_OK) != 0)
        return true;
    slash = strrchr(beside, '/');
    snprintf(slash != NULL ? slash + 1 : beside,
             sizeof beside - (slash != NULL ? (size_t)(slash + 1 - beside) : 0), ".");
    return access(beside, W_OK) != 0;
}

static int open_file(struct store *store)
{
    struct str uri;
    int flags = (store->readonly ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE) | SQLITE_OPEN_URI |
                SQLITE_OPEN_NOMUTEX;
    sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0); /* nobody asks, and each request would take a lock */
    str_init(&uri, 16 * 1024);
    bool alone = store->readonly && stands_alone(store->path);
    add_uri(&uri, store->path, alone ? "?immutable=1" : "");
    int got = sqlite3_open_v2(uri.data, &store->db, flags, NULL);
    str_release(&uri);
    return got;
}

/* FULL: in WAL mode NORMAL would not wait for the disk at each commit, and a power cut could take
 * back what the coder was told is saved.  Temporary tables stay in memory: no patient data
 * elsewhere. */
static bool set_up(struct store *store)
{
    static const char pragmas[] =
        "PRAGMA foreign_keys = ON; PRAGMA synchronous = FULL; PRAGMA temp_store = MEMORY;"
        " PRAGMA trusted_schema = OFF; PRAGMA cache_size = -32768;"; /* an import stays in memory */
    return sqlite3_busy_timeout(store->db, WAIT_MS) == SQLITE_OK &&
           sqlite3_exec(store->db, pragmas, NULL, NULL, NULL) == SQLITE_OK;
}

/* Going over to WAL SQLite does not wait for others, as it does elsewhere: several programs that
 * open a new file at once would find it busy. */
static bool set_wal(struct store *store)
{
    const struct timespec pause = {.tv_nsec = 50 * 1000 * 1000};
    for (int waited = 0; waited < WAIT_MS; waited += 50) {
        int got = sqlite3_exec(store->db, "PRAGMA journal_mode = WAL", NULL, NULL, NULL);
        if (got == SQLITE_OK)
            return true;
        if (got != SQLITE_BUSY && got != SQLITE_LOCKED)
            return false;
        nanosleep(&pause, NULL);
    }
    return false;
}

static enum store_fault check_version(struct store *store, const struct store_options *options,
                                      struct err *err)
{
    int version = 0;
    enum store_fault fault = schema_version(store->db, store->path, &version, err);
    if (fault != STORE_OK)
        return fault;
    if (version > schema_known() && !store->readonly) {
        err_set(err,
                "%s: was written by a newer ivledger (database version %d, this program knows %d); "
                "use that one, or"
                " read with --readonly",
                store->path, version, schema_known());
        return STORE_NEWER;
    }
    if (version < schema_known() && (store->readonly || options->keep_schema)) {
        err_set(err,
                "%s: is of an older version (%d, this program writes %d); run `ivledger db "
                "migrate` first",
                store->path, version, schema_known());
        return STORE_OLDER;
    }
    if (!store->readonly && !set_wal(store))
        return store_failed(store, "opening the database", err);
    return store->readonly ? STORE_OK : schema_migrate(store->db, store->path, err);
}

/* The error is told first: another question to the database would take its place. */
static enum store_fault not_prepared(struct store *store, struct err *err)
{
    int version = 0;
    struct err ignored, why;
    err_set(&why, "%s", sqlite3_errmsg(store->db));
    enum store_fault fault = store_failed(store, "opening the database", err);
    if (schema_version(store->db, store->path, &version, &ignored) != STORE_OK ||
        version <= schema_known())
        return fault;
    err_set(
        err,
        "%s: was written by a newer ivledger whose tables this one cannot read (%.300s); use the "
        "newer one",
        store->path, why.text);
    return STORE_NEWER;
}

static enum store_fault prepare(struct store *store, struct err *err)
{
    for (int i = 0; i < SQL_NUMBER; i++)
        if (strstr(store_sql[i], "{filter}") == NULL && /* else store_filtered() prepares it */
            sqlite3_prepare_v3(store->db, store_sql[i], -1, SQLITE_PREPARE_PERSISTENT,
                               &store->statements[i], NULL) != SQLITE_OK)
            return not_prepared(store, err);
    return facets_init(&store->facets, store->db) && store_chosen_init(store->db)
               ? STORE_OK
               : store_failed(store, "opening the database", err);
}

enum store_fault store_open(const struct store_options *options, struct store **out,
                            struct err *err)
{
    bool readonly;
    enum store_fault fault = look_at(options, &readonly, err);
    *out = NULL;
    if (fault != STORE_OK)
        return fault;
    struct store *store = calloc(1, sizeof *store);
    if (store == NULL)
        base_no_memory(1);
    store->path = copy_text(options->path);
    store->user = copy_text(options->user != NULL ? options->user : "");
    store->now = copy_text(options->now);
    store->key = copy_text(options->key);
    store->readonly = readonly;
    store->own = store_prepared_new();
    str_init(&store->words, 1024 * 1024);
    store->facets.block = -1;
    if (open_file(store) != SQLITE_OK)
        fault = store_failed(store, "opening the database", err);
    if (fault == STORE_OK && (fault = store_unlock(store, err)) == STORE_OK && !set_up(store))
        fault = store_failed(store, "opening the database", err);
    if (fault == STORE_OK)
        fault = check_version(store, options, err);
    if (fault == STORE_OK)
        fault = prepare(store, err);
    if (fault == STORE_OK)
        *out = store;
    else
        store_close(store);
    return fault;
}
