#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "core/when.h"

#define DAY 64 /* a short day: small numbers meet each other's edges */

static uint32_t dice_state = 1;

static int dice(int sides)
{
    dice_state = dice_state * 1664525 + 1013904223;
    return (int)((dice_state >> 8) % (uint32_t)sides);
}

/* The same set as one flag per minute. */
struct plain {
    bool in[DAY];
};

static void check_same(const struct spans *set, const struct plain *plain)
{
    int minutes = 0, covered = 0;
    struct plain from_set = {{false}};

    for (size_t i = 0; i < set->n; i++) {
        assert_true(set->at[i].from < set->at[i].to);
        if (i > 0) /* sorted, apart, not even touching */
            assert_true(set->at[i - 1].to < set->at[i].from);
        for (minute_t m = set->at[i].from; m < set->at[i].to; m++)
            from_set.in[m] = true;
    }
    for (int m = 0; m < DAY; m++) {
        minutes += plain->in[m];
        covered += from_set.in[m];
        if (from_set.in[m] != plain->in[m])
            fail_msg("minute %d expected %s", m, plain->in[m] ? "in" : "out");
    }
    assert_int_equal(spans_minutes(set), minutes);
    assert_int_equal(covered, minutes);
}

static struct span some_span(void)
{
    minute_t from = dice(DAY), to = from + dice(12);

    return (struct span){from, to > DAY ? DAY : to};
}

static void fill(struct arena *a, struct spans *set, struct plain *plain, int n)
{
    for (int i = 0; i < n; i++) {
        struct span span = some_span();
        spans_add(a, set, span);
        for (minute_t m = span.from; m < span.to; m++)
            plain->in[m] = true;
        check_same(set, plain);
    }
}

static void sets_agree_with_minutes(void **state)
{
    (void)state;
    for (int round = 0; round < 3000; round++) {
        struct arena a;
        struct spans x = {0}, y = {0};
        struct plain px = {{false}}, py = {{false}}, left;
        int both = 0, one = 0;

        arena_init(&a);
        fill(&a, &x, &px, dice(9));
        fill(&a, &y, &py, dice(9));
        struct span span = some_span();
        left = px;
        for (int m = 0; m < DAY; m++) {
            both += px.in[m] && py.in[m];
            one += px.in[m] && m >= span.from && m < span.to;
            left.in[m] = px.in[m] && !py.in[m];
        }
        assert_int_equal(spans_overlap(&x, &y), both);
        assert_int_equal(spans_overlap(&y, &x), both);
        assert_int_equal(spans_overlap_one(&x, span), one);
        spans_minus(&a, &x, &y);
        check_same(&x, &left);
        check_same(&y, &py);
        spans_add(&a, &x, (struct span){0, DAY}); /* what was taken away can come back */
        assert_int_equal(x.n, 1);
        arena_release(&a);
    }
}

static void touching_spans_are_one(void **state)
{
    struct arena a;
    struct spans set = {0};

    (void)state;
    arena_init(&a);
    spans_add(&a, &set, (struct span){10, 20});
    spans_add(&a, &set, (struct span){30, 40});
    spans_add(&a, &set, (struct span){20, 30});
    assert_int_equal(set.n, 1);
    assert_int_equal(set.at[0].from, 10);
    assert_int_equal(set.at[0].to, 40);
    spans_add(&a, &set, (struct span){50, 50});
    spans_add(&a, &set, (struct span){60, 55});
    assert_int_equal(set.n, 1);
    assert_int_equal(span_minutes((struct span){60, 55}), 0);
    assert_int_equal(span_minutes((struct span){55, 60}), 5);
    arena_release(&a);
}

/* Rising order is how rows come: no second look at what is there. */
static void many_rising_spans_are_cheap(void **state)
{
    struct arena a;
    struct spans set = {0}, holes = {0};

    (void)state;
    arena_init(&a);
    for (minute_t m = 0; m < 3000000; m += 3) {
        spans_add(&a, &set, (struct span){m, m + 2});
        spans_add(&a, &holes, (struct span){m + 1, m + 3});
    }
    assert_int_equal(set.n, 1000000);
    assert_int_equal(spans_overlap(&set, &holes), 1000000);
    assert_int_equal(spans_overlap_one(&set, (struct span){1500000, 1500003}), 2);
    spans_minus(&a, &set, &holes);
    assert_int_equal(spans_minutes(&set), 1000000);
    arena_release(&a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(sets_agree_with_minutes),
        cmocka_unit_test(touching_spans_are_one),
        cmocka_unit_test(many_rising_spans_are_cheap),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
