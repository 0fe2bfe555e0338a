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

/* The cells of the wanted columns (a bit each) by field, NULL where the record says nothing. */
static void unpack_record(const struct columns *columns, const struct record *record,
                          uint64_t wanted, const char *cells[FIELD_COUNT])
{
    const char *at = record->text;
    uint64_t left = record->filled;
    memset(cells, 0, FIELD_COUNT * sizeof *cells);
    for (size_t column = 0; (left & wanted) != 0; column++) {
        uint64_t bit = (uint64_t)1 << column;
        if ((left & bit) == 0)
            continue;
        if ((wanted & bit) != 0)
            cells[columns->fields[column]] = at;
        at += strlen(at) + 1;
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

static bool build_head(struct builder *b, const struct record *record, const char *const *cells,
                       struct said *said)
{
    bool fine = true;
    for (int f = 0; f < FIELD_FIRST_OF_ROW; f++) {
        struct err err;
        if (cells[f] == NULL || (said[f].text != NULL && strcmp(said[f].text, cells[f]) == 0))
            continue;
        if (said[f].line != 0) {
            fine = set_again(b, (enum field_id)f, cells[f], record, said[f].line) && fine;
            continue;
        }
        said[f].line = record->line;
        if (field_set(&b->encounter, NULL, (enum field_id)f, cells[f], &err)) {
            said[f].text = cells[f];
            continue;
        }
        builder_complain(b, record->line, err.text);
        fine = false;
    }
    return fine;
}

static bool build_row(struct builder *b, const struct record *record, const char *const *cells)
{
    struct encounter *e = &b->encounter;
    bool fine = true;
    struct row *row = encounter_add_row(e);
    for (int f = FIELD_FIRST_OF_ROW; f < FIELD_COUNT; f++) {
        struct err err;
        if (cells[f] != NULL && !field_set(e, row, (enum field_id)f, cells[f], &err)) {
            builder_complain(b, record->line, err.text);
            fine = false;
        }
    }
    return fine;
}

/* Column by column in their order, so that the date is known before the times and the start before
 * the stop.  Goes on after a bad cell, to name them all. */
bool builder_build(struct builder *b, const struct gathered *g)
{
    const struct columns *columns = b->columns;
    const struct record *first = g->records.first;
    const char *cells[FIELD_COUNT];
    struct said said[FIELD_FIRST_OF_ROW] = {{0, NULL}};
    bool fine = true;
    encounter_clear(&b->encounter);
    for (const struct record *record = first; record != NULL; record = record->next) {
        unpack_record(columns, record, columns->head, cells);
        fine = build_head(b, record, cells, said) && fine;
    }
    fine = fine && !g->records.bad;
    if (!fine && b->encounter.date == NO_DAY)
        return false; /* every bare time would be complained about as well */
    for (const struct record *record = first; record != NULL; record = record->next)
        if ((record->filled & columns->row) != 0) {
            unpack_record(columns, record, columns->row, cells);
            fine = build_row(b, record, cells) && fine;
        }
    if (fine && !b->draft && encounter_day(&b->encounter) == NO_DAY) {
        builder_complain(
            b, first->line,
            "date: the encounter has no date of service; write it as YYYY-MM-DD on one row");
        fine = false;
    }
    return fine;
}
