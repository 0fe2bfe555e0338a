/* Training: the scenarios, and what begins with them.  Nothing here touches live work. */
#include "../command/train.h"

#include "chart.h"
#include "lesson_view.h"
#include "screens.h"

enum { USUAL_MINUTES = 30, USUAL_PASS = 80 };

struct train {
    struct training_room room;
    struct list list;
    bool *marked;      /* one for each scenario of the room */
    char narrow[200];  /* words that are shown alone */
};

static const struct scenario *selected(struct train *t)
{
    const struct item *item = list_selected(&t->list);
    return item != NULL && item->tag > 0 ? &t->room.list.at[item->tag - 1] : NULL;
}

/* The names that an action is about: as typed, else the marked ones, else the selected one. */
static const char *names_for(struct train *t, const char *argument, bool set, struct str *out)
{
    const struct scenario *s = selected(t);
    if (*argument != '\0')
        return argument;
    for (size_t i = 0; set && i < t->room.list.n; i++)
        if (t->marked[i])
            str_addf(out, "%s ", t->room.list.at[i].name);
    if (out->length == 0 && s != NULL)
        str_add(out, s->name);
    return out->length > 0 ? out->data : "";
}

/* ---- the list of scenarios ---- */

static bool holds(const char *text, const char *word)
{
    size_t n = strlen(word);
    for (const char *at = text != NULL ? text : ""; *at != '\0'; at++) {
        size_t i = 0;
        while (i < n && ascii_lower(at[i]) == ascii_lower(word[i]))
            i++;
        if (i == n)
            return true;
    }
    return false;
}

static bool is_shown(const struct scenario *s, const char *words)
{
    char word[64];
    for (const char *at = words + strspn(words, " "); *at != '\0';) {
        size_t n = strcspn(at, " ");
        snprintf(word, sizeof word, "%.*s", (int)(n < 63 ? n : 63), at);
        if (train_is_filter(word) ? !train_fits(s, word)
                                  : !holds(s->name, word) && !holds(s->title, word) &&
                                        !holds(s->tags, word) && !holds(s->teaches, word))
            return false;
        at += n + strspn(at + n, " ");
    }
    return true;
}

/* The tags stand behind the titles where there is room for both. */
static void fill(const struct ui *ui, struct train *t)
{
    list_clear(&t->list);
    for (size_t i = 0; i < t->room.list.n; i++) {
        const struct scenario *s = &t->room.list.at[i];
        if (is_shown(s, t->narrow))
            list_add(&t->list, t->marked[i] ? LOOK_STRONG : LOOK_PLAIN, (long)i + 1,
                     "%c%d %s %-8s  %-26s %-*s %s", t->marked[i] ? '*' : ' ', s->level,
                     s->messy ? "messy" : "clean",
                     word_name(WORDS_SETTING, (int)encounter_setting(s->encounter)), s->name,
                     ui->cols >= TRAIN_WIDE ? 46 : 0, s->title,
                     ui->cols >= TRAIN_WIDE && s->tags != NULL ? s->tags : "");
    }
}

static void narrowed(struct ui *ui, const char *words)
{
    struct train *t = ui_top(ui)->data;
    snprintf(t->narrow, sizeof t->narrow, "%s", words);
    t->list.at = t->list.top = 0;
    fill(ui, t);
    if (t->list.n == 0)
        ui_say(ui, LOOK_NOTE, "No scenario fits \"%s\"; F4 and Enter show all again.", words);
}

static enum word narrow(struct ui *ui, struct view *view, const char *argument)
{
    (void)view;
    if (*argument != '\0')
        narrowed(ui, argument);
    else
        prompt_open(ui, "Show only (tag=push level=1, or words):", NULL, narrowed);
    return WORD_HANDLED;
}

static enum word mark(struct ui *ui, struct view *view, const char *argument)
{
    struct train *t = view->data;
    const struct scenario *s = selected(t);
    (void)ui, (void)argument;
    if (s == NULL)
        return WORD_HANDLED;
    t->marked[s - t->room.list.at] ^= true;
    fill(ui, t);
    return list_act(&t->list, ACT_DOWN);
}

/* ---- beginning ---- */

static enum word walk(struct ui *ui, struct view *view, const char *argument)
{
    struct train *t = view->data;
    struct str names;
    str_init(&names, 8000);
    train_walk_open(ui, &t->room, names_for(t, argument, false, &names));
    str_release(&names);
    return WORD_HANDLED;
}

/* MINUTES PERCENT NAME...; minutes 0: no time at all, which a test can wait for. */
static void begin_exam(struct ui *ui, const char *words)
{
    struct train *t = ui_top(ui)->data;
    long numbers[] = {USUAL_MINUTES, USUAL_PASS};
    char word[16];
    struct str names;
    for (size_t i = 0; i < COUNT_OF(numbers); i++) {
        size_t n = strcspn(words, " ");
        snprintf(word, sizeof word, "%.*s", (int)(n < 15 ? n : 15), words);
        if (!number_parse(word, 0, i == 0 ? 600 : 100, &numbers[i]))
            break;
        words += n + strspn(words + n, " ");
    }
    str_init(&names, 8000);
    exam_open(ui, &t->room, names_for(t, words, true, &names), numbers[0], (int)numbers[1]);
    str_release(&names);
}

static enum word exam(struct ui *ui, struct view *view, const char *argument)
{
    (void)view;
    if (*argument != '\0')
        begin_exam(ui, argument);
    else
        prompt_open(ui, "Exam: minutes and percent to pass (Enter: 30 80):", NULL, begin_exam);
    return WORD_HANDLED;
}

static enum word drill(struct ui *ui, struct view *view, const char *argument)
{
    struct train *t = view->data;
    struct str names;
    str_init(&names, 8000);
    drill_open(ui, &t->room, names_for(t, argument, false, &names), "");
    str_release(&names);
    return WORD_HANDLED;
}

static bool note_weak(void *context, const struct training_rule *r)
{
    struct str *weak = context;
    if (r->right < r->asked && *r->rule != '\0' && weak->length < 400)
        str_addf(weak, "%s%s", weak->length > 0 ? " " : "", r->rule);
    return weak->length < 200; /* the weakest few */
}

static enum word drill_weak(struct ui *ui, struct view *view, const char *argument)
{
    struct train *t = view->data;
    struct training *store = train_store(ui, false);
    struct err err = {""};
    struct str weak;
    if (store == NULL || t->room.list.n == 0)
        return WORD_HANDLED;
    str_init(&weak, 1000);
    const char *who = *argument != '\0' ? argument : train_who(ui);
    if (training_rules(store, who, false, note_weak, &weak, &err) != STORE_OK)
        ui_say(ui, LOOK_ERROR, "%s.", err.text);
    else if (weak.length == 0)
        ui_say(ui, LOOK_NOTE, "There is nothing weak in the results of %s; d drills any scenario.",
               who);
    else
        drill_open(ui, &t->room, t->room.list.at[0].name, weak.data);
    training_close(store);
    str_release(&weak);
    return WORD_HANDLED;
}

static enum word results(struct ui *ui, struct view *view, const char *argument)
{
    (void)view;
    results_open(ui, argument);
    return WORD_HANDLED;
}

static const struct reaction train_reactions[] = {
    {ACT_OPEN, walk},       {ACT_EXAM, exam},       {ACT_DRILL, drill}, {ACT_WEAK, drill_weak},
    {ACT_RESULTS, results}, {ACT_NARROW, narrow},   {ACT_MARK, mark},   {ACT_NONE, NULL}};

/* ---- the screen ---- */

/* Below the list: what the selected one tells, teaches and is tagged with. */
static void draw_about(struct ui *ui, const struct scenario *s, int y, int lines)
{
    struct list about;
    struct str text;
    if (s == NULL)
        return;
    list_init(&about);
    str_init(&text, TRAIN_TEXT);
    list_text(&about, LOOK_PLAIN, 0, ui->cols - 2, 2, s->story);
    str_addf(&text, "Tags: %s. Teaches: %s", s->tags != NULL ? s->tags : "none",
             s->teaches != NULL ? s->teaches : "nothing said");
    list_text(&about, LOOK_NOTE, 0, ui->cols - 2, 2, text.data);
    term_glyph(y, 0, ui->cols, LOOK_LINE, GLYPH_RULE);
    list_draw(&about, y + 1, 0, lines - 1, ui->cols, false);
    str_release(&text);
    list_release(&about);
}

static void draw_train(struct ui *ui, struct view *view)
{
    enum { ABOUT = 6 };
    struct train *t = view->data;
    char count[60], left[240];
    int lines = ui->body - 3 - ABOUT;
    snprintf(count, sizeof count, "%zu of %zu", t->list.n, t->room.list.n);
    snprintf(left, sizeof left, "Scenarios%s%s", t->narrow[0] != '\0' ? " with " : "", t->narrow);
    train_frame(ui, left, count, "");
    list_draw(&t->list, 2, 0, lines, ui->cols, true);
    draw_about(ui, selected(t), 2 + lines, ABOUT);
}

static void close_train(struct ui *ui, struct view *view)
{
    struct train *t = view->data;
    (void)ui;
    list_release(&t->list);
    room_release(&t->room);
    free(t->marked);
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

static void say_fault(void *context, const char *sentence)
{
    ui_say(context, LOOK_ERROR, "%s", sentence);
}

void train_open(struct ui *ui, const char *name)
{
    struct train *t = calloc(1, sizeof *t);
    struct err err = {""};
    if (t == NULL)
        base_no_memory(1);
    list_init(&t->list);
    room_fill(&t->room, ui->app, NULL, say_fault, ui, &err);
    t->marked = calloc(t->room.list.n + 1, sizeof *t->marked);
    if (t->marked == NULL)
        base_no_memory(1);
    fill(ui, t);
    ui_push(ui, &train_ops, t);
    if (*name != '\0')
        train_walk_open(ui, &t->room, name);
}
