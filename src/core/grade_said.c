/* The claim as a trainee said it, read into lines. */
#include "grade_inside.h"

static int by_text(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

const char *grade_modifiers(struct arena *arena, const char **modifiers, size_t n)
{
    struct str out;
    sort_items(modifiers, n, sizeof modifiers[0], by_text);
    str_init(&out, 256);
    for (size_t i = 0; i < n; i++)
        str_addf(&out, "%s%s", i == 0 ? "" : " ", modifiers[i]);
    const char *kept = arena_text(arena, out.data);
    str_release(&out);
    return kept;
}

/* "-XS-59" as "59 XS". */
static const char *read_modifiers(struct arena *arena, const char *text)
{
    const char *found[CLAIM_MODIFIERS];
    size_t n = 0;
    while (*text == '-' && n < COUNT_OF(found)) {
        size_t length = strcspn(++text, "-");
        char *word = arena_textn(arena, text, length);
        for (char *at = word; *at != '\0'; at++)
            if (*at >= 'a' && *at <= 'z')
                *at = (char)(*at - 'a' + 'A');
        found[n++] = word;
        text += length;
    }
    return grade_modifiers(arena, found, n);
}

/* What stands behind a / is known by what it is: four figures, an amount, a word of a step. */
static enum grade_step step_of(const char *text)
{
    static const enum grade_step words[] = {GRADE_PAID, GRADE_ADJUSTED};
    if (strlen(text) == 4 && strspn(text, "0123456789") == 4)
        return GRADE_REVENUE;
    if (grade_amount(text) >= 0)
        return GRADE_PAID;
    for (size_t i = 0; i < COUNT_OF(words); i++) {
        const char *choice;
        for (size_t k = 0; (choice = grade_step_choice(words[i], k)) != NULL; k++)
            if (ascii_casecmp(choice, text) == 0)
                return words[i];
    }
    return GRADE_ATTACH;
}

static void read_keyed(struct arena *arena, const char *text, struct said_line *line)
{
    while (*text == '/') {
        size_t n = strcspn(++text, "/");
        const char *word = arena_textn(arena, text, n);
        if (n > 0)
            line->keyed[step_of(word)] = word;
        text += n;
    }
}

/* UNITS, behind the x. */
static long read_units(const char *text, size_t digits)
{
    char units[16];
    long value;
    snprintf(units, sizeof units, "%.*s", (int)(digits < 15 ? digits : 15), text);
    return number_parse(units, 0, 100000, &value) ? value : -1; /* no number: never right */
}

/* One code on several dates is one line. */
static void add_said(struct arena *arena, struct said_claim *claim, const struct said_line *line)
{
    for (size_t i = 0; i < claim->n; i++)
        if (claim->lines[i].visit == line->visit &&
            ascii_casecmp(claim->lines[i].code, line->code) == 0 &&
            strcmp(claim->lines[i].modifiers, line->modifiers) == 0) {
            claim->lines[i].units += line->units;
            return;
        }
    *ARENA_PUSH(arena, claim->lines, claim->n, claim->cap) = *line;
}

/* CODE[xUNITS][-MODIFIER]...[/KEYED]..., the code - for a line that has none */
static void read_code(struct arena *arena, struct said_claim *claim, const char *word, int visit)
{
    size_t whole = strcspn(word, "/"), n = *word == '-' ? 1 : strcspn(word, "xX-/");
    const char *head = arena_textn(arena, word, whole), *at = head + n;
    struct said_line line = {.visit = visit, .units = 1, .code = arena_textn(arena, word, n)};
    if (*at == 'x' || *at == 'X') {
        size_t digits = strcspn(++at, "-");
        line.units = read_units(at, digits);
        at += digits;
    }
    line.modifiers = read_modifiers(arena, at);
    read_keyed(arena, word + whole, &line);
    add_said(arena, claim, &line);
}

void grade_read_claim(struct arena *arena, const char *text, struct said_claim *claim)
{
    int visit = 0;
    for (const char *at = text != NULL ? text : ""; *at != '\0';) {
        size_t n = strcspn(at, " ,;|");
        const char *word = arena_textn(arena, at, n);
        if (n > 0 && strcmp(word, "nothing") != 0)
            read_code(arena, claim, word, visit);
        at += n;
        visit += *at == '|';
        at += *at != '\0';
    }
}
