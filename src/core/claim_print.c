#include "claim_print.h"

#include "page.h"
#include "why.h"

enum { SENTENCE_MAX = 16 * 1024 };

static void add_modifiers(const struct claim_line *line, const char *between, struct str *out)
{
    for (int i = 0; i < line->n_modifiers; i++)
        str_addf(out, "%s%s", i > 0 ? between : "", line->modifiers[i]);
}

/* ---- lines with amounts ---- */

static int year_of(day_t day)
{
    int year = 0, month, mday;
    if (day != NO_DAY)
        when_civil(day, &year, &month, &mday);
    return year;
}

void claim_print_label(const struct claim *claim, struct str *out)
{
    str_addf(out, "Amounts: Medicare, %d, national and not adjusted, %s",
             year_of(claim->from != NO_DAY ? claim->from : claim->day),
             claim->form == FORM_UB04 ? "hospital outpatient (OPPS)"
                                      : "physician fee schedule, non-facility");
    if (claim->adjusted >= 0)
        str_add(out, "; \"Site\" is adjusted by the indices that the site gave");
    str_add(out, ".");
}

/* Which columns the table has, and how much room its last one. */
struct columns {
    bool charges, site;
    int rest;
};

static struct columns columns_of(const struct claim *c, int width)
{
    struct columns columns = {.charges = false, .site = c->adjusted >= 0};
    for (size_t i = 0; i < c->n_lines; i++)
        columns.charges = columns.charges || c->lines[i].charge >= 0;
    columns.rest = width - 50 - (columns.charges ? 10 : 0) - (columns.site ? 10 : 0);
    return columns;
}

static void add_titles(const struct claim *c, const struct columns *columns, struct str *out)
{
    page_cell(out, 4, c->form == FORM_UB04 ? "Rev." : "Dx");
    page_cell(out, 5, "Code");
    page_cell(out, 8, "Modifier");
    page_cell(out, 10, "Date");
    page_right(out, 5, "Units");
    if (columns->charges)
        page_right(out, 9, "Charge");
    page_right(out, 9, "National");
    if (columns->site)
        page_right(out, 9, "Site");
    page_cell(out, 2, "St");
    str_add(out, "What");
}

static const char *amount_text(const struct claim_line *line, char buf[32])
{
    if (line->money == MONEY_AMOUNT)
        return claim_money(line->national, buf);
    return line->money == MONEY_PACKAGED ? "packaged" : "-";
}

static void add_line(const struct claim *c, const struct columns *columns,
                     const struct claim_line *line, struct str *out)
{
    char units[32], day[16], money[32];
    struct str modifiers;
    str_init(&modifiers, 64);
    add_modifiers(line, " ", &modifiers);
    page_cell(out, 4, c->form == FORM_UB04 ? line->revenue : line->pointers);
    page_cell(out, 5, line->code);
    page_cell(out, 8, modifiers.data);
    page_cell(out, 10, when_print_day(line->date, day));
    snprintf(units, sizeof units, "%lld", (long long)line->units);
    page_right(out, 5, units);
    if (columns->charges)
        page_right(out, 9, claim_money(line->charge, money));
    page_right(out, 9, amount_text(line, money));
    if (columns->site)
        page_right(out, 9, claim_money(line->adjusted, money));
    page_cell(out, 2, line->status);
    page_cell(out, columns->rest, line->plain);
    str_release(&modifiers);
}

void claim_print_titles(const struct claim *claim, int width, struct str *out)
{
    struct columns columns = columns_of(claim, width);
    add_titles(claim, &columns, out);
}

void claim_print_line(const struct claim *claim, size_t index, int width, struct str *out)
{
    struct columns columns = columns_of(claim, width);
    add_line(claim, &columns, &claim->lines[index], out);
}

static void add_totals(const struct claim *c, const struct columns *columns, struct str *out)
{
    char money[32];
    page_cell(out, 36, "Total of the amounts that are known");
    if (columns->charges)
        page_right(out, 9, claim_money(c->charges, money));
    page_right(out, 9, claim_money(c->national, money));
    if (columns->site)
        page_right(out, 9, claim_money(c->adjusted, money));
    page_end(out);
}

void claim_print_head(const struct claim *c, struct str *out)
{
    const char *name = site_text(c->site, SITE_NAME, c->day);
    str_addf(out, "%s", claim_form_name(c->form));
    if (*c->bill_type)
        str_addf(out, ", type of bill %s", c->bill_type);
    if (*c->place)
        str_addf(out, ", place of service %s", c->place);
    if (*name)
        str_addf(out, ", %s", name);
}

static void add_head(const struct claim *c, struct str *out)
{
    str_add(out, "Claim on ");
    claim_print_head(c, out);
    str_addc(out, '\n');
}

/* Each reason for having no amount once, however many lines have it. */
static void add_no_amounts(const struct claim *c, struct str *out)
{
    struct str text;
    str_init(&text, SENTENCE_MAX);
    for (size_t i = 0; i < c->n_lines; i++) {
        const struct decision *paid = claim_no_amount(c, i);
        if (!paid)
            continue;
        str_clear(&text);
        why_decision(c->result, paid, &text);
        page_fold(out, 0, text.data);
    }
    str_release(&text);
}

void claim_print_lines(const struct claim *claim, struct str *out)
{
    struct columns columns = columns_of(claim, PAGE_WIDTH);
    struct str label;
    if (claim->n_lines == 0)
        return;
    add_head(claim, out);
    add_titles(claim, &columns, out);
    page_end(out);
    for (size_t i = 0; i < claim->n_lines; i++) {
        add_line(claim, &columns, &claim->lines[i], out);
        page_end(out);
    }
    add_totals(claim, &columns, out);
    str_init(&label, 400);
    claim_print_label(claim, &label);
    page_fold(out, 0, label.data);
    str_release(&label);
    add_no_amounts(claim, out);
}

/* ---- reasons ---- */

void claim_print_reasons(const struct claim *claim, struct str *out)
{
    struct str text;
    str_init(&text, SENTENCE_MAX);
    for (size_t i = 0; i < claim->n_decisions; i++) {
        str_clear(&text);
        str_addf(&text, "%s: ", claim->decisions[i].rule->id);
        why_decision(claim->result, &claim->decisions[i], &text);
        str_add(&text, " [");
        why_cite(claim->decisions[i].rule, &text);
        str_add(&text, "]");
        str_add(out, "  ");
        page_fold(out, 4, text.data);
    }
    str_release(&text);
}
