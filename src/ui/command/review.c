#include "command.h"

#include "office.h"

enum { OUT_MAX = 1 << 20 };

/* ---- showing ---- */

static enum leave show(struct office *o, struct store *store)
{
    struct store_review *list;
    struct err err = {""};
    struct str out;
    size_t n;
    enum store_fault fault =
        store_reviews(store, o->saved.item.id, NULL, &o->arena, &list, &n, &err);
    if (fault != STORE_OK)
        return office_said(fault, &err);
    str_init(&out, OUT_MAX);
    for (size_t i = 0; i < n; i++)
        office_print_review(o, store, &list[i], &out);
    if (n == 0)
        str_addf(&out, "%s has not been reviewed; `ivledger review %s open` begins.\n",
                 o->saved.item.number, o->saved.item.number);
    office_out(&out);
    str_release(&out);
    return office_said(store_note(store, "review shown", o->saved.item.number, "", &err), &err);
}

/* All that a filter lets through, one a line. */
static enum leave list_all(struct app *app, struct store *store)
{
    struct store_review *list;
    struct arena arena;
    struct err err = {""};
    size_t n = 0;
    (void)app;
    arena_init(&arena);
    enum store_fault fault = store_reviews(store, 0, NULL, &arena, &list, &n, &err);
    for (size_t i = 0; fault == STORE_OK && i < n; i++)
        app_tell("%-5lld %-16s %-10s %-10s %-9s %s", (long long)list[i].id, list[i].number,
                 list[i].coder, list[i].reviewer, review_state_name(list[i].state),
                 list[i].changed);
    arena_release(&arena);
    return office_said(fault, &err);
}

/* ---- doing ---- */

static enum leave begin(struct app *app, struct office *o, struct store *store)
{
    struct err err = {""};
    struct store_review v = {.blind = app->blind,
                             .coder_codes = o->coder_codes.length > 0 ? o->coder_codes.data : "",
                             .engine_codes = o->engine_codes.length > 0 ? o->engine_codes.data : ""};
    return office_said(store_review_open(store, &o->saved.item, &v, &err), &err);
}

/* codes "..."; class CODE CLASS. */
static bool fill_step(struct office *o, struct store_review_step *step, int n, char *const *words,
                      struct err *err)
{
    struct keyed_list list;
    struct str text;
    enum error_class class_of_error;
    if (step->act == REVIEW_DO_CODES) {
        if (n != 1 || !keyed_read(&o->arena, o->saved.result.book, words[0], &list, err))
            return n == 1 ? false : err_set(err, "codes needs the whole claim in one word: codes \"CODE CODEx2\"");
        for (size_t i = 0; i < list.n; i++)
            if (list.lines[i].code == NULL)
                return err_set(err, "%s is no administration code of rule book %s", list.lines[i].id,
                               o->saved.result.book->edition);
        str_init(&text, OUT_MAX);
        keyed_print(&list, &text);
        step->words = arena_text(&o->arena, text.length > 0 ? text.data : "");
        str_release(&text);
        return step->words[0] != '\0' || err_set(err, "codes needs at least one code");
    }
    if (step->act == REVIEW_DO_CLASS) {
        if (n != 2 || !error_class_find(words[1], &class_of_error))
            return err_set(err, "class needs a code and one of relation, class, minutes, missed, "
                                "extra, modifier, units, policy");
        step->code = words[0];
        step->class_name = words[1];
        return true;
    }
    return n == 0 || err_set(err, "%s takes no more words; say why with --words \"...\"",
                             review_move_get(step->act)->name);
}

/* id 0: the open one, else the last. */
static struct store_review *find_review(struct store_review *list, size_t n, int64_t id)
{
    if (id == 0)
        return office_review(list, n);
    for (size_t i = 0; i < n; i++)
        if (list[i].id == id)
            return &list[i];
    return NULL;
}

static enum leave act(struct app *app, struct office *o, struct store *store, int64_t id,
                      enum review_act what, int n, char *const *words)
{
    struct store_review_step step = {.act = what, .code = "", .class_name = "",
                                     .words = app->words != NULL ? app->words : ""};
    struct store_review *list;
    struct err err = {""};
    size_t n_reviews;
    if (!fill_step(o, &step, n, words, &err)) {
        app_say_text(err.text);
        return LEAVE_USAGE;
    }
    enum store_fault fault =
        store_reviews(store, o->saved.item.id, NULL, &o->arena, &list, &n_reviews, &err);
    if (fault != STORE_OK)
        return office_said(fault, &err);
    struct store_review *v = find_review(list, n_reviews, id);
    if (v == NULL && id != 0) {
        app_say("%s has no review %lld; `ivledger review %s` shows those it has", o->saved.item.number,
                (long long)id, o->saved.item.number);
        return LEAVE_NO_INPUT;
    }
    if (v == NULL) {
        permit_review(JOB_SUPERVISOR, REVIEW_NONE, what, step.words, &err);
        app_say_text(err.text);
        return LEAVE_USAGE;
    }
    return office_said(store_review_act(store, v, &step, &err), &err);
}

/* "ID 12 close": the second word says which of several reviews is meant. */
static bool names_review(int n, char *const *words, long *id)
{
    return n > 1 && number_parse(words[1], 1, 2000000000, id);
}

static enum leave run(struct app *app, struct store *store, int n, char *const *words)
{
    struct office o;
    enum review_act what = REVIEW_ACT_COUNT;
    long id = 0;
    int step = names_review(n, words, &id) ? 2 : 1;
    office_init(&o);
    enum leave leave = office_load(&o, app, store, words[0]);
    if (n > step)
        review_act_find(words[step], &what);
    if (leave == LEAVE_DONE && n > step)
        leave = what == REVIEW_DO_OPEN ? begin(app, &o, store)
                                       : act(app, &o, store, id, what, n - step - 1, words + step + 1);
    if (leave == LEAVE_DONE)
        leave = show(&o, store);
    office_release(&o);
    return leave;
}

enum leave command_review(struct app *app, int n, char *const *words)
{
    enum leave leave;
    enum review_act what;
    char shown[64];
    long id = 0;
    int step = names_review(n, words, &id) ? 2 : 1;
    if (step == 2 && n == 2) {
        app_say("say what to do with review %ld, such as close; `ivledger review %s` shows it", id, words[0]);
        return LEAVE_USAGE;
    }
    if (n > step && (!review_act_find(words[step], &what) || (id > 0 && what == REVIEW_DO_OPEN))) {
        app_say("review cannot %s%s; write open, codes, class, comment, return, agree, rebut, escalate, "
                "close or reopen", text_short(words[step], shown), id > 0 ? " one that is named" : "");
        return LEAVE_USAGE;
    }
    struct store *store = office_store(app, DEED_READ, &leave);
    if (store == NULL)
        return leave;
    leave = n == 0 ? list_all(app, store) : run(app, store, n, words);
    store_close(store);
    return command_finish(leave);
}
