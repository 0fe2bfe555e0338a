#include "cells.h"

/* ---- one word of a list ---- */

static bool unknown(const struct cell *cell, const char *what)
{
    return cell_bad(cell, "%s is no %s; see the README of data/book for the words", cell->text,
                    what);
}

static bool read_word(const struct cell *cell, enum words list, const char *what, int *value)
{
    return word_find(list, cell->text, value) || unknown(cell, what);
}

#define WORD_CELL(name, type, list, what)                                                          \
    bool name(const struct cell *cell, const struct column *column, void *at)                      \
    {                                                                                              \
        int value;                                                                                 \
        (void)column;                                                                              \
        if (!read_word(cell, list, what, &value))                                                  \
            return false;                                                                          \
        *(type *)at = (type)value;                                                                 \
        return true;                                                                               \
    }
WORD_CELL(cell_setting, enum setting, WORDS_SETTING, "setting")
WORD_CELL(cell_route, enum route, WORDS_ROUTE, "route")

#define FIND_CELL(name, find, what)                                                                \
    bool name(const struct cell *cell, const struct column *column, void *at)                      \
    {                                                                                              \
        (void)column;                                                                              \
        return find(cell->text, at) || unknown(cell, what);                                        \
    }
FIND_CELL(cell_group, group_find, "group")
FIND_CELL(cell_kind, kind_find, "kind")
FIND_CELL(cell_role, role_find, "role")
FIND_CELL(cell_step, step_find, "step")
FIND_CELL(cell_severity, severity_find, "severity")
FIND_CELL(cell_family, family_find, "family")
FIND_CELL(cell_container, container_find, "container")
FIND_CELL(cell_choice, revenue_choice_find, "choice of revenue code")
FIND_CELL(cell_asked, asked_find, "one who is asked")

/* Index of text among the words; n when it is none of them. */
static int index_of(const char *text, const char *const *words, int n)
{
    int i = 0;
    while (i < n && strcmp(words[i], text) != 0)
        i++;
    return i;
}

/* One of two words: false for the first, true for the second. */
static bool either(const struct cell *cell, const char *first, const char *second, bool *value)
{
    const char *const words[] = {first, second};
    int i = index_of(cell->text, words, 2);
    if (i == 2)
        return cell_bad(cell, "%s is neither %s nor %s; write one of them", cell->text, first,
                        second);
    *value = i == 1;
    return true;
}

bool cell_level(const struct cell *cell, const struct column *column, void *at)
{
    (void)column;
    return either(cell, "encounter", "row", at);
}

bool cell_authority(const struct cell *cell, const struct column *column, void *at)
{
    (void)column;
    return either(cell, "ncci", "article", at);
}

bool cell_beside(const struct cell *cell, const struct column *column, void *at)
{
    (void)column;
    return either(cell, "separate", "never", at);
}

bool cell_length(const struct cell *cell, const struct column *column, void *at)
{
    bool known;
    (void)column;
    if (!either(cell, "unknown", "known", &known))
        return false;
    *(int *)at = known ? 1 : -1;
    return true;
}

bool cell_remark(const struct cell *cell, const struct column *column, void *at)
{
    (void)column;
    return either(cell, "CARC", "RARC", at);
}

bool cell_coded(const struct cell *cell, const struct column *column, void *at)
{
    bool coded;
    (void)column;
    if (!either(cell, "uncoded", "coded", &coded))
        return false;
    *(int *)at = coded ? 1 : -1;
    return true;
}

/* The place holds the element and one, so that an empty cell is none of the six. */
bool cell_element(const struct cell *cell, const struct column *column, void *at)
{
    enum element element;
    (void)column;
    if (!element_find(cell->text, &element))
        return unknown(cell, "element of documentation");
    *(int *)at = (int)element + 1;
    return true;
}

bool cell_effect(const struct cell *cell, const struct column *column, void *at)
{
    static const char *const words[] = {"off", "modifier", "warn"};
    int i = index_of(cell->text, words, 3);
    (void)column;
    if (i == 3)
        return cell_bad(cell, "%s is no effect; write off, modifier or warn", cell->text);
    *(enum pair_effect *)at = (enum pair_effect)i;
    return true;
}

bool cell_code_role(const struct cell *cell, const struct column *column, void *at)
{
    static const char *const words[] = {"initial", "add_on", "standalone"};
    int i = index_of(cell->text, words, 3);
    struct code_load *code = at; /* the column's place is the row itself */
    (void)column;
    if (i == 3)
        return cell_bad(cell, "%s is no role of a code; write initial, add_on or standalone",
                        cell->text);
    code->initial = i == 0;
    code->code.addon = i == 1;
    return true;
}

bool cell_opps(const struct cell *cell, const struct column *column, void *at)
{
    (void)column;
    if (strlen(cell->text) > 3)
        return cell_bad(cell, "%s is longer than a status indicator; write 1 to 3 letters",
                        cell->text);
    snprintf(at, 4, "%s", cell->text);
    return true;
}

bool cell_generic(const struct cell *cell, const struct column *column, void *at)
{
    char normal[128];
    book_drug_normal(cell->text, normal, sizeof normal);
    if (strlen(normal) != strlen(cell->text))
        return cell_bad(cell, "a name of more than 127 bytes or with double blanks; shorten it");
    return cell_text(cell, column, at);
}

/* ---- sets of words ---- */

typedef bool find_bit(const char *word, int *bit);

static bool route_bit(const char *word, int *bit)
{
    return word_find(WORDS_ROUTE, word, bit);
}

static bool method_bit(const char *word, int *bit)
{
    *bit = METHOD_NONE;
    return strcmp(word, "unsaid") == 0 || word_find(WORDS_METHOD, word, bit);
}

static bool device_bit(const char *word, int *bit)
{
    return word_find(WORDS_DEVICE, word, bit);
}

static bool flag_bit(const char *word, int *bit)
{
    return word_find(WORDS_FLAG, word, bit);
}

static bool read_bits(const struct cell *cell, find_bit *find, const char *what, unsigned *bits)
{
    const char *at = cell->text;
    *bits = 0;
    while (*at) {
        char word[32];
        int bit;
        size_t length = strcspn(at, " ");
        snprintf(word, sizeof word, "%.*s", (int)length, at);
        if (length >= sizeof word || !find(word, &bit))
            return cell_bad(
                cell, "%s is no %s; write words of the administration CSV with blanks between",
                word, what);
        *bits |= 1U << bit;
        at += length + strspn(at + length, " ");
    }
    return true;
}

bool cell_routes(const struct cell *cell, const struct column *column, void *at)
{
    (void)column;
    return read_bits(cell, route_bit, "route", at);
}

bool cell_methods(const struct cell *cell, const struct column *column, void *at)
{
    (void)column;
    return read_bits(cell, method_bit, "method", at);
}

bool cell_devices(const struct cell *cell, const struct column *column, void *at)
{
    (void)column;
    return read_bits(cell, device_bit, "device", at);
}

bool cell_flag(const struct cell *cell, const struct column *column, void *at)
{
    (void)column;
    return read_bits(cell, flag_bit, "flag", at);
}
