/* cells.h: cells that name a thing the engine asks for by name, and the tests of scope.csv. */
#include "cells.h"

#include "../core/nearest.h"

typedef const char *id_name(int id);

static const char *rule_at(int id)
{
    return rule_id_name((enum rule_id)id);
}

static const char *finding_at(int id)
{
    return finding_id_name((enum finding_id)id);
}

static const char *account_at(int id)
{
    return account_id_name((enum account_id)id);
}

static const char *limit_at(int id)
{
    static const char *const names[] = {
#define X(name, text) text,
        LIMITS(X)
#undef X
    };
    return names[id];
}

static const char *modifier_at(int id)
{
    static const char *const names[] = {
#define X(name, text) text,
        MODIFIERS(X)
#undef X
    };
    return names[id];
}

static const char *switch_at(int id)
{
    return switch_name((enum switch_id)id);
}

static const char *claim_number_at(int id)
{
    return claim_number_name((enum claim_number_id)id);
}

static int find_id(const char *text, id_name *name, int n)
{
    for (int i = 0; i < n; i++)
        if (strcmp(name(i), text) == 0)
            return i;
    return n;
}

static bool read_id(const struct cell *cell, id_name *name, int n, const char *what, int *id)
{
    *id = find_id(cell->text, name, n);
    if (*id < n)
        return true;
    const char *names[256];
    for (int i = 0; i < n && i < (int)COUNT_OF(names); i++)
        names[i] = name(i);
    return cell_bad(cell,
                    "the program has no %s %s; the nearest is %s, rename it or take the row out",
                    what, cell->text, names[text_nearest(cell->text, names, (size_t)n)]);
}

bool cell_rule_id(const struct cell *cell, const struct column *column, void *at)
{
    struct rule_load *row = at;
    (void)column;
    row->rule.id = arena_text(cell->load->arena, cell->text);
    return read_id(cell, rule_at, RULE_COUNT, "rule", &row->index);
}

/* Notes that only scope.csv names are the book's own; load_refs.c asks that some row names them. */
bool cell_finding_id(const struct cell *cell, const struct column *column, void *at)
{
    struct finding_load *row = at;
    (void)column;
    row->def.id = arena_text(cell->load->arena, cell->text);
    row->index = FINDING_COUNT;
    if (strncmp(cell->text, "scope.", 6) == 0)
        return true;
    return read_id(cell, finding_at, FINDING_COUNT, "finding", &row->index);
}

bool cell_account_id(const struct cell *cell, const struct column *column, void *at)
{
    struct account_load *row = at;
    (void)column;
    row->account.id = arena_text(cell->load->arena, cell->text);
    return read_id(cell, account_at, ACCOUNT_COUNT, "account", &row->index);
}

bool cell_limit_id(const struct cell *cell, const struct column *column, void *at)
{
    struct limit_load *row = at;
    (void)column;
    row->limit.id = arena_text(cell->load->arena, cell->text);
    return read_id(cell, limit_at, LIMIT_COUNT, "limit", &row->index);
}

/* A limit that a row of another table names: its number and one, for nought is none. */
bool cell_limit_ref(const struct cell *cell, const struct column *column, void *at)
{
    int id;
    (void)column;
    if (!read_id(cell, limit_at, LIMIT_COUNT, "limit", &id))
        return false;
    *(int *)at = id + 1;
    return true;
}

bool cell_modifier_id(const struct cell *cell, const struct column *column, void *at)
{
    struct modifier_load *row = at;
    (void)column;
    row->modifier.id = arena_text(cell->load->arena, cell->text);
    return read_id(cell, modifier_at, MODIFIER_COUNT, "modifier", &row->index);
}

bool cell_claim_number(const struct cell *cell, const struct column *column, void *at)
{
    int id;
    (void)column;
    if (!read_id(cell, claim_number_at, CLAIM_NUMBER_COUNT, "number of a claim", &id))
        return false;
    *(enum claim_number_id *)at = (enum claim_number_id)id;
    return true;
}

bool cell_switch_id(const struct cell *cell, const struct column *column, void *at)
{
    (void)column;
    return read_id(cell, switch_at, SWITCH_COUNT, "switch", at);
}

/* ---- tests of scope.csv ---- */

static const struct {
    const char *word;
    enum scope_what what;
} tests[] = {
    {"flag", SCOPE_FLAG},         {"route", SCOPE_ROUTE}, {"class", SCOPE_CLASS},
    {"method", SCOPE_METHOD},     {"drug", SCOPE_DRUG},   {"family", SCOPE_FAMILY},
    {"group", SCOPE_GROUP_ROUTE},
};

/* The second of two conditions, "+route:NAME" or "+above:AMOUNT". */
static bool second_test(struct scope *scope, enum scope_what what, const char *second)
{
    long amount;
    scope->what = what;
    if (what != SCOPE_DRUG_ABOVE)
        return strncmp(second, "+route:", 7) == 0 &&
               word_find(WORDS_ROUTE, second + 7, &scope->value2);
    if (strncmp(second, "+above:", 7) != 0 || !number_parse(second + 7, 1, 100000, &amount))
        return false;
    scope->value2 = (int)amount;
    return true;
}

static bool first_test(struct scope_load *row, struct arena *arena, const char *value)
{
    struct scope *scope = &row->scope;
    enum family family;
    enum group group;
    char name[128];
    switch (scope->what) {
    case SCOPE_FLAG: return word_find(WORDS_FLAG, value, &scope->value);
    case SCOPE_ROUTE: return word_find(WORDS_ROUTE, value, &scope->value);
    case SCOPE_CLASS: return word_find(WORDS_CLASS, value, &scope->value);
    case SCOPE_METHOD: return word_find(WORDS_METHOD, value, &scope->value);
    case SCOPE_FAMILY:
        scope->value = family_find(value, &family) ? (int)family : 0;
        return scope->value != 0;
    case SCOPE_DRUG:
        book_drug_normal(value, name, sizeof name);
        row->drug = arena_text(arena, name);
        return *row->drug != '\0';
    default: scope->value = group_find(value, &group) ? (int)group : 0; return scope->value != 0;
    }
}

/* A group is no test without a route; a method and a drug may have a second condition. */
static bool test_value(struct scope_load *row, struct arena *arena, const char *value)
{
    enum scope_what what = row->scope.what;
    char first[128];
    size_t length = strcspn(value, "+");
    snprintf(first, sizeof first, "%.*s", (int)length, value);
    if (!first_test(row, arena, first))
        return false;
    if (value[length] == '\0')
        return what != SCOPE_GROUP_ROUTE;
    return (what == SCOPE_GROUP_ROUTE && second_test(&row->scope, what, value + length)) ||
           (what == SCOPE_METHOD && second_test(&row->scope, SCOPE_METHOD_ROUTE, value + length)) ||
           (what == SCOPE_DRUG && second_test(&row->scope, SCOPE_DRUG_ABOVE, value + length));
}

bool cell_scope_test(const struct cell *cell, const struct column *column, void *at)
{
    struct scope_load *row = at;
    size_t length = strcspn(cell->text, ":");
    (void)column;
    if (strcmp(cell->text, "order:n") == 0 || strcmp(cell->text, "unclassified") == 0) {
        row->scope.what = *cell->text == 'o' ? SCOPE_NO_ORDER : SCOPE_UNCLASSIFIED;
        return true;
    }
    for (size_t i = 0; i < COUNT_OF(tests); i++)
        if (strlen(tests[i].word) == length && strncmp(tests[i].word, cell->text, length) == 0) {
            row->scope.what = tests[i].what;
            if (cell->text[length] == ':' &&
                test_value(row, cell->load->arena, cell->text + length + 1))
                return true;
        }
    return cell_bad(
        cell,
        "%s is no test; write flag:NAME, route:NAME, class:NAME, method:NAME, drug:NAME, "
        "family:NAME, group:NAME+route:NAME, method:NAME+route:NAME, drug:NAME+above:AMOUNT, "
        "order:n or unclassified",
        cell->text);
}
