/* Step 10, off the IV line: SC infusions, injections, arterial, pumps, refills, cavities, lesions,
 * and the one concurrent code.  Sources: H04, M06, M07, T20, T26, readings G15, G17, G20, G32. */
#include "relate.h"

/* ---- concurrent: once ---- */

static bool same_limit(struct work *w, const struct service *a, const struct service *b)
{
    if (a->visit == b->visit && a->slot->day == b->slot->day) {
        if (service_date(w, a) == service_date(w, b))
            return true;
        return use(w, SWITCH_CONCURRENT_LIMIT) == CONCURRENT_PER_ENCOUNTER;
    }
    if (service_date(w, a) != service_date(w, b))
        return false;
    return use(w, SWITCH_CONCURRENT_LIMIT) == CONCURRENT_PER_DATE;
}

static void over_limit(struct work *w, struct service *s)
{
    const struct code *code = relate_code(w, s, ROLE_CONCURRENT);
    relate_nothing(w, s, ACCOUNT_NOT_TIMED);
    decide(w, RULE_RELATE_CONCURRENT_LIMIT, VERDICT_APPLIED, service_row(s), s->visit, code,
           FACTS(fact_switch(w, SWITCH_CONCURRENT_LIMIT)));
    find(w, FINDING_CONCURRENT_LIMIT, service_row(s), s->visit, code, NO_FACTS);
}

static int concurrent_order(const void *pa, const void *pb)
{
    const struct service *a = *(struct service *const *)pa, *b = *(struct service *const *)pb;
    if (a->visit != b->visit)
        return a->visit->number < b->visit->number ? -1 : 1;
    if (a->at != b->at)
        return a->at < b->at ? -1 : 1;
    if (a->minutes != b->minutes)
        return a->minutes > b->minutes ? -1 : 1;
    int c = name_order(a->name, b->name);
    if (c == 0 && a->access && b->access)
        c = int_order(a->access->index, b->access->index); /* the main access comes first */
    return c != 0 ? c : service_order(a, b);
}

static bool is_parent(const struct work *w, const struct code *addon, const struct code *code)
{
    for (const struct parent_row *const *row = book_code_parents(w->book, addon); *row; row++)
        if ((*row)->parent == code && !(*row)->article)
            return true;
    return false;
}

/* Will a code of the visit carry the concurrent one?  One that nothing carries must not keep that
 * of another visit off the date. */
static bool carried(struct work *w, const struct service *s)
{
    const struct code *addon = relate_code(w, s, ROLE_CONCURRENT);
    int second = limit(w, LIMIT_HOUR) + limit(w, LIMIT_FURTHER_MIN);
    for (size_t i = 0; addon && i < w->n_services; i++) {
        const struct service *t = w->services[i];
        if (t->visit != s->visit)
            continue;
        if (t->kind == KIND_PUMP
                ? is_parent(w, addon, relate_code(w, t, ROLE_SINGLE))
                : t->role == ROLE_INITIAL && is_parent(w, addon, relate_code(w, t, ROLE_INITIAL)))
            return true;
        if (t->kind == KIND_INFUSION && t->role != ROLE_CONCURRENT && t->role != ROLE_COUNT &&
            t->counted_minutes >= second && is_parent(w, addon, relate_code(w, t, ROLE_HOUR)))
            return true;
    }
    return false;
}

static void keep_one(struct work *w, struct service **list, size_t n, bool with_carrier,
                     struct service **kept, size_t *n_kept)
{
    for (size_t i = 0; i < n; i++) {
        bool over = false;
        if (carried(w, list[i]) != with_carrier)
            continue;
        for (size_t k = 0; k < *n_kept && !over; k++)
            over = same_limit(w, kept[k], list[i]);
        if (over)
            over_limit(w, list[i]);
        else
            kept[(*n_kept)++] = list[i];
    }
}

void relate_concurrent_limit(struct work *w)
{
    struct service **list = ARENA_ARRAY(w->a, struct service *, w->n_services + 1);
    struct service **kept = ARENA_ARRAY(w->a, struct service *, w->n_services + 1);
    size_t n = 0, n_kept = 0;
    for (size_t i = 0; i < w->n_services; i++)
        if (w->services[i]->role == ROLE_CONCURRENT)
            list[n++] = w->services[i];
    sort_items(list, n, sizeof *list, concurrent_order);
    keep_one(w, list, n, true, kept, &n_kept);
    keep_one(w, list, n, false, kept, &n_kept);
}

/* ---- SC infusions: the first hour once a visit, for the longest ---- */

static struct service *longest_sc(const struct work *w, const struct visit *v)
{
    struct service *longest = NULL;
    for (size_t i = 0; i < w->n_services; i++) {
        struct service *s = w->services[i];
        if (s->kind != KIND_SC_INFUSION || s->visit != v)
            continue;
        bool wins = !longest || s->minutes > longest->minutes ||
                    (s->minutes == longest->minutes &&
                     (s->at < longest->at ||
                      (s->at == longest->at && name_order(s->name, longest->name) < 0)));
        if (wins)
            longest = s;
    }
    return longest;
}

static void relate_sc(struct work *w, struct service *s)
{
    bool first = s == longest_sc(w, s->visit);
    enum rule_id rule = first ? RULE_RELATE_SC_LONGEST : RULE_RELATE_SC_FURTHER;
    relate_as(w, s, first ? ROLE_INITIAL : ROLE_HOUR, rule);
    decide(w, rule, VERDICT_APPLIED, service_row(s), s->visit, relate_code(w, s, s->role),
           FACTS(fact_number("minutes", s->minutes)));
}

/* ---- one unit each ---- */

static bool earlier_akin(const struct service *a, const struct service *s)
{
    if (a->at != s->at)
        return a->at != NO_MINUTE && (s->at == NO_MINUTE || a->at < s->at);
    if (a->minutes != s->minutes)
        return a->minutes > s->minutes;
    return service_order(a, s) < 0;
}

/* Is there an earlier injection of the drug on that date in the visit? */
static bool drug_injected_before(const struct work *w, const struct service *s)
{
    for (size_t i = 0; i < w->n_services; i++) {
        const struct service *a = w->services[i];
        if (a != s && a->kind == KIND_INJECTION && a->visit == s->visit && a->group == s->group &&
            a->infusate == s->infusate && service_date(w, a) == service_date(w, s) &&
            earlier_akin(a, s))
            return true;
    }
    return false;
}

/* The row of services.csv is the rule that decides. */
static void relate_by_row(struct work *w, struct service *s, const struct service_row *row)
{
    s->role = row->role;
    s->rule = &row->rule;
    decide_row(w, &row->rule, VERDICT_APPLIED, s->rows[0], row->code,
               FACTS(fact_text("kind", kind_name(s->kind))));
}

static void relate_single(struct work *w, struct service *s)
{
    const struct service_row *row = relate_row(w, s, ROLE_SINGLE);
    if (row)
        relate_by_row(w, s, row);
    else
        relate_nothing(w, s, ACCOUNT_NO_CODE);
}

static void relate_injection(struct work *w, struct service *s)
{
    if (drug_injected_before(w, s) && use(w, SWITCH_INJECTIONS) == INJECTIONS_PER_DRUG) {
        relate_nothing(w, s, ACCOUNT_SAME_AGAIN);
        decide(w, RULE_RELATE_PER_DRUG, VERDICT_APPLIED, service_row(s), s->visit, NULL,
               FACTS(fact_switch(w, SWITCH_INJECTIONS)));
        return;
    }
    relate_single(w, s);
}

static void relate_setup(struct work *w, struct service *s)
{
    for (size_t i = 0; i < w->n_services; i++) {
        const struct service *a = w->services[i];
        if (a == s || a->kind != KIND_SETUP || a->visit != s->visit || !earlier_akin(a, s))
            continue;
        relate_nothing(w, s, ACCOUNT_SETUP_ONCE);
        decide(w, RULE_RELATE_SETUP, VERDICT_APPLIED, service_row(s), s->visit, NULL, NO_FACTS);
        find(w, FINDING_SETUP_AGAIN, service_row(s), s->visit, NULL, NO_FACTS);
        return;
    }
    relate_single(w, s);
}

static void relate_pump(struct work *w, struct service *s)
{
    relate_single(w, s);
    int planned = s->minutes;
    for (size_t i = 0; i < s->n_rows; i++)
        planned = s->rows[i]->row->planned > planned ? s->rows[i]->row->planned : planned;
    decide(w, RULE_RELATE_PUMP, VERDICT_APPLIED, service_row(s), s->visit,
           relate_code(w, s, ROLE_SINGLE),
           FACTS(fact_number("minutes", planned), fact_number("limit", limit(w, LIMIT_PUMP_MIN)),
                 fact_text("payer", w->payer)));
}

/* ---- lesions: counted, not timed ---- */

static bool dose_counts_lesions(const struct row *row)
{
    const char *unit = row->unit ? row->unit : "";
    return row->route == ROUTE_IL &&
           (ascii_casecmp(unit, "lesions") == 0 || ascii_casecmp(unit, "lesion") == 0);
}

bool dose_is_amount(const struct row *row)
{
    return row->dose > 0 && !dose_counts_lesions(row);
}

static int64_t lesions_of(const struct row *row)
{
    if (row->dose > 0 && dose_counts_lesions(row))
        return row->dose / 1000000;
    return 1;
}

static void relate_lesions(struct work *w, struct service *s)
{
    int64_t lesions = 0;
    for (size_t i = 0; i < s->n_rows; i++)
        lesions += lesions_of(s->rows[i]->row);
    int most = limit(w, LIMIT_LESIONS_MAX);
    relate_as(w, s, lesions > most ? ROLE_MANY : ROLE_SINGLE, RULE_RELATE_LESIONS);
    decide(w, RULE_RELATE_LESIONS, VERDICT_APPLIED, service_row(s), s->visit,
           relate_code(w, s, s->role),
           FACTS(fact_number("lesions", lesions), fact_number("limit", most)));
}

static void relate_ia(struct work *w, struct service *s)
{
    const struct service_row *row = relate_row(w, s, ROLE_INITIAL);
    if (row)
        relate_by_row(w, s, row);
    else
        relate_single(w, s); /* a class without an arterial infusion code */
}

void relate_others(struct work *w)
{
    for (size_t i = 0; i < w->n_services; i++) {
        struct service *s = w->services[i];
        switch (s->kind) {
        case KIND_NONE:
        case KIND_PUSH:
        case KIND_INFUSION:
        case KIND_HYDRATION:
        case KIND_FLUSH:
        case KIND_COUNT: break;
        case KIND_SC_INFUSION: relate_sc(w, s); break;
        case KIND_INJECTION: relate_injection(w, s); break;
        case KIND_SETUP: relate_setup(w, s); break;
        case KIND_PUMP:
        case KIND_IA_PUMP: relate_pump(w, s); break;
        case KIND_LESIONS: relate_lesions(w, s); break;
        case KIND_IA_INFUSION: relate_ia(w, s); break;
        case KIND_ONBODY:
        case KIND_REFILL:
        case KIND_IA_PUSH:
        case KIND_CAVITY: relate_single(w, s); break;
        }
    }
}
