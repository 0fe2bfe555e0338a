#include "explain.h"

#include "tell.h"
#include "whatif.h"
#include "why.h"
#include "whynot.h"

enum { SENTENCE_MAX = 16 * 1024 };

/* What is being put together. */
struct telling {
    struct arena *arena;
    const struct result *r;
    const struct about *about;
    struct str text;
};

static struct node *add_node(struct telling *t, struct node *above, enum node_kind kind,
                             const char *text)
{
    struct node *node = ARENA_NEW(t->arena, struct node);
    node->kind = kind;
    node->text = arena_text(t->arena, text);
    if (!above)
        return node;
    if (above->last)
        above->last->next = node;
    else
        above->first = node;
    above->last = node;
    return node;
}

/* ---- small questions ---- */

static bool in_visit(const struct telling *t, int visit)
{
    return t->about->visit == 0 || visit == t->about->visit;
}

/* Does the row stand behind the code that is asked about? */
static bool earned_code(const struct telling *t, int row)
{
    for (size_t i = 0; i < t->r->n_lines; i++)
        if (line_is_asked(&t->r->lines[i], t->about) && line_has_row(&t->r->lines[i], row))
            return true;
    return false;
}

static bool same_access(const struct result *r, int a, int b)
{
    const struct row_result *x = result_row(r, a), *y = result_row(r, b);
    return x && y && x->visit == y->visit && x->access >= 0 && x->access == y->access;
}

static bool shares_access_with_code(const struct telling *t, int row)
{
    for (size_t i = 0; i < t->r->n_rows; i++)
        if (earned_code(t, t->r->rows[i].row) && same_access(t->r, t->r->rows[i].row, row))
            return true;
    return false;
}

/* ---- which decisions belong to it ---- */

static bool about_code(const struct telling *t, const struct decision *d)
{
    if (d->rule->step == STEP_DRUGS)
        return false;
    if (t->about->modifier)
        return d->code == t->about->code && decision_names(d, t->about->modifier);
    if (d->code == t->about->code)
        return true;
    if (d->rule->step == STEP_ACCESS)
        return d->row == 0 || shares_access_with_code(t, d->row);
    bool placing = d->rule->step == STEP_INITIAL || d->rule->step == STEP_RELATE;
    return (!d->code || placing) && d->row != 0 && earned_code(t, d->row);
}

static bool about_row(const struct telling *t, int row, const struct decision *d)
{
    if (d->rule->step == STEP_ACCESS)
        return d->row == 0 || d->row == row || same_access(t->r, d->row, row);
    return d->row == row;
}

static bool about_finding(const struct finding *f, const struct decision *d)
{
    if (f->code && d->code == f->code && d->row == f->row)
        return true;
    return d->row == f->row && d->rule->step == f->def->step;
}

static bool about_drug(const struct drug_line *line, const struct decision *d)
{
    return d->rule->step == STEP_DRUGS && d->visit == line->visit && decision_names(d, line->hcpcs);
}

static bool is_about(const struct telling *t, const struct decision *d)
{
    const struct about *a = t->about;
    if (a->finding)
        return d->visit == a->finding->visit && about_finding(a->finding, d);
    if (a->posting)
        return d->visit == a->posting->visit &&
               (about_row(t, a->posting->row, d) ||
                (d->rule == a->posting->rule && d->code == a->posting->code));
    if (a->drug)
        return about_drug(a->drug, d);
    if (!in_visit(t, d->visit))
        return false;
    return a->code ? about_code(t, d) : about_row(t, a->row, d);
}

/* ---- what stands below a decision ---- */

static void add_fact(struct telling *t, struct node *above, const struct fact *fact)
{
    str_clear(&t->text);
    if (tell_fact(fact, &t->text))
        add_node(t, above, NODE_FACT, t->text.data);
}

static void add_proofs(struct telling *t, struct node *above, const char *id, bool finding,
                       const struct rule *rule)
{
    for (size_t i = 0; i < t->r->book->n_proofs; i++) {
        const struct proof_row *proof = &t->r->book->proofs[i];
        if (strcmp(proof->rule, id) != 0 || (strcmp(proof->table, "findings") == 0) != finding)
            continue;
        str_clear(&t->text);
        proof_text(proof, &t->text);
        struct node *node = add_node(t, above, NODE_PROOF, t->text.data);
        node->rule = rule;
        node->proof = proof;
    }
}

static void add_rule(struct telling *t, struct node *above, const struct rule *rule)
{
    if (rule->source) {
        str_clear(&t->text);
        why_cite(rule, &t->text);
        add_node(t, above, NODE_CITATION, t->text.data)->rule = rule;
    }
    str_clear(&t->text);
    str_addf(&t->text, "%s, in step %s", rule->id, step_name(rule->step));
    add_node(t, above, NODE_RULE, t->text.data)->rule = rule;
    add_proofs(t, above, rule->id, false, rule);
}

static struct node *add_decision(struct telling *t, struct node *above, const struct decision *d)
{
    str_clear(&t->text);
    why_decision(t->r, d, &t->text);
    struct node *node = add_node(t, above, NODE_DECISION, t->text.data);
    node->decision = d;
    node->rule = d->rule;
    node->verdict = d->verdict;
    node->row = d->row;
    node->visit = d->visit;
    for (size_t i = 0; i < d->n_facts; i++)
        add_fact(t, node, &d->facts[i]);
    add_rule(t, node, d->rule);
    return node;
}

static void add_steps(struct telling *t, struct node *top)
{
    struct node *step = NULL;
    int before = -1;
    for (size_t i = 0; i < t->r->n_decisions; i++) {
        const struct decision *d = &t->r->decisions[i];
        if (!is_about(t, d))
            continue;
        if ((int)d->rule->step != before)
            step = add_node(t, top, NODE_STEP, step_question(d->rule->step));
        before = (int)d->rule->step;
        add_decision(t, step, d);
    }
}

/* ---- units, rows and minutes ---- */

static void add_units(struct telling *t, struct node *top)
{
    char clock[8];
    for (size_t i = 0; i < t->r->n_units; i++) {
        const struct earned *u = &t->r->units[i];
        if (u->code != t->about->code || !in_visit(t, u->visit) ||
            (t->about->unit != 0 && u->number != t->about->unit))
            continue;
        str_clear(&t->text);
        str_addf(&t->text, "unit %d", u->number);
        if (u->at != NO_MINUTE)
            str_addf(&t->text, " from %s", when_print_clock(u->at, clock));
        if (u->minutes >= 0)
            str_add(&t->text, ": ");
        margin_text(t->r, u, &t->text);
        struct node *node = add_node(t, top, NODE_UNIT, t->text.data);
        node->unit = u;
        node->near = margin_near(t->r, u);
        node->row = u->row;
        node->visit = u->visit;
        node->rule = u->rule;
    }
}

static void add_posting(struct telling *t, struct node *above, const struct posting *p)
{
    str_clear(&t->text);
    tell_posting(p, &t->text);
    struct node *node = add_node(t, above, NODE_POSTING, t->text.data);
    node->posting = p;
    node->row = p->row;
    node->visit = p->visit;
    node->rule = p->rule;
}

static void add_row(struct telling *t, struct node *top, int number)
{
    const struct row *row = encounter_row(t->r->encounter, number);
    if (!row)
        return;
    str_clear(&t->text);
    tell_row(row, &t->text);
    struct node *node = add_node(t, top, NODE_ROW, t->text.data);
    node->row = number;
    for (size_t i = 0; i < t->r->n_postings; i++)
        if (t->r->postings[i].row == number)
            add_posting(t, node, &t->r->postings[i]);
}

static bool wants_row(const struct telling *t, int row)
{
    const struct about *a = t->about;
    if (a->finding)
        return a->finding->row == row;
    if (a->posting)
        return a->posting->row == row;
    if (a->drug) {
        for (size_t i = 0; i < a->drug->n_rows; i++)
            if (a->drug->rows[i] == row)
                return true;
        return false;
    }
    return a->code ? earned_code(t, row) : a->row == row;
}

static void add_rows(struct telling *t, struct node *top)
{
    for (size_t i = 0; i < t->r->encounter->n_rows; i++)
        if (wants_row(t, t->r->encounter->rows[i].number))
            add_row(t, top, t->r->encounter->rows[i].number);
}

/* What every possible stop of a row without one would earn. */
static void add_stops(struct telling *t, struct node *above, const struct finding *f)
{
    struct bands bands;
    if (f->def != &t->r->book->findings[FINDING_DOC_STOP_MISSING])
        return;
    whatif_missing_stop(t->arena, t->r, f->row, &bands);
    str_clear(&t->text);
    bands_text(&bands, FIELD_STOP, &t->text);
    if (t->text.length > 0)
        add_node(t, above, NODE_CHANGE, t->text.data);
}

/* What a finding read, where it is written, its row of the book and the cases that prove it. */
static void add_finding_source(struct telling *t, struct node *node, const struct finding *f)
{
    const struct source *s = f->def->source;
    for (size_t i = 0; i < f->n_facts; i++)
        add_fact(t, node, &f->facts[i]);
    str_clear(&t->text);
    str_addf(&t->text, "%s, %s, %s, %s", s->publisher, s->title, s->section, s->edition);
    add_node(t, node, NODE_CITATION, t->text.data);
    str_clear(&t->text);
    str_addf(&t->text, "%s, in step %s", f->def->id, step_name(f->def->step));
    add_node(t, node, NODE_RULE, t->text.data);
    add_proofs(t, node, f->def->id, true, NULL);
}

static void add_finding(struct telling *t, struct node *top, const struct finding *f)
{
    str_clear(&t->text);
    str_addf(&t->text, "%s: ", severity_name(f->def->severity));
    why_finding(t->r, f, &t->text);
    struct node *node = add_node(t, top, NODE_FINDING, t->text.data);
    node->finding = f;
    node->row = f->row;
    node->visit = f->visit;
    str_clear(&t->text);
    why_fix(t->r, f, &t->text);
    if (t->text.length > 0)
        add_node(t, node, NODE_FIX, t->text.data);
    add_stops(t, node, f);
    add_finding_source(t, node, f);
}

static void add_findings(struct telling *t, struct node *top)
{
    const struct about *a = t->about;
    if (a->finding || a->posting || a->modifier)
        return;
    for (size_t i = 0; i < t->r->n_findings; i++) {
        const struct finding *f = &t->r->findings[i];
        if (!in_visit(t, f->visit) || (f->row == 0 && !(a->code && f->code == a->code)))
            continue;
        if (f->code && a->code ? f->code == a->code : wants_row(t, f->row))
            add_finding(t, top, f);
    }
}

/* A code that is not there: the first condition that fails, what would change it. */
static void add_why_not(struct telling *t, struct node *top)
{
    struct decision *d = ARENA_NEW(t->arena, struct decision);
    if (!t->about->code || code_on_claim(t->r, t->about->visit, t->about->code) ||
        !why_not(t->arena, t->r, t->about->visit, t->about->code, d))
        return;
    struct node *node = add_decision(t, top, d);
    str_clear(&t->text);
    why_not_change(t->r, d, &t->text);
    if (t->text.length > 0)
        add_node(t, node, NODE_CHANGE, t->text.data);
}

struct node *explain(struct arena *arena, const struct result *r, const struct about *about)
{
    struct telling t = {.arena = arena, .r = r, .about = about};
    str_init(&t.text, SENTENCE_MAX);
    tell_topic(r, about, &t.text);
    struct node *top = add_node(&t, NULL, NODE_TOPIC, t.text.data);
    top->visit = about->visit;
    add_why_not(&t, top);
    if (about->finding) {
        str_clear(&t.text);
        why_fix(r, about->finding, &t.text);
        add_node(&t, top, NODE_FIX, t.text.data);
        add_stops(&t, top, about->finding);
        add_finding_source(&t, top, about->finding);
    }
    add_steps(&t, top);
    if (about->code && !about->modifier)
        add_units(&t, top);
    add_rows(&t, top);
    add_findings(&t, top);
    str_release(&t.text);
    return top;
}
