#include "book_index.h"

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
    index->paired = ARENA_ARRAY(arena, uint64_t, SETTING_COUNT * book->n_codes);
    for (size_t i = 0; i < book->n_pairs; i++) {
        const struct pair *pair = &book->pairs[i];
        const struct code *column1 = code_named(book, list, pair->column1);
        const struct code *column2 = column1 ? code_named(book, list, pair->column2) : NULL;
        if (!column2)
            continue;
        index->pairs[pair_place(book, pair->setting, column1->index, column2->index)] = pair;
        index->paired[(size_t)pair->setting * book->n_codes + (size_t)column1->index] |=
            code_bit(column2);
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

/* ---- rows by what they ask for ---- */

static bool kind_may(const struct kind_row *k, enum group group, enum route route,
                     enum method method, enum setting setting)
{
    return (!k->group || k->group == group) && (!k->route || k->route == route) &&
           (!k->methods || k->methods >> method & 1U) && (!k->setting || k->setting == setting);
}

static void index_kinds(const struct book *book, struct book_index *index)
{
    for (int g = 0; g < GROUP_COUNT; g++)
        for (int r = 0; r < ROUTE_COUNT; r++)
            for (int m = 0; m < METHOD_COUNT; m++)
                for (int s = 0; s < SETTING_COUNT; s++) {
                    size_t i = 0;
                    while (i < book->n_kinds &&
                           !kind_may(&book->kinds[i], (enum group)g, (enum route)r, (enum method)m,
                                     (enum setting)s))
                        i++;
                    index->kinds[g][r][m][s] = (uint16_t)i;
                }
}

static void index_services(const struct book *book, struct book_index *index)
{
    for (int k = 0; k < KIND_COUNT; k++)
        for (int r = 0; r < ROLE_COUNT; r++)
            for (int g = 0; g < GROUP_COUNT; g++) {
                size_t i = 0;
                while (i < book->n_services &&
                       (book->services[i].kind != (enum kind)k ||
                        book->services[i].role != (enum role)r ||
                        (book->services[i].group && book->services[i].group != (enum group)g)))
                    i++;
                index->services[k][r][g] = (uint16_t)i;
            }
}

static void index_ranks(const struct book *book, struct book_index *index)
{
    for (size_t i = book->n_ranks; i-- > 0;) /* the first that fits holds */
        for (int g = 0; g < GROUP_COUNT; g++)
            if (!book->ranks[i].group || book->ranks[i].group == (enum group)g)
                index->ranks[book->ranks[i].kind][g] = book->ranks[i].rank;
}

static void index_words(struct book_index *index, struct arena *arena)
{
    for (int k = 0; k < KIND_COUNT; k++)
        for (int g = 0; g < GROUP_COUNT; g++)
            index->what[k][g] = k == KIND_HYDRATION ? kind_name((enum kind)k)
                                                    : ARENA_JOIN(arena, group_name((enum group)g),
                                                                 " ", kind_name((enum kind)k));
}

static void index_scopes(const struct book *book, struct book_index *index, struct arena *arena)
{
    index->scope_drugs = ARENA_ARRAY(arena, bool, book->n_drugs + 1);
    for (size_t i = 0; i < book->n_scopes; i++) {
        const struct scope *s = &book->scopes[i];
        uint32_t bit = (uint32_t)1 << (s->value & 31);
        switch (s->what) {
        case SCOPE_FLAG: index->scope_flags |= bit; break;
        case SCOPE_ROUTE: index->scope_routes |= bit; break;
        case SCOPE_CLASS: index->scope_classes |= bit; break;
        case SCOPE_METHOD:
        case SCOPE_METHOD_ROUTE: index->scope_methods |= bit; break;
        case SCOPE_FAMILY: index->scope_families |= bit; break;
        case SCOPE_GROUP_ROUTE: index->scope_routes |= (uint32_t)1 << (s->value2 & 31); break;
        case SCOPE_DRUG:
        case SCOPE_DRUG_ABOVE:
            if (s->value >= 0) /* -1: no such drug on these dates */
                index->scope_drugs[s->value] = true;
            break;
        case SCOPE_NO_ORDER:
        case SCOPE_UNCLASSIFIED: break; /* asked for apart */
        }
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
    index_kinds(book, index);
    index_services(book, index);
    index_ranks(book, index);
    index_words(index, arena);
    index_scopes(book, index, arena);
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
