/* command.h: a saved encounter with facts or switches changed, beside the encounter as it is.  Not
 * a fact: nothing is saved, no money is shown. */
#include "command.h"

#include "../../core/whatif.h"
#include "beside.h"
#include "saved.h"
#include "text.h"

enum { OUT_MAX = 16 * 1024 * 1024, MOST_CHANGES = 32 };

struct asking {
    const struct saved *saved;
    struct change changes[MOST_CHANGES];
    size_t n;
    struct whatif other;
    struct arena arena;
    struct str out;
};

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
    text_beside(base, "As charted", &a->other.result, "What if (not a fact)", &a->out);
    text_difference(base, &a->other.result, &d, &a->out);
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
