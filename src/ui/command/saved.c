#include "saved.h"

#include "../../core/page.h"
#include "../../db/exchange.h"

void saved_init(struct saved *saved)
{
    encounter_init(&saved->encounter);
    result_init(&saved->result);
    arena_init(&saved->arena);
    saved->overrules = NULL;
    saved->n_overrules = 0;
}

void saved_release(struct saved *saved)
{
    result_release(&saved->result);
    encounter_release(&saved->encounter);
    arena_release(&saved->arena);
}

/* "switch=value switch=value ..." as the store keeps it. */
static bool read_policy(struct policy *policy, const struct store_item *item, struct err *err)
{
    const char *at = item->settings;
    snprintf(policy->name, sizeof policy->name, "%s", item->policy);
    for (size_t n; *at != '\0'; at += n + strspn(at + n, " ")) {
        char word[128];
        n = strcspn(at, " ");
        snprintf(word, sizeof word, "%.*s", (int)n, at);
        if (!policy_set(policy, word, err))
            return false;
    }
    return true;
}

bool saved_code(struct saved *saved, const struct app *app, const struct encounter *e,
                const struct store_item *item, struct err *err)
{
    struct err why;
    const struct book *book = app_book_of(app, encounter_day(e), item->edition, &why);
    if (book == NULL)
        return err_set(err,
                       "%s was coded under rule book %s, which is not there; give the data "
                       "directory that has it with"
                       " --data DIR",
                       item->number, item->edition);
    saved->policy = app->policy; /* a switch that is newer than the save has its default */
    if (!read_policy(&saved->policy, item, err))
        return false;
    engine_code(book, &saved->policy, e, &saved->result);
    exchange_fingerprint(&saved->result, saved->hash);
    return true;
}

enum leave saved_load(struct saved *saved, struct app *app, struct store *store, const char *number)
{
    struct err err = {""};
    enum store_fault fault = store_load(store, number, &saved->encounter, &saved->item, &err);
    if (fault == STORE_OK)
        fault = store_overrules(store, saved->item.id, &saved->arena, &saved->overrules,
                                &saved->n_overrules, &err);
    if (fault == STORE_OK && saved_code(saved, app, &saved->encounter, &saved->item, &err))
        return LEAVE_DONE;
    app_say_text(err.text);
    return fault != STORE_OK ? app_leave(fault) : LEAVE_CONFIG;
}

void saved_print_overrules(const struct store_overrule *list, size_t n, struct str *out)
{
    struct str one;
    str_init(&one, 8000);
    for (size_t i = 0; i < n; i++) {
        const struct store_overrule *o = &list[i];
        str_clear(&one);
        str_addf(&one, "Overruled by %s on %s: %s to %s; %s: %s; against rule %s", o->who, o->at,
                 text_empty(o->before) ? "nothing" : o->before, text_empty(o->after) ? "nothing" : o->after,
                 o->reason, o->words, text_empty(o->rule) ? "-" : o->rule);
        page_fold(out, 2, one.data);
    }
    str_release(&one);
}

enum store_fault saved_blind(struct store *store, const char *login, int64_t encounter, struct err *err)
{
    struct store_review *list;
    struct arena arena;
    size_t n = 0;
    arena_init(&arena);
    enum store_fault fault = store_reviews(store, encounter, NULL, &arena, &list, &n, err);
    for (size_t i = 0; i < n && fault == STORE_OK; i++)
        if (list[i].blind && list[i].codes[0] == '\0' && list[i].state != REVIEW_CLOSED &&
            text_equal(list[i].reviewer, login)) {
            err_set(err, "%s is in your blind review %lld: code it there first (`review %s codes \"...\"`, or c on "
                         "its review); then its answers are shown",
                    list[i].number, (long long)list[i].id, list[i].number);
            fault = STORE_REFUSED;
        }
    arena_release(&arena);
    return fault;
}

enum leave saved_open(struct saved *saved, struct app *app, const char *number, const char *what)
{
    struct err err;
    enum leave leave = app_load(app);
    struct store *store = leave == LEAVE_DONE ? app_store(app, false, &leave) : NULL;
    if (store == NULL)
        return leave;
    leave = saved_load(saved, app, store, number);
    enum store_fault fault = STORE_OK;
    if (leave == LEAVE_DONE)
        fault = saved_blind(store, app->user, saved->item.id, &err);
    if (leave == LEAVE_DONE && fault == STORE_OK)
        fault = store_note(store, what, number, "", &err);
    if (fault != STORE_OK) {
        app_say_text(err.text);
        leave = app_leave(fault);
    }
    store_close(store);
    return leave;
}
