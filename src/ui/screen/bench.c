/* The workbench: one encounter, its rows, and what the person at it may do. */
#include "bench.h"

#include "../command/saved.h"

static struct bench *of(const struct view *view)
{
    return view->data;
}

size_t bench_row(const struct bench *bench)
{
    size_t rows = bench->desk.e.n_rows;
    if (bench->entry && entry_row(bench) >= 0)
        return (size_t)entry_row(bench);
    return bench->rows.at < rows ? bench->rows.at : rows;
}

void bench_select_row(struct bench *bench, size_t row)
{
    bench->rows.at = row <= bench->desk.e.n_rows ? row : bench->desk.e.n_rows;
    timeline_follow(&bench->timeline, &bench->desk, (int)bench->rows.at, bench->timeline_width);
}

struct subject bench_subject(struct bench *bench)
{
    const struct result *r = &bench->desk.r;
    struct subject subject = {0};
    size_t row = bench_row(bench);
    const struct item *item = bench->in_lower ? list_selected(&bench->lower) : NULL;
    bool codes = bench->half == HALF_PICTURE || bench->half == HALF_CLAIM;
    if (item && codes && item->tag > 0 && (size_t)item->tag <= r->n_lines) {
        subject.code = r->lines[item->tag - 1].code;
        subject.visit = r->lines[item->tag - 1].visit;
    } else if (item && !codes && item->tag > 0) {
        subject.row = (int)item->tag;
    } else if (row < bench->desk.e.n_rows) {
        subject.row = bench->desk.e.rows[row].number;
    }
    return subject;
}

void bench_trouble(struct ui *ui, const struct bench *bench)
{
    if (*bench->desk.trouble.text)
        ui_say(ui, LOOK_ERROR, "%s", bench->desk.trouble.text);
}

static void draw(struct ui *ui, struct view *view)
{
    panes_draw(ui, of(view));
}

static unsigned context_now(const struct view *view)
{
    return of(view)->entry ? IN_ENTRY : IN_BENCH;
}

static struct list *current_list(struct view *view)
{
    struct bench *bench = of(view);
    return bench->in_lower ? &bench->lower : &bench->rows;
}

static void close_bench(struct ui *ui, struct view *view)
{
    struct bench *bench = of(view);
    if (bench->desk.changed && !store_is_readonly(ui->store))
        ui_say(ui, LOOK_NOTE, "%s is kept as a draft; it waits on the start screen.",
               text_empty(bench->desk.e.id) ? "The encounter" : bench->desk.e.id);
    entry_close(bench);
    list_release(&bench->rows);
    list_release(&bench->lower);
    desk_release(&bench->desk);
    str_release(&bench->line);
    free(bench);
}

static void write_draft(struct ui *ui, struct view *view)
{
    if (!desk_write(&of(view)->desk))
        bench_trouble(ui, of(view));
}

static bool keep(struct ui *ui, struct view *view)
{
    if (desk_keep(&of(view)->desk))
        return false;
    bench_trouble(ui, of(view));
    return true;
}

static enum word key(struct ui *ui, struct view *view, int k)
{
    return of(view)->entry ? entry_key(ui, of(view), k) : WORD_IGNORED;
}

static enum word pasted(struct ui *ui, struct view *view, const char *text)
{
    return bench_pasted(ui, of(view), text);
}

/* ---- moving: the lists move themselves; the timeline follows ---- */

static enum word move(struct view *view, enum action_id id)
{
    struct bench *bench = of(view);
    enum word word = list_act(current_list(view), id);
    if (!bench->in_lower)
        bench_select_row(bench, bench->rows.at);
    else if (bench->half != HALF_PICTURE && bench->half != HALF_CLAIM && bench->half != HALF_WHY) {
        const struct item *item = list_selected(&bench->lower);
        if (item && item->tag > 0)
            bench_select_row(bench, (size_t)item->tag - 1);
    }
    return word;
}

#define MOVES(X)                                                                                   \
    X(up, UP)                                                                                      \
    X(down, DOWN)                                                                                  \
    X(page_up, PAGE_UP) X(page_down, PAGE_DOWN) X(top, TOP) X(bottom, BOTTOM) X(click, CLICK)
#define X(name, id)                                                                                \
    static enum word name(struct ui *ui, struct view *view, const char *argument)                  \
    {                                                                                              \
        (void)ui, (void)argument;                                                                  \
        return move(view, ACT_##id);                                                               \
    }
MOVES(X)
#undef X

static enum word pane(struct ui *ui, struct view *view, const char *argument)
{
    (void)ui, (void)argument;
    of(view)->in_lower = !of(view)->in_lower;
    return WORD_HANDLED;
}

static enum word turn(struct ui *ui, struct view *view, const char *argument)
{
    struct bench *bench = of(view);
    (void)ui, (void)argument;
    bench->half = (enum half)((bench->half + 1) % HALF_COUNT);
    bench->lower.at = bench->lower.top = 0;
    bench->in_lower = bench->half != HALF_PICTURE && !bench->entry;
    return WORD_HANDLED;
}

/* ---- the timeline ---- */

static enum word zoom(struct view *view, int by)
{
    struct bench *bench = of(view);
    timeline_zoom(&bench->timeline, &bench->desk, (int)bench_row(bench), bench->timeline_width, by);
    return WORD_HANDLED;
}

#define ZOOMS(X)                                                                                   \
    X(zoom_in, zoom(view, -1))                                                                     \
    X(zoom_out, zoom(view, 1))                                                                     \
    X(zoom_fit, zoom(view, 0))                                                                     \
    X(earlier,                                                                                     \
      (timeline_scroll(&of(view)->timeline, &of(view)->desk, of(view)->timeline_width, -1),        \
       WORD_HANDLED))                                                                              \
    X(later, (timeline_scroll(&of(view)->timeline, &of(view)->desk, of(view)->timeline_width, 1),  \
              WORD_HANDLED))
#define X(name, does)                                                                              \
    static enum word name(struct ui *ui, struct view *view, const char *argument)                  \
    {                                                                                              \
        (void)ui, (void)argument;                                                                  \
        return does;                                                                               \
    }
ZOOMS(X)
#undef X

static enum word back(struct ui *ui, struct view *view, const char *argument)
{
    struct bench *bench = of(view);
    if (bench->entry)
        return entry_back(ui, view, argument);
    if (bench->in_lower || bench->half != HALF_PICTURE) {
        bench->in_lower = false;
        bench->half = HALF_PICTURE;
        return WORD_HANDLED;
    }
    return WORD_POP;
}

/* This one makes room for the next: from there, back leads to where this one was opened. */
static enum word next_encounter(struct ui *ui, struct view *view, const char *argument)
{
    (void)view, (void)argument;
    str_clear(&ui->pending);
    str_add(&ui->pending, "new");
    return WORD_POP;
}

static const struct reaction reactions[] = {
    {ACT_UP, up},
    {ACT_DOWN, down},
    {ACT_PAGE_UP, page_up},
    {ACT_PAGE_DOWN, page_down},
    {ACT_TOP, top},
    {ACT_BOTTOM, bottom},
    {ACT_CLICK, click},
    {ACT_PANE, pane},
    {ACT_PANE_BACK, pane},
    {ACT_TURN, turn},
    {ACT_OPEN, bench_open_selected},
    {ACT_EDIT, bench_edit},
    {ACT_ADD, bench_add},
    {ACT_QUICK, bench_quick},
    {ACT_ONE_LINE, bench_quick},
    {ACT_PASTE, bench_paste},
    {ACT_COPY, bench_copy},
    {ACT_DELETE, bench_delete_row},
    {ACT_MOVE_UP, bench_move_up},
    {ACT_MOVE_DOWN, bench_move_down},
    {ACT_HEADER, bench_header},
    {ACT_UNDO, bench_undo},
    {ACT_REDO, bench_redo},
    {ACT_SAVE, bench_save},
    {ACT_OVERRULE, bench_overrule},
    {ACT_WHY, bench_why},
    {ACT_WHY_NOT, bench_why_not},
    {ACT_WHAT_IF, bench_what_if},
    {ACT_LEDGER, bench_ledger},
    {ACT_CLAIM, bench_claim},
    {ACT_FINDINGS, bench_findings},
    {ACT_CHECKLIST, bench_checklist},
    {ACT_SWITCHES, bench_switches},
    {ACT_WORDS, bench_words},
    {ACT_PAGER, bench_pager},
    {ACT_EDITOR, bench_editor},
    {ACT_SAVE_SCENARIO, bench_keep},
    {ACT_ZOOM_IN, zoom_in},
    {ACT_ZOOM_OUT, zoom_out},
    {ACT_ZOOM_FIT, zoom_fit},
    {ACT_EARLIER, earlier},
    {ACT_LATER, later},
    {ACT_BACK, back},
    {ACT_NEXT, next_encounter},
    {ACT_NEXT_FIELD, entry_next},
    {ACT_PREVIOUS_FIELD, entry_previous},
    {ACT_TAKE, entry_take},
    {ACT_ROW_ABOVE, entry_above},
    {ACT_ROW_BELOW, entry_below},
    {ACT_DUPLICATE, entry_duplicate},
    {ACT_CHOICES, entry_choices},
    {ACT_FIELD_HELP, entry_help},
    {ACT_NONE, NULL},
};

static const struct view_ops bench_ops = {.title = "the workbench",
                                          .context = IN_BENCH,
                                          .reactions = reactions,
                                          .draw = draw,
                                          .close = close_bench,
                                          .key = key,
                                          .pasted = pasted,
                                          .list = current_list,
                                          .secure = write_draft,
                                          .settle = keep,
                                          .context_now = context_now};

/* ---- opening ---- */

static struct bench *bench_new(struct ui *ui)
{
    struct bench *bench = calloc(1, sizeof *bench);
    if (!bench)
        base_no_memory(1);
    ui_clock(ui);
    desk_init(&bench->desk, ui->app, ui->store, ui->today);
    list_init(&bench->rows);
    list_init(&bench->lower);
    timeline_init(&bench->timeline);
    bench->timeline_width = 80;
    str_init(&bench->line, 4000);
    return bench;
}

static void show(struct ui *ui, struct bench *bench)
{
    ui_push(ui, &bench_ops, bench);
    bench_trouble(ui, bench);
}

static void give_up(struct ui *ui, struct bench *bench, const struct err *err)
{
    ui_say(ui, LOOK_ERROR, "%s", err->text);
    desk_release(&bench->desk);
    free(bench);
}

void bench_open_new(struct ui *ui)
{
    struct bench *bench = bench_new(ui);
    desk_begin(&bench->desk, ui->app->user);
    show(ui, bench);
    entry_open(ui, bench, DESK_HEADER, FIELD_ENCOUNTER);
}

/* Unsaved changes of that encounter; NULL: there are none.  Lives in arena. */
static const struct store_draft *draft_of(struct ui *ui, int64_t id, struct arena *arena)
{
    struct store_draft *drafts = NULL;
    struct err err = {""};
    size_t n = 0;
    if (store_draft_list(ui->store, arena, &drafts, &n, &err) != STORE_OK)
        return NULL;
    for (size_t i = 0; i < n; i++)
        if (drafts[i].base == id)
            return &drafts[i];
    return NULL;
}

void bench_open_saved(struct ui *ui, const char *number)
{
    struct bench *bench = bench_new(ui);
    struct err err = {""};
    struct arena arena;
    if (!desk_load(&bench->desk, number, &err) ||
        saved_blind(ui->store, ui->app->user, bench->desk.id, &err) != STORE_OK) {
        give_up(ui, bench, &err);
        return;
    }
    arena_init(&arena);
    const struct store_draft *draft = draft_of(ui, bench->desk.id, &arena);
    bool take = draft && !draft->open;
    int64_t id = draft ? draft->id : 0;
    if (take && !desk_load_draft(&bench->desk, id, &err)) {
        give_up(ui, bench, &err);
    } else {
        show(ui, bench);
        if (take)
            ui_say(ui, LOOK_NOTE, "%s with its unsaved changes, last typed %s; F2 saves them.",
                   number, draft->changed);
        else if (draft)
            ui_say(ui, LOOK_WARNING,
                   "%s is being changed in another window; who saves second is told.", number);
    }
    arena_release(&arena);
}

void bench_open_draft(struct ui *ui, int64_t draft)
{
    struct bench *bench = bench_new(ui);
    struct err err = {""};
    if (!desk_load_draft(&bench->desk, draft, &err))
        give_up(ui, bench, &err);
    else {
        show(ui, bench);
        if (ui->message.length == 0)
            ui_say(ui, LOOK_NOTE, "This is the draft as you left it; F2 saves it.");
    }
}
