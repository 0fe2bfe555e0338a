/* Step 9, initial: one per visit and access (and date, under observation_days = per_day). Facility:
 * the rank of ranks.csv, not the clock.  Office: the row marked primary, else rank. Sources:
 * H01-H06, T05, T06, readings G10, G16, G17, G21. */
#include "book_index.h"
#include "work.h"

int initial_rank(const struct work *w, const struct service *s)
{
    if (s->kind == KIND_HYDRATION) {
        for (size_t i = 0; i < s->n_pieces; i++)
            if (s->pieces[i].minutes >= limit(w, LIMIT_HYDRATION_MIN))
                return book_rank(w->book, s->kind, s->group);
        return 0;
    }
    return s->candidate ? book_rank(w->book, s->kind, s->group) : 0;
}

/* Pushes by time; infusions by the tie-break of the policy, then by the other measure. */
static int tie_order(struct work *w, const struct service *a, const struct service *b)
{
    int by_time = int_order(service_time(a), service_time(b)),
        by_length = int_order(b->minutes, a->minutes);
    if (a->kind == KIND_PUSH || b->kind == KIND_PUSH)
        return by_time != 0 ? by_time : by_length;
    if (by_time == 0 || by_length == 0 || by_time == by_length)
        return by_time != 0 ? by_time : by_length;
    return use(w, SWITCH_INITIAL_TIE_BREAK) == TIE_LONGEST ? by_length : by_time;
}

bool initial_before(struct work *w, const struct service *a, const struct service *b)
{
    int c = int_order(initial_rank(w, a), initial_rank(w, b));
    if (c == 0)
        c = tie_order(w, a, b);
    if (c == 0)
        c = name_order(a->name, b->name);
    if (c == 0 && a->access && b->access)
        c = int_order(a->access->index, b->access->index);
    return c < 0;
}

static bool has_mark(const struct service *s)
{
    for (size_t i = 0; i < s->n_rows; i++)
        if (s->rows[i]->row->primary == SAID_YES)
            return true;
    return false;
}

/* A mark on any row of a drug, its bolus or another push, marks the service that could be the
 * initial. */
static bool is_marked(const struct slot *slot, const struct service *s)
{
    if (has_mark(s))
        return true;
    for (size_t i = 0; i < slot->n; i++)
        if (same_drug(slot->services[i], s) && has_mark(slot->services[i]))
            return true;
    return false;
}

static struct service *best_of(struct work *w, const struct slot *slot, bool marked_only)
{
    struct service *best = NULL;
    for (size_t i = 0; i < slot->n; i++) {
        struct service *s = slot->services[i];
        if (initial_rank(w, s) == 0 || (marked_only && !is_marked(slot, s)))
            continue;
        if (!best || initial_before(w, s, best))
            best = s;
    }
    return best;
}

/* Chemo add-ons have chemo parents only: beside a chemo infusion only a chemo infusion can be the
 * initial, beside a chemo push only chemo. */
static bool can_be_initial(const struct service *s, const struct service *highest)
{
    return highest->group != GROUP_CHEMO || (s->group == GROUP_CHEMO && s->kind == highest->kind);
}

/* Services that could take the slot; with highest, those beside which its add-ons keep a parent. */
static size_t count_choices(struct work *w, const struct slot *slot, const struct service *highest)
{
    size_t n = 0;
    for (size_t i = 0; i < slot->n; i++)
        if (initial_rank(w, slot->services[i]) > 0 &&
            (!highest || can_be_initial(slot->services[i], highest)))
            n++;
    return n;
}

static bool visit_has_mark(const struct work *w, const struct visit *v)
{
    for (size_t i = 0; i < w->n_rows; i++)
        if (w->rows[i].visit == v && !w->rows[i].out_account && w->rows[i].row->primary == SAID_YES)
            return true;
    return false;
}

static struct service *office_choice(struct work *w, struct slot *slot, struct service *highest,
                                     enum rule_id *rule)
{
    struct service *marked = best_of(w, slot, true);
    if (!marked) {
        if (count_choices(w, slot, highest) > 1 && !visit_has_mark(w, slot->visit))
            find(w, FINDING_INITIAL_PRIMARY_MISSING, service_row(highest), slot->visit, NULL,
                 NO_FACTS);
        return highest;
    }
    if (!can_be_initial(marked, highest)) {
        find(w, FINDING_INITIAL_PRIMARY_PARENT, service_row(marked), slot->visit, NULL,
             FACTS(fact_text("initial", highest->name)));
        *rule = RULE_INITIAL_PARENT;
        return highest;
    }
    *rule = RULE_INITIAL_PRIMARY;
    return marked;
}

static const struct code *initial_code(struct work *w, const struct service *s)
{
    const struct service_row *row = book_service(w->book, s->kind, s->group, ROLE_INITIAL, ROUTE_IV,
                                                 s->device, s->flags, w->payer);
    return row ? row->code : NULL;
}

/* What broke the tie: the switch only where the longer is not the earlier. */
static const char *tie_broken(struct work *w, const struct service *initial,
                              const struct service *other)
{
    int by_time = int_order(service_time(initial), service_time(other)),
        by_length = int_order(other->minutes, initial->minutes);
    if (by_time * by_length < 0)
        return use(w, SWITCH_INITIAL_TIE_BREAK) == TIE_LONGEST
                   ? "the longer goes first (switch initial_tie_break = longest)"
                   : "the earlier goes first (switch initial_tie_break = first_started)";
    if (by_length != 0)
        return "the longer goes first";
    return by_time != 0 ? "the earlier goes first"
                        : "they began together and are as long, so the name decides";
}

/* Says who would have been the initial had the tie been broken the other way. */
static void say_tie(struct work *w, const struct slot *slot, const struct service *initial)
{
    for (size_t i = 0; i < slot->n; i++) {
        const struct service *s = slot->services[i];
        if (s == initial || initial_rank(w, s) != initial_rank(w, initial) || s->kind == KIND_PUSH)
            continue;
        decide(w, RULE_INITIAL_TIE, VERDICT_APPLIED, service_row(initial), slot->visit,
               initial_code(w, initial),
               FACTS(fact_text("other", s->name), fact_number("minutes", initial->minutes),
                     fact_text("how", tie_broken(w, initial, s))));
        return;
    }
}

/* "chemo infusion", "therapeutic push", "hydration" */
static const char *what_it_is(const struct work *w, const struct service *s)
{
    return w->book->index->what[s->kind][s->group];
}

/* Does it stand beside the initial one?  A pump never competes. */
static bool is_behind(const struct service *s, const struct service *initial)
{
    return s != initial && s->kind != KIND_PUMP;
}

static size_t count_behind(const struct slot *slot, const struct service *initial)
{
    size_t n = 0;
    for (size_t i = 0; i < slot->n; i++)
        n += is_behind(slot->services[i], initial);
    return n;
}

/* The same drug given in the same way, which is named once, as one of the n has been. */
static bool is_named(const struct service *const *named, size_t n, const struct service *s)
{
    for (size_t i = 0; i < n; i++)
        if (named[i]->kind == s->kind && named[i]->group == s->group &&
            strcmp(named[i]->name, s->name) == 0)
            return true;
    return false;
}

static struct fact names_behind(struct work *w, const struct slot *slot,
                                const struct service *initial)
{
    struct names names = names_new(w, slot->n);
    const struct service **named = ARENA_ARRAY(w->a, const struct service *, slot->n);
    size_t n = 0;
    for (size_t i = 0; i < slot->n; i++) {
        const struct service *s = slot->services[i];
        if (!is_behind(s, initial) || is_named(named, n, s))
            continue;
        named[n++] = s;
        names_add_what(&names, s->name, what_it_is(w, s));
    }
    return fact_names("others", &names);
}

/* Of one rank with the initial service; among pushes the earlier one is it, and no switch decides.
 */
static void say_tied(struct work *w, const struct slot *slot, const struct service *initial,
                     const struct service *s)
{
    if (s->kind == KIND_PUSH)
        return;
    decide(w, RULE_INITIAL_TIE, VERDICT_NOT_MET, service_row(s), slot->visit, initial_code(w, s),
           FACTS(fact_text("other", initial->name), fact_number("minutes", s->minutes),
                 fact_text("how", tie_broken(w, initial, s))));
}

/* Those that could have been the initial service, and why they are not. */
static void say_behind(struct work *w, const struct slot *slot, const struct service *initial,
                       enum rule_id rule)
{
    for (size_t i = 0; i < slot->n; i++) {
        const struct service *s = slot->services[i];
        if (s == initial || initial_rank(w, s) == 0)
            continue;
        if (rule == RULE_INITIAL_PRIMARY) {
            if (!is_marked(slot, s))
                decide(w, rule, VERDICT_NOT_MET, service_row(s), slot->visit, initial_code(w, s),
                       FACTS(fact_text("kind", kind_name(s->kind)),
                             fact_text("what", what_it_is(w, s))));
            continue;
        }
        if (initial_rank(w, s) == initial_rank(w, initial)) {
            say_tied(w, slot, initial, s);
            continue;
        }
        struct names others = names_new(w, 1);
        names_add_what(&others, initial->name, what_it_is(w, initial));
        decide(w, RULE_INITIAL_RANK, VERDICT_NOT_MET, service_row(s), slot->visit,
               initial_code(w, s),
               FACTS(fact_text("kind", kind_name(s->kind)), fact_text("what", what_it_is(w, s)),
                     fact_number("rank", initial_rank(w, s)), fact_names("others", &others)));
    }
}

static void say_initial(struct work *w, struct slot *slot, struct service *s, enum rule_id rule)
{
    if (rule == RULE_INITIAL_RANK && count_behind(slot, s) == 0)
        rule = RULE_INITIAL_ONLY;
    s->rule = &w->book->rules[rule];
    if (w->brief)
        return;
    struct fact kind = fact_text("kind", kind_name(s->kind)),
                what = fact_text("what", what_it_is(w, s));
    if (rule == RULE_INITIAL_RANK)
        keep_decision(
            w, rule, VERDICT_APPLIED, service_row(s), slot->visit, initial_code(w, s),
            FACTS(kind, what, fact_number("rank", initial_rank(w, s)), names_behind(w, slot, s)));
    else
        keep_decision(w, rule, VERDICT_APPLIED, service_row(s), slot->visit, initial_code(w, s),
                      FACTS(kind, what));
    if (rule == RULE_INITIAL_RANK)
        say_tie(w, slot, s);
    if (rule == RULE_INITIAL_RANK || rule == RULE_INITIAL_PRIMARY)
        say_behind(w, slot, s, rule);
}

static void choose_initial(struct work *w, struct slot *slot)
{
    struct service *highest = best_of(w, slot, false);
    if (!highest)
        return;
    enum rule_id rule = RULE_INITIAL_RANK;
    slot->initial = highest;
    if (is_office(w) && count_choices(w, slot, NULL) > 1 &&
        use(w, SWITCH_OFFICE_INITIAL) == OFFICE_PRIMARY_THEN_RANK)
        slot->initial = office_choice(w, slot, highest, &rule);
    slot->initial->role = ROLE_INITIAL;
    say_initial(w, slot, slot->initial, rule);
}

void step_initial(struct work *w)
{
    for (size_t v = 0; v < w->n_visits; v++)
        for (size_t i = 0; i < w->visits[v].n_slots; i++)
            choose_initial(w, w->visits[v].slots[i]);
}
