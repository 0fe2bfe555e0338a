/* explain.h: which decisions, minutes and questions belong to one line of the claim. */
#include "explain.h"

bool decision_names(const struct decision *d, const char *text)
{
    for (size_t i = 0; i < d->n_facts; i++)
        if (d->facts[i].type == FACT_TEXT && text_equal(d->facts[i].text, text))
            return true;
    return false;
}

bool line_is_asked(const struct line *line, const struct about *about)
{
    bool carried = !about->modifier;
    for (int i = 0; i < line->n_modifiers && !carried; i++)
        carried = ascii_casecmp(line->modifiers[i], about->modifier) == 0;
    return carried && line->code == about->code &&
           (about->visit == 0 || line->visit == about->visit);
}

bool line_is_paid_by(const struct result *r, const struct line *line, const struct posting *p)
{
    for (size_t i = 0; i < r->n_units && p->code; i++) {
        const struct earned *u = &r->units[i];
        if (u->code == p->code && u->visit == p->visit && u->number == p->unit)
            return &r->lines[u->line] == line;
    }
    return false;
}

static bool is_of_line(const struct line *line, const struct decision *d)
{
    return d->visit == line->visit && d->code == line->code && d->verdict == VERDICT_APPLIED &&
           (d->row == 0 || line_has_row(line, d->row));
}

static bool says_more(const struct result *r, const struct line *line, const struct decision *d)
{
    bool more = d->rule == &r->book->rules[RULE_INITIAL_TIE] && line->initial;
    for (int i = 0; i < line->n_modifiers && !more; i++)
        more = decision_names(d, line->modifiers[i]);
    return more && d->rule != line->rule && d->rule->step != STEP_DRUGS;
}

size_t explain_line_more(const struct result *r, const struct line *line,
                         const struct decision **more, size_t most)
{
    size_t n = 0;
    for (size_t i = 0; i < r->n_decisions && n < most; i++)
        if (is_of_line(line, &r->decisions[i]) && says_more(r, line, &r->decisions[i]))
            more[n++] = &r->decisions[i];
    return n;
}

const struct decision *explain_line(const struct result *r, const struct line *line)
{
    const struct decision *near = NULL;
    for (size_t i = 0; i < r->n_decisions; i++) {
        const struct decision *d = &r->decisions[i];
        if (!is_of_line(line, d))
            continue;
        if (d->rule == line->rule)
            return d;
        if (!near)
            near = d;
    }
    return near;
}
