/* Which row of one encounter is which row of another: rows have no names, so they are known by what
 * they say. */
#include "merge_inside.h"

enum { ALIKE_LEAST = 5, CLOSE_MOST = 100 };

/* How much of what matters is the same; 0: another row. */
static int alike(const struct merge_texts *a, size_t i, const struct merge_texts *b, size_t j)
{
    static const struct {
        enum field_id field;
        int weight;
    } weights[] = {{FIELD_DRUG, 4}, {FIELD_START, 3}, {FIELD_STOP, 2},  {FIELD_METHOD, 1},
                   {FIELD_LINE, 1}, {FIELD_VISIT, 1}, {FIELD_ROUTE, 1}, {FIELD_DOSE, 1}};
    int sum = 0;
    for (size_t w = 0; w < COUNT_OF(weights); w++)
        if (strcmp(merge_text(a, i, weights[w].field), merge_text(b, j, weights[w].field)) == 0)
            sum += weights[w].weight;
    bool same_drug =
        ascii_casecmp(merge_text(a, i, FIELD_DRUG), merge_text(b, j, FIELD_DRUG)) == 0;
    bool same_start = strcmp(merge_text(a, i, FIELD_START), merge_text(b, j, FIELD_START)) == 0;
    return sum >= ALIKE_LEAST && (same_drug || same_start) ? sum : 0;
}

static bool equal(const struct merge_texts *a, size_t i, const struct merge_texts *b, size_t j)
{
    for (int f = FIELD_FIRST_OF_ROW; f < FIELD_COUNT; f++)
        if (strcmp(merge_text(a, i, (enum field_id)f), merge_text(b, j, (enum field_id)f)) != 0)
            return false;
    return true;
}

static void pair(long *of, bool *taken, size_t i, size_t j)
{
    of[i] = (long)j;
    taken[j] = true;
}

/* Rows that are word for word the same, in their order: first at the same place, then anywhere. */
static void pair_equal(const struct merge_texts *a, const struct merge_texts *b, long *of,
                       bool *taken)
{
    for (size_t i = 0; i < a->n && i < b->n; i++)
        if (equal(a, i, b, i))
            pair(of, taken, i, i);
    for (size_t back = 1; back <= a->n && back <= b->n; back++) {
        size_t i = a->n - back, j = b->n - back;
        if (of[i] < 0 && !taken[j] && equal(a, i, b, j))
            pair(of, taken, i, j);
    }
    for (size_t i = 0; i < a->n; i++)
        for (size_t j = 0; of[i] < 0 && j < b->n; j++)
            if (!taken[j] && equal(a, i, b, j))
                pair(of, taken, i, j);
}

static size_t apart(size_t i, size_t j)
{
    return i > j ? i - j : j - i;
}

/* Of what is left the most alike first; the nearer of two that are equally so. */
static bool pair_best(const struct merge_texts *a, const struct merge_texts *b, long *of,
                      bool *taken)
{
    size_t best_i = 0, best_j = 0;
    int best = 0;
    for (size_t i = 0; i < a->n; i++)
        for (size_t j = 0; of[i] < 0 && j < b->n; j++) {
            int is = taken[j] ? 0 : alike(a, i, b, j);
            if (is > best || (is == best && is > 0 && apart(i, j) < apart(best_i, best_j))) {
                best = is;
                best_i = i;
                best_j = j;
            }
        }
    if (best > 0)
        pair(of, taken, best_i, best_j);
    return best > 0;
}

void merge_pair_rows(struct arena *arena, const struct merge_texts *a, const struct merge_texts *b,
                     long **of)
{
    bool *taken = ARENA_ARRAY(arena, bool, b->n + 1);
    size_t left = 0;
    *of = ARENA_ARRAY(arena, long, a->n + 1);
    for (size_t i = 0; i < a->n; i++)
        (*of)[i] = -1;
    pair_equal(a, b, *of, taken);
    for (size_t i = 0; i < a->n; i++)
        left += (*of)[i] < 0;
    while (left <= CLOSE_MOST && pair_best(a, b, *of, taken)) {
    }
}
