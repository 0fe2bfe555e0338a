#include "filter.h"

static bool take(struct filter *filter, const char *name, const char *value, struct err *err)
{
    if (strcmp(name, "limit") == 0)
        return number_parse(value, 1, 1000000000, &filter->limit) ||
               err_set(err, "limit: \"%s\" is no whole number of 1 or more", value);
    return filter_set(&filter->store, name, value, err);
}

bool filter_read(struct filter *filter, int n, char *const *words, struct err *err)
{
    *filter = (struct filter){.store = STORE_FILTER_ANY};
    for (int i = 0; i < n; i++) {
        char name[32];
        const char *equals = strchr(words[i], '=');
        if (equals == NULL)
            return err_set(
                err,
                "%s is no filter; write NAME=VALUE such as status=coded, see `ivledger help filters`",
                words[i]);
        snprintf(name, sizeof name, "%.*s", (int)(equals - words[i]), words[i]);
        if (!take(filter, name, equals + 1, err))
            return false;
    }
    return true;
}
