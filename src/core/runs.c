#include "runs.h"

/* Rows that could be one run stand together: visit, route, access (line, off IV), class, infusate.
 */
static int akin_order(const struct wrow *a, const struct wrow *b)
{
    int c = int_order(a->visit->number, b->visit->number);
    if (c == 0)
        c = int_order(a->route, b->route);
    if (c == 0 && a->access && b->access)
        c = int_order(a->access->index, b->access->index);
    if (c == 0 && !a->access)
        c = ascii_casecmp(a->label, b->label);
    if (c == 0)
        c = int_order(a->group, b->group);
    return c != 0 ? c : int_order(a->infusate, b->infusate);
}

bool runs_akin(const struct wrow *a, const struct wrow *b)
{
    return akin_order(a, b) == 0;
}

static bool placed(const struct wrow *x)
{
    return x->span.from != NO_MINUTE;
}

static bool goes_on(const struct wrow *x)
{
    return (x->row->flags & FLAG_INTERRUPTED) != 0;
}

/* Rows of one bag or syringe stand together, those of none behind them. */
static int mates_order(const struct wrow *a, const struct wrow *b)
{
    if (!a->bag || !b->bag)
        return int_order(!a->bag, !b->bag);
    int c = ascii_casecmp(a->row->bag, b->row->bag);
    return c != 0 ? c : ascii_casecmp(a->label, b->label);
}

static int row_order(const void *pa, const void *pb)
{
    const struct wrow *a = *(struct wrow *const *)pa, *b = *(struct wrow *const *)pb;
    int c = akin_order(a, b);
    if (c != 0)
        return c;
    if (placed(a) !=
        placed(b)) /* rows without a known run come last, those without a time behind them */
        return placed(a) ? -1 : 1;
    if (a->at != b->at)
        return a->at == NO_MINUTE ? 1 : b->at == NO_MINUTE ? -1 : int_order(a->at, b->at);
    c = mates_order(a, b);
    if (c == 0)
        c = int_order(goes_on(a), goes_on(b)); /* behind what it goes on with */
    if (c == 0)
        c = int_order(a->minutes, b->minutes);
    if (c == 0)
        c = name_order(a->name, b->name);
    return c != 0 ? c : charted_order(a, b);
}

/* By time, whether the end is known or not. */
static int run_order(const void *pa, const void *pb)
{
    const struct run *a = *(struct run *const *)pa, *b = *(struct run *const *)pb;
    int c = akin_order(a->rows[0], b->rows[0]);
    if (c == 0 && a->at != b->at)
        c = a->at == NO_MINUTE ? 1 : b->at == NO_MINUTE ? -1 : int_order(a->at, b->at);
    return c != 0 ? c : row_order(&a->rows[0], &b->rows[0]);
}

void runs_sort(struct run **runs, size_t n)
{
    sort_items(runs, n, sizeof *runs, run_order);
}

void run_add(struct work *w, struct run *run, struct wrow *x)
{
    *ARENA_PUSH(w->a, run->rows, run->n, run->cap) = x;
    x->run = run;
    if (run->n == 1) {
        run->at = x->at;
        run->minutes = -1;
    }
    bool bag_mate = run->n > 1 && x->bag && x->bag == run->rows[0]->bag;
    if (placed(x))
        spans_add(w->a, &run->spans, x->span);
    else if (x->minutes > 0 && !bag_mate)
        run->unplaced += x->minutes;
    else if (bag_mate && run->spans.n == 0 && x->minutes > run->unplaced)
        run->unplaced = x->minutes;
    if (x->minutes >= 0)
        run->minutes = spans_minutes(&run->spans) + run->unplaced;
}

struct run *run_single(struct work *w, struct wrow *row)
{
    struct run *run = ARENA_NEW(w->a, struct run);
    run->rows = &run->one_row;
    run->cap = 1;
    run_add(w, run, row);
    return run;
}

unsigned run_flags(const struct run *run)
{
    unsigned flags = 0;
    for (size_t i = 0; i < run->n; i++)
        flags |= run->rows[i]->row->flags;
    return flags;
}

int run_planned(const struct run *run)
{
    int planned = -1;
    for (size_t i = 0; i < run->n; i++)
        if (run->rows[i]->row->planned > planned)
            planned = run->rows[i]->row->planned;
    return planned;
}

bool run_mixed(const struct run *run, const struct wrow *row)
{
    return row->bag && row->bag == run->rows[0]->bag &&
           (row->at == run->at || row->at == NO_MINUTE);
}

/* Touching or overlapping rows are one run; a push at one clock time touches what begins there. */
static bool touches(const struct run *run, const struct wrow *x)
{
    if (!placed(x) || !placed(run->rows[0]))
        return false;
    return x->span.from <= (run->spans.n > 0 ? run->spans.at[run->spans.n - 1].to : run->at);
}

/* A row of a bag without a place on the clock ran when its bag ran. */
static struct run *bag_run(struct run **runs, size_t n, const struct wrow *x)
{
    if (!x->bag || placed(x))
        return NULL;
    for (size_t i = n; i-- > 0 && runs_akin(runs[i]->rows[0], x);)
        if (runs[i]->rows[0]->bag == x->bag && (x->at == NO_MINUTE || x->at == runs[i]->at))
            return runs[i];
    return NULL;
}

/* True when a row that opens the run says that it goes on an earlier one. */
static bool continues(const struct run *run)
{
    for (size_t i = 0; i < run->n && run->rows[i]->at == run->at; i++)
        if (goes_on(run->rows[i]))
            return true;
    return false;
}

static void run_append(struct work *w, struct run *to, const struct run *from)
{
    int before = to->minutes;
    for (size_t i = 0; i < from->n; i++)
        run_add(w, to, from->rows[i]);
    decide_row(w, &w->book->rules[RULE_TIME_INTERRUPTED], VERDICT_APPLIED, from->rows[0], NULL,
               FACTS(fact_clock("start", from->at),
                     fact_number("minutes", to->minutes - (before < 0 ? 0 : before)),
                     fact_number("total", to->minutes)));
}

/* Joins rows that touch; gives the number of runs. */
static size_t join_touching(struct work *w, struct wrow **rows, size_t n, struct run **runs)
{
    size_t count = 0;
    sort_items(rows, n, sizeof *rows, row_order);
    for (size_t i = 0; i < n;) {
        struct run *mixed = bag_run(runs, count, rows[i]);
        if (mixed) {
            run_add(w, mixed, rows[i++]);
            continue;
        }
        struct run *run = run_single(w, rows[i++]);
        while (i < n && runs_akin(run->rows[0], rows[i]) && touches(run, rows[i]))
            run_add(w, run, rows[i++]);
        runs[count++] = run;
    }
    return count;
}

struct run **runs_join(struct work *w, struct wrow **rows, size_t n, size_t *n_runs)
{
    struct run **runs = ARENA_ARRAY(w->a, struct run *, n + 1);
    size_t touching = join_touching(w, rows, n, runs), count = 0;
    runs_sort(runs, touching);
    for (size_t i = 0; i < touching; i++) {
        struct run *before = count > 0 ? runs[count - 1] : NULL, *run = runs[i];
        bool joins = before && run->rows[0]->lane != LANE_PUSH &&
                     runs_akin(before->rows[0], run->rows[0]) && continues(run);
        if (joins)
            run_append(w, before, run);
        else
            runs[count++] = run;
    }
    *n_runs = count;
    return runs;
}
