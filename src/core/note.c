#include "work.h"

struct fact fact_switch(struct work *w, enum switch_id id)
{
    char buf[16];
    const char *name = switch_value_name(id, use(w, id), buf);
    return fact_text("value", name == buf ? arena_text(w->a, buf) : name);
}

static const struct fact *keep_facts(struct work *w, const struct fact *facts, size_t n)
{
    if (n == 0)
        return NULL;
    struct fact *kept = ARENA_ARRAY(w->a, struct fact, n);
    for (size_t i = 0; i < n; i++) /* two or three: sooner done than memcpy() called */
        kept[i] = facts[i];
    return kept;
}

static void decide_rule(struct work *w, const struct rule *rule, enum verdict verdict, int row,
                        int visit, const struct code *code, const struct fact *facts, size_t n)
{
    struct result *r = w->r;
    struct decision *d = ARENA_PUSH(w->a, r->decisions, r->n_decisions, r->cap_decisions);
    *d = (struct decision){.rule = rule,
                           .verdict = verdict,
                           .row = row,
                           .visit = visit,
                           .code = code,
                           .facts = keep_facts(w, facts, n),
                           .n_facts = n};
}

void keep_decision(struct work *w, enum rule_id rule, enum verdict verdict, int row,
                   const struct visit *visit, const struct code *code, const struct fact *facts,
                   size_t n)
{
    decide_rule(w, &w->book->rules[rule], verdict, row, visit ? visit->number : 0, code, facts, n);
}

void keep_row_decision(struct work *w, const struct rule *rule, enum verdict verdict,
                       const struct wrow *row, const struct code *code, const struct fact *facts,
                       size_t n)
{
    decide_rule(w, rule, verdict, row->row->number,
                row->visit ? row->visit->number : row->row->visit, code, facts, n);
}

/* Findings of one row are chained, so that "each id and row once" costs no search over all of them.
 */
static size_t *finding_chain(struct work *w, int row)
{
    if (!w->first_finding) {
        w->first_finding = ARENA_ARRAY(w->a, size_t, w->n_rows + 1);
        w->cap_next = w->r->cap_findings = w->n_rows + 4; /* most rows draw one or none */
        w->r->findings = ARENA_ARRAY(w->a, struct finding, w->r->cap_findings);
        w->next_finding = ARENA_ARRAY(w->a, size_t, w->cap_next);
    }
    if (row < 0 || (size_t)row > w->n_rows)
        BUG("row %d is not of this encounter", row);
    return &w->first_finding[row];
}

void find_def(struct work *w, const struct finding_def *def, int row, const struct visit *visit)
{
    struct result *r = w->r;
    size_t *chain = finding_chain(w, row);
    for (size_t i = *chain; i > 0; i = w->next_finding[i - 1])
        if (r->findings[i - 1].def == def)
            return;
    struct finding *f = ARENA_PUSH(w->a, r->findings, r->n_findings, r->cap_findings);
    f->def = def;
    f->row = row;
    f->visit = visit ? visit->number : 0;
    *ARENA_PUSH(w->a, w->next_finding, w->n_next, w->cap_next) = *chain;
    *chain = r->n_findings;
}

void keep_finding(struct work *w, enum finding_id id, int row, const struct visit *visit,
                  const struct code *code, const struct fact *facts, size_t n)
{
    size_t before = w->r->n_findings;
    find_def(w, &w->book->findings[id], row, visit);
    if (w->r->n_findings == before)
        return;
    struct finding *f = &w->r->findings[before];
    f->code = code;
    f->facts = keep_facts(w, facts, n);
    f->n_facts = n;
}

const char *join_names(struct work *w, const char *const *names, size_t n, const char *between)
{
    const char **texts = ARENA_ARRAY(w->a, const char *, 2 * n + 1);
    size_t count = 0;
    for (size_t i = 0; i < n; i++) {
        if (i > 0)
            texts[count++] = between;
        texts[count++] = names[i];
    }
    char *list = arena_join(w->a, texts, count);
    if (strnlen(list, LIST_LONGEST + 1) > LIST_LONGEST)
        list[text_whole(list, LIST_LONGEST)] = '\0';
    return list;
}

enum { PARTS_OF_NAME = 5 }; /* ", " "name" " (" "what" ")" */

struct names names_new(struct work *w, size_t most)
{
    return (struct names){ARENA_ARRAY(w->a, const char *, most *PARTS_OF_NAME + 1), 0};
}

void names_add(struct names *names, const char *name)
{
    if (names->n > 0)
        names->parts[names->n++] = ", ";
    names->parts[names->n++] = name;
}

void names_add_what(struct names *names, const char *name, const char *what)
{
    names_add(names, name);
    names->parts[names->n++] = " (";
    names->parts[names->n++] = what;
    names->parts[names->n++] = ")";
}

bool names_have(const struct names *names, const char *name)
{
    for (size_t i = 0; i < names->n; i += 2)
        if (strcmp(names->parts[i], name) == 0)
            return true;
    return false;
}

bool is_office(const struct work *w)
{
    return w->setting == SETTING_OFFICE;
}

int name_order(const char *a, const char *b)
{
    return strcmp(a ? a : "", b ? b : "");
}

