#include "train.h"

#include "../../core/field.h"
#include "../../core/page.h"
#include "../../core/why.h"
#include "../../core/whynot.h"
#include "text.h"

enum { SENTENCE_MAX = 16 * 1024 };

const struct encounter *lesson_encounter(const struct lesson *l)
{
    return l->variant ? &l->encounter : l->scenario->encounter;
}

static void add_fact(struct str *out, const struct encounter *e, enum field_id field,
                     const char *label)
{
    struct str text;
    str_init(&text, SENTENCE_MAX);
    field_print(e, NULL, field, &text);
    if (text.length > 0)
        str_addf(out, ", %s%s", label, text.data);
    str_release(&text);
}

void train_site(const struct lesson *l, struct str *out)
{
    for (size_t i = 0; i < l->scenario->n_site_rows; i++)
        str_addf(out, "%s%s %s", i == 0 ? "the site: " : ", ", l->scenario->site_rows[i].setting,
                 l->scenario->site_rows[i].value);
}

void train_head(const struct lesson *l, struct str *out)
{
    static const struct {
        enum field_id field;
        const char *label;
    } facts[] = {{FIELD_DX, "dx "},          {FIELD_EM, "visit "},
                 {FIELD_EM_SEPARATE, "visit separate: "}, {FIELD_AUTH, "authorisation "},
                 {FIELD_AUTH_TO, "valid to "}, {FIELD_COVERED_TO, "covered to "}};
    const struct encounter *e = lesson_encounter(l);
    char day[16];
    str_addf(out, "%s, %s, %s", when_print_day(encounter_day(e), day),
             word_name(WORDS_SETTING, (int)encounter_setting(e)),
             text_empty(e->payer) ? "medicare" : e->payer);
    for (size_t i = 0; i < COUNT_OF(facts); i++)
        add_fact(out, e, facts[i].field, facts[i].label);
    if (!text_empty(l->scenario->policy))
        str_addf(out, ", policy %s", l->scenario->policy);
    if (l->scenario->n_site_rows > 0)
        str_add(out, "; ");
    train_site(l, out);
}

void train_record(const struct lesson *l, struct str *out)
{
    const struct encounter *e = lesson_encounter(l);
    struct str line;
    str_init(&line, SENTENCE_MAX);
    for (size_t i = 0; i < e->n_rows; i++) {
        str_clear(&line);
        scenario_print_row(e, i, l->book, &line);
        str_addf(out, "%3d ", e->rows[i].number);
        text_fold(out, 4, line.data);
    }
    str_release(&line);
}

static void add_head(const struct lesson *l, struct str *out)
{
    const struct scenario *s = l->scenario;
    struct str head;
    str_addf(out, "TRAINING  %s: ", s->name);
    text_fold(out, 10, s->title);
    str_init(&head, SENTENCE_MAX);
    str_addf(&head, "Level %d, %s: ", s->level, s->messy ? "messy" : "clean");
    train_head(l, &head);
    text_fold(out, 2, head.data);
    str_addc(out, '\n');
    str_release(&head);
    text_fold(out, 0, s->story);
    if (l->variant && l->change.length > 0) {
        str_add(out, "Changed: ");
        text_fold(out, 9, l->change.data);
    }
    str_add(out, "\nThe record\n");
    train_record(l, out);
}

static void add_point(const struct lesson *l, size_t at, struct str *out)
{
    const struct grade_point *p = &l->truth.points[at];
    struct str reason;
    str_init(&reason, SENTENCE_MAX);
    str_addf(out, "\nStep %zu of %zu  %s\n  ", at + 1, l->truth.n, p->subject);
    text_fold(out, 2, grade_step_question(p->step));
    str_add(out, "  = ");
    text_fold(out, 4, p->wanted);
    grade_reason(&l->truth, p, &reason);
    if (reason.length > 0) {
        str_add(out, "    ");
        text_fold(out, 4, reason.data);
    }
    if (p->because != NULL) {
        str_clear(&reason);
        str_addf(&reason, "%s: ", p->because->rule->id);
        why_cite(p->because->rule, &reason);
        str_add(out, "    ");
        text_fold(out, 4, reason.data);
    }
    str_release(&reason);
}

static void add_whynots(struct lesson *l, struct str *out)
{
    const struct scenario *s = l->scenario;
    struct str text;
    str_init(&text, SENTENCE_MAX);
    for (size_t i = 0; i < s->n_whynots; i++) {
        struct decision d;
        const struct code *code = book_code(l->book, s->whynots[i].code);
        if (code == NULL || !why_not(&l->arena, &l->result, 0, code, &d))
            continue;
        str_clear(&text);
        why_decision(&l->result, &d, &text);
        str_addf(out, "\nWhy not %s?\n    ", code->id);
        text_fold(out, 4, text.data);
    }
    str_release(&text);
}

static const struct switch_meaning *meaning_of(struct library *library, enum switch_id id,
                                               int value)
{
    const struct switch_meaning *rows;
    size_t n = library_switches(library, &rows);
    int min, max;
    for (size_t i = 0; i < n; i++)
        if (rows[i].id == id && (rows[i].value == value || switch_is_number(id, &min, &max)))
            return &rows[i];
    return NULL;
}

/* "By overlap_mode=concurrent: SENTENCE (who holds it)" */
static void add_reading(struct library *library, enum switch_id id, int value, const char *codes,
                        struct str *out)
{
    const struct switch_meaning *m = meaning_of(library, id, value);
    struct str text;
    char buf[16];
    str_init(&text, SENTENCE_MAX);
    str_addf(&text, "%s=%s gives %s.", switch_name(id), switch_value_name(id, value, buf),
             text_empty(codes) ? "nothing" : codes);
    if (m != NULL)
        str_addf(&text, " %s. Held by %s.", m->say, m->held_by);
    str_add(out, "  ");
    text_fold(out, 2, text.data);
    str_release(&text);
}

static void add_disputes(struct lesson *l, struct library *library, struct str *out)
{
    const struct scenario *s = l->scenario;
    const char *standing = scenario_reading(&l->arena, s, &l->result, &l->result);
    struct err err;
    for (size_t i = 0; i < s->n_disputes && !l->variant; i++) {
        struct policy other = l->policy;
        enum switch_id id;
        char name[64];
        snprintf(name, sizeof name, "%.*s", (int)strcspn(s->disputes[i].assignment, "="),
                 s->disputes[i].assignment);
        if (!switch_find(name, &id) || !policy_set(&other, s->disputes[i].assignment, &err))
            continue;
        str_addf(out, "\nDisputed: authorities differ on %s\n", name);
        add_reading(library, id, l->policy.value[id], standing, out);
        add_reading(library, id, other.value[id], s->disputes[i].codes, out);
    }
}

/* The lines as they are keyed, for a scenario that asks for them. */
static void add_keyed(struct lesson *l, struct str *out)
{
    struct scenario_line *lines;
    size_t n = lesson_keyed(l) ? scenario_claims(&l->arena, &l->claim, &lines) : 0;
    char money[32];
    if (n > 0)
        str_addf(out, "As keyed on the %s:\n", claim_form_name(l->claim.form));
    for (size_t i = 0; i < n; i++) {
        str_add(out, "  ");
        text_fold(out, 6, lines[i].text);
    }
    if (n > 0 && l->claim.national > 0)
        str_addf(out, "  In all %s nationally", claim_money(l->claim.national, money));
    if (n > 0 && l->claim.adjusted >= 0)
        str_addf(out, ", of which the site's adjusted lines become %s",
                 claim_money(l->claim.adjusted, money));
    if (n > 0 && l->claim.national > 0)
        str_add(out, ".\n");
    n = l->scenario->n_attached > 0 ? scenario_attached(&l->arena, &l->result, &lines) : 0;
    for (size_t i = 0; i < n; i++) {
        str_addf(out, "%s", i == 0 ? "When a code is questioned, with it go:\n  " : "  ");
        text_fold(out, 6, lines[i].text);
    }
}

void train_closing(struct lesson *l, struct library *library, struct str *out)
{
    struct scenario_answers answers;
    scenario_answer(&l->arena, &l->result, &answers);
    str_add(out, "\nThe claim: ");
    text_fold(out, 11, text_empty(answers.codes) ? "nothing" : answers.codes);
    if (!text_empty(answers.drugs)) {
        str_add(out, "The drugs: ");
        text_fold(out, 11, answers.drugs);
    }
    add_keyed(l, out);
    add_whynots(l, out);
    add_disputes(l, library, out);
    text_balance(&l->result, out);
}

void train_walk(struct lesson *l, struct library *library, struct str *out)
{
    add_head(l, out);
    for (size_t i = 0; i < l->truth.n; i++)
        add_point(l, i, out);
    train_closing(l, library, out);
    str_addc(out, '\n');
}
