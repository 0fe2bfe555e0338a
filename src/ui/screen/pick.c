/* A list to choose one value from (F4). */
#include "screens.h"

struct pick {
    char title[300];
    struct list list;
    chosen_fn *chosen;
    void *context;
};

static void draw(struct ui *ui, struct view *view)
{
    struct pick *p = view->data;
    ui_title(ui, p->title, "Enter takes it");
    list_draw(&p->list, 1, 0, ui->body - 1, ui->cols, true);
}

static void close_pick(struct ui *ui, struct view *view)
{
    struct pick *p = view->data;
    (void)ui;
    list_release(&p->list);
    free(p);
}

static struct list *list_of(struct view *view)
{
    return &((struct pick *)view->data)->list;
}

/* Chosen must find the view below on top. */
static enum word take(struct ui *ui, struct view *view, const char *argument)
{
    struct pick *p = view->data;
    const struct item *item = list_selected(&p->list);
    chosen_fn *chosen = p->chosen;
    void *context = p->context;
    char value[400];
    (void)argument;
    if (!item)
        return WORD_POP;
    size_t n = strlen(item->text);
    const char *words = strstr(item->text, "  ");
    if (words)
        n = (size_t)(words - item->text);
    snprintf(value, sizeof value, "%.*s", (int)n, item->text);
    ui->depth--;
    close_pick(ui, view);
    free(view);
    chosen(ui, context, value);
    return WORD_HANDLED;
}

static const struct reaction reactions[] = {{ACT_OPEN, take}, {ACT_NONE, NULL}};

static const struct view_ops pick_ops = {.title = "a list to choose from",
                                         .context = IN_PICK,
                                         .reactions = reactions,
                                         .draw = draw,
                                         .close = close_pick,
                                         .list = list_of};

static bool begins(const char *line, const char *value)
{
    size_t n = strlen(value);
    return n > 0 && strncmp(line, value, n) == 0;
}

void pick_open(struct ui *ui, const char *title, const char *const *lines, size_t n,
               const char *selected, chosen_fn *chosen, void *context)
{
    struct pick *p = calloc(1, sizeof *p);
    int widest = 0;
    if (!p)
        base_no_memory(1);
    snprintf(p->title, sizeof p->title, "%s", title);
    list_init(&p->list);
    for (size_t i = 0; i < n; i++)
        if ((int)strcspn(lines[i], "\t") > widest)
            widest = (int)strcspn(lines[i], "\t");
    bool found = false;
    for (size_t i = 0; i < n; i++) {
        size_t value = strcspn(lines[i], "\t");
        const char *words = lines[i][value] ? lines[i] + value + 1 : "";
        if (*words)
            list_add(&p->list, LOOK_PLAIN, (long)i, "%-*.*s  %s", widest, (int)value, lines[i],
                     words);
        else
            list_add(&p->list, LOOK_PLAIN, (long)i, "%s", lines[i]);
        if (!found && begins(lines[i], selected)) {
            p->list.at = i;
            found = true;
        }
    }
    p->chosen = chosen;
    p->context = context;
    ui_push(ui, &pick_ops, p);
}
