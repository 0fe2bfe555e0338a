#include "tree.h"

struct twig {
    const struct node *node;
    int depth;
    bool open;
};

struct tree {
    struct arena arena;
    struct twig *twigs; /* from the top down, each before what is below it */
    size_t n, cap;
    struct list list;
    char title[120], right[100];
    int width; /* that the lines were made for; 0: none are */
    const struct tree_more *more; /* or NULL */
    void *data;
};

static const char *const words_before[] = {
    [NODE_TOPIC] = "",      [NODE_STEP] = "",
    [NODE_DECISION] = "",   [NODE_CHANGE] = "change: ",
    [NODE_FACT] = "read ",  [NODE_CITATION] = "source: ",
    [NODE_RULE] = "rule: ", [NODE_PROOF] = "proof: ",
    [NODE_UNIT] = "",       [NODE_ROW] = "",
    [NODE_POSTING] = "",    [NODE_FINDING] = "",
    [NODE_FIX] = "do: ",
};

struct tree *tree_new(const char *title, const char *right)
{
    struct tree *tree = calloc(1, sizeof *tree);
    if (!tree)
        base_no_memory(1);
    arena_init(&tree->arena);
    list_init(&tree->list);
    snprintf(tree->title, sizeof tree->title, "%s", title);
    snprintf(tree->right, sizeof tree->right, "%s", right);
    return tree;
}

void tree_title(struct tree *tree, const char *title)
{
    snprintf(tree->title, sizeof tree->title, "%s", title);
}

struct arena *tree_arena(struct tree *tree)
{
    return &tree->arena;
}

static void add(struct tree *tree, const struct node *node, int depth, int open)
{
    *ARENA_PUSH(&tree->arena, tree->twigs, tree->n, tree->cap) =
        (struct twig){.node = node, .depth = depth, .open = depth < open};
    for (const struct node *below = node->first; below; below = below->next)
        add(tree, below, depth + 1, open);
}

void tree_add(struct tree *tree, const struct node *root, int open)
{
    add(tree, root, 0, open);
}

void tree_head(struct tree *tree, const char *text)
{
    struct node *node = ARENA_NEW(&tree->arena, struct node);
    node->kind = NODE_TOPIC;
    node->text = arena_text(&tree->arena, text);
    add(tree, node, -1, 0);
}

/* ---- drawing ---- */

static enum look look_of(const struct node *node)
{
    if (node->near)
        return LOOK_WARNING;
    switch (node->kind) {
    case NODE_TOPIC:
    case NODE_STEP: return LOOK_STRONG;
    case NODE_CITATION:
    case NODE_RULE:
    case NODE_PROOF: return LOOK_NOTE;
    case NODE_CHANGE:
    case NODE_FIX: return LOOK_GOOD;
    case NODE_FINDING: return LOOK_WARNING;
    case NODE_DECISION: return node->verdict == VERDICT_APPLIED ? LOOK_PLAIN : LOOK_FAINT;
    default: return LOOK_PLAIN;
    }
}

static void node_text(const struct node *node, struct str *out)
{
    str_add(out, words_before[node->kind]);
    if (node->kind == NODE_DECISION && node->row)
        str_addf(out, "row %d: ", node->row);
    if (node->kind == NODE_DECISION && node->verdict != VERDICT_APPLIED)
        str_addf(out, "%s: ", verdict_name(node->verdict));
    str_add(out, node->text);
    if (node->near)
        str_add(out, " (near a boundary)");
}

static void draw_twig(struct tree *tree, size_t i)
{
    const struct twig *twig = &tree->twigs[i];
    struct str text;
    if (twig->depth < 0) {
        list_head(&tree->list, "%s", twig->node->text);
        return;
    }
    str_init(&text, 1 << 16);
    str_addf(&text, "%*s%s ", twig->depth * 2, "",
             !twig->node->first ? " "
             : twig->open       ? "-"
                                : "+");
    node_text(twig->node, &text);
    list_text(&tree->list, look_of(twig->node), (long)i + 1, tree->width, twig->depth * 2 + 4,
              text.data);
    str_release(&text);
}

static void fill(struct tree *tree)
{
    list_clear(&tree->list);
    for (size_t i = 0; i < tree->n;) {
        const struct twig *twig = &tree->twigs[i];
        draw_twig(tree, i++);
        while (!twig->open && twig->depth >= 0 && i < tree->n && tree->twigs[i].depth > twig->depth)
            i++;
    }
}

static void draw(struct ui *ui, struct view *view)
{
    struct tree *tree = view->data;
    if (tree->width != ui->cols - 2) {
        tree->width = ui->cols - 2;
        fill(tree);
    }
    ui_title(ui, tree->title, tree->right);
    list_draw(&tree->list, 1, 0, ui->body - 1, ui->cols, true);
}

/* ---- opening and closing ---- */

static struct twig *selected(struct tree *tree)
{
    const struct item *item = list_selected(&tree->list);
    return item && item->tag > 0 ? &tree->twigs[item->tag - 1] : NULL;
}

/* Gives the list its lines anew, the selection where it was. */
static void refill(struct tree *tree, const struct twig *at)
{
    fill(tree);
    list_select(&tree->list, (long)(at - tree->twigs) + 1);
}

/* The rule behind a node stands in the rule book. */
static enum word open_item(struct ui *ui, struct view *view, const char *argument)
{
    struct tree *tree = view->data;
    struct twig *twig = selected(tree);
    (void)argument;
    if (twig && twig->node->first) {
        twig->open = !twig->open;
        refill(tree, twig);
    } else if (twig && twig->node->rule) {
        rules_open(ui, twig->node->rule->id);
    } else {
        ui_quiet(ui, "There is nothing below this line.");
    }
    return WORD_HANDLED;
}

static enum word unfold(struct ui *ui, struct view *view, const char *argument)
{
    struct tree *tree = view->data;
    struct twig *at = selected(tree);
    bool all = true;
    (void)ui, (void)argument;
    for (size_t i = 0; i < tree->n; i++)
        all = all && (tree->twigs[i].open || !tree->twigs[i].node->first);
    for (size_t i = 0; i < tree->n; i++)
        tree->twigs[i].open = !all || tree->twigs[i].depth == 0;
    refill(tree, at ? at : tree->twigs);
    return WORD_HANDLED;
}

/* ---- with more in it ---- */

void tree_more(struct tree *tree, const struct tree_more *more, void *data)
{
    tree->more = more;
    tree->data = data;
}

void tree_clear(struct tree *tree)
{
    arena_clear(&tree->arena);
    tree->twigs = NULL;
    tree->n = tree->cap = 0;
    tree->width = 0;
}

static unsigned context_now(const struct view *view)
{
    const struct tree *tree = view->data;
    return tree->more ? tree->more->context : IN_TREE;
}

static enum word set(struct ui *ui, struct view *view, const char *argument)
{
    struct tree *tree = view->data;
    const struct twig *twig = selected(tree);
    (void)argument;
    while (twig && twig->depth > 0)
        twig--;
    if (tree->more && twig)
        tree->more->set(ui, tree->data, twig->node);
    return WORD_HANDLED;
}

static void again(struct ui *ui, struct view *view)
{
    struct tree *tree = view->data;
    if (tree->more)
        tree->more->again(ui, tree->data);
}

static void close_tree(struct ui *ui, struct view *view)
{
    struct tree *tree = view->data;
    (void)ui;
    if (tree->more)
        tree->more->release(tree->data);
    list_release(&tree->list);
    arena_release(&tree->arena);
    free(tree);
}

static struct list *list_of(struct view *view)
{
    return &((struct tree *)view->data)->list;
}

static const struct reaction reactions[] = {
    {ACT_OPEN, open_item}, {ACT_UNFOLD, unfold}, {ACT_SET_SWITCH, set}, {ACT_NONE, NULL}};

static const struct view_ops tree_ops = {.title = "reasons that open",
                                         .context = IN_TREE,
                                         .reactions = reactions,
                                         .draw = draw,
                                         .close = close_tree,
                                         .back = again,
                                         .list = list_of,
                                         .context_now = context_now};

void *tree_data(const struct ui *ui, const struct tree_more *more)
{
    const struct view *top = ui_top(ui);
    const struct tree *tree = top && top->ops == &tree_ops ? top->data : NULL;
    return tree && tree->more == more ? tree->data : NULL;
}

void tree_show(struct ui *ui, struct tree *tree)
{
    ui_push(ui, &tree_ops, tree);
}
