/* sheet_html.h: the timeline as a picture: a lane for every row, filled where a code pays for the
 * minutes, hollow where they bill nothing, a tick for a moment, open where nobody charted a stop.
 */
#include "sheet_html.h"

#include "sheet.h"

enum { WIDTH = 720, LEFT = 150, RIGHT = 10, LANE = 16, HEAD = 18, BAR = 10, NAME = 20 };

static int column(const struct span *axis, minute_t at)
{
    int64_t room = WIDTH - LEFT - RIGHT;
    return LEFT + (int)((int64_t)(at - axis->from) * room / (axis->to - axis->from));
}

/* Quarter hours, hours, or days, so that a dozen lines or fewer stand. */
static int step_of(const struct span *axis)
{
    static const int steps[] = {15, 30, 60, 120, 240, 480, 720, 1440};
    for (size_t i = 0; i < COUNT_OF(steps); i++)
        if ((axis->to - axis->from) / steps[i] <= 12)
            return steps[i];
    return 7 * DAY_MINUTES;
}

static void add_clock(const struct span *axis, int height, struct str *out)
{
    int step = step_of(axis);
    char text[24];
    for (minute_t at = axis->from - axis->from % step; at <= axis->to; at += step) {
        int x = column(axis, at);
        if (at < axis->from)
            continue;
        bool midnight = when_clock(at) == 0;
        str_addf(out, "<line x1=\"%d\" y1=\"%d\" x2=\"%d\" y2=\"%d\" stroke=\"%s\"/>", x, HEAD, x,
                 height, midnight ? "#000" : "#ccc");
        str_addf(out, "<text x=\"%d\" y=\"12\" text-anchor=\"middle\">%s</text>\n", x,
                 midnight ? when_print(at, text) + 5 : when_print_clock(at, text));
    }
}

static void add_bar(struct str *out, const struct span *axis, struct span span, int y,
                    const char *fill)
{
    int from = column(axis, span.from), to = column(axis, span.to);
    str_addf(out,
             "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" fill=\"%s\" stroke=\"#000\"/>",
             from, y, to > from ? to - from : 1, BAR, fill);
}

/* Letters as well as greys tell the class, so that the picture reads in black and white. */
static const char *letter_of(enum group group)
{
    static const char *const letters[GROUP_COUNT] = {"-", "h", "t", "c", "o"};
    return group < GROUP_COUNT ? letters[group] : "-";
}

static const char *fill_of(enum group group)
{
    static const char *const fills[GROUP_COUNT] = {"#fff", "#ddd", "#999", "#444", "#777"};
    return group < GROUP_COUNT ? fills[group] : "#fff";
}

static void add_lane(const struct result *r, size_t i, const struct span *axis, int y,
                     struct str *out)
{
    const struct row *row = &r->encounter->rows[i];
    const struct row_result *done = &r->rows[i];
    char shown[NAME + 1];
    snprintf(shown, sizeof shown, "%s", row->drug ? row->drug : "");
    shown[text_whole(shown, strlen(shown))] = '\0';
    str_addf(out, "<text x=\"0\" y=\"%d\">%d ", y + BAR, row->number);
    html_text(out, shown);
    str_addf(out, " (%s)</text>", letter_of(done->group));
    if (done->span.from != NO_MINUTE && done->span.to > done->span.from)
        add_bar(out, axis, done->span, y, "#fff");
    for (size_t p = 0; p < r->n_postings; p++)
        if (row_is_paid_by(r, done, &r->postings[p]) && r->postings[p].span.from != NO_MINUTE)
            add_bar(out, axis, r->postings[p].span, y, fill_of(done->group));
    minute_t at = done->span.from != NO_MINUTE ? done->span.from : row->start;
    bool moment = at != NO_MINUTE && (done->span.from == NO_MINUTE || done->span.to == at);
    bool open = moment && row_is_open(row, done);
    if (moment)
        str_addf(out, "<path d=\"M%d %d v%d\" stroke=\"#000\" stroke-width=\"2\"/>",
                 column(axis, at), y, BAR);
    if (open)
        str_addf(out, "<text x=\"%d\" y=\"%d\">?</text>", column(axis, at) + 4, y + BAR);
    str_addc(out, '\n');
}

void sheet_svg(const struct result *r, int visit, struct str *out)
{
    struct span axis = {0, 0};
    int lanes = 0, y = HEAD + 3;
    if (!sheet_axis(r, visit, 30, &axis))
        return;
    for (size_t i = 0; i < r->n_rows; i++)
        lanes += r->rows[i].visit == visit;
    int height = HEAD + 4 + lanes * LANE;
    if (r->n_visits > 1)
        str_addf(out, "<h2>Timeline of visit %d</h2>\n", visit);
    else
        str_add(out, "<h2>Timeline</h2>\n");
    str_addf(
        out,
        "<svg viewBox=\"0 0 %d %d\" role=\"img\" font-family=\"sans-serif\" font-size=\"10\">\n"
        "<title>Rows on the clock: filled minutes are paid for by a code, hollow ones bill "
        "nothing; c chemo, t therapeutic, h hydration, o hormonal</title>\n",
        WIDTH, height);
    add_clock(&axis, height, out);
    for (size_t i = 0; i < r->n_rows; i++)
        if (r->rows[i].visit == visit) {
            add_lane(r, i, &axis, y, out);
            y += LANE;
        }
    str_add(out, "</svg>\n");
}
