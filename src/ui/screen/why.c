/* The page of reasons: what was decided about a code or a row, in the order of the steps. */
#include "../../core/why.h"
#include "pages.h"

/* For a few lines: the steps that say most about an outcome, first. */
static const enum step_id telling[] = {
    STEP_SCOPE, STEP_INITIAL, STEP_RELATE, STEP_UNITS, STEP_CARVE,  STEP_SAME_DRUG,
    STEP_EDITS, STEP_KIND,    STEP_TIME,   STEP_CLASS, STEP_ACCESS, STEP_RECORD,
};

static const struct line *line_of(const struct result *r, const struct subject *s)
{
    for (size_t i = 0; i < r->n_lines; i++)
        if (r->lines[i].code == s->code && (!s->visit || r->lines[i].visit == s->visit))
            return &r->lines[i];
    return NULL;
}

static bool about_code(const struct result *r, const struct subject *s, const struct decision *d)
{
    const struct line *line = line_of(r, s);
    if (s->visit && d->visit != s->visit)
        return false;
    if (d->code)
        return d->code == s->code;
    return line && line_has_row(line, d->row);
}

static bool is_about(const struct result *r, const struct subject *s, const struct decision *d)
{
    if (s->code)
        return about_code(r, s, d);
    return s->row ? d->row == s->row : true;
}

static void add_decision(struct list *list, const struct result *r, const struct decision *d,
                         int width, bool cite)
{
    struct str text;
    str_init(&text, 4000);
    if (d->verdict != VERDICT_APPLIED)
        str_addf(&text, "(%s) ", verdict_name(d->verdict));
    why_decision(r, d, &text);
    if (!cite)
        str_addf(&text, " [%s%s%s]", d->rule->id, text_empty(d->rule->locator) ? "" : ", ",
                 d->rule->locator ? d->rule->locator : "");
    list_text(list, d->verdict == VERDICT_APPLIED ? LOOK_PLAIN : LOOK_FAINT, d->row, width, 2,
              text.data);
    if (cite) {
        str_clear(&text);
        str_addf(&text, "%s: ", d->rule->id);
        why_cite(d->rule, &text);
        list_more(list, LOOK_NOTE, d->row, width, 4, text.data);
    }
    str_release(&text);
}

static void add_subject(struct list *list, const struct desk *desk, const struct subject *s)
{
    if (s->code)
        list_head(list, "Why %s: %s", s->code->id, s->code->plain);
    else if (s->row)
        list_head(list, "Why row %d, %s", s->row, row_name(desk, s->row));
    else
        list_head(list, "Every decision");
}

void why_page(struct list *list, const struct desk *desk, const struct subject *s, int width)
{
    const struct result *r = &desk->r;
    size_t added = 0;
    if (!desk->coded)
        return;
    add_subject(list, desk, s);
    for (int step = 0; step < STEP_COUNT; step++) {
        bool headed = false;
        for (size_t i = 0; i < r->n_decisions; i++) {
            const struct decision *d = &r->decisions[i];
            if ((int)d->rule->step != step || !is_about(r, s, d))
                continue;
            if (!headed)
                list_head(list, "%s", step_question((enum step_id)step));
            headed = true;
            added++;
            add_decision(list, r, d, width, true);
        }
    }
    if (added == 0)
        list_text(list, LOOK_PLAIN, 0, width, 0, "No decision of this encounter is about it.");
}

/* Decisions about the code itself come before those about its rows. */
static bool brief_fits(const struct result *r, const struct subject *s, const struct decision *d,
                       int turn)
{
    if (d->verdict != VERDICT_APPLIED || !is_about(r, s, d))
        return false;
    return !s->code || (turn == 0) == (d->code == s->code);
}

void why_brief(struct list *list, const struct desk *desk, const struct subject *s, int width)
{
    const struct result *r = &desk->r;
    if (!desk->coded || (!s->code && !s->row))
        return;
    for (int turn = 0; turn < (s->code ? 2 : 1); turn++)
        for (size_t t = 0; t < COUNT_OF(telling); t++)
            for (size_t i = 0; i < r->n_decisions; i++)
                if (r->decisions[i].rule->step == telling[t] &&
                    brief_fits(r, s, &r->decisions[i], turn))
                    add_decision(list, r, &r->decisions[i], width, false);
}
