#include "nearest.h"

#define LONGEST 64

static size_t least(size_t a, size_t b)
{
    return a < b ? a : b;
}

/* Three rows of the usual table are enough: a letter may be missing, added, wrong, or two swapped.
 */
size_t text_distance(const char *a, const char *b)
{
    size_t rows[3][LONGEST + 1];
    size_t *older = rows[0], *old = rows[1], *now = rows[2];
    size_t n = strlen(b);

    if (n > LONGEST)
        n = LONGEST;
    for (size_t j = 0; j <= n; j++)
        old[j] = j;
    for (size_t i = 1; a[i - 1] && i <= LONGEST; i++) {
        char c = ascii_lower(a[i - 1]);
        now[0] = i;
        for (size_t j = 1; j <= n; j++) {
            char d = ascii_lower(b[j - 1]);
            now[j] = least(old[j - 1] + (c != d), least(old[j], now[j - 1]) + 1);
            if (i > 1 && j > 1 && c == ascii_lower(b[j - 2]) && d == ascii_lower(a[i - 2]))
                now[j] = least(now[j], older[j - 2] + 1);
        }
        size_t *spare = older;
        older = old;
        old = now;
        now = spare;
    }
    return old[n];
}

size_t text_nearest(const char *text, const char *const *words, size_t n)
{
    size_t best = 0, best_distance = SIZE_MAX;

    for (size_t i = 0; i < n; i++) {
        size_t distance = text_distance(text, words[i]);
        if (distance < best_distance) {
            best = i;
            best_distance = distance;
        }
    }
    return best;
}
