#include "measure.h"

/* Units of measure that convert into each other, in steps of the smallest. */
static const struct {
    const char *name;
    const char *family;
    int64_t size;
} measures[] = {
    {"mcg", "mass", 1},        {"ug", "mass", 1},         {"mg", "mass", 1000},
    {"g", "mass", 1000000},    {"gram", "mass", 1000000}, {"grams", "mass", 1000000},
    {"units", "units", 1},     {"unit", "units", 1},      {"iu", "units", 1},
    {"u", "units", 1},         {"mu", "units", 1000000},  {"million units", "units", 1000000},
    {"ml", "volume", 1},       {"cc", "volume", 1},       {"l", "volume", 1000},
    {"meq", "charge", 1},      {"vial", "vial", 1},       {"vials", "vial", 1},
    {"miu", "units", 1000000}, {"gm", "mass", 1000000},   {"gms", "mass", 1000000},
    {"\xC2\xB5g", "mass", 1},  {"\xCE\xBCg", "mass", 1},
};

static int measure_find(const char *name)
{
    if (!name || !*name)
        return -1;
    char first = ascii_lower(name[0]), second = ascii_lower(name[1]); /* as the names above are */
    for (size_t i = 0; i < COUNT_OF(measures); i++)
        if (measures[i].name[0] == first && measures[i].name[1] == second &&
            ascii_casecmp(measures[i].name, name) == 0)
            return (int)i;
    return -1;
}

bool measure_known(const char *unit)
{
    return measure_find(unit) >= 0;
}

bool measure_convert(int64_t amount, const char *from, const char *to, int64_t *out)
{
    int a = measure_find(from), b = strcmp(from ? from : "", to) == 0 ? a : measure_find(to);
    if (a < 0 || b < 0 || strcmp(measures[a].family, measures[b].family) != 0)
        return false;
    if (amount > INT64_MAX / measures[a].size)
        return false;
    *out = amount * measures[a].size / measures[b].size;
    return true;
}
