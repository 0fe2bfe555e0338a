#include "store_inside.h"

#include "../core/compare.h"
#include "exchange.h"
#include "lines.h"
#include "store_office.h"

enum { TEXT_MAX = 1024 * 1024 };
static const char doing[] = "saving";

/* ---- may it be saved? ---- */

static enum store_fault check_new(struct store *store, const struct store_save *save,
                                  struct err *err)
{
    bool more;
    sqlite3_stmt *stmt = store_statement(store, SQL_BY_NUMBER);
    store_bind(stmt, ":number", save->encounter->id);
    enum store_fault fault = store_step(store, stmt, &more, doing, err);
    if (fault == STORE_OK && more && sqlite3_column_int64(stmt, 0) != save->id) {
        err_set(err,
                "%s is saved already, by %s on %s; open that one, or give this one another number",
                save->encounter->id, store_text(stmt, 12), store_text(stmt, 11));
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
        err_set(err, "%s is not in %s any more; save it as a new one", save->encounter->id,
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

static enum store_fault put_head(struct store *store, struct store_save *save, struct err *err)
{
    const struct encounter *e = save->encounter;
    sqlite3_stmt *stmt =
        store_statement(store, save->id == 0 ? SQL_INSERT_ENCOUNTER : SQL_UPDATE_ENCOUNTER);
    struct str cell;
    char now[24], day[16], name[40];
    str_init(&cell, TEXT_MAX);
    for (int f = 0; f < FIELD_FIRST_OF_ROW; f++) {
        str_clear(&cell);
        field_print(e, NULL, (enum field_id)f, &cell);
        snprintf(name, sizeof name, ":%s", field_get_spec((enum field_id)f)->name);
        store_bind(stmt, name, cell.data);
    }
    str_release(&cell);
    store_time(store, now);
    store_bind(stmt, ":service_date", when_print_day(encounter_day(e), day));
    store_bind(stmt, ":status", status_name(save->status));
    store_bind(stmt, ":changed", now);
    store_bind(stmt, ":changed_by", store->user);
    if (save->id != 0)
        store_bind_number(stmt, ":id", save->id);
    return store_run(store, stmt, doing, err);
}

/* Parameters of SQL_INSERT_ROW stand in the order of the fields, behind encounter and row: no name
 * needs to be looked up for each of a million rows. */
static enum store_fault put_rows(struct store *store, const struct store_save *save,
                                 struct err *err)
{
    const struct encounter *e = save->encounter;
    enum store_fault fault = STORE_OK;
    struct str cell;
    str_init(&cell, TEXT_MAX);
    for (size_t i = 0; i < e->n_rows && fault == STORE_OK; i++) {
        sqlite3_stmt *stmt = store_statement(store, SQL_INSERT_ROW);
        store_bind_number(stmt, ":encounter", save->id);
        store_bind_number(stmt, ":row", (int64_t)i + 1);
        for (int f = FIELD_FIRST_OF_ROW; f < FIELD_COUNT; f++) {
            str_clear(&cell);
            field_print(e, &e->rows[i], (enum field_id)f, &cell);
            sqlite3_bind_text(stmt, f - FIELD_FIRST_OF_ROW + 3, cell.length > 0 ? cell.data : "",
                              (int)cell.length,
                              cell.length > 0 ? SQLITE_TRANSIENT : SQLITE_STATIC);
        }
        fault = store_run(store, stmt, doing, err);
    }
    str_release(&cell);
    return fault;
}

/* ---- the result ---- */

static void print_settings(const struct policy *policy, struct str *out)
{
    char word[16];
    for (int id = 0; id < SWITCH_COUNT; id++)
        str_addf(out, "%s%s=%s", id == 0 ? "" : " ", switch_name((enum switch_id)id),
                 switch_value_name((enum switch_id)id, policy->value[id], word));
}

static void bind_ground(sqlite3_stmt *stmt, const struct result *r, const char *settings)
{
    store_bind(stmt, ":edition", r->book->edition);
    store_bind(stmt, ":book", r->book->hash);
    store_bind(stmt, ":policy", r->policy->name);
    store_bind(stmt, ":settings", settings);
    store_bind(stmt, ":program", VERSION);
}

static enum store_fault find_ground(struct store *store, const struct result *r,
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
static enum store_fault put_ground(struct store *store, const struct result *r, struct err *err)
{
    const struct policy *last = &store->ground_policy;
    struct str settings;
    if (store->ground != 0 && strcmp(store->ground_book, r->book->hash) == 0 &&
        strcmp(store->ground_edition, r->book->edition) == 0 &&
        strcmp(last->name, r->policy->name) == 0 &&
        memcmp(last->value, r->policy->value, sizeof last->value) == 0)
        return STORE_OK;
    str_init(&settings, TEXT_MAX);
    print_settings(r->policy, &settings);
    enum store_fault fault = find_ground(store, r, settings.data, err);
    str_release(&settings);
    store->ground_policy = *r->policy;
    snprintf(store->ground_book, sizeof store->ground_book, "%s", r->book->hash);
    snprintf(store->ground_edition, sizeof store->ground_edition, "%s", r->book->edition);
    if (strcmp(store->ground_edition, r->book->edition) != 0)
        store->ground_book[0] = '\0'; /* too long to remember: asked for again next time */
    return fault;
}

static int64_t count_severity(const struct result *r, enum severity severity)
{
    int64_t n = 0;
    for (size_t i = 0; i < r->n_findings; i++)
        n += r->findings[i].def->severity == severity;
    return n;
}

static enum store_fault put_result(struct store *store, const struct store_save *save,
                                   const char *codes, const char *hash, struct err *err)
{
    enum store_fault fault = put_ground(store, save->result, err);
    if (fault != STORE_OK)
        return fault;
    sqlite3_stmt *stmt = store_statement(store, SQL_PUT_RESULT);
    store_bind_number(stmt, ":id", save->id);
    store_bind_number(stmt, ":ground", store->ground);
    store_bind(stmt, ":hash", hash);
    store_bind(stmt, ":codes", codes);
    store_bind_number(stmt, ":errors", count_severity(save->result, SEVERITY_ERROR));
    store_bind_number(stmt, ":warnings", count_severity(save->result, SEVERITY_WARNING));
    return store_run(store, stmt, doing, err);
}

static enum store_fault put_code(struct store *store, const struct store_save *save, size_t index,
                                 struct str *cell, struct err *err)
{
    const struct line *line = &save->result->lines[index];
    sqlite3_stmt *stmt = store_statement(store, SQL_INSERT_CODE);
    char day[16];
    store_bind_number(stmt, ":id", save->id);
    store_bind_number(stmt, ":position", (int64_t)index + 1);
    store_bind_number(stmt, ":visit", line->visit);
    store_bind(stmt, ":date", when_print_day(line->date, day));
    store_bind(stmt, ":code", line->code->id);
    store_bind_number(stmt, ":units", line->units);
    str_clear(cell);
    lines_modifiers(line, cell);
    store_bind(stmt, ":modifiers", cell->data);
    str_clear(cell);
    lines_rows(line, cell);
    store_bind(stmt, ":rows", cell->data);
    store_bind(stmt, ":rule", line->rule->id);
    store_bind_number(stmt, ":initial", line->initial);
    str_clear(cell);
    lines_findings(save->result, index, cell);
    store_bind(stmt, ":findings", cell->data);
    return store_run(store, stmt, doing, err);
}

static enum store_fault put_finding(struct store *store, const struct store_save *save,
                                    size_t index, struct err *err)
{
    const struct finding *f = &save->result->findings[index];
    sqlite3_stmt *stmt = store_statement(store, SQL_INSERT_FINDING);
    store_bind_number(stmt, ":id", save->id);
    store_bind_number(stmt, ":position", (int64_t)index + 1);
    store_bind_number(stmt, ":visit", f->visit);
    store_bind_number(stmt, ":row", f->row);
    store_bind(stmt, ":finding", f->def->id);
    store_bind(stmt, ":severity", severity_name(f->def->severity));
    store_bind(stmt, ":code", f->code != NULL ? f->code->id : "");
    store_bind(stmt, ":carc", f->def->carc);
    return store_run(store, stmt, doing, err);
}

static enum store_fault put_codes_and_findings(struct store *store, const struct store_save *save,
                                               struct err *err)
{
    enum store_fault fault = STORE_OK;
    struct str cell;
    str_init(&cell, TEXT_MAX);
    for (size_t i = 0; i < save->result->n_lines && fault == STORE_OK; i++)
        fault = put_code(store, save, i, &cell, err);
    for (size_t i = 0; i < save->result->n_findings && fault == STORE_OK; i++)
        fault = put_finding(store, save, i, err);
    str_release(&cell);
    return fault;
}

/* One row of the index over all words; the columns are those of the table search. */
static enum store_fault put_search(struct store *store, const struct store_save *save,
                                   const char *codes, struct err *err)
{
    const struct encounter *e = save->encounter;
    static const char *const names[] = {":number", ":drugs", ":codes", ":findings", ":notes"};
    struct str texts[COUNT_OF(names)];
    sqlite3_stmt *stmt = store_statement(store, SQL_INSERT_SEARCH);
    for (size_t i = 0; i < COUNT_OF(names); i++)
        str_init(&texts[i], TEXT_MAX);
    str_addf(&texts[0], "%s %s", e->id, e->patient);
    str_add(&texts[2], codes);
    for (size_t i = 0; i < e->n_rows; i++) {
        str_addf(&texts[1], "%s ", e->rows[i].drug);
        str_addf(&texts[4], "%s ", e->rows[i].note);
    }
    for (size_t i = 0; i < save->result->n_findings; i++)
        str_addf(&texts[3], "%s ", save->result->findings[i].def->id);
    store_bind_number(stmt, ":id", save->id);
    for (size_t i = 0; i < COUNT_OF(names); i++) {
        store_bind(stmt, names[i], texts[i].data);
        str_release(&texts[i]);
    }
    return store_run(store, stmt, doing, err);
}

/* ---- what was there before ---- */

static enum store_fault clear_parts(struct store *store, int64_t id, struct err *err)
{
    static const enum sql clears[] = {SQL_DELETE_ROWS, SQL_DELETE_CODES, SQL_DELETE_FINDINGS,
                                     SQL_DELETE_SEARCH};
    enum store_fault fault = STORE_OK;
    for (size_t i = 0; i < COUNT_OF(clears) && fault == STORE_OK; i++) {
        sqlite3_stmt *stmt = store_statement(store, clears[i]);
        store_bind_number(stmt, ":id", id);
        fault = store_run(store, stmt, doing, err);
    }
    return fault;
}

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
        fault = clear_parts(store, id, err);
    str_release(&input);
    encounter_release(&old);
    return fault;
}

/* ---- the door ---- */

static enum store_fault write_all(struct store *store, struct store_save *save, const char *before,
                                  struct err *err)
{
    struct str codes, after;
    char hash[65];
    str_init(&codes, TEXT_MAX);
    str_init(&after, TEXT_MAX);
    compare_codes(save->result, 0, &codes);
    exchange_fingerprint(save->result, hash);
    describe(status_name(save->status), codes.data, hash, &after);
    enum store_fault fault = put_head(store, save, err);
    if (save->id == 0)
        save->id = sqlite3_last_insert_rowid(store->db);
    if (fault == STORE_OK)
        fault = put_rows(store, save, err);
    if (fault == STORE_OK)
        fault = put_result(store, save, codes.data, hash, err);
    if (fault == STORE_OK)
        fault = put_codes_and_findings(store, save, err);
    if (fault == STORE_OK)
        fault = put_search(store, save, codes.data, err);
    if (fault == STORE_OK)
        fault = store_append_audit(store, save->why != NULL ? save->why : "saved",
                                   save->encounter->id, before, after.data, err);
    if (fault == STORE_OK && save->draft != 0)
        store_drop_draft(store, save->draft, &fault, err);
    str_release(&codes);
    str_release(&after);
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

enum store_fault store_save(struct store *store, struct store_save *save, struct err *err)
{
    int64_t id = save->id;
    if (text_empty(save->encounter->id)) {
        err_set(err, "the encounter has no number yet; fill the field encounter before saving");
        return STORE_TAKEN;
    }
    enum store_fault fault = store_enter(store, doing, err);
    if (fault != STORE_OK)
        return fault;
    fault = store_leave(store, check_and_write(store, save, err), doing, err);
    if (fault == STORE_OK)
        save->version = id != 0 ? save->version + 1 : 1;
    else
        save->id = id;
    return fault;
}
