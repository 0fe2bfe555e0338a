/* What a what-if shows: the changes, both results side by side, what differs, the minute that
 * decides, and for a row without a stop every stop that there could be. */
#include "sides.h"
#include "whatif_view.h"

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
    const struct sides sides = {.list = &v->list,
                                .left = &v->desk->r,
                                .right = v->n ? &v->other.result : NULL,
                                .left_title = "As charted",
                                .right_title = "WHAT IF (not a fact)",
                                .look = LOOK_WHATIF_TEXT,
                                .width = v->width};
    list_clear(&v->list);
    add_changes(v);
    sides_lines(&sides);
    if (v->n)
        sides_difference(&sides);
    for (size_t i = 0; i < v->n; i++)
        if (!v->changes[i].is_switch &&
            (v->changes[i].field == FIELD_START || v->changes[i].field == FIELD_STOP))
            add_minute(v, &v->changes[i]);
    for (size_t i = 0; i < r->n_rows; i++)
        add_stops(v, r, r->rows[i].row);
}
