#include "timeline_inside.h"

/* Seconds a column stands for: from five minutes on the whole screen to seven days. */
static const int scales[] = {5,   10,   15,   30,   60,   120,   180,   300,   600,
                             900, 1200, 1800, 3600, 7200, 10800, 14400, 28800, 86400};
/* Minutes between two marks of the scale. */
static const int steps[] = {1, 2, 5, 10, 15, 30, 60, 120, 180, 240, 360, 720, 1440, 2880, 10080};

void timeline_init(struct timeline *t)
{
    *t = (struct timeline){.zoom = -1};
}

/* ---- the extent ---- */

bool timeline_row_extent(const struct desk *desk, size_t i, minute_t *from, minute_t *to)
{
    const struct row_result *rr = desk_row_result(desk, i);
    const struct row *row = &desk->e.rows[i];
    *from = rr && rr->span.from != NO_MINUTE ? rr->span.from
            : row->start != NO_MINUTE        ? row->start
                                             : row->stop;
    *to = rr && rr->span.from != NO_MINUTE ? rr->span.to
          : row->stop != NO_MINUTE         ? row->stop
                                           : *from;
    if (*from != NO_MINUTE && *to < *from)
        *to = *from;
    return *from != NO_MINUTE;
}

bool timeline_is_open(const struct desk *desk, size_t i)
{
    const struct row_result *rr = desk_row_result(desk, i);
    const struct row *row = &desk->e.rows[i];
    return rr ? row_is_open(row, rr) : row->start != NO_MINUTE && row->stop == NO_MINUTE;
}

static bool extent(const struct desk *desk, minute_t *from, minute_t *to)
{
    bool any = false;
    for (size_t i = 0; i < desk->e.n_rows; i++) {
        minute_t a, b;
        if (!timeline_row_extent(desk, i, &a, &b))
            continue;
        if (timeline_is_open(desk, i))
            b += 30;
        if (!any || a < *from)
            *from = a;
        if (!any || b > *to)
            *to = b;
        any = true;
    }
    return any;
}

static int fitting_zoom(minute_t from, minute_t to, int cells)
{
    int zoom = 0;
    while (zoom + 1 < (int)COUNT_OF(scales) &&
           ((int64_t)to - from + 1) * 60 > (int64_t)scales[zoom] * (cells - 1))
        zoom++;
    return zoom;
}

minute_t timeline_round_down(minute_t minute, int step)
{
    return minute - (minute % step + step) % step;
}

int timeline_step(int scale)
{
    for (size_t i = 0; i < COUNT_OF(steps); i++)
        if (steps[i] * 60 >= MARK * scale)
            return steps[i];
    return steps[COUNT_OF(steps) - 1];
}

bool timeline_frame(const struct timeline *t, const struct desk *desk, int width, struct frame *f)
{
    minute_t from = 0, to = 0;
    *f = (struct frame){.desk = desk, .width = width, .cells = width - LABEL, .lit = t->lit};
    if (f->cells < 8 || !extent(desk, &from, &to))
        return false;
    int zoom = t->zoom >= 0 ? t->zoom : fitting_zoom(from, to, f->cells);
    f->scale = scales[zoom];
    f->from = t->zoom >= 0 ? t->from : from;
    minute_t nice = timeline_round_down(from, timeline_step(f->scale) >= 60 ? 15 : 5);
    if (t->zoom < 0 && ((int64_t)to - nice) * 60 <= (int64_t)f->scale * (f->cells - 1))
        f->from = nice;
    return true;
}

int timeline_across(const struct frame *f)
{
    return (int)((int64_t)f->cells * f->scale / 60);
}

static void look_at(struct timeline *t, const struct frame *f, minute_t middle)
{
    int across = (int)((int64_t)f->cells * scales[t->zoom] / 60);
    t->from = timeline_round_down(middle - across / 2, across >= 60 ? 5 : 1);
}

void timeline_zoom(struct timeline *t, const struct desk *desk, int row, int width, int by)
{
    struct frame f;
    minute_t from, to, middle;
    if (by == 0 || !timeline_frame(t, desk, width, &f)) {
        t->zoom = -1;
        return;
    }
    middle = f.from + timeline_across(&f) / 2;
    int zoom = t->zoom;
    for (int i = 0; zoom < 0 && i < (int)COUNT_OF(scales); i++)
        if (scales[i] == f.scale)
            zoom = i;
    if (t->zoom < 0 && row >= 0 && (size_t)row < desk->e.n_rows &&
        timeline_row_extent(desk, (size_t)row, &from, &to))
        middle = from + (to - from) / 2;
    zoom += by;
    t->zoom = zoom < 0 ? 0 : zoom >= (int)COUNT_OF(scales) ? (int)COUNT_OF(scales) - 1 : zoom;
    look_at(t, &f, middle);
}

void timeline_scroll(struct timeline *t, const struct desk *desk, int width, int by)
{
    struct frame f;
    if (!timeline_frame(t, desk, width, &f))
        return;
    if (t->zoom < 0)
        timeline_zoom(t, desk, -1, width, -1);
    if (!timeline_frame(t, desk, width, &f))
        return;
    int quarter = timeline_across(&f) / 4;
    t->from += by * (quarter > 0 ? quarter : 1);
}

void timeline_follow(struct timeline *t, const struct desk *desk, int row, int width)
{
    struct frame f;
    minute_t from, to;
    if (t->zoom < 0 || row < 0 || (size_t)row >= desk->e.n_rows)
        return;
    if (!timeline_row_extent(desk, (size_t)row, &from, &to) || !timeline_frame(t, desk, width, &f))
        return;
    if (from < f.from || from >= f.from + timeline_across(&f))
        look_at(t, &f, from + timeline_across(&f) / 4);
}
