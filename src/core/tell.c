#include "tell.h"

#include "why.h"

bool fact_needed(const struct fact *fact)
{
    static const char *const names[] = {"limit",    "floor",   "earned", "next",
                                        "boundary", "planned", "wanted"};
    for (size_t i = 0; i < COUNT_OF(names); i++)
        if (strcmp(fact->name, names[i]) == 0)
            return true;
    return false;
}

/* A length that nobody knows, a lack of what was reached: below nothing there is nothing to read.
 */
static bool is_nothing(const struct fact *fact)
{
    return fact->type == FACT_NUMBER && fact->number < 0;
}

bool tell_fact(const struct fact *fact, struct str *out)
{
    if (is_nothing(fact))
        return false;
    for (const char *c = fact->name; *c != '\0'; c++)
        str_addc(out, *c == '_' ? ' ' : *c);
    str_add(out, ": ");
    size_t before = out->length;
    why_fact(fact, out);
    if (out->length == before)
        return false; /* nobody charted it, and the sentence says so */
    if (fact_needed(fact))
        str_add(out, " needed");
    return true;
}

void proof_text(const struct proof_row *proof, struct str *out)
{
    if (text_empty(proof->name)) {
        str_addf(out, "no case: %s", proof->why);
        return;
    }
    str_addf(out, "%s in case %s", proof->fires ? "applies" : "not met", proof->name);
    if (!text_empty(proof->policy))
        str_addf(out, " under %s", proof->policy);
    str_addf(out, "; with %s it no longer %s", proof->change,
             proof->fires ? "does" : "is");
}

/* ---- margins ---- */

bool margin_near(const struct result *r, const struct earned *unit)
{
    int near = r->book->limits[LIMIT_NEAR].value;
    if (unit->minutes < 0)
        return false;
    int over = unit->minutes - unit->earned_at; /* negative: earned by intent */
    return (over >= -near && over <= near) ||
           (unit->next_at >= 0 && unit->minutes < unit->next_at &&
            unit->next_at - unit->minutes <= near);
}

void margin_text(const struct result *r, const struct earned *unit, struct str *out)
{
    if (unit->minutes < 0)
        return;
    str_addf(out, "%d minute%s; earned at %d", unit->minutes, unit->minutes == 1 ? "" : "s",
             unit->earned_at);
    int over = unit->minutes - unit->earned_at;
    if (over > 0)
        str_addf(out, " (%d past it)", over);
    else
        str_add(out, over == 0 ? " (to the minute)" : " (by intent)");
    if (unit->next_at > unit->minutes)
        str_addf(out, ", the next at %d (%d to go)", unit->next_at, unit->next_at - unit->minutes);
    if (margin_near(r, unit))
        str_add(out, ", near the boundary");
}

void line_margin(const struct result *r, const struct line *line, struct str *out)
{
    struct earned last = {
        .minutes = line->minutes, .earned_at = line->earned_at, .next_at = line->next_at};
    if (line->minutes < 0)
        return;
    str_addf(out, "%d min", line->minutes);
    if (line->minutes >= line->earned_at)
        str_addf(out, ", %d past %d", line->minutes - line->earned_at, line->earned_at);
    if (line->next_at > line->minutes)
        str_addf(out, ", next at %d", line->next_at);
    if (margin_near(r, &last))
        str_add(out, " (near the boundary)");
}

/* ---- rows and minutes ---- */

void tell_row(const struct row *row, struct str *out)
{
    char clock[8];
    str_addf(out, "row %d: %s", row->number, text_empty(row->drug) ? "(no drug said)" : row->drug);
    str_addf(out, ", %s",
             row->route == ROUTE_NONE ? "IV" : word_name(WORDS_ROUTE, (int)row->route));
    if (row->method != METHOD_NONE)
        str_addf(out, " %s", word_name(WORDS_METHOD, (int)row->method));
    if (!text_empty(row->line))
        str_addf(out, " on %s", row->line);
    if (row->start != NO_MINUTE)
        str_addf(out, ", from %s", when_print_clock(row->start, clock));
    if (row->stop != NO_MINUTE)
        str_addf(out, " to %s", when_print_clock(row->stop, clock));
}

void tell_posting(const struct posting *p, struct str *out)
{
    char from[8], to[8];
    if (p->span.from != NO_MINUTE)
        str_addf(out, "%s to %s, ", when_print_clock(p->span.from, from),
                 when_print_clock(p->span.to, to));
    str_addf(out, "%d minute%s: %s", p->minutes, p->minutes == 1 ? "" : "s", p->account);
    if (p->code)
        str_addf(out, " unit %d", p->unit);
}

/* ---- what is asked ---- */

static int units_of(const struct result *r, const struct about *about)
{
    int units = 0;
    for (size_t i = 0; i < r->n_lines; i++)
        if (line_is_asked(&r->lines[i], about))
            units += r->lines[i].units;
    return units;
}

static void code_text(const struct result *r, const struct about *a, struct str *out)
{
    int units = units_of(r, a);
    str_addf(out, "%s%s%s: %s", a->code->id, a->modifier ? "-" : "", a->modifier ? a->modifier : "",
             a->code->plain);
    if (units == 0)
        str_add(out, "; not on the claim");
    else
        str_addf(out, "; %d unit%s", units, units == 1 ? "" : "s");
}

void tell_topic(const struct result *r, const struct about *a, struct str *out)
{
    if (a->finding) {
        str_addf(out, "%s: ", severity_name(a->finding->def->severity));
        why_finding(r, a->finding, out);
    } else if (a->posting) {
        str_addf(out, "row %d, ", a->posting->row);
        tell_posting(a->posting, out);
    } else if (a->drug) {
        str_addf(out, "%s x%lld%s%s: %s", a->drug->hcpcs, (long long)a->drug->units,
                 a->drug->n_modifiers > 0 ? "-" : "",
                 a->drug->n_modifiers > 0 ? a->drug->modifiers[0] : "",
                 a->drug->drug ? a->drug->drug->generic : "");
    } else if (a->code) {
        code_text(r, a, out);
    } else if (encounter_row(r->encounter, a->row)) {
        tell_row(encounter_row(r->encounter, a->row), out);
    } else {
        str_addf(out, "row %d: there is none", a->row);
    }
}
