#include "site.h"

#include "field.h"
#include "nearest.h"

static const struct {
    const char *name, *words;
    enum site_kind kind;
} settings[] = {
#define X(name, text, kind, words) {text, words, SITE_KIND_##kind},
    SITE_SETTINGS(X)
#undef X
};

const char *site_setting_name(enum site_setting id)
{
    return settings[id].name;
}

enum site_kind site_setting_kind(enum site_setting id)
{
    return settings[id].kind;
}

const char *site_setting_words(enum site_setting id)
{
    return settings[id].words;
}

bool site_setting_find(const char *name, enum site_setting *id)
{
    for (size_t i = 0; i < COUNT_OF(settings); i++) {
        size_t length = strlen(settings[i].name);
        bool begins =
            settings[i].kind == SITE_KIND_REVENUE && strncmp(name, settings[i].name, length) == 0;
        if (!begins && strcmp(name, settings[i].name) != 0)
            continue;
        *id = (enum site_setting)i;
        return true;
    }
    return false;
}

const char *site_setting_nearest(const char *name)
{
    const char *names[SITE_SETTING_COUNT];
    for (int i = 0; i < SITE_SETTING_COUNT; i++)
        names[i] = settings[i].name;
    return names[text_nearest(name, names, SITE_SETTING_COUNT)];
}

void site_init(struct site *site)
{
    *site = (struct site){.path = ""};
    arena_init(&site->arena);
}

void site_release(struct site *site)
{
    arena_release(&site->arena);
    site_init(site);
}

/* ---- values ---- */

static bool digits(const char *text, size_t n)
{
    return strlen(text) == n && strspn(text, "0123456789") == n;
}

static bool is_word(const char *words, const char *text)
{
    size_t n = strlen(text);
    for (const char *at = strstr(words, text); at && n > 0; at = strstr(at + 1, text))
        if ((at == words || at[-1] == ' ') && (at[n] == ' ' || !at[n]))
            return true;
    return false;
}

static bool is_codes(const char *text)
{
    if (strcmp(text, "all") == 0)
        return true;
    while (*text) {
        size_t n = strcspn(text, " ");
        for (size_t i = 0; i < n; i++)
            if (!ascii_digit(text[i]) && !(text[i] >= 'A' && text[i] <= 'Z'))
                return false;
        if (n != 5)
            return false;
        text += n + strspn(text + n, " ");
    }
    return true;
}

const char *site_value_read(struct site_row *row)
{
    switch (site_setting_kind(row->id)) {
    case SITE_KIND_TEXT: return NULL;
    case SITE_KIND_WORD:
        return is_word(settings[row->id].words, row->value) ? NULL
                                                                : site_setting_words(row->id);
    case SITE_KIND_PLACE: return digits(row->value, 2) ? NULL : "two digits such as 11";
    case SITE_KIND_CODES:
        return is_codes(row->value) ? NULL : "HCPCS codes with blanks between, or all";
    case SITE_KIND_AMOUNT:
        return decimal_parse(row->value, &row->amount) && row->amount > 0 &&
                       row->amount < (int64_t)100 * 1000000
                   ? NULL
                   : "a number above 0 such as 1.034";
    case SITE_KIND_REVENUE: return digits(row->value, 4) ? NULL : "four digits such as 0260";
    }
    return NULL;
}

/* ---- what it says ---- */

static const struct site_row *row_of(const struct site *site, const char *setting, day_t day)
{
    for (size_t i = 0; site && i < site->n_rows; i++)
        if (strcmp(site->rows[i].setting, setting) == 0 && days_hold(site->rows[i].days, day))
            return &site->rows[i];
    return NULL;
}

const char *site_text(const struct site *site, enum site_setting id, day_t day)
{
    const struct site_row *row = row_of(site, settings[id].name, day);
    return row ? row->value : "";
}

void site_fill(const struct site *site, struct encounter *e, day_t day)
{
    const char *setting = site_text(site, SITE_SETTING, day);
    const char *payer = site_text(site, SITE_PAYER, day);
    if (e->setting == SETTING_NONE && *setting)
        field_set(e, NULL, FIELD_SETTING, setting, NULL);
    if (text_empty(e->payer) && *payer)
        field_set(e, NULL, FIELD_PAYER, payer, NULL);
}

bool site_says(const struct site *site, enum site_setting id, const char *word, day_t day)
{
    return strcmp(site_text(site, id, day), word) == 0;
}

int64_t site_amount(const struct site *site, enum site_setting id, day_t day)
{
    const struct site_row *row = row_of(site, settings[id].name, day);
    return row ? row->amount : 0;
}

bool site_lists(const struct site *site, enum site_setting id, const char *code, day_t day)
{
    const char *at = site_text(site, id, day);
    size_t length = strlen(code);
    if (strcmp(at, "all") == 0)
        return true;
    while (*at) {
        size_t n = strcspn(at, " ");
        if (n == length && strncmp(at, code, n) == 0)
            return true;
        at += n + strspn(at + n, " ");
    }
    return false;
}

const char *site_revenue(const struct site *site, const char *id, day_t day)
{
    const struct site_row *row = row_of(site, id, day);
    return row ? row->value : "";
}

int64_t site_charge(const struct site *site, const char *code, day_t day)
{
    for (size_t i = 0; site && i < site->n_charges; i++)
        if (strcmp(site->charges[i].code, code) == 0 && days_hold(site->charges[i].days, day))
            return site->charges[i].charge / 10000;
    return -1;
}
