#include "spoken.h"

/* Rows in the order in which they are spoken: visit, line as first charted, start, number. */
struct spoken {
    const struct row *row;
    int line; /* number of the first row with that label in that visit */
};

static const char *label_of(const struct row *row)
{
    return text_empty(row->line) ? "1" : row->line;
}

static bool same_line(const struct row *a, const struct row *b)
{
    return a->visit == b->visit && ascii_casecmp(label_of(a), label_of(b)) == 0;
}

static int order(const void *pa, const void *pb)
{
    const struct spoken *a = pa, *b = pb;

    if (a->row->visit != b->row->visit)
        return a->row->visit < b->row->visit ? -1 : 1;
    if (a->line != b->line)
        return a->line < b->line ? -1 : 1;
    bool known_a = a->row->start != NO_MINUTE, known_b = b->row->start != NO_MINUTE;
    if (known_a != known_b)
        return known_a ? -1 : 1;
    if (known_a && a->row->start != b->row->start)
        return a->row->start < b->row->start ? -1 : 1;
    return a->row->number - b->row->number;
}

static struct spoken *in_order(struct arena *arena, const struct encounter *e)
{
    struct spoken *list = ARENA_ARRAY(arena, struct spoken, e->n_rows + 1);

    for (size_t i = 0; i < e->n_rows; i++) {
        size_t first = 0;
        while (!same_line(&e->rows[first], &e->rows[i]))
            first++;
        list[i] = (struct spoken){&e->rows[i], e->rows[first].number};
    }
    if (e->n_rows > 1)
        qsort(list, e->n_rows, sizeof *list, order);
    return list;
}

/* ---- when a row ran ---- */

/* Where it ran, as far as charted; false when that is not known.  A push without a length is a
 * moment. */
static bool span_of(const struct row *row, struct span *out)
{
    if (row->start != NO_MINUTE && row->stop != NO_MINUTE && row->stop >= row->start)
        *out = (struct span){row->start, row->stop};
    else if (row->start != NO_MINUTE && row->stop == NO_MINUTE && row->minutes >= 0)
        *out = (struct span){row->start, row->start + row->minutes};
    else if (row->start == NO_MINUTE && row->stop != NO_MINUTE && row->minutes >= 0)
        *out = (struct span){row->stop - row->minutes, row->stop};
    else if (row->start != NO_MINUTE && row->stop == NO_MINUTE)
        *out = (struct span){row->start, row->start};
    else
        return false;
    return true;
}

static void add_minutes(struct str *out, int minutes)
{
    str_addf(out, "%d minute%s", minutes, minutes == 1 ? "" : "s");
}

/* The clock, and the day when it is another than that of the encounter. */
static void add_clock(struct str *out, const struct encounter *e, minute_t at)
{
    char clock[8], day[16];
    day_t first = encounter_day(e);

    str_add(out, when_print_clock(at, clock));
    if (first == NO_DAY || when_day(at) == first)
        return;
    if (when_day(at) == first + 1)
        str_add(out, " the next day");
    else
        str_addf(out, " on %s", when_print_day(when_day(at), day));
}

static void add_times(struct str *out, const struct encounter *e, const struct row *row)
{
    bool push = row->method == METHOD_PUSH || row->method == METHOD_INJECTION;
    struct span span;

    if (row->start == NO_MINUTE && row->stop == NO_MINUTE) {
        str_add(out, ", no time charted");
        if (row->minutes < 0)
            return;
    } else if (row->start == NO_MINUTE) {
        str_add(out, ", no start charted, stopped ");
        add_clock(out, e, row->stop);
    } else if (row->stop == NO_MINUTE) {
        str_add(out, push ? ", at " : ", from ");
        add_clock(out, e, row->start);
        str_add(out, push || row->minutes >= 0 ? "" : ", no stop charted");
    } else {
        str_add(out, ", ");
        add_clock(out, e, row->start);
        str_add(out, " to ");
        add_clock(out, e, row->stop);
    }
    if (row->stop != NO_MINUTE && row->start != NO_MINUTE && row->stop < row->start) {
        str_add(out, ", the stop is charted before the start");
    } else if (span_of(row, &span) && span.to > span.from) {
        str_add(out, ", ");
        add_minutes(out, span_minutes(span));
    } else if (row->minutes >= 0) {
        str_add(out, ", ");
        add_minutes(out, row->minutes);
    }
}

/* ---- beside what ---- */

static void add_beside(struct str *out, const struct row *row, const struct row *other)
{
    struct span a, b;

    if (row == other || row->visit != other->visit || !span_of(row, &a) || !span_of(other, &b))
        return;
    int shared = (int)((a.to < b.to ? a.to : b.to) - (a.from > b.from ? a.from : b.from));
    bool moment = a.from == a.to && a.from >= b.from && a.from < b.to;
    if (shared <= 0 && !moment)
        return;
    str_addf(out, " It %s row %d, %s", moment ? "falls within" : "overlaps", other->number,
             other->drug);
    if (!same_line(row, other))
        str_addf(out, " on line %s", label_of(other));
    if (!moment) {
        str_add(out, ", for ");
        add_minutes(out, shared);
    }
    str_addc(out, '.');
}

static void add_row(struct str *out, const struct encounter *e, const struct row *row, bool line)
{
    char number[32];

    str_addf(out, "Row %d, %s", row->number, *row->drug ? row->drug : "no drug charted");
    if (row->dose >= 0)
        str_addf(out, " %s %s", decimal_print(row->dose, number), row->unit);
    while (out->length > 0 && out->data[out->length - 1] == ' ')
        out->data[--out->length] = '\0';
    str_addf(out, ", %s",
             row->route == ROUTE_NONE ? "IV" : word_name(WORDS_ROUTE, (int)row->route));
    if (row->method != METHOD_NONE)
        str_addf(out, " %s", word_name(WORDS_METHOD, (int)row->method));
    if (line)
        str_addf(out, " on line %s", label_of(row));
    add_times(out, e, row);
    if (row->flags & FLAG_NOTGIVEN)
        str_add(out, ", not given");
    str_addc(out, '.');
}

void spoken_row(const struct encounter *e, size_t index, struct str *out)
{
    add_row(out, e, &e->rows[index], true);
    for (size_t i = 0; i < e->n_rows; i++)
        add_beside(out, &e->rows[index], &e->rows[i]);
}

/* ---- line by line ---- */

static void add_heading(struct str *out, const struct spoken *list, size_t n, size_t i)
{
    size_t rows = 0;

    for (size_t k = i; k < n && same_line(list[k].row, list[i].row); k++)
        rows++;
    if (list[n - 1].row->visit != list[0].row->visit)
        str_addf(out, "Visit %d, line %s", list[i].row->visit, label_of(list[i].row));
    else
        str_addf(out, "Line %s", label_of(list[i].row));
    str_addf(out, ", %zu row%s.\n", rows, rows == 1 ? "" : "s");
}

/* What overlaps is said once, with the later of the two. */
static void add_overlaps(struct str *out, const struct spoken *list, size_t i)
{
    for (size_t k = 0; k < i; k++) {
        struct span a, b;
        bool inside = span_of(list[k].row, &a) && a.from == a.to && span_of(list[i].row, &b) &&
                      b.from <= a.from && a.from < b.to;
        if (inside && list[k].row->visit == list[i].row->visit)
            str_addf(out, " Row %d, %s, falls within it.", list[k].row->number, list[k].row->drug);
        else
            add_beside(out, list[i].row, list[k].row);
    }
}

static void add_gap(struct str *out, const struct encounter *e, minute_t from, minute_t to)
{
    if (from == NO_MINUTE || to <= from)
        return;
    str_add(out, "Nothing on this line from ");
    add_clock(out, e, from);
    str_add(out, " to ");
    add_clock(out, e, to);
    str_add(out, ", ");
    add_minutes(out, (int)(to - from));
    str_add(out, ".\n");
}

void spoken_timeline(const struct encounter *e, struct str *out)
{
    struct arena arena;
    minute_t until = NO_MINUTE;

    if (e->n_rows == 0) {
        str_add(out, "Nothing is charted yet.\n");
        return;
    }
    arena_init(&arena);
    const struct spoken *list = in_order(&arena, e);
    for (size_t i = 0; i < e->n_rows; i++) {
        struct span span = {NO_MINUTE, NO_MINUTE};
        bool known = span_of(list[i].row, &span);
        if (i == 0 || !same_line(list[i].row, list[i - 1].row)) {
            add_heading(out, list, e->n_rows, i);
            until = NO_MINUTE;
        }
        if (known)
            add_gap(out, e, until, span.from);
        add_row(out, e, list[i].row, false);
        add_overlaps(out, list, i);
        str_addc(out, '\n');
        if (known && (until == NO_MINUTE || span.to > until))
            until = span.to;
    }
    arena_release(&arena);
}
