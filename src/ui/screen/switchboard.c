/* The switches: which matter to the encounter and what another value would give; what each value
 * means, who holds that view, and who at this site set it when. */
#include "../../core/compare.h"
#include "../../db/store_policy.h"
#include "tree.h"

struct board {
    struct ui *ui;
    struct tree *tree;
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
            add_others(b, node, note_of(b, (enum switch_id)id));
            add_meanings(b, node, (enum switch_id)id);
            tree_add(b->tree, node, turn == 0 || !encounter ? 1 : 0);
        }
    }
    str_release(&text);
}

void switches_open(struct ui *ui, const struct desk *desk)
{
    struct board b = {.ui = ui, .policy = &ui->app->policy};
    struct err err = {""};
    char title[120];
    bool encounter = desk && desk->coded;
    snprintf(title, sizeof title, "Switches, policy %s", b.policy->name);
    b.tree = tree_new(title, encounter && !text_empty(desk->e.id) ? desk->e.id : "");
    b.n_meanings = library_switches(ui->app->library, &b.meanings);
    if (store_site_switches(ui->store, tree_arena(b.tree), &b.site, &b.n_site, &err) != STORE_OK) {
        b.n_site = 0;
        ui_say(ui, LOOK_ERROR, "%s", err.text);
    }
    if (encounter)
        b.n_notes = compare_switches(tree_arena(b.tree), &desk->r, 0, &b.notes);
    add_switches(&b, encounter);
    tree_show(ui, b.tree);
}
