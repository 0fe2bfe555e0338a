#include "app.h"

#include <unistd.h>

#include "../../db/store_policy.h"

bool app_sets(struct app *app, struct err *err)
{
    for (size_t i = 0; i < app->n_sets; i++)
        if (!policy_set(&app->policy, app->sets[i], err))
            return false;
    if (app->n_sets > 0) { /* no longer what its name says */
        size_t n = strlen(app->policy.name);
        snprintf(app->policy.name + n, sizeof app->policy.name - n, "+set");
    }
    return true;
}

static bool is_site(const struct app *app)
{
    return app->policy_name == NULL || strcmp(app->policy_name, SITE_POLICY) == 0;
}

enum leave app_policy(struct app *app, struct store *store)
{
    struct err err = {""};
    if (!is_site(app)) /* a policy by name holds as it is */
        return LEAVE_DONE;
    if (!library_policy(app->library, "reference", &app->policy, &err))
        BUG("%s", err.text); /* it was there when the book was loaded */
    enum store_fault fault = store_site_policy(store, &app->policy, &err);
    if (fault == STORE_OK && app_sets(app, &err))
        return LEAVE_DONE;
    app_say_text(err.text);
    return fault != STORE_OK ? app_leave(fault) : LEAVE_CONFIG;
}

enum leave app_policy_by_name(struct app *app)
{
    enum leave leave;
    struct store *store = app_store(app, false, &leave);
    if (store == NULL)
        return leave;
    leave = app_policy(app, store);
    store_close(store);
    return leave;
}

bool app_has_store(const struct app *app)
{
    return app->db_path[0] != '\0' && access(app->db_path, F_OK) == 0;
}
