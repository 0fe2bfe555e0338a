#include "exchange_inside.h"

/* Longest canonical text of a field, with room to spare. */
enum { FIELD_TEXT_MAX = 16 * 1024 };

void builder_complain(const struct builder *b, long line, const char *what)
{
    struct err err;
    err_set(&err, "%s:%ld: column %s", b->name, line, what);
    if (b->complain != NULL)
        b->complain(b->context, err.text);
}

struct cell {
    const char *text;
    size_t length;
};

/* The cells of the wanted columns (a bit each), by column; the others are left as they were. */
static void unpack_record(const struct record *record, uint64_t wanted, struct cell *cells)
{
    const char *at = record->text;
    uint64_t left = record->filled;
    for (size_t column = 0; (left & wanted) != 0; column++) {
        uint64_t bit = (uint64_t)1 << column;
        if ((left & bit) == 0)
            continue;
        cells[column].text = csv_next_cell(&at, &cells[column].length);
        left &= ~bit;
    }
}

/* Sets an encounter field on top of what an earlier record said: the same meaning is welcome,
 * another is not. */
static bool set_again(struct builder *b, enum field_id id, const char *text,
                      const struct record *record, long said_on)
{
    struct err err;
    struct encounter *e = &b->encounter;
    struct str was, is;
    str_init(&was, FIELD_TEXT_MAX);
    str_init(&is, FIELD_TEXT_MAX);
    field_print(e, NULL, id, &was);
    bool fine = field_set(e, NULL, id, text, &err);
    field_print(e, NULL, id, &is);
    if (fine && !text_equal(was.data, is.data)) {
        char here[64], there[64];
        fine = err_set(
            &err,
            "%s: is \"%s\" here and \"%s\" on line %ld; an encounter has one, keep the right one",
            field_get_spec(id)->name, text_short(is.data, here), text_short(was.data, there),
            said_on);
    }
    str_release(&was);
    str_release(&is);
    if (!fine)
        builder_complain(b, record->line, err.text);
    return fine;
}

/* Where an encounter field was said first, and how; a cell that could not be read has no text. */
struct said {
    long line;
    const char *text;
};

static bool build_head(struct builder *b, const struct record *record, struct said *said)
{
    const struct columns *columns = b->columns;
    struct cell cells[FIELD_COUNT];
    bool fine = true;
    if ((record->filled & columns->head) == (uint64_t)1 << columns->id && said[FIELD_ENCOUNTER].text)
        return true; /* nothing but its number, by which it was found */
    unpack_record(record, columns->head, cells);
    for (size_t i = 0; i < columns->n_head; i++) {
        const struct cell *cell = &cells[columns->in_order[i]];
        enum field_id f = columns->fields[columns->in_order[i]];
        struct err err;
        if ((record->filled >> columns->in_order[i] & 1) == 0 ||
            (said[f].text != NULL && strcmp(said[f].text, cell->text) == 0))
            continue;
        if (said[f].line != 0) {
            fine = set_again(b, f, cell->text, record, said[f].line) && fine;
            continue;
        }
        said[f].line = record->line;
        if (field_set_memo(b->memo, &b->encounter, NULL, f, cell->text, cell->length, &err)) {
            said[f].text = cell->text;
            continue;
        }
        builder_complain(b, record->line, err.text);
        fine = false;
    }
    return fine;
}

static bool build_row(struct builder *b, const struct record *record)
{
    const struct columns *columns = b->columns;
    struct cell cells[FIELD_COUNT];
    struct encounter *e = &b->encounter;
    struct row *row = encounter_add_row(e);
    bool fine = true;
    unpack_record(record, columns->row, cells);
    for (size_t i = columns->n_head; i < columns->n; i++) {
        const struct cell *cell = &cells[columns->in_order[i]];
        enum field_id f = columns->fields[columns->in_order[i]];
        struct err err;
        if ((record->filled >> columns->in_order[i] & 1) != 0 &&
            !field_set_memo(b->memo, e, row, f, cell->text, cell->length, &err)) {
            builder_complain(b, record->line, err.text);
            fine = false;
        }
    }
    return fine;
}

void builder_init(struct builder *builder, const struct builder *like)
{
    *builder = *like;
    builder->memo = field_memo_new();
    encounter_init(&builder->encounter);
}

void builder_release(struct builder *builder)
{
    encounter_release(&builder->encounter);
    field_memo_free(builder->memo);
}

/* For all rows at once: a long stay would be copied again and again as it grows. */
static void make_room(struct builder *b, const struct record *first)
{
    struct encounter *e = &b->encounter;
    size_t n = 0;
    for (const struct record *record = first; record != NULL; record = record->next)
        n += (record->filled & b->columns->row) != 0;
    e->rows = ARENA_ARRAY(&e->arena, struct row, n);
    e->cap_rows = n;
}

/* Column by column in their order, so that the date is known before the times and the start before
 * the stop.  Goes on after a bad cell, to name them all. */
bool builder_build(struct builder *b, const struct gathered *g)
{
    const struct columns *columns = b->columns;
    const struct record *first = g->records.first;
    struct said said[FIELD_FIRST_OF_ROW] = {{0, NULL}};
    bool fine = true;
    encounter_clear(&b->encounter);
    for (const struct record *record = first; record != NULL; record = record->next)
        fine = build_head(b, record, said) && fine;
    fine = fine && !g->records.bad;
    if (!fine && b->encounter.date == NO_DAY)
        return false; /* every bare time would be complained about as well */
    make_room(b, first);
    for (const struct record *record = first; record != NULL; record = record->next)
        if ((record->filled & columns->row) != 0)
            fine = build_row(b, record) && fine;
    if (fine && !b->draft && encounter_day(&b->encounter) == NO_DAY) {
        builder_complain(
            b, first->line,
            "date: the encounter has no date of service; write it as YYYY-MM-DD on one row");
        fine = false;
    }
    if (fine) /* only now is all read that it says itself, and its day known */
        site_fill(b->site, &b->encounter, encounter_day(&b->encounter));
    return fine;
}
