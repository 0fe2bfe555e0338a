#include "screen.h"

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

static enum leave run(struct app *app, struct store *store)
{
    struct ui ui;
    ui_init(&ui, app, store);
    start_open(&ui);
    int status = ui_run(&ui);
    ui_release(&ui); /* its forms belong to the screen */
    term_close();
    return (enum leave)status;
}

enum leave screen_run(struct app *app)
{
    const char *no_color = getenv("NO_COLOR");
    struct term_options options = {.color = !app->no_color && text_empty(no_color),
                                   .ascii = app->ascii,
                                   .mouse = !app->no_mouse,
                                   .script = app->script};
    struct err err = {""};
    enum leave leave = LEAVE_DONE;
    if (!read_size(app, &options, &err)) {
        app_say_text(err.text);
        return LEAVE_USAGE;
    }
    if ((leave = app_load(app)) != LEAVE_DONE)
        return leave;
    struct store *store = app_store(app, !app->readonly, &leave);
    if (!store)
        return leave;
    if ((leave = app_policy(app, store)) != LEAVE_DONE) {
        store_close(store);
        return leave;
    }
    if (term_open(&options, &err)) {
        leave = run(app, store);
    } else {
        app_say_text(err.text);
        leave = options.script && options.cols ? LEAVE_NO_INPUT : LEAVE_CONFIG;
    }
    store_close(store);
    return leave;
}
