#include "lesson_view.h"

#include "../../core/why.h"
#include "screens.h"

enum { STEP_TAG = 1000000 };

struct lesson_view {
    struct class class;
    struct list list;
    long number; /* of the next variant of a drill */
    size_t drawn_at;
    bool drawn;
};

/* ---- the frame: nobody takes this for live work ---- */

static void draw_rule(const struct ui *ui, int y)
{
    static const char word[] = "= TRAINING ";
    for (int x = 0; x < ui->cols; x += (int)sizeof word - 1)
        term_put(y, x, ui->cols - x, LOOK_WARNING, word);
}

void train_draw(struct ui *ui, struct list *list, const char *left, const char *right)
{
    char title[200];
    snprintf(title, sizeof title, "TRAINING  %s", left);
    ui_title(ui, title, right);
    draw_rule(ui, 1);
    draw_rule(ui, ui->body - 1);
    list_draw(list, 2, 0, ui->body - 3, ui->cols, true);
}

const char *train_who(const struct ui *ui)
{
    return ui->app->trainee != NULL ? ui->app->trainee : ui->app->user;
}

/* The training database; NULL: said. */
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

/* ---- a lesson: drawing ---- */

static void add_lines(struct list *list, enum look look, int width, int indent, const char *text)
{
    char line[2000];
    while (*text != '\0') {
        size_t n = strcspn(text, "\n");
        snprintf(line, sizeof line, "%.*s", (int)n, text);
        list_text(list, look, 0, width, indent, line);
        text += n + (text[n] == '\n');
    }
}

static void add_record(struct class *c, struct list *list, int width)
{
    const struct lesson *l = &c->lesson;
    struct str text;
    str_init(&text, TRAIN_TEXT);
    list_more(list, LOOK_NOTE, 0, width, 1, l->scenario->story);
    if (l->variant) {
        str_addf(&text, "Changed: %s", l->change.data);
        list_more(list, LOOK_WARNING, 0, width, 1, text.data);
        str_clear(&text);
    }
    train_record(l, &text);
    add_lines(list, LOOK_PLAIN, width, 4, text.data);
    str_release(&text);
}

static void add_opened(struct class *c, const struct class_step *s, struct list *list, int width)
{
    const struct grade_point *p = s->point;
    struct str text;
    str_init(&text, TRAIN_TEXT);
    bool code = s->step == GRADE_CODE || s->step == GRADE_FINDINGS;
    str_addf(&text, "It is: %s", code ? p->subject : p->wanted);
    list_more(list, LOOK_STRONG, 0, width, 2, text.data);
    str_clear(&text);
    grade_reason(&c->lesson.truth, p, &text);
    if (text.length > 0)
        list_more(list, LOOK_PLAIN, 0, width, 2, text.data);
    str_clear(&text);
    if (p->because != NULL) {
        str_addf(&text, "%s: ", p->because->rule->id);
        why_cite(p->because->rule, &text);
        list_more(list, LOOK_NOTE, 0, width, 4, text.data);
    }
    str_release(&text);
}

static void add_said(struct class *c, const struct class_step *s, struct list *list, int width)
{
    char line[500];
    const char *how = !s->shown ? "" : class_right(c, s) ? ": right" : ": not so";
    if (*s->said == '\0')
        return;
    snprintf(line, sizeof line, "Said: %.400s%s", s->said, how);
    list_more(list, !s->shown ? LOOK_PLAIN : class_right(c, s) ? LOOK_GOOD : LOOK_ERROR, 0, width,
              2, line);
}

static void add_closing(struct class *c, struct list *list, int width)
{
    struct str text;
    str_init(&text, TRAIN_TEXT);
    train_closing(&c->lesson, c->room->app->library, &text);
    add_lines(list, LOOK_PLAIN, width, 2, text.data);
    str_release(&text);
}

static void add_step(struct class *c, struct list *list, int width)
{
    const struct class_step *s = class_now(c);
    char head[200];
    const char *question = grade_step_question(s->step);
    if (s->step == GRADE_CODE)
        question = c->mode == CLASS_WALK ? "Which code comes next on the claim?"
                                         : "Which codes, with units and modifiers: CODExUNITS-MODIFIER ...?";
    if (c->mode != CLASS_WALK && s->step == GRADE_FINDINGS)
        question = "Which findings, by their ids?  Leave it empty when there are none.";
    snprintf(head, sizeof head, "Step %zu of %zu  %.120s", c->at + 1, c->n_steps,
             s->shown && s->point != NULL ? s->point->subject : s->subject);
    list_add(list, LOOK_STRONG, STEP_TAG, "%s", head);
    list_more(list, LOOK_PLAIN, 0, width, 2, question);
    add_said(c, s, list, width);
    if (s->shown)
        add_opened(c, s, list, width);
    if (c->mode == CLASS_WALK && s->shown && c->at + 1 == c->n_steps)
        add_closing(c, list, width);
}

static void fill(struct lesson_view *v, int width)
{
    struct class *c = &v->class;
    list_clear(&v->list);
    if (c->finished) {
        add_lines(&v->list, LOOK_PLAIN, width, 4, c->results.data);
        return;
    }
    add_record(c, &v->list, width);
    add_step(c, &v->list, width);
    if (!v->drawn || v->drawn_at != c->at)
        list_select(&v->list, STEP_TAG);
    v->drawn = true;
    v->drawn_at = c->at;
}

static void draw_lesson(struct ui *ui, struct view *view)
{
    static const char *const modes[] = {"walk", "exam", "drill"};
    struct lesson_view *v = view->data;
    struct class *c = &v->class;
    char left[160], right[60];
    fill(v, ui->cols - 2);
    snprintf(left, sizeof left, "%.60s: %.60s", c->names[c->at_name],
             c->lesson.scenario->title);
    if (c->finished)
        snprintf(right, sizeof right, "%s, graded", modes[c->mode]);
    else
        snprintf(right, sizeof right, "%s %zu of %zu", modes[c->mode], c->at_name + 1,
                 c->n_names);
    train_draw(ui, &v->list, left, right);
}

static void close_lesson(struct ui *ui, struct view *view)
{
    struct lesson_view *v = view->data;
    (void)ui;
    list_release(&v->list);
    class_release(&v->class);
    free(v);
}

static struct list *lesson_list(struct view *view)
{
    return &((struct lesson_view *)view->data)->list;
}

/* ---- a lesson: going on ---- */

static int64_t minutes_now(struct ui *ui)
{
    ui_clock(ui);
    return (int64_t)ui->today * DAY_MINUTES + ui->now;
}

static void record(struct ui *ui, struct class *c, const struct grade *grade)
{
    struct training_attempt attempt = {train_who(ui), c->names[c->at_name],
                                       c->mode == CLASS_DRILL ? "drill" : "exam", c->pass};
    struct err err = {""};
    int64_t id;
    if (ui->app->readonly)
        return;
    struct training *store = train_store(ui, true);
    if (store != NULL && training_add(store, &attempt, grade, &id, &err) != STORE_OK)
        ui_say(ui, LOOK_ERROR, "%s", err.text);
    training_close(store);
}

/* Grades the scenario at hand and begins the next; the last one ends it. */
static void hand_in_one(struct ui *ui, struct lesson_view *v)
{
    struct class *c = &v->class;
    struct grade grade;
    struct err err = {""};
    class_grade(c, &grade);
    record(ui, c, &grade);
    v->drawn = false;
    if (c->at_name + 1 < c->n_names && class_begin(c, c->at_name + 1, &err))
        return;
    c->finished = true;
    v->list.at = 0;
    if (err.text[0] != '\0')
        ui_say(ui, LOOK_ERROR, "%s", err.text);
    else if (c->mode == CLASS_EXAM)
        ui_say(ui, LOOK_NOTE, "The exam is over: %d of %d steps are right, %d%%; %d%% was asked.",
               c->right, c->asked, c->asked > 0 ? c->right * 100 / c->asked : 100, c->pass);
    else
        ui_say(ui, LOOK_NOTE, "n is the next variant, Esc goes back.");
}

static void hand_in_all(struct ui *ui, struct lesson_view *v)
{
    while (!v->class.finished)
        hand_in_one(ui, v);
}

static bool time_is_over(struct ui *ui, struct lesson_view *v)
{
    struct class *c = &v->class;
    if (c->deadline == 0 || minutes_now(ui) < c->deadline)
        return false;
    hand_in_all(ui, v);
    ui_say(ui, LOOK_WARNING, "The time is over; what had been answered is graded.");
    return true;
}

static void answered(struct ui *ui, const char *words)
{
    struct lesson_view *v = ui_top(ui)->data;
    if (time_is_over(ui, v))
        return;
    if (class_answer(&v->class, words))
        hand_in_one(ui, v);
}

static enum word answer(struct ui *ui, struct view *view, const char *argument)
{
    struct lesson_view *v = view->data;
    if (v->class.finished)
        return WORD_HANDLED;
    if (*argument != '\0')
        answered(ui, argument);
    else
        prompt_open(ui, "Your answer:", NULL, answered);
    return WORD_HANDLED;
}

static enum word show(struct ui *ui, struct view *view, const char *argument)
{
    struct lesson_view *v = view->data;
    (void)argument;
    if (v->class.mode != CLASS_WALK)
        ui_say(ui, LOOK_NOTE, "There are no hints here; F2 hands in what is answered.");
    else
        class_now(&v->class)->shown = true;
    return WORD_HANDLED;
}

/* More of what went wrong: the same scenario again until its variant is right. */
static bool next_variant(struct ui *ui, struct lesson_view *v)
{
    struct class *c = &v->class;
    struct err err = {""};
    char base[64];
    snprintf(base, sizeof base, "%.*s", (int)strcspn(c->names[0], "~"), c->names[0]);
    snprintf(c->names[0], sizeof c->names[0], "%.40s~%ld", base, v->number++);
    str_clear(&c->results);
    c->right = c->asked = 0;
    c->finished = false;
    v->drawn = false;
    if (class_begin(c, 0, &err))
        return true;
    ui_say(ui, LOOK_ERROR, "%s", err.text);
    return false;
}

static enum word step(struct ui *ui, struct view *view, int by)
{
    struct lesson_view *v = view->data;
    if (v->class.finished && v->class.mode == CLASS_DRILL && by > 0)
        next_variant(ui, v);
    else if (v->class.finished)
        ui_say(ui, LOOK_NOTE, "It is graded; Esc goes back to the scenarios.");
    else if (!time_is_over(ui, v) && !class_move(&v->class, by))
        ui_say(ui, LOOK_NOTE, by < 0 ? "This is the first step."
                              : v->class.mode == CLASS_WALK
                                  ? "This is the last step; o opens it with the whole claim."
                                  : "This is the last step; F2 hands in.");
    return WORD_HANDLED;
}

static enum word next(struct ui *ui, struct view *view, const char *argument)
{
    (void)argument;
    return step(ui, view, 1);
}

static enum word previous(struct ui *ui, struct view *view, const char *argument)
{
    (void)argument;
    return step(ui, view, -1);
}

static enum word hand_in(struct ui *ui, struct view *view, const char *argument)
{
    struct lesson_view *v = view->data;
    (void)argument;
    if (v->class.mode == CLASS_WALK)
        ui_say(ui, LOOK_NOTE, "A walk is not graded; o opens the step, n goes on.");
    else if (v->class.finished)
        ui_say(ui, LOOK_NOTE, "It is graded already; Esc goes back.");
    else
        hand_in_one(ui, v);
    return WORD_HANDLED;
}

static const struct reaction lesson_reactions[] = {
    {ACT_OPEN, answer},       {ACT_SHOW, show},       {ACT_NEXT_STEP, next},
    {ACT_PREVIOUS_STEP, previous}, {ACT_HAND_IN, hand_in}, {ACT_NONE, NULL}};

static const struct view_ops lesson_ops = {.title = "a lesson",
                                           .context = IN_LESSON,
                                           .reactions = lesson_reactions,
                                           .draw = draw_lesson,
                                           .close = close_lesson,
                                           .list = lesson_list};

struct lesson_view *lesson_view_open(struct ui *ui, struct training_room *room,
                                     enum class_mode mode, const char *names)
{
    struct lesson_view *v = calloc(1, sizeof *v);
    struct err err = {""};
    if (v == NULL)
        BUG("no memory for a lesson");
    class_init(&v->class, room, mode);
    v->number = 2;
    list_init(&v->list);
    for (const char *at = names + strspn(names, " ");
         *at != '\0' && v->class.n_names < CLASS_MOST;) {
        size_t n = strcspn(at, " ");
        snprintf(v->class.names[v->class.n_names++], 64, "%.*s", (int)n, at);
        at += n + strspn(at + n, " ");
    }
    bool good = v->class.n_names > 0;
    for (size_t i = v->class.n_names; good && i-- > 0;) /* all must be there; the first stays */
        good = class_begin(&v->class, i, &err);
    if (good) {
        ui_push(ui, &lesson_ops, v);
        return v;
    }
    ui_say(ui, LOOK_ERROR, "%s", err.text[0] != '\0' ? err.text : "Select a scenario first.");
    list_release(&v->list);
    class_release(&v->class);
    free(v);
    return NULL;
}

void lesson_view_limit(struct ui *ui, struct lesson_view *v, long minutes, int pass)
{
    v->class.pass = pass;
    v->class.deadline = minutes_now(ui) + minutes;
}
