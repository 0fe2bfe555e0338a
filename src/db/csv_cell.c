/* csv_inside.h: what a cell says, and whether the cells of a header can be names. */
#include "csv_inside.h"

static const char *trim(const char *text, size_t *length)
{
    while (*length > 0 && ascii_space(text[*length - 1]))
        --*length;
    while (*length > 0 && ascii_space(*text)) {
        text++;
        --*length;
    }
    return text;
}

const char *csv_tidy(const char *text, size_t *length)
{
    text = trim(text, length);
    if (!csv_is_guarded(text, *length))
        return text;
    --*length;
    return trim(text + 1, length);
}

bool csv_names_good(const char *const *names, size_t n, struct err *err)
{
    for (size_t i = 0; i < n; i++) {
        if (!*names[i])
            return err_set(err, "column %zu has no name; name it or take it out", i + 1);
        if (text_has_control(names[i])) /* else two columns may read as one */
            return err_set(err, "the name of column %zu holds a control character; type it anew",
                           i + 1);
        for (size_t j = 0; j < i; j++)
            if (strcmp(names[i], names[j]) == 0)
                return err_set(err,
                               "columns %zu and %zu are both named \"%.60s\"; "
                               "take one of them out",
                               j + 1, i + 1, names[i]);
    }
    return true;
}
