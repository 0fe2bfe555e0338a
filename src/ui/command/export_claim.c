#include "export_claim.h"

#include "../../core/claim.h"
#include "../../db/lines.h"

enum { CELL_MAX = 64 * 1024 };

const char *const export_claim_columns[EXPORT_CLAIM_COLUMNS] = {
    "encounter", "visit",     "form", "bill_type", "place",    "line",   "revenue",
    "code",      "modifiers", "date", "units",     "pointers", "charge", "national",
    "adjusted",  "status",    "paid", "rows",      "what"};

/* ---- claim lines ---- */

static void write_words(struct csv_writer *csv, const char *const *words, int n)
{
    struct str text;
    str_init(&text, CELL_MAX);
    for (int i = 0; i < n; i++)
        str_addf(&text, "%s%s", i == 0 ? "" : " ", words[i]);
    csv_write_cell(csv, text.length > 0 ? text.data : "");
    str_release(&text);
}

static void write_rows(struct csv_writer *csv, const int *rows, size_t n)
{
    struct str text;
    str_init(&text, CELL_MAX);
    for (size_t i = 0; i < n; i++)
        str_addf(&text, "%s%d", i == 0 ? "" : " ", rows[i]);
    csv_write_cell(csv, text.length > 0 ? text.data : "");
    str_release(&text);
}

static void write_money(struct csv_writer *csv, const struct claim_line *line)
{
    static const char *const paid[] = {"no amount", "amount", "packaged"};
    char text[32];
    csv_write_cell(csv, claim_money(line->charge, text));
    csv_write_cell(csv, claim_money(line->money == MONEY_UNKNOWN ? -1 : line->national, text));
    csv_write_cell(csv, claim_money(line->adjusted, text));
    csv_write_cell(csv, line->status);
    csv_write_cell(csv, paid[line->money]);
}

static void write_line(struct csv_writer *csv, const struct claim *claim, size_t i)
{
    const struct claim_line *line = &claim->lines[i];
    char day[16];
    csv_write_cell(csv, claim->result->encounter->id);
    csv_write_number(csv, line->visit);
    csv_write_cell(csv, claim_form_name(claim->form));
    csv_write_cell(csv, claim->bill_type);
    csv_write_cell(csv, claim->place);
    csv_write_number(csv, (int64_t)i + 1);
    csv_write_cell(csv, line->revenue);
    csv_write_cell(csv, line->code);
    write_words(csv, line->modifiers, line->n_modifiers);
    csv_write_cell(csv, when_print_day(line->date, day));
    csv_write_number(csv, line->units);
    csv_write_cell(csv, line->pointers);
    write_money(csv, line);
    write_rows(csv, line->rows, line->n_rows);
    csv_write_cell(csv, line->plain);
    csv_write_end(csv);
}

void export_claim(struct csv_writer *csv, const struct result *r, const struct site *site)
{
    struct claim claim;
    claim_init(&claim);
    claim_build(&claim, r, site);
    for (size_t i = 0; i < claim.n_lines; i++)
        write_line(csv, &claim, i);
    claim_release(&claim);
}

/* ---- revenue and amount of saved codes ---- */

/* Where the columns of the code CSV stand (lines.h). */
enum {
    AT_ENCOUNTER = 0,
    AT_VISIT = 1,
    AT_DATE = 2,
    AT_CODE = 4,
    AT_MODIFIERS = 6,
    AT_REVENUE = 9,
    AT_AMOUNT = 10
};

static bool is_line(const struct claim_line *line, const char *const *cells)
{
    char day[16], visit[16];
    struct str modifiers;
    if (line->line == NULL || strcmp(line->code, cells[AT_CODE]) != 0)
        return false;
    str_init(&modifiers, 256);
    lines_modifiers(line->line, &modifiers);
    snprintf(visit, sizeof visit, "%d", line->visit);
    bool same = strcmp(visit, cells[AT_VISIT]) == 0 &&
                strcmp(when_print_day(line->date, day), cells[AT_DATE]) == 0 &&
                text_equal(modifiers.length > 0 ? modifiers.data : "", cells[AT_MODIFIERS]);
    str_release(&modifiers);
    return same;
}

void export_paid(struct saved *saved, struct app *app, struct store *store, const char **cells,
                 char *money)
{
    struct claim claim;
    bool loaded =
        saved->encounter.id != NULL && strcmp(saved->encounter.id, cells[AT_ENCOUNTER]) == 0;
    if (!loaded) {
        saved_release(saved);
        saved_init(saved);
        if (saved_load(saved, app, store, cells[AT_ENCOUNTER]) != LEAVE_DONE)
            return;
    }
    claim_init(&claim);
    claim_build(&claim, &saved->result, NULL);
    for (size_t i = 0; i < claim.n_lines; i++)
        if (is_line(&claim.lines[i], cells)) {
            cells[AT_REVENUE] = claim.lines[i].line->revenue;
            if (claim.lines[i].money != MONEY_UNKNOWN)
                cells[AT_AMOUNT] = claim_money(claim.lines[i].national, money);
            break;
        }
    claim_release(&claim);
}
