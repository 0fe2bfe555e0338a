#include "train.h"

#include "../../core/field.h"
#include "saved.h"

/* Lines and bags are called by what somebody typed, which may be a name too: A, B ... in the order
 * in which they come. */
static const char *plain_label(struct encounter *e, enum field_id id, const char *label, size_t rows)
{
    int n = 0;
    for (size_t i = 0; i < rows; i++) {
        const char *other = id == FIELD_LINE ? e->rows[i].line : e->rows[i].bag;
        bool seen = text_empty(other);
        if (text_equal(other, label))
            break;
        for (size_t before = 0; before < i && !seen; before++)
            seen = text_equal(id == FIELD_LINE ? e->rows[before].line : e->rows[before].bag, other);
        n += !seen;
    }
    return arena_format(&e->arena, "%s%d", id == FIELD_LINE ? "line" : "bag", n + 1);
}

static void rename_labels(struct encounter *e)
{
    const char **lines = ARENA_ARRAY(&e->arena, const char *, e->n_rows + 1);
    const char **bags = ARENA_ARRAY(&e->arena, const char *, e->n_rows + 1);
    for (size_t i = 0; i < e->n_rows; i++) {
        lines[i] = plain_label(e, FIELD_LINE, e->rows[i].line, e->n_rows);
        bags[i] = plain_label(e, FIELD_BAG, e->rows[i].bag, e->n_rows);
    }
    for (size_t i = 0; i < e->n_rows; i++) {
        if (!text_empty(e->rows[i].line))
            e->rows[i].line = lines[i];
        if (!text_empty(e->rows[i].bag))
            e->rows[i].bag = bags[i];
    }
}

/* To the second of January of its year: the year decides the edition, the day could name somebody. */
static void move_days(struct encounter *e)
{
    day_t day = encounter_day(e), to;
    int year, month, mday;
    if (day == NO_DAY)
        return;
    when_civil(day, &year, &month, &mday);
    if (!when_date(year, 1, 2, &to))
        return;
    day_t *const days[] = {&e->date, &e->auth_to, &e->covered_to};
    for (size_t i = 0; i < COUNT_OF(days); i++)
        if (*days[i] != NO_DAY)
            *days[i] += to - day;
    for (size_t i = 0; i < e->n_rows; i++) {
        struct row *row = &e->rows[i];
        if (row->start != NO_MINUTE)
            row->start += (to - day) * DAY_MINUTES;
        if (row->stop != NO_MINUTE)
            row->stop += (to - day) * DAY_MINUTES;
    }
}

/* Only what the codes hang on stays: no number, patient, coder, authorisation, note or true date. */
static void strip(struct encounter *e, const char *name)
{
    struct err err;
    field_set(e, NULL, FIELD_PATIENT, "", &err);
    field_set(e, NULL, FIELD_CODER, "", &err);
    field_set(e, NULL, FIELD_ENCOUNTER, name, &err);
    if (!text_empty(e->auth))
        field_set(e, NULL, FIELD_AUTH, "A1", &err);
    for (size_t i = 0; i < e->n_rows; i++) {
        e->rows[i].note = "";
        if (!text_empty(e->rows[i].site_reason))
            e->rows[i].site_reason = "documented";
    }
    rename_labels(e);
    move_days(e);
}

static void add_policy(const struct policy *policy, const struct policy *reference,
                       struct str *out)
{
    char buf[16];
    for (int i = 0; i < SWITCH_COUNT; i++)
        if (policy->value[i] != reference->value[i])
            str_addf(out, "%s%s=%s", out->length == 0 ? "" : " ", switch_name((enum switch_id)i),
                     switch_value_name((enum switch_id)i, policy->value[i], buf));
}

static enum leave print_kept(struct app *app, const struct saved *saved)
{
    static const char name[] = "from-live-work";
    struct lesson l;
    struct policy reference;
    struct str out;
    struct err err;
    lesson_init(&l);
    str_init(&out, TRAIN_TEXT);
    encounter_copy(&l.encounter, &saved->encounter);
    strip(&l.encounter, name);
    const struct book *book = app_book(app, encounter_day(&l.encounter), &err);
    bool good = book != NULL && library_policy(app->library, "reference", &reference, &err);
    if (good) {
        add_policy(&saved->policy, &reference, &l.change);
        engine_code(book, &saved->policy, &l.encounter, &l.result);
        struct scenario s = {.name = name,
                             .title = "From live work, without names",
                             .story = "Tell here what happened.",
                             .policy = l.change.data,
                             .tags = "own",
                             .level = 2,
                             .encounter = &l.encounter};
        scenario_answer(&l.arena, &l.result, &s.answers);
        scenario_print(&s, book, &out);
        fputs(out.data, stdout);
    } else {
        app_say_text(err.text);
    }
    str_release(&out);
    lesson_release(&l);
    return good ? LEAVE_DONE : LEAVE_CONFIG;
}

enum leave train_keep(struct app *app, const char *number)
{
    struct saved saved;
    saved_init(&saved);
    enum leave leave = app_load(app);
    if (leave == LEAVE_DONE)
        leave = saved_open(&saved, app, number, "kept as a scenario");
    if (leave == LEAVE_DONE)
        leave = print_kept(app, &saved);
    saved_release(&saved);
    return leave;
}
