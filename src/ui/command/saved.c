#include "saved.h"

#include "../../db/exchange.h"

void saved_init(struct saved *saved)
{
    encounter_init(&saved->encounter);
    result_init(&saved->result);
}

void saved_release(struct saved *saved)
{
    result_release(&saved->result);
    encounter_release(&saved->encounter);
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
    if (fault == STORE_OK && saved_code(saved, app, &saved->encounter, &saved->item, &err))
        return LEAVE_DONE;
    app_say_text(err.text);
    return fault != STORE_OK ? app_leave(fault) : LEAVE_CONFIG;
}

enum leave saved_open(struct saved *saved, struct app *app, const char *number, const char *what)
{
    struct err err;
    enum leave leave = app_load(app);
    struct store *store = leave == LEAVE_DONE ? app_store(app, false, &leave) : NULL;
    if (store == NULL)
        return leave;
    leave = saved_load(saved, app, store, number);
    enum store_fault fault =
        leave == LEAVE_DONE ? store_note(store, what, number, "", &err) : STORE_OK;
    if (fault != STORE_OK) {
        app_say_text(err.text);
        leave = app_leave(fault);
    }
    store_close(store);
    return leave;
}
