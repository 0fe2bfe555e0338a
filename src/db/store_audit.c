#include "store_inside.h"

#include "../core/hash.h"

static const char reading[] = "reading the audit trail";

/* Each row's chain is over the chain before it and all that the row says: a row changed, added or
 * taken out breaks every link behind it. */
static void link_of(const char *before, int64_t id, const char *const texts[6], char out[65])
{
    struct hash h;
    char number[24];
    snprintf(number, sizeof number, "%lld", (long long)id);
    hash_init(&h);
    hash_text(&h, before);
    hash_text(&h, number);
    for (int i = 0; i < 6; i++)
        hash_text(&h, texts[i]);
    hash_end(&h, out);
}

/* Asked once in a transaction, in which nobody else writes. */
static enum store_fault last_link(struct store *store, struct err *err)
{
    bool more;
    if (store->audit_id >= 0)
        return STORE_OK;
    sqlite3_stmt *stmt = store_statement(store, SQL_LAST_CHAIN);
    enum store_fault fault = store_step(store, stmt, &more, "writing the audit trail", err);
    if (fault != STORE_OK)
        return fault;
    store->audit_id = more ? sqlite3_column_int64(stmt, 0) : 0;
    snprintf(store->audit_chain, sizeof store->audit_chain, "%s", more ? store_text(stmt, 1) : "");
    sqlite3_reset(stmt);
    return STORE_OK;
}

enum store_fault store_append_audit(struct store *store, const char *what, const char *number,
                                    const char *before, const char *after, struct err *err)
{
    static const char *const names[] = {":at", ":who", ":what", ":encounter", ":before", ":after"};
    char now[24], linked[65];
    enum store_fault fault = last_link(store, err);
    if (fault != STORE_OK)
        return fault;
    store_time(store, now);
    const char *const texts[] = {now, store->user, what, number, before, after};
    link_of(store->audit_chain, store->audit_id + 1, texts, linked);
    sqlite3_stmt *stmt = store_statement(store, SQL_INSERT_AUDIT);
    store_bind_number(stmt, ":id", store->audit_id + 1);
    for (size_t i = 0; i < COUNT_OF(names); i++)
        store_bind(stmt, names[i], texts[i]);
    store_bind(stmt, ":chain", linked);
    fault = store_run(store, stmt, "writing the audit trail", err);
    if (fault == STORE_OK) {
        store->audit_id++;
        memcpy(store->audit_chain, linked, sizeof linked);
    }
    return fault;
}

enum store_fault store_note(struct store *store, const char *what, const char *number,
                            const char *words, struct err *err)
{
    if (store->readonly)
        return STORE_OK;
    enum store_fault fault = store_enter(store, "writing the audit trail", err);
    if (fault != STORE_OK)
        return fault;
    fault = store_append_audit(store, what, number != NULL ? number : "", "",
                               words != NULL ? words : "", err);
    return store_leave(store, fault, "writing the audit trail", err);
}

enum store_fault store_audit_list(struct store *store, const char *number, int64_t after,
                                  size_t limit, struct arena *arena, struct store_audit **rows,
                                  size_t *n, struct err *err)
{
    bool of_one = !text_empty(number), more;
    sqlite3_stmt *stmt = store_statement(store, of_one ? SQL_AUDIT_OF : SQL_AUDIT);
    enum store_fault fault;
    size_t cap = 0;
    *rows = NULL;
    *n = 0;
    if (of_one)
        store_bind(stmt, ":number", number);
    store_bind_number(stmt, ":after", after);
    store_bind_number(stmt, ":limit", (int64_t)limit);
    while ((fault = store_step(store, stmt, &more, reading, err)) == STORE_OK && more) {
        struct store_audit *row = ARENA_PUSH(arena, *rows, *n, cap);
        const char **texts[] = {&row->at,     &row->who,   &row->what, &row->number,
                                &row->before, &row->after, &row->chain};
        row->id = sqlite3_column_int64(stmt, 0);
        for (size_t i = 0; i < COUNT_OF(texts); i++)
            *texts[i] = arena_text(arena, store_text(stmt, (int)i + 1));
    }
    return fault;
}

enum store_fault store_audit_verify(struct store *store, int64_t *rows, int64_t *broken,
                                    struct err *err)
{
    sqlite3_stmt *stmt = store_statement(store, SQL_EACH_AUDIT);
    enum store_fault fault;
    char before[65] = "", linked[65];
    bool more;
    *rows = *broken = 0;
    while ((fault = store_step(store, stmt, &more, reading, err)) == STORE_OK && more) {
        const char *texts[6];
        int64_t id = sqlite3_column_int64(stmt, 0);
        for (int i = 0; i < 6; i++)
            texts[i] = store_text(stmt, i + 1);
        link_of(before, id, texts, linked);
        ++*rows;
        if (*broken == 0 && (id != *rows || strcmp(linked, store_text(stmt, 7)) != 0))
            *broken = id;
        snprintf(before, sizeof before, "%s", store_text(stmt, 7));
    }
    return fault;
}
