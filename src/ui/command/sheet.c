#include "sheet.h"

#include "../../core/page.h"
#include "sheet_letter.h"
#include "text.h"

/* ---- forms ---- */

enum form {
    FORM_PRINT_UB04,
    FORM_PRINT_CMS1500,
    FORM_PRINT_837,
    FORM_PRINT_QUERY,
    FORM_PRINT_LETTER,
    FORM_PRINTS
};
static const char *const forms[FORM_PRINTS] = {"ub04", "cms1500", "837", "query", "letter"};

static int form_index(const char *form)
{
    int i = 0;
    while (i < FORM_PRINTS && strcmp(forms[i], form) != 0)
        i++;
    return i;
}

bool sheet_find(const char *form)
{
    return form_index(form) < FORM_PRINTS;
}

static void print_questions(const struct result *r, struct str *out)
{
    struct checklist list;
    checklist_init(&list);
    checklist_build(&list, r);
    checklist_print_questions(&list, r, out);
    checklist_release(&list);
}

static void print_claim(enum form form, const struct claim *claim, struct str *out)
{
    static const enum claim_form own[] = {FORM_UB04, FORM_CMS1500};
    char shown[64];
    if (form == FORM_PRINT_837)
        claim_print_837(claim, out);
    else if (claim->form == own[form])
        claim_print_form(claim, own[form], out);
    else
        str_addf(out, "Encounter %s is billed on the %s.\n",
                 text_short(claim->result->encounter->id, shown), claim_form_name(claim->form));
}

void sheet_print(const char *form, const struct result *r, const struct site *site, struct str *out)
{
    enum form index = (enum form)form_index(form);
    struct claim claim;
    if (index == FORM_PRINT_QUERY) {
        print_questions(r, out);
        return;
    }
    if (index == FORM_PRINT_LETTER) {
        sheet_letter(r, out);
        return;
    }
    claim_init(&claim);
    claim_build(&claim, r, site);
    print_claim(index, &claim, out);
    claim_release(&claim);
}

/* ---- sections ---- */

static void add_section(const char *title, const struct str *body, struct str *out)
{
    if (body->length == 0)
        return;
    str_addf(out, "\n%s\n", title);
    str_add(out, body->data);
}

void sheet_claim(const struct result *r, const struct site *site, struct str *out)
{
    struct claim claim;
    claim_init(&claim);
    claim_build(&claim, r, site);
    if (claim.n_lines > 0) {
        str_addc(out, '\n');
        claim_print_lines(&claim, out);
        claim_print_reasons(&claim, out);
    }
    claim_release(&claim);
}

void sheet_findings(const struct result *r, struct str *out)
{
    struct str body;
    str_init(&body, SIZE_MAX / 4);
    claim_print_findings(r, &body);
    add_section("Findings", &body, out);
    str_release(&body);
}

void sheet_checklist(const struct result *r, struct str *out)
{
    struct checklist list;
    struct str body;
    str_init(&body, SIZE_MAX / 4);
    checklist_init(&list);
    checklist_build(&list, r);
    checklist_print(&list, &body);
    add_section("Documentation", &body, out);
    checklist_release(&list);
    str_release(&body);
}

/* ---- timeline ---- */

enum { BAR = 50 };

bool sheet_axis(const struct result *r, int visit, int least, struct span *axis)
{
    bool any = false;
    for (size_t i = 0; i < r->n_rows; i++) {
        const struct row_result *done = &r->rows[i];
        minute_t start = r->encounter->rows[i].start;
        struct span span = done->span.from != NO_MINUTE ? done->span : (struct span){start, start};
        if (done->visit != visit || span.from == NO_MINUTE)
            continue;
        axis->from = !any || span.from < axis->from ? span.from : axis->from;
        axis->to = !any || span.to > axis->to ? span.to : axis->to;
        any = true;
    }
    if (any && axis->to - axis->from < least)
        axis->to = axis->from + least;
    return any;
}

static int column_of(const struct span *axis, minute_t at)
{
    int64_t column = (int64_t)(at - axis->from) * BAR / (axis->to - axis->from);
    return column < 0 ? 0 : column > BAR ? BAR : (int)column;
}

static void draw(char bar[BAR + 1], const struct span *axis, struct span span, char sign)
{
    int from = column_of(axis, span.from), to = column_of(axis, span.to);
    from = from == BAR ? BAR - 1 : from;
    for (int i = from; i < to || i == from; i++)
        bar[i] = sign;
}

static void add_bar(const struct result *r, size_t i, const struct span *axis, struct str *out)
{
    const struct row *row = &r->encounter->rows[i];
    const struct row_result *done = &r->rows[i];
    char bar[BAR + 1];
    memset(bar, ' ', BAR);
    bar[BAR] = '\0';
    if (done->span.from != NO_MINUTE)
        draw(bar, axis, done->span, done->span.to > done->span.from ? '.' : '|');
    else if (row->start != NO_MINUTE && row->start >= axis->from && row->start <= axis->to)
        draw(bar, axis, (struct span){row->start, row->start}, row_is_open(row, done) ? '?' : '|');
    for (size_t p = 0; p < r->n_postings; p++)
        if (row_is_paid_by(r, done, &r->postings[p]) && r->postings[p].span.from != NO_MINUTE)
            draw(bar, axis, r->postings[p].span, '=');
    str_addf(out, "%3d ", row->number);
    page_cell(out, 24, row->drug);
    str_add(out, bar);
    page_end(out);
}

void sheet_timeline(const struct result *r, struct str *out)
{
    struct span axis = {0, 0};
    char from[24], to[24];
    for (size_t v = 0; v < r->n_visits; v++) {
        if (!sheet_axis(r, r->visits[v], 1, &axis))
            continue;
        when_print(axis.from, from);
        when_print(axis.to, to);
        bool one_day = when_day(axis.from) == when_day(axis.to);
        str_addf(out, "\nTimeline: = billed, . bills nothing, | a moment, ? no stop\n");
        page_blanks(out, 29);
        str_addf(out, "%-25s%25s\n", one_day ? from + 11 : from, one_day ? to + 11 : to);
        for (size_t i = 0; i < r->n_rows; i++)
            if (r->rows[i].visit == r->visits[v])
                add_bar(r, i, &axis, out);
    }
}

/* ---- the whole page ---- */

void sheet_page(const struct result *r, const struct site *site, const char *hash,
                const char *standing, struct str *out)
{
    text_head(r, hash, out);
    str_add(out, standing);
    text_rows(r, out);
    sheet_timeline(r, out);
    text_codes_cited(r, out);
    text_drugs(r, out);
    sheet_claim(r, site, out);
    sheet_findings(r, out);
    text_open_stops(r, out);
    sheet_checklist(r, out);
    text_attach(r, out);
    text_ledger(r, out);
    text_balance(r, out);
    text_decisions(r, NULL, out);
    text_switches(r, true, out);
    str_addf(out, "\nHash over record, rule book and policy\n  %s\n", hash);
}
