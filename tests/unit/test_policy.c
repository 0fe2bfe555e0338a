#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "core/policy.h"

static void every_value_has_a_word_and_comes_back(void **state)
{
    (void)state;
    for (int i = 0; i < SWITCH_COUNT; i++) {
        enum switch_id id = (enum switch_id)i, found = SWITCH_COUNT;
        char buf[16];
        assert_true(switch_find(switch_name(id), &found));
        assert_int_equal(found, id);
        for (int value = 0; value < switch_values(id); value++) {
            int back = -1;
            struct err err = {""};
            assert_string_not_equal(switch_value_name(id, value, buf), "");
            assert_true(switch_value_find(id, switch_value_name(id, value, buf), &back, &err));
            assert_int_equal(back, value);
        }
        assert_string_equal(switch_values(id) ? switch_value_name(id, switch_values(id), buf) : "",
                            "");
    }
}

/* The mechanism names values by enum; the words must stand in that order. */
static void words_stand_in_the_order_of_the_enums(void **state)
{
    static const struct {
        enum switch_id id;
        int value;
        const char *word;
    } some[] = {
        {SWITCH_MISSING_STOP, MISSING_STOP_CHARTED_LENGTH, "charted_length"},
        {SWITCH_OVERLAP_MODE, OVERLAP_MAJORITY, "majority"},
        {SWITCH_CONCURRENT_LIMIT, CONCURRENT_PER_DATE, "per_date"},
        {SWITCH_INITIAL_TIE_BREAK, TIE_FIRST_STARTED, "first_started"},
        {SWITCH_OFFICE_INITIAL, OFFICE_RANK, "rank"},
        {SWITCH_SAME_DRUG_REPEAT, REPEAT_EACH_FROM_31, "each_from_31"},
        {SWITCH_BOLUS_AND_DRIP, BOLUS_NEVER, "never"},
        {SWITCH_REPEAT_PUSH_GAP, GAP_FROM_30, "from_30"},
        {SWITCH_LONG_PUSH, LONG_PUSH_BY_TIME, "by_time"},
        {SWITCH_HYDRATION_PIECES, PIECES_EACH_31, "each_31"},
        {SWITCH_PUSH_MINUTES_IN_HYDRATION, PUSH_MINUTES_KEEP, "keep"},
        {SWITCH_LABEL_HYDRATION, LABEL_BUNDLE, "bundle"},
        {SWITCH_HYDRATION_SECOND_SITE, SECOND_SITE_NEVER, "never"},
        {SWITCH_BIOLOGIC_CLASS, BIOLOGIC_PAYER, "payer"},
        {SWITCH_ELECTROLYTES, ELECTROLYTES_THERAPEUTIC, "therapeutic"},
        {SWITCH_CONCURRENT_CHEMO, CONCURRENT_CHEMO_UNLISTED, "unlisted"},
        {SWITCH_INJECTIONS, INJECTIONS_PER_DRUG, "per_drug"},
        {SWITCH_DISCONTINUED, DISCONTINUED_OFFICE_53, "office_53_on_reaction"},
        {SWITCH_DISCONTINUED_SHORT, SHORT_INFUSION_BY_INTENT, "infusion_by_intent"},
        {SWITCH_SECOND_INITIAL, SECOND_INITIAL_ARTICLE_TABLE, "article_table"},
        {SWITCH_RETURN_VISIT, RETURN_ONE_PER_DATE, "one_per_date"},
        {SWITCH_DISTINCT_MODIFIER, DISTINCT_X, "x"},
        {SWITCH_SECOND_SITE_ADDON_MODIFIER, ADDON_MODIFIER_SAME, "same"},
        {SWITCH_PARENTS, PARENTS_ARTICLE, "article"},
        {SWITCH_MIDNIGHT, MIDNIGHT_SPLIT, "split"},
        {SWITCH_OBSERVATION_DAYS, OBSERVATION_PER_DAY, "per_day"},
        {SWITCH_ADMIN_REVENUE, REVENUE_COST_CENTER, "cost_center"},
    };
    char buf[16];
    (void)state;
    assert_int_equal(COUNT_OF(some), SWITCH_COUNT - 1); /* and one that is a number */
    for (size_t i = 0; i < COUNT_OF(some); i++)
        assert_string_equal(switch_value_name(some[i].id, some[i].value, buf), some[i].word);
}

static void a_number_has_bounds(void **state)
{
    int min = 0, max = 0, value = 0;
    char buf[16];
    struct err err = {""};
    (void)state;
    assert_true(switch_is_number(SWITCH_CONCURRENT_MIN_OVERLAP, &min, &max));
    assert_int_equal(min, 1);
    assert_int_equal(max, 60);
    assert_int_equal(switch_values(SWITCH_CONCURRENT_MIN_OVERLAP), 0);
    assert_string_equal(switch_value_name(SWITCH_CONCURRENT_MIN_OVERLAP, 16, buf), "16");
    assert_true(switch_value_find(SWITCH_CONCURRENT_MIN_OVERLAP, "60", &value, &err));
    assert_int_equal(value, 60);
    assert_false(switch_value_find(SWITCH_CONCURRENT_MIN_OVERLAP, "61", &value, &err));
    assert_string_equal(err.text, "switch concurrent_min_overlap has no value 61; give a whole "
                                  "number from 1 to 60");
    assert_false(switch_is_number(SWITCH_MIDNIGHT, &min, &max));
}

static void assignments_are_read_or_refused(void **state)
{
    struct policy policy = {.name = "site"};
    struct err err = {""};
    (void)state;
    assert_true(policy_set(&policy, "overlap_mode=subtract", &err));
    assert_int_equal(policy.value[SWITCH_OVERLAP_MODE], OVERLAP_SUBTRACT);
    assert_true(policy_set(&policy, "concurrent_min_overlap=1", &err));
    assert_int_equal(policy.value[SWITCH_CONCURRENT_MIN_OVERLAP], 1);

    assert_false(policy_set(&policy, "overlap_mode", &err));
    assert_string_equal(err.text, "overlap_mode sets nothing; write SWITCH=VALUE, like "
                                  "overlap_mode=subtract");
    assert_false(policy_set(&policy, "overlapmode=subtract", &err));
    assert_string_equal(err.text, "there is no switch overlapmode; the nearest is overlap_mode");
    assert_false(policy_set(&policy, "overlap_mode=both", &err));
    assert_string_equal(err.text, "switch overlap_mode has no value both; give concurrent, "
                                  "subtract or majority");
    assert_false(policy_set(&policy, "midnight=", &err));
    assert_string_equal(err.text, "switch midnight has no value \"\"; give start_date or split");
    assert_false(policy_set(&policy, "=split", &err));
    assert_string_equal(err.text,
                        "=split sets nothing; write SWITCH=VALUE, like overlap_mode=subtract");
    assert_false(policy_set(&policy, "concurrent_min_overlap=", &err));
    assert_string_equal(err.text, "switch concurrent_min_overlap has no value \"\"; give a whole "
                                  "number from 1 to 60");
    assert_int_equal(policy.value[SWITCH_OVERLAP_MODE], OVERLAP_SUBTRACT); /* left as it was */
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_value_has_a_word_and_comes_back),
        cmocka_unit_test(words_stand_in_the_order_of_the_enums),
        cmocka_unit_test(a_number_has_bounds),
        cmocka_unit_test(assignments_are_read_or_refused),
    };
    return cmocka_run_group_tests_name("policy", tests, NULL, NULL);
}
