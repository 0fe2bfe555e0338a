/* The encounter on the workbench as a scenario of one's own: asks for its name and for what
 * happened, and says what was left out. */
#include "bench.h"

#include "../command/train.h"

static struct bench *below(const struct ui *ui)
{
    return ui_top(ui)->data;
}

/* Taking it away from live work is a row of the trail; what was never saved has none. */
static bool note_kept(struct ui *ui, const struct desk *desk, const char *name, struct err *err)
{
    if (desk->id == 0 || store_is_readonly(ui->store))
        return true;
    return store_note(ui->store, "kept as a scenario", desk->e.id, name, err) == STORE_OK;
}

static void sure(struct ui *ui, const char *words);

static void keep(struct ui *ui, bool is_sure)
{
    const struct bench *bench = below(ui);
    const struct desk *desk = &bench->desk;
    struct keeping how = {bench->kept_name, bench->kept_story, is_sure, false};
    struct str text, left_out, path;
    struct err err = {""};
    str_init(&text, TRAIN_TEXT), str_init(&left_out, 2000), str_init(&path, 8192);
    bool good =
        train_keep_text(ui->app, &desk->e, &ui->app->policy, &how, &text, &left_out, &err) &&
        train_keep_name(ui->app, how.name, &path, &err) &&
        train_keep_file(path.data, &text, &err) && note_kept(ui, desk, how.name, &err);
    if (good)
        ui_say(ui, LOOK_GOOD, "%s is a scenario now. Left out or changed: %s.", how.name,
               left_out.data);
    else
        ui_say(ui, LOOK_WARNING, "Not kept: %s.", err.text);
    if (how.doubt)
        prompt_open(ui, "It names nobody (type yes):", NULL, sure);
    str_release(&path), str_release(&left_out), str_release(&text);
}

static void sure(struct ui *ui, const char *words)
{
    if (strcmp(words, "yes") == 0)
        keep(ui, true);
    else
        ui_say(ui, LOOK_NOTE, "Nothing was kept; change the row, then try again.");
}

static void told(struct ui *ui, const char *story)
{
    struct bench *bench = below(ui);
    snprintf(bench->kept_story, sizeof bench->kept_story, "%s",
             *story != '\0' ? story : "An encounter from practice.");
    keep(ui, false);
}

static void named(struct ui *ui, const char *name)
{
    struct bench *bench = below(ui);
    struct err err = {""};
    struct str path;
    str_init(&path, 8192);
    snprintf(bench->kept_name, sizeof bench->kept_name, "%.60s", name);
    if (train_keep_name(ui->app, bench->kept_name, &path, &err))
        prompt_open(ui, "What happened, in a sentence without names:", NULL, told);
    else
        ui_say(ui, LOOK_WARNING, "%s.", err.text);
    str_release(&path);
}

enum word bench_keep(struct ui *ui, struct view *view, const char *argument)
{
    const struct bench *bench = view->data;
    if (bench->desk.e.n_rows == 0 || !bench->desk.coded)
        ui_say(ui, LOOK_NOTE, "There is nothing to keep as a scenario yet.");
    else if (*argument != '\0')
        named(ui, argument);
    else
        prompt_open(ui, "Name of the scenario (small letters, figures, -):", NULL, named);
    return WORD_HANDLED;
}
