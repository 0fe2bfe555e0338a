#include "why.h"

/* What a sentence is about, and what it may name. */
struct subject {
    const struct result *result;
    int row;
    const struct code *code;
    const struct fact *facts;
    size_t n_facts;
    int64_t last; /* the last number printed: "{units} hour(s)" is 1 hour, 2 hours */
    bool mixed;   /* about what ran, which may be a mixture, not about the row's own drug */
};

/* ---- facts ---- */

static void add_list(const struct fact *fact, struct str *out)
{
    struct str list;
    str_init(&list, LIST_LONGEST);
    for (int64_t i = 0; i < fact->number; i++)
        str_add(&list, fact->parts[i]);
    str_addn(out, list.data, list.length);
    str_release(&list);
}

/* An amount as it is read aloud: 800 mg, 50 units, 1 unit. */
static void add_measure(const struct fact *fact, struct str *out)
{
    char number[32];
    size_t n = strlen(fact->text);
    bool one = fact->number == 1000000 && n > 2 && fact->text[n - 1] == 's';
    str_add(out, decimal_print(fact->number, number));
    str_addc(out, ' ');
    str_addn(out, fact->text, one ? n - 1 : n);
}

void why_fact(const struct fact *fact, struct str *out)
{
    char text[32];
    switch (fact->type) {
    case FACT_NUMBER: str_addf(out, "%lld", (long long)fact->number); break;
    case FACT_TEXT:
    case FACT_NEAR: str_add(out, fact->text ? fact->text : ""); break;
    case FACT_CLOCK: str_add(out, when_print_clock((minute_t)fact->number, text)); break;
    case FACT_DATE: str_add(out, when_print_day((day_t)fact->number, text)); break;
    case FACT_AMOUNT: str_add(out, decimal_print(fact->number, text)); break;
    case FACT_MEASURE: add_measure(fact, out); break;
    case FACT_LIST: add_list(fact, out); break;
    }
}

/* What a sentence says in place of a fact that is not known, or NULL. */
static const char *unknown(const struct fact *fact)
{
    switch (fact->type) {
    case FACT_NUMBER: return fact->number < 0 ? "not charted" : NULL;
    case FACT_TEXT:
    case FACT_NEAR: return text_empty(fact->text) ? "none" : NULL;
    case FACT_CLOCK: return fact->number == NO_MINUTE ? "none" : NULL;
    case FACT_DATE: return fact->number == NO_DAY ? "no date" : NULL;
    case FACT_AMOUNT: return fact->number < 0 ? "not charted" : NULL;
    case FACT_LIST: return fact->number == 0 ? "none" : NULL;
    case FACT_MEASURE: break;
    }
    return NULL;
}

static void say_fact(const struct fact *fact, struct str *out)
{
    const char *word = unknown(fact);
    if (word)
        str_add(out, word);
    else
        why_fact(fact, out);
}

/* The facts that every sentence has for free; false when name is none of them. */
static bool free_fact(const struct subject *s, const char *name, struct str *out)
{
    const struct row *row = encounter_row(s->result->encounter, s->row);
    if (strcmp(name, "row") == 0)
        str_addf(out, "%d", s->row);
    else if (strcmp(name, "drug") == 0 && row && s->mixed && result_row(s->result, s->row)->mixture)
        str_add(out, result_row(s->result, s->row)->mixture);
    else if (strcmp(name, "drug") == 0)
        str_add(out, !row ? "the visit" : text_empty(row->drug) ? "(no drug said)" : row->drug);
    else if (strcmp(name, "line") == 0)
        str_add(out, row && !text_empty(row->line) ? row->line : "1");
    else if (strcmp(name, "code") == 0)
        str_add(out, s->code ? s->code->id : "no code");
    else
        return false;
    return true;
}

static void add_fact(struct subject *s, const char *name, struct str *out)
{
    for (size_t i = 0; i < s->n_facts; i++)
        if (strcmp(s->facts[i].name, name) == 0) {
            if (s->facts[i].type == FACT_NUMBER)
                s->last = s->facts[i].number;
            struct fact fact = s->facts[i];
            if (fact.type == FACT_NEAR) /* looked up only where a sentence is really wanted */
                fact = (struct fact){.name = name,
                                     .type = FACT_TEXT,
                                     .text = book_drug_near(s->result->book, fact.text)};
            say_fact(&fact, out);
            return;
        }
    if (free_fact(s, name, out))
        return;
#ifdef IVLEDGER_DEBUG
    BUG("a sentence names {%s}, which nobody gave", name);
#else
    str_addf(out, "{%s}",
             name); /* better an odd sentence than lost work; tests look for the brace */
#endif
}

/* ---- sentences ---- */

static void fill(struct subject *s, const char *sentence, struct str *out)
{
    while (*sentence) {
        size_t plain = strcspn(sentence, "{(");
        str_addn(out, sentence, plain);
        sentence += plain;
        if (*sentence == '{') {
            char name[32];
            size_t length = strcspn(sentence, "}");
            snprintf(name, sizeof name, "%.*s", (int)length - 1, sentence + 1);
            add_fact(s, name, out);
            sentence += length + (sentence[length] == '}');
        } else if (strncmp(sentence, "(s)", 3) == 0) {
            str_add(out, s->last == 1 ? "" : "s");
            sentence += 3;
        } else if (*sentence) {
            str_addc(out, *sentence++);
        }
    }
}

void why_cited(const struct result *r, const struct decision *d, struct str *out)
{
    why_decision(r, d, out);
    str_addf(out, " [rule %s: ", d->rule->id);
    why_cite(d->rule, out);
    str_add(out, "]");
}

void why_decision(const struct result *r, const struct decision *d, struct str *out)
{
    bool mixed = d->rule->step > STEP_CLASS && d->rule->step != STEP_DRUGS;
    struct subject s = {r, d->row, d->code, d->facts, d->n_facts, 0, mixed};
    bool unmet = d->verdict == VERDICT_NOT_MET && !text_empty(d->rule->unmet);
    fill(&s, unmet ? d->rule->unmet : d->rule->say, out);
}

void why_cite(const struct rule *rule, struct str *out)
{
    const struct source *source = rule->source;
    if (!source)
        return;
    str_addf(out, "%s, %s, %s, %s", source->publisher, source->title, source->section,
             source->edition);
    if (!text_empty(rule->locator))
        str_addf(out, " (%s)", rule->locator);
}

void why_say(const struct result *r, const struct finding *f, const char *sentence, struct str *out)
{
    struct subject s = {r, f->row, f->code, f->facts, f->n_facts, 0, false};
    fill(&s, sentence, out);
}

void why_finding(const struct result *r, const struct finding *f, struct str *out)
{
    why_say(r, f, f->def->say, out);
}

void why_fix(const struct result *r, const struct finding *f, struct str *out)
{
    why_say(r, f, f->def->fix, out);
}
