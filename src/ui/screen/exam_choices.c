/* F4 and ? in a field of an exam: what may stand there, and nothing of what is to be known. */
#include "exam.h"

#include "../../core/attach.h"

static struct exam *of(const struct view *view)
{
    return view->data;
}

static void chosen(struct ui *ui, void *context, const char *value)
{
    struct exam *x = context;
    char text[400];
    (void)ui;
    if (x->kind == FORM_NONE)
        return;
    size_t field = form_focus(x->form);
    const char *there = form_text(x->form, field);
    bool several = x->kind == FORM_FINDINGS ||
                   (x->kind == FORM_CODE && x->fields[field] == ATTACH_FIELD);
    if (several && *there != '\0')
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

static size_t revenue_lines(const struct exam *x, struct arena *arena, const char **lines,
                            size_t most)
{
    const struct claim_tables *t = x->class.lesson.book->claim;
    size_t n = 0;
    for (size_t i = 0; i < t->n_revenues && n < most; i++) {
        const struct revenue_row *row = &t->revenues[i];
        const char *line = arena_format(arena, "%s\t%s", row->revenue, row->rule.say);
        bool there = !days_hold(row->days, x->class.lesson.claim.day);
        for (size_t k = 0; k < n; k++)
            there = there || strcmp(lines[k], line) == 0;
        if (!there)
            lines[n++] = line;
    }
    return n;
}

/* What may stand in a field of a line: nothing of what is to be known by heart. */
static size_t code_lines(const struct exam *x, enum code_field field, struct arena *arena,
                         const char **lines, size_t most)
{
    const char *word;
    size_t n = 0;
    if (field == REVENUE_FIELD)
        return revenue_lines(x, arena, lines, most);
    if (field == ATTACH_FIELD)
        while (n < most && (word = attach_choice(x->class.lesson.book, n)) != NULL)
            lines[n++] = word;
    else if (code_field_step(field) != GRADE_STEP_COUNT)
        while (n < most && (word = grade_step_choice(code_field_step(field), n)) != NULL)
            lines[n++] = word;
    return n;
}

enum word form_choices(struct ui *ui, struct view *view, const char *argument)
{
    enum { MOST = FINDING_COUNT + 40 };
    struct exam *x = of(view);
    size_t field = form_focus(x->form), n = 0;
    struct arena arena;
    (void)argument;
    enum grade_step step = x->kind == FORM_CODE ? code_field_step(x->fields[field])
                                                : (enum grade_step)field;
    if (step == GRADE_STEP_COUNT) {
        ui_say(ui, LOOK_NOTE, "The list of codes is closed here; there are no hints.");
        return WORD_HANDLED;
    }
    arena_init(&arena);
    const char **lines = ARENA_ARRAY(&arena, const char *, MOST), *word;
    if (x->kind == FORM_CODE)
        n = code_lines(x, x->fields[field], &arena, lines, MOST);
    else if (x->kind == FORM_FINDINGS)
        n = finding_lines(x->class.lesson.book, &arena, lines);
    else if (field == GRADE_ACCESS)
        n = access_lines(x, lines, MOST);
    else
        while ((word = grade_step_choice((enum grade_step)field, n)) != NULL)
            lines[n++] = word;
    pick_open(ui, x->kind == FORM_FINDINGS ? "Findings" : grade_step_question(step),
              lines, n, form_text(x->form, field), chosen, x);
    arena_release(&arena);
    return WORD_HANDLED;
}

enum word form_help(struct ui *ui, struct view *view, const char *argument)
{
    struct exam *x = of(view);
    static const char *const codes[CODE_FIELDS] = {
        [CODE_FIELD] = "The code: five characters; - for a drug without one. Empty: no further line.",
        [UNITS_FIELD] = "How many units; empty is 1.",
        [MODIFIERS_FIELD] = "Modifiers with blanks between, like 59 XS.",
        [VISIT_FIELD] = "Which visit of the record the line belongs to."};
    (void)argument;
    size_t field = form_focus(x->form);
    if (x->kind == FORM_ROW)
        ui_say(ui, LOOK_NOTE, "%s", grade_step_question((enum grade_step)field));
    else if (x->kind == FORM_CODE)
        ui_say(ui, LOOK_NOTE, "%s",
               codes[x->fields[field]] != NULL
                   ? codes[x->fields[field]]
                   : grade_step_question(code_field_step(x->fields[field])));
    else
        ui_say(ui, LOOK_NOTE, "What is missing or would be denied, by id: doc.stop.missing@2; F4 "
                              "lists them. Empty or none: nothing.");
    return WORD_HANDLED;
}
