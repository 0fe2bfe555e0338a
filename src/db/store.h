/* store.h: saved encounters, drafts and the audit trail in one SQLite file.
 *
 * Owns the connection and its prepared statements.  Every change is one transaction with its row of
 * the audit trail, and nothing is acknowledged before it is on the disk.  Never codes, never
 * prints, never deletes saved work.  The files store*.c and schema.c are the only ones that know
 * sqlite3. */
#ifndef IVLEDGER_STORE_H
#define IVLEDGER_STORE_H

#include "../core/engine.h"
#include "../core/permit.h"
#include "filter.h"

struct store;

/* What went wrong; err has the sentence with the remedy. */
enum store_fault {
    STORE_OK,
    STORE_BUSY,     /* another program holds the database: try again */
    STORE_STALE,    /* somebody saved this encounter since it was loaded; nothing was written */
    STORE_TAKEN,    /* the number belongs to another saved encounter; nothing was written */
    STORE_MISSING,  /* no such database, encounter or draft */
    STORE_READONLY, /* opened with --readonly, or the file may not be written */
    STORE_CANNOT_CREATE, /* the database or its folder could not be made */
    STORE_NEWER,         /* written by a newer ivledger: reading is offered, writing refused */
    STORE_OLDER,         /* needs `ivledger db migrate`, but was opened for reading */
    STORE_NOT_DATABASE,  /* the file is something else, or damaged */
    STORE_IO,            /* reading or writing failed */
    STORE_LOCKED,        /* encrypted and the key is not there or not right, or not encrypted */
    STORE_REFUSED        /* not with this job; the sentence says who may */
};

struct store_options {
    const char *path; /* see paths.h */
    const char *user; /* login name for the audit trail */
    const char *now;  /* "YYYY-MM-DD HH:MM" for every row written; NULL: the clock, in UTC */
    const char *key;  /* of an encrypted database; NULL: it is not.  Copied, and wiped at the end */
    bool readonly;    /* never write; the file must exist */
    bool reading; /* writing is not needed: a file that may not be written is opened read-only */
    bool create;  /* make folder and file where there are none (0700, 0600) */
    bool keep_schema; /* do not migrate an older file: STORE_OLDER instead */
};
/* Opens, migrates when older.  *out is NULL on any fault. */
enum store_fault store_open(const struct store_options *options, struct store **out,
                            struct err *err);
void store_close(struct store *store); /* NULL is fine */
bool store_is_readonly(const struct store *store);
const char *store_library(void); /* version of SQLite */

/* ---- encryption at rest, in a program that was built against SQLCipher ---- */

bool store_can_encrypt(void);
bool store_is_encrypted(const struct store *store);
enum store_seal { SEAL_NONE /* no file, or an empty one */, SEAL_OPEN /* a database */,
                  SEAL_CLOSED /* an encrypted one, or something else */ };
enum store_seal store_seal_of(const char *path);
/* A whole copy under another key, while others work; path must not be there yet. */
enum store_fault store_encrypt(struct store *store, const char *path, const char *key,
                               struct err *err);

/* ---- saved encounters ---- */

/* One line of a worklist.  Text belongs to the arena that was given. */
struct store_item {
    int64_t id;      /* the database's own, never shown */
    int64_t version; /* rises by one with every save */
    const char *number, *patient, *payer, *coder;
    const char *codes; /* in short, in claim order: "96365 96366x2" (compare.h) */
    const char *edition, *policy, *program, *hash;
    const char *changed, *changed_by; /* "2026-03-02 14:05:33" and a login name */
    const char *settings;             /* policy values as "switch=value ..." in switch order */
    day_t date;
    enum setting setting;
    enum status status;
    int errors, warnings; /* findings */
    int64_t amount; /* cents: Medicare's national amounts, as far as known; below 0: not worked out */
};

struct store_filter {
    enum status status;     /* STATUS_NONE: any */
    const char *coder;      /* "" or NULL: any */
    const char *number;     /* begins with; "" or NULL: any */
    day_t from, to;         /* dates of service, inclusive; NO_DAY: open */
    const char *changed_on; /* "2026-03-02": last saved that day; "" or NULL: any */
    const char *words[FILTER_COUNT]; /* the other words of filter.h; "" or NULL: any */
};
#define STORE_FILTER_ANY ((struct store_filter){.from = NO_DAY, .to = NO_DAY})

/* At most limit encounters in the order the filter says, else last saved first; after: the last item
 * of the page before, NULL: the first page.  The array and its text live in arena. */
enum store_fault store_list(struct store *store, const struct store_filter *filter,
                            const struct store_item *after, size_t limit, struct arena *arena,
                            struct store_item **items, size_t *n, struct err *err);
enum store_fault store_count(struct store *store, const struct store_filter *filter, int64_t *count,
                             struct err *err);

/* The same up to most, which for words that very many hold is much quicker. */
enum store_fault store_count_to(struct store *store, const struct store_filter *filter, int64_t most,
                                int64_t *count, struct err *err);

/* ---- filters kept under a name: words as they are written, NAME=VALUE with blanks between ----
 *
 * A name of one's own is found before one of the site; names of the site begin with "site:", and
 * only supervisors keep those.  Whoever takes a filter may give filter=NAME in it. */
struct store_kept {
    const char *name, *words;
};
/* Those of this user, then those of the site. */
enum store_fault store_kept_filters(struct store *store, struct arena *arena, struct store_kept **list,
                                    size_t *n, struct err *err);
/* words "": forget it.  STORE_REFUSED: not with this job; STORE_TAKEN: the words are no filter. */
enum store_fault store_keep_filter(struct store *store, const char *name, const char *words,
                                   struct err *err);
/* The filter with what is kept under its filter=NAME in place of that name; texts live in arena.
 * The functions of the store do so themselves; for whoever prints or keeps a filter. */
enum store_fault store_use_filter(struct store *store, const struct store_filter *filter,
                                  struct arena *arena, struct store_filter *out, struct err *err);

/* The encounter with that number.  e must be initialised (what it held is released); item may be
 * NULL, its text then lives in e->arena too. */
enum store_fault store_load(struct store *store, const char *number, struct encounter *e,
                            struct store_item *item, struct err *err);

/* The same by the database's own id: its number may have been changed. */
enum store_fault store_load_id(struct store *store, int64_t id, struct encounter *e,
                               struct store_item *item, struct err *err);
/* What was charted at that version, which somebody may have saved over since. */
enum store_fault store_load_version(struct store *store, int64_t id, int64_t version,
                                    struct encounter *e, struct err *err);

/* What a save writes, worked out without the database: in another thread than the store's, if one
 * likes.  Book and policy of the result must stay until it is saved, encounter and result need not. */
struct store_prepared;
struct store_prepared *store_prepared_new(void);
void store_prepared_free(struct store_prepared *prepared); /* NULL is fine */
void store_prepare(struct store_prepared *prepared, const struct encounter *e,
                   const struct result *result);
const char *store_prepared_number(const struct store_prepared *prepared);
const char *store_prepared_hash(const struct store_prepared *prepared);

/* What a worklist shows of the encounter with that number; STORE_MISSING (err): there is none. */
enum store_fault store_find(struct store *store, const char *number, struct arena *arena,
                            struct store_item *item, struct err *err);

struct store_save {
    const struct store_prepared *prepared; /* NULL: encounter and result */
    const struct encounter *encounter; /* e->id is its number and may not be empty */
    const struct result *result;       /* its result: codes and findings are stored with it */
    enum status status;                /* STATUS_CODED for finished work */
    int64_t id, version;               /* as loaded; 0, 0 for a new encounter */
    int64_t draft;                     /* draft that this save makes needless; 0: none */
    const char *why;                   /* for the audit trail; NULL: "saved" */
};
/* Encounter, result, codes, findings and audit row in one transaction; on STORE_OK id and version
 * are those now stored.  STORE_STALE: the sentence names who saved when. */
enum store_fault store_save(struct store *store, struct store_save *save, struct err *err);
/* The same for many: everything between begin and commit is one transaction (an import). */
enum store_fault store_begin(struct store *store, struct err *err);
enum store_fault store_commit(struct store *store, struct err *err);
void store_rollback(struct store *store);

/* Moves a saved encounter to another status, with words for the audit trail; *version is updated.
 */
enum store_fault store_set_status(struct store *store, int64_t id, int64_t *version,
                                  enum status status, const char *words, struct err *err);

/* ---- drafts: what was typed and not yet saved ---- */

struct store_draft {
    int64_t id;                          /* 0: not stored yet */
    int64_t base;                        /* the saved encounter it changes; 0: a new one */
    int64_t base_version;                /* the version it was loaded at */
    const char *number, *user, *changed; /* filled by the list; live in its arena */
    size_t n_rows;
    bool open; /* a running ivledger on this machine still works on it */
};
/* Writes the whole encounter, finished or not; gives draft->id on the first call.  Outlives the program
 * when it returns, and the power after store_sync(): call it after every accepted field. */
enum store_fault store_draft_save(struct store *store, struct store_draft *draft,
                                  const struct encounter *e, struct err *err);
/* Waits until all that was written is on the disk. */
enum store_fault store_sync(struct store *store, struct err *err);
/* Takes the draft over (it is then open here). */
enum store_fault store_draft_load(struct store *store, int64_t id, struct encounter *e,
                                  struct store_draft *draft, struct err *err);
/* Drafts of this user, last changed first. */
enum store_fault store_draft_list(struct store *store, struct arena *arena,
                                  struct store_draft **drafts, size_t *n, struct err *err);
enum store_fault store_draft_discard(struct store *store, int64_t id, struct err *err);

/* ---- audit trail ---- */

struct store_audit {
    int64_t id;
    const char *at, *who, *what, *number, *before, *after, *chain;
};
/* A row of its own: a view, an export, a print.  Does nothing (STORE_OK) in a read-only store. */
enum store_fault store_note(struct store *store, const char *what, const char *number,
                            const char *words, struct err *err);
/* Rows of one encounter (number "" or NULL: of all), oldest first, after that id, at most limit. */
enum store_fault store_audit_list(struct store *store, const char *number, int64_t after,
                                  size_t limit, struct arena *arena, struct store_audit **rows,
                                  size_t *n, struct err *err);
/* Which rows of the trail; "" or NULL: any.  what and text: somewhere in it, case aside. */
struct store_trail {
    const char *number, *who, *what, *from, *to, *text; /* from, to: dates, inclusive */
    bool newest; /* the last ones first, those before the id instead of after it; not of one number */
};
enum store_fault store_trail_list(struct store *store, const struct store_trail *filter,
                                  int64_t after, size_t limit, struct arena *arena,
                                  struct store_audit **rows, size_t *n, struct err *err);
/* Recomputes the chain.  *broken is the id of the first row at which something does not fit, 0:
 * whole.  say gets each break as a sentence: rows changed, missing, out of place, cut off. */
typedef void store_break_fn(void *context, const char *sentence);
enum store_fault store_audit_breaks(struct store *store, store_break_fn *say, void *context,
                                    int64_t *rows, int64_t *broken, struct err *err);
enum store_fault store_audit_verify(struct store *store, int64_t *rows, int64_t *broken,
                                    struct err *err);
/* The chain of the last row, to be noted elsewhere, and the row that has it (0: none does). */
enum store_fault store_audit_end(struct store *store, char chain[65], struct err *err);
enum store_fault store_audit_has(struct store *store, const char *chain, int64_t *id,
                                 struct err *err);

/* ---- settings: name and value, remembered between sessions ---- */

/* "" when never set; lives in arena. */
enum store_fault store_setting(struct store *store, const char *name, struct arena *arena,
                               const char **value, struct err *err);
enum store_fault store_set_setting(struct store *store, const char *name, const char *value,
                                   struct err *err);

/* ---- everything, for export: cells in the order of the columns, one call a record ---- */

enum store_table {
    STORE_ADMINISTRATIONS,
    STORE_CODES,
    STORE_FINDINGS,
    STORE_AUDIT,
    STORE_REVIEWS, /* a line for every step of every review */
    STORE_TABLE_COUNT
};
const char *const *store_columns(enum store_table table, size_t *n);
/* Return false to stop. */
typedef bool store_record_fn(void *context, const char *const *cells, size_t n);
enum store_fault store_each(struct store *store, enum store_table table,
                            const struct store_filter *filter, store_record_fn *record,
                            void *context, struct err *err);
/* Every encounter that the filter lets through, in order of its first save. */
typedef bool store_encounter_fn(void *context, const struct encounter *e,
                                const struct store_item *item);
enum store_fault store_each_encounter(struct store *store, const struct store_filter *filter,
                                      store_encounter_fn *each, void *context, struct err *err);

/* ---- care of the file ---- */

struct store_info {
    char path[4096];
    char sqlite[32];
    char journal[16];
    int schema, schema_known;
    int64_t encounters, rows, drafts, audit, bytes;
};
enum store_fault store_get_info(struct store *store, struct store_info *info, struct err *err);
/* SQLite's own integrity and foreign key checks and the audit chain; complaints go to say, one
 * sentence each.  *wrong counts them. */
enum store_fault store_check(struct store *store, void (*say)(void *context, const char *sentence),
                             void *context, size_t *wrong, struct err *err);
/* A consistent copy while others write, mode 0600, and a row of the audit trail; refuses to
 * overwrite. */
enum store_fault store_backup(struct store *store, const char *path, struct err *err);

#endif
