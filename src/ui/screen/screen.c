#include "screen.h"

#include <unistd.h>

#include "../../db/paths.h"
#include "screens.h"

/* "120x40"; 80x24 when only a script was named.  False: err. */
static bool read_size(const struct app *app, struct term_options *options, struct err *err)
{
    char rest;
    if (!app->screen && !app->script)
        return true;
    options->cols = 80;
    options->rows = 24;
    if (!app->screen)
        return true;
    if (sscanf(app->screen, "%dx%d%c", &options->cols, &options->rows, &rest) == 2 &&
        options->cols >= 1 && options->rows >= 1 && options->cols <= 500 && options->rows <= 300)
        return true;
    return err_set(err,
                   "--screen %.40s is no size; write columns and lines as 80x24, at most 500x300",
                   app->screen);
}

static void warn(void *context, const char *sentence)
{
    struct str *warnings = context;
    app_say_text(sentence);
    str_addf(warnings, "%s\n", sentence);
}

/* What is wrong with it is told twice: before the screens open, and on them. */
static void read_config(struct config *config, struct str *warnings)
{
    struct str path;
    struct err err;
    str_init(&path, 8192);
    config_init(config);
    if (paths_config_file("config", &path, &err))
        config_read(config, path.data, warn, warnings);
    str_release(&path);
}

static void show_warnings(struct ui *ui, const struct str *warnings)
{
    for (const char *p = warnings->length ? warnings->data : ""; *p; p += strcspn(p, "\n") + 1)
        ui_say(ui, LOOK_WARNING, "%.*s", (int)strcspn(p, "\n"), p);
}

/* How far long work is stands on the message line (progress.h). */
static void show_progress(void *context, const char *words)
{
    struct ui *ui = context;
    int line;
    term_size(&ui->rows, &ui->cols);
    line = ui->rows - 2;
    term_cell(line, 0, ui->cols, LOOK_NOTE, "");
    term_clip(line, 1, ui->cols - 2, LOOK_NOTE, words);
    term_cursor(line, 0);
    term_paint();
}

/* The rule book, which takes longer than all the rest: while the first screen, which does without, is
 * being looked at. */
static enum leave load(struct app *app, struct store *store)
{
    enum leave leave = app_load(app);
    return leave == LEAVE_DONE ? app_policy(app, store) : leave;
}

static enum leave run(struct app *app, struct store *store, const struct config *config,
                      const struct str *warnings)
{
    struct ui ui;
    ui_init(&ui, app, store, config);
    app->show = show_progress;
    app->show_context = &ui; /* cppcheck-suppress autoVariables ; taken back below */
    start_open(&ui);
    show_warnings(&ui, warnings);
    ui_draw(&ui);
    enum leave leave = load(app, store);
    if (leave == LEAVE_DONE)
        leave = (enum leave)ui_run(&ui);
    app->show = NULL;
    app->show_context = NULL;
    ui_release(&ui); /* its forms belong to the screen */
    term_close();
    return leave;
}

static enum leave with_config(struct app *app, const struct config *config,
                              const struct str *warnings)
{
    const char *no_color = getenv("NO_COLOR");
    struct term_options options = {.color = config->color && !app->no_color && text_empty(no_color),
                                   .ascii = config->ascii || app->ascii,
                                   .mouse = config->mouse && !app->no_mouse,
                                   .paste = config->paste,
                                   .escape_wait = config->escape_wait,
                                   .script = app->script};
    struct err err = {""};
    enum leave leave = LEAVE_DONE;
    if (!read_size(app, &options, &err)) {
        app_say_text(err.text);
        return LEAVE_USAGE;
    }
    struct store *store = app_store(app, !app->readonly, &leave);
    if (!store)
        return leave;
    (void)app_site(app); /* said already; the work goes on without it */
    if (term_open(&options, &err)) {
        leave = run(app, store, config, warnings);
    } else {
        app_say_text(err.text);
        bool there = options.script && access(options.script, R_OK) == 0;
        leave = !options.script || !options.cols ? LEAVE_CONFIG
                : there                          ? LEAVE_DATA
                                                 : LEAVE_NO_INPUT;
    }
    store_close(store);
    return leave;
}

enum leave screen_run(struct app *app)
{
    struct config config;
    struct str warnings;
    str_init(&warnings, 1 << 16);
    read_config(&config, &warnings);
    enum leave leave = with_config(app, &config, &warnings);
    config_release(&config);
    str_release(&warnings);
    return leave;
}
