#include "packed.h"

enum { SHORT = 60 };

/* ---- writing ---- */

static void separate(struct str *out)
{
    if (out->length > 0 && out->data[out->length - 1] != '[')
        str_addc(out, ',');
}

void packed_open(struct str *out)
{
    separate(out);
    str_addc(out, '[');
}

void packed_close(struct str *out)
{
    str_addc(out, ']');
}

static bool is_plain(char c)
{
    return (unsigned char)c >= 0x20 && c != '"' && c != '\\';
}

/* What is short and plain, as nearly all is, goes in by one step. */
static bool add_short(struct str *out, const char *text, size_t length)
{
    char cell[SHORT + 2] = "\"";
    if (length > SHORT)
        return false;
    for (size_t i = 0; i < length; i++) {
        if (!is_plain(text[i]))
            return false;
        cell[i + 1] = text[i];
    }
    cell[length + 1] = '"';
    str_addn(out, cell, length + 2);
    return true;
}

void packed_cell(struct str *out, const char *text, size_t length)
{
    separate(out);
    if (add_short(out, text, length))
        return;
    str_addc(out, '"');
    for (size_t i = 0, from = 0; i <= length; i++) {
        if (i < length && is_plain(text[i]))
            continue;
        str_addn(out, text + from, i - from);
        if (i < length)
            str_addf(out, "\\u%04x", (unsigned)(unsigned char)text[i]);
        from = i + 1;
    }
    str_addc(out, '"');
}

void packed_number(struct str *out, int64_t number)
{
    separate(out);
    char text[24];
    number_print(number, text);
    str_add(out, text);
}

/* ---- reading ---- */

static int hex_digit(char c)
{
    if (ascii_digit(c))
        return c - '0';
    c = ascii_lower(c);
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* \u0022, of which only bytes below 128 are ever written; gives how many were read, 0: none of ours. */
static size_t read_point(const char *at, char *out)
{
    int value = 0;
    for (int i = 0; i < 4; i++) {
        int digit = hex_digit(at[i]);
        if (digit < 0)
            return 0;
        value = value * 16 + digit;
    }
    *out = (char)value;
    return value > 0 && value < 128 ? 4 : 0;
}

static size_t read_escape(const char *at, char *out)
{
    static const char letters[] = "\"\\/bfnrt", means[] = "\"\\/\b\f\n\r\t";
    if (*at == 'u') {
        size_t n = read_point(at + 1, out);
        return n > 0 ? n + 1 : 0;
    }
    const char *found = *at != '\0' ? strchr(letters, *at) : NULL;
    if (found == NULL)
        return 0;
    *out = means[found - letters];
    return 1;
}

/* at: behind the opening quote.  Ends the cell with a zero where its closing quote was or before;
 * gives what stands behind that quote, NULL: none of ours. */
static char *read_text(char *at)
{
    char *to = strpbrk(at, "\"\\");
    for (at = to; at != NULL && *at != '"'; to++) {
        if (*at == '\0')
            return NULL;
        if (*at != '\\') {
            *to = *at++;
            continue;
        }
        size_t n = read_escape(at + 1, to);
        if (n == 0)
            return NULL;
        at += n + 1;
    }
    if (at == NULL)
        return NULL;
    *to = '\0';
    return at + 1;
}

/* One cell; *behind is what stands after it, which may have been overwritten with a zero. */
static char *read_cell(char *at, const char **cell, char *behind)
{
    if (*at == '"') {
        *cell = at + 1;
        at = read_text(at + 1);
        *behind = at != NULL ? *at : '\0';
        return at;
    }
    *cell = at;
    at += strspn(at, "-0123456789");
    *behind = *at;
    *at = '\0';
    return at > *cell ? at : NULL;
}

static char *read_row(char *at, const char **cells, size_t most, size_t *n)
{
    char behind = ',';
    if (*at == ']')
        return at + 1;
    while (behind == ',') {
        if (*n == most)
            return NULL;
        at = read_cell(at, &cells[(*n)++], &behind);
        if (at == NULL || (behind != ',' && behind != ']'))
            return NULL;
        at++;
    }
    return at;
}

bool packed_next(char **at, const char **cells, size_t most, size_t *n)
{
    char *here = *at;
    *n = 0;
    if (*here == '[' || *here == ',')
        here++;
    if (*here == ']') {
        *at = here;
        return false;
    }
    *at = *here == '[' ? read_row(here + 1, cells, most, n) : NULL;
    for (size_t i = *n; i < most; i++)
        cells[i] = "";
    return *at != NULL;
}
