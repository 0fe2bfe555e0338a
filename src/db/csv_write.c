#include "csv.h"

#include <errno.h>

#include "csv_inside.h"

struct csv_writer {
    FILE *out;
    size_t cells; /* of the record under way */
    bool empty;   /* all of them so far */
};

struct csv_writer *csv_write_to(FILE *out)
{
    struct csv_writer *w = calloc(1, sizeof *w);

    if (!w)
        BUG("no memory for a writer of CSV");
    w->out = out;
    w->empty = true;
    return w;
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

static void write_text(struct csv_writer *w, const char *text, size_t length)
{
    bool quote = strpbrk(text, ",\"\r\n;\t") ||
                 (length > 0 && (ascii_space(*text) || ascii_space(text[length - 1])));

    if (quote)
        csv_put_quoted(w->out, text, length);
    else
        fwrite(text, 1, length, w->out);
}

void csv_write_cell(struct csv_writer *w, const char *text)
{
    size_t length = text ? strlen(text) : 0;

    if (w->cells++ > 0)
        fputc(',', w->out);
    if (length == 0)
        return;
    w->empty = false;
    if (!needs_guard(text, length)) {
        write_text(w, text, length);
        return;
    }
    char *guarded = malloc(length + 2);
    if (!guarded)
        BUG("no memory for a cell of CSV");
    guarded[0] = '\'';
    memcpy(guarded + 1, text, length + 1);
    write_text(w, guarded, length + 1);
    free(guarded);
}

void csv_write_number(struct csv_writer *w, int64_t number)
{
    char text[24];

    snprintf(text, sizeof text, "%lld", (long long)number);
    csv_write_cell(w, text);
}

void csv_write_end(struct csv_writer *w)
{
    if (w->cells == 1 && w->empty)
        fputs("\"\"", w->out); /* an empty line would be no record */
    fputc('\n', w->out);
    w->cells = 0;
    w->empty = true;
}

bool csv_write_done(struct csv_writer *w, struct err *err)
{
    bool good = fflush(w->out) == 0 && !ferror(w->out);
    int why = errno;

    free(w);
    if (good)
        return true;
    return err_set(err, "the CSV cannot be written (%s); make room or choose another place",
                   strerror(why));
}
