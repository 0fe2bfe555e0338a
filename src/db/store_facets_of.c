/* store_facets.h: the facets and words of one encounter, from what is stored of it. */
#include "packed.h"
#include "store_facets.h"

#include "../core/field.h"

struct making {
    const struct facet_source *source;
    facet_fn *each;
    void *context;
    struct str *words;
    struct str *text; /* a packed text, which reading takes apart */
};

static void one(struct making *m, const char *kind, const char *value, size_t length)
{
    char facet[FACET_LONGEST];
    size_t n = strlen(kind);
    if (length == 0)
        return;
    length = n + length < sizeof facet ? length : sizeof facet - n - 1;
    memcpy(facet, kind, n);
    memcpy(facet + n, value, length);
    facet[n + length] = '\0';
    m->each(m->context, facet);
}

static void text(struct making *m, const char *kind, const char *value)
{
    one(m, kind, value, strlen(value));
}

/* What lists are ordered by: those without it come first, and must not be missing. */
static void order(struct making *m, const char *kind, const char *value)
{
    if (*value == '\0')
        m->each(m->context, kind);
    else
        text(m, kind, value);
}

/* In small letters of ASCII only, as SQLite's NOCASE has it. */
static void small(struct making *m, const char *kind, const char *value, size_t n)
{
    char copy[FACET_LONGEST];
    n = n < sizeof copy ? n : sizeof copy - 1;
    for (size_t i = 0; i < n; i++)
        copy[i] = ascii_lower(value[i]);
    one(m, kind, copy, n);
}

/* Every word but those of FTS5.  first: the first one too. */
static void words(struct making *m, const char *value, bool first)
{
    const char *at = value, *word;
    size_t n;
    bool ascii;
    while ((word = facets_word(&at, &n, &ascii)), n > 0)
        if (!ascii) {
            str_addn(m->words, word, n);
            str_addc(m->words, ' ');
        } else if (first || word != value)
            small(m, " ", word, n);
}

/* It stands whole, so that number= finds its beginning; that is its first word's beginning as well, unless
 * that word is one letter, which is searched for as a whole. */
static void number(struct making *m, const char *value)
{
    const char *at = value;
    size_t n;
    bool ascii;
    facets_word(&at, &n, &ascii);
    small(m, " #", value, strlen(value));
    words(m, value, n == 1);
}

static void each_word(struct making *m, const char *kind, const char *value)
{
    while (*value != '\0') {
        size_t n = strcspn(value, " ");
        one(m, kind, value, n);
        value += n + (value[n] != '\0');
    }
}

/* ---- money: two steps to a figure, so that few facets cover every amount ---- */

int64_t facets_step(int64_t cents, int64_t *next)
{
    int64_t size = 1;
    while (cents / size >= 100)
        size *= 10;
    size *= size > 1 ? 5 : 1;
    int64_t step = cents / size * size;
    *next = step + size;
    return step;
}

void facets_amount(int64_t step, char out[40])
{
    snprintf(out, 40, "amount:%015lld", (long long)step);
}

void facets_cents(int64_t cents, char out[40])
{
    if (cents < 0)
        snprintf(out, 40, "cents:");
    else
        snprintf(out, 40, "cents:%015lld", (long long)cents);
}

/* ---- the parts ---- */

static void of_head(struct making *m)
{
    const struct facet_source *s = m->source;
    char amount[40];
    int64_t next;
    m->each(m->context, "all:");
    text(m, "status:", s->status);
    order(m, "coder:", s->coder);
    text(m, "payer:", s->payer);
    text(m, "setting:", *s->setting != '\0' ? s->setting : "facility");
    order(m, "day:", s->day);
    one(m, "month:", s->day, strlen(s->day) < 7 ? 0 : 7);
    one(m, "changed:", s->changed, strlen(s->changed) < 10 ? strlen(s->changed) : 10);
    text(m, "saved:", s->changed); /* to the second: the order of lists */
    facets_cents(s->amount, amount);
    m->each(m->context, amount);
    if (s->amount >= 0) {
        facets_amount(facets_step(s->amount, &next), amount);
        m->each(m->context, amount);
    }
    number(m, s->number);
    words(m, s->patient, true);
    words(m, s->codes, true);
}

static void of_drug(struct making *m, const char *drug)
{
    small(m, "drug:", drug, strlen(drug));
    words(m, drug, true);
}

static void of_row(struct making *m, const char *const *cells)
{
    of_drug(m, cells[FIELD_DRUG - FIELD_FIRST_OF_ROW]);
    words(m, cells[FIELD_NOTE - FIELD_FIRST_OF_ROW], true);
}

/* Cells as store_save.c writes them. */
static void of_line(struct making *m, const char *const *cells)
{
    text(m, "code:", cells[2]);
    each_word(m, "modifier:", cells[4]);
    text(m, "rule:", cells[6]);
}

static void of_finding(struct making *m, const char *const *cells)
{
    text(m, "finding:", cells[2]);
    text(m, "severity:", cells[3]);
    words(m, cells[2], true);
}

static bool of_packed(struct making *m, const char *packed, size_t wants,
                      void (*of)(struct making *m, const char *const *cells))
{
    const char *cells[FIELD_COUNT];
    size_t n;
    str_clear(m->text);
    str_add(m->text, packed);
    char *at = m->text->data;
    while (packed_next(&at, cells, COUNT_OF(cells), &n) && n <= wants)
        of(m, cells);
    return at != NULL && *at == ']';
}

static bool of_parts(struct making *m)
{
    return of_packed(m, m->source->rows, FIELD_COUNT - FIELD_FIRST_OF_ROW, of_row) &&
           of_packed(m, m->source->lines, 9, of_line) &&
           of_packed(m, m->source->findings, 6, of_finding);
}

/* ---- beforehand ---- */

void facet_parts_init(struct facet_parts *parts)
{
    str_init(&parts->facets, SIZE_MAX / 2);
    str_init(&parts->words, SIZE_MAX / 2);
    str_init(&parts->text, SIZE_MAX / 2);
    memset(parts->seen, 0, sizeof parts->seen);
}

void facet_parts_release(struct facet_parts *parts)
{
    str_release(&parts->facets);
    str_release(&parts->words);
    str_release(&parts->text);
}

/* Does the facet stand at this place, which may be one of an encounter before? */
static bool stands_at(const struct str *facets, size_t at, const char *facet)
{
    return at < facets->length && (at == 0 || facets->data[at - 1] == '\0') &&
           strcmp(facets->data + at, facet) == 0;
}

/* One that stood here a moment ago is not kept again; to look at all of them would make a long stay's
 * many words slow. */
static void keep_new(void *context, const char *facet)
{
    struct facet_parts *parts = context;
    struct str *facets = &parts->facets;
    size_t length = strlen(facet);
    unsigned number = 0;
    for (size_t i = 0; i < length; i++)
        number = number * 31 + (unsigned char)facet[i];
    size_t *seen = &parts->seen[(number ^ number >> 12) % COUNT_OF(parts->seen)];
    if (stands_at(facets, *seen, facet))
        return;
    *seen = facets->length;
    str_addn(facets, facet, length + 1);
}

bool facets_of_parts(const struct facet_source *source, struct facet_parts *parts)
{
    struct making m = {.source = source,
                       .each = keep_new,
                       .context = parts,
                       .words = &parts->words,
                       .text = &parts->text};
    str_clear(&parts->facets);
    str_clear(&parts->words);
    return of_parts(&m);
}

/* ---- all of one encounter ---- */

bool facets_of(const struct facet_source *source, facet_fn *each, void *context, struct str *words)
{
    const struct facet_parts *parts = source->parts;
    struct str text;
    struct making m = {
        .source = source, .each = each, .context = context, .words = words, .text = &text};
    of_head(&m);
    if (parts != NULL) {
        for (size_t at = 0; at < parts->facets.length; at += strlen(parts->facets.data + at) + 1)
            each(context, parts->facets.data + at);
        str_addn(words, parts->words.data, parts->words.length);
        return true;
    }
    str_init(&text, SIZE_MAX / 2);
    bool fine = of_parts(&m);
    str_release(&text);
    return fine;
}
