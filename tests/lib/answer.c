#include "answer.h"

static int compare_lines(const void *a, const void *b)
{
    const struct answer_line *x = a, *y = b;
    int order = x->visit - y->visit;

    if (!order)
        order = strcmp(x->code, y->code);
    return order ? order : strcmp(x->modifiers, y->modifiers);
}

static int compare_texts(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

void answer_add(struct answer *answer, int visit, const char *code, int units,
                const char *const *modifiers, int n)
{
    struct answer_line line = {.visit = visit, .units = units};
    const char *sorted[4];
    size_t used = 0;

    if (strlen(code) >= sizeof line.code || n > 4 || answer->n == COUNT_OF(answer->lines))
        BUG("the answer of a test is too large: %s", code);
    memcpy(line.code, code, strlen(code) + 1);
    for (int i = 0; i < n; i++)
        sorted[i] = modifiers[i];
    qsort(sorted, (size_t)n, sizeof *sorted, compare_texts);
    for (int i = 0; i < n; i++)
        used += (size_t)snprintf(line.modifiers + used, sizeof line.modifiers - used, "-%.4s",
                                 sorted[i]);
    for (size_t i = 0; i < answer->n; i++)
        if (!compare_lines(&answer->lines[i], &line)) {
            answer->lines[i].units += units;
            return;
        }
    answer->lines[answer->n++] = line;
    qsort(answer->lines, answer->n, sizeof line, compare_lines);
}

/* One word: CODE[xN][-MM]... */
static bool parse_word(struct answer *answer, int visit, char *word, struct err *err)
{
    const char *modifiers[4];
    char *dash = strchr(word, '-'), *times;
    int n = 0;
    long units = 1;

    while (dash && n < 4) {
        *dash++ = '\0';
        modifiers[n++] = dash;
        dash = strchr(dash, '-');
    }
    times = strchr(word, 'x');
    if (times) {
        *times++ = '\0';
        if (!number_parse(times, 1, 1000000, &units))
            return err_set(err, "the units of %s are not a number: %s", word, times);
    }
    if (strlen(word) != 5)
        return err_set(err, "this is no code: %s", word);
    answer_add(answer, visit, word, (int)units, modifiers, n);
    return true;
}

bool answer_parse(struct answer *answer, const char *text, struct err *err)
{
    int visit = 0;
    char word[48];

    *answer = (struct answer){0};
    for (;;) {
        size_t length;

        text += strspn(text, " \t");
        length = strcspn(text, " \t");
        if (!length)
            return true;
        if (length >= sizeof word)
            return err_set(err, "this is no code: %s", text);
        memcpy(word, text, length);
        word[length] = '\0';
        text += length;
        if (!strcmp(word, "|"))
            visit++;
        else if (strcmp(word, "nothing") != 0 && !parse_word(answer, visit, word, err))
            return false;
    }
}

static int visit_index(const struct result *result, int visit)
{
    for (size_t i = 0; i < result->n_visits; i++)
        if (result->visits[i] == visit)
            return (int)i;
    return -1;
}

void answer_of(struct answer *answer, const struct result *result)
{
    *answer = (struct answer){0};
    for (size_t i = 0; i < result->n_lines; i++) {
        const struct line *line = &result->lines[i];

        answer_add(answer, visit_index(result, line->visit), line->code->id, line->units,
                   line->modifiers, line->n_modifiers);
    }
}

void answer_of_drugs(struct answer *answer, const struct result *result)
{
    *answer = (struct answer){0};
    for (size_t i = 0; i < result->n_drugs; i++) {
        const struct drug_line *line = &result->drugs[i];

        answer_add(answer, visit_index(result, line->visit), line->hcpcs, (int)line->units,
                   line->modifiers, line->n_modifiers);
    }
}

bool answer_equal(const struct answer *a, const struct answer *b)
{
    if (a->n != b->n)
        return false;
    for (size_t i = 0; i < a->n; i++)
        if (compare_lines(&a->lines[i], &b->lines[i]) != 0 ||
            a->lines[i].units != b->lines[i].units)
            return false;
    return true;
}

void answer_print(const struct answer *answer, struct str *out)
{
    int visit = 0;

    if (!answer->n)
        str_add(out, "nothing");
    for (size_t i = 0; i < answer->n; i++) {
        const struct answer_line *line = &answer->lines[i];

        str_add(out, i ? " " : "");
        for (; visit < line->visit; visit++)
            str_add(out, "| ");
        str_add(out, line->code);
        if (line->units != 1)
            str_addf(out, "x%d", line->units);
        str_add(out, line->modifiers);
    }
}

int answer_units(const struct answer *answer, const char *code)
{
    int units = 0;

    for (size_t i = 0; i < answer->n; i++)
        if (!strcmp(answer->lines[i].code, code))
            units += answer->lines[i].units;
    return units;
}
