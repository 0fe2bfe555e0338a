/* The lines of the claim as grade.h asks them: the codes of the result, or what the claim page makes
 * of them, and what stands behind each point. */
#include "attach.h"
#include "grade_inside.h"
#include "why.h"

/* ---- what stands behind a line ---- */

static const struct decision *code_decision(const struct result *r, enum step_id step,
                                            const struct line *line)
{
    const struct decision *found = NULL;
    for (size_t i = 0; i < r->n_decisions; i++) {
        const struct decision *d = &r->decisions[i];
        if (d->rule->step == step && d->code == line->code && d->verdict != VERDICT_NOT_MET &&
            (d->row == 0 || line_has_row(line, d->row)))
            found = d;
    }
    return found;
}

/* The decision that put a modifier on the line: it names it among its facts. */
static const struct decision *modifier_decision(const struct result *r, const struct line *line)
{
    for (size_t i = 0; i < r->n_decisions && line->n_modifiers > 0; i++) {
        const struct decision *d = &r->decisions[i];
        if (d->code != line->code || d->verdict == VERDICT_NOT_MET ||
            (d->row != 0 && !line_has_row(line, d->row)))
            continue;
        for (size_t f = 0; f < d->n_facts; f++)
            if (strcmp(d->facts[f].name, "modifier") == 0)
                return d;
    }
    return NULL;
}

static const struct decision *placed_by(const struct result *r, const struct line *line)
{
    static const enum step_id steps[] = {STEP_RELATE, STEP_INITIAL, STEP_UNITS};
    const struct decision *d = NULL;
    for (size_t i = 0; i < COUNT_OF(steps) && d == NULL; i++)
        d = code_decision(r, steps[i], line);
    return d;
}

/* The decision by which a drug line or the visit code has its units or modifiers. */
static const struct decision *drug_decision(const struct result *r, const struct drug_line *drug,
                                            enum rule_id rule)
{
    for (size_t i = 0; i < r->n_decisions; i++)
        for (size_t k = 0; k < drug->n_rows; k++)
            if (r->decisions[i].rule == &r->book->rules[rule] &&
                r->decisions[i].row == drug->rows[k])
                return &r->decisions[i];
    return NULL;
}

/* The site's decision of that rule about the line; NULL: none. */
static const struct decision *keyed_decision(const struct claim *c, const struct claim_line *line,
                                             enum rule_id rule)
{
    const struct decision *d;
    size_t next = 0;
    while (line != NULL && (d = claim_decision(c, line, &next)) != NULL)
        if (d->rule == &c->result->book->rules[rule])
            return d;
    return NULL;
}

/* The last one that put a modifier on it. */
static const struct decision *site_modifier(const struct claim *c, const struct claim_line *line)
{
    static const enum rule_id rules[] = {RULE_CLAIM_ROUTE, RULE_CLAIM_DISCOUNT,
                                         RULE_CLAIM_OFF_CAMPUS};
    const struct decision *d = NULL;
    for (size_t i = 0; i < COUNT_OF(rules) && d == NULL; i++)
        d = keyed_decision(c, line, rules[i]);
    return d;
}

/* ---- points ---- */

struct grade_point *grade_add_point(struct making *m, enum grade_step step, const char *subject,
                                    const char *wanted, const struct decision *because)
{
    struct grade_truth *t = m->truth;
    struct grade_point *p = ARENA_PUSH(m->arena, t->points, t->n, t->cap);
    *p = (struct grade_point){.step = step, .line = -1, .subject = subject, .wanted = wanted,
                              .because = because,
                              .rule = because != NULL ? because->rule : NULL};
    return p;
}

/* ---- lines ---- */

/* The line of that code and these modifiers, new where there is none. */
static struct grade_line *line_of(struct making *m, int visit, const char *code,
                                  const char *const *modifiers, int n)
{
    struct grade_truth *t = m->truth;
    const char *sorted[CLAIM_MODIFIERS];
    for (int i = 0; i < n; i++)
        sorted[i] = modifiers[i];
    const char *text = grade_modifiers(m->arena, sorted, (size_t)n);
    for (size_t i = 0; i < t->n_lines; i++)
        if (t->lines[i].visit == visit && text_equal(t->lines[i].code, code) &&
            text_equal(t->lines[i].modifiers, text))
            return &t->lines[i];
    struct grade_line *line = ARENA_PUSH(m->arena, t->lines, t->n_lines, t->cap_lines);
    *line = (struct grade_line){.visit = visit, .code = code, .modifiers = text, .adjusted = -1};
    return line;
}

static void add_coded(struct making *m, const struct line *from)
{
    struct grade_line *line =
        line_of(m, from->visit, from->code->id, from->modifiers, from->n_modifiers);
    line->units += from->units;
    if (line->of != NULL)
        return;
    line->of = from;
    line->rows = from->rows;
    line->n_rows = from->n_rows;
}

static void add_keyed(struct making *m, const struct claim_line *from)
{
    const char *code = text_empty(from->code) ? "-" : from->code;
    struct grade_line *line = line_of(m, from->visit, code, from->modifiers, from->n_modifiers);
    line->units += from->units;
    line->national += from->money == MONEY_AMOUNT ? from->national : 0;
    if (from->adjusted >= 0)
        line->adjusted = (line->adjusted < 0 ? 0 : line->adjusted) + from->adjusted;
    if (line->keyed != NULL)
        return;
    line->keyed = from;
    line->of = from->line;
    line->rows = from->rows;
    line->n_rows = from->n_rows;
}

/* ---- what is asked of a line ---- */

static void ask_code(struct making *m, const struct grade_line *l, const char *subject)
{
    const struct result *r = m->truth->result;
    const struct decision *placed = l->of != NULL ? placed_by(r, l->of) : NULL;
    const struct claim_line *keyed = l->keyed;
    if (keyed != NULL && keyed->drug != NULL)
        placed = drug_decision(r, keyed->drug, RULE_DRUG_UNITS);
    struct grade_point *p = grade_add_point(m, GRADE_CODE, subject, "on the claim", placed);
    if (p->rule == NULL && l->of != NULL)
        p->rule = l->of->rule;
    if (keyed != NULL && keyed->what == CLAIM_VISIT)
        p->rule = r->em.rule;
}

static void ask_units(struct making *m, const struct grade_line *l, const char *subject)
{
    const struct result *r = m->truth->result;
    const struct decision *d = l->of != NULL ? code_decision(r, STEP_UNITS, l->of) : NULL;
    if (l->keyed != NULL && l->keyed->drug != NULL)
        d = drug_decision(r, l->keyed->drug, RULE_DRUG_UNITS);
    struct grade_point *p =
        grade_add_point(m, GRADE_UNITS, subject,
                        arena_format(m->arena, "%lld", (long long)l->units), d);
    if (p->rule == NULL && l->of != NULL)
        p->rule = l->of->rule;
}

static void ask_modifiers(struct making *m, const struct grade_line *l, const char *subject)
{
    const struct result *r = m->truth->result;
    const struct decision *d =
        l->keyed != NULL ? site_modifier(m->truth->claim, l->keyed) : NULL;
    if (d == NULL && l->of != NULL)
        d = modifier_decision(r, l->of);
    if (d == NULL && l->keyed != NULL && l->keyed->drug != NULL) {
        bool waste = l->keyed->drug->rule == &r->book->rules[RULE_DRUG_WASTE];
        d = drug_decision(r, l->keyed->drug, waste ? RULE_DRUG_WASTE : RULE_DRUG_NO_WASTE);
    }
    grade_add_point(m, GRADE_MODIFIERS, subject,
                    text_empty(l->modifiers) ? "none" : l->modifiers, d);
}

static void ask_revenue(struct making *m, const struct grade_line *l, const char *subject)
{
    const struct decision *d = keyed_decision(m->truth->claim, l->keyed, RULE_CLAIM_REVENUE_SITE);
    if (d == NULL && l->of != NULL)
        d = code_decision(m->truth->result, STEP_CLAIM, l->of);
    if (!text_empty(l->keyed->revenue))
        grade_add_point(m, GRADE_REVENUE, subject, l->keyed->revenue, d);
}

/* How it is paid, and what the site makes of the amount where it makes something of any. */
static void ask_paid(struct making *m, const struct grade_line *l, const char *subject)
{
    const struct claim *c = m->truth->claim;
    const struct claim_line *k = l->keyed;
    char money[32];
    const char *wanted = k->money == MONEY_AMOUNT ? claim_money(l->national, money)
                                                  : claim_paid_word(k);
    grade_add_point(m, GRADE_PAID, subject, arena_text(m->arena, wanted), k->paid);
    if (k->money != MONEY_AMOUNT || c->adjusted < 0)
        return;
    wanted = l->adjusted < 0 || l->adjusted == l->national ? "same"
             : l->adjusted > l->national                   ? "more"
                                                           : "less";
    grade_add_point(m, GRADE_ADJUSTED, subject, wanted,
                    keyed_decision(c, k, RULE_CLAIM_ADJUSTED));
}

/* One point to be asked; each attachment is one that is marked. */
static void ask_attached(struct making *m, struct grade_line *l, const char *subject)
{
    struct decision *found;
    struct str words;
    if (l->of == NULL)
        return;
    l->n_attached = attach_line(m->arena, m->truth->result, l->of, &found);
    l->attached = ARENA_ARRAY(m->arena, struct grade_point, l->n_attached + 1);
    str_init(&words, 400);
    for (size_t i = 0; i < l->n_attached; i++) {
        const char *word = attach_word(found[i].rule);
        l->attached[i] = (struct grade_point){.step = GRADE_ATTACH, .subject = subject,
                                              .wanted = word, .rule = found[i].rule,
                                              .because = &found[i], .visit = l->visit};
        str_addf(&words, "%s%s", i > 0 ? " " : "", word);
    }
    grade_add_point(m, GRADE_ATTACH, subject, arena_text(m->arena, words.data), NULL);
    str_release(&words);
}

static const char *subject_of(struct making *m, const struct grade_line *l)
{
    bool bare = strcmp(l->code, "-") == 0;
    const char *code = bare ? arena_format(m->arena, "no code (%s)", l->keyed->plain) : l->code;
    return m->truth->result->n_visits > 1
               ? arena_format(m->arena, "%s, visit %d", code, l->visit)
               : code;
}

static void ask_line(struct making *m, size_t index)
{
    struct grade_line *l = &m->truth->lines[index];
    const char *subject = subject_of(m, l);
    size_t first = m->truth->n;
    ask_code(m, l, subject);
    if (strcmp(l->code, "-") != 0) {
        ask_units(m, l, subject);
        ask_modifiers(m, l, subject);
    }
    if (l->keyed != NULL) {
        ask_revenue(m, l, subject);
        ask_paid(m, l, subject);
    }
    if (m->attach)
        ask_attached(m, l, subject);
    for (size_t i = first; i < m->truth->n; i++) {
        m->truth->points[i].line = (int)index;
        m->truth->points[i].visit = l->visit;
    }
    for (size_t i = 0; i < l->n_attached; i++)
        l->attached[i].line = (int)index;
}

void grade_add_lines(struct making *m)
{
    const struct result *r = m->truth->result;
    const struct claim *c = m->truth->claim;
    for (size_t i = 0; c == NULL && i < r->n_lines; i++)
        add_coded(m, &r->lines[i]);
    for (size_t i = 0; c != NULL && i < c->n_lines; i++)
        add_keyed(m, &c->lines[i]);
    for (size_t i = 0; i < m->truth->n_lines; i++)
        ask_line(m, i);
}

/* ---- reasons ---- */

static void add_sentence(const struct result *r, const struct decision *d, struct str *out)
{
    if (out->length > 0)
        str_addc(out, ' ');
    why_decision(r, d, out);
}

static const struct revenue_row *revenue_row(const struct claim *c, const char *id)
{
    for (size_t i = 0; i < c->tables->n_revenues; i++)
        if (strcmp(c->tables->revenues[i].rule.id, id) == 0)
            return &c->tables->revenues[i];
    return NULL;
}

void grade_line_reason(const struct grade_truth *truth, const struct grade_point *p,
                       struct str *out)
{
    const struct grade_line *l = &truth->lines[p->line];
    const struct decision *d;
    size_t next = 0;
    if (p->step == GRADE_ATTACH && p->because == NULL)
        for (size_t i = 0; i < l->n_attached; i++)
            add_sentence(truth->result, l->attached[i].because, out);
    while (p->step == GRADE_MODIFIERS && l->keyed != NULL &&
           (d = claim_decision(truth->claim, l->keyed, &next)) != NULL)
        if (d != p->because && d->rule->step == STEP_CLAIM && d->n_facts > 0 &&
            strcmp(d->facts[0].name, "modifier") == 0)
            add_sentence(truth->result, d, out);
    if (p->step == GRADE_REVENUE && p->because == NULL) {
        const struct revenue_row *row = revenue_row(truth->claim, l->keyed->revenue_id);
        if (row != NULL)
            str_addf(out, "%s: %s.", row->revenue, row->rule.say);
    }
}
