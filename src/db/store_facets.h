/* store_facets.h: what an encounter can be found by, and which encounters have each of it.
 *
 * A facet is a short text: status:coded, code:96365, drug:ondansetron.  The table facets holds for each
 * facet and each block of 8192 encounters which of them have it, one bit each (or a list of places where
 * they are few).  Filters are then ands and ors of bits, whatever they ask and however many fit.
 *
 * Words that are searched for lie the same way in the table words, by block and then by word, so that a
 * beginning is one short stretch of each block.  A block that is full has, for every beginning that more than
 * WORDS_MANY of its words share, a row of its own with all their bits (lead = 1): no beginning costs more
 * than that many rows, whether ten hold it or a million.  Words with letters beyond ASCII are in FTS5 (search),
 * which knows their capitals and accents.
 *
 * Owns the bits of the block being changed; they are written by facets_flush(), at the latest before
 * the transaction ends.  With store*.c and schema.c it is part of the database. */
#ifndef IVLEDGER_STORE_FACETS_H
#define IVLEDGER_STORE_FACETS_H

#include <sqlite3.h>

#include "../core/base.h"

enum { FACET_BLOCK = 8192, FACET_BYTES = FACET_BLOCK / 8, FACET_LONGEST = 600 };

/* ---- what an encounter can be found by ---- */

/* As it is stored; rows, lines and findings are packed (packed.h). */
struct facet_source {
    int64_t id, amount; /* cents, below 0: not known */
    const char *number, *patient, *status, *coder, *payer, *setting, *day, *changed, *codes;
    const char *rows, *lines, *findings;
    const struct facet_parts *parts; /* of those three, when they are known; else NULL */
};
/* What rows, lines and findings give, which asks for no database: whoever prepares a save works it
 * out beforehand.  Facets, each with its ending zero, few of them twice; words with a blank behind
 * each. */
struct facet_parts {
    struct str facets, words, text; /* text: for facets_of_parts() alone */
    size_t seen[64];                /* where facets stand, by a number made of their bytes */
};
void facet_parts_init(struct facet_parts *parts);
void facet_parts_release(struct facet_parts *parts);
/* What parts held is forgotten.  False: the packed texts are none. */
bool facets_of_parts(const struct facet_source *source, struct facet_parts *parts);
/* A statement that reads all of it, and a row of its answer as a source that lives until the next. */
#define FACET_SOURCE                                                                               \
    "SELECT e.id, r.amount, e.encounter, e.patient, e.status, e.coder, e.payer, e.setting, "       \
    "e.service_date, e.changed, r.codes, r.rows, r.lines, r.findings"                              \
    " FROM encounters e JOIN results r ON r.encounter = e.id"
void facets_read_source(sqlite3_stmt *stmt, struct facet_source *source);
typedef void facet_fn(void *context, const char *facet);
/* Calls each for every facet (some more than once), and for every word with FACET_WORD before it; adds the
 * words that FTS5 has to know to words.  False: the packed texts are none. */
bool facets_of(const struct facet_source *source, facet_fn *each, void *context, struct str *words);
/* "amount:000000021500": the step of amounts that this one belongs to, and the first of the next. */
int64_t facets_step(int64_t cents, int64_t *next);
void facets_amount(int64_t step, char out[40]);
void facets_cents(int64_t cents, char out[40]); /* "cents:000000021731", the amount itself */

/* ---- changing ---- */

struct facet_page;
enum facet_sql {
    FACET_GET,
    FACET_PUT,
    FACET_DROP,
    WORD_GET,
    WORD_PUT,
    WORD_DROP,
    WORD_FIRST,
    WORD_ALL,
    SEARCH_ADD,
    SEARCH_REMOVE,
    FACET_SQL_COUNT
};
struct facets {
    sqlite3 *db;
    sqlite3_stmt *sql[FACET_SQL_COUNT];
    int64_t block; /* that pages are of; -1: none */
    bool fresh;    /* nothing of that block is in the tables */
    bool closed;   /* it was full, and has rows for beginnings */
    struct facet_page **places; /* by a hash of the facet */
    size_t n, room;
    struct arena arena; /* the pages */
    struct str words;
};
/* False: sqlite3_errcode() tells. */
bool facets_init(struct facets *f, sqlite3 *db);
void facets_release(struct facets *f);
/* Adds the encounter under all its facets and words, or takes it away from them. */
bool facets_add(struct facets *f, const struct facet_source *source);
bool facets_remove(struct facets *f, const struct facet_source *source);
bool facets_flush(struct facets *f);
void facets_forget(struct facets *f); /* what was not written: the transaction was undone */
/* All of them anew from what is saved; the tables facets, words and search are empty. */
bool facets_build(sqlite3 *db);

/* ---- words ---- */

/* Marks before the facets of facets_of() that are words, and before those of them that are the whole number
 * of an encounter, as typed but in small letters.  FACET_LEAD: a beginning that many words share. */
enum { FACET_WORD = ' ', FACET_LEAD = '\t', FACET_NUMBER = '#', WORDS_MANY = 64, LEAD_LONGEST = 13 };
/* The next word at *at, which goes behind it; n: its bytes, 0 at the end.  ascii: it has no others. */
const char *facets_word(const char **at, size_t *n, bool *ascii);
/* The shortest beginning from n bytes on that does not end inside of a character; above LEAD_LONGEST: none. */
size_t facets_lead(const char *word, size_t n);
/* Makes f->block the block of this encounter; the block before a new one is full then, and closed. */
bool facets_begin_block(struct facets *f, int64_t block);

/* ---- the pages of a block (store_facet_pages.c) ---- */

bool facets_set(struct facets *f, const char *facet, unsigned place, bool on);
bool facets_write(struct facets *f, const char *facet, int64_t block, const unsigned char *bits);

/* ---- sets of encounters ---- */

struct idset {
    unsigned char *bits; /* owned; FACET_BYTES for each block */
    size_t blocks;
};
void idset_release(struct idset *set);
void idset_add(struct idset *set, int64_t id);
bool idset_has(const struct idset *set, int64_t id);
void idset_and(struct idset *set, const struct idset *other);
void idset_without(struct idset *set, const struct idset *other);
int64_t idset_count(const struct idset *set);
/* The next smaller (down) or larger member than *id, into *id; false: none. */
bool idset_next(const struct idset *set, int64_t *id, bool down);
/* Adds what a block of the table holds. */
void idset_add_block(struct idset *set, int64_t block, const unsigned char *ids, size_t size);

#endif
