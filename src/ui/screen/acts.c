/* What the actions that work everywhere do. */
#include "view.h"

#include "../../db/paths.h"
#include "screens.h"

static enum word help(struct ui *ui, struct view *view, const char *argument)
{
    (void)view, (void)argument;
    help_open(ui, ui_context(ui));
    return WORD_HANDLED;
}

static enum word back(struct ui *ui, struct view *view, const char *argument)
{
    (void)ui, (void)view, (void)argument;
    return WORD_POP;
}

static enum word quit(struct ui *ui, struct view *view, const char *argument)
{
    (void)ui, (void)view, (void)argument;
    return WORD_QUIT;
}

static enum word show_log(struct ui *ui, struct view *view, const char *argument)
{
    (void)view, (void)argument;
    log_open(ui);
    return WORD_HANDLED;
}

static enum word repaint(struct ui *ui, struct view *view, const char *argument)
{
    (void)ui, (void)view, (void)argument;
    term_repaint();
    return WORD_HANDLED;
}

static enum word new_encounter(struct ui *ui, struct view *view, const char *argument)
{
    (void)view, (void)argument;
    bench_open_new(ui);
    return WORD_HANDLED;
}

static enum word find(struct ui *ui, struct view *view, const char *argument)
{
    (void)view;
    find_open(ui, argument);
    return WORD_HANDLED;
}

static enum word trail(struct ui *ui, struct view *view, const char *argument)
{
    (void)view;
    trail_open(ui, argument);
    return WORD_HANDLED;
}

static enum word scores(struct ui *ui, struct view *view, const char *argument)
{
    (void)view;
    scores_open(ui, argument);
    return WORD_HANDLED;
}

static enum word selfaudit(struct ui *ui, struct view *view, const char *argument)
{
    (void)view;
    selfaudit_open(ui, argument);
    return WORD_HANDLED;
}

static enum word sample(struct ui *ui, struct view *view, const char *argument)
{
    (void)view;
    sample_open(ui, argument);
    return WORD_HANDLED;
}

static enum word train(struct ui *ui, struct view *view, const char *argument)
{
    (void)view;
    train_open(ui, argument);
    return WORD_HANDLED;
}

static enum word rules(struct ui *ui, struct view *view, const char *argument)
{
    (void)view;
    rules_open(ui, argument);
    return WORD_HANDLED;
}

static enum word switches(struct ui *ui, struct view *view, const char *argument)
{
    (void)view, (void)argument;
    switches_open(ui, NULL);
    return WORD_HANDLED;
}

static enum word recode(struct ui *ui, struct view *view, const char *argument)
{
    (void)view;
    recode_open(ui, argument);
    return WORD_HANDLED;
}

/* ---- typed actions ---- */

static void do_command(struct ui *ui, const char *words)
{
    str_clear(&ui->pending);
    str_add(&ui->pending, words);
}

static enum word command(struct ui *ui, struct view *view, const char *argument)
{
    (void)view, (void)argument;
    prompt_open(ui, ":", NULL, do_command);
    return WORD_HANDLED;
}

/* ---- searching: in the list of the view below the prompt ---- */

static struct list *searched_list(const struct ui *ui)
{
    for (size_t i = ui->depth; i-- > 0;) {
        const struct view *view = ui->stack[i];
        if (!view->ops->over)
            return view->ops->list ? view->ops->list(ui->stack[i]) : NULL;
    }
    return NULL;
}

static void search_here(struct ui *ui, const char *words)
{
    struct list *list = searched_list(ui);
    if (list && *words)
        list_search(list, words, true);
}

static void search_done(struct ui *ui, const char *words)
{
    struct list *list = searched_list(ui);
    bool again = !*words || strcmp(words, ui->search) == 0;
    if (*words)
        snprintf(ui->search, sizeof ui->search, "%.79s", words);
    if (!list || !*ui->search)
        return;
    if (!list_search(list, ui->search, !again))
        ui_say(ui, LOOK_NOTE, "\"%s\" stands nowhere here.", ui->search);
}

static enum word search(struct ui *ui, struct view *view, const char *argument)
{
    (void)view;
    if (*argument)
        search_done(ui, argument);
    else
        prompt_open(ui, "/", search_here, search_done);
    return WORD_HANDLED;
}

static enum word search_next(struct ui *ui, struct view *view, const char *argument)
{
    (void)view, (void)argument;
    search_done(ui, "");
    return WORD_HANDLED;
}

/* ---- learning ---- */

static enum word tutorial(struct ui *ui, struct view *view, const char *argument)
{
    char path[4096];
    struct err err = {""};
    (void)view, (void)argument;
    snprintf(path, sizeof path, "%s/tutorial.txt", ui->app->data_dir);
    if (ui->tutor) {
        tutor_free(ui->tutor);
        ui->tutor = NULL;
        ui_say(ui, LOOK_NOTE, "The tutorial is off; :tutorial on the start screen begins it anew.");
    } else if (ui->depth > 1) {
        ui_say(ui, LOOK_NOTE, "The tutorial begins on the start screen; go back there with Esc.");
    } else if (!(ui->tutor = tutor_open(path, &err))) {
        ui_say(ui, LOOK_ERROR, "%s", err.text);
    }
    return WORD_HANDLED;
}

/* ---- the page in the pager ---- */

static enum word pager(struct ui *ui, struct view *view, const char *argument)
{
    const struct list *list = view->ops->list ? view->ops->list(view) : NULL;
    struct str text;
    (void)argument;
    if (!list)
        return WORD_IGNORED;
    str_init(&text, 1 << 26);
    for (size_t i = 0; i < list->n; i++)
        str_addf(&text, "%s\n", list->items[i].text);
    ui_page(ui, view->ops->title, "", &text);
    str_release(&text);
    return WORD_HANDLED;
}

/* ---- for scripts ---- */

static enum word save_screen(struct ui *ui, struct view *view, const char *argument)
{
    struct err err = {""};
    (void)view;
    if (!*argument) {
        ui_say(ui, LOOK_ERROR, "Name the file: :save-screen FILE.");
        return WORD_HANDLED;
    }
    ui_draw(ui);
    if ((!store_is_readonly(ui->store) &&
         store_note(ui->store, "screen written", "", argument, &err) != STORE_OK) ||
        !term_save(argument, &err))
        ui_say(ui, LOOK_ERROR, "%s", err.text);
    return WORD_HANDLED;
}

static enum word write_config(struct ui *ui, struct view *view, const char *argument)
{
    struct err err = {""};
    struct paths_file file;
    (void)view;
    if (!*argument) {
        ui_say(ui, LOOK_ERROR, "Name the file: :write-config FILE.");
        return WORD_HANDLED;
    }
    bool good = paths_create(&file, argument, &err);
    if (good) {
        config_print(ui->config, file.stream);
        good = paths_finish(&file, &err);
    }
    if (good)
        ui_say(ui, LOOK_GOOD, "%s holds every key and option.", argument);
    else
        ui_say(ui, LOOK_ERROR, "%s", err.text);
    return WORD_HANDLED;
}

static enum word resize(struct ui *ui, struct view *view, const char *argument)
{
    int cols = 0, rows = 0;
    char rest;
    (void)view;
    if (sscanf(argument, "%dx%d%c", &cols, &rows, &rest) == 2 && cols <= 500 && rows <= 300)
        term_set_size(rows, cols);
    else
        ui_say(ui, LOOK_ERROR, "Write the size as :resize 120x40, at most 500x300.");
    return WORD_HANDLED;
}

const struct reaction ui_reactions[] = {
    {ACT_HELP, help},
    {ACT_BACK, back},
    {ACT_QUIT, quit},
    {ACT_LOG, show_log},
    {ACT_REPAINT, repaint},
    {ACT_PAGER, pager},
    {ACT_NEW, new_encounter},
    {ACT_FIND, find},
    {ACT_RULES, rules},
    {ACT_SWITCHES, switches},
    {ACT_RECODE, recode},
    {ACT_COMMAND, command},
    {ACT_SEARCH, search},
    {ACT_SEARCH_NEXT, search_next},
    {ACT_SAVE_SCREEN, save_screen},
    {ACT_TUTORIAL, tutorial},
    {ACT_WRITE_CONFIG, write_config},
    {ACT_RESIZE, resize},
    {ACT_TRAIL, trail},
    {ACT_SCORES, scores},
    {ACT_SELFAUDIT, selfaudit},
    {ACT_SAMPLE, sample},
    {ACT_TRAIN, train},
    {ACT_NONE, NULL},
};
