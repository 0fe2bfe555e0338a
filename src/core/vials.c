#include "vials.h"

#define MOST_VIALS 99999

static const char *blanks(const char *at)
{
    while (ascii_space(*at))
        at++;
    return at;
}

/* Moves behind word if it stands here as a word of its own. */
static bool take_word(const char **at, const char *word)
{
    const char *end = *at;

    while (*word && ascii_lower(*end) == *word) {
        end++;
        word++;
    }
    if (*word || (*end && !ascii_space(*end)))
        return false;
    *at = blanks(end);
    return true;
}

static bool take_count(const char **at, int *count)
{
    int value = 0;

    while (ascii_digit(**at) && value <= MOST_VIALS)
        value = value * 10 + (*(*at)++ - '0');
    *count = value;
    return value > 0 && value <= MOST_VIALS;
}

/* x, X or the sign of multiplication. */
static bool take_times(const char **at)
{
    *at = blanks(*at);
    if (ascii_lower(**at) == 'x')
        ++*at;
    else if (strncmp(*at, "\xC3\x97", 2) == 0)
        *at += 2;
    else
        return false;
    *at = blanks(*at);
    return true;
}

static bool take_size(const char **at, int64_t *size)
{
    char number[32];
    size_t n = 0;

    while (n < sizeof number - 1 && (ascii_digit(**at) || **at == '.'))
        number[n++] = *(*at)++;
    number[n] = '\0';
    return decimal_parse(number, size) && *size > 0;
}

static bool ends_vial(char c)
{
    return c == '\0' || c == '+' || c == ',';
}

/* A unit runs up to a plus, a comma, the end, or the word shared: mg, mcg/mL, million units. */
static bool take_unit(struct arena *a, const char **at, const char **unit)
{
    const char *from = *at = blanks(*at), *end = from;

    if (!ascii_alpha(*from) && (unsigned char)*from < 0x80)
        return false;
    while (!ends_vial(**at)) {
        const char *word = *at;
        if (take_word(&word, "shared"))
            break;
        while (!ends_vial(**at) && !ascii_space(**at))
            ++*at;
        end = *at;
        *at = blanks(*at);
    }
    *unit = arena_textn(a, from, (size_t)(end - from));
    return end > from;
}

static bool take_vial(struct arena *a, const char **at, struct vial *vial)
{
    return take_count(at, &vial->count) && take_times(at) && take_size(at, &vial->size) &&
           take_unit(a, at, &vial->unit);
}

/* The next container stands behind a plus or a comma; behind a comma the word shared may too. */
static bool take_joint(const char **at)
{
    const char *next = blanks(*at), *shared;
    bool comma = *next == ',';

    if (!comma && *next != '+')
        return false;
    *at = shared = blanks(next + 1);
    return !comma || !take_word(&shared, "shared");
}

static bool take_list(struct arena *a, const char **at, struct vials *out)
{
    size_t n = 0, cap = 0;

    do {
        struct vial *vial = ARENA_PUSH(a, out->items, n, cap);
        *at = blanks(*at);
        if (!take_vial(a, at, vial))
            return false;
    } while (take_joint(at));
    out->n = (int)n;
    return true;
}

static bool take_multi(const char **at)
{
    static const char *const names[] = {"multi", "mdv", "multi-dose", "multidose"};

    for (size_t i = 0; i < COUNT_OF(names); i++)
        if (take_word(at, names[i]))
            return true;
    return false;
}

bool vials_parse(struct arena *a, const char *text, struct vials *out)
{
    struct vials read = {0};
    const char *at = blanks(text);

    if (*at) {
        if (take_multi(&at))
            read.multi = true;
        else if (!take_list(a, &at, &read))
            return false;
        read.shared = take_word(&at, "shared");
    }
    if (*at)
        return false;
    *out = read;
    return true;
}

void vials_print(const struct vials *vials, struct str *out)
{
    char number[32];

    for (int i = 0; i < vials->n; i++)
        str_addf(out, "%s%dx%s %s", i ? " + " : "", vials->items[i].count,
                 decimal_print(vials->items[i].size, number), vials->items[i].unit);
    if (vials->multi)
        str_add(out, "multi");
    if (vials->shared)
        str_add(out, " shared");
}
