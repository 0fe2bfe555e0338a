#include "field.h"

#include "field_spec.h"
#include "nearest.h"
#include "vials.h"

/* One cell on its way into its field. */
struct cell {
    const struct field_spec *spec;
    struct encounter *e;
    struct row *row;
    const char *text; /* trimmed, in the scratch below or the caller's */
    size_t length;    /* of text */
    void *place;
    struct err *err;
};

/* ---- refusing, in one sentence ---- */

/* "column: "text" is wrong; what to write", the last from the table. */
static bool refuse(const struct cell *cell, const char *what)
{
    const struct field *field = &cell->spec->field;
    char shown[64];
    int wants = (int)strlen(field->wants) - 1; /* without its full stop */

    return err_set(cell->err, "%s: \"%s\" %s; %c%.*s", field->name, text_short(cell->text, shown),
                   what, ascii_lower(field->wants[0]), wants - 1, field->wants + 1);
}

static bool refuse_text(const struct cell *cell, const char *what)
{
    char shown[64];

    return err_set(cell->err, "%s: \"%s\" %s", cell->spec->field.name,
                   text_short(cell->text, shown), what);
}

static bool refuse_word(const struct cell *cell, const char *word)
{
    const char *const *words = word_list(cell->spec->words);
    size_t n = 0, size = strlen(word);
    char shown[64], what[160];

    while (words[n])
        n++;
    const char *near = words[text_nearest(word, words, n)];
    text_short(word, shown);
    if (text_distance(word, near) <= size / 3) /* of two letters every word is near */
        snprintf(what, sizeof what, "is not known (%s may mean %s)", shown, near);
    else
        snprintf(what, sizeof what, "is not known");
    return refuse(cell, what);
}

/* A sentence of another parser gets the name of the column before it. */
static bool refuse_time(const struct cell *cell, const struct err *inner)
{
    return err_set(cell->err, "%s: %s", cell->spec->field.name, inner->text);
}

/* ---- text ---- */

static bool set_text(const struct cell *cell)
{
    *(const char **)cell->place = arena_textn(&cell->e->arena, cell->text, cell->length);
    return true;
}

/* The words of a text one by one; separators are blanks, commas and semicolons. */
static size_t next_word(const char **at)
{
    size_t length = 0;

    while (ascii_space(**at) || **at == ',' || **at == ';')
        ++*at;
    while ((*at)[length] && !ascii_space((*at)[length]) && !strchr(",;", (*at)[length]))
        length++;
    return length;
}

static bool set_payer(const struct cell *cell)
{
    char *copy = arena_text(&cell->e->arena, field_payer(cell->text));

    for (char *at = copy; *at; at++)
        *at = ascii_lower(*at);
    *(const char **)cell->place = copy;
    return true;
}

static char ascii_upper(char c)
{
    return c >= 'a' && c <= 'z' ? (char)(c - ('a' - 'A')) : c;
}

/* A letter, a figure, and up to five more letters or figures with one point among them: enough to
 * tell a code from words; whether the code exists is not ours to say. */
static bool is_diagnosis(const char *word, size_t length)
{
    size_t points = 0;

    if (length < 3 || length > 8 || !ascii_alpha(word[0]) || !ascii_digit(word[1]))
        return false;
    for (size_t i = 2; i < length; i++) {
        points += word[i] == '.';
        if (!ascii_alpha(word[i]) && !ascii_digit(word[i]) && word[i] != '.')
            return false;
    }
    return points <= 1 && word[length - 1] != '.';
}

static bool set_dx(const struct cell *cell)
{
    char codes[FIELD_LONGEST]; /* no longer than the text */
    const char *at = cell->text;
    size_t n = 0, length;

    while ((length = next_word(&at)) > 0) {
        if (!is_diagnosis(at, length))
            return refuse(cell, "is not a list of diagnosis codes");
        if (n > 0)
            codes[n++] = ' ';
        for (size_t i = 0; i < length; i++)
            codes[n++] = ascii_upper(at[i]);
        at += length;
    }
    *(const char **)cell->place = arena_textn(&cell->e->arena, codes, n);
    return true;
}

static bool set_visit_code(const struct cell *cell)
{
    size_t length = strlen(cell->text);

    for (const char *at = cell->text; *at; at++)
        if (length != 5 || (!ascii_alpha(*at) && !ascii_digit(*at)))
            return refuse(cell, "is not a visit code");
    char *copy = arena_text(&cell->e->arena, cell->text);
    for (char *at = copy; *at; at++)
        *at = ascii_upper(*at);
    *(const char **)cell->place = copy;
    return true;
}

/* ---- words ---- */

_Static_assert(sizeof(enum setting) == sizeof(int) && sizeof(enum route) == sizeof(int),
               "enums are stored like an int");

static bool set_word(const struct cell *cell)
{
    enum words list = cell->spec->words;
    int value = 0;

    if (*cell->text && !field_word_find(list, cell->text, &value))
        return refuse_word(cell, cell->text);
    memcpy(cell->place, &value, sizeof value);
    return true;
}

/* "IVP" says a manner too, which the method column, where it is filled, overrules. */
static bool set_route(const struct cell *cell)
{
    enum method says = field_route_method(cell->text);

    if (!set_word(cell))
        return false;
    if (says != METHOD_NONE && cell->row->method == METHOD_NONE)
        cell->row->method = says;
    return true;
}

static bool set_flags(const struct cell *cell)
{
    const char *at = cell->text;
    unsigned flags = 0;
    size_t length;
    int bit;

    while ((length = next_word(&at)) > 0) {
        char word[64];
        size_t kept = length < sizeof word ? length : sizeof word - 1;
        memcpy(word, at, kept);
        word[kept] = '\0';
        if (!field_word_find(WORDS_FLAG, word, &bit))
            return refuse_word(cell, word);
        flags |= 1u << bit;
        at += length;
    }
    *(unsigned *)cell->place = flags;
    return true;
}

/* ---- dates and times ---- */

static bool set_day(const struct cell *cell)
{
    day_t day = NO_DAY;

    if (*cell->text && !when_parse_day(cell->text, &day))
        return refuse(cell, "is not a date of the calendar");
    *(day_t *)cell->place = day;
    return true;
}

static bool set_time(const struct cell *cell)
{
    bool is_stop = cell->spec->form == AS_STOP;
    minute_t at = NO_MINUTE;
    struct err inner;
    day_t day;
    int clock;

    if (*cell->text) {
        if (!when_parse(cell->text, &day, &clock, &inner))
            return refuse_time(cell, &inner);
        if (day != NO_DAY)
            at = when_at(day, clock);
        else if (is_stop)
            at = field_rolled_stop(cell->e, cell->row, clock);
        else if (cell->e->date != NO_DAY)
            at = when_at(cell->e->date, clock);
        if (at == NO_MINUTE) {
            char shown[64];
            return err_set(cell->err,
                           "%s: \"%s\" has no date; fill the date column or write "
                           "YYYY-MM-DD HH:MM",
                           cell->spec->field.name, text_short(cell->text, shown));
        }
        if (!when_in_calendar(at))
            return refuse_text(cell, "lies after the last day of the year 2199; correct the date");
    }
    *(minute_t *)cell->place = at;
    return true;
}

/* ---- numbers ---- */

static bool set_number(const struct cell *cell, long empty, long min, long max)
{
    long value = empty;

    if (*cell->text && !number_parse(cell->text, min, max, &value))
        return refuse(cell, "does not fit");
    *(int *)cell->place = (int)value;
    return true;
}

static bool set_visit(const struct cell *cell)
{
    return set_number(cell, 1, 1, MAX_VISIT);
}

static bool set_minutes(const struct cell *cell)
{
    long value = -1;

    if (*cell->text && !field_length(cell->text, MAX_MINUTES, &value))
        return refuse(cell, "does not fit");
    *(int *)cell->place = (int)value;
    return true;
}

/* "1,600" is 1600: every comma stands before three figures. */
static const char *without_commas(const char *text, char buf[32])
{
    size_t n = 0, length = strlen(text);
    const char *point = strchr(text, '.');
    const char *end = point ? point : text + length;
    if (length >= 32 || !ascii_digit(*text))
        return text;
    for (const char *at = text; *at; at++) {
        bool comma = *at == ',' && at < end && (end - at) % 4 == 0;
        if (!comma)
            buf[n++] = *at;
    }
    buf[n] = '\0';
    return buf;
}

static bool set_amount(const struct cell *cell)
{
    int64_t amount = -1;
    char plain[32];

    if (*cell->text && (!decimal_parse(without_commas(cell->text, plain), &amount) || amount < 0))
        return refuse(cell, "is not an amount");
    *(int64_t *)cell->place = amount;
    return true;
}

static bool set_vials(const struct cell *cell)
{
    struct vials read;

    if (!vials_parse(&cell->e->arena, cell->text, &read))
        return refuse(cell, "cannot be read as opened containers");
    cell->row->vials = read.items;
    cell->row->n_vials = read.n;
    cell->row->vials_multi = read.multi;
    cell->row->vials_shared = read.shared;
    return true;
}

/* ---- the door ---- */

typedef bool set_fn(const struct cell *cell);
static set_fn *const setters[FIELD_FORM_COUNT] = {
    [AS_TEXT] = set_text,     [AS_PAYER] = set_payer,
    [AS_DX] = set_dx,         [AS_VISIT_CODE] = set_visit_code,
    [AS_WORD] = set_word,     [AS_ROUTE] = set_route,
    [AS_FLAGS] = set_flags,   [AS_DAY] = set_day,
    [AS_START] = set_time,    [AS_STOP] = set_time,
    [AS_VISIT] = set_visit,   [AS_MINUTES] = set_minutes,
    [AS_AMOUNT] = set_amount, [AS_VIALS] = set_vials,
};

/* Takes the blanks off both ends and breaks of line out of the middle; false when something stands
 * there that is not text. */
static bool clean(const struct cell *cell, char *out, const char *text)
{
    size_t length = strlen(text);

    while (length > 0 && ascii_space(text[length - 1]))
        length--;
    while (length > 0 && ascii_space(*text)) {
        text++;
        length--;
    }
    memcpy(out, text, length);
    out[length] = '\0';
    for (char *at = out; *at; at++) {
        if (*at == '\n' || *at == '\r')
            *at = ' ';
        else if (text_control(at))
            return refuse_text(cell, "holds a control character; take it out");
    }
    return text_utf8(out, length) || refuse_text(cell, "is not UTF-8 text; save it as UTF-8");
}

#define EACH_BYTE(byte) (UINT64_C(0x0101010101010101) * (byte))

/* Most cells are figures and Latin letters without blanks at their ends. */
static bool is_clean(const char *text, size_t length)
{
    uint64_t eight, wrong = 0;

    if (length == 0 || *text == ' ' || text[length - 1] == ' ')
        return length == 0;
    for (; length >= sizeof eight; text += sizeof eight, length -= sizeof eight) {
        memcpy(&eight, text, sizeof eight);
        wrong |= (eight - EACH_BYTE(' ')) | eight | (eight + EACH_BYTE(0x7F - '~'));
    }
    for (; length > 0; text++, length--)
        wrong |= ((unsigned)(unsigned char)*text - ' ') | ((unsigned)(unsigned char)*text + 1);
    return (wrong & EACH_BYTE(0x80)) == 0;
}

bool field_set_sized(struct encounter *e, struct row *row, enum field_id id, const char *text,
                     size_t length, struct err *err)
{
    const struct field_spec *spec = field_spec(id);
    struct cell cell = {spec, e, row, text, length, field_place(e, row, spec), err};
    char cleaned[FIELD_LONGEST + 1];
    char what[64];

    if (length > spec->field.max) {
        snprintf(what, sizeof what, "is longer than %zu bytes; shorten it", spec->field.max);
        return refuse_text(&cell, what);
    }
    if (!is_clean(text, length)) {
        if (!clean(&cell, cleaned, text))
            return false;
        cell.text = cleaned;
        cell.length = strlen(cleaned);
    }
    return setters[spec->form](&cell);
}

bool field_set(struct encounter *e, struct row *row, enum field_id id, const char *text,
               struct err *err)
{
    return field_set_sized(e, row, id, text ? text : "", text ? strlen(text) : 0, err);
}
