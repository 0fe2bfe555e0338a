#include "command.h"

#include "../../core/claim.h"
#include "../../db/csv.h"
#include "../../db/json.h"
#include "../../db/lines.h"
#include "coding.h"
#include "sheet.h"
#include "text.h"

/* What a thread prints with. */
struct hand {
    alignas(CREW_APART) int64_t *cents; /* what each line is paid */
    size_t n_cents;
    struct csv_writer *csv;
    struct str cell;
    day_t day; /* of the line before */
    int visit;
    char day_text[16];
};

struct printing {
    const struct app *app;
    struct hand *hands; /* one a thread */
    int n_hands;
    const char *between; /* stands between encounters: before each but the first */
    bool first;
};

enum { CELL_FIRST = 4096, CELL_MAX = 256 * 1024 };

/* ---- text ---- */

static const char rule_off[] =
    "\n--------------------------------------------------------------------------------\n";

static void print_text(void *context, int which, const struct result *r, struct str *out)
{
    const struct printing *p = context;
    char hash[65];
    (void)which;
    exchange_fingerprint(r, hash);
    str_add(out, p->between);
    text_head(r, hash, out);
    text_rows(r, out);
    text_codes(r, out);
    text_drugs(r, out);
    text_findings(r, out);
    text_switches(r, p->app->switches, out);
    text_balance(r, out);
}

/* ---- forms ---- */

static void print_form(void *context, int which, const struct result *r, struct str *out)
{
    const struct printing *p = context;
    (void)which;
    str_add(out, p->between);
    sheet_print(p->app->form, r, &p->app->site, out);
}

/* ---- JSON ---- */

static void print_json(void *context, int which, const struct result *r, struct str *out)
{
    struct arena arena;
    const int *visits;
    char hash[65];
    (void)context, (void)which;
    exchange_fingerprint(r, hash);
    arena_init(&arena);
    size_t n = json_visits(r, &arena, &visits);
    for (size_t i = 0; i < n; i++) {
        struct switch_note *notes;
        size_t n_notes = compare_switches(&arena, r, visits[i], &notes);
        struct json_visit visit = {r, visits[i], hash, notes, n_notes};
        json_visit(&visit, out);
        str_addc(out, '\n');
    }
    arena_release(&arena);
}

/* ---- CSV ---- */

/* Number, visit, date and setting: the next line mostly begins as this one. */
static void write_head(struct hand *hand, const struct result *r, const struct line *line)
{
    struct csv_writer *csv = hand->csv;
    bool same = line != r->lines && line->visit == hand->visit && line->date == hand->day;
    if (same && csv_write_marked(csv))
        return;
    if (line->date != hand->day)
        when_print_day(line->date, hand->day_text);
    hand->day = line->date;
    hand->visit = line->visit;
    csv_write_cell(csv, r->encounter->id);
    csv_write_number(csv, line->visit);
    csv_write_cell(csv, hand->day_text);
    csv_write_cell(csv, word_name(WORDS_SETTING, (int)encounter_setting(r->encounter)));
    csv_write_mark(csv);
}

static void write_list(struct hand *hand)
{
    csv_write_sized(hand->csv, hand->cell.data, hand->cell.length);
    str_clear(&hand->cell);
}

static void write_line(struct hand *hand, const struct result *r, size_t index)
{
    const struct line *line = &r->lines[index];
    struct csv_writer *csv = hand->csv;
    char money[32];
    write_head(hand, r, line);
    csv_write_cell(csv, line->code->id);
    csv_write_number(csv, line->units);
    lines_modifiers(line, &hand->cell);
    write_list(hand);
    lines_rows(line, &hand->cell);
    write_list(hand);
    csv_write_cell(csv, line->rule->id);
    csv_write_cell(csv, line->revenue);
    csv_write_cell(csv, claim_money(hand->cents[index], money));
    lines_findings(r, index, &hand->cell);
    write_list(hand);
    csv_write_end(csv);
}

/* National amounts: the same bytes whatever the site. */
static void find_amounts(struct hand *hand, const struct result *r)
{
    if (r->n_lines > hand->n_cents) {
        size_t size = r->n_lines * 2 * sizeof *hand->cents;
        int64_t *more = realloc(hand->cents, size);
        if (more == NULL)
            base_no_memory(size);
        hand->cents = more;
        hand->n_cents = r->n_lines * 2;
    }
    claim_national(r, hand->cents);
}

static void print_csv(void *context, int which, const struct result *r, struct str *out)
{
    const struct printing *p = context;
    struct hand *hand = &p->hands[which];
    find_amounts(hand, r);
    for (size_t i = 0; i < r->n_lines; i++)
        write_line(hand, r, i);
    csv_write_take(hand->csv, out);
}

static void csv_head(struct hand *hand)
{
    struct str head;
    str_init(&head, CELL_MAX);
    for (size_t i = 0; i < LINES_COLUMNS; i++)
        csv_write_cell(hand->csv, lines_columns[i]);
    csv_write_end(hand->csv);
    csv_write_take(hand->csv, &head);
    fwrite(head.data, 1, head.length, stdout);
    str_release(&head);
}

/* ---- the command ---- */

static enum leave worse(enum leave a, enum leave b)
{
    return b > a ? b : a;
}

static bool print_share(void *context, const struct str *text)
{
    struct printing *p = context;
    size_t skip = p->first && text->length > 0 ? strlen(p->between) : 0;
    p->first = p->first && text->length == 0;
    fwrite(text->data + skip, 1, text->length - skip, stdout);
    return !ferror(stdout);
}

static enum leave code_files(struct printing *p, struct coding *coding, int n, char *const *words)
{
    static const char *const stdin_only[] = {"-"};
    const char *const *files = n > 0 ? (const char *const *)words : stdin_only;
    enum leave leave = LEAVE_DONE;
    if (p->app->format == FORMAT_CSV)
        csv_head(&p->hands[0]);
    for (int i = 0; i < (n > 0 ? n : 1) && !ferror(stdout); i++) {
        bool broken;
        leave = worse(leave, coding_file(coding, files[i], &broken));
    }
    if (leave == LEAVE_DONE && coding->error_found)
        leave = LEAVE_FOUND;
    return leave;
}

static void hands_init(struct printing *p, int n)
{
    p->hands = crew_apart((size_t)n * sizeof *p->hands);
    for (p->n_hands = 0; p->n_hands < n; p->n_hands++) {
        p->hands[p->n_hands].day = NO_DAY;
        p->hands[p->n_hands].csv = csv_write_apart();
        str_init(&p->hands[p->n_hands].cell, CELL_MAX);
        str_room(&p->hands[p->n_hands].cell, CELL_FIRST);
    }
}

static void hands_release(struct printing *p)
{
    for (int i = 0; i < p->n_hands; i++) {
        free(p->hands[i].cents);
        csv_write_free(p->hands[i].csv);
        str_release(&p->hands[i].cell);
    }
    free(p->hands);
}

static const char *between(const struct app *app)
{
    if (app->form != NULL)
        return strcmp(app->form, "837") != 0 ? "\n" : "";
    return app->format == FORMAT_TEXT ? rule_off : "";
}

enum leave command_code(struct app *app, int n, char *const *words)
{
    static coding_words_fn *const printers[] = {print_text, print_csv, print_json};
    struct printing p = {.app = app, .first = true, .between = between(app)};
    struct coding coding;
    enum leave leave = LEAVE_USAGE;
    if (app->form != NULL && app->format != FORMAT_TEXT) {
        app_say("--form prints text; leave --format out");
        return leave;
    }
    leave = app_load(app);
    if (leave == LEAVE_DONE)
        leave = app_site(app);
    if (leave != LEAVE_DONE)
        return leave;
    coding_init_crew(&coding, app, app->form != NULL ? print_form : printers[app->format],
                     print_share, &p, app->format == FORMAT_CSV);
    hands_init(&p, coding.n_hands);
    leave = code_files(&p, &coding, n, words);
    hands_release(&p);
    coding_release(&coding);
    return command_finish(leave);
}
