#include "store_train.h"

#include <errno.h>
#include <fcntl.h>
#include <sqlite3.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "paths.h"

enum { WAIT_MS = 3000, MARK = 0x49564c54, VERSION_NOW = 1 };

struct training {
    sqlite3 *db;
    char *path;
    const char *now;
};

static const char schema[] =
    "PRAGMA application_id = 1230392404; PRAGMA user_version = 1;"
    "CREATE TABLE attempts (id INTEGER PRIMARY KEY, at TEXT NOT NULL, trainee TEXT NOT NULL,"
    " scenario TEXT NOT NULL, mode TEXT NOT NULL, right INTEGER NOT NULL, asked INTEGER NOT NULL,"
    " pass_mark INTEGER NOT NULL) STRICT;"
    "CREATE TABLE marks (attempt INTEGER NOT NULL REFERENCES attempts (id),"
    " position INTEGER NOT NULL, step TEXT NOT NULL, rule TEXT NOT NULL, row INTEGER NOT NULL,"
    " subject TEXT NOT NULL, said TEXT NOT NULL, wanted TEXT NOT NULL, right INTEGER NOT NULL,"
    " follows INTEGER NOT NULL, PRIMARY KEY (attempt, position)) STRICT, WITHOUT ROWID;"
    "CREATE TABLE overrides (attempt INTEGER PRIMARY KEY REFERENCES attempts (id),"
    " at TEXT NOT NULL, passed INTEGER NOT NULL, who TEXT NOT NULL,"
    " reason TEXT NOT NULL CHECK (trim(reason) <> '')) STRICT;";

_Static_assert(MARK == 1230392404, "the mark in the schema");

void training_path(const char *live, struct str *out)
{
    const char *slash = strrchr(live, '/');
    if (slash != NULL)
        str_addn(out, live, (size_t)(slash + 1 - live));
    str_add(out, "ivledger-training.db");
}

static enum store_fault failed(const struct training *t, const char *doing, struct err *err)
{
    int code = sqlite3_errcode(t->db) & 0xff;
    err_set(err, "%s: %s failed (%s); free the file or its disk and try again", t->path, doing,
            sqlite3_errmsg(t->db));
    if (code == SQLITE_BUSY || code == SQLITE_LOCKED)
        return STORE_BUSY;
    return code == SQLITE_READONLY ? STORE_READONLY
           : code == SQLITE_NOTADB ? STORE_NOT_DATABASE
                                   : STORE_IO;
}

static int number_of(sqlite3 *db, const char *sql)
{
    sqlite3_stmt *stmt = NULL;
    int number = -1;
    if (sqlite3_prepare_v2(db, sql, -1, &stmt, NULL) == SQLITE_OK &&
        sqlite3_step(stmt) == SQLITE_ROW)
        number = sqlite3_column_int(stmt, 0);
    sqlite3_finalize(stmt);
    return number;
}

/* Two programs may make it at once: the second finds the tables of the first. */
static enum store_fault make_tables(struct training *t, struct err *err)
{
    if (sqlite3_exec(t->db, "BEGIN IMMEDIATE", NULL, NULL, NULL) != SQLITE_OK)
        return failed(t, "opening", err);
    if (number_of(t->db, "SELECT count(*) FROM sqlite_schema") == 0 &&
        sqlite3_exec(t->db, schema, NULL, NULL, NULL) != SQLITE_OK) {
        enum store_fault fault = failed(t, "making its tables", err);
        sqlite3_exec(t->db, "ROLLBACK", NULL, NULL, NULL);
        return fault;
    }
    return sqlite3_exec(t->db, "COMMIT", NULL, NULL, NULL) == SQLITE_OK
               ? STORE_OK
               : failed(t, "opening", err);
}

static enum store_fault check(struct training *t, bool create, struct err *err)
{
    sqlite3_busy_timeout(t->db, WAIT_MS);
    int tables = number_of(t->db, "SELECT count(*) FROM sqlite_schema");
    if (tables < 0)
        return failed(t, "opening", err);
    if (tables == 0 && create) {
        enum store_fault fault = make_tables(t, err);
        if (fault != STORE_OK)
            return fault;
    }
    if (number_of(t->db, "PRAGMA application_id") != MARK) {
        err_set(err, "%s: is no training database; move it away, or name another place with --db",
                t->path);
        return STORE_NOT_DATABASE;
    }
    if (number_of(t->db, "PRAGMA user_version") > VERSION_NOW) {
        err_set(err, "%s: was written by a newer ivledger; use that one", t->path);
        return STORE_NEWER;
    }
    sqlite3_exec(t->db, "PRAGMA foreign_keys = ON; PRAGMA temp_store = MEMORY", NULL, NULL, NULL);
    return STORE_OK;
}

static enum store_fault look_at(const char *path, bool create, struct err *err)
{
    struct stat st;
    if (stat(path, &st) == 0)
        return STORE_OK;
    if (!create) {
        err_set(err, "%s: there is no training database yet; grade or train something first", path);
        return STORE_MISSING;
    }
    if (!paths_make_parent(path, err))
        return STORE_CANNOT_CREATE;
    int fd = open(path, O_RDWR | O_CREAT, 0600);
    if (fd < 0) {
        err_set(err, "%s: cannot be created (%s); choose another place with --db FILE", path,
                strerror(errno));
        return STORE_CANNOT_CREATE;
    }
    close(fd);
    return STORE_OK;
}

enum store_fault training_open(const char *path, const char *now, bool create,
                               struct training **out, struct err *err)
{
    enum store_fault fault = look_at(path, create, err);
    *out = NULL;
    if (fault != STORE_OK)
        return fault;
    struct training *t = calloc(1, sizeof *t);
    if (t == NULL || (t->path = strdup(path)) == NULL)
        base_no_memory(1);
    t->now = now;
    int flags = create ? SQLITE_OPEN_READWRITE : SQLITE_OPEN_READONLY;
    fault = sqlite3_open_v2(path, &t->db, flags, NULL) == SQLITE_OK ? check(t, create, err)
                                                                    : failed(t, "opening", err);
    if (fault == STORE_OK)
        *out = t;
    else
        training_close(t);
    return fault;
}

void training_close(struct training *training)
{
    if (training == NULL)
        return;
    sqlite3_close(training->db);
    free(training->path);
    free(training);
}

/* ---- writing ---- */

static void time_now(const struct training *t, char out[24])
{
    struct tm tm;
    time_t now = time(NULL);
    if (t->now != NULL)
        snprintf(out, 24, "%.16s:00", t->now);
    else if (gmtime_r(&now, &tm) == NULL || strftime(out, 24, "%Y-%m-%d %H:%M:%S", &tm) == 0)
        out[0] = '\0';
}

static void bind_text(sqlite3_stmt *stmt, int at, const char *text)
{
    sqlite3_bind_text(stmt, at, text != NULL ? text : "", -1, SQLITE_TRANSIENT);
}

static bool run(sqlite3_stmt *stmt)
{
    return sqlite3_step(stmt) == SQLITE_DONE && sqlite3_reset(stmt) == SQLITE_OK;
}

static bool put_attempt(struct training *t, const struct training_attempt *a,
                        const struct grade *grade, int64_t *id)
{
    sqlite3_stmt *stmt = NULL;
    char at[24];
    time_now(t, at);
    bool good = sqlite3_prepare_v2(t->db,
                                   "INSERT INTO attempts (at, trainee, scenario, mode, right,"
                                   " asked, pass_mark) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
                                   -1, &stmt, NULL) == SQLITE_OK;
    if (good) {
        bind_text(stmt, 1, at);
        bind_text(stmt, 2, a->trainee);
        bind_text(stmt, 3, a->scenario);
        bind_text(stmt, 4, a->mode);
        sqlite3_bind_int(stmt, 5, grade->right);
        sqlite3_bind_int(stmt, 6, grade->asked);
        sqlite3_bind_int(stmt, 7, a->pass_mark);
        good = run(stmt);
    }
    sqlite3_finalize(stmt);
    *id = sqlite3_last_insert_rowid(t->db);
    return good;
}

static bool put_marks(struct training *t, int64_t id, const struct grade *grade)
{
    sqlite3_stmt *stmt = NULL;
    bool good = sqlite3_prepare_v2(t->db,
                                   "INSERT INTO marks (attempt, position, step, rule, row,"
                                   " subject, said, wanted, right, follows)"
                                   " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
                                   -1, &stmt, NULL) == SQLITE_OK;
    for (size_t i = 0; good && i < grade->n; i++) {
        const struct grade_mark *m = &grade->marks[i];
        const struct rule *rule = m->point != NULL ? m->point->rule : NULL;
        sqlite3_bind_int64(stmt, 1, id);
        sqlite3_bind_int64(stmt, 2, (int64_t)i);
        bind_text(stmt, 3, grade_step_name(m->step));
        bind_text(stmt, 4, rule != NULL ? rule->id
                           : m->point != NULL && m->point->finding != NULL
                               ? m->point->finding->def->id
                               : "");
        sqlite3_bind_int(stmt, 5, m->point != NULL ? m->point->row : 0);
        bind_text(stmt, 6, m->subject);
        bind_text(stmt, 7, m->said);
        bind_text(stmt, 8, m->wanted);
        sqlite3_bind_int(stmt, 9, m->right);
        sqlite3_bind_int(stmt, 10, m->follows);
        good = run(stmt);
    }
    sqlite3_finalize(stmt);
    return good;
}

enum store_fault training_add(struct training *t, const struct training_attempt *attempt,
                              const struct grade *grade, int64_t *id, struct err *err)
{
    static const char doing[] = "recording an attempt";
    if (sqlite3_exec(t->db, "BEGIN IMMEDIATE", NULL, NULL, NULL) != SQLITE_OK)
        return failed(t, doing, err);
    if (put_attempt(t, attempt, grade, id) && put_marks(t, *id, grade) &&
        sqlite3_exec(t->db, "COMMIT", NULL, NULL, NULL) == SQLITE_OK)
        return STORE_OK;
    enum store_fault fault = failed(t, doing, err);
    sqlite3_exec(t->db, "ROLLBACK", NULL, NULL, NULL);
    return fault;
}

enum store_fault training_override(struct training *t, int64_t id, bool passed, const char *who,
                                   const char *reason, struct err *err)
{
    static const char doing[] = "overriding a grade";
    sqlite3_stmt *stmt = NULL;
    char at[24];
    if (text_empty(reason)) {
        err_set(err, "an override needs a reason; say why the grade is another one");
        return STORE_REFUSED;
    }
    if (sqlite3_prepare_v2(t->db,
                           "INSERT INTO overrides (attempt, at, passed, who, reason) SELECT id,"
                           " ?2, ?3, ?4, ?5 FROM attempts WHERE id = ?1 ON CONFLICT (attempt) DO"
                           " UPDATE SET at = ?2, passed = ?3, who = ?4, reason = ?5",
                           -1, &stmt, NULL) != SQLITE_OK)
        return failed(t, doing, err);
    time_now(t, at);
    sqlite3_bind_int64(stmt, 1, id);
    bind_text(stmt, 2, at);
    sqlite3_bind_int(stmt, 3, passed);
    bind_text(stmt, 4, who);
    bind_text(stmt, 5, reason);
    bool good = run(stmt);
    sqlite3_finalize(stmt);
    if (!good)
        return failed(t, doing, err);
    if (sqlite3_changes(t->db) > 0)
        return STORE_OK;
    err_set(err, "there is no attempt %lld; `ivledger export --what training` numbers them",
            (long long)id);
    return STORE_MISSING;
}

/* ---- reading ---- */

static const char *text_of(sqlite3_stmt *stmt, int column)
{
    const unsigned char *text = sqlite3_column_text(stmt, column);
    return text != NULL ? (const char *)text : "";
}

/* What follows from an earlier mistake says nothing of its own rule. */
static const char rules_sql[] =
    "WITH all_marks AS (SELECT a.trainee, m.rule, m.step, substr(a.at, 1, 10) AS day, m.right"
    "  FROM marks m JOIN attempts a ON a.id = m.attempt"
    "  WHERE m.follows = 0 AND (?1 = '' OR a.trainee = ?1)),"
    " whole AS (SELECT trainee, rule, step, sum(right) AS good, count(*) AS n FROM all_marks"
    "  GROUP BY trainee, rule, step),"
    " parts AS (SELECT trainee, rule, step, '' AS day, good, n FROM whole"
    "  UNION ALL SELECT trainee, rule, step, day, sum(right), count(*) FROM all_marks"
    "  WHERE ?2 GROUP BY trainee, rule, step, day)"
    " SELECT p.trainee, p.rule, p.step, p.day, p.good, p.n FROM parts p JOIN whole w"
    "  USING (trainee, rule, step)"
    " ORDER BY p.trainee, 1000 * w.good / w.n, w.n DESC, p.rule, p.step, p.day";

enum store_fault training_rules(struct training *t, const char *trainee, bool by_day,
                                training_rule_fn *fn, void *context, struct err *err)
{
    sqlite3_stmt *stmt = NULL;
    int got;
    if (sqlite3_prepare_v2(t->db, rules_sql, -1, &stmt, NULL) != SQLITE_OK)
        return failed(t, "reading results", err);
    bind_text(stmt, 1, trainee);
    sqlite3_bind_int(stmt, 2, by_day);
    while ((got = sqlite3_step(stmt)) == SQLITE_ROW) {
        struct training_rule rule = {text_of(stmt, 0),
                                     text_of(stmt, 1),
                                     text_of(stmt, 2),
                                     text_of(stmt, 3),
                                     sqlite3_column_int64(stmt, 4),
                                     sqlite3_column_int64(stmt, 5)};
        if (!fn(context, &rule))
            break;
    }
    enum store_fault fault =
        got == SQLITE_ROW || got == SQLITE_DONE ? STORE_OK : failed(t, "reading results", err);
    sqlite3_finalize(stmt);
    return fault;
}

static const char each_sql[] =
    "SELECT a.id, a.at, a.trainee, a.scenario, a.mode, m.step, m.rule, m.subject, m.said,"
    " m.wanted, CASE o.passed WHEN 1 THEN 'passed' WHEN 0 THEN 'failed' ELSE '' END,"
    " coalesce(o.reason, ''), coalesce(o.who, ''), m.row,"
    " CASE a.asked WHEN 0 THEN 100 ELSE a.right * 100 / a.asked END, a.pass_mark, m.right,"
    " m.follows FROM attempts a JOIN marks m ON m.attempt = a.id"
    " LEFT JOIN overrides o ON o.attempt = a.id ORDER BY a.id, m.position";

enum store_fault training_each(struct training *t, training_row_fn *fn, void *context,
                               struct err *err)
{
    sqlite3_stmt *stmt = NULL;
    int got;
    if (sqlite3_prepare_v2(t->db, each_sql, -1, &stmt, NULL) != SQLITE_OK)
        return failed(t, "reading marks", err);
    while ((got = sqlite3_step(stmt)) == SQLITE_ROW) {
        struct training_row row = {.attempt = sqlite3_column_int64(stmt, 0),
                                   .at = text_of(stmt, 1),
                                   .trainee = text_of(stmt, 2),
                                   .scenario = text_of(stmt, 3),
                                   .mode = text_of(stmt, 4),
                                   .step = text_of(stmt, 5),
                                   .rule = text_of(stmt, 6),
                                   .subject = text_of(stmt, 7),
                                   .said = text_of(stmt, 8),
                                   .wanted = text_of(stmt, 9),
                                   .override = text_of(stmt, 10),
                                   .reason = text_of(stmt, 11),
                                   .by = text_of(stmt, 12),
                                   .row = sqlite3_column_int64(stmt, 13),
                                   .percent = sqlite3_column_int(stmt, 14),
                                   .pass_mark = sqlite3_column_int(stmt, 15),
                                   .right = sqlite3_column_int(stmt, 16) != 0,
                                   .follows = sqlite3_column_int(stmt, 17) != 0};
        if (!fn(context, &row))
            break;
    }
    enum store_fault fault =
        got == SQLITE_ROW || got == SQLITE_DONE ? STORE_OK : failed(t, "reading marks", err);
    sqlite3_finalize(stmt);
    return fault;
}
