/* load_inside.h: kinds.csv answers for every administration that scope.csv lets through, on every
 * date: what the engine asks it must never be without an answer. */
#include "load_inside.h"

#include <limits.h>

bool load_kind_occurs(enum group group, enum route route)
{
    if (group == GROUP_HYDRATION)
        return route == ROUTE_IV;
    return group != GROUP_HORMONAL || route == ROUTE_SC || route == ROUTE_IM;
}

bool load_scope_takes(const struct scope *s, enum group group, enum route route, enum method method)
{
    switch (s->what) {
    case SCOPE_ROUTE: return s->value == (int)route;
    case SCOPE_METHOD: return s->value == (int)method;
    case SCOPE_GROUP_ROUTE: return s->value == (int)group && s->value2 == (int)route;
    case SCOPE_METHOD_ROUTE: return s->value == (int)method && s->value2 == (int)route;
    case SCOPE_UNCLASSIFIED: return group == GROUP_NONE && method_needs_class(method);
    default: return false; /* more is charted than these three */
    }
}

/* What is asked on one day. */
struct asking {
    const struct library *library;
    day_t day;
    enum group group;
    enum route route;
    enum method method;
    enum setting setting;
    struct outcomes *outcomes;
};

static bool in_scope(const struct asking *q)
{
    for (size_t i = 0; i < ROWS(q->library, SCOPE); i++) {
        const struct scope_load *row = ROW(q->library, SCOPE, scope, i);
        if (row_holds(&row->head, q->day) &&
            load_scope_takes(&row->scope, q->group, q->route, q->method))
            return false;
    }
    return true;
}

/* id: enum limit_id + 1. */
static int bound(const struct asking *q, int id)
{
    for (size_t i = 0; i < ROWS(q->library, LIMITS); i++) {
        const struct limit_load *row = ROW(q->library, LIMITS, limit, i);
        if (row->index == id - 1 && row_holds(&row->head, q->day))
            return row->limit.value;
    }
    return 0; /* complained about elsewhere */
}

/* Whoever pays. */
static bool asks_for(const struct kind_load *row, const struct asking *q)
{
    const struct kind_row *k = &row->kind;
    return (!k->route || k->route == q->route) && (!k->group || k->group == q->group) &&
           (!k->methods || k->methods >> q->method & 1U) &&
           (!k->setting || k->setting == q->setting) && row_holds(&row->head, q->day);
}

/* The lengths it takes, both ends included; -1: not known. */
struct lengths {
    int from, to;
};

static struct lengths lengths_of(const struct kind_load *row, const struct asking *q)
{
    struct lengths takes = {-1, -1};
    if (row->kind.length < 0)
        return takes;
    if (row->min || row->kind.length > 0)
        takes.from = row->min ? bound(q, row->min) : 0;
    takes.to = row->max ? bound(q, row->max) : INT_MAX;
    return takes;
}

/* The first longer one of which it may say something else; INT_MAX: none. */
static int changes_after(struct lengths takes, int minutes)
{
    if (minutes < takes.from)
        return takes.from;
    return minutes <= takes.to && takes.to < INT_MAX ? takes.to + 1 : INT_MAX;
}

/* The row that answers for this length; NULL: there is none.  At *next another may, INT_MAX: never.
 * A row of one payer is no answer for the others, but what it says occurs. */
static const struct kind_load *answer(const struct asking *q, int minutes, int *next)
{
    const struct kind_load *found = NULL;
    *next = INT_MAX;
    for (size_t i = 0; i < ROWS(q->library, KINDS); i++) {
        const struct kind_load *row = ROW(q->library, KINDS, kind, i);
        if (!asks_for(row, q))
            continue;
        struct lengths takes = lengths_of(row, q);
        int change = changes_after(takes, minutes);
        if (change < *next)
            *next = change;
        if (minutes < takes.from || takes.to < minutes)
            continue;
        if (*row->kind.payer)
            q->outcomes->kind[q->group][q->route][row->kind.kind] = true;
        else if (!found || row->kind.order < found->kind.order)
            found = row;
    }
    return found;
}

static bool no_answer(struct load *load, const struct asking *q, int minutes)
{
    char day[16], length[24];
    snprintf(length, sizeof length, minutes < 0 ? "unknown" : "%d", minutes);
    table_bad(
        load, &q->library->tables[TABLE_KINDS], 0, NULL,
        "no row for class %s, route %s, method %s, %s, minutes %s on %s; add one for every payer",
        q->group ? group_name(q->group) : "unknown", word_name(WORDS_ROUTE, (int)q->route),
        q->method ? word_name(WORDS_METHOD, (int)q->method) : "unsaid",
        word_name(WORDS_SETTING, (int)q->setting), length, when_print_day(q->day, day));
    return false;
}

static bool answered(struct load *load, const struct asking *q)
{
    for (int minutes = -1, next; minutes < INT_MAX; minutes = next) {
        const struct kind_load *row = answer(q, minutes, &next);
        if (!row)
            return no_answer(load, q, minutes);
        q->outcomes->kind[q->group][q->route][row->kind.kind] = true;
    }
    return true;
}

/* One complaint for a class and route: their other methods mostly lack it too. */
static void check_route(struct load *load, struct asking q)
{
    bool fine = true;
    for (int method = METHOD_NONE; method < METHOD_COUNT && fine; method++) {
        q.method = (enum method)method;
        bool asked = in_scope(&q);
        for (int setting = SETTING_FACILITY; setting < SETTING_COUNT && asked && fine; setting++) {
            q.setting = (enum setting)setting;
            fine = answered(load, &q);
        }
    }
}

static void check_day(struct load *load, const struct library *l, day_t day)
{
    struct outcomes outcomes = {0};
    for (int group = GROUP_NONE; group < GROUP_COUNT; group++)
        for (int route = ROUTE_IV; route < ROUTE_COUNT; route++)
            if (load_kind_occurs((enum group)group, (enum route)route))
                check_route(load, (struct asking){.library = l,
                                                  .day = day,
                                                  .group = (enum group)group,
                                                  .route = (enum route)route,
                                                  .outcomes = &outcomes});
    load_check_services(load, l, day, &outcomes);
}

/* Does a row begin on this day, or end before it? */
static bool changes_on(const struct library *l, day_t day)
{
    static const enum table_id asked[] = {TABLE_KINDS, TABLE_SCOPE, TABLE_LIMITS, TABLE_SERVICES};
    for (size_t t = 0; t < COUNT_OF(asked); t++)
        for (size_t i = 0; i < l->tables[asked[t]].n; i++) {
            const struct row_head *head = TABLE_HEAD(&l->tables[asked[t]], i);
            if (head->from == day || (head->to != NO_DAY && head->to + 1 == day))
                return true;
        }
    return false;
}

void load_check_answers(struct load *load, const struct library *l)
{
    for (size_t p = 0; p < l->n_periods && load->complaints == 0; p++)
        if (p == 0 || changes_on(l, l->periods[p].from))
            check_day(load, l, l->periods[p].from);
}
