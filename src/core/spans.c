#include "when.h"

int span_minutes(struct span span)
{
    return span.to > span.from ? span.to - span.from : 0;
}

int spans_minutes(const struct spans *set)
{
    int minutes = 0;

    for (size_t i = 0; i < set->n; i++)
        minutes += set->at[i].to - set->at[i].from;
    return minutes;
}

/* Index of the first span that ends at or after minute; n when none does. */
static size_t first_reaching(const struct spans *set, minute_t minute)
{
    size_t low = 0, high = set->n;

    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (set->at[middle].to < minute)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

enum { FIRST_SPANS = 2 };

/* Most sets have one span: room for more is made when there are more. */
static void make_room(struct arena *a, struct spans *set)
{
    if (set->cap > 0) {
        set->at = arena_grow(a, set->at, set->n + 1, &set->cap, sizeof *set->at);
        return;
    }
    set->at = arena_take(a, FIRST_SPANS * sizeof *set->at, alignof(struct span));
    set->cap = FIRST_SPANS;
}

static void append(struct arena *a, struct spans *set, struct span span)
{
    if (set->n == set->cap)
        make_room(a, set);
    set->at[set->n++] = span;
}

void spans_add(struct arena *a, struct spans *set, struct span span)
{
    if (span.to <= span.from)
        return;
    if (set->n == 0 || span.from > set->at[set->n - 1].to) { /* rows mostly come in rising order */
        append(a, set, span);
        return;
    }
    size_t first = first_reaching(set, span.from), after = first;
    while (after < set->n && set->at[after].from <= span.to)
        after++;
    if (after == first) { /* fits between two: make room */
        append(a, set, span);
        memmove(set->at + first + 1, set->at + first, (set->n - 1 - first) * sizeof *set->at);
        set->at[first] = span;
        return;
    }
    if (set->at[first].from < span.from)
        span.from = set->at[first].from;
    if (set->at[after - 1].to > span.to)
        span.to = set->at[after - 1].to;
    set->at[first] = span;
    memmove(set->at + first + 1, set->at + after, (set->n - after) * sizeof *set->at);
    set->n -= after - first - 1;
}

void spans_join(struct arena *a, struct spans *set, const struct spans *b)
{
    for (size_t i = 0; i < b->n; i++)
        spans_add(a, set, b->at[i]);
}

void spans_common(struct arena *a, struct spans *both, const struct spans *x, const struct spans *y)
{
    size_t i = 0, j = 0;

    while (i < x->n && j < y->n) {
        struct span p = x->at[i], q = y->at[j];
        struct span here = {p.from > q.from ? p.from : q.from, p.to < q.to ? p.to : q.to};
        spans_add(a, both, here);
        if (p.to < q.to)
            i++;
        else
            j++;
    }
}

/* Appends what is left of span when b is taken away; *j is the first span of b that may matter. */
static void keep_rest(struct arena *a, struct spans *left, struct span span, const struct spans *b,
                      size_t *j)
{
    while (*j < b->n && b->at[*j].to <= span.from)
        ++*j;
    for (size_t k = *j; k < b->n && b->at[k].from < span.to; k++) {
        if (b->at[k].from > span.from)
            append(a, left, (struct span){span.from, b->at[k].from});
        span.from = b->at[k].to;
        if (span.from >= span.to)
            return;
    }
    append(a, left, span);
}

void spans_minus(struct arena *a, struct spans *set, const struct spans *b)
{
    struct spans left = {0};
    size_t j = 0;

    if (spans_overlap(set, b) == 0)
        return;
    for (size_t i = 0; i < set->n; i++)
        keep_rest(a, &left, set->at[i], b, &j);
    *set = left;
}

static int common(struct span a, struct span b)
{
    minute_t from = a.from > b.from ? a.from : b.from;
    minute_t to = a.to < b.to ? a.to : b.to;

    return to > from ? to - from : 0;
}

int spans_overlap(const struct spans *a, const struct spans *b)
{
    size_t i = 0, j = 0;
    int minutes = 0;

    if (a->n == 0 || b->n == 0)
        return 0;
    i = first_reaching(a, b->at[0].from); /* spares the long way to where they meet */
    j = first_reaching(b, a->at[0].from);
    while (i < a->n && j < b->n) {
        minutes += common(a->at[i], b->at[j]);
        if (a->at[i].to < b->at[j].to)
            i++;
        else
            j++;
    }
    return minutes;
}

int spans_overlap_one(const struct spans *set, struct span span)
{
    int minutes = 0;

    for (size_t i = first_reaching(set, span.from); i < set->n && set->at[i].from < span.to; i++)
        minutes += common(set->at[i], span);
    return minutes;
}
