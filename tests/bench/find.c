/* find: how long a key of the screen of saved encounters waits for its page: each filter as somebody
 * types it, its first page, the page after it and the count, straight from the store.
 *
 * usage: find DATABASE FILTER...     a filter: words as on the screen
 * Prints milliseconds of the processor, the worst of five after one to warm up: first page, next page,
 * count up to 10,000. */
#include <stdio.h>
#include <time.h>

#include "db/store.h"

enum { PAGE = 200, TIMES = 5, MOST_COUNTED = 10001 };

/* Of this process alone: what others do on the machine does not count. */
static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec * 1000 + (double)t.tv_nsec / 1e6;
}

struct figures {
    double first, next, count;
    size_t items;
    int64_t counted;
};

static void keep_worst(double *worst, double begun)
{
    double took = now() - begun;
    *worst = took > *worst ? took : *worst;
}

static enum store_fault measure(struct store *store, const struct store_filter *filter,
                                struct figures *f, struct err *err)
{
    struct store_item *items, *more;
    struct arena arena;
    size_t n;
    arena_init(&arena);
    double begun = now();
    enum store_fault fault = store_list(store, filter, NULL, PAGE, &arena, &items, &f->items, err);
    keep_worst(&f->first, begun);
    begun = now();
    if (fault == STORE_OK && f->items > 0)
        fault = store_list(store, filter, &items[f->items - 1], PAGE, &arena, &more, &n, err);
    keep_worst(&f->next, begun);
    begun = now();
    if (fault == STORE_OK)
        fault = store_count_to(store, filter, MOST_COUNTED, &f->counted, err);
    keep_worst(&f->count, begun);
    arena_release(&arena);
    return fault;
}

static bool one(struct store *store, const char *words)
{
    struct store_filter filter;
    struct figures f = {0};
    struct arena arena;
    struct err err = {""};
    arena_init(&arena);
    bool fine = filter_words(&filter, words, &arena, &err);
    for (int i = 0; fine && i <= TIMES; i++) {
        if (i == 1)
            f = (struct figures){0};
        fine = measure(store, &filter, &f, &err) == STORE_OK;
    }
    if (fine)
        printf("| `%s` | %lld%s | %.1f | %.1f | %.1f |\n", words, (long long)f.counted,
               f.counted == MOST_COUNTED ? "+" : "", f.first, f.next, f.count);
    else
        fprintf(stderr, "%s: %s\n", words, err.text);
    arena_release(&arena);
    return fine;
}

int main(int argc, char **argv)
{
    struct store_options options = {.path = argc > 1 ? argv[1] : "", .reading = true};
    struct store *store;
    struct err err = {""};
    bool fine = store_open(&options, &store, &err) == STORE_OK;
    if (!fine)
        fprintf(stderr, "%s\n", err.text);
    for (int i = 2; fine && i < argc; i++)
        fine = one(store, argv[i]);
    store_close(store);
    return fine ? 0 : 1;
}
