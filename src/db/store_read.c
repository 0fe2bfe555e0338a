#include "store_inside.h"

#include "../core/field.h"

/* Columns of the head, behind those of the item (store_sql.c). */
enum { ITEM_COLUMNS = 19, HEAD_COLUMNS = FIELD_FIRST_OF_ROW };
static const char reading[] = "reading";

/* ---- one encounter ---- */

void store_read_item(sqlite3_stmt *stmt, struct arena *arena, struct store_item *item)
{
    const char **texts[] = {&item->number, &item->patient, &item->payer,      &item->coder,
                            &item->codes,  &item->edition, &item->policy,     &item->program,
                            &item->hash,   &item->changed, &item->changed_by, &item->settings};
    int value = 0;
    *item = (struct store_item){.id = sqlite3_column_int64(stmt, 0),
                                .version = sqlite3_column_int64(stmt, 1)};
    for (size_t i = 0; i < COUNT_OF(texts); i++)
        *texts[i] = arena_text(arena, store_text(stmt, (int)i + 2));
    if (!when_parse_day(store_text(stmt, 14), &item->date))
        item->date = NO_DAY;
    if (word_find(WORDS_SETTING, store_text(stmt, 15), &value))
        item->setting = (enum setting)value;
    status_find(store_text(stmt, 16), &item->status);
    item->errors = sqlite3_column_int(stmt, 17);
    item->warnings = sqlite3_column_int(stmt, 18);
}

/* What was stored was accepted once: a cell that no longer is means a damaged file. */
static enum store_fault set_cell(struct store *store, struct encounter *e, struct row *row,
                                 int field, const char *text, struct err *err)
{
    struct err why;
    if (text[0] == '\0' || field_set(e, row, (enum field_id)field, text, &why))
        return STORE_OK;
    err_set(err,
            "%s: encounter %s cannot be read (%s); run `ivledger db check` and go back to a backup",
            store->path, e->id, why.text);
    return STORE_NOT_DATABASE;
}

static enum store_fault read_rows(struct store *store, int64_t id, struct encounter *e,
                                  struct err *err)
{
    sqlite3_stmt *stmt = store_statement(store, SQL_ROWS_OF);
    enum store_fault fault;
    bool more;
    store_bind_number(stmt, ":id", id);
    while ((fault = store_step(store, stmt, &more, reading, err)) == STORE_OK && more) {
        struct row *row = encounter_add_row(e);
        for (int f = FIELD_FIRST_OF_ROW; f < FIELD_COUNT && fault == STORE_OK; f++)
            fault = set_cell(store, e, row, f, store_text(stmt, f - FIELD_FIRST_OF_ROW), err);
        if (fault != STORE_OK)
            break;
    }
    sqlite3_reset(stmt);
    return fault;
}

enum store_fault store_read_encounter(struct store *store, sqlite3_stmt *stmt, struct encounter *e,
                                      struct store_item *item, struct err *err)
{
    enum store_fault fault = STORE_OK;
    encounter_release(e);
    for (int f = 0; f < HEAD_COLUMNS && fault == STORE_OK; f++)
        fault = set_cell(store, e, NULL, f, store_text(stmt, ITEM_COLUMNS + f), err);
    if (fault == STORE_OK)
        fault = read_rows(store, sqlite3_column_int64(stmt, 0), e, err);
    if (item != NULL)
        store_read_item(stmt, &e->arena, item);
    return fault;
}

enum store_fault store_load(struct store *store, const char *number, struct encounter *e,
                            struct store_item *item, struct err *err)
{
    bool more;
    char shown[64];
    sqlite3_stmt *stmt = store_statement(store, SQL_BY_NUMBER);
    store_bind(stmt, ":number", number);
    enum store_fault fault = store_step(store, stmt, &more, reading, err);
    if (fault == STORE_OK && !more) {
        err_set(err,
                "there is no saved encounter %s in %s; `ivledger list` shows those that are saved",
                text_short(number, shown), store->path);
        fault = STORE_MISSING;
    }
    if (fault == STORE_OK)
        fault = store_read_encounter(store, stmt, e, item, err);
    sqlite3_reset(stmt);
    return fault;
}

/* ---- everything ---- */

static const char *const finding_columns[] = {"encounter", "visit", "row", "severity",
                                              "finding",   "code",  "carc"};
static const char *const audit_columns[] = {"id",        "at",     "who",   "what",
                                            "encounter", "before", "after", "chain"};
static const char *const review_columns[] = {
    "encounter", "review",       "coder", "reviewer", "blind", "state", "opened", "coder_codes",
    "engine_codes", "reviewer_codes", "at",    "who",      "what",  "code",  "class",  "words"};
static const char *const code_columns[] = {"encounter", "visit",   "date",      "setting",
                                           "code",      "units",   "modifiers", "rows",
                                           "rule",      "revenue", "amount",    "findings"};

const char *const *store_columns(enum store_table table, size_t *n)
{
    static const struct {
        const char *const *names;
        size_t n;
    } tables[STORE_TABLE_COUNT] = {
        [STORE_CODES] = {code_columns, COUNT_OF(code_columns)},
        [STORE_FINDINGS] = {finding_columns, COUNT_OF(finding_columns)},
        [STORE_AUDIT] = {audit_columns, COUNT_OF(audit_columns)},
        [STORE_REVIEWS] = {review_columns, COUNT_OF(review_columns)},
    };
    *n = table == STORE_ADMINISTRATIONS ? FIELD_COUNT : tables[table].n;
    return tables[table].names;
}

/* Encounter columns are said on the first row of an encounter; its number ties the others to it. */
static void blank_repeated(const char **cells, char last[128])
{
    bool again = strcmp(last, cells[0]) == 0;
    snprintf(last, 128, "%s", cells[0]);
    for (int f = 1; again && f < FIELD_FIRST_OF_ROW; f++)
        cells[f] = "";
}

enum store_fault store_each(struct store *store, enum store_table table,
                            const struct store_filter *filter, store_record_fn *record,
                            void *context, struct err *err)
{
    static const enum sql queries[STORE_TABLE_COUNT] = {SQL_EACH_ROW, SQL_EACH_CODE,
                                                        SQL_EACH_FINDING, SQL_EACH_AUDIT,
                                                        SQL_EACH_REVIEW};
    sqlite3_stmt *stmt = NULL;
    const char *cells[FIELD_COUNT];
    char last[128] = "";
    bool more;
    enum store_fault fault = store_filtered(store, queries[table], filter, &stmt, reading, err);
    if (fault != STORE_OK)
        return fault;
    int n = sqlite3_column_count(stmt);
    if (n > FIELD_COUNT)
        BUG("a record of %d cells", n);
    while ((fault = store_step(store, stmt, &more, reading, err)) == STORE_OK && more) {
        for (int i = 0; i < n; i++)
            cells[i] = store_text(stmt, i);
        if (table == STORE_ADMINISTRATIONS)
            blank_repeated(cells, last);
        if (!record(context, cells, (size_t)n))
            break;
    }
    sqlite3_finalize(stmt);
    return fault;
}

enum store_fault store_each_encounter(struct store *store, const struct store_filter *filter,
                                      store_encounter_fn *each, void *context, struct err *err)
{
    sqlite3_stmt *stmt = NULL;
    struct encounter e;
    bool more, wanted = true;
    enum store_fault fault = store_filtered(store, SQL_ALL_IDS, filter, &stmt, reading, err);
    if (fault != STORE_OK)
        return fault;
    encounter_init(&e);
    while (wanted && (fault = store_step(store, stmt, &more, reading, err)) == STORE_OK && more) {
        struct store_item item;
        fault = store_read_encounter(store, stmt, &e, &item, err);
        if (fault != STORE_OK)
            break;
        wanted = each(context, &e, &item);
    }
    sqlite3_finalize(stmt);
    encounter_release(&e);
    return fault;
}
