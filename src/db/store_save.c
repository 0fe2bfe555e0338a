#include "store_inside.h"

#include "exchange.h"
#include "store_office.h"

enum { TEXT_MAX = 1024 * 1024 };
static const char doing[] = "saving";

/* ---- may it be saved? ---- */

static enum store_fault check_new(struct store *store, const struct store_save *save,
                                  struct err *err)
{
    bool more;
    sqlite3_stmt *stmt = store_statement(store, SQL_HOLDER_OF);
    store_bind(stmt, ":number", store_prepared_number(save->prepared));
    enum store_fault fault = store_step(store, stmt, &more, doing, err);
    if (fault == STORE_OK && more && sqlite3_column_int64(stmt, 0) != save->id) {
        err_set(err,
                "%s is saved already, by %s on %s; open that one, or give this one another number",
                store_prepared_number(save->prepared), store_text(stmt, 2), store_text(stmt, 1));
        fault = STORE_TAKEN;
    }
    sqlite3_reset(stmt);
    return fault;
}

enum store_fault store_check_version(struct store *store, const struct store_save *save,
                                     struct err *err)
{
    bool more;
    sqlite3_stmt *stmt = store_statement(store, SQL_BY_ID);
    store_bind_number(stmt, ":id", save->id);
    enum store_fault fault = store_step(store, stmt, &more, doing, err);
    if (fault == STORE_OK && !more) {
        err_set(err, "%s is not in %s any more; save it as a new one",
                save->prepared != NULL ? store_prepared_number(save->prepared) : save->encounter->id,
                store->path);
        fault = STORE_MISSING;
    } else if (fault == STORE_OK && sqlite3_column_int64(stmt, 1) != save->version) {
        err_set(err,
                "%s was saved by %s on %s since you opened it, nothing was overwritten; open it "
                "again to see that"
                " version, or save yours under another number",
                store_text(stmt, 2), store_text(stmt, 12), store_text(stmt, 11));
        fault = STORE_STALE;
    }
    sqlite3_reset(stmt);
    return fault;
}

/* ---- the parts ---- */

/* Texts that stay where they are until the statement has run. */
static void bind_sized(sqlite3_stmt *stmt, int place, const char *text, size_t length)
{
    if (length > INT32_MAX ||
        sqlite3_bind_text(stmt, place, text, (int)length, SQLITE_STATIC) != SQLITE_OK)
        BUG("parameter %d of \"%s\" cannot be bound", place, sqlite3_sql(stmt));
}

static void bind_still(sqlite3_stmt *stmt, int place, const char *text)
{
    bind_sized(stmt, place, text, strlen(text));
}

/* The parameters of both statements stand in the order of the fields: no name needs to be looked up for
 * each of a million encounters. */
static enum store_fault put_head(struct store *store, struct store_save *save, const char *now,
                                 struct err *err)
{
    sqlite3_stmt *stmt =
        store_statement(store, save->id == 0 ? SQL_INSERT_ENCOUNTER : SQL_UPDATE_ENCOUNTER);
    const char *at = save->prepared->texts.data;
    for (int f = 0; f < FIELD_FIRST_OF_ROW; f++) {
        size_t length = strlen(at);
        bind_sized(stmt, f + 1, at, length);
        at += length + 1;
    }
    bind_still(stmt, FIELD_FIRST_OF_ROW + 1, save->prepared->day);
    bind_still(stmt, FIELD_FIRST_OF_ROW + 2, status_name(save->status));
    bind_still(stmt, FIELD_FIRST_OF_ROW + 3, now);
    bind_still(stmt, FIELD_FIRST_OF_ROW + 4, store->user);
    if (save->id != 0)
        store_bind_number(stmt, ":id", save->id);
    return store_run(store, stmt, doing, err);
}

/* ---- the result ---- */

static void print_settings(const struct policy *policy, struct str *out)
{
    char word[16];
    for (int id = 0; id < SWITCH_COUNT; id++)
        str_addf(out, "%s%s=%s", id == 0 ? "" : " ", switch_name((enum switch_id)id),
                 switch_value_name((enum switch_id)id, policy->value[id], word));
}

static void bind_ground(sqlite3_stmt *stmt, const struct store_prepared *r, const char *settings)
{
    store_bind(stmt, ":edition", r->book->edition);
    store_bind(stmt, ":book", book_hash(r->book));
    store_bind(stmt, ":policy", r->policy->name);
    store_bind(stmt, ":settings", settings);
    store_bind(stmt, ":program", VERSION);
}

static enum store_fault find_ground(struct store *store, const struct store_prepared *r,
                                    const char *settings, struct err *err)
{
    bool more;
    sqlite3_stmt *stmt = store_statement(store, SQL_FIND_GROUND);
    bind_ground(stmt, r, settings);
    enum store_fault fault = store_step(store, stmt, &more, doing, err);
    store->ground = fault == STORE_OK && more ? sqlite3_column_int64(stmt, 0) : 0;
    sqlite3_reset(stmt);
    if (fault != STORE_OK || more)
        return fault;
    stmt = store_statement(store, SQL_INSERT_GROUND);
    bind_ground(stmt, r, settings);
    fault = store_run(store, stmt, doing, err);
    store->ground = sqlite3_last_insert_rowid(store->db);
    return fault;
}

/* Leaves the id in store->ground, which an undone transaction clears. */
static enum store_fault put_ground(struct store *store, const struct store_prepared *r, struct err *err)
{
    const struct policy *last = &store->ground_policy;
    struct str settings;
    if (store->ground != 0 && strcmp(store->ground_book, book_hash(r->book)) == 0 &&
        strcmp(store->ground_edition, r->book->edition) == 0 &&
        strcmp(last->name, r->policy->name) == 0 &&
        memcmp(last->value, r->policy->value, sizeof last->value) == 0)
        return STORE_OK;
    str_init(&settings, TEXT_MAX);
    print_settings(r->policy, &settings);
    enum store_fault fault = find_ground(store, r, settings.data, err);
    str_release(&settings);
    store->ground_policy = *r->policy;
    snprintf(store->ground_book, sizeof store->ground_book, "%s", book_hash(r->book));
    snprintf(store->ground_edition, sizeof store->ground_edition, "%s", r->book->edition);
    if (strcmp(store->ground_edition, r->book->edition) != 0)
        store->ground_book[0] = '\0'; /* too long to remember: asked for again next time */
    return fault;
}

static enum store_fault put_result(struct store *store, const struct store_save *save, bool again,
                                   struct err *err)
{
    const struct store_prepared *p = save->prepared;
    const struct str *const texts[] = {&p->codes, &p->rows, &p->lines, &p->findings};
    static const int places[] = {4, 8, 9, 10};
    enum store_fault fault = put_ground(store, p, err);
    if (fault != STORE_OK)
        return fault;
    sqlite3_stmt *stmt = store_statement(store, again ? SQL_UPDATE_RESULT : SQL_INSERT_RESULT);
    const int64_t numbers[] = {save->id, store->ground, p->errors, p->warnings, p->amount};
    static const int number_places[] = {1, 2, 5, 6, 7};
    for (size_t i = 0; i < COUNT_OF(texts); i++)
        bind_sized(stmt, places[i], texts[i]->data, texts[i]->length);
    bind_still(stmt, 3, p->hash);
    for (size_t i = 0; i < COUNT_OF(numbers); i++)
        sqlite3_bind_int64(stmt, number_places[i], numbers[i]);
    return store_run(store, stmt, doing, err);
}

/* What it can be found by: when it goes in, and as it stands when it is about to change.  now is
 * what the encounter itself was given: the facet of another second would not be taken out again. */
static enum store_fault put_facets(struct store *store, const struct store_save *save,
                                   const char *now, struct err *err)
{
    const struct store_prepared *p = save->prepared;
    const char *at = p->texts.data, *head[FIELD_FIRST_OF_ROW];
    for (int f = 0; f < FIELD_FIRST_OF_ROW; f++) {
        head[f] = at;
        at += strlen(at) + 1;
    }
    struct facet_source source = {.id = save->id,
                                  .amount = p->amount,
                                  .number = head[FIELD_ENCOUNTER],
                                  .patient = head[FIELD_PATIENT],
                                  .status = status_name(save->status),
                                  .coder = head[FIELD_CODER],
                                  .payer = head[FIELD_PAYER],
                                  .setting = head[FIELD_SETTING],
                                  .day = p->day,
                                  .changed = now,
                                  .codes = p->codes.data != NULL ? p->codes.data : "",
                                  .rows = p->rows.data,
                                  .lines = p->lines.data,
                                  .findings = p->findings.data,
                                  .parts = &p->facets};
    return facets_add(&store->facets, &source) ? STORE_OK : store_failed(store, doing, err);
}

/* ---- what was there before ---- */

/* "status; codes; hash" for the audit trail. */
static void describe(const char *status, const char *codes, const char *hash, struct str *out)
{
    str_addf(out, "%s; %s; %s", status, codes, hash);
}

/* Keeps the version that is about to be replaced, and describes it. */
static enum store_fault supersede(struct store *store, int64_t id, struct str *before,
                                  struct err *err)
{
    struct encounter old;
    struct store_item item;
    struct str input;
    bool more;
    encounter_init(&old);
    str_init(&input, 64 * TEXT_MAX);
    sqlite3_stmt *stmt = store_statement(store, SQL_BY_ID);
    store_bind_number(stmt, ":id", id);
    enum store_fault fault = store_step(store, stmt, &more, doing, err);
    if (fault == STORE_OK)
        fault = store_read_encounter(store, stmt, &old, &item, err);
    sqlite3_reset(stmt);
    if (fault == STORE_OK) {
        describe(status_name(item.status), item.codes, item.hash, before);
        exchange_pack(&old, &input);
        stmt = store_statement(store, SQL_SUPERSEDE);
        store_bind_number(stmt, ":id", id);
        store_bind(stmt, ":input", input.data);
        fault = store_run(store, stmt, doing, err);
    }
    if (fault == STORE_OK)
        fault = store_drop_facets(store, id, err);
    str_release(&input);
    encounter_release(&old);
    return fault;
}

/* ---- the door ---- */

static enum store_fault write_all(struct store *store, struct store_save *save, const char *before,
                                  struct err *err)
{
    const struct store_prepared *p = save->prepared;
    bool again = save->id != 0;
    char now[24];
    store_time(store, now);
    enum store_fault fault = put_head(store, save, now, err);
    if (!again)
        save->id = sqlite3_last_insert_rowid(store->db);
    if (fault == STORE_OK)
        fault = put_result(store, save, again, err);
    if (fault == STORE_OK)
        fault = put_facets(store, save, now, err);
    str_clear(&store->words);
    describe(status_name(save->status), p->codes.length > 0 ? p->codes.data : "", p->hash,
             &store->words);
    if (fault == STORE_OK)
        fault = store_append_audit(store, save->why != NULL ? save->why : "saved",
                                   store_prepared_number(p), before, store->words.data, err);
    if (fault == STORE_OK && save->draft != 0)
        store_drop_draft(store, save->draft, &fault, err);
    return fault;
}

/* Saved work moves only as permit.h lets it. */
static enum store_fault check_move(struct store *store, const struct store_save *save,
                                   struct err *err)
{
    enum status from = STATUS_NONE;
    enum job job = JOB_AUDITOR;
    bool more;
    enum store_fault fault = store_job(store, &job, err);
    if (fault == STORE_OK && save->id != 0) {
        sqlite3_stmt *stmt = store_statement(store, SQL_BY_ID);
        store_bind_number(stmt, ":id", save->id);
        fault = store_step(store, stmt, &more, doing, err);
        if (fault == STORE_OK && more)
            status_find(store_text(stmt, 16), &from);
        sqlite3_reset(stmt);
    }
    if (fault == STORE_OK &&
        (!permit(job, DEED_CODE, err) || !permit_status(job, from, save->status, err)))
        fault = STORE_REFUSED;
    return fault;
}

static enum store_fault check_and_write(struct store *store, struct store_save *save,
                                        struct err *err)
{
    struct str before;
    enum store_fault fault = STORE_OK;
    str_init(&before, TEXT_MAX);
    if (save->id != 0)
        fault = store_check_version(store, save, err);
    if (fault == STORE_OK)
        fault = check_new(store, save, err);
    if (fault == STORE_OK)
        fault = check_move(store, save, err);
    if (fault == STORE_OK && save->id != 0)
        fault = supersede(store, save->id, &before, err);
    if (fault == STORE_OK)
        fault = write_all(store, save, before.data, err);
    str_release(&before);
    return fault;
}

/* A number is needed before anything is worked out. */
static bool has_number(const struct store_save *save)
{
    return !text_empty(save->prepared != NULL ? store_prepared_number(save->prepared)
                                              : save->encounter->id);
}

enum store_fault store_save(struct store *store, struct store_save *save, struct err *err)
{
    struct store_save whole = *save;
    if (!has_number(save)) {
        err_set(err, "the encounter has no number yet; fill the field encounter before saving");
        return STORE_TAKEN;
    }
    enum store_fault fault = store_enter(store, doing, err);
    if (fault != STORE_OK)
        return fault;
    if (save->prepared == NULL) {
        store_prepare(store->own, save->encounter, save->result);
        whole.prepared = store->own;
    }
    fault = store_leave(store, check_and_write(store, &whole, err), doing, err);
    if (fault == STORE_OK) {
        save->version = save->id != 0 ? save->version + 1 : 1;
        save->id = whole.id;
    }
    return fault;
}
