#include "sides.h"

#include "../../core/why.h"
#include "cells.h"

/* ---- the lines of both ---- */

static void line_text(const struct result *r, size_t i, struct str *out)
{
    str_clear(out);
    if (i < r->n_lines) {
        const struct line *line = &r->lines[i];
        str_add(out, line->code->id);
        for (int m = 0; m < line->n_modifiers; m++)
            str_addf(out, "-%s", line->modifiers[m]);
        str_addf(out, " x%d  row", line->units);
        for (size_t k = 0; k < line->n_rows; k++)
            str_addf(out, " %d", line->rows[k]);
        if (r->n_visits > 1)
            str_addf(out, " visit %d", line->visit);
    } else if (i - r->n_lines < r->n_drugs) {
        const struct drug_line *line = &r->drugs[i - r->n_lines];
        str_add(out, line->hcpcs);
        for (int m = 0; m < line->n_modifiers; m++)
            str_addf(out, "-%s", line->modifiers[m]);
        str_addf(out, " x%lld", (long long)line->units);
    } else if (i == 0) {
        str_add(out, "no code");
    }
}

static bool has_line(const struct result *r, const char *text)
{
    struct str line;
    bool found = false;
    str_init(&line, 4000);
    for (size_t i = 0; i < r->n_lines + r->n_drugs && !found; i++) {
        line_text(r, i, &line);
        found = strcmp(line.data, text) == 0;
    }
    str_release(&line);
    return found;
}

/* What the other side does not have is marked. */
static void add_cell(struct str *out, const struct result *r, const struct result *other, size_t i,
                     int width)
{
    struct str text, cell;
    str_init(&text, 4000), str_init(&cell, 4000);
    line_text(r, i, &text);
    if (text.length) {
        bool alone = !has_line(other, text.data) && i < r->n_lines + r->n_drugs;
        str_addf(&cell, "%s %s", alone ? "*" : " ", text.data);
    }
    cells_pad(out, cell.length ? cell.data : "", width, term_glyph_text(GLYPH_CUT));
    str_release(&text), str_release(&cell);
}

void sides_lines(const struct sides *s)
{
    const struct result *a = s->left, *b = s->right ? s->right : a;
    size_t left = a->n_lines + a->n_drugs, right = b->n_lines + b->n_drugs;
    size_t n = left > right ? left : right;
    int half = s->width / 2 - 1;
    struct str text;
    str_init(&text, 8000);
    cells_pad(&text, s->left_title, half, "");
    str_addf(&text, "%s %s", term_glyph_text(GLYPH_BAR), s->right_title);
    list_head(s->list, "%s", text.data);
    for (size_t i = 0; i < (n ? n : 1); i++) {
        str_clear(&text);
        add_cell(&text, a, b, i, half);
        str_add(&text, term_glyph_text(GLYPH_BAR));
        if (s->right)
            add_cell(&text, b, a, i, half);
        list_more(s->list, s->right ? s->look : LOOK_PLAIN, 0, s->width + 1, 0, text.data);
    }
    str_release(&text);
}

/* ---- what differs ---- */

static void add_decision(const struct sides *s, const char *before, const struct result *r,
                         const struct decision *d)
{
    struct str text;
    str_init(&text, 1 << 16);
    str_add(&text, before);
    why_decision(r, d, &text);
    str_addf(&text, " [%s]", d->rule->id);
    list_more(s->list, LOOK_PLAIN, 0, s->width, 2, text.data);
    str_release(&text);
}

void sides_difference(const struct sides *s)
{
    struct difference d;
    struct arena arena;
    struct str text;
    arena_init(&arena);
    str_init(&text, 1 << 16);
    compare_results(&arena, s->left, s->right, &d);
    difference_text(&d, &text);
    for (size_t i = 0; i < d.n_findings; i++)
        str_addf(&text, "%sfinding %s %s", text.length ? ", " : "", d.findings[i].id,
                 d.findings[i].came ? "came" : "went");
    list_head(s->list, "What differs");
    list_more(s->list, s->look, 0, s->width, 2,
              text.length ? text.data : "nothing: the same codes and findings");
    if (d.cause && d.n_codes + d.n_findings > 0) {
        bool gone = d.was == d.cause;
        if (d.was && !gone)
            add_decision(s, "It was: ", s->left, d.was);
        add_decision(s, gone ? "It no longer holds: " : "Now: ", gone ? s->left : s->right,
                     d.cause);
        if (d.effect && d.effect != d.cause)
            add_decision(s, "So: ", s->right, d.effect);
    }
    str_release(&text);
    arena_release(&arena);
}
