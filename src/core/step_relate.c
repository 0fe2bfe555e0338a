/* Step 10, relate: how does each other service stand to the initial one?  This file: IV infusions
 * and fluid.  Sources: Q01-Q04, M10, T09-T12, T20, readings G7, G10, "Overlap, decided". */
#include "relate.h"

const struct service_row *relate_row(const struct work *w, const struct service *s, enum role role)
{
    enum route route = s->rows[0]->route;
    return book_service(w->book, s->kind, s->group, role, route, s->device, s->flags, w->payer);
}

const struct code *relate_code(const struct work *w, const struct service *s, enum role role)
{
    const struct service_row *row = relate_row(w, s, role);
    return row ? row->code : NULL;
}

void relate_nothing(struct work *w, struct service *s, enum account_id id)
{
    s->account = account(w, id);
    s->role = ROLE_COUNT;
}

void relate_as(struct work *w, struct service *s, enum role role, enum rule_id rule)
{
    s->role = role;
    s->rule = &w->book->rules[rule];
}

static void count_all(struct service *s)
{
    s->counted = s->spans;
    s->counted_minutes = s->minutes;
    s->rest = NULL;
}

static int placing_rank(const struct slot *slot, const struct service *s)
{
    return s == slot->initial ? 0 : s->group == GROUP_CHEMO ? 1 : 2;
}

static int placing_order(const struct slot *slot, const struct service *a, const struct service *b)
{
    int c = int_order(placing_rank(slot, a), placing_rank(slot, b));
    if (c == 0 && a->at != b->at)
        return a->at == NO_MINUTE ? 1 : b->at == NO_MINUTE ? -1 : int_order(a->at, b->at);
    if (c == 0)
        c = int_order(b->minutes, a->minutes);
    if (c == 0)
        c = name_order(a->name, b->name);
    return c != 0 ? c : service_order(a, b);
}

struct placing {
    const struct slot *slot;
    struct service *service;
};

static int placing_compare(const void *pa, const void *pb)
{
    const struct placing *a = pa, *b = pb;
    return placing_order(a->slot, a->service, b->service);
}

/* The initial, then chemo by start, then the rest by start. */
static struct placing *placing_list(struct work *w, const struct slot *slot, size_t *n)
{
    struct placing *list = ARENA_ARRAY(w->a, struct placing, slot->n + 1);
    *n = 0;
    for (size_t i = 0; i < slot->n; i++)
        if (slot->services[i]->kind == KIND_INFUSION)
            list[(*n)++] = (struct placing){slot, slot->services[i]};
    sort_items(list, *n, sizeof *list, placing_compare);
    return list;
}

struct overlap {
    int minutes; /* shared with anything placed */
    int own;
    struct spans own_spans;
};

static struct overlap overlap_with(struct work *w, const struct service *s,
                                   const struct spans *placed)
{
    struct overlap o = {.minutes = spans_overlap(&s->spans, placed)};
    o.own = s->minutes - o.minutes;
    if (o.minutes > 0) {
        o.own_spans = s->spans;
        spans_minus(w->a, &o.own_spans, placed);
    }
    return o;
}

struct relating {
    struct spans all, chemo; /* what is placed already */
    struct service **placed; /* in that order */
    size_t n;
};

/* The names of what is placed already and runs while s does. */
static struct fact names_beside(struct work *w, const struct relating *r, const struct service *s)
{
    struct names names = names_new(w, r->n);
    for (size_t i = 0; i < r->n; i++) {
        struct spans ran = {0};
        service_spans(w, &ran, r->placed[i]);
        if (spans_overlap(&ran, &s->spans) > 0 && !names_have(&names, r->placed[i]->name))
            names_add(&names, r->placed[i]->name);
    }
    return fact_names("beside", &names);
}

static void say_not_concurrent(struct work *w, const struct relating *r, const struct service *s,
                               const struct overlap *o)
{
    decide(w, RULE_RELATE_CONCURRENT, VERDICT_NOT_MET, service_row(s), s->visit,
           relate_code(w, s, ROLE_CONCURRENT),
           FACTS(fact_number("overlap", o->minutes),
                 fact_number("limit", w->policy->value[SWITCH_CONCURRENT_MIN_OVERLAP]),
                 names_beside(w, r, s)));
}

/* What its own minutes would give, were only they counted. */
static const char *if_subtracted(struct work *w, const struct service *s, int own)
{
    const struct code *first = relate_code(w, s, ROLE_SEQUENTIAL);
    const struct code *hour = relate_code(w, s, ROLE_HOUR);
    int next = limit(w, LIMIT_HOUR) + limit(w, LIMIT_FURTHER_MIN);
    if (!first)
        return "nothing";
    if (own < next || !hour)
        return first->id;
    return arena_format(w->a, "%s %sx%d", first->id, hour->id,
                        1 + (own - next) / limit(w, LIMIT_HOUR));
}

/* What any minute together would give, were it enough. */
static const char *if_together(struct work *w, const struct service *s, const struct overlap *o)
{
    bool chemo = s->group == GROUP_CHEMO;
    int mode = w->policy->value[SWITCH_OVERLAP_MODE];
    bool majority = mode == OVERLAP_MAJORITY && o->minutes * 2 <= s->minutes;
    if (o->own >= limit(w, LIMIT_INFUSION_MIN) && (chemo || mode == OVERLAP_SUBTRACT))
        return arena_format(w->a, "%s on %d minute%s of its own", if_subtracted(w, s, o->own),
                            o->own, o->own == 1 ? "" : "s");
    const struct code *code = relate_code(w, s, majority ? ROLE_SEQUENTIAL : ROLE_CONCURRENT);
    if (chemo && !majority)
        code = w->policy->value[SWITCH_CONCURRENT_CHEMO] == CONCURRENT_CHEMO_UNLISTED
                   ? relate_code(w, s, ROLE_UNLISTED)
                   : NULL;
    return code ? code->id : "a drug without a code";
}

/* Too few minutes together are not "together" at all, whatever the mode. */
static bool runs_beside(struct work *w, const struct relating *r, const struct service *s,
                        const struct overlap *o)
{
    if (o->minutes == 0)
        return false;
    if (o->minutes < use(w, SWITCH_CONCURRENT_MIN_OVERLAP)) {
        if (s->group != GROUP_CHEMO)
            say_not_concurrent(w, r, s, o);
        find(w, FINDING_OVERLAP_SHORT, service_row(s), s->visit, NULL,
             FACTS(fact_number("overlap", o->minutes),
                   fact_number("limit", w->policy->value[SWITCH_CONCURRENT_MIN_OVERLAP]),
                   fact_text("codes", w->brief ? "" : if_together(w, s, o))));
        return false;
    }
    switch (use(w, SWITCH_OVERLAP_MODE)) {
    case OVERLAP_SUBTRACT: return o->own < limit(w, LIMIT_INFUSION_MIN);
    case OVERLAP_MAJORITY: return o->minutes * 2 > s->minutes;
    default: return true;
    }
}

static void count_own(struct work *w, struct service *s, const struct overlap *o)
{
    s->counted = o->own_spans;
    s->counted_minutes = o->own;
    s->rest = account(w, ACCOUNT_SHARED);
}

/* A chemo drug beside chemo: no concurrent code exists; enough minutes of its own are sequential.
 */
static void relate_chemo_beside(struct work *w, struct service *s, const struct overlap *o)
{
    struct fact overlap = fact_number("overlap", o->minutes), own = fact_number("own", o->own);
    struct fact floor = fact_number("limit", limit(w, LIMIT_INFUSION_MIN));
    int row = service_row(s);
    find(w, FINDING_CHEMO_CONCURRENT, row, s->visit, NULL, FACTS(overlap, own));
    if (o->own >= limit(w, LIMIT_INFUSION_MIN)) {
        relate_as(w, s, ROLE_SEQUENTIAL, RULE_RELATE_CHEMO_OWN);
        count_own(w, s, o);
        decide(w, RULE_RELATE_CHEMO_OWN, VERDICT_APPLIED, row, s->visit,
               relate_code(w, s, ROLE_SEQUENTIAL), FACTS(overlap, own, floor));
        return;
    }
    bool unlisted = use(w, SWITCH_CONCURRENT_CHEMO) == CONCURRENT_CHEMO_UNLISTED;
    if (unlisted)
        relate_as(w, s, ROLE_UNLISTED, RULE_RELATE_CHEMO_NONE);
    else
        relate_nothing(w, s, ACCOUNT_CHEMO_NONE);
    decide(w, RULE_RELATE_CHEMO_NONE, VERDICT_APPLIED, row, s->visit,
           unlisted ? relate_code(w, s, ROLE_UNLISTED) : NULL,
           FACTS(overlap, own, floor, fact_switch(w, SWITCH_CONCURRENT_CHEMO)));
}

static void relate_beside(struct work *w, const struct relating *r, struct service *s,
                          const struct overlap *o)
{
    if (s->group == GROUP_CHEMO) {
        relate_chemo_beside(w, s, o);
        return;
    }
    relate_as(w, s, ROLE_CONCURRENT, RULE_RELATE_CONCURRENT);
    decide(w, RULE_RELATE_CONCURRENT, VERDICT_APPLIED, service_row(s), s->visit,
           relate_code(w, s, ROLE_CONCURRENT),
           FACTS(fact_number("overlap", o->minutes),
                 fact_number("limit", use(w, SWITCH_CONCURRENT_MIN_OVERLAP)),
                 fact_number("own", o->own), fact_switch(w, SWITCH_OVERLAP_MODE),
                 names_beside(w, r, s)));
    if (w->policy->value[SWITCH_OVERLAP_MODE] == OVERLAP_SUBTRACT)
        decide(w, RULE_RELATE_SUBTRACT, VERDICT_NOT_MET, service_row(s), s->visit,
               relate_code(w, s, ROLE_SEQUENTIAL),
               FACTS(fact_number("overlap", o->minutes), fact_number("own", o->own),
                     fact_number("limit", limit(w, LIMIT_INFUSION_MIN)),
                     fact_switch(w, SWITCH_OVERLAP_MODE)));
    if (w->policy->value[SWITCH_OVERLAP_MODE] == OVERLAP_CONCURRENT &&
        o->own >= limit(w, LIMIT_OVERLAP_NOTE))
        find(w, FINDING_OVERLAP_HOURS, service_row(s), s->visit, NULL,
             FACTS(fact_number("own", o->own), fact_number("overlap", o->minutes),
                   fact_text("codes", if_subtracted(w, s, o->own))));
}

static void relate_after(struct work *w, struct service *s, const struct overlap *o)
{
    bool own_only = o->minutes > 0 && use(w, SWITCH_OVERLAP_MODE) == OVERLAP_SUBTRACT &&
                    o->own >= limit(w, LIMIT_INFUSION_MIN);
    enum rule_id rule = own_only ? RULE_RELATE_SUBTRACT : RULE_RELATE_SEQUENTIAL;
    relate_as(w, s, ROLE_SEQUENTIAL, rule);
    const struct code *code = relate_code(w, s, ROLE_SEQUENTIAL);
    struct fact overlap = fact_number("overlap", o->minutes),
                minutes = fact_number("minutes", s->minutes);
    if (own_only) {
        count_own(w, s, o);
        if (s->group == GROUP_CHEMO)
            find(w, FINDING_CHEMO_CONCURRENT, service_row(s), s->visit, NULL,
                 FACTS(overlap, fact_number("own", o->own)));
        decide(w, rule, VERDICT_APPLIED, service_row(s), s->visit, code,
               FACTS(overlap, fact_number("own", o->own),
                     fact_number("limit", limit(w, LIMIT_INFUSION_MIN)),
                     fact_switch(w, SWITCH_OVERLAP_MODE)));
        return;
    }
    struct fact need = fact_number("limit", w->policy->value[SWITCH_CONCURRENT_MIN_OVERLAP]);
    struct fact value =
        o->minutes > 0 ? fact_switch(w, SWITCH_OVERLAP_MODE) : fact_text("value", "");
    decide(w, rule, VERDICT_APPLIED, service_row(s), s->visit, code,
           FACTS(overlap, need, minutes, value));
}

static void place(struct work *w, struct relating *r, struct service *s)
{
    service_spans(w, &r->all, s);
    if (s->group == GROUP_CHEMO)
        service_spans(w, &r->chemo, s);
    r->placed[r->n++] = s;
}

/* Is the drug's first hour taken by something placed before it? */
static bool first_hour_taken(const struct placing *list, size_t i)
{
    for (size_t k = 0; k < i; k++) {
        const struct service *s = list[k].service;
        bool takes = s->role == ROLE_INITIAL || s->role == ROLE_SEQUENTIAL;
        if (takes && same_drug(s, list[i].service) && !s->account)
            return true;
    }
    return false;
}

/* Split at midnight, a date below the floor takes no first hour. */
static bool under_floor(struct work *w, const struct service *s, bool taken)
{
    return !taken && !s->by_intent && s->minutes < limit(w, LIMIT_INFUSION_MIN);
}

static void relate_one(struct work *w, struct relating *r, const struct placing *list, size_t i)
{
    struct service *s = list[i].service;
    count_all(s);
    if (s != list[i].slot->initial) {
        bool several = s->day != NO_DAY || w->policy->value[SWITCH_SAME_DRUG_REPEAT] != REPEAT_SUM;
        bool taken = several && first_hour_taken(list, i);
        struct overlap o = overlap_with(w, s, s->group == GROUP_CHEMO ? &r->chemo : &r->all);
        if (under_floor(w, s, taken))
            relate_nothing(w, s, ACCOUNT_FLOOR);
        else if (runs_beside(w, r, s, &o))
            relate_beside(w, r, s, &o);
        else
            relate_after(w, s, &o);
        s->later = taken && s->role == ROLE_SEQUENTIAL;
    }
    place(w, r, s);
}

void relate_infusions(struct work *w, struct slot *slot)
{
    struct relating r = {.placed = ARENA_ARRAY(w->a, struct service *, slot->n + 1)};
    size_t n;
    struct placing *list = placing_list(w, slot, &n);
    if (n == 0)
        return;
    for (size_t i = 0; i < slot->n; i++)
        if (slot->services[i]->kind == KIND_PUMP)
            place(w, &r, slot->services[i]);
    for (size_t i = 0; i < n; i++)
        relate_one(w, &r, list, i);
}

static void relate_hydration(struct work *w, struct service *s)
{
    if (s->role == ROLE_INITIAL)
        return;
    relate_as(w, s, ROLE_HOUR, RULE_RELATE_HYDRATION);
    bool any = initial_rank(w, s) > 0;
    int floor = limit(w, LIMIT_HYDRATION_MIN), longest = 0;
    for (size_t i = 0; i < s->n_pieces; i++)
        longest = s->pieces[i].minutes > longest ? s->pieces[i].minutes : longest;
    decide(w, RULE_RELATE_HYDRATION, any ? VERDICT_APPLIED : VERDICT_NOT_MET, service_row(s),
           s->visit, relate_code(w, s, ROLE_HOUR),
           FACTS(fact_number("left", s->counted_minutes), fact_number("longest", longest),
                 fact_number("limit", floor), fact_number("more", floor - longest)));
}

void step_relate(struct work *w)
{
    for (size_t v = 0; v < w->n_visits; v++)
        for (size_t i = 0; i < w->visits[v].n_slots; i++) {
            struct slot *slot = w->visits[v].slots[i];
            relate_infusions(w, slot);
            relate_pushes(w, slot);
            for (size_t k = 0; k < slot->n; k++)
                if (slot->services[k]->kind == KIND_HYDRATION)
                    relate_hydration(w, slot->services[k]);
        }
    relate_concurrent_limit(w);
    relate_others(w);
}
