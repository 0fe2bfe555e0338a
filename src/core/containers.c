#include "containers.h"

#include "measure.h"

/* One entry of the list: a size or a range of sizes. */
struct entry {
    int64_t from, to; /* millionths of unit */
    char unit[32];    /* "": that of the next entry */
};

static const char *blanks(const char *at)
{
    while (*at == ' ')
        at++;
    return at;
}

static bool take_number(const char **at, int64_t *number)
{
    char digits[32];
    size_t n = 0;
    while (n < sizeof digits - 1 && (ascii_digit(**at) || **at == '.'))
        digits[n++] = *(*at)++;
    digits[n] = '\0';
    return decimal_parse(digits, number);
}

/* A unit: one word, or "million units". */
static void take_unit(const char **at, char unit[32])
{
    size_t n = 0;
    while (ascii_alpha(**at) && n < 31)
        unit[n++] = *(*at)++;
    unit[n] = '\0';
    if (ascii_casecmp(unit, "million") == 0) {
        snprintf(unit, 32, "million units");
        *at = blanks(*at);
        while (ascii_alpha(**at))
            ++*at;
    }
}

/* What stands behind a size may say what holds it or in how much fluid: "80 mg/2 mL", "5 g bulk".
 * A strength ("4 mg/mL") or a pair ("240/80 mg") is no size. */
static bool take_entry(const char *at, struct entry *out)
{
    at = blanks(at);
    if (!take_number(&at, &out->from))
        return false;
    out->to = out->from;
    if (*at == '-' && (++at, !take_number(&at, &out->to)))
        return false;
    at = blanks(at);
    take_unit(&at, out->unit);
    if (*out->unit && !measure_known(out->unit))
        return false;
    return *at != '/' || (*out->unit && ascii_digit(at[1]));
}

/* The unit of an entry that has none is the next one's that has. */
static const char *unit_of(const struct entry *entries, size_t n, size_t i)
{
    while (i < n && !*entries[i].unit)
        i++;
    return i < n ? entries[i].unit : "";
}

enum { MOST_ENTRIES = 16 };

/* 0 when some entry is not understood. */
static size_t read_entries(const char *list, struct entry entries[MOST_ENTRIES])
{
    size_t n = 0;
    while (*list) {
        char text[64];
        size_t length = strcspn(list, ";");
        snprintf(text, sizeof text, "%.*s", (int)length, list);
        if (n == MOST_ENTRIES || length >= sizeof text || !take_entry(text, &entries[n++]))
            return 0;
        list += length + (list[length] == ';');
    }
    return n;
}

bool container_known(const char *vials_usual, int64_t size, const char *unit)
{
    struct entry entries[MOST_ENTRIES];
    size_t n = read_entries(vials_usual, entries);
    for (size_t i = 0; i < n; i++) {
        int64_t here;
        if (!measure_convert(size, unit, unit_of(entries, n, i), &here) ||
            (entries[i].from <= here && here <= entries[i].to))
            return true;
    }
    return n == 0;
}

bool container_size(const char *vials_usual, size_t i, int64_t *size, char unit[16])
{
    struct entry entries[MOST_ENTRIES];
    size_t n = read_entries(vials_usual, entries);
    if (i >= n)
        return false;
    *size = entries[i].from;
    snprintf(unit, 16, "%.15s", unit_of(entries, n, i));
    return true;
}
