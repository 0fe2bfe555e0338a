#include "measure.h"

enum family { MASS, UNITS, VOLUME, CHARGE, VIAL };

/* Units of measure that convert into each other, in steps of the smallest; most: the largest amount
 * whose steps can be counted. */
static const struct {
    const char *name;
    enum family family;
    int64_t size, most;
} measures[] = {
#define M(name, family, size)                                                                      \
    {                                                                                              \
        name, family, size, INT64_MAX / (size)                                                     \
    }
    M("mcg", MASS, 1),           M("ug", MASS, 1),
    M("mg", MASS, 1000),         M("g", MASS, 1000000),
    M("gram", MASS, 1000000),    M("grams", MASS, 1000000),
    M("units", UNITS, 1),        M("unit", UNITS, 1),
    M("iu", UNITS, 1),           M("u", UNITS, 1),
    M("mu", UNITS, 1000000),     M("million units", UNITS, 1000000),
    M("ml", VOLUME, 1),          M("cc", VOLUME, 1),
    M("l", VOLUME, 1000),        M("meq", CHARGE, 1),
    M("vial", VIAL, 1),          M("vials", VIAL, 1),
    M("miu", UNITS, 1000000),    M("gm", MASS, 1000000),
    M("gms", MASS, 1000000),     M("\xC2\xB5g", MASS, 1),
    M("\xCE\xBCg", MASS, 1),     M("milligram", MASS, 1000),
    M("milligrams", MASS, 1000), M("microgram", MASS, 1),
    M("micrograms", MASS, 1),    M("milliliter", VOLUME, 1),
    M("milliliters", VOLUME, 1),
#undef M
};

int measure_find(const char *name)
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

bool measure_counts_containers(int measure)
{
    return measure >= 0 && measures[measure].family == VIAL;
}

bool measure_known(const char *unit)
{
    return measure_find(unit) >= 0;
}

bool measure_by_number(int64_t amount, int from, int to, int64_t *out)
{
    if (from < 0 || to < 0 || measures[from].family != measures[to].family ||
        amount > measures[from].most)
        return false;
    *out = from == to ? amount : amount * measures[from].size / measures[to].size;
    return true;
}

bool measure_convert(int64_t amount, const char *from, const char *to, int64_t *out)
{
    return measure_by_number(amount, measure_find(from), measure_find(to), out);
}
