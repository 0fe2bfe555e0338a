#include "schema.h"

#include "store_facets.h"

/* Input cells are kept as canonical text, column by column as in the administration CSV, so that
 * they are exported and searched without coding them again.  Nothing is ever deleted: an encounter
 * saved again leaves what it was in superseded. */
static const char step_1[] =
    "CREATE TABLE encounters ("
    " id INTEGER PRIMARY KEY,"
    " encounter TEXT NOT NULL UNIQUE CHECK (encounter <> ''),"
    " patient TEXT NOT NULL, date TEXT NOT NULL, setting TEXT NOT NULL, payer TEXT NOT NULL, dx "
    "TEXT NOT NULL,"
    " em TEXT NOT NULL, em_separate TEXT NOT NULL, auth TEXT NOT NULL, auth_to TEXT NOT NULL,"
    " covered_to TEXT NOT NULL, coder TEXT NOT NULL,"
    " service_date TEXT NOT NULL," /* the date column, or the first charted one */
    " status TEXT NOT NULL CHECK (status IN ('draft', 'coded', 'in review', 'returned', 'final')),"
    " version INTEGER NOT NULL CHECK (version > 0),"
    " created TEXT NOT NULL, created_by TEXT NOT NULL,"
    " changed TEXT NOT NULL, changed_by TEXT NOT NULL) STRICT;"
    "CREATE INDEX encounters_changed ON encounters (changed, id);"
    "CREATE INDEX encounters_service ON encounters (service_date);"

    "CREATE TABLE input_rows ("
    " encounter INTEGER NOT NULL REFERENCES encounters (id),"
    " row INTEGER NOT NULL CHECK (row > 0),"
    " visit TEXT NOT NULL, drug TEXT NOT NULL, class TEXT NOT NULL, route TEXT NOT NULL, method "
    "TEXT NOT NULL,"
    " line TEXT NOT NULL, device TEXT NOT NULL, bag TEXT NOT NULL, start TEXT NOT NULL, stop TEXT "
    "NOT NULL,"
    " minutes TEXT NOT NULL, planned TEXT NOT NULL, dose TEXT NOT NULL, unit TEXT NOT NULL, vials "
    "TEXT NOT NULL,"
    " site_reason TEXT NOT NULL, \"primary\" TEXT NOT NULL, \"order\" TEXT NOT NULL, signed TEXT "
    "NOT NULL,"
    " flags TEXT NOT NULL, note TEXT NOT NULL,"
    " PRIMARY KEY (encounter, row)) STRICT, WITHOUT ROWID;"

    /* what answers stand on: many results share one */
    "CREATE TABLE grounds ("
    " id INTEGER PRIMARY KEY,"
    " edition TEXT NOT NULL, book TEXT NOT NULL, policy TEXT NOT NULL, settings TEXT NOT NULL,"
    " program TEXT NOT NULL,"
    " UNIQUE (edition, book, policy, settings, program)) STRICT;"
    "CREATE TABLE results ("
    " encounter INTEGER PRIMARY KEY REFERENCES encounters (id),"
    " ground INTEGER NOT NULL REFERENCES grounds (id),"
    " hash TEXT NOT NULL, codes TEXT NOT NULL,"
    " errors INTEGER NOT NULL, warnings INTEGER NOT NULL) STRICT;"
    "CREATE TABLE codes ("
    " encounter INTEGER NOT NULL REFERENCES encounters (id),"
    " position INTEGER NOT NULL,"
    " visit INTEGER NOT NULL, date TEXT NOT NULL, code TEXT NOT NULL, units INTEGER NOT NULL,"
    " modifiers TEXT NOT NULL, rows TEXT NOT NULL, rule TEXT NOT NULL, initial INTEGER NOT NULL,"
    " findings TEXT NOT NULL,"
    " PRIMARY KEY (encounter, position)) STRICT, WITHOUT ROWID;"
    "CREATE TABLE findings ("
    " encounter INTEGER NOT NULL REFERENCES encounters (id),"
    " position INTEGER NOT NULL,"
    " visit INTEGER NOT NULL, row INTEGER NOT NULL, finding TEXT NOT NULL, severity TEXT NOT NULL,"
    " code TEXT NOT NULL, carc TEXT NOT NULL,"
    " PRIMARY KEY (encounter, position)) STRICT, WITHOUT ROWID;"

    "CREATE TABLE superseded ("
    " encounter INTEGER NOT NULL REFERENCES encounters (id),"
    " version INTEGER NOT NULL,"
    " input TEXT NOT NULL, codes TEXT NOT NULL, hash TEXT NOT NULL, ground INTEGER NOT NULL "
    "REFERENCES grounds (id),"
    " status TEXT NOT NULL, changed TEXT NOT NULL, changed_by TEXT NOT NULL,"
    " PRIMARY KEY (encounter, version)) STRICT;"

    "CREATE TABLE drafts ("
    " id INTEGER PRIMARY KEY,"
    " base INTEGER NOT NULL, base_version INTEGER NOT NULL," /* 0: a new encounter */
    " encounter TEXT NOT NULL, rows INTEGER NOT NULL, input TEXT NOT NULL,"
    " user TEXT NOT NULL, holder TEXT NOT NULL, changed TEXT NOT NULL) STRICT;"

    "CREATE TABLE audit ("
    " id INTEGER PRIMARY KEY,"
    " at TEXT NOT NULL, who TEXT NOT NULL, what TEXT NOT NULL, encounter TEXT NOT NULL,"
    " before TEXT NOT NULL, after TEXT NOT NULL, chain TEXT NOT NULL) STRICT;"
    "CREATE INDEX audit_encounter ON audit (encounter, id);"
    "CREATE TRIGGER audit_no_change BEFORE UPDATE ON audit"
    " BEGIN SELECT RAISE(ABORT, 'the audit trail is never changed'); END;"
    "CREATE TRIGGER audit_no_delete BEFORE DELETE ON audit"
    " BEGIN SELECT RAISE(ABORT, 'the audit trail is never shortened'); END;"

    "CREATE TABLE settings ("
    " name TEXT PRIMARY KEY, value TEXT NOT NULL, changed TEXT NOT NULL, changed_by TEXT NOT NULL"
    ") STRICT, WITHOUT ROWID;";

/* Supervisors: people and their jobs, departures from the engine, reviews, samples, one index over
 * every word.  Rows of people, overrules and notes of reviews are only ever added. */
#define ONLY_ADDED(table)                                                                          \
    "CREATE TRIGGER " table "_no_change BEFORE UPDATE ON " table                                   \
    " BEGIN SELECT RAISE(ABORT, 'a row of " table " is never changed'); END;"                      \
    "CREATE TRIGGER " table "_no_delete BEFORE DELETE ON " table                                   \
    " BEGIN SELECT RAISE(ABORT, 'a row of " table " is never deleted'); END;"
#define NEVER_DELETED(table)                                                                       \
    "CREATE TRIGGER " table "_no_delete BEFORE DELETE ON " table                                   \
    " BEGIN SELECT RAISE(ABORT, 'a row of " table " is never deleted'); END;"
static const char step_2[] =
    "CREATE INDEX encounters_status ON encounters (status, changed, id);"
    "CREATE INDEX encounters_coder ON encounters (coder, changed, id);"
    "CREATE INDEX encounters_payer ON encounters (payer, changed, id);"
    "CREATE INDEX codes_code ON codes (code, encounter);"
    "CREATE INDEX codes_rule ON codes (rule, encounter);"
    "CREATE INDEX codes_modifiers ON codes (modifiers, encounter) WHERE modifiers <> '';"
    "CREATE INDEX findings_finding ON findings (finding, encounter);"
    "CREATE INDEX findings_severity ON findings (severity, encounter);"
    "CREATE INDEX input_rows_drug ON input_rows (drug COLLATE NOCASE, encounter);"
    NEVER_DELETED("encounters")
    NEVER_DELETED("results")
    ONLY_ADDED("superseded")

    "CREATE TABLE people ("
    " id INTEGER PRIMARY KEY, login TEXT NOT NULL CHECK (login <> ''),"
    " job TEXT NOT NULL CHECK (job IN ('coder', 'reviewer', 'supervisor', 'trainer', 'auditor')),"
    " at TEXT NOT NULL, who TEXT NOT NULL) STRICT;" ONLY_ADDED("people")

    "CREATE TABLE overrules ("
    " id INTEGER PRIMARY KEY, encounter INTEGER NOT NULL REFERENCES encounters (id),"
    " version INTEGER NOT NULL, visit INTEGER NOT NULL,"
    " \"before\" TEXT NOT NULL, \"after\" TEXT NOT NULL," /* a claim line: 'CODE-59x2'; '' none */
    " reason TEXT NOT NULL, words TEXT NOT NULL, rule TEXT NOT NULL,"
    " undoes INTEGER NOT NULL," /* the overrule that this one takes back; 0 */
    " at TEXT NOT NULL, who TEXT NOT NULL) STRICT;"
    "CREATE INDEX overrules_encounter ON overrules (encounter, id);"
    "CREATE INDEX overrules_undoes ON overrules (undoes) WHERE undoes > 0;" ONLY_ADDED("overrules")

    "CREATE TABLE reviews ("
    " id INTEGER PRIMARY KEY, encounter INTEGER NOT NULL REFERENCES encounters (id),"
    " version INTEGER NOT NULL, reviewer TEXT NOT NULL, blind INTEGER NOT NULL, state TEXT NOT NULL,"
    " coder TEXT NOT NULL, coder_codes TEXT NOT NULL, engine_codes TEXT NOT NULL, codes TEXT NOT NULL,"
    " opened TEXT NOT NULL, changed TEXT NOT NULL) STRICT;"
    "CREATE INDEX reviews_encounter ON reviews (encounter, id);"
    "CREATE INDEX reviews_state ON reviews (state, encounter);"
    "CREATE INDEX reviews_reviewer ON reviews (reviewer, encounter);" NEVER_DELETED("reviews")
    "CREATE TABLE review_notes ("
    " id INTEGER PRIMARY KEY, review INTEGER NOT NULL REFERENCES reviews (id),"
    " at TEXT NOT NULL, who TEXT NOT NULL, what TEXT NOT NULL, code TEXT NOT NULL,"
    " class TEXT NOT NULL, words TEXT NOT NULL) STRICT;"
    "CREATE INDEX review_notes_review ON review_notes (review, id);" ONLY_ADDED("review_notes")

    "CREATE TABLE samples ("
    " id INTEGER PRIMARY KEY, at TEXT NOT NULL, who TEXT NOT NULL, seed INTEGER NOT NULL,"
    " size INTEGER NOT NULL, again INTEGER NOT NULL, filter TEXT NOT NULL,"
    " frame INTEGER NOT NULL, excluded INTEGER NOT NULL) STRICT;" ONLY_ADDED("samples")
    "CREATE TABLE sampled ("
    " sample INTEGER NOT NULL REFERENCES samples (id), position INTEGER NOT NULL,"
    " encounter INTEGER NOT NULL REFERENCES encounters (id),"
    " PRIMARY KEY (sample, position)) STRICT, WITHOUT ROWID;"
    "CREATE INDEX sampled_encounter ON sampled (encounter, sample);" ONLY_ADDED("sampled")

    "CREATE VIRTUAL TABLE search USING fts5 (number, drugs, codes, findings, notes, prefix = '2 3');"
    "INSERT INTO search (rowid, number, drugs, codes, findings, notes)"
    " SELECT e.id, e.encounter || ' ' || e.patient,"
    " coalesce((SELECT group_concat(drug, ' ') FROM input_rows w WHERE w.encounter = e.id), ''), r.codes,"
    " coalesce((SELECT group_concat(finding, ' ') FROM findings f WHERE f.encounter = e.id), ''),"
    " coalesce((SELECT group_concat(note, ' ') FROM input_rows w WHERE w.encounter = e.id), '')"
    " FROM encounters e JOIN results r ON r.encounter = e.id;";

/* What is entered together lies together: rows, lines and findings of an encounter as lists in JSON
 * (packed.h), of which the views make tables for whoever reads the file with a tool of their own.  What
 * it can be found by are bits by facet (store_facets.h), and words without their texts. */
#define CELL(place, name) "coalesce(json_extract(j.value, '$[" #place "]'), '') AS " name
static const char step_3[] =
    "ALTER TABLE results ADD COLUMN amount INTEGER NOT NULL DEFAULT -1;"
    "ALTER TABLE results ADD COLUMN rows TEXT NOT NULL DEFAULT '[]';"
    "ALTER TABLE results ADD COLUMN lines TEXT NOT NULL DEFAULT '[]';"
    "ALTER TABLE results ADD COLUMN findings TEXT NOT NULL DEFAULT '[]';"
    "UPDATE results SET rows = (SELECT json_group_array(json(c)) FROM (SELECT json_array(visit, drug, "
    "class, route, method, line, device, bag, start, stop, minutes, planned, dose, unit, vials, "
    "site_reason, \"primary\", \"order\", signed, flags, note) AS c FROM input_rows w WHERE "
    "w.encounter = results.encounter ORDER BY w.row)),"
    " lines = (SELECT json_group_array(json(c)) FROM (SELECT json_array(visit, date, code, units, "
    "modifiers, rows, rule, initial, findings) AS c FROM codes k WHERE k.encounter = "
    "results.encounter ORDER BY k.position)),"
    " findings = (SELECT json_group_array(json(c)) FROM (SELECT json_array(visit, row, finding, "
    "severity, code, carc) AS c FROM findings f WHERE f.encounter = results.encounter ORDER BY "
    "f.position));"
    "DROP TABLE input_rows; DROP TABLE codes; DROP TABLE findings; DROP TABLE search;"
    "DROP INDEX encounters_status; DROP INDEX encounters_coder; DROP INDEX encounters_payer;"
    "DROP INDEX encounters_service;"
    /* The list of the words of a status is made a table of its own for every row that goes in: as much
     * work as three indexes.  permit.h knows the words. */
    "PRAGMA writable_schema = ON;"
    "UPDATE sqlite_schema SET sql = replace(sql, 'CHECK (status IN (''draft'', ''coded'', "
    "''in review'', ''returned'', ''final''))', 'CHECK (status <> '''')') WHERE name = 'encounters';"
    "PRAGMA writable_schema = RESET;"
    "CREATE TABLE facets ("
    " facet TEXT NOT NULL, block INTEGER NOT NULL, ids BLOB NOT NULL,"
    " PRIMARY KEY (facet, block)) STRICT, WITHOUT ROWID;"
    "CREATE VIRTUAL TABLE search USING fts5 (words, content = '', columnsize = 0, detail = none, "
    "prefix = '2 3');"
    "INSERT INTO search (search, rank) VALUES ('hashsize', 33554432);"
    "CREATE VIEW input_rows AS SELECT r.encounter, j.key + 1 AS row, " CELL(0, "visit") ", "
    CELL(1, "drug") ", " CELL(2, "class") ", " CELL(3, "route") ", "
    CELL(4, "method") ", " CELL(5, "line") ", " CELL(6, "device") ", "
    CELL(7, "bag") ", " CELL(8, "start") ", " CELL(9, "stop") ", "
    CELL(10, "minutes") ", " CELL(11, "planned") ", " CELL(12, "dose") ", "
    CELL(13, "unit") ", " CELL(14, "vials") ", " CELL(15, "site_reason") ", "
    CELL(16, "\"primary\"") ", " CELL(17, "\"order\"") ", " CELL(18, "signed") ", "
    CELL(19, "flags") ", " CELL(20, "note") " FROM results r, json_each(r.rows) j;"
    "CREATE VIEW codes AS SELECT r.encounter, j.key + 1 AS position, " CELL(0, "visit") ", "
    CELL(1, "date") ", " CELL(2, "code") ", " CELL(3, "units") ", "
    CELL(4, "modifiers") ", " CELL(5, "rows") ", " CELL(6, "rule") ", "
    CELL(7, "initial") ", " CELL(8, "findings")
    " FROM results r, json_each(r.lines) j;"
    "CREATE VIEW findings AS SELECT r.encounter, j.key + 1 AS position, " CELL(0, "visit") ", "
    CELL(1, "row") ", " CELL(2, "finding") ", " CELL(3, "severity") ", "
    CELL(4, "code") ", " CELL(5, "carc")
    " FROM results r, json_each(r.findings) j;";

/* What the last row of the audit trail is, apart from the trail: an end cut off would not break its
 * chain. */
static const char step_4[] =
    "INSERT INTO settings (name, value, changed, changed_by)"
    " SELECT 'audit.head', id || ' ' || chain, at, who FROM audit ORDER BY id DESC LIMIT 1;";

/* Words lie beside the facets, by block; FTS5 keeps those with letters beyond ASCII.  Facets are made anew with
 * them, from what is stored. */
static const char step_5[] =
    "DELETE FROM facets;"
    "DROP TABLE search;"
    "DROP INDEX encounters_changed;" /* saved: is that order */
    "CREATE TABLE words ("
    " block INTEGER NOT NULL, word TEXT NOT NULL, lead INTEGER NOT NULL, ids BLOB NOT NULL,"
    " PRIMARY KEY (block, word, lead)) STRICT, WITHOUT ROWID;"
    "CREATE VIRTUAL TABLE search USING fts5 (words, content = '', columnsize = 0, detail = none, "
    "prefix = '2 3');"
    "INSERT INTO search (search, rank) VALUES ('hashsize', 33554432);";

/* Append only.  then: what SQL alone cannot do, in the same transaction. */
static const struct step {
    const char *sql;
    bool (*then)(sqlite3 *db);
} steps[] = {{step_1, NULL}, {step_2, NULL}, {step_3, NULL}, {step_4, NULL},
           {step_5, facets_build}};

int schema_known(void)
{
    return (int)COUNT_OF(steps);
}

enum store_fault schema_fault(sqlite3 *db, const char *path, const char *doing, struct err *err)
{
    switch (db == NULL ? SQLITE_NOMEM : sqlite3_errcode(db) & 0xff) {
    case SQLITE_NOMEM: base_no_memory(1); /* what was begun is undone at the next opening */
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        err_set(err,
                "%s: %s has to wait for another program that is writing; try again in a moment",
                path, doing);
        return STORE_BUSY;
    case SQLITE_READONLY:
    case SQLITE_PERM:
    case SQLITE_AUTH:
        err_set(err,
                "%s: %s needs the right to write the file and its folder; change their rights, or "
                "use --readonly",
                path, doing);
        return STORE_READONLY;
    case SQLITE_NOTADB:
        err_set(err, "%s: is not a database, or an encrypted one that this ivledger cannot open; name the "
                "right file with --db FILE",
                path);
        return STORE_NOT_DATABASE;
    case SQLITE_CORRUPT:
        err_set(err,
                "%s: the database is damaged (%s); run `ivledger db check` and go back to a backup",
                path, sqlite3_errmsg(db));
        return STORE_NOT_DATABASE;
    case SQLITE_FULL:
        err_set(err,
                "%s: %s failed, the disk is full; free some space and try again, nothing was half "
                "saved",
                path, doing);
        return STORE_IO;
    default:
        err_set(err, "%s: %s failed (%s); nothing was half saved, check the disk and try again",
                path, doing, sqlite3_errmsg(db));
        return STORE_IO;
    }
}

static bool ask_number(sqlite3 *db, const char *sql, int *value)
{
    sqlite3_stmt *stmt = NULL;
    bool fine = sqlite3_prepare_v2(db, sql, -1, &stmt, NULL) == SQLITE_OK &&
                sqlite3_step(stmt) == SQLITE_ROW;
    if (fine)
        *value = sqlite3_column_int(stmt, 0);
    /* finalize repeats the error of the step, so that sqlite3_errcode() still tells it */
    return sqlite3_finalize(stmt) == SQLITE_OK && fine;
}

enum store_fault schema_version(sqlite3 *db, const char *path, int *version, struct err *err)
{
    int application = 0, tables = 0;
    /* one look, since another program may be making the database just now */
    bool alone = sqlite3_get_autocommit(db) != 0 &&
                 sqlite3_exec(db, "BEGIN", NULL, NULL, NULL) == SQLITE_OK;
    bool fine = ask_number(db, "PRAGMA application_id", &application) &&
                ask_number(db, "PRAGMA user_version", version) &&
                ask_number(db, "SELECT count(*) FROM sqlite_schema", &tables);
    enum store_fault fault =
        fine ? STORE_OK : schema_fault(db, path, "opening the database", err);
    if (alone)
        sqlite3_exec(db, "COMMIT", NULL, NULL, NULL);
    if (!fine)
        return fault;
    if (application == SCHEMA_APPLICATION || (application == 0 && *version == 0 && tables == 0))
        return STORE_OK;
    err_set(err, "%s: is a database of another program; name the right file with --db FILE", path);
    return STORE_NOT_DATABASE;
}

/* Another program may have done the step while we waited for the lock: look again inside. */
static bool run_step(sqlite3 *db, int step)
{
    char sql[128];
    int version = 0;
    if (sqlite3_exec(db, "BEGIN IMMEDIATE", NULL, NULL, NULL) != SQLITE_OK)
        return false;
    snprintf(sql, sizeof sql, "PRAGMA application_id = %d; PRAGMA user_version = %d; COMMIT",
             SCHEMA_APPLICATION, step + 1);
    if (!ask_number(db, "PRAGMA user_version", &version))
        return false;
    if (version != step)
        return sqlite3_exec(db, "COMMIT", NULL, NULL, NULL) == SQLITE_OK;
    return sqlite3_exec(db, steps[step].sql, NULL, NULL, NULL) == SQLITE_OK &&
           (steps[step].then == NULL || steps[step].then(db)) &&
           sqlite3_exec(db, sql, NULL, NULL, NULL) == SQLITE_OK;
}

enum store_fault schema_migrate(sqlite3 *db, const char *path, struct err *err)
{
    int version = 0;
    enum store_fault fault = schema_version(db, path, &version, err);
    for (int step = version; fault == STORE_OK && step < schema_known(); step++)
        if (!run_step(db, step)) {
            fault = schema_fault(db, path, "bringing the database to this version", err);
            if (sqlite3_get_autocommit(db) == 0)
                sqlite3_exec(db, "ROLLBACK", NULL, NULL, NULL);
        }
    return fault;
}
