#include "score.h"

#include <stdlib.h>
#include <string.h>

/* ---- shares ---- */

/* Newton's, for the core links no mathematics; x from 0 to about 1. */
static double root(double x)
{
    double y = 1;
    for (int i = 0; i < 60; i++)
        y = (y + x / y) / 2;
    return y;
}

static int tenths(double share)
{
    return (int)(share * 1000 + 0.5);
}

struct share share_of(int64_t good, int64_t all)
{
    struct share s = {.good = good, .all = all};
    if (all <= 0)
        return s;
    double n = (double)all, p = (double)good / n, z = 1.959964, z2 = z * z;
    double middle = p + z2 / (2 * n), width = z * root(p * (1 - p) / n + z2 / (4 * n * n));
    double below = 1 + z2 / n;
    s.value = tenths(p);
    s.low = good <= 0 ? 0 : tenths((middle - width) / below);
    s.high = good >= all ? 1000 : tenths((middle + width) / below);
    return s;
}

void share_print(const struct share *s, struct str *out)
{
    if (s->all == 0)
        str_add(out, "- (0 of 0)");
    else
        str_addf(out, "%d.%d %% (%lld of %lld; %d.%d to %d.%d)", s->value / 10, s->value % 10,
                 (long long)s->good, (long long)s->all, s->low / 10, s->low % 10, s->high / 10,
                 s->high % 10);
}

void share_bar(const struct share *s, int width, struct str *out)
{
    int full = s->all > 0 ? s->value * width / 1000 : 0;
    int high = s->all > 0 ? s->high * width / 1000 : 0;
    for (int i = 0; i < width; i++)
        str_addc(out, i < full ? '#' : i < high ? '-' : '.');
}

/* ---- drawing ---- */

struct ticket {
    struct draw_case *of;
    uint64_t key;
};

/* FNV-1a, then the finisher of splitmix64: spread well enough for a lottery, the same everywhere. */
static uint64_t key_of(uint64_t seed, const char *id)
{
    uint64_t x = 1469598103934665603u ^ seed;
    for (; *id != '\0'; id++)
        x = (x ^ (unsigned char)*id) * 1099511628211u;
    x += seed * 0x9e3779b97f4a7c15u;
    x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9u;
    x = (x ^ (x >> 27)) * 0x94d049bb133111ebu;
    return x ^ (x >> 31);
}

static int by_stratum_and_key(const void *a, const void *b)
{
    const struct ticket *x = a, *y = b;
    int order = strcmp(x->of->stratum, y->of->stratum);
    if (order == 0 && x->of->excluded != y->of->excluded)
        order = x->of->excluded ? 1 : -1;
    if (order != 0)
        return order;
    if (x->key != y->key)
        return x->key < y->key ? -1 : 1;
    return strcmp(x->of->id, y->of->id);
}

static size_t free_in(const struct draw_stratum *s)
{
    return s->frame - s->excluded;
}

/* Shares by the largest remainder, each stratum that has anything at least one while there is
 * enough. */
static void share_out(struct draw_stratum *strata, size_t n, size_t size)
{
    size_t all = 0, given = 0;
    for (size_t i = 0; i < n; i++)
        all += free_in(&strata[i]);
    if (size > all)
        size = all;
    for (size_t i = 0; i < n && all > 0; i++) {
        strata[i].drawn = free_in(&strata[i]) * size / all;
        if (strata[i].drawn == 0 && free_in(&strata[i]) > 0 && given < size)
            strata[i].drawn = 1;
        given += strata[i].drawn;
    }
    while (given < size) { /* to whom the proportion owes most */
        size_t best = n;
        double most = 0;
        for (size_t i = 0; i < n; i++) {
            double owed = (double)free_in(&strata[i]) * (double)size / (double)all -
                          (double)strata[i].drawn;
            if (strata[i].drawn < free_in(&strata[i]) && (best == n || owed > most)) {
                best = i;
                most = owed;
            }
        }
        strata[best].drawn++;
        given++;
    }
    while (given > size) { /* the ones given to the smallest were too many */
        size_t most = 0;
        for (size_t i = 1; i < n; i++)
            if (strata[i].drawn > strata[most].drawn)
                most = i;
        strata[most].drawn--;
        given--;
    }
}

size_t draw(struct arena *arena, struct draw_case *cases, size_t n, size_t size, uint64_t seed,
            struct draw_stratum **strata, size_t *n_strata)
{
    struct ticket *tickets = ARENA_ARRAY(arena, struct ticket, n + 1);
    size_t cap = 0, drawn = 0, at = 0;
    *strata = NULL;
    *n_strata = 0;
    for (size_t i = 0; i < n; i++)
        tickets[i] = (struct ticket){&cases[i], key_of(seed, cases[i].id)};
    sort_items(tickets, n, sizeof tickets[0], by_stratum_and_key);
    for (size_t i = 0; i < n; i++) {
        if (i == 0 || strcmp(tickets[i].of->stratum, (*strata)[*n_strata - 1].name) != 0)
            ARENA_PUSH(arena, *strata, *n_strata, cap)->name = tickets[i].of->stratum;
        (*strata)[*n_strata - 1].frame++;
        (*strata)[*n_strata - 1].excluded += tickets[i].of->excluded;
    }
    share_out(*strata, *n_strata, size);
    for (size_t s = 0; s < *n_strata; at += (*strata)[s++].frame)
        for (size_t i = 0; i < (*strata)[s].drawn; i++, drawn++)
            tickets[at + i].of->drawn = true;
    return drawn;
}
