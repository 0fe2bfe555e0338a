/* What the person at the workbench may change: rows, header, history, saving. */
#include "bench.h"

static struct bench *of(const struct view *view)
{
    return view->data;
}

/* ---- rows ---- */

enum word bench_edit(struct ui *ui, struct view *view, const char *argument)
{
    struct bench *bench = of(view);
    (void)argument;
    bench->in_lower = false;
    entry_open(ui, bench, (int)bench_row(bench), FIELD_DRUG);
    return WORD_HANDLED;
}

enum word bench_add(struct ui *ui, struct view *view, const char *argument)
{
    struct bench *bench = of(view);
    (void)argument;
    bench->in_lower = false;
    bench_select_row(bench, bench->desk.e.n_rows);
    entry_open(ui, bench, (int)bench->desk.e.n_rows, FIELD_DRUG);
    return WORD_HANDLED;
}

/* The selected row for an action that needs one; false: said. */
static bool need_row(struct ui *ui, const struct bench *bench, size_t *row)
{
    *row = bench_row(bench);
    if (*row < bench->desk.e.n_rows)
        return true;
    ui_say(ui, LOOK_NOTE, "Select a row first; this one is still empty.");
    return false;
}

enum word bench_copy(struct ui *ui, struct view *view, const char *argument)
{
    size_t row;
    (void)argument;
    if (!need_row(ui, of(view), &row))
        return WORD_HANDLED;
    desk_copy_row(&of(view)->desk, row);
    bench_select_row(of(view), row + 1);
    ui_quiet(ui, "Row %zu is a copy of row %zu.", row + 2, row + 1);
    bench_trouble(ui, of(view));
    return WORD_HANDLED;
}

enum word bench_delete_row(struct ui *ui, struct view *view, const char *argument)
{
    size_t row;
    (void)argument;
    if (!need_row(ui, of(view), &row))
        return WORD_HANDLED;
    ui_say(ui, LOOK_NOTE, "Row %zu, %s, is deleted; u takes it back.", row + 1,
           row_name(&of(view)->desk, (int)row + 1));
    desk_delete_row(&of(view)->desk, row);
    bench_select_row(of(view), row);
    bench_trouble(ui, of(view));
    return WORD_HANDLED;
}

static enum word move_row(struct ui *ui, struct view *view, int by)
{
    size_t row;
    if (!need_row(ui, of(view), &row))
        return WORD_HANDLED;
    size_t to = row + (size_t)by;
    if (to >= of(view)->desk.e.n_rows) {
        ui_quiet(ui, "The row already stands at the %s.", by < 0 ? "top" : "bottom");
        return WORD_HANDLED;
    }
    desk_move_row(&of(view)->desk, row, to);
    bench_select_row(of(view), to);
    bench_trouble(ui, of(view));
    return WORD_HANDLED;
}

enum word bench_move_up(struct ui *ui, struct view *view, const char *argument)
{
    (void)argument;
    return move_row(ui, view, -1);
}

enum word bench_move_down(struct ui *ui, struct view *view, const char *argument)
{
    (void)argument;
    return move_row(ui, view, 1);
}

/* ---- the encounter ---- */

enum word bench_header(struct ui *ui, struct view *view, const char *argument)
{
    (void)argument;
    of(view)->in_lower = false;
    entry_open(ui, of(view), DESK_HEADER, FIELD_ENCOUNTER);
    return WORD_HANDLED;
}

enum word bench_undo(struct ui *ui, struct view *view, const char *argument)
{
    (void)argument;
    if (desk_undo(&of(view)->desk))
        ui_quiet(ui, "One change is taken back; r does it again.");
    else
        ui_quiet(ui, "There is nothing to take back.");
    bench_trouble(ui, of(view));
    return WORD_HANDLED;
}

enum word bench_redo(struct ui *ui, struct view *view, const char *argument)
{
    (void)argument;
    if (desk_redo(&of(view)->desk))
        ui_quiet(ui, "The change is done again.");
    else
        ui_quiet(ui, "There is nothing to do again.");
    bench_trouble(ui, of(view));
    return WORD_HANDLED;
}

enum word bench_save(struct ui *ui, struct view *view, const char *argument)
{
    struct bench *bench = of(view);
    struct err err = {""};
    (void)argument;
    if (bench->entry && !entry_finish(ui, bench))
        return WORD_HANDLED;
    if (desk_save(&bench->desk, &err)) {
        ui_say(ui, LOOK_GOOD, "%s is saved as %s.", bench->desk.e.id,
               status_name(bench->desk.status));
        return WORD_HANDLED;
    }
    if (bench->desk.stale) {
        merge_open(ui, bench);
        return WORD_HANDLED;
    }
    ui_say(ui, LOOK_ERROR, "%s", err.text);
    if (text_empty(bench->desk.e.id))
        entry_open(ui, bench, DESK_HEADER, FIELD_ENCOUNTER);
    return WORD_HANDLED;
}
