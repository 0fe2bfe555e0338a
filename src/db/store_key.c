#include "store_inside.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

#include "key_file.h"
#include "schema.h"

bool store_can_encrypt(void)
{
#ifdef SQLITE_HAS_CODEC
    return true;
#else
    return false;
#endif
}

bool store_is_encrypted(const struct store *store)
{
    return store->key != NULL;
}

enum store_seal store_seal_of(const char *path)
{
    static const char head[] = "SQLite format 3";
    char buf[sizeof head] = "";
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    ssize_t n = fd >= 0 ? read(fd, buf, sizeof buf) : 0;
    if (fd >= 0)
        close(fd);
    if (n <= 0)
        return SEAL_NONE;
    return n == sizeof buf && memcmp(buf, head, sizeof head) == 0 ? SEAL_OPEN : SEAL_CLOSED;
}

#ifdef SQLITE_HAS_CODEC
bool store_give_key(sqlite3 *db, const char *key)
{
    if (key != NULL && sqlite3_key_v2(db, "main", key, (int)strlen(key)) != SQLITE_OK)
        return false;
    /* else it says on stderr itself what is our sentence to say */
    sqlite3_exec(db, "PRAGMA cipher_log_level = NONE", NULL, NULL, NULL);
    return true;
}
#else
bool store_give_key(sqlite3 *db, const char *key)
{
    (void)db;
    return key == NULL;
}
#endif

enum store_fault store_unlock(struct store *store, struct err *err)
{
    enum store_seal seal = store_seal_of(store->path);
    if (seal == SEAL_CLOSED && store->key == NULL && store_can_encrypt()) {
        err_set(err,
                "%s: is encrypted, or no database; give its key with --key-file FILE, or name the "
                "right file with --db FILE",
                store->path);
        return STORE_LOCKED;
    }
    if (seal == SEAL_OPEN && store->key != NULL) {
        err_set(err,
                "%s: is not encrypted; leave the key away, or make an encrypted copy with `ivledger "
                "db encrypt`",
                store->path);
        return STORE_LOCKED;
    }
    if (!store_give_key(store->db, store->key))
        return store_failed(store, "opening the database", err);
    if (store->key == NULL ||
        sqlite3_exec(store->db, "SELECT count(*) FROM sqlite_schema", NULL, NULL, NULL) == SQLITE_OK)
        return STORE_OK;
    if ((sqlite3_errcode(store->db) & 0xff) != SQLITE_NOTADB)
        return store_failed(store, "opening the database", err);
    err_set(err, "%s: this key does not open it; check the key, or name the right file with --db FILE",
            store->path);
    return STORE_LOCKED;
}

/* ---- an encrypted copy ---- */

static bool attach(sqlite3 *db, const char *path, const char *key)
{
    sqlite3_stmt *stmt = NULL;
    bool fine = sqlite3_prepare_v2(db, "ATTACH DATABASE :path AS sealed KEY :key", -1, &stmt, NULL) ==
                SQLITE_OK;
    if (fine) {
        store_bind(stmt, ":path", path);
        store_bind(stmt, ":key", key);
        fine = sqlite3_step(stmt) == SQLITE_DONE;
    }
    sqlite3_finalize(stmt);
    return fine;
}

/* One transaction: a save in between is in the copy or not. */
static bool copy_into(sqlite3 *db, int version)
{
    char sql[160];
    snprintf(sql, sizeof sql,
             "PRAGMA sealed.application_id = %d; PRAGMA sealed.user_version = %d; COMMIT",
             SCHEMA_APPLICATION, version);
    return sqlite3_exec(db, "BEGIN IMMEDIATE; SELECT sqlcipher_export('sealed');", NULL, NULL, NULL) ==
               SQLITE_OK &&
           sqlite3_exec(db, sql, NULL, NULL, NULL) == SQLITE_OK;
}

enum store_fault store_encrypt(struct store *store, const char *path, const char *key,
                               struct err *err)
{
    int version = 0;
    struct store_copy copy;
    enum store_fault fault = schema_version(store->db, store->path, &version, err);
    if (fault != STORE_OK || (fault = store_copy_begin(&copy, path, err)) != STORE_OK)
        return fault;
    if (!attach(store->db, copy.temporary, key) || !copy_into(store->db, version))
        fault = schema_fault(store->db, path, "the encrypted copy", err);
    if (sqlite3_get_autocommit(store->db) == 0)
        sqlite3_exec(store->db, "ROLLBACK", NULL, NULL, NULL);
    sqlite3_exec(store->db, "DETACH sealed", NULL, NULL, NULL);
    return store_copy_end(&copy, store, "encrypted copy", fault, err);
}
