#include "timeline.h"

#include "cells.h"
#include "pages.h"

/* Seconds a column stands for: from five minutes on the whole screen to seven days. */
static const int scales[] = { 5, 10, 15, 30, 60, 120, 180, 300, 600, 900, 1200, 1800, 3600, 7200, 10800, 14400, 28800, 86400 };
/* Minutes between two marks of the scale. */
static const int steps[] = { 1, 2, 5, 10, 15, 30, 60, 120, 180, 240, 360, 720, 1440, 2880, 10080 };
enum { LABEL = 15, MARK = 8 }; /* columns of a lane's label; columns that a clock time needs */

/* What one drawing knows. */
struct frame {
    const struct desk *desk;
    minute_t from;
    int scale;         /* seconds a column */
    int cells;         /* columns of the picture */
    int x, width;
};

/* A lane or the heading of an access. */
struct lane {
    size_t row;        /* index; of a heading: the first row of its access */
    bool heading;
};

void timeline_init(struct timeline *t) { *t = (struct timeline){ .zoom = -1 }; }

/* ---- the extent ---- */

static bool row_extent(const struct desk *desk, size_t i, minute_t *from, minute_t *to)
{
    const struct row_result *rr = desk_row_result(desk, i);
    const struct row *row = &desk->e.rows[i];
    *from = rr && rr->span.from != NO_MINUTE ? rr->span.from : row->start != NO_MINUTE ? row->start : row->stop;
    *to = rr && rr->span.from != NO_MINUTE ? rr->span.to : row->stop != NO_MINUTE ? row->stop : *from;
    if (*from != NO_MINUTE && *to < *from) *to = *from;
    return *from != NO_MINUTE;
}

static bool is_open(const struct desk *desk, size_t i)
{
    const struct row_result *rr = desk_row_result(desk, i);
    const struct row *row = &desk->e.rows[i];
    return row->start != NO_MINUTE && row->stop == NO_MINUTE && row->method != METHOD_PUSH
        && row->method != METHOD_INJECTION && (!rr || (rr->minutes < 0 && !rr->out));
}

static bool extent(const struct desk *desk, minute_t *from, minute_t *to)
{
    bool any = false;
    for (size_t i = 0; i < desk->e.n_rows; i++) {
        minute_t a, b;
        if (!row_extent(desk, i, &a, &b)) continue;
        if (is_open(desk, i)) b += 30;
        if (!any || a < *from) *from = a;
        if (!any || b > *to) *to = b;
        any = true;
    }
    return any;
}

static int fitting_zoom(minute_t from, minute_t to, int cells)
{
    int zoom = 0;
    while (zoom + 1 < (int)COUNT_OF(scales) && ((int64_t)to - from + 1) * 60 > (int64_t)scales[zoom] * (cells - 1)) zoom++;
    return zoom;
}

static minute_t round_down(minute_t minute, int step)
{
    return minute - (minute % step + step) % step;
}

static int step_of(int scale)
{
    for (size_t i = 0; i < COUNT_OF(steps); i++)
        if (steps[i] * 60 >= MARK * scale) return steps[i];
    return steps[COUNT_OF(steps) - 1];
}

static bool frame_of(const struct timeline *t, const struct desk *desk, int width, struct frame *f)
{
    minute_t from = 0, to = 0;
    *f = (struct frame){ .desk = desk, .width = width, .cells = width - LABEL };
    if (f->cells < 8 || !extent(desk, &from, &to)) return false;
    int zoom = t->zoom >= 0 ? t->zoom : fitting_zoom(from, to, f->cells);
    f->scale = scales[zoom];
    f->from = t->zoom >= 0 ? t->from : from;
    minute_t nice = round_down(from, step_of(f->scale) >= 60 ? 15 : 5);
    if (t->zoom < 0 && ((int64_t)to - nice) * 60 <= (int64_t)f->scale * (f->cells - 1)) f->from = nice;
    return true;
}

static int minutes_across(const struct frame *f) { return (int)((int64_t)f->cells * f->scale / 60); }

static void look_at(struct timeline *t, const struct frame *f, minute_t middle)
{
    int across = (int)((int64_t)f->cells * scales[t->zoom] / 60);
    t->from = round_down(middle - across / 2, across >= 60 ? 5 : 1);
}

void timeline_zoom(struct timeline *t, const struct desk *desk, int row, int width, int by)
{
    struct frame f;
    minute_t from, to, middle;
    if (by == 0 || !frame_of(t, desk, width, &f)) {
        t->zoom = -1;
        return;
    }
    middle = f.from + minutes_across(&f) / 2;
    int zoom = t->zoom;
    for (int i = 0; zoom < 0 && i < (int)COUNT_OF(scales); i++)
        if (scales[i] == f.scale) zoom = i;
    if (t->zoom < 0 && row >= 0 && (size_t)row < desk->e.n_rows && row_extent(desk, (size_t)row, &from, &to))
        middle = from + (to - from) / 2;
    zoom += by;
    t->zoom = zoom < 0 ? 0 : zoom >= (int)COUNT_OF(scales) ? (int)COUNT_OF(scales) - 1 : zoom;
    look_at(t, &f, middle);
}

void timeline_scroll(struct timeline *t, const struct desk *desk, int width, int by)
{
    struct frame f;
    if (!frame_of(t, desk, width, &f)) return;
    if (t->zoom < 0) timeline_zoom(t, desk, -1, width, -1);
    if (!frame_of(t, desk, width, &f)) return;
    int quarter = minutes_across(&f) / 4;
    t->from += by * (quarter > 0 ? quarter : 1);
}

void timeline_follow(struct timeline *t, const struct desk *desk, int row, int width)
{
    struct frame f;
    minute_t from, to;
    if (t->zoom < 0 || row < 0 || (size_t)row >= desk->e.n_rows) return;
    if (!row_extent(desk, (size_t)row, &from, &to) || !frame_of(t, desk, width, &f)) return;
    if (from < f.from || from >= f.from + minutes_across(&f)) look_at(t, &f, from + minutes_across(&f) / 4);
}

/* ---- lanes ---- */

static int access_of(const struct desk *desk, size_t i)
{
    const struct row_result *rr = desk_row_result(desk, i);
    return rr ? rr->access : -1;
}

/* Rows of one visit and access stand together, those without an access last, each by its start. */
static bool comes_before(const struct desk *desk, size_t a, size_t b)
{
    const struct row *ra = &desk->e.rows[a], *rb = &desk->e.rows[b];
    unsigned xa = (unsigned)access_of(desk, a), xb = (unsigned)access_of(desk, b); /* -1 becomes the largest */
    if (ra->visit != rb->visit) return ra->visit < rb->visit;
    if (xa != xb) return xa < xb;
    minute_t fa, fb, to;
    bool ka = row_extent(desk, a, &fa, &to), kb = row_extent(desk, b, &fb, &to);
    if (ka != kb) return ka;
    return ka && fa != fb ? fa < fb : a < b;
}

static bool same_access(const struct desk *desk, size_t a, size_t b)
{
    return desk->e.rows[a].visit == desk->e.rows[b].visit && access_of(desk, a) == access_of(desk, b);
}

/* Gives how many; lanes has room for twice the rows. */
static size_t arrange(const struct desk *desk, struct lane *lanes)
{
    size_t rows = desk->e.n_rows, n = 0;
    size_t *order = calloc(rows + 1, sizeof *order);
    if (!order) BUG("no memory for a timeline");
    for (size_t i = 0; i < rows; i++) {
        size_t at = i;
        for (; at > 0 && comes_before(desk, i, order[at - 1]); at--) order[at] = order[at - 1];
        order[at] = i;
    }
    for (size_t i = 0; i < rows; i++) {
        if (i == 0 || !same_access(desk, order[i - 1], order[i])) lanes[n++] = (struct lane){ order[i], true };
        lanes[n++] = (struct lane){ order[i], false };
    }
    free(order);
    return n;
}

int timeline_lines(const struct desk *desk)
{
    struct lane *lanes = calloc(desk->e.n_rows * 2 + 1, sizeof *lanes);
    if (!lanes) BUG("no memory for a timeline");
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
    int step = step_of(f->scale);
    minute_t last = f->from + minutes_across(f);
    for (minute_t at = round_down(f->from + step - 1, step); at <= last; at += step) {
        char text[24];
        int cell = cell_of(f, at);
        if (cell < 0) continue;
        if (when_clock(at) == 0) when_print_day(when_day(at), text);
        else when_print_clock(at, text);
        if (cell + (int)strlen(text) <= f->cells)
            term_put(y, f->x + LABEL + cell, f->cells - cell, LOOK_LINE, when_clock(at) == 0 ? text + 5 : text);
    }
}

static void draw_heading(const struct frame *f, size_t row, int y)
{
    const struct row *r = &f->desk->e.rows[row];
    char text[100];
    term_glyph(y, f->x, f->width, LOOK_LINE, GLYPH_RULE);
    if (access_of(f->desk, row) < 0) snprintf(text, sizeof text, " other ");
    else snprintf(text, sizeof text, " %.60s ", text_empty(r->line) ? "1" : r->line);
    if (r->visit > 1) snprintf(text, sizeof text, " visit %d ", r->visit);
    term_clip(y, f->x + 2, LABEL - 3, LOOK_STRONG, text);
    draw_scale(f, y);
}

static void draw_midnights(const struct frame *f, int y)
{
    for (day_t day = when_day(f->from) + 1; when_at(day, 0) <= f->from + minutes_across(f); day++) {
        int cell = cell_of(f, when_at(day, 0));
        if (cell >= 0 && cell < f->cells) term_glyph(y, f->x + LABEL + cell, 1, LOOK_LINE, GLYPH_MIDNIGHT);
    }
}

/* Seconds of [from, to) within span. */
static int64_t shared(int64_t from, int64_t to, struct span span)
{
    int64_t a = (int64_t)span.from * 60, b = (int64_t)span.to * 60;
    if (from > a) a = from;
    if (to < b) b = to;
    return b > a ? b - a : 0;
}

/* Whether at least half of what ran in that column pays for a code. */
static bool cell_billed(const struct desk *desk, int number, int64_t from, int64_t to, int64_t ran)
{
    int64_t billed = 0;
    for (size_t i = 0; i < desk->r.n_postings; i++) {
        const struct posting *p = &desk->r.postings[i];
        if (p->row != number || !p->code) continue;
        if (p->span.from == NO_MINUTE) return true; /* no place on the clock: any of them */
        billed += shared(from, to, p->span);
    }
    return billed * 2 >= ran;
}

static enum glyph glyph_of(enum group group)
{
    static const enum glyph glyphs[GROUP_COUNT] = {
        [GROUP_NONE] = GLYPH_OUT, [GROUP_HYDRATION] = GLYPH_HYDRATION, [GROUP_THERAPEUTIC] = GLYPH_THERAPEUTIC,
        [GROUP_CHEMO] = GLYPH_CHEMO, [GROUP_HORMONAL] = GLYPH_HORMONAL };
    return glyphs[group];
}

static void draw_bar(const struct frame *f, size_t i, int y, minute_t from, minute_t to)
{
    const struct row_result *rr = desk_row_result(f->desk, i);
    enum group group = rr ? rr->group : GROUP_NONE;
    int first = cell_of(f, from), last = to > from ? cell_of(f, to - 1) : first;
    if (f->scale < 60 && to > from) last = cell_of(f, to) - 1;
    for (int c = first < 0 ? 0 : first; c <= last && c < f->cells; c++) {
        int64_t a = (int64_t)f->from * 60 + (int64_t)c * f->scale, b = a + f->scale;
        int64_t ran = shared(a, b, (struct span){ from, to });
        bool billed = rr && group != GROUP_NONE && cell_billed(f->desk, rr->row, a, b, ran);
        term_glyph(y, f->x + LABEL + c, 1, billed ? look_of_group(group) : LOOK_OUT, billed ? glyph_of(group) : GLYPH_OUT);
    }
}

static void draw_open_end(const struct frame *f, int y, minute_t from)
{
    int first = cell_of(f, from), end = first + 6 < f->cells - 1 ? first + 6 : f->cells - 1;
    for (int c = first < 0 ? 0 : first; c < end; c++) term_glyph(y, f->x + LABEL + c, 1, LOOK_OUT, GLYPH_OUT);
    if (end >= 0 && end >= first) term_put(y, f->x + LABEL + end, 1, LOOK_WARNING, "?");
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
    if (!row_extent(f->desk, i, &from, &to)) {
        term_put(y, f->x + LABEL, f->cells, LOOK_FAINT, "no time charted");
        return;
    }
    bool tick = (rr && (rr->kind == KIND_PUSH || rr->kind == KIND_INJECTION || rr->kind == KIND_IA_PUSH)) || from == to;
    int cell = cell_of(f, from);
    if (is_open(f->desk, i)) draw_open_end(f, y, from);
    else if (tick && to - from <= 1 && cell >= 0 && cell < f->cells)
        term_glyph(y, f->x + LABEL + cell, 1, look_of_group(rr ? rr->group : GROUP_NONE), GLYPH_BAR);
    else if (!tick || to - from > 1) {
        draw_bar(f, i, y, from, to);
        if (tick && cell >= 0 && cell < f->cells)
            term_glyph(y, f->x + LABEL + cell, 1, look_of_group(rr ? rr->group : GROUP_NONE), GLYPH_BAR);
    }
    if (cell < 0 && to < f->from) term_put(y, f->x + LABEL, 1, LOOK_FAINT, "<");
    if (cell >= f->cells) term_put(y, f->x + LABEL + f->cells - 1, 1, LOOK_FAINT, ">");
}

static void draw_lanes(const struct frame *f, const struct lane *lanes, size_t n, int row, int y, int lines)
{
    size_t top = 0, heading = 0;
    for (size_t i = 0; i < n; i++)
        if (!lanes[i].heading && (int)lanes[i].row == row && i >= (size_t)lines) top = i - (size_t)lines + 1;
    for (size_t i = 0; i <= top && i < n; i++)
        if (lanes[i].heading) heading = i;
    for (size_t i = 0; i < (size_t)lines && top + i < n; i++) {
        const struct lane *lane = i == 0 ? &lanes[heading] : &lanes[top + i]; /* a scale always stands on top */
        if (lane->heading) draw_heading(f, lane->row, y + (int)i);
        else draw_lane(f, lane->row, y + (int)i, (int)lane->row == row);
    }
}

void timeline_draw(const struct timeline *t, const struct desk *desk, int row, int y, int x, int lines, int width)
{
    struct frame f;
    if (lines <= 0) return;
    if (!frame_of(t, desk, width, &f)) {
        term_glyph(y, x, width, LOOK_LINE, GLYPH_RULE);
        if (lines > 1) term_put(y + 1, x + 1, width - 1, LOOK_FAINT, "The timeline begins with the first time typed.");
        return;
    }
    f.x = x;
    struct lane *lanes = calloc(desk->e.n_rows * 2 + 1, sizeof *lanes);
    if (!lanes) BUG("no memory for a timeline");
    draw_lanes(&f, lanes, arrange(desk, lanes), row, y, lines);
    free(lanes);
}
