/* Step 2, scope: is it a drug administration at all?  The first reason in the order of scope.csv
 * names the account of the row's minutes; an excluded row takes part in nothing else. Sources:
 * F09-F11, Y01-Y05, readings G3, G13, G41. */
#include "book_index.h"
#include "measure.h"
#include "work.h"

static bool is_drug(const struct wrow *x, int identity)
{
    return x->row->drug_class == CLASS_NONE && x->drug && x->drug->identity == identity;
}

static bool dose_above(const struct wrow *x, int amount)
{
    int64_t dose;
    return x->row->dose > 0 && measure_convert(x->row->dose, x->row->unit, x->drug->unit, &dose) &&
           dose > amount * (int64_t)1000000;
}

static bool scope_holds(const struct scope *s, const struct wrow *x)
{
    const struct row *row = x->row;
    switch (s->what) {
    case SCOPE_FLAG: return (row->flags >> s->value & 1U) != 0;
    case SCOPE_ROUTE: return (int)x->route == s->value;
    case SCOPE_CLASS: return (int)row->drug_class == s->value;
    case SCOPE_METHOD: return (int)x->method == s->value;
    case SCOPE_FAMILY:
        return row->drug_class == CLASS_NONE && x->drug && (int)x->drug->cms == s->value;
    case SCOPE_NO_ORDER: return row->order == SAID_NO;
    case SCOPE_UNCLASSIFIED: return x->group == GROUP_NONE && method_needs_class(x->method);
    case SCOPE_GROUP_ROUTE: return (int)x->group == s->value && (int)x->route == s->value2;
    case SCOPE_METHOD_ROUTE: return (int)x->method == s->value && (int)x->route == s->value2;
    case SCOPE_DRUG: return is_drug(x, s->value);
    case SCOPE_DRUG_ABOVE: return is_drug(x, s->value) && dose_above(x, s->value2);
    }
    return false;
}

static bool bit(uint32_t set, int value)
{
    return set >> value & 1U;
}

/* False: no row of scope.csv can hold.  Most rows are in, and are asked no more. */
static bool may_be_out(const struct book_index *index, const struct wrow *x)
{
    const struct row *row = x->row;
    if ((index->scope_flags & row->flags) != 0)
        return true;
    if (bit(index->scope_routes, (int)x->route) || bit(index->scope_classes, (int)row->drug_class) ||
        bit(index->scope_methods, (int)x->method))
        return true;
    if (row->drug_class == CLASS_NONE && x->drug &&
        (bit(index->scope_families, (int)x->drug->cms) || index->scope_drugs[x->drug->identity]))
        return true;
    return row->order == SAID_NO || x->group == GROUP_NONE;
}

/* Fluid that the label of a drug requires is part of that drug, unless it has a reason of its own
 * and the policy lets that count. */
static bool label_fluid_out(struct work *w, const struct wrow *x)
{
    if (x->group != GROUP_HYDRATION || !(x->row->flags & FLAG_LABELFLUID))
        return false;
    return use(w, SWITCH_LABEL_HYDRATION) == LABEL_BUNDLE || !(x->row->flags & FLAG_OWNREASON);
}

static void leave_out(struct work *w, struct wrow *x)
{
    bool may = may_be_out(w->book->index, x);
    for (size_t i = 0; may && i < w->book->n_scopes && !x->scope; i++)
        if (scope_holds(&w->book->scopes[i], x))
            x->scope = &w->book->scopes[i];
    if (x->scope)
        x->out_account = x->scope->account;
    else if (label_fluid_out(w, x))
        x->out_account = account(w, ACCOUNT_LABEL_FLUID);
    x->out->out = x->out_account;
}

/* Fluid of a drug's label: part of the drug, unless its own reason is on record and may count. */
static void say_label(struct work *w, const struct wrow *x)
{
    bool bundle = w->policy->value[SWITCH_LABEL_HYDRATION] == LABEL_BUNDLE;
    bool own = (x->row->flags & FLAG_OWNREASON) != 0;
    enum rule_id rule = bundle && own ? RULE_CARVE_LABEL_BUNDLE : RULE_CARVE_LABEL;
    if (x->out_account)
        find(w, FINDING_HYDRATION_LABEL, x->row->number, x->visit, NULL, NO_FACTS);
    decide_row(w, &w->book->rules[rule], x->out_account ? VERDICT_APPLIED : VERDICT_NOT_MET, x,
               NULL, FACTS(fact_switch(w, SWITCH_LABEL_HYDRATION)));
}

static void say_scope(struct work *w, struct wrow *x)
{
    if (!x->scope && x->group == GROUP_HYDRATION && (x->row->flags & FLAG_LABELFLUID))
        say_label(w, x);
    if (!x->scope)
        return;
    decide_row(w, &x->scope->rule, VERDICT_APPLIED, x, NULL, NO_FACTS);
    if (x->scope->finding && !row_is_flush(x))
        find_def(w, x->scope->finding, x->row->number, x->visit);
    if (!text_empty(x->scope->elsewhere)) {
        struct elsewhere *e =
            ARENA_PUSH(w->a, w->r->elsewhere, w->r->n_elsewhere, w->r->cap_elsewhere);
        *e = (struct elsewhere){x->row->number, x->visit->number, x->scope->elsewhere,
                                x->scope->elsewhere_say};
    }
}

/* ---- visits ---- */

static struct visit *visit_of(struct work *w, int number)
{
    for (size_t i = 0; i < w->n_visits; i++)
        if (w->visits[i].number == number)
            return &w->visits[i];
    return NULL;
}

static int visit_order(const void *a, const void *b)
{
    int x = ((const struct visit *)a)->number, y = ((const struct visit *)b)->number;
    return (x > y) - (x < y);
}

static day_t row_day(const struct work *w, const struct wrow *x)
{
    if (x->at != NO_MINUTE)
        return when_day(x->at);
    return x->row->stop != NO_MINUTE ? when_day(x->row->stop) : w->day;
}

/* The date of a visit is that of its first coded row. */
static void date_visits(struct work *w)
{
    for (size_t i = 0; i < w->n_rows; i++) {
        struct wrow *x = &w->rows[i];
        struct visit *v = w->visits;
        while (v->number != x->row->visit) /* one was made for each */
            v++;
        x->visit = v;
        day_t day = row_day(w, x);
        if (!x->out_account && (v->day == NO_DAY || day < v->day))
            v->day = day;
    }
}

/* Under return_visit = one_per_date the visits that begin on one date are one, numbered as the
 * first. */
static void merge_visits(struct work *w)
{
    if (w->n_visits < 2 || use(w, SWITCH_RETURN_VISIT) != RETURN_ONE_PER_DATE)
        return;
    struct visit **into = ARENA_ARRAY(w->a, struct visit *, w->n_visits);
    for (size_t i = 0; i < w->n_visits; i++) {
        into[i] = &w->visits[i];
        for (size_t k = 0; k < i; k++)
            if (w->visits[k].day != NO_DAY && w->visits[k].day == w->visits[i].day) {
                into[i] = into[k];
                break;
            }
    }
    for (size_t i = 0; i < w->n_rows; i++)
        w->rows[i].visit = into[w->rows[i].visit - w->visits];
    for (size_t i = 0; i < w->n_visits; i++)
        if (into[i] != &w->visits[i])
            w->visits[i].number = 0; /* lives on as the first */
}

static void make_visits(struct work *w)
{
    size_t cap = 1; /* most have one */
    w->visits = ARENA_NEW(w->a, struct visit);
    for (size_t i = 0; i < w->n_rows; i++) {
        if (visit_of(w, w->rows[i].row->visit))
            continue;
        struct visit *v = ARENA_PUSH(w->a, w->visits, w->n_visits, cap);
        v->number = w->rows[i].row->visit;
        v->day = NO_DAY;
    }
    if (w->n_visits > 1)
        sort_items(w->visits, w->n_visits, sizeof *w->visits, visit_order);
    date_visits(w);
    merge_visits(w);
    w->r->visits = ARENA_ARRAY(w->a, int, w->n_visits + 1);
    for (size_t i = 0; i < w->n_visits; i++)
        if (w->visits[i].number > 0)
            w->r->visits[w->r->n_visits++] = w->visits[i].number;
    for (size_t i = 0; i < w->n_rows; i++)
        w->rows[i].out->visit = w->rows[i].visit->number;
}

void step_scope(struct work *w)
{
    classify_rows(w);
    for (size_t i = 0; i < w->n_rows; i++)
        leave_out(w, &w->rows[i]);
    make_visits(w);
    for (size_t i = 0; i < w->n_rows; i++)
        say_scope(w, &w->rows[i]);
}
