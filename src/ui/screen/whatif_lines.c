/* What a what-if shows: the changes, both results side by side, what differs, the minute that
 * decides, and for a row without a stop every stop that there could be. */
#include "whatif_view.h"

#include "cells.h"
#include "../../core/why.h"

enum { FURTHER = 240 }; /* minutes to look for the next turn of the codes */

/* ---- the changes ---- */

static void was_text(const struct whatif_view *v, const struct change *c, struct str *out)
{
    char word[16];
    size_t before = out->length;
    if (c->is_switch)
        str_add(out, switch_value_name(c->id, v->desk->r.policy->value[c->id], word));
    else
        field_print(&v->desk->e, whatif_row(&v->desk->e, c->row), c->field, out);
    if (out->length == before)
        str_add(out, "nothing");
}

static void add_changes(struct whatif_view *v)
{
    struct str text;
    if (v->n == 0) {
        list_add(&v->list, LOOK_PLAIN, 0, "Nothing is changed yet: a chooses what to change%s",
                 v->row ? ", + and - move the stop of the row." : ".");
        return;
    }
    str_init(&text, 1 << 16);
    for (size_t i = 0; i < v->n; i++) {
        str_clear(&text);
        str_add(&text, "if ");
        change_print(&v->changes[i], &text);
        str_add(&text, "   (charted: ");
        was_text(v, &v->changes[i], &text);
        str_add(&text, ")");
        list_text(&v->list, LOOK_WHATIF_TEXT, (long)i + 1, v->width, 4, text.data);
    }
    str_release(&text);
}

/* ---- side by side ---- */

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

static void add_beside(struct whatif_view *v)
{
    const struct result *a = &v->desk->r, *b = v->n ? &v->other.result : a;
    size_t left = a->n_lines + a->n_drugs, right = b->n_lines + b->n_drugs;
    size_t n = left > right ? left : right;
    int half = v->width / 2 - 1;
    struct str text;
    str_init(&text, 8000);
    cells_pad(&text, "As charted", half, "");
    str_add(&text, term_glyph_text(GLYPH_BAR));
    str_add(&text, " WHAT IF (not a fact)");
    list_head(&v->list, "%s", text.data);
    for (size_t i = 0; i < (n ? n : 1); i++) {
        str_clear(&text);
        add_cell(&text, a, b, i, half);
        str_add(&text, term_glyph_text(GLYPH_BAR));
        if (v->n)
            add_cell(&text, b, a, i, half);
        list_more(&v->list, v->n ? LOOK_WHATIF_TEXT : LOOK_PLAIN, 0, v->width + 1, 0, text.data);
    }
    str_release(&text);
}

/* ---- what differs ---- */

static void add_decision(struct whatif_view *v, const char *before, const struct result *r,
                         const struct decision *d)
{
    struct str text;
    str_init(&text, 1 << 16);
    str_add(&text, before);
    why_decision(r, d, &text);
    str_addf(&text, " [%s]", d->rule->id);
    list_more(&v->list, LOOK_PLAIN, 0, v->width, 2, text.data);
    str_release(&text);
}

static void add_difference(struct whatif_view *v)
{
    const struct result *a = &v->desk->r, *b = &v->other.result;
    struct difference d;
    struct arena arena;
    struct str text;
    arena_init(&arena);
    str_init(&text, 1 << 16);
    compare_results(&arena, a, b, &d);
    difference_text(&d, &text);
    for (size_t i = 0; i < d.n_findings; i++)
        str_addf(&text, "%sfinding %s %s", text.length ? ", " : "", d.findings[i].id,
                 d.findings[i].came ? "came" : "went");
    list_head(&v->list, "What differs");
    list_more(&v->list, LOOK_WHATIF_TEXT, 0, v->width, 2,
              text.length ? text.data : "nothing: the same codes and findings");
    if (d.cause && d.n_codes + d.n_findings > 0) {
        bool gone = d.was == d.cause;
        if (d.was && !gone)
            add_decision(v, "It was: ", a, d.was);
        add_decision(v, gone ? "It no longer holds: " : "Now: ", gone ? a : b, d.cause);
        if (d.effect && d.effect != d.cause)
            add_decision(v, "So: ", b, d.effect);
    }
    str_release(&text);
    arena_release(&arena);
}

/* ---- every minute ---- */

static minute_t time_of(const struct encounter *e, const struct change *c)
{
    const struct row *row = whatif_row(e, c->row);
    return !row ? NO_MINUTE : c->field == FIELD_START ? row->start : row->stop;
}

/* Where the codes would turn, going on in the same direction. */
static void add_next_turn(struct whatif_view *v, const struct change *c, minute_t from, minute_t to,
                          struct str *out)
{
    minute_t far = from < to ? to + FURTHER : to - FURTHER;
    struct bands bands;
    struct arena arena;
    char clock[8];
    arena_init(&arena);
    whatif_bands(&arena, &v->desk->r, c->row, c->field, to < far ? to : far, to < far ? far : to,
                 &bands);
    minute_t turn = bands_turn(&bands, to, far);
    if (turn != NO_MINUTE)
        str_addf(out, "; going on, they turn at %s", when_print_clock(turn, clock));
    arena_release(&arena);
}

static void add_minute(struct whatif_view *v, const struct change *c)
{
    minute_t from = time_of(&v->desk->e, c), to = time_of(&v->other.encounter, c);
    struct bands bands;
    struct arena arena;
    struct str text;
    char clock[8];
    if (from == NO_MINUTE || to == NO_MINUTE || from == to)
        return;
    arena_init(&arena);
    str_init(&text, 1 << 16);
    whatif_bands(&arena, &v->desk->r, c->row, c->field, from < to ? from : to,
                 from < to ? to : from, &bands);
    minute_t turn = bands_turn(&bands, from, to);
    list_head(&v->list, "The minute that decides");
    if (turn == NO_MINUTE) {
        str_addf(&text, "%s of row %d: every minute between the two gives the same codes",
                 field_get_spec(c->field)->name, c->row);
        add_next_turn(v, c, from, to, &text);
    } else {
        str_addf(&text, "%s of row %d: the codes turn at %s. ", field_get_spec(c->field)->name,
                 c->row, when_print_clock(turn, clock));
        bands_text(&bands, c->field, &text);
    }
    list_more(&v->list, LOOK_WHATIF_TEXT, 0, v->width, 2, text.data);
    str_release(&text);
    arena_release(&arena);
}

/* A band a line, so that each possible stop has its codes beside it. */
static void add_stops(struct whatif_view *v, const struct result *r, int number)
{
    struct bands bands;
    struct arena arena;
    struct str text;
    arena_init(&arena);
    str_init(&text, 1 << 16);
    whatif_missing_stop(&arena, r, number, &bands);
    if (bands.n > 0) {
        bands_text(&bands, FIELD_STOP, &text);
        list_head(&v->list, "Row %d, %s, has no stop; with one it would be", number,
                  row_name(v->desk, number));
        list_more(&v->list, LOOK_WHATIF_TEXT, 0, v->width, 2, text.data);
    }
    str_release(&text);
    arena_release(&arena);
}

void whatif_fill(struct whatif_view *v)
{
    const struct result *r = v->n ? &v->other.result : &v->desk->r;
    list_clear(&v->list);
    add_changes(v);
    add_beside(v);
    if (v->n)
        add_difference(v);
    for (size_t i = 0; i < v->n; i++)
        if (!v->changes[i].is_switch &&
            (v->changes[i].field == FIELD_START || v->changes[i].field == FIELD_STOP))
            add_minute(v, &v->changes[i]);
    for (size_t i = 0; i < r->n_rows; i++)
        add_stops(v, r, r->rows[i].row);
}
