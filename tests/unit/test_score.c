/* Shares, their intervals and the draw, against what they are defined to be, worked out another way. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <math.h>
#include <string.h>

#include "core/score.h"

/* Wilson's bounds are where the distance between the share found and the true one is 1.96 standard
 * errors of the true one: found here by halving, not by the formula. */
static double bound(double p, double n, double lower, double upper, int up)
{
    for (int i = 0; i < 200; i++) {
        double q = (lower + upper) / 2;
        double off = (p - q) * (p - q) - 1.959964 * 1.959964 * q * (1 - q) / n;
        bool outside = off > 0;
        if (outside == (up != 0))
            upper = q;
        else
            lower = q;
    }
    return (lower + upper) / 2;
}

static void bounds_are_where_they_are_defined_to_be(void **state)
{
    (void)state;
    for (int n = 1; n <= 120; n++)
        for (int good = 0; good <= n; good++) {
            struct share s = share_of(good, n);
            double p = (double)good / n;
            double low = good == 0 ? 0 : bound(p, n, 0, p, 0);
            double high = good == n ? 1 : bound(p, n, p, 1, 1);
            if (fabs(s.value - p * 1000) > 0.501 || fabs(s.low - low * 1000) > 0.51 ||
                fabs(s.high - high * 1000) > 0.51)
                fail_msg("%d of %d: %d, %d to %d; wants %.2f, %.2f to %.2f", good, n, s.value, s.low,
                         s.high, p * 1000, low * 1000, high * 1000);
            if (s.low > s.value || s.high < s.value || s.good != good || s.all != n)
                fail_msg("%d of %d is not within its bounds", good, n);
        }
    /* printed in tables elsewhere: 38 of 40, 1 of 10, 81 of 263 */
    assert_int_equal(share_of(38, 40).low, 835);
    assert_int_equal(share_of(38, 40).high, 986);
    assert_int_equal(share_of(1, 10).low, 18);
    assert_int_equal(share_of(1, 10).high, 404);
    assert_int_equal(share_of(81, 263).low, 255);
    assert_int_equal(share_of(81, 263).high, 366);
}

static void nothing_has_no_share(void **state)
{
    struct share s = share_of(0, 0);
    struct str text;
    (void)state;
    str_init(&text, 100);
    share_print(&s, &text);
    assert_string_equal(text.data, "- (0 of 0)");
    str_clear(&text);
    share_bar(&s, 10, &text);
    assert_string_equal(text.data, "..........");
    str_clear(&text);
    s = share_of(5, 10);
    share_bar(&s, 10, &text);
    assert_string_equal(text.data, "#####--...");
    str_release(&text);
}

/* ---- the draw ---- */

enum { CASES = 300, STRATA = 4 };
struct frame {
    char ids[CASES][16];
    struct draw_case cases[CASES];
};

static void make_frame(struct frame *f)
{
    static const char *const names[STRATA] = {"a", "b", "c", "d"};
    for (int i = 0; i < CASES; i++) {
        snprintf(f->ids[i], sizeof f->ids[i], "E%03d", i);
        f->cases[i] = (struct draw_case){f->ids[i], names[i % 10 < 5 ? 0 : i % 10 < 8 ? 1 : i % 10 < 9 ? 2 : 3],
                                         i % 7 == 0, false};
    }
}

static void strata_get_their_part(void **state)
{
    static struct frame f;
    (void)state;
    for (size_t size = 1; size <= 260; size += 7) {
        struct arena arena;
        struct draw_stratum *strata;
        size_t n, drawn, may = 0, sum = 0;
        arena_init(&arena);
        make_frame(&f);
        drawn = draw(&arena, f.cases, CASES, size, 11, &strata, &n);
        assert_int_equal(n, STRATA);
        for (size_t s = 0; s < n; s++)
            may += strata[s].frame - strata[s].excluded;
        assert_int_equal(drawn, size < may ? size : may);
        for (size_t s = 0; s < n; s++) {
            size_t free_here = strata[s].frame - strata[s].excluded, counted = 0;
            double owed = (double)free_here * (double)drawn / (double)may;
            for (int i = 0; i < CASES; i++)
                if (f.cases[i].drawn && strcmp(f.cases[i].stratum, strata[s].name) == 0) {
                    counted++;
                    assert_false(f.cases[i].excluded);
                }
            assert_int_equal(counted, strata[s].drawn);
            sum += counted;
            if (drawn >= 3 * STRATA && fabs((double)counted - owed) > 2)
                fail_msg("%zu: stratum %s has %zu, is owed %.2f", size, strata[s].name, counted, owed);
            if (drawn >= STRATA && counted == 0)
                fail_msg("%zu: stratum %s has none", size, strata[s].name);
        }
        assert_int_equal(sum, drawn);
        arena_release(&arena);
    }
}

/* Over many seeds every case is drawn about as often as every other of its stratum. */
static void no_case_is_favoured(void **state)
{
    static struct frame f;
    static int times[CASES];
    (void)state;
    enum { SEEDS = 2000, SIZE = 60 };
    for (uint64_t seed = 0; seed < SEEDS; seed++) {
        struct arena arena;
        struct draw_stratum *strata;
        size_t n;
        arena_init(&arena);
        make_frame(&f);
        draw(&arena, f.cases, CASES, SIZE, seed, &strata, &n);
        for (int i = 0; i < CASES; i++)
            times[i] += f.cases[i].drawn;
        arena_release(&arena);
    }
    /* 60 of about 257: 467 times of 2000, a standard deviation of 19 */
    for (int i = 0; i < CASES; i++)
        if (i % 7 != 0 && (times[i] < 467 - 130 || times[i] > 467 + 130))
            fail_msg("E%03d was drawn %d times of %d", i, times[i], (int)SEEDS);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(bounds_are_where_they_are_defined_to_be),
        cmocka_unit_test(nothing_has_no_share),
        cmocka_unit_test(strata_get_their_part),
        cmocka_unit_test(no_case_is_favoured),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
