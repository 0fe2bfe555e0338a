/* judge.c: properties that are seen in one result. */
#include "properties.h"

/* ---- the minute book ---- */

static int posted(const struct result *r, int row)
{
    int minutes = 0;

    for (size_t i = 0; i < r->n_postings; i++)
        if (r->postings[i].row == row)
            minutes += r->postings[i].minutes;
    return minutes;
}

/* Two postings of a row must not hold the same minute. */
static bool disjoint(const struct result *r, struct str *why)
{
    for (size_t i = 0; i < r->n_postings; i++)
        for (size_t j = i + 1; j < r->n_postings; j++) {
            const struct posting *a = &r->postings[i], *b = &r->postings[j];

            if (a->row != b->row || a->span.from == NO_MINUTE || b->span.from == NO_MINUTE)
                continue;
            if (a->span.from < b->span.to && b->span.from < a->span.to) {
                str_addf(why, "row %d: minutes on %s and on %s are the same minutes", a->row,
                         a->account, b->account);
                return false;
            }
        }
    return true;
}

bool property_balance(const struct trial *trial, struct str *why)
{
    const struct result *r = &trial->result;

    if (!result_balanced(r) || r->minutes_in != r->minutes_out) {
        str_addf(why, "%d minutes in, %d out", r->minutes_in, r->minutes_out);
        return false;
    }
    for (size_t i = 0; i < r->n_rows; i++)
        if (r->rows[i].minutes >= 0 && posted(r, r->rows[i].row) != r->rows[i].minutes) {
            str_addf(why, "row %d has %d minutes, %d are posted", r->rows[i].row,
                     r->rows[i].minutes, posted(r, r->rows[i].row));
            return false;
        }
    for (size_t i = 0; i < r->n_postings; i++)
        if (r->postings[i].minutes < 0 || !r->postings[i].account || !*r->postings[i].account) {
            str_addf(why, "posting %zu has %d minutes on no account", i, r->postings[i].minutes);
            return false;
        }
    return disjoint(r, why);
}

/* ---- one initial ---- */

static bool per_day(const struct trial *trial)
{
    return trial->policy.value[SWITCH_OBSERVATION_DAYS] == OBSERVATION_PER_DAY;
}

/* Accesses of a visit that some coded row has; -1: any visit's row without one is not counted. */
static int count_accesses(const struct result *r, int visit)
{
    int n = 0;

    for (size_t i = 0; i < r->n_rows; i++) {
        bool seen = r->rows[i].access < 0 || r->rows[i].visit != visit || r->rows[i].out;

        for (size_t j = 0; j < i && !seen; j++)
            seen = r->rows[j].visit == visit && r->rows[j].access == r->rows[i].access &&
                   !r->rows[j].out;
        n += !seen;
    }
    return n;
}

/* Initials of a visit on the date, or on any (NO_DAY).  Under second_initial = article_table a push
 * takes an initial code without being the initial. */
static int count_initials(const struct trial *trial, int visit, day_t date)
{
    const struct result *r = &trial->result;
    bool table = trial->policy.value[SWITCH_SECOND_INITIAL] == SECOND_INITIAL_ARTICLE_TABLE;
    int units = 0;

    for (size_t i = 0; i < r->n_lines; i++) {
        const struct line *line = &r->lines[i];

        if (line->visit == visit && line->code->iv_initial &&
            (date == NO_DAY || line->date == date) && (line->initial || !table))
            units += line->units;
    }
    return units;
}

bool property_one_initial(const struct trial *trial, struct str *why)
{
    const struct result *r = &trial->result;

    if (per_day(trial) && trial->policy.value[SWITCH_MIDNIGHT] == MIDNIGHT_SPLIT)
        return true; /* a first paid minute may lie on the next day: readings, per_day */
    for (size_t i = 0; i < r->n_lines; i++) {
        const struct line *line = &r->lines[i];
        int most = count_accesses(r, line->visit);
        int initials = count_initials(trial, line->visit, per_day(trial) ? line->date : NO_DAY);

        if (line->initial && initials > most) {
            str_addf(why, "visit %d has %d initial codes on %d accesses", line->visit, initials,
                     most);
            return false;
        }
    }
    return true;
}

/* ---- parents ---- */

static bool has_parent(const struct trial *trial, const struct line *line)
{
    for (size_t p = 0; p < trial->book->n_parents; p++) {
        const struct parent_row *parent = &trial->book->parents[p];

        if (parent->addon != line->code || parent->article)
            continue;
        for (size_t i = 0; i < trial->result.n_lines; i++)
            if (trial->result.lines[i].code == parent->parent &&
                trial->result.lines[i].visit == line->visit)
                return true;
    }
    return false;
}

bool property_parents(const struct trial *trial, struct str *why)
{
    for (size_t i = 0; i < trial->result.n_lines; i++) {
        const struct line *line = &trial->result.lines[i];

        if (line->code->addon && !has_parent(trial, line)) {
            str_addf(why, "%s has no parent in visit %d", line->code->id, line->visit);
            return false;
        }
    }
    return true;
}

/* ---- the concurrent infusion, once ---- */

bool property_one_concurrent(const struct trial *trial, struct str *why)
{
    static const char CONCURRENT[] = "96368";
    bool by_date = trial->policy.value[SWITCH_CONCURRENT_LIMIT] == CONCURRENT_PER_DATE;
    const struct result *r = &trial->result;

    for (size_t i = 0; i < r->n_lines; i++) {
        const struct line *a = &r->lines[i];
        int units = 0;

        if (strcmp(a->code->id, CONCURRENT) != 0)
            continue;
        for (size_t j = 0; j < r->n_lines; j++) {
            const struct line *b = &r->lines[j];
            bool same = by_date ? b->date == a->date
                                : b->visit == a->visit && (!per_day(trial) || b->date == a->date);

            units += !strcmp(b->code->id, CONCURRENT) && same ? b->units : 0;
        }
        if (units > 1) {
            str_addf(why, "%s has %d units within its limit of one", CONCURRENT, units);
            return false;
        }
    }
    return true;
}

/* ---- every answer has its reason ---- */

static bool cited(const struct rule *rule)
{
    return rule && rule->id && *rule->id && rule->source && rule->source->id && *rule->source->id;
}

static bool decided(const struct result *r, const struct line *line)
{
    for (size_t i = 0; i < r->n_decisions; i++) {
        const struct decision *d = &r->decisions[i];

        if (d->code == line->code && d->visit == line->visit && d->verdict == VERDICT_APPLIED &&
            cited(d->rule))
            return true;
    }
    return false;
}

/* Some applied decision about the code names the modifier among its facts. */
static bool modifier_decided(const struct result *r, const struct line *line, const char *modifier)
{
    for (size_t i = 0; i < r->n_decisions; i++) {
        const struct decision *d = &r->decisions[i];

        if (d->code != line->code || d->verdict != VERDICT_APPLIED || !cited(d->rule))
            continue;
        for (size_t f = 0; f < d->n_facts; f++)
            if (d->facts[f].type == FACT_TEXT && d->facts[f].text &&
                !strcmp(d->facts[f].text, modifier))
                return true;
    }
    return false;
}

/* Every unit of a timed code is paid for by minutes of the ledger, where the minutes are known. */
static bool units_posted(const struct result *r, const struct line *line, struct str *why)
{
    int most = 0, units = 0;

    if (!line->code->timed || line->minutes < 0)
        return true;
    for (size_t i = 0; i < r->n_postings; i++)
        if (r->postings[i].code == line->code && r->postings[i].visit == line->visit &&
            r->postings[i].unit > most)
            most = r->postings[i].unit;
    for (size_t i = 0; i < r->n_lines; i++)
        if (r->lines[i].code == line->code && r->lines[i].visit == line->visit)
            units += r->lines[i].units;
    if (most != units)
        str_addf(why, "%s has %d units, the ledger pays for %d", line->code->id, units, most);
    return most == units;
}

bool property_reasons(const struct trial *trial, struct str *why)
{
    const struct result *r = &trial->result;

    for (size_t i = 0; i < r->n_lines; i++) {
        const struct line *line = &r->lines[i];

        if (line->units < 1 || !line->n_rows || !cited(line->rule) || !decided(r, line)) {
            str_addf(why, "%s x%d: no decision with a citation (%zu rows, rule %s)", line->code->id,
                     line->units, line->n_rows, line->rule ? line->rule->id : "none");
            return false;
        }
        for (int m = 0; m < line->n_modifiers; m++)
            if (!modifier_decided(r, line, line->modifiers[m])) {
                str_addf(why, "%s-%s: no decision names the modifier", line->code->id,
                         line->modifiers[m]);
                return false;
            }
        if (!units_posted(r, line, why))
            return false;
    }
    for (size_t i = 0; i < r->n_findings; i++)
        if (!r->findings[i].def || !r->findings[i].def->source || !*r->findings[i].def->say) {
            str_addf(why, "finding %zu has no sentence or source", i);
            return false;
        }
    return true;
}
