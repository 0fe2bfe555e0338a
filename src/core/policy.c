#include "policy.h"

#include "nearest.h"

#define MOST_WORDS 4

/* The words of each switch; a number has "#" and its bounds. */
static const struct switch_words {
    const char *name;
    const char *values[MOST_WORDS];
} switches[] = {
#define X(name, text, ...) {text, {__VA_ARGS__}},
    SWITCHES(X)
#undef X
};

const char *switch_name(enum switch_id id)
{
    return switches[id].name;
}

bool switch_find(const char *name, enum switch_id *id)
{
    for (int i = 0; i < SWITCH_COUNT; i++)
        if (ascii_casecmp(name, switches[i].name) == 0) {
            *id = (enum switch_id)i;
            return true;
        }
    return false;
}

static bool bounds(enum switch_id id, long *min, long *max)
{
    const char *const *values = switches[id].values;
    if (*values[0] != '#')
        return false;
    bool good = number_parse(values[1], INT16_MIN, INT16_MAX, min) &&
                number_parse(values[2], INT16_MIN, INT16_MAX, max);
    if (!good)
        BUG("switch %s has no bounds", switches[id].name);
    return true;
}

bool switch_is_number(enum switch_id id, int *min, int *max)
{
    long low, high;
    if (!bounds(id, &low, &high))
        return false;
    if (min)
        *min = (int)low;
    if (max)
        *max = (int)high;
    return true;
}

int switch_values(enum switch_id id)
{
    int n = 0;
    if (switch_is_number(id, NULL, NULL))
        return 0;
    while (n < MOST_WORDS && switches[id].values[n])
        n++;
    return n;
}

const char *switch_value_name(enum switch_id id, int value, char buf[16])
{
    const char *const *values = switches[id].values;
    if (*values[0] != '#')
        return value >= 0 && value < MOST_WORDS && values[value] ? values[value] : "";
    snprintf(buf, 16, "%d", value);
    return buf;
}

static bool find_number(enum switch_id id, const char *text, int *value, struct err *err)
{
    long min = 0, max = 0, number;
    bounds(id, &min, &max);
    if (!number_parse(text, min, max, &number))
        return err_set(err, "switch %s has no value %s; give a whole number from %ld to %ld",
                       switch_name(id), *text ? text : "\"\"", min, max);
    *value = (int)number;
    return true;
}

static void list_values(enum switch_id id, struct str *out)
{
    int n = switch_values(id);
    for (int i = 0; i < n; i++) {
        if (i > 0)
            str_add(out, i + 1 < n ? ", " : " or ");
        str_add(out, switches[id].values[i]);
    }
}

bool switch_value_find(enum switch_id id, const char *text, int *value, struct err *err)
{
    if (switch_is_number(id, NULL, NULL))
        return find_number(id, text, value, err);
    int n = switch_values(id);
    for (int i = 0; i < n; i++)
        if (ascii_casecmp(text, switches[id].values[i]) == 0) {
            *value = i;
            return true;
        }
    struct str words;
    str_init(&words, 256);
    list_values(id, &words);
    err_set(err, "switch %s has no value %s; give %s", switch_name(id), *text ? text : "\"\"",
            words.data);
    str_release(&words);
    return false;
}

static bool unknown_switch(const char *name, struct err *err)
{
    const char *names[SWITCH_COUNT];
    for (int i = 0; i < SWITCH_COUNT; i++)
        names[i] = switches[i].name;
    return err_set(err, "there is no switch %s; the nearest is %s", name,
                   names[text_nearest(name, names, SWITCH_COUNT)]);
}

bool policy_set(struct policy *policy, const char *assignment, struct err *err)
{
    const char *equals = strchr(assignment, '=');
    char name[64];
    enum switch_id id;
    if (!equals || equals == assignment)
        return err_set(err, "%s sets nothing; write SWITCH=VALUE, like overlap_mode=subtract",
                       assignment);
    snprintf(name, sizeof name, "%.*s", (int)(equals - assignment), assignment);
    if (!switch_find(name, &id))
        return unknown_switch(name, err);
    return switch_value_find(id, equals + 1, &policy->value[id], err);
}
