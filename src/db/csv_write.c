#include "csv.h"

#include <errno.h>

#include "csv_inside.h"

#define NOT_THERE SIZE_MAX

struct csv_writer {
    FILE *out;        /* NULL: kept in apart */
    struct str apart; /* what went over from data */
    size_t cells; /* of the record under way */
    bool empty;   /* all of them so far */
    size_t held;  /* bytes of data on their way out */
    size_t begun; /* where the record under way begins in data; NOT_THERE: some of it is out */
    size_t mark_from, mark_to, mark_cells; /* csv_write_mark(); from NOT_THERE: nothing */
    char data[32768];
};

struct csv_writer *csv_write_to(FILE *out)
{
    struct csv_writer *w = malloc(sizeof *w);

    if (!w)
        base_no_memory(1);
    w->out = out;
    str_init(&w->apart, SIZE_MAX / 4);
    w->cells = w->held = w->begun = 0;
    w->mark_from = NOT_THERE;
    w->empty = true;
    return w;
}

struct csv_writer *csv_write_apart(void)
{
    return csv_write_to(NULL);
}

void csv_write_free(struct csv_writer *w)
{
    str_release(&w->apart);
    free(w);
}

/* ---- bytes ---- */

static void send(struct csv_writer *w, const char *text, size_t length)
{
    if (w->out)
        fwrite(text, 1, length, w->out); /* what goes wrong stays in the stream */
    else
        str_addn(&w->apart, text, length);
}

static void send_held(struct csv_writer *w)
{
    if (w->held > 0)
        send(w, w->data, w->held);
    w->held = 0;
    w->begun = w->mark_from = NOT_THERE;
}

void csv_write_take(struct csv_writer *w, struct str *out)
{
    str_addn(out, w->apart.data, w->apart.length);
    str_addn(out, w->data, w->held);
    str_clear(&w->apart);
    w->held = w->begun = 0;
    w->mark_from = NOT_THERE;
}

static void put(struct csv_writer *w, const char *text, size_t length)
{
    if (length > sizeof w->data - w->held)
        send_held(w);
    if (length > sizeof w->data) {
        send(w, text, length);
        return;
    }
    memcpy(w->data + w->held, text, length);
    w->held += length;
}

static void put_byte(struct csv_writer *w, char c)
{
    if (w->held == sizeof w->data)
        send_held(w);
    w->data[w->held++] = c;
}

/* ---- cells ---- */

/* What a byte asks for: quotes around the cell, or to be left out because it steers a terminal; and
 * whether a cell that begins or ends with it is to be looked at more closely. */
enum {
    PLAIN,
    QUOTES = 1,
    STEERS = 2,
    LEAD = 4, /* of a C1 control, or of harmless text */
    INSIDE = QUOTES | STEERS | LEAD,
    BEGINS = 8,
    ENDS = 16,
    BLANK = BEGINS | ENDS
};
/* A cell that begins with a BOM is quoted: as the first of a file it would be dropped. */
#define BOM_BEGINS 0xEF

static const unsigned char kinds[256] = {
    ['\t'] = QUOTES | BLANK, ['\n'] = QUOTES | BLANK, ['\r'] = QUOTES | BLANK, ['\v'] = BLANK,
    ['\f'] = BLANK,          [' '] = BLANK,           [','] = QUOTES,          ['"'] = QUOTES,
    [';'] = QUOTES,          ['\''] = BEGINS,         ['='] = BEGINS,          ['+'] = BEGINS,
    ['-'] = BEGINS,          ['@'] = BEGINS,          [BOM_BEGINS] = BEGINS,   [0x7F] = STEERS,
    [0xC2] = LEAD,
};

static bool is_control(char c)
{
    return (unsigned char)c < 0x20;
}

static int kind_of(const char *at)
{
    int kind = kinds[(unsigned char)at[0]] & INSIDE;

    if (kind == LEAD)
        return (unsigned char)at[1] >= 0x80 && (unsigned char)at[1] < 0xA0 ? STEERS : PLAIN;
    return kind == PLAIN && is_control(at[0]) ? STEERS : kind;
}

static bool runs_in_spreadsheet(char c)
{
    return c == '=' || c == '+' || c == '-' || c == '@' || c == '\t' || c == '\r';
}

bool csv_is_guarded(const char *text, size_t length)
{
    size_t n = 0;

    while (n < length && text[n] == '\'')
        n++;
    return n > 0 && n < length && runs_in_spreadsheet(text[n]);
}

static bool is_plain_number(const char *text)
{
    if (*text == '-' || *text == '+')
        text++;
    size_t whole = strspn(text, "0123456789");
    text += whole;
    if (*text == '.' && whole > 0) {
        size_t places = strspn(++text, "0123456789");
        text += places;
        whole = places;
    }
    return whole > 0 && *text == '\0';
}

/* Does this cell need the guard, or would reading take a guard off it that is none? */
static bool needs_guard(const char *text, size_t length)
{
    return (length > 0 && runs_in_spreadsheet(*text) && !is_plain_number(text)) ||
           csv_is_guarded(text, length);
}

/* No way in takes a control character; one in a file that somebody else wrote must not reach the
 * terminal of who exports it. */
static void put_quoted(struct csv_writer *w, const char *text, size_t length)
{
    put_byte(w, '"');
    for (size_t i = 0; i < length; i++) {
        int kind = kind_of(text + i);

        if (kind == STEERS)
            i += (unsigned char)text[i] == 0xC2; /* a C1 control has two bytes */
        put_byte(w, kind == STEERS ? '?' : text[i]);
        if (text[i] == '"')
            put_byte(w, '"');
    }
    put_byte(w, '"');
}

static void write_text(struct csv_writer *w, const char *text, size_t length)
{
    bool plain = length == 0 ||
                 (!ascii_space(*text) && !ascii_space(text[length - 1]) && !text_bom(text, length));

    for (size_t i = 0; plain && i < length; i++)
        plain = kind_of(text + i) == PLAIN;
    if (plain)
        put(w, text, length);
    else
        put_quoted(w, text, length);
}

static void write_odd(struct csv_writer *w, const char *text, size_t length)
{
    if (!needs_guard(text, length)) {
        write_text(w, text, length);
        return;
    }
    char *guarded = malloc(length + 2);
    if (!guarded)
        base_no_memory(1);
    guarded[0] = '\'';
    memcpy(guarded + 1, text, length);
    guarded[length + 1] = '\0';
    write_text(w, guarded, length + 1);
    free(guarded);
}

/* Copied and looked at in one go; false, with nothing written, for a cell that asks for something,
 * which few do. */
static bool write_plain(struct csv_writer *w, const char *text, size_t length)
{
    char *to = w->data + w->held;
    int asks =
        (kinds[(unsigned char)text[0]] & BEGINS) | (kinds[(unsigned char)text[length - 1]] & ENDS);

    if (length > sizeof w->data - w->held)
        return false;
    for (size_t i = 0; i < length; i++) {
        to[i] = text[i];
        asks |= (kinds[(unsigned char)text[i]] & INSIDE) | is_control(text[i]);
    }
    w->held += asks ? 0 : length;
    return !asks;
}

static void begin_cell(struct csv_writer *w)
{
    if (w->cells++ > 0)
        put_byte(w, ',');
}

void csv_write_sized(struct csv_writer *w, const char *text, size_t length)
{
    begin_cell(w);
    if (length == 0)
        return;
    w->empty = false;
    if (!write_plain(w, text, length))
        write_odd(w, text, length);
}

void csv_write_cell(struct csv_writer *w, const char *text)
{
    csv_write_sized(w, text ? text : "", text ? strlen(text) : 0);
}

void csv_write_number(struct csv_writer *w, int64_t number)
{
    char text[24];

    begin_cell(w);
    w->empty = false;
    size_t length = number_print(number, text);
    put(w, text, length); /* figures and a minus ask for nothing */
}

void csv_write_end(struct csv_writer *w)
{
    if (w->cells == 1 && w->empty)
        put(w, "\"\"", 2); /* an empty line would be no record */
    put_byte(w, '\n');
    w->begun = w->held;
    w->cells = 0;
    w->empty = true;
}

void csv_write_mark(struct csv_writer *w)
{
    w->mark_from = w->begun;
    w->mark_to = w->held;
    w->mark_cells = w->cells;
}

bool csv_write_marked(struct csv_writer *w)
{
    size_t size = w->mark_to - w->mark_from;

    if (w->cells > 0 || w->mark_from == NOT_THERE || size > sizeof w->data - w->held)
        return false;
    memcpy(w->data + w->held, w->data + w->mark_from, size);
    w->held += size;
    w->cells = w->mark_cells;
    w->empty = false;
    return true;
}

bool csv_write_done(struct csv_writer *w, struct err *err)
{
    send_held(w);

    bool good = fflush(w->out) == 0 && !ferror(w->out);
    int why = errno;

    csv_write_free(w);
    if (good)
        return true;
    return err_set(err, "the CSV cannot be written (%s); make room or choose another place",
                   strerror(why));
}
