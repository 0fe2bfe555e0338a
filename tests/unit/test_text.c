#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "core/base.h"
#include "core/nearest.h"

static void short_text_is_safe(void **state)
{
    char buf[64];

    (void)state;
    assert_string_equal(text_short(NULL, buf), "");
    assert_string_equal(text_short("a\tb", buf), "a b");
    assert_string_equal(
        text_short("123456789012345678901234567890123456789012345678901234567890123", buf),
        "123456789012345678901234567890123456789012345678901234567890123");
    assert_string_equal(
        text_short("1234567890123456789012345678901234567890123456789012345678901234", buf),
        "123456789012345678901234567890123456789012345678901234567890...");
}

static void utf8_is_checked(void **state)
{
    static const struct {
        const char *text;
        bool good;
    } table[] = {
        {"", true},
        {"plain text that is longer than eight", true},
        {"gr\xC3\xBC\xC3\x9F", true},
        {"12345678\xC3\xBC", true},
        {"1234567\xC3\xBC"
         "9",
         true},
        {"\xE2\x82\xAC", true},
        {"\xF0\x9F\x92\x89", true},
        {"\xF4\x8F\xBF\xBF", true},
        {"\xFF", false},
        {"\xC3", false},
        {"a\xC3(", false},
        {"\xC0\xAF", false},
        {"\xC1\xBF", false},
        {"\xE0\x9F\xBF", false},
        {"\xED\xA0\x80", false},
        {"\xF0\x8F\xBF\xBF", false},
        {"\xF4\x90\x80\x80", false},
        {"\xF5\x80\x80\x80", false},
        {"\x80", false},
        {"12345678\x80", false},
        {"\xE2\x82", false},
        {"\xF0\x9F\x92", false},
    };

    (void)state;
    for (size_t i = 0; i < COUNT_OF(table); i++)
        if (text_utf8(table[i].text, strlen(table[i].text)) != table[i].good)
            fail_msg("text %zu of the table: expected %s", i, table[i].good ? "valid" : "invalid");
}

/* ---- numbers ---- */

static void decimals_are_exact(void **state)
{
    static const struct {
        const char *text;
        int64_t value;
        const char *printed;
    } table[] = {
        {"0", 0, "0"},
        {"400", 400000000, "400"},
        {"1.125", 1125000, "1.125"},
        {".5", 500000, "0.5"},
        {"0.000001", 1, "0.000001"},
        {"-2.50", -2500000, "-2.5"},
        {"007", 7000000, "7"},
        {"10.10", 10100000, "10.1"},
        {"100", 100000000, "100"},
        {"9223372036854.775807", INT64_MAX, "9223372036854.775807"},
    };
    static const char *const bad[] = {"",
                                      "-",
                                      ".",
                                      "1.",
                                      "1.1234567",
                                      "1,5",
                                      "1e3",
                                      " 1",
                                      "1 ",
                                      "+1",
                                      "1.2.3",
                                      "9223372036854.775808",
                                      "9223372036855",
                                      "mg",
                                      "--1"};
    char buf[32];
    int64_t value;

    (void)state;
    for (size_t i = 0; i < COUNT_OF(table); i++) {
        if (!decimal_parse(table[i].text, &value))
            fail_msg("\"%s\" expected to be a number", table[i].text);
        assert_int_equal(value, table[i].value);
        assert_string_equal(decimal_print(value, buf), table[i].printed);
    }
    for (size_t i = 0; i < COUNT_OF(bad); i++)
        if (decimal_parse(bad[i], &value))
            fail_msg("\"%s\" expected to be refused, got %lld", bad[i], (long long)value);
}

static void decimals_read_back(void **state)
{
    char buf[32];
    int64_t back;

    (void)state;
    uint64_t dice = 1;
    for (int step = 0; step < 5000; step++) {
        dice = dice * 6364136223846793005u + 1442695040888963407u;
        for (int64_t shown = (int64_t)(dice >> 1); shown != 0; shown /= 10) {
            assert_true(decimal_parse(decimal_print(shown, buf), &back));
            assert_int_equal(back, shown);
        }
    }
    assert_string_equal(decimal_print(INT64_MIN, buf), "-9223372036854.775808");
}

static void whole_numbers_keep_their_bounds(void **state)
{
    static const char *const bad[] = {"",  "-",   "1.0", "1 ",
                                      "x", "100", "-1",  "99999999999999999999"};
    long value;

    (void)state;
    assert_true(number_parse("0", 0, 99, &value));
    assert_int_equal(value, 0);
    assert_true(number_parse("99", 0, 99, &value));
    assert_int_equal(value, 99);
    assert_true(number_parse("-5", -5, 99, &value));
    assert_int_equal(value, -5);
    for (size_t i = 0; i < COUNT_OF(bad); i++)
        if (number_parse(bad[i], 0, 99, &value))
            fail_msg("\"%s\" expected to be refused, got %ld", bad[i], value);
}

static void whole_numbers_are_printed(void **state)
{
    static const int64_t numbers[] = {0, 7, -7, 10, 99999, INT64_MAX, INT64_MIN};
    char ours[24], theirs[24];

    (void)state;
    for (size_t i = 0; i < COUNT_OF(numbers); i++) {
        snprintf(theirs, sizeof theirs, "%lld", (long long)numbers[i]);
        assert_int_equal(number_print(numbers[i], ours), strlen(theirs));
        assert_string_equal(ours, theirs);
    }
}

static void ascii_knows_no_locale(void **state)
{
    (void)state;
    assert_int_equal(ascii_casecmp("Zofran", "zOFRAN"), 0);
    assert_true(ascii_casecmp("a", "B") < 0);
    assert_true(ascii_casecmp("ab", "a") > 0);
    assert_true(ascii_casecmp("\xC4", "\xE4") != 0);
    assert_true(text_equal(NULL, "") && text_equal("a", "a") && !text_equal("a", NULL));
    assert_true(text_empty(NULL) && text_empty(" \t") && !text_empty(" a"));
    assert_true(ascii_space('\r') && !ascii_space('\0') && ascii_digit('9') && !ascii_alpha('@'));
}

static void nearness_counts_slips(void **state)
{
    static const char *const words[] = {"start", "stop", "drug"};

    (void)state;
    assert_int_equal(text_distance("start", "start"), 0);
    assert_int_equal(text_distance("Start", "strat"), 1); /* two neighbours swapped */
    assert_int_equal(text_distance("stop", "stp"), 1);
    assert_int_equal(text_distance("", "drug"), 4);
    assert_int_equal(text_distance("kitten", "sitting"), 3);
    assert_int_equal(text_nearest("drugs", words, 3), 2);
    assert_int_equal(text_nearest("strt", words, 3), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(short_text_is_safe),
        cmocka_unit_test(utf8_is_checked),
        cmocka_unit_test(decimals_are_exact),
        cmocka_unit_test(decimals_read_back),
        cmocka_unit_test(whole_numbers_keep_their_bounds),
        cmocka_unit_test(whole_numbers_are_printed),
        cmocka_unit_test(ascii_knows_no_locale),
        cmocka_unit_test(nearness_counts_slips),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
