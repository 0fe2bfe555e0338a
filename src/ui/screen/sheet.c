/* A page of lines over the whole screen: what lies on the desk, the help, the messages. */
#include "../../core/explain.h"
#include "pages.h"

struct sheet {
    char title[100];
    page_fn *fill;           /* NULL: the lines were given */
    const struct desk *desk; /* of the view below, which outlives this one */
    struct subject subject;
    struct list list;
    int width;
};

static void draw(struct ui *ui, struct view *view)
{
    struct sheet *s = view->data;
    if (s->fill && s->width != ui->cols) {
        s->width = ui->cols;
        list_clear(&s->list);
        s->fill(&s->list, s->desk, &s->subject, ui->cols - 2);
    }
    ui_title(ui, s->title, s->desk && !text_empty(s->desk->e.id) ? s->desk->e.id : "");
    list_draw(&s->list, 1, 0, ui->body - 1, ui->cols, true);
}

static void close_sheet(struct ui *ui, struct view *view)
{
    struct sheet *s = view->data;
    (void)ui;
    list_release(&s->list);
    free(s);
}

static struct list *list_of(struct view *view)
{
    return &((struct sheet *)view->data)->list;
}

/* Enter on a line about a row explains the row. */
static enum word open_item(struct ui *ui, struct view *view, const char *argument)
{
    struct sheet *s = view->data;
    const struct item *item = list_selected(&s->list);
    (void)argument;
    if (s->fill && item && item->tag > 0 && s->desk->coded) {
        struct about about = {.row = (int)item->tag};
        why_open(ui, &s->desk->r, &about);
    }
    return WORD_HANDLED;
}

static const struct reaction reactions[] = {{ACT_OPEN, open_item}, {ACT_NONE, NULL}};

static const struct view_ops sheet_ops = {.title = "a page of lines",
                                          .context = IN_SHEET,
                                          .reactions = reactions,
                                          .draw = draw,
                                          .close = close_sheet,
                                          .list = list_of};

static struct sheet *sheet_new(struct ui *ui, const char *title)
{
    struct sheet *s = calloc(1, sizeof *s);
    if (!s)
        base_no_memory(1);
    snprintf(s->title, sizeof s->title, "%s", title);
    list_init(&s->list);
    ui_push(ui, &sheet_ops, s);
    return s;
}

void sheet_open(struct ui *ui, const char *title, page_fn *fill, const struct desk *desk,
                const struct subject *subject)
{
    struct sheet *s = sheet_new(ui, title);
    s->fill = fill;
    s->desk = desk;
    s->subject = *subject;
}

struct list *sheet_open_lines(struct ui *ui, const char *title)
{
    return &sheet_new(ui, title)->list;
}
