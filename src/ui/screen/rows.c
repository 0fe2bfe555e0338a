/* The charted rows as lines of columns. */
#include "bench.h"

#include "cells.h"

/* Columns of the rows for a width: those that do not fit are left out, the drug takes what is over.
 */
struct columns {
    int drug, class, route, method, line, start, stop, minutes;
};

static struct columns columns_for(int width)
{
    struct columns c = {.drug = 16,
                        .class = 5,
                        .route = 3,
                        .method = 6,
                        .line = 7,
                        .start = 5,
                        .stop = 7,
                        .minutes = 5};
    if (width < 76) {
        c.class = 0;
        c.line = width < 66 ? 0 : 5;
        c.drug = width < 66 ? 14 : 13;
    } else if (width > 84) {
        c.drug += (width - 84) / 2 < 20 ? (width - 84) / 2 : 20;
    }
    return c;
}

/* A start on a later day says so, "07:00+1"; the drug gives the room. */
static bool starts_later(const struct desk *desk)
{
    for (size_t i = 0; i < desk->e.n_rows; i++)
        if (desk->e.rows[i].start != NO_MINUTE && desk->e.date != NO_DAY &&
            when_day(desk->e.rows[i].start) != desk->e.date)
            return true;
    return false;
}

/* In training the counted minutes would tell; the steps need their room. */
static struct columns columns_of(const struct bench *bench, int width)
{
    enum { DAYS = 2 };
    struct columns c = columns_for(width);
    if (bench->beside)
        c.minutes = 0;
    if (starts_later(&bench->desk)) {
        c.start += DAYS;
        c.drug -= DAYS;
    }
    return c;
}

static void add_column(struct str *out, const char *text, int width)
{
    if (width == 0)
        return;
    cells_pad(out, text, width, term_glyph_text(GLYPH_CUT));
    str_addc(out, ' ');
}

static void heads_text(const struct columns *c, const char *last, struct str *out)
{
    const struct {
        const char *text;
        int width;
    } heads[] = {{" #", 2},           {"Drug", c->drug},     {"Class", c->class},
                 {"Rt", c->route},    {"Method", c->method}, {"Line", c->line},
                 {"Start", c->start}, {"Stop", c->stop},     {"  Min", c->minutes}};
    for (size_t i = 0; i < COUNT_OF(heads); i++) {
        cells_pad(out, heads[i].text, heads[i].width, "");
        if (heads[i].width)
            str_addc(out, ' ');
    }
    str_add(out, last);
}

/* A clock time, with the days that lie between it and the day it is read against. */
static const char *clock_text(minute_t at, day_t against, char buf[24])
{
    char clock[8];
    if (at == NO_MINUTE)
        return "";
    int days = against == NO_DAY ? 0 : when_day(at) - against;
    if (days)
        snprintf(buf, 24, "%s%+d", when_print_clock(at, clock), days);
    else
        snprintf(buf, 24, "%s", when_print_clock(at, clock));
    return buf;
}

static const char *class_text(const struct row *row, const struct row_result *rr)
{
    if (row->drug_class != CLASS_NONE)
        return cells_short(word_name(WORDS_CLASS, (int)row->drug_class));
    return rr && rr->group != GROUP_NONE ? cells_short(group_name(rr->group)) : "";
}

static const char *method_text(const struct row *row, const struct row_result *rr)
{
    if (row->method != METHOD_NONE)
        return cells_short(word_name(WORDS_METHOD, (int)row->method));
    if (!rr || rr->out || rr->kind == KIND_NONE)
        return "";
    return cells_short(kind_name(rr->kind == KIND_HYDRATION ? KIND_INFUSION : rr->kind));
}

static void minutes_text(const struct row_result *rr, char buf[16])
{
    if (!rr || rr->minutes < 0)
        snprintf(buf, 16, "   -");
    else if (rr->billed == rr->minutes)
        snprintf(buf, 16, "%4d", rr->minutes);
    else
        snprintf(buf, 16, "%4d*", rr->billed);
}

static const char *stop_text(const struct desk *desk, const struct row *row,
                             const struct row_result *rr, char buf[24])
{
    day_t day = row->start != NO_MINUTE ? when_day(row->start) : desk->e.date;
    if (row->stop != NO_MINUTE)
        return clock_text(row->stop, day, buf);
    return rr && row_is_open(row, rr) ? "?" : "";
}

static void row_text(const struct bench *bench, size_t i, const struct columns *c,
                     struct str *out, struct str *billed)
{
    const struct desk *desk = &bench->desk;
    const struct row *row = &desk->e.rows[i];
    const struct row_result *rr = desk_row_result(desk, i);
    char number[12], start[24], stop[24], minutes[16];
    snprintf(number, sizeof number, "%2d", row->number);
    minutes_text(rr, minutes);
    str_clear(out);
    add_column(out, number, 2);
    add_column(out, row->drug ? row->drug : "", c->drug);
    if (c->class) {
        cells_pad(out, class_text(row, rr), c->class, "");
        str_addc(out, ' ');
    }
    add_column(out, word_name(WORDS_ROUTE, (int)(row->route ? row->route : ROUTE_IV)), c->route);
    add_column(out, method_text(row, rr), c->method);
    add_column(out, text_empty(row->line) ? "1" : row->line, c->line);
    add_column(out, clock_text(row->start, desk->e.date, start), c->start);
    add_column(out, stop_text(desk, row, rr, stop), c->stop);
    add_column(out, minutes, c->minutes);
    if (bench->beside) {
        str_add(out, bench->beside[i]);
        return;
    }
    desk_billed_as(desk, i, billed);
    str_add(out, billed->length ? billed->data : "");
}

void rows_fill(struct bench *bench, int width)
{
    struct columns c = columns_of(bench, width);
    struct str text, billed;
    str_init(&text, 1000), str_init(&billed, 400);
    list_clear(&bench->rows);
    for (size_t i = 0; i < bench->desk.e.n_rows; i++) {
        row_text(bench, i, &c, &text, &billed);
        list_add(&bench->rows, LOOK_PLAIN, (long)i, "%s", text.data);
    }
    if (!bench->beside)
        list_add(&bench->rows, LOOK_FAINT, (long)bench->desk.e.n_rows, "%2zu _",
                 bench->desk.e.n_rows + 1);
    str_release(&text), str_release(&billed);
}

void rows_draw_heads(const struct bench *bench, int y, int width)
{
    struct columns c = columns_of(bench, width - 1);
    struct str heads;
    str_init(&heads, 400);
    heads_text(&c, bench->beside ? "Steps" : "Billed as", &heads);
    term_cell(y, 0, width, LOOK_HEAD, "");
    term_clip(y, 1, width - 1, LOOK_HEAD, heads.data);
    str_release(&heads);
}
