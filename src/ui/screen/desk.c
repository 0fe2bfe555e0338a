#include "desk.h"

static bool said_already(struct desk *desk, bool good, const struct err *err)
{
    desk->trouble = good ? (struct err){""} : *err;
    return good;
}

void desk_init(struct desk *desk, const struct app *app, struct store *store, day_t today)
{
    *desk = (struct desk){.app = app, .store = store, .today = today};
    encounter_init(&desk->e);
    result_init(&desk->r);
    arena_init(&desk->departures);
}

static void forget_states(struct desk *desk, size_t from)
{
    while (desk->n_states > from)
        encounter_release(&desk->states[--desk->n_states]);
}

void desk_release(struct desk *desk)
{
    desk_keep(desk);
    forget_states(desk, 0);
    free(desk->states);
    arena_release(&desk->departures);
    result_release(&desk->r);
    encounter_release(&desk->e);
}

/* The one door: called after every change, before the next key is read. */
bool desk_recode(struct desk *desk)
{
    struct err err = {""};
    day_t day = encounter_day(&desk->e);
    const struct book *book = app_book(desk->app, day == NO_DAY ? desk->today : day, &err);
    desk->coded = book != NULL;
    if (book)
        engine_code(book, &desk->app->policy, &desk->e, &desk->r);
    return said_already(desk, desk->coded, &err);
}

static void remember(struct desk *desk)
{
    if (desk->n_states)
        forget_states(desk, desk->at + 1);
    if (desk->n_states == desk->cap_states) {
        desk->cap_states = desk->cap_states ? desk->cap_states * 2 : 64;
        struct encounter *more = realloc(desk->states, desk->cap_states * sizeof *more);
        if (!more)
            base_no_memory(1);
        desk->states = more;
    }
    encounter_copy(&desk->states[desk->n_states], &desk->e);
    desk->at = desk->n_states++;
}

bool desk_write(struct desk *desk)
{
    struct err err = {""};
    if (!desk->due || store_is_readonly(desk->store))
        return true;
    desk->due = false;
    desk->draft.base = desk->id;
    desk->draft.base_version = desk->version;
    desk->unsure = store_draft_save(desk->store, &desk->draft, &desk->e, &err) == STORE_OK;
    return desk->unsure || said_already(desk, false, &err);
}

bool desk_keep(struct desk *desk)
{
    struct err err = {""};
    if (!desk_write(desk))
        return false;
    if (!desk->unsure)
        return true;
    desk->unsure = false;
    return store_sync(desk->store, &err) == STORE_OK || said_already(desk, false, &err);
}

static void changed(struct desk *desk, bool new_state)
{
    if (new_state)
        remember(desk);
    desk->changed = true;
    desk->due = true;
    desk_recode(desk);
}

void desk_restart(struct desk *desk)
{
    forget_states(desk, 0);
    remember(desk);
    desk_recode(desk);
    desk_load_overrules(desk);
}

void desk_begin(struct desk *desk, const char *coder)
{
    encounter_release(&desk->e);
    encounter_init(&desk->e);
    desk->e.date = desk->today;
    field_set(&desk->e, NULL, FIELD_CODER, coder ? coder : "", NULL);
    site_fill(&desk->app->site, &desk->e, desk->today);
    desk->status = STATUS_NONE;
    desk_restart(desk);
}

bool desk_load(struct desk *desk, const char *number, struct err *err)
{
    struct store_item item;
    if (store_load(desk->store, number, &desk->e, &item, err) != STORE_OK ||
        store_note(desk->store, "opened", number, "", err) != STORE_OK)
        return false;
    desk->id = item.id;
    desk->version = item.version;
    desk->status = item.status;
    desk_restart(desk);
    return true;
}

bool desk_load_draft(struct desk *desk, int64_t draft, struct err *err)
{
    if (store_draft_load(desk->store, draft, &desk->e, &desk->draft, err) != STORE_OK)
        return false;
    desk->id = desk->draft.base;
    desk->version = desk->draft.base_version;
    desk->status = STATUS_DRAFT;
    desk->changed = true;
    desk_restart(desk);
    return true;
}

/* ---- one field ---- */

static struct row *row_at(const struct desk *desk, int row)
{
    return row >= 0 && (size_t)row < desk->e.n_rows ? &desk->e.rows[row] : NULL;
}

void desk_text(const struct desk *desk, int row, enum field_id field, struct str *out)
{
    str_clear(out);
    if (row != DESK_HEADER && !row_at(desk, row))
        return;
    field_print(&desk->e, row_at(desk, row), field, out);
}

/* Times were typed as clock times; when what they hang on changes, they are read again as typed. */
struct typed_times {
    struct arena arena;
    const char **start, **stop;
};

static const char *print_field(struct desk *desk, struct arena *arena, struct row *row,
                               enum field_id field)
{
    struct str text;
    str_init(&text, 400);
    field_print(&desk->e, row, field, &text);
    const char *copy = arena_text(arena, text.length ? text.data : "");
    str_release(&text);
    return copy;
}

static void note_times(struct desk *desk, struct typed_times *times)
{
    struct encounter *e = &desk->e;
    arena_init(&times->arena);
    times->start = ARENA_ARRAY(&times->arena, const char *, e->n_rows + 1);
    times->stop = ARENA_ARRAY(&times->arena, const char *, e->n_rows + 1);
    for (size_t i = 0; i < e->n_rows; i++) {
        times->start[i] = print_field(desk, &times->arena, &e->rows[i], FIELD_START);
        times->stop[i] = print_field(desk, &times->arena, &e->rows[i], FIELD_STOP);
    }
}

/* only: the row whose start has changed, or DESK_HEADER when the date has. */
static void read_times_again(struct desk *desk, const struct typed_times *times, int only)
{
    struct encounter *e = &desk->e;
    for (size_t i = 0; i < e->n_rows; i++) {
        if (only != DESK_HEADER && (size_t)only != i)
            continue;
        if (only == DESK_HEADER && *times->start[i])
            field_set(e, &e->rows[i], FIELD_START, times->start[i], NULL);
        if (*times->stop[i])
            field_set(e, &e->rows[i], FIELD_STOP, times->stop[i], NULL);
    }
}

static struct row *append_row(struct desk *desk)
{
    struct encounter *e = &desk->e;
    struct row *row = encounter_add_row(e);
    if (e->n_rows > 1) {
        row->line = row[-1].line;
        row->visit = row[-1].visit;
    }
    return row;
}

bool desk_set(struct desk *desk, int index, enum field_id field, const char *text, struct err *err)
{
    struct encounter *e = &desk->e;
    struct typed_times times;
    bool fresh = index != DESK_HEADER && !row_at(desk, index);
    if (fresh && text_empty(text))
        return true;
    note_times(desk, &times);
    struct row *row = fresh ? append_row(desk) : row_at(desk, index);
    const char *before = print_field(desk, &times.arena, row, field);
    bool good = field_set(e, row, field, text, err);
    if (good && field == FIELD_START && !fresh)
        read_times_again(desk, &times, index);
    if (good && field == FIELD_DATE)
        read_times_again(desk, &times, DESK_HEADER);
    bool differs =
        good && (fresh || strcmp(before, print_field(desk, &times.arena, row, field)) != 0);
    if (!good && fresh)
        encounter_delete_row(e, e->n_rows - 1);
    arena_release(&times.arena);
    if (differs)
        changed(desk, true);
    return good;
}

/* ---- rows ---- */

void desk_copy_row(struct desk *desk, size_t index)
{
    struct encounter *e = &desk->e;
    if (index >= e->n_rows)
        return;
    struct row *copy = encounter_add_row(e);
    int number = copy->number;
    *copy = e->rows[index]; /* text is shared: the arena keeps both */
    copy->number = number;
    encounter_move_row(e, e->n_rows - 1, index + 1);
    changed(desk, true);
}

void desk_delete_row(struct desk *desk, size_t index)
{
    if (index >= desk->e.n_rows)
        return;
    encounter_delete_row(&desk->e, index);
    changed(desk, true);
}

void desk_move_row(struct desk *desk, size_t from, size_t to)
{
    if (from == to || from >= desk->e.n_rows || to >= desk->e.n_rows)
        return;
    encounter_move_row(&desk->e, from, to);
    changed(desk, true);
}

bool desk_edit(struct desk *desk, desk_change_fn *change, void *context, struct err *err)
{
    if (change(context, &desk->e, err)) {
        changed(desk, true);
        return true;
    }
    encounter_release(&desk->e);
    encounter_copy(&desk->e, &desk->states[desk->at]);
    desk_recode(desk);
    return false;
}

static void restore(struct desk *desk, size_t at)
{
    desk->at = at;
    encounter_release(&desk->e);
    encounter_copy(&desk->e, &desk->states[at]);
    changed(desk, false);
}

bool desk_undo(struct desk *desk)
{
    if (desk->at == 0)
        return false;
    restore(desk, desk->at - 1);
    return true;
}

bool desk_redo(struct desk *desk)
{
    if (desk->at + 1 >= desk->n_states)
        return false;
    restore(desk, desk->at + 1);
    return true;
}

/* ---- saving ---- */

/* What is in review or returned stays there until somebody answers. */
static enum status status_to_save(struct desk *desk)
{
    struct encounter e;
    struct store_item item = {.status = STATUS_NONE};
    struct err ignored;
    encounter_init(&e);
    if (desk->id != 0)
        store_load_id(desk->store, desk->id, &e, &item, &ignored);
    encounter_release(&e);
    return item.status == STATUS_REVIEW || item.status == STATUS_RETURNED ? item.status
                                                                          : STATUS_CODED;
}

bool desk_save(struct desk *desk, struct err *err)
{
    if (text_empty(desk->e.id))
        return err_set(
            err, "The encounter has no number yet; type it in the header (h), then save again.");
    if (desk->e.n_rows == 0)
        return err_set(err, "There is no row yet; type one (a), then save again.");
    if (!desk->coded) {
        if (err)
            *err = desk->trouble;
        return false;
    }
    struct store_save save = {.encounter = &desk->e,
                              .result = &desk->r,
                              .status = status_to_save(desk),
                              .id = desk->id,
                              .version = desk->version,
                              .draft = desk->draft.id};
    enum store_fault fault = store_save(desk->store, &save, err);
    desk->stale = fault == STORE_STALE;
    if (fault != STORE_OK)
        return false;
    desk->id = save.id;
    desk->version = save.version;
    desk->status = save.status;
    desk->draft = (struct store_draft){0};
    desk->changed = desk->due = false;
    desk_load_overrules(desk);
    return true;
}

/* ---- what became of a row ---- */

const struct row_result *desk_row_result(const struct desk *desk, size_t row)
{
    return desk->coded && row < desk->r.n_rows ? &desk->r.rows[row] : NULL;
}

/* The account that took most of a row's minutes; NULL when none did. */
static const char *main_account(const struct result *r, int number)
{
    const char *account = NULL;
    int most = -1;
    for (size_t i = 0; i < r->n_postings; i++)
        if (r->postings[i].row == number && r->postings[i].minutes > most) {
            most = r->postings[i].minutes;
            account = r->postings[i].account;
        }
    return account;
}

void desk_billed_as(const struct desk *desk, size_t index, struct str *out)
{
    const struct row_result *rr = desk_row_result(desk, index);
    const struct result *r = &desk->r;
    str_clear(out);
    if (!rr)
        return;
    for (size_t i = 0; i < r->n_lines; i++) {
        const struct line *line = &r->lines[i];
        if (line->visit != rr->visit || !line_has_row(line, rr->row))
            continue;
        str_addf(out, "%s%s", out->length ? " " : "", line->code->id);
        if (line->units > 1 && line->n_rows == 1)
            str_addf(out, "x%d", line->units);
    }
    for (size_t i = 0; i < r->n_elsewhere && !out->length; i++)
        if (r->elsewhere[i].row == rr->row)
            str_addf(out, "(%s)", r->elsewhere[i].code);
    if (out->length)
        return;
    const char *account = rr->out ? rr->out : main_account(r, rr->row);
    str_add(out, account ? account : "-");
}
