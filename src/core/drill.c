#include "drill.h"

#include "field.h"

/* splitmix64: small, and the same everywhere. */
static uint64_t next(uint64_t *state)
{
    uint64_t z = (*state += 0x9e3779b97f4a7c15u);
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
    return z ^ (z >> 31);
}

static int below(uint64_t *state, int n)
{
    return (int)(next(state) % (uint64_t)n);
}

struct change {
    struct encounter *e;
    struct row *row;
    const struct book *book;
    uint64_t *state;
    struct str *what;
};

static void told(struct change *c, enum field_id id, const struct row *before)
{
    struct str was, is;
    str_init(&was, 1024);
    str_init(&is, 1024);
    field_print(c->e, before, id, &was);
    field_print(c->e, c->row, id, &is);
    str_addf(c->what, "row %d, %s: %s is %s, was %s", c->row->number, c->row->drug,
             field_get_spec(id)->name, is.length > 0 ? is.data : "not charted",
             was.length > 0 ? was.data : "not charted");
    str_release(&was);
    str_release(&is);
}

/* ---- the changes; false: it does not fit this row ---- */

static bool timed(const struct row *row)
{
    return row->start != NO_MINUTE && row->stop != NO_MINUTE && row->stop > row->start;
}

static bool minute_away(struct change *c)
{
    struct row before = *c->row;
    if (!timed(c->row))
        return false;
    int by = below(c->state, 2) == 0 ? -1 : 1;
    if (c->row->stop - c->row->start + by < 1)
        return false;
    c->row->stop += by;
    told(c, FIELD_STOP, &before);
    return true;
}

/* Right below or right at the minute that another unit, or an infusion, takes. */
static bool to_a_boundary(struct change *c)
{
    static const enum limit_id floors[] = {LIMIT_INFUSION_MIN, LIMIT_HYDRATION_MIN, LIMIT_PUSH_MAX};
    struct row before = *c->row;
    int hour = c->book->limits[LIMIT_HOUR].value, further = c->book->limits[LIMIT_FURTHER_MIN].value;
    int pick = below(c->state, 6), minutes;
    if (!timed(c->row))
        return false;
    minutes = pick < 3 ? c->book->limits[floors[pick]].value : (pick - 2) * hour + further;
    minutes -= below(c->state, 2);
    if (minutes < 1 || c->row->start + minutes == c->row->stop)
        return false;
    c->row->stop = c->row->start + minutes;
    told(c, FIELD_STOP, &before);
    return true;
}

static bool no_stop(struct change *c)
{
    struct row before = *c->row;
    if (!timed(c->row))
        return false;
    c->row->stop = NO_MINUTE;
    told(c, FIELD_STOP, &before);
    return true;
}

/* Another access, or the one of a row beside it. */
static bool other_line(struct change *c)
{
    struct row before = *c->row;
    const char *others[32];
    size_t n = 0;
    for (size_t i = 0; i < c->e->n_rows && n < COUNT_OF(others); i++)
        if (!text_equal(c->e->rows[i].line, c->row->line))
            others[n++] = c->e->rows[i].line;
    const char *line = n > 0 ? others[below(c->state, (int)n)] : "R-PIV";
    if (text_equal(line, c->row->line))
        line = "L-PIV";
    if (!field_set(c->e, c->row, FIELD_LINE, line, NULL))
        return false;
    told(c, FIELD_LINE, &before);
    return true;
}

static bool other_class(struct change *c)
{
    static const enum drug_class classes[] = {CLASS_THERAPEUTIC, CLASS_HYDRATION, CLASS_CHEMO};
    struct row before = *c->row;
    enum drug_class picked = classes[below(c->state, (int)COUNT_OF(classes))];
    if (picked == c->row->drug_class)
        return false;
    c->row->drug_class = picked;
    told(c, FIELD_CLASS, &before);
    return true;
}

static bool by_mouth(struct change *c)
{
    struct row before = *c->row;
    if (c->row->route == ROUTE_PO || c->row->method != METHOD_NONE)
        return false;
    c->row->route = ROUTE_PO;
    told(c, FIELD_ROUTE, &before);
    return true;
}

static bool other_method(struct change *c)
{
    struct row before = *c->row;
    if (c->row->method != METHOD_PUSH && c->row->method != METHOD_INFUSION)
        return false;
    c->row->method = c->row->method == METHOD_PUSH ? METHOD_INFUSION : METHOD_PUSH;
    told(c, FIELD_METHOD, &before);
    return true;
}

static bool flagged(struct change *c)
{
    static const enum flag flags[] = {FLAG_NOTGIVEN, FLAG_KVO, FLAG_PREHOSPITAL};
    struct row before = *c->row;
    c->row->flags ^= (unsigned)flags[below(c->state, (int)COUNT_OF(flags))];
    told(c, FIELD_FLAGS, &before);
    return true;
}

static bool no_order(struct change *c)
{
    struct row before = *c->row;
    if (c->row->order == SAID_NO)
        return false;
    c->row->order = SAID_NO;
    told(c, FIELD_ORDER, &before);
    return true;
}

static bool moved(struct change *c)
{
    struct row before = *c->row;
    static const int steps[] = {-31, -30, -16, 16, 30, 31};
    int by = steps[below(c->state, (int)COUNT_OF(steps))];
    if (c->row->start == NO_MINUTE || when_clock(c->row->start) + by < 0 ||
        when_clock(c->row->start) + by >= DAY_MINUTES)
        return false;
    c->row->start += by;
    if (c->row->stop != NO_MINUTE)
        c->row->stop += by;
    told(c, FIELD_START, &before);
    return true;
}

static bool charted_twice(struct change *c)
{
    struct row copy = *c->row;
    struct row *added = encounter_add_row(c->e);
    int number = added->number, of = copy.number;
    *added = copy; /* the texts are of the same encounter */
    added->number = number;
    c->row = added;
    str_addf(c->what, "row %d, %s: charted again as row %d", of, copy.drug, number);
    return true;
}

static bool (*const changes[])(struct change *) = {
    minute_away,  to_a_boundary, to_a_boundary, no_stop, other_line, other_class,
    other_method, by_mouth,      flagged,       moved,   no_order,   charted_twice};

bool drill_vary(const struct encounter *from, const struct book *book, uint64_t number,
                struct encounter *to, struct str *what)
{
    uint64_t state = number * 0x2545f4914f6cdd1du + 1;
    encounter_copy(to, from);
    if (to->n_rows == 0)
        return false;
    /* Any row can be flagged, so this ends; the bound only says so aloud. */
    for (int tries = 0; tries < 10000; tries++) {
        struct change c = {to, &to->rows[below(&state, (int)to->n_rows)], book, &state, what};
        if (changes[below(&state, (int)COUNT_OF(changes))](&c))
            return true;
    }
    return false;
}
