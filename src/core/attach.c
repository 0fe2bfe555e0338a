#include "attach.h"

enum { LIST_MAX = 2000 };

struct attaching {
    struct arena *arena;
    const struct result *r;
    const struct line *line;
    struct decision *out;
    size_t n, cap;
};

static void add(struct attaching *a, enum rule_id rule, const char *name, const char *value)
{
    struct fact *fact = ARENA_NEW(a->arena, struct fact);
    *fact = (struct fact){.name = name ? name : "", .type = FACT_TEXT, .text = value};
    *ARENA_PUSH(a->arena, a->out, a->n, a->cap) =
        (struct decision){.rule = &a->r->book->rules[rule],
                          .verdict = VERDICT_APPLIED,
                          .row = a->line->n_rows > 0 ? a->line->rows[0] : 0,
                          .visit = a->line->visit,
                          .code = a->line->code,
                          .facts = fact,
                          .n_facts = name ? 1 : 0};
}

/* "1 (carboplatin), 4 (saline)" */
static const char *rows_text(const struct attaching *a)
{
    struct str text;
    str_init(&text, LIST_MAX);
    for (size_t i = 0; i < a->line->n_rows; i++) {
        const char *drug = encounter_row(a->r->encounter, a->line->rows[i])->drug;
        str_addf(&text, "%s%d (%s)", i > 0 ? ", " : "", a->line->rows[i],
                 text_empty(drug) ? "no drug said" : drug);
    }
    const char *kept = arena_text(a->arena, text.data);
    str_release(&text);
    return kept;
}

static const char *reason_text(const struct attaching *a)
{
    for (size_t i = 0; i < a->r->encounter->n_rows; i++) {
        const struct row *row = &a->r->encounter->rows[i];
        const struct row_result *done = &a->r->rows[i];
        if (done->visit == a->line->visit && done->access == a->line->access &&
            !text_empty(row->site_reason))
            return row->site_reason;
    }
    return NULL;
}

/* Two lines may have one code; row 0 stands for the encounter. */
static bool of_line(const struct attaching *a, int row)
{
    return row == 0 || line_has_row(a->line, row);
}

static bool decided(const struct attaching *a, enum rule_id rule)
{
    for (size_t i = 0; i < a->r->n_decisions; i++)
        if (a->r->decisions[i].rule == &a->r->book->rules[rule] &&
            a->r->decisions[i].code == a->line->code &&
            a->r->decisions[i].visit == a->line->visit && of_line(a, a->r->decisions[i].row) &&
            a->r->decisions[i].verdict == VERDICT_APPLIED)
            return true;
    return false;
}

static bool is_fluid(const struct attaching *a)
{
    for (size_t i = 0; i < a->line->n_rows; i++)
        if (result_row(a->r, a->line->rows[i])->group == GROUP_HYDRATION)
            return true;
    return false;
}

size_t attach_line(struct arena *arena, const struct result *r, const struct line *line,
                   struct decision **out)
{
    struct attaching a = {.arena = arena, .r = r, .line = line};
    const char *rows = rows_text(&a), *reason = reason_text(&a);
    add(&a, line->minutes >= 0 ? RULE_ATTACH_RUN : RULE_ATTACH_RECORD, "rows", rows);
    add(&a, RULE_ATTACH_ORDER, "rows", rows);
    if (is_fluid(&a))
        add(&a, RULE_ATTACH_NEED, NULL, NULL);
    if (reason)
        add(&a, RULE_ATTACH_SITE, "reason", reason);
    if (r->n_visits > 1 && line->initial)
        add(&a, RULE_ATTACH_VISIT, NULL, NULL);
    if (decided(&a, RULE_EDIT_REDUCED))
        add(&a, RULE_ATTACH_STOPPED, NULL, NULL);
    if (decided(&a, RULE_RELATE_PUSH_REPEAT) || decided(&a, RULE_RELATE_BOLUS))
        add(&a, RULE_ATTACH_TIMES, NULL, NULL);
    *out = a.out;
    return a.n;
}

const char *attach_word(const struct rule *rule)
{
    return rule->id + strlen("attach.");
}

const char *attach_choice(const struct book *book, size_t i)
{
    static const enum rule_id all[] = {RULE_ATTACH_RUN,   RULE_ATTACH_RECORD, RULE_ATTACH_ORDER,
                                       RULE_ATTACH_NEED,  RULE_ATTACH_SITE,   RULE_ATTACH_VISIT,
                                       RULE_ATTACH_STOPPED, RULE_ATTACH_TIMES};
    return i < COUNT_OF(all) ? attach_word(&book->rules[all[i]]) : NULL;
}
