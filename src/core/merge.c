#include "merge_inside.h"

enum { TEXT_MAX = 1 << 20 };

void merge_init(struct merge *m)
{
    *m = (struct merge){.n_rows = 0};
    arena_init(&m->arena);
}

void merge_release(struct merge *m)
{
    arena_release(&m->arena);
    merge_init(m);
}

/* ---- encounters as text ---- */

static void print_cell(const struct encounter *e, const struct row *row, enum field_id field,
                       struct str *out)
{
    char time[24];
    str_clear(out);
    if (row == NULL || (field != FIELD_START && field != FIELD_STOP)) {
        field_print(e, row, field, out);
        return;
    }
    minute_t at = field == FIELD_START ? row->start : row->stop;
    if (at != NO_MINUTE)
        str_add(out, when_print(at, time));
}

static void read_texts(struct arena *arena, const struct encounter *e, struct merge_texts *out)
{
    struct str text;
    str_init(&text, TEXT_MAX);
    out->n = e->n_rows;
    out->cells = ARENA_ARRAY(arena, const char *, (e->n_rows + 1) * FIELD_COUNT);
    for (size_t r = 0; r <= e->n_rows; r++)
        for (int f = r == 0 ? 0 : FIELD_FIRST_OF_ROW; f < (r == 0 ? FIELD_FIRST_OF_ROW : FIELD_COUNT);
             f++) {
            print_cell(e, r == 0 ? NULL : &e->rows[r - 1], (enum field_id)f, &text);
            out->cells[r * FIELD_COUNT + (size_t)f] =
                arena_text(arena, text.length > 0 ? text.data : "");
        }
    str_release(&text);
}

const char *merge_text(const struct merge_texts *texts, size_t i, enum field_id field)
{
    return texts->cells[(field_is_row(field) ? i + 1 : 0) * FIELD_COUNT + (size_t)field];
}

/* ---- the rows of all three ---- */

/* Pairs of base with both others, and back again. */
struct pairing {
    struct merge_texts base, theirs, mine;
    long *to_theirs, *to_mine; /* from base */
    long *of_theirs, *of_mine; /* to base; -1: new there */
};

static long *turn_round(struct arena *arena, const long *to, size_t n, size_t n_others)
{
    long *of = ARENA_ARRAY(arena, long, n_others + 1);
    for (size_t i = 0; i < n_others; i++)
        of[i] = -1;
    for (size_t i = 0; i < n; i++)
        if (to[i] >= 0)
            of[to[i]] = (long)i;
    return of;
}

static void pair_all(struct merge *m, struct pairing *p)
{
    read_texts(&m->arena, m->base, &p->base);
    read_texts(&m->arena, m->theirs, &p->theirs);
    read_texts(&m->arena, m->mine, &p->mine);
    merge_pair_rows(&m->arena, &p->base, &p->theirs, &p->to_theirs);
    merge_pair_rows(&m->arena, &p->base, &p->mine, &p->to_mine);
    p->of_theirs = turn_round(&m->arena, p->to_theirs, p->base.n, p->theirs.n);
    p->of_mine = turn_round(&m->arena, p->to_mine, p->base.n, p->mine.n);
}

static bool same_row(const struct merge_texts *a, size_t i, const struct merge_texts *b, size_t j)
{
    for (int f = FIELD_FIRST_OF_ROW; f < FIELD_COUNT; f++)
        if (strcmp(merge_text(a, i, (enum field_id)f), merge_text(b, j, (enum field_id)f)) != 0)
            return false;
    return true;
}

static void insert_row(struct merge *m, size_t at, struct merge_row row)
{
    ARENA_PUSH(&m->arena, m->rows, m->n_rows, m->cap_rows);
    memmove(&m->rows[at + 1], &m->rows[at], (m->n_rows - 1 - at) * sizeof m->rows[0]);
    m->rows[at] = row;
}

/* Behind the nearest row before number i of theirs that is here already. */
static size_t place_behind(const struct merge *m, long i)
{
    for (long before = i - 1; before >= 0; before--)
        for (size_t at = 0; at < m->n_rows; at++)
            if (m->rows[at].theirs == before)
                return at + 1;
    return 0;
}

/* A row that both typed anew, word for word. */
static bool typed_by_both(struct merge *m, const struct pairing *p, size_t theirs)
{
    for (size_t at = 0; at < m->n_rows; at++) {
        struct merge_row *row = &m->rows[at];
        if (row->base < 0 && row->theirs < 0 && row->mine >= 0 &&
            same_row(&p->theirs, theirs, &p->mine, (size_t)row->mine)) {
            row->theirs = (long)theirs;
            return true;
        }
    }
    return false;
}

/* Mine in my order, with what only they have where they have it. */
static void gather_rows(struct merge *m, const struct pairing *p)
{
    for (size_t i = 0; i < p->mine.n; i++) {
        long base = p->of_mine[i];
        insert_row(m, m->n_rows,
                   (struct merge_row){base, base >= 0 ? p->to_theirs[base] : -1, (long)i, ""});
    }
    for (size_t i = 0; i < p->theirs.n; i++) {
        long base = p->of_theirs[i];
        bool here = base >= 0 ? p->to_mine[base] >= 0 : typed_by_both(m, p, i);
        if (!here)
            insert_row(m, place_behind(m, (long)i), (struct merge_row){base, (long)i, -1, ""});
    }
}

/* ---- what differs ---- */

static void add_item(struct merge *m, int row, enum field_id field, const char *base,
                     const char *theirs, const char *mine, enum merge_take take)
{
    *ARENA_PUSH(&m->arena, m->items, m->n_items, m->cap_items) =
        (struct merge_item){row, field, base, theirs, mine, take == MERGE_UNDECIDED, take};
}

static void compare_field(struct merge *m, int row, enum field_id field, const char *base,
                          const char *theirs, const char *mine)
{
    if (strcmp(theirs, mine) == 0)
        return;
    add_item(m, row, field, base, theirs, mine,
             strcmp(theirs, base) == 0 ? MERGE_MINE
             : strcmp(mine, base) == 0 ? MERGE_THEIRS
                                       : MERGE_UNDECIDED);
}

/* Drug, times and dose: enough to know a row by. */
static const char *in_short(struct merge *m, const struct merge_texts *texts, long i)
{
    static const enum field_id fields[] = {FIELD_DRUG, FIELD_ROUTE, FIELD_METHOD, FIELD_START,
                                           FIELD_STOP, FIELD_DOSE,  FIELD_UNIT};
    struct str out;
    if (i < 0)
        return "";
    str_init(&out, 4000);
    for (size_t f = 0; f < COUNT_OF(fields); f++) {
        const char *text = merge_text(texts, (size_t)i, fields[f]);
        if (text[0] != '\0')
            str_addf(&out, "%s%s", out.length > 0 ? " " : "", text);
    }
    const char *kept = arena_text(&m->arena, out.length > 0 ? out.data : "(empty)");
    str_release(&out);
    return kept;
}

/* A row that one of us has and the other has not. */
static void compare_whole(struct merge *m, const struct pairing *p, size_t at)
{
    const struct merge_row *row = &m->rows[at];
    bool theirs = row->theirs >= 0;
    bool changed = row->base >= 0 &&
                   !(theirs ? same_row(&p->base, (size_t)row->base, &p->theirs, (size_t)row->theirs)
                            : same_row(&p->base, (size_t)row->base, &p->mine, (size_t)row->mine));
    enum merge_take take = changed                       ? MERGE_UNDECIDED
                           : (row->base < 0) == theirs ? MERGE_THEIRS
                                                         : MERGE_MINE;
    add_item(m, (int)at, FIELD_COUNT, in_short(m, &p->base, row->base),
             in_short(m, &p->theirs, row->theirs), in_short(m, &p->mine, row->mine), take);
}

static void compare_row(struct merge *m, const struct pairing *p, size_t at)
{
    const struct merge_row *row = &m->rows[at];
    if (row->theirs < 0 || row->mine < 0) {
        compare_whole(m, p, at);
        return;
    }
    for (int f = FIELD_FIRST_OF_ROW; f < FIELD_COUNT && row->base >= 0; f++)
        compare_field(m, (int)at, (enum field_id)f,
                      merge_text(&p->base, (size_t)row->base, (enum field_id)f),
                      merge_text(&p->theirs, (size_t)row->theirs, (enum field_id)f),
                      merge_text(&p->mine, (size_t)row->mine, (enum field_id)f));
}

static void name_row(struct merge *m, const struct pairing *p, struct merge_row *row)
{
    const struct merge_texts *texts = row->mine >= 0 ? &p->mine : &p->theirs;
    size_t i = (size_t)(row->mine >= 0 ? row->mine : row->theirs);
    const char *start = merge_text(texts, i, FIELD_START);
    struct str name;
    size_t n = strlen(start);
    str_init(&name, 4000);
    str_addf(&name, "%s%s%s", merge_text(texts, i, FIELD_DRUG), n > 5 ? " " : "",
             n > 5 ? start + n - 5 : "");
    row->name = arena_text(&m->arena, name.data);
    str_release(&name);
}

void merge_read(struct merge *m, const struct encounter *base, const struct encounter *theirs,
                const struct encounter *mine)
{
    struct pairing p;
    m->base = base;
    m->theirs = theirs;
    m->mine = mine;
    pair_all(m, &p);
    gather_rows(m, &p);
    for (int f = 0; f < FIELD_FIRST_OF_ROW; f++)
        compare_field(m, -1, (enum field_id)f, merge_text(&p.base, 0, (enum field_id)f),
                      merge_text(&p.theirs, 0, (enum field_id)f),
                      merge_text(&p.mine, 0, (enum field_id)f));
    for (size_t at = 0; at < m->n_rows; at++) {
        name_row(m, &p, &m->rows[at]);
        compare_row(m, &p, at);
    }
}

size_t merge_undecided(const struct merge *m)
{
    size_t n = 0;
    for (size_t i = 0; i < m->n_items; i++)
        n += m->items[i].take == MERGE_UNDECIDED;
    return n;
}

void merge_item_name(const struct merge *m, const struct merge_item *item, struct str *out)
{
    if (item->row >= 0)
        str_addf(out, "row %d%s%s", item->row + 1, *m->rows[item->row].name ? ", " : "",
                 m->rows[item->row].name);
    if (item->field < FIELD_COUNT)
        str_addf(out, "%s%s", item->row >= 0 ? ": " : "", field_get_spec(item->field)->name);
}

/* ---- both together ---- */

static const struct merge_item *item_of(const struct merge *m, int row, enum field_id field)
{
    for (size_t i = 0; i < m->n_items; i++)
        if (m->items[i].row == row && m->items[i].field == field)
            return &m->items[i];
    return NULL;
}

static bool build_row(const struct merge *m, size_t at, struct encounter *out, struct str *text,
                      struct err *err)
{
    const struct merge_row *from = &m->rows[at];
    const struct merge_item *whole = item_of(m, (int)at, FIELD_COUNT);
    if (whole != NULL && (whole->take == MERGE_THEIRS ? from->theirs : from->mine) < 0)
        return true;
    bool mine = from->mine >= 0;
    const struct encounter *e = mine ? m->mine : m->theirs;
    struct row *row = encounter_add_row(out);
    for (int f = FIELD_FIRST_OF_ROW; f < FIELD_COUNT; f++) {
        const struct merge_item *item = item_of(m, (int)at, (enum field_id)f);
        print_cell(e, &e->rows[mine ? from->mine : from->theirs], (enum field_id)f, text);
        const char *value = item == NULL                 ? text->data
                            : item->take == MERGE_THEIRS ? item->theirs
                                                         : item->mine;
        if (value != NULL && value[0] != '\0' && !field_set(out, row, (enum field_id)f, value, err))
            return false;
    }
    return true;
}

bool merge_build(const struct merge *m, struct encounter *out, struct err *err)
{
    struct str text;
    bool good = true;
    size_t open = merge_undecided(m);
    if (open > 0)
        return err_set(err, "%zu %s not decided yet; say whose holds, theirs or mine", open,
                       open == 1 ? "conflict is" : "conflicts are");
    encounter_release(out);
    str_init(&text, TEXT_MAX);
    for (int f = 0; f < FIELD_FIRST_OF_ROW && good; f++) {
        const struct merge_item *item = item_of(m, -1, (enum field_id)f);
        print_cell(item != NULL && item->take == MERGE_THEIRS ? m->theirs : m->mine, NULL,
                   (enum field_id)f, &text);
        good = text.length == 0 || field_set(out, NULL, (enum field_id)f, text.data, err);
    }
    for (size_t at = 0; at < m->n_rows && good; at++)
        good = build_row(m, at, out, &text, err);
    str_release(&text);
    return good;
}
