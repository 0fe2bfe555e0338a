#include "whatif_view.h"

const struct row *whatif_row(const struct encounter *e, int number)
{
    for (size_t i = 0; i < e->n_rows; i++)
        if (e->rows[i].number == number)
            return &e->rows[i];
    return NULL;
}

static struct whatif_view *of(const struct view *view)
{
    return view->data;
}

/* ---- the changes ---- */

/* The same encounter in the rule book of its date, which may be what is changed. */
static bool run(struct ui *ui, struct whatif_view *v)
{
    struct err err = {""};
    const struct result *base = &v->desk->r;
    if (v->n == 0)
        return true;
    bool good = whatif_run(&v->other, base, NULL, v->changes, v->n, &err);
    day_t day = good ? encounter_day(&v->other.encounter) : NO_DAY;
    if (good && day != encounter_day(base->encounter)) {
        const struct book *book = app_book(ui->app, day, &err);
        good = book && whatif_run(&v->other, base, book, v->changes, v->n, &err);
    }
    if (!good)
        ui_say(ui, LOOK_ERROR, "%s", err.text);
    return good;
}

static bool same_fact(const struct change *a, const struct change *b)
{
    if (a->is_switch != b->is_switch)
        return false;
    return a->is_switch ? a->id == b->id : a->field == b->field && a->row == b->row;
}

bool whatif_take(struct ui *ui, struct whatif_view *v, const char *words)
{
    struct change change, before[MOST_CHANGES];
    struct err err;
    size_t n = v->n, at = 0;
    if (!change_parse(arena_text(&v->arena, words), &change, &err)) {
        ui_say(ui, LOOK_ERROR, "%s.", err.text);
        return false;
    }
    memcpy(before, v->changes, sizeof before);
    while (at < v->n && !same_fact(&v->changes[at], &change))
        at++;
    if (at == MOST_CHANGES) {
        ui_say(ui, LOOK_ERROR, "There are %d changes already; drop one with d first.",
               MOST_CHANGES);
        return false;
    }
    v->changes[at] = change;
    v->n = at == n ? n + 1 : n;
    if (run(ui, v)) {
        whatif_fill(v);
        list_select(&v->list, (long)at + 1);
        return true;
    }
    memcpy(v->changes, before, sizeof before); /* a refused change leaves things as they were */
    v->n = n;
    if (n > 0)
        whatif_run(&v->other, &v->desk->r, NULL, v->changes, n, &err);
    return false;
}

/* ---- actions ---- */

static enum word change(struct ui *ui, struct view *view, const char *argument)
{
    if (*argument)
        whatif_take(ui, of(view), argument);
    else
        whatif_ask(ui, of(view));
    return WORD_HANDLED;
}

static struct change *selected(struct whatif_view *v)
{
    const struct item *item = list_selected(&v->list);
    return item && item->tag > 0 && (size_t)item->tag <= v->n ? &v->changes[item->tag - 1] : NULL;
}

static enum word drop(struct ui *ui, struct view *view, const char *argument)
{
    struct whatif_view *v = of(view);
    struct change *gone = selected(v);
    (void)argument;
    if (!gone) {
        ui_say(ui, LOOK_NOTE, "Select a change to drop it; a adds one.");
        return WORD_HANDLED;
    }
    size_t at = (size_t)(gone - v->changes);
    memmove(gone, gone + 1, (v->n - at - 1) * sizeof *gone);
    v->n--;
    run(ui, v);
    whatif_fill(v);
    return WORD_HANDLED;
}

/* The time that a minute more or less is about: of the selected change, else of any, else the stop
 * of the row that was selected when this was opened. */
static bool time_in_question(struct whatif_view *v, int *row, enum field_id *field)
{
    struct change *at = selected(v);
    for (size_t i = 0; i <= v->n; i++, at = i <= v->n ? &v->changes[i - 1] : NULL)
        if (at && !at->is_switch && (at->field == FIELD_START || at->field == FIELD_STOP)) {
            *row = at->row;
            *field = at->field;
            return true;
        }
    *row = v->row;
    *field = FIELD_STOP;
    return v->row != 0;
}

static enum word move(struct ui *ui, struct whatif_view *v, int by)
{
    int number;
    enum field_id field;
    struct encounter moved;
    if (!time_in_question(v, &number, &field)) {
        ui_say(ui, LOOK_NOTE, "Change a start or a stop first (a), then move it by minutes.");
        return WORD_HANDLED;
    }
    encounter_copy(&moved, v->n ? &v->other.encounter : &v->desk->e);
    struct row *row = NULL;
    for (size_t i = 0; i < moved.n_rows; i++)
        if (moved.rows[i].number == number)
            row = &moved.rows[i];
    minute_t *time = row && field == FIELD_START ? &row->start : row ? &row->stop : NULL;
    if (!time || *time == NO_MINUTE) {
        ui_say(ui, LOOK_NOTE, "Row %d has no %s; a gives it one.", number,
               field_get_spec(field)->name);
    } else {
        struct str words;
        *time += by;
        str_init(&words, 200);
        str_addf(&words, "%d.%s=", number, field_get_spec(field)->name);
        field_print(&moved, row, field, &words);
        whatif_take(ui, v, words.data);
        str_release(&words);
    }
    encounter_release(&moved);
    return WORD_HANDLED;
}

static enum word minute_less(struct ui *ui, struct view *view, const char *argument)
{
    (void)argument;
    return move(ui, of(view), -1);
}

static enum word minute_more(struct ui *ui, struct view *view, const char *argument)
{
    (void)argument;
    return move(ui, of(view), 1);
}

/* ---- the view ---- */

static void draw(struct ui *ui, struct view *view)
{
    struct whatif_view *v = of(view);
    const char *id = text_empty(v->desk->e.id) ? "" : v->desk->e.id;
    if (v->width != ui->cols - 2) {
        v->width = ui->cols - 2;
        whatif_fill(v);
    }
    term_cell(0, 0, ui->cols, LOOK_WHATIF, "");
    term_putf(0, 1, ui->cols - 2, LOOK_WHATIF, "WHAT IF %s: not a fact, never saved", id);
    list_draw(&v->list, 1, 0, ui->body - 1, ui->cols, true);
}

static void close_whatif(struct ui *ui, struct view *view)
{
    struct whatif_view *v = of(view);
    (void)ui;
    list_release(&v->list);
    whatif_release(&v->other);
    arena_release(&v->arena);
    free(v);
}

static struct list *list_of(struct view *view)
{
    return &of(view)->list;
}

static const struct reaction reactions[] = {{ACT_CHANGE, change},
                                            {ACT_OPEN, change},
                                            {ACT_DROP, drop},
                                            {ACT_MINUTE_LESS, minute_less},
                                            {ACT_MINUTE_MORE, minute_more},
                                            {ACT_NONE, NULL}};

const struct view_ops whatif_ops = {.title = "what if",
                                    .context = IN_WHATIF,
                                    .reactions = reactions,
                                    .draw = draw,
                                    .close = close_whatif,
                                    .list = list_of};

void whatif_open(struct ui *ui, const struct desk *desk, int row, const char *words)
{
    struct whatif_view *v = calloc(1, sizeof *v);
    if (!v)
        base_no_memory(1);
    v->desk = desk;
    v->row = row;
    v->width = ui->cols - 2;
    arena_init(&v->arena);
    whatif_init(&v->other);
    list_init(&v->list);
    whatif_fill(v);
    ui_push(ui, &whatif_ops, v);
    while (*words) { /* changes with blanks between */
        size_t n = strcspn(words, " ");
        if (!whatif_take(ui, v, arena_textn(&v->arena, words, n)))
            break;
        words += n + strspn(words + n, " ");
    }
}
