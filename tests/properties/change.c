/* change.c: properties that change the encounter, code it again and compare. */
#include "answer.h"
#include "db/json.h"
#include "db/lines.h"
#include "properties.h"

/* ---- coding again ---- */

/* A changed copy of the trial's encounter, and its result. */
struct again {
    struct encounter encounter;
    struct result result;
};

static void again_begin(struct again *again, const struct trial *trial)
{
    encounter_copy(&again->encounter, &trial->encounter);
    result_init(&again->result);
}

static void again_code(struct again *again, const struct trial *trial)
{
    engine_code(trial->book, &trial->policy, &again->encounter, &again->result);
}

static void again_end(struct again *again)
{
    result_release(&again->result);
    encounter_release(&again->encounter);
}

/* Codes with their dates in short; the drug lines and the visit code behind them, if asked. */
static void describe(const struct result *r, bool drugs, struct str *out)
{
    struct answer answer;
    char day[16];

    answer_of(&answer, r);
    answer_print(&answer, out);
    for (size_t i = 0; i < answer.n; i++) /* units by date, in the order of the answer */
        for (size_t l = 0; l < r->n_lines; l++)
            if (!strcmp(r->lines[l].code->id, answer.lines[i].code) && r->lines[l].date != NO_DAY)
                str_addf(out, "%s%s@%s=%d", i ? "," : "; ", answer.lines[i].code,
                         when_print_day(r->lines[l].date, day), r->lines[l].units);
    str_addf(out, "; visit code %s%s%s", r->em.code ? r->em.code : "none",
             r->em.code ? r->em.modifier : "", r->em.code && !r->em.payable ? " not paid" : "");
    if (drugs) {
        str_add(out, "; drugs ");
        answer_of_drugs(&answer, r);
        answer_print(&answer, out);
    }
}

/* Codes the changed encounter; true when it says the same as the trial.  Ends again. */
static bool same_after(struct again *again, const struct trial *trial, bool drugs,
                       const char *change, struct str *why)
{
    struct str before, after;
    bool same;

    again_code(again, trial);
    str_init(&before, 16384);
    str_init(&after, 16384);
    describe(&trial->result, drugs, &before);
    describe(&again->result, drugs, &after);
    same = !strcmp(before.data, after.data);
    if (!same)
        str_addf(why, "%s\nbefore: %s\nafter:  %s", change, before.data, after.data);
    str_release(&before);
    str_release(&after);
    again_end(again);
    return same;
}

/* ---- rows in another order ---- */

static void swap_rows(struct encounter *e, size_t i, size_t j)
{
    struct row held = e->rows[i];

    e->rows[i] = e->rows[j];
    e->rows[j] = held;
}

/* Turned round, which still fails where few rows are left, and shuffled. */
bool property_order(const struct trial *trial, struct str *why)
{
    struct rng rng = {trial->seed};
    size_t n = trial->encounter.n_rows;
    struct again again;

    if (n < 2)
        return true;
    again_begin(&again, trial);
    for (size_t i = 0; i < n / 2; i++)
        swap_rows(&again.encounter, i, n - 1 - i);
    generate_renumber(&again.encounter);
    if (!same_after(&again, trial, true, "the rows turned round", why))
        return false;
    again_begin(&again, trial);
    for (size_t i = n - 1; i > 0; i--)
        swap_rows(&again.encounter, i, (size_t)rng_below(&rng, (int)i + 1));
    generate_renumber(&again.encounter);
    return same_after(&again, trial, true, "the rows in another order", why);
}

/* ---- one run as two that touch ---- */

/* Runs of an infusion with both times and nothing charted about their length. */
static bool can_split(const struct row *row)
{
    return (row->method == METHOD_INFUSION || row->method == METHOD_PUMP) &&
           row->start != NO_MINUTE && row->stop != NO_MINUTE && row->stop - row->start >= 2 &&
           row->minutes < 0 && row->planned < 0 && !*row->bag;
}

bool property_split(const struct trial *trial, struct str *why)
{
    struct rng rng = {trial->seed};
    size_t at = (size_t)rng_below(&rng, (int)trial->encounter.n_rows);
    struct row *row, *rest;
    struct again again;

    if (!can_split(&trial->encounter.rows[at]))
        return true;
    again_begin(&again, trial);
    rest = generate_copy_row(&again.encounter, at);
    row = &again.encounter.rows[at];
    row->stop = row->start + 1 + rng_below(&rng, row->stop - row->start - 1);
    rest->start = row->stop;
    return same_after(&again, trial, false, "a run as two that touch", why);
}

/* ---- another hour of the day ---- */

/* How far the encounter can move so that every time keeps its date. */
static bool room(const struct encounter *e, int *back, int *forward)
{
    *back = *forward = DAY_MINUTES - 1;
    for (size_t i = 0; i < e->n_rows; i++) {
        const minute_t times[] = {e->rows[i].start, e->rows[i].stop};

        for (size_t t = 0; t < COUNT_OF(times); t++) {
            int clock = times[t] == NO_MINUTE ? 0 : when_clock(times[t]);

            if (times[t] == NO_MINUTE)
                continue;
            *back = clock < *back ? clock : *back;
            *forward = DAY_MINUTES - 1 - clock < *forward ? DAY_MINUTES - 1 - clock : *forward;
        }
        if (e->rows[i].minutes > 0) /* it may begin or end minutes away */
            *back = *forward = 0;
    }
    return *back > 0 || *forward > 0;
}

/* Under midnight = split the minutes before and after midnight count apart. */
static bool crosses_midnight(const struct encounter *e)
{
    for (size_t i = 0; i < e->n_rows; i++)
        if (e->rows[i].start != NO_MINUTE && e->rows[i].stop != NO_MINUTE &&
            when_day(e->rows[i].start) != when_day(e->rows[i].stop))
            return true;
    return false;
}

bool property_shift(const struct trial *trial, struct str *why)
{
    struct rng rng = {trial->seed};
    struct again again;
    int back, forward, by;
    char change[48];

    if (!room(&trial->encounter, &back, &forward) || crosses_midnight(&trial->encounter))
        return true;
    by = rng_below(&rng, back + forward + 1) - back;
    again_begin(&again, trial);
    for (size_t i = 0; i < again.encounter.n_rows; i++) {
        struct row *row = &again.encounter.rows[i];

        row->start = row->start == NO_MINUTE ? NO_MINUTE : row->start + by;
        row->stop = row->stop == NO_MINUTE ? NO_MINUTE : row->stop + by;
    }
    snprintf(change, sizeof change, "all times moved by %d minutes", by);
    return same_after(&again, trial, true, change, why);
}

/* ---- a row that is left out ---- */

/* A second row like one that is there, but not given. */
bool property_excluded(const struct trial *trial, struct str *why)
{
    struct rng rng = {trial->seed};
    struct again again;
    struct row *row;

    again_begin(&again, trial);
    row = generate_copy_row(&again.encounter, (size_t)rng_below(&rng, (int)again.encounter.n_rows));
    row->flags = FLAG_NOTGIVEN;
    row->device = DEVICE_NONE;
    row->site_reason = "";
    row->line = rng_percent(&rng, 50) ? row->line : "elsewhere";
    if (row->start != NO_MINUTE)
        row->start -= rng_below(&rng, 120);
    return same_after(&again, trial, true, "a row added that was not given", why);
}

/* ---- same input, same bytes ---- */

static void print_json(const struct result *r, struct str *out)
{
    for (size_t i = 0; i < r->n_visits; i++) {
        struct json_visit visit = {.result = r, .visit = r->visits[i], .hash = ""};

        json_visit(&visit, out);
        str_addc(out, '\n');
    }
}

/* The same encounter again, into a result that held another one, read from a copy. */
bool property_same_bytes(const struct trial *trial, struct str *why)
{
    struct again again;
    struct str before, after;
    bool same;

    again_begin(&again, trial);
    if (again.encounter.n_rows > 1) {
        again.encounter.n_rows--;
        again_code(&again, trial);
        again.encounter.n_rows++;
    }
    again_code(&again, trial);
    str_init(&before, 1 << 22);
    str_init(&after, 1 << 22);
    print_json(&trial->result, &before);
    print_json(&again.result, &after);
    same = text_equal(before.data, after.data);
    if (!same)
        str_addf(why, "the second time says something else\nfirst:  %s\nsecond: %s", before.data,
                 after.data);
    str_release(&before);
    str_release(&after);
    again_end(&again);
    return same;
}

/* ---- without reasons ---- */

/* Lines, units, drug lines and findings as numbers and names; no fact, no decision. */
static void print_codes(const struct result *r, struct str *out)
{
    for (size_t i = 0; i < r->n_lines; i++) {
        const struct line *line = &r->lines[i];

        str_addf(out, "%d %s %d %d %s %s %zu:", line->visit, line->code->id, line->units,
                 line->date, line->rule->id, line->revenue, line->n_rows);
        for (int m = 0; m < line->n_modifiers; m++)
            str_addf(out, " %s", line->modifiers[m]);
        lines_findings(r, i, out);
        str_addc(out, '\n');
    }
    for (size_t i = 0; i < r->n_units; i++)
        str_addf(out, "unit %s %d %d %d\n", r->units[i].code->id, r->units[i].number,
                 r->units[i].at, r->units[i].next_at);
    for (size_t i = 0; i < r->n_drugs; i++)
        str_addf(out, "%s %lld %d\n", r->drugs[i].hcpcs, (long long)r->drugs[i].units,
                 r->drugs[i].n_modifiers);
    for (size_t i = 0; i < r->n_findings; i++)
        str_addf(out, "%s %d %d\n", r->findings[i].def->id, r->findings[i].row,
                 r->findings[i].visit);
}

/* A brief result says the same without its reasons, and finds them all when it is asked. */
bool property_brief(const struct trial *trial, struct str *why)
{
    struct result brief;
    struct str text[4];
    bool empty, same;

    for (size_t i = 0; i < COUNT_OF(text); i++)
        str_init(&text[i], 1 << 22);
    result_init_brief(&brief);
    engine_code(trial->book, &trial->policy, &trial->encounter, &brief);
    empty = brief.n_decisions == 0 && brief.n_postings == 0;
    print_codes(&trial->result, &text[0]);
    print_codes(&brief, &text[1]);
    result_explain(&brief);
    print_json(&trial->result, &text[2]);
    print_json(&brief, &text[3]);
    same = text_equal(text[0].data, text[1].data) && text_equal(text[2].data, text[3].data);
    if (!same || !empty)
        str_addf(why, "brief differs\nfull:  %s\nbrief: %s\nfull:  %s\nasked: %s", text[0].data,
                 text[1].data, text[2].data, text[3].data);
    for (size_t i = 0; i < COUNT_OF(text); i++)
        str_release(&text[i]);
    result_release(&brief);
    return same && empty;
}

/* ---- a later stop ---- */

static int all_units(const struct result *r)
{
    int units = 0;

    for (size_t i = 0; i < r->n_lines; i++)
        units += r->lines[i].units;
    return units;
}

/* One row of the encounter by itself: a minute more never earns less, but where a pump begins. */
bool property_longer(const struct trial *trial, struct str *why)
{
    enum { LAST_BEFORE_PUMP = 480 };
    struct rng rng = {trial->seed};
    size_t at = (size_t)rng_below(&rng, (int)trial->encounter.n_rows);
    const struct row *chosen = &trial->encounter.rows[at];
    struct again again;
    int before, after;

    if (chosen->start == NO_MINUTE || chosen->stop == NO_MINUTE || chosen->stop < chosen->start ||
        (chosen->method == METHOD_PUMP && chosen->stop - chosen->start == LAST_BEFORE_PUMP))
        return true;
    again_begin(&again, trial);
    again.encounter.rows[0] = again.encounter.rows[at];
    again.encounter.n_rows = 1;
    generate_renumber(&again.encounter);
    again_code(&again, trial);
    before = all_units(&again.result);
    again.encounter.rows[0].stop++;
    again_code(&again, trial);
    after = all_units(&again.result);
    if (after < before)
        str_addf(why, "row %zu alone: %d units for %d minutes, %d for one more", at + 1, before,
                 chosen->stop - chosen->start, after);
    again_end(&again);
    return after >= before;
}
