/* load_inside.h: the stretches of days in which no row begins or ends: one book each. */
#include "load_inside.h"

struct days {
    day_t *at;
    size_t n, cap;
};

static void add_day(struct arena *arena, struct days *days, day_t day)
{
    for (size_t i = 0; i < days->n; i++)
        if (days->at[i] == day)
            return;
    *ARENA_PUSH(arena, days->at, days->n, days->cap) = day;
}

static int day_order(const void *a, const void *b)
{
    day_t x = *(const day_t *)a, y = *(const day_t *)b;
    return (x > y) - (x < y);
}

static bool divides(const struct table_spec *spec)
{
    return spec->dated && !spec->by_day;
}

/* Every day on which some row begins, or the first after it ended. */
static struct days breaks(struct library *l, struct arena *arena)
{
    struct days days = {NULL, 0, 0};
    for (int id = 0; id < TABLE_COUNT; id++)
        for (size_t i = 0; i < l->tables[id].n && divides(l->tables[id].spec); i++) {
            const struct row_head *head = TABLE_HEAD(&l->tables[id], i);
            add_day(arena, &days, head->from);
            if (head->to != NO_DAY)
                add_day(arena, &days, head->to + 1);
        }
    if (days.n > 1)
        sort_items(days.at, days.n, sizeof *days.at, day_order);
    return days;
}

static const struct edition_load *edition_on(const struct library *l, day_t day)
{
    for (size_t i = 0; i < ROWS(l, EDITIONS); i++)
        if (row_holds(TABLE_HEAD(&l->tables[TABLE_EDITIONS], i), day))
            return ROW(l, EDITIONS, edition, i);
    return NULL;
}

void load_periods(struct load *load, struct library *library)
{
    struct arena scratch;
    arena_init(&scratch);
    struct days days = breaks(library, &scratch);
    library->periods = ARENA_ARRAY(&library->arena, struct period, days.n + 1);
    for (size_t i = 0; i < days.n; i++) {
        const struct edition_load *edition = edition_on(library, days.at[i]);
        if (!edition)
            continue;
        struct period *p = &library->periods[library->n_periods++];
        p->from = days.at[i];
        p->to = i + 1 < days.n ? days.at[i + 1] - 1 : NO_DAY;
        p->edition = edition;
    }
    arena_release(&scratch);
    const struct table *editions = &library->tables[TABLE_EDITIONS];
    if (library->n_periods == 0 && !editions->faulty)
        table_bad(load, editions, 0, NULL, "names no edition; add one");
}
