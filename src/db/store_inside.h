/* store_inside.h: what the files store*.c share: the connection, the table of statements, the small
 * steps every operation is made of.  Nobody else includes it. */
#ifndef IVLEDGER_STORE_INSIDE_H
#define IVLEDGER_STORE_INSIDE_H

#include <sqlite3.h>

#include "../core/claim.h"
#include "exchange.h"
#include "store.h"
#include "store_facets.h"

#if defined(SQLITE_HAS_CODEC) && SQLITE_VERSION_NUMBER < 3037000
#error "this SQLCipher is too old: 4.5.1 or newer is needed, which Debian has since 13"
#endif

/* Every statement of the program; the SQL is the table in store_sql.c. */
enum sql {
    SQL_BEGIN,
    SQL_BEGIN_READING,
    SQL_COMMIT,
    SQL_ROLLBACK,
    SQL_BY_NUMBER,
    SQL_BY_ID,
    SQL_INSERT_ENCOUNTER,
    SQL_UPDATE_ENCOUNTER,
    SQL_SET_STATUS,
    SQL_FIND_GROUND,
    SQL_INSERT_GROUND,
    SQL_INSERT_RESULT,
    SQL_UPDATE_RESULT,
    SQL_SUPERSEDE,
    SQL_VERSION_OF,
    SQL_HOLDER_OF,
    SQL_FACETS_OF,
    SQL_LIST,
    SQL_ITEM,
    SQL_ITEM_OF,
    SQL_LAST_BLOCK,
    SQL_WORDS_FROM,
    SQL_FACET,
    SQL_FACETS_FROM,
    SQL_WALK_DOWN,
    SQL_WALK_UP,
    SQL_ALL_IDS,
    SQL_INSERT_DRAFT,
    SQL_UPDATE_DRAFT,
    SQL_HOLD_DRAFT,
    SQL_DRAFT,
    SQL_DRAFTS,
    SQL_DELETE_DRAFT,
    SQL_LAST_CHAIN,
    SQL_INSERT_AUDIT,
    SQL_TRAIL,
    SQL_TRAIL_OF,
    SQL_TRAIL_NEWEST,
    SQL_TRAIL_CHAIN,
    SQL_ANY_PERSON,
    SQL_JOB,
    SQL_PEOPLE,
    SQL_INSERT_PERSON,
    SQL_OVERRULES,
    SQL_INSERT_OVERRULE,
    SQL_REVIEWS_OF,
    SQL_REVIEWS,
    SQL_REVIEW_NOW,
    SQL_REVIEWS_OPEN,
    SQL_REVIEW_NOTES,
    SQL_INSERT_REVIEW,
    SQL_UPDATE_REVIEW,
    SQL_INSERT_NOTE,
    SQL_SAMPLES,
    SQL_FRAME,
    SQL_INSERT_SAMPLE,
    SQL_INSERT_SAMPLED,
    SQL_SETTING,
    SQL_PUT_SETTING,
    SQL_KEPT_FILTERS,
    SQL_EACH_ROW,
    SQL_EACH_CODE,
    SQL_EACH_FINDING,
    SQL_EACH_AUDIT,
    SQL_EACH_REVIEW,
    SQL_COUNT_ROWS,
    SQL_COUNT_DRAFTS,
    SQL_COUNT_AUDIT,
    SQL_NUMBER /* how many */
};
extern const char *const store_sql[SQL_NUMBER];

/* What is stored of an encounter and its result (store_pack.c). */
struct store_prepared {
    struct str texts;                 /* of the cells, each with its ending zero (exchange.h) */
    struct str rows, lines, findings; /* packed.h */
    struct str codes;                 /* in short */
    struct facet_parts facets;
    char hash[65], day[16];
    struct exchange_ground ground; /* of the fingerprint before */
    int64_t amount; /* cents: Medicare's national amounts, those that are known */
    int errors, warnings;
    const struct book *book;
    const struct policy *policy;
    struct str cell;
};

struct store {
    sqlite3 *db;
    sqlite3_stmt *statements[SQL_NUMBER];
    char *path, *user, *now;
    char *key; /* NULL: not encrypted */
    bool readonly;
    int depth;  /* 0: no transaction is open */
    bool spoilt; /* something of it failed when it had written: the whole can only be undone */
    bool head_due; /* rows were added to the audit trail: its end is to be kept */
    int changes; /* of the connection when the inner one was begun */
    /* the last ground used, so that an import asks for it once; 0: none */
    int64_t ground;
    char ground_book[65], ground_edition[32];
    struct policy ground_policy;
    /* known while the transaction lasts: nobody else writes */
    int64_t audit_id; /* last row of the audit trail; -1: not asked yet */
    char audit_chain[65];
    bool job_known;
    enum job job;
    struct store_prepared *own; /* for a save that was not prepared */
    struct str words;           /* what the audit trail is told of a save */
    struct facets facets;
};

/* Checks key and file against each other and gives the key to the connection (store_key.c). */
enum store_fault store_unlock(struct store *store, struct err *err);
bool store_give_key(sqlite3 *db, const char *key);
/* A copy of the database that appears at path whole or not at all (store_care.c): begin makes an
 * empty file of mode 0600 beside it, copy->temporary; end writes the deed into the audit trail and
 * puts the copy into its place, or removes it when there was a fault, which it gives back.  Gone
 * too when memory ends in between.  What is there already is left alone. */
enum { COPY_PATH_MOST = 4096 };
struct store_copy {
    const char *path;
    char temporary[COPY_PATH_MOST];
    struct base_undo undo;
};
enum store_fault store_copy_begin(struct store_copy *copy, const char *path, struct err *err);
enum store_fault store_copy_end(struct store_copy *copy, struct store *store, const char *deed,
                                enum store_fault fault, struct err *err);

/* Reset, with nothing bound. */
sqlite3_stmt *store_statement(struct store *store, enum sql sql);
void store_bind(sqlite3_stmt *stmt, const char *name, const char *text); /* copied; NULL is "" */
void store_bind_number(sqlite3_stmt *stmt, const char *name, int64_t number);
/* Runs a statement that gives no rows. */
enum store_fault store_run(struct store *store, sqlite3_stmt *stmt, const char *doing,
                           struct err *err);
/* Next row: *more false at the end (the statement is then reset). */
enum store_fault store_step(struct store *store, sqlite3_stmt *stmt, bool *more, const char *doing,
                            struct err *err);
/* Text of a column, never NULL; valid until the next step. */
const char *store_text(sqlite3_stmt *stmt, int column);
enum store_fault store_failed(struct store *store, const char *doing, struct err *err);

/* Begins a transaction, or joins the one that is open; leaving commits it when fault is STORE_OK, else
 * undoes it, and gives the fault (or that of the commit).  What fails inside another's transaction
 * after it has written spoils the whole: no savepoints, each would write out the index of words. */
enum store_fault store_enter(struct store *store, const char *doing, struct err *err);
enum store_fault store_leave(struct store *store, enum store_fault fault, const char *doing,
                             struct err *err);
/* "2026-03-02 14:05:33" of the clock in UTC, or of --now. */
void store_time(const struct store *store, char out[24]);

/* Appends to the audit trail; inside a transaction. */
enum store_fault store_append_audit(struct store *store, const char *what, const char *number,
                                    const char *before, const char *after, struct err *err);
/* What the last row of the trail is, kept apart from it as the setting of this name. */
#define AUDIT_HEAD "audit.head"
enum store_fault store_keep_head(struct store *store, struct err *err);
void store_chain_link(const char *before, int64_t id, const char *const texts[6], char out[65]);
/* Columns of SQL_BY_NUMBER, SQL_BY_ID and SQL_ALL_IDS into an encounter and an item (either may be
 * NULL). */
enum store_fault store_read_encounter(struct store *store, sqlite3_stmt *stmt, struct encounter *e,
                                      struct store_item *item, struct err *err);
/* The item alone. */
void store_read_item(sqlite3_stmt *stmt, struct arena *arena, struct store_item *item);
/* Takes the encounter, as it is stored now, from under what it can be found by, and puts it there. */
enum store_fault store_drop_facets(struct store *store, int64_t id, struct err *err);
enum store_fault store_put_facets(struct store *store, int64_t id, struct err *err);
/* Sets the status with the encounter's version rising, inside a transaction; no questions asked. */
enum store_fault store_put_status(struct store *store, int64_t id, enum status status,
                                  struct err *err);
/* STORE_STALE or STORE_MISSING when the encounter is not at the version that was loaded. */
enum store_fault store_check_version(struct store *store, const struct store_save *save,
                                     struct err *err);
/* A statement of the table with the conditions of a filter (NULL: none) in the place of {filter}, its values
 * bound.  The caller finalizes it. */
enum store_fault store_filtered(struct store *store, enum sql sql, const struct store_filter *filter,
                                sqlite3_stmt **stmt, const char *doing, struct err *err);
/* The encounters that a filter lets through.  open: nothing narrows, the set is empty. */
enum store_fault store_filter_set(struct store *store, const struct store_filter *filter,
                                  struct idset *set, bool *open, const char *doing, struct err *err);
/* One look at the database for many questions, which then need no lock each.  True: to be ended. */
bool store_begin_reading(struct store *store);
void store_end_reading(struct store *store, bool begun);
/* So few are named in the statement and looked up one by one; more are tested on the way along the
 * list, which then soon fills a page. */
enum { STORE_FEW = 2000 };
/* Those that have one facet. */
enum store_fault store_facet_set(struct store *store, const char *facet, struct idset *set,
                                 const char *doing, struct err *err);
/* A statement over those of a set (NULL: all), which it takes; order stands for {order}, id_name is what
 * the statement calls the id of the encounter. */
struct store_order {
    enum sql sql;
    const char *id_name, *order;
};
enum store_fault store_chosen(struct store *store, const struct store_order *order, struct idset *set,
                              sqlite3_stmt **stmt, const char *doing, struct err *err);
bool store_chosen_init(sqlite3 *db);
/* Adds those that hold a word in small letters that begins so (whole: that is it); behind FACET_NUMBER a number
 * that begins so. */
enum store_fault store_add_word(struct store *store, const char *word, bool whole, struct idset *set,
                                const char *doing, struct err *err);
void store_drop_draft(struct store *store, int64_t id, enum store_fault *fault, struct err *err);

#endif
