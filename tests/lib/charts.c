#include "charts.h"

#include "db/exchange.h"
#include "tap.h"

const struct encounter *charts_find(const struct charts *charts, const char *id)
{
    for (size_t i = 0; i < charts->n; i++)
        if (!strcmp(charts->list[i]->id, id))
            return charts->list[i];
    return NULL;
}

void charts_release(struct charts *charts)
{
    for (size_t i = 0; i < charts->n; i++) {
        encounter_release(charts->list[i]);
        free(charts->list[i]);
    }
    free(charts->list);
    *charts = (struct charts){0};
}

/* ---- reading: through the program's own reader ---- */

struct reading {
    struct charts *charts;
    struct err *err; /* the first complaint */
    bool good;
};

static bool take_encounter(void *context, const struct encounter *e)
{
    struct charts *charts = ((struct reading *)context)->charts;
    struct encounter *copy = malloc(sizeof *copy);

    if (charts->n == charts->cap) {
        charts->cap = charts->cap ? charts->cap * 2 : 16;
        charts->list = realloc(charts->list, charts->cap * sizeof *charts->list);
    }
    if (!copy || !charts->list)
        BUG("no memory for the encounters of a test");
    encounter_copy(copy, e);
    charts->list[charts->n++] = copy;
    return true;
}

static void take_complaint(void *context, const char *sentence)
{
    struct reading *reading = context;

    if (reading->good)
        err_set(reading->err, "%s", sentence);
    reading->good = false;
}

static bool finish(struct reading *reading, bool read)
{
    if (!read || !reading->good)
        charts_release(reading->charts);
    return read && reading->good;
}

bool charts_read(struct charts *charts, const char *path, struct err *err)
{
    struct reading reading = {charts, err, true};
    struct exchange_reader reader = {
        .each = take_encounter, .complain = take_complaint, .context = &reading};
    struct exchange_count count;

    *charts = (struct charts){0};
    return finish(&reading, exchange_read(path, &reader, &count, err));
}

bool charts_read_text(struct charts *charts, const char *name, const char *text, struct err *err)
{
    struct reading reading = {charts, err, true};
    struct exchange_reader reader = {
        .each = take_encounter, .complain = take_complaint, .context = &reading};
    struct exchange_count count;

    *charts = (struct charts){0};
    return finish(&reading, exchange_read_text(name, text, strlen(text), &reader, &count, err));
}

/* ---- printing ---- */

static void print_cell(const char *text, struct str *out)
{
    bool quote = strpbrk(text, ",\"\n") != NULL;

    if (quote)
        str_addc(out, '"');
    for (; *text; text++) {
        if (*text == '"')
            str_addc(out, '"');
        str_addc(out, *text);
    }
    if (quote)
        str_addc(out, '"');
}

/* What the field says on this row; encounter fields are said on the first row only. */
static void print_field(const struct encounter *e, size_t row, enum field_id id, struct str *out)
{
    str_clear(out);
    if (field_is_row(id))
        field_print(e, &e->rows[row], id, out);
    else if (row == 0 || id == FIELD_ENCOUNTER)
        field_print(e, NULL, id, out);
}

void charts_print(const struct encounter *e, struct str *out)
{
    bool used[FIELD_COUNT] = {false};
    struct str cell;

    str_init(&cell, 4096);
    for (int f = 0; f < FIELD_COUNT; f++)
        for (size_t r = 0; r < e->n_rows; r++) {
            print_field(e, r, (enum field_id)f, &cell);
            used[f] = used[f] || cell.length;
        }
    for (int f = 0; f < FIELD_COUNT; f++)
        if (used[f])
            str_addf(out, "%s%s", f ? "," : "", field_get_spec((enum field_id)f)->name);
    for (size_t r = 0; r < e->n_rows; r++) {
        str_addc(out, '\n');
        for (int f = 0; f < FIELD_COUNT; f++) {
            if (!used[f])
                continue;
            print_field(e, r, (enum field_id)f, &cell);
            if (f)
                str_addc(out, ',');
            print_cell(cell.length ? cell.data : "", out);
        }
    }
    str_release(&cell);
}

static void complain(void *context, const char *sentence)
{
    (void)context;
    tap_note("%s", sentence);
}

bool world_open(struct world *world)
{
    const char *dir = getenv("IVLEDGER_DATA");
    struct err err = {""};
    day_t day;

    *world = (struct world){0};
    world->library = library_load(dir && *dir ? dir : "data", complain, NULL, &err);
    if (world->library && when_parse_day(TEST_DATE, &day))
        world->book = library_on(world->library, day, &err);
    if (!world->book)
        tap_note("the rule book cannot be used: %s", err.text);
    return world->book != NULL;
}

void world_close(struct world *world)
{
    if (world->library)
        library_free(world->library);
    *world = (struct world){0};
}

/* The next word of a text, cut out into buf; false at the end. */
static bool next_word(const char **text, char *buf, size_t size)
{
    size_t length;

    *text += strspn(*text, " \t");
    length = strcspn(*text, " \t");
    if (!length || length >= size)
        return false;
    memcpy(buf, *text, length);
    buf[length] = '\0';
    *text += length;
    return true;
}

bool world_policy(const struct world *world, const char *words, struct policy *out, struct err *err)
{
    char word[80];

    if (!library_policy(world->library, "reference", out, err))
        return false;
    while (next_word(&words, word, sizeof word)) {
        bool good = strchr(word, '=') ? policy_set(out, word, err)
                                      : library_policy(world->library, word, out, err);

        if (!good)
            return false;
    }
    return true;
}
