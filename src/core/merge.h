/* merge.h: two people changed one encounter: what each did to it since they both opened it, and both
 * put together, row by row and field by field.
 *
 * Where only one changed something, that holds; where both changed the same thing differently it is
 * a conflict, and nothing can be put together before each of them is decided.  Knows no store and no
 * screen.  Owns what it says; the three encounters must outlive it. */
#ifndef IVLEDGER_MERGE_H
#define IVLEDGER_MERGE_H

#include "field.h"

enum merge_take { MERGE_UNDECIDED, MERGE_THEIRS, MERGE_MINE };

/* One thing that differs. */
struct merge_item {
    int row;             /* index among the rows of the merge; -1: a field of the encounter itself */
    enum field_id field; /* FIELD_COUNT: the whole row, added or deleted */
    const char *base, *theirs, *mine; /* as text; "" not said, or no such row */
    bool conflict;
    enum merge_take take; /* may be changed */
};
/* A row of any of the three; -1: it has none of it. */
struct merge_row {
    long base, theirs, mine;
    const char *name; /* drug and start, to say which row is meant */
};
struct merge {
    struct arena arena;
    const struct encounter *base, *theirs, *mine;
    struct merge_row *rows;
    size_t n_rows, cap_rows;
    struct merge_item *items;
    size_t n_items, cap_items;
};
void merge_init(struct merge *merge);
void merge_release(struct merge *merge);
void merge_read(struct merge *merge, const struct encounter *base, const struct encounter *theirs,
                const struct encounter *mine);
size_t merge_undecided(const struct merge *merge);
/* Both together, as decided.  out must be initialised.  False (err): something is undecided. */
bool merge_build(const struct merge *merge, struct encounter *out, struct err *err);
/* "row 2, ceftriaxone 09:00: stop", "payer". */
void merge_item_name(const struct merge *merge, const struct merge_item *item, struct str *out);

#endif
