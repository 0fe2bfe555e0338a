/* Step 12, modifiers: on a second initial, on the second code of a pair, on a service cut short;
 * none on add-ons.  Sources: P22, P30-P33, T01, T03, T28, readings G21, G22, G27, G40. */
#include "edits.h"
#include "runs.h"

void unit_modify(struct work *w, struct unit *u, enum modifier_id id)
{
    const char *text = distinct_text(w, id);
    for (int i = 0; i < u->n_modifiers; i++)
        if (strcmp(u->modifiers[i], text) == 0)
            return;
    if (u->n_modifiers < (int)COUNT_OF(u->modifiers))
        u->modifiers[u->n_modifiers++] = text;
}

static bool is_distinct(enum modifier_id id)
{
    return id == MODIFIER_OTHER_VISIT || id == MODIFIER_OTHER_ACCESS ||
           id == MODIFIER_OTHER_SERVICE;
}

const char *distinct_text(struct work *w, enum modifier_id id)
{
    if (is_distinct(id) && use(w, SWITCH_DISTINCT_MODIFIER) == DISTINCT_59)
        id = MODIFIER_DISTINCT;
    return w->book->modifiers[id].text;
}

static bool is_iv(const struct unit *u)
{
    return u->access >= 0;
}

static bool is_injection(const struct unit *u)
{
    return u->service->kind == KIND_INJECTION || u->service->kind == KIND_ONBODY;
}

/* Under the skin or into a muscle, by a needle of its own. */
static bool is_own_needle(const struct unit *u)
{
    return is_injection(u) || u->service->kind == KIND_SC_INFUSION;
}

/* Into a vein, an artery or a cavity of the body: a site that its route and its access name. */
static bool has_site(const struct unit *u)
{
    return is_iv(u) || u->service->kind == KIND_CAVITY || u->service->rows[0]->route == ROUTE_IA;
}

static bool other_site(const struct unit *a, const struct unit *b)
{
    return a->service->rows[0]->route != b->service->rows[0]->route || a->access != b->access;
}

enum modifier_id units_distinct(const struct unit *column1, const struct unit *column2)
{
    if (column1->visit != column2->visit)
        return MODIFIER_OTHER_VISIT;
    bool apart = has_site(column1) ||
                 (is_own_needle(column1) && !same_drug(column1->service, column2->service));
    if (apart && is_injection(column2))
        return MODIFIER_OTHER_SERVICE;
    if (has_site(column1) && has_site(column2) && other_site(column1, column2))
        return MODIFIER_OTHER_ACCESS;
    return MODIFIER_COUNT;
}

/* ---- a second initial ---- */

struct ranked {
    int rank;
    struct unit *unit;
};

/* By date, rank, visit, start, main access, label. */
static int initial_order(const void *pa, const void *pb)
{
    const struct ranked *a = pa, *b = pb;
    const struct unit *x = a->unit, *y = b->unit;
    int c = int_order(x->date, y->date);
    if (c == 0)
        c = int_order(a->rank, b->rank);
    if (c == 0)
        c = int_order(x->visit->number, y->visit->number);
    if (c == 0)
        c = int_order(x->service->at == NO_MINUTE ? INT32_MAX : x->service->at,
                      y->service->at == NO_MINUTE ? INT32_MAX : y->service->at);
    return c != 0
               ? c
               : int_order(x->access, y->access); /* the main access comes first, then by label */
}

static void second_initial(struct work *w, const struct unit *first, struct unit *u)
{
    enum modifier_id id = u->visit != first->visit ? MODIFIER_OTHER_VISIT : MODIFIER_OTHER_ACCESS;
    unit_modify(w, u, id);
    const char *reason =
        id == MODIFIER_OTHER_ACCESS && u->service->access ? u->service->access->reason : NULL;
    if (id == MODIFIER_OTHER_ACCESS && text_empty(reason) && first->service->access)
        reason = first->service->access->reason;
    if (text_empty(reason))
        reason = w->book->modifiers[id].say;
    struct fact other = fact_text("first", first->code->id),
                modifier = fact_text("modifier", distinct_text(w, id));
    decide(w, RULE_INITIAL_SECOND, VERDICT_APPLIED, service_row(u->service), u->visit, u->code,
           FACTS(other, modifier, fact_text("reason", reason)));
    find(w, FINDING_INITIAL_SECOND, service_row(u->service), u->visit, u->code,
         FACTS(other, modifier));
}

static void mark_second_initials(struct work *w)
{
    struct ranked *list = ARENA_ARRAY(w->a, struct ranked, w->n_units + 1);
    size_t n = 0;
    for (size_t i = 0; i < w->n_units; i++)
        if (w->units[i]->initial && unit_on_claim(w->units[i]))
            list[n++] = (struct ranked){initial_rank(w, w->units[i]->service), w->units[i]};
    sort_items(list, n, sizeof *list, initial_order);
    const struct unit *first = NULL;
    for (size_t i = 0; i < n; i++) {
        if (!first || first->date != list[i].unit->date)
            first = list[i].unit;
        else
            second_initial(w, first, list[i].unit);
    }
    for (size_t i = 0; i < w->n_units; i++)
        if (w->units[i]->service->article_initial && unit_on_claim(w->units[i]))
            unit_modify(w, w->units[i], MODIFIER_OTHER_SERVICE);
}

/* ---- pairs ---- */

static bool takes_no_modifier(const struct unit *u)
{
    return u->code->addon || u->service->kind == KIND_REFILL;
}

/* The modifier under which u may stand beside every unit of the column 1 code on that date: what
 * sets it apart within its own visit, where there is one. */
static enum modifier_id distinct_from_all(const struct work *w, const struct code *column1,
                                          const struct unit *u)
{
    enum modifier_id all = MODIFIER_COUNT;
    for (size_t i = 0; i < w->n_units; i++) {
        const struct unit *other = w->units[i];
        if (other->code != column1 || other->date != u->date || !unit_on_claim(other))
            continue;
        enum modifier_id id = units_distinct(other, u);
        if (id == MODIFIER_COUNT)
            return id;
        if (all == MODIFIER_COUNT || id != MODIFIER_OTHER_VISIT)
            all = id;
    }
    return all;
}

static void edit_pair(struct work *w, const struct code *column1, const struct pair *pair,
                      struct unit *u)
{
    int row = service_row(u->service);
    struct fact other = fact_text("other", column1->id);
    enum modifier_id id = distinct_from_all(w, column1, u);
    if (pair->effect != PAIR_MODIFIER || takes_no_modifier(u) || id == MODIFIER_COUNT) {
        decide(w, RULE_EDIT_PAIR_NOT_DISTINCT, VERDICT_APPLIED, row, u->visit, u->code,
               FACTS(other));
        find(w, FINDING_EDIT_PAIR, row, u->visit, u->code, FACTS(other));
        return;
    }
    unit_modify(w, u, id);
    decide(w, RULE_EDIT_PAIR_MODIFIER, VERDICT_APPLIED, row, u->visit, u->code,
           FACTS(other, fact_text("modifier", distinct_text(w, id)),
                 fact_text("reason", w->book->modifiers[id].say),
                 fact_switch(w, SWITCH_DISTINCT_MODIFIER)));
}

static bool code_before(const struct work *w, const struct unit *one, size_t end)
{
    for (size_t i = 0; i < end; i++)
        if (unit_like(w->units[i], one))
            return true;
    return false;
}

/* Has the visit of u a unit like column1? */
static bool in_visit_of(const struct work *w, const struct unit *column1, const struct unit *u)
{
    for (size_t i = 0; i < w->n_units; i++)
        if (w->units[i]->visit == u->visit && unit_like(w->units[i], column1))
            return true;
    return false;
}

static void mark_beside(struct work *w, const struct unit *column1, bool same_visit)
{
    for (size_t i = 0; i < w->n_units; i++) {
        struct unit *u = w->units[i];
        bool two_initials = u->initial && column1->initial; /* one of them is marked already */
        if (!unit_on_claim(u) || u->date != column1->date || u->code == column1->code ||
            u->n_modifiers > 0 || two_initials)
            continue;
        const struct pair *pair = book_code_pair(w->book, w->setting, column1->code, u->code);
        if (pair && pair->effect != PAIR_OFF && in_visit_of(w, column1, u) == same_visit)
            edit_pair(w, column1->code, pair, u);
    }
}

/* A unit gets one modifier: first for what stands in its own visit, which another visit would not
 * excuse. */
static void mark_pairs(struct work *w)
{
    if (!may_pair(w))
        return;
    for (int pass = 0; pass < 2; pass++)
        for (size_t i = 0; i < w->n_units; i++)
            if (unit_on_claim(w->units[i]) && !code_before(w, w->units[i], i))
                mark_beside(w, w->units[i], pass == 0);
}

/* ---- cut short ---- */

static bool cut_short(const struct service *s)
{
    if (s->flags & FLAG_DISCONTINUED)
        return true;
    for (size_t i = 0; i < s->n_runs; i++)
        if (s->runs[i]->minutes >= 0 && run_planned(s->runs[i]) > s->runs[i]->minutes)
            return true;
    return false;
}

static enum modifier_id reduced_modifier(struct work *w, const struct service *s)
{
    switch (use(w, SWITCH_DISCONTINUED)) {
    case DISCONTINUED_52: return MODIFIER_REDUCED;
    case DISCONTINUED_OFFICE_53:
        return is_office(w) && (s->flags & FLAG_REACTION) ? MODIFIER_STOPPED : MODIFIER_COUNT;
    default: return MODIFIER_COUNT;
    }
}

static int longest_planned(const struct service *s)
{
    int planned = -1;
    for (size_t i = 0; i < s->n_runs; i++)
        planned = run_planned(s->runs[i]) > planned ? run_planned(s->runs[i]) : planned;
    return planned;
}

static void mark_reduced(struct work *w)
{
    for (size_t i = 0; i < w->n_units; i++) {
        struct unit *u = w->units[i];
        if (!u->code->first_hour || !unit_on_claim(u) || !cut_short(u->service))
            continue;
        enum modifier_id id = reduced_modifier(w, u->service);
        if (id == MODIFIER_COUNT) {
            decide(w, RULE_EDIT_REDUCED, VERDICT_NOT_MET, service_row(u->service), u->visit,
                   u->code,
                   FACTS(fact_number("minutes", u->service->minutes),
                         fact_number("planned", longest_planned(u->service)),
                         fact_switch(w, SWITCH_DISCONTINUED)));
            continue;
        }
        unit_modify(w, u, id);
        decide(w, RULE_EDIT_REDUCED, VERDICT_APPLIED, service_row(u->service), u->visit, u->code,
               FACTS(fact_number("minutes", u->service->minutes),
                     fact_number("planned", longest_planned(u->service)),
                     fact_text("modifier", w->book->modifiers[id].text),
                     fact_switch(w, SWITCH_DISCONTINUED)));
    }
}

/* ---- add-ons of a second access ---- */

static void mark_addons(struct work *w)
{
    for (size_t i = 0; i < w->n_units; i++) {
        struct unit *u = w->units[i];
        const struct slot *slot = u->service->slot;
        if (!u->code->addon || !unit_on_claim(u) || !slot || !slot->initial ||
            slot->initial->n_units == 0)
            continue;
        const struct unit *initial = slot->initial->units[0];
        if (initial->n_modifiers == 0 || !unit_on_claim(initial) ||
            use(w, SWITCH_SECOND_SITE_ADDON_MODIFIER) != ADDON_MODIFIER_SAME)
            continue;
        u->modifiers[u->n_modifiers++] = initial->modifiers[0];
        decide(w, RULE_EDIT_ADDON_MODIFIER, VERDICT_APPLIED, service_row(u->service), u->visit,
               u->code,
               FACTS(fact_text("modifier", initial->modifiers[0]),
                     fact_switch(w, SWITCH_SECOND_SITE_ADDON_MODIFIER)));
    }
}

void edit_modifiers(struct work *w)
{
    mark_second_initials(w);
    mark_pairs(w);
    mark_addons(w); /* before 52 and 53, which an add-on does not share */
    mark_reduced(w);
}
