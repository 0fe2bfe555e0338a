/* store_inside.h: statements that only see the encounters a filter lets through. */
#include "store_inside.h"

enum { SQL_LONGEST = 64 * 1024 };
static const char pointer[] = "idset";

/* chosen(:set, id): is it in the set? */
static void chosen(sqlite3_context *context, int n, sqlite3_value **values)
{
    const struct idset *set = sqlite3_value_pointer(values[0], pointer);
    (void)n;
    sqlite3_result_int(context, set != NULL && idset_has(set, sqlite3_value_int64(values[1])));
}

bool store_chosen_init(sqlite3 *db)
{
    return sqlite3_create_function_v2(db, "chosen", 2, SQLITE_UTF8 | SQLITE_DETERMINISTIC, NULL,
                                      chosen, NULL, NULL, NULL) == SQLITE_OK;
}

static void free_set(void *data)
{
    struct idset *set = data;
    idset_release(set);
    free(set);
}

static void write_condition(const struct idset *set, const char *id_name, int64_t n, struct str *out)
{
    if (n > STORE_FEW) {
        str_addf(out, " AND chosen(:set, %s)", id_name);
        return;
    }
    str_addf(out, " AND %s IN (", id_name);
    const char *before = "";
    for (int64_t id = 0; idset_next(set, &id, false); before = ",")
        str_addf(out, "%s%lld", before, (long long)id);
    str_addc(out, ')');
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

static enum store_fault prepare(struct store *store, enum sql sql, const char *condition,
                                const char *order, sqlite3_stmt **stmt, const char *doing,
                                struct err *err)
{
    const char *const marks[][2] = {{"{filter}", condition}, {"{order}", order}};
    struct str text;
    enum store_fault fault = STORE_OK;
    str_init(&text, SQL_LONGEST);
    fill(store_sql[sql], marks, COUNT_OF(marks), &text);
    if (sqlite3_prepare_v2(store->db, text.data, -1, stmt, NULL) != SQLITE_OK)
        fault = store_failed(store, doing, err);
    str_release(&text);
    return fault;
}

enum store_fault store_chosen(struct store *store, const struct store_order *o, struct idset *set,
                              sqlite3_stmt **stmt, const char *doing, struct err *err)
{
    struct str condition;
    int64_t n = set != NULL ? idset_count(set) : 0;
    str_init(&condition, SQL_LONGEST);
    if (set != NULL)
        write_condition(set, o->id_name, n, &condition);
    enum store_fault fault = prepare(store, o->sql, condition.length > 0 ? condition.data : "",
                                     o->order, stmt, doing, err);
    str_release(&condition);
    int place = fault == STORE_OK ? sqlite3_bind_parameter_index(*stmt, ":set") : 0;
    if (place > 0 && set != NULL) {
        struct idset *kept = malloc(sizeof *kept);
        if (kept == NULL)
            base_no_memory(sizeof *kept);
        *kept = *set;
        *set = (struct idset){NULL, 0};
        sqlite3_bind_pointer(*stmt, place, kept, pointer, free_set);
    }
    return fault;
}

enum store_fault store_filtered(struct store *store, enum sql sql, const struct store_filter *filter,
                                sqlite3_stmt **stmt, const char *doing, struct err *err)
{
    const struct store_order order = {sql, "e.id", ""};
    struct store_filter used;
    struct arena arena;
    struct idset set = {NULL, 0};
    enum store_fault fault = STORE_OK;
    bool open = true;
    *stmt = NULL;
    arena_init(&arena);
    if (filter != NULL)
        fault = store_use_filter(store, filter, &arena, &used, err);
    if (fault == STORE_OK && filter != NULL)
        fault = store_filter_set(store, &used, &set, &open, doing, err);
    if (fault == STORE_OK)
        fault = store_chosen(store, &order, open ? NULL : &set, stmt, doing, err);
    idset_release(&set);
    arena_release(&arena);
    return fault;
}
