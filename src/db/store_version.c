/* One encounter by its id, as it is and as it was. */
#include "store_inside.h"

#include "exchange.h"

static const char reading[] = "reading an encounter";

enum store_fault store_load_id(struct store *store, int64_t id, struct encounter *e,
                               struct store_item *item, struct err *err)
{
    bool more;
    sqlite3_stmt *stmt = store_statement(store, SQL_BY_ID);
    store_bind_number(stmt, ":id", id);
    enum store_fault fault = store_step(store, stmt, &more, reading, err);
    if (fault == STORE_OK && !more) {
        err_set(err, "the encounter is not in %s any more", store->path);
        fault = STORE_MISSING;
    }
    if (fault == STORE_OK)
        fault = store_read_encounter(store, stmt, e, item, err);
    sqlite3_reset(stmt);
    return fault;
}

enum store_fault store_load_version(struct store *store, int64_t id, int64_t version,
                                    struct encounter *e, struct err *err)
{
    bool more;
    sqlite3_stmt *stmt = store_statement(store, SQL_VERSION_OF);
    store_bind_number(stmt, ":id", id);
    store_bind_number(stmt, ":version", version);
    enum store_fault fault = store_step(store, stmt, &more, reading, err);
    if (fault == STORE_OK && more && !exchange_unpack(store_text(stmt, 0), e, err))
        fault = STORE_IO;
    sqlite3_reset(stmt);
    return fault == STORE_OK && !more ? store_load_id(store, id, e, NULL, err) : fault;
}
