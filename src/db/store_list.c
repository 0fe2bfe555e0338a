/* store_inside.h: lists of saved encounters, page by page, in any of their orders. */
#include "store_inside.h"

static const char reading[] = "reading";

static const struct order {
    const char *key;
    bool down;         /* the largest first */
    const char *facet; /* that goes through all of them in this order; NULL: key has an index */
} orders[SORT_COUNT] = {[SORT_CHANGED] = {"e.changed", true, "saved:"},
                        [SORT_DATE] = {"e.service_date", true, "day:"},
                        [SORT_NUMBER] = {"e.encounter", false, NULL},
                        [SORT_CODER] = {"e.coder", false, "coder:"},
                        [SORT_AMOUNT] = {"r.amount", true, "cents:"}};

static const char *key_of(enum sort sort, const struct store_item *item, char day[16])
{
    switch (sort) {
    case SORT_DATE: return when_print_day(item->date, day);
    case SORT_NUMBER: return item->number;
    case SORT_CODER: return item->coder;
    case SORT_CHANGED:
    case SORT_AMOUNT:
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

/* ---- pages ---- */

struct page {
    struct store *store;
    const struct store_filter *filter;
    const struct store_item *after;
    size_t limit;
    struct arena *arena;
    struct store_item *items;
    size_t n, cap;
};

static enum store_fault read_items(struct page *p, sqlite3_stmt *stmt, struct err *err)
{
    enum store_fault fault;
    bool more;
    while ((fault = store_step(p->store, stmt, &more, reading, err)) == STORE_OK && more)
        store_read_item(stmt, p->arena, ARENA_PUSH(p->arena, p->items, p->n, p->cap));
    return fault;
}

static enum store_fault list_ids(struct page *p, const int64_t *ids, int64_t n, struct err *err)
{
    enum store_fault fault = STORE_OK;
    for (int64_t i = 0; i < n && fault == STORE_OK; i++) {
        sqlite3_stmt *stmt = store_statement(p->store, SQL_ITEM);
        store_bind_number(stmt, ":id", ids[i]);
        fault = read_items(p, stmt, err);
    }
    return fault;
}

static enum store_fault read_ids(struct page *p, sqlite3_stmt *stmt, struct err *err)
{
    int64_t *ids = ARENA_ARRAY(p->arena, int64_t, p->limit + 1), n = 0;
    enum store_fault fault;
    bool more;
    while ((fault = store_step(p->store, stmt, &more, reading, err)) == STORE_OK && more)
        ids[n++] = sqlite3_column_int64(stmt, 0);
    return fault == STORE_OK ? list_ids(p, ids, n, err) : fault;
}

/* Of a set (NULL: all) in the order of the filter, along an index, or each looked up where they are few. */
static enum store_fault list_indexed(struct page *p, struct idset *set, struct err *err)
{
    sqlite3_stmt *stmt = NULL;
    bool backwards;
    enum sort sort = filter_sort(p->filter, &backwards);
    struct store_order order = {SQL_LIST, "e.id", NULL};
    struct str words;
    char day[16];
    str_init(&words, 1000);
    write_order(sort, backwards, p->after == NULL, &words);
    order.order = words.data;
    enum store_fault fault = store_chosen(p->store, &order, set, &stmt, reading, err);
    str_release(&words);
    if (fault != STORE_OK)
        return fault;
    if (p->after != NULL && sort == SORT_AMOUNT)
        store_bind_number(stmt, ":after_key", p->after->amount);
    else if (p->after != NULL)
        store_bind(stmt, ":after_key", key_of(sort, p->after, day));
    if (p->after != NULL)
        store_bind_number(stmt, ":after_id", p->after->id);
    store_bind_number(stmt, ":limit", (int64_t)p->limit);
    fault = read_ids(p, stmt, err);
    sqlite3_finalize(stmt);
    return fault;
}

/* ---- along facets: those of one kind go through all encounters in the order of their values ---- */

struct walk {
    struct page *page;
    const struct idset *set;
    bool down;
    int64_t after; /* id that the page before ended with, when facet is that of its item; 0 */
    int64_t *ids;
    int64_t n;
};

static void walk_block(struct walk *w, int64_t block, const unsigned char *ids, size_t size)
{
    struct idset one = {NULL, 0};
    int64_t base = block * FACET_BLOCK, place = w->down ? FACET_BLOCK : -1;
    idset_add_block(&one, 0, ids, size);
    if (w->after != 0)
        place = w->after - base;
    while (w->n < (int64_t)w->page->limit && idset_next(&one, &place, w->down))
        if (w->set == NULL || idset_has(w->set, base + place))
            w->ids[w->n++] = base + place;
    idset_release(&one);
}

static void walk_from(const struct walk *w, const char *kind, sqlite3_stmt *stmt,
                      char start[FACET_LONGEST])
{
    const struct store_item *after = w->page->after;
    char end[32], day[16];
    bool backwards;
    enum sort sort = filter_sort(w->page->filter, &backwards);
    snprintf(end, sizeof end, "%s\xf4\x8f\xbf\xbf", kind);
    if (after != NULL && sort == SORT_AMOUNT)
        facets_cents(after->amount, start);
    else if (after != NULL)
        snprintf(start, FACET_LONGEST, "%s%s", orders[sort].facet, key_of(sort, after, day));
    bool within = after != NULL && strncmp(start, kind, strlen(kind)) == 0;
    if (!within)
        snprintf(start, FACET_LONGEST, "%s", w->down ? end : kind);
    store_bind(stmt, w->down ? ":kind" : ":end", w->down ? kind : end);
    store_bind(stmt, ":facet", start);
    store_bind_number(stmt, ":block", within ? after->id / FACET_BLOCK : w->down ? INT64_MAX : -1);
}

static enum store_fault walk(struct walk *w, const char *kind, struct err *err)
{
    struct store *store = w->page->store;
    sqlite3_stmt *stmt = store_statement(store, w->down ? SQL_WALK_DOWN : SQL_WALK_UP);
    enum store_fault fault = STORE_OK;
    const struct store_item *after = w->page->after;
    char start[FACET_LONGEST];
    bool more;
    walk_from(w, kind, stmt, start);
    while (w->n < (int64_t)w->page->limit &&
           (fault = store_step(store, stmt, &more, reading, err)) == STORE_OK && more) {
        int64_t block = sqlite3_column_int64(stmt, 1);
        bool same = after != NULL && block == after->id / FACET_BLOCK &&
                    strcmp(store_text(stmt, 0), start) == 0;
        w->after = same ? after->id : 0;
        walk_block(w, block, sqlite3_column_blob(stmt, 2), (size_t)sqlite3_column_bytes(stmt, 2));
    }
    sqlite3_reset(stmt);
    return fault;
}

/* ---- by the second they were saved in ---- */

struct saved_day {
    char kind[24]; /* "saved:2026-03-02" */
    int64_t n;     /* of the set */
};

static int64_t in_block(const struct idset *set, int64_t block, sqlite3_stmt *stmt)
{
    struct idset one = {NULL, 0}, here = {NULL, 0};
    if ((size_t)block >= set->blocks)
        return 0;
    idset_add_block(&one, 0, sqlite3_column_blob(stmt, 2), (size_t)sqlite3_column_bytes(stmt, 2));
    here = (struct idset){set->bits + block * FACET_BYTES, 1};
    idset_and(&one, &here);
    int64_t n = idset_count(&one);
    idset_release(&one);
    return n;
}

/* Days on which some of the set were saved, as many as the page needs behind the first: the seconds of all other
 * days are left out. */
static enum store_fault find_days(const struct walk *w, struct saved_day **days, size_t *n, struct err *err)
{
    struct store *store = w->page->store;
    sqlite3_stmt *stmt = store_statement(store, w->down ? SQL_WALK_DOWN : SQL_WALK_UP);
    const struct store_item *after = w->page->after;
    const char *end = w->down ? "changed:\xf4\x8f\xbf\xbf" : "changed:";
    char start[32];
    enum store_fault fault;
    int64_t found = 0;
    size_t room = 0;
    bool more;
    snprintf(start, sizeof start, after != NULL ? "changed:%.10s" : "%s", after != NULL ? after->changed : end);
    store_bind(stmt, w->down ? ":kind" : ":end", w->down ? "changed:" : "changed:\xf4\x8f\xbf\xbf");
    store_bind(stmt, ":facet", start);
    store_bind_number(stmt, ":block", w->down ? INT64_MAX : -1);
    while ((fault = store_step(store, stmt, &more, reading, err)) == STORE_OK && more) {
        const char *day = store_text(stmt, 0) + strlen("changed:");
        int64_t here = in_block(w->set, sqlite3_column_int64(stmt, 1), stmt);
        bool same = *n > 0 && strcmp((*days)[*n - 1].kind + strlen("saved:"), day) == 0;
        if (!same && *n > 1 && found - (*days)[0].n >= (int64_t)w->page->limit)
            break;
        if (!same && here > 0)
            snprintf(ARENA_PUSH(w->page->arena, *days, *n, room)->kind, sizeof (*days)->kind, "saved:%.10s", day);
        if (here > 0)
            (*days)[*n - 1].n += here;
        found += here;
    }
    sqlite3_reset(stmt);
    return fault;
}

static enum store_fault walk_saved(struct walk *w, struct err *err)
{
    struct saved_day *days = NULL;
    size_t n = 0;
    if (w->set == NULL)
        return walk(w, orders[SORT_CHANGED].facet, err);
    enum store_fault fault = find_days(w, &days, &n, err);
    for (size_t i = 0; i < n && fault == STORE_OK && w->n < (int64_t)w->page->limit; i++)
        fault = walk(w, days[i].kind, err);
    return fault;
}

static enum store_fault list_set(struct page *p, struct idset *set, struct err *err)
{
    bool backwards;
    enum sort sort = filter_sort(p->filter, &backwards);
    if (orders[sort].facet == NULL || (set != NULL && idset_count(set) <= STORE_FEW))
        return list_indexed(p, set, err);
    struct walk w = {.page = p, .set = set, .down = orders[sort].down != backwards};
    w.ids = ARENA_ARRAY(p->arena, int64_t, p->limit + 1);
    enum store_fault fault =
        sort == SORT_CHANGED ? walk_saved(&w, err) : walk(&w, orders[sort].facet, err);
    return fault == STORE_OK ? list_ids(p, w.ids, w.n, err) : fault;
}

enum store_fault store_list(struct store *store, const struct store_filter *filter,
                            const struct store_item *after, size_t limit, struct arena *arena,
                            struct store_item **items, size_t *n, struct err *err)
{
    struct store_filter used;
    struct page p = {.store = store, .filter = &used, .after = after, .limit = limit, .arena = arena};
    struct idset set = {NULL, 0};
    bool open = true, begun = store_begin_reading(store);
    enum store_fault fault = store_use_filter(store, filter, arena, &used, err);
    if (fault == STORE_OK)
        fault = store_filter_set(store, &used, &set, &open, reading, err);
    if (fault == STORE_OK)
        fault = list_set(&p, open ? NULL : &set, err);
    store_end_reading(store, begun);
    idset_release(&set);
    *items = p.items;
    *n = p.n;
    return fault;
}

/* ---- how many ---- */

enum store_fault store_count_to(struct store *store, const struct store_filter *filter, int64_t most,
                                int64_t *count, struct err *err)
{
    struct store_filter used;
    struct idset set = {NULL, 0};
    struct arena arena;
    bool open = true;
    arena_init(&arena);
    enum store_fault fault = store_use_filter(store, filter, &arena, &used, err);
    if (fault == STORE_OK)
        fault = store_filter_set(store, &used, &set, &open, reading, err);
    if (fault == STORE_OK && open)
        fault = store_facet_set(store, "all:", &set, reading, err);
    int64_t n = idset_count(&set);
    *count = n < most ? n : most;
    idset_release(&set);
    arena_release(&arena);
    return fault;
}

enum store_fault store_count(struct store *store, const struct store_filter *filter, int64_t *count,
                             struct err *err)
{
    return store_count_to(store, filter, INT64_MAX, count, err);
}
