#include "complete.h"

bool complete_is_time(enum field_id field)
{
    return field == FIELD_START || field == FIELD_STOP;
}

static bool is_day(enum field_id field)
{
    return field == FIELD_DATE || field == FIELD_AUTH_TO || field == FIELD_COVERED_TO;
}

static bool begins(const char *name, const char *text)
{
    for (; *text; name++, text++)
        if (ascii_lower(*name) != ascii_lower(*text))
            return false;
    return true;
}

/* ---- words of a list ---- */

static const char *first_choice(enum field_id field, const char *text)
{
    const char *const *choices = field_choices(field);
    for (; choices && *choices; choices++)
        if (begins(*choices, text))
            return *choices;
    return NULL;
}

/* ---- drugs ---- */

/* Names of the drug table that hold the letters. */
struct names {
    const struct drug_key *keys[200];
    size_t n;
};

static void collect(const struct book *book, const char *text, bool inside, struct names *out)
{
    out->n = 0;
    for (size_t i = 0; i < book->n_drug_keys && out->n < COUNT_OF(out->keys); i++) {
        const char *name = book->drug_keys[i].name;
        if (inside ? strstr(name, text) != NULL : strncmp(name, text, strlen(text)) == 0)
            out->keys[out->n++] = &book->drug_keys[i];
    }
}

static const struct drug_key *shortest(const struct names *names)
{
    const struct drug_key *best = names->keys[0];
    for (size_t i = 1; i < names->n; i++)
        if (strlen(names->keys[i]->name) < strlen(best->name))
            best = names->keys[i];
    return best;
}

/* The one name that all of them go on from, or the one drug that all of them are; NULL: neither. */
static const struct drug_key *meant(const struct names *names, bool inside)
{
    if (names->n == 0)
        return NULL;
    const struct drug_key *best = shortest(names);
    bool goes_on = !inside, one_drug = true;
    for (size_t i = 0; i < names->n; i++) {
        goes_on &= begins(names->keys[i]->name, best->name);
        one_drug &= names->keys[i]->drug->identity == best->drug->identity;
    }
    return goes_on || one_drug ? best : NULL;
}

static void several(const struct names *names, struct str *out)
{
    int last = -1;
    size_t shown = 0;
    for (size_t i = 0; i < names->n && shown < 4; i++) {
        if (names->keys[i]->drug->identity == last)
            continue;
        last = names->keys[i]->drug->identity;
        str_addf(out, "%s%s", shown++ ? ", " : "", names->keys[i]->shown);
    }
}

static bool take_drug(const struct book *book, const char *text, struct str *out, struct err *err)
{
    struct names names;
    char normal[130];
    str_add(out, text);
    if (!book || book_drug(book, text, ROUTE_IV))
        return true;
    book_drug_normal(text, normal, sizeof normal);
    bool inside = false;
    collect(book, normal, false, &names);
    if (names.n == 0 && strlen(normal) >= 3) {
        inside = true;
        collect(book, normal, true, &names);
    }
    if (names.n == 0)
        return true; /* kept as charted: a finding asks for its class */
    const struct drug_key *key = meant(&names, inside);
    if (!key) {
        struct str list;
        str_init(&list, 400);
        several(&names, &list);
        err_set(err, "\"%.40s\" may be %s; type more letters, or F4 lists them all.", text,
                list.data);
        str_release(&list);
        return false;
    }
    str_clear(out);
    str_add(out, key->shown);
    return true;
}

static void drug_hint(const struct book *book, const char *text, struct str *out)
{
    const struct drug *drugs[4];
    struct names names;
    char normal[130];
    book_drug_normal(text, normal, sizeof normal);
    if (!*normal)
        return;
    const struct drug *exact = book_drug(book, text, ROUTE_IV);
    if (exact) {
        str_addf(out, "%s %s", exact->generic, exact->hcpcs);
        return;
    }
    collect(book, normal, false, &names);
    const struct drug_key *key = meant(&names, false);
    if (key)
        str_addf(out, "Tab takes %s", key->shown);
    if (key && ascii_casecmp(key->name, key->drug->generic) != 0)
        str_addf(out, " (%s)", key->drug->generic);
    if (key)
        return;
    size_t n = book_drug_search(book, text, drugs, COUNT_OF(drugs));
    if (n == 0)
        str_add(out, "not in the drug table");
    for (size_t i = 0; i < n; i++)
        str_addf(out, "%s%s", i ? " | " : names.n ? "" : "perhaps ", drugs[i]->generic);
}

/* ---- any field ---- */

static bool take_time(const struct typed_around *around, enum field_id field, const char *text,
                      struct str *out, struct err *err)
{
    char buf[24];
    minute_t at = NO_MINUTE;
    if (!typed_time(around, field == FIELD_STOP ? TYPED_STOP : TYPED_START, text, &at, err))
        return false;
    if (at != NO_MINUTE)
        str_add(out, when_print(at, buf));
    return true;
}

static bool take_day(const struct typed_around *around, const char *text, struct str *out,
                     struct err *err)
{
    char buf[16];
    day_t day = NO_DAY;
    if (!typed_day(around, text, &day, err))
        return false;
    str_add(out, when_print_day(day, buf));
    return true;
}

bool complete_field(const struct book *book, const struct typed_around *around, enum field_id field,
                    const char *text, struct str *out, struct err *err)
{
    str_clear(out);
    if (complete_is_time(field))
        return take_time(around, field, text, out, err);
    if (is_day(field))
        return take_day(around, text, out, err);
    if (text_empty(text))
        return true;
    if (field == FIELD_DRUG)
        return take_drug(book, text, out, err);
    const char *choice = field == FIELD_FLAGS ? NULL : first_choice(field, text);
    str_add(out, choice ? choice : text);
    return true;
}

void complete_hint(const struct book *book, enum field_id field, const char *text, struct str *out)
{
    str_clear(out);
    if (text_empty(text))
        return;
    if (field == FIELD_DRUG) {
        if (book)
            drug_hint(book, text, out);
        return;
    }
    const char *choice = field == FIELD_FLAGS ? NULL : first_choice(field, text);
    if (choice && strcmp(choice, text) != 0)
        str_addf(out, "Tab takes %s", choice);
}
