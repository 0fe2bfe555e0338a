/* book_index.h: what the tables of a book say of a code, a name or a kind of row, found once when the
 * book is made, so that coding an encounter compares no names and walks no tables.  Private to core:
 * everybody else asks book.h. */
#ifndef IVLEDGER_BOOK_INDEX_H
#define IVLEDGER_BOOK_INDEX_H

#include "claim_tables.h"

struct book_index {
    const struct pair **pairs;                /* by setting, column 1, column 2 */
    uint64_t *paired; /* by setting, column 1: code_bit() of all its column 2 codes */
    const struct mue **mues;                  /* by setting, code */
    const struct parent_row *const **parents; /* by add-on: its rows, NULL at the end */
    const struct fee *const **fees;           /* by code: its rows, NULL at the end */
    /* The first row that may fit; payer, minutes, device and flags are for whoever goes on from it. */
    uint16_t kinds[GROUP_COUNT][ROUTE_COUNT][METHOD_COUNT][SETTING_COUNT];
    uint16_t services[KIND_COUNT][ROLE_COUNT][GROUP_COUNT];
    int ranks[KIND_COUNT][GROUP_COUNT];
    const char
        *what[KIND_COUNT][GROUP_COUNT]; /* "chemo infusion", "therapeutic push", "hydration" */
    /* What some row of scope.csv asks for, a bit per value: a row that has none of it is in. */
    uint32_t scope_flags, scope_routes, scope_classes, scope_methods, scope_families;
    bool *scope_drugs; /* by identity */
};

/* Codes as a rough set: a code whose bit is not there is not in it, the other way round is to be
 * looked up. */
static inline uint64_t code_bit(const struct code *code)
{
    return (uint64_t)1 << (code->index & 63);
}
static inline uint64_t book_paired(const struct book *book, enum setting setting,
                                   const struct code *column1)
{
    return book->index->paired[(size_t)setting * book->n_codes + (size_t)column1->index];
}

/* ---- drug names (book_names.c) ---- */

/* The first of the drug keys of a name, which stand together, whatever the case of its letters;
 * n_drug_keys when there is none. */
size_t book_names_find(const struct book *book, const char *name);
/* The first key whose name, in the order of the alphabet, is not before text. */
size_t book_keys_from(const struct book *book, const char *text);
/* Once the drug keys are complete and sorted. */
void book_index_names(struct book *book, struct arena *arena);

#endif
