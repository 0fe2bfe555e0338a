/* Every minute by account under its picture: the selected minutes light up on the timeline. */
#include "../../core/explain.h"
#include "pages.h"
#include "timeline.h"

struct ledger_view {
    const struct desk *desk; /* of the view below, which outlives this one */
    struct timeline timeline;
    struct list list; /* tags: postings from 1; rows, negative */
    int width;        /* that the lines were made for; 0: none are */
    int first;        /* row number to begin at */
};

/* ---- the lines ---- */

static void add_posting(struct ledger_view *v, const struct posting *p, long tag)
{
    struct str text;
    str_init(&text, 1000);
    posting_text(p, &text);
    list_text(&v->list, p->code ? LOOK_PLAIN : LOOK_FAINT, tag, v->width, 26, text.data);
    str_release(&text);
}

static void add_row(struct ledger_view *v, const struct row_result *rr)
{
    const struct result *r = &v->desk->r;
    int minutes = 0;
    for (size_t i = 0; i < r->n_postings; i++)
        if (r->postings[i].row == rr->row)
            minutes += r->postings[i].minutes;
    list_add(&v->list, LOOK_STRONG, -rr->row, "%d %s: %d minute%s, %d billed", rr->row,
             row_name(v->desk, rr->row), minutes, minutes == 1 ? "" : "s", rr->billed);
    for (size_t i = 0; i < r->n_postings; i++)
        if (r->postings[i].row == rr->row)
            add_posting(v, &r->postings[i], (long)i + 1);
}

/* Is this the first posting of its account, among those of the access (all: of every one)? */
static bool is_in(const struct result *r, const struct posting *p, bool all, int visit, int access)
{
    const struct row_result *rr = result_row(r, p->row);
    return all || (rr && rr->visit == visit && rr->access == access);
}

static void add_sums(struct ledger_view *v, bool all, int visit, int access)
{
    const struct result *r = &v->desk->r;
    for (size_t i = 0; i < r->n_postings; i++) {
        int minutes = 0;
        bool seen = false;
        if (!is_in(r, &r->postings[i], all, visit, access))
            continue;
        for (size_t j = 0; j < r->n_postings; j++) {
            const struct posting *p = &r->postings[j];
            if (!is_in(r, p, all, visit, access) || strcmp(p->account, r->postings[i].account) != 0)
                continue;
            seen = seen || j < i;
            minutes += p->minutes;
        }
        if (!seen)
            list_add(&v->list, r->postings[i].code ? LOOK_PLAIN : LOOK_FAINT, 0, "   %5d min  %s",
                     minutes, r->postings[i].account);
    }
}

static const char *line_of(const struct ledger_view *v, const struct row_result *rr)
{
    for (size_t i = 0; i < v->desk->e.n_rows; i++)
        if (v->desk->e.rows[i].number == rr->row)
            return text_empty(v->desk->e.rows[i].line) ? "1" : v->desk->e.rows[i].line;
    return "";
}

/* Each access of each visit, where there is more than one. */
static void add_accesses(struct ledger_view *v)
{
    const struct result *r = &v->desk->r;
    size_t n = 0;
    for (int turn = 0; turn < 2; turn++) {
        if (turn == 1 && n < 2)
            return;
        for (size_t i = 0; i < r->n_rows; i++) {
            const struct row_result *rr = &r->rows[i];
            bool seen = rr->access < 0;
            for (size_t j = 0; j < i; j++)
                seen = seen || (r->rows[j].access == rr->access && r->rows[j].visit == rr->visit);
            if (seen)
                continue;
            n++;
            if (turn == 0)
                continue;
            list_head(&v->list, "Line %s%s", line_of(v, rr), r->n_visits > 1 ? ", one visit" : "");
            add_sums(v, false, rr->visit, rr->access);
        }
    }
}

static void fill(struct ledger_view *v)
{
    const struct result *r = &v->desk->r;
    list_clear(&v->list);
    for (size_t i = 0; i < r->n_rows; i++)
        add_row(v, &r->rows[i]);
    add_accesses(v);
    if (r->n_postings) {
        list_head(&v->list, "In all");
        add_sums(v, true, 0, 0);
    }
    list_add(&v->list, result_balanced(r) ? LOOK_GOOD : LOOK_ERROR, 0,
             "%s: %d minutes in, %d minutes out",
             result_balanced(r) ? "Balanced" : "NOT BALANCED, our fault", r->minutes_in,
             r->minutes_out);
}

/* ---- drawing ---- */

static const struct posting *selected(struct ledger_view *v)
{
    const struct item *item = list_selected(&v->list);
    return item && item->tag > 0 ? &v->desk->r.postings[item->tag - 1] : NULL;
}

/* Index of the row that the selected line is about; -1: none. */
static int selected_row(struct ledger_view *v)
{
    const struct item *item = list_selected(&v->list);
    const struct posting *p = selected(v);
    int number = p ? p->row : item && item->tag < 0 ? (int)-item->tag : 0;
    for (size_t i = 0; i < v->desk->e.n_rows; i++)
        if (v->desk->e.rows[i].number == number)
            return (int)i;
    return -1;
}

static void draw(struct ui *ui, struct view *view)
{
    struct ledger_view *v = view->data;
    int picture = timeline_lines(v->desk), most = (ui->body - 1) / 2;
    if (picture > most)
        picture = most;
    if (v->width != ui->cols - 2) {
        v->width = ui->cols - 2;
        fill(v);
        if (v->first)
            list_select(&v->list, -v->first);
        v->first = 0;
    }
    v->timeline.lit = selected(v);
    ui_title(ui, "Ledger", text_empty(v->desk->e.id) ? "" : v->desk->e.id);
    timeline_draw(&v->timeline, v->desk, selected_row(v), 1, 0, picture, ui->cols);
    term_glyph(1 + picture, 0, ui->cols, LOOK_LINE, GLYPH_RULE);
    list_draw(&v->list, 2 + picture, 0, ui->body - picture - 2, ui->cols, true);
}

static enum word open_item(struct ui *ui, struct view *view, const char *argument)
{
    struct ledger_view *v = view->data;
    const struct item *item = list_selected(&v->list);
    struct about about = {.posting = selected(v)};
    (void)argument;
    if (!about.posting && item && item->tag < 0)
        about.row = (int)-item->tag;
    if (about.posting || about.row)
        why_open(ui, &v->desk->r, &about);
    return WORD_HANDLED;
}

static void close_ledger(struct ui *ui, struct view *view)
{
    struct ledger_view *v = view->data;
    (void)ui;
    list_release(&v->list);
    free(v);
}

static struct list *list_of(struct view *view)
{
    return &((struct ledger_view *)view->data)->list;
}

static const struct reaction reactions[] = {{ACT_OPEN, open_item}, {ACT_NONE, NULL}};

static const struct view_ops ledger_ops = {.title = "the ledger",
                                           .context = IN_SHEET,
                                           .reactions = reactions,
                                           .draw = draw,
                                           .close = close_ledger,
                                           .list = list_of};

void ledger_open(struct ui *ui, const struct desk *desk, int row)
{
    struct ledger_view *v = calloc(1, sizeof *v);
    if (!v)
        base_no_memory(1);
    v->desk = desk;
    v->first = row;
    list_init(&v->list);
    timeline_init(&v->timeline);
    ui_push(ui, &ledger_ops, v);
}
