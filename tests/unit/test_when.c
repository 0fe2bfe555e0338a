#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "core/when.h"

/* ---- the calendar ---- */

static int length_of(int year, int month)
{
    static const int lengths[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

    if (month == 2 && year % 4 == 0 && (year % 100 != 0 || year % 400 == 0))
        return 29;
    return lengths[month - 1];
}

/* Counts every day of three centuries by hand. */
static void days_follow_each_other(void **state)
{
    day_t day, before = NO_DAY;
    int y, m, d;

    (void)state;
    for (int year = 1900; year <= 2199; year++)
        for (int month = 1; month <= 12; month++) {
            for (int mday = 1; mday <= length_of(year, month); mday++) {
                assert_true(when_date(year, month, mday, &day));
                if (before != NO_DAY)
                    assert_int_equal(day, before + 1);
                before = day;
                when_civil(day, &y, &m, &d);
                assert_true(y == year && m == month && d == mday);
            }
            assert_false(when_date(year, month, length_of(year, month) + 1, &day));
            assert_false(when_date(year, month, 0, &day));
        }
    assert_true(when_date(1970, 1, 1, &day));
    assert_int_equal(day, 0);
    assert_true(when_date(2026, 3, 2, &day));
    assert_int_equal(day, 20514);
}

static void days_out_of_range_are_refused(void **state)
{
    day_t day = 7, last;

    (void)state;
    assert_false(when_date(1899, 12, 31, &day));
    assert_false(when_date(2200, 1, 1, &day));
    assert_true(when_date(2199, 12, 31, &last));
    assert_true(when_in_calendar(when_at(last, 1439)));
    assert_false(when_in_calendar(when_at(last, 1440)));
    assert_false(when_date(2026, 0, 1, &day));
    assert_false(when_date(2026, 13, 1, &day));
    assert_int_equal(day, 7);
}

static void minutes_split_and_join(void **state)
{
    (void)state;
    for (minute_t at = -5000; at < 5000; at++) {
        assert_int_equal(when_at(when_day(at), when_clock(at)), at);
        assert_in_range(when_clock(at), 0, 1439);
    }
    assert_int_equal(when_day(-1), -1);
    assert_int_equal(when_day(-1440), -1);
    assert_int_equal(when_day(-1441), -2);
    assert_int_equal(when_day(NO_MINUTE), NO_DAY);
    assert_int_equal(when_at(1, 1440), 2880);
}

/* ---- reading ---- */

static void dates_are_read(void **state)
{
    static const char *const good[] = {"2026-03-02", "03/02/2026", "3/2/2026", " 2026-03-02 ",
                                       "03/2/2026"};
    static const char *const bad[] = {
        "",       "2026-3-2",         "2026-02-29", "02/30/2026",  "20260302",
        "2/3/26", "2026-03-02x",      "2026-03",    "13/01/2026",  "1899-01-01",
        "t",      "2026-03-02 09:05", "02.03.2026", "-2026-03-02", "12026-03-02"};
    char buf[16];
    day_t day;

    (void)state;
    for (size_t i = 0; i < COUNT_OF(good); i++) {
        if (!when_parse_day(good[i], &day))
            fail_msg("\"%s\" expected to be a date", good[i]);
        assert_string_equal(when_print_day(day, buf), "2026-03-02");
    }
    for (size_t i = 0; i < COUNT_OF(bad); i++)
        if (when_parse_day(bad[i], &day))
            fail_msg("\"%s\" expected to be refused, got %s", bad[i], when_print_day(day, buf));
}

static void clocks_are_read(void **state)
{
    static const struct {
        const char *text;
        int clock;
    } table[] = {
        {"9:05", 545},    {"09:05", 545},   {"0905", 545},      {"0000", 0},
        {"00:00", 0},     {"24:00", 1440},  {"2400", 1440},     {"23:59", 1439},
        {"9:05 AM", 545}, {"9:05pm", 1265}, {"0905 PM", 1265},  {"905 PM", 1265},
        {"9 PM", 1260},   {"12:00 AM", 0},  {"12:30 a.m.", 30}, {"12:00 pm", 720},
        {"1230p", 750},   {" 09:05 ", 545}, {"09:05:00", 545},  {"0:00", 0},
    };
    struct err err;
    int clock;

    (void)state;
    for (size_t i = 0; i < COUNT_OF(table); i++) {
        if (!when_parse_clock(table[i].text, &clock, &err))
            fail_msg("\"%s\" expected to be a time, got: %s", table[i].text, err.text);
        if (clock != table[i].clock)
            fail_msg("\"%s\" expected %d, got %d", table[i].text, table[i].clock, clock);
    }
}

/* Refused, and the sentence holds what it must say. */
static void clocks_are_refused_with_a_reason(void **state)
{
    static const struct {
        const char *text, *says;
    } table[] = {
        {"9", "may be an hour or a number of minutes; write all four figures, as in 09:00"},
        {"45", "as in 09:00"},
        {"250", "2:50 or 250 minutes; write 02:50"},
        {"905", "write 09:05"},
        {"999", "write it as"},
        {"24:01", "from 00:00 to 24:00"},
        {"2401", "from 00:00 to 24:00"},
        {"25:00", "from 00:00 to 24:00"},
        {"09:60", "from 00:00 to 24:00"},
        {"9:5", "write it as"},
        {"", "write it as"},
        {"13:00 PM", "from 1 to 12"},
        {"0:30 AM", "from 1 to 12"},
        {"09:05:30", "write it as"},
        {"noon", "write it as"},
        {"09:05 XM", "write it as"},
        {"12345", "write it as"},
        {"-1:00", "write it as"},
        {"09:05Z", "write it as"},
        {"9:05 AM x", "write it as"},
    };

    (void)state;
    for (size_t i = 0; i < COUNT_OF(table); i++) {
        struct err err = {{0}};
        int clock = -7;
        if (when_parse_clock(table[i].text, &clock, &err) || clock != -7)
            fail_msg("\"%s\" expected to be refused, got %d", table[i].text, clock);
        if (!strstr(err.text, table[i].says))
            fail_msg("\"%s\" expected words with \"%s\", got: %s", table[i].text, table[i].says,
                     err.text);
    }
}

static void every_minute_reads_back(void **state)
{
    struct err err;
    char buf[24];
    day_t day;
    int clock;

    (void)state;
    for (minute_t at = when_at(20514, 0); at < when_at(20515, 0); at++) {
        assert_true(when_parse(when_print(at, buf), &day, &clock, &err));
        assert_int_equal(when_at(day, clock), at);
        assert_true(when_parse_clock(when_print_clock(at, buf), &clock, &err));
        assert_int_equal(clock, when_clock(at));
    }
    assert_string_equal(when_print(NO_MINUTE, buf), "");
    assert_string_equal(when_print_clock(NO_MINUTE, buf), "");
    assert_string_equal(when_print_day(NO_DAY, buf), "");
    assert_string_equal(when_print(when_at(20514, 545), buf), "2026-03-02 09:05");
}

static void moments_are_read(void **state)
{
    static const struct {
        const char *text;
        day_t day;
        int clock;
    } table[] = {
        {"2026-03-02 09:05", 20514, 545},
        {"2026-03-02T09:05", 20514, 545},
        {"2026-03-02t0905", 20514, 545},
        {"03/02/2026 9:05 AM", 20514, 545},
        {"3/2/2026 9:05pm", 20514, 1265},
        {"2026-03-02  24:00", 20514, 1440},
        {"2026-03-02T09:05:00", 20514, 545},
        {"09:05", NO_DAY, 545},
        {"9:05 AM", NO_DAY, 545},
    };
    static const char *const bad[] = {
        "2026-03-02",      "2026-03-02T",      "2026-02-30 09:05",
        "2026-03-02 9",    "2026-03-02 250",   "2026-03-0209:05",
        "x 09:05",         "03-02-2026 09:05", "2026-03-02 09:05 2026-03-02",
        "2026-03-02x09:05"};
    struct err err;
    day_t day;
    int clock;

    (void)state;
    for (size_t i = 0; i < COUNT_OF(table); i++) {
        if (!when_parse(table[i].text, &day, &clock, &err))
            fail_msg("\"%s\" expected to be a time, got: %s", table[i].text, err.text);
        if (day != table[i].day || clock != table[i].clock)
            fail_msg("\"%s\" expected %d %d, got %d %d", table[i].text, table[i].day,
                     table[i].clock, day, clock);
    }
    for (size_t i = 0; i < COUNT_OF(bad); i++) {
        err.text[0] = '\0';
        if (when_parse(bad[i], &day, &clock, &err))
            fail_msg("\"%s\" expected to be refused", bad[i]);
        if (!strchr(err.text, ';'))
            fail_msg("\"%s\" expected a sentence with a remedy, got: %s", bad[i], err.text);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(days_follow_each_other),
        cmocka_unit_test(days_out_of_range_are_refused),
        cmocka_unit_test(minutes_split_and_join),
        cmocka_unit_test(dates_are_read),
        cmocka_unit_test(clocks_are_read),
        cmocka_unit_test(clocks_are_refused_with_a_reason),
        cmocka_unit_test(every_minute_reads_back),
        cmocka_unit_test(moments_are_read),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
