/* The quick line over the workbench: a row in one line of words, read back while it is typed. */
#include "quickline.h"

#include "../../core/quick.h"
#include "cells.h"
#include "form.h"

enum { LINES = 5, MOST_DRUGS = 100, LONGEST_READING = 1 << 14 };

struct quickline {
    struct bench *bench; /* of the view below, which outlives this one */
    struct form *form;
    struct form_item item;
    struct quick quick;
    struct str reading;
    size_t recalled; /* row whose line was asked for, counted from 1; 0: none */
};

static struct quickline *of(const struct view *view)
{
    return view->data;
}

static const char *text_of(const struct quickline *q)
{
    return form_text(q->form, 0);
}

struct quick_context bench_quick_context(struct ui *ui, const struct bench *bench)
{
    const struct encounter *e = &bench->desk.e;
    ui_clock(ui);
    return (struct quick_context){e, e->n_rows ? &e->rows[e->n_rows - 1] : NULL,
                                  bench->desk.coded ? bench->desk.r.book : NULL,
                                  when_at(ui->today, ui->now)};
}

/* ---- reading ---- */

static bool read_line(struct ui *ui, struct quickline *q)
{
    struct quick_context context = bench_quick_context(ui, q->bench);
    bool good = quick_parse(text_of(q), &context, &q->quick, NULL);
    str_clear(&q->reading);
    if (!text_empty(text_of(q)))
        quick_explain(&q->quick, &context, &q->reading);
    return good;
}

/* The trouble that stands first in the line; NULL: all is understood. */
static const struct quick_trouble *first_trouble(const struct quick *quick)
{
    const struct quick_trouble *first = NULL;
    for (size_t i = 0; i < quick->n_troubles; i++)
        if (!first || quick->troubles[i].from < first->from)
            first = &quick->troubles[i];
    return first;
}

/* ---- drawing ---- */

/* Text on at most rows lines; gives how many. */
static int draw_text(int y, int rows, int width, enum look look, const char *text)
{
    int used = 0;
    for (; *text && used < rows; used++) {
        size_t n = used + 1 < rows ? cells_wrap(text, width) : strlen(text);
        char line[LONGEST_READING];
        snprintf(line, sizeof line, "%.*s", (int)n, text);
        term_clip(y + used, 1, width, look, line);
        text += n;
    }
    return used;
}

static void draw_reading(const struct ui *ui, const struct quickline *q, int y, int rows)
{
    const struct quick_trouble *trouble = first_trouble(&q->quick);
    int width = ui->cols - 2;
    if (!q->reading.length) {
        draw_text(y, rows, width, LOOK_FAINT,
                  "Drug, dose, times: ceftr 2g 0830-0905, or zofran 4mg p 0912. + repeats the "
                  "drug, .. starts where the row before stopped; F1 lists the words, Up shows a "
                  "row as a line.");
        return;
    }
    int used = draw_text(y, rows - (trouble ? 1 : 0), width, LOOK_PLAIN, q->reading.data);
    if (trouble)
        draw_text(y + used, rows - used, width, LOOK_WARNING, trouble->say);
}

static void draw(struct ui *ui, struct view *view)
{
    struct quickline *q = of(view);
    int y = ui->body - LINES;
    char title[40];
    for (int i = 0; i < LINES; i++)
        term_cell(y + i, 0, ui->cols, LOOK_PLAIN, "");
    snprintf(title, sizeof title, " Row %zu as one line ", q->bench->desk.e.n_rows + 1);
    term_glyph(y, 0, ui->cols, LOOK_LINE, GLYPH_RULE);
    term_put(y, 2, ui->cols - 2, LOOK_STRONG, title);
    draw_reading(ui, q, y + 2, LINES - 2);
    q->item.width = ui->cols - 4;
    form_lay(q->form, ui->cols - 1);
    form_draw(q->form, y + 1, 0, 1);
}

/* ---- typing ---- */

static enum word key(struct ui *ui, struct view *view, int k)
{
    struct quickline *q = of(view);
    if (!form_edit(q->form, k))
        return WORD_IGNORED;
    read_line(ui, q);
    return WORD_HANDLED;
}

static void set_text(struct ui *ui, struct quickline *q, const char *text)
{
    form_type(q->form, 0, text);
    form_go(q->form, 0);
    read_line(ui, q);
}

static bool add_row(void *context, struct encounter *e, struct err *err)
{
    return quick_apply(context, e, encounter_add_row(e), err);
}

/* False: something in the line is not understood, and that is said. */
static bool take(struct ui *ui, struct quickline *q)
{
    struct err err = {""};
    size_t row = q->bench->desk.e.n_rows;
    if (!read_line(ui, q)) {
        ui_say(ui, LOOK_ERROR, "%s.", first_trouble(&q->quick)->say);
        return false;
    }
    if (!desk_edit(&q->bench->desk, add_row, &q->quick, &err)) {
        ui_say(ui, LOOK_ERROR, "%s.", err.text);
        return false;
    }
    bench_select_row(q->bench, row);
    ui_quiet(ui, "Row %zu is taken: %s.", row + 1, q->reading.data);
    bench_trouble(ui, q->bench);
    q->recalled = 0;
    set_text(ui, q, "");
    return true;
}

static enum word take_line(struct ui *ui, struct view *view, const char *argument)
{
    (void)argument;
    if (text_empty(text_of(of(view))))
        return WORD_POP;
    take(ui, of(view));
    return WORD_HANDLED;
}

/* F2 takes the line, leaves it and saves as the workbench does. */
static enum word save(struct ui *ui, struct view *view, const char *argument)
{
    struct quickline *q = of(view);
    if (!text_empty(text_of(q)) && !take(ui, q))
        return WORD_HANDLED;
    ui_act(ui, ACT_BACK, "");
    return ui_act(ui, ACT_SAVE, argument);
}

/* ---- the lines of the rows above ---- */

static void recall(struct ui *ui, struct quickline *q, int by)
{
    const struct encounter *e = &q->bench->desk.e;
    struct quick_context context = bench_quick_context(ui, q->bench);
    size_t now = q->recalled ? q->recalled : e->n_rows + 1, next = now + (size_t)by;
    struct str line;
    if (next == 0 || next > e->n_rows) {
        ui_quiet(ui, by < 0 ? "There is no row before." : "There is no row behind.");
        return;
    }
    str_init(&line, LONGEST_READING);
    quick_print(&e->rows[next - 1], &context, &line);
    q->recalled = next;
    set_text(ui, q, line.length ? line.data : "");
    str_release(&line);
}

static enum word above(struct ui *ui, struct view *view, const char *argument)
{
    (void)argument;
    recall(ui, of(view), -1);
    return WORD_HANDLED;
}

static enum word below(struct ui *ui, struct view *view, const char *argument)
{
    (void)argument;
    recall(ui, of(view), 1);
    return WORD_HANDLED;
}

/* ---- F4: what a word may mean ---- */

/* Puts value in the place of the letters from..to. */
static void replace(struct ui *ui, struct quickline *q, size_t from, size_t to, const char *value)
{
    const char *old = text_of(q);
    size_t n = strlen(old);
    struct str text;
    str_init(&text, QUICK_LONGEST);
    to = to < n ? to : n;
    str_addn(&text, old, from < to ? from : to);
    str_add(&text, value);
    str_add(&text, old[to] ? old + to : " ");
    set_text(ui, q, text.data);
    str_release(&text);
}

static void chosen(struct ui *ui, void *context, const char *value)
{
    struct quickline *q = context;
    const struct quick_trouble *trouble = first_trouble(&q->quick);
    const struct quick_field *drug = &q->quick.fields[FIELD_DRUG];
    if (trouble)
        replace(ui, q, trouble->from, trouble->to, value);
    else
        replace(ui, q, 0, drug->source == QUICK_NOT_SAID ? 0 : drug->to, value);
}

static size_t drug_lines(const struct book *book, const char *text, struct arena *arena,
                         const char **lines)
{
    const struct drug *drugs[MOST_DRUGS];
    size_t n = book ? book_drug_search(book, text, drugs, MOST_DRUGS) : 0;
    for (size_t i = 0; i < n; i++)
        lines[i] =
            arena_format(arena, "%s\t%s  %s", drugs[i]->generic, drugs[i]->hcpcs, drugs[i]->brands);
    return n;
}

/* The meanings of an ambiguous word; else the drugs that begin as the first word does. */
static enum word choices(struct ui *ui, struct view *view, const char *argument)
{
    struct quickline *q = of(view);
    const struct quick_trouble *trouble = first_trouble(&q->quick);
    const struct book *book = q->bench->desk.coded ? q->bench->desk.r.book : NULL;
    const char *line = text_of(q);
    struct arena arena;
    (void)argument;
    arena_init(&arena);
    const char **lines = ARENA_ARRAY(&arena, const char *, MOST_DRUGS);
    size_t n = 0;
    bool drugs = !trouble || trouble->from == 0;
    if (!drugs && trouble->n_choices)
        for (; n < trouble->n_choices && n < MOST_DRUGS; n++)
            lines[n] = trouble->choices[n];
    else if (drugs)
        n = drug_lines(book, arena_textn(&arena, line, strcspn(line, " ")), &arena, lines);
    if (n)
        pick_open(ui, drugs ? "Drugs" : "What may be meant", lines, n, "", chosen, q);
    else
        ui_say(ui, LOOK_NOTE, "There is no list for this; F1 lists the words of the line.");
    arena_release(&arena);
    return WORD_HANDLED;
}

/* ---- F1 ---- */

static const char *const words_of_the_line[] = {
    "The drug comes first: ceftr, zofran, J0696, iron suc. In quotes it is kept as charted: "
    "\"study "
    "drug 7\". A + repeats the drug, class, route and line of the row before.",
    "Times: 0830-0905, 830-905, 8:30a-9:05a, 0830+35, 0830 alone, -0905 for a stop alone, n is "
    "now, "
    "a dot is as in the row before, .. starts where the row before stopped: ..-0930, ..+35.",
    "Another day: 2026-03-03 0830-0905, 3/3/2026 0830, t-1 0830. Charted length: 35min, 1h30.",
    "Dose: 2g, 0.4mg, 1000 mL. Opened containers: 4x100mg, 1x400mg+3x120mg, x4 of the one size "
    "that "
    "fits, multi, shared.",
    "Class: t therapeutic, h hydration, c chemo, cx complex, horm hormonal, blood, contrast, "
    "vaccine, other.",
    "Route: iv sc im ia it ip ipl il po top. Method: p push, i infusion, inj, pump, onbody, setup, "
    "refill, flush; ivp and ivpb are both.",
    "Line: @L-PIV, or any line of this encounter by its name, or piv, lpiv, rpiv, midline, picc, "
    "cvc, port. Not said: the line of the row before. Bag: #A. Visit: v2.",
    "Flags: kvo dil integral disc react notgiven prehosp interrupted ownreason labelfluid "
    "clinicpump; noorder, unsigned, primary.",
    "Anything else: FIELD=VALUE with a column's name or its beginning, e.g. note=\"restarted after "
    "rigors\", plan=90.",
    "Enter takes the row as it was read, Enter on an empty line leaves, F2 saves, F4 lists what a "
    "word may mean, Up shows the rows as lines.",
};

static enum word help(struct ui *ui, struct view *view, const char *argument)
{
    struct list *list = sheet_open_lines(ui, "Help: the quick line");
    (void)view, (void)argument;
    list_head(list, "One row in one line, words in any order behind the drug");
    for (size_t i = 0; i < COUNT_OF(words_of_the_line); i++)
        list_text(list, LOOK_PLAIN, 0, ui->cols - 4, 2, words_of_the_line[i]);
    return WORD_HANDLED;
}

/* ---- opening and closing ---- */

static void close_line(struct ui *ui, struct view *view)
{
    struct quickline *q = of(view);
    (void)ui;
    str_clear(&q->bench->line);
    str_add(&q->bench->line, text_of(q)); /* what is unfinished waits for the next time */
    form_free(q->form);
    quick_release(&q->quick);
    str_release(&q->reading);
    free(q);
}

static enum word pasted(struct ui *ui, struct view *view, const char *text)
{
    return pasted_rows(text) ? bench_pasted(ui, of(view)->bench, text)
                             : pasted_letters(ui, view, text);
}

static const struct reaction reactions[] = {
    {ACT_TAKE_LINE, take_line}, {ACT_SAVE, save},         {ACT_LINE_ABOVE, above},
    {ACT_LINE_BELOW, below},    {ACT_LINE_LIST, choices}, {ACT_LINE_HELP, help},
    {ACT_NONE, NULL},
};

static const struct view_ops quickline_ops = {.title = "the quick line",
                                              .context = IN_LINE,
                                              .reactions = reactions,
                                              .draw = draw,
                                              .close = close_line,
                                              .key = key,
                                              .pasted = pasted,
                                              .over = true};

enum word bench_quick(struct ui *ui, struct view *view, const char *argument)
{
    struct bench *bench = view->data;
    if (bench->entry && !entry_finish(ui, bench))
        return WORD_HANDLED;
    struct quickline *q = calloc(1, sizeof *q);
    if (!q)
        base_no_memory(1);
    bench->in_lower = false;
    q->bench = bench;
    q->item = (struct form_item){
        .label = "", .width = ui->cols - 4, .max = QUICK_LONGEST / 4, .prose = true};
    q->form = form_new(&q->item, 1);
    quick_init(&q->quick);
    str_init(&q->reading, LONGEST_READING);
    ui_push(ui, &quickline_ops, q);
    set_text(ui, q, *argument ? argument : bench->line.length ? bench->line.data : "");
    return WORD_HANDLED;
}
