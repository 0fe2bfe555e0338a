/* The switches: which matter to the encounter and what another value would give; what each value
 * means, who holds that view, and who at this site set it when. */
#include "../../core/compare.h"
#include "../../db/store_office.h"
#include "../../db/store_policy.h"
#include "tree.h"

#define BASE "base" /* as a value: give the switch back to the base policy */
enum { VALUES_MOST = 16 };

struct board {
    struct tree *tree;
    struct desk *desk; /* of the view below, which outlives this one; or NULL */
    const struct node *roots[SWITCH_COUNT];
    enum switch_id asked; /* whose value is being chosen */
    const struct policy *policy;
    const struct switch_meaning *meanings;
    size_t n_meanings;
    struct switch_note *notes; /* of the encounter; none without one */
    size_t n_notes;
    struct site_switch *site;
    size_t n_site;
};

static struct node *add_node(struct board *b, struct node *above, enum node_kind kind,
                             const char *text)
{
    struct node *node = ARENA_NEW(tree_arena(b->tree), struct node);
    node->kind = kind;
    node->text = arena_text(tree_arena(b->tree), text);
    if (!above)
        return node;
    if (above->last)
        above->last->next = node;
    else
        above->first = node;
    above->last = node;
    return node;
}

static const struct switch_note *note_of(const struct board *b, enum switch_id id)
{
    for (size_t i = 0; i < b->n_notes; i++)
        if (b->notes[i].id == id)
            return &b->notes[i];
    return NULL;
}

static void switch_text(const struct board *b, enum switch_id id, struct str *out)
{
    char word[16];
    int min, max;
    str_addf(out, "%s = %s", switch_name(id), switch_value_name(id, b->policy->value[id], word));
    if (switch_is_number(id, &min, &max))
        str_addf(out, " (%d to %d)", min, max);
    for (size_t i = 0; i < b->n_site; i++)
        if (b->site[i].id == id)
            str_addf(out, ", set by %s on %s", b->site[i].by, b->site[i].at);
}

static void add_others(struct board *b, struct node *above, const struct switch_note *note)
{
    struct str text;
    char word[16];
    str_init(&text, 4000);
    for (size_t i = 0; note && i < note->n_others; i++) {
        const struct switch_other *other = &note->others[i];
        str_clear(&text);
        str_addf(&text, "here %s would give ", switch_value_name(note->id, other->value, word));
        str_add(&text, !other->differs            ? "the same"
                       : text_empty(other->codes) ? "no code"
                                                  : other->codes);
        add_node(b, above, other->differs ? NODE_FINDING : NODE_POSTING, text.data);
    }
    str_release(&text);
}

static void add_meanings(struct board *b, struct node *above, enum switch_id id)
{
    struct str text;
    char word[16];
    int min, max;
    bool number = switch_is_number(id, &min, &max);
    str_init(&text, 8000);
    for (size_t i = 0; i < b->n_meanings; i++) {
        const struct switch_meaning *m = &b->meanings[i];
        if (m->id != id)
            continue;
        str_clear(&text);
        if (!number)
            str_addf(&text, "%s%s: ", m->value == b->policy->value[id] ? "> " : "",
                     switch_value_name(id, m->value, word));
        str_addf(&text, "%s. Held by: %s.", m->say, m->held_by);
        struct node *node = add_node(b, above, NODE_POSTING, text.data);
        str_clear(&text);
        str_addf(&text, "%s, %s, %s", m->source->publisher, m->source->title, m->source->edition);
        add_node(b, node, NODE_CITATION, text.data);
    }
    str_release(&text);
}

enum { TURNS = 3 };

/* Which of the three parts of the screen a switch belongs to. */
static int turn_of(const struct board *b, enum switch_id id)
{
    const struct switch_note *note = note_of(b, id);
    return note && note->matters ? 0 : note ? 1 : 2;
}

static void add_switches(struct board *b, bool encounter)
{
    static const char *const heads[TURNS] = {
        "They matter: another value would give other codes here",
        "Asked here; every value gives the same codes", "Not asked by this encounter"};
    struct str text;
    str_init(&text, 4000);
    for (int turn = 0; turn < TURNS; turn++) {
        bool headed = !encounter;
        for (int id = 0; id < SWITCH_COUNT; id++) {
            if (turn_of(b, (enum switch_id)id) != turn)
                continue;
            if (!headed)
                tree_head(b->tree, heads[turn]);
            headed = true;
            str_clear(&text);
            switch_text(b, (enum switch_id)id, &text);
            struct node *node = add_node(b, NULL, NODE_TOPIC, text.data);
            b->roots[id] = node;
            add_others(b, node, note_of(b, (enum switch_id)id));
            add_meanings(b, node, (enum switch_id)id);
            tree_add(b->tree, node, turn == 0 || !encounter ? 1 : 0);
        }
    }
    str_release(&text);
}

/* ---- setting one for the site ---- */

static struct board *on_top(struct ui *ui);

static enum switch_id id_of(const struct board *b, const struct node *root)
{
    int id = 0;
    while (id < SWITCH_COUNT && b->roots[id] != root)
        id++;
    return (enum switch_id)id;
}

static bool may_set(struct ui *ui)
{
    struct err err = {""};
    const char *policy = ui->app->policy_name;
    if (policy && strcmp(policy, SITE_POLICY) != 0)
        err_set(&err, "Here policy %.60s holds, named when ivledger was started; start it without "
                      "--policy to set switches of the site", policy);
    else if (store_is_readonly(ui->store))
        err_set(&err, "The database is open for reading only; nothing can be set");
    else if (store_may(ui->store, DEED_SWITCH, &err) == STORE_OK)
        return true;
    ui_say(ui, LOOK_ERROR, "%s.", err.text);
    return false;
}

static void open_value(struct ui *ui, const struct board *b, const char *value)
{
    struct policy base;
    struct err err = {""};
    char word[16];
    int number;
    bool back = strcmp(value, BASE) == 0;
    if (!library_policy(ui->app->library, "reference", &base, &err)) {
        ui_say(ui, LOOK_ERROR, "%s.", err.text);
        return;
    }
    if (back)
        value = switch_value_name(b->asked, base.value[b->asked], word);
    if (switch_value_find(b->asked, value, &number, &err))
        switch_set_open(ui, b->asked, value, back);
    else
        ui_say(ui, LOOK_ERROR, "%s.", err.text);
}

static void value_chosen(struct ui *ui, void *context, const char *value)
{
    (void)context;
    if (on_top(ui))
        open_value(ui, on_top(ui), value);
}

static void number_typed(struct ui *ui, const char *words)
{
    if (on_top(ui) && *words)
        open_value(ui, on_top(ui), words);
}

static void ask_value(struct ui *ui, struct board *b)
{
    const char *lines[VALUES_MOST];
    char word[16], title[80];
    struct arena arena;
    size_t n = 0;
    arena_init(&arena);
    for (size_t i = 0; i < b->n_meanings && n + 1 < VALUES_MOST; i++)
        if (b->meanings[i].id == b->asked)
            lines[n++] = arena_format(&arena, "%s\t%s",
                                      switch_value_name(b->asked, b->meanings[i].value, word),
                                      b->meanings[i].say);
    lines[n++] = BASE "\tgive it back: what policy reference has";
    snprintf(title, sizeof title, "%s for this site", switch_name(b->asked));
    pick_open(ui, title, lines, n,
              switch_value_name(b->asked, b->policy->value[b->asked], word), value_chosen, NULL);
    arena_release(&arena);
}

static void set(struct ui *ui, void *data, const struct node *root)
{
    struct board *b = data;
    int min, max;
    char label[120];
    enum switch_id id = id_of(b, root);
    if (id == SWITCH_COUNT) {
        ui_say(ui, LOOK_NOTE, "Select a switch to set it for this site.");
        return;
    }
    if (!may_set(ui))
        return;
    b->asked = id;
    if (!switch_is_number(id, &min, &max)) {
        ask_value(ui, b);
        return;
    }
    snprintf(label, sizeof label, "%s for this site, %d to %d, or %s:", switch_name(id), min, max,
             BASE);
    prompt_open(ui, label, NULL, number_typed);
}

/* ---- the tree ---- */

static void fill(struct ui *ui, struct board *b)
{
    struct err err = {""};
    bool encounter = b->desk && b->desk->coded;
    char title[120];
    snprintf(title, sizeof title, "Switches, policy %s", b->policy->name);
    tree_title(b->tree, title);
    if (store_site_switches(ui->store, tree_arena(b->tree), &b->site, &b->n_site, &err) !=
        STORE_OK) {
        b->n_site = 0;
        ui_say(ui, LOOK_ERROR, "%s", err.text);
    }
    b->n_notes =
        encounter ? compare_switches(tree_arena(b->tree), &b->desk->r, 0, &b->notes) : 0;
    add_switches(b, encounter);
}

/* A switch may have been set meanwhile: what is on the desk is coded under it from now on. */
static void again(struct ui *ui, void *data)
{
    struct board *b = data;
    if (b->desk)
        desk_recode(b->desk);
    tree_clear(b->tree);
    fill(ui, b);
}

static const struct tree_more more = {
    .context = IN_SWITCHES, .set = set, .again = again, .release = free};

static struct board *on_top(struct ui *ui)
{
    return tree_data(ui, &more);
}

void switches_open(struct ui *ui, struct desk *desk)
{
    struct board *b = calloc(1, sizeof *b);
    if (!b)
        base_no_memory(1);
    b->policy = &ui->app->policy;
    b->desk = desk;
    b->tree = tree_new("", desk && desk->coded && !text_empty(desk->e.id) ? desk->e.id : "");
    b->n_meanings = library_switches(ui->app->library, &b->meanings);
    tree_more(b->tree, &more, b);
    fill(ui, b);
    tree_show(ui, b->tree);
}
