/* How the workbench looks: header, rows, timeline, codes, reasons, findings, balance. */
#include "bench.h"

#include "cells.h"
#include "../../core/why.h"

enum { WIDE = 110 }; /* columns from which codes and reasons stand to the right */

/* ---- the rows ---- */

/* Columns of the rows for a width: those that do not fit are left out, the drug takes what is over. */
struct columns {
    int drug, class, route, method, line, start, stop, minutes;
};

static struct columns columns_for(int width)
{
    struct columns c = { .drug = 16, .class = 5, .route = 3, .method = 6, .line = 7, .start = 5, .stop = 7, .minutes = 5 };
    if (width < 76) {
        c.class = 0;
        c.line = width < 66 ? 0 : 5;
        c.drug = width < 66 ? 14 : 13;
    } else if (width > 84) {
        c.drug += (width - 84) / 2 < 20 ? (width - 84) / 2 : 20;
    }
    return c;
}

static void add_column(struct str *out, const char *text, int width)
{
    if (width == 0) return;
    cells_pad(out, text, width, term_glyph_text(GLYPH_CUT));
    str_addc(out, ' ');
}

static void heads_text(const struct columns *c, struct str *out)
{
    const struct {
        const char *text;
        int width;
    } heads[] = { { " #", 2 }, { "Drug", c->drug }, { "Class", c->class }, { "Rt", c->route }, { "Method", c->method },
                  { "Line", c->line }, { "Start", c->start }, { "Stop", c->stop }, { "  Min", c->minutes } };
    for (size_t i = 0; i < COUNT_OF(heads); i++) {
        cells_pad(out, heads[i].text, heads[i].width, "");
        if (heads[i].width) str_addc(out, ' ');
    }
    str_add(out, "Billed as");
}

/* A clock time, with the days that lie between it and the day it is read against. */
static const char *clock_text(minute_t at, day_t against, char buf[24])
{
    char clock[8];
    if (at == NO_MINUTE) return "";
    int days = against == NO_DAY ? 0 : when_day(at) - against;
    if (days) snprintf(buf, 24, "%s%+d", when_print_clock(at, clock), days);
    else snprintf(buf, 24, "%s", when_print_clock(at, clock));
    return buf;
}

/* The words that do not fit, as everybody writes them. */
static const char *short_word(const char *word)
{
    static const char *const shorter[][2] = {
        { "therapeutic", "ther" }, { "hydration", "hydr" }, { "complex", "compl" }, { "hormonal", "horm" },
        { "contrast", "contr" }, { "vaccine", "vacc" }, { "infusion", "inf" }, { "injection", "inj" },
        { "sc_infusion", "SC inf" }, { "ia_infusion", "inf" }, { "ia_push", "push" }, { "ia_pump", "pump" },
    };
    for (size_t i = 0; i < COUNT_OF(shorter); i++)
        if (strcmp(word, shorter[i][0]) == 0) return shorter[i][1];
    return word;
}

static const char *class_text(const struct row *row, const struct row_result *rr)
{
    if (row->drug_class != CLASS_NONE) return short_word(word_name(WORDS_CLASS, (int)row->drug_class));
    return rr && rr->group != GROUP_NONE ? short_word(group_name(rr->group)) : "";
}

static const char *method_text(const struct row *row, const struct row_result *rr)
{
    if (row->method != METHOD_NONE) return short_word(word_name(WORDS_METHOD, (int)row->method));
    if (!rr || rr->out || rr->kind == KIND_NONE) return "";
    return short_word(kind_name(rr->kind == KIND_HYDRATION ? KIND_INFUSION : rr->kind));
}

static void minutes_text(const struct row_result *rr, char buf[16])
{
    if (!rr || rr->minutes < 0) snprintf(buf, 16, "   -");
    else if (rr->billed == rr->minutes) snprintf(buf, 16, "%4d", rr->minutes);
    else snprintf(buf, 16, "%4d*", rr->billed);
}

static const char *stop_text(const struct desk *desk, const struct row *row, const struct row_result *rr, char buf[24])
{
    day_t day = row->start != NO_MINUTE ? when_day(row->start) : desk->e.date;
    if (row->stop != NO_MINUTE) return clock_text(row->stop, day, buf);
    bool waits = row->start != NO_MINUTE && rr && rr->minutes < 0 && !rr->out && row->method != METHOD_PUSH
        && row->method != METHOD_INJECTION;
    return waits ? "?" : "";
}

static void row_text(const struct desk *desk, size_t i, const struct columns *c, struct str *out, struct str *billed)
{
    const struct row *row = &desk->e.rows[i];
    const struct row_result *rr = desk_row_result(desk, i);
    char number[12], start[24], stop[24], minutes[16];
    snprintf(number, sizeof number, "%2d", row->number);
    minutes_text(rr, minutes);
    str_clear(out);
    add_column(out, number, 2);
    add_column(out, row->drug ? row->drug : "", c->drug);
    if (c->class) {
        cells_pad(out, class_text(row, rr), c->class, "");
        str_addc(out, ' ');
    }
    add_column(out, word_name(WORDS_ROUTE, (int)(row->route ? row->route : ROUTE_IV)), c->route);
    add_column(out, method_text(row, rr), c->method);
    add_column(out, text_empty(row->line) ? "1" : row->line, c->line);
    add_column(out, clock_text(row->start, desk->e.date, start), c->start);
    add_column(out, stop_text(desk, row, rr, stop), c->stop);
    add_column(out, minutes, c->minutes);
    desk_billed_as(desk, i, billed);
    str_add(out, billed->length ? billed->data : "");
}

static void fill_rows(struct bench *bench, int width)
{
    struct columns c = columns_for(width);
    struct str text, billed;
    str_init(&text, 1000), str_init(&billed, 400);
    list_clear(&bench->rows);
    for (size_t i = 0; i < bench->desk.e.n_rows; i++) {
        row_text(&bench->desk, i, &c, &text, &billed);
        list_add(&bench->rows, LOOK_PLAIN, (long)i, "%s", text.data);
    }
    list_add(&bench->rows, LOOK_FAINT, (long)bench->desk.e.n_rows, "%2zu _", bench->desk.e.n_rows + 1);
    str_release(&text), str_release(&billed);
}

static page_fn *const halves[HALF_COUNT] = { codes_page, why_page, ledger_page, claim_page, findings_page };

void panes_fill(struct bench *bench, int width, int rows_width)
{
    fill_rows(bench, rows_width - 1);
    struct subject subject = { 0 };
    if (bench->half == HALF_WHY) {
        size_t row = bench_row(bench);
        if (row < bench->desk.e.n_rows) subject.row = bench->desk.e.rows[row].number;
    }
    list_clear(&bench->lower);
    halves[bench->half](&bench->lower, &bench->desk, &subject, width - 1);
}

/* ---- the other panes ---- */

static void draw_header(struct ui *ui, const struct bench *bench)
{
    const struct encounter *e = &bench->desk.e;
    const struct desk *desk = &bench->desk;
    char day[16];
    struct str left, right;
    str_init(&left, 600), str_init(&right, 200);
    str_addf(&left, "%s  %s  %s  %s", text_empty(e->id) ? "(no number)" : e->id,
             word_name(WORDS_SETTING, (int)encounter_setting(e)), text_empty(e->payer) ? "medicare" : e->payer,
             e->date == NO_DAY ? "(no date)" : when_print_day(e->date, day));
    if (!text_empty(e->dx)) str_addf(&left, "  dx %s", e->dx);
    if (!text_empty(e->em)) str_addf(&left, "  visit %s", e->em);
    if (!text_empty(e->coder)) str_addf(&right, "coder %s  ", e->coder);
    str_add(&right, desk->changed ? "DRAFT" : desk->status == STATUS_NONE ? "new" : status_name(desk->status));
    ui_title(ui, left.data, right.data);
    str_release(&left), str_release(&right);
}

static void draw_heads(int y, int width)
{
    struct columns c = columns_for(width - 1);
    struct str heads;
    str_init(&heads, 400);
    heads_text(&c, &heads);
    term_cell(y, 0, width, LOOK_HEAD, "");
    term_clip(y, 1, width - 1, LOOK_HEAD, heads.data);
    str_release(&heads);
}

static void count_findings(const struct result *r, int counts[3])
{
    counts[SEVERITY_ERROR] = counts[SEVERITY_WARNING] = counts[SEVERITY_NOTE] = 0;
    for (size_t i = 0; i < r->n_findings; i++) counts[r->findings[i].def->severity]++;
}

static const struct finding *first_finding(const struct result *r)
{
    const struct finding *first = NULL;
    for (size_t i = 0; i < r->n_findings; i++)
        if (!first || r->findings[i].def->severity < first->def->severity) first = &r->findings[i];
    return first;
}

static void counts_text(const int counts[3], struct str *out)
{
    for (int s = SEVERITY_ERROR; s <= SEVERITY_NOTE; s++)
        if (counts[s])
            str_addf(out, "%s%d %s%s", out->length ? ", " : "", counts[s], severity_name((enum severity)s), counts[s] > 1 ? "s" : "");
    if (!out->length) str_add(out, "no findings");
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
        if (first->row) str_addf(&text, "row %d: ", first->row);
        why_finding(r, first, &text);
    }
    snprintf(balance, sizeof balance, "%s %d/%d", result_balanced(r) ? "balanced" : "NOT BALANCED", r->minutes_out, r->minutes_in);
    int width_balance = (int)strlen(balance);
    if (first) term_clip(y, 1 + used, width - used - width_balance - 4, LOOK_PLAIN, text.data);
    term_put(y, width - width_balance - 1, width_balance, result_balanced(r) ? LOOK_GOOD : LOOK_ERROR, balance);
    str_release(&text);
}

static void draw_rule(int y, int x, int width, const char *title, bool focused)
{
    term_glyph(y, x, width, LOOK_LINE, GLYPH_RULE);
    if (*title) term_putf(y, x + 2, width - 3, focused ? LOOK_STRONG : LOOK_LINE, " %s ", title);
}

static void draw_brief(struct bench *bench, int y, int x, int lines, int width)
{
    struct list brief;
    struct subject subject = bench_subject(bench);
    if (lines <= 0) return;
    list_init(&brief);
    why_brief(&brief, &bench->desk, &subject, width - 2);
    list_draw(&brief, y, x, lines, width, false);
    list_release(&brief);
}

/* The code lines and, below them, why the selected one (or the selected row) is as it is. */
static void draw_codes(struct bench *bench, int y, int x, int lines, int width)
{
    char title[80] = "Codes";
    int codes = (int)bench->lower.n;
    struct subject subject = bench_subject(bench);
    if (lines < 2) return;
    if (codes > lines - 1 - lines / 3) codes = lines - 1 - lines / 3;
    draw_rule(y, x, width, title, bench->in_lower);
    if (bench->lower.n == 0) term_put(y + 1, x + 1, width - 1, LOOK_FAINT, bench->desk.e.n_rows ? "nothing to bill yet" : "");
    list_draw(&bench->lower, y + 1, x, codes, width, bench->in_lower);
    if (bench->lower.n == 0) codes = 1;
    if (subject.code) snprintf(title, sizeof title, "Why %s", subject.code->id);
    else if (subject.row) snprintf(title, sizeof title, "Why row %d", subject.row);
    int left = lines - 1 - codes;
    if (left >= 2 && (subject.code || subject.row)) {
        draw_rule(y + 1 + codes, x, width, title, false);
        draw_brief(bench, y + 2 + codes, x, left - 1, width);
    }
}

static const char *const half_titles[HALF_COUNT] = { "Codes", "Why", "Ledger", "Claim", "Findings" };

/* Where the timeline leaves room, the minutes behind it. */
static void draw_ledger_below(struct bench *bench, int y, int lines, int width)
{
    struct list ledger;
    int picture = timeline_lines(&bench->desk);
    if (lines - picture < 6 || bench->desk.e.n_rows == 0) return;
    list_init(&ledger);
    ledger_page(&ledger, &bench->desk, NULL, width - 1);
    list_select(&ledger, (long)bench_row(bench) + 1);
    draw_rule(y + picture, 0, width, "Ledger", false);
    list_draw(&ledger, y + picture + 1, 0, lines - picture - 1, width, false);
    list_release(&ledger);
}

static void draw_lower(struct bench *bench, int y, int lines, int width, bool codes_here)
{
    int picture = codes_here ? timeline_lines(&bench->desk) : lines, row = (int)bench_row(bench);
    if (lines <= 0) return;
    if (bench->half != HALF_PICTURE) {
        draw_rule(y, 0, width, half_titles[bench->half], bench->in_lower);
        list_draw(&bench->lower, y + 1, 0, lines - 1, width, bench->in_lower);
        return;
    }
    if (codes_here && picture > lines * 11 / 20) picture = lines * 11 / 20;
    if (picture < 2) picture = lines < 2 ? lines : 2;
    bench->timeline_width = width;
    timeline_draw(&bench->timeline, &bench->desk, row, y, 0, picture, width);
    if (codes_here) draw_codes(bench, y + picture, 0, lines - picture, width);
    else draw_ledger_below(bench, y, lines, width);
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

void panes_draw(struct ui *ui, struct bench *bench)
{
    bool wide = ui->cols >= WIDE;
    int right = wide ? ui->cols * 2 / 5 : 0, left = ui->cols - (wide ? right + 1 : 0), lines = ui->body - 3;
    panes_fill(bench, bench->half == HALF_PICTURE && wide ? right : left, left);
    int form = bench->entry ? entry_lay(bench, left - 2) + 1 : 0, most = lines / 5 < 3 ? 3 : lines / 5 + 1;
    if (form > most) form = most;
    int rows = (int)bench->rows.n, most_rows = (lines - form) * 9 / 20 > 3 ? (lines - form) * 9 / 20 : 3;
    if (rows > most_rows) rows = most_rows;
    draw_header(ui, bench);
    draw_heads(1, left);
    list_draw(&bench->rows, 2, 0, rows, left, !bench->in_lower);
    draw_lower(bench, 2 + rows + form, lines - rows - form, left, !wide);
    if (wide) {
        for (int y = 1; y < ui->body - 1; y++) term_glyph(y, left, 1, LOOK_LINE, GLYPH_BAR);
        draw_right(bench, left + 1, ui->body - 2, right);
    }
    draw_findings(bench, ui->body - 1, ui->cols);
    if (bench->entry) entry_draw(bench, 2 + rows, 0, form, left);
}
