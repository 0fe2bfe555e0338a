#include "engine.h"

#include "work.h"

/* The questions of engine.md section 2, in order.  Accesses are told apart before the minutes are
 * joined, because only runs of one access join, and said in their place; the ledger is written
 * last, from all that was decided. */
static void (*const steps[])(struct work *) = {
    step_record,      step_scope,     step_class, step_access,  step_time,   step_kind,
    step_access_said, step_same_drug, step_carve, step_initial, step_relate, step_units,
    step_edits,       step_drugs,     step_claim, step_ledger,  step_check,
};

const char *verdict_name(enum verdict verdict)
{
    static const char *const names[] = {"applied", "not met", "overridden"};
    return names[verdict];
}

void result_init(struct result *result)
{
    memset(result, 0, sizeof *result);
    arena_init(&result->arena);
}

void result_init_brief(struct result *result)
{
    result_init(result);
    result->brief = true;
}

void result_explain(struct result *result)
{
    if (!result->brief)
        return;
    result->brief = false;
    engine_code(result->book, result->policy, result->encounter, result);
}

void result_release(struct result *result)
{
    arena_release(&result->arena);
    memset(result, 0, sizeof *result);
}

static void result_reset(struct result *r, const struct book *book, const struct policy *policy,
                         const struct encounter *e)
{
    struct arena arena = r->arena;
    arena_clear(&arena);
    *r = (struct result){.arena = arena,
                         .book = book,
                         .policy = policy,
                         .encounter = e,
                         .n_rows = e->n_rows,
                         .brief = r->brief};
    r->rows = ARENA_ARRAY(&r->arena, struct row_result, e->n_rows);
}

const struct row_result *result_row(const struct result *result, int row)
{
    return encounter_row(result->encounter, row) ? &result->rows[row - 1] : NULL;
}

bool line_has_row(const struct line *line, int row)
{
    for (size_t i = 0; i < line->n_rows; i++)
        if (line->rows[i] == row)
            return true;
    return false;
}

bool row_is_paid_by(const struct result *r, const struct row_result *row, const struct posting *p)
{
    const struct row_result *other = result_row(r, p->row);
    return p->code && (other == row || (row->mixture && other->mixture == row->mixture));
}

/* Room for what most encounters draw, so that their lists never move. */
static void make_room(struct result *r)
{
    r->cap_decisions = 10 * r->n_rows + 4;
    r->decisions = ARENA_ARRAY(&r->arena, struct decision, r->cap_decisions);
    r->cap_postings = 2 * r->n_rows + 2;
    r->postings = ARENA_ARRAY(&r->arena, struct posting, r->cap_postings);
}

static bool in_order(const struct result *r)
{
    for (size_t i = 1; i < r->n_decisions; i++)
        if (r->decisions[i].rule->step < r->decisions[i - 1].rule->step)
            return false;
    return true;
}

/* Stable order by step; within a step the order in which the decisions were taken. */
static void sort_decisions(struct result *r)
{
    if (in_order(r))
        return;
    size_t count[STEP_COUNT + 1] = {0};
    struct decision *sorted = ARENA_ARRAY(&r->arena, struct decision, r->n_decisions);
    for (size_t i = 0; i < r->n_decisions; i++)
        count[r->decisions[i].rule->step + 1]++;
    for (size_t s = 1; s <= STEP_COUNT; s++)
        count[s] += count[s - 1];
    for (size_t i = 0; i < r->n_decisions; i++)
        sorted[count[r->decisions[i].rule->step]++] = r->decisions[i];
    r->decisions = sorted;
}

static int finding_order(const void *pa, const void *pb)
{
    const struct finding *a = pa, *b = pb;
    if (a->visit != b->visit)
        return a->visit < b->visit ? -1 : 1;
    if (a->def->severity != b->def->severity)
        return a->def->severity < b->def->severity ? -1 : 1;
    if (a->row != b->row)
        return a->row < b->row ? -1 : 1;
    return strcmp(a->def->id, b->def->id);
}

void engine_code(const struct book *book, const struct policy *policy,
                 const struct encounter *encounter, struct result *result)
{
    result_reset(result, book, policy, encounter);
    struct work w = {
        .book = book, .policy = policy, .e = encounter, .r = result, .a = &result->arena,
        .brief = result->brief};
    w.setting = encounter_setting(encounter);
    w.payer = text_empty(encounter->payer) ? "medicare" : encounter->payer;
    w.day = encounter_day(encounter);
    if (!w.brief)
        make_room(result);
    for (size_t i = 0; i < COUNT_OF(steps); i++)
        steps[i](&w);
    if (!w.brief)
        sort_decisions(result);
    sort_items(result->findings, result->n_findings, sizeof *result->findings, finding_order);
}

bool row_is_open(const struct row *row, const struct row_result *coded)
{
    bool shot = row->method == METHOD_PUSH || row->method == METHOD_INJECTION ||
                coded->kind == KIND_INJECTION || coded->kind == KIND_ONBODY;
    return row->start != NO_MINUTE && row->stop == NO_MINUTE && !shot && coded->minutes < 0 &&
           !coded->out;
}

bool result_balanced(const struct result *result)
{
    return result->minutes_in == result->minutes_out;
}

enum severity result_worst(const struct result *result)
{
    enum severity worst = SEVERITY_NOTE;
    for (size_t i = 0; i < result->n_findings; i++)
        if (result->findings[i].def->severity < worst)
            worst = result->findings[i].def->severity;
    return worst;
}
