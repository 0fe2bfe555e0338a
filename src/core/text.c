#include "base.h"

#include <limits.h>

/* ---- plain ASCII ---- */

int ascii_casecmp(const char *a, const char *b)
{
    while (*a && (*a == *b || ascii_lower(*a) == ascii_lower(*b))) {
        a++;
        b++;
    }
    return (unsigned char)ascii_lower(*a) - (unsigned char)ascii_lower(*b);
}

bool text_equal(const char *a, const char *b)
{
    return a == b || strcmp(a ? a : "", b ? b : "") == 0;
}

/* ---- UTF-8 ---- */

size_t text_whole(const char *text, size_t length)
{
    size_t start = length;

    while (start > 0 && length - start < 3 && ((unsigned char)text[start - 1] & 0xC0) == 0x80)
        start--;
    if (start == 0)
        return length;
    unsigned char lead = (unsigned char)text[start - 1];
    size_t needs = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : lead >= 0xC0 ? 2 : 1;

    return needs > length - start + 1 ? start - 1 : length;
}

/* Bytes of the character at text, 0 when it is not one (overlong and surrogate forms are not). */
static size_t character(const unsigned char *text, size_t length)
{
    unsigned char lead = text[0];

    if (lead < 0x80)
        return 1;
    size_t size = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
    if (lead < 0xC2 || lead > 0xF4 || size > length)
        return 0;
    for (size_t i = 1; i < size; i++)
        if ((text[i] & 0xC0) != 0x80)
            return 0;
    if ((lead == 0xE0 && text[1] < 0xA0) || (lead == 0xED && text[1] > 0x9F) ||
        (lead == 0xF0 && text[1] < 0x90) || (lead == 0xF4 && text[1] > 0x8F))
        return 0;
    return size;
}

#define HIGH_BITS UINT64_C(0x8080808080808080)

bool text_ascii(const char *text, size_t length)
{
    uint64_t eight, high = 0;

    for (; length >= sizeof eight; text += sizeof eight, length -= sizeof eight) {
        memcpy(&eight, text, sizeof eight);
        high |= eight;
    }
    for (; length > 0; text++, length--)
        high |= (unsigned char)*text;
    return (high & HIGH_BITS) == 0;
}

size_t text_bom(const char *text, size_t length)
{
    static const char bom[] = "\xEF\xBB\xBF";
    enum { SIZE = sizeof bom - 1 };
    size_t marks = 0;

    while (length - marks >= SIZE && memcmp(text + marks, bom, SIZE) == 0)
        marks += SIZE;
    return marks;
}

bool text_utf8(const char *text, size_t length)
{
    const unsigned char *at = (const unsigned char *)text;
    uint64_t eight;

    while (length > 0) {
        while (length >= sizeof eight) { /* most text is ASCII: eight bytes at a look */
            memcpy(&eight, at, sizeof eight);
            if (eight & HIGH_BITS)
                break;
            at += sizeof eight;
            length -= sizeof eight;
        }
        size_t size = length > 0 ? character(at, length) : 0;
        if (size == 0)
            return length == 0;
        at += size;
        length -= size;
    }
    return true;
}

/* Of a whole character of that size. */
static uint32_t code_point(const unsigned char *at, size_t size)
{
    uint32_t point = size == 1 ? at[0] : at[0] & (0x7Fu >> size);

    for (size_t i = 1; i < size; i++)
        point = point << 6 | (at[i] & 0x3Fu);
    return point;
}

bool text_control(const char *at)
{
    unsigned char c = (unsigned char)at[0], next = c ? (unsigned char)at[1] : 0;

    return (c && c < 0x20 && c != '\t') || c == 0x7F || (c == 0xC2 && next >= 0x80 && next < 0xA0);
}

bool text_has_control(const char *text)
{
    while (*text && (!text_control(text) || *text == '\n' || *text == '\r'))
        text++;
    return *text;
}

bool text_steers(uint32_t c)
{
    return (c >= 0x200B && c <= 0x200F) || (c >= 0x2028 && c <= 0x202E) ||
           (c >= 0x2060 && c <= 0x206F) || c == 0xFEFF || c == 0xAD || c == 0x61C || c == 0x180E ||
           (c >= 0xFFF9 && c <= 0xFFFB) || (c >= 0xE0000 && c <= 0xE0FFF);
}

void text_tame(char *text)
{
    unsigned char *at = (unsigned char *)text;
    size_t length = strlen(text);

    while (length > 0) {
        size_t size = character(at, length);
        if (size == 0) {
            *at = '?';
            size = 1;
        } else if (*at < 0x20 || *at == 0x7F || (*at == 0xC2 && at[1] < 0xA0)) { /* C0, C1 */
            memset(at, ' ', size);
        } else if (size > 1 && text_steers(code_point(at, size))) {
            memset(at, ' ', size);
        }
        at += size;
        length -= size;
    }
}

char *text_short(const char *text, char buf[64])
{
    size_t length = text ? strlen(text) : 0;

    if (length < 64) {
        memcpy(buf, text ? text : "", length + 1);
    } else {
        size_t kept = text_whole(text, 60);
        memcpy(buf, text, kept);
        memcpy(buf + kept, "...", 4);
    }
    text_tame(buf);
    return buf;
}

/* ---- numbers ---- */

bool decimal_parse(const char *text, int64_t *millionths)
{
    bool minus = *text == '-';
    int64_t value = 0;
    int places = -1; /* -1: before the point */

    if (minus)
        text++;
    if (!ascii_digit(*text) && !(*text == '.' && ascii_digit(text[1])))
        return false;
    for (; *text; text++) {
        if (*text == '.' && places < 0 && ascii_digit(text[1])) {
            places = 0;
            continue;
        }
        if (!ascii_digit(*text) || places == 6 || value > (INT64_MAX - (*text - '0')) / 10)
            return false;
        value = value * 10 + (*text - '0');
        if (places >= 0)
            places++;
    }
    for (int left = 6 - (places < 0 ? 0 : places); left > 0; left--) {
        if (value > INT64_MAX / 10)
            return false;
        value *= 10;
    }
    *millionths = minus ? -value : value;
    return true;
}

char *decimal_print(int64_t millionths, char buf[32])
{
    char digits[24];
    char *at = digits + sizeof digits, *out = buf;
    uint64_t left = millionths < 0 ? 0 - (uint64_t)millionths : (uint64_t)millionths;
    int places = 6;

    while (places > 0 && left % 10 == 0) {
        left /= 10;
        places--;
    }
    for (int i = 0; left > 0 || i <= places; i++) {
        if (i == places && places > 0)
            *--at = '.';
        *--at = (char)('0' + left % 10);
        left /= 10;
    }
    if (millionths < 0)
        *out++ = '-';
    size_t length = (size_t)(digits + sizeof digits - at);
    memcpy(out, at, length);
    out[length] = '\0';
    return buf;
}

size_t number_print(int64_t number, char buf[24])
{
    char figures[24];
    char *at = figures + sizeof figures;
    uint64_t left = number < 0 ? 0 - (uint64_t)number : (uint64_t)number;

    do {
        *--at = (char)('0' + left % 10);
        left /= 10;
    } while (left > 0);
    if (number < 0)
        *--at = '-';
    size_t length = (size_t)(figures + sizeof figures - at);
    memcpy(buf, at, length);
    buf[length] = '\0';
    return length;
}

bool number_parse(const char *text, long min, long max, long *value)
{
    bool minus = *text == '-';
    long number = 0;

    if (minus)
        text++;
    if (!*text)
        return false;
    for (; *text; text++) {
        if (!ascii_digit(*text) || number > (LONG_MAX - (*text - '0')) / 10)
            return false;
        number = number * 10 + (*text - '0');
    }
    if (minus)
        number = -number;
    if (number < min || number > max)
        return false;
    *value = number;
    return true;
}
