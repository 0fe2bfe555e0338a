/* command.h: a saved encounter with facts or switches changed, beside the encounter as it is.  Not
 * a fact: nothing is saved, no money is shown. */
#include "command.h"

#include "../../db/csv.h"
#include "../../db/json_why.h"
#include "beside.h"
#include "saved.h"
#include "text.h"

enum { OUT_MAX = 16 * 1024 * 1024, MOST_CHANGES = 32 };

struct asking {
    const struct saved *saved;
    struct change changes[MOST_CHANGES];
    size_t n;
    struct whatif other;
    struct difference difference;
    struct json_turn turns[MOST_CHANGES]; /* of the times that were moved */
    size_t n_turns;
    struct arena arena;
    struct str out;
};

/* ---- the minute that decides ---- */

static void find_turn(struct asking *a, const struct change *change)
{
    if (change->is_switch || (change->field != FIELD_START && change->field != FIELD_STOP))
        return;
    const struct row *before = encounter_row(&a->saved->encounter, change->row);
    const struct row *after = encounter_row(&a->other.encounter, change->row);
    if (before == NULL || after == NULL)
        return;
    minute_t from = change->field == FIELD_START ? before->start : before->stop;
    minute_t to = change->field == FIELD_START ? after->start : after->stop;
    if (from == NO_MINUTE || to == NO_MINUTE || from == to)
        return;
    struct json_turn *turn = &a->turns[a->n_turns++];
    *turn = (struct json_turn){.row = change->row, .field = change->field};
    whatif_bands(&a->arena, &a->saved->result, change->row, change->field, from < to ? from : to,
                 from < to ? to : from, &turn->bands);
    turn->at = bands_turn(&turn->bands, from, to);
}

static void add_turn(struct asking *a, const struct json_turn *turn)
{
    char clock[8];
    str_add(&a->out, "\nThe minute that decides\n  ");
    if (turn->at == NO_MINUTE) {
        str_add(&a->out, "none: every minute between the two gives the same codes\n");
        return;
    }
    str_addf(&a->out, "%s of row %d: the codes turn at %s\n  ", field_get_spec(turn->field)->name,
             turn->row, when_print_clock(turn->at, clock));
    struct str text;
    str_init(&text, OUT_MAX);
    bands_text(&turn->bands, turn->field, &text);
    text_fold(&a->out, 2, text.data);
    str_release(&text);
}

/* ---- the answer ---- */

static void add_title(struct asking *a)
{
    struct str text;
    str_init(&text, OUT_MAX);
    str_addf(&text, "What if on %s, not a fact and never saved:", a->saved->encounter.id);
    for (size_t i = 0; i < a->n; i++) {
        str_addc(&text, ' ');
        change_print(&a->changes[i], &text);
    }
    text_fold(&a->out, 0, text.data);
    str_release(&text);
}

static void add_text(struct asking *a)
{
    const struct result *base = &a->saved->result;
    add_title(a);
    text_beside(base, "As charted", &a->other.result, "What if (not a fact)", &a->out);
    text_difference(base, &a->other.result, &a->difference, &a->out);
    for (size_t i = 0; i < a->n_turns; i++)
        add_turn(a, &a->turns[i]);
}

static void add_json(struct asking *a)
{
    struct json_whatif w = {.before = &a->saved->result,
                            .after = &a->other.result,
                            .hash = a->saved->hash,
                            .changes = a->changes,
                            .n_changes = a->n,
                            .difference = &a->difference,
                            .turns = a->turns,
                            .n_turns = a->n_turns};
    json_whatif(&w, &a->out);
    str_addc(&a->out, '\n');
}

/* A line for each code of either side. */
static void put_side(struct csv_writer *csv, const char *side, const struct result *r)
{
    struct str text;
    str_init(&text, OUT_MAX);
    for (size_t i = 0; i < r->n_lines; i++) {
        const struct line *line = &r->lines[i];
        csv_write_cell(csv, r->encounter->id);
        csv_write_cell(csv, side);
        csv_write_number(csv, line->visit);
        csv_write_cell(csv, line->code->id);
        csv_write_number(csv, line->units);
        str_clear(&text);
        for (int m = 0; m < line->n_modifiers; m++)
            str_addf(&text, "%s%s", m == 0 ? "" : " ", line->modifiers[m]);
        csv_write_cell(csv, text.length > 0 ? text.data : "");
        str_clear(&text);
        text_numbers(&text, line->rows, line->n_rows, " ");
        csv_write_cell(csv, text.data);
        csv_write_cell(csv, line->rule->id);
        csv_write_end(csv);
    }
    str_release(&text);
}

static void print_csv(const struct asking *a)
{
    static const char *const names[] = {"encounter", "side",      "visit", "code",
                                        "units",     "modifiers", "rows",  "rule"};
    struct csv_writer *csv = csv_write_to(stdout);
    struct err err;
    for (size_t i = 0; i < COUNT_OF(names); i++)
        csv_write_cell(csv, names[i]);
    csv_write_end(csv);
    put_side(csv, "as charted", &a->saved->result);
    put_side(csv, "what if", &a->other.result);
    csv_write_done(csv, &err); /* command_finish() says what went wrong */
}

/* ---- the command ---- */

static enum leave ask(struct asking *a, struct app *app)
{
    struct err err = {""};
    const struct result *base = &a->saved->result;
    if (!whatif_run(&a->other, base, NULL, a->changes, a->n, &err)) {
        app_say_text(err.text);
        return LEAVE_USAGE;
    }
    day_t day = encounter_day(&a->other.encounter);
    const struct book *book =
        day == encounter_day(&a->saved->encounter) ? base->book : app_book_of(app, day, NULL, &err);
    if (!book || !whatif_run(&a->other, base, book, a->changes, a->n, &err)) {
        app_say_text(err.text);
        return LEAVE_USAGE;
    }
    compare_results(&a->arena, base, &a->other.result, &a->difference);
    for (size_t i = 0; i < a->n; i++)
        find_turn(a, &a->changes[i]);
    switch (app->format) {
    case FORMAT_CSV: print_csv(a); break;
    case FORMAT_JSON: add_json(a); break;
    default: add_text(a);
    }
    fwrite(a->out.data, 1, a->out.length, stdout);
    return LEAVE_DONE;
}

static bool read_changes(struct asking *a, int n, char *const *words)
{
    struct err err = {""};
    for (int i = 0; i < n; i++) {
        if (a->n == MOST_CHANGES)
            err_set(&err, "there are more than %d changes; ask with fewer", MOST_CHANGES);
        else if (change_parse(words[i], &a->changes[a->n++], &err))
            continue;
        app_say_text(err.text);
        return false;
    }
    return true;
}

enum leave command_whatif(struct app *app, int n, char *const *words)
{
    struct saved saved;
    struct asking a = {.saved = &saved};
    if (n < 2) {
        app_say("whatif needs the number of a saved encounter and what to change: "
                "ROW.FIELD=VALUE, FIELD=VALUE or SWITCH=VALUE, such as 2.stop=09:16");
        return LEAVE_USAGE;
    }
    if (!read_changes(&a, n - 1, words + 1))
        return LEAVE_USAGE;
    saved_init(&saved);
    whatif_init(&a.other);
    arena_init(&a.arena);
    str_init(&a.out, OUT_MAX);
    enum leave leave = saved_open(&saved, app, words[0], "asked what if");
    if (leave == LEAVE_DONE)
        leave = ask(&a, app);
    str_release(&a.out);
    arena_release(&a.arena);
    whatif_release(&a.other);
    saved_release(&saved);
    return command_finish(leave);
}
