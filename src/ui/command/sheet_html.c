#include "sheet_html.h"

#include "../../core/attach.h"
#include "../../core/explain.h"
#include "../../core/whatif.h"
#include "../../core/why.h"

enum { SENTENCE_MAX = 16 * 1024 };

void html_text(struct str *out, const char *text)
{
    static const struct {
        char c;
        const char *entity;
    } escapes[] = {{'&', "&amp;"}, {'<', "&lt;"}, {'>', "&gt;"}, {'"', "&quot;"}, {'\'', "&#39;"}};
    char *copy = strdup(text ? text : "");
    if (!copy)
        base_no_memory(1);
    text_tame(copy);
    for (const char *c = copy; *c != '\0'; c++) {
        const char *entity = NULL;
        for (size_t i = 0; i < COUNT_OF(escapes); i++)
            if (escapes[i].c == *c)
                entity = escapes[i].entity;
        if (entity)
            str_add(out, entity);
        else
            str_addc(out, *c);
    }
    free(copy);
}

/* class: "" for none */
static void add_classed(struct str *out, const char *tag, const char *class, const char *text)
{
    str_addf(out, "<%s", tag);
    if (*class)
        str_addf(out, " class=\"%s\"", class);
    str_addc(out, '>');
    html_text(out, text);
    str_addf(out, "</%s>", tag);
}

static void add_cell(struct str *out, const char *tag, const char *text)
{
    add_classed(out, tag, "", text);
}

/* ---- head ---- */

/* Many lines get a smaller letter, so that the page stays one sheet. */
static const char *letter_size(const struct result *r)
{
    /* about how many lines of 9 points it takes, measured on paper; a sheet has 66 of them, and a
     * letter that is smaller by a tenth finds room for a fifth more */
    size_t lines = 20 + 2 * r->n_rows + 9 * r->n_lines + r->n_drugs + 3 * r->n_findings;
    return lines < 60    ? "9pt"
           : lines < 76  ? "8pt"
           : lines < 100 ? "7pt"
           : lines < 135 ? "6pt"
                         : "5pt";
}

static void add_style(const struct result *r, struct str *out)
{
    str_addf(out,
             "<style>\n"
             "@page { size: A4; margin: 11mm }\n"
             "body { font: %s/1.3 sans-serif; color: #000; background: #fff; max-width: 188mm; "
             "margin: 0 auto; padding: 2mm }\n"
             "h1 { font-size: 1.5em; margin: 0 } h2 { font-size: 1.05em; margin: .8em 0 .2em; "
             "border-bottom: 1px solid #000 }\n"
             "table { border-collapse: collapse; width: 100%% } th { text-align: left; "
             "border-bottom: 1px solid #000 }\n"
             "th, td { padding: .1em .5em .1em 0; vertical-align: top }\n"
             "td.n, th.n { text-align: right; white-space: nowrap } .code { font-weight: bold; "
             "white-space: nowrap }\n"
             "tr.line td { border-top: 1px solid #bbb } p { margin: .2em 0 } "
             "ul { margin: 0; padding-left: 1.2em }\n"
             ".cite { color: #333; font-size: .9em } .near { font-weight: bold } svg { width: "
             "100%%; height: auto }\n"
             "footer { margin-top: .8em; border-top: 1px solid #000; font-size: .85em; "
             "overflow-wrap: anywhere }\n"
             "@media print { body { max-width: none; padding: 0 } tr { break-inside: avoid } }\n"
             "</style>\n",
             letter_size(r));
}

static void add_head(const struct result *r, const struct sheet_standing *standing, struct str *out)
{
    const struct encounter *e = r->encounter;
    char day[16];
    str_add(out, "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<title>");
    html_text(out, e->id);
    str_add(out, "</title>\n");
    add_style(r, out);
    str_add(out, "</head>\n<body>\n<h1>Encounter ");
    html_text(out, e->id);
    str_add(out, "</h1>\n<p>");
    str_addf(out, "%s, %s, payer ", when_print_day(encounter_day(e), day),
             word_name(WORDS_SETTING, (int)encounter_setting(e)));
    html_text(out, text_empty(e->payer) ? "medicare" : e->payer);
    str_add(out, ", diagnosis ");
    html_text(out, text_empty(e->dx) ? "none charted" : e->dx);
    if (!text_empty(e->coder)) {
        str_add(out, ", coded by ");
        html_text(out, e->coder);
    }
    str_addf(out, "</p>\n<p>Rules %s, policy ", r->book->edition);
    html_text(out, r->policy->name);
    if (standing && standing->status) {
        str_add(out, "; ");
        html_text(out, standing->status);
        str_add(out, ", saved by ");
        html_text(out, standing->by);
        str_add(out, " on ");
        html_text(out, standing->at);
    }
    str_add(out, "</p>\n");
    if (standing && standing->differs) {
        str_add(out, "<p class=\"near\">This program or rule book differs from the one that saved "
                     "it; saved codes: ");
        html_text(out, standing->differs);
        str_add(out, "</p>\n");
    }
}

/* ---- rows ---- */

static void add_row(const struct result *r, size_t i, struct str *out)
{
    const struct row *row = &r->encounter->rows[i];
    const struct row_result *done = &r->rows[i];
    char clock[8], number[24], dose[40], figure[32];
    snprintf(number, sizeof number, "%d", row->number);
    str_add(out, "<tr>");
    add_cell(out, "td", number);
    add_cell(out, "td", row->drug);
    snprintf(dose, sizeof dose, "%s %.7s", row->dose >= 0 ? decimal_print(row->dose, figure) : "",
             row->dose >= 0 && row->unit ? row->unit : "");
    add_cell(out, "td", dose);
    add_cell(out, "td", row->route == ROUTE_NONE ? "IV" : word_name(WORDS_ROUTE, (int)row->route));
    add_cell(out, "td", word_name(WORDS_METHOD, (int)row->method));
    add_cell(out, "td", text_empty(row->line) ? "1" : row->line);
    add_cell(out, "td", when_print_clock(row->start, clock));
    add_cell(out, "td", when_print_clock(row->stop, clock));
    snprintf(number, sizeof number, "%d", done->minutes);
    add_classed(out, "td", "n", done->minutes >= 0 ? number : "-");
    add_cell(out, "td", done->out ? done->out : "");
    str_add(out, "</tr>\n");
}

static void add_rows(const struct result *r, struct str *out)
{
    str_add(out, "<h2>As charted</h2>\n<table>\n<tr><th>#</th><th>Drug</th><th>Dose</th>"
                 "<th>Route</th><th>Method</th><th>Line</th><th>Start</th><th>Stop</th>"
                 "<th class=\"n\">Minutes</th><th>Left out</th></tr>\n");
    for (size_t i = 0; i < r->n_rows; i++)
        add_row(r, i, out);
    str_add(out, "</table>\n");
}

/* ---- codes ---- */

static void line_minutes(const struct result *r, const struct line *line, struct str *out)
{
    struct str text;
    str_init(&text, SENTENCE_MAX);
    for (size_t i = 0; i < r->n_units; i++) {
        const struct earned *u = &r->units[i];
        if (u->code != line->code || u->visit != line->visit || u->date != line->date ||
            u->minutes < 0)
            continue;
        str_clear(&text);
        str_addf(&text, "unit %d: ", u->number);
        margin_text(r, u, &text);
        str_addf(out, "<p%s>", margin_near(r, u) ? " class=\"near\"" : "");
        html_text(out, text.data);
        str_add(out, "</p>\n");
    }
    str_release(&text);
}

static void line_attach(const struct result *r, const struct line *line, struct str *out)
{
    struct arena arena;
    struct decision *list;
    struct str text;
    arena_init(&arena);
    str_init(&text, SENTENCE_MAX);
    size_t n = attach_line(&arena, r, line, &list);
    str_add(out, "<ul>");
    for (size_t i = 0; i < n; i++) {
        str_clear(&text);
        why_decision(r, &list[i], &text);
        add_cell(out, "li", text.data);
    }
    str_add(out, "</ul>");
    str_release(&text);
    arena_release(&arena);
}

static void add_line(const struct result *r, const struct line *line, struct str *out)
{
    const struct decision *reason = explain_line(r, line);
    struct str text;
    str_init(&text, SENTENCE_MAX);
    str_addf(out, "<tr class=\"line\"><td class=\"code\">%s", line->code->id);
    for (int i = 0; i < line->n_modifiers; i++)
        str_addf(out, "-%s", line->modifiers[i]);
    str_addf(out, "</td><td class=\"n\">%d</td><td>", line->units);
    for (size_t i = 0; i < line->n_rows; i++)
        str_addf(out, "%s%d", i > 0 ? ", " : "", line->rows[i]);
    str_add(out, "</td><td>");
    add_cell(out, "p", line->code->plain);
    if (reason) {
        why_decision(r, reason, &text);
        add_cell(out, "p", text.data);
        str_clear(&text);
        str_addf(&text, "%s: ", reason->rule->id);
        why_cite(reason->rule, &text);
        add_classed(out, "p", "cite", text.data);
    }
    line_minutes(r, line, out);
    str_add(out, "</td><td>");
    line_attach(r, line, out);
    str_add(out, "</td></tr>\n");
    str_release(&text);
}

static void add_codes(const struct result *r, struct str *out)
{
    str_add(out, "<h2>Codes</h2>\n");
    if (r->n_lines == 0)
        str_add(out, "<p>No code.</p>\n");
    else
        str_add(out, "<table>\n<tr><th>Code</th><th class=\"n\">Units</th><th>Rows</th>"
                     "<th>Why</th><th>Attach</th></tr>\n");
    for (size_t i = 0; i < r->n_lines; i++)
        add_line(r, &r->lines[i], out);
    if (r->n_lines > 0)
        str_add(out, "</table>\n");
    if (r->em.code) {
        str_add(out, "<p>Visit ");
        html_text(out, r->em.code);
        if (!text_empty(r->em.modifier))
            str_addf(out, "-%s", r->em.modifier);
        str_add(out, r->em.payable ? "</p>\n" : ": not billed beside these codes</p>\n");
    }
}

static void add_drugs(const struct result *r, struct str *out)
{
    if (r->n_drugs == 0)
        return;
    str_add(out, "<h2>Drugs</h2>\n<p>");
    for (size_t i = 0; i < r->n_drugs; i++) {
        const struct drug_line *line = &r->drugs[i];
        str_addf(out, "%s<span class=\"code\">%s", i > 0 ? "; " : "", line->hcpcs);
        for (int m = 0; m < line->n_modifiers; m++)
            str_addf(out, "-%s", line->modifiers[m]);
        str_addf(out, "</span> x%lld ", (long long)line->units);
        html_text(out, line->drug ? line->drug->generic : "");
    }
    str_add(out, "</p>\n");
}

static void add_stops(const struct result *r, int row, struct str *out)
{
    struct arena arena;
    struct bands bands;
    arena_init(&arena);
    whatif_missing_stop(&arena, r, row, &bands);
    str_add(out, bands.n > 0 ? " Every possible stop: " : "");
    bands_text(&bands, FIELD_STOP, out);
    arena_release(&arena);
}

static void add_findings(const struct result *r, struct str *out)
{
    struct str text;
    if (r->n_findings == 0)
        return;
    str_init(&text, SENTENCE_MAX);
    str_add(out, "<h2>Findings</h2>\n<ul>\n");
    for (size_t i = 0; i < r->n_findings; i++) {
        const struct finding *f = &r->findings[i];
        str_clear(&text);
        str_addf(&text, "%s: ", severity_name(f->def->severity));
        if (f->row != 0)
            str_addf(&text, "row %d: ", f->row);
        why_finding(r, f, &text);
        if (!text_empty(f->def->carc))
            str_addf(&text, " (%s)", f->def->carc);
        if (f->def == &r->book->findings[FINDING_DOC_STOP_MISSING])
            add_stops(r, f->row, &text);
        add_cell(out, "li", text.data);
        str_addc(out, '\n');
    }
    str_add(out, "</ul>\n");
    str_release(&text);
}

void sheet_html(const struct result *r, const char *hash, const struct sheet_standing *standing,
                struct str *out)
{
    add_head(r, standing, out);
    for (size_t v = 0; v < r->n_visits; v++)
        sheet_svg(r, r->visits[v], out);
    add_rows(r, out);
    add_codes(r, out);
    add_drugs(r, out);
    add_findings(r, out);
    str_addf(out,
             "<footer>Ledger: %d of %d minutes posted, %s. Hash over record, rule book and policy: "
             "%s</footer>\n</body>\n</html>\n",
             r->minutes_out, r->minutes_in, result_balanced(r) ? "balanced" : "not balanced", hash);
}
