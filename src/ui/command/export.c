#include "command.h"

#include "../../core/why.h"
#include "../../db/csv.h"
#include "../../db/exchange.h"
#include "../../db/lines.h"
#include "../../db/paths.h"
#include "export_claim.h"
#include "filter.h"
#include "progress.h"
#include "saved.h"
#include "train.h"

enum { CELL_MAX = 64 * 1024 };

struct exporting {
    struct app *app;
    struct store *store;
    struct csv_writer *csv;
    struct saved saved;
    struct str cell;
    struct progress progress;
    char last[128]; /* the encounter, or row of the trail, that the record before was of */
    enum leave leave;
    const struct export_kind *kind;
    bool coded; /* codes: the header is written, rows follow */
    FILE *out;
};

/* One thing that can be exported: straight from a table of the store, or from each encounter coded
 * again as it was saved. */
struct export_kind {
    const char *what;
    enum store_table table; /* STORE_TABLE_COUNT: coded again */
    const char *const *columns;
    size_t n;
    void (*rows)(struct exporting *x, const struct result *r);
};

/* ---- cells ---- */

static void cell_row(struct exporting *x, int row)
{
    if (row != 0)
        csv_write_number(x->csv, row);
    else
        csv_write_cell(x->csv, "");
}

static void cell_rows(struct exporting *x, const int *rows, size_t n)
{
    str_clear(&x->cell);
    for (size_t i = 0; i < n; i++)
        str_addf(&x->cell, "%s%d", i == 0 ? "" : " ", rows[i]);
    csv_write_cell(x->csv, x->cell.data);
}

static const char *const finding_columns[] = {"encounter", "visit", "row",  "severity", "finding",
                                              "code",      "carc",  "text", "fix"};
static void write_findings(struct exporting *x, const struct result *r)
{
    for (size_t i = 0; i < r->n_findings; i++) {
        const struct finding *f = &r->findings[i];
        csv_write_cell(x->csv, r->encounter->id);
        csv_write_number(x->csv, f->visit);
        cell_row(x, f->row);
        csv_write_cell(x->csv, severity_name(f->def->severity));
        csv_write_cell(x->csv, f->def->id);
        csv_write_cell(x->csv, f->code != NULL ? f->code->id : "");
        csv_write_cell(x->csv, f->def->carc);
        str_clear(&x->cell);
        why_finding(r, f, &x->cell);
        csv_write_cell(x->csv, x->cell.data);
        str_clear(&x->cell);
        why_fix(r, f, &x->cell);
        csv_write_cell(x->csv, x->cell.data);
        csv_write_end(x->csv);
    }
}

static const char *const drug_columns[] = {"encounter", "visit", "hcpcs", "units",
                                           "modifiers", "rows",  "drug",  "rule"};
static void write_drugs(struct exporting *x, const struct result *r)
{
    for (size_t i = 0; i < r->n_drugs; i++) {
        const struct drug_line *line = &r->drugs[i];
        csv_write_cell(x->csv, r->encounter->id);
        csv_write_number(x->csv, line->visit);
        csv_write_cell(x->csv, line->hcpcs);
        csv_write_number(x->csv, line->units);
        str_clear(&x->cell);
        for (int m = 0; m < line->n_modifiers; m++)
            str_addf(&x->cell, "%s%s", m == 0 ? "" : " ", line->modifiers[m]);
        csv_write_cell(x->csv, x->cell.data);
        cell_rows(x, line->rows, line->n_rows);
        csv_write_cell(x->csv, line->drug != NULL ? line->drug->generic : "");
        csv_write_cell(x->csv, line->rule != NULL ? line->rule->id : "");
        csv_write_end(x->csv);
    }
}

static const char *const ledger_columns[] = {"encounter", "visit",   "row",  "from", "to",
                                             "minutes",   "account", "unit", "rule"};
static void write_ledger(struct exporting *x, const struct result *r)
{
    char at[24];
    for (size_t i = 0; i < r->n_postings; i++) {
        const struct posting *p = &r->postings[i];
        bool placed = p->span.from != NO_MINUTE;
        csv_write_cell(x->csv, r->encounter->id);
        csv_write_number(x->csv, p->visit);
        csv_write_number(x->csv, p->row);
        csv_write_cell(x->csv, placed ? when_print(p->span.from, at) : "");
        csv_write_cell(x->csv, placed ? when_print(p->span.to, at) : "");
        csv_write_number(x->csv, p->minutes);
        csv_write_cell(x->csv, p->account);
        cell_row(x, p->code != NULL ? p->unit : 0);
        csv_write_cell(x->csv, p->rule != NULL ? p->rule->id : "");
        csv_write_end(x->csv);
    }
}

static const char *const steps[] = {
#define X(name, text, question) text,
    STEPS(X)
#undef X
};
static const char *const decision_columns[] = {"encounter", "visit", "step",  "rule", "verdict",
                                               "row",       "code",  "facts", "text", "cite"};
static void write_decisions(struct exporting *x, const struct result *r)
{
    for (size_t i = 0; i < r->n_decisions; i++) {
        const struct decision *d = &r->decisions[i];
        csv_write_cell(x->csv, r->encounter->id);
        csv_write_number(x->csv, d->visit);
        csv_write_cell(x->csv, steps[d->rule->step]);
        csv_write_cell(x->csv, d->rule->id);
        csv_write_cell(x->csv, verdict_name(d->verdict));
        cell_row(x, d->row);
        csv_write_cell(x->csv, d->code != NULL ? d->code->id : "");
        str_clear(&x->cell);
        for (size_t f = 0; f < d->n_facts; f++) {
            str_addf(&x->cell, "%s%s=", f == 0 ? "" : "; ", d->facts[f].name);
            why_fact(&d->facts[f], &x->cell);
        }
        csv_write_cell(x->csv, x->cell.data);
        str_clear(&x->cell);
        why_decision(r, d, &x->cell);
        csv_write_cell(x->csv, x->cell.data);
        str_clear(&x->cell);
        why_cite(d->rule, &x->cell);
        csv_write_cell(x->csv, x->cell.data);
        csv_write_end(x->csv);
    }
}

static void write_claims(struct exporting *x, const struct result *r)
{
    export_claim(x->csv, r, &x->app->site);
}

#define CODED(name, columns, rows)                                                                 \
    {                                                                                              \
        name, STORE_TABLE_COUNT, columns, COUNT_OF(columns), rows                                  \
    }
static const struct export_kind kinds[] = {
    {"administrations", STORE_ADMINISTRATIONS, NULL, 0, NULL},
    {"codes", STORE_CODES, NULL, 0, NULL},
    {"audit", STORE_AUDIT, NULL, 0, NULL},
    {"reviews", STORE_REVIEWS, NULL, 0, NULL},
    CODED("drugs", drug_columns, write_drugs),
    {"claims", STORE_TABLE_COUNT, export_claim_columns, EXPORT_CLAIM_COLUMNS, write_claims},
    CODED("findings", finding_columns, write_findings),
    CODED("decisions", decision_columns, write_decisions),
    CODED("ledger", ledger_columns, write_ledger),
};

/* ---- running over the store ---- */

/* Records of one encounter belong together: to stop is possible only between two of them. */
static bool may_begin(struct exporting *x, const char *what)
{
    if (!x->coded || strncmp(x->last, what, sizeof x->last - 1) == 0)
        return true;
    bool first = x->last[0] == '\0';
    snprintf(x->last, sizeof x->last, "%s", what);
    return first || progress_step(&x->progress);
}

static bool write_record(void *context, const char *const *cells, size_t n)
{
    struct exporting *x = context;
    const char *filled[LINES_COLUMNS];
    char money[32];
    if (!may_begin(x, cells[0]))
        return false;
    if (x->kind->table == STORE_CODES && x->coded) {
        memcpy(filled, cells, sizeof filled);
        export_paid(&x->saved, x->app, x->store, filled, money);
        cells = filled;
    }
    for (size_t i = 0; i < n; i++)
        csv_write_cell(x->csv, cells[i]);
    csv_write_end(x->csv);
    return !ferror(x->out);
}

static bool write_encounter(void *context, const struct encounter *e, const struct store_item *item)
{
    struct exporting *x = context;
    struct err err;
    if (!saved_code(&x->saved, x->app, e, item, &err)) {
        app_say_text(err.text);
        x->leave = LEAVE_CONFIG;
        return progress_step(&x->progress); /* the others are still wanted */
    }
    x->kind->rows(x, &x->saved.result);
    return progress_step(&x->progress) && !ferror(x->out);
}

static void write_head(struct exporting *x)
{
    size_t n = x->kind->n;
    const char *const *names = x->kind->columns;
    if (x->kind->table == STORE_ADMINISTRATIONS) {
        exchange_write_header(x->csv);
        return;
    }
    if (x->kind->table != STORE_TABLE_COUNT)
        names = store_columns(x->kind->table, &n);
    write_record(x, names, n);
}

static enum leave write_all(struct exporting *x, const struct store_filter *filter)
{
    struct err err = {""};
    enum store_fault fault;
    x->csv = csv_write_to(x->out);
    write_head(x);
    x->coded = true;
    int64_t total = 0;
    if (x->kind->table != STORE_AUDIT && x->kind->table != STORE_REVIEWS)
        store_count(x->store, filter, &total, &err);
    progress_begin(&x->progress, x->app, "export", total);
    x->progress.printing = x->out == stdout;
    if (x->kind->table != STORE_TABLE_COUNT)
        fault = store_each(x->store, x->kind->table, filter, write_record, x, &err);
    else
        fault = store_each_encounter(x->store, filter, write_encounter, x, &err);
    x->leave = progress_end(&x->progress, x->leave);
    if (fault != STORE_OK)
        app_say_text(err.text);
    bool written = csv_write_done(x->csv, &err);
    if (fault != STORE_OK || written || x->out == stdout) /* command_finish() speaks for stdout */
        return fault != STORE_OK ? app_leave(fault) : x->leave;
    app_say_text(err.text);
    return LEAVE_IO;
}

static enum leave write_file(struct exporting *x, const struct store_filter *filter)
{
    struct paths_file file;
    struct err err;
    if (!paths_create(&file, x->app->output, &err)) {
        app_say_text(err.text);
        return LEAVE_NO_CREATE;
    }
    x->out = file.stream;
    enum leave leave = write_all(x, filter);
    if (leave != LEAVE_DONE) {
        paths_abandon(&file);
        return leave;
    }
    if (!paths_finish(&file, &err)) {
        app_say_text(err.text);
        return LEAVE_IO;
    }
    return LEAVE_DONE;
}

/* ---- the command ---- */

static const struct export_kind *find_kind(const char *what)
{
    for (size_t i = 0; i < COUNT_OF(kinds); i++)
        if (text_equal(kinds[i].what, what != NULL ? what : "administrations"))
            return &kinds[i];
    app_say("--what wants administrations, codes, drugs, claims, findings, decisions, ledger, "
            "audit, reviews or training, not \"%s\"",
            what);
    return NULL;
}

/* The audit trail first: what leaves the house is on record, or does not leave it. */
static enum leave export_opened(struct exporting *x, const struct filter *filter)
{
    struct err err;
    const char *to = x->app->output;
    enum store_fault fault = store_note(x->store, "exported", "", x->kind->what, &err);
    if (fault != STORE_OK) {
        app_say_text(err.text);
        return app_leave(fault);
    }
    saved_init(&x->saved);
    str_init(&x->cell, CELL_MAX);
    x->out = stdout;
    bool file = to != NULL && strcmp(to, "-") != 0;
    enum leave leave = file ? write_file(x, &filter->store) : write_all(x, &filter->store);
    str_release(&x->cell);
    saved_release(&x->saved);
    return leave;
}

enum leave command_export(struct app *app, int n, char *const *words)
{
    if (text_equal(app->what, "training")) /* from a database of its own */
        return command_finish(train_export(app, n));
    struct exporting x = {.app = app, .kind = find_kind(app->what)};
    struct filter filter;
    struct err err;
    enum leave leave = LEAVE_DONE;
    if (x.kind == NULL)
        return LEAVE_USAGE;
    if (!filter_read(&filter, n, words, &err)) {
        app_say_text(err.text);
        return LEAVE_USAGE;
    }
    if (filter.limit > 0) {
        app_say("limit= goes with list, not with export; narrow it with the other filters");
        return LEAVE_USAGE;
    }
    bool codes_again = x.kind->table == STORE_TABLE_COUNT || x.kind->table == STORE_CODES;
    if (codes_again)
        leave = app_load(app);
    if (leave == LEAVE_DONE && codes_again)
        leave = app_site(app);
    if (leave == LEAVE_DONE)
        x.store = app_store(app, false, &leave);
    if (x.store == NULL)
        return leave;
    leave = export_opened(&x, &filter);
    if (leave == LEAVE_DONE && store_is_encrypted(x.store))
        app_say("what was exported is plain text, though the database is encrypted; keep it where "
                "nobody else reads it");
    store_close(x.store);
    return command_finish(leave);
}
