/* Saved encounters, last saved first; more are read as one moves down. */
#include "pages.h"
#include "screens.h"

enum { PAGE = 200 };

struct find {
    struct list list;
    struct arena arena;
    struct store_item **items;
    size_t n, cap;
    char number[80]; /* filter: begins with */
    bool more;
};

static void load_page(struct ui *ui, struct find *f)
{
    struct store_filter filter = STORE_FILTER_ANY;
    struct store_item *page = NULL;
    struct err err = {""};
    struct str text;
    size_t n = 0;
    filter.number = f->number;
    f->more = false;
    if (store_list(ui->store, &filter, f->n ? f->items[f->n - 1] : NULL, PAGE, &f->arena, &page, &n,
                   &err) != STORE_OK) {
        ui_say(ui, LOOK_ERROR, "%s", err.text);
        return;
    }
    str_init(&text, 1000);
    for (size_t i = 0; i < n; i++) {
        *ARENA_PUSH(&f->arena, f->items, f->n, f->cap) = &page[i];
        item_text(&page[i], &text);
        list_add(&f->list, LOOK_PLAIN, (long)f->n, "%s", text.data);
    }
    str_release(&text);
    f->more = n == PAGE;
    if (f->n == 0)
        list_add(&f->list, LOOK_FAINT, 0, "%s",
                 *f->number ? "no number begins so" : "nothing is saved yet");
}

static void draw(struct ui *ui, struct view *view)
{
    struct find *f = view->data;
    char title[140], count[40];
    if (f->more && f->list.at + (size_t)ui->rows >= f->list.n)
        load_page(ui, f);
    snprintf(title, sizeof title,
             *f->number ? "Saved encounters that begin with %s" : "Saved encounters%s", f->number);
    snprintf(count, sizeof count, "%zu%s", f->n, f->more ? "+" : "");
    ui_title(ui, title, count);
    list_draw(&f->list, 1, 0, ui->body - 1, ui->cols, true);
}

static void close_find(struct ui *ui, struct view *view)
{
    struct find *f = view->data;
    (void)ui;
    list_release(&f->list);
    arena_release(&f->arena);
    free(f);
}

static void load(struct ui *ui, struct find *f)
{
    list_clear(&f->list);
    arena_clear(&f->arena);
    f->items = NULL;
    f->n = f->cap = 0;
    load_page(ui, f);
}

static void again(struct ui *ui, struct view *view)
{
    load(ui, view->data);
}

static struct list *list_of(struct view *view)
{
    return &((struct find *)view->data)->list;
}

static enum word open_item(struct ui *ui, struct view *view, const char *argument)
{
    struct find *f = view->data;
    const struct item *item = list_selected(&f->list);
    (void)argument;
    if (item && item->tag > 0)
        bench_open_saved(ui, f->items[item->tag - 1]->number);
    return WORD_HANDLED;
}

static const struct reaction reactions[] = {{ACT_OPEN, open_item}, {ACT_NONE, NULL}};

static const struct view_ops find_ops = {.title = "saved encounters",
                                         .context = IN_FIND,
                                         .reactions = reactions,
                                         .draw = draw,
                                         .close = close_find,
                                         .back = again,
                                         .list = list_of};

void find_open(struct ui *ui, const char *filter)
{
    struct find *f = calloc(1, sizeof *f);
    if (!f)
        BUG("no memory for the list of saved encounters");
    snprintf(f->number, sizeof f->number, "%.79s", filter);
    list_init(&f->list);
    arena_init(&f->arena);
    ui_push(ui, &find_ops, f);
    load(ui, f);
}
