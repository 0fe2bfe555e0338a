/* Typing at the workbench: the header form and the row form.
 *
 * A field is checked when it is left.  What is refused stays as it was typed, marked, and the keys
 * go on to the next field: nothing typed ahead is lost or lands in the wrong place.  A form with a
 * refused field is not done: it goes back there. */
#include "bench.h"

#include "complete.h"
#include "form.h"

#define ROW_FIELDS(X)                                                                              \
    X(DRUG, "Drug", 24, 120, true)                                                                 \
    X(CLASS, "Class", 11, 20, false)                                                               \
    X(ROUTE, "Route", 3, 8, false)                                                                 \
    X(METHOD, "Method", 9, 12, false)                                                              \
    X(LINE, "Line", 7, 40, false)                                                                  \
    X(START, "Start", 8, 40, false)                                                                \
    X(STOP, "Stop", 8, 40, false) X(MINUTES, "Min", 4, 12, false) X(DOSE, "Dose", 6, 24, false)    \
        X(UNIT, "Unit", 4, 20, false) X(VIALS, "Vials", 14, 400, true) X(BAG, "Bag", 4, 40, false) \
            X(DEVICE, "Device", 12, 20, false) X(VISIT, "Visit", 2, 8, false)                      \
                X(PLANNED, "Planned", 4, 12, false) X(FLAGS, "Flags", 20, 200, true)               \
                    X(ORDER, "Order", 3, 4, false) X(SIGNED, "Signed", 3, 4, false)                \
                        X(PRIMARY, "Primary", 3, 4, false)                                         \
                            X(SITE_REASON, "Site reason", 22, 400, true)                           \
                                X(NOTE, "Note", 22, 400, true)
#define HEADER_FIELDS(X)                                                                           \
    X(ENCOUNTER, "Encounter", 14, 64, false)                                                       \
    X(DATE, "Date", 10, 32, false)                                                                 \
    X(SETTING, "Setting", 8, 20, false)                                                            \
    X(PAYER, "Payer", 10, 40, false)                                                               \
    X(DX, "Dx", 24, 400, true)                                                                     \
    X(EM, "Visit code", 5, 20, false)                                                              \
    X(EM_SEPARATE, "separate", 3, 4, false) X(PATIENT, "Patient", 10, 64, true)                    \
        X(CODER, "Coder", 10, 64, false) X(AUTH, "Authorisation", 12, 64, false)                   \
            X(AUTH_TO, "Auth. to", 10, 32, false) X(COVERED_TO, "Covered to", 10, 32, false)

#define X(field, label, width, max, prose) FIELD_##field,
static const enum field_id row_fields[] = {ROW_FIELDS(X)}, header_fields[] = {HEADER_FIELDS(X)};
#undef X
#define X(field, label, width, max, prose) {label, width, max, prose},
static const struct form_item row_items[] = {ROW_FIELDS(X)}, header_items[] = {HEADER_FIELDS(X)};
#undef X

int entry_row(const struct bench *bench)
{
    return bench->entry->row;
}

static bool is_new(const struct bench *bench)
{
    return bench->entry->row != DESK_HEADER && (size_t)bench->entry->row >= bench->desk.e.n_rows;
}

enum field_id entry_field(const struct entry *entry)
{
    return entry->fields[form_focus(entry->form)];
}

/* ---- filling ---- */

/* What a new row begins with: the line of the row before, shown before it is there. */
static void preset(const struct bench *bench, enum field_id field, struct str *out)
{
    size_t rows = bench->desk.e.n_rows;
    if (rows > 0 && (field == FIELD_LINE || field == FIELD_VISIT))
        desk_text(&bench->desk, (int)rows - 1, field, out);
}

static void fill(struct bench *bench, bool only_changed)
{
    struct entry *entry = bench->entry;
    struct str text;
    str_init(&text, 1 << 16);
    for (size_t i = 0; i < entry->n; i++) {
        if (form_refused(entry->form, i))
            continue;
        desk_text(&bench->desk, entry->row, entry->fields[i], &text);
        if (is_new(bench))
            preset(bench, entry->fields[i], &text);
        const char *shown = text.length ? text.data : "";
        if (!only_changed || strcmp(shown, form_text(entry->form, i)) != 0)
            form_set(entry->form, i, shown);
    }
    str_release(&text);
}

static size_t index_of(const struct entry *entry, enum field_id field)
{
    for (size_t i = 0; i < entry->n; i++)
        if (entry->fields[i] == field)
            return i;
    return 0;
}

void entry_open(struct ui *ui, struct bench *bench, int row, enum field_id field)
{
    bool header = row == DESK_HEADER;
    (void)ui;
    entry_close(bench);
    struct entry *entry = calloc(1, sizeof *entry);
    if (!entry)
        base_no_memory(1);
    bench->entry = entry;
    entry->complaint = -1;
    entry->row = row;
    entry->fields = header ? header_fields : row_fields;
    entry->n = header ? COUNT_OF(header_fields) : COUNT_OF(row_fields);
    entry->items = header ? header_items : row_items;
    entry->form = form_new(entry->items, entry->n);
    str_init(&entry->hint, 400);
    fill(bench, false);
    form_go(entry->form, index_of(entry, field));
    if (!header)
        bench_select_row(bench, (size_t)row);
}

void entry_refresh(struct bench *bench, size_t first)
{
    if (bench->entry->row >= (int)first) /* not there yet: it stays below those that came */
        bench->entry->row = (int)bench->desk.e.n_rows;
    fill(bench, true);
}

void entry_close(struct bench *bench)
{
    struct entry *entry = bench->entry;
    if (!entry)
        return;
    bench->entry = NULL;
    form_free(entry->form);
    str_release(&entry->hint);
    free(entry);
}

int entry_lay(struct bench *bench, int width)
{
    return form_lay(bench->entry->form, width);
}

void entry_draw(struct bench *bench, int y, int x, int lines, int width)
{
    struct entry *entry = bench->entry;
    char title[40] = " Header ";
    if (entry->row != DESK_HEADER)
        snprintf(title, sizeof title, " Row %d ", entry->row + 1);
    term_glyph(y, x, width, LOOK_LINE, GLYPH_RULE);
    int used = 2 + term_put(y, x + 2, width - 2, LOOK_STRONG, title);
    if (entry->hint.length) {
        used += 1 + term_put(y, x + used + 1, 1, LOOK_PLAIN, " ");
        used += term_clip(y, x + used, width - used - 3, LOOK_GOOD, entry->hint.data);
        term_put(y, x + used, 1, LOOK_PLAIN, " ");
    }
    int more = form_lay(entry->form, width - 2) - (lines - 1);
    if (more > 0)
        term_putf(y, width - 12, 11, LOOK_LINE, " Tab: more ");
    form_draw(entry->form, y + 1, x + 1, lines - 1);
}

/* ---- leaving a field ---- */

static struct typed_around around_of(struct ui *ui, const struct bench *bench)
{
    const struct encounter *e = &bench->desk.e;
    int row = bench->entry->row;
    struct typed_around around = {.date = e->date,
                                  .start = NO_MINUTE,
                                  .stop = NO_MINUTE,
                                  .above_start = NO_MINUTE,
                                  .above_stop = NO_MINUTE};
    ui_clock(ui);
    around.now = when_at(ui->today, ui->now);
    if (row == DESK_HEADER)
        return around;
    if ((size_t)row < e->n_rows) {
        around.start = e->rows[row].start;
        around.stop = e->rows[row].stop;
    }
    if (row > 0) {
        around.above_start = e->rows[row - 1].start;
        around.above_stop = e->rows[row - 1].stop;
    }
    return around;
}

static void accepted(struct ui *ui, struct bench *bench, size_t i, const char *text)
{
    struct entry *entry = bench->entry;
    if (entry->complaint == (int)i) {
        ui_clear_message(ui);
        entry->complaint = -1;
    }
    fill(bench, true);
    remark(ui, bench, i, text);
    bench_trouble(ui, bench);
}

/* The sentence without the name of the column that it may begin with: on the screen a field goes by
 * its label. */
static const char *sentence_of(enum field_id field, const struct err *err)
{
    const char *name = field_get_spec(field)->name;
    size_t n = strlen(name);
    return strncmp(err->text, name, n) == 0 && strncmp(err->text + n, ": ", 2) == 0
               ? err->text + n + 2
               : err->text;
}

bool entry_leave(struct ui *ui, struct bench *bench)
{
    struct entry *entry = bench->entry;
    size_t i = form_focus(entry->form);
    enum field_id field = entry->fields[i];
    struct typed_around around = around_of(ui, bench);
    struct err err = {""};
    struct str text;
    str_clear(&entry->hint);
    if (!form_edited(entry->form, i))
        return !form_refused(entry->form, i);
    str_init(&text, 1 << 16);
    bool good = complete_field(bench->desk.coded ? bench->desk.r.book : NULL, &around, field,
                               form_text(entry->form, i), &text, &err) &&
                desk_set(&bench->desk, entry->row, field, text.length ? text.data : "", &err);
    form_refuse(entry->form, i, !good);
    if (!good)
        ui_say(ui, LOOK_ERROR, "%s: %s", entry->items[i].label, sentence_of(field, &err));
    else
        accepted(ui, bench, i, text.length ? text.data : "");
    if (!good)
        entry->complaint = (int)i;
    str_release(&text);
    return good;
}

/* ---- moving ---- */

/* Goes to the first refused field; false when there is none. */
static bool go_to_refused(struct ui *ui, struct bench *bench)
{
    struct entry *entry = bench->entry;
    for (size_t i = 0; i < entry->n; i++) {
        if (!form_refused(entry->form, i))
            continue;
        form_go(entry->form, i);
        if (entry->complaint != (int)i)
            ui_say(ui, LOOK_ERROR, "%s: %s Correct it, or clear it with Ctrl-U.",
                   entry->items[i].label, field_get_spec(entry->fields[i])->wants);
        entry->complaint = (int)i;
        return true;
    }
    if (entry->complaint >= 0)
        ui_clear_message(ui);
    return false;
}

static struct bench *of(const struct view *view)
{
    return view->data;
}

/* The row that was typed last stays selected, not the empty one below it. */
static void leave_typing(struct bench *bench)
{
    size_t row = bench_row(bench), rows = bench->desk.e.n_rows;
    entry_close(bench);
    bench_select_row(bench, row >= rows && rows > 0 ? rows - 1 : row);
}

bool entry_finish(struct ui *ui, struct bench *bench)
{
    entry_leave(ui, bench);
    if (go_to_refused(ui, bench))
        return false;
    leave_typing(bench);
    return true;
}

enum word entry_take(struct ui *ui, struct view *view, const char *argument)
{
    struct bench *bench = of(view);
    int row = bench->entry->row;
    (void)argument;
    entry_leave(ui, bench);
    if (go_to_refused(ui, bench))
        return WORD_HANDLED;
    if (row == DESK_HEADER) {
        entry_close(bench);
        if (bench->desk.e.n_rows == 0)
            entry_open(ui, bench, 0, FIELD_DRUG);
    } else if (is_new(bench)) {
        leave_typing(bench);
        ui_quiet(ui, "The rows are done; F2 saves, a adds one more.");
    } else {
        entry_open(ui, bench, row + 1, FIELD_DRUG);
    }
    return WORD_HANDLED;
}

enum word entry_next(struct ui *ui, struct view *view, const char *argument)
{
    struct bench *bench = of(view);
    size_t i = form_focus(bench->entry->form);
    if (i + 1 == bench->entry->n)
        return entry_take(ui, view, argument);
    entry_leave(ui, bench);
    form_go(bench->entry->form, i + 1);
    return WORD_HANDLED;
}

enum word entry_previous(struct ui *ui, struct view *view, const char *argument)
{
    struct bench *bench = of(view);
    size_t i = form_focus(bench->entry->form);
    (void)argument;
    entry_leave(ui, bench);
    form_go(bench->entry->form, i > 0 ? i - 1 : bench->entry->n - 1);
    return WORD_HANDLED;
}

enum word entry_back(struct ui *ui, struct view *view, const char *argument)
{
    struct bench *bench = of(view);
    (void)argument;
    if (bench->entry->warned) { /* what is refused is left out, as asked for twice */
        leave_typing(bench);
        ui_clear_message(ui);
    } else if (!entry_finish(ui, bench)) {
        bench->entry->warned = true;
    }
    return WORD_HANDLED;
}

static enum word beside(struct ui *ui, struct view *view, int by)
{
    struct bench *bench = of(view);
    struct entry *entry = bench->entry;
    if (entry->row == DESK_HEADER)
        return by < 0 ? entry_previous(ui, view, "") : entry_next(ui, view, "");
    enum field_id field = entry_field(entry);
    entry_leave(ui, bench);
    int row = entry->row + by;
    if (go_to_refused(ui, bench))
        return WORD_HANDLED;
    if (row < 0 || (size_t)row > bench->desk.e.n_rows || (by > 0 && is_new(bench)))
        ui_quiet(ui, by < 0 ? "This is the first row." : "This is the last row.");
    else
        entry_open(ui, bench, row, field);
    return WORD_HANDLED;
}

enum word entry_above(struct ui *ui, struct view *view, const char *argument)
{
    (void)argument;
    return beside(ui, view, -1);
}

enum word entry_below(struct ui *ui, struct view *view, const char *argument)
{
    (void)argument;
    return beside(ui, view, 1);
}

/* ---- keys ---- */

enum word entry_key(struct ui *ui, struct bench *bench, int key)
{
    struct entry *entry = bench->entry;
    (void)ui;
    if (!form_edit(entry->form, key))
        return WORD_IGNORED;
    entry->warned = false;
    complete_hint(bench->desk.coded ? bench->desk.r.book : NULL, entry_field(entry),
                  form_text(entry->form, form_focus(entry->form)), &entry->hint);
    return WORD_HANDLED;
}
