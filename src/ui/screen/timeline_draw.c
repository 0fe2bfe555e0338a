/* How the timeline is drawn. */
#include "timeline_inside.h"

#include "cells.h"
#include "pages.h"

/* A lane or the heading of an access. */
struct lane {
    size_t row; /* index; of a heading: the first row of its access */
    bool heading;
};

/* ---- lanes ---- */

/* Where nothing was coded: the first row charted on the same line. */
static int charted_access(const struct desk *desk, size_t i)
{
    size_t first = 0;
    while (first < i && (desk->e.rows[first].visit != desk->e.rows[i].visit ||
                         !text_equal(desk->e.rows[first].line, desk->e.rows[i].line)))
        first++;
    return (int)first;
}

static int access_of(const struct desk *desk, size_t i)
{
    const struct row_result *rr = desk_row_result(desk, i);
    return rr ? rr->access : desk->coded ? -1 : charted_access(desk, i);
}

/* Rows of one visit and access stand together, those without an access last, each by its start. */
static bool comes_before(const struct desk *desk, size_t a, size_t b)
{
    const struct row *ra = &desk->e.rows[a], *rb = &desk->e.rows[b];
    unsigned xa = (unsigned)access_of(desk, a),
             xb = (unsigned)access_of(desk, b); /* -1 becomes the largest */
    if (ra->visit != rb->visit)
        return ra->visit < rb->visit;
    if (xa != xb)
        return xa < xb;
    minute_t fa, fb, to;
    bool ka = timeline_row_extent(desk, a, &fa, &to), kb = timeline_row_extent(desk, b, &fb, &to);
    if (ka != kb)
        return ka;
    return ka && fa != fb ? fa < fb : a < b;
}

static bool same_access(const struct desk *desk, size_t a, size_t b)
{
    return desk->e.rows[a].visit == desk->e.rows[b].visit &&
           access_of(desk, a) == access_of(desk, b);
}

/* Gives how many; lanes has room for twice the rows. */
static size_t arrange(const struct desk *desk, struct lane *lanes)
{
    size_t rows = desk->e.n_rows, n = 0;
    size_t *order = calloc(rows + 1, sizeof *order);
    if (!order)
        base_no_memory(1);
    for (size_t i = 0; i < rows; i++) {
        size_t at = i;
        for (; at > 0 && comes_before(desk, i, order[at - 1]); at--)
            order[at] = order[at - 1];
        order[at] = i;
    }
    for (size_t i = 0; i < rows; i++) {
        if (i == 0 || !same_access(desk, order[i - 1], order[i]))
            lanes[n++] = (struct lane){order[i], true};
        lanes[n++] = (struct lane){order[i], false};
    }
    free(order);
    return n;
}

int timeline_lines(const struct desk *desk)
{
    struct lane *lanes = calloc(desk->e.n_rows * 2 + 1, sizeof *lanes);
    if (!lanes)
        base_no_memory(1);
    size_t n = arrange(desk, lanes);
    free(lanes);
    return (int)n;
}

/* ---- drawing ---- */

static int cell_of(const struct frame *f, minute_t minute)
{
    int64_t seconds = ((int64_t)minute - f->from) * 60;
    return (int)(seconds >= 0 ? seconds / f->scale : (seconds - f->scale + 1) / f->scale);
}

static void draw_scale(const struct frame *f, int y)
{
    int step = timeline_step(f->scale);
    minute_t last = f->from + timeline_across(f);
    for (minute_t at = timeline_round_down(f->from + step - 1, step); at <= last; at += step) {
        char text[24];
        int cell = cell_of(f, at);
        if (cell < 0)
            continue;
        if (when_clock(at) == 0)
            when_print_day(when_day(at), text);
        else
            when_print_clock(at, text);
        if (cell + (int)strlen(text) <= f->cells)
            term_put(y, f->x + LABEL + cell, f->cells - cell, LOOK_LINE,
                     when_clock(at) == 0 ? text + 5 : text);
    }
}

static void draw_heading(const struct frame *f, size_t row, int y)
{
    const struct row *r = &f->desk->e.rows[row];
    char text[100];
    term_glyph(y, f->x, f->width, LOOK_LINE, GLYPH_RULE);
    if (access_of(f->desk, row) < 0)
        snprintf(text, sizeof text, " other ");
    else
        snprintf(text, sizeof text, " %.60s ", text_empty(r->line) ? "1" : r->line);
    if (r->visit > 1)
        snprintf(text, sizeof text, " visit %d ", r->visit);
    term_clip(y, f->x + 2, LABEL - 3, LOOK_STRONG, text);
    draw_scale(f, y);
}

static void draw_midnights(const struct frame *f, int y)
{
    for (day_t day = when_day(f->from) + 1; when_at(day, 0) <= f->from + timeline_across(f);
         day++) {
        int cell = cell_of(f, when_at(day, 0));
        if (cell >= 0 && cell < f->cells)
            term_glyph(y, f->x + LABEL + cell, 1, LOOK_LINE, GLYPH_MIDNIGHT);
    }
}

/* Seconds of [from, to) within span. */
static int64_t shared(int64_t from, int64_t to, struct span span)
{
    int64_t a = (int64_t)span.from * 60, b = (int64_t)span.to * 60;
    if (from > a)
        a = from;
    if (to < b)
        b = to;
    return b > a ? b - a : 0;
}

/* Whether at least half of what ran in that column pays for a code. */
static bool cell_billed(const struct desk *desk, const struct row_result *row, int64_t from,
                        int64_t to, int64_t ran)
{
    int64_t billed = 0;
    for (size_t i = 0; i < desk->r.n_postings; i++) {
        const struct posting *p = &desk->r.postings[i];
        if (!row_is_paid_by(&desk->r, row, p))
            continue;
        if (p->span.from == NO_MINUTE)
            return true; /* no place on the clock: any of them */
        billed += shared(from, to, p->span);
    }
    return billed * 2 >= ran;
}

static enum glyph glyph_of(enum group group)
{
    static const enum glyph glyphs[GROUP_COUNT] = {[GROUP_NONE] = GLYPH_OUT,
                                                   [GROUP_HYDRATION] = GLYPH_HYDRATION,
                                                   [GROUP_THERAPEUTIC] = GLYPH_THERAPEUTIC,
                                                   [GROUP_CHEMO] = GLYPH_CHEMO,
                                                   [GROUP_HORMONAL] = GLYPH_HORMONAL};
    return glyphs[group];
}

/* Whether a column shows minutes that are lit: half of what ran in it, or where they begin. */
static bool is_lit(const struct frame *f, int number, int64_t from, int64_t to, int64_t ran)
{
    const struct posting *lit = f->lit;
    if (!lit || lit->row != number || lit->span.from == NO_MINUTE)
        return false;
    int64_t begin = (int64_t)lit->span.from * 60;
    return shared(from, to, lit->span) * 2 >= ran || (begin >= from && begin < to);
}

static void draw_bar(const struct frame *f, size_t i, int y, minute_t from, minute_t to)
{
    const struct row_result *rr = desk_row_result(f->desk, i);
    enum group group = rr ? rr->group : GROUP_NONE;
    int first = cell_of(f, from), last = to > from ? cell_of(f, to - 1) : first;
    if (f->scale < 60 && to > from)
        last = cell_of(f, to) - 1;
    for (int c = first < 0 ? 0 : first; c <= last && c < f->cells; c++) {
        int64_t a = (int64_t)f->from * 60 + (int64_t)c * f->scale, b = a + f->scale;
        int64_t ran = shared(a, b, (struct span){from, to});
        bool billed = rr && group != GROUP_NONE && cell_billed(f->desk, rr, a, b, ran);
        enum look look = billed ? look_of_group(group) : LOOK_OUT;
        enum glyph glyph = billed ? glyph_of(group) : f->desk->coded ? GLYPH_OUT : GLYPH_RAN;
        if (rr && is_lit(f, rr->row, a, b, ran))
            look = LOOK_SELECTED;
        term_glyph(y, f->x + LABEL + c, 1, look, glyph);
    }
}

static void draw_open_end(const struct frame *f, int y, minute_t from)
{
    int first = cell_of(f, from), end = first + 6 < f->cells - 1 ? first + 6 : f->cells - 1;
    for (int c = first < 0 ? 0 : first; c < end; c++)
        term_glyph(y, f->x + LABEL + c, 1, LOOK_OUT, GLYPH_OUT);
    if (end >= 0 && end >= first)
        term_put(y, f->x + LABEL + end, 1, LOOK_WARNING, "?");
}

static void draw_lane(const struct frame *f, size_t i, int y, bool selected)
{
    const struct row *row = &f->desk->e.rows[i];
    const struct row_result *rr = desk_row_result(f->desk, i);
    minute_t from, to;
    char label[80];
    struct str name;
    str_init(&name, 100);
    cells_pad(&name, row->drug ? row->drug : "", 8, "");
    snprintf(label, sizeof label, "%s%2d %s %c", selected ? ">" : " ", row->number, name.data,
             letter_of_group(rr ? rr->group : GROUP_NONE));
    term_put(y, f->x, LABEL, selected ? LOOK_STRONG : LOOK_PLAIN, label);
    str_release(&name);
    draw_midnights(f, y);
    if (!timeline_row_extent(f->desk, i, &from, &to)) {
        term_put(y, f->x + LABEL, f->cells, LOOK_FAINT, "no time charted");
        return;
    }
    bool tick =
        (rr && (rr->kind == KIND_PUSH || rr->kind == KIND_INJECTION || rr->kind == KIND_IA_PUSH)) ||
        from == to;
    int cell = cell_of(f, from);
    if (timeline_is_open(f->desk, i))
        draw_open_end(f, y, from);
    else if (tick && to - from <= 1 && cell >= 0 && cell < f->cells)
        term_glyph(y, f->x + LABEL + cell, 1, look_of_group(rr ? rr->group : GROUP_NONE),
                   GLYPH_BAR);
    else if (!tick || to - from > 1) {
        draw_bar(f, i, y, from, to);
        if (tick && cell >= 0 && cell < f->cells)
            term_glyph(y, f->x + LABEL + cell, 1, look_of_group(rr ? rr->group : GROUP_NONE),
                       GLYPH_BAR);
    }
    if (cell < 0 && to < f->from)
        term_put(y, f->x + LABEL, 1, LOOK_FAINT, "<");
    if (cell >= f->cells)
        term_put(y, f->x + LABEL + f->cells - 1, 1, LOOK_FAINT, ">");
}

static void draw_lanes(const struct frame *f, const struct lane *lanes, size_t n, int row, int y,
                       int lines)
{
    size_t top = 0, heading = 0;
    for (size_t i = 0; i < n; i++)
        if (!lanes[i].heading && (int)lanes[i].row == row && i >= (size_t)lines)
            top = i - (size_t)lines + 1;
    for (size_t i = 0; i <= top && i < n; i++)
        if (lanes[i].heading)
            heading = i;
    for (size_t i = 0; i < (size_t)lines && top + i < n; i++) {
        const struct lane *lane =
            i == 0 ? &lanes[heading] : &lanes[top + i]; /* a scale always stands on top */
        if (lane->heading)
            draw_heading(f, lane->row, y + (int)i);
        else
            draw_lane(f, lane->row, y + (int)i, (int)lane->row == row);
    }
}

void timeline_draw(const struct timeline *t, const struct desk *desk, int row, int y, int x,
                   int lines, int width)
{
    struct frame f;
    if (lines <= 0)
        return;
    if (!timeline_frame(t, desk, width, &f)) {
        term_glyph(y, x, width, LOOK_LINE, GLYPH_RULE);
        if (lines > 1)
            term_put(y + 1, x + 1, width - 1, LOOK_FAINT,
                     "The timeline begins with the first time typed.");
        return;
    }
    f.x = x;
    struct lane *lanes = calloc(desk->e.n_rows * 2 + 1, sizeof *lanes);
    if (!lanes)
        base_no_memory(1);
    draw_lanes(&f, lanes, arrange(desk, lanes), row, y, lines);
    free(lanes);
}
