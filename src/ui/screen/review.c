/* The answers of one encounter side by side, and what reviewer and coder say to each other. */
#include "screens.h"

#include "../command/office.h"

enum { TEXT_MAX = 1 << 20, NUMBER_MAX = 128 };

struct review {
    struct list list;
    struct office office;
    bool loaded;
    char number[NUMBER_MAX];
    struct store_review *reviews;
    size_t n;
    enum review_act asked; /* what the words that are being typed are for */
};

static void add_lines(struct list *list, struct str *text)
{
    for (char *line = text->data; line && *line;) {
        char *end = strchr(line, '\n');
        if (end)
            *end = '\0';
        text_tame(line);
        list_add(list, LOOK_PLAIN, 0, "%s", line);
        line = end ? end + 1 : NULL;
    }
}

static void fill(struct ui *ui, struct review *v)
{
    struct alignment sides;
    struct str text;
    struct err err = {""};
    str_init(&text, TEXT_MAX);
    list_clear(&v->list);
    if (store_reviews(ui->store, v->office.saved.item.id, NULL, &v->office.arena, &v->reviews, &v->n,
                      &err) != STORE_OK)
        ui_say(ui, LOOK_ERROR, "%s", err.text);
    for (size_t i = v->n; i-- > 0;) /* the last one first */
        office_print_review(&v->office, ui->store, &v->reviews[i], &text);
    if (v->n == 0 && office_align(&v->office, NULL, &sides, &err)) {
        str_add(&text, "Not reviewed yet; o begins a review, b a blind one.\n");
        office_print(&v->office, &sides, false, &text);
    }
    add_lines(&v->list, &text);
    str_release(&text);
}

static bool load(struct ui *ui, struct review *v, struct err *err)
{
    if (v->loaded)
        office_release(&v->office);
    office_init(&v->office);
    v->loaded = true;
    v->n = 0;
    if (office_open(&v->office, ui->app, ui->store, v->number, err) != LEAVE_DONE)
        return false;
    fill(ui, v);
    return true;
}

static void draw(struct ui *ui, struct view *view)
{
    struct review *v = view->data;
    char title[NUMBER_MAX + 20];
    snprintf(title, sizeof title, "Review of %s", v->number);
    ui_title(ui, title, status_name(v->office.saved.item.status));
    list_draw(&v->list, 1, 0, ui->body - 1, ui->cols, true);
}

static void close_review(struct ui *ui, struct view *view)
{
    struct review *v = view->data;
    (void)ui;
    list_release(&v->list);
    office_release(&v->office);
    free(v);
}

static struct list *list_of(struct view *view)
{
    return &((struct review *)view->data)->list;
}

/* ---- doing ---- */

static bool codes_of(struct review *v, const char *words, const char **out, struct err *err)
{
    struct keyed_list list;
    struct str text;
    if (!keyed_read(&v->office.arena, v->office.saved.result.book, words, &list, err))
        return false;
    for (size_t i = 0; i < list.n; i++)
        if (!list.lines[i].code)
            return err_set(err, "%s is no administration code", list.lines[i].id);
    if (list.n == 0)
        return err_set(err, "type at least one code, as CODE CODEx2");
    str_init(&text, TEXT_MAX);
    keyed_print(&list, &text);
    *out = arena_text(&v->office.arena, text.data);
    str_release(&text);
    return true;
}

static enum store_fault begin(struct ui *ui, struct review *v, bool blind, struct err *err)
{
    struct store_review review = {.blind = blind,
                                  .coder_codes = v->office.coder_codes.data,
                                  .engine_codes = v->office.engine_codes.data};
    return store_review_open(ui->store, &v->office.saved.item, &review, err);
}

static enum store_fault step_on(struct ui *ui, struct review *v, const char *words, struct err *err)
{
    struct store_review_step step = {.act = v->asked, .code = "", .class_name = "", .words = words};
    struct store_review *review = office_review(v->reviews, v->n);
    if (!review) {
        permit_review(JOB_SUPERVISOR, REVIEW_NONE, v->asked, words, err);
        return STORE_MISSING;
    }
    if (v->asked == REVIEW_DO_CODES && !codes_of(v, words, &step.words, err))
        return STORE_MISSING;
    return store_review_act(ui->store, review, &step, err);
}

static void finish(struct ui *ui, struct review *v, enum store_fault fault, struct err *err)
{
    struct err again = {""};
    if (fault != STORE_OK)
        ui_say(ui, LOOK_ERROR, "%s.", err->text);
    else
        ui_say(ui, LOOK_NOTE, "%s: %s.", v->number, review_move_get(v->asked)->past);
    if (!load(ui, v, &again))
        ui_say(ui, LOOK_ERROR, "%s", again.text);
}

static void words_given(struct ui *ui, const char *words)
{
    struct review *v = ui_top(ui)->data;
    struct err err = {""};
    finish(ui, v, step_on(ui, v, words, &err), &err);
}

/* Asks for words where the step needs them and none were typed behind its name. */
static enum word take_step(struct ui *ui, struct view *view, enum review_act act,
                           const char *argument)
{
    const struct review_move *move = review_move_get(act);
    struct review *v = view->data;
    char label[80];
    v->asked = act;
    if (*argument || (!move->words && act != REVIEW_DO_CODES)) {
        words_given(ui, argument);
        return WORD_HANDLED;
    }
    snprintf(label, sizeof label, act == REVIEW_DO_CODES ? "Codes, such as A Bx2 C-59:" : "%s, why:",
             move->name);
    prompt_open(ui, label, NULL, words_given);
    return WORD_HANDLED;
}

#define STEP(function, act)                                                                        \
    static enum word function(struct ui *ui, struct view *view, const char *argument)              \
    {                                                                                              \
        return take_step(ui, view, act, argument);                                                 \
    }
STEP(recode, REVIEW_DO_CODES)
STEP(give_back, REVIEW_DO_RETURN)
STEP(agree, REVIEW_DO_AGREE)
STEP(rebut, REVIEW_DO_REBUT)
STEP(escalate, REVIEW_DO_ESCALATE)
STEP(comment, REVIEW_DO_COMMENT)
STEP(end, REVIEW_DO_CLOSE)
STEP(reopen, REVIEW_DO_REOPEN)

static enum word start(struct ui *ui, struct view *view, bool blind)
{
    struct review *v = view->data;
    struct err err = {""};
    v->asked = REVIEW_DO_OPEN;
    finish(ui, v, begin(ui, v, blind, &err), &err);
    return WORD_HANDLED;
}

static enum word begin_seeing(struct ui *ui, struct view *view, const char *argument)
{
    (void)argument;
    return start(ui, view, false);
}

static enum word begin_blind(struct ui *ui, struct view *view, const char *argument)
{
    (void)argument;
    return start(ui, view, true);
}

static enum word trail(struct ui *ui, struct view *view, const char *argument)
{
    (void)argument;
    trail_open(ui, ((struct review *)view->data)->number);
    return WORD_HANDLED;
}

static const struct reaction reactions[] = {
    {ACT_BEGIN, begin_seeing}, {ACT_BLIND, begin_blind}, {ACT_CODES, recode},
    {ACT_RETURN, give_back},   {ACT_AGREE, agree},       {ACT_REBUT, rebut},
    {ACT_ESCALATE, escalate},  {ACT_COMMENT, comment},   {ACT_CLOSE, end},
    {ACT_REOPEN, reopen},      {ACT_TRAIL, trail},       {ACT_NONE, NULL}};

static const struct view_ops review_ops = {.title = "a review",
                                           .context = IN_REVIEW,
                                           .reactions = reactions,
                                           .draw = draw,
                                           .close = close_review,
                                           .list = list_of};

void review_open(struct ui *ui, const char *number)
{
    struct err err = {""};
    struct review *v = calloc(1, sizeof *v);
    if (!v)
        BUG("no memory for a review");
    snprintf(v->number, sizeof v->number, "%s", number);
    list_init(&v->list);
    if (load(ui, v, &err) &&
        store_note(ui->store, "review shown", v->number, "", &err) == STORE_OK) {
        ui_push(ui, &review_ops, v);
        return;
    }
    ui_say(ui, LOOK_ERROR, "%s", err.text);
    list_release(&v->list);
    office_release(&v->office);
    free(v);
}
