/* Training: the scenarios, and what has come of them.  Nothing here touches live work. */
#include "lesson_view.h"
#include "screens.h"

enum { USUAL_MINUTES = 30 };

struct train {
    struct training_room room;
    struct list list;
};

/* ---- the list of scenarios ---- */

static const char *selected(struct train *t)
{
    const struct item *item = list_selected(&t->list);
    return item != NULL && item->tag > 0 ? t->room.list.at[item->tag - 1].name : "";
}

static enum word walk(struct ui *ui, struct view *view, const char *argument)
{
    struct train *t = view->data;
    lesson_view_open(ui, &t->room, CLASS_WALK, *argument != '\0' ? argument : selected(t));
    return WORD_HANDLED;
}

/* MINUTES PERCENT NAME...; minutes 0: no time at all, which a test can wait for. */
static enum word exam(struct ui *ui, struct view *view, const char *argument)
{
    struct train *t = view->data;
    long minutes = USUAL_MINUTES, pass = 80;
    char word[16];
    long *const numbers[] = {&minutes, &pass};
    for (size_t i = 0; i < COUNT_OF(numbers); i++) {
        size_t n = strcspn(argument, " ");
        snprintf(word, sizeof word, "%.*s", (int)(n < 15 ? n : 15), argument);
        if (!number_parse(word, 0, i == 0 ? 600 : 100, numbers[i]))
            break;
        argument += n + strspn(argument + n, " ");
    }
    struct lesson_view *v =
        lesson_view_open(ui, &t->room, CLASS_EXAM, *argument != '\0' ? argument : selected(t));
    if (v == NULL)
        return WORD_HANDLED;
    lesson_view_limit(ui, v, minutes, (int)pass);
    ui_say(ui, LOOK_NOTE, "Exam of %s: %ld minutes, %ld%% to pass. Enter answers, F2 hands in.",
           train_who(ui), minutes, pass);
    return WORD_HANDLED;
}

static enum word drill(struct ui *ui, struct view *view, const char *argument)
{
    struct train *t = view->data;
    char name[64];
    snprintf(name, sizeof name, "%.40s~1", *argument != '\0' ? argument : selected(t));
    lesson_view_open(ui, &t->room, CLASS_DRILL, name);
    return WORD_HANDLED;
}

struct filling {
    struct list *list;
    long n;
};

static bool add_result(void *context, const struct training_rule *r)
{
    struct filling *f = context;
    int percent = (int)(r->right * 100 / r->asked);
    if (*r->day != '\0')
        list_add(f->list, LOOK_FAINT, 0, "%48s %s  %lld of %lld, %d%%", "", r->day,
                 (long long)r->right, (long long)r->asked, percent);
    else
        list_add(f->list, percent < 80 ? LOOK_WARNING : LOOK_PLAIN, 0,
                 "%-12.12s %-24.24s %-9s %4lld of %4lld, %3d%%", r->trainee,
                 text_empty(r->rule) ? "-" : r->rule, r->step, (long long)r->right,
                 (long long)r->asked, percent);
    f->n++;
    return true;
}

static enum word results(struct ui *ui, struct view *view, const char *argument)
{
    struct err err = {""};
    (void)view;
    struct training *store = train_store(ui, false);
    if (store == NULL)
        return WORD_HANDLED;
    struct filling f = {sheet_open_lines(ui, "TRAINING  Results, weakest rules first"), 0};
    if (training_rules(store, argument, true, add_result, &f, &err) != STORE_OK)
        ui_say(ui, LOOK_ERROR, "%s", err.text);
    else if (f.n == 0)
        list_add(f.list, LOOK_FAINT, 0, "There are no results%s%s.", *argument ? " of " : "",
                 argument);
    training_close(store);
    return WORD_HANDLED;
}

static const struct reaction train_reactions[] = {{ACT_OPEN, walk},
                                                  {ACT_EXAM, exam},
                                                  {ACT_DRILL, drill},
                                                  {ACT_RESULTS, results},
                                                  {ACT_NONE, NULL}};

static void draw_train(struct ui *ui, struct view *view)
{
    struct train *t = view->data;
    char count[40];
    snprintf(count, sizeof count, "%zu", t->room.list.n);
    train_draw(ui, &t->list, "Scenarios", count);
}

static void close_train(struct ui *ui, struct view *view)
{
    struct train *t = view->data;
    (void)ui;
    list_release(&t->list);
    room_release(&t->room);
    free(t);
}

static struct list *train_list(struct view *view)
{
    return &((struct train *)view->data)->list;
}

static const struct view_ops train_ops = {.title = "the scenarios",
                                          .context = IN_TRAIN,
                                          .reactions = train_reactions,
                                          .draw = draw_train,
                                          .close = close_train,
                                          .list = train_list};

static void hush(void *context, const char *sentence)
{
    (void)context, (void)sentence;
}

void train_open(struct ui *ui, const char *name)
{
    struct train *t = calloc(1, sizeof *t);
    struct err err = {""};
    struct str path;
    if (t == NULL)
        BUG("no memory for the scenarios");
    t->room.app = ui->app;
    scenarios_init(&t->room.list);
    list_init(&t->list);
    str_init(&path, 8192);
    str_addf(&path, "%s/scenarios", ui->app->data_dir);
    if (!scenarios_load(&t->room.list, path.data, ui->app->library, hush, NULL, &err))
        ui_say(ui, LOOK_ERROR, "%s", err.text);
    str_release(&path);
    for (size_t i = 0; i < t->room.list.n; i++) {
        const struct scenario *s = &t->room.list.at[i];
        list_add(&t->list, LOOK_PLAIN, (long)i + 1, "%d %s %-8s  %-26s %s", s->level,
                 s->messy ? "messy" : "clean",
                 word_name(WORDS_SETTING, (int)encounter_setting(s->encounter)), s->name,
                 s->title);
    }
    ui_push(ui, &train_ops, t);
    if (*name != '\0')
        lesson_view_open(ui, &t->room, CLASS_WALK, name);
}
