#include "json.h"

/* Length of the UTF-8 sequence that begins at text and the character it is; 0 when it is not one. */
static size_t utf8_length(const unsigned char *text, uint32_t *character)
{
    static const struct {
        unsigned char mask, lead;
        uint32_t least;
    } forms[] = {{0x80, 0x00, 0}, {0xe0, 0xc0, 0x80}, {0xf0, 0xe0, 0x800}, {0xf8, 0xf0, 0x10000}};
    for (size_t n = 1; n <= COUNT_OF(forms); n++) {
        if ((text[0] & forms[n - 1].mask) != forms[n - 1].lead)
            continue;
        uint32_t point = text[0] & (unsigned char)~forms[n - 1].mask;
        for (size_t i = 1; i < n; i++) {
            if ((text[i] & 0xc0) != 0x80)
                return 0;
            point = point << 6 | (text[i] & 0x3f);
        }
        bool surrogate = point >= 0xd800 && point <= 0xdfff;
        *character = point;
        return point < forms[n - 1].least || point > 0x10ffff || surrogate ? 0 : n;
    }
    return 0;
}

static void add_byte(struct str *out, unsigned char c)
{
    static const char plain[] = "\"\\\b\f\n\r\t", letter[] = "\"\\bfnrt";
    const char *at = c != 0 ? strchr(plain, c) : NULL;
    if (at != NULL)
        str_addf(out, "\\%c", letter[at - plain]);
    else if (c < 0x20 || c == 0x7f)
        str_addf(out, "\\u%04x", (unsigned)c);
    else
        str_addc(out, (char)c);
}

/* As JSON writes it: what steers a terminal or turns the text around is data, but not here. */
static void add_escaped(struct str *out, uint32_t c)
{
    if (c >= 0x10000)
        str_addf(out, "\\u%04x\\u%04x", (unsigned)(0xd7c0 + (c >> 10)),
                 (unsigned)(0xdc00 + (c & 0x3ff)));
    else
        str_addf(out, "\\u%04x", (unsigned)c);
}

void json_string(struct str *out, const char *text)
{
    const unsigned char *at = (const unsigned char *)(text != NULL ? text : "");
    str_addc(out, '"');
    while (*at != 0) {
        uint32_t c = 0;
        size_t n = utf8_length(at, &c);
        if (n == 0)
            str_add(out, "\\ufffd"); /* not text: say so where it stood */
        else if (n == 1)
            add_byte(out, *at);
        else if (c < 0xa0 || text_steers(c))
            add_escaped(out, c);
        else
            str_addn(out, (const char *)at, n);
        at += n != 0 ? n : 1;
    }
    str_addc(out, '"');
}
