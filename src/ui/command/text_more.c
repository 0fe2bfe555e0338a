#include "text.h"

#include "../../core/why.h"

enum { SENTENCE_MAX = 16 * 1024 };

static const char *const questions[] = {
#define X(name, text, question) question,
    STEPS(X)
#undef X
};

void text_balance(const struct result *r, struct str *out)
{
    str_addf(out, "\nLedger: %d of %d minutes posted, %s\n", r->minutes_out, r->minutes_in,
             result_balanced(r) ? "balanced" : "NOT BALANCED: please report this");
}

void text_ledger(const struct result *r, struct str *out)
{
    char from[8], to[8];
    if (r->n_postings > 0)
        str_add(out, "\nMinute by minute\n  Row  From  To     Min  Account\n");
    for (size_t i = 0; i < r->n_postings; i++) {
        const struct posting *p = &r->postings[i];
        bool placed = p->span.from != NO_MINUTE;
        str_addf(out, "  %3d  %5s %5s %4d  %s", p->row,
                 placed ? when_print_clock(p->span.from, from) : "-",
                 placed ? when_print_clock(p->span.to, to) : "-", p->minutes, p->account);
        if (p->code != NULL)
            str_addf(out, " unit %d", p->unit);
        str_addc(out, '\n');
    }
}

static void add_decision(const struct result *r, const struct decision *d, struct str *out)
{
    struct str text;
    str_init(&text, SENTENCE_MAX);
    str_addf(out, "  %-10s  ", verdict_name(d->verdict));
    if (d->row != 0)
        str_addf(&text, "row %d: ", d->row);
    why_decision(r, d, &text);
    str_add(&text, " [");
    str_add(&text, d->rule->id);
    str_add(&text, "; ");
    why_cite(d->rule, &text);
    str_add(&text, "]");
    text_fold(out, 14, text.data);
    str_release(&text);
}

void text_decisions(const struct result *r, const char *code, struct str *out)
{
    int step = -1;
    for (size_t i = 0; i < r->n_decisions; i++) {
        const struct decision *d = &r->decisions[i];
        if (code != NULL && (d->code == NULL || !text_equal(d->code->id, code)))
            continue;
        if ((int)d->rule->step != step) {
            step = (int)d->rule->step;
            str_addf(out, "\n%s\n", questions[step]);
        }
        add_decision(r, d, out);
    }
}

static void add_switch(const struct switch_note *note, struct str *out)
{
    struct str text;
    char word[16];
    bool any = false;
    str_init(&text, SENTENCE_MAX);
    str_addf(&text, "%s = %s: ", switch_name(note->id),
             switch_value_name(note->id, note->value, word));
    for (size_t i = 0; i < note->n_others; i++) {
        const struct switch_other *other = &note->others[i];
        if (!other->differs)
            continue;
        str_addf(&text, "%s%s would give %s", any ? "; " : "",
                 switch_value_name(note->id, other->value, word),
                 text_empty(other->codes) ? "no code" : other->codes);
        any = true;
    }
    str_add(out, "  ");
    text_fold(out, 4, text.data);
    str_release(&text);
}

/* Those that were asked, and any value of them gives the same here. */
static void add_idle(const struct switch_note *notes, size_t n, struct str *out)
{
    struct str text;
    bool any = false;
    str_init(&text, SENTENCE_MAX);
    str_add(&text, "No other value changes anything here: ");
    for (size_t i = 0; i < n; i++) {
        if (notes[i].matters)
            continue;
        str_addf(&text, "%s%s", any ? ", " : "", switch_name(notes[i].id));
        any = true;
    }
    str_add(out, any ? "  " : "");
    if (any)
        text_fold(out, 4, text.data);
    str_release(&text);
}

void text_switches(const struct result *r, bool all, struct str *out)
{
    struct arena arena;
    struct switch_note *notes;
    bool titled = false;
    arena_init(&arena);
    size_t n = compare_switches(&arena, r, 0, &notes);
    for (size_t i = 0; i < n; i++) {
        bool shown = notes[i].matters && (all || notes[i].id != SWITCH_ADMIN_REVENUE);
        if ((shown || all) && !titled)
            str_add(out, "\nWhere authorities disagree\n");
        titled = titled || shown || all;
        if (shown)
            add_switch(&notes[i], out);
    }
    if (all)
        add_idle(notes, n, out);
    arena_release(&arena);
}
