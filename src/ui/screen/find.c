/* Saved encounters, last saved first; more are read as one moves down.  The line of the filter takes
 * words (searched in everything, from their beginning) and NAME=VALUE as `list` does. */
#include "pages.h"
#include "screens.h"

enum { PAGE = 200 };

struct find {
    struct list list;
    struct arena arena;
    struct store_item **items;
    size_t n, cap;
    char words[400]; /* the filter as typed */
    struct arena taken; /* what the filter points into */
    struct store_filter filter;
    bool more;
};

static bool read_filter(struct find *f, const char *words, struct err *err)
{
    arena_clear(&f->taken);
    snprintf(f->words, sizeof f->words, "%s", words);
    return filter_words(&f->filter, f->words, &f->taken, err);
}

static void load_page(struct ui *ui, struct find *f)
{
    struct store_item *page = NULL;
    struct err err = {""};
    struct str text;
    size_t n = 0;
    f->more = false;
    if (store_list(ui->store, &f->filter, f->n ? f->items[f->n - 1] : NULL, PAGE, &f->arena, &page, &n,
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
                 *f->words ? "nothing fits" : "nothing is saved yet");
}

static void draw(struct ui *ui, struct view *view)
{
    struct find *f = view->data;
    char title[440], count[40];
    if (f->more && f->list.at + (size_t)ui->rows >= f->list.n)
        load_page(ui, f);
    snprintf(title, sizeof title,
             *f->words ? "Saved encounters: %s" : "Saved encounters%s", f->words);
    snprintf(count, sizeof count, "%zu%s", f->n, f->more ? "+" : "");
    ui_title(ui, title, count);
    list_draw(&f->list, 1, 0, ui->body - 1, ui->cols, true);
}

static void close_find(struct ui *ui, struct view *view)
{
    struct find *f = view->data;
    struct err err = {""};
    if (store_note(ui->store, "listed", "", f->words, &err) != STORE_OK) /* no key waits for it */
        ui_say(ui, LOOK_ERROR, "%s", err.text);
    list_release(&f->list);
    arena_release(&f->arena);
    arena_release(&f->taken);
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

/* ---- the filter, as it is typed ---- */

static struct find *below(struct ui *ui)
{
    for (size_t i = ui->depth; i-- > 0;)
        if (ui->stack[i]->ops->context == IN_FIND)
            return ui->stack[i]->data;
    return NULL;
}

static void filter_here(struct ui *ui, const char *words)
{
    struct find *f = below(ui);
    struct err err;
    if (f && read_filter(f, words, &err)) /* half a word is no mistake yet */
        load(ui, f);
}

static void filter_done(struct ui *ui, const char *words)
{
    struct find *f = below(ui);
    struct err err = {""};
    if (!f)
        return;
    if (!read_filter(f, words, &err))
        ui_say(ui, LOOK_ERROR, "%s", err.text);
    load(ui, f);
}

static enum word filter(struct ui *ui, struct view *view, const char *argument)
{
    (void)view;
    if (*argument)
        filter_done(ui, argument);
    else
        prompt_open(ui, "Filter:", filter_here, filter_done);
    return WORD_HANDLED;
}

/* ---- what can be done with the selected one ---- */

static const char *selected_number(struct view *view)
{
    struct find *f = view->data;
    const struct item *item = list_selected(&f->list);
    return item && item->tag > 0 ? f->items[item->tag - 1]->number : "";
}

static enum word review(struct ui *ui, struct view *view, const char *argument)
{
    const char *number = *argument ? argument : selected_number(view);
    if (*number)
        review_open(ui, number);
    return WORD_HANDLED;
}

static enum word trail(struct ui *ui, struct view *view, const char *argument)
{
    trail_open(ui, *argument ? argument : selected_number(view));
    return WORD_HANDLED;
}

static const struct reaction reactions[] = {{ACT_OPEN, open_item},
                                            {ACT_FILTER, filter},
                                            {ACT_REVIEW, review},
                                            {ACT_TRAIL, trail},
                                            {ACT_NONE, NULL}};

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
    struct err err = {""};
    list_init(&f->list);
    arena_init(&f->arena);
    arena_init(&f->taken);
    ui_push(ui, &find_ops, f);
    if (!read_filter(f, filter, &err))
        ui_say(ui, LOOK_ERROR, "%s", err.text);
    load(ui, f);
}
