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
static const struct form_item code_items[CODE_FIELDS] = {
    [CODE_FIELD] = {"Code", 6, 11, false},       [UNITS_FIELD] = {"Units", 4, 6, false},
    [MODIFIERS_FIELD] = {"Modifiers", 12, 30, true}, [REVENUE_FIELD] = {"Revenue", 4, 6, false},
    [PAID_FIELD] = {"Paid", 9, 14, false},       [ADJUSTED_FIELD] = {"Adjusted", 5, 7, false},
    [ATTACH_FIELD] = {"Goes along", 24, 70, true}, [VISIT_FIELD] = {"Visit", 2, 6, false}};
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

/* An office has no revenue codes, and a site that says nothing changes no amount. */
static bool is_asked(const struct exam *x, enum code_field field)
{
    const struct lesson *l = &x->class.lesson;
    switch (field) {
    case REVENUE_FIELD: return lesson_keyed(l) && l->claim.form == FORM_UB04;
    case PAID_FIELD: return lesson_keyed(l);
    case ADJUSTED_FIELD: return lesson_keyed(l) && l->scenario->n_site_rows > 0;
    case ATTACH_FIELD: return l->scenario->n_attached > 0;
    case VISIT_FIELD: return l->result.n_visits > 1;
    default: return true;
    }
}

static void code_text(const struct said_code *said, enum code_field field, char text[80])
{
    const char *words[CODE_FIELDS] = {said->code,     "", said->modifiers, said->revenue, said->paid,
                                      said->adjusted, said->attached,      ""};
    if (field == UNITS_FIELD)
        snprintf(text, 80, "%ld", said->units);
    else if (field == VISIT_FIELD)
        snprintf(text, 80, "%d", said->visit);
    else
        snprintf(text, 80, "%s", words[field]);
}

void form_open_code(struct exam *x, size_t code)
{
    size_t n = 0;
    char text[80];
    form_close(x);
    for (int field = 0; field < CODE_FIELDS; field++)
        if (is_asked(x, (enum code_field)field)) {
            x->items[n] = code_items[field];
            x->fields[n++] = (enum code_field)field;
        }
    begin(x, FORM_CODE, x->items, n, code);
    x->in_claim = true;
    for (size_t i = 0; i < n && code < x->n_codes; i++) {
        code_text(&x->codes[code], x->fields[i], text);
        form_set(x->form, i, text);
    }
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
