#include "store_inside.h"

#include "../core/field.h"
#include "packed.h"

/* Columns of the head, behind those of the item (store_sql.c). */
enum { ITEM_COLUMNS = 20, HEAD_COLUMNS = FIELD_FIRST_OF_ROW };
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
    item->amount = sqlite3_column_int64(stmt, 19);
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

static enum store_fault damaged(struct store *store, const char *number, struct err *err)
{
    char shown[64];
    err_set(err, "%s: encounter %s is damaged; run `ivledger db check` and go back to a backup",
            store->path, text_short(number, shown));
    return STORE_NOT_DATABASE;
}

static enum store_fault read_rows(struct store *store, const char *packed, struct encounter *e,
                                  struct err *err)
{
    const char *cells[FIELD_COUNT];
    enum store_fault fault = STORE_OK;
    char *at = arena_text(&e->arena, packed);
    size_t n;
    while (fault == STORE_OK && packed_next(&at, cells, COUNT_OF(cells), &n)) {
        if (n > FIELD_COUNT - FIELD_FIRST_OF_ROW)
            return damaged(store, e->id, err);
        struct row *row = encounter_add_row(e);
        for (int f = FIELD_FIRST_OF_ROW; f < FIELD_COUNT && fault == STORE_OK; f++)
            fault = set_cell(store, e, row, f, cells[f - FIELD_FIRST_OF_ROW], err);
    }
    return fault == STORE_OK && at == NULL ? damaged(store, e->id, err) : fault;
}

enum store_fault store_read_encounter(struct store *store, sqlite3_stmt *stmt, struct encounter *e,
                                      struct store_item *item, struct err *err)
{
    enum store_fault fault = STORE_OK;
    encounter_release(e);
    for (int f = 0; f < HEAD_COLUMNS && fault == STORE_OK; f++)
        fault = set_cell(store, e, NULL, f, store_text(stmt, ITEM_COLUMNS + f), err);
    if (fault == STORE_OK)
        fault = read_rows(store, store_text(stmt, ITEM_COLUMNS + HEAD_COLUMNS), e, err);
    if (item != NULL)
        store_read_item(stmt, &e->arena, item);
    return fault;
}

static enum store_fault not_there(struct store *store, const char *number, struct err *err)
{
    char shown[64];
    err_set(err, "there is no saved encounter %s in %s; `ivledger list` shows those that are saved",
            text_short(number, shown), store->path);
    return STORE_MISSING;
}

enum store_fault store_find(struct store *store, const char *number, struct arena *arena,
                            struct store_item *item, struct err *err)
{
    bool more;
    sqlite3_stmt *stmt = store_statement(store, SQL_ITEM_OF);
    store_bind(stmt, ":number", number);
    enum store_fault fault = store_step(store, stmt, &more, reading, err);
    if (fault == STORE_OK && more)
        store_read_item(stmt, arena, item);
    else if (fault == STORE_OK)
        fault = not_there(store, number, err);
    sqlite3_reset(stmt);
    return fault;
}

enum store_fault store_load(struct store *store, const char *number, struct encounter *e,
                            struct store_item *item, struct err *err)
{
    bool more;
    sqlite3_stmt *stmt = store_statement(store, SQL_BY_NUMBER);
    store_bind(stmt, ":number", number);
    enum store_fault fault = store_step(store, stmt, &more, reading, err);
    if (fault == STORE_OK && !more)
        fault = not_there(store, number, err);
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

/* ---- records that stand packed in an encounter ---- */

struct record {
    const char *cells[FIELD_COUNT + 1];
    size_t n;
    struct str text; /* the packed text, taken apart */
};

/* Cells of one row of the packed text, in the order of the columns; the first is the encounter's number,
 * the second of a code line its setting. */
static void fill_administration(struct record *r, const char *const *packed, sqlite3_stmt *stmt)
{
    r->n = FIELD_COUNT; /* the head is there already */
    for (int f = FIELD_FIRST_OF_ROW; f < FIELD_COUNT; f++)
        r->cells[f] = packed[f - FIELD_FIRST_OF_ROW];
    (void)stmt;
}

static void fill_code(struct record *r, const char *const *packed, sqlite3_stmt *stmt)
{
    const char *const cells[] = {store_text(stmt, 0), packed[0], packed[1], store_text(stmt, 1),
                                 packed[2], packed[3], packed[4], packed[5], packed[6], "", "",
                                 packed[8]};
    memcpy(r->cells, cells, sizeof cells);
    r->n = COUNT_OF(cells);
}

static void fill_finding(struct record *r, const char *const *packed, sqlite3_stmt *stmt)
{
    const char *row = strcmp(packed[1], "0") == 0 ? "" : packed[1];
    const char *const cells[] = {store_text(stmt, 0), packed[0], row, packed[3], packed[2], packed[4],
                                 packed[5]};
    memcpy(r->cells, cells, sizeof cells);
    r->n = COUNT_OF(cells);
}

static const struct packed_table {
    int column; /* where the packed text stands */
    size_t n;   /* cells of a row of it */
    void (*fill)(struct record *r, const char *const *packed, sqlite3_stmt *stmt);
} packed_tables[] = {
    [STORE_ADMINISTRATIONS] = {FIELD_FIRST_OF_ROW, FIELD_COUNT - FIELD_FIRST_OF_ROW, fill_administration},
    [STORE_CODES] = {2, 9, fill_code},
    [STORE_FINDINGS] = {2, 6, fill_finding}};

/* Encounter columns are said on the first row of an encounter, its number on each. */
static void fill_head(struct record *r, sqlite3_stmt *stmt)
{
    r->n = FIELD_COUNT;
    for (int f = 0; f < FIELD_COUNT; f++)
        r->cells[f] = f < FIELD_FIRST_OF_ROW ? store_text(stmt, f) : "";
}

static void blank_head(struct record *r)
{
    for (int f = 1; f < FIELD_FIRST_OF_ROW; f++)
        r->cells[f] = "";
}

static enum store_fault each_packed(struct store *store, enum store_table table, sqlite3_stmt *stmt,
                                    struct record *r, store_record_fn *record, void *context,
                                    bool *wanted, struct err *err)
{
    const struct packed_table *t = &packed_tables[table];
    const char *packed[FIELD_COUNT];
    size_t n, rows = 0;
    str_clear(&r->text);
    str_add(&r->text, store_text(stmt, t->column));
    if (table == STORE_ADMINISTRATIONS)
        fill_head(r, stmt);
    for (char *at = r->text.data; *wanted && packed_next(&at, packed, COUNT_OF(packed), &n);) {
        if (n > t->n)
            return damaged(store, store_text(stmt, 0), err);
        t->fill(r, packed, stmt);
        *wanted = record(context, r->cells, r->n);
        if (rows++ == 0 && table == STORE_ADMINISTRATIONS)
            blank_head(r);
    }
    if (rows == 0 && table == STORE_ADMINISTRATIONS)
        *wanted = record(context, r->cells, r->n);
    return STORE_OK;
}

enum store_fault store_each(struct store *store, enum store_table table,
                            const struct store_filter *filter, store_record_fn *record,
                            void *context, struct err *err)
{
    static const enum sql queries[STORE_TABLE_COUNT] = {SQL_EACH_ROW, SQL_EACH_CODE,
                                                        SQL_EACH_FINDING, SQL_EACH_AUDIT,
                                                        SQL_EACH_REVIEW};
    sqlite3_stmt *stmt = NULL;
    struct record r;
    bool more, wanted = true;
    enum store_fault fault = store_filtered(store, queries[table], filter, &stmt, reading, err);
    if (fault != STORE_OK)
        return fault;
    str_init(&r.text, SIZE_MAX / 2);
    while (wanted && (fault = store_step(store, stmt, &more, reading, err)) == STORE_OK && more) {
        if (table <= STORE_FINDINGS) {
            fault = each_packed(store, table, stmt, &r, record, context, &wanted, err);
            if (fault != STORE_OK)
                break;
            continue;
        }
        r.n = (size_t)sqlite3_column_count(stmt);
        for (size_t i = 0; i < r.n && i < COUNT_OF(r.cells); i++)
            r.cells[i] = store_text(stmt, (int)i);
        wanted = record(context, r.cells, r.n);
    }
    sqlite3_finalize(stmt);
    str_release(&r.text);
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
