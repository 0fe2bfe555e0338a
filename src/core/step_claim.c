/* Step 14, the part that is coding: units become claim lines, one per visit, code, modifiers and
 * date, each with its revenue code.  Source: readings G33; interfaces.md section 3; T02. */
#include "claim_tables.h"
#include "edits.h"

static int modifiers_order(const struct unit *a, const struct unit *b)
{
    for (int i = 0; i < a->n_modifiers && i < b->n_modifiers; i++) {
        int c = strcmp(a->modifiers[i], b->modifiers[i]);
        if (c != 0)
            return c;
    }
    return int_order(a->n_modifiers, b->n_modifiers);
}

/* Of two that the claim does not tell apart: chemo first, whose revenue code the line takes. */
static int akin_unit_order(const struct unit *a, const struct unit *b)
{
    int c = int_order(b->service->group, a->service->group);
    return c != 0 ? c : service_order(a->service, b->service);
}

static int unit_order(const void *pa, const void *pb)
{
    const struct unit *a = *(struct unit *const *)pa, *b = *(struct unit *const *)pb;
    int c = int_order(a->visit->number, b->visit->number);
    if (c == 0)
        c = int_order(b->initial, a->initial);
    if (c == 0)
        c = int_order(a->code->claim_order, b->code->claim_order);
    if (c == 0)
        c = int_order(a->code->index, b->code->index);
    if (c == 0)
        c = int_order(a->date, b->date);
    if (c == 0)
        c = modifiers_order(a, b);
    if (c == 0)
        c = int_order(a->at, b->at);
    return c != 0 ? c : akin_unit_order(a, b);
}

static bool same_line(const struct unit *a, const struct unit *b)
{
    return a->visit == b->visit && a->code == b->code && a->date == b->date &&
           a->initial == b->initial && modifiers_order(a, b) == 0;
}

/* Fluid rows count only where minutes of theirs are left after the carve. */
static bool row_earned(const struct service *s, const struct wrow *x)
{
    if (s->kind != KIND_HYDRATION)
        return true;
    if (x->span.from == NO_MINUTE)
        return x->minutes > 0;
    return spans_overlap_one(&s->counted, x->span) > spans_overlap_one(&s->carved_push, x->span);
}

static int row_number_order(const void *a, const void *b)
{
    return int_order(*(const int *)a, *(const int *)b);
}

static void line_rows(struct work *w, struct line *line, struct unit *const *units, size_t n)
{
    size_t most = 0, count = 0;
    for (size_t i = 0; i < n; i++)
        most += i > 0 && units[i - 1]->service == units[i]->service ? 0 : units[i]->service->n_rows;
    int *rows = arena_take(w->a, most * sizeof *rows, alignof(int));
    for (size_t i = 0; i < n; i++) {
        const struct service *s = units[i]->service;
        if (i > 0 && units[i - 1]->service == s)
            continue;
        for (size_t k = 0; k < s->n_rows; k++)
            if (row_earned(s, s->rows[k]))
                rows[count++] = s->rows[k]->row->number;
    }
    sort_items(rows, count, sizeof *rows, row_number_order);
    for (size_t i = 0; i < count; i++)
        if (line->n_rows == 0 || rows[line->n_rows - 1] != rows[i])
            rows[line->n_rows++] = rows[i];
    line->rows = rows;
}

/* Offices have no revenue codes. */
static void line_revenue(struct work *w, struct line *line, const struct unit *unit)
{
    line->revenue = line->revenue_id = "";
    if (is_office(w))
        return;
    enum revenue_choice choice = use(w, SWITCH_ADMIN_REVENUE) == REVENUE_ARTICLE_0636
                                     ? REVENUE_BY_ARTICLE
                                     : REVENUE_BY_COST_CENTER;
    const struct revenue_row *row = claim_revenue(w->book->claim, choice, unit->service->kind,
                                                  unit->service->group, false, line->date);
    if (!row)
        return; /* a date that the book does not cover: --rules was given */
    line->revenue = row->revenue;
    line->revenue_id = row->rule.id;
    decide(w, RULE_CLAIM_REVENUE, VERDICT_APPLIED, line->n_rows ? line->rows[0] : 0, unit->visit,
           line->code,
           FACTS(fact_text("revenue", row->revenue), fact_text("for", row->rule.say),
                 fact_switch(w, SWITCH_ADMIN_REVENUE)));
}

static void add_line(struct work *w, struct unit *const *units, size_t n)
{
    struct result *r = w->r;
    const struct unit *first = units[0], *last = units[n - 1];
    struct line *line = ARENA_PUSH(w->a, r->lines, r->n_lines, r->cap_lines);
    *line = (struct line){.visit = first->visit->number,
                          .code = first->code,
                          .units = (int)n,
                          .date = first->date,
                          .rule = first->rule,
                          .initial = first->initial,
                          .access = first->access,
                          .minutes = last->margin,
                          .earned_at = last->earned_at,
                          .next_at = last->next_at,
                          .n_modifiers = first->n_modifiers};
    memcpy(line->modifiers, first->modifiers, sizeof line->modifiers);
    for (size_t i = 0; i < n; i++)
        r->units[units[i]->kept].line = r->n_lines - 1;
    line_rows(w, line, units, n);
    line_revenue(w, line, first);
}

static int number_order(const void *pa, const void *pb)
{
    const struct unit *a = *(struct unit *const *)pa, *b = *(struct unit *const *)pb;
    int c = int_order(a->visit->number, b->visit->number);
    if (c == 0)
        c = int_order(a->code->index, b->code->index);
    if (c == 0)
        c = int_order(a->date, b->date);
    if (c == 0)
        c = int_order(a->at, b->at);
    return c != 0 ? c : akin_unit_order(a, b);
}

static void keep_unit(struct work *w, struct unit *u)
{
    u->kept = w->r->n_units;
    *ARENA_PUSH(w->a, w->r->units, w->r->n_units, w->r->cap_units) =
        (struct earned){.visit = u->visit->number,
                        .code = u->code,
                        .number = u->number,
                        .row = service_row(u->service),
                        .date = u->date,
                        .at = u->at,
                        .paid = u->minutes,
                        .minutes = u->margin,
                        .earned_at = u->earned_at,
                        .next_at = u->next_at,
                        .rule = u->rule};
}

/* Units of a code are counted within a visit, by date, then clock. */
static void number_units(struct work *w, struct unit **units, size_t n)
{
    w->r->units = ARENA_ARRAY(w->a, struct earned, n);
    w->r->cap_units = n;
    sort_items(units, n, sizeof *units, number_order);
    for (size_t i = 0; i < n; i++) {
        bool goes_on =
            i > 0 && units[i - 1]->visit == units[i]->visit && units[i - 1]->code == units[i]->code;
        units[i]->number = 1;
        if (goes_on) /* not "goes_on ? ... + 1 : 1": gcc 14 then reads units[-1] */
            units[i]->number += units[i - 1]->number;
        keep_unit(w, units[i]);
    }
}

void step_claim(struct work *w)
{
    struct unit **units = ARENA_ARRAY(w->a, struct unit *, w->n_units + 1);
    size_t n = 0;
    for (size_t i = 0; i < w->n_units; i++)
        if (unit_on_claim(w->units[i]))
            units[n++] = w->units[i];
    number_units(w, units, n);
    sort_items(units, n, sizeof *units, unit_order);
    for (size_t i = 0; i < n;) {
        size_t first = i;
        while (i < n && same_line(units[first], units[i]))
            i++;
        add_line(w, units + first, i - first);
    }
}
