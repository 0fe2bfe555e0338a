/* Step 5, kind: push, infusion, fluid, injection, pump ...?  kinds.csv answers, by class, route,
 * method and the minutes of the run.  Sources: M01, M02, M06, M07, readings G15, G17; T01, T19. */
#include "runs.h"

static const struct kind_row *kind_of(const struct work *w, const struct wrow *x,
                                      enum method method, int minutes)
{
    const struct kind_row *row =
        book_kind(w->book, x->group, x->route, method, minutes, w->setting, w->payer);
    if (!row)
        BUG("kinds.csv has no row for %s %s", group_name(x->group),
            word_name(WORDS_ROUTE, (int)x->route));
    return row;
}

static enum method run_method(const struct run *run)
{
    for (size_t i = 0; i < run->n; i++)
        if (run->rows[i]->method != METHOD_NONE)
            return run->rows[i]->method;
    return METHOD_NONE;
}

/* minutes: those that decided, -1 where none did. */
static void keep_run(struct work *w, struct run *run, const struct kind_row *why, int minutes)
{
    run->why = why;
    run->kind = why->kind;
    *ARENA_PUSH(w->a, w->runs, w->n_runs, w->cap_runs) = run;
    for (size_t i = 0; i < run->n; i++)
        run->rows[i]->out->kind = run->kind;
    int bound = why->min >= 0 ? why->min : why->max;
    const struct fact facts[] = {fact_number("minutes", minutes),
                                 fact_text("kind", kind_name(run->kind)),
                                 fact_number("limit", bound)};
    decide_row(w, &why->rule, VERDICT_APPLIED, run->rows[0], NULL, facts,
               COUNT_OF(facts) - (bound < 0)); /* most kinds have none */
}

/* Injections are counted, not timed: every row is one, unless it was charted as a run.  Drugs mixed
 * in one syringe are one injection. */
static void keep_each(struct work *w, struct run *run, const struct kind_row *why)
{
    for (size_t i = 0; i < run->n;) {
        struct run *one = run_single(w, run->rows[i++]);
        while (i < run->n && run_mixed(one, run->rows[i]))
            run_add(w, one, run->rows[i++]);
        keep_run(w, one, why, one->minutes);
    }
}

/* An infusion stopped at push length, where the policy goes by what was meant. */
static bool by_intent(struct work *w, const struct run *run)
{
    if (run->minutes <= 0 || run->minutes > limit(w, LIMIT_PUSH_MAX) ||
        run->rows[0]->route != ROUTE_IV)
        return false;
    if (!(run_flags(run) & FLAG_DISCONTINUED) && run_planned(run) <= limit(w, LIMIT_PUSH_MAX))
        return false;
    bool meant = use(w, SWITCH_DISCONTINUED_SHORT) == SHORT_INFUSION_BY_INTENT;
    decide_row(w, &w->book->rules[RULE_KIND_BY_INTENT], meant ? VERDICT_APPLIED : VERDICT_NOT_MET,
               run->rows[0], NULL,
               FACTS(fact_number("minutes", run->minutes),
                     fact_number("limit", limit(w, LIMIT_INFUSION_MIN)),
                     fact_switch(w, SWITCH_DISCONTINUED_SHORT)));
    return meant;
}

static void infusion_kind(struct work *w, struct run *run)
{
    const struct wrow *x = run->rows[0];
    enum method method = run_method(run) == METHOD_PUMP ? METHOD_INFUSION : run_method(run);
    int minutes = run->minutes;
    if (x->group != GROUP_HYDRATION && by_intent(w, run)) {
        run->by_intent = true;
        minutes = limit(w, LIMIT_INFUSION_MIN);
    }
    const struct kind_row *why = kind_of(w, x, method, minutes);
    if (why->kind == KIND_PUSH && run->minutes < 0 &&
        use(w, SWITCH_MISSING_STOP) == MISSING_STOP_NOT_REPORTABLE) {
        keep_run(w, run, why, run->minutes);
        run->kind = KIND_NONE;
        decide_row(w, &w->book->rules[RULE_KIND_NOT_REPORTED], VERDICT_APPLIED, run->rows[0], NULL,
                   FACTS(fact_switch(w, SWITCH_MISSING_STOP)));
        return;
    }
    if (why->kind != KIND_INJECTION || run_method(run) != METHOD_NONE)
        keep_run(w, run, why, run->minutes);
    else
        keep_each(w, run, why);
}

/* True when the policy lets the length of an attended bolus decide. */
static void push_kind(struct work *w, struct run *run)
{
    const struct wrow *x = run->rows[0];
    enum method method = run_method(run);
    bool is_long = x->route == ROUTE_IV && x->group != GROUP_HYDRATION &&
                   run->minutes > limit(w, LIMIT_PUSH_MAX);
    bool by_time = is_long && use(w, SWITCH_LONG_PUSH) == LONG_PUSH_BY_TIME;
    if (by_time)
        method = METHOD_INFUSION;
    if (is_long)
        decide_row(w, &w->book->rules[RULE_KIND_LONG_PUSH],
                   by_time ? VERDICT_APPLIED : VERDICT_NOT_MET, x, NULL,
                   FACTS(fact_number("minutes", run->minutes),
                         fact_number("limit", limit(w, LIMIT_PUSH_MAX)),
                         fact_switch(w, SWITCH_LONG_PUSH)));
    const struct kind_row *why = kind_of(w, x, method, run->minutes);
    if (why->kind != KIND_INJECTION)
        keep_run(w, run, why, run->minutes);
    else
        keep_each(w, run, why);
}

/* How far a pump is from a long run; not said of one that no code serves anyway. */
static void say_short_pump(struct work *w, const struct run *run, int minutes)
{
    const struct wrow *x = run->rows[0];
    const struct service_row *row =
        book_service(w->book, KIND_PUMP, x->group, ROLE_SINGLE, x->route, x->device, 0, w->payer);
    if (minutes < 0 || minutes >= limit(w, LIMIT_PUMP_MIN) || x->route != ROUTE_IV || !row ||
        kind_of(w, x, METHOD_PUMP, limit(w, LIMIT_PUMP_MIN))->kind != KIND_PUMP)
        return;
    if (minutes >= limit(w, LIMIT_PUMP_MIN) - limit(w, LIMIT_NEAR))
        find(w, FINDING_TIME_NEAR, x->row->number, x->visit, NULL,
             FACTS(fact_number("minutes", minutes),
                   fact_number("boundary", limit(w, LIMIT_PUMP_MIN))));
    decide_row(w, &w->book->rules[RULE_RELATE_PUMP], VERDICT_NOT_MET, x, row->code,
               FACTS(fact_number("minutes", minutes),
                     fact_number("limit", limit(w, LIMIT_PUMP_MIN)), fact_text("payer", w->payer)));
}

/* A pump that does not run long enough, or that no code serves, is coded by its minutes. */
static bool pump_kind(struct work *w, struct run *run)
{
    int minutes = run->minutes, planned = run_planned(run);
    if (planned > minutes && planned >= limit(w, LIMIT_PUMP_MIN))
        minutes = planned;
    const struct wrow *x = run->rows[0];
    const struct kind_row *why = kind_of(w, x, METHOD_PUMP, minutes);
    if (why->kind == KIND_PUMP || why->kind == KIND_IA_PUMP) {
        keep_run(w, run, why, minutes);
        return true;
    }
    if (minutes >= limit(w, LIMIT_PUMP_MIN) && x->route == ROUTE_IV &&
        x->group == GROUP_THERAPEUTIC) {
        find(w, FINDING_PUMP_PAYER, x->row->number, x->visit, NULL,
             FACTS(fact_text("payer", w->payer)));
        if (x->row->stop == NO_MINUTE) /* now its minutes decide, so its stop is wanted after all */
            find(w, FINDING_DOC_STOP_MISSING, x->row->number, x->visit, NULL,
                 FACTS(fact_clock("start", x->at)));
    }
    say_short_pump(w, run, minutes);
    for (size_t i = 0; i < run->n; i++)
        run->rows[i]->lane = LANE_INFUSE;
    w->lanes |= 1U << LANE_INFUSE;
    return false;
}

static struct run **lane_runs(struct work *w, int lane, size_t *n_runs)
{
    *n_runs = 0;
    if (!(w->lanes >> lane & 1U))
        return NULL;
    struct wrow **rows = ARENA_ARRAY(w->a, struct wrow *, w->n_rows + 1);
    size_t n = 0;
    for (size_t i = 0; i < w->n_rows; i++)
        if (!w->rows[i].out_account && w->rows[i].lane == lane)
            rows[n++] = &w->rows[i];
    return runs_join(w, rows, n, n_runs);
}

static void single_kinds(struct work *w)
{
    for (size_t i = 0; i < w->n_rows; i++) {
        struct wrow *x = &w->rows[i];
        if (!x->out_account && x->lane == LANE_SINGLE)
            keep_run(w, run_single(w, x), kind_of(w, x, x->method, x->minutes), x->minutes);
    }
}

void step_kind(struct work *w)
{
    size_t n;
    w->runs =
        ARENA_ARRAY(w->a, struct run *, w->n_rows); /* no more, but for drugs apart in one bag */
    w->cap_runs = w->n_rows;
    struct run **runs = lane_runs(w, LANE_PUMP, &n);
    for (size_t i = 0; i < n; i++)
        pump_kind(w, runs[i]);
    runs = lane_runs(w, LANE_INFUSE, &n);
    for (size_t i = 0; i < n; i++)
        infusion_kind(w, runs[i]);
    runs = lane_runs(w, LANE_PUSH, &n);
    for (size_t i = 0; i < n; i++)
        push_kind(w, runs[i]);
    single_kinds(w);
}
