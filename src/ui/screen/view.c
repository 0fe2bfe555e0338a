#include "view.h"

#include "cells.h"
#include "keys.h"

enum { LEAST_ROWS = 16, LEAST_COLS = 60 };

/* ---- the stack ---- */

void ui_push(struct ui *ui, const struct view_ops *ops, void *data)
{
    struct view *view = calloc(1, sizeof *view);
    if (!view)
        base_no_memory(1);
    if (ui->depth == ui->cap) {
        ui->cap = ui->cap ? ui->cap * 2 : 16;
        ui->stack = realloc(ui->stack, ui->cap * sizeof *ui->stack);
        if (!ui->stack)
            base_no_memory(1);
    }
    *view = (struct view){ops, data};
    ui->stack[ui->depth++] = view;
}

struct view *ui_top(const struct ui *ui)
{
    return ui->depth ? ui->stack[ui->depth - 1] : NULL;
}

unsigned ui_context(const struct ui *ui)
{
    const struct view *top = ui_top(ui);
    if (!top)
        return 0;
    return top->ops->context_now ? top->ops->context_now(top) : top->ops->context;
}

static void pop(struct ui *ui)
{
    struct view *view = ui->stack[--ui->depth];
    if (view->ops->close)
        view->ops->close(ui, view);
    free(view);
    struct view *top = ui_top(ui);
    if (top && top->ops->back)
        top->ops->back(ui, top);
}

void ui_init(struct ui *ui, struct app *app, struct store *store, const struct config *config)
{
    *ui = (struct ui){.app = app, .store = store, .config = config};
    str_init(&ui->message, 2000);
    str_init(&ui->pending, 400);
    list_init(&ui->log);
    ui_clock(ui);
}

void ui_release(struct ui *ui)
{
    while (ui->depth)
        pop(ui);
    str_release(&ui->message);
    str_release(&ui->pending);
    list_release(&ui->log);
    tutor_free(ui->tutor);
    free(ui->stack);
}

/* ---- saying things ---- */

static void PRINTF_LIKE(3, 0) say(struct ui *ui, enum look look, const char *format, va_list args)
{
    char text[1500];
    vsnprintf(text, sizeof text, format, args);
    str_clear(&ui->message);
    str_add(&ui->message, text);
    ui->message_look = look;
}

void ui_say(struct ui *ui, enum look look, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    say(ui, look, format, args);
    va_end(args);
    list_add(&ui->log, look, 0, "%s", ui->message.data);
}

void ui_quiet(struct ui *ui, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    say(ui, LOOK_PLAIN, format, args);
    va_end(args);
}

void ui_clear_message(struct ui *ui)
{
    str_clear(&ui->message);
}

void ui_title(struct ui *ui, const char *left, const char *right)
{
    int width = cells_columns(right) + 1;
    term_cell(0, 0, ui->cols, LOOK_TITLE, "");
    term_clip(0, 1, ui->cols - 2 - width, LOOK_TITLE, left);
    term_put(0, ui->cols - width, width, LOOK_TITLE, right);
}

void ui_clock(struct ui *ui)
{
    day_t day = NO_DAY;
    int clock = 0;
    struct tm now;
    time_t seconds = time(NULL);
    if (!ui->app->now || !when_parse(ui->app->now, &day, &clock, NULL) || day == NO_DAY) {
        localtime_r(&seconds, &now);
        when_date(now.tm_year + 1900, now.tm_mon + 1, now.tm_mday, &day);
        clock = now.tm_hour * 60 + now.tm_min;
    }
    ui->today = day;
    ui->now = clock;
}

/* ---- drawing ---- */

static int message_lines(const struct ui *ui)
{
    int lines = 0;
    const char *p = ui->message.length ? ui->message.data : "";
    for (; *p && lines < 3; lines++)
        p += cells_wrap(p, ui->cols - 2);
    return lines ? lines : 1;
}

static void draw_message(const struct ui *ui, int lines)
{
    const char *p = ui->message.length ? ui->message.data : "";
    for (int i = 0; i < lines && *p; i++) {
        size_t n = i + 1 < lines ? cells_wrap(p, ui->cols - 2) : strlen(p);
        char line[1500];
        snprintf(line, sizeof line, "%.*s", (int)n, p);
        term_clip(ui->body + i, 1, ui->cols - 2, ui->message_look, line);
        p += n;
    }
}

static void first_key(const struct ui *ui, const struct action *action, char key[16])
{
    char keys[80];
    config_keys(ui->config, action, ui_context(ui), keys);
    snprintf(key, 16, "%.*s", (int)strcspn(keys, " "), keys);
}

/* One entry per key of the bar, as many as fit; what F-keys do comes first. */
static int draw_bar_keys(const struct ui *ui, int x, bool function_keys)
{
    for (int id = 0; id < ACT_COUNT; id++) {
        const struct action *action = action_get((enum action_id)id);
        char key[16];
        if (!*action->bar || !(action->contexts & ui_context(ui)))
            continue;
        first_key(ui, action, key);
        if (!*key || (key[0] == 'F' && key[1] != 0) != function_keys)
            continue;
        int need = cells_columns(key) + 1 + cells_columns(action->bar);
        if (x + need > ui->cols)
            continue;
        x += term_put(ui->rows - 1, x, ui->cols - x, LOOK_KEY, key) + 1;
        x += term_put(ui->rows - 1, x, ui->cols - x, LOOK_PLAIN, action->bar) + 2;
    }
    return x;
}

static void draw_too_small(const struct ui *ui)
{
    char text[200];
    const char *p = text;
    snprintf(text, sizeof text,
             "ivledger needs %d columns and %d lines; here are %d and %d. Make the window larger, "
             "or press Q to leave. What you typed is kept.",
             LEAST_COLS, LEAST_ROWS, ui->cols, ui->rows);
    for (int y = 0; y < ui->rows && *p; y++) {
        size_t n = cells_wrap(p, ui->cols);
        char line[200];
        snprintf(line, sizeof line, "%.*s", (int)n, p);
        term_put(y, 0, ui->cols, LOOK_PLAIN, line);
        p += n;
    }
    term_cursor(0, 0);
}

static bool too_small(const struct ui *ui)
{
    return ui->rows < LEAST_ROWS || ui->cols < LEAST_COLS;
}

/* The strip of the tutorial takes its lines from the view. */
static void draw_strip(struct ui *ui)
{
    int lines = ui->tutor ? tutor_lines(ui->tutor, ui->cols, ui->rows) : 0;
    ui->body -= lines;
    if (lines)
        tutor_draw(ui->tutor, ui->body, ui->cols);
}

static bool look_for_tutor(struct ui *ui)
{
    int lines = ui->tutor ? tutor_lines(ui->tutor, ui->cols, ui->rows) : 0;
    if (!lines || !tutor_look(ui->tutor, ui->body, lines))
        return false;
    if (tutor_ended(ui->tutor)) {
        tutor_free(ui->tutor);
        ui->tutor = NULL;
        ui_say(ui, LOOK_GOOD, "The tutorial is done. F1 lists the keys of every screen.");
    }
    return true;
}

void ui_draw(struct ui *ui)
{
    term_size(&ui->rows, &ui->cols);
    term_erase();
    if (too_small(ui)) {
        draw_too_small(ui);
        term_paint();
        return;
    }
    int lines = message_lines(ui);
    ui->body = ui->rows - 1 - lines;
    draw_message(ui, lines);
    draw_strip(ui);
    draw_bar_keys(ui, draw_bar_keys(ui, 1, true), false);
    size_t first = ui->depth - 1;
    while (first > 0 && ui->stack[first]->ops->over)
        first--;
    for (size_t i = first; i < ui->depth; i++)
        ui->stack[i]->ops->draw(ui, ui->stack[i]);
    term_paint();
}

/* ---- acting ---- */

static enum word run(struct ui *ui, enum action_id id, const char *argument)
{
    struct view *top = ui_top(ui);
    reaction_fn *react = reaction_find(top->ops->reactions, id);
    if (react)
        return react(ui, top, argument);
    struct list *list = top->ops->list ? top->ops->list(top) : NULL;
    if (list && list_act(list, id) == WORD_HANDLED)
        return WORD_HANDLED;
    react = reaction_find(ui_reactions, id);
    return react ? react(ui, top, argument) : WORD_IGNORED;
}

enum word ui_act(struct ui *ui, enum action_id id, const char *argument)
{
    enum word word = run(ui, id, argument);
    if (word == WORD_POP) {
        pop(ui);
        return ui->depth ? WORD_HANDLED : WORD_QUIT;
    }
    return word;
}

enum word ui_command(struct ui *ui, const char *text)
{
    char name[40];
    struct err err = {""};
    while (ascii_space(*text))
        text++;
    size_t n = strcspn(text, " ");
    snprintf(name, sizeof name, "%.*s", (int)n, text);
    if (!*name)
        return WORD_HANDLED;
    const char *argument = text + n + strspn(text + n, " ");
    enum action_id id = action_of_name(name, &err);
    if (id == ACT_NONE) {
        ui_say(ui, LOOK_ERROR, "%s", err.text);
        return WORD_HANDLED;
    }
    enum word word =
        action_get(id)->contexts & ui_context(ui) ? ui_act(ui, id, argument) : WORD_IGNORED;
    if (word == WORD_IGNORED)
        ui_say(ui, LOOK_ERROR,
               ui_context(ui) == IN_EXAM
                   ? ":%s is closed here; there are no hints before F2 hands in."
                   : ":%s does nothing on this screen; F1 lists what does.",
               name);
    return word == WORD_QUIT ? WORD_QUIT : WORD_HANDLED;
}

static enum word small_key(struct ui *ui, int key)
{
    (void)ui;
    return key == 'Q' || key == 'q' || key == K_GONE || key == K_INTERRUPT ? WORD_QUIT
                                                                           : WORD_HANDLED;
}

/* What was wrong with one field stays to be read while the next ones are typed; entry.c clears it.
 */
static bool keeps_message(const struct ui *ui)
{
    return ui_context(ui) == IN_ENTRY &&
           (ui->message_look == LOOK_ERROR || ui->message_look == LOOK_WARNING);
}

static enum word answer(struct ui *ui, int key)
{
    char name[16];
    if (key == K_GONE)
        return WORD_QUIT;
    if (key == K_RESIZE)
        return WORD_HANDLED;
    ui->key = key;
    if (key == K_COMMAND)
        return ui_command(ui, term_command());
    term_size(&ui->rows, &ui->cols);
    if (too_small(ui))
        return small_key(ui, key);
    if (!keeps_message(ui))
        ui_clear_message(ui);
    if (key == K_PASTE)
        return ui_pasted(ui);
    if (key == K_INTERRUPT) {
        ui_say(ui, LOOK_NOTE,
               "Ctrl-C does nothing here; Esc goes back, :quit leaves, nothing typed is lost.");
        return WORD_HANDLED;
    }
    enum action_id id = config_action(ui->config, ui_context(ui), key);
    enum word word = id == ACT_NONE ? WORD_IGNORED : ui_act(ui, id, "");
    struct view *top = ui_top(ui);
    if (word == WORD_IGNORED && top->ops->key)
        word = top->ops->key(ui, top, key);
    if (word == WORD_POP) {
        pop(ui);
        word = ui->depth ? WORD_HANDLED : WORD_QUIT;
    }
    if (word == WORD_IGNORED && key != K_UNKNOWN)
        ui_say(ui, LOOK_NOTE, "%s does nothing on this screen; F1 or :help lists the keys.",
               keys_name(key, name));
    return word;
}

enum word ui_key(struct ui *ui, int key)
{
    enum word word = answer(ui, key);
    while (word != WORD_QUIT && ui->pending.length) { /* what was asked for once the view is gone */
        char text[400];
        snprintf(text, sizeof text, "%s", ui->pending.data);
        str_clear(&ui->pending);
        word = ui_command(ui, text);
    }
    return word;
}

static bool settle(struct ui *ui)
{
    bool again = look_for_tutor(ui);
    for (size_t i = 0; i < ui->depth; i++)
        if (ui->stack[i]->ops->settle)
            again |= ui->stack[i]->ops->settle(ui, ui->stack[i]);
    return again;
}

/* What is seen is safe: nothing that a screen shows goes with the program. */
static void secure(struct ui *ui)
{
    for (size_t i = 0; i < ui->depth; i++)
        if (ui->stack[i]->ops->secure)
            ui->stack[i]->ops->secure(ui, ui->stack[i]);
}

int ui_run(struct ui *ui)
{
    enum word word = WORD_HANDLED;
    while (word != WORD_QUIT) {
        secure(ui);
        ui_draw(ui);
        if (settle(ui))
            ui_draw(ui);
        word = ui_key(ui, term_key());
    }
    int signal_number = term_signal();
    return signal_number ? 128 + signal_number : ui->status;
}
