/* A walk: the record as a chart, then one step after the other, committed to before it opens. */
#include "lesson_view.h"

#include "../../core/attach.h"
#include "../../core/page.h"
#include "../../core/why.h"
#include "chart.h"

struct walk {
    struct class class;
    struct bench bench; /* the chart */
    struct list list;   /* the story, or the step at hand */
    bool story;         /* before the first step */
};

const char *train_who(const struct ui *ui)
{
    return ui->app->trainee != NULL ? ui->app->trainee : ui->app->user;
}

struct training *train_store(struct ui *ui, bool create)
{
    struct training *store = NULL;
    struct err err = {""};
    struct str path;
    str_init(&path, 8192);
    if (text_empty(ui->app->db_path))
        err_set(&err, "There is no place for results; give --db FILE, beside which they are kept.");
    else {
        training_path(ui->app->db_path, &path);
        training_open(path.data, ui->app->now, create, &store, &err);
    }
    if (store == NULL)
        ui_say(ui, LOOK_WARNING, "%s", err.text);
    str_release(&path);
    return store;
}

/* ---- drawing ---- */

/* Was the line behind this one folded off it?  It was when its first word had no room here. */
static bool goes_on(const char *line, size_t length)
{
    const char *next = line + length + 1;
    size_t blanks = strspn(next, " ");
    return line[length] == '\n' && blanks > 0 && next[blanks] != '\n' && next[blanks] != '\0' &&
           page_columns(line, length) + 1 + (int)strcspn(next + blanks, " \n") > PAGE_WIDTH;
}

/* Lines of a page for paper, folded anew for this width. */
static void add_lines(struct list *list, enum look look, int width, int indent, const char *text)
{
    struct str line;
    str_init(&line, TRAIN_TEXT);
    while (*text != '\0') {
        size_t n = strcspn(text, "\n");
        str_addn(&line, text, n);
        bool more = goes_on(text, n);
        text += n + (text[n] == '\n');
        if (more) {
            text += strspn(text, " ");
            str_addc(&line, ' ');
            continue;
        }
        list_text(list, look, 0, width, indent, line.length > 0 ? line.data : "");
        str_clear(&line);
    }
    str_release(&line);
}

static void add_story(struct class *c, struct list *list, int width)
{
    const struct lesson *l = &c->lesson;
    struct str text;
    str_init(&text, TRAIN_TEXT);
    list_text(list, LOOK_STRONG, 0, width, 2, l->scenario->story);
    if (l->variant) {
        str_addf(&text, "Changed: %s", l->change.data);
        list_text(list, LOOK_WARNING, 0, width, 2, text.data);
        str_clear(&text);
    }
    train_head(l, &text);
    list_text(list, LOOK_NOTE, 0, width, 2, text.data);
    str_clear(&text);
    train_record(l, &text);
    add_lines(list, LOOK_PLAIN, width, 4, text.data);
    list_text(list, LOOK_FAINT, 0, width, 2,
              "n: the first step.  Enter commits to an answer, o opens it, n and p go on and back.");
    str_release(&text);
}

static void add_opened(struct class *c, const struct class_step *s, struct list *list, int width)
{
    const struct grade_point *p = s->point;
    struct str text;
    str_init(&text, TRAIN_TEXT);
    bool code = s->step == GRADE_CODE || s->step == GRADE_FINDINGS;
    str_addf(&text, "It is: %s", code ? p->subject : p->wanted);
    list_text(list, LOOK_STRONG, 0, width, 4, text.data);
    str_clear(&text);
    grade_reason(&c->lesson.truth, p, &text);
    if (text.length > 0)
        list_text(list, LOOK_PLAIN, 0, width, 2, text.data);
    str_clear(&text);
    if (p->because != NULL) {
        str_addf(&text, "%s: ", p->because->rule->id);
        why_cite(p->because->rule, &text);
        list_text(list, LOOK_NOTE, 0, width, 4, text.data);
    }
    str_release(&text);
}

static void add_said(struct class *c, const struct class_step *s, struct list *list, int width)
{
    struct str line;
    if (text_empty(s->said))
        return;
    bool right = s->shown && class_right(c, s);
    str_init(&line, 1000);
    bool other = right && s->step == GRADE_FINDINGS &&
                 !grade_is_right(&c->lesson.truth, s->point, s->said);
    str_addf(&line, "Said: %s%s%s", s->said, !s->shown ? "" : right ? ": right" : ": not so",
             s->shown && other ? ", another of them" : "");
    list_text(list, !s->shown ? LOOK_PLAIN : right ? LOOK_GOOD : LOOK_ERROR, 0, width, 2,
              line.data);
    str_release(&line);
}

static const char *choice(const struct class *c, enum grade_step step, size_t i)
{
    return step == GRADE_ATTACH ? attach_choice(c->lesson.book, i) : grade_step_choice(step, i);
}

static void add_choices(const struct class *c, enum grade_step step, struct list *list, int width)
{
    struct str line;
    const char *word;
    str_init(&line, 1000);
    for (size_t i = 0; (word = choice(c, step, i)) != NULL; i++)
        str_addf(&line, "%s%s", i > 0 ? "  " : "", word);
    if (line.length > 0)
        list_text(list, LOOK_FAINT, 0, width, 2, line.data);
    str_release(&line);
}

static void add_step(struct class *c, struct list *list, int width)
{
    const struct class_step *s = class_now(c);
    const char *question = grade_step_question(s->step);
    if (s->step == GRADE_CODE)
        question = "Which code comes next on the claim?";
    list_text(list, LOOK_PLAIN, 0, width, 2, question);
    if (!s->shown && text_empty(s->said))
        add_choices(c, s->step, list, width);
    add_said(c, s, list, width);
    if (s->shown)
        add_opened(c, s, list, width);
    if (s->shown && c->at + 1 == c->n_steps) {
        struct str text;
        str_init(&text, TRAIN_TEXT);
        train_closing(&c->lesson, c->room->app->library, &text);
        add_lines(list, LOOK_PLAIN, width, 2, text.data);
        str_release(&text);
    }
}

static void draw_rule(const struct walk *w, int y, int width)
{
    const struct class_step *s = class_now((struct class *)&w->class);
    char title[200] = "What happened";
    if (!w->story)
        snprintf(title, sizeof title, "Step %zu of %zu: %.150s", w->class.at + 1, w->class.n_steps,
                 s->shown ? s->point->subject : s->subject);
    chart_rule(y, 0, width, title, true);
}

/* "row 2 kind: infusion", and what was said where it was not that. */
static void add_path(struct class *c, const struct class_step *s, struct list *list, int width)
{
    bool named = s->step == GRADE_CODE || s->step == GRADE_FINDINGS, said = !text_empty(s->said);
    bool right = said && class_right(c, s);
    struct str text;
    str_init(&text, TRAIN_TEXT);
    if (s->row != 0 && !named)
        str_addf(&text, "row %d ", s->row);
    else if (!named)
        str_addf(&text, "%s ", s->shown ? s->point->subject : s->subject);
    str_addf(&text, "%s: ", grade_step_name(s->step));
    if (!s->shown)
        str_add(&text, said ? s->said : "passed over");
    else
        str_add(&text, named ? s->point->subject : s->point->wanted);
    if (s->shown && said && !right)
        str_addf(&text, " (said %s)", s->said);
    list_text(list, !s->shown ? LOOK_FAINT : !said ? LOOK_PLAIN : right ? LOOK_GOOD : LOOK_ERROR, 0,
              width, 2, text.data);
    str_release(&text);
}

/* Where there is room for it: how the class came here, the last steps first in sight. */
static void draw_path(struct walk *w, int y, int x, int lines, int width)
{
    struct list list;
    int right = 0, said = 0;
    char title[80];
    list_init(&list);
    for (size_t i = 0; i < w->class.n_steps && (i <= w->class.at || w->class.steps[i].shown); i++) {
        const struct class_step *s = &w->class.steps[i];
        if (i == w->class.at && !s->shown)
            continue;
        add_path(&w->class, s, &list, width - 1);
        said += s->shown && !text_empty(s->said);
        right += s->shown && !text_empty(s->said) && class_right(&w->class, s);
    }
    snprintf(title, sizeof title, "So far: %d of %d answers right", right, said);
    chart_rule(y, x, width, title, false);
    if ((int)list.n > lines - 1)
        list.at = list.n - 1;
    list_draw(&list, y + 1, x, lines - 1, width, false);
    list_release(&list);
}

/* The chart keeps to the upper half, so that the step is read from the last row of chairs; on a high
 * screen it may take more, for a stay of days. */
static void draw_walk(struct ui *ui, struct view *view)
{
    struct walk *w = view->data;
    struct class *c = &w->class;
    struct arena arena;
    char left[200];
    int lines = ui->body - 3, y = 2, width = chart_left(ui);
    int picture = lines >= 30 ? lines / 3 : lines / 4 + 1;
    struct str head;
    arena_init(&arena);
    str_init(&head, 2000);
    panes_head(lesson_encounter(&c->lesson), &head);
    snprintf(left, sizeof left, "%.60s: %.100s", c->names[c->at_name], c->lesson.scenario->title);
    train_frame(ui, left, "walk", head.data);
    y += chart_draw(ui, &w->bench, &c->lesson, class_beside(c, &arena), y, lines / 4, picture,
                    false);
    int top = y - chart_picture(&w->bench, picture);
    if (width < ui->cols && !w->story)
        draw_path(w, top, width + 1, ui->body - 1 - top, ui->cols - width - 1);
    else if (w->story)
        width = ui->cols;
    draw_rule(w, y++, width);
    list_clear(&w->list);
    if (w->story)
        add_story(c, &w->list, width - 2);
    else
        add_step(c, &w->list, width - 2);
    list_draw(&w->list, y, 0, ui->body - 1 - y, width, true);
    str_release(&head);
    arena_release(&arena);
}

static void close_walk(struct ui *ui, struct view *view)
{
    struct walk *w = view->data;
    (void)ui;
    list_release(&w->list);
    chart_release(&w->bench);
    class_release(&w->class);
    free(w);
}

static struct list *walk_list(struct view *view)
{
    return &((struct walk *)view->data)->list;
}

/* ---- going on ---- */

static void answered(struct ui *ui, const char *words)
{
    struct walk *w = ui_top(ui)->data;
    struct class_step *s = class_now(&w->class);
    struct err err = {""};
    const char *word = words;
    if (!grade_step_read(s->step, words, &word, &err))
        ui_say(ui, LOOK_WARNING, "%s", err.text);
    else
        class_say(&w->class, s, word);
}

static enum word answer(struct ui *ui, struct view *view, const char *argument)
{
    struct walk *w = view->data;
    if (w->story) {
        w->story = false;
        return WORD_HANDLED;
    }
    if (*argument != '\0')
        answered(ui, argument);
    else
        prompt_open(ui, "Your answer:", NULL, answered);
    return WORD_HANDLED;
}

static enum word show(struct ui *ui, struct view *view, const char *argument)
{
    struct walk *w = view->data;
    (void)argument;
    if (w->story)
        ui_say(ui, LOOK_NOTE, "This is the record; n goes to the first step.");
    else
        class_now(&w->class)->shown = true;
    return WORD_HANDLED;
}

/* The row that the step is about is the one that the chart points at. */
static void follow(struct walk *w)
{
    const struct class_step *s = class_now(&w->class);
    const struct encounter *e = &w->bench.desk.e;
    for (size_t i = 0; i < e->n_rows; i++)
        if (e->rows[i].number == s->row)
            bench_select_row(&w->bench, i);
    w->list.at = w->list.top = 0;
}

static enum word next(struct ui *ui, struct view *view, const char *argument)
{
    struct walk *w = view->data;
    (void)argument;
    if (w->story)
        w->story = false;
    else if (!class_move(&w->class, 1))
        ui_say(ui, LOOK_NOTE, "This is the last step; o opens it with the whole claim.");
    follow(w);
    return WORD_HANDLED;
}

static enum word previous(struct ui *ui, struct view *view, const char *argument)
{
    struct walk *w = view->data;
    (void)argument;
    if (w->story)
        ui_say(ui, LOOK_NOTE, "This is the record; n goes to the first step.");
    else if (!class_move(&w->class, -1))
        w->story = true;
    follow(w);
    return WORD_HANDLED;
}

static const struct reaction walk_reactions[] = {{ACT_OPEN, answer},
                                                 {ACT_SHOW, show},
                                                 {ACT_NEXT_STEP, next},
                                                 {ACT_PREVIOUS_STEP, previous},
                                                 {ACT_NONE, NULL}};

static const struct view_ops walk_ops = {.title = "a walk",
                                         .context = IN_LESSON,
                                         .reactions = walk_reactions,
                                         .draw = draw_walk,
                                         .close = close_walk,
                                         .list = walk_list};

void train_walk_open(struct ui *ui, struct training_room *room, const char *name)
{
    struct walk *w = calloc(1, sizeof *w);
    struct err err = {""};
    if (w == NULL)
        base_no_memory(1);
    class_init(&w->class, room, CLASS_WALK);
    class_names(&w->class, name);
    if (w->class.n_names == 0 || !class_begin(&w->class, 0, &err)) {
        ui_say(ui, LOOK_ERROR, "%s",
               err.text[0] != '\0' ? err.text : "Select a scenario first.");
        class_release(&w->class);
        free(w);
        return;
    }
    list_init(&w->list);
    chart_init(&w->bench, ui);
    chart_show(&w->bench, &w->class.lesson);
    w->story = true;
    ui_push(ui, &walk_ops, w);
}
