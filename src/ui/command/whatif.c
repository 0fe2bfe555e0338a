/* command.h: a saved encounter with facts or switches changed, beside the encounter as it is.  Not
 * a fact: nothing is saved, no money is shown. */
#include "command.h"

#include "../../core/whatif.h"
#include "../../core/why.h"
#include "saved.h"
#include "text.h"

enum { OUT_MAX = 16 * 1024 * 1024, MOST_CHANGES = 32, LEFT = 38 };

struct asking {
    const struct saved *saved;
    struct change changes[MOST_CHANGES];
    size_t n;
    struct whatif other;
    struct arena arena;
    struct str out;
};

/* ---- both results side by side ---- */

static void line_text(const struct result *r, size_t i, struct str *out)
{
    const struct line *line = &r->lines[i];
    str_clear(out);
    str_add(out, line->code->id);
    for (int m = 0; m < line->n_modifiers; m++)
        str_addf(out, "-%s", line->modifiers[m]);
    str_addf(out, " x%d, row%s ", line->units, line->n_rows == 1 ? "" : "s");
    text_numbers(out, line->rows, line->n_rows, ", ");
    if (r->n_visits > 1)
        str_addf(out, " (visit %d)", line->visit);
}

static void side_by_side(struct asking *a, const struct result *left, const struct result *right)
{
    struct str text;
    size_t n = left->n_lines > right->n_lines ? left->n_lines : right->n_lines;
    str_init(&text, OUT_MAX);
    str_addf(&a->out, "\n  %-*s%s\n", LEFT, "As charted", "What if (not a fact)");
    for (size_t i = 0; i < n; i++) {
        str_clear(&text);
        if (i < left->n_lines)
            line_text(left, i, &text);
        str_addf(&a->out, "  %-*s", LEFT, text.data ? text.data : "");
        str_clear(&text);
        if (i < right->n_lines)
            line_text(right, i, &text);
        str_addf(&a->out, "%s\n", text.data ? text.data : "");
    }
    if (n == 0)
        str_addf(&a->out, "  %-*s%s\n", LEFT, "no code", "no code");
    str_release(&text);
}

/* ---- what differs ---- */

static void add_decision(struct asking *a, const char *before, const struct result *r,
                         const struct decision *d)
{
    struct str text;
    str_init(&text, OUT_MAX);
    str_add(&text, before);
    why_decision(r, d, &text);
    str_addf(&text, " [%s]", d->rule->id);
    str_add(&a->out, "  ");
    text_fold(&a->out, 2, text.data);
    str_release(&text);
}

static void add_difference(struct asking *a, const struct difference *d)
{
    struct str text;
    str_init(&text, OUT_MAX);
    str_add(&a->out, "\nWhat differs\n");
    difference_text(d, &text);
    for (size_t i = 0; i < d->n_findings; i++)
        str_addf(&text, "%sfinding %s%s", text.length > 0 ? ", " : "", d->findings[i].id,
                 d->findings[i].came ? " came" : " went");
    str_add(&a->out, "  ");
    text_fold(&a->out, 2, text.length > 0 ? text.data : "nothing");
    str_release(&text);
    if (!d->cause || d->n_codes + d->n_findings == 0)
        return;
    if (d->was && d->was != d->cause)
        add_decision(a, "It was: ", &a->saved->result, d->was);
    add_decision(a, d->was == d->cause ? "It no longer holds: " : "Now: ",
                 d->was == d->cause ? &a->saved->result : &a->other.result, d->cause);
    if (d->effect && d->effect != d->cause)
        add_decision(a, "So: ", &a->other.result, d->effect);
}

/* ---- the minute that decides ---- */

static const struct row *row_of(const struct encounter *e, int number)
{
    for (size_t i = 0; i < e->n_rows; i++)
        if (e->rows[i].number == number)
            return &e->rows[i];
    return NULL;
}

static void add_minute(struct asking *a, const struct change *change)
{
    if (change->is_switch || (change->field != FIELD_START && change->field != FIELD_STOP))
        return;
    const struct row *before = row_of(&a->saved->encounter, change->row);
    const struct row *after = row_of(&a->other.encounter, change->row);
    minute_t from = change->field == FIELD_START ? before->start : before->stop;
    minute_t to = change->field == FIELD_START ? after->start : after->stop;
    struct bands bands;
    char clock[8];
    if (from == NO_MINUTE || to == NO_MINUTE || from == to)
        return;
    whatif_bands(&a->arena, &a->saved->result, change->row, change->field, from < to ? from : to,
                 from < to ? to : from, &bands);
    minute_t turn = bands_turn(&bands, from, to);
    str_add(&a->out, "\nThe minute that decides\n  ");
    if (turn == NO_MINUTE)
        str_add(&a->out, "none: every minute between the two gives the same codes\n");
    else
        str_addf(&a->out, "%s of row %d: the codes turn at %s\n  ",
                 field_get_spec(change->field)->name, change->row, when_print_clock(turn, clock));
    if (turn == NO_MINUTE)
        return;
    struct str text;
    str_init(&text, OUT_MAX);
    bands_text(&bands, change->field, &text);
    text_fold(&a->out, 2, text.data);
    str_release(&text);
}

/* ---- the command ---- */

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

static enum leave ask(struct asking *a, struct app *app)
{
    struct err err = {""};
    const struct result *base = &a->saved->result;
    struct difference d;
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
    compare_results(&a->arena, base, &a->other.result, &d);
    add_title(a);
    side_by_side(a, base, &a->other.result);
    add_difference(a, &d);
    for (size_t i = 0; i < a->n; i++)
        add_minute(a, &a->changes[i]);
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
