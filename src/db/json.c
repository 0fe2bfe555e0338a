#include "json_inside.h"

#include "../core/why.h"

enum { TEXT_MAX = 64 * 1024 };

/* ---- small parts ---- */

static void key(struct str *out, const char *name)
{
    str_addf(out, ",\"%s\":", name);
}

void json_text(struct str *out, const char *name, const char *text)
{
    key(out, name);
    json_string(out, text);
}

void json_number(struct str *out, const char *name, int64_t number)
{
    key(out, name);
    str_addf(out, "%lld", (long long)number);
}

/* 0 is "no single row": null. */
void json_row(struct str *out, int row)
{
    if (row != 0)
        json_number(out, "row", row);
    else
        str_add(out, ",\"row\":null");
}

void json_list(struct str *out, const char *name, const char *const *texts, size_t n)
{
    key(out, name);
    str_addc(out, '[');
    for (size_t i = 0; i < n; i++) {
        str_add(out, i == 0 ? "" : ",");
        json_string(out, texts[i]);
    }
    str_addc(out, ']');
}

void json_rows(struct str *out, const int *rows, size_t n)
{
    key(out, "rows");
    str_addc(out, '[');
    for (size_t i = 0; i < n; i++)
        str_addf(out, "%s%d", i == 0 ? "" : ",", rows[i]);
    str_addc(out, ']');
}

static void add_fact(struct str *out, const struct fact *fact)
{
    struct str value;
    str_init(&value, TEXT_MAX);
    why_fact(fact, &value);
    json_string(out, fact->name);
    str_addc(out, ':');
    if (fact->type == FACT_NUMBER || fact->type == FACT_AMOUNT)
        str_add(out, value.data);
    else
        json_string(out, value.data);
    str_release(&value);
}

/* ---- the lists of a visit ---- */

/* True for what belongs to the visit; what belongs to the encounter (0) goes with its first object.
 */
static bool here(const struct json_visit *v, int visit)
{
    const struct result *r = v->result;
    bool first = r->n_visits == 0 || r->visits[0] == v->visit;
    return visit == v->visit || (visit == 0 && first);
}

static void open_item(struct str *out, bool *first)
{
    str_add(out, *first ? "{" : ",{");
    *first = false;
}

void json_line(const struct line *line, struct str *out)
{
    char day[16];
    str_add(out, "\"code\":");
    json_string(out, line->code->id);
    json_number(out, "units", line->units);
    json_list(out, "modifiers", line->modifiers, (size_t)line->n_modifiers);
    json_text(out, "date", when_print_day(line->date, day));
    json_rows(out, line->rows, line->n_rows);
    json_text(out, "rule", line->rule->id);
    str_addf(out, ",\"initial\":%s", line->initial ? "true" : "false");
    if (line->minutes >= 0)
        str_addf(out, ",\"margin\":{\"minutes\":%d,\"next_at\":%d}", line->minutes,
                 line->next_at);
    else
        str_add(out, ",\"margin\":null");
}

static void add_codes(const struct json_visit *v, struct str *out)
{
    bool first = true;
    str_add(out, ",\"codes\":[");
    for (size_t i = 0; i < v->result->n_lines; i++) {
        const struct line *line = &v->result->lines[i];
        if (!here(v, line->visit))
            continue;
        open_item(out, &first);
        json_line(line, out);
        str_addc(out, '}');
    }
    str_addc(out, ']');
}

void json_drug(const struct drug_line *line, struct str *out)
{
    str_add(out, "\"hcpcs\":");
    json_string(out, line->hcpcs);
    json_number(out, "units", line->units);
    json_list(out, "modifiers", line->modifiers, (size_t)line->n_modifiers);
    json_rows(out, line->rows, line->n_rows);
}

static void add_drugs(const struct json_visit *v, struct str *out)
{
    bool first = true;
    str_add(out, ",\"drugs\":[");
    for (size_t i = 0; i < v->result->n_drugs; i++) {
        const struct drug_line *line = &v->result->drugs[i];
        if (!here(v, line->visit))
            continue;
        open_item(out, &first);
        json_drug(line, out);
        str_addc(out, '}');
    }
    str_addc(out, ']');
}

static void add_em(const struct json_visit *v, struct str *out)
{
    const struct em_line *em = &v->result->em;
    str_add(out, ",\"em\":");
    if (em->code == NULL || !here(v, 0)) {
        str_add(out, "null");
        return;
    }
    str_add(out, "{\"code\":");
    json_string(out, em->code);
    json_list(out, "modifiers", &em->modifier, text_empty(em->modifier) ? 0 : 1);
    str_addf(out, ",\"payable\":%s}", em->payable ? "true" : "false");
}

static void add_elsewhere(const struct json_visit *v, struct str *out)
{
    bool first = true;
    str_add(out, ",\"elsewhere\":[");
    for (size_t i = 0; i < v->result->n_elsewhere; i++) {
        const struct elsewhere *e = &v->result->elsewhere[i];
        if (!here(v, e->visit))
            continue;
        open_item(out, &first);
        str_addf(out, "\"row\":%d", e->row);
        json_text(out, "code", e->code);
        json_text(out, "text", e->text);
        str_addc(out, '}');
    }
    str_addc(out, ']');
}

void json_finding(const struct result *r, const struct finding *f, struct str *out)
{
    struct str text;
    str_init(&text, TEXT_MAX);
    str_add(out, "\"id\":");
    json_string(out, f->def->id);
    json_text(out, "severity", severity_name(f->def->severity));
    json_row(out, f->row);
    json_text(out, "carc", f->def->carc);
    why_finding(r, f, &text);
    json_text(out, "text", text.data);
    str_clear(&text);
    why_fix(r, f, &text);
    json_text(out, "fix", text.data);
    str_release(&text);
}

static void add_findings(const struct json_visit *v, struct str *out)
{
    bool first = true;
    str_add(out, ",\"findings\":[");
    for (size_t i = 0; i < v->result->n_findings; i++) {
        const struct finding *f = &v->result->findings[i];
        if (!here(v, f->visit))
            continue;
        open_item(out, &first);
        json_finding(v->result, f, out);
        str_addc(out, '}');
    }
    str_addc(out, ']');
}

void json_posting(const struct posting *p, struct str *out)
{
    char from[8], to[8];
    str_addf(out, "\"row\":%d", p->row);
    if (p->span.from != NO_MINUTE) {
        json_text(out, "from", when_print_clock(p->span.from, from));
        json_text(out, "to", when_print_clock(p->span.to, to));
    } else {
        str_add(out, ",\"from\":null,\"to\":null");
    }
    json_number(out, "minutes", p->minutes);
    json_text(out, "account", p->account);
    if (p->code != NULL)
        json_number(out, "unit", p->unit);
    else
        str_add(out, ",\"unit\":null");
    json_text(out, "rule", p->rule != NULL ? p->rule->id : "");
}

static void add_ledger(const struct json_visit *v, struct str *out)
{
    bool first = true;
    str_add(out, ",\"ledger\":[");
    for (size_t i = 0; i < v->result->n_postings; i++) {
        const struct posting *p = &v->result->postings[i];
        if (!here(v, p->visit))
            continue;
        open_item(out, &first);
        json_posting(p, out);
        str_addc(out, '}');
    }
    str_addc(out, ']');
}

void json_decision(const struct result *r, const struct decision *d, struct str *out)
{
    struct str text;
    str_init(&text, TEXT_MAX);
    str_add(out, "\"step\":");
    json_string(out, step_name(d->rule->step));
    json_text(out, "rule", d->rule->id);
    json_text(out, "verdict", verdict_name(d->verdict));
    json_row(out, d->row);
    if (d->code != NULL)
        json_text(out, "code", d->code->id);
    str_add(out, ",\"facts\":{");
    for (size_t i = 0; i < d->n_facts; i++) {
        str_add(out, i == 0 ? "" : ",");
        add_fact(out, &d->facts[i]);
    }
    str_addc(out, '}');
    why_decision(r, d, &text);
    json_text(out, "text", text.data);
    str_clear(&text);
    why_cite(d->rule, &text);
    json_text(out, "cite", text.data);
    str_release(&text);
}

static void add_decisions(const struct json_visit *v, struct str *out)
{
    bool first = true;
    str_add(out, ",\"decisions\":[");
    for (size_t i = 0; i < v->result->n_decisions; i++) {
        if (!here(v, v->result->decisions[i].visit))
            continue;
        open_item(out, &first);
        json_decision(v->result, &v->result->decisions[i], out);
        str_addc(out, '}');
    }
    str_addc(out, ']');
}

static void add_switch(const struct switch_note *note, struct str *out)
{
    char word[16];
    bool first = true;
    str_add(out, "\"switch\":");
    json_string(out, switch_name(note->id));
    json_text(out, "value", switch_value_name(note->id, note->value, word));
    str_addf(out, ",\"matters\":%s,\"other\":{", note->matters ? "true" : "false");
    for (size_t i = 0; i < note->n_others; i++) {
        if (!note->others[i].differs)
            continue;
        str_add(out, first ? "" : ",");
        first = false;
        json_string(out, switch_value_name(note->id, note->others[i].value, word));
        str_addc(out, ':');
        json_string(out, note->others[i].codes);
    }
    str_addc(out, '}');
}

static void add_switches(const struct json_visit *v, struct str *out)
{
    bool first = true;
    str_add(out, ",\"switches\":[");
    for (size_t i = 0; i < v->n_switches; i++) {
        open_item(out, &first);
        add_switch(&v->switches[i], out);
        str_addc(out, '}');
    }
    str_addc(out, ']');
}

/* The date of the visit: its first line's, else the encounter's. */
static day_t visit_day(const struct json_visit *v)
{
    const struct result *r = v->result;
    day_t day = NO_DAY;
    for (size_t i = 0; i < r->n_rows; i++)
        if (r->rows[i].visit == v->visit && r->rows[i].span.from != NO_MINUTE)
            if (day == NO_DAY || when_day(r->rows[i].span.from) < day)
                day = when_day(r->rows[i].span.from);
    return day != NO_DAY ? day : encounter_day(r->encounter);
}

void json_visit(const struct json_visit *v, struct str *out)
{
    const struct result *r = v->result;
    char day[16];
    str_add(out, "{\"encounter\":");
    json_string(out, r->encounter->id);
    json_number(out, "visit", v->visit);
    json_text(out, "date", when_print_day(visit_day(v), day));
    json_text(out, "setting", word_name(WORDS_SETTING, (int)encounter_setting(r->encounter)));
    json_text(out, "rules", r->book->edition);
    json_text(out, "policy", r->policy->name);
    json_text(out, "hash", v->hash);
    add_codes(v, out);
    add_drugs(v, out);
    add_em(v, out);
    add_elsewhere(v, out);
    add_findings(v, out);
    add_ledger(v, out);
    add_decisions(v, out);
    add_switches(v, out);
    str_addc(out, '}');
}

size_t json_visits(const struct result *r, struct arena *arena, const int **visits)
{
    if (r->n_visits > 0) {
        *visits = r->visits;
        return r->n_visits;
    }
    int *one = ARENA_NEW(arena, int);
    *one = r->encounter->n_rows > 0 ? r->encounter->rows[0].visit : 1;
    *visits = one;
    return 1;
}
