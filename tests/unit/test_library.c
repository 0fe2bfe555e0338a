#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <unistd.h>

#include "broken.h"
#include "core/book.h"

/* ---- dates ---- */

static day_t day(const char *text)
{
    day_t out;
    assert_true(when_parse_day(text, &out));
    return out;
}

static const char *hcpcs_on(struct library *library, const char *date, const char *drug)
{
    struct err err = {""};
    const struct book *book = library_on(library, day(date), &err);
    assert_non_null(book);
    return book_drug(book, drug, ROUTE_IV)->hcpcs;
}

static void the_date_of_service_chooses_the_book(void **state)
{
    struct err err = {""};
    struct library *library = broken_load();
    (void)state;
    assert_non_null(library);
    const struct book *march = library_on(library, day("2026-03-02"), &err);
    const struct book *december = library_on(library, day("2025-12-31"), &err);
    assert_string_equal(march->edition, "2026.1");
    assert_string_equal(december->edition, "2025.1");
    assert_string_equal(library_on(library, day("2024-01-01"), &err)->edition, "2024.1");
    assert_string_equal(library_on(library, day("2199-01-01"), &err)->edition, "2026.1");
    assert_ptr_equal(march, library_on(library, day("2026-04-01"), &err)); /* one book a period */
    assert_true(march->from <= day("2026-03-02") && day("2026-03-02") <= march->to);
    assert_string_equal(book_hash(march), library_hash(library));
    assert_int_equal(strlen(book_hash(march)), 64);
    assert_string_equal(hcpcs_on(library, "2025-12-31", "vancomycin"), "J3370");
    assert_string_equal(hcpcs_on(library, "2026-01-01", "vancomycin"), "J3373");
    assert_string_equal(hcpcs_on(library, "2025-03-31", "Soliris"), "J1300");
    assert_string_equal(hcpcs_on(library, "2025-04-01", "Soliris"), "J1299");
    assert_null(book_pair(march, SETTING_FACILITY, "96372", "90380"));
    assert_non_null(book_pair(library_on(library, day("2026-10-01"), &err), SETTING_FACILITY,
                              "96372", "90380"));
    library_free(library);
}

static void days_and_editions_that_are_not_covered(void **state)
{
    struct err err = {""};
    struct library *library = broken_load();
    (void)state;
    assert_non_null(library);
    assert_null(library_on(library, day("2023-12-31"), &err));
    assert_string_equal(err.text, "no edition of the rule book holds on 2023-12-31; the first "
                                  "begins 2024-01-01, correct the date or name an edition with "
                                  "--rules");
    assert_null(library_on(library, NO_DAY, &err));
    assert_string_equal(err.text, "the encounter has no date, so no edition of the rule book can "
                                  "be chosen; give it one");
    assert_null(library_edition(library, "2027.1", &err));
    assert_string_equal(err.text, "there is no edition 2027.1 of the rule book; there are 2024.1, "
                                  "2025.1, 2026.1");
    assert_string_equal(library_edition(library, "2025.1", &err)->edition, "2025.1");
    library_free(library);
}

static void a_limit_may_change_in_the_middle_of_a_year(void **state)
{
    struct err err = {""};
    struct library *library;
    (void)state;
    broken_change("limits.csv", "push_max,2024-01-01,,15,",
                  "push_max,2026-07-01,,16,minutes,cpt,M01,x\npush_max,2024-01-01,2026-06-30,15,");
    library = broken_load();
    if (!library)
        fail_msg("%s", broken.said.data);
    const struct book *june = library_on(library, day("2026-06-30"), &err);
    const struct book *july = library_on(library, day("2026-07-01"), &err);
    assert_int_equal(june->limits[LIMIT_PUSH_MAX].value, 15);
    assert_int_equal(july->limits[LIMIT_PUSH_MAX].value, 16);
    assert_string_equal(june->edition, july->edition);
    assert_int_equal(june->to, day("2026-06-30"));
    library_free(library);
}

/* ---- policies ---- */

static void policies_are_those_of_the_design(void **state)
{
    static const char *const values[SWITCH_COUNT][2] = {
        [SWITCH_MISSING_STOP] = {"push", "push"},
        [SWITCH_OVERLAP_MODE] = {"concurrent", "subtract"},
        [SWITCH_CONCURRENT_MIN_OVERLAP] = {"16", "16"},
        [SWITCH_CONCURRENT_LIMIT] = {"per_encounter", "per_date"},
        [SWITCH_INITIAL_TIE_BREAK] = {"longest", "longest"},
        [SWITCH_OFFICE_INITIAL] = {"primary_then_rank", "primary_then_rank"},
        [SWITCH_SAME_DRUG_REPEAT] = {"sum", "sum"},
        [SWITCH_BOLUS_AND_DRIP] = {"over_30", "over_30"},
        [SWITCH_REPEAT_PUSH_GAP] = {"over_30", "over_30"},
        [SWITCH_LONG_PUSH] = {"push", "push"},
        [SWITCH_HYDRATION_PIECES] = {"sum", "each_31"},
        [SWITCH_PUSH_MINUTES_IN_HYDRATION] = {"deduct", "deduct"},
        [SWITCH_LABEL_HYDRATION] = {"report_with_reason", "bundle"},
        [SWITCH_HYDRATION_SECOND_SITE] = {"allow", "never"},
        [SWITCH_BIOLOGIC_CLASS] = {"article", "cms"},
        [SWITCH_ELECTROLYTES] = {"by_order", "by_order"},
        [SWITCH_CONCURRENT_CHEMO] = {"manual", "manual"},
        [SWITCH_INJECTIONS] = {"per_injection", "per_injection"},
        [SWITCH_DISCONTINUED] = {"modifier_52", "none"},
        [SWITCH_DISCONTINUED_SHORT] = {"push_by_time", "push_by_time"},
        [SWITCH_SECOND_INITIAL] = {"site_or_visit", "site_or_visit"},
        [SWITCH_RETURN_VISIT] = {"new_initial", "new_initial"},
        [SWITCH_DISTINCT_MODIFIER] = {"59", "x"},
        [SWITCH_SECOND_SITE_ADDON_MODIFIER] = {"none", "none"},
        [SWITCH_PARENTS] = {"ncci", "ncci"},
        [SWITCH_MIDNIGHT] = {"start_date", "start_date"},
        [SWITCH_OBSERVATION_DAYS] = {"one_encounter", "one_encounter"},
        [SWITCH_ADMIN_REVENUE] = {"article_0636", "cost_center"},
    };
    static const char *const names[] = {"reference", "cms"};
    struct library *library = broken_load();
    (void)state;
    assert_non_null(library);
    for (int p = 0; p < 2; p++) {
        struct policy policy;
        struct err err = {""};
        assert_true(library_policy(library, names[p], &policy, &err));
        assert_string_equal(policy.name, names[p]);
        for (int id = 0; id < SWITCH_COUNT; id++) {
            char buf[16];
            const char *got = switch_value_name((enum switch_id)id, policy.value[id], buf);
            if (strcmp(got, values[id][p]) != 0)
                print_message("%s of %s\n", switch_name((enum switch_id)id), names[p]);
            assert_string_equal(got, values[id][p]);
        }
    }
    library_free(library);
}

static void policy_file(const char *text, bool good, const char *expected)
{
    char path[512];
    struct policy policy;
    struct err err = {""};
    struct library *library = broken_load();
    assert_non_null(library);
    broken_write("site-a.policy.csv", text);
    snprintf(path, sizeof path, "%s/site-a.policy.csv", broken.book);
    assert_int_equal(library_policy(library, path, &policy, &err), good);
    if (good)
        assert_string_equal(policy.name, expected);
    else
        assert_string_equal(err.text + strlen(broken.book) + 1, expected);
    if (good) {
        assert_int_equal(policy.value[SWITCH_MIDNIGHT], MIDNIGHT_SPLIT);
        assert_int_equal(policy.value[SWITCH_OVERLAP_MODE], OVERLAP_CONCURRENT); /* reference */
    }
    unlink(path);
    library_free(library);
}

static void a_site_may_bring_a_policy(void **state)
{
    struct policy policy;
    struct err err = {""};
    (void)state;
    policy_file("switch,value\nmidnight,split\n", true, "site-a");
    policy_file("switch,value\nmidnigt,split\n", false,
                "site-a.policy.csv:2: there is no switch midnigt; the nearest is midnight");
    policy_file("switch,setting\nmidnight,split\n", false,
                "site-a.policy.csv:1: column setting is not known in a policy; use switch and "
                "value");
    policy_file("switch\nmidnight\n", false,
                "site-a.policy.csv:1: a policy has the columns switch and value; add the one that "
                "is missing");
    struct library *library = broken_load();
    assert_false(library_policy(library, "refrence", &policy, &err));
    assert_string_equal(err.text, "there is no policy and no file refrence; give a file of "
                                  "switch,value rows or one of: reference, cms");
    library_free(library);
}

static void every_value_has_a_meaning_and_a_source(void **state)
{
    const struct switch_meaning *meanings;
    const char *const *names;
    struct library *library = broken_load();
    (void)state;
    assert_non_null(library);
    size_t n = library_switches(library, &meanings), values = 1;
    for (int id = 0; id < SWITCH_COUNT; id++)
        values += (size_t)switch_values((enum switch_id)id);
    assert_int_equal(n, values);
    for (size_t i = 0; i < n; i++)
        assert_true(*meanings[i].say && *meanings[i].held_by && meanings[i].source);
    assert_int_equal(library_policies(library, &names), 2);
    library_free(library);
}

/* ---- the rows as they stand ---- */

static bool count_row(void *context, const struct library_row *row)
{
    size_t *count = context;
    assert_string_equal(row->table, "ranks");
    assert_string_equal(row->names[0], "id");
    assert_non_null(row->source);
    assert_int_equal(row->line, (long)*count + 2);
    ++*count;
    return *count < 4;
}

static void rows_are_handed_out_until_told_to_stop(void **state)
{
    struct err err = {""};
    size_t count = 0;
    struct library *library = broken_load();
    (void)state;
    assert_non_null(library);
    assert_true(library_rows(library, "ranks", count_row, &count, &err));
    assert_int_equal(count, 4);
    assert_false(library_rows(library, "rinks", count_row, &count, &err));
    assert_non_null(strstr(err.text, "the rule book has no table rinks; its tables are sources,"));
    library_free(library);
}

#define TEST(name) cmocka_unit_test_setup(name, broken_mend)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(the_date_of_service_chooses_the_book),
        TEST(days_and_editions_that_are_not_covered),
        TEST(a_limit_may_change_in_the_middle_of_a_year),
        TEST(policies_are_those_of_the_design),
        TEST(a_site_may_bring_a_policy),
        TEST(every_value_has_a_meaning_and_a_source),
        TEST(rows_are_handed_out_until_told_to_stop),
    };
    return cmocka_run_group_tests_name("library", tests, broken_set_up, broken_tear_down);
}
