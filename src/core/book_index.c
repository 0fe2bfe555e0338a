/* book.h: what a row of one table means for a code of the book, found once when the book is made,
 * so that coding an encounter compares no names. */
#include "claim_tables.h"

struct book_index {
    const struct pair **pairs;                /* by setting, column 1, column 2 */
    const struct mue **mues;                  /* by setting, code */
    const struct parent_row *const **parents; /* by add-on: its rows, NULL at the end */
    const struct fee *const **fees;           /* by code: its rows, NULL at the end */
};

/* ---- codes by name ---- */

static int code_order(const void *a, const void *b)
{
    return strcmp((*(const struct code *const *)a)->id, (*(const struct code *const *)b)->id);
}

static const struct code **codes_by_name(const struct book *book, struct arena *arena)
{
    const struct code **list = ARENA_ARRAY(arena, const struct code *, book->n_codes + 1);
    for (size_t i = 0; i < book->n_codes; i++)
        list[i] = &book->codes[i];
    sort_items(list, book->n_codes, sizeof *list, code_order);
    return list;
}

static const struct code *code_named(const struct book *book, const struct code *const *list,
                                     const char *id)
{
    size_t low = 0, high = book->n_codes;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int order = strcmp(list[middle]->id, id);
        if (order == 0)
            return list[middle];
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return NULL;
}

/* ---- the tables ---- */

static size_t pair_place(const struct book *book, enum setting setting, int column1, int column2)
{
    return ((size_t)setting * book->n_codes + (size_t)column1) * book->n_codes + (size_t)column2;
}

static void index_pairs(struct book *book, struct book_index *index, struct arena *arena,
                        const struct code *const *list)
{
    index->pairs =
        ARENA_ARRAY(arena, const struct pair *, SETTING_COUNT * book->n_codes * book->n_codes);
    for (size_t i = 0; i < book->n_pairs; i++) {
        const struct pair *pair = &book->pairs[i];
        const struct code *column1 = code_named(book, list, pair->column1);
        const struct code *column2 = column1 ? code_named(book, list, pair->column2) : NULL;
        if (column2)
            index->pairs[pair_place(book, pair->setting, column1->index, column2->index)] = pair;
    }
}

static void index_mues(struct book *book, struct book_index *index, struct arena *arena,
                       const struct code *const *list)
{
    index->mues = ARENA_ARRAY(arena, const struct mue *, SETTING_COUNT * book->n_codes);
    for (size_t i = book->n_mues; i-- > 0;) { /* the first of a code holds */
        const struct code *code = code_named(book, list, book->mues[i].code);
        if (code)
            index->mues[(size_t)book->mues[i].setting * book->n_codes + (size_t)code->index] =
                &book->mues[i];
    }
}

static void index_parents(struct book *book, struct book_index *index, struct arena *arena)
{
    index->parents = ARENA_ARRAY(arena, const struct parent_row *const *, book->n_codes + 1);
    for (size_t c = 0; c < book->n_codes; c++) {
        const struct parent_row **rows = NULL;
        size_t n = 0, cap = 0;
        for (size_t i = 0; i < book->n_parents; i++)
            if (book->parents[i].addon == &book->codes[c])
                *ARENA_PUSH(arena, rows, n, cap) = &book->parents[i];
        *ARENA_PUSH(arena, rows, n, cap) = NULL;
        index->parents[c] = rows;
    }
}

static void index_fees(struct book *book, struct book_index *index, struct arena *arena)
{
    index->fees = ARENA_ARRAY(arena, const struct fee *const *, book->n_codes + 1);
    for (size_t c = 0; c < book->n_codes; c++) {
        const struct fee **rows = NULL;
        size_t n = 0, cap = 0;
        for (size_t i = 0; book->claim && i < book->claim->n_fees; i++)
            if (strcmp(book->claim->fees[i].code, book->codes[c].id) == 0)
                *ARENA_PUSH(arena, rows, n, cap) = &book->claim->fees[i];
        *ARENA_PUSH(arena, rows, n, cap) = NULL;
        index->fees[c] = rows;
    }
}

void book_index_codes(struct book *book, struct arena *arena)
{
    struct book_index *index = ARENA_NEW(arena, struct book_index);
    const struct code **list = codes_by_name(book, arena);
    index_pairs(book, index, arena, list);
    index_mues(book, index, arena, list);
    index_parents(book, index, arena);
    index_fees(book, index, arena);
    book->index = index;
}

/* ---- asked by code ---- */

const struct pair *book_code_pair(const struct book *book, enum setting setting,
                                  const struct code *column1, const struct code *column2)
{
    return book->index->pairs[pair_place(book, setting, column1->index, column2->index)];
}

const struct mue *book_code_mue(const struct book *book, enum setting setting,
                                const struct code *code)
{
    return book->index->mues[(size_t)setting * book->n_codes + (size_t)code->index];
}

const struct parent_row *const *book_code_parents(const struct book *book, const struct code *addon)
{
    return book->index->parents[addon->index];
}

const struct fee *book_code_fee(const struct book *book, const struct code *code, day_t day)
{
    for (const struct fee *const *fee = book->index->fees[code->index]; *fee; fee++)
        if (days_hold((*fee)->days, day))
            return *fee;
    return NULL;
}
