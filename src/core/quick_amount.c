/* Amounts of the quick line: doses and lengths; and the marks @ # v and FIELD=VALUE. */
#include "quick_inside.h"

static const char *copy_part(struct reading *r, const char *text, size_t length)
{
    return arena_textn(&r->out->arena, text, length);
}

/* ---- @line #bag v2 ---- */

bool quick_read_mark(struct reading *r)
{
    const struct quick_word *word = &r->words[r->at];
    const char *text = word->text;

    if (word->quoted == 0)
        return false;
    if (*text == '@')
        quick_put(r, FIELD_LINE, text + 1, r->at, r->at);
    else if (*text == '#')
        quick_put(r, FIELD_BAG, text + 1, r->at, r->at);
    else if (ascii_lower(*text) == 'v' && ascii_digit(text[1]) && quick_plain(r))
        quick_put(r, FIELD_VISIT, text + 1, r->at, r->at);
    else
        return false;
    r->at++;
    return true;
}

/* ---- FIELD=VALUE ---- */

/* Columns of a row that begin so; an exact name is alone. */
static size_t find_columns(const char *name, enum field_id found[FIELD_COUNT])
{
    size_t n = 0;

    for (enum field_id id = FIELD_FIRST_OF_ROW; id < FIELD_COUNT; id++) {
        const char *column = field_get_spec(id)->name;
        if (ascii_casecmp(column, name) == 0) {
            found[0] = id;
            return 1;
        }
        char head[32];
        snprintf(head, sizeof head, "%.*s", (int)strlen(name), column);
        if (ascii_casecmp(head, name) == 0)
            found[n++] = id;
    }
    return n;
}

static void refuse_column(struct reading *r, const char *name, const enum field_id *found, size_t n)
{
    const char **choices = ARENA_ARRAY(&r->out->arena, const char *, n + 1);
    char shown[64];
    struct str list;

    text_short(name, shown);
    if (n == 0) {
        quick_fault(r, QUICK_UNKNOWN, r->at, r->at,
                    "\"%s\" is not a column; write %s= if that is meant", shown,
                    field_nearest(name));
        return;
    }
    str_init(&list, 400);
    for (size_t i = 0; i < n; i++) {
        choices[i] = field_get_spec(found[i])->name;
        str_addf(&list, "%s%s", i == 0 ? "" : i + 1 < n ? ", " : " or ", choices[i]);
    }
    struct quick_trouble *trouble =
        quick_fault(r, QUICK_AMBIGUOUS, r->at, r->at, "\"%s=\" may be %s; write more letters",
                    shown, list.data);
    trouble->choices = choices;
    trouble->n_choices = n;
    str_release(&list);
}

static void put_pair(struct reading *r, enum field_id id, const char *value)
{
    struct err err = {""};
    minute_t at;
    char buf[24];

    if (id == FIELD_DRUG) {
        quick_fault(r, QUICK_REFUSED, r->at, r->at,
                    "the drug stands at the beginning of the line; take it out here");
        return;
    }
    if ((id == FIELD_START || id == FIELD_STOP) && *value) {
        if (!typed_time(&r->around, id == FIELD_STOP ? TYPED_STOP : TYPED_START, value, &at,
                        &err)) {
            quick_fault(r, QUICK_REFUSED, r->at, r->at, "%s: %s", field_get_spec(id)->name,
                        err.text);
            return;
        }
        if (id == FIELD_START)
            r->around.start = at;
        value = when_print(at, buf);
    }
    quick_put(r, id, value, r->at, r->at);
}

bool quick_read_pair(struct reading *r)
{
    const struct quick_word *word = &r->words[r->at];
    const char *equals = strchr(word->text, '=');
    enum field_id found[FIELD_COUNT];

    if (!equals || equals == word->text || (size_t)(equals - word->text) >= word->quoted ||
        equals - word->text > 20)
        return false;
    const char *name = copy_part(r, word->text, (size_t)(equals - word->text));
    size_t n = find_columns(name, found);
    if (n == 1)
        put_pair(r, found[0], equals + 1);
    else
        refuse_column(r, name, found, n);
    r->at++;
    return true;
}

/* ---- 2g, 2 g, 35min, 1h30 ---- */

/* Minutes of 35min 35m 2h 2hr 1h30 1h30m; -1: no length. */
static long read_length(const char *text)
{
    size_t n = strspn(text, "0123456789");
    const char *rest = text + n;
    char number[8];
    long first, second = 0;

    if (n == 0 || n >= sizeof number)
        return -1;
    memcpy(number, text, n);
    number[n] = '\0';
    if (!number_parse(number, 0, 100000, &first))
        return -1;
    if (ascii_casecmp(rest, "m") == 0 || ascii_casecmp(rest, "min") == 0 ||
        ascii_casecmp(rest, "mins") == 0)
        return first;
    if (ascii_lower(*rest) != 'h' || n > 2)
        return -1;
    rest += ascii_casecmp(rest, "hrs") == 0 ? 3 : ascii_lower(rest[1]) == 'r' ? 2 : 1;
    n = strspn(rest, "0123456789");
    if (*rest && (n == 0 || n > 2))
        return -1;
    snprintf(number, sizeof number, "%.*s", (int)n, rest);
    if (n > 0 &&
        (!number_parse(number, 0, 59, &second) || (rest[n] && ascii_casecmp(rest + n, "m") != 0)))
        return -1;
    return first * 60 + second;
}

/* Behind a number as a word of its own; h and m have other meanings. */
static bool is_length_word(const char *word)
{
    static const char *const words[] = {"min", "mins", "hr", "hrs"};

    for (size_t i = 0; i < COUNT_OF(words); i++)
        if (ascii_casecmp(words[i], word) == 0)
            return true;
    return false;
}

static bool put_length(struct reading *r, const char *text, size_t last)
{
    long minutes = read_length(text);

    if (minutes < 0)
        return false;
    quick_put(r, FIELD_MINUTES, arena_format(&r->out->arena, "%ld", minutes), r->at, last);
    r->at = last + 1;
    return true;
}

size_t quick_number_length(const char *text)
{
    int64_t amount;
    char number[32];
    size_t n = strspn(text, "0123456789.");

    if (n == 0 || n >= sizeof number)
        return 0;
    memcpy(number, text, n);
    number[n] = '\0';
    return decimal_parse(number, &amount) ? n : 0;
}

bool quick_read_dose(struct reading *r)
{
    const char *text = r->words[r->at].text;
    size_t n = quick_number_length(text), last = r->at;
    const char *unit;

    if (!quick_plain(r) || n == 0)
        return false;
    if (put_length(r, text, last))
        return true;
    if (text[n]) {
        unit = quick_unit(text + n);
    } else {
        const char *next = last + 1 < r->n ? r->words[last + 1].text : "";
        last++;
        if (is_length_word(next) &&
            put_length(r, arena_format(&r->out->arena, "%s%s", text, next), last))
            return true;
        unit = quick_unit(next);
    }
    if (!unit)
        return false;
    quick_put(r, FIELD_DOSE, copy_part(r, text, n), r->at, last);
    quick_put(r, FIELD_UNIT, unit, r->at, last);
    r->at = last + 1;
    return true;
}
