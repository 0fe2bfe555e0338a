#include "trail.h"

#include "../../core/when.h"

static bool take(struct store_trail *out, const char *name, size_t n, const char *value,
                 struct err *err)
{
    const struct {
        const char *name, **place;
        bool day;
    } takes[] = {{"number", &out->number, false}, {"who", &out->who, false},
                 {"what", &out->what, false},     {"from", &out->from, true},
                 {"to", &out->to, true},          {"text", &out->text, false}};
    char shown[64];
    day_t day;
    for (size_t i = 0; i < COUNT_OF(takes); i++) {
        if (strlen(takes[i].name) != n || strncmp(takes[i].name, name, n) != 0)
            continue;
        if (takes[i].day && !when_parse_day(value, &day))
            return err_set(err, "%s wants a date such as 2026-03-01, not \"%s\"", takes[i].name,
                           text_short(value, shown));
        *takes[i].place = value;
        return true;
    }
    return err_set(err, "the audit trail is narrowed by a number, who=, what=, from=, to= or text=, "
                        "not \"%s\"", text_short(name, shown));
}

bool trail_read(struct arena *arena, const char *words, struct store_trail *out, struct err *err)
{
    for (const char *at = words + strspn(words, " "); *at != '\0';) {
        size_t n = strncmp(at, "text=", 5) == 0 ? strlen(at) : strcspn(at, " "); /* the rest */
        const char *word = arena_textn(arena, at, n), *equals = strchr(word, '=');
        if (equals == NULL)
            out->number = word;
        else if (!take(out, word, (size_t)(equals - word), equals + 1, err))
            return false;
        at += n + strspn(at + n, " ");
    }
    return true;
}

void trail_row_text(const struct store_audit *row, struct str *out)
{
    str_clear(out);
    str_addf(out, "%lld  %s  %-10s %s %s", (long long)row->id, row->at, row->who, row->number,
             row->what);
    if (row->before[0] != '\0')
        str_addf(out, "  was: %s", row->before);
    if (row->after[0] != '\0')
        str_addf(out, "%s%s", row->before[0] != '\0' ? "  is: " : "  ", row->after);
    text_tame(out->data);
}
