#include "command.h"

#include "../../core/claim.h"
#include "../../db/csv.h"
#include "../../db/json.h"
#include "../../db/lines.h"
#include "coding.h"
#include "sheet.h"
#include "text.h"

/* One JSON object can hold thousands of decisions. */
enum { OUT_MAX = 256 * 1024 * 1024 };

struct printing {
    const struct app *app;
    struct str out;
    struct csv_writer *csv;
    struct claim claim;
    bool first;
};

/* False when nobody reads any more. */
static bool flush(struct printing *p)
{
    fwrite(p->out.data, 1, p->out.length, stdout);
    str_clear(&p->out);
    return !ferror(stdout);
}

/* ---- text ---- */

static bool print_text(void *context, const struct result *r)
{
    struct printing *p = context;
    char hash[65];
    exchange_fingerprint(r, hash);
    if (!p->first)
        str_addf(
            &p->out, "\n%s\n",
            "--------------------------------------------------------------------------------");
    p->first = false;
    text_head(r, hash, &p->out);
    text_rows(r, &p->out);
    text_codes(r, &p->out);
    text_drugs(r, &p->out);
    text_findings(r, &p->out);
    text_switches(r, p->app->switches, &p->out);
    text_balance(r, &p->out);
    return flush(p);
}

/* ---- forms ---- */

static bool print_form(void *context, const struct result *r)
{
    struct printing *p = context;
    if (!p->first && strcmp(p->app->form, "837") != 0)
        str_addc(&p->out, '\n');
    p->first = false;
    sheet_print(p->app->form, r, &p->app->site, &p->out);
    return flush(p);
}

/* ---- JSON ---- */

static bool print_json(void *context, const struct result *r)
{
    struct printing *p = context;
    struct arena arena;
    const int *visits;
    char hash[65];
    exchange_fingerprint(r, hash);
    arena_init(&arena);
    size_t n = json_visits(r, &arena, &visits);
    for (size_t i = 0; i < n; i++) {
        struct switch_note *notes;
        size_t n_notes = compare_switches(&arena, r, visits[i], &notes);
        struct json_visit visit = {r, visits[i], hash, notes, n_notes};
        json_visit(&visit, &p->out);
        str_addc(&p->out, '\n');
    }
    arena_release(&arena);
    return flush(p);
}

/* ---- CSV ---- */

static void write_line(struct printing *p, const struct result *r, size_t index)
{
    const struct line *line = &r->lines[index];
    const struct claim_line *paid = claim_line_of(&p->claim, line);
    char day[16], money[32];
    csv_write_cell(p->csv, r->encounter->id);
    csv_write_number(p->csv, line->visit);
    csv_write_cell(p->csv, when_print_day(line->date, day));
    csv_write_cell(p->csv, word_name(WORDS_SETTING, (int)encounter_setting(r->encounter)));
    csv_write_cell(p->csv, line->code->id);
    csv_write_number(p->csv, line->units);
    str_clear(&p->out);
    lines_modifiers(line, &p->out);
    csv_write_cell(p->csv, p->out.data);
    str_clear(&p->out);
    lines_rows(line, &p->out);
    csv_write_cell(p->csv, p->out.data);
    csv_write_cell(p->csv, line->rule->id);
    csv_write_cell(p->csv, line->revenue);
    csv_write_cell(p->csv, paid->money != MONEY_UNKNOWN ? claim_money(paid->national, money) : "");
    str_clear(&p->out);
    lines_findings(r, index, &p->out);
    csv_write_cell(p->csv, p->out.data);
    csv_write_end(p->csv);
    str_clear(&p->out);
}

static bool print_csv(void *context, const struct result *r)
{
    struct printing *p = context;
    claim_build(&p->claim, r, NULL); /* national: the same bytes whatever the site */
    for (size_t i = 0; i < r->n_lines; i++)
        write_line(p, r, i);
    return !ferror(stdout);
}

static void csv_head(struct csv_writer *w)
{
    for (size_t i = 0; i < LINES_COLUMNS; i++)
        csv_write_cell(w, lines_columns[i]);
    csv_write_end(w);
}

/* ---- the command ---- */

static enum leave worse(enum leave a, enum leave b)
{
    return b > a ? b : a;
}

static enum leave code_files(struct app *app, struct printing *p, int n, char *const *words)
{
    static coding_fn *const printers[] = {print_text, print_csv, print_json};
    static const char *const stdin_only[] = {"-"};
    const char *const *files = n > 0 ? (const char *const *)words : stdin_only;
    struct coding coding;
    enum leave leave = LEAVE_DONE;
    coding_init(&coding, app, app->form != NULL ? print_form : printers[app->format], p);
    coding.result.brief = app->format == FORMAT_CSV; /* the lines alone: nothing is explained */
    for (int i = 0; i < (n > 0 ? n : 1) && !ferror(stdout); i++) {
        bool broken;
        leave = worse(leave, coding_file(&coding, files[i], &broken));
    }
    if (leave == LEAVE_DONE && coding.error_found)
        leave = LEAVE_FOUND;
    coding_release(&coding);
    return leave;
}

enum leave command_code(struct app *app, int n, char *const *words)
{
    struct printing p = {.app = app, .first = true};
    struct err err;
    enum leave leave = LEAVE_USAGE;
    if (app->form != NULL && app->format != FORMAT_TEXT) {
        app_say("--form prints text; leave --format out");
        return leave;
    }
    leave = app_load(app);
    if (leave == LEAVE_DONE && app->form != NULL)
        leave = app_site(app);
    if (leave != LEAVE_DONE)
        return leave;
    str_init(&p.out, OUT_MAX);
    claim_init(&p.claim);
    if (app->format == FORMAT_CSV) {
        p.csv = csv_write_to(stdout);
        csv_head(p.csv);
    }
    leave = code_files(app, &p, n, words);
    if (p.csv != NULL)
        csv_write_done(p.csv, &err); /* command_finish() says what went wrong */
    str_release(&p.out);
    claim_release(&p.claim);
    return command_finish(leave);
}
