/* A list of saved encounters to walk through: what a sample drew, what a self-audit found. */
#include "walk.h"

#include "screens.h"

enum { NUMBER_MOST = 128 };

struct walk {
    char title[100];
    struct list list;
    struct arena arena;
    const char **numbers; /* by tag, from 1 */
    size_t n, cap;
    walk_go_fn *go;
};

static void draw(struct ui *ui, struct view *view)
{
    struct walk *w = view->data;
    char right[40] = "";
    const struct item *item = list_selected(&w->list);
    if (w->n > 0)
        snprintf(right, sizeof right, "%ld of %zu", item ? item->tag : 0, w->n);
    ui_title(ui, w->title, right);
    list_draw(&w->list, 1, 0, ui->body - 1, ui->cols, true);
}

static void close_walk(struct ui *ui, struct view *view)
{
    struct walk *w = view->data;
    (void)ui;
    list_release(&w->list);
    arena_release(&w->arena);
    free(w);
}

static struct list *list_of(struct view *view)
{
    return &((struct walk *)view->data)->list;
}

static const char *selected(struct view *view)
{
    struct walk *w = view->data;
    const struct item *item = list_selected(&w->list);
    return item && item->tag > 0 && (size_t)item->tag <= w->n ? w->numbers[item->tag - 1] : "";
}

static void go(struct ui *ui, struct view *view, walk_go_fn *where)
{
    const char *number = selected(view);
    if (*number)
        where(ui, number);
    else
        ui_quiet(ui, "Select an encounter first.");
}

static enum word open_item(struct ui *ui, struct view *view, const char *argument)
{
    (void)argument;
    go(ui, view, ((struct walk *)view->data)->go);
    return WORD_HANDLED;
}

static enum word review(struct ui *ui, struct view *view, const char *argument)
{
    if (*argument)
        review_open(ui, argument);
    else
        go(ui, view, review_open);
    return WORD_HANDLED;
}

static enum word trail(struct ui *ui, struct view *view, const char *argument)
{
    if (*argument)
        trail_open(ui, argument);
    else
        go(ui, view, trail_open);
    return WORD_HANDLED;
}

static const struct reaction reactions[] = {
    {ACT_OPEN, open_item}, {ACT_REVIEW, review}, {ACT_TRAIL, trail}, {ACT_NONE, NULL}};

static const struct view_ops walk_ops = {.title = "encounters to walk through",
                                         .context = IN_WALK,
                                         .reactions = reactions,
                                         .draw = draw,
                                         .close = close_walk,
                                         .list = list_of};

struct walk *walk_open(struct ui *ui, const char *title, walk_go_fn *where)
{
    struct walk *w = calloc(1, sizeof *w);
    if (!w)
        base_no_memory(1);
    snprintf(w->title, sizeof w->title, "%s", title);
    w->go = where;
    list_init(&w->list);
    arena_init(&w->arena);
    ui_push(ui, &walk_ops, w);
    return w;
}

void walk_head(struct walk *w, const char *text)
{
    list_head(&w->list, "%s", text);
}

void walk_words(struct walk *w, int width, int indent, const char *text)
{
    list_more(&w->list, LOOK_NOTE, 0, width, indent, text);
}

void walk_add(struct walk *w, const char *number, const char *text)
{
    *ARENA_PUSH(&w->arena, w->numbers, w->n, w->cap) = arena_text(&w->arena, number);
    list_add(&w->list, LOOK_PLAIN, (long)w->n, "%s", text);
}

void walk_ready(struct walk *w)
{
    list_select(&w->list, 1);
}
