#include "whynot_inside.h"

#include "why.h"

bool code_on_claim(const struct result *r, int visit, const struct code *code)
{
    for (size_t i = 0; i < r->n_lines; i++)
        if (r->lines[i].code == code && (visit == 0 || r->lines[i].visit == visit))
            return true;
    return false;
}

/* ---- answers ---- */

struct fact whynot_text(const char *name, const char *value)
{
    return (struct fact){.name = name, .type = FACT_TEXT, .text = value ? value : ""};
}

struct fact whynot_number(const char *name, int64_t value)
{
    return (struct fact){.name = name, .type = FACT_NUMBER, .number = value};
}

struct decision whynot_answer(const struct question *q, enum rule_id rule, int row,
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

/* ---- the ways to the code ---- */

/* A flush is left out of everything, and coded only where it was all that was done. */
static bool is_flush_row(const struct question *q, const struct row_result *row)
{
    const struct row *charted = row_charted(q, row);
    return (q->visit == 0 || row->visit == q->visit) &&
           (charted->method == METHOD_FLUSH || (charted->flags & FLAG_FLUSH) != 0);
}

static struct decision flush_answer(const struct question *q)
{
    const struct row_result *row = first_row(q, is_flush_row);
    struct fact kind = whynot_text("kind", kind_phrase(KIND_FLUSH));
    if (!row)
        return ANSWER(q, RULE_NOT_FLUSH, 0, kind);
    const struct row *charted = row_charted(q, row);
    int device = charted->device == DEVICE_NONE ? DEVICE_PERIPHERAL : (int)charted->device;
    return ANSWER(q, RULE_NOT_NEEDS, row->row, whynot_text("what", "device"),
                  whynot_text("have", word_name(WORDS_DEVICE, device)),
                  whynot_text("wanted", word_name(WORDS_DEVICE, DEVICE_PORT)));
}

static enum stage stage_of(const struct question *q)
{
    bool office = encounter_setting(q->r->encounter) == SETTING_OFFICE;
    if (q->code->facility_only && office)
        return STAGE_SETTING;
    if (q->way->kind == KIND_FLUSH)
        return STAGE_ROLE;
    if (!first_row(q, row_of_class))
        return STAGE_CLASS;
    return first_row(q, row_of_kind) ? STAGE_ROLE : STAGE_KIND;
}

static struct decision answer_at(const struct question *q, enum stage stage)
{
    switch (stage) {
    case STAGE_SETTING: return whynot_answer(q, RULE_NOT_SETTING, 0, NULL, 0);
    case STAGE_CLASS: return whynot_class(q);
    case STAGE_KIND: return whynot_kind(q);
    default: return q->way->kind == KIND_FLUSH ? flush_answer(q) : whynot_role(q);
    }
}

/* ---- what the steps said themselves ---- */

/* How much was lacking; a near miss says more than a far one. */
static int64_t lacking(const struct decision *d)
{
    for (size_t i = 0; i < d->n_facts; i++)
        if (strcmp(d->facts[i].name, "more") == 0)
            return d->facts[i].number;
    return 0;
}

/* A decision of an edit or a limit that takes a code off the claim. */
static bool takes_off(const struct result *r, const struct decision *d)
{
    return d->rule == &r->book->rules[RULE_EDIT_PAIR_NEVER] ||
           d->rule == &r->book->rules[RULE_RELATE_CONCURRENT_LIMIT];
}

static bool said_already(const struct question *q, struct decision *out)
{
    const struct decision *best = NULL;
    for (size_t i = 0; i < q->r->n_decisions; i++) {
        const struct decision *d = &q->r->decisions[i];
        bool off = takes_off(q->r, d);
        if (d->code != q->code || (q->visit != 0 && d->visit != q->visit) ||
            d->rule->step == STEP_INITIAL || (d->verdict != VERDICT_NOT_MET && !off))
            continue;
        bool better = !best || off || d->rule->step > best->rule->step ||
                      (d->rule->step == best->rule->step && lacking(d) < lacking(best));
        if (better)
            best = d;
    }
    if (best)
        *out = *best;
    return best != NULL;
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
    *out = best.way ? answer_at(&best, furthest)
                    : ANSWER(&q, RULE_NOT_HERE, 0, whynot_text("plain", code->plain),
                             whynot_text("note", code->note));
    return true;
}

void why_not_change(const struct result *r, const struct decision *d, struct str *out)
{
    struct decision change = *d;
    struct rule rule = *d->rule;
    bool is_not = strncmp(d->rule->id, "not.", 4) == 0;
    rule.say = is_not ? d->rule->say : d->rule->change;
    if (text_empty(rule.say))
        return;
    change.rule = &rule;
    change.verdict = VERDICT_APPLIED;
    why_decision(r, &change, out);
}
