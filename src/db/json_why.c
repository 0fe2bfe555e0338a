#include "json_why.h"

#include "json_inside.h"

static void head(const struct result *r, const char *hash, struct str *out)
{
    json_text(out, "rules", r->book->edition);
    json_text(out, "policy", r->policy->name);
    json_text(out, "hash", hash);
}

/* A comma before all but the first of a list that begins at `from`. */
static void next(struct str *out, size_t from)
{
    str_add(out, out->length > from ? ",{" : "{");
}

static size_t open_list(struct str *out, const char *name)
{
    str_addf(out, ",\"%s\":[", name);
    return out->length;
}

static const char *below(const struct node *node, enum node_kind kind)
{
    for (const struct node *n = node->first; n; n = n->next)
        if (n->kind == kind)
            return n->text;
    return "";
}

/* ---- why: decisions with what stands below them ---- */

static void add_source(const struct rule *rule, struct str *out)
{
    const struct source *s = rule->source;
    if (!s) {
        str_add(out, ",\"source\":null");
        return;
    }
    str_add(out, ",\"source\":{\"publisher\":");
    json_string(out, s->publisher);
    json_text(out, "title", s->title);
    json_text(out, "section", s->section);
    json_text(out, "edition", s->edition);
    json_text(out, "locator", rule->locator ? rule->locator : "");
    str_addc(out, '}');
}

static void add_proofs(const struct node *decision, struct str *out)
{
    size_t from = open_list(out, "proofs");
    for (const struct node *n = decision->first; n; n = n->next) {
        if (!n->proof)
            continue;
        next(out, from);
        str_add(out, "\"case\":");
        json_string(out, n->proof->name);
        json_text(out, "verdict", verdict_name(n->proof->fires ? VERDICT_APPLIED : VERDICT_NOT_MET));
        json_text(out, "policy", n->proof->policy);
        json_text(out, "change", n->proof->change);
        str_addc(out, '}');
    }
    str_addc(out, ']');
}

static void add_decision(const struct json_why *why, const struct node *node, struct str *out)
{
    json_decision(why->result, node->decision, out);
    json_text(out, "question", step_question(node->decision->rule->step));
    add_source(node->decision->rule, out);
    add_proofs(node, out);
}

/* What stands in the way of a code that is not there is a decision right below the topic. */
static void add_why_not(const struct json_why *why, struct str *out)
{
    const struct node *node = why->top->first;
    while (node && node->kind != NODE_DECISION)
        node = node->next;
    if (!node) {
        str_add(out, ",\"why_not\":null");
        return;
    }
    str_add(out, ",\"why_not\":{");
    add_decision(why, node, out);
    json_text(out, "change", below(node, NODE_CHANGE));
    str_addc(out, '}');
}

static void add_decisions(const struct json_why *why, struct str *out)
{
    size_t from = open_list(out, "decisions");
    for (const struct node *step = why->top->first; step; step = step->next)
        for (const struct node *n = step->kind == NODE_STEP ? step->first : NULL; n; n = n->next) {
            next(out, from);
            add_decision(why, n, out);
            str_addc(out, '}');
        }
    str_addc(out, ']');
}

/* ---- why: units, rows, findings ---- */

static void add_clock(struct str *out, const char *name, minute_t at)
{
    char clock[8];
    if (at == NO_MINUTE)
        str_addf(out, ",\"%s\":null", name);
    else
        json_text(out, name, when_print_clock(at, clock));
}

static void add_units(const struct json_why *why, struct str *out)
{
    size_t from = open_list(out, "units");
    for (const struct node *n = why->top->first; n; n = n->next) {
        const struct earned *u = n->unit;
        if (!u)
            continue;
        next(out, from);
        str_add(out, "\"code\":");
        json_string(out, u->code->id);
        json_number(out, "visit", u->visit);
        json_number(out, "unit", u->number);
        json_row(out, u->row);
        add_clock(out, "from", u->at);
        if (u->minutes >= 0)
            str_addf(out, ",\"margin\":{\"minutes\":%d,\"earned_at\":%d,\"next_at\":%d}", u->minutes,
                     u->earned_at, u->next_at);
        else
            str_add(out, ",\"margin\":null");
        str_addf(out, ",\"near\":%s}", n->near ? "true" : "false");
    }
    str_addc(out, ']');
}

static void add_charted(const struct json_why *why, struct str *out)
{
    size_t from = open_list(out, "rows");
    for (const struct node *row = why->top->first; row; row = row->next) {
        if (row->kind != NODE_ROW)
            continue;
        next(out, from);
        str_addf(out, "\"row\":%d", row->row);
        json_text(out, "text", row->text);
        size_t postings = open_list(out, "ledger");
        for (const struct node *n = row->first; n; n = n->next)
            if (n->posting) {
                next(out, postings);
                json_posting(n->posting, out);
                str_addc(out, '}');
            }
        str_add(out, "]}");
    }
    str_addc(out, ']');
}

static void add_finding(const struct json_why *why, const struct finding *f,
                        const struct node *above, struct str *out)
{
    json_finding(why->result, f, out);
    json_text(out, "stops", below(above, NODE_CHANGE)); /* what every possible stop would earn */
    str_addc(out, '}');
}

static void add_findings(const struct json_why *why, struct str *out)
{
    size_t from = open_list(out, "findings");
    if (why->asked->about.finding) {
        next(out, from);
        add_finding(why, why->asked->about.finding, why->top, out);
    }
    for (const struct node *n = why->top->first; n; n = n->next)
        if (n->finding) {
            next(out, from);
            add_finding(why, n->finding, n, out);
        }
    str_addc(out, ']');
}

void json_why(const struct json_why *why, struct str *out)
{
    str_add(out, "{\"encounter\":");
    json_string(out, why->result->encounter->id);
    json_text(out, "asked", why->word);
    str_addf(out, ",\"there\":%s", why->asked->there ? "true" : "false");
    head(why->result, why->hash, out);
    json_text(out, "topic", why->top->text);
    add_why_not(why, out);
    add_decisions(why, out);
    add_units(why, out);
    add_charted(why, out);
    add_findings(why, out);
    str_addc(out, '}');
}

/* ---- what if ---- */

static void add_lines(const struct result *r, struct str *out)
{
    size_t from = open_list(out, "codes");
    for (size_t i = 0; i < r->n_lines; i++) {
        next(out, from);
        json_line(&r->lines[i], out);
        json_number(out, "visit", r->lines[i].visit);
        str_addc(out, '}');
    }
    str_addc(out, ']');
    from = open_list(out, "drugs");
    for (size_t i = 0; i < r->n_drugs; i++) {
        next(out, from);
        json_drug(&r->drugs[i], out);
        json_number(out, "visit", r->drugs[i].visit);
        str_addc(out, '}');
    }
    str_addc(out, ']');
}

static void add_side(const char *name, const struct result *r, struct str *out)
{
    str_addf(out, ",\"%s\":{\"rules\":", name);
    json_string(out, r->book->edition);
    json_text(out, "policy", r->policy->name);
    add_lines(r, out);
    str_addc(out, '}');
}

static void add_changes(const struct json_whatif *w, struct str *out)
{
    struct str text;
    str_init(&text, 1 << 16);
    str_add(out, ",\"changes\":[");
    for (size_t i = 0; i < w->n_changes; i++) {
        str_clear(&text);
        change_print(&w->changes[i], &text);
        str_add(out, i == 0 ? "" : ",");
        json_string(out, text.data);
    }
    str_addc(out, ']');
    str_release(&text);
}

static void add_cause(const char *name, const struct result *r, const struct decision *d,
                      struct str *out)
{
    str_addf(out, ",\"%s\":", name);
    if (!d) {
        str_add(out, "null");
        return;
    }
    str_addc(out, '{');
    json_decision(r, d, out);
    str_addc(out, '}');
}

static void add_differs(const struct json_whatif *w, struct str *out)
{
    const struct difference *d = w->difference;
    bool differs = d->n_codes + d->n_findings > 0;
    size_t from = open_list(out, "differs");
    for (size_t i = 0; i < d->n_codes; i++) {
        next(out, from);
        str_add(out, "\"code\":");
        json_string(out, d->codes[i].code);
        json_number(out, "visit", d->codes[i].visit);
        json_number(out, "before", d->codes[i].before);
        json_number(out, "after", d->codes[i].after);
        str_addc(out, '}');
    }
    str_addc(out, ']');
    from = open_list(out, "findings");
    for (size_t i = 0; i < d->n_findings; i++) {
        next(out, from);
        str_add(out, "\"id\":");
        json_string(out, d->findings[i].id);
        json_row(out, d->findings[i].row);
        str_addf(out, ",\"came\":%s}", d->findings[i].came ? "true" : "false");
    }
    str_addc(out, ']');
    bool gone = d->was && d->was == d->cause; /* a decision of before that no longer holds */
    add_cause("was", w->before, differs ? d->was : NULL, out);
    add_cause("cause", w->after, differs && !gone ? d->cause : NULL, out);
    add_cause("effect", w->after, differs ? d->effect : NULL, out);
}

static void add_bands(const struct bands *bands, struct str *out)
{
    json_text(out, "beside", bands->beside);
    json_number(out, "every", bands->every);
    size_t from = open_list(out, "bands");
    for (size_t i = 0; i < bands->n; i++) {
        next(out, from);
        char clock[8];
        str_add(out, "\"from\":");
        json_string(out, when_print_clock(bands->at[i].from, clock));
        add_clock(out, "to", bands->at[i].to);
        json_text(out, "codes", bands->at[i].codes);
        str_addc(out, '}');
    }
    str_addc(out, ']');
}

static void add_turns(const struct json_whatif *w, struct str *out)
{
    size_t from = open_list(out, "turns");
    for (size_t i = 0; i < w->n_turns; i++) {
        const struct json_turn *turn = &w->turns[i];
        next(out, from);
        str_addf(out, "\"row\":%d", turn->row);
        json_text(out, "field", field_get_spec(turn->field)->name);
        add_clock(out, "at", turn->at);
        add_bands(&turn->bands, out);
        str_addc(out, '}');
    }
    str_addc(out, ']');
}

void json_whatif(const struct json_whatif *w, struct str *out)
{
    str_add(out, "{\"encounter\":");
    json_string(out, w->before->encounter->id);
    str_add(out, ",\"fact\":false");
    add_changes(w, out);
    head(w->before, w->hash, out);
    add_side("as_charted", w->before, out);
    add_side("what_if", w->after, out);
    add_differs(w, out);
    add_turns(w, out);
    str_addc(out, '}');
}
