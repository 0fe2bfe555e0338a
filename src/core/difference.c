#include "compare.h"

/* ---- codes ---- */

static void line_name(const struct line *line, char out[32])
{
    snprintf(out, 32, "%s", line->code->id);
    for (int i = 0; i < line->n_modifiers; i++) {
        size_t n = strlen(out);
        snprintf(out + n, 32 - n, "-%s", line->modifiers[i]);
    }
}

struct differing {
    struct arena *arena;
    const struct result *a, *b;
    struct difference *out;
    size_t cap_codes, cap_findings;
};

static struct code_change *code_of(struct differing *d, int visit, const char *name)
{
    struct difference *out = d->out;
    for (size_t i = 0; i < out->n_codes; i++)
        if (out->codes[i].visit == visit && strcmp(out->codes[i].code, name) == 0)
            return &out->codes[i];
    struct code_change *c = ARENA_PUSH(d->arena, out->codes, out->n_codes, d->cap_codes);
    c->visit = visit;
    c->code = arena_text(d->arena, name);
    return c;
}

static void drug_name(const struct drug_line *line, char out[32])
{
    snprintf(out, 32, "%s%s%s", line->hcpcs, line->n_modifiers > 0 ? "-" : "",
             line->n_modifiers > 0 ? line->modifiers[0] : "");
}

static void count_drugs(struct differing *d)
{
    char name[32];
    for (size_t i = 0; i < d->a->n_drugs; i++) {
        drug_name(&d->a->drugs[i], name);
        code_of(d, d->a->drugs[i].visit, name)->before += d->a->drugs[i].units;
    }
    for (size_t i = 0; i < d->b->n_drugs; i++) {
        drug_name(&d->b->drugs[i], name);
        code_of(d, d->b->drugs[i].visit, name)->after += d->b->drugs[i].units;
    }
}

static void keep_changed(struct difference *out)
{
    size_t kept = 0;
    for (size_t i = 0; i < out->n_codes; i++)
        if (out->codes[i].before != out->codes[i].after)
            out->codes[kept++] = out->codes[i];
    out->n_codes = kept;
}

static void count_codes(struct differing *d)
{
    char name[32];
    for (size_t i = 0; i < d->a->n_lines; i++) {
        line_name(&d->a->lines[i], name);
        code_of(d, d->a->lines[i].visit, name)->before += d->a->lines[i].units;
    }
    for (size_t i = 0; i < d->b->n_lines; i++) {
        line_name(&d->b->lines[i], name);
        code_of(d, d->b->lines[i].visit, name)->after += d->b->lines[i].units;
    }
}

/* ---- findings ---- */

static bool has_finding(const struct result *r, const struct finding *f)
{
    for (size_t i = 0; i < r->n_findings; i++)
        if (r->findings[i].row == f->row && strcmp(r->findings[i].def->id, f->def->id) == 0)
            return true;
    return false;
}

static void lone_findings(struct differing *d, const struct result *in, const struct result *not_in,
                          bool came)
{
    for (size_t i = 0; i < in->n_findings; i++) {
        const struct finding *f = &in->findings[i];
        if (!has_finding(not_in, f))
            *ARENA_PUSH(d->arena, d->out->findings, d->out->n_findings, d->cap_findings) =
                (struct finding_change){f->def->id, f->row, came};
    }
}

/* ---- where they part ---- */

static bool same_parts(const struct fact *a, const struct fact *b)
{
    for (int64_t i = 0; i < a->number; i++)
        if (!text_equal(a->parts[i], b->parts[i]))
            return false;
    return true;
}

static bool same_fact(const struct fact *a, const struct fact *b)
{
    if (a->type != b->type || a->number != b->number || strcmp(a->name, b->name) != 0)
        return false;
    if (a->type == FACT_LIST)
        return same_parts(a, b);
    return (a->type != FACT_TEXT && a->type != FACT_MEASURE) || text_equal(a->text, b->text);
}

/* What had to be reached and the value of a switch stand beside an answer; they are not it. */
static bool is_answer(const struct fact *fact)
{
    static const char *const beside[] = {"limit", "floor", "earned", "next", "value"};
    for (size_t i = 0; i < COUNT_OF(beside); i++)
        if (strcmp(fact->name, beside[i]) == 0)
            return false;
    return true;
}

static bool same_facts(const struct decision *a, const struct decision *b, bool all)
{
    if (a->n_facts != b->n_facts)
        return false;
    for (size_t i = 0; i < a->n_facts; i++)
        if ((all || is_answer(&a->facts[i])) && !same_fact(&a->facts[i], &b->facts[i]))
            return false;
    return true;
}

/* Do they say the same thing of the same row and code? */
static bool same_subject(const struct decision *a, const struct decision *b)
{
    return a->row == b->row && a->visit == b->visit && strcmp(a->rule->id, b->rule->id) == 0 &&
           text_equal(a->code ? a->code->id : NULL, b->code ? b->code->id : NULL);
}

static const struct decision *match(const struct result *r, const struct decision *d, bool all)
{
    for (size_t i = 0; i < r->n_decisions; i++) {
        const struct decision *other = &r->decisions[i];
        if (other->verdict == d->verdict && same_subject(other, d) && same_facts(other, d, all))
            return other;
    }
    return NULL;
}

/* What the first result said at this place: of the same row and step, and not in the second. */
static const struct decision *counterpart(const struct result *a, const struct result *b,
                                          const struct decision *d)
{
    const struct decision *found = NULL;
    for (size_t i = 0; i < a->n_decisions; i++) {
        const struct decision *other = &a->decisions[i];
        if (other->row != d->row || other->visit != d->visit ||
            other->rule->step != d->rule->step || match(b, other, true))
            continue;
        if (strcmp(other->rule->id, d->rule->id) == 0)
            return other;
        if (!found)
            found = other;
    }
    return found;
}

static const struct decision *first_lone(const struct result *in, const struct result *not_in,
                                         bool all)
{
    for (size_t i = 0; i < in->n_decisions; i++)
        if (!match(not_in, &in->decisions[i], all))
            return &in->decisions[i];
    return NULL;
}

/* Decisions stand in the order of the steps, and no step reads a later one: where the two results
 * first part is what made them part. */
static void find_cause(struct differing *d)
{
    struct difference *out = d->out;
    const struct decision *gone = NULL;
    for (int all = 0; all <= 1 && !out->cause && !gone; all++) {
        out->cause = first_lone(d->b, d->a, all);
        gone = first_lone(d->a, d->b, all);
    }
    bool only_gone = gone && (!out->cause || gone->rule->step < out->cause->rule->step);
    if (only_gone) {
        out->cause = gone;
        out->was = gone;
    } else if (out->cause) {
        out->was = counterpart(d->a, d->b, out->cause);
    }
}

static bool is_changed(const struct difference *out, const struct code *code)
{
    size_t n = code ? strlen(code->id) : 0;
    for (size_t i = 0; code && i < out->n_codes; i++)
        if (strncmp(out->codes[i].code, code->id, n) == 0)
            return true;
    return false;
}

static void find_effect(struct differing *d)
{
    for (size_t i = 0; i < d->b->n_decisions && !d->out->effect; i++)
        if (d->b->decisions[i].rule->step != STEP_CLAIM &&
            is_changed(d->out, d->b->decisions[i].code) && !match(d->a, &d->b->decisions[i], false))
            d->out->effect = &d->b->decisions[i];
}

void compare_results(struct arena *arena, const struct result *a, const struct result *b,
                     struct difference *out)
{
    struct differing d = {.arena = arena, .a = a, .b = b, .out = out};
    *out = (struct difference){.cause = NULL};
    count_codes(&d);
    count_drugs(&d);
    keep_changed(out);
    lone_findings(&d, a, b, false);
    lone_findings(&d, b, a, true);
    find_cause(&d);
    find_effect(&d);
}

void difference_text(const struct difference *d, struct str *out)
{
    for (size_t i = 0; i < d->n_codes; i++) {
        const struct code_change *c = &d->codes[i];
        str_addf(out, "%s%s", i > 0 ? ", " : "", c->code);
        int64_t units = c->before > c->after ? c->before : c->after;
        if (c->before > 0 && c->after > 0)
            str_addf(out, " %lld to %lld", (long long)c->before, (long long)c->after);
        else
            str_addf(out, " %s", c->after > 0 ? "came" : "went");
        if ((c->before == 0 || c->after == 0) && units > 1)
            str_addf(out, " (%lld units)", (long long)units);
    }
}
