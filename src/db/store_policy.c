#include "store_policy.h"

#include "store_inside.h"
#include "store_office.h"

static const char doing[] = "keeping a switch of the site";

static const char *setting_name(enum switch_id id, char buf[80])
{
    snprintf(buf, 80, "switch.%s", switch_name(id));
    return buf;
}

/* "" when the site has not set it. */
static enum store_fault read_switch(struct store *store, enum switch_id id, struct arena *arena,
                                    const char **value, struct site_switch *out, struct err *err)
{
    char name[80];
    bool more;
    sqlite3_stmt *stmt = store_statement(store, SQL_SETTING);
    store_bind(stmt, ":name", setting_name(id, name));
    enum store_fault fault = store_step(store, stmt, &more, doing, err);
    bool there = fault == STORE_OK && more;
    *value = arena_text(arena, there ? store_text(stmt, 0) : "");
    out->id = id;
    out->at = arena_text(arena, there ? store_text(stmt, 1) : "");
    out->by = arena_text(arena, there ? store_text(stmt, 2) : "");
    sqlite3_reset(stmt);
    return fault;
}

enum store_fault store_site_switches(struct store *store, struct arena *arena,
                                     struct site_switch **out, size_t *n, struct err *err)
{
    enum store_fault fault = STORE_OK;
    size_t cap = 0;
    *out = NULL;
    *n = 0;
    for (int id = 0; id < SWITCH_COUNT && fault == STORE_OK; id++) {
        struct site_switch one = {.value = 0};
        struct err ignored;
        const char *value;
        fault = read_switch(store, (enum switch_id)id, arena, &value, &one, err);
        /* a value that this program no longer knows is as good as none */
        if (fault == STORE_OK && *value != '\0' &&
            switch_value_find(one.id, value, &one.value, &ignored))
            *ARENA_PUSH(arena, *out, *n, cap) = one;
    }
    return fault;
}

enum store_fault store_site_policy(struct store *store, struct policy *base, struct err *err)
{
    struct arena arena;
    struct site_switch *switches;
    size_t n;
    arena_init(&arena);
    enum store_fault fault = store_site_switches(store, &arena, &switches, &n, err);
    for (size_t i = 0; i < n; i++)
        base->value[switches[i].id] = switches[i].value;
    if (n > 0)
        snprintf(base->name, sizeof base->name, "%s", SITE_POLICY);
    arena_release(&arena);
    return fault;
}

enum store_fault store_set_switch(struct store *store, enum switch_id id, const char *before,
                                  const char *value, struct err *err)
{
    char name[80], was[160], is[160];
    enum store_fault fault = store_may(store, DEED_SWITCH, err);
    if (fault == STORE_OK)
        fault = store_enter(store, doing, err);
    if (fault != STORE_OK)
        return fault;
    snprintf(was, sizeof was, "%s=%s", switch_name(id), before);
    if (value)
        snprintf(is, sizeof is, "%s=%s", switch_name(id), value);
    else
        snprintf(is, sizeof is, "%s as in the base policy", switch_name(id));
    fault = store_set_setting(store, setting_name(id, name), value ? value : "", err);
    if (fault == STORE_OK)
        fault = store_append_audit(store, "switch set", "", was, is, err);
    return store_leave(store, fault, doing, err);
}
