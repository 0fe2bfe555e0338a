#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "charts.h"
#include "core/why.h"

/* ---- one sentence at a time ---- */

static struct rule rule;
static struct finding_def def;
static struct encounter encounter;
static struct result result;
static struct str out;

static int set_up(void **state)
{
    (void)state;
    encounter_init(&encounter);
    result_init(&result);
    result.encounter = &encounter;
    str_init(&out, 4096);
    struct row *row = encounter_add_row(&encounter);
    row->drug = "ceftriaxone";
    row->line = "L-PIV";
    encounter_add_row(&encounter);
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    str_release(&out);
    result_release(&result);
    encounter_release(&encounter);
    return 0;
}

static const char *say(const char *sentence, int row, const struct code *code,
                       const struct fact *facts, size_t n)
{
    struct decision decision = {
        .rule = &rule, .row = row, .code = code, .facts = facts, .n_facts = n};
    rule = (struct rule){.say = sentence, .unmet = ""};
    str_clear(&out);
    why_decision(&result, &decision, &out);
    return out.data;
}

static void free_facts_are_always_there(void **state)
{
    static const struct code code = {.id = "96365"};
    (void)state;
    assert_string_equal(say("{row} {drug} {line} {code}", 1, &code, NULL, 0),
                        "1 ceftriaxone L-PIV 96365");
    assert_string_equal(say("{row} {drug} {line} {code}", 2, NULL, NULL, 0),
                        "2 (no drug said) 1 no code");
    assert_string_equal(say("{drug}", 0, NULL, NULL, 0), "the visit");
}

static void facts_are_printed_by_their_type(void **state)
{
    day_t day;
    assert_true(when_parse_day("2026-03-02", &day));
    const struct fact facts[] = {
        {.name = "minutes", .type = FACT_NUMBER, .number = 75},
        {.name = "start", .type = FACT_CLOCK, .number = when_at(day, 545)},
        {.name = "date", .type = FACT_DATE, .number = day},
        {.name = "dose", .type = FACT_AMOUNT, .number = 1125000},
        {.name = "value", .type = FACT_TEXT, .text = "subtract"},
    };
    (void)state;
    assert_string_equal(say("{minutes}|{start}|{date}|{dose}|{value}.", 1, NULL, facts, 5),
                        "75|09:05|2026-03-02|1.125|subtract.");
}

static void amounts_and_lists_are_put_together_when_read(void **state)
{
    static const char *const parts[] = {"morphine", ", ", "ketorolac", " (", "push", ")"};
    const char *many[200];
    const struct fact facts[] = {
        {.name = "dose", .type = FACT_MEASURE, .number = 800000000, .text = "mg"},
        {.name = "one", .type = FACT_MEASURE, .number = 1000000, .text = "units"},
        {.name = "two", .type = FACT_MEASURE, .number = 2500000, .text = "units"},
        {.name = "drugs", .type = FACT_LIST, .number = COUNT_OF(parts), .parts = parts},
        {.name = "nobody", .type = FACT_LIST, .number = 0, .parts = parts},
    };
    (void)state;
    assert_string_equal(say("{dose}|{one}|{two}|{drugs}|{nobody}", 1, NULL, facts, 5),
                        "800 mg|1 unit|2.5 units|morphine, ketorolac (push)|none");
    for (size_t i = 0; i < COUNT_OF(many); i++)
        many[i] = "abc";
    const struct fact list = {.name = "l", .type = FACT_LIST, .number = 200, .parts = many};
    assert_int_equal(strlen(say("{l}", 1, NULL, &list, 1)), LIST_LONGEST);
}

static void facts_that_nobody_charted_are_said_so(void **state)
{
    static const struct fact facts[] = {
        {.name = "planned", .type = FACT_NUMBER, .number = -1},
        {.name = "start", .type = FACT_CLOCK, .number = NO_MINUTE},
        {.name = "date", .type = FACT_DATE, .number = NO_DAY},
        {.name = "dose", .type = FACT_AMOUNT, .number = -1},
        {.name = "value", .type = FACT_TEXT, .text = NULL},
    };
    (void)state;
    assert_string_equal(say("{planned}|{start}|{date}|{dose}|{value}", 1, NULL, facts, 5),
                        "not charted|none|no date|not charted|none");
    str_clear(&out);
    for (size_t i = 1; i < COUNT_OF(facts); i++) /* alone they have no words: exports want that */
        if (facts[i].type != FACT_AMOUNT)
            why_fact(&facts[i], &out);
    assert_string_equal(out.data ? out.data : "", "");
}

static void the_plural_follows_the_last_number(void **state)
{
    static const struct fact facts[] = {
        {.name = "one", .type = FACT_NUMBER, .number = 1},
        {.name = "two", .type = FACT_NUMBER, .number = 2},
    };
    (void)state;
    assert_string_equal(
        say("{one} hour(s), {two} hour(s), {one} piece(s) (of fluid)", 1, NULL, facts, 2),
        "1 hour, 2 hours, 1 piece (of fluid)");
}

#ifndef IVLEDGER_DEBUG
static void a_fact_that_nobody_gave_stays_visible(void **state)
{
    (void)state;
    assert_string_equal(say("{minutes} of {drug}", 1, NULL, NULL, 0), "{minutes} of ceftriaxone");
}
#endif

static void near_misses_have_their_own_sentence(void **state)
{
    struct decision decision = {.rule = &rule, .row = 1, .verdict = VERDICT_NOT_MET};
    (void)state;
    rule = (struct rule){.say = "met", .unmet = "not met"};
    str_clear(&out);
    why_decision(&result, &decision, &out);
    assert_string_equal(out.data, "not met");
    rule.unmet = "";
    str_clear(&out);
    why_decision(&result, &decision, &out);
    assert_string_equal(out.data, "met");
    decision.verdict = VERDICT_OVERRIDDEN;
    rule.unmet = "not met";
    str_clear(&out);
    why_decision(&result, &decision, &out);
    assert_string_equal(out.data, "met");
}

static void findings_say_and_ask(void **state)
{
    static const struct fact facts[] = {{.name = "lines", .type = FACT_TEXT, .text = "L, R"}};
    const struct finding finding = {.def = &def, .row = 1, .facts = facts, .n_facts = 1};
    (void)state;
    def = (struct finding_def){.say = "Lines {lines}.", .fix = "Why {lines} for {drug}?"};
    str_clear(&out);
    why_finding(&result, &finding, &out);
    str_add(&out, " ");
    why_fix(&result, &finding, &out);
    assert_string_equal(out.data, "Lines L, R. Why L, R for ceftriaxone?");
}

static void citations_name_the_place(void **state)
{
    static const struct source source = {.publisher = "CMS",
                                         .title = "NCCI Policy Manual",
                                         .section = "chapter XI, section B",
                                         .edition = "2026"};
    (void)state;
    rule = (struct rule){.source = &source, .locator = "B.2, H01"};
    str_clear(&out);
    why_cite(&rule, &out);
    assert_string_equal(out.data,
                        "CMS, NCCI Policy Manual, chapter XI, section B, 2026 (B.2, H01)");
    rule.locator = "";
    str_clear(&out);
    why_cite(&rule, &out);
    assert_string_equal(out.data, "CMS, NCCI Policy Manual, chapter XI, section B, 2026");
}

/* ---- the book's sentences on charts ---- */

#define HEADER "encounter,date,setting,drug,class,route,method,line,start,stop,minutes,order\n"
static const char chart[] =
    HEADER "E1,2026-03-02,facility,ceftriaxone,,IV,infusion,1,09:00,10:35,,\n"
           "E1,,,ondansetron,,IV,push,1,09:10,,,\n"
           "E1,,,Normal saline,,IV,infusion,1,10:00,11:00,,\n"
           "E2,2026-03-02,facility,ceftriaxone,,IV,infusion,1,09:00,,,\n"
           "E2,,,mystery drug,,IV,infusion,1,09:00,09:30,,n\n";

/* Every decision and finding of a chart, a line each. */
static void tell(const struct world *world, const struct encounter *e, struct str *told)
{
    struct policy policy;
    struct err err = {""};
    assert_true(world_policy(world, "", &policy, &err));
    engine_code(world->book, &policy, e, &result);
    for (size_t i = 0; i < result.n_decisions; i++) {
        why_decision(&result, &result.decisions[i], told);
        str_add(told, "\n");
        size_t before = told->length;
        why_cite(result.decisions[i].rule, told);
        assert_true(told->length > before); /* every decision has a citation */
        str_add(told, "\n");
    }
    for (size_t i = 0; i < result.n_findings; i++) {
        why_finding(&result, &result.findings[i], told);
        str_add(told, "\n");
        why_fix(&result, &result.findings[i], told);
        str_add(told, "\n");
    }
}

static void the_book_speaks_whole_sentences(void **state)
{
    static const char *const expected[] = {
        "ceftriaxone ran from 09:00 to 10:35: 95 minutes.\n",
        "ceftriaxone ran 95 minutes; from 16 that is an infusion.\n",
        ("95 minutes of ceftriaxone count: 1 unit of 96366, the last from minute 91 on; the next "
         "begins at 151.\n"),
        "25 minutes of Normal saline remain, at most 25 in one piece; 96361 takes 31.\n",
        "ondansetron (push, start: 09:10) is another drug beside the initial service: 96375.\n",
        "ceftriaxone has no stop time (start: 09:00).\n",
        "mystery drug has no order on file, so it is not coded.\n",
    };
    struct world world;
    struct charts charts = {0};
    struct err err = {""};
    struct str told;
    (void)state;
    assert_true(world_open(&world));
    assert_true(charts_read_text(&charts, "chart", chart, &err));
    str_init(&told, 1 << 16);
    tell(&world, charts_find(&charts, "E1"), &told);
    tell(&world, charts_find(&charts, "E2"), &told);
    for (size_t i = 0; i < COUNT_OF(expected); i++)
        if (!strstr(told.data, expected[i]))
            fail_msg("not said: %sbut:\n%s", expected[i], told.data);
    assert_null(strpbrk(told.data, "{}"));
    assert_null(strstr(told.data, "(s)"));
    str_release(&told);
    charts_release(&charts);
    result_release(&result);
    result_init(&result);
    result.encounter = &encounter;
    world_close(&world);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(free_facts_are_always_there),
        cmocka_unit_test(facts_are_printed_by_their_type),
        cmocka_unit_test(amounts_and_lists_are_put_together_when_read),
        cmocka_unit_test(facts_that_nobody_charted_are_said_so),
        cmocka_unit_test(the_plural_follows_the_last_number),
#ifndef IVLEDGER_DEBUG
        cmocka_unit_test(a_fact_that_nobody_gave_stays_visible),
#endif
        cmocka_unit_test(near_misses_have_their_own_sentence),
        cmocka_unit_test(findings_say_and_ask),
        cmocka_unit_test(citations_name_the_place),
        cmocka_unit_test(the_book_speaks_whole_sentences),
    };
    return cmocka_run_group_tests_name("why", tests, set_up, tear_down);
}
