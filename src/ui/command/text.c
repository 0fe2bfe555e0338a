#include "text.h"

#include "../../core/page.h"
#include "../../core/why.h"

enum { SENTENCE_MAX = 16 * 1024 };

/* ---- small tools ---- */

void text_fold(struct str *out, int indent, const char *text)
{
    page_fold(out, indent, text);
}

void text_numbers(struct str *out, const int *numbers, size_t n, const char *separator)
{
    for (size_t i = 0; i < n; i++)
        str_addf(out, "%s%d", i == 0 ? "" : separator, numbers[i]);
}

/* The title of a section, or of one visit in it when there are several. */
static void add_title(struct str *out, const char *title)
{
    str_addf(out, "\n%s\n", title);
}

static void add_visit(const struct result *r, int visit, int *before, struct str *out)
{
    if (r->n_visits > 1 && visit != *before && visit != 0)
        str_addf(out, "  Visit %d\n", visit);
    *before = visit;
}

/* ---- head and rows ---- */

void text_head(const struct result *r, const char *hash, struct str *out)
{
    const struct encounter *e = r->encounter;
    struct str line;
    char day[16];
    str_init(&line, SENTENCE_MAX);
    str_addf(&line, "%s  %s  %s", e->id, when_print_day(encounter_day(e), day),
             word_name(WORDS_SETTING, (int)encounter_setting(e)));
    if (!text_empty(e->payer))
        str_addf(&line, "  %s", e->payer);
    if (!text_empty(e->dx))
        str_addf(&line, "  dx %s", e->dx);
    if (!text_empty(e->coder))
        str_addf(&line, "  coder %s", e->coder);
    text_fold(out, 0, line.data);
    str_addf(out, "rules %s, policy %s, hash %.16s\n", r->book->edition, r->policy->name, hash);
    str_release(&line);
}

/* Midnights between start and stop. */
static int days_over(const struct row *row)
{
    bool both = row->start != NO_MINUTE && row->stop != NO_MINUTE;
    return both ? when_day(row->stop) - when_day(row->start) : 0;
}

static void add_row(const struct result *r, size_t i, struct str *out)
{
    static const char *const groups[GROUP_COUNT] = {"-", "hydr", "ther", "chem", "horm"};
    const struct row *row = &r->encounter->rows[i];
    const struct row_result *done = i < r->n_rows ? &r->rows[i] : NULL;
    char clock[24], number[16], day[16];
    str_addf(out, "%3d ", row->number);
    page_cell(out, 22, row->drug);
    page_cell(out, 4, done != NULL && done->group < GROUP_COUNT ? groups[done->group] : "");
    page_cell(out, 5, row->route == ROUTE_NONE ? "IV" : word_name(WORDS_ROUTE, (int)row->route));
    page_cell(out, 9, word_name(WORDS_METHOD, (int)row->method));
    page_cell(out, 8, text_empty(row->line) ? "1" : row->line);
    page_cell(out, 5, when_print_clock(row->start, clock));
    int days = days_over(row), width = days > 0 ? 3 : 5; /* 08:00+1 */
    when_print_clock(row->stop, clock);
    if (days > 0)
        snprintf(clock + strlen(clock), sizeof clock - strlen(clock), "+%d", days);
    page_cell(out, days > 0 ? 7 : 5, clock);
    snprintf(number, sizeof number, "%*d", width, done != NULL ? done->minutes : -1);
    if (done == NULL || done->minutes < 0)
        snprintf(number, sizeof number, "%*s", width, "-");
    str_add(out, number);
    if (row->start != NO_MINUTE && when_day(row->start) != encounter_day(r->encounter))
        str_addf(out, " %s", when_print_day(when_day(row->start), day) + 5); /* its month and day */
    if (done != NULL && done->out != NULL)
        str_add(out, "  out");
    page_end(out);
}

void text_rows(const struct result *r, struct str *out)
{
    if (r->encounter->n_rows == 0)
        return;
    add_title(out, "As charted");
    str_add(out, "  # Drug                   Cl.  Route Method    Line     Start Stop    Min\n");
    for (size_t i = 0; i < r->encounter->n_rows; i++)
        add_row(r, i, out);
}

/* ---- codes ---- */

static bool several_dates(const struct result *r)
{
    for (size_t i = 1; i < r->n_lines; i++)
        if (r->lines[i].date != r->lines[0].date)
            return true;
    return false;
}

static void add_reason(const struct result *r, const struct decision *reason, bool cited,
                       struct str *out)
{
    struct str text;
    str_init(&text, SENTENCE_MAX);
    if (cited)
        why_cited(r, reason, &text);
    else
        why_decision(r, reason, &text);
    page_blanks(out, 21);
    text_fold(out, 21, text.data);
    str_release(&text);
}

static void add_line(const struct result *r, const struct line *line, bool cited, struct str *out)
{
    struct str text;
    char modifiers[32] = "", day[16];
    str_init(&text, SENTENCE_MAX);
    for (int i = 0; i < line->n_modifiers; i++)
        snprintf(modifiers + strlen(modifiers), sizeof modifiers - strlen(modifiers), "-%s",
                 line->modifiers[i]);
    snprintf(modifiers + strlen(modifiers), sizeof modifiers - strlen(modifiers), "%s", "");
    str_addf(out, "  %s%-9s x%-3d", line->code->id, modifiers, line->units);
    str_addf(&text, "%s; ", line->code->plain);
    if (several_dates(r))
        str_addf(&text, "%s, ", when_print_day(line->date, day));
    str_addf(&text, "row%s ", line->n_rows == 1 ? "" : "s");
    text_numbers(&text, line->rows, line->n_rows, ", ");
    if (line->minutes >= 0) {
        str_add(&text, "; ");
        line_margin(r, line, &text);
    }
    text_fold(out, 21, text.data);
    const struct decision *reason = explain_line(r, line), *more[MORE_MOST];
    if (reason != NULL)
        add_reason(r, reason, cited, out);
    size_t n_more = explain_line_more(r, line, more, MORE_MOST);
    for (size_t i = 0; i < n_more; i++)
        add_reason(r, more[i], cited, out);
    str_release(&text);
}

static void add_em(const struct em_line *em, struct str *out)
{
    if (em->code == NULL)
        return;
    str_addf(out, "  %s%s%s%s\n", em->code, text_empty(em->modifier) ? "" : "-",
             text_empty(em->modifier) ? "" : em->modifier,
             em->payable ? "" : "  not payable beside these codes");
}

static void add_codes(const struct result *r, bool cited, struct str *out)
{
    int visit = 0;
    add_title(out, r->n_lines > 0 || r->em.code != NULL ? "Codes" : "No code");
    for (size_t i = 0; i < r->n_lines; i++) {
        add_visit(r, r->lines[i].visit, &visit, out);
        add_line(r, &r->lines[i], cited, out);
    }
    add_em(&r->em, out);
    for (size_t i = 0; i < r->n_elsewhere; i++) {
        const struct elsewhere *e = &r->elsewhere[i];
        struct str text;
        str_init(&text, SENTENCE_MAX);
        str_addf(&text, "row %d elsewhere: %s%s%s", e->row, text_empty(e->code) ? "" : e->code,
                 text_empty(e->code) ? "" : ", ", e->text);
        str_add(out, "  ");
        text_fold(out, 19, text.data);
        str_release(&text);
    }
}

void text_codes(const struct result *r, struct str *out)
{
    add_codes(r, false, out);
}

void text_codes_cited(const struct result *r, struct str *out)
{
    add_codes(r, true, out);
}

void text_drugs(const struct result *r, struct str *out)
{
    int visit = 0;
    if (r->n_drugs > 0)
        add_title(out, "Drugs");
    for (size_t i = 0; i < r->n_drugs; i++) {
        const struct drug_line *line = &r->drugs[i];
        char modifiers[32] = "";
        add_visit(r, line->visit, &visit, out);
        for (int m = 0; m < line->n_modifiers; m++)
            snprintf(modifiers + strlen(modifiers), sizeof modifiers - strlen(modifiers), "-%s",
                     line->modifiers[m]);
        str_addf(out, "  %s%-9s x%-6lld %s; row%s ", line->hcpcs, modifiers, (long long)line->units,
                 line->drug != NULL ? line->drug->generic : "", line->n_rows == 1 ? "" : "s");
        text_numbers(out, line->rows, line->n_rows, ", ");
        str_addc(out, '\n');
    }
}

/* ---- findings ---- */

static void add_finding(const struct result *r, const struct finding *f, struct str *out)
{
    struct str text;
    str_init(&text, SENTENCE_MAX);
    str_addf(out, "  %-8s", severity_name(f->def->severity));
    if (f->row != 0)
        str_addf(&text, "row %d: ", f->row);
    why_finding(r, f, &text);
    if (!text_empty(f->def->carc))
        str_addf(&text, " (%s)", f->def->carc);
    text_fold(out, 10, text.data);
    str_clear(&text);
    why_fix(r, f, &text);
    if (!text_empty(text.data)) {
        str_add(out, "          > ");
        text_fold(out, 12, text.data);
    }
    if (f->def == &r->book->findings[FINDING_DOC_STOP_MISSING])
        text_stops(r, f->row, 12, out);
    str_release(&text);
}

void text_findings(const struct result *r, struct str *out)
{
    int visit = 0;
    if (r->n_findings > 0)
        add_title(out, "Findings");
    for (size_t i = 0; i < r->n_findings; i++) {
        add_visit(r, r->findings[i].visit, &visit, out);
        add_finding(r, &r->findings[i], out);
    }
}
