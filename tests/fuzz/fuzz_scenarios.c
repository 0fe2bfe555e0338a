/* Any bytes as a file of scenarios: every fault is told with its line and a remedy; what was read is
 * coded, and written and read again it is the same. */
#include "fuzz.h"

#include "db/scenarios.h"

enum { PRINTED_MAX = 1 << 20 };

struct listener {
    size_t complaints;
};

static const struct book *book_on(void *context, day_t day, struct err *err)
{
    (void)context;
    if (day == NO_DAY) {
        err_set(err, "the scenario has no date");
        return NULL;
    }
    return library_on(fuzz_world()->library, day, err);
}

static void complain(void *context, const char *file, long line, size_t column,
                     const char *sentence)
{
    struct listener *listener = context;

    listener->complaints++;
    if (line < 1 || column < 1 || !*file || !*sentence ||
        !text_utf8(sentence, strlen(sentence)) || sentence[strcspn(sentence, "\033\n\r\177")])
        fuzz_fail("no place or no sentence: %s:%ld:%zu: \"%s\"", file, line, column, sentence);
}

/* Printed and read again it is the same text; a faulty scenario may lack what a good one has. */
static void check_round(const struct scenario *s, const struct book *book)
{
    struct listener listener = {0};
    struct scenario_reader reader = {book_on, complain, &listener};
    struct scenarios again;
    struct str first, second;

    scenarios_init(&again);
    str_init(&first, PRINTED_MAX);
    str_init(&second, PRINTED_MAX);
    scenario_print(s, book, &first);
    if (!scenarios_parse(&again, "again", first.data, &reader) || again.n != 1)
        fuzz_fail("%s is printed as what cannot be read:\n%s", s->name, first.data);
    scenario_print(&again.at[0], book, &second);
    if (strcmp(first.data, second.data) != 0)
        fuzz_fail("%s is printed, read and printed as another:\n%s----\n%s", s->name, first.data,
                  second.data);
    str_release(&first);
    str_release(&second);
    scenarios_release(&again);
}

/* Its codes have answers, and each code that it asks about is there or has a why not. */
static void check_answers(const struct scenario *s, const struct book *book,
                          const struct policy *policy)
{
    struct scenario_answers answers;
    struct arena arena;
    struct result result;

    arena_init(&arena);
    result_init(&result);
    engine_code(book, policy, s->encounter, &result);
    if (!result_balanced(&result))
        fuzz_fail("%s does not balance", s->name);
    scenario_answer(&arena, &result, &answers);
    if (!answers.codes || !answers.drugs || !answers.finds || !answers.em)
        fuzz_fail("%s has no answers", s->name);
    for (size_t i = 0; i < s->n_whynots; i++)
        scenario_whynot(&arena, &result, s->whynots[i].code);
    result_release(&result);
    arena_release(&arena);
}

static void check(const struct scenario *s, bool faultless)
{
    const struct world *world = fuzz_world();
    struct policy policy;
    struct err err = {""};
    const struct book *book = library_on(world->library, encounter_day(s->encounter), &err);

    if (!book)
        return;
    if (scenario_policy(s, world->library, &policy, &err))
        check_answers(s, book, &policy);
    else if (!*err.text)
        fuzz_fail("the policy of %s is refused without a word", s->name);
    if (faultless)
        check_round(s, book);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct listener listener = {0};
    struct scenario_reader reader = {book_on, complain, &listener};
    struct scenarios list;
    struct bytes bytes = {data, size};

    fuzz_world();
    char *text = bytes_text(&bytes);
    scenarios_init(&list);
    bool good = scenarios_parse(&list, "in", text, &reader);
    if (good != (listener.complaints == 0))
        fuzz_fail("good and %zu complaints at once", listener.complaints);
    for (size_t i = 0; i < list.n; i++)
        check(&list.at[i], good);
    scenarios_release(&list);
    free(text);
    return 0;
}
