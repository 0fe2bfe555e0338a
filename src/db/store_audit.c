#include "store_inside.h"

#include "../core/hash.h"

/* Each row's chain is over the chain before it and all that the row says: a row changed, added or
 * taken out breaks every link behind it. */
void store_chain_link(const char *before, int64_t id, const char *const texts[6], char out[65])
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
    char now[24], linked[65];
    enum store_fault fault = last_link(store, err);
    if (fault != STORE_OK)
        return fault;
    store_time(store, now);
    const char *const texts[] = {now, store->user, what, number, before, after};
    store_chain_link(store->audit_chain, store->audit_id + 1, texts, linked);
    sqlite3_stmt *stmt = store_statement(store, SQL_INSERT_AUDIT);
    sqlite3_bind_int64(stmt, 1, store->audit_id + 1); /* parameters in the order of the columns */
    for (int i = 0; i < 6; i++)
        sqlite3_bind_text(stmt, i + 2, texts[i] != NULL ? texts[i] : "", -1, SQLITE_STATIC);
    sqlite3_bind_text(stmt, 8, linked, -1, SQLITE_STATIC);
    fault = store_run(store, stmt, "writing the audit trail", err);
    if (fault == STORE_OK) {
        store->audit_id++;
        memcpy(store->audit_chain, linked, sizeof linked);
        store->head_due = true;
    }
    return fault;
}

/* Once a transaction, not once a row. */
enum store_fault store_keep_head(struct store *store, struct err *err)
{
    char now[24], head[100];
    if (!store->head_due)
        return STORE_OK;
    snprintf(head, sizeof head, "%lld %s", (long long)store->audit_id, store->audit_chain);
    sqlite3_stmt *stmt = store_statement(store, SQL_PUT_SETTING);
    store_time(store, now);
    store_bind(stmt, ":name", AUDIT_HEAD);
    store_bind(stmt, ":value", head);
    store_bind(stmt, ":changed", now);
    store_bind(stmt, ":changed_by", store->user);
    store->head_due = false;
    return store_run(store, stmt, "writing the audit trail", err);
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
