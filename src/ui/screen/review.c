/* The answers of one encounter side by side, and what reviewer and coder say to each other. */
#include "screens.h"

#include "../../db/load.h"
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
    char code[16], class_name[32]; /* of the error that is being named */
};

/* Tags: which review (from 1) times this, and which slot of it (from 1; 0: another line). */
enum { TAG_REVIEW = 10000 };

static void add_words(struct ui *ui, struct review *v, enum look look, long tag, const char *text)
{
    struct str line;
    str_init(&line, TEXT_MAX);
    str_add(&line, text);
    text_tame(line.data);
    list_text(&v->list, look, tag, ui->cols - 2, 4, line.data);
    str_release(&line);
}

static void add_sides(struct review *v, const struct alignment *sides, long tag)
{
    struct str line;
    str_init(&line, TEXT_MAX);
    list_head(&v->list, "%s", office_heads);
    for (size_t i = 0; i < sides->n; i++) {
        str_clear(&line);
        office_slot_line(&v->office, &sides->slots[i], false, &line);
        text_tame(line.data);
        list_add(&v->list, sides->slots[i].error == ERROR_NONE ? LOOK_PLAIN : LOOK_WARNING,
                 tag + (long)i + 1, "%s", line.data);
    }
    list_add(&v->list, sides->errors ? LOOK_WARNING : LOOK_GOOD, tag, "%d error%s, against %s",
             sides->errors, sides->errors == 1 ? "" : "s",
             sides->reviewed ? "the reviewer" : "the engine");
    str_release(&line);
}

static void add_record(struct ui *ui, struct review *v)
{
    const struct encounter *e = v->office.saved.result.encounter;
    struct str line;
    str_init(&line, TEXT_MAX);
    list_head(&v->list, "The record");
    for (size_t i = 0; i < e->n_rows; i++) {
        str_clear(&line);
        office_row_line(&v->office, i, &line);
        add_words(ui, v, LOOK_PLAIN, 0, line.data);
    }
    str_release(&line);
}

static void add_notes(struct ui *ui, struct review *v, const struct store_review *of, long tag)
{
    struct store_review_note *notes;
    struct err err = {""};
    struct str line;
    size_t n = 0;
    if (store_review_notes(ui->store, of->id, &v->office.arena, &notes, &n, &err) != STORE_OK)
        ui_say(ui, LOOK_ERROR, "%s", err.text);
    str_init(&line, TEXT_MAX);
    for (size_t i = 0; i < n; i++) {
        str_clear(&line);
        str_addf(&line, "%s  %s %s%s%s%s%s%s%s", notes[i].at, notes[i].who, notes[i].what,
                 *notes[i].code ? " " : "", notes[i].code, *notes[i].class_name ? " " : "",
                 notes[i].class_name, *notes[i].words ? ": " : "", notes[i].words);
        add_words(ui, v, LOOK_NOTE, tag, line.data);
    }
    str_release(&line);
}

/* A blind one hides the other answers, from everybody, until the reviewer has coded. */
static void add_review(struct ui *ui, struct review *v, size_t i)
{
    const struct store_review *of = &v->reviews[i];
    long tag = (long)(i + 1) * TAG_REVIEW;
    struct alignment sides;
    struct err err = {""};
    list_add(&v->list, LOOK_STRONG, tag, "Review %lld, coded by %s, reviewed by %s%s: %s",
             (long long)of->id, *of->coder ? of->coder : "nobody named", of->reviewer,
             of->blind ? ", blind" : "", review_state_name(of->state));
    if (of->blind && !*of->codes && of->state != REVIEW_CLOSED) {
        list_add(&v->list, LOOK_NOTE, tag,
                 "Blind: code it first (c); then the other answers are shown.");
    } else if (office_align(&v->office, of, &sides, &err)) {
        office_take_classes(ui->store, of, &sides);
        add_sides(v, &sides, tag);
    } else {
        list_add(&v->list, LOOK_ERROR, tag, "%s", err.text);
    }
    add_notes(ui, v, of, tag);
}

static void fill(struct ui *ui, struct review *v)
{
    struct alignment sides;
    struct err err = {""};
    long tag = 0;
    list_clear(&v->list);
    if (store_reviews(ui->store, v->office.saved.item.id, NULL, &v->office.arena, &v->reviews, &v->n,
                      &err) != STORE_OK)
        ui_say(ui, LOOK_ERROR, "%s", err.text);
    for (size_t i = v->n; i-- > 0;) /* the last one first */
        add_review(ui, v, i);
    if (v->n == 0 && office_align(&v->office, NULL, &sides, &err)) {
        list_add(&v->list, LOOK_NOTE, 0, "Not reviewed yet; o begins a review, b a blind one.");
        add_sides(v, &sides, 0);
    }
    add_record(ui, v);
    if (v->n > 0 && v->asked == REVIEW_DO_OPEN) /* the one that something can be done with */
        tag = (long)(office_review(v->reviews, v->n) - v->reviews + 1) * TAG_REVIEW;
    if (tag)
        list_select(&v->list, tag);
}

/* The review on whose lines the selection stands, else the open one. */
static struct store_review *selected_review(struct review *v)
{
    const struct item *item = list_selected(&v->list);
    size_t which = item ? (size_t)(item->tag / TAG_REVIEW) : 0;
    return which > 0 && which <= v->n ? &v->reviews[which - 1] : office_review(v->reviews, v->n);
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
    bool naming = v->asked == REVIEW_DO_CLASS;
    struct store_review_step step = {.act = v->asked,
                                     .code = naming ? v->code : "",
                                     .class_name = naming ? v->class_name : "",
                                     .words = words};
    struct store_review *review = selected_review(v);
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

/* ---- naming an error ---- */

static void class_given(struct ui *ui, void *context, const char *value)
{
    struct review *v = context;
    snprintf(v->class_name, sizeof v->class_name, "%s", value);
    v->asked = REVIEW_DO_CLASS;
    prompt_open(ui, "About it, in words:", NULL, words_given);
}

static void ask_class(struct ui *ui, struct review *v)
{
    const struct reason *reasons;
    const char *lines[ERROR_CLASS_COUNT];
    struct arena arena;
    struct str line;
    char title[60];
    size_t n = library_reasons(ui->app->library, &reasons), n_lines = 0;
    arena_init(&arena);
    str_init(&line, 400);
    for (size_t i = 0; i < n && n_lines < COUNT_OF(lines); i++) {
        if (!reasons[i].error)
            continue;
        str_clear(&line);
        str_addf(&line, "%s\t%s", reasons[i].id, reasons[i].say);
        lines[n_lines++] = arena_text(&arena, line.data);
    }
    snprintf(title, sizeof title, "What is wrong about %s", v->code);
    pick_open(ui, title, lines, n_lines, "", class_given, v);
    str_release(&line);
    arena_release(&arena);
}

/* Enter on a line of the table names its error. */
static enum word name_error(struct ui *ui, struct view *view, const char *argument)
{
    struct review *v = view->data;
    const struct item *item = list_selected(&v->list);
    const struct store_review *of = selected_review(v);
    struct alignment sides;
    struct err err = {""};
    long slot = item ? item->tag % TAG_REVIEW - 1 : -1;
    (void)argument;
    if (!of || slot < 0 || !office_align(&v->office, of, &sides, &err) ||
        (size_t)slot >= sides.n) {
        ui_quiet(ui, "Enter on a line of a review's table names what kind of error it is.");
        return WORD_HANDLED;
    }
    for (int side = SIDE_COUNT - 1; side >= 0; side--)
        if (sides.slots[slot].side[side])
            snprintf(v->code, sizeof v->code, "%s", sides.slots[slot].side[side]->id);
    ask_class(ui, v);
    return WORD_HANDLED;
}

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
    {ACT_REOPEN, reopen},      {ACT_TRAIL, trail},       {ACT_OPEN, name_error},
    {ACT_NONE, NULL}};

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
        base_no_memory(1);
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
