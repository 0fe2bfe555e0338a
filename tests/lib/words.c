#include "words.h"

#include "core/why.h"
#include "core/whynot.h"

enum { SENTENCE = 8192 };

/* What no finished sentence has in it. */
static const char *const UNFINISHED[] = {"{",   "}",   "(s)", "  ",  " ,", " .", "()", " ; ",
                                         " -1 ", ", .", ": .", "(, ", ",,", "..", ";;"};

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* "1 minutes", "the the": what nobody would say aloud.  at: the first letter of a word. */
static bool stumbles(const char *sentence, const char *at)
{
    static const char *const many[] = {"minutes", "units", "pieces", "rows", "hours", "vials"};
    size_t n = 0;

    while (is_letter(at[n]))
        n++;
    if (n > 1 && at[n] == ' ' && !strncmp(at, at + n + 1, n) && !is_letter(at[2 * n + 1]))
        return true;
    bool one = at - sentence >= 2 && at[-1] == ' ' && at[-2] == '1' &&
               (at - sentence == 2 || at[-3] == ' ' || at[-3] == '(');
    for (size_t i = 0; one && i < COUNT_OF(many); i++)
        if (strlen(many[i]) == n && !strncmp(at, many[i], n))
            return true;
    return false;
}

static bool reads_well(const char *sentence, struct str *why)
{
    for (const char *at = sentence; *at; at++)
        if (is_letter(*at) && (at == sentence || !is_letter(at[-1])) && stumbles(sentence, at)) {
            str_addf(why, "one stumbles at \"%.20s\" in: %s", at, sentence);
            return false;
        }
    return true;
}

static bool finished(const char *sentence, struct str *why)
{
    size_t n = strlen(sentence);

    if (!reads_well(sentence, why))
        return false;

    for (size_t i = 0; i < COUNT_OF(UNFINISHED); i++)
        if (strstr(sentence, UNFINISHED[i])) {
            str_addf(why, "\"%s\" stands in: %s", UNFINISHED[i], sentence);
            return false;
        }
    if (n > 0 && (sentence[n - 1] == '.' || sentence[n - 1] == '?'))
        return true;
    str_addf(why, "this is no sentence: %s", sentence);
    return false;
}

/* Does a sentence name a row or a code that its decision does not have? */
static bool names_nothing(const struct decision *d, struct str *why)
{
    bool unmet = d->verdict == VERDICT_NOT_MET && *d->rule->unmet;
    const char *sentence = unmet ? d->rule->unmet : d->rule->say;
    bool drug = strstr(sentence, "{drug}") && d->row == 0;
    bool code = strstr(sentence, "{code}") && !d->code;

    if (drug || code)
        str_addf(why, "%s: a sentence about %s that is not there", d->rule->id,
                 drug ? "a drug" : "a code");
    return drug || code;
}

/* What was lacking must be something. */
static bool lacks_nothing(const struct decision *d, struct str *why)
{
    for (size_t i = 0; i < d->n_facts; i++)
        if (!strcmp(d->facts[i].name, "more") && d->facts[i].number <= 0) {
            str_addf(why, "%s: %lld more minutes", d->rule->id, (long long)d->facts[i].number);
            return true;
        }
    return false;
}

/* ---- exactly one of: on the claim, why not ---- */

static bool has_line(const struct result *r, int visit, const struct code *code)
{
    for (size_t i = 0; i < r->n_lines; i++)
        if (r->lines[i].code == code && (visit == 0 || r->lines[i].visit == visit))
            return true;
    return false;
}

static bool reason_reads(const struct result *r, const struct decision *d, struct str *text,
                         struct str *why)
{
    str_clear(text);
    why_decision(r, d, text);
    if (names_nothing(d, why) || lacks_nothing(d, why) || !finished(text->data, why))
        return false;
    str_clear(text);
    why_not_change(r, d, text);
    return text->length == 0 || finished(text->data, why);
}

static bool one_answer(const struct result *r, int visit, const struct code *code,
                       struct arena *arena, struct str *text, struct str *why)
{
    struct decision d = {.rule = NULL};
    bool there = has_line(r, visit, code), answered = why_not(arena, r, visit, code, &d);

    if (there == answered) {
        str_addf(why, "%s in visit %d is %s", code->id, visit,
                 there ? "on the claim and has a why not" : "neither on the claim nor explained");
        return false;
    }
    if (there)
        return true;
    if (d.rule && d.rule->source && reason_reads(r, &d, text, why))
        return true;
    str_addf(why, " (why not %s in visit %d, %s)", code->id, visit,
             d.rule ? d.rule->id : "no rule");
    return false;
}

bool words_why_not(const struct result *r, struct str *why)
{
    struct arena arena;
    struct str text;
    bool good = true;

    arena_init(&arena);
    str_init(&text, SENTENCE);
    for (size_t v = 0; v <= r->n_visits && good; v++)
        for (size_t i = 0; i < r->book->n_codes && good; i++)
            good = one_answer(r, v == 0 ? 0 : r->visits[v - 1], &r->book->codes[i], &arena, &text,
                              why);
    str_release(&text);
    arena_release(&arena);
    return good;
}

/* ---- sentences ---- */

bool words_sentences(const struct result *r, struct str *why)
{
    struct str text;
    bool good = true;

    str_init(&text, SENTENCE);
    for (size_t i = 0; i < r->n_decisions && good; i++) {
        str_clear(&text);
        why_decision(r, &r->decisions[i], &text);
        good = finished(text.data, why) && !names_nothing(&r->decisions[i], why);
        if (!good)
            str_addf(why, " (%s, row %d)", r->decisions[i].rule->id, r->decisions[i].row);
    }
    for (size_t i = 0; i < r->n_findings && good; i++) {
        str_clear(&text);
        why_finding(r, &r->findings[i], &text);
        good = finished(text.data, why);
        str_clear(&text);
        why_fix(r, &r->findings[i], &text);
        good = good && finished(text.data, why);
        if (!good)
            str_addf(why, " (finding %s, row %d)", r->findings[i].def->id, r->findings[i].row);
    }
    str_release(&text);
    return good;
}
