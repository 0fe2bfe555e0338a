/* One saved encounter beside itself coded again, and accepted by a person. */
#include "../../db/store_office.h"
#include "recode.h"
#include "sides.h"

struct one {
    struct recode_view *from; /* the view below, which outlives this one */
    struct recode_entry *entry;
    struct list list;
    int width;
};

static const struct view_ops one_ops;

static bool lines(void *context, const struct recoded *r)
{
    struct one *one = context;
    const struct sides sides = {.list = &one->list,
                                .left = r->before,
                                .right = r->after,
                                .left_title = "As saved",
                                .right_title = "Coded again",
                                .look = LOOK_PLAIN,
                                .width = one->width};
    list_add(&one->list, LOOK_PLAIN, 0, "saved under rules %s, policy %s: %s", r->item->edition,
             r->item->policy, text_empty(r->item->codes) ? "no code" : r->item->codes);
    list_add(&one->list, LOOK_PLAIN, 0, "now under rules %s, policy %s", r->after->book->edition,
             r->after->policy->name);
    if (!r->again)
        list_text(&one->list, LOOK_WARNING, 0, one->width, 2,
                  "What was saved does not come out again under what it was saved with: the "
                  "program or its rule book has changed since.");
    sides_lines(&sides);
    sides_difference(&sides);
    return true;
}

static void draw(struct ui *ui, struct view *view)
{
    struct one *one = view->data;
    struct recode_view *v = one->from;
    struct err err = {""};
    char title[160];
    if (one->width != ui->cols - 2) {
        one->width = ui->cols - 2;
        list_clear(&one->list);
        if (recoding_one(ui->app, ui->store, one->entry->number, &v->words.as, lines, one, &err) !=
            LEAVE_DONE)
            list_text(&one->list, LOOK_ERROR, 0, one->width, 2, err.text);
    }
    snprintf(title, sizeof title, "%.100s coded again", one->entry->number);
    ui_title(ui, title, one->entry->accepted ? "accepted" : status_name(one->entry->status));
    list_draw(&one->list, 1, 0, ui->body - 1, ui->cols, true);
}

static void close_one(struct ui *ui, struct view *view)
{
    struct one *one = view->data;
    (void)ui;
    list_release(&one->list);
    free(one);
}

static struct list *list_of(struct view *view)
{
    return &((struct one *)view->data)->list;
}

static enum word take_over(struct ui *ui, struct view *view, const char *argument)
{
    struct one *one = view->data;
    (void)argument;
    recode_accept(ui, one->entry);
    return WORD_HANDLED;
}

static const struct reaction reactions[] = {{ACT_TAKE_OVER, take_over}, {ACT_NONE, NULL}};

static unsigned context_now(const struct view *view)
{
    return ((const struct one *)view->data)->from->setting ? IN_SETTING : IN_RECODE;
}

static const struct view_ops one_ops = {.title = "one encounter coded again",
                                        .context = IN_RECODE,
                                        .context_now = context_now,
                                        .reactions = reactions,
                                        .draw = draw,
                                        .close = close_one,
                                        .list = list_of};

void recode_one_open(struct ui *ui, struct recode_view *v, struct recode_entry *entry)
{
    struct one *one = calloc(1, sizeof *one);
    struct err err = {""};
    if (!one)
        base_no_memory(1);
    one->from = v;
    one->entry = entry;
    list_init(&one->list);
    ui_push(ui, &one_ops, one);
    if (store_note(ui->store, "recode shown", entry->number, v->words.words, &err) != STORE_OK)
        ui_say(ui, LOOK_ERROR, "%s", err.text);
}

/* ---- accepting ---- */

/* What was asked about: of the view on top. */
static struct recode_entry *asked(struct ui *ui, struct recode_view **v)
{
    struct view *top = ui_top(ui);
    if (top->ops == &one_ops) {
        struct one *one = top->data;
        *v = one->from;
        return one->entry;
    }
    *v = top->data;
    const struct item *item = list_selected(&(*v)->list);
    return item && item->tag > 0 ? (*v)->entries[item->tag - 1] : NULL;
}

static void answered(struct ui *ui, const char *words)
{
    struct recode_view *v;
    struct recode_entry *entry = asked(ui, &v);
    struct err err = {""};
    if (!entry || ascii_lower(*words) != 'y') {
        ui_say(ui, LOOK_NOTE, "It stays as it was saved.");
        return;
    }
    if (recoding_accept(ui->app, ui->store, entry->number, &v->words.as, &err) != LEAVE_DONE) {
        ui_say(ui, LOOK_ERROR, "%s.", err.text);
        return;
    }
    entry->accepted = true;
    v->accepted++;
    v->width = 0;
    ui_say(ui, LOOK_GOOD, "%s is saved as it comes out now; the audit trail keeps what it was.",
           entry->number);
}

void recode_accept(struct ui *ui, const struct recode_entry *entry)
{
    struct err err = {""};
    char label[200];
    if (entry->accepted) {
        ui_say(ui, LOOK_NOTE, "%s is accepted already.", entry->number);
    } else if (store_may(ui->store, DEED_CODE, &err) != STORE_OK) {
        ui_say(ui, LOOK_ERROR, "%s.", err.text);
    } else {
        snprintf(label, sizeof label, "Save %.100s as it comes out now? (y/n)", entry->number);
        prompt_open(ui, label, NULL, answered);
    }
}
