#include "scenario.h"

#include "compare.h"
#include "whynot.h"

enum { ANSWER_MAX = 16 * 1024 };

/* ---- the rule of an id ---- */

const struct rule *scenario_rule(const struct book *book, const char *id)
{
    for (int i = 0; i < RULE_COUNT; i++)
        if (text_equal(book->rules[i].id, id))
            return &book->rules[i];
    for (size_t i = 0; i < book->n_scopes; i++)
        if (text_equal(book->scopes[i].rule.id, id))
            return &book->scopes[i].rule;
    for (size_t i = 0; i < book->n_kinds; i++)
        if (text_equal(book->kinds[i].rule.id, id))
            return &book->kinds[i].rule;
    for (size_t i = 0; i < book->n_services; i++)
        if (text_equal(book->services[i].rule.id, id))
            return &book->services[i].rule;
    return NULL;
}

/* ---- answers ---- */

static void add_drugs(const struct result *r, struct str *out)
{
    for (size_t i = 0; i < r->n_drugs; i++) {
        const struct drug_line *line = &r->drugs[i];
        str_addf(out, "%s%sx%lld", i == 0 ? "" : " ", line->hcpcs, (long long)line->units);
        for (int m = 0; m < line->n_modifiers; m++)
            str_addf(out, "-%s", line->modifiers[m]);
    }
}

static void add_finds(const struct result *r, struct str *out)
{
    for (size_t i = 0; i < r->n_findings; i++) {
        const struct finding *f = &r->findings[i];
        if (f->def->severity == SEVERITY_NOTE)
            continue;
        str_addf(out, "%s%s", out->length == 0 ? "" : " ", f->def->id);
        if (f->row != 0)
            str_addf(out, "@%d", f->row);
    }
}

static void add_em(const struct result *r, struct str *out)
{
    if (r->em.code == NULL)
        return;
    str_add(out, r->em.code);
    if (!text_empty(r->em.modifier))
        str_addf(out, "-%s", r->em.modifier);
    if (!r->em.payable)
        str_add(out, " not paid");
}

static void add_codes(const struct result *r, struct str *out)
{
    compare_codes(r, 0, out);
}

void scenario_answer(struct arena *arena, const struct result *result,
                     struct scenario_answers *out)
{
    static void (*const adds[])(const struct result *, struct str *) = {add_codes, add_drugs,
                                                                        add_finds, add_em};
    const char *texts[COUNT_OF(adds)];
    struct str text;
    str_init(&text, ANSWER_MAX);
    for (size_t i = 0; i < COUNT_OF(adds); i++) {
        str_clear(&text);
        adds[i](result, &text);
        texts[i] = arena_text(arena, text.data);
    }
    str_release(&text);
    *out = (struct scenario_answers){texts[0], texts[1], texts[2], texts[3]};
}

const char *scenario_whynot(struct arena *arena, const struct result *result, const char *code)
{
    struct decision d;
    const struct code *found = book_code(result->book, code);
    return found != NULL && why_not(arena, result, 0, found, &d) ? d.rule->id : NULL;
}
