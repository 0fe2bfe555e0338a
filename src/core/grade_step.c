/* The steps of grade.h: their names, their questions and the words that answer them. */
#include "grade_inside.h"

static const char *const names[] = {
#define X(name, text, question) text,
    GRADE_STEPS(X)
#undef X
};
static const char *const questions[] = {
#define X(name, text, question) question,
    GRADE_STEPS(X)
#undef X
};

const char *grade_step_name(enum grade_step step)
{
    return names[step];
}

const char *grade_step_question(enum grade_step step)
{
    return questions[step];
}

/* Words that mean what the engine calls otherwise. */
static const struct {
    enum grade_step step;
    const char *said, *meant;
} synonyms[] = {
    {GRADE_IN, "y", "in"},           {GRADE_IN, "yes", "in"},
    {GRADE_IN, "n", "out"},          {GRADE_IN, "no", "out"},
    {GRADE_INITIAL, "yes", "y"},     {GRADE_INITIAL, "no", "n"},
    {GRADE_RELATION, "hours", "hour"}, {GRADE_RELATION, "further", "hour"},
    {GRADE_RELATION, "subsequent", "hour"}, {GRADE_RELATION, "nothing", "none"},
    {GRADE_KIND, "fluid", "hydration"}, {GRADE_KIND, "im", "injection"},
    {GRADE_KIND, "sc", "injection"}, {GRADE_MODIFIERS, "-", "none"},
    {GRADE_PAID, "none", "unpaid"},
    {GRADE_ADJUSTED, "-", "same"},
};

const char *grade_meaning(enum grade_step step, const char *said)
{
    for (size_t i = 0; i < COUNT_OF(synonyms); i++)
        if (synonyms[i].step == step && ascii_casecmp(synonyms[i].said, said) == 0)
            return synonyms[i].meant;
    return said;
}

int64_t grade_amount(const char *said)
{
    int64_t amount;
    said += *said == '$';
    return decimal_parse(said, &amount) && amount >= 0 ? amount / CENT : -1;
}

const char *grade_step_choice(enum grade_step step, size_t i)
{
    static const char *const in[] = {"in", "out"}, *const initial[] = {"y", "n"};
    static const char *const paid[] = {"paid", "packaged", "otherwise", "unpaid"};
    static const char *const adjusted[] = {"more", "less", "same"};
    switch (step) {
    case GRADE_IN: return i < COUNT_OF(in) ? in[i] : NULL;
    case GRADE_INITIAL: return i < COUNT_OF(initial) ? initial[i] : NULL;
    case GRADE_PAID: return i < COUNT_OF(paid) ? paid[i] : NULL;
    case GRADE_ADJUSTED: return i < COUNT_OF(adjusted) ? adjusted[i] : NULL;
    case GRADE_KIND: /* but for KIND_NONE, which bills nothing and is not asked */
        return i + 1 < KIND_COUNT ? kind_name((enum kind)(i + 1)) : NULL;
    case GRADE_RELATION:
        return i < ROLE_COUNT ? role_name((enum role)i) : i == ROLE_COUNT ? "none" : NULL;
    default: return NULL;
    }
}

static bool begins(const char *word, const char *typed)
{
    while (*typed != '\0' && ascii_lower(*typed) == ascii_lower(*word))
        typed++, word++;
    return *typed == '\0';
}

bool grade_step_read(enum grade_step step, const char *typed, const char **word, struct err *err)
{
    const char *choice, *found = NULL, *meant = grade_meaning(step, typed);
    struct str fit;
    size_t n = 0;
    *word = meant;
    if (text_empty(typed) || grade_step_choice(step, 0) == NULL ||
        (step == GRADE_PAID && grade_amount(typed) >= 0))
        return true;
    str_init(&fit, 400);
    for (size_t i = 0; (choice = grade_step_choice(step, i)) != NULL; i++) {
        if (ascii_casecmp(choice, meant) == 0) {
            *word = choice;
            str_release(&fit);
            return true;
        }
        if (!begins(choice, meant))
            continue;
        str_addf(&fit, "%s%s", n++ > 0 ? ", " : "", choice);
        found = choice;
    }
    for (size_t i = 0; n == 0 && (choice = grade_step_choice(step, i)) != NULL; i++)
        str_addf(&fit, "%s%s", i > 0 ? ", " : "", choice);
    *word = found;
    if (n != 1)
        err_set(err, "%.40s: %s %s", typed, n > 1 ? "more than one word begins so:" : "write one of",
                fit.data);
    str_release(&fit);
    return n == 1;
}
