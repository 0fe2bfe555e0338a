/* command.h: the rule book: prove it, list it, cite it. */
#include "command.h"

#include "../../core/explain.h"
#include "../../db/csv.h"
#include "../../db/json.h"
#include "../../db/proofs.h"
#include "../../db/prove.h"
#include "rules_import.h"

/* ---- check ---- */

static void say_fault(void *context, const char *sentence)
{
    (void)context;
    app_say_text(sentence);
}

/* Every row that decides something applies in one case and just misses in another. */
static enum leave prove_by_cases(struct app *app)
{
    struct proofs proofs;
    struct proofs_count count = {0, 0, 0};
    struct err err = {""};
    bool there, good = proofs_load(&proofs, app->data_dir, say_fault, NULL, &there, &err);
    if (good && there) {
        proofs_prove(&proofs, app->library, say_fault, NULL, &count);
        good = count.complaints == 0;
    }
    if (!good)
        app_say("the cases in %s/proofs do not prove the rule book; put right what is named above",
                app->data_dir);
    else if (there)
        printf("%ld proofs: each row applies in one case and just misses with one change; %ld can "
               "have no case\n",
               count.proved, count.exempt);
    else
        puts("no cases to prove it with (proofs/proofs.csv is not there)");
    proofs_release(&proofs);
    return good ? LEAVE_DONE : LEAVE_CONFIG;
}

static enum leave check(struct app *app)
{
    struct proof proof;
    library_prove(app->library, say_fault, NULL, &proof);
    if (proof.complaints > 0) {
        app_say("the rule book has %ld fault%s; put right what is named above", proof.complaints,
                proof.complaints == 1 ? "" : "s");
        return LEAVE_CONFIG;
    }
    printf("%zu tables, %zu rows, %zu editions, %zu periods\n", proof.tables, proof.rows,
           proof.editions, proof.periods);
    printf(
        "%ld combinations of class, route, method, minutes, setting and payer: one outcome each\n",
        proof.combinations);
    puts("every service has a code, every add-on a parent, every switch value a meaning");
    return command_finish(prove_by_cases(app));
}

/* ---- rows ---- */

struct listing {
    const struct app *app;
    const char *wanted; /* show: the id asked for */
    struct csv_writer *csv;
    struct str line;
    bool cited; /* wanted by a place that their citations name, not by their key */
    long shown;
};

static void dates_of(const struct library_row *row, char out[40])
{
    char from[16], to[16];
    if (row->from == NO_DAY)
        *out = '\0';
    else
        snprintf(out, 40, "%s to %s", when_print_day(row->from, from),
                 row->to == NO_DAY ? "open" : when_print_day(row->to, to));
}

/* What a row says, in whichever column its table has for that. */
static const char *words_of(const struct library_row *row)
{
    static const char *const columns[] = {"say", "plain", "title", "value"};
    for (size_t i = 0; i < COUNT_OF(columns); i++)
        if (*library_cell(row, columns[i]))
            return library_cell(row, columns[i]);
    return "";
}

static void print_json(struct listing *l, const struct library_row *row)
{
    str_clear(&l->line);
    str_add(&l->line, "{\"table\":");
    json_string(&l->line, row->table);
    str_addf(&l->line, ",\"line\":%ld", row->line);
    for (size_t i = 0; i < row->n; i++) {
        str_addc(&l->line, ',');
        json_string(&l->line, row->names[i]);
        str_addc(&l->line, ':');
        json_string(&l->line, row->cells[i]);
    }
    str_addc(&l->line, '}');
    puts(l->line.data);
}

static void print_csv(struct listing *l, const struct library_row *row)
{
    char from[16], to[16];
    const char *cells[] = {row->table,
                           row->key,
                           when_print_day(row->from, from),
                           when_print_day(row->to, to),
                           library_cell(row, "source"),
                           library_cell(row, "locator"),
                           words_of(row)};
    for (size_t i = 0; i < COUNT_OF(cells); i++)
        csv_write_cell(l->csv, cells[i]);
    csv_write_end(l->csv);
}

static bool list_row(void *context, const struct library_row *row)
{
    struct listing *l = context;
    char dates[40];
    l->shown++;
    dates_of(row, dates);
    if (l->app->format == FORMAT_JSON)
        print_json(l, row);
    else if (l->csv)
        print_csv(l, row);
    else
        app_tell("%-9s %-28s %-24s %-18s %s", row->table, row->key, dates,
                 library_cell(row, "source"), words_of(row));
    return true;
}

static bool csv_begin(struct listing *l)
{
    static const char *const header[] = {"table", "id", "from", "to", "source", "locator", "say"};
    if (l->app->format != FORMAT_CSV)
        return false;
    l->csv = csv_write_to(stdout);
    for (size_t i = 0; i < COUNT_OF(header); i++)
        csv_write_cell(l->csv, header[i]);
    csv_write_end(l->csv);
    return true;
}

/* The tables whose rows a decision can cite; the rest is asked for by name. */
static const char *const listed[] = {"rules", "scope",  "kinds",    "services",
                                     "ranks", "limits", "findings", "accounts"};

static bool list_tables(struct listing *l, const char *table, struct err *err)
{
    if (table)
        return library_rows(l->app->library, table, list_row, l, err);
    for (size_t i = 0; i < COUNT_OF(listed); i++)
        if (!library_rows(l->app->library, listed[i], list_row, l, err))
            return false;
    return true;
}

static enum leave list(struct app *app, const char *table)
{
    struct listing l = {.app = app};
    struct err err = {""};
    str_init(&l.line, 65536);
    csv_begin(&l);
    bool good = list_tables(&l, table, &err);
    if (l.csv && !csv_write_done(l.csv, good ? &err : NULL))
        good = false;
    str_release(&l.line);
    if (good)
        return command_finish(LEAVE_DONE);
    app_say_text(err.text);
    return LEAVE_USAGE;
}

/* ---- show ---- */

/* The key, its first word, or for a drug its code. */
static bool is_wanted(const struct library_row *row, const char *wanted)
{
    size_t length = strlen(wanted);
    char start[128];
    if (ascii_casecmp(row->key, wanted) == 0 ||
        ascii_casecmp(library_cell(row, "hcpcs"), wanted) == 0 ||
        ascii_casecmp(library_cell(row, "generic"), wanted) == 0)
        return true;
    snprintf(start, sizeof start, "%.*s", (int)length, row->key);
    return length < sizeof start && row->key[0] && strlen(row->key) > length &&
           row->key[length] == ' ' && ascii_casecmp(start, wanted) == 0;
}

static void print_row(const struct library_row *row)
{
    const struct source *source = row->source;
    app_tell("%s:%ld", row->path, row->line);
    for (size_t i = 0; i < row->n; i++)
        if (*row->cells[i])
            app_tell("  %-16s %s", row->names[i], row->cells[i]);
    if (source)
        app_tell("  %-16s %s, %s, %s, %s%s%s%s%s", "citation", source->publisher, source->title,
                 source->section, source->edition, *source->date ? ", dated " : "", source->date,
                 *source->url ? ", " : "", source->url);
}

/* The cases that prove the row. */
static void print_proofs(const struct app *app, const struct library_row *row)
{
    struct arena arena;
    struct proof_row *proofs;
    struct str text;
    arena_init(&arena);
    str_init(&text, 4096);
    size_t n = proofs_rows(app->data_dir, &arena, &proofs);
    for (size_t i = 0; i < n; i++) {
        if (strcmp(proofs[i].table, row->table) != 0 ||
            strcmp(proofs[i].rule, library_cell(row, "id")) != 0)
            continue;
        str_clear(&text);
        proof_text(&proofs[i], &text);
        app_tell("  %-16s %s", "proof", text.data);
    }
    str_release(&text);
    arena_release(&arena);
}

static bool show_row(void *context, const struct library_row *row)
{
    struct listing *l = context;
    if (!(l->cited ? library_row_cites : is_wanted)(row, l->wanted))
        return true;
    if (l->shown++ > 0 && l->app->format == FORMAT_TEXT)
        puts("");
    if (l->app->format == FORMAT_JSON)
        print_json(l, row);
    else if (l->csv)
        print_csv(l, row);
    else {
        print_row(row);
        print_proofs(l->app, row);
    }
    return true;
}

static enum leave show(struct app *app, const char *id)
{
    struct listing l = {.app = app, .wanted = id};
    struct err err = {""};
    str_init(&l.line, 65536);
    csv_begin(&l);
    bool good = library_rows(app->library, NULL, show_row, &l, &err);
    l.cited = true; /* no row is called so: those that cite it (H02, G22) */
    if (good && l.shown == 0)
        good = library_rows(app->library, NULL, show_row, &l, &err);
    if (l.csv && !csv_write_done(l.csv, good ? &err : NULL))
        good = false;
    str_release(&l.line);
    if (!good) {
        app_say_text(err.text);
        return LEAVE_IO;
    }
    if (l.shown > 0)
        return command_finish(LEAVE_DONE);
    app_say("the rule book has no row %s; `ivledger rules list` names them", id);
    return LEAVE_NO_INPUT;
}

enum leave command_rules(struct app *app, int n, char *const *words)
{
    const char *what = n > 0 ? words[0] : "check";
    bool is_check = strcmp(what, "check") == 0, is_list = strcmp(what, "list") == 0;
    bool is_show = strcmp(what, "show") == 0, is_import = strcmp(what, "import") == 0;
    if ((!is_check && !is_list && !is_show && !is_import) ||
        (!is_import && n > (is_check ? 1 : 2)) || (is_show && n < 2)) {
        app_say("rules takes check, list [TABLE], show ID or import KIND FILE..., like `ivledger "
                "rules show units.hours`");
        return LEAVE_USAGE;
    }
    if ((app->dry_run || app->from) && !is_import) {
        app_say("--dry-run and --from go with rules import");
        return LEAVE_USAGE;
    }
    enum leave leave = app_load(app);
    if (leave != LEAVE_DONE)
        return leave;
    if (is_import)
        return rules_import(app, n - 1, words + 1);
    if (is_check)
        return check(app);
    return is_list ? list(app, n > 1 ? words[1] : NULL) : show(app, words[1]);
}
