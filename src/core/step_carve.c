/* Step 8, carve: which fluid minutes are the fluid's own?  All fluid of an access is one service;
 * it loses every minute in which a drug runs there, and documented push minutes. Sources: Y01-Y09,
 * T12, T14, readings G9, G24, G25, G28, G44. */
#include "work.h"

static void map_accesses(struct work *w)
{
    for (size_t i = 0; i < w->n_services; i++) {
        struct service *s = w->services[i];
        if (!s->access)
            continue;
        if (s->kind == KIND_INFUSION || s->kind == KIND_PUMP) {
            service_spans(w, &s->access->drug, s);
            if (s->group == GROUP_CHEMO)
                service_spans(w, &s->access->chemo, s);
        } else if (s->kind == KIND_PUSH || s->kind == KIND_NONE) {
            spans_join(w->a, &s->access->push, &s->spans);
            const struct wrow *before = s->access->untimed, *x = s->rows[0];
            bool untimed = s->unplaced > 0 || (s->minutes < 0 && x->lane != LANE_PUSH);
            if (untimed && (!before || x->row->number < before->row->number))
                s->access->untimed = x;
        }
    }
}

/* ---- which access the fluid is coded on ---- */

static bool fluid_moves(struct work *w, const struct visit *v)
{
    return v->n_accesses > 1 && use(w, SWITCH_HYDRATION_SECOND_SITE) == SECOND_SITE_NEVER;
}

static day_t run_slot_day(struct work *w, const struct run *run)
{
    struct service probe = {
        .visit = run->rows[0]->visit, .access = run->rows[0]->access, .at = run->at};
    return slot_of(w, &probe)->day;
}

/* never: fluid is coded as if on the access of the highest initial. */
static struct access *fluid_home(struct work *w, const struct run *run)
{
    struct visit *v = run->rows[0]->visit;
    if (!fluid_moves(w, v))
        return run->rows[0]->access;
    const struct service *best = NULL;
    day_t day = run_slot_day(w, run);
    for (size_t i = 0; i < w->n_services; i++) {
        const struct service *s = w->services[i];
        if (s->visit != v || !s->slot || s->slot->day != day || s->kind == KIND_HYDRATION)
            continue;
        if (initial_rank(w, s) > 0 && (!best || initial_before(w, s, best)))
            best = s;
    }
    return best ? best->access : &v->accesses[0];
}

static struct service *fluid_service(struct work *w, struct run *run)
{
    struct service probe = {
        .visit = run->rows[0]->visit, .access = fluid_home(w, run), .at = run->at};
    struct slot *slot = slot_of(w, &probe);
    for (size_t i = 0; i < slot->n; i++)
        if (slot->services[i]->kind == KIND_HYDRATION)
            return slot->services[i];
    struct service *s = service_new(w, KIND_HYDRATION, run->rows[0]);
    s->access = probe.access;
    slot_add(w, slot, s);
    return s;
}

/* ---- the carve itself ---- */

static struct spans common(struct work *w, const struct spans *a, const struct spans *b)
{
    struct spans both = {0};
    spans_common(w->a, &both, a, b);
    return both;
}

static void gather_drugs(struct work *w, const struct service *s, struct spans *drug,
                         struct spans *push)
{
    const struct visit *v = s->visit;
    if (!fluid_moves(w, v)) {
        *drug = s->access->drug;
        *push = s->access->push;
        return;
    }
    for (size_t i = 0; i < v->n_accesses; i++) {
        spans_join(w->a, drug, &v->accesses[i].drug);
        spans_join(w->a, push, &v->accesses[i].push);
    }
}

/* Do two stretches of fluid belong to one interrupted run with no drug between them? */
static bool bridged(const struct service *s, const struct spans *drug, struct span a, struct span b)
{
    struct span gap = {a.to, b.from};
    if (spans_overlap_one(drug, gap) > 0)
        return false;
    for (size_t i = 0; i < s->n_runs; i++) {
        struct span first = {a.to - 1, a.to}, second = {b.from, b.from + 1};
        const struct spans *run = &s->runs[i]->spans;
        if (spans_overlap_one(run, first) && spans_overlap_one(run, second))
            return true;
    }
    return false;
}

static void add_piece(struct work *w, struct service *s, struct span span, day_t day,
                      bool joins_last)
{
    if (!joins_last || s->n_pieces == 0 || s->pieces[s->n_pieces - 1].day != day) {
        struct piece *piece = ARENA_PUSH(w->a, s->pieces, s->n_pieces, s->cap_pieces);
        piece->day = day;
    }
    spans_add(w->a, &s->pieces[s->n_pieces - 1].spans, span);
}

static bool splits(struct work *w, const struct service *s)
{
    const struct spans *set = &s->counted;
    if (set->n == 0 || when_day(set->at[0].from) == when_day(set->at[set->n - 1].to - 1))
        return false;
    return use(w, SWITCH_MIDNIGHT) == MIDNIGHT_SPLIT;
}

/* One stretch, cut at midnight where the policy says so. */
static void add_stretch(struct work *w, struct service *s, struct span span, bool split,
                        bool joins_last)
{
    if (!split) {
        add_piece(w, s, span, NO_DAY, joins_last);
        return;
    }
    while (span_minutes(span) > 0) {
        day_t day = when_day(span.from);
        minute_t end = when_at(day + 1, 0);
        struct span part = {span.from, span.to < end ? span.to : end};
        add_piece(w, s, part, day, joins_last);
        span.from = part.to;
    }
}

static void cut_pieces(struct work *w, struct service *s, const struct spans *drug,
                       const struct spans *push)
{
    bool add_up =
        s->counted.n + (s->unplaced > 0) > 1 && use(w, SWITCH_HYDRATION_PIECES) == PIECES_SUM;
    bool split = splits(w, s);
    for (size_t i = 0; i < s->counted.n; i++) {
        bool joins_last =
            add_up || (i > 0 && bridged(s, drug, s->counted.at[i - 1], s->counted.at[i]));
        add_stretch(w, s, s->counted.at[i], split, joins_last);
    }
    for (size_t i = 0; i < s->n_pieces; i++) {
        spans_minus(w->a, &s->pieces[i].spans, push);
        s->pieces[i].minutes = spans_minutes(&s->pieces[i].spans);
    }
    if (s->unplaced == 0)
        return;
    if (!add_up || s->n_pieces == 0)
        ARENA_PUSH(w->a, s->pieces, s->n_pieces, s->cap_pieces)->day = NO_DAY;
    struct piece *piece = &s->pieces[add_up ? 0 : s->n_pieces - 1];
    piece->unplaced = s->unplaced;
    piece->minutes += s->unplaced;
}

/* Pieces that are added up are still told apart when they are spoken of. */
static bool pooled(const struct work *w, const struct service *s)
{
    return s->counted.n > 1 && w->policy->value[SWITCH_HYDRATION_PIECES] == PIECES_SUM;
}

size_t fluid_pieces(const struct work *w, const struct service *s)
{
    return pooled(w, s) ? s->counted.n : s->n_pieces;
}

static int longest_piece(const struct work *w, const struct service *s)
{
    int longest = 0;
    for (size_t i = 0; i < fluid_pieces(w, s); i++) {
        int minutes = s->pieces[pooled(w, s) ? 0 : i].minutes;
        if (pooled(w, s))
            minutes = span_minutes(s->counted.at[i]) -
                      spans_overlap_one(&s->carved_push, s->counted.at[i]);
        longest = minutes > longest ? minutes : longest;
    }
    return longest;
}

/* The drugs that ran while the fluid did, on the accesses that carve it. */
static struct fact carvers(struct work *w, const struct service *s)
{
    struct names names = names_new(w, w->n_services);
    bool all = fluid_moves(w, s->visit);
    for (size_t i = 0; i < w->n_services; i++) {
        const struct service *drug = w->services[i];
        struct spans ran = {0};
        bool may = drug->kind == KIND_INFUSION || drug->kind == KIND_PUMP;
        if (!may || drug->visit != s->visit || (!all && drug->access != s->access))
            continue;
        service_spans(w, &ran, drug);
        if (spans_overlap(&ran, &s->spans) > 0 && !names_have(&names, drug->name))
            names_add(&names, drug->name);
    }
    return fact_names("others", &names);
}

static void say_carve(struct work *w, struct service *s)
{
    int row = service_row(s);
    int beside = spans_minutes(&s->carved_drug);
    struct fact left = fact_number("left", s->counted_minutes),
                pieces = fact_number("pieces", (int64_t)fluid_pieces(w, s));
    if (beside > 0) {
        decide(w, RULE_CARVE_DRUG, VERDICT_APPLIED, row, s->visit, NULL,
               FACTS(fact_number("minutes", s->minutes), fact_number("beside", beside),
                     carvers(w, s), left, pieces));
        find(w, FINDING_HYDRATION_CONCURRENT, row, s->visit, NULL,
             FACTS(fact_number("beside", beside), left));
    } else if (s->access->drug.n > 0) {
        decide(w, RULE_CARVE_DRUG, VERDICT_NOT_MET, row, s->visit, NULL,
               FACTS(fact_number("minutes", s->minutes), left));
    }
    if (s->counted.n > 1)
        decide(w, RULE_CARVE_PIECES, initial_rank(w, s) > 0 ? VERDICT_APPLIED : VERDICT_NOT_MET,
               row, s->visit, NULL,
               FACTS(left, pieces, fact_number("longest", longest_piece(w, s)),
                     fact_number("limit", limit(w, LIMIT_HYDRATION_MIN)),
                     fact_switch(w, SWITCH_HYDRATION_PIECES)));
    if (s->access->untimed)
        find(w, FINDING_HYDRATION_TIMES, row, s->visit, NULL,
             FACTS(fact_text("other", s->access->untimed->name)));
}

/* Fluid beside a drug of another access: payable only if that site had its own reason. */
static void say_second_site(struct work *w, const struct service *s)
{
    const struct visit *v = s->visit;
    enum verdict moved = fluid_moves(w, v) ? VERDICT_APPLIED : VERDICT_NOT_MET;
    for (size_t i = 0; i < v->n_accesses; i++) {
        for (size_t k = 0; k < s->n_rows; k++) {
            const struct wrow *x = s->rows[k];
            if (x->access == &v->accesses[i] || x->span.from == NO_MINUTE ||
                spans_overlap_one(&v->accesses[i].drug, x->span) == 0)
                continue;
            find(w, FINDING_HYDRATION_SECOND_SITE, x->row->number, v, NULL, NO_FACTS);
            decide_row(w, &w->book->rules[RULE_CARVE_SECOND_SITE], moved, x, NULL,
                       FACTS(fact_switch(w, SWITCH_HYDRATION_SECOND_SITE)));
            return;
        }
    }
}

static void carve(struct work *w, struct service *s)
{
    struct spans drug = {0}, push = {0};
    if (s->minutes < 0)
        return;
    gather_drugs(w, s, &drug, &push);
    s->counted = s->spans;
    spans_minus(w->a, &s->counted, &drug);
    s->carved_drug = common(w, &s->spans, &drug);
    struct spans own_push = common(w, &s->counted, &push);
    bool deduct = own_push.n > 0 && use(w, SWITCH_PUSH_MINUTES_IN_HYDRATION) == PUSH_MINUTES_DEDUCT;
    if (deduct)
        s->carved_push = own_push;
    if (own_push.n > 0)
        decide(w, RULE_CARVE_PUSH, deduct ? VERDICT_APPLIED : VERDICT_NOT_MET, service_row(s),
               s->visit, NULL,
               FACTS(fact_number("minutes", spans_minutes(&own_push)),
                     fact_switch(w, SWITCH_PUSH_MINUTES_IN_HYDRATION)));
    cut_pieces(w, s, &drug, &s->carved_push);
    for (size_t i = 0; i < s->n_pieces; i++)
        s->counted_minutes += s->pieces[i].minutes;
    say_carve(w, s);
    say_second_site(w, s);
}

void step_carve(struct work *w)
{
    map_accesses(w);
    size_t first = w->n_services;
    for (size_t i = 0; i < w->n_runs; i++)
        if (w->runs[i]->kind == KIND_HYDRATION)
            service_add_run(w, fluid_service(w, w->runs[i]), w->runs[i]);
    for (size_t i = first; i < w->n_services; i++)
        carve(w, w->services[i]);
}
