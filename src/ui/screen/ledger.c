/* The page of minutes: every minute of every row, and the account it was posted to. */
#include "pages.h"

#include "cells.h"

void posting_text(const struct posting *p, struct str *out)
{
    char from[8], to[8];
    if (p->span.from == NO_MINUTE)
        str_add(out, "   no clock   ");
    else
        str_addf(out, "   %s-%s", when_print_clock(p->span.from, from),
                 when_print_clock(p->span.to, to));
    str_addf(out, " %5d min  ", p->minutes);
    if (p->code)
        str_addf(out, "%s unit %d", p->code->id, p->unit);
    else
        str_addf(out, "not billed: %s", p->account);
    if (p->rule)
        str_addf(out, "  (%s)", p->rule->id);
}

static void add_posting(struct list *list, const struct posting *p, int width)
{
    struct str text;
    str_init(&text, 600);
    posting_text(p, &text);
    list_text(list, p->code ? LOOK_PLAIN : LOOK_FAINT, p->row, width, 27, text.data);
    str_release(&text);
}

static int add_row(struct list *list, const struct desk *desk, const struct row_result *rr,
                   int width)
{
    const struct result *r = &desk->r;
    char from[8], to[8];
    int minutes = 0;
    for (size_t i = 0; i < r->n_postings; i++)
        if (r->postings[i].row == rr->row)
            minutes += r->postings[i].minutes;
    if (rr->span.from == NO_MINUTE)
        list_add(list, LOOK_STRONG, rr->row, "%d %s: %d minutes", rr->row, row_name(desk, rr->row),
                 minutes);
    else
        list_add(list, LOOK_STRONG, rr->row, "%d %s %s-%s: %d minutes", rr->row,
                 row_name(desk, rr->row), when_print_clock(rr->span.from, from),
                 when_print_clock(rr->span.to, to), minutes);
    for (size_t i = 0; i < r->n_postings; i++)
        if (r->postings[i].row == rr->row)
            add_posting(list, &r->postings[i], width);
    return minutes;
}

static bool seen_before(const struct result *r, size_t index)
{
    for (size_t i = 0; i < index; i++)
        if (strcmp(r->postings[i].account, r->postings[index].account) == 0)
            return true;
    return false;
}

static void add_totals(struct list *list, const struct result *r)
{
    list_head(list, "In all");
    for (size_t i = 0; i < r->n_postings; i++) {
        int minutes = 0;
        if (seen_before(r, i))
            continue;
        for (size_t j = i; j < r->n_postings; j++)
            if (strcmp(r->postings[j].account, r->postings[i].account) == 0)
                minutes += r->postings[j].minutes;
        list_add(list, r->postings[i].code ? LOOK_PLAIN : LOOK_FAINT, 0, "   %5d min  %s", minutes,
                 r->postings[i].account);
    }
}

void ledger_page(struct list *list, const struct desk *desk, const struct subject *subject,
                 int width)
{
    const struct result *r = &desk->r;
    (void)subject;
    if (!desk->coded)
        return;
    for (size_t i = 0; i < r->n_rows; i++)
        add_row(list, desk, &r->rows[i], width);
    if (r->n_postings)
        add_totals(list, r);
    list_add(
        list, result_balanced(r) ? LOOK_GOOD : LOOK_ERROR, 0, "%s: %d minutes in, %d minutes out",
        result_balanced(r) ? "Balanced" : "NOT BALANCED, our fault", r->minutes_in, r->minutes_out);
}
