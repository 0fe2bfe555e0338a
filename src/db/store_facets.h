/* store_facets.h: what an encounter can be found by, and which encounters have each of it.
 *
 * A facet is a short text: status:coded, code:96365, drug:ondansetron.  The table facets holds for each
 * facet and each block of 8192 encounters which of them have it, one bit each (or a list of places where
 * they are few).  Filters are then ands and ors of bits, whatever they ask and however many fit.
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
 * out beforehand.  Facets, each once and with its ending zero; words with a blank behind each. */
struct facet_parts {
    struct str facets, words, text; /* text: for facets_of_parts() alone */
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
/* Calls each for every facet (some more than once) and adds all words for the search to words.  False:
 * the packed texts are none. */
bool facets_of(const struct facet_source *source, facet_fn *each, void *context, struct str *words);
/* "amount:000000021500": the step of amounts that this one belongs to, and the first of the next. */
int64_t facets_step(int64_t cents, int64_t *next);
void facets_amount(int64_t step, char out[40]);
void facets_cents(int64_t cents, char out[40]); /* "cents:000000021731", the amount itself */

/* ---- changing ---- */

struct facet_page;
struct facets {
    sqlite3 *db;
    sqlite3_stmt *get, *put, *drop, *search, *unsearch;
    int64_t block; /* that pages are of; -1: none */
    struct facet_page **places; /* by a hash of the facet */
    size_t n, room;
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
/* All of them anew from what is saved; the tables facets and search are empty. */
bool facets_build(sqlite3 *db);

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
