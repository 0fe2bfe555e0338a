#include "whynot.h"

#include "why.h"

bool code_on_claim(const struct result *r, int visit, const struct code *code)
{
    for (size_t i = 0; i < r->n_lines; i++)
        if (r->lines[i].code == code && (visit == 0 || r->lines[i].visit == visit))
            return true;
    return false;
}

/* ---- what the visit has ---- */

struct question {
    struct arena *arena;
    const struct result *r;
    int visit;
    const struct code *code;
    const struct service_row *way; /* one way to earn the code */
};

static bool in_question(const struct question *q, const struct row_result *row)
{
    return !row->out && (q->visit == 0 || row->visit == q->visit);
}

static bool of_class(const struct question *q, const struct row_result *row)
{
    return in_question(q, row) && (q->way->group == GROUP_NONE || row->group == q->way->group);
}

static bool of_kind(const struct question *q, const struct row_result *row)
{
    return of_class(q, row) && row->kind == q->way->kind;
}

static const struct row_result *first_row(const struct question *q,
                                          bool (*fits)(const struct question *,
                                                       const struct row_result *))
{
    for (size_t i = 0; i < q->r->n_rows; i++)
        if (fits(q, &q->r->rows[i]))
            return &q->r->rows[i];
    return NULL;
}

/* The longest known run among rows of the class. */
static const struct row_result *longest_row(const struct question *q)
{
    const struct row_result *longest = NULL;
    for (size_t i = 0; i < q->r->n_rows; i++) {
        const struct row_result *row = &q->r->rows[i];
        if (of_class(q, row) && (!longest || row->minutes > longest->minutes))
            longest = row;
    }
    return longest;
}

static const char *row_drug(const struct question *q, int row)
{
    for (size_t i = 0; i < q->r->encounter->n_rows; i++)
        if (q->r->encounter->rows[i].number == row)
            return q->r->encounter->rows[i].drug;
    return "";
}

static const struct line *initial_on(const struct question *q, int access)
{
    for (size_t i = 0; i < q->r->n_lines; i++) {
        const struct line *line = &q->r->lines[i];
        if (line->initial && (q->visit == 0 || line->visit == q->visit) &&
            (access < 0 || line->access == access))
            return line;
    }
    return NULL;
}

/* The most minutes that two infusions of different rows shared through one access. */
static int most_overlap(const struct question *q)
{
    int most = 0;
    for (size_t i = 0; i < q->r->n_rows; i++) {
        const struct row_result *a = &q->r->rows[i];
        if (!in_question(q, a) || a->kind != KIND_INFUSION || a->span.from == NO_MINUTE)
            continue;
        for (size_t k = 0; k < i; k++) {
            const struct row_result *b = &q->r->rows[k];
            if (!in_question(q, b) || b->kind != KIND_INFUSION || b->access != a->access ||
                b->span.from == NO_MINUTE || b->drug == a->drug)
                continue;
            struct span both = {a->span.from > b->span.from ? a->span.from : b->span.from,
                                a->span.to < b->span.to ? a->span.to : b->span.to};
            if (span_minutes(both) > most)
                most = span_minutes(both);
        }
    }
    return most;
}

/* ---- answers ---- */

static struct decision answer(const struct question *q, enum rule_id rule, int row,
                              const struct fact *facts, size_t n)
{
    struct fact *kept = ARENA_ARRAY(q->arena, struct fact, n + 1);
    if (n > 0)
        memcpy(kept, facts, n * sizeof *facts);
    return (struct decision){.rule = &q->r->book->rules[rule],
                             .verdict = VERDICT_NOT_MET,
                             .row = row,
                             .visit = q->visit,
                             .code = q->code,
                             .facts = kept,
                             .n_facts = n};
}

#define ANSWER(q, rule, row, ...)                                                                  \
    answer(q, rule, row, (const struct fact[]){__VA_ARGS__},                                       \
           COUNT_OF(((const struct fact[]){__VA_ARGS__})))

static struct fact text(const char *name, const char *value)
{
    return (struct fact){.name = name, .type = FACT_TEXT, .text = value ? value : ""};
}

static struct fact number(const char *name, int64_t value)
{
    return (struct fact){.name = name, .type = FACT_NUMBER, .number = value};
}

static const char *class_text(const struct question *q)
{
    return group_name(q->way->group);
}

/* The floor of a kind that minutes decide; -1 when something else does. */
static int kind_floor(const struct question *q)
{
    static const struct {
        enum kind kind;
        enum limit_id limit;
    } floors[] = {{KIND_INFUSION, LIMIT_INFUSION_MIN},
                  {KIND_SC_INFUSION, LIMIT_INFUSION_MIN},
                  {KIND_IA_INFUSION, LIMIT_INFUSION_MIN},
                  {KIND_HYDRATION, LIMIT_HYDRATION_MIN},
                  {KIND_PUMP, LIMIT_PUMP_MIN},
                  {KIND_IA_PUMP, LIMIT_PUMP_MIN}};
    for (size_t i = 0; i < COUNT_OF(floors); i++)
        if (floors[i].kind == q->way->kind)
            return q->r->book->limits[floors[i].limit].value;
    return -1;
}

static struct decision no_kind(const struct question *q)
{
    const struct row_result *longest = longest_row(q);
    struct fact kind = text("kind", kind_name(q->way->kind)), class = text("class", class_text(q));
    int floor = kind_floor(q);
    if (floor >= 0 && longest && longest->minutes >= 0 && longest->minutes < floor)
        return ANSWER(q, RULE_NOT_LONG, longest->row, kind, class,
                      number("minutes", longest->minutes), number("limit", floor));
    return ANSWER(q, RULE_NOT_KIND, longest ? longest->row : 0, kind, class);
}

static struct decision no_role(const struct question *q)
{
    const struct row_result *row = first_row(q, of_kind);
    struct fact kind = text("kind", kind_name(q->way->kind)), class = text("class", class_text(q));
    const struct line *initial = initial_on(q, row->access);
    switch (q->way->role) {
    case ROLE_INITIAL:
        if (initial)
            return ANSWER(q, RULE_NOT_INITIAL, row->row, text("other", initial->code->id),
                          text("first", row_drug(q, initial->rows[0])));
        return ANSWER(q, RULE_NOT_CODED, row->row, kind);
    case ROLE_SEQUENTIAL: return ANSWER(q, RULE_NOT_SECOND, row->row, kind, class);
    case ROLE_HOUR: return ANSWER(q, RULE_NOT_HOURS, row->row, kind, class);
    case ROLE_CONCURRENT:
        return ANSWER(q, RULE_NOT_BESIDE, row->row, number("overlap", most_overlap(q)),
                      number("limit", q->r->policy->value[SWITCH_CONCURRENT_MIN_OVERLAP]));
    case ROLE_REPEAT: return ANSWER(q, RULE_NOT_REPEATED, row->row, class);
    case ROLE_MANY:
        return ANSWER(q, RULE_NOT_MANY, row->row,
                      number("limit", q->r->book->limits[LIMIT_LESIONS_MAX].value));
    default: return ANSWER(q, RULE_NOT_OTHER_WAY, row->row, kind);
    }
}

/* How far the record comes on this way to the code: the further, the better the answer. */
enum stage { STAGE_SETTING, STAGE_CLASS, STAGE_KIND, STAGE_ROLE };

static enum stage stage_of(const struct question *q)
{
    bool office = encounter_setting(q->r->encounter) == SETTING_OFFICE;
    if (q->code->facility_only && office)
        return STAGE_SETTING;
    if (!first_row(q, of_class))
        return STAGE_CLASS;
    return first_row(q, of_kind) ? STAGE_ROLE : STAGE_KIND;
}

static struct decision answer_at(const struct question *q, enum stage stage)
{
    switch (stage) {
    case STAGE_SETTING: return answer(q, RULE_NOT_SETTING, 0, NULL, 0);
    case STAGE_CLASS: return ANSWER(q, RULE_NOT_CLASS, 0, text("class", class_text(q)));
    case STAGE_KIND: return no_kind(q);
    default: return no_role(q);
    }
}

/* Something that the steps said themselves of this code: a near miss, or an edit that took it off.
 */
static bool said_already(const struct question *q, struct decision *out)
{
    bool found = false;
    for (size_t i = 0; i < q->r->n_decisions; i++) {
        const struct decision *d = &q->r->decisions[i];
        if (d->code != q->code || (q->visit != 0 && d->visit != q->visit))
            continue;
        bool off = d->rule == &q->r->book->rules[RULE_EDIT_PAIR_NEVER] ||
                   d->rule == &q->r->book->rules[RULE_RELATE_CONCURRENT_LIMIT];
        if (d->verdict != VERDICT_NOT_MET && !off)
            continue;
        *out = *d;
        found = true;
    }
    return found;
}

bool why_not(struct arena *arena, const struct result *r, int visit, const struct code *code,
             struct decision *out)
{
    if (code_on_claim(r, visit, code))
        return false;
    struct question q = {arena, r, visit, code, NULL}, best = q;
    if (said_already(&q, out))
        return true;
    enum stage furthest = STAGE_SETTING;
    for (size_t i = 0; i < r->book->n_services; i++) {
        q.way = &r->book->services[i];
        if (q.way->code != code)
            continue;
        enum stage stage = stage_of(&q);
        if (!best.way || stage > furthest) {
            furthest = stage;
            best = q;
        }
    }
    *out = best.way ? answer_at(&best, furthest) : answer(&q, RULE_NOT_HERE, 0, NULL, 0);
    return true;
}

void why_not_change(const struct result *r, const struct decision *d, struct str *out)
{
    struct decision change = *d;
    if (strncmp(d->rule->id, "not.", 4) != 0 || text_empty(d->rule->say))
        return;
    change.verdict = VERDICT_APPLIED;
    why_decision(r, &change, out);
}
