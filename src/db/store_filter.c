/* store_inside.h: the words of a filter as conditions of a statement. */
#include "store_inside.h"

/* A word that at most so many encounters have is looked up first; one that more have is tested on
 * the way along the list, which then soon fills a page. */
enum { FEW = 2000, SQL_LONGEST = 16 * 1024 };

void store_match(const char *words, struct str *out)
{
    for (const char *at = words; *at != '\0';) {
        size_t n = strcspn(at, " \t");
        if (n > 0) {
            str_add(out, out->length > 0 ? " \"" : "\"");
            for (size_t i = 0; i < n; i++) {
                if (at[i] == '"')
                    str_addc(out, '"');
                str_addc(out, at[i]);
            }
            str_add(out, "\"*");
        }
        at += n + (at[n] != '\0');
    }
}

static const char *value_of(const struct store_filter *filter, enum filter_id id, struct str *match,
                            char buf[16])
{
    const char *value = filter_value(filter, id, buf);
    if (id != FILTER_TEXT || text_empty(value))
        return id == FILTER_TEXT ? "" : value;
    str_clear(match);
    store_match(value, match);
    return match->data;
}

static void bind_if_there(sqlite3_stmt *stmt, enum filter_id id, const char *value)
{
    char name[32];
    snprintf(name, sizeof name, ":%s", filter_name(id));
    if (sqlite3_bind_parameter_index(stmt, name) != 0)
        store_bind(stmt, name, value);
}

/* Do at most FEW encounters have this word? */
static enum store_fault is_few(struct store *store, enum filter_id id, const char *value, bool *few,
                               const char *doing, struct err *err)
{
    char sql[1024];
    sqlite3_stmt *stmt = NULL;
    bool more;
    enum store_fault fault = STORE_OK;
    snprintf(sql, sizeof sql, "SELECT count(*) FROM (%s LIMIT %d)", filter_get_sql(id)->few, FEW + 1);
    if (sqlite3_prepare_v2(store->db, sql, -1, &stmt, NULL) != SQLITE_OK)
        return store_failed(store, doing, err);
    bind_if_there(stmt, id, value);
    fault = store_step(store, stmt, &more, doing, err);
    *few = fault == STORE_OK && sqlite3_column_int(stmt, 0) <= FEW;
    sqlite3_finalize(stmt);
    return fault;
}

/* The conditions, each begun with AND. */
static enum store_fault conditions(struct store *store, const struct store_filter *filter, struct str *match,
                                   struct str *out, const char *doing, struct err *err)
{
    enum store_fault fault = STORE_OK;
    for (int i = 0; i < FILTER_COUNT && fault == STORE_OK; i++) {
        enum filter_id id = (enum filter_id)i;
        char buf[16];
        const char *value = value_of(filter, id, match, buf);
        bool few = false;
        if (value[0] == '\0' || filter_get_sql(id)->test == NULL)
            continue;
        if (filter_get_sql(id)->few != NULL)
            fault = is_few(store, id, value, &few, doing, err);
        if (few)
            str_addf(out, " AND e.id IN (%s)", filter_get_sql(id)->few);
        else
            str_addf(out, " AND %s", filter_get_sql(id)->test);
    }
    return fault;
}

/* Puts words in the place of a mark. */
static void fill(const char *sql, const char *const (*marks)[2], size_t n, struct str *out)
{
    while (*sql != '\0') {
        size_t i = 0;
        while (i < n && strncmp(sql, marks[i][0], strlen(marks[i][0])) != 0)
            i++;
        if (i < n)
            str_add(out, marks[i][1]);
        else
            str_addc(out, *sql);
        sql += i < n ? strlen(marks[i][0]) : 1;
    }
    if (out->cut)
        BUG("a statement of more than %d bytes", SQL_LONGEST);
}

static enum store_fault prepare(struct store *store, enum sql sql, const char *conditions_text,
                                const char *order, sqlite3_stmt **stmt, const char *doing,
                                struct err *err)
{
    const char *const marks[][2] = {{"{filter}", conditions_text}, {"{order}", order}};
    struct str text;
    enum store_fault fault = STORE_OK;
    str_init(&text, SQL_LONGEST);
    fill(store_sql[sql], marks, COUNT_OF(marks), &text);
    if (sqlite3_prepare_v2(store->db, text.data, -1, stmt, NULL) != SQLITE_OK)
        fault = store_failed(store, doing, err);
    str_release(&text);
    return fault;
}

static enum store_fault filtered(struct store *store, enum sql sql, const struct store_filter *filter,
                                 const char *order, sqlite3_stmt **stmt, const char *doing,
                                 struct err *err)
{
    struct str where, match;
    enum store_fault fault = STORE_OK;
    str_init(&where, SQL_LONGEST);
    str_init(&match, SQL_LONGEST);
    if (filter != NULL)
        fault = conditions(store, filter, &match, &where, doing, err);
    if (fault == STORE_OK)
        fault = prepare(store, sql, where.length > 0 ? where.data : "", order, stmt, doing, err);
    for (int i = 0; fault == STORE_OK && filter != NULL && i < FILTER_COUNT; i++) {
        char buf[16];
        bind_if_there(*stmt, (enum filter_id)i, value_of(filter, (enum filter_id)i, &match, buf));
    }
    str_release(&where);
    str_release(&match);
    return fault;
}

enum store_fault store_filtered_in_order(struct store *store, enum sql sql,
                                         const struct store_filter *filter, const char *order,
                                         sqlite3_stmt **stmt, const char *doing, struct err *err)
{
    struct store_filter used;
    struct arena arena;
    *stmt = NULL;
    arena_init(&arena);
    enum store_fault fault = STORE_OK;
    if (filter != NULL)
        fault = store_use_filter(store, filter, &arena, &used, err);
    if (fault == STORE_OK)
        fault = filtered(store, sql, filter != NULL ? &used : NULL, order, stmt, doing, err);
    arena_release(&arena);
    return fault;
}

enum store_fault store_filtered(struct store *store, enum sql sql, const struct store_filter *filter,
                                sqlite3_stmt **stmt, const char *doing, struct err *err)
{
    return store_filtered_in_order(store, sql, filter, "", stmt, doing, err);
}
