#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "core/typed.h"

#define DAY 20514 /* 2026-03-02 */
#define AT(hour, minute) when_at(DAY, (hour)*60 + (minute))

static struct typed_around around(void)
{
    return (struct typed_around){
        .date = DAY,
        .now = when_at(DAY + 1, 14 * 60 + 7),
        .start = NO_MINUTE,
        .stop = NO_MINUTE,
        .above_start = AT(8, 0),
        .above_stop = AT(9, 10),
    };
}

static void gives(const struct typed_around *a, enum typed_field field, const char *text,
                  const char *expected)
{
    struct err err;
    minute_t at = 0;
    char buf[24];

    if (!typed_time(a, field, text, &at, &err))
        fail_msg("\"%s\" expected %s, got: %s", text, expected, err.text);
    if (strcmp(when_print(at, buf), expected) != 0)
        fail_msg("\"%s\" expected %s, got %s", text, expected, buf);
}

static void refuses(const struct typed_around *a, enum typed_field field, const char *text,
                    const char *says)
{
    struct err err = {{0}};
    minute_t at = 4711;
    char buf[24];

    if (typed_time(a, field, text, &at, &err) || at != 4711)
        fail_msg("\"%s\" expected to be refused, got %s", text, when_print(at, buf));
    if (!strstr(err.text, says) || !strchr(err.text, ';'))
        fail_msg("\"%s\" expected a sentence with \"%s\", got: %s", text, says, err.text);
}

static void clocks(void **state)
{
    struct typed_around a = around();

    (void)state;
    gives(&a, TYPED_START, "830", "2026-03-02 08:30");
    gives(&a, TYPED_START, "0830", "2026-03-02 08:30");
    gives(&a, TYPED_START, " 8:30 ", "2026-03-02 08:30");
    gives(&a, TYPED_START, "830a", "2026-03-02 08:30");
    gives(&a, TYPED_START, "830p", "2026-03-02 20:30");
    gives(&a, TYPED_START, "8:30 pm", "2026-03-02 20:30");
    gives(&a, TYPED_START, "9a", "2026-03-02 09:00");
    gives(&a, TYPED_START, "250", "2026-03-02 02:50");
    gives(&a, TYPED_START, "2400", "2026-03-03 00:00");
    gives(&a, TYPED_START, "2026-03-04 0830", "2026-03-04 08:30");
    gives(&a, TYPED_START, "3/4/2026 830 am", "2026-03-04 08:30");
    gives(&a, TYPED_START, "", "");
    refuses(&a, TYPED_START, "9", "may be an hour or a number of minutes");
    refuses(&a, TYPED_START, "45", "may be an hour or a number of minutes");
    refuses(&a, TYPED_START, "999", "from 00:00 to 24:00");
    refuses(&a, TYPED_START, "2401", "from 00:00 to 24:00");
    refuses(&a, TYPED_START, "x", "not a clock time");
    refuses(&a, TYPED_START, "now", "not a clock time");
    refuses(&a, TYPED_START, "12345678901234567890123456789012345678901234567890",
            "not a clock time");
}

static void stops_come_after_starts(void **state)
{
    struct typed_around a = around();

    (void)state;
    a.start = AT(23, 15);
    gives(&a, TYPED_STOP, "2330", "2026-03-02 23:30");
    gives(&a, TYPED_STOP, "115", "2026-03-03 01:15");
    gives(&a, TYPED_STOP, "2315", "2026-03-02 23:15");
    a.start = when_at(DAY + 3, 600);
    gives(&a, TYPED_STOP, "9:00", "2026-03-06 09:00");
    a.start = NO_MINUTE;
    gives(&a, TYPED_STOP, "9:00", "2026-03-02 09:00");
    a.date = NO_DAY;
    refuses(&a, TYPED_STOP, "9:00", "needs a date");
    refuses(&a, TYPED_START, "9:00", "needs a date");
    a.start = AT(8, 0);
    gives(&a, TYPED_STOP, "9:00", "2026-03-02 09:00");
}

static void lengths_count_from_what_is_there(void **state)
{
    struct typed_around a = around();

    (void)state;
    gives(&a, TYPED_START, "+35", "2026-03-02 09:45");
    gives(&a, TYPED_START, "+0", "2026-03-02 09:10");
    gives(&a, TYPED_START, "-30", "2026-03-02 08:40");
    a.stop = AT(12, 0);
    gives(&a, TYPED_START, "-30", "2026-03-02 11:30");
    gives(&a, TYPED_START, "+35", "2026-03-02 09:45");
    refuses(&a, TYPED_STOP, "+35", "the start of this row");
    a.start = AT(8, 30);
    gives(&a, TYPED_STOP, "+35", "2026-03-02 09:05");
    gives(&a, TYPED_STOP, "+1:30", "2026-03-02 10:00");
    gives(&a, TYPED_STOP, "+ 2880", "2026-03-04 08:30");
    gives(&a, TYPED_STOP, "-30", "2026-03-02 08:40");
    refuses(&a, TYPED_STOP, "-45", "gives 08:25, before the start");
    a.above_stop = a.stop = NO_MINUTE;
    refuses(&a, TYPED_START, "+35", "the stop of the row above");
    refuses(&a, TYPED_START, "-35", "the stop of the row above");
    static const char *const bad[] = {"+",    "-",       "+-5",  "+x",     "+1:5", "+1:75",
                                      "+:30", "+100001", "+1.5", "+-1:30", "+1:-5"};
    for (size_t i = 0; i < COUNT_OF(bad); i++)
        refuses(&a, TYPED_STOP, bad[i], "+1:30");
}

static void now_and_the_row_above(void **state)
{
    struct typed_around a = around();

    (void)state;
    gives(&a, TYPED_START, "n", "2026-03-03 14:07");
    gives(&a, TYPED_STOP, "N", "2026-03-03 14:07");
    gives(&a, TYPED_START, ".", "2026-03-02 08:00");
    gives(&a, TYPED_STOP, ".", "2026-03-02 09:10");
    a.now = a.above_start = a.above_stop = NO_MINUTE;
    refuses(&a, TYPED_START, "n", "the clock");
    refuses(&a, TYPED_START, ".", "has no start");
    refuses(&a, TYPED_STOP, ".", "has no stop");
}

static void days(void **state)
{
    static const struct {
        const char *text, *day;
    } table[] = {
        {"t", "2026-03-03"},
        {"T-1", "2026-03-02"},
        {"t + 7", "2026-03-10"},
        {"t-3", "2026-02-28"},
        {"2026-03-02", "2026-03-02"},
        {" 3/2/2026 ", "2026-03-02"},
        {"", ""},
    };
    static const char *const bad[] = {"t1",         "t-",  "t--1",    "tomorrow",
                                      "2026-02-29", "3/2", "t-99999", "x"};
    struct typed_around a = around();
    char buf[16];

    (void)state;
    for (size_t i = 0; i < COUNT_OF(table); i++) {
        struct err err;
        day_t day = 0;
        if (!typed_day(&a, table[i].text, &day, &err))
            fail_msg("\"%s\" expected %s, got: %s", table[i].text, table[i].day, err.text);
        assert_string_equal(when_print_day(day, buf), table[i].day);
    }
    for (size_t i = 0; i < COUNT_OF(bad); i++) {
        struct err err = {{0}};
        day_t day = 4711;
        if (typed_day(&a, bad[i], &day, &err) || day != 4711 ||
            !strstr(err.text, "t-1 for yesterday"))
            fail_msg("\"%s\" expected to be refused, got %d: %s", bad[i], day, err.text);
    }
    a.now = NO_MINUTE;
    day_t day = 4711;
    assert_false(typed_day(&a, "t", &day, NULL));
    assert_int_equal(day, 4711);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(clocks),
        cmocka_unit_test(stops_come_after_starts),
        cmocka_unit_test(lengths_count_from_what_is_there),
        cmocka_unit_test(now_and_the_row_above),
        cmocka_unit_test(days),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
