#include "vials.h"

#include "measure.h"

#define MOST_VIALS 99999

static const char *blanks(const char *at)
{
    while (ascii_space(*at))
        at++;
    return at;
}

/* Where the words of one container end. */
static bool ends_vial(char c)
{
    return c == '\0' || c == '+' || c == ',';
}

/* Moves behind word if it stands here as a word of its own. */
static bool take_word(const char **at, const char *word)
{
    const char *end = *at;

    while (*word && ascii_lower(*end) == *word) {
        end++;
        word++;
    }
    if (*word || !(ends_vial(*end) || ascii_space(*end)))
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

/* x, X, a star or the sign of multiplication. */
static bool take_times(const char **at)
{
    *at = blanks(*at);
    if (ascii_lower(**at) == 'x' || **at == '*')
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

static bool take_one_of(const char **at, const char *const *words)
{
    for (; *words; words++)
        if (take_word(at, *words))
            return true;
    return false;
}

static bool take_multi(const char **at)
{
    static const char *const names[] = {"multi", "mdv", "multi-dose", "multidose", NULL};

    return take_one_of(at, names);
}

/* What an opened container is called says nothing that its size does not: 2x100 mg vials. */
static bool take_container(const char **at)
{
    static const char *const names[] = {"vial",    "vials",    "sdv",        "single-dose",
                                        "ampule",  "ampules",  "ampoule",    "ampoules",
                                        "syringe", "syringes", "single-use", NULL};

    return take_one_of(at, names);
}

static bool count_follows(const char *at)
{
    int count;
    return take_times(&at) && take_count(&at, &count);
}

/* True where the words of a unit end: at a plus, a comma, the end, or the words behind a size. */
static bool ends_unit(const char *at, bool any)
{
    return ends_vial(*at) || (any && count_follows(at)) || take_word(&at, "shared") ||
           take_multi(&at) || (any && take_container(&at));
}

/* A unit of one or more words (mg, mcg/mL, million units), and what the container is called. */
static bool take_unit(struct arena *a, const char **at, const char **unit)
{
    const char *from = *at = blanks(*at), *end = from;

    if (!ascii_alpha(*from) && (unsigned char)*from < 0x80)
        return false;
    while (!ends_unit(*at, end > from)) {
        while (!ends_vial(**at) && !ascii_space(**at))
            ++*at;
        end = *at;
        *at = blanks(*at);
    }
    *unit = arena_textn(a, from, (size_t)(end - from));
    while (take_container(at))
        ;
    return end > from;
}

/* One container by its size, or several with their number behind it: 100 mg, 150 mg x 2. */
static bool take_size_first(struct arena *a, const char **at, struct vial *vial)
{
    vial->count = 1;
    if (!take_size(at, &vial->size) || !take_unit(a, at, &vial->unit))
        return false;
    int unit = measure_find(vial->unit);
    if (unit < 0 || measure_counts_containers(unit)) /* 4 vials: of which size? */
        return false;
    if (!count_follows(*at))
        return true;
    bool good = take_times(at) && take_count(at, &vial->count);
    *at = blanks(*at);
    return good;
}

static bool take_vial(struct arena *a, const char **at, struct vial *vial)
{
    const char *from = *at;
    if (take_count(at, &vial->count) && take_times(at))
        return take_size(at, &vial->size) && take_unit(a, at, &vial->unit);
    *at = from;
    return take_size_first(a, at, vial);
}

/* The next container stands behind a plus or a comma; behind a comma the words multi and shared
 * may too. */
static bool take_joint(const char **at)
{
    const char *next = blanks(*at), *word;
    bool comma = *next == ',';

    if (!comma && *next != '+')
        return false;
    *at = word = blanks(next + 1);
    return !comma || (!take_word(&word, "shared") && !take_multi(&word));
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

bool vials_parse(struct arena *a, const char *text, struct vials *out)
{
    struct vials read = {0};
    const char *at = blanks(text);

    if (*at) {
        read.multi = take_multi(&at);
        if (!read.multi && !take_list(a, &at, &read))
            return false;
        read.multi = read.multi || take_multi(&at);
        if (read.multi && *at == ',')
            at = blanks(at + 1);
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
        str_add(out, vials->n ? " multi" : "multi");
    if (vials->shared)
        str_add(out, " shared");
}
