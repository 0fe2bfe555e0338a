/* Minutes per encounter: from one save to the next of the same person on the same day. */
#include "minutes.h"

#include "../../core/when.h"

enum { PAUSE = 60, PAGE = 2000, BAR = 20 };

/* "2026-03-02 14:05:33" */
static bool read_time(const char *at, day_t *day, int *seconds)
{
    int h, m, s;
    char date[16];
    snprintf(date, sizeof date, "%.10s", at);
    if (!when_parse_day(date, day) || sscanf(at + strlen(date), "%d:%d:%d", &h, &m, &s) != 3)
        return false;
    *seconds = (h * 60 + m) * 60 + s;
    return true;
}

static struct minutes_of *person_of(struct minutes *m, const char *who)
{
    for (size_t i = 0; i < m->n; i++)
        if (strcmp(m->list[i].who, who) == 0)
            return &m->list[i];
    struct minutes_of *person = ARENA_PUSH(&m->arena, m->list, m->n, m->cap);
    *person = (struct minutes_of){.who = arena_text(&m->arena, who), .last_day = NO_DAY};
    return person;
}

static void take_row(struct minutes *m, const struct store_audit *row)
{
    day_t day;
    int seconds;
    if (strcmp(row->what, "saved") != 0 || !read_time(row->at, &day, &seconds))
        return;
    struct minutes_of *person = person_of(m, row->who);
    int since = seconds - person->last_seconds;
    person->saves++;
    if (day == person->last_day && since >= 0 && since <= PAUSE * 60) {
        person->timed++;
        person->seconds += since;
    }
    person->last_day = day;
    person->last_seconds = seconds;
}

static int by_name(const void *a, const void *b)
{
    return strcmp(((const struct minutes_of *)a)->who, ((const struct minutes_of *)b)->who);
}

enum store_fault minutes_count(struct minutes *m, struct store *store,
                               const struct store_filter *filter, struct err *err)
{
    char from[16], to[16];
    const struct store_trail saved = {.who = filter->coder,
                                      .what = "saved",
                                      .from = when_print_day(filter->from, from),
                                      .to = when_print_day(filter->to, to)};
    struct arena page;
    enum store_fault fault = STORE_OK;
    int64_t after = 0;
    size_t n = PAGE;
    *m = (struct minutes){.n = 0};
    arena_init(&m->arena);
    arena_init(&page);
    while (fault == STORE_OK && n == PAGE) {
        struct store_audit *rows;
        arena_clear(&page);
        fault = store_trail_list(store, &saved, after, PAGE, &page, &rows, &n, err);
        for (size_t i = 0; fault == STORE_OK && i < n; i++)
            take_row(m, &rows[i]);
        after = fault == STORE_OK && n > 0 ? rows[n - 1].id : after;
    }
    arena_release(&page);
    sort_items(m->list, m->n, sizeof m->list[0], by_name);
    return fault;
}

void minutes_release(struct minutes *m)
{
    arena_release(&m->arena);
}

/* Tenths of a minute an encounter. */
int minutes_each(const struct minutes_of *person)
{
    return person->timed > 0 ? (int)((person->seconds + 3 * person->timed) / (6 * person->timed)) : 0;
}

void minutes_print(const struct minutes *m, struct str *out)
{
    int most = 1;
    str_addf(out, "Minutes from one save to the next of the same person on one day; pauses above %d "
                  "minutes left out.\n", PAUSE);
    for (size_t i = 0; i < m->n; i++)
        most = minutes_each(&m->list[i]) > most ? minutes_each(&m->list[i]) : most;
    for (size_t i = 0; i < m->n; i++) {
        const struct minutes_of *person = &m->list[i];
        int each = minutes_each(person);
        str_addf(out, "%-16s ", person->who);
        for (int b = 0; b < BAR; b++)
            str_addc(out, b < each * BAR / most ? '#' : '.');
        if (person->timed > 0)
            str_addf(out, " %3d.%d minutes each (%lld of %lld saves)\n", each / 10, each % 10,
                     (long long)person->timed, (long long)person->saves);
        else
            str_addf(out, "   - (0 of %lld saves)\n", (long long)person->saves);
    }
}
