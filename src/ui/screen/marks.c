/* What was right, where the chain broke, and a trainer's word over it. */
#include "lesson_view.h"

#include "../../db/store_office.h"
#include "chart.h"

struct marks {
    struct list list;
    struct str text; /* of the class that is graded */
    bool brief;      /* without each mistake, for all to see */
    char title[200];
    int64_t attempts[CLASS_MOST];
    size_t n_attempts;
    marks_next_fn *next;
    void *context;
};

/* ---- the trainer's word ---- */

/* Without a live database nobody has a job, and everybody may. */
static bool may_grade(struct ui *ui)
{
    struct err err = {""};
    if (ui->store == NULL || store_may(ui->store, DEED_GRADE, &err) == STORE_OK)
        return true;
    ui_say(ui, LOOK_ERROR, "%s.", err.text);
    return false;
}

/* "passed because ...", for the attempt that was asked about. */
static void overridden(struct ui *ui, const char *words)
{
    size_t length = strcspn(words, " ");
    bool passed = length == 6 && strncmp(words, "passed", 6) == 0,
         failed = length == 6 && strncmp(words, "failed", 6) == 0;
    const char *reason = words + length + strspn(words + length, " ");
    struct err err = {""};
    if ((!passed && !failed) || *reason == '\0') {
        ui_say(ui, LOOK_WARNING,
               "Write passed or failed, and why: passed the chart was misprinted.");
        return;
    }
    struct training *store = train_store(ui, true);
    if (store != NULL &&
        training_override(store, ui->asked_about, passed, ui->app->user, reason, &err) != STORE_OK)
        ui_say(ui, LOOK_ERROR, "%s.", err.text);
    else if (store != NULL)
        ui_say(ui, LOOK_GOOD, "Attempt %lld is %s now, by %s: %s", (long long)ui->asked_about,
               passed ? "passed" : "failed", ui->app->user, reason);
    training_close(store);
    if (ui_top(ui)->ops->back)
        ui_top(ui)->ops->back(ui, ui_top(ui)); /* the list shows it at once */
}

void override_ask(struct ui *ui, int64_t attempt)
{
    char label[100];
    if (!may_grade(ui))
        return;
    if (ui->app->readonly) {
        ui_say(ui, LOOK_ERROR, "An override is written down; leave out --readonly.");
        return;
    }
    ui->asked_about = attempt;
    snprintf(label, sizeof label, "Attempt %lld: passed or failed, and why:", (long long)attempt);
    prompt_open(ui, label, NULL, overridden);
}

/* ---- the marks ---- */

static void draw(struct ui *ui, struct view *view)
{
    struct marks *m = view->data;
    train_draw(ui, &m->list, m->title, m->next != NULL ? "drill, graded" : "exam, graded");
}

static void close_marks(struct ui *ui, struct view *view)
{
    struct marks *m = view->data;
    (void)ui;
    list_release(&m->list);
    str_release(&m->text);
    free(m);
}

static struct list *list_of(struct view *view)
{
    return &((struct marks *)view->data)->list;
}

static enum word next(struct ui *ui, struct view *view, const char *argument)
{
    struct marks *m = view->data;
    (void)argument;
    if (m->next == NULL) {
        ui_say(ui, LOOK_NOTE, "It is graded; Esc goes back to the scenarios.");
        return WORD_HANDLED;
    }
    m->next(ui, m->context);
    return WORD_POP;
}

/* The attempt whose lines the selection is in. */
static enum word override(struct ui *ui, struct view *view, const char *argument)
{
    struct marks *m = view->data;
    const struct item *item = list_selected(&m->list);
    (void)argument;
    if (item == NULL || item->tag < 1 || m->attempts[item->tag - 1] == 0)
        ui_say(ui, LOOK_NOTE, "Nothing of this was recorded.");
    else
        override_ask(ui, m->attempts[item->tag - 1]);
    return WORD_HANDLED;
}

static void fill(struct ui *ui, struct marks *m);

static enum word turn(struct ui *ui, struct view *view, const char *argument)
{
    struct marks *m = view->data;
    (void)argument;
    m->brief = !m->brief;
    m->list.at = m->list.top = 0;
    fill(ui, m);
    return WORD_HANDLED;
}

static const struct reaction reactions[] = {{ACT_NEXT_STEP, next},
                                            {ACT_OVERRIDE, override},
                                            {ACT_TURN, turn},
                                            {ACT_OPEN, turn},
                                            {ACT_NONE, NULL}};

static const struct view_ops marks_ops = {.title = "marks",
                                          .context = IN_MARKS,
                                          .reactions = reactions,
                                          .draw = draw,
                                          .close = close_marks,
                                          .list = list_of};

static bool is_mistake(const char *line)
{
    return *line == ' ' && strstr(line, ": said ") != NULL;
}

static enum look look_of(const char *line)
{
    if (*line != ' ')
        return strstr(line, "not passed") != NULL ? LOOK_WARNING : LOOK_GOOD;
    return is_mistake(line) || strstr(line, ", broke at ") != NULL ? LOOK_ERROR : LOOK_PLAIN;
}

/* A scenario begins with a line at the first column. */
static void fill(struct ui *ui, struct marks *m)
{
    char line[2000];
    long scenario = 0;
    list_clear(&m->list);
    for (const char *at = m->text.length > 0 ? m->text.data : ""; *at != '\0';) {
        size_t n = strcspn(at, "\n");
        snprintf(line, sizeof line, "%.*s", (int)n, at);
        scenario += line[0] != ' ' && line[0] != '\0';
        if (!m->brief || !is_mistake(line))
            list_text(&m->list, look_of(line), scenario, ui->cols - 2, 4, line);
        at += n + (at[n] == '\n');
    }
}

void marks_open(struct ui *ui, const struct class *c, marks_next_fn *go_on, void *context)
{
    struct marks *m = calloc(1, sizeof *m);
    if (m == NULL)
        base_no_memory(1);
    list_init(&m->list);
    str_init(&m->text, c->results.length + 1);
    str_add(&m->text, c->results.length > 0 ? c->results.data : "");
    m->next = go_on;
    m->context = context;
    memcpy(m->attempts, c->attempts, sizeof m->attempts);
    snprintf(m->title, sizeof m->title, "%.40s: %d of %d steps, %d%%, %d%% was asked",
             train_who(ui), c->right, c->asked, c->asked > 0 ? c->right * 100 / c->asked : 100,
             c->pass);
    fill(ui, m);
    ui_push(ui, &marks_ops, m);
}
