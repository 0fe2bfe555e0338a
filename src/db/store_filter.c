/* store_inside.h: a filter as the set of encounters that it lets through. */
#include "store_inside.h"

/* ---- sets from the tables ---- */

static enum store_fault add_facets(struct store *store, const char *from, const char *below,
                                   struct idset *set, const char *doing, struct err *err)
{
    sqlite3_stmt *stmt =
        store_statement(store, below == NULL ? SQL_FACET : SQL_FACETS_FROM);
    enum store_fault fault;
    bool more;
    store_bind(stmt, ":from", from);
    if (below != NULL)
        store_bind(stmt, ":below", below);
    while ((fault = store_step(store, stmt, &more, doing, err)) == STORE_OK && more)
        idset_add_block(set, sqlite3_column_int64(stmt, 0), sqlite3_column_blob(stmt, 1),
                        (size_t)sqlite3_column_bytes(stmt, 1));
    return fault;
}

static enum store_fault add_beginning(struct store *store, const char *kind, const char *value,
                                      struct idset *set, const char *doing, struct err *err)
{
    char from[FACET_LONGEST], below[FACET_LONGEST + 8];
    snprintf(from, sizeof from, "%s%s", kind, value);
    for (char *at = from; *at != '\0'; at++)
        *at = ascii_lower(*at);
    snprintf(below, sizeof below, "%s\xf4\x8f\xbf\xbf", from);
    return add_facets(store, from, below, set, doing, err);
}

static enum store_fault add_query(struct store *store, const char *sql, const char *value,
                                  struct idset *set, const char *doing, struct err *err)
{
    sqlite3_stmt *stmt = NULL;
    enum store_fault fault = STORE_OK;
    bool more = true;
    if (sqlite3_prepare_v2(store->db, sql, -1, &stmt, NULL) != SQLITE_OK)
        return store_failed(store, doing, err);
    if (sqlite3_bind_parameter_count(stmt) > 0)
        sqlite3_bind_text(stmt, 1, value, -1, SQLITE_TRANSIENT);
    while (more && (fault = store_step(store, stmt, &more, doing, err)) == STORE_OK)
        if (more)
            idset_add(set, sqlite3_column_int64(stmt, 0));
    sqlite3_finalize(stmt);
    return fault;
}

/* In small letters of ASCII, behind a mark. */
static void small_letters(char mark, const char *text, size_t n, char out[FACET_LONGEST])
{
    size_t at = 0;
    if (mark != '\0')
        out[at++] = mark;
    for (size_t i = 0; i < n && at + 1 < FACET_LONGEST; i++)
        out[at++] = ascii_lower(text[i]);
    out[at] = '\0';
}

static enum store_fault add_number(struct store *store, const char *value, struct idset *set,
                                   const char *doing, struct err *err)
{
    char number[FACET_LONGEST];
    small_letters(FACET_NUMBER, value, strlen(value), number);
    return store_add_word(store, number, false, set, doing, err);
}

/* One letter would match half of everything: it is searched for whole. */
static enum store_fault add_word(struct store *store, const char *word, size_t n, bool ascii,
                                 struct idset *set, const char *doing, struct err *err)
{
    char small[FACET_LONGEST], match[FACET_LONGEST + 8];
    enum store_fault fault = STORE_OK;
    small_letters('\0', word, n, small);
    if (ascii)
        fault = store_add_word(store, small, n == 1, set, doing, err);
    if (ascii && n > 1 && fault == STORE_OK)
        fault = add_number(store, small, set, doing, err);
    snprintf(match, sizeof match, "\"%s\"%s", small, n > 1 ? "*" : "");
    if (fault == STORE_OK)
        fault = add_query(store, "SELECT rowid FROM search WHERE search MATCH ?1", match, set, doing, err);
    return fault;
}

/* Each the beginning of a word, all of them needed. */
static enum store_fault add_text(struct store *store, const char *text, struct idset *set,
                                 const char *doing, struct err *err)
{
    enum store_fault fault = STORE_OK;
    bool first = true, ascii;
    const char *word;
    size_t n;
    while (fault == STORE_OK && ((word = facets_word(&text, &n, &ascii)), n > 0)) {
        struct idset one = {NULL, 0};
        fault = add_word(store, word, n, ascii, first ? set : &one, doing, err);
        if (!first)
            idset_and(set, &one);
        idset_release(&one);
        first = false;
    }
    return fault;
}

/* Whole months by their own facets, the days before and behind them one by one. */
static enum store_fault add_days(struct store *store, const char *from, const char *to,
                                 struct idset *set, const char *doing, struct err *err)
{
    char first[24], last[24], day_end[24], month_end[24];
    snprintf(first, sizeof first, "day:%s", from);
    snprintf(last, sizeof last, "day:%s~", to);
    if (strncmp(from, to, 7) == 0)
        return add_facets(store, first, last, set, doing, err);
    snprintf(day_end, sizeof day_end, "day:%.7s~", from);
    enum store_fault fault = add_facets(store, first, day_end, set, doing, err);
    snprintf(first, sizeof first, "month:%.7s~", from);
    snprintf(month_end, sizeof month_end, "month:%.7s", to);
    if (fault == STORE_OK)
        fault = add_facets(store, first, month_end, set, doing, err);
    snprintf(first, sizeof first, "day:%.7s", to);
    return fault == STORE_OK ? add_facets(store, first, last, set, doing, err) : fault;
}

/* Amounts to the cent, for the ends of a range. */
static enum store_fault add_exact(struct store *store, int64_t from, int64_t to, struct idset *set,
                                  const char *doing, struct err *err)
{
    char first[40], last[40];
    facets_cents(from, first);
    facets_cents(to + 1, last);
    return add_facets(store, first, last, set, doing, err);
}

static enum store_fault add_amounts(struct store *store, const char *value, struct idset *set,
                                    const char *doing, struct err *err)
{
    int64_t from, to, first_next, last_next;
    char first[40], last[40];
    if (!filter_amounts(value, &from, &to))
        return STORE_OK;
    int64_t last_step = facets_step(to, &last_next);
    int64_t first_step = facets_step(from, &first_next);
    if (first_step == last_step)
        return add_exact(store, from, to, set, doing, err);
    enum store_fault fault = add_exact(store, from, first_next - 1, set, doing, err);
    facets_amount(first_next, first);
    facets_amount(last_step, last);
    if (fault == STORE_OK)
        fault = add_facets(store, first, last, set, doing, err);
    return fault == STORE_OK ? add_exact(store, last_step, to, set, doing, err) : fault;
}

enum store_fault store_facet_set(struct store *store, const char *facet, struct idset *set,
                                 const char *doing, struct err *err)
{
    if (store->depth > 0 && !facets_flush(&store->facets))
        return store_failed(store, doing, err);
    return add_facets(store, facet, NULL, set, doing, err);
}

/* ---- one word ---- */

static enum store_fault add_one(struct store *store, const struct store_filter *filter,
                                enum filter_id id, const char *value, struct idset *set,
                                const char *doing, struct err *err)
{
    const struct filter_by *by = filter_get_by(id);
    char facet[FACET_LONGEST], from[16], to[16];
    switch (by->how) {
    case BY_FACET:
        snprintf(facet, sizeof facet, "%s%s", by->what, value);
        return add_facets(store, facet, NULL, set, doing, err);
    case BY_BEGINNING: return add_beginning(store, by->what, value, set, doing, err);
    case BY_DAYS: {
        const char *first = filter_value(filter, FILTER_FROM, from);
        const char *last = filter_value(filter, FILTER_TO, to);
        return add_days(store, *first != '\0' ? first : "0000-01-01", *last != '\0' ? last : "9999-12-31",
                        set, doing, err);
    }
    case BY_AMOUNT: return add_amounts(store, value, set, doing, err);
    case BY_NUMBER: return add_number(store, value, set, doing, err);
    case BY_TEXT: return add_text(store, value, set, doing, err);
    case BY_QUERY: return add_query(store, by->what, value, set, doing, err);
    case BY_NOTHING: break;
    }
    return STORE_OK;
}

/* Turns the set around: all encounters without it. */
static enum store_fault turn(struct store *store, struct idset *set, const char *doing, struct err *err)
{
    struct idset all = {NULL, 0};
    enum store_fault fault = add_facets(store, "all:", NULL, &all, doing, err);
    idset_without(&all, set);
    idset_release(set);
    *set = all;
    return fault;
}

bool store_begin_reading(struct store *store)
{
    return sqlite3_get_autocommit(store->db) != 0 &&
           store_run(store, store_statement(store, SQL_BEGIN_READING), "reading", NULL) == STORE_OK;
}

void store_end_reading(struct store *store, bool begun)
{
    if (begun)
        store_run(store, store_statement(store, SQL_COMMIT), "reading", NULL);
}

static enum store_fault fit_all(struct store *store, const struct store_filter *filter,
                                  struct idset *set, bool *open, const char *doing, struct err *err)
{
    enum store_fault fault = STORE_OK;
    bool days = false;
    for (int i = 0; i < FILTER_COUNT && fault == STORE_OK; i++) {
        enum filter_id id = (enum filter_id)i;
        struct idset one = {NULL, 0};
        char buf[16];
        const char *value = filter_value(filter, id, buf);
        bool is_days = filter_get_by(id)->how == BY_DAYS;
        if (value[0] == '\0' || filter_get_by(id)->how == BY_NOTHING || (is_days && days) ||
            (id == FILTER_TEXT && text_empty(value)))
            continue;
        days |= is_days;
        fault = add_one(store, filter, id, value, &one, doing, err);
        if (fault == STORE_OK && filter_is_no(id, value))
            fault = turn(store, &one, doing, err);
        if (*open) {
            *set = one;
            *open = false;
        } else {
            idset_and(set, &one);
            idset_release(&one);
        }
    }
    return fault;
}

enum store_fault store_filter_set(struct store *store, const struct store_filter *filter,
                                  struct idset *set, bool *open, const char *doing, struct err *err)
{
    *set = (struct idset){NULL, 0};
    *open = true;
    if (store->depth > 0 && !facets_flush(&store->facets))
        return store_failed(store, doing, err);
    bool begun = store_begin_reading(store);
    enum store_fault fault = fit_all(store, filter, set, open, doing, err);
    store_end_reading(store, begun);
    return fault;
}
