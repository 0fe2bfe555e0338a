/* Second to save: what they changed, what you changed, where both changed the same; put together,
 * kept as a copy, or left alone.  Nothing is overwritten unseen. */
#include "bench.h"

#include "cells.h"
#include "../../core/compare.h"

enum { TEXT_MAX = 1 << 16 };

struct merging {
    struct list list;
    struct bench *bench; /* of the view below */
    struct desk_merge both;
    int width;
    bool filled;
};

static struct merge_item *item_at(struct merging *v)
{
    const struct item *item = list_selected(&v->list);
    return item && item->tag > 0 ? &v->both.merge.items[item->tag - 1] : NULL;
}

/* ---- what it shows ---- */

static const char *or_nothing(const char *text)
{
    return *text ? text : "(nothing)";
}

static void add_item(struct merging *v, size_t i)
{
    static const char *const marks[] = {[MERGE_UNDECIDED] = "[      ]",
                                        [MERGE_THEIRS] = "[theirs]",
                                        [MERGE_MINE] = "[yours ]"};
    const struct merge_item *item = &v->both.merge.items[i];
    struct str line;
    str_init(&line, TEXT_MAX);
    str_addf(&line, "%s ", marks[item->take]);
    merge_item_name(&v->both.merge, item, &line);
    text_tame(line.data);
    enum look look = item->take == MERGE_UNDECIDED ? LOOK_WARNING : LOOK_PLAIN;
    list_text(&v->list, look, (long)i + 1, v->width, 9, line.data);
    str_clear(&line);
    str_addf(&line, "was %s; theirs %s; yours %s", or_nothing(item->base),
             or_nothing(item->theirs), or_nothing(item->mine));
    text_tame(line.data);
    list_more(&v->list, look, (long)i + 1, v->width, 9, line.data);
    str_release(&line);
}

/* Conflicts, then what only they changed, then what only this person changed. */
static void add_part(struct merging *v, const char *heading, int part)
{
    bool any = false;
    const struct merge *m = &v->both.merge;
    for (size_t i = 0; i < m->n_items; i++) {
        const struct merge_item *item = &m->items[i];
        int of = item->conflict ? 0 : strcmp(item->base, item->mine) == 0 ? 1 : 2;
        if (of != part)
            continue;
        if (!any)
            list_head(&v->list, "%s", heading);
        any = true;
        add_item(v, i);
    }
}

/* The codes that both together make, as far as that is settled. */
static void add_outcome(struct ui *ui, struct merging *v)
{
    struct encounter together;
    struct result r;
    struct str codes;
    struct err err = {""};
    if (merge_undecided(&v->both.merge)) {
        list_add(&v->list, LOOK_FAINT, 0, "Decide what both changed; then F2 saves it together.");
        return;
    }
    encounter_init(&together);
    result_init(&r);
    str_init(&codes, TEXT_MAX);
    day_t day = encounter_day(&v->both.theirs);
    const struct book *book = app_book(ui->app, day == NO_DAY ? ui->today : day, &err);
    if (book && merge_build(&v->both.merge, &together, &err)) {
        engine_code(book, &ui->app->policy, &together, &r);
        compare_codes(&r, 0, &codes);
        list_add(&v->list, LOOK_CODE, 0, "Together: %s", codes.length ? codes.data : "no codes");
    } else {
        list_add(&v->list, LOOK_ERROR, 0, "%s", err.text);
    }
    str_release(&codes);
    result_release(&r);
    encounter_release(&together);
}

static void fill(struct ui *ui, struct merging *v)
{
    const struct store_item *saved = &v->both.saved;
    struct str line;
    str_init(&line, TEXT_MAX);
    list_clear(&v->list);
    str_addf(&line, "%s saved it on %s while you were at it; it is now %s: %s.  Yours is not saved.",
             saved->changed_by, saved->changed, status_name(saved->status), saved->codes);
    text_tame(line.data);
    list_more(&v->list, LOOK_STRONG, 0, v->width, 0, line.data);
    add_part(v, "Both changed it: t theirs, m yours", 0);
    add_part(v, "Only they changed it", 1);
    add_part(v, "Only you changed it", 2);
    if (v->both.merge.n_items == 0)
        list_more(&v->list, LOOK_PLAIN, 0, v->width, 0,
                  "The rows of both are the same; only its status or its overrules changed.");
    add_outcome(ui, v);
    str_release(&line);
    if (!v->filled) /* begin at the first that needs a decision */
        for (size_t i = 0; i < v->both.merge.n_items; i++)
            if (v->both.merge.items[i].conflict) {
                list_select(&v->list, (long)i + 1);
                break;
            }
    v->filled = true;
}

static void draw(struct ui *ui, struct view *view)
{
    struct merging *v = view->data;
    char left[160], right[60];
    size_t open = merge_undecided(&v->both.merge);
    if (v->width != ui->cols - 2) {
        v->width = ui->cols - 2;
        fill(ui, v);
    }
    snprintf(left, sizeof left, "%.60s was saved by %.60s", v->both.theirs.id,
             v->both.saved.changed_by);
    snprintf(right, sizeof right, "%zu to decide", open);
    ui_title(ui, left, open ? right : "F2 saves both");
    list_draw(&v->list, 1, 0, ui->body - 1, ui->cols, true);
}

static void close_merging(struct ui *ui, struct view *view)
{
    struct merging *v = view->data;
    (void)ui;
    list_release(&v->list);
    desk_merge_end(&v->both);
    free(v);
}

static struct list *list_of(struct view *view)
{
    return &((struct merging *)view->data)->list;
}

/* ---- deciding ---- */

static void next_undecided(struct merging *v)
{
    const struct merge *m = &v->both.merge;
    for (size_t i = 0; i < m->n_items; i++)
        if (m->items[i].take == MERGE_UNDECIDED) {
            list_select(&v->list, (long)i + 1);
            return;
        }
}

static enum word decide(struct ui *ui, struct merging *v, enum merge_take take)
{
    struct merge_item *item = item_at(v);
    if (!item) {
        ui_quiet(ui, "Select a change first; t takes theirs, m yours.");
        return WORD_HANDLED;
    }
    bool was_open = item->take == MERGE_UNDECIDED;
    item->take = take;
    fill(ui, v);
    if (was_open)
        next_undecided(v);
    return WORD_HANDLED;
}

static enum word theirs(struct ui *ui, struct view *view, const char *argument)
{
    (void)argument;
    return decide(ui, view->data, MERGE_THEIRS);
}

static enum word mine(struct ui *ui, struct view *view, const char *argument)
{
    (void)argument;
    return decide(ui, view->data, MERGE_MINE);
}

static enum word other_one(struct ui *ui, struct view *view, const char *argument)
{
    struct merge_item *item = item_at(view->data);
    (void)argument;
    return decide(ui, view->data, item && item->take == MERGE_THEIRS ? MERGE_MINE : MERGE_THEIRS);
}

/* ---- leaving ---- */

static enum word save(struct ui *ui, struct view *view, const char *argument)
{
    struct merging *v = view->data;
    struct desk *desk = &v->bench->desk;
    struct err err = {""};
    (void)argument;
    if (desk_merge_save(desk, &v->both, &err)) {
        ui_say(ui, LOOK_GOOD, "%s is saved as %s, with what both of you changed.", desk->e.id,
               status_name(desk->status));
        return WORD_POP;
    }
    ui_say(ui, LOOK_ERROR, "%s", err.text);
    if (!desk->stale)
        return WORD_HANDLED;
    desk_merge_end(&v->both); /* they were faster again: look at it anew */
    list_clear(&v->list);
    v->filled = false;
    v->width = 0;
    return desk_merge_begin(desk, &v->both, &err) ? WORD_HANDLED : WORD_POP;
}

static void copy_named(struct ui *ui, const char *number)
{
    struct merging *v = ui_top(ui)->data;
    struct desk *desk = &v->bench->desk;
    struct err err = {""};
    if (text_empty(number)) {
        ui_quiet(ui, "Nothing is saved; a copy needs a number.");
    } else if (desk_save_copy(desk, number, &err)) {
        ui_say(ui, LOOK_GOOD, "Yours is saved as %s; %s stays as they left it.", desk->e.id,
               v->both.theirs.id);
        str_clear(&ui->pending);
        str_add(&ui->pending, "back");
    } else {
        ui_say(ui, LOOK_ERROR, "%s", err.text);
    }
}

static enum word save_copy(struct ui *ui, struct view *view, const char *argument)
{
    (void)view;
    if (*argument)
        copy_named(ui, argument);
    else
        prompt_open(ui, "Number of your copy:", NULL, copy_named);
    return WORD_HANDLED;
}

static const struct reaction reactions[] = {{ACT_SAVE, save},     {ACT_THEIRS, theirs},
                                            {ACT_MINE, mine},     {ACT_OPEN, other_one},
                                            {ACT_COPY_AS, save_copy}, {ACT_NONE, NULL}};

static const struct view_ops merge_ops = {.title = "two people's changes",
                                          .context = IN_MERGE,
                                          .reactions = reactions,
                                          .draw = draw,
                                          .close = close_merging,
                                          .list = list_of};

void merge_open(struct ui *ui, struct bench *bench)
{
    struct err err = {""};
    struct merging *v = calloc(1, sizeof *v);
    if (!v)
        base_no_memory(1);
    if (!desk_merge_begin(&bench->desk, &v->both, &err)) {
        ui_say(ui, LOOK_ERROR, "%s", err.text);
        free(v);
        return;
    }
    v->bench = bench;
    list_init(&v->list);
    ui_push(ui, &merge_ops, v);
}
