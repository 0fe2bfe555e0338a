#include "beside.h"

#include "../../core/why.h"
#include "text.h"

enum { TEXT_MAX = 1024 * 1024, LEFT = 38 };

static void line_text(const struct result *r, size_t i, struct str *out)
{
    const struct line *line = &r->lines[i];
    str_clear(out);
    if (i >= r->n_lines)
        return;
    str_add(out, line->code->id);
    for (int m = 0; m < line->n_modifiers; m++)
        str_addf(out, "-%s", line->modifiers[m]);
    str_addf(out, " x%d, row%s ", line->units, line->n_rows == 1 ? "" : "s");
    text_numbers(out, line->rows, line->n_rows, ", ");
    if (r->n_visits > 1)
        str_addf(out, " (visit %d)", line->visit);
}

/* A cell of the left column is cut where it would push the right one away. */
static void add_pair(const struct str *left, const struct str *right, struct str *out)
{
    str_addf(out, "  %-*.*s", LEFT, LEFT - 1, left->length > 0 ? left->data : "");
    str_addf(out, "%.*s", LEFT + 2, right->length > 0 ? right->data : "");
    while (out->length > 0 && out->data[out->length - 1] == ' ')
        out->data[--out->length] = '\0';
    str_addc(out, '\n');
}

void text_beside(const struct result *left, const char *left_title, const struct result *right,
                 const char *right_title, struct str *out)
{
    struct str a, b;
    size_t n = left->n_lines > right->n_lines ? left->n_lines : right->n_lines;
    str_init(&a, TEXT_MAX);
    str_init(&b, TEXT_MAX);
    str_addf(out, "\n  %-*s%s\n", LEFT, left_title, right_title);
    for (size_t i = 0; i < (n > 0 ? n : 1); i++) {
        line_text(left, i, &a);
        line_text(right, i, &b);
        if (i == 0 && left->n_lines == 0)
            str_add(&a, "no code");
        if (i == 0 && right->n_lines == 0)
            str_add(&b, "no code");
        add_pair(&a, &b, out);
    }
    str_release(&a);
    str_release(&b);
}

static void add_decision(const char *before, const struct result *r, const struct decision *d,
                         struct str *out)
{
    struct str text;
    str_init(&text, TEXT_MAX);
    str_add(&text, before);
    why_decision(r, d, &text);
    str_addf(&text, " [%s]", d->rule->id);
    str_add(out, "  ");
    text_fold(out, 2, text.data);
    str_release(&text);
}

void text_difference(const struct result *left, const struct result *right,
                     const struct difference *d, struct str *out)
{
    struct str text;
    str_init(&text, TEXT_MAX);
    str_add(out, "\nWhat differs\n");
    difference_text(d, &text);
    for (size_t i = 0; i < d->n_findings; i++)
        str_addf(&text, "%sfinding %s%s", text.length > 0 ? ", " : "", d->findings[i].id,
                 d->findings[i].came ? " came" : " went");
    str_add(out, "  ");
    text_fold(out, 2, text.length > 0 ? text.data : "nothing");
    str_release(&text);
    if (!d->cause || d->n_codes + d->n_findings == 0)
        return;
    bool gone = d->was == d->cause;
    if (d->was && !gone)
        add_decision("It was: ", left, d->was, out);
    add_decision(gone ? "It no longer holds: " : "Now: ", gone ? left : right, d->cause, out);
    if (d->effect && d->effect != d->cause)
        add_decision("So: ", right, d->effect, out);
}
