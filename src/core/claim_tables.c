#include "claim_tables.h"

bool days_hold(struct days_valid days, day_t day)
{
    return day != NO_DAY && days.from <= day && (days.to == NO_DAY || day <= days.to);
}

/* ---- words ---- */

static bool word_index(const char *const *words, int n, const char *name, int *index)
{
    for (int i = 0; i < n; i++)
        if (strcmp(words[i], name) == 0) {
            *index = i;
            return true;
        }
    return false;
}

#define FINDER(function, type, words)                                                              \
    bool function(const char *name, type *out)                                                     \
    {                                                                                              \
        int index;                                                                                 \
        if (!word_index(words, (int)COUNT_OF(words), name, &index))                                \
            return false;                                                                          \
        *out = (type)index;                                                                        \
        return true;                                                                               \
    }

static const char *const choices[] = {"article_0636", "cost_center", "drug", "visit"};
FINDER(revenue_choice_find, enum revenue_choice, choices)

static const char *const elements[] = {
#define X(name, text, title) text,
    ELEMENTS(X)
#undef X
};
FINDER(element_find, enum element, elements)

static const char *const titles[] = {
#define X(name, text, title) title,
    ELEMENTS(X)
#undef X
};

const char *element_name(enum element element)
{
    return elements[element];
}

const char *element_title(enum element element)
{
    return titles[element];
}

static const char *const asked_words[] = {"nurse", "physician", "pharmacy"};
FINDER(asked_find, enum addressee, asked_words)

const char *asked_name(enum addressee asked)
{
    return asked_words[asked];
}

static const char *const numbers[] = {
#define X(name, text) text,
    CLAIM_NUMBERS(X)
#undef X
};
const char *claim_number_name(enum claim_number_id id)
{
    return numbers[id];
}

/* ---- rows of a day ---- */

const struct fee *claim_fee(const struct claim_tables *t, const char *code, day_t day)
{
    for (size_t i = 0; i < t->n_fees; i++)
        if (strcmp(t->fees[i].code, code) == 0 && days_hold(t->fees[i].days, day))
            return &t->fees[i];
    return NULL;
}

const struct revenue_row *claim_revenue(const struct claim_tables *t, enum revenue_choice choice,
                                        enum kind kind, enum group group, bool coded, day_t day)
{
    for (size_t i = 0; i < t->n_revenues; i++) {
        const struct revenue_row *row = &t->revenues[i];
        if (row->choice == choice && days_hold(row->days, day) &&
            (row->kind == KIND_NONE || row->kind == kind) &&
            (row->group == GROUP_NONE || row->group == group) &&
            (row->coded == 0 || (row->coded > 0) == coded))
            return row;
    }
    return NULL;
}

static const struct denial *find_denial(const struct claim_tables *t, bool remark, const char *code,
                                        day_t day)
{
    for (size_t i = 0; i < t->n_denials; i++)
        if (t->denials[i].remark == remark && strcmp(t->denials[i].code, code) == 0 &&
            days_hold(t->denials[i].days, day))
            return &t->denials[i];
    return NULL;
}

const struct denial *claim_denial(const struct claim_tables *t, const char *carc, day_t day)
{
    const char *dash = strchr(carc, '-');
    return find_denial(t, false, dash ? dash + 1 : carc, day);
}

const struct denial *claim_remark(const struct claim_tables *t, const char *rarc, day_t day)
{
    return find_denial(t, true, rarc, day);
}

const struct question *claim_question(const struct claim_tables *t, const char *finding, day_t day)
{
    for (size_t i = 0; i < t->n_questions; i++)
        if (strcmp(t->questions[i].finding, finding) == 0 && days_hold(t->questions[i].days, day))
            return &t->questions[i];
    return NULL;
}

const struct claim_number *claim_number(const struct claim_tables *t, enum claim_number_id id,
                                        day_t day)
{
    for (size_t i = 0; i < t->n_numbers; i++)
        if (t->numbers[i].id == id && days_hold(t->numbers[i].days, day))
            return &t->numbers[i];
    return NULL;
}

const char *claim_word(const struct claim_tables *t, enum claim_number_id id, day_t day)
{
    const struct claim_number *number = claim_number(t, id, day);
    return number ? number->value : "";
}
