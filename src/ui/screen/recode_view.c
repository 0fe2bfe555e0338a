/* The list of saved work coded again: what would change, by the rule that changes it. */
#include "../../db/store_office.h"
#include "../../db/store_policy.h"
#include "recode.h"

enum { TEXT_MAX = 1 << 16, GROUPS = 1000 };
enum { SETTING_EDITION = 1, SETTING_POLICY, SETTING_SWITCH, SETTING_WHICH }; /* tags, negative */
static const char *const settings[] = {"", "edition", "policy", "switch", "which"};

static struct recode_view *of(const struct view *view)
{
    return view->data;
}

/* ---- the lines ---- */

static void add_setting(struct recode_view *v, int tag, const char *name, const char *what,
                        const char *otherwise)
{
    struct str text;
    str_init(&text, TEXT_MAX);
    recode_words_about(&v->words, what, &text);
    const char *shown = text.length ? text.data : otherwise;
    if (text.length && what && *what)
        shown += strlen(what) + 1; /* its name is said already */
    list_add(&v->list, LOOK_PLAIN, -tag, "%-10s%s", name, shown);
    str_release(&text);
}

static void add_settings(struct recode_view *v)
{
    if (v->setting) {
        list_add(&v->list, LOOK_PLAIN, 0, "%s = %s %s, %s%s %s", switch_name(v->id), v->before,
                 v->set ? "until now" : "now", v->value, v->base ? " (the base policy)" : "",
                 v->set ? "from now on" : "then");
        return;
    }
    add_setting(v, SETTING_EDITION, "Edition", "rules", "that of the date of service");
    add_setting(v, SETTING_POLICY, "Policy", "policy", "as each was saved");
    add_setting(v, SETTING_SWITCH, "Switches", "", "as each was saved");
    add_setting(v, SETTING_WHICH, "Which", NULL, "all saved encounters");
}

static void add_count(struct recode_view *v)
{
    struct str text;
    long touched = 0;
    for (size_t i = 0; i < v->n_groups; i++)
        touched += v->groups[i]->rule ? (long)v->groups[i]->seen : 0;
    str_init(&text, TEXT_MAX);
    if (v->setting)
        str_addf(&text, "%ld of %ld saved encounters would come out otherwise", touched,
                 v->count.changed + v->count.unchanged);
    else
        str_addf(&text, "%ld unchanged, %ld changed", v->count.unchanged, v->count.changed);
    if (v->count.failed)
        str_addf(&text, ", %ld could not be coded", v->count.failed);
    if (v->accepted)
        str_addf(&text, "; %ld accepted, the rest is as it was saved", v->accepted);
    else
        str_add(&text, v->setting ? "; what is saved stays as it was coded" : "; nothing was saved");
    if (v->stopped)
        str_add(&text, " (stopped: only a part was looked at)");
    list_text(&v->list, LOOK_STRONG, 0, v->width, 2, text.data);
    str_release(&text);
}

static void add_entry(struct recode_view *v, const struct recode_entry *e, long tag)
{
    struct str text;
    str_init(&text, TEXT_MAX);
    str_addf(&text, "  %-14s %-9s ", e->number, status_name(e->status));
    if (e->trouble)
        str_add(&text, e->trouble);
    else if (*e->rest)
        str_addf(&text, "%s: %s", e->saved, e->rest);
    else
        str_addf(&text, "%s -> %s", text_empty(e->saved) ? "no code" : e->saved,
                 text_empty(e->codes) ? "no code" : e->codes);
    if (e->accepted)
        str_add(&text, "  (accepted)");
    list_text(&v->list, e->accepted ? LOOK_GOOD : LOOK_PLAIN, tag, v->width, 27, text.data);
    str_release(&text);
}

static void add_group(struct recode_view *v, const struct recode_group *g, long tag, long *entry)
{
    const char *name = !g->rule             ? "could not be coded"
                       : text_empty(g->rule) ? "the program or its rule book has changed since"
                                             : g->rule;
    list_add(&v->list, LOOK_STRONG, tag, "%s: %zu", name, g->seen);
    if (*g->reason)
        list_more(&v->list, LOOK_FAINT, 0, v->width, 2, g->reason);
    for (size_t i = 0; i < g->n; i++)
        add_entry(v, g->entries[i], ++*entry);
    if (g->seen > g->n)
        list_add(&v->list, LOOK_FAINT, 0,
                 "  and %zu more; narrow Which, or `ivledger recode --format csv` lists all",
                 g->seen - g->n);
}

void recode_fill(struct recode_view *v)
{
    const struct item *at = list_selected(&v->list);
    long tag = at ? at->tag : 0, entry = 0;
    list_clear(&v->list);
    add_settings(v);
    add_count(v);
    for (size_t i = 0; i < v->n_groups; i++)
        add_group(v, v->groups[i], -GROUPS - (long)i, &entry);
    if (tag)
        list_select(&v->list, tag);
}

static void draw(struct ui *ui, struct view *view)
{
    struct recode_view *v = of(view);
    char title[160], count[60];
    if (v->width != ui->cols - 2) {
        v->width = ui->cols - 2;
        recode_fill(v);
    }
    if (v->setting)
        snprintf(title, sizeof title, "Setting %s = %s for this site", switch_name(v->id), v->value);
    else
        snprintf(title, sizeof title, "Saved work coded again");
    snprintf(count, sizeof count, "%ld looked at", recode_looked_at(v));
    ui_title(ui, title, v->set ? "set" : count);
    list_draw(&v->list, 1, 0, ui->body - 1, ui->cols, true);
}

/* ---- actions ---- */

static struct recode_entry *selected(struct recode_view *v)
{
    const struct item *item = list_selected(&v->list);
    bool one = item && item->tag > 0 && (size_t)item->tag <= v->n_entries;
    return one && !v->entries[item->tag - 1]->trouble ? v->entries[item->tag - 1] : NULL;
}

static enum word open_item(struct ui *ui, struct view *view, const char *argument)
{
    struct recode_view *v = of(view);
    const struct item *item = list_selected(&v->list);
    long tag = item ? item->tag : 0;
    size_t group = (size_t)(-GROUPS - tag);
    (void)argument;
    if (selected(v))
        recode_one_open(ui, v, selected(v));
    else if (tag < 0 && (size_t)-tag < COUNT_OF(settings))
        recode_ask(ui, v, settings[-tag]);
    else if (tag <= -GROUPS && group < v->n_groups && !text_empty(v->groups[group]->rule))
        rules_open(ui, v->groups[group]->rule);
    else
        ui_quiet(ui, "There is nothing below this line.");
    return WORD_HANDLED;
}

static enum word change(struct ui *ui, struct view *view, const char *argument)
{
    struct recode_view *v = of(view);
    struct err err = {""};
    if (!*argument)
        recode_ask(ui, v, "");
    else if (recode_words_take(&v->words, ui, argument, &err))
        recode_run(ui, v);
    else
        ui_say(ui, LOOK_ERROR, "%s.", err.text);
    return WORD_HANDLED;
}

static enum word drop(struct ui *ui, struct view *view, const char *argument)
{
    static const char *const about[] = {"", "rules", "policy", "", NULL};
    struct recode_view *v = of(view);
    const struct item *item = list_selected(&v->list);
    struct err err = {""};
    struct str text;
    (void)argument;
    if (!item || item->tag >= 0 || (size_t)-item->tag >= COUNT_OF(about)) {
        ui_say(ui, LOOK_NOTE, "Select edition, policy, switches or which to leave it away.");
        return WORD_HANDLED;
    }
    str_init(&text, TEXT_MAX);
    recode_words_about(&v->words, about[-item->tag], &text);
    for (const char *at = text.length ? text.data : ""; *at;) {
        char word[200];
        size_t n = strcspn(at, " "), name = strcspn(at, "=");
        snprintf(word, sizeof word, "%.*s=", (int)name, at);
        if (!recode_words_take(&v->words, ui, word, &err))
            ui_say(ui, LOOK_ERROR, "%s.", err.text);
        at += n + strspn(at + n, " ");
    }
    str_release(&text);
    recode_run(ui, v);
    return WORD_HANDLED;
}

static enum word take_over(struct ui *ui, struct view *view, const char *argument)
{
    struct recode_view *v = of(view);
    (void)argument;
    if (!selected(v))
        ui_say(ui, LOOK_NOTE, "Select an encounter that would change to accept it.");
    else
        recode_accept(ui, selected(v));
    return WORD_HANDLED;
}

static void set_answered(struct ui *ui, const char *words)
{
    struct view *view = ui_top(ui);
    struct recode_view *v = view && view->ops == &recode_ops ? view->data : NULL;
    struct err err = {""};
    if (!v || ascii_lower(*words) != 'y') {
        ui_say(ui, LOOK_NOTE, "Nothing was set.");
        return;
    }
    if (store_set_switch(ui->store, v->id, v->before, v->base ? NULL : v->value, &err) != STORE_OK) {
        ui_say(ui, LOOK_ERROR, "%s.", err.text);
        return;
    }
    v->set = true;
    v->width = 0;
    app_policy(ui->app, ui->store);
    ui_say(ui, LOOK_GOOD,
           "%s = %s holds for this site from now on; saved work keeps what it was coded with.",
           switch_name(v->id), v->value);
}

static enum word set_switch(struct ui *ui, struct view *view, const char *argument)
{
    struct recode_view *v = of(view);
    char label[200];
    (void)argument;
    if (v->set) {
        ui_say(ui, LOOK_NOTE, "It is set already.");
    } else if (v->stopped) {
        ui_say(ui, LOOK_WARNING, "It was stopped before all saved encounters were looked at; go "
                                 "back, choose again and let it run to its end.");
    } else {
        snprintf(label, sizeof label, "Set %s = %s for this site? (y/n)", switch_name(v->id),
                 v->value);
        prompt_open(ui, label, NULL, set_answered);
    }
    return WORD_HANDLED;
}

static struct list *list_of(struct view *view)
{
    return &of(view)->list;
}

static void close_recode(struct ui *ui, struct view *view)
{
    struct recode_view *v = of(view);
    (void)ui;
    recode_words_release(&v->words);
    list_release(&v->list);
    arena_release(&v->arena);
    free(v);
}

static const struct reaction reactions[] = {
    {ACT_OPEN, open_item},      {ACT_CHANGE, change},         {ACT_DROP, drop},
    {ACT_TAKE_OVER, take_over}, {ACT_SET_SWITCH, set_switch}, {ACT_NONE, NULL}};

static unsigned context_now(const struct view *view)
{
    return of(view)->setting ? IN_SETTING : IN_RECODE;
}

const struct view_ops recode_ops = {.title = "saved work coded again",
                                    .context = IN_RECODE,
                                    .context_now = context_now,
                                    .reactions = reactions,
                                    .draw = draw,
                                    .close = close_recode,
                                    .list = list_of};

/* ---- opening ---- */

static struct recode_view *recode_new(struct ui *ui)
{
    struct recode_view *v = calloc(1, sizeof *v);
    if (!v)
        base_no_memory(1);
    recode_words_init(&v->words);
    list_init(&v->list);
    arena_init(&v->arena);
    ui_push(ui, &recode_ops, v);
    return v;
}

void recode_open(struct ui *ui, const char *words)
{
    struct recode_view *v = recode_new(ui);
    struct err err = {""};
    if (!recode_words_read(&v->words, ui, words, &err))
        ui_say(ui, LOOK_ERROR, "%s.", err.text);
    recode_run(ui, v);
}

void switch_set_open(struct ui *ui, enum switch_id id, const char *value, bool base)
{
    struct recode_view *v = recode_new(ui);
    struct err err = {""};
    char word[160], before[16];
    v->setting = true;
    v->id = id;
    v->base = base;
    snprintf(v->value, sizeof v->value, "%s", value);
    snprintf(v->before, sizeof v->before, "%s",
             switch_value_name(id, ui->app->policy.value[id], before));
    v->words.as.of_date = false; /* each under what it was saved with, but for the switch */
    snprintf(word, sizeof word, "%s=%s", switch_name(id), value);
    if (!recode_words_read(&v->words, ui, word, &err))
        BUG("%s", err.text); /* it was chosen from a list */
    recode_run(ui, v);
}
