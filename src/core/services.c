#include "runs.h"

struct service *service_new(struct work *w, enum kind kind, const struct wrow *first)
{
    struct service *s = ARENA_NEW(w->a, struct service);
    s->kind = kind;
    s->group = first->group;
    s->visit = first->visit;
    s->access = first->access;
    s->infusate = first->infusate;
    s->name = first->name;
    s->device = first->device;
    s->role = ROLE_COUNT;
    s->minutes = -1;
    s->at = NO_MINUTE;
    s->day = NO_DAY;
    s->runs = &s->one_run;
    s->units = &s->one_unit;
    s->cap_runs = s->cap_units = 1;
    *ARENA_PUSH(w->a, w->services, w->n_services, w->cap_services) = s;
    return s;
}

bool same_drug(const struct service *a, const struct service *b)
{
    return a->infusate == b->infusate && a->group == b->group;
}

/* What the service takes from a row of its list. */
static void know_row(struct service *s, struct wrow *row)
{
    if (s->first_row == 0 || row->row->number < s->first_row)
        s->first_row = row->row->number;
    s->flags |= row->row->flags;
    row->service = s;
    if (s->at == NO_MINUTE || (row->at != NO_MINUTE && row->at < s->at))
        s->at = row->at;
}

void service_add_row(struct work *w, struct service *s, struct wrow *row)
{
    *ARENA_PUSH(w->a, s->rows, s->n_rows, s->cap_rows) = row;
    know_row(s, row);
}

/* A service of one run, as most are, shares its lists. */
static void share_run(struct service *s, const struct run *run)
{
    s->rows = run->rows;
    s->n_rows = s->cap_rows = run->n;
    s->spans = run->spans;
    for (size_t i = 0; i < run->n; i++)
        know_row(s, run->rows[i]);
}

static void join_run(struct work *w, struct service *s, const struct run *run)
{
    if (s->n_runs == 2) { /* what was shared is not to be changed */
        struct spans own = {0};
        spans_join(w->a, &own, &s->spans);
        s->spans = own;
    }
    for (size_t i = 0; i < run->n; i++)
        service_add_row(w, s, run->rows[i]);
    spans_join(w->a, &s->spans, &run->spans);
}

void service_add_run(struct work *w, struct service *s, struct run *run)
{
    *ARENA_PUSH(w->a, s->runs, s->n_runs, s->cap_runs) = run;
    run->service = s;
    if (s->n_runs == 1)
        share_run(s, run);
    else
        join_run(w, s, run);
    s->unplaced += run->unplaced;
    s->by_intent = s->by_intent || run->by_intent;
    if (run->minutes >= 0)
        s->minutes = spans_minutes(&s->spans) + s->unplaced;
}

int charted_order(const struct wrow *a, const struct wrow *b)
{
    const struct row *x = a->row, *y = b->row;
    const int64_t said[][2] = {
        {x->planned, y->planned},     {x->minutes, y->minutes}, {x->flags, y->flags},
        {x->method, y->method},       {x->device, y->device},   {x->dose, y->dose},
        {x->is_signed, y->is_signed}, {x->order, y->order},     {x->primary, y->primary},
    };
    for (size_t i = 0; i < COUNT_OF(said); i++)
        if (said[i][0] != said[i][1])
            return int_order(said[i][0], said[i][1]);
    int c = name_order(x->drug, y->drug);
    return c != 0 ? c : int_order(x->number, y->number);
}

static minute_t first_minute(const struct service *s)
{
    return s->spans.n > 0 ? s->spans.at[0].from : NO_MINUTE;
}

static minute_t last_minute(const struct service *s)
{
    return s->spans.n > 0 ? s->spans.at[s->spans.n - 1].to : NO_MINUTE;
}

int service_order(const struct service *a, const struct service *b)
{
    const int64_t known[][2] = {
        {first_minute(a), first_minute(b)},
        {last_minute(a), last_minute(b)},
        {a->minutes, b->minutes},
        {a->flags, b->flags},
        {(int64_t)a->n_rows, (int64_t)b->n_rows},
    };
    for (size_t i = 0; i < COUNT_OF(known); i++)
        if (known[i][0] != known[i][1])
            return int_order(known[i][0], known[i][1]);
    if (a->n_rows > 0 && b->n_rows > 0 && a->rows[0] != b->rows[0])
        return charted_order(a->rows[0], b->rows[0]);
    return int_order(service_row(a), service_row(b));
}

int64_t service_time(const struct service *s)
{
    return s->at == NO_MINUTE ? INT64_MAX : s->at;
}

day_t service_date(const struct work *w, const struct service *s)
{
    if (s->day != NO_DAY)
        return s->day;
    if (s->at != NO_MINUTE)
        return when_day(s->at);
    return s->visit->day != NO_DAY ? s->visit->day : w->day;
}

day_t unit_date(const struct work *w, const struct service *s, minute_t at)
{
    if (s->day != NO_DAY || at == NO_MINUTE)
        return service_date(w, s);
    minute_t start = at; /* of two fluids that ran at once the earlier owns the minute */
    for (size_t i = 0; i < s->n_runs; i++) {
        const struct spans *set = &s->runs[i]->spans;
        if (spans_overlap_one(set, (struct span){at, at + 1}) > 0 && set->at[0].from < start)
            start = set->at[0].from;
    }
    return when_day(start);
}

struct unit *unit_add(struct work *w, struct service *s, const struct code *code,
                      const struct rule *rule)
{
    struct unit *u = ARENA_NEW(w->a, struct unit);
    u->code = code;
    u->service = s;
    u->visit = s->visit;
    u->access = s->access ? s->access->index : -1;
    u->at = s->at;
    u->date = service_date(w, s);
    u->rule = rule;
    u->margin = u->earned_at = u->next_at = -1;
    *ARENA_PUSH(w->a, s->units, s->n_units, s->cap_units) = u;
    *ARENA_PUSH(w->a, w->units, w->n_units, w->cap_units) = u;
    return u;
}

void service_spans(struct work *w, struct spans *set, const struct service *s)
{
    spans_join(w->a, set, &s->spans);
    for (size_t i = 0; i < s->n_runs && s->kind == KIND_PUMP; i++) {
        const struct run *run = s->runs[i];
        if (run->spans.n == 0 && run->at != NO_MINUTE && run_planned(run) > 0)
            spans_add(w->a, set, (struct span){run->at, run->at + run_planned(run)});
    }
}
