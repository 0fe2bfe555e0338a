#include "store_office.h"

#include "../core/keyed.h"
#include "store_inside.h"

enum { WORDS_MAX = 64 * 1024 };
static const char doing[] = "overruling";

enum store_fault store_overrules(struct store *store, int64_t encounter, struct arena *arena,
                                 struct store_overrule **list, size_t *n, struct err *err)
{
    sqlite3_stmt *stmt = store_statement(store, SQL_OVERRULES);
    enum store_fault fault;
    size_t cap = 0;
    bool more;
    *list = NULL;
    *n = 0;
    store_bind_number(stmt, ":id", encounter);
    while ((fault = store_step(store, stmt, &more, "reading", err)) == STORE_OK && more) {
        struct store_overrule *o = ARENA_PUSH(arena, *list, *n, cap);
        const char **texts[] = {&o->before, &o->after, &o->reason, &o->words,
                                &o->rule,   &o->at,    &o->who};
        o->id = sqlite3_column_int64(stmt, 0);
        o->visit = sqlite3_column_int(stmt, 1);
        for (size_t i = 0; i < COUNT_OF(texts); i++)
            *texts[i] = arena_text(arena, store_text(stmt, (int)i + 2));
    }
    return fault;
}

/* The row itself; undoes: the one that it takes back, or 0. */
static enum store_fault put(struct store *store, const struct store_item *item,
                            struct store_overrule *o, int64_t undoes, struct err *err)
{
    const struct {
        const char *name, *text;
    } texts[] = {{":before", o->before}, {":after", o->after}, {":reason", o->reason},
                 {":words", o->words},   {":rule", o->rule},   {":who", store->user}};
    struct store_save as_loaded = {.id = item->id, .version = item->version};
    struct encounter named = {.id = item->number};
    struct str before, after;
    char now[24];
    as_loaded.encounter = &named;
    enum store_fault fault = store_may(store, DEED_OVERRULE, err);
    if (fault == STORE_OK)
        fault = store_check_version(store, &as_loaded, err);
    if (fault == STORE_OK && item->status == STATUS_FINAL) {
        err_set(err, "%s is final; a supervisor opens it again with `ivledger review %s reopen`",
                item->number, item->number);
        fault = STORE_REFUSED;
    }
    if (fault != STORE_OK)
        return fault;
    sqlite3_stmt *stmt = store_statement(store, SQL_INSERT_OVERRULE);
    store_time(store, now);
    store_bind_number(stmt, ":id", item->id);
    store_bind_number(stmt, ":version", item->version + 1);
    store_bind_number(stmt, ":visit", o->visit);
    store_bind_number(stmt, ":undoes", undoes);
    store_bind(stmt, ":at", now);
    for (size_t i = 0; i < COUNT_OF(texts); i++)
        store_bind(stmt, texts[i].name, texts[i].text);
    fault = store_run(store, stmt, doing, err);
    o->id = sqlite3_last_insert_rowid(store->db);
    if (fault == STORE_OK)
        fault = store_put_status(store, item->id, item->status, err);
    str_init(&before, WORDS_MAX);
    str_init(&after, WORDS_MAX);
    str_addf(&before, "%s", undoes != 0 ? o->after : o->before);
    str_addf(&after, "%s; %s; %s; rule %s", undoes != 0 ? o->before : o->after, o->reason, o->words,
             o->rule);
    if (fault == STORE_OK)
        fault = store_append_audit(store, undoes != 0 ? "overrule taken back" : "overruled",
                                   item->number, before.length > 0 ? before.data : "", after.data,
                                   err);
    str_release(&before);
    str_release(&after);
    return fault;
}

enum store_fault store_overrule(struct store *store, const struct store_item *item,
                                struct store_overrule *o, struct err *err)
{
    enum store_fault fault = store_enter(store, doing, err);
    if (fault != STORE_OK)
        return fault;
    return store_leave(store, put(store, item, o, 0, err), doing, err);
}

static enum store_fault undo(struct store *store, const struct store_item *item, int64_t id,
                             const char *words, struct arena *arena, struct err *err)
{
    struct store_overrule *list;
    size_t n;
    enum store_fault fault = store_overrules(store, item->id, arena, &list, &n, err);
    for (size_t i = 0; fault == STORE_OK && i < n; i++)
        if (list[i].id == id) {
            struct store_overrule back = list[i];
            back.words = words;
            return put(store, item, &back, id, err);
        }
    if (fault == STORE_OK) {
        err_set(err, "%s has no overrule %lld that stands; `ivledger overrule %s` lists them",
                item->number, (long long)id, item->number);
        fault = STORE_MISSING;
    }
    return fault;
}

enum store_fault store_undo_overrule(struct store *store, const struct store_item *item, int64_t id,
                                     const char *words, struct err *err)
{
    struct arena arena;
    enum store_fault fault = store_enter(store, doing, err);
    if (fault != STORE_OK)
        return fault;
    arena_init(&arena);
    fault = store_leave(store, undo(store, item, id, words, &arena, err), doing, err);
    arena_release(&arena);
    return fault;
}
