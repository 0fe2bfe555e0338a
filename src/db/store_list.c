/* store_inside.h: lists of saved encounters, page by page, in any of their orders. */
#include "store_inside.h"

static const char reading[] = "reading";

static const struct order {
    const char *key;
    bool down; /* the largest first */
} orders[SORT_COUNT] = {[SORT_CHANGED] = {"e.changed", true},
                        [SORT_DATE] = {"e.service_date", true},
                        [SORT_NUMBER] = {"e.encounter", false},
                        [SORT_CODER] = {"e.coder", false}};

static const char *key_of(enum sort sort, const struct store_item *item, char day[16])
{
    switch (sort) {
    case SORT_DATE: return when_print_day(item->date, day);
    case SORT_NUMBER: return item->number;
    case SORT_CODER: return item->coder;
    case SORT_CHANGED:
    case SORT_COUNT: break;
    }
    return item->changed;
}

/* Where the page begins and how it is ordered: behind an item comes what is smaller when the order
 * falls, what is larger when it rises; of equal keys the last entered comes first when it falls. */
static void write_order(enum sort sort, bool backwards, bool first, struct str *out)
{
    bool down = orders[sort].down != backwards;
    const char *key = orders[sort].key, *way = down ? "DESC" : "ASC";
    if (!first)
        str_addf(out, " AND (%s, e.id) %s (:after_key, :after_id)", key, down ? "<" : ">");
    str_addf(out, " ORDER BY %s %s, e.id %s", key, way, way);
}

static enum store_fault list(struct store *store, const struct store_filter *filter,
                             const struct store_item *after, size_t limit, struct arena *arena,
                             struct store_item **items, size_t *n, struct err *err)
{
    sqlite3_stmt *stmt = NULL;
    bool backwards, more;
    enum sort sort = filter_sort(filter, &backwards);
    struct str order;
    size_t cap = 0;
    char day[16];
    str_init(&order, 1000);
    write_order(sort, backwards, after == NULL, &order);
    enum store_fault fault =
        store_filtered_in_order(store, SQL_LIST, filter, order.data, &stmt, reading, err);
    str_release(&order);
    if (fault != STORE_OK)
        return fault;
    if (after != NULL) {
        store_bind(stmt, ":after_key", key_of(sort, after, day));
        store_bind_number(stmt, ":after_id", after->id);
    }
    store_bind_number(stmt, ":limit", (int64_t)limit);
    while ((fault = store_step(store, stmt, &more, reading, err)) == STORE_OK && more)
        store_read_item(stmt, arena, ARENA_PUSH(arena, *items, *n, cap));
    sqlite3_finalize(stmt);
    return fault;
}

enum store_fault store_list(struct store *store, const struct store_filter *filter,
                            const struct store_item *after, size_t limit, struct arena *arena,
                            struct store_item **items, size_t *n, struct err *err)
{
    struct store_filter used;
    *items = NULL;
    *n = 0;
    enum store_fault fault = store_use_filter(store, filter, arena, &used, err);
    return fault == STORE_OK ? list(store, &used, after, limit, arena, items, n, err) : fault;
}

enum store_fault store_count(struct store *store, const struct store_filter *filter, int64_t *count,
                             struct err *err)
{
    bool more;
    sqlite3_stmt *stmt = NULL;
    enum store_fault fault = store_filtered(store, SQL_COUNT, filter, &stmt, reading, err);
    *count = 0;
    if (fault == STORE_OK)
        fault = store_step(store, stmt, &more, reading, err);
    if (fault == STORE_OK)
        *count = sqlite3_column_int64(stmt, 0);
    sqlite3_finalize(stmt);
    return fault;
}
