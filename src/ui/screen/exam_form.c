/* Typing answers: the steps of a row, a line of the claim, the findings.
 *
 * As at the workbench: Enter goes from field to field and from row to row, so that a whole record
 * is answered without a key in between; a word that is refused stays as it was typed. */
#include "exam.h"

static const struct form_item row_items[] = {{"In", 4, 12, false},
                                             {"Kind", 11, 20, false},
                                             {"Access", 8, 40, false},
                                             {"Initial", 3, 8, false},
                                             {"Relation", 11, 20, false}};
static const struct form_item code_items[] = {{"Code", 6, 11, false},
                                              {"Units", 4, 6, false},
                                              {"Modifiers", 12, 30, true},
                                              {"Visit", 2, 6, false}};
static const struct form_item finding_items[] = {{"Findings", 64, 390, true}};

static struct exam *of(const struct view *view)
{
    return view->data;
}

/* ---- opening and closing ---- */

static void begin(struct exam *x, enum exam_form kind, const struct form_item *items, size_t n,
                  size_t index)
{
    form_close(x);
    x->kind = kind;
    x->form = form_new(items, n);
    x->n_fields = n;
    x->index = index;
    x->warned = false;
}

void form_open_row(struct exam *x, size_t row, size_t field)
{
    begin(x, FORM_ROW, row_items, COUNT_OF(row_items), row);
    for (size_t i = 0; i < x->n_fields; i++)
        form_set(x->form, i, exam_row_step(x, i)->said);
    form_go(x->form, field);
    x->in_claim = false;
    bench_select_row(&x->bench, row);
}

void form_open_code(struct exam *x, size_t code)
{
    bool visits = x->class.lesson.result.n_visits > 1;
    char text[24];
    begin(x, FORM_CODE, code_items, visits ? 4 : 3, code);
    x->in_claim = true;
    if (code >= x->n_codes)
        return;
    const struct said_code *said = &x->codes[code];
    form_set(x->form, CODE_FIELD, said->code);
    snprintf(text, sizeof text, "%ld", said->units);
    form_set(x->form, UNITS_FIELD, text);
    form_set(x->form, MODIFIERS_FIELD, said->modifiers);
    snprintf(text, sizeof text, "%d", said->visit);
    if (visits)
        form_set(x->form, VISIT_FIELD, text);
    form_go(x->form, 0);
}

void form_open_findings(struct exam *x)
{
    begin(x, FORM_FINDINGS, finding_items, 1, 0);
    x->in_claim = true;
    form_set(x->form, 0, x->findings);
    form_go(x->form, 0);
}

void form_close(struct exam *x)
{
    if (x->kind != FORM_NONE)
        form_free(x->form);
    x->kind = FORM_NONE;
    x->form = NULL;
}

int form_lines(struct exam *x, int width)
{
    return x->kind == FORM_NONE ? 0 : 1 + form_lay(x->form, width - 2);
}

void form_show(struct exam *x, int y, int lines, int width)
{
    char title[60] = " Findings, by their ids ";
    if (x->kind == FORM_ROW)
        snprintf(title, sizeof title, " Your answer to row %d ",
                 x->bench.desk.e.rows[x->index].number);
    else if (x->kind == FORM_CODE)
        snprintf(title, sizeof title, " Line %zu of your claim ", x->index + 1);
    term_glyph(y, 0, width, LOOK_LINE, GLYPH_RULE);
    term_put(y, 2, width - 2, LOOK_STRONG, title);
    form_lay(x->form, width - 2);
    form_draw(x->form, y + 1, 1, lines - 1);
}

/* ---- leaving a field ---- */

static bool leave(struct ui *ui, struct exam *x)
{
    size_t field = form_focus(x->form);
    struct err err = {""};
    char text[400];
    snprintf(text, sizeof text, "%s", form_text(x->form, field));
    bool good = x->kind == FORM_ROW    ? said_step(x, field, text, &err)
                : x->kind == FORM_CODE ? said_code_field(x, field, text, &err)
                                       : said_findings(x, text, &err);
    form_refuse(x->form, field, !good);
    if (!good)
        ui_say(ui, LOOK_ERROR, "%s.", err.text);
    else
        ui_clear_message(ui);
    return good;
}

/* ---- moving ---- */

static bool any_refused(struct ui *ui, struct exam *x)
{
    for (size_t i = 0; i < x->n_fields; i++)
        if (form_refused(x->form, i)) {
            form_go(x->form, i);
            if (ui->message.length == 0)
                ui_say(ui, LOOK_ERROR, "Correct the marked field, or clear it with Ctrl-U.");
            return true;
        }
    return false;
}

bool form_finish(struct ui *ui, struct exam *x)
{
    leave(ui, x);
    if (any_refused(ui, x))
        return false;
    if (x->kind == FORM_CODE)
        said_code(x);
    form_close(x);
    return true;
}

/* The next thing to be answered: rows, then codes until one is left empty, then findings. */
static void go_on(struct ui *ui, struct exam *x)
{
    enum exam_form kind = x->kind;
    size_t row = x->index;
    bool line = kind == FORM_CODE && said_code(x);
    if (kind == FORM_ROW && row + 1 < x->bench.desk.e.n_rows)
        form_open_row(x, row + 1, 0);
    else if (kind == FORM_ROW || line)
        form_open_code(x, x->n_codes);
    else if (kind == FORM_CODE)
        form_open_findings(x);
    else {
        form_close(x);
        ui_say(ui, LOOK_NOTE, "All is asked; Enter goes back to a row or a line, F2 hands in.");
    }
}

enum word form_take(struct ui *ui, struct view *view, const char *argument)
{
    struct exam *x = of(view);
    (void)argument;
    if (exam_is_over(ui, x))
        return WORD_HANDLED;
    leave(ui, x);
    if (!any_refused(ui, x))
        go_on(ui, x);
    return WORD_HANDLED;
}

/* Nothing more is asked of a row that is out, nor of a line without a code. */
static bool is_done(const struct exam *x)
{
    size_t field = form_focus(x->form);
    if (field + 1 == x->n_fields)
        return true;
    if (x->kind == FORM_ROW)
        return field == 0 && strcmp(exam_row_step(x, 0)->said, "out") == 0;
    return x->kind == FORM_CODE && field == CODE_FIELD && !*form_text(x->form, CODE_FIELD);
}

enum word form_next(struct ui *ui, struct view *view, const char *argument)
{
    struct exam *x = of(view);
    if (exam_is_over(ui, x))
        return WORD_HANDLED;
    leave(ui, x);
    if (is_done(x))
        return form_take(ui, view, argument);
    form_go(x->form, form_focus(x->form) + 1);
    return WORD_HANDLED;
}

enum word form_previous(struct ui *ui, struct view *view, const char *argument)
{
    struct exam *x = of(view);
    size_t field = form_focus(x->form);
    (void)argument;
    leave(ui, x);
    form_go(x->form, field > 0 ? field - 1 : x->n_fields - 1);
    return WORD_HANDLED;
}

enum word form_back(struct ui *ui, struct view *view, const char *argument)
{
    struct exam *x = of(view);
    (void)argument;
    if (x->warned) { /* what is refused is left out, as asked for twice */
        form_close(x);
        ui_clear_message(ui);
    } else if (!form_finish(ui, x)) {
        x->warned = true;
    }
    return WORD_HANDLED;
}

static enum word beside(struct ui *ui, struct view *view, int by)
{
    struct exam *x = of(view);
    if (x->kind != FORM_ROW)
        return by < 0 ? form_previous(ui, view, "") : form_next(ui, view, "");
    size_t field = form_focus(x->form), row = x->index + (size_t)by;
    leave(ui, x);
    if (any_refused(ui, x))
        return WORD_HANDLED;
    if (row >= x->bench.desk.e.n_rows)
        ui_quiet(ui, by < 0 ? "This is the first row." : "This is the last row.");
    else
        form_open_row(x, row, field);
    return WORD_HANDLED;
}

enum word form_above(struct ui *ui, struct view *view, const char *argument)
{
    (void)argument;
    return beside(ui, view, -1);
}

enum word form_below(struct ui *ui, struct view *view, const char *argument)
{
    (void)argument;
    return beside(ui, view, 1);
}

/* ---- F4 ---- */

static void chosen(struct ui *ui, void *context, const char *value)
{
    struct exam *x = context;
    char text[400];
    (void)ui;
    if (x->kind == FORM_NONE)
        return;
    size_t field = form_focus(x->form);
    const char *there = form_text(x->form, field);
    if (x->kind == FORM_FINDINGS && *there != '\0')
        snprintf(text, sizeof text, "%.300s %.90s", there, value);
    else
        snprintf(text, sizeof text, "%s", value);
    form_type(x->form, field, text);
}

static size_t finding_lines(const struct book *book, struct arena *arena, const char **lines)
{
    size_t n = 0;
    for (int i = 0; i < FINDING_COUNT; i++)
        if (book->findings[i].severity != SEVERITY_NOTE)
            lines[n++] = arena_format(arena, "%s\t%s %s", book->findings[i].id,
                                      severity_name(book->findings[i].severity),
                                      book->findings[i].carc);
    return n;
}

static size_t access_lines(const struct exam *x, const char **lines, size_t most)
{
    const struct encounter *e = &x->bench.desk.e;
    size_t n = 0;
    for (size_t i = 0; i < e->n_rows && n < most; i++) {
        const char *line = text_empty(e->rows[i].line) ? "1" : e->rows[i].line;
        bool there = false;
        for (size_t k = 0; k < n; k++)
            there = there || strcmp(lines[k], line) == 0;
        if (!there)
            lines[n++] = line;
    }
    return n;
}

enum word form_choices(struct ui *ui, struct view *view, const char *argument)
{
    enum { MOST = FINDING_COUNT + 40 };
    struct exam *x = of(view);
    size_t field = form_focus(x->form), n = 0;
    struct arena arena;
    (void)argument;
    if (x->kind == FORM_CODE) {
        ui_say(ui, LOOK_NOTE, "The list of codes is closed here; there are no hints.");
        return WORD_HANDLED;
    }
    arena_init(&arena);
    const char **lines = ARENA_ARRAY(&arena, const char *, MOST), *word;
    if (x->kind == FORM_FINDINGS)
        n = finding_lines(x->class.lesson.book, &arena, lines);
    else if (field == GRADE_ACCESS)
        n = access_lines(x, lines, MOST);
    else
        while ((word = grade_step_choice((enum grade_step)field, n)) != NULL)
            lines[n++] = word;
    pick_open(ui, x->kind == FORM_FINDINGS ? "Findings" : grade_step_question((enum grade_step)field),
              lines, n, form_text(x->form, field), chosen, x);
    arena_release(&arena);
    return WORD_HANDLED;
}

enum word form_help(struct ui *ui, struct view *view, const char *argument)
{
    struct exam *x = of(view);
    static const char *const codes[] = {"The code: five characters. Empty: no further line.",
                                        "How many units; empty is 1.",
                                        "Modifiers with blanks between, like 59 XS.",
                                        "Which visit of the record the line belongs to."};
    (void)argument;
    size_t field = form_focus(x->form);
    if (x->kind == FORM_ROW)
        ui_say(ui, LOOK_NOTE, "%s", grade_step_question((enum grade_step)field));
    else if (x->kind == FORM_CODE)
        ui_say(ui, LOOK_NOTE, "%s", codes[field]);
    else
        ui_say(ui, LOOK_NOTE, "What is missing or would be denied, by id: doc.stop.missing@2; F4 "
                              "lists them. Empty or none: nothing.");
    return WORD_HANDLED;
}
