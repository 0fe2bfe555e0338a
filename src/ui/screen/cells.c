#include "cells.h"

static int sequence_length(unsigned char c)
{
    return c < 0x80                ? 1
           : c >= 0xC2 && c < 0xE0 ? 2
           : c >= 0xE0 && c < 0xF0 ? 3
           : c >= 0xF0 && c < 0xF5 ? 4
                                   : 0;
}

size_t cells_next(const char *text, uint32_t *c)
{
    const unsigned char *p = (const unsigned char *)text;
    static const uint32_t least[] = {0, 0, 0x80, 0x800, 0x10000};
    int length = sequence_length(*p);
    *c = '?';
    if (length == 0)
        return 1;
    uint32_t value = length == 1 ? *p : *p & (0x7Fu >> length);
    for (int i = 1; i < length; i++) {
        if ((p[i] & 0xC0) != 0x80)
            return 1;
        value = value << 6 | (p[i] & 0x3Fu);
    }
    if (value < least[length] || value > 0x10FFFF || (value >= 0xD800 && value < 0xE000))
        return (size_t)length;
    *c = value;
    return (size_t)length;
}

size_t cells_encode(uint32_t c, char buf[5])
{
    size_t n = 0;
    if (c < 0x80) {
        buf[n++] = (char)c;
    } else if (c < 0x800) {
        buf[n++] = (char)(0xC0 | c >> 6);
    } else {
        if (c < 0x10000) {
            buf[n++] = (char)(0xE0 | c >> 12);
        } else {
            buf[n++] = (char)(0xF0 | c >> 18);
            buf[n++] = (char)(0x80 | (c >> 12 & 0x3F));
        }
        buf[n++] = (char)(0x80 | (c >> 6 & 0x3F));
    }
    if (c >= 0x80)
        buf[n++] = (char)(0x80 | (c & 0x3F));
    buf[n] = 0;
    return n;
}

int cells_width(uint32_t c)
{
    if (c < 0x20 || (c >= 0x7F && c < 0xA0) || text_steers(c))
        return -1;
    if (c < 0x7F)
        return 1;
    return wcwidth((wchar_t)c);
}

int cells_columns(const char *text)
{
    int columns = 0;
    while (*text) {
        uint32_t c;
        text += cells_next(text, &c);
        int width = cells_width(c);
        columns += width < 0 || (width == 0 && columns == 0) ? 1 : width;
    }
    return columns;
}

size_t cells_wrap(const char *text, int width)
{
    size_t at = 0, end = 0; /* end: behind the last word that fits */
    int columns = 0;
    while (text[at]) {
        uint32_t c;
        size_t bytes = cells_next(text + at, &c);
        int w = cells_width(c);
        columns += w < 0 ? 1 : w;
        if (columns > width && c != ' ')
            return end ? end : at ? at : bytes;
        at += bytes;
        if (c == ' ')
            end = at;
    }
    return at;
}

void cells_pad(struct str *out, const char *text, int width, const char *cut)
{
    int columns = 0, whole = cells_columns(text),
        limit = whole > width ? width - cells_columns(cut) : width;
    while (*text) {
        uint32_t c;
        char utf8[5];
        size_t bytes = cells_next(text, &c);
        int w = cells_width(c);
        if (w < 0)
            c = '?', w = 1;
        if (columns + w > limit)
            break;
        columns += w;
        text += bytes;
        str_addn(out, utf8, cells_encode(c, utf8));
    }
    if (whole > width && width > 0) {
        str_add(out, cut);
        columns += cells_columns(cut);
    }
    for (; columns < width; columns++)
        str_addc(out, ' ');
}

int cells_wide(const char *text, int width, bool ascii, wchar_t *out, size_t room, size_t *n)
{
    int used = 0;
    for (*n = 0; *text && *n + 1 < room; ++*n) {
        uint32_t c;
        text += cells_next(text, &c);
        int w = cells_width(c);
        if (w < 0 || (w == 0 && (*n == 0 || ascii)) || (ascii && c > 0x7E)) {
            c = '?';
            w = 1;
        }
        if (used + w > width)
            break;
        used += w;
        out[*n] = (wchar_t)c;
    }
    return used;
}

/* The words that do not fit, as everybody writes them. */
const char *cells_short(const char *word)
{
    static const char *const shorter[][2] = {
        {"therapeutic", "ther"}, {"hydration", "hydr"}, {"complex", "compl"},
        {"hormonal", "horm"},    {"contrast", "contr"}, {"vaccine", "vacc"},
        {"infusion", "inf"},     {"injection", "inj"},  {"sc_infusion", "SC inf"},
        {"ia_infusion", "inf"},  {"ia_push", "push"},   {"ia_pump", "pump"},
    };
    for (size_t i = 0; i < COUNT_OF(shorter); i++)
        if (strcmp(word, shorter[i][0]) == 0)
            return shorter[i][1];
    return word;
}
