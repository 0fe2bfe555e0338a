/* Step 12, edits: may these codes stand together?  Add-ons need a parent, pairs that are never paid
 * lose their second code, units above the MUE draw a warning, a flush is coded only alone. Sources:
 * section 6 of the rules dossier (P01-P33), Q08, T07, T08, readings G22, G26, G29, G34, G37, G38.
 */
#include "edits.h"

/* ---- parents ---- */

static const char *parent_list(struct work *w, const struct code *addon, bool article)
{
    const char *names[16];
    size_t n = 0;
    for (const struct parent_row *const *row = book_code_parents(w->book, addon);
         *row && n < COUNT_OF(names); row++)
        if ((*row)->article == article)
            names[n++] = (*row)->parent->id;
    return join_names(w, names, n, " ");
}

/* Codes on the claim of a visit, as a set by code index. */
static void gather_codes(struct work *w, struct visit *v)
{
    v->codes = ARENA_ARRAY(w->a, bool, w->book->n_codes);
    for (size_t i = 0; i < w->n_units; i++)
        if (w->units[i]->visit == v && unit_on_claim(w->units[i]))
            v->codes[w->units[i]->code->index] = true;
}

static bool has_addons(const struct work *w, const struct visit *v)
{
    for (size_t i = 0; i < w->n_units; i++)
        if (w->units[i]->code->addon && w->units[i]->visit == v && unit_on_claim(w->units[i]))
            return true;
    return false;
}

static bool has_parent(const struct work *w, const struct visit *v, const struct code *addon,
                       bool article)
{
    bool any_row = false;
    for (const struct parent_row *const *row = book_code_parents(w->book, addon); *row; row++) {
        if ((*row)->article != article)
            continue;
        any_row = true;
        if (v->codes[(*row)->parent->index])
            return true;
    }
    return article && !any_row; /* the article does not name a parent of every add-on */
}

static void drop_orphan(struct work *w, struct unit *u)
{
    u->dropped = account(w, ACCOUNT_NO_PARENT);
    struct fact parents = fact_text("parents", parent_list(w, u->code, false));
    decide(w, RULE_EDIT_PARENT, VERDICT_NOT_MET, service_row(u->service), u->visit, u->code,
           FACTS(parents));
    find(w, FINDING_EDIT_PARENT, service_row(u->service), u->visit, u->code, FACTS(parents));
}

/* Until nothing changes: an add-on that loses its parent may itself have been one. */
static void drop_orphans(struct work *w, struct visit *v)
{
    bool again = has_addons(w, v);
    while (again) {
        gather_codes(w, v);
        again = false;
        for (size_t i = 0; i < w->n_units; i++) {
            struct unit *u = w->units[i];
            if (u->visit != v || !unit_on_claim(u) || !u->code->addon ||
                has_parent(w, v, u->code, false))
                continue;
            drop_orphan(w, u);
            again = true;
        }
    }
}

static void warn_article_parents(struct work *w, struct visit *v)
{
    for (size_t i = 0; i < w->n_units && v->codes; i++) {
        struct unit *u = w->units[i];
        if (u->visit != v || !unit_on_claim(u) || !u->code->addon ||
            has_parent(w, v, u->code, true))
            continue;
        if (use(w, SWITCH_PARENTS) != PARENTS_ARTICLE)
            return;
        struct fact parents = fact_text("parents", parent_list(w, u->code, true));
        decide(w, RULE_EDIT_PARENT_ARTICLE, VERDICT_NOT_MET, service_row(u->service), v, u->code,
               FACTS(parents, fact_switch(w, SWITCH_PARENTS)));
        find(w, FINDING_EDIT_PARENT_ARTICLE, service_row(u->service), v, u->code, FACTS(parents));
    }
}

/* ---- codes that only facilities have ---- */

static void drop_facility_only(struct work *w)
{
    for (size_t i = 0; i < w->n_units && is_office(w); i++) {
        struct unit *u = w->units[i];
        if (!u->code->facility_only)
            continue;
        struct fact which = fact_text("which", u->code->id);
        u->dropped = account(w, ACCOUNT_NO_CODE);
        decide(w, RULE_EDIT_FACILITY, VERDICT_APPLIED, service_row(u->service), u->visit, u->code,
               FACTS(which));
        find(w, FINDING_EDIT_FACILITY, service_row(u->service), u->visit, u->code, FACTS(which));
    }
}

/* ---- pairs that are never paid together ---- */

bool may_pair(const struct work *w)
{
    uint64_t claimed = 0, paired = 0;
    for (size_t i = 0; i < w->n_units; i++) {
        if (!unit_on_claim(w->units[i]))
            continue;
        claimed |= code_bit(w->units[i]->code);
        paired |= book_paired(w->book, w->setting, w->units[i]->code);
    }
    return (claimed & paired) != 0;
}

static void drop_never_paid(struct work *w, struct unit *u, const struct pair *pair)
{
    u->dropped = account(w, ACCOUNT_NEVER_PAID);
    int row = service_row(u->service);
    decide(w, RULE_EDIT_PAIR_NEVER, VERDICT_APPLIED, row, u->visit, u->code,
           FACTS(fact_text("other", pair->column1), fact_text("vintage", pair->vintage)));
    find(w, FINDING_EDIT_PAIR_NEVER, row, u->visit, u->code,
         FACTS(fact_text("other", pair->column1)));
}

/* One unit of each code and date stands for all in the search for pairs. */
static size_t distinct_codes(struct work *w, struct unit ***out)
{
    struct unit **list = ARENA_ARRAY(w->a, struct unit *, w->n_units + 1);
    size_t n = 0;
    for (size_t i = 0; i < w->n_units; i++) {
        bool known = !unit_on_claim(w->units[i]);
        for (size_t k = 0; k < n && !known; k++)
            known = list[k]->code == w->units[i]->code && list[k]->date == w->units[i]->date;
        if (!known)
            list[n++] = w->units[i];
    }
    *out = list;
    return n;
}

static void drop_code(struct work *w, const struct code *code, day_t date, const struct pair *pair)
{
    for (size_t i = 0; i < w->n_units; i++) {
        struct unit *u = w->units[i];
        if (u->code == code && u->date == date && unit_on_claim(u))
            drop_never_paid(w, u, pair);
    }
}

/* True when something was dropped. */
static bool drop_pairs(struct work *w)
{
    struct unit **list;
    bool dropped = false;
    if (!may_pair(w))
        return false;
    size_t n = distinct_codes(w, &list);
    for (size_t i = 0; i < n; i++)
        for (size_t k = 0; k < n; k++) {
            if (i == k || list[i]->date != list[k]->date || list[i]->code == list[k]->code)
                continue;
            const struct pair *pair =
                book_code_pair(w->book, w->setting, list[i]->code, list[k]->code);
            if (!pair || pair->effect != PAIR_OFF || !unit_on_claim(list[i]))
                continue;
            drop_code(w, list[k]->code, list[k]->date, pair);
            dropped = true;
        }
    return dropped;
}

/* ---- MUE ---- */

static int count_like(const struct work *w, const struct unit *one)
{
    int n = 0;
    for (size_t i = 0; i < w->n_units; i++)
        n += unit_like(w->units[i], one);
    return n;
}

/* The last of them, by visit, then clock. */
static const struct unit *last_like(const struct work *w, const struct unit *one)
{
    const struct unit *last = NULL;
    for (size_t i = 0; i < w->n_units; i++) {
        const struct unit *u = w->units[i];
        if (!unit_like(u, one))
            continue;
        int c = last ? int_order(last->visit->number, u->visit->number) : -1;
        if (c == 0)
            c = int_order(service_time(last->service), service_time(u->service));
        if (c < 0 || (c == 0 && service_order(last->service, u->service) < 0))
            last = u;
    }
    return last;
}

static int last_row(const struct service *s)
{
    int row = 0;
    for (size_t i = 0; i < s->n_rows; i++)
        if (s->rows[i]->row->number > row)
            row = s->rows[i]->row->number;
    return row;
}

static void warn_mue(struct work *w)
{
    struct unit **list;
    size_t n = distinct_codes(w, &list);
    for (size_t i = 0; i < n; i++) {
        const struct mue *mue = book_code_mue(w->book, w->setting, list[i]->code);
        int units = mue ? count_like(w, list[i]) : 0;
        if (!mue || units <= mue->units)
            continue;
        const struct unit *last = last_like(w, list[i]);
        int row = last_row(last->service);
        struct fact have = fact_number("units", units), most = fact_number("limit", mue->units);
        struct fact date = fact_date("date", list[i]->date);
        decide(w, RULE_EDIT_MUE, VERDICT_NOT_MET, row, last->visit, last->code,
               FACTS(have, most, date));
        find(w, FINDING_EDIT_MUE, row, last->visit, last->code, FACTS(have, most, date));
    }
}

/* ---- flush of an implanted device: coded only when nothing else was done ---- */

bool row_is_flush(const struct wrow *x)
{
    return x->scope && (x->method == METHOD_FLUSH || (x->row->flags & FLAG_FLUSH)) &&
           (x->scope->what == SCOPE_METHOD
                ? x->scope->value == METHOD_FLUSH
                : x->scope->what == SCOPE_FLAG && (1U << x->scope->value) == FLAG_FLUSH);
}

/* False: it is part of another service, or of none. */
static bool code_flush(struct work *w, struct wrow *x)
{
    const struct service_row *row = book_service(w->book, KIND_FLUSH, GROUP_NONE, ROLE_SINGLE,
                                                 x->route, x->device, x->row->flags, w->payer);
    struct fact device = fact_text("device", word_name(WORDS_DEVICE, (int)x->device));
    if (!row) {
        find(w, FINDING_FLUSH_DEVICE, x->row->number, x->visit, NULL, FACTS(device));
        return false;
    }
    for (size_t i = 0; i < w->n_services; i++)
        if (w->services[i]->kind == KIND_FLUSH && w->services[i]->visit == x->visit)
            return false; /* once a visit */
    struct service *s = service_new(w, KIND_FLUSH, x);
    service_add_row(w, s, x);
    s->role = ROLE_SINGLE;
    s->rule = &w->book->rules[RULE_RELATE_FLUSH_SOLE];
    if (x->span.from != NO_MINUTE)
        spans_add(w->a, &s->spans, x->span);
    s->unplaced = x->span.from == NO_MINUTE && x->minutes > 0 ? x->minutes : 0;
    s->minutes = x->minutes;
    struct unit *u = unit_add(w, s, row->code, s->rule);
    u->minutes = x->minutes > 0 ? x->minutes : 0;
    decide(w, RULE_RELATE_FLUSH_SOLE, VERDICT_APPLIED, x->row->number, x->visit, row->code,
           FACTS(device, fact_text("other", "")));
    return true;
}

/* By time, those without one last; then as charted. */
static int flush_order(const void *pa, const void *pb)
{
    const struct wrow *a = *(struct wrow *const *)pa, *b = *(struct wrow *const *)pb;
    if (a->at != b->at)
        return a->at == NO_MINUTE ? 1 : b->at == NO_MINUTE ? -1 : int_order(a->at, b->at);
    return int_order(a->row->number, b->row->number);
}

static void say_not_sole(struct work *w, const struct wrow *x, const char *other)
{
    const struct service_row *row = book_service(w->book, KIND_FLUSH, GROUP_NONE, ROLE_SINGLE,
                                                 x->route, x->device, x->row->flags, w->payer);
    decide(w, RULE_RELATE_FLUSH_SOLE, VERDICT_NOT_MET, x->row->number, x->visit,
           row ? row->code : NULL,
           FACTS(fact_text("device", word_name(WORDS_DEVICE, (int)x->device)),
                 fact_text("other", other)));
}

static void flush_sole(struct work *w)
{
    struct wrow **flushes = ARENA_ARRAY(w->a, struct wrow *, w->n_rows + 1);
    size_t n = 0;
    for (size_t i = 0; i < w->n_rows; i++)
        if (row_is_flush(&w->rows[i]))
            flushes[n++] = &w->rows[i];
    if (n == 0)
        return;
    sort_items(flushes, n, sizeof *flushes, flush_order);
    const char *other = !text_empty(w->e->em) ? w->e->em : "";
    for (size_t i = 0; i < w->r->n_elsewhere && text_empty(other); i++)
        other = w->r->elsewhere[i].code;
    for (size_t i = 0; i < w->n_units && text_empty(other); i++)
        if (unit_on_claim(w->units[i]))
            other = w->units[i]->code->id;
    for (size_t i = 0; i < n; i++) {
        struct wrow *x = flushes[i];
        if (text_empty(other) && code_flush(w, x))
            continue;
        if (x->scope->finding)
            find_def(w, x->scope->finding, x->row->number, x->visit);
        if (!text_empty(other))
            say_not_sole(w, x, other);
    }
}

/* ---- the visit code of the same day ---- */

static void visit_code(struct work *w)
{
    struct em_line *em = &w->r->em;
    if (text_empty(w->e->em))
        return;
    const struct em_row *row = book_em(w->book, w->e->em);
    bool any = false;
    for (size_t i = 0; i < w->n_units && !any; i++)
        any = unit_on_claim(w->units[i]);
    const struct visit *first = w->n_visits > 0 ? &w->visits[0] : NULL;
    *em = (struct em_line){.code = w->e->em, .modifier = "", .payable = !any};
    enum rule_id rule = RULE_EDIT_EM_ALONE;
    struct fact code = fact_text("em", w->e->em);
    if (is_office(w) && row && row->setting == SETTING_FACILITY) {
        struct fact which = fact_text("which", w->e->em);
        em->payable = false;
        em->rule = &w->book->rules[RULE_EDIT_FACILITY];
        decide(w, RULE_EDIT_FACILITY, VERDICT_APPLIED, 0, first, NULL, FACTS(which));
        find(w, FINDING_EDIT_FACILITY, 0, first, NULL, FACTS(which));
        return;
    }
    if (any && row && row->never) {
        rule = RULE_EDIT_EM_NOT_PAID;
        find(w, FINDING_EM_99211, 0, first, NULL, FACTS(code));
    } else if (any && w->e->em_separate != SAID_YES) {
        rule = RULE_EDIT_EM_NOT_MARKED;
        find(w, FINDING_EM_SEPARATE_MISSING, 0, first, NULL, FACTS(code));
    } else if (any) {
        rule = RULE_EDIT_EM_SEPARATE;
        em->payable = true;
        em->modifier = w->book->modifiers[MODIFIER_SEPARATE_EM].text;
    }
    em->rule = &w->book->rules[rule];
    if (rule == RULE_EDIT_EM_SEPARATE)
        decide(w, rule, VERDICT_APPLIED, 0, first, NULL,
               FACTS(code, fact_text("modifier", em->modifier)));
    else
        decide(w, rule, VERDICT_APPLIED, 0, first, NULL, FACTS(code));
}

void step_edits(struct work *w)
{
    drop_facility_only(w);
    for (size_t i = 0; i < w->n_visits; i++)
        drop_orphans(w, &w->visits[i]);
    bool again = drop_pairs(w);
    for (size_t i = 0; i < w->n_visits; i++) {
        if (again)
            drop_orphans(w, &w->visits[i]);
        warn_article_parents(w, &w->visits[i]);
    }
    flush_sole(w);
    edit_modifiers(w);
    warn_mue(w);
    visit_code(w);
}
