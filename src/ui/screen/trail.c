/* The audit trail: who did what when, the last first, narrowed by words; and whether its chain holds. */
#include "screens.h"

#include "../command/trail.h"

enum { PAGE = 500, TEXT_MAX = 100000 };

struct trail {
    struct list list;
    struct arena arena, words; /* rows; what the filter points into */
    char asked[400];
    struct store_trail filter;
    int64_t last; /* the row below which the next page begins; 0: none was read */
    bool more;
};

static void say_break(void *context, const char *sentence)
{
    struct trail *t = context;
    list_add(&t->list, LOOK_ERROR, 0, "%s", sentence);
}

static void load_page(struct ui *ui, struct trail *t)
{
    struct store_audit *rows;
    struct err err = {""};
    struct str line;
    size_t n = 0;
    t->more = false;
    if (store_trail_list(ui->store, &t->filter, t->last, PAGE, &t->arena, &rows, &n, &err) !=
        STORE_OK) {
        ui_say(ui, LOOK_ERROR, "%s", err.text);
        return;
    }
    str_init(&line, TEXT_MAX);
    for (size_t i = 0; i < n; i++) {
        trail_row_text(&rows[i], &line);
        list_text(&t->list, LOOK_PLAIN, 1, ui->cols - 2, 4, line.data);
        t->last = rows[i].id;
    }
    str_release(&line);
    t->more = n == PAGE;
}

static void load(struct ui *ui, struct trail *t)
{
    struct err err = {""};
    int64_t all = 0, broken = 0;
    list_clear(&t->list);
    arena_clear(&t->arena);
    t->last = 0;
    if (store_audit_breaks(ui->store, say_break, t, &all, &broken, &err) != STORE_OK)
        ui_say(ui, LOOK_ERROR, "%s", err.text);
    list_add(&t->list, broken ? LOOK_ERROR : LOOK_STRONG, 0,
             broken ? "The chain does not hold; %lld rows in all."
                    : "The chain holds, %lld rows in all.", (long long)all);
    size_t before = t->list.n;
    load_page(ui, t);
    if (t->list.n == before)
        list_add(&t->list, LOOK_FAINT, 0, "no row fits");
    t->list.at = t->list.top = 0;
}

static bool narrow(struct ui *ui, struct trail *t, const char *words)
{
    struct err err = {""};
    struct store_trail filter = {.newest = true};
    arena_clear(&t->words);
    if (!trail_read(&t->words, words, &filter, &err)) {
        ui_say(ui, LOOK_ERROR, "%s.", err.text);
        return false;
    }
    t->filter = filter;
    snprintf(t->asked, sizeof t->asked, "%s", words);
    if (store_note(ui->store, "audit trail shown", filter.number, words, &err) != STORE_OK)
        ui_say(ui, LOOK_ERROR, "%s", err.text);
    load(ui, t);
    return true;
}

static void draw(struct ui *ui, struct view *view)
{
    struct trail *t = view->data;
    char title[440];
    if (t->more && t->list.at + (size_t)ui->rows >= t->list.n)
        load_page(ui, t);
    snprintf(title, sizeof title,
             !*t->asked             ? "Audit trail%s"
             : strchr(t->asked, '=') ? "Audit trail: %s"
                                     : "Audit trail of %s",
             t->asked);
    ui_title(ui, title, "");
    list_draw(&t->list, 1, 0, ui->body - 1, ui->cols, true);
}

static void close_trail(struct ui *ui, struct view *view)
{
    struct trail *t = view->data;
    (void)ui;
    list_release(&t->list);
    arena_release(&t->arena);
    arena_release(&t->words);
    free(t);
}

static struct list *list_of(struct view *view)
{
    return &((struct trail *)view->data)->list;
}

static void words_given(struct ui *ui, const char *words)
{
    narrow(ui, ui_top(ui)->data, words);
}

static enum word filter(struct ui *ui, struct view *view, const char *argument)
{
    if (*argument)
        narrow(ui, view->data, argument);
    else
        prompt_open(ui, "NUMBER who= what= from= to= text=:", NULL, words_given);
    return WORD_HANDLED;
}

static const struct reaction reactions[] = {{ACT_FILTER, filter}, {ACT_NONE, NULL}};

static const struct view_ops trail_ops = {.title = "the audit trail",
                                          .context = IN_TRAIL,
                                          .reactions = reactions,
                                          .draw = draw,
                                          .close = close_trail,
                                          .list = list_of};

void trail_open(struct ui *ui, const char *words)
{
    struct trail *t = calloc(1, sizeof *t);
    if (!t)
        base_no_memory(1);
    list_init(&t->list);
    arena_init(&t->arena);
    arena_init(&t->words);
    ui_push(ui, &trail_ops, t);
    if (!narrow(ui, t, words))
        narrow(ui, t, "");
}
