/* Step 7, same drug: which runs are one service?  Sums are per visit and access, over all its days.
 * Sources: Q03, T09, readings G7, G15, G20, G28, G32. */
#include "runs.h"

static day_t slot_day(struct work *w, const struct service *s)
{
    if (!s->visit->many_days || use(w, SWITCH_OBSERVATION_DAYS) != OBSERVATION_PER_DAY)
        return NO_DAY;
    return s->at != NO_MINUTE ? when_day(s->at) : s->visit->day;
}

struct slot *slot_of(struct work *w, struct service *s)
{
    struct visit *v = s->visit;
    day_t day = slot_day(w, s);
    for (size_t i = 0; i < v->n_slots; i++)
        if (v->slots[i]->access == s->access && v->slots[i]->day == day)
            return v->slots[i];
    struct slot *slot = ARENA_NEW(w->a, struct slot);
    slot->visit = v;
    slot->access = s->access;
    slot->day = day;
    *ARENA_PUSH(w->a, v->slots, v->n_slots, v->cap_slots) = slot;
    return slot;
}

void slot_add(struct work *w, struct slot *slot, struct service *s)
{
    s->slot = slot;
    *ARENA_PUSH(w->a, slot->services, slot->n, slot->cap) = s;
}

/* ---- midnight = split: an infusion is cut at midnight, each date's minutes stand alone ---- */

static bool crosses_midnight(const struct service *s)
{
    return s->spans.n > 0 &&
           when_day(s->spans.at[0].from) != when_day(s->spans.at[s->spans.n - 1].to - 1);
}

static void split_part(struct work *w, const struct service *whole, day_t day)
{
    struct span date = {when_at(day, 0), when_at(day + 1, 0)};
    struct service *part = NULL;
    for (size_t i = 0; i < whole->spans.n; i++) {
        struct span cut = whole->spans.at[i];
        bool from_before = cut.from < date.from;
        cut.from = cut.from > date.from ? cut.from : date.from;
        cut.to = cut.to < date.to ? cut.to : date.to;
        if (span_minutes(cut) <= 0)
            continue;
        if (!part) {
            part = service_new(w, whole->kind, whole->rows[0]);
            part->day = day;
            part->continued = from_before;
        }
        spans_add(w->a, &part->spans, cut);
    }
    if (!part)
        return;
    for (size_t i = 0; i < whole->n_rows; i++)
        if (whole->rows[i]->span.from != NO_MINUTE &&
            spans_overlap_one(&part->spans, whole->rows[i]->span) > 0)
            service_add_row(w, part, whole->rows[i]);
    for (size_t i = 0; i < whole->n_runs; i++)
        if (spans_overlap(&part->spans, &whole->runs[i]->spans) > 0)
            *ARENA_PUSH(w->a, part->runs, part->n_runs, part->cap_runs) = whole->runs[i];
    part->at = part->spans.at[0].from;
    part->minutes = spans_minutes(&part->spans);
    part->by_intent = whole->by_intent;
    decide(w, RULE_UNITS_SPLIT, VERDICT_APPLIED, service_row(part), part->visit, NULL,
           FACTS(fact_date("date", day), fact_number("minutes", part->minutes),
                 fact_switch(w, SWITCH_MIDNIGHT)));
    slot_add(w, whole->slot, part);
}

static void place_infusion(struct work *w, struct service *s)
{
    struct slot *slot = slot_of(w, s);
    if (!crosses_midnight(s) || use(w, SWITCH_MIDNIGHT) != MIDNIGHT_SPLIT || s->unplaced > 0) {
        slot_add(w, slot, s);
        return;
    }
    s->slot = slot;
    w->n_services--; /* its parts take its place */
    day_t last = when_day(s->spans.at[s->spans.n - 1].to - 1);
    for (day_t day = when_day(s->spans.at[0].from); day <= last; day++)
        split_part(w, s, day);
}

/* ---- infusions ---- */

static bool sums_with(struct work *w, const struct run *before, const struct run *run)
{
    if (!before || !runs_akin(before->rows[0], run->rows[0]))
        return false;
    return use(w, SWITCH_SAME_DRUG_REPEAT) == REPEAT_SUM;
}

static bool same_date(minute_t a, minute_t b)
{
    return a == NO_MINUTE || b == NO_MINUTE || when_day(a) == when_day(b);
}

static bool same_slot_day(struct work *w, const struct run *a, const struct run *b)
{
    if (same_date(a->at, b->at))
        return true;
    return use(w, SWITCH_OBSERVATION_DAYS) != OBSERVATION_PER_DAY;
}

static void finish_infusion(struct work *w, struct service *s)
{
    if (!s)
        return;
    if (s->n_runs > 1)
        decide(w, RULE_SAME_SUM, VERDICT_APPLIED, service_row(s), s->visit, NULL,
               FACTS(fact_number("runs", (int64_t)s->n_runs), fact_number("total", s->minutes),
                     fact_switch(w, SWITCH_SAME_DRUG_REPEAT)));
    place_infusion(w, s);
}

/* Infusions may come from several lanes: a long bolus, where its length decides, stands beside the
 * drip of its drug. */
static void make_infusions(struct work *w)
{
    struct run **runs = ARENA_ARRAY(w->a, struct run *, w->n_runs + 1);
    struct service *s = NULL;
    const struct run *before = NULL;
    size_t n = 0;
    for (size_t i = 0; i < w->n_runs; i++)
        if (w->runs[i]->kind == KIND_INFUSION)
            runs[n++] = w->runs[i];
    runs_sort(runs, n);
    for (size_t i = 0; i < n; i++) {
        struct run *run = runs[i];
        if (!sums_with(w, before, run) || !same_slot_day(w, before, run)) {
            finish_infusion(w, s);
            s = service_new(w, KIND_INFUSION, run->rows[0]);
        }
        service_add_run(w, s, run);
        before = run;
    }
    finish_infusion(w, s);
}

/* ---- everything else ---- */

/* Rows of one drug on one line add up to one SC infusion. */
static struct service *sc_service(struct work *w, const struct run *run)
{
    for (size_t i = w->n_services; i-- > 0;)
        if (w->services[i]->kind == KIND_SC_INFUSION &&
            runs_akin(w->services[i]->rows[0], run->rows[0]))
            return w->services[i];
    return service_new(w, KIND_SC_INFUSION, run->rows[0]);
}

static struct service *lesion_service(struct work *w, const struct run *run)
{
    for (size_t i = 0; i < w->n_services; i++)
        if (w->services[i]->kind == KIND_LESIONS && w->services[i]->visit == run->rows[0]->visit)
            return w->services[i];
    return service_new(w, KIND_LESIONS, run->rows[0]);
}

/* A puncture, or a filling of the reservoir, is paid once, however many drugs go in by it: one of a
 * date for each line.  What has no time comes last and went in by the first. */
static struct service *cavity_service(struct work *w, const struct run *run)
{
    const struct wrow *x = run->rows[0];
    for (size_t i = 0; i < w->n_services; i++) {
        const struct wrow *y = w->services[i]->rows[0];
        if (w->services[i]->kind == KIND_CAVITY && y->visit == x->visit && y->route == x->route &&
            y->group == x->group && ascii_casecmp(y->label, x->label) == 0 &&
            same_date(w->services[i]->at, x->at))
            return w->services[i];
    }
    return service_new(w, KIND_CAVITY, run->rows[0]);
}

static bool waits(const struct run *run)
{
    return run->kind == KIND_CAVITY && run->at == NO_MINUTE;
}

static void make_service(struct work *w, struct run *run)
{
    struct service *s;
    switch (run->kind) {
    case KIND_INFUSION:
    case KIND_HYDRATION: return; /* added up apart */
    case KIND_SC_INFUSION: s = sc_service(w, run); break;
    case KIND_LESIONS: s = lesion_service(w, run); break;
    case KIND_CAVITY: s = cavity_service(w, run); break;
    default: s = service_new(w, run->kind, run->rows[0]);
    }
    service_add_run(w, s, run);
    if (run->kind == KIND_NONE)
        s->account = account(w, run->minutes < 0 ? ACCOUNT_NO_STOP : ACCOUNT_NO_CODE);
    else if (s->access && !s->slot)
        slot_add(w, slot_of(w, s), s);
}

/* ---- what the rows of one drug are to each other ---- */

/* By infusate; infusions before pushes; in each, by time. */
static int drug_order(const void *pa, const void *pb)
{
    const struct service *a = *(struct service *const *)pa, *b = *(struct service *const *)pb;
    if (a->infusate != b->infusate)
        return a->infusate < b->infusate ? -1 : 1;
    if (a->group != b->group)
        return a->group < b->group ? -1 : 1;
    if (a->kind != b->kind)
        return a->kind == KIND_INFUSION   ? -1
               : b->kind == KIND_INFUSION ? 1
               : a->kind < b->kind        ? -1
                                          : 1;
    if (service_time(a) != service_time(b))
        return service_time(a) < service_time(b) ? -1 : 1;
    if (a->minutes != b->minutes) /* at one time the longer is the one that was given */
        return a->minutes > b->minutes ? -1 : 1;
    return service_order(a, b);
}

struct service **slot_by_drug(struct work *w, const struct slot *slot)
{
    struct service **by_drug = ARENA_ARRAY(w->a, struct service *, slot->n + 1);
    for (size_t i = 0; i < slot->n; i++)
        by_drug[i] = slot->services[i];
    sort_items(by_drug, slot->n, sizeof *by_drug, drug_order);
    return by_drug;
}

static bool reaches_floor(const struct work *w, const struct service *s)
{
    return s->by_intent || s->minutes >= limit(w, LIMIT_INFUSION_MIN);
}

/* The first infusion of each drug that reaches the floor, and the first push of each drug that is
 * not infused there too, may take the initial slot.  A drip by pump is not a drip here. */
static void mark_slot(struct work *w, struct slot *slot)
{
    struct service **by_drug = slot_by_drug(w, slot);
    struct service *drip = NULL;
    bool floor_reached = false, pushed = false;
    for (size_t i = 0; i < slot->n; i++) {
        struct service *s = by_drug[i];
        if (i == 0 || !same_drug(by_drug[i - 1], s)) {
            drip = NULL;
            floor_reached = pushed = false;
        }
        if (s->kind == KIND_INFUSION) {
            s->candidate = !floor_reached && reaches_floor(w, s);
            floor_reached = floor_reached || s->candidate;
            drip = drip ? drip : s;
        } else if (s->kind == KIND_PUSH) {
            s->drip = drip;
            s->first_push = !pushed;
            s->candidate = !pushed && !drip;
            pushed = true;
        }
    }
}

static void mark_days(struct work *w)
{
    for (size_t i = 0; i < w->n_rows; i++) {
        const struct wrow *x = &w->rows[i];
        if (x->access && x->at != NO_MINUTE && when_day(x->at) != x->visit->day)
            x->visit->many_days = true;
    }
}

static void say_bags(struct work *w)
{
    for (size_t i = 0; i < w->n_bags && !w->brief; i++) {
        const struct bag *bag = w->bags[i];
        struct names names = names_new(w, bag->n);
        for (size_t k = 0; k < bag->n; k++)
            names_add(&names, charted_name(bag->rows[k]));
        keep_row_decision(w, &w->book->rules[RULE_SAME_BAG], VERDICT_APPLIED, bag->rows[0], NULL,
                          FACTS(fact_names("drugs", &names)));
    }
}

void step_same_drug(struct work *w)
{
    say_bags(w);
    mark_days(w);
    make_infusions(w);
    for (size_t i = 0; i < w->n_runs; i++)
        if (!waits(w->runs[i]))
            make_service(w, w->runs[i]);
    for (size_t i = 0; i < w->n_runs; i++)
        if (waits(w->runs[i]))
            make_service(w, w->runs[i]);
    for (size_t v = 0; v < w->n_visits; v++)
        for (size_t i = 0; i < w->visits[v].n_slots; i++)
            mark_slot(w, w->visits[v].slots[i]);
}
