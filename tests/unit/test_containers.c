/* Units of measure and the sizes in which drugs are sold. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "core/containers.h"
#include "core/measure.h"

#define M 1000000

static void measures(void **state)
{
    int64_t out = -1;
    (void)state;
    assert_true(measure_convert(2 * M, "g", "mg", &out));
    assert_int_equal(out, (int64_t)2000 * M);
    assert_true(measure_convert(500 * M, "mcg", "mg", &out));
    assert_int_equal(out, M / 2);
    assert_true(measure_convert(5 * M, "million units", "UNITS", &out));
    assert_int_equal(out, (int64_t)5000000 * M);
    assert_true(measure_convert(2 * M, "gm", "mg", &out));
    assert_int_equal(out, 2000 * M);
    assert_true(measure_convert(500 * M, "\xC2\xB5g", "mcg", &out));
    assert_int_equal(out, 500 * M);
    assert_true(measure_convert(10 * M, "cc", "mL", &out));
    assert_int_equal(out, 10 * M);
    assert_true(measure_convert(95 * M, "Milligrams", "mg", &out));
    assert_int_equal(out, 95 * M);
    assert_true(measure_convert(250 * M, "micrograms", "mcg", &out));
    assert_int_equal(out, 250 * M);
    assert_false(measure_convert(1 * M, "mg", "mL", &out)); /* no strength is known here */
    assert_false(measure_convert(1 * M, "mg", "drops", &out));
    assert_false(measure_convert(INT64_MAX / 10, "g", "mg", &out)); /* too large to be one */
}

static void sizes(void **state)
{
    static const struct {
        const char *usual;
        int64_t size;
        const char *unit;
        bool known;
    } cases[] = {
        {"100 mg", 100, "mg", true},
        {"100 mg", 250, "mg", false},
        {"100 mg", 1, "g", false},
        {"100; 500 mg", 100, "mg", true}, /* the unit of the next */
        {"500 mg; 1; 2.5; 5 g", 1, "g", true},
        {"500 mg; 1; 2.5; 5 g", 1000, "mg", true},
        {"500 mg; 1; 2.5; 5 g", 100, "mg", false},
        {"1-30 g", 10, "g", true}, /* a range */
        {"1-30 g", 40, "g", false},
        {"80 mg/2 mL", 80, "mg", true}, /* what it is dissolved in says nothing */
        {"80 mg/2 mL", 40, "mg", false},
        {"1000 mL bag", 1, "L", true},
        {"5 million; 20 million units", 5, "million units", true},
        {"5 million; 20 million units", 1, "million units", false},
        {"4 mg/mL; 10 mg/mL", 99, "mg", true}, /* a strength is no size: nothing is known */
        {"240/80 mg", 99, "mg", true},         /* a pair neither */
        {"syringe", 99, "mg", true},
        {"", 99, "mg", true},
        {"100 mg", 5, "mL", true}, /* cannot be compared */
        {"5; 10", 99, "mg", true}, /* of what, nobody says */
        {"10-x mg", 99, "mg", true},
        {"5 furlongs", 99, "mg", true},
        {"50 mg in a vial whose label goes on for longer than any label in the table", 99, "mg", true},
        {"00000000000000000000000000000000000000050 mg", 99, "mg", true},
        {"1;2;3;4;5;6;7;8;9;10;11;12;13;14;15;16 mg", 99, "mg", false},
        {"1;2;3;4;5;6;7;8;9;10;11;12;13;14;15;16;17 mg", 99, "mg", true}, /* more than are read */
    };
    (void)state;
    for (size_t i = 0; i < COUNT_OF(cases); i++)
        if (container_known(cases[i].usual, cases[i].size * M, cases[i].unit) != cases[i].known)
            fail_msg("%lld %s among \"%s\": want %s", (long long)cases[i].size, cases[i].unit,
                     cases[i].usual, cases[i].known ? "known" : "not known");
}

static void one_size_after_the_other(void **state)
{
    char unit[16];
    int64_t size = 0;
    (void)state;
    assert_true(container_size("40; 100 mg; 1 g", 0, &size, unit));
    assert_int_equal(size, 40 * M);
    assert_string_equal(unit, "mg");
    assert_true(container_size("40; 100 mg; 1 g", 2, &size, unit));
    assert_int_equal(size, M);
    assert_string_equal(unit, "g");
    assert_false(container_size("40; 100 mg; 1 g", 3, &size, unit));
    assert_false(container_size("syringe", 0, &size, unit));
    assert_false(container_size("", 0, &size, unit));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(measures),
        cmocka_unit_test(sizes),
        cmocka_unit_test(one_size_after_the_other),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
