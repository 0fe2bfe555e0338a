/* Pasted rows before they are taken: what each column means, how each row is read, and what is
 * wrong with it.  A mapping that was taken is remembered for columns of the same names. */
#include "../../db/paste.h"

#include "quickline.h"

enum { LONGEST_LINE = 1 << 14, COLUMN_TAGS = 1000000 };

struct preview {
    struct bench *bench; /* of the view below, which outlives this one */
    struct arena arena;
    struct mapping_tables tables;
    struct paste paste;
    struct list list;
    struct arena read;  /* of the last reading */
    const char **wrong; /* sentence for each row, NULL: it will be taken */
    size_t n_wrong;
    bool warned; /* that some rows will be left out */
    int width;
    long column; /* that is being given another meaning */
};

static struct preview *of(const struct view *view)
{
    return view->data;
}

/* ---- one pasted row into an encounter ---- */

struct taking {
    struct ui *ui;
    struct preview *p;
    bool fresh; /* the encounter had no row: its fields may come from the list */
};

/* The list may fill the header of an encounter that has no rows yet; later it has to agree. */
static bool set_header(const struct taking *t, struct encounter *e, enum field_id id,
                       const char *text, struct err *err)
{
    const char *name = field_get_spec(id)->name;
    struct encounter other;
    struct str now, then;
    bool good = true;
    str_init(&now, LONGEST_LINE), str_init(&then, LONGEST_LINE);
    encounter_init(&other);
    field_print(e, NULL, id, &now);
    if (!field_set(&other, NULL, id, text, err)) {
        good = false;
    } else if (now.length == 0 || (id == FIELD_DATE && t->fresh && e->n_rows == 0)) {
        good = field_set(e, NULL, id, text, err);
    } else {
        field_print(&other, NULL, id, &then);
        if (!text_equal(now.data, then.data))
            good = err_set(err,
                           "%s is %s here and %s in the list; paste it into an encounter of "
                           "its own",
                           name, now.data, then.length ? then.data : text);
    }
    encounter_release(&other);
    str_release(&now), str_release(&then);
    return good;
}

static bool fill_cells(const struct taking *t, size_t i, struct encounter *e, struct err *err)
{
    struct preview *p = t->p;
    const struct book *book = p->bench->desk.coded ? p->bench->desk.r.book : NULL;
    struct mapped mapped;
    bool good = true;
    paste_map_row(&p->paste, &p->tables, i, book, &p->read, &mapped);
    for (enum field_id id = 0; good && id < FIELD_FIRST_OF_ROW; id++)
        if (mapped.texts[id])
            good = set_header(t, e, id, mapped.texts[id], err);
    if (good && text_empty(mapped.texts[FIELD_DRUG]))
        good = err_set(err, "the row names no drug; say which column means drug");
    if (!good)
        return false;
    struct row *row = encounter_add_row(e);
    for (enum field_id id = FIELD_FIRST_OF_ROW; good && id < FIELD_COUNT; id++)
        if (mapped.texts[id])
            good = field_set(e, row, id, mapped.texts[id], err);
    if (!good)
        encounter_delete_row(e, e->n_rows - 1);
    return good;
}

static bool fill_line(const struct taking *t, size_t i, struct encounter *e, struct err *err)
{
    struct quick_context context = bench_quick_context(t->ui, t->p->bench);
    struct quick q;
    context.encounter = e;
    context.previous = e->n_rows ? &e->rows[e->n_rows - 1] : NULL;
    quick_init(&q);
    bool good = quick_parse(t->p->paste.rows[i].text, &context, &q, err) &&
                quick_apply(&q, e, encounter_add_row(e), err);
    quick_release(&q);
    return good;
}

static bool fill_row(const struct taking *t, size_t i, struct encounter *e, struct err *err)
{
    const struct paste_row *row = &t->p->paste.rows[i];
    if (row->broken)
        return err_set(err, "%s", row->broken);
    return t->p->paste.form == PASTE_LINES ? fill_line(t, i, e, err) : fill_cells(t, i, e, err);
}

/* ---- the page ---- */

static void add_columns(struct preview *p)
{
    const struct paste *paste = &p->paste;
    list_head(&p->list, "Columns%s; Enter gives one another meaning",
              paste->remembered ? ", as you mapped them before" : "");
    for (size_t i = 0; i < paste->n_columns; i++) {
        bool used = paste->means[i] != MEANS_UNKNOWN && paste->means[i] != MEANS_NOTHING;
        const char *sample = "";
        for (size_t k = 0; k < paste->n_rows && !*sample; k++)
            if (i < paste->rows[k].n_cells)
                sample = paste->rows[k].cells[i];
        list_add(&p->list, used ? LOOK_PLAIN : LOOK_FAINT, COLUMN_TAGS + (long)i,
                 "%-20.20s  %-18s  %.60s", paste->names[i],
                 paste->means[i] == MEANS_UNKNOWN ? "not known: not used"
                                                  : means_say(paste->means[i]),
                 sample);
    }
}

static void add_good(struct preview *p, size_t i, const struct encounter *e)
{
    const struct row *row = &e->rows[e->n_rows - 1];
    struct quick_context context = {e, e->n_rows > 1 ? row - 1 : NULL,
                                    p->bench->desk.coded ? p->bench->desk.r.book : NULL, NO_MINUTE};
    struct mapped mapped = {.remark = NULL};
    struct str line;
    str_init(&line, LONGEST_LINE);
    quick_print(row, &context, &line);
    list_text(&p->list, LOOK_PLAIN, (long)i + 1, p->width, 7,
              arena_format(&p->read, "  %4ld %s", p->paste.rows[i].line,
                           line.length ? line.data : row->drug));
    if (p->paste.form == PASTE_TABLE)
        paste_map_row(&p->paste, &p->tables, i, context.book, &p->read, &mapped);
    if (mapped.remark)
        list_more(&p->list, LOOK_NOTE, (long)i + 1, p->width, 7, mapped.remark);
    str_release(&line);
}

static void add_rows(struct ui *ui, struct preview *p)
{
    struct taking taking = {ui, p, p->bench->desk.e.n_rows == 0};
    struct encounter e;
    struct err err = {""};
    encounter_copy(&e, &p->bench->desk.e);
    list_head(&p->list, "Rows, by their line; ! is left out");
    for (size_t i = 0; i < p->paste.n_rows; i++) {
        if (fill_row(&taking, i, &e, &err)) {
            add_good(p, i, &e);
            continue;
        }
        p->wrong[i] = arena_text(&p->read, err.text);
        p->n_wrong++;
        list_text(&p->list, LOOK_ERROR, (long)i + 1, p->width, 7,
                  arena_format(&p->read, "! %4ld %s", p->paste.rows[i].line, err.text));
    }
    encounter_release(&e);
}

static void read_again(struct ui *ui, struct preview *p)
{
    list_clear(&p->list);
    arena_clear(&p->read);
    p->wrong = ARENA_ARRAY(&p->read, const char *, p->paste.n_rows + 1);
    p->n_wrong = 0;
    p->width = ui->cols - 2;
    if (p->paste.form == PASTE_TABLE)
        add_columns(p);
    add_rows(ui, p);
}

static void draw(struct ui *ui, struct view *view)
{
    struct preview *p = of(view);
    char right[60];
    if (p->width != ui->cols - 2)
        read_again(ui, p);
    snprintf(right, sizeof right, "F2 takes %zu of %zu rows", p->paste.n_rows - p->n_wrong,
             p->paste.n_rows);
    ui_title(ui, "Pasted rows", right);
    list_draw(&p->list, 1, 0, ui->body - 1, ui->cols, true);
}

/* ---- another meaning ---- */

static void chosen(struct ui *ui, void *context, const char *value)
{
    struct preview *p = context;
    means_t means;
    for (means = 0; means < MEANS_UNKNOWN; means++)
        if (strcmp(means_say(means), value) == 0)
            break;
    for (size_t i = 0; i < p->paste.n_columns; i++) /* no two columns of one meaning */
        if (p->paste.means[i] == means && means != MEANS_NOTHING)
            p->paste.means[i] = MEANS_NOTHING;
    p->paste.means[p->column] = means;
    p->warned = false;
    read_again(ui, p);
}

static enum word open_item(struct ui *ui, struct view *view, const char *argument)
{
    struct preview *p = of(view);
    const struct item *item = list_selected(&p->list);
    const char *lines[MEANS_UNKNOWN];
    struct arena arena;
    (void)argument;
    if (!item || item->tag < COLUMN_TAGS) {
        ui_say(ui, LOOK_NOTE, "Enter works on a column: it gives it another meaning.");
        return WORD_HANDLED;
    }
    arena_init(&arena);
    p->column = item->tag - COLUMN_TAGS;
    for (means_t i = 0; i < MEANS_UNKNOWN; i++)
        lines[i] = i < FIELD_COUNT ? arena_format(&arena, "%s\t%s", means_say(i),
                                                  field_get_spec((enum field_id)i)->wants)
                                   : arena_text(&arena, means_say(i));
    pick_open(ui, "What the column means", lines, MEANS_UNKNOWN,
              p->paste.means[p->column] == MEANS_UNKNOWN ? ""
                                                         : means_say(p->paste.means[p->column]),
              chosen, p);
    arena_release(&arena);
    return WORD_HANDLED;
}

/* ---- taking ---- */

static bool take_rows(void *context, struct encounter *e, struct err *err)
{
    struct taking *t = context;
    struct err one;
    for (size_t i = 0; i < t->p->paste.n_rows; i++)
        if (!t->p->wrong[i] && !fill_row(t, i, e, &one))
            return err_set(err, "line %ld: %s", t->p->paste.rows[i].line, one.text);
    return true;
}

static bool may_take(struct ui *ui, struct preview *p)
{
    size_t good = p->paste.n_rows - p->n_wrong;
    struct err err = {""};
    if (p->paste.form == PASTE_TABLE &&
        !mapping_check(p->paste.means, p->paste.names, p->paste.n_columns, &err)) {
        ui_say(ui, LOOK_ERROR, "%s.", err.text);
    } else if (good == 0) {
        ui_say(ui, LOOK_ERROR, "No row can be taken; what is wrong stands beside each.");
    } else if (p->n_wrong > 0 && !p->warned) {
        p->warned = true;
        ui_say(ui, LOOK_WARNING,
               "%zu of %zu rows cannot be read and would be left out; F2 again "
               "takes the others.",
               p->n_wrong, p->paste.n_rows);
    } else {
        return true;
    }
    return false;
}

static void remember(struct ui *ui, struct preview *p)
{
    struct err err = {""};
    if (p->paste.form == PASTE_TABLE && !store_is_readonly(ui->store) &&
        paste_remember(ui->store, &p->paste, &err) != STORE_OK)
        ui_say(ui, LOOK_ERROR, "%s", err.text);
}

static enum word take(struct ui *ui, struct view *view, const char *argument)
{
    struct preview *p = of(view);
    struct bench *bench = p->bench;
    struct taking taking = {ui, p, bench->desk.e.n_rows == 0};
    size_t first = bench->desk.e.n_rows, left_out = p->n_wrong;
    struct err err = {""};
    (void)argument;
    if (!may_take(ui, p))
        return WORD_HANDLED;
    if (!desk_edit(&bench->desk, take_rows, &taking, &err)) {
        ui_say(ui, LOOK_ERROR, "%s.", err.text);
        return WORD_HANDLED;
    }
    remember(ui, p);
    ui_act(ui, ACT_BACK, "");
    if (bench->entry)
        entry_refresh(bench, first);
    else
        bench_select_row(bench, first);
    size_t taken = bench->desk.e.n_rows - first;
    ui_say(ui, left_out ? LOOK_WARNING : LOOK_GOOD, "%zu row%s taken, %zu left out; u undoes it.",
           taken, taken == 1 ? " is" : "s are", left_out);
    bench_trouble(ui, bench);
    return WORD_HANDLED;
}

/* ---- opening and closing ---- */

static struct list *list_of(struct view *view)
{
    return &of(view)->list;
}

static void free_preview(struct preview *p)
{
    list_release(&p->list);
    paste_release(&p->paste);
    arena_release(&p->arena);
    arena_release(&p->read);
    free(p);
}

static void close_preview(struct ui *ui, struct view *view)
{
    (void)ui;
    free_preview(of(view));
}

static const struct reaction reactions[] = {
    {ACT_OPEN, open_item}, {ACT_TAKE_ROWS, take}, {ACT_NONE, NULL}};

static const struct view_ops preview_ops = {.title = "pasted rows",
                                            .context = IN_PREVIEW,
                                            .reactions = reactions,
                                            .draw = draw,
                                            .close = close_preview,
                                            .list = list_of};

void preview_open(struct ui *ui, struct bench *bench, const char *text)
{
    struct preview *p = calloc(1, sizeof *p);
    const char *data = ui->app->data_dir ? ui->app->data_dir : ui->app->data;
    struct quick_context context = bench_quick_context(ui, bench);
    struct err err = {""};
    if (!p)
        base_no_memory(1);
    p->bench = bench;
    arena_init(&p->arena);
    arena_init(&p->read);
    paste_init(&p->paste);
    list_init(&p->list);
    if (!paste_tables(data, &p->arena, &p->tables, &err)) {
        ui_say(ui, LOOK_ERROR, "%s", err.text);
        free_preview(p);
        return;
    }
    paste_read(&p->paste, text, &p->tables, &context);
    if (p->paste.form == PASTE_EMPTY) {
        ui_say(ui, LOOK_NOTE, "There is nothing in it.");
        free_preview(p);
        return;
    }
    if (p->paste.form == PASTE_TABLE && paste_recall(ui->store, &p->paste, &err) != STORE_OK)
        ui_say(ui, LOOK_ERROR, "%s", err.text);
    ui_push(ui, &preview_ops, p);
}
