#include "filter.h"

static bool take_day(const char *word, const char *value, day_t *day, struct err *err)
{
    if (when_parse_day(value, day))
        return true;
    return err_set(err, "%s: \"%s\" is no date; write it as YYYY-MM-DD", word, value);
}

static bool take(struct filter *filter, const char *name, const char *value, struct err *err)
{
    if (strcmp(name, "coder") == 0)
        filter->store.coder = value;
    else if (strcmp(name, "number") == 0)
        filter->store.number = value;
    else if (strcmp(name, "from") == 0)
        return take_day(name, value, &filter->store.from, err);
    else if (strcmp(name, "to") == 0)
        return take_day(name, value, &filter->store.to, err);
    else if (strcmp(name, "limit") == 0)
        return number_parse(value, 1, 1000000000, &filter->limit) ||
               err_set(err, "limit: \"%s\" is no whole number of 1 or more", value);
    else if (strcmp(name, "status") == 0)
        return status_find(value, &filter->store.status) ||
               err_set(
                   err,
                   "status: \"%s\" is none; write draft, coded, \"in review\", returned or final",
                   value);
    else
        return err_set(err,
                       "%s is no filter; write status= coder= number= from= to= or limit=", name);
    return true;
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
                "%s is no filter; write NAME=VALUE such as status=coded, see `ivledger help list`",
                words[i]);
        snprintf(name, sizeof name, "%.*s", (int)(equals - words[i]), words[i]);
        if (!take(filter, name, equals + 1, err))
            return false;
    }
    return true;
}
