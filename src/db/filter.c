#include "filter.h"

#include "../core/nearest.h"
#include "store.h"

enum { MOST_CENTS = 2000000000 };
enum value_kind {
    VALUE_WORDS,
    VALUE_DAY,
    VALUE_STATUS,
    VALUE_YES,
    VALUE_CHOICE,
    VALUE_NUMBER,
    VALUE_RANGE,
    VALUE_SORT
};

struct filter_row {
    const char *name;
    enum value_kind kind;
    const char *takes; /* for VALUE_CHOICE the words themselves, with | between */
    const char *say;
    struct filter_by by;
};

/* An overrule stands until it is taken back; both are rows. */
#define STANDING                                                                                   \
    "undoes = 0 AND NOT EXISTS (SELECT 1 FROM overrules u WHERE u.undoes = x.id)"
#define OVERRIDDEN "SELECT x.encounter FROM overrules x WHERE x." STANDING
#define DIFFERS                                                                                    \
    "SELECT encounter FROM reviews WHERE codes <> '' AND (codes <> coder_codes OR codes <> "       \
    "engine_codes)"                                                                                \
    " UNION " OVERRIDDEN

static const struct filter_row rows[FILTER_COUNT] = {
    [FILTER_STATUS] = {"status", VALUE_STATUS, "draft|coded|in review|returned|final", "where it stands",
                       {BY_FACET, "status:"}},
    [FILTER_CODER] = {"coder", VALUE_WORDS, "NAME", "who coded it", {BY_FACET, "coder:"}},
    [FILTER_NUMBER] = {"number", VALUE_WORDS, "BEGINNING", "its number begins so",
                       {BY_NUMBER, ""}},
    [FILTER_FROM] = {"from", VALUE_DAY, "YYYY-MM-DD", "date of service, this day or later",
                     {BY_DAYS, ""}},
    [FILTER_TO] = {"to", VALUE_DAY, "YYYY-MM-DD", "date of service, this day or earlier", {BY_DAYS, ""}},
    [FILTER_CHANGED] = {"changed", VALUE_DAY, "YYYY-MM-DD", "last saved that day",
                        {BY_FACET, "changed:"}},
    [FILTER_PAYER] = {"payer", VALUE_WORDS, "NAME", "who pays", {BY_FACET, "payer:"}},
    [FILTER_SETTING] = {"setting", VALUE_CHOICE, "facility|office", "whose claim",
                        {BY_FACET, "setting:"}},
    [FILTER_AMOUNT] = {"amount", VALUE_RANGE, "LEAST..MOST",
                       "Medicare's amount for it, as far as it is known: 200..500, 1000.. or ..50",
                       {BY_AMOUNT, ""}},
    [FILTER_CODE] = {"code", VALUE_WORDS, "CODE", "the code is on the claim", {BY_FACET, "code:"}},
    [FILTER_MODIFIER] = {"modifier", VALUE_WORDS, "MODIFIER", "some code has this modifier",
                         {BY_FACET, "modifier:"}},
    [FILTER_RULE] = {"rule", VALUE_WORDS, "RULE", "some code is there by this rule", {BY_FACET, "rule:"}},
    [FILTER_FINDING] = {"finding", VALUE_WORDS, "FINDING", "it has this finding", {BY_FACET, "finding:"}},
    [FILTER_SEVERITY] = {"severity", VALUE_CHOICE, "error|warning|note",
                         "it has a finding of this severity", {BY_FACET, "severity:"}},
    [FILTER_DRUG] = {"drug", VALUE_WORDS, "NAME", "a drug was charted that begins so",
                     {BY_BEGINNING, "drug:"}},
    [FILTER_OVERRIDDEN] = {"overridden", VALUE_YES, "yes|no", "its coder departed from the engine",
                           {BY_QUERY, OVERRIDDEN}},
    [FILTER_DIFFERS] = {"differs", VALUE_YES, "yes|no", "coder, engine or reviewer disagree",
                        {BY_QUERY, DIFFERS}},
    [FILTER_REVIEW] = {"review", VALUE_CHOICE, "open|returned|agreed|rebutted|escalated|closed",
                       "a review of it stands so", {BY_QUERY, "SELECT encounter FROM reviews WHERE state = ?1"}},
    [FILTER_REVIEWER] = {"reviewer", VALUE_WORDS, "NAME", "who reviewed it",
                         {BY_QUERY, "SELECT encounter FROM reviews WHERE reviewer = ?1"}},
    [FILTER_SAMPLE] = {"sample", VALUE_NUMBER, "N", "it was drawn into this sample",
                       {BY_QUERY, "SELECT encounter FROM sampled WHERE sample = CAST(?1 AS INTEGER)"}},
    [FILTER_TEXT] = {"text", VALUE_WORDS, "WORDS",
                     "number, patient, drugs, codes, findings or notes hold words that begin so",
                     {BY_TEXT, ""}},
    [FILTER_SORT] = {"sort", VALUE_SORT, "changed|date|number|coder|amount",
                     "the order of a list: last or most first, names from A; with - before it backwards",
                     {BY_NOTHING, ""}},
    [FILTER_SAVED] = {"filter", VALUE_WORDS, "NAME", "the words kept under that name (`ivledger filters`)",
                      {BY_NOTHING, ""}},
};

const char *filter_name(enum filter_id id)
{
    return rows[id].name;
}

const char *filter_takes(enum filter_id id)
{
    return rows[id].takes;
}

const char *filter_say(enum filter_id id)
{
    return rows[id].say;
}

const struct filter_by *filter_get_by(enum filter_id id)
{
    return &rows[id].by;
}

bool filter_is_no(enum filter_id id, const char *value)
{
    return rows[id].kind == VALUE_YES && strcmp(value, "no") == 0;
}

/* ---- taking words ---- */

static bool one_of(const char *value, const char *choices)
{
    for (const char *at = choices; *at != '\0';) {
        size_t n = strcspn(at, "|");
        if (strlen(value) == n && strncmp(at, value, n) == 0)
            return true;
        at += n + (at[n] == '|');
    }
    return false;
}

/* Dollars, at most to the cent; "" gives what. */
static bool read_cents(const char *text, size_t n, int64_t what, int64_t *cents)
{
    char copy[32];
    int64_t millionths;
    *cents = what;
    if (n == 0)
        return true;
    if (n >= sizeof copy)
        return false;
    snprintf(copy, sizeof copy, "%.*s", (int)n, text);
    if (!decimal_parse(copy, &millionths) || millionths % 10000 != 0 || millionths < 0)
        return false;
    *cents = millionths / 10000;
    return true;
}

bool filter_amounts(const char *text, int64_t *from, int64_t *to)
{
    const char *dots = strstr(text, "..");
    if (dots == NULL)
        return read_cents(text, strlen(text), -1, from) && read_cents(text, strlen(text), -1, to) &&
               *from >= 0;
    return strlen(text) > 2 && read_cents(text, (size_t)(dots - text), 0, from) &&
           read_cents(dots + 2, strlen(dots + 2), MOST_CENTS, to) && *from <= *to;
}

static bool fits(const struct filter_row *row, const char *value, struct err *err)
{
    day_t day;
    long number;
    switch (row->kind) {
    case VALUE_DAY:
        return when_parse_day(value, &day) ||
               err_set(err, "%s: \"%s\" is no date; write it as YYYY-MM-DD", row->name, value);
    case VALUE_STATUS:
    case VALUE_YES:
    case VALUE_CHOICE:
        return one_of(value, row->takes) ||
               err_set(err, "%s: \"%s\" is none; write one of %s", row->name, value, row->takes);
    case VALUE_NUMBER:
        return number_parse(value, 1, 1000000000, &number) ||
               err_set(err, "%s: \"%s\" is no whole number of 1 or more", row->name, value);
    case VALUE_RANGE: {
        int64_t from, to;
        return filter_amounts(value, &from, &to) ||
               err_set(err, "%s: \"%s\" is no range of dollars; write it as 200..500, 1000.. or ..50",
                       row->name, value);
    }
    case VALUE_SORT:
        return one_of(value + (value[0] == '-'), row->takes) ||
               err_set(err, "%s: \"%s\" is none; write one of %s, with - before it backwards",
                       row->name, value, row->takes);
    case VALUE_WORDS: return true;
    }
    return true;
}

static void put(struct store_filter *filter, enum filter_id id, const char *value)
{
    switch (id) {
    case FILTER_STATUS:
        filter->status = STATUS_NONE;
        status_find(value, &filter->status);
        return;
    case FILTER_CODER: filter->coder = value; return;
    case FILTER_NUMBER: filter->number = value; return;
    case FILTER_CHANGED: filter->changed_on = value; return;
    case FILTER_FROM:
    case FILTER_TO: {
        day_t *day = id == FILTER_FROM ? &filter->from : &filter->to;
        if (!when_parse_day(value, day))
            *day = NO_DAY;
        return;
    }
    default: filter->words[id] = value; return;
    }
}

bool filter_set(struct store_filter *filter, const char *name, const char *value, struct err *err)
{
    const char *names[FILTER_COUNT];
    char shown[64];
    for (int id = 0; id < FILTER_COUNT; id++) {
        names[id] = rows[id].name;
        if (strcmp(name, rows[id].name) != 0)
            continue;
        if (value == NULL)
            value = "";
        if (value[0] != '\0' && !fits(&rows[id], value, err))
            return false;
        put(filter, (enum filter_id)id, value);
        return true;
    }
    return err_set(err, "%s is no filter; the nearest is %s=%s, `ivledger help filters` shows all",
                   text_short(name, shown), names[text_nearest(name, names, FILTER_COUNT)],
                   rows[text_nearest(name, names, FILTER_COUNT)].takes);
}

/* One word up to a blank, blanks between quotes belong to it; the quotes go.  NULL: no more. */
static char *next_word(const char **at, struct arena *arena)
{
    bool quoted = false;
    *at += strspn(*at, " ");
    if (**at == '\0')
        return NULL;
    char *word = arena_text(arena, *at), *to = word;
    for (; **at != '\0' && (quoted || **at != ' '); ++*at)
        if (**at == '"')
            quoted = !quoted;
        else
            *to++ = **at;
    *to = '\0';
    return word;
}

bool filter_words(struct store_filter *filter, const char *words, struct arena *arena,
                  struct err *err)
{
    const char *text = "";
    char *word;
    bool fine = true;
    *filter = STORE_FILTER_ANY;
    while (fine && (word = next_word(&words, arena)) != NULL) {
        char *equals = strchr(word, '=');
        if (equals == NULL || equals == word) {
            text = arena_format(arena, "%s%s%s", text, *text != '\0' ? " " : "", word);
        } else {
            *equals = '\0';
            fine = filter_set(filter, word, equals + 1, err);
        }
    }
    if (*text != '\0')
        put(filter, FILTER_TEXT, text);
    return fine;
}

/* ---- giving them back ---- */

const char *filter_value(const struct store_filter *filter, enum filter_id id, char buf[16])
{
    const char *text = filter->words[id];
    switch (id) {
    case FILTER_STATUS: return status_name(filter->status);
    case FILTER_CODER: text = filter->coder; break;
    case FILTER_NUMBER: text = filter->number; break;
    case FILTER_CHANGED: text = filter->changed_on; break;
    case FILTER_FROM: return when_print_day(filter->from, buf);
    case FILTER_TO: return when_print_day(filter->to, buf);
    default: break;
    }
    return text != NULL ? text : "";
}

bool filter_open(const struct store_filter *filter)
{
    char buf[16];
    for (int id = 0; id < FILTER_COUNT; id++)
        if (id != FILTER_SORT && filter_value(filter, (enum filter_id)id, buf)[0] != '\0')
            return false;
    return true;
}

void filter_below(struct store_filter *filter, const struct store_filter *under)
{
    char buf[16];
    for (int i = 0; i < FILTER_COUNT; i++) {
        enum filter_id id = (enum filter_id)i;
        if (filter_value(filter, id, buf)[0] == '\0')
            put(filter, id, filter_value(under, id, buf));
    }
}

enum sort filter_sort(const struct store_filter *filter, bool *backwards)
{
    static const char *const names[SORT_COUNT] = {"changed", "date", "number", "coder", "amount"};
    const char *word = filter->words[FILTER_SORT] != NULL ? filter->words[FILTER_SORT] : "";
    *backwards = word[0] == '-';
    for (int i = 0; i < SORT_COUNT; i++)
        if (strcmp(word + *backwards, names[i]) == 0)
            return (enum sort)i;
    return SORT_CHANGED;
}

void filter_print(const struct store_filter *filter, struct str *out)
{
    char buf[16];
    for (int id = 0, n = 0; id < FILTER_COUNT; id++) {
        const char *value = filter_value(filter, (enum filter_id)id, buf);
        if (value[0] != '\0')
            str_addf(out, strchr(value, ' ') != NULL ? "%s%s=\"%s\"" : "%s%s=%s", n++ > 0 ? " " : "",
                     rows[id].name, value);
    }
}
