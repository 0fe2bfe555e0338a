/* How the workbench looks: header, rows, timeline, codes, reasons, findings, balance. */
#include "bench.h"

#include "cells.h"
#include "../../core/why.h"

enum { WIDE = 110 }; /* columns from which codes and reasons stand to the right */

static page_fn *const halves[HALF_COUNT] = {codes_page, why_page, ledger_page, claim_page,
                                            findings_page};

void panes_fill(struct bench *bench, int width, int rows_width)
{
    rows_fill(bench, rows_width - 1);
    struct subject subject = {0};
    if (bench->half == HALF_WHY) {
        size_t row = bench_row(bench);
        if (row < bench->desk.e.n_rows)
            subject.row = bench->desk.e.rows[row].number;
    }
    list_clear(&bench->lower);
    halves[bench->half](&bench->lower, &bench->desk, &subject, width - 1);
}

/* ---- the other panes ---- */

void panes_head(const struct encounter *e, struct str *out)
{
    char day[16];
    str_addf(out, "%s  %s  %s", word_name(WORDS_SETTING, (int)encounter_setting(e)),
             text_empty(e->payer) ? "medicare" : e->payer,
             e->date == NO_DAY ? "(no date)" : when_print_day(e->date, day));
    if (!text_empty(e->dx))
        str_addf(out, "  dx %s", e->dx);
    if (!text_empty(e->em))
        str_addf(out, "  visit %s", e->em);
}

static void draw_header(struct ui *ui, const struct bench *bench)
{
    const struct encounter *e = &bench->desk.e;
    const struct desk *desk = &bench->desk;
    struct str left, right;
    str_init(&left, 600), str_init(&right, 200);
    str_addf(&left, "%s  ", text_empty(e->id) ? "(no number)" : e->id);
    panes_head(e, &left);
    if (strcmp(desk->app->policy.name, "reference") != 0)
        str_addf(&left, "  policy %s", desk->app->policy.name);
    if (!text_empty(e->coder))
        str_addf(&right, "coder %s  ", e->coder);
    str_add(&right, desk->changed                 ? "DRAFT"
                    : desk->status == STATUS_NONE ? "new"
                                                  : status_name(desk->status));
    ui_title(ui, left.data, right.data);
    str_release(&left), str_release(&right);
}

static void count_findings(const struct result *r, int counts[3])
{
    counts[SEVERITY_ERROR] = counts[SEVERITY_WARNING] = counts[SEVERITY_NOTE] = 0;
    for (size_t i = 0; i < r->n_findings; i++)
        counts[r->findings[i].def->severity]++;
}

static const struct finding *first_finding(const struct result *r)
{
    const struct finding *first = NULL;
    for (size_t i = 0; i < r->n_findings; i++)
        if (!first || r->findings[i].def->severity < first->def->severity)
            first = &r->findings[i];
    return first;
}

static void counts_text(const int counts[3], struct str *out)
{
    for (int s = SEVERITY_ERROR; s <= SEVERITY_NOTE; s++)
        if (counts[s])
            str_addf(out, "%s%d %s%s", out->length ? ", " : "", counts[s],
                     severity_name((enum severity)s), counts[s] > 1 ? "s" : "");
    if (!out->length)
        str_add(out, "no findings");
}

/* Count of findings, the worst of them, and whether the book of minutes balances. */
static void draw_findings(const struct bench *bench, int y, int width)
{
    const struct result *r = &bench->desk.r;
    char balance[60];
    int counts[3];
    if (!bench->desk.coded) {
        term_clip(y, 1, width - 2, LOOK_ERROR, "! not coded: see the message (L lists all)");
        return;
    }
    struct str text;
    str_init(&text, 2000);
    count_findings(r, counts);
    counts_text(counts, &text);
    const struct finding *first = first_finding(r);
    enum look look = first ? look_of_severity(first->def->severity) : LOOK_GOOD;
    int used = term_clip(y, 1, width - 2, look, first ? "!" : " ");
    used += 1 + term_clip(y, 2 + used, width - 2 - used, look, text.data);
    str_clear(&text);
    if (first) {
        str_add(&text, ": ");
        if (first->row)
            str_addf(&text, "row %d: ", first->row);
        why_finding(r, first, &text);
    }
    snprintf(balance, sizeof balance, "%s %d/%d", result_balanced(r) ? "balanced" : "NOT BALANCED",
             r->minutes_out, r->minutes_in);
    int width_balance = (int)strlen(balance);
    if (first)
        term_clip(y, 1 + used, width - used - width_balance - 4, LOOK_PLAIN, text.data);
    term_put(y, width - width_balance - 1, width_balance,
             result_balanced(r) ? LOOK_GOOD : LOOK_ERROR, balance);
    str_release(&text);
}

static void draw_rule(int y, int x, int width, const char *title, bool focused)
{
    term_glyph(y, x, width, LOOK_LINE, GLYPH_RULE);
    if (*title)
        term_putf(y, x + 2, width - 3, focused ? LOOK_STRONG : LOOK_LINE, " %s ", title);
}

static void draw_brief(struct bench *bench, int y, int x, int lines, int width)
{
    struct list brief;
    struct subject subject = bench_subject(bench);
    if (lines <= 0)
        return;
    list_init(&brief);
    why_brief(&brief, &bench->desk, &subject, width - 2);
    list_draw(&brief, y, x, lines, width, false);
    list_release(&brief);
}

enum { NARROWEST = 28 }; /* columns that a code line needs at least */

/* Lines of codes, two side by side where they are short of room; no code is hidden to make room for
 * a reason. */
static int lay_codes(struct bench *bench, int room, int width, int *columns)
{
    int n = (int)bench->lower.n;
    *columns = n > room - room / 3 && width >= 2 * NARROWEST ? 2 : 1;
    if (*columns == 2) {
        list_clear(&bench->lower);
        codes_page(&bench->lower, &bench->desk, NULL, width / 2 - 1);
    }
    int rows = (n + *columns - 1) / *columns;
    return rows < room ? rows : room;
}

/* The code lines and, below them, why the selected one (or the selected row) is as it is. */
static void draw_codes(struct bench *bench, int y, int x, int lines, int width)
{
    char title[80] = "Codes";
    int columns, n = (int)bench->lower.n;
    struct subject subject = bench_subject(bench);
    if (lines < 2)
        return;
    int codes = lay_codes(bench, lines - 1, width, &columns);
    if (codes * columns < n)
        snprintf(title, sizeof title, "Codes: %d of %d seen here, Tab shows the others",
                 codes * columns, n);
    draw_rule(y, x, width, title, bench->in_lower);
    if (n == 0)
        term_put(y + 1, x + 1, width - 1, LOOK_FAINT,
                 bench->desk.e.n_rows ? "nothing to bill yet" : "");
    list_draw_columns(&bench->lower, y + 1, x, codes, columns, width, bench->in_lower);
    if (n == 0)
        codes = 1;
    if (subject.code)
        snprintf(title, sizeof title, "Why %s", subject.code->id);
    else if (subject.row)
        snprintf(title, sizeof title, "Why row %d", subject.row);
    int left = lines - 1 - codes;
    if (left >= 2 && bench->desk.coded && (subject.code || subject.row)) {
        draw_rule(y + 1 + codes, x, width, title, false);
        draw_brief(bench, y + 2 + codes, x, left - 1, width);
    }
}

/* Lines of the picture above the codes: it gives way to them. */
static int picture_lines(const struct bench *bench, int lines)
{
    int picture = timeline_lines(&bench->desk), codes = ((int)bench->lower.n + 1) / 2 + 1;
    if (picture > lines * 11 / 20)
        picture = lines * 11 / 20;
    if (picture > lines - codes)
        picture = lines - codes;
    if (picture < 2)
        picture = lines < 2 + codes && bench->entry ? 0 : 2;
    return picture < lines ? picture : lines;
}

static const char *const half_titles[HALF_COUNT] = {"Codes", "Why", "Ledger", "Claim", "Findings"};

/* Where the timeline leaves room, the minutes behind it. */
static void draw_ledger_below(struct bench *bench, int y, int lines, int width)
{
    struct list ledger;
    int picture = timeline_lines(&bench->desk);
    if (lines - picture < 6 || bench->desk.e.n_rows == 0)
        return;
    list_init(&ledger);
    ledger_page(&ledger, &bench->desk, NULL, width - 1);
    list_select(&ledger, (long)bench_row(bench) + 1);
    draw_rule(y + picture, 0, width, "Ledger", false);
    list_draw(&ledger, y + picture + 1, 0, lines - picture - 1, width, false);
    list_release(&ledger);
}

static void draw_lower(struct bench *bench, int y, int lines, int width, bool codes_here)
{
    int picture = codes_here ? picture_lines(bench, lines) : lines, row = (int)bench_row(bench);
    if (lines <= 0)
        return;
    if (bench->half != HALF_PICTURE) {
        draw_rule(y, 0, width, half_titles[bench->half], bench->in_lower);
        list_draw(&bench->lower, y + 1, 0, lines - 1, width, bench->in_lower);
        return;
    }
    bench->timeline_width = width;
    timeline_draw(&bench->timeline, &bench->desk, row, y, 0, picture, width);
    if (codes_here)
        draw_codes(bench, y + picture, 0, lines - picture, width);
    else
        draw_ledger_below(bench, y, lines, width);
}

/* The right side of a wide screen always shows codes and reasons. */
static void draw_right(struct bench *bench, int x, int lines, int width)
{
    struct list codes;
    if (bench->half == HALF_PICTURE) {
        draw_codes(bench, 1, x, lines, width);
        return;
    }
    list_init(&codes);
    codes_page(&codes, &bench->desk, NULL, width - 1);
    int n = (int)codes.n < lines / 2 ? (int)codes.n : lines / 2;
    draw_rule(1, x, width, "Codes", false);
    list_draw(&codes, 2, x, n, width, false);
    draw_rule(2 + n, x, width, "Why", false);
    draw_brief(bench, 3 + n, x, lines - n - 2, width);
    list_release(&codes);
}

/* Lines of the form: all that a short encounter leaves free.  By the number of rows alone, so that
 * it keeps its place while a row is typed and codes come and go below it. */
static int most_form(int lines, int rows, bool wide)
{
    int least = lines / 5 < 3 ? 3 : lines / 5 + 1, free = lines - rows - (wide ? 8 : 11);
    return free > least ? free : least;
}

void panes_draw(struct ui *ui, struct bench *bench)
{
    bool wide = ui->cols >= WIDE;
    int right = wide ? ui->cols * 2 / 5 : 0, left = ui->cols - (wide ? right + 1 : 0),
        lines = ui->body - 3;
    panes_fill(bench, bench->half == HALF_PICTURE && wide ? right : left, left);
    int rows = (int)bench->rows.n, form = bench->entry ? entry_lay(bench, left - 2) + 1 : 0,
        most = most_form(lines, rows, wide);
    if (form > most)
        form = most;
    int most_rows = (lines - form) * 9 / 20 > 3 ? (lines - form) * 9 / 20 : 3;
    if (rows > most_rows)
        rows = most_rows;
    draw_header(ui, bench);
    rows_draw_heads(bench, 1, left);
    list_draw(&bench->rows, 2, 0, rows, left, !bench->in_lower);
    draw_lower(bench, 2 + rows + form, lines - rows - form, left, !wide);
    if (wide) {
        for (int y = 1; y < ui->body - 1; y++)
            term_glyph(y, left, 1, LOOK_LINE, GLYPH_BAR);
        draw_right(bench, left + 1, ui->body - 2, right);
    }
    draw_findings(bench, ui->body - 1, ui->cols);
    if (bench->entry)
        entry_draw(bench, 2 + rows, 0, form, left);
}
