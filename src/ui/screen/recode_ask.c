/* What to change about coding again, from a list; then to what. */
#include "recode.h"

#include "../../db/store_policy.h"

enum { LINES_MOST = 128 };

static struct recode_view *on_top(struct ui *ui)
{
    struct view *top = ui_top(ui);
    return top && top->ops == &recode_ops ? top->data : NULL;
}

static void take(struct ui *ui, const char *name, const char *value)
{
    struct recode_view *v = on_top(ui);
    struct err err = {""};
    char word[200];
    if (!v)
        return;
    snprintf(word, sizeof word, "%s=%s", name, strcmp(value, "-") == 0 ? "" : value);
    if (recode_words_take(&v->words, ui, word, &err))
        recode_run(ui, v);
    else
        ui_say(ui, LOOK_ERROR, "%s.", err.text);
}

static void rules_chosen(struct ui *ui, void *context, const char *value)
{
    (void)context;
    take(ui, "rules", value);
}

static void policy_chosen(struct ui *ui, void *context, const char *value)
{
    (void)context;
    take(ui, "policy", value);
}

/* ---- editions and policies ---- */

struct lines {
    struct arena arena;
    const char *lines[LINES_MOST];
    size_t n;
};

static void add_line(struct lines *l, const char *value, const char *say)
{
    if (l->n < LINES_MOST)
        l->lines[l->n++] = arena_format(&l->arena, "%s%s%s", value, *say ? "\t" : "", say);
}

static bool add_edition(void *context, const struct library_row *row)
{
    char from[16] = "";
    if (row->from != NO_DAY)
        when_print_day(row->from, from);
    add_line(context, row->cells[0], arena_format(&((struct lines *)context)->arena, "from %s", from));
    return true;
}

static void ask_rules(struct ui *ui)
{
    struct lines l = {.n = 0};
    struct err err = {""};
    arena_init(&l.arena);
    add_line(&l, "-", "the edition of each date of service");
    if (library_rows(ui->app->library, "editions", add_edition, &l, &err))
        pick_open(ui, "Code again under which edition?", l.lines, l.n, "", rules_chosen, NULL);
    else
        ui_say(ui, LOOK_ERROR, "%s", err.text);
    arena_release(&l.arena);
}

static void ask_policy(struct ui *ui)
{
    struct lines l = {.n = 0};
    const char *const *names;
    size_t n = library_policies(ui->app->library, &names);
    arena_init(&l.arena);
    add_line(&l, "-", "the policy that each was saved under");
    for (size_t i = 0; i < n; i++)
        add_line(&l, names[i], "");
    add_line(&l, SITE_POLICY, "what this site has set");
    pick_open(ui, "Code again under which policy?", l.lines, l.n, "", policy_chosen, NULL);
    arena_release(&l.arena);
}

/* ---- switches ---- */

static void value_chosen(struct ui *ui, void *context, const char *value)
{
    (void)context;
    if (on_top(ui))
        take(ui, on_top(ui)->asked, value);
}

static void number_typed(struct ui *ui, const char *words)
{
    value_chosen(ui, NULL, *words ? words : "-");
}

static void switch_chosen(struct ui *ui, void *context, const char *value)
{
    struct lines l = {.n = 0};
    const struct switch_meaning *meanings;
    size_t n = library_switches(ui->app->library, &meanings);
    enum switch_id id;
    int min, max;
    char word[16];
    (void)context;
    if (!on_top(ui) || !switch_find(value, &id))
        return;
    snprintf(on_top(ui)->asked, sizeof on_top(ui)->asked, "%s", value);
    if (switch_is_number(id, &min, &max)) {
        char label[120];
        snprintf(label, sizeof label, "%s, %d to %d:", value, min, max);
        prompt_open(ui, label, NULL, number_typed);
        return;
    }
    arena_init(&l.arena);
    add_line(&l, "-", "as each was saved");
    for (size_t i = 0; i < n; i++)
        if (meanings[i].id == id)
            add_line(&l, switch_value_name(id, meanings[i].value, word), meanings[i].say);
    pick_open(ui, switch_name(id), l.lines, l.n, "", value_chosen, NULL);
    arena_release(&l.arena);
}

static void ask_switch(struct ui *ui)
{
    const char *lines[SWITCH_COUNT];
    for (int i = 0; i < SWITCH_COUNT; i++)
        lines[i] = switch_name((enum switch_id)i);
    pick_open(ui, "Code again with which switch?", lines, SWITCH_COUNT, "", switch_chosen, NULL);
}

/* ---- which encounters ---- */

static void filter_typed(struct ui *ui, const char *words)
{
    const char *equals = strchr(words, '=');
    char name[64];
    snprintf(name, sizeof name, "%.*s", (int)(equals ? equals - words : 0), words);
    if (equals)
        take(ui, name, equals + 1);
    else if (*words)
        ui_say(ui, LOOK_NOTE, "Write a filter as coder=rlee, from=2026-03-01 or code=96365.");
}

static void what_chosen(struct ui *ui, void *context, const char *value)
{
    (void)context;
    if (on_top(ui))
        recode_ask(ui, on_top(ui), value);
}

void recode_ask(struct ui *ui, struct recode_view *v, const char *what)
{
    static const char *const lines[] = {"edition\tof the rule book", "policy\tby name",
                                        "switch\ton top of the policy",
                                        "which\tof the saved encounters"};
    (void)v;
    if (strcmp(what, "edition") == 0)
        ask_rules(ui);
    else if (strcmp(what, "policy") == 0)
        ask_policy(ui);
    else if (strcmp(what, "switch") == 0)
        ask_switch(ui);
    else if (strcmp(what, "which") == 0)
        prompt_open(ui, "NAME=VALUE:", NULL, filter_typed);
    else
        pick_open(ui, "Code again under what?", lines, COUNT_OF(lines), "", what_chosen, NULL);
}
