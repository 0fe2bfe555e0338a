#include "text.h"

#include "../../core/why.h"

enum { WIDTH = 80, SENTENCE_MAX = 16 * 1024 };

/* ---- small tools ---- */

/* Code points of the first n bytes. */
static int columns(const char *text, size_t n)
{
    int count = 0;
    for (size_t i = 0; i < n; i++)
        count += ((unsigned char)text[i] & 0xc0) != 0x80;
    return count;
}

static void add_blanks(struct str *out, int n)
{
    for (int i = 0; i < n; i++)
        str_addc(out, ' ');
}

/* A cell of fixed width: cut with "~", tamed, filled with blanks, one blank behind. */
static void add_cell(struct str *out, int width, const char *text)
{
    char copy[256];
    snprintf(copy, sizeof copy, "%s", text);
    copy[text_whole(copy, strlen(copy))] = '\0';
    text_tame(copy);
    size_t n = strlen(copy);
    bool cut = columns(copy, n) > width;
    while (columns(copy, n) > (cut ? width - 1 : width))
        n = text_whole(copy, n - 1);
    str_addn(out, copy, n);
    str_add(out, cut ? "~" : "");
    add_blanks(out, width + 1 - columns(copy, n) - (cut ? 1 : 0));
}

/* Ends a line without blanks at its end. */
static void end_line(struct str *out)
{
    while (out->length > 0 && out->data[out->length - 1] == ' ')
        out->data[--out->length] = '\0';
    str_addc(out, '\n');
}

void text_fold(struct str *out, int indent, const char *text)
{
    char *copy = strdup(text);
    int at = indent;
    if (copy == NULL)
        BUG("no memory to fold a sentence");
    text_tame(copy);
    for (const char *word = copy + strspn(copy, " "); *word != '\0';) {
        size_t n = strcspn(word, " ");
        int wide = columns(word, n);
        if (at > indent && at + 1 + wide > WIDTH) {
            str_addc(out, '\n');
            add_blanks(out, indent);
            at = indent;
        } else if (at > indent) {
            str_addc(out, ' ');
            at++;
        }
        str_addn(out, word, n);
        at += wide;
        word += n + strspn(word + n, " ");
    }
    str_addc(out, '\n');
    free(copy);
}

void text_numbers(struct str *out, const int *numbers, size_t n, const char *separator)
{
    for (size_t i = 0; i < n; i++)
        str_addf(out, "%s%d", i == 0 ? "" : separator, numbers[i]);
}

/* The title of a section, or of one visit in it when there are several. */
static void add_title(struct str *out, const char *title)
{
    str_addf(out, "\n%s\n", title);
}

static void add_visit(const struct result *r, int visit, int *before, struct str *out)
{
    if (r->n_visits > 1 && visit != *before && visit != 0)
        str_addf(out, "  Visit %d\n", visit);
    *before = visit;
}

/* ---- head and rows ---- */

void text_head(const struct result *r, const char *hash, struct str *out)
{
    const struct encounter *e = r->encounter;
    struct str line;
    char day[16];
    str_init(&line, SENTENCE_MAX);
    str_addf(&line, "%s  %s  %s", e->id, when_print_day(encounter_day(e), day),
             word_name(WORDS_SETTING, (int)encounter_setting(e)));
    if (!text_empty(e->payer))
        str_addf(&line, "  %s", e->payer);
    if (!text_empty(e->dx))
        str_addf(&line, "  dx %s", e->dx);
    if (!text_empty(e->coder))
        str_addf(&line, "  coder %s", e->coder);
    text_fold(out, 0, line.data);
    str_addf(out, "rules %s, policy %s, hash %.16s\n", r->book->edition, r->policy->name, hash);
    str_release(&line);
}

static void add_row(const struct result *r, size_t i, struct str *out)
{
    static const char *const groups[GROUP_COUNT] = {"-", "hydr", "ther", "chem", "horm"};
    const struct row *row = &r->encounter->rows[i];
    const struct row_result *done = i < r->n_rows ? &r->rows[i] : NULL;
    char clock[8], number[16];
    str_addf(out, "%3d ", row->number);
    add_cell(out, 22, row->drug);
    add_cell(out, 4, done != NULL && done->group < GROUP_COUNT ? groups[done->group] : "");
    add_cell(out, 5, row->route == ROUTE_NONE ? "IV" : word_name(WORDS_ROUTE, (int)row->route));
    add_cell(out, 9, word_name(WORDS_METHOD, (int)row->method));
    add_cell(out, 8, text_empty(row->line) ? "1" : row->line);
    add_cell(out, 5, when_print_clock(row->start, clock));
    add_cell(out, 5, when_print_clock(row->stop, clock));
    snprintf(number, sizeof number, "%5d", done != NULL ? done->minutes : -1);
    str_add(out, done != NULL && done->minutes >= 0 ? number : "    -");
    if (done != NULL && done->out != NULL)
        str_add(out, "  out");
    end_line(out);
}

void text_rows(const struct result *r, struct str *out)
{
    if (r->encounter->n_rows == 0)
        return;
    add_title(out, "As charted");
    str_add(out, "  # Drug                   Cl.  Route Method    Line     Start Stop    Min\n");
    for (size_t i = 0; i < r->encounter->n_rows; i++)
        add_row(r, i, out);
}

/* ---- codes ---- */

static bool has_row(const int *rows, size_t n, int row)
{
    for (size_t i = 0; i < n; i++)
        if (rows[i] == row)
            return true;
    return false;
}

const struct decision *text_reason(const struct result *r, const struct line *line)
{
    const struct decision *near = NULL;
    for (size_t i = 0; i < r->n_decisions; i++) {
        const struct decision *d = &r->decisions[i];
        bool mine = d->row == 0 || has_row(line->rows, line->n_rows, d->row);
        if (d->visit != line->visit || d->code != line->code || d->verdict != VERDICT_APPLIED ||
            !mine)
            continue;
        if (d->rule == line->rule)
            return d;
        if (near == NULL)
            near = d;
    }
    return near;
}

static void add_line(const struct result *r, const struct line *line, struct str *out)
{
    struct str text;
    char modifiers[32] = "";
    str_init(&text, SENTENCE_MAX);
    for (int i = 0; i < line->n_modifiers; i++)
        snprintf(modifiers + strlen(modifiers), sizeof modifiers - strlen(modifiers), "-%s",
                 line->modifiers[i]);
    snprintf(modifiers + strlen(modifiers), sizeof modifiers - strlen(modifiers), "%s", "");
    str_addf(out, "  %s%-9s x%-3d", line->code->id, modifiers, line->units);
    str_addf(&text, "%s; row%s ", line->code->plain, line->n_rows == 1 ? "" : "s");
    text_numbers(&text, line->rows, line->n_rows, ", ");
    if (line->minutes >= 0 && line->next_at > line->minutes)
        str_addf(&text, "; %d min, next unit at %d", line->minutes, line->next_at);
    text_fold(out, 21, text.data);
    const struct decision *reason = text_reason(r, line);
    if (reason != NULL) {
        str_clear(&text);
        why_decision(r, reason, &text);
        add_blanks(out, 21);
        text_fold(out, 21, text.data);
    }
    str_release(&text);
}

static void add_em(const struct em_line *em, struct str *out)
{
    if (em->code == NULL)
        return;
    str_addf(out, "  %s%s%s%s\n", em->code, text_empty(em->modifier) ? "" : "-",
             text_empty(em->modifier) ? "" : em->modifier,
             em->payable ? "" : "  not payable beside these codes");
}

void text_codes(const struct result *r, struct str *out)
{
    int visit = 0;
    add_title(out, r->n_lines > 0 || r->em.code != NULL ? "Codes" : "No code");
    for (size_t i = 0; i < r->n_lines; i++) {
        add_visit(r, r->lines[i].visit, &visit, out);
        add_line(r, &r->lines[i], out);
    }
    add_em(&r->em, out);
    for (size_t i = 0; i < r->n_elsewhere; i++) {
        const struct elsewhere *e = &r->elsewhere[i];
        str_addf(out, "  row %d elsewhere: ", e->row);
        if (!text_empty(e->code))
            str_addf(out, "%s, ", e->code);
        text_fold(out, 19, e->text);
    }
}

void text_drugs(const struct result *r, struct str *out)
{
    int visit = 0;
    if (r->n_drugs > 0)
        add_title(out, "Drugs");
    for (size_t i = 0; i < r->n_drugs; i++) {
        const struct drug_line *line = &r->drugs[i];
        char modifiers[32] = "";
        add_visit(r, line->visit, &visit, out);
        for (int m = 0; m < line->n_modifiers; m++)
            snprintf(modifiers + strlen(modifiers), sizeof modifiers - strlen(modifiers), "-%s",
                     line->modifiers[m]);
        str_addf(out, "  %s%-9s x%-6lld %s; row%s ", line->hcpcs, modifiers, (long long)line->units,
                 line->drug != NULL ? line->drug->generic : "", line->n_rows == 1 ? "" : "s");
        text_numbers(out, line->rows, line->n_rows, ", ");
        str_addc(out, '\n');
    }
}

/* ---- findings ---- */

static void add_finding(const struct result *r, const struct finding *f, struct str *out)
{
    struct str text;
    str_init(&text, SENTENCE_MAX);
    str_addf(out, "  %-8s", severity_name(f->def->severity));
    if (f->row != 0)
        str_addf(&text, "row %d: ", f->row);
    why_finding(r, f, &text);
    if (!text_empty(f->def->carc))
        str_addf(&text, " (%s)", f->def->carc);
    text_fold(out, 10, text.data);
    str_clear(&text);
    why_fix(r, f, &text);
    if (!text_empty(text.data)) {
        str_add(out, "          > ");
        text_fold(out, 12, text.data);
    }
    if (f->def == &r->book->findings[FINDING_DOC_STOP_MISSING])
        text_stops(r, f->row, 12, out);
    str_release(&text);
}

void text_findings(const struct result *r, struct str *out)
{
    int visit = 0;
    if (r->n_findings > 0)
        add_title(out, "Findings");
    for (size_t i = 0; i < r->n_findings; i++) {
        add_visit(r, r->findings[i].visit, &visit, out);
        add_finding(r, &r->findings[i], out);
    }
}
