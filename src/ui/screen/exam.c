/* An exam, and a drill: the workbench with the proposal hidden. */
#include "exam.h"

#include "lesson_view.h"

static struct exam *of(const struct view *view)
{
    return view->data;
}

/* ---- beginning ---- */

static bool begin(struct exam *x, size_t name, struct err *err)
{
    if (!class_begin(&x->class, name, err))
        return false;
    form_close(x);
    chart_show(&x->bench, &x->class.lesson);
    x->n_codes = 0;
    x->findings[0] = '\0';
    x->in_claim = x->record = false;
    x->claim.at = x->claim.top = 0;
    return true;
}

/* ---- handing in ---- */

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
    if (ui->app->readonly)
        return;
    struct training *store = train_store(ui, true);
    if (store != NULL &&
        training_add(store, &attempt, grade, &c->attempts[c->at_name], &err) != STORE_OK)
        ui_say(ui, LOOK_ERROR, "%s", err.text);
    training_close(store);
}

/* The rules that were wrong, for what a drill asks next. */
static void note_weak(struct exam *x, const struct grade *grade)
{
    size_t n = 0;
    x->weak[0] = '\0';
    for (size_t i = 0; i < grade->n && n + 64 < sizeof x->weak; i++) {
        const struct grade_mark *m = &grade->marks[i];
        if (m->right || m->follows || m->point == NULL || m->point->rule == NULL)
            continue;
        n += (size_t)snprintf(x->weak + n, sizeof x->weak - n, "%s%.60s", n > 0 ? " " : "",
                              m->point->rule->id);
    }
}

static void say_end(struct ui *ui, const struct class *c)
{
    if (c->mode == CLASS_DRILL)
        ui_say(ui, LOOK_NOTE, "n is the next variant, Esc goes back.");
    else
        ui_say(ui, LOOK_NOTE, "The exam is over: %d of %d steps are right, %d%%; %d%% was asked.",
               c->right, c->asked, c->asked > 0 ? c->right * 100 / c->asked : 100, c->pass);
}

/* Grades the scenario at hand and begins the next; the last one ends it. */
static void hand_in_one(struct ui *ui, struct exam *x)
{
    struct class *c = &x->class;
    struct grade grade;
    struct err err = {""};
    class_grade(c, &grade);
    note_weak(x, &grade);
    record(ui, c, &grade);
    if (c->at_name + 1 < c->n_names && begin(x, c->at_name + 1, &err))
        return;
    c->finished = true;
    form_close(x);
    if (err.text[0] != '\0')
        ui_say(ui, LOOK_ERROR, "%s", err.text);
    else
        say_end(ui, c);
}

static void next_variant(struct ui *ui, void *context);

static void show_marks(struct ui *ui, struct exam *x)
{
    if (!x->class.finished || x->shown)
        return;
    x->shown = true;
    marks_open(ui, &x->class, x->class.mode == CLASS_DRILL ? next_variant : NULL, x);
}

static void hand_in_all(struct ui *ui, struct exam *x)
{
    while (!x->class.finished)
        hand_in_one(ui, x);
    show_marks(ui, x);
}

bool exam_is_over(struct ui *ui, struct exam *x)
{
    struct class *c = &x->class;
    if (c->finished)
        return true;
    if (c->deadline == 0 || minutes_now(ui) < c->deadline)
        return false;
    hand_in_all(ui, x);
    ui_say(ui, LOOK_WARNING, "The time is over; what had been answered is graded.");
    return true;
}

/* After a mistake what teaches the rule, at least as hard; else the same scenario again. */
static void next_variant(struct ui *ui, void *context)
{
    struct exam *x = context;
    struct class *c = &x->class;
    struct err err = {""};
    const char *name = train_harder(c->room, x->base, x->weak, (uint64_t)x->number);
    snprintf(c->names[0], sizeof c->names[0], "%.40s~%ld", name, x->number++);
    str_clear(&c->results);
    c->right = c->asked = 0;
    c->finished = x->shown = false;
    if (!begin(x, 0, &err)) {
        c->finished = x->shown = true;
        ui_say(ui, LOOK_ERROR, "%s", err.text);
    }
}

/* ---- what may be done ---- */

/* The same again within the next key means it. */
static bool is_sure(struct exam *x)
{
    bool sure = x->sure > 0;
    x->sure = 2;
    return sure;
}

static enum word hand_in(struct ui *ui, struct view *view, const char *argument)
{
    struct exam *x = of(view);
    (void)argument;
    if (exam_is_over(ui, x) || (x->kind != FORM_NONE && !form_finish(ui, x)))
        return WORD_HANDLED;
    size_t unsaid = class_unsaid(&x->class);
    if (unsaid > 0 && !is_sure(x)) {
        ui_say(ui, LOOK_WARNING, "%zu of %zu steps are not answered; F2 again hands in as it is.",
               unsaid, x->class.n_steps);
        return WORD_HANDLED;
    }
    hand_in_one(ui, x);
    show_marks(ui, x);
    return WORD_HANDLED;
}

static enum word back(struct ui *ui, struct view *view, const char *argument)
{
    struct exam *x = of(view);
    if (x->kind != FORM_NONE)
        return form_back(ui, view, argument);
    if (x->record) {
        x->record = false;
        return WORD_HANDLED;
    }
    if (x->class.mode == CLASS_DRILL || x->class.finished)
        return WORD_POP;
    if (is_sure(x))
        hand_in_all(ui, x);
    else
        ui_say(ui, LOOK_WARNING,
               "Leaving ends the exam: it is graded as it is. Esc again leaves; any other key goes "
               "on.");
    return WORD_HANDLED;
}

static enum word open_selected(struct ui *ui, struct view *view, const char *argument)
{
    struct exam *x = of(view);
    (void)argument;
    if (exam_is_over(ui, x))
        return WORD_HANDLED;
    const struct item *item = x->in_claim ? list_selected(&x->claim) : NULL;
    if (item == NULL)
        form_open_row(x, bench_row(&x->bench), 0);
    else if (item->tag < 0)
        form_open_findings(x);
    else
        form_open_code(x, (size_t)item->tag - 1);
    return WORD_HANDLED;
}

static enum word add_code(struct ui *ui, struct view *view, const char *argument)
{
    (void)argument;
    if (!exam_is_over(ui, of(view)))
        form_open_code(of(view), of(view)->n_codes);
    return WORD_HANDLED;
}

static enum word drop_code(struct ui *ui, struct view *view, const char *argument)
{
    struct exam *x = of(view);
    const struct item *item = x->in_claim ? list_selected(&x->claim) : NULL;
    (void)argument;
    if (item == NULL || item->tag < 1 || (size_t)item->tag > x->n_codes)
        ui_say(ui, LOOK_NOTE, "Select a line of your claim with Tab first.");
    else
        exam_drop_code(x, (size_t)item->tag - 1);
    return WORD_HANDLED;
}

static enum word name_findings(struct ui *ui, struct view *view, const char *argument)
{
    (void)argument;
    if (!exam_is_over(ui, of(view)))
        form_open_findings(of(view));
    return WORD_HANDLED;
}

static enum word pane(struct ui *ui, struct view *view, const char *argument)
{
    (void)ui, (void)argument;
    of(view)->in_claim = !of(view)->in_claim;
    return WORD_HANDLED;
}

static enum word turn(struct ui *ui, struct view *view, const char *argument)
{
    (void)ui, (void)argument;
    of(view)->record = !of(view)->record;
    return WORD_HANDLED;
}

static struct list *current_list(struct view *view)
{
    return of(view)->in_claim ? &of(view)->claim : &of(view)->bench.rows;
}

#define LOOKS_AT(X)                                                                                \
    X(zoom_in, timeline_zoom(&b->timeline, &b->desk, (int)bench_row(b), b->timeline_width, -1))    \
    X(zoom_out, timeline_zoom(&b->timeline, &b->desk, (int)bench_row(b), b->timeline_width, 1))    \
    X(zoom_fit, timeline_zoom(&b->timeline, &b->desk, (int)bench_row(b), b->timeline_width, 0))    \
    X(earlier, timeline_scroll(&b->timeline, &b->desk, b->timeline_width, -1))                     \
    X(later, timeline_scroll(&b->timeline, &b->desk, b->timeline_width, 1))
#define X(name, does)                                                                              \
    static enum word name(struct ui *ui, struct view *view, const char *argument)                  \
    {                                                                                              \
        struct bench *b = &of(view)->bench;                                                        \
        (void)ui, (void)argument;                                                                  \
        does;                                                                                      \
        return WORD_HANDLED;                                                                       \
    }
LOOKS_AT(X)
#undef X

/* Keys of the workbench that would tell, or lead to what would, say that they are closed. */
static enum word key(struct ui *ui, struct view *view, int k)
{
    struct exam *x = of(view);
    if (x->kind != FORM_NONE)
        return form_edit(x->form, k) ? WORD_HANDLED : WORD_IGNORED;
    enum action_id id = config_action(ui->config, IN_BENCH, k);
    if (id == ACT_NONE)
        return WORD_IGNORED;
    const char *names = action_get(id)->names;
    ui_say(ui, LOOK_NOTE, ":%.*s is closed here; there are no hints before F2 hands in.",
           (int)strcspn(names, " "), names);
    return WORD_HANDLED;
}

static const struct reaction reactions[] = {
    {ACT_OPEN, open_selected}, {ACT_HAND_IN, hand_in},   {ACT_SAVE, hand_in},
    {ACT_ADD_CODE, add_code},  {ACT_DROP_CODE, drop_code}, {ACT_NAME_FINDINGS, name_findings},
    {ACT_PANE, pane},          {ACT_PANE_BACK, pane},    {ACT_TURN, turn},
    {ACT_BACK, back},          {ACT_ZOOM_IN, zoom_in},   {ACT_ZOOM_OUT, zoom_out},
    {ACT_ZOOM_FIT, zoom_fit},  {ACT_EARLIER, earlier},   {ACT_LATER, later},
    {ACT_NEXT_FIELD, form_next}, {ACT_PREVIOUS_FIELD, form_previous},
    {ACT_TAKE, form_take},     {ACT_ROW_ABOVE, form_above}, {ACT_ROW_BELOW, form_below},
    {ACT_CHOICES, form_choices}, {ACT_FIELD_HELP, form_help}, {ACT_NONE, NULL}};

static unsigned context_now(const struct view *view)
{
    return of(view)->kind != FORM_NONE ? IN_ENTRY : IN_EXAM;
}

/* The marks have been left: there is nothing more to do here. */
static void on_top(struct ui *ui, struct view *view)
{
    if (!of(view)->class.finished)
        return;
    str_clear(&ui->pending);
    str_add(&ui->pending, "back");
}

static bool settle(struct ui *ui, struct view *view)
{
    struct exam *x = of(view);
    if (x->sure > 0)
        x->sure--;
    return !x->class.finished && ui_top(ui) == view && exam_is_over(ui, x);
}

/* A window that is closed hands in what it held. */
static void close_exam(struct ui *ui, struct view *view)
{
    struct exam *x = of(view);
    while (x->class.mode == CLASS_EXAM && !x->class.finished)
        hand_in_one(ui, x);
    form_close(x);
    list_release(&x->claim);
    chart_release(&x->bench);
    class_release(&x->class);
    free(x);
}

static const struct view_ops exam_ops = {.title = "an exam",
                                         .context = IN_EXAM,
                                         .reactions = reactions,
                                         .draw = exam_draw,
                                         .close = close_exam,
                                         .key = key,
                                         .back = on_top,
                                         .list = current_list,
                                         .settle = settle,
                                         .context_now = context_now};

/* ---- opening ---- */

/* All of a set must be there; the first stays. */
static struct exam *open(struct ui *ui, struct training_room *room, enum class_mode mode,
                         const char *names)
{
    struct exam *x = calloc(1, sizeof *x);
    struct err err = {""};
    if (x == NULL)
        base_no_memory(1);
    class_init(&x->class, room, mode);
    chart_init(&x->bench, ui);
    list_init(&x->claim);
    class_names(&x->class, names);
    bool good = x->class.n_names > 0;
    for (size_t i = x->class.n_names; good && i-- > 0;)
        good = begin(x, i, &err);
    if (good) {
        ui_push(ui, &exam_ops, x);
        return x;
    }
    ui_say(ui, LOOK_ERROR, "%s", err.text[0] != '\0' ? err.text : "Select a scenario first.");
    list_release(&x->claim);
    chart_release(&x->bench);
    class_release(&x->class);
    free(x);
    return NULL;
}

void exam_open(struct ui *ui, struct training_room *room, const char *names, long minutes, int pass)
{
    struct exam *x = open(ui, room, CLASS_EXAM, names);
    if (x == NULL)
        return;
    x->class.pass = pass;
    x->class.deadline = minutes_now(ui) + minutes;
    ui_say(ui, LOOK_NOTE, "Exam of %s: %zu to code in %ld minutes. Enter answers a row, a puts a "
                          "code on the claim, F2 hands in.",
           train_who(ui), x->class.n_names, minutes);
}

void drill_open(struct ui *ui, struct training_room *room, const char *name, const char *weak)
{
    char variant[64];
    const char *first = *weak != '\0' ? train_harder(room, name, weak, 1) : name;
    snprintf(variant, sizeof variant, "%.40s~1", first);
    struct exam *x = open(ui, room, CLASS_DRILL, variant);
    if (x == NULL)
        return;
    snprintf(x->base, sizeof x->base, "%.60s", first);
    snprintf(x->weak, sizeof x->weak, "%s", weak);
    x->number = 2;
    ui_say(ui, LOOK_NOTE, "Changed: %s", x->class.lesson.change.data);
}
