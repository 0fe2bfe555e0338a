/* The rule book, to be read: the rows that a decision can cite, and one row with its dates, source
 * and the cases that prove it. */
#include "screens.h"

#include "cells.h"

/* Others are asked for by name (:rules drugs). */
static const char *const usual[] = {"rules",  "kinds",    "scope",    "services", "ranks",
                                    "limits", "findings", "accounts", "codes",    "modifiers"};

struct book_row {
    char *table, *key;
};

struct rulebook {
    struct arena arena;
    struct book_row *rows; /* as they stand in the list, from tag 1 */
    size_t n, cap;
    struct list list;
    char title[100];
    const char *last; /* table of the row before */
};

static const char *words_of(const struct library_row *row)
{
    static const char *const columns[] = {"say", "plain", "title", "generic", "value", "note"};
    for (size_t i = 0; i < COUNT_OF(columns); i++)
        if (*library_cell(row, columns[i]))
            return library_cell(row, columns[i]);
    return "";
}

static void dates_text(const struct library_row *row, struct str *out)
{
    char day[16];
    if (row->from == NO_DAY)
        return;
    str_add(out, when_print_day(row->from, day));
    if (row->to != NO_DAY)
        str_addf(out, " to %s", when_print_day(row->to, day));
}

/* ---- one row ---- */

struct showing {
    struct ui *ui;
    struct list *list; /* NULL until the first row was found */
    const char *wanted, *table;
    bool cited; /* wanted by a place that their citations name */
};

static bool is_wanted(const struct showing *s, const struct library_row *row)
{
    size_t n = strlen(s->wanted);
    if (s->table && strcmp(s->table, row->table) != 0)
        return false;
    if (s->cited)
        return library_row_cites(row, s->wanted);
    return ascii_casecmp(row->key, s->wanted) == 0 ||
           (strncmp(row->key, s->wanted, n) == 0 && row->key[n] == ' ') ||
           (!s->table && *library_cell(row, "hcpcs") &&
            ascii_casecmp(library_cell(row, "hcpcs"), s->wanted) == 0);
}

static void add_cell(struct showing *s, const char *name, const char *text)
{
    struct str line;
    str_init(&line, 1 << 16);
    cells_pad(&line, name, 16, "");
    str_add(&line, text);
    list_text(s->list, LOOK_PLAIN, 0, s->ui->cols - 2, 16, line.data);
    str_release(&line);
}

static void add_cases(struct showing *s, const char *rule)
{
    struct err err;
    const struct book *book = library_edition(s->ui->app->library, s->ui->app->rules, &err);
    for (size_t i = 0; book && i < book->n_proofs; i++) {
        const struct proof_row *proof = &book->proofs[i];
        struct str text;
        if (strcmp(proof->rule, rule) != 0)
            continue;
        str_init(&text, 2000);
        str_addf(&text, "%s", proof->name);
        if (*proof->policy)
            str_addf(&text, ", policy %s", proof->policy);
        if (*proof->change)
            str_addf(&text, ", with %s", proof->change);
        add_cell(s, proof->fires ? "applies in" : "just misses in", text.data);
        str_release(&text);
    }
}

static void add_source(struct showing *s, const struct source *source)
{
    struct str text;
    str_init(&text, 4000);
    str_addf(&text, "%s, %s, %s, %s", source->publisher, source->title, source->section,
             source->edition);
    if (*source->date)
        str_addf(&text, ", dated %s", source->date);
    if (*source->url)
        str_addf(&text, ", %s", source->url);
    add_cell(s, "citation", text.data);
    str_release(&text);
}

static bool show_row(void *context, const struct library_row *row)
{
    struct showing *s = context;
    char title[160];
    if (!is_wanted(s, row))
        return true;
    snprintf(title, sizeof title, "Rule book: %.100s", s->wanted);
    if (!s->list)
        s->list = sheet_open_lines(s->ui, title);
    list_head(s->list, "%s, line %ld", row->table, row->line);
    for (size_t i = 0; i < row->n; i++)
        if (*row->cells[i])
            add_cell(s, row->names[i], row->cells[i]);
    if (row->source)
        add_source(s, row->source);
    if (row->n)
        add_cases(s, row->cells[0]);
    return true;
}

/* False when there is no such row. */
static bool open_row(struct ui *ui, const char *table, const char *id)
{
    struct showing s = {.ui = ui, .wanted = id, .table = table};
    struct err err = {""};
    bool good = library_rows(ui->app->library, table, show_row, &s, &err);
    s.cited = true; /* no row is called so: those that cite it (H02, G22) */
    if (good && !s.list)
        good = library_rows(ui->app->library, table, show_row, &s, &err);
    if (!good)
        ui_say(ui, LOOK_ERROR, "%s", err.text);
    return s.list != NULL;
}

/* ---- the list ---- */

static bool add_row(void *context, const struct library_row *row)
{
    struct rulebook *book = context;
    struct str text;
    if (!book->last || strcmp(book->last, row->table) != 0)
        list_head(&book->list, "%s", row->table);
    book->last = arena_text(&book->arena, row->table);
    *ARENA_PUSH(&book->arena, book->rows, book->n, book->cap) = (struct book_row){
        .table = arena_text(&book->arena, row->table), .key = arena_text(&book->arena, row->key)};
    str_init(&text, 1 << 16);
    cells_pad(&text, row->key, 24, term_glyph_text(GLYPH_CUT));
    str_addc(&text, ' ');
    dates_text(row, &text);
    str_addf(&text, "  %s", words_of(row));
    list_add(&book->list, LOOK_PLAIN, (long)book->n, "%s", text.data);
    str_release(&text);
    return true;
}

static bool fill(struct rulebook *book, struct ui *ui, const char *table, struct err *err)
{
    if (*table)
        return library_rows(ui->app->library, table, add_row, book, err);
    for (size_t i = 0; i < COUNT_OF(usual); i++)
        if (!library_rows(ui->app->library, usual[i], add_row, book, err))
            return false;
    return true;
}

static void draw(struct ui *ui, struct view *view)
{
    struct rulebook *book = view->data;
    char count[40];
    snprintf(count, sizeof count, "%zu rows", book->n);
    ui_title(ui, book->title, count);
    list_draw(&book->list, 1, 0, ui->body - 1, ui->cols, true);
}

static void release(struct rulebook *book)
{
    list_release(&book->list);
    arena_release(&book->arena);
    free(book);
}

static void close_book(struct ui *ui, struct view *view)
{
    (void)ui;
    release(view->data);
}

static struct list *list_of(struct view *view)
{
    return &((struct rulebook *)view->data)->list;
}

static enum word open_item(struct ui *ui, struct view *view, const char *argument)
{
    struct rulebook *book = view->data;
    const struct item *item = list_selected(&book->list);
    (void)argument;
    if (item && item->tag > 0)
        open_row(ui, book->rows[item->tag - 1].table, book->rows[item->tag - 1].key);
    return WORD_HANDLED;
}

static const struct reaction reactions[] = {{ACT_OPEN, open_item}, {ACT_NONE, NULL}};

static const struct view_ops rulebook_ops = {.title = "the rule book",
                                             .context = IN_SHEET,
                                             .reactions = reactions,
                                             .draw = draw,
                                             .close = close_book,
                                             .list = list_of};

static void open_list(struct ui *ui, const char *table)
{
    struct rulebook *book = calloc(1, sizeof *book);
    struct err err = {""};
    if (!book)
        base_no_memory(1);
    arena_init(&book->arena);
    list_init(&book->list);
    snprintf(book->title, sizeof book->title, "Rule book%s%.60s", *table ? ": " : "", table);
    if (fill(book, ui, table, &err)) {
        ui_push(ui, &rulebook_ops, book);
        return;
    }
    release(book);
    ui_say(ui, LOOK_NOTE, "The rule book has no row and no table %.60s; :rules lists them.", table);
}

void rules_open(struct ui *ui, const char *id)
{
    if (!*id || !open_row(ui, NULL, id))
        open_list(ui, id);
}
