/* What the linear mode says about the encounter: rows, timeline, codes with their reasons,
 * findings, why and why not. */
#include "plain_inside.h"

#include "../../core/explain.h"
#include "../../core/spoken.h"
#include "../../core/why.h"
#include "text.h"

enum { LONGEST_TEXT = 1 << 20 };

static const struct result *coded(const struct plain *p)
{
    if (!p->desk.coded) {
        plain_sentence("It cannot be coded: ", p->desk.trouble.text, "");
        return NULL;
    }
    return &p->desk.r;
}

void plain_rows(const struct plain *p)
{
    struct str out;

    if (p->desk.e.n_rows == 0)
        plain_say("Nothing is charted yet.");
    for (size_t i = 0; i < p->desk.e.n_rows; i++) {
        str_init(&out, LONGEST_TEXT);
        spoken_row(&p->desk.e, i, &out);
        plain_say("%s", out.data);
        str_release(&out);
    }
}

void plain_timeline(const struct plain *p)
{
    struct str out;

    str_init(&out, LONGEST_TEXT);
    spoken_timeline(&p->desk.e, &out);
    plain_text(out.data);
    str_release(&out);
}

/* ---- codes ---- */

static const char *drug_of(const struct plain *p, int number)
{
    for (size_t i = 0; i < p->desk.e.n_rows; i++)
        if (p->desk.e.rows[i].number == number)
            return p->desk.e.rows[i].drug;
    return "";
}

static void add_rows(const struct plain *p, const struct line *line, struct str *out)
{
    str_addf(out, ", row%s ", line->n_rows == 1 ? "" : "s");
    for (size_t i = 0; i < line->n_rows; i++)
        str_addf(out, "%s%d %s", i ? ", " : "", line->rows[i], drug_of(p, line->rows[i]));
}

static void say_line(const struct plain *p, const struct line *line)
{
    const struct result *r = &p->desk.r;
    const struct decision *reason = explain_line(r, line);
    struct str out;

    str_init(&out, LONGEST_TEXT);
    str_addf(&out, "%s", line->code->id);
    for (int i = 0; i < line->n_modifiers; i++)
        str_addf(&out, "%s %s",
                 i                        ? ""
                 : line->n_modifiers == 1 ? " modifier"
                                          : " modifiers",
                 line->modifiers[i]);
    str_addf(&out, ", %d unit%s", line->units, line->units == 1 ? "" : "s");
    add_rows(p, line, &out);
    if (line->minutes >= 0)
        str_addf(&out, ", %d minutes", line->minutes);
    str_add(&out, ". ");
    if (reason)
        why_decision(r, reason, &out);
    plain_say("%s", out.data);
    str_release(&out);
}

static void say_drugs(const struct result *r)
{
    struct str out;

    for (size_t i = 0; i < r->n_drugs; i++) {
        const struct drug_line *line = &r->drugs[i];
        str_init(&out, LONGEST_TEXT);
        str_addf(&out, "%s, %lld unit%s", line->hcpcs, (long long)line->units,
                 line->units == 1 ? "" : "s");
        for (int k = 0; k < line->n_modifiers; k++)
            str_addf(&out, "%s %s", k ? "" : " modifier", line->modifiers[k]);
        str_addf(&out, ", %s.", line->drug->generic);
        plain_say("%s", out.data);
        str_release(&out);
    }
}

void plain_codes(const struct plain *p)
{
    const struct result *r = coded(p);

    if (!r)
        return;
    if (r->n_lines == 0)
        plain_say("There is no administration code.");
    for (size_t i = 0; i < r->n_lines; i++) {
        if (r->n_visits > 1 && (i == 0 || r->lines[i].visit != r->lines[i - 1].visit))
            plain_say("Visit %d.", r->lines[i].visit);
        say_line(p, &r->lines[i]);
    }
    for (size_t i = 0; i < r->n_elsewhere; i++)
        plain_say("Row %d, %s: %s. %s.", r->elsewhere[i].row, drug_of(p, r->elsewhere[i].row),
                  r->elsewhere[i].code, r->elsewhere[i].text);
    if (r->em.code)
        plain_say("Visit code %s%s%s%s.", r->em.code, *r->em.modifier ? " modifier " : "",
                  r->em.modifier, r->em.payable ? "" : ", not payable beside these codes");
    say_drugs(r);
}

void plain_outcome(const struct plain *p)
{
    const struct result *r = &p->desk.r;
    struct str out;
    size_t counts[SEVERITY_NOTE + 1] = {0};

    if (!p->desk.coded) {
        plain_sentence("It cannot be coded: ", p->desk.trouble.text, "");
        return;
    }
    str_init(&out, LONGEST_TEXT);
    for (size_t i = 0; i < r->n_lines; i++) {
        str_addf(&out, "%s%s", i ? ", " : "Codes: ", r->lines[i].code->id);
        if (r->lines[i].units > 1)
            str_addf(&out, " times %d", r->lines[i].units);
        for (int k = 0; k < r->lines[i].n_modifiers; k++)
            str_addf(&out, " %s", r->lines[i].modifiers[k]);
    }
    for (size_t i = 0; i < r->n_findings; i++)
        counts[r->findings[i].def->severity]++;
    str_addf(&out, "%s. %zu error%s, %zu warning%s.", r->n_lines ? "" : "No code",
             counts[SEVERITY_ERROR], counts[SEVERITY_ERROR] == 1 ? "" : "s",
             counts[SEVERITY_WARNING], counts[SEVERITY_WARNING] == 1 ? "" : "s");
    plain_say("%s", out.data);
    str_release(&out);
}

/* ---- findings ---- */

void plain_findings(const struct plain *p)
{
    static const char *const severities[] = {
        [SEVERITY_ERROR] = "Error", [SEVERITY_WARNING] = "Warning", [SEVERITY_NOTE] = "Note"};
    const struct result *r = coded(p);
    struct str out;

    if (!r)
        return;
    if (r->n_findings == 0)
        plain_say("There is no finding.");
    for (size_t i = 0; i < r->n_findings; i++) {
        const struct finding *f = &r->findings[i];
        str_init(&out, LONGEST_TEXT);
        str_addf(&out, "%s", severities[f->def->severity]);
        if (f->row)
            str_addf(&out, ", row %d", f->row);
        str_add(&out, ": ");
        why_finding(r, f, &out);
        str_add(&out, " ");
        why_fix(r, f, &out);
        plain_say("%s", out.data);
        str_release(&out);
    }
}

/* ---- why ---- */

/* The sentences of the tree, without what each read and where it is written. */
static void say_node(const struct node *node, int depth)
{
    bool said = node->kind == NODE_TOPIC || node->kind == NODE_DECISION ||
                node->kind == NODE_CHANGE || node->kind == NODE_UNIT || node->kind == NODE_FIX;

    if (said && depth < 8) {
        size_t n = strlen(node->text);
        plain_say("%s%s", node->text, n > 0 && strchr(".:!?", node->text[n - 1]) ? "" : ".");
    }
    for (const struct node *below = node->first; below; below = below->next)
        say_node(below, depth + 1);
}

static void say_why(const struct result *r, const struct about *about, bool all)
{
    struct arena arena;
    struct str out;

    if (!all) {
        arena_init(&arena);
        say_node(explain(&arena, r, about), 0);
        arena_release(&arena);
        plain_say("For the sources and all minutes, put all behind it.");
        return;
    }
    str_init(&out, LONGEST_TEXT);
    text_explain(r, about, &out);
    plain_text(out.data);
    str_release(&out);
}

void plain_why(const struct plain *p, const char *words)
{
    const struct result *r = coded(p);
    struct about about = {0};
    size_t n = strcspn(words, " ");
    char what[16];
    long row;

    if (!r)
        return;
    snprintf(what, sizeof what, "%.*s", (int)(n < sizeof what ? n : 0), words);
    if (number_parse(what, 1, (long)p->desk.e.n_rows, &row))
        about.row = (int)row;
    else if (!(about.code = book_code(r->book, what))) {
        plain_say("That is neither a code of the rule book nor a row; type why and a code of the "
                  "claim or the number of a row.");
        return;
    }
    say_why(r, &about, strcmp(words + n + strspn(words + n, " "), "all") == 0);
}
