/* Saved encounters, last saved first; more are read as one moves down.  The line of the filter takes
 * words (searched in everything, from their beginning) and NAME=VALUE as `list` does. */
#include "pages.h"
#include "screens.h"

enum { PAGE = 200, MOST_COUNTED = 10000 };

struct find {
    struct list list;
    struct arena arena;
    struct store_item **items;
    size_t n, cap;
    char words[400]; /* the filter as typed */
    struct arena taken; /* what the filter points into */
    struct store_filter filter;
    bool more;
    int64_t total; /* that fit; above MOST_COUNTED nobody counts on */
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
    if (f->total > MOST_COUNTED)
        snprintf(count, sizeof count, "10,000+");
    else
        snprintf(count, sizeof count, "%lld", (long long)f->total);
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
    f->items = ARENA_ARRAY(&f->arena, struct store_item *, PAGE);
    f->n = 0;
    f->cap = PAGE;
    f->total = 0;
    load_page(ui, f);
    if (f->n > 0 && !f->more)
        f->total = (int64_t)f->n;
    else if (f->n > 0)
        store_count_to(ui->store, &f->filter, MOST_COUNTED + 1, &f->total, NULL);
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

/* One letter would be searched for as a whole word, and nothing would fit: wait for the next. */
static bool begins_word(const char *words)
{
    size_t n = strlen(words);
    return n > 0 && words[n - 1] != ' ' && (n == 1 || words[n - 2] == ' ');
}

static void filter_here(struct ui *ui, const char *words)
{
    struct find *f = below(ui);
    struct err err;
    if (f && !begins_word(words) && read_filter(f, words, &err)) /* half a word is no mistake yet */
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

/* ---- orders, and filters kept under a name ---- */

/* The words again with another order among them. */
static void set_order(struct ui *ui, struct find *f, const char *order)
{
    struct str words;
    struct err err = {""};
    struct store_filter tried = STORE_FILTER_ANY;
    if (!filter_set(&tried, "sort", order, &err)) {
        ui_say(ui, LOOK_ERROR, "%s", err.text);
        return;
    }
    str_init(&words, sizeof f->words);
    filter_set(&f->filter, "sort", order, &err);
    filter_print(&f->filter, &words);
    filter_done(ui, words.length ? words.data : "");
    str_release(&words);
}

static enum word change_order(struct ui *ui, struct view *view, const char *argument)
{
    static const char *const names[SORT_COUNT] = {"changed", "date", "number", "coder", "amount"};
    struct find *f = view->data;
    bool backwards;
    enum sort sort = filter_sort(&f->filter, &backwards);
    set_order(ui, f, *argument ? argument : names[(sort + 1) % SORT_COUNT]);
    return WORD_HANDLED;
}

static void keep_as(struct ui *ui, const char *name)
{
    struct find *f = below(ui);
    struct err err = {""};
    if (!f || !*name)
        return;
    if (store_keep_filter(ui->store, name, f->words, &err) != STORE_OK)
        ui_say(ui, LOOK_ERROR, "%s", err.text);
    else
        ui_say(ui, LOOK_NOTE, "Kept as %s; filter=%s brings it back, here and on the command line.", name,
               name);
}

static enum word keep(struct ui *ui, struct view *view, const char *argument)
{
    const struct find *f = view->data;
    if (!*f->words)
        ui_say(ui, LOOK_NOTE, "There is no filter to keep; F4 sets one.");
    else if (*argument)
        keep_as(ui, argument);
    else
        prompt_open(ui, "Keep this filter as:", NULL, keep_as);
    return WORD_HANDLED;
}

static void use_kept(struct ui *ui, void *context, const char *name)
{
    char words[100];
    (void)context;
    snprintf(words, sizeof words, "filter=%.80s", name);
    filter_done(ui, words);
}

static enum word kept(struct ui *ui, struct view *view, const char *argument)
{
    struct store_kept *list;
    struct arena arena;
    struct err err = {""};
    size_t n;
    (void)view, (void)argument;
    arena_init(&arena);
    if (store_kept_filters(ui->store, &arena, &list, &n, &err) != STORE_OK)
        ui_say(ui, LOOK_ERROR, "%s", err.text);
    else if (n == 0)
        ui_say(ui, LOOK_NOTE, "No filter is kept yet; :keep NAME keeps the one that is set.");
    else {
        const char **lines = ARENA_ARRAY(&arena, const char *, n);
        for (size_t i = 0; i < n; i++)
            lines[i] = arena_format(&arena, "%s\t%s", list[i].name, list[i].words);
        pick_open(ui, "Kept filters", lines, n, "", use_kept, NULL);
    }
    arena_release(&arena);
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
                                            {ACT_ORDER, change_order},
                                            {ACT_KEEP, keep},
                                            {ACT_KEPT, kept},
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
        base_no_memory(1);
    struct err err = {""};
    list_init(&f->list);
    arena_init(&f->arena);
    arena_init(&f->taken);
    ui_push(ui, &find_ops, f);
    if (!read_filter(f, filter, &err))
        ui_say(ui, LOOK_ERROR, "%s", err.text);
    load(ui, f);
}
