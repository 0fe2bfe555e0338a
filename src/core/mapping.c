#include "mapping.h"

#define LONGEST_NAME 128

/* ---- names of meanings ---- */

static const struct {
    const char *name, *say;
} meanings[] = {
    [MEANS_START_DATE - FIELD_COUNT] = {"start_date", "date of the start"},
    [MEANS_STOP_DATE - FIELD_COUNT] = {"stop_date", "date of the stop"},
    [MEANS_ACTION - FIELD_COUNT] = {"action", "what was done"},
    [MEANS_NOTHING - FIELD_COUNT] = {"nothing", "not used"},
    [MEANS_UNKNOWN - FIELD_COUNT] = {"", "not known"},
};

const char *means_name(means_t means)
{
    return means < FIELD_COUNT ? field_get_spec((enum field_id)means)->name
                               : meanings[means - FIELD_COUNT].name;
}

const char *means_say(means_t means)
{
    return means < FIELD_COUNT ? field_get_spec((enum field_id)means)->name
                               : meanings[means - FIELD_COUNT].say;
}

bool means_find(const char *name, means_t *means)
{
    for (means_t i = 0; i < MEANS_UNKNOWN; i++)
        if (ascii_casecmp(means_name(i), name) == 0) {
            *means = i;
            return true;
        }
    return false;
}

/* ---- columns ---- */

void mapping_normal(const char *name, char *out, size_t size)
{
    size_t n = 0;

    for (; *name && n + 1 < size; name++) {
        bool keep = ascii_alpha(*name) || ascii_digit(*name) || (unsigned char)*name >= 0x80;
        if (keep)
            out[n++] = ascii_lower(*name);
        else if (n > 0 && out[n - 1] != ' ')
            out[n++] = ' ';
    }
    while (n > 0 && out[n - 1] == ' ')
        n--;
    out[n] = '\0';
}

means_t mapping_guess(const struct mapping_tables *tables, const char *name)
{
    char normal[LONGEST_NAME], own[LONGEST_NAME];

    mapping_normal(name, normal, sizeof normal);
    for (means_t i = 0; i < FIELD_COUNT; i++) {
        mapping_normal(means_name(i), own, sizeof own);
        if (strcmp(own, normal) == 0)
            return i;
    }
    for (size_t i = 0; i < tables->n_names; i++)
        if (strcmp(tables->names[i].name, normal) == 0)
            return tables->names[i].means;
    return MEANS_UNKNOWN;
}

static const char *column_name(const char *const *names, size_t i, char buf[64])
{
    if (names)
        return text_short(names[i], buf);
    snprintf(buf, 64, "%zu", i + 1);
    return buf;
}

bool mapping_check(const means_t *means, const char *const *names, size_t n, struct err *err)
{
    bool drug = false;
    char a[64], b[64];

    for (size_t i = 0; i < n; i++) {
        drug = drug || means[i] == FIELD_DRUG;
        if (means[i] == MEANS_NOTHING || means[i] == MEANS_UNKNOWN)
            continue;
        for (size_t k = 0; k < i; k++)
            if (means[k] == means[i])
                return err_set(
                    err, "the columns %s and %s both mean %s; let one of them mean nothing",
                    column_name(names, k, a), column_name(names, i, b), means_say(means[i]));
    }
    return drug || err_set(err, "no column means drug; say which one names what was given");
}

/* ---- one row ---- */

struct mapper {
    struct arena *arena;
    const struct mapping_tables *tables;
    struct mapped *out;
    const char *start_date, *stop_date;
};

static void put(struct mapper *m, enum field_id field, const char *text, size_t column)
{
    struct mapped *out = m->out;

    if (field == FIELD_FLAGS && out->texts[field])
        text = arena_format(m->arena, "%s %s", out->texts[field], text);
    out->texts[field] = text;
    out->columns[field] = (int)column;
}

static const struct mapping_word *find_word(const struct mapping_tables *tables, means_t means,
                                            const char *text)
{
    char normal[LONGEST_NAME];

    mapping_normal(text, normal, sizeof normal);
    for (size_t i = 0; i < tables->n_words; i++)
        if (tables->words[i].means == means && strcmp(tables->words[i].word, normal) == 0)
            return &tables->words[i];
    return NULL;
}

/* A number with its thousands marked by commas loses them: 1,000. */
static const char *plain_number(struct mapper *m, const char *text, size_t length)
{
    char *copy = arena_textn(m->arena, text, length);
    size_t groups = 0, figures = strspn(copy, "0123456789");
    const char *at = copy + figures;

    for (; *at == ',' && strspn(at + 1, "0123456789") == 3; at += 4)
        groups++;
    if (groups == 0 || figures == 0 || figures > 3 || (*at && *at != '.'))
        return copy;
    char *out = copy;
    for (at = copy; *at; at++)
        if (*at != ',')
            *out++ = *at;
    *out = '\0';
    return copy;
}

/* The unit may stand behind the number. */
static void put_dose(struct mapper *m, const char *text, size_t column)
{
    size_t n = strspn(text, "0123456789.,");
    const char *unit = text + n;

    while (n > 0 && (text[n - 1] == ',' || text[n - 1] == '.'))
        n--;
    while (ascii_space(*unit))
        unit++;
    if (n == 0) {
        put(m, FIELD_DOSE, text, column);
        return;
    }
    put(m, FIELD_DOSE, plain_number(m, text, n), column);
    if (*unit)
        put(m, FIELD_UNIT, arena_text(m->arena, unit), column);
}

/* Minutes as 35, 35 min, 0:35 or 1 h 5 min are written. */
static const char *minutes_text(struct mapper *m, const char *text)
{
    size_t n = strspn(text, "0123456789");
    const char *rest = text + n + strspn(text + n, " ");
    char normal[LONGEST_NAME];
    long hours, minutes;

    mapping_normal(rest, normal, sizeof normal);
    if (n > 0 && (strcmp(normal, "min") == 0 || strcmp(normal, "mins") == 0 ||
                  strcmp(normal, "minutes") == 0 || strcmp(normal, "m") == 0))
        return arena_textn(m->arena, text, n);
    if (n > 0 && *rest == ':' && strlen(rest) == 3 &&
        number_parse(arena_textn(m->arena, text, n), 0, 999, &hours) &&
        number_parse(rest + 1, 0, 59, &minutes))
        return arena_format(m->arena, "%ld", hours * 60 + minutes);
    return text;
}

/* ---- drugs with more behind the name ---- */

/* What may stand behind a drug's name in an order: its amount, or what it is given in. */
static bool goes_on(const char *rest)
{
    static const char *const words[] = {"in",        "iv",       "ivpb",  "inj",
                                        "injection", "infusion", "premix"};
    char word[16];
    size_t n = strcspn(rest, " ,-");

    if (ascii_digit(*rest) || *rest == '(')
        return true;
    if (n == 0 || n >= sizeof word)
        return false;
    memcpy(word, rest, n);
    word[n] = '\0';
    for (size_t i = 0; i < COUNT_OF(words); i++)
        if (ascii_casecmp(words[i], word) == 0)
            return true;
    return false;
}

/* "cefTRIAXone 2 g in sodium chloride": the longest beginning that is a drug's name; 0: none. */
static size_t leading_name(const struct book *book, const char *text)
{
    char head[LONGEST_NAME];

    for (size_t n = strlen(text); n > 0; n--) {
        if (!ascii_space(text[n]) && text[n] != ',')
            continue;
        const char *rest = text + n + strspn(text + n, " ,");
        if (n >= sizeof head || !goes_on(rest))
            continue;
        memcpy(head, text, n);
        head[n] = '\0';
        if (book_drug_named(book, head, ROUTE_NONE))
            return n;
    }
    return 0;
}

static void put_drug(struct mapper *m, const struct book *book, const char *text, size_t column)
{
    size_t n = book && !book_drug_named(book, text, ROUTE_NONE) ? leading_name(book, text) : 0;

    if (n == 0) {
        put(m, FIELD_DRUG, text, column);
        return;
    }
    const char *name = arena_textn(m->arena, text, n);
    put(m, FIELD_DRUG, name, column);
    m->out->remark =
        arena_format(m->arena, "\"%s\" is read as %s; the whole is kept in the note", text, name);
    if (!m->out->texts[FIELD_NOTE])
        put(m, FIELD_NOTE, text, column);
}

/* ---- cells ---- */

static void put_words(struct mapper *m, const struct mapping_word *word, size_t column)
{
    for (size_t i = 0; i < word->n_pairs; i++)
        if (word->pairs[i].field == FIELD_FLAGS || !m->out->texts[word->pairs[i].field])
            put(m, word->pairs[i].field, word->pairs[i].value, column);
}

/* A note from a column of its own comes before the one that a drug's name leaves. */
static void put_note(struct mapper *m, const char *text, size_t column)
{
    const char *old = m->out->texts[FIELD_NOTE];

    put(m, FIELD_NOTE, old ? arena_format(m->arena, "%s; %s", text, old) : text, column);
}

static void put_cell(struct mapper *m, means_t means, const char *text, size_t column,
                     const struct book *book)
{
    const struct mapping_word *word = find_word(m->tables, means, text);

    if (word) {
        put_words(m, word, column);
        return;
    }
    switch (means) {
    case FIELD_DRUG: put_drug(m, book, text, column); break;
    case FIELD_MINUTES:
    case FIELD_PLANNED: put(m, (enum field_id)means, minutes_text(m, text), column); break;
    case FIELD_DOSE: put_dose(m, text, column); break;
    case FIELD_NOTE: put_note(m, text, column); break;
    case MEANS_START_DATE: m->start_date = text; break;
    case MEANS_STOP_DATE: m->stop_date = text; break;
    case MEANS_ACTION: put(m, FIELD_FLAGS, text, column); break; /* which refuses it by name */
    case MEANS_NOTHING:
    case MEANS_UNKNOWN: break;
    default: put(m, (enum field_id)means, text, column); break;
    }
}

/* A date column goes before a time that has none of its own. */
static void join_date(struct mapper *m, enum field_id field, const char *date)
{
    const char *time = m->out->texts[field];

    if (date && time && !strpbrk(time, "/-T"))
        m->out->texts[field] = arena_format(m->arena, "%s %s", date, time);
}

void mapping_row(struct arena *arena, const struct mapping_tables *tables, const means_t *means,
                 const char *const *cells, size_t n, const struct book *book, struct mapped *out)
{
    struct mapper m = {arena, tables, out, NULL, NULL};

    *out = (struct mapped){.remark = NULL};
    for (size_t i = 0; i < FIELD_COUNT; i++)
        out->columns[i] = -1;
    for (size_t i = 0; i < n; i++)
        if (!text_empty(cells[i]))
            put_cell(&m, means[i], arena_text(arena, cells[i]), i, book);
    join_date(&m, FIELD_START, m.start_date);
    join_date(&m, FIELD_STOP, m.stop_date);
}
