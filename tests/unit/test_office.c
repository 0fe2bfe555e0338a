/* What supervisors' work stands on: jobs and moves, keyed lines, alignment, shares, draws, questions. */
#include "store_bench.h"

#include <sqlite3.h>

#include "core/align.h"
#include "core/score.h"
#include "core/selfaudit.h"
#include "db/store_office.h"

/* ---- permit ---- */

static void jobs_allow_and_say_who_may(void **state)
{
    struct err err;
    (void)state;
    assert_true(permit(JOB_CODER, DEED_CODE, &err));
    assert_false(permit(JOB_AUDITOR, DEED_CODE, &err));
    assert_string_equal(err.text, "to code and save encounters takes a coder, a reviewer or a "
                                  "supervisor, and you are here as auditor; ask one of them");
    assert_false(permit(JOB_CODER, DEED_STAFF, &err));
    assert_true(permit_status(JOB_CODER, STATUS_RETURNED, STATUS_CODED, &err));
    assert_false(permit_status(JOB_CODER, STATUS_FINAL, STATUS_CODED, &err));
    assert_true(permit_status(JOB_SUPERVISOR, STATUS_FINAL, STATUS_CODED, &err));
    assert_false(permit_status(JOB_SUPERVISOR, STATUS_FINAL, STATUS_DRAFT, &err));
}

static void reviews_move_only_so(void **state)
{
    struct err err;
    (void)state;
    assert_true(permit_review(JOB_REVIEWER, REVIEW_OPEN, REVIEW_DO_RETURN, "look", &err));
    assert_false(permit_review(JOB_REVIEWER, REVIEW_OPEN, REVIEW_DO_RETURN, " ", &err));
    assert_false(permit_review(JOB_CODER, REVIEW_OPEN, REVIEW_DO_AGREE, "", &err));
    assert_true(permit_review(JOB_CODER, REVIEW_RETURNED, REVIEW_DO_AGREE, "", &err));
    assert_false(permit_review(JOB_REVIEWER, REVIEW_RETURNED, REVIEW_DO_AGREE, "", &err));
    assert_true(permit_review(JOB_REVIEWER, REVIEW_REBUTTED, REVIEW_DO_CLOSE, "", &err));
    assert_false(permit_review(JOB_REVIEWER, REVIEW_ESCALATED, REVIEW_DO_CLOSE, "", &err));
    assert_true(permit_review(JOB_SUPERVISOR, REVIEW_ESCALATED, REVIEW_DO_CLOSE, "", &err));
}

/* ---- keyed ---- */

static void lines_are_read_and_printed(void **state)
{
    struct bench *b = *state;
    struct arena arena;
    struct keyed_list list;
    struct str out;
    struct overrule o;
    arena_init(&arena);
    str_init(&out, 1000);
    const char *text = "96365 96366x2 96375-59-XS | 96374";
    assert_true(keyed_read(&arena, b->world.book, text, &list, &b->err));
    keyed_print(&list, &out);
    assert_string_equal(out.data, text);
    assert_int_equal(list.lines[3].visit, 2);
    static const char *const bad[] = {"96365x", "96365x0", "96365-5;9", "=", "x2"};
    for (size_t i = 0; i < COUNT_OF(bad); i++)
        if (keyed_read(&arena, b->world.book, bad[i], &list, &b->err))
            fail_msg("\"%s\" was taken", bad[i]);
    assert_true(keyed_read(&arena, b->world.book, text, &list, &b->err));
    static const char *const changes[] = {"96366x2=96366x3", "96365=96413", "=96372", "2:96374="};
    for (size_t i = 0; i < COUNT_OF(changes); i++) {
        if (!overrule_read(&arena, b->world.book, changes[i], &o, &b->err) ||
            !overrule_apply(&arena, b->world.book, &o, &list, &b->err))
            fail_msg("%s: %s", changes[i], b->err.text);
    }
    str_clear(&out);
    keyed_print(&list, &out);
    assert_string_equal(out.data, "96413 96366x3 96375-59-XS 96372");
    assert_true(overrule_read(&arena, b->world.book, "96374=96375", &o, &b->err));
    assert_false(overrule_apply(&arena, b->world.book, &o, &list, &b->err));
    assert_false(overrule_read(&arena, b->world.book, "96365=11111", &o, &b->err));
    assert_false(overrule_read(&arena, b->world.book, "=", &o, &b->err));
    str_release(&out);
    arena_release(&arena);
}

/* ---- align ---- */

/* Encounter A is an infusion of 100 minutes with a push beside it: 96365 96366? 96375. */
static void errors_are(struct bench *b, const char *coder, int wants, enum error_class first)
{
    struct arena arena;
    struct keyed_list engine, keyed;
    struct alignment sides;
    arena_init(&arena);
    keyed_of_result(&arena, &b->results[0], &engine);
    if (!keyed_read(&arena, b->world.book, coder, &keyed, &b->err))
        fail_msg("%s", b->err.text);
    align(&arena, &b->results[0], &keyed, &engine, NULL, &sides);
    enum error_class got = ERROR_NONE;
    for (size_t i = 0; i < sides.n && got == ERROR_NONE; i++)
        got = sides.slots[i].error;
    if (sides.errors != wants || got != first)
        fail_msg("%s: wants %d errors, first %s; got %d, %s", coder, wants, error_class_name(first),
                 sides.errors, error_class_name(got));
    arena_release(&arena);
}

static void one_wrong_initial_shows_once(void **state)
{
    struct bench *b = *state;
    errors_are(b, "96365 96366 96375", 0, ERROR_NONE);
    errors_are(b, "96367 96366 96374", 1, ERROR_RELATION); /* the push took the initial */
    errors_are(b, "96365 96375", 1, ERROR_MISSED);
    errors_are(b, "96365 96366 96375 96372", 1, ERROR_EXTRA);
    errors_are(b, "96365 96366x2 96375", 1, ERROR_MINUTES);
    errors_are(b, "96365 96366 96375-59", 1, ERROR_MODIFIER);
    errors_are(b, "96413 96415 96375", 1, ERROR_CLASS); /* the hour follows */
}

/* ---- score ---- */

static void shares_have_wilson_intervals(void **state)
{
    (void)state;
    struct share s = share_of(38, 40);
    assert_int_equal(s.value, 950);
    assert_int_equal(s.low, 835); /* 0.8350 and 0.9862, by hand */
    assert_int_equal(s.high, 986);
    s = share_of(0, 10);
    assert_int_equal(s.low, 0);
    assert_int_equal(s.high, 278);
    s = share_of(10, 10);
    assert_int_equal(s.low, 722);
    assert_int_equal(s.high, 1000);
    s = share_of(0, 0);
    assert_int_equal(s.high, 0);
}

static size_t draw_some(uint64_t seed, size_t size, char drawn[64], bool exclude)
{
    static const char *const ids[] = {"1", "2", "3", "4", "5", "6", "7", "8", "9", "10"};
    struct draw_case cases[10];
    struct draw_stratum *strata;
    struct arena arena;
    size_t n_strata, at = 0;
    arena_init(&arena);
    for (size_t i = 0; i < 10; i++)
        cases[i] = (struct draw_case){ids[i], i == 9 ? "small" : "big", exclude && i < 3, false};
    size_t n = draw(&arena, cases, 10, size, seed, &strata, &n_strata);
    assert_int_equal(n_strata, 2);
    for (size_t i = 0; i < 10; i++) {
        if (cases[i].drawn)
            at += (size_t)snprintf(drawn + at, 64 - at, "%s ", ids[i]);
        assert_false(cases[i].drawn && cases[i].excluded);
    }
    arena_release(&arena);
    return n;
}

static void a_draw_can_be_repeated(void **state)
{
    char one[64] = "", again[64] = "", other[64] = "";
    (void)state;
    assert_int_equal(draw_some(7, 4, one, false), 4);
    assert_int_equal(draw_some(7, 4, again, false), 4);
    assert_string_equal(one, again);
    assert_non_null(strstr(one, "10 ")); /* the small stratum has its one */
    draw_some(8, 4, other, false);
    assert_string_not_equal(one, other);
    assert_int_equal(draw_some(7, 10, one, true), 7);
    assert_int_equal(draw_some(7, 1, one, false), 1);
}

/* ---- the store ---- */

static void the_store_asks_before_it_writes(void **state)
{
    struct bench *b = *state;
    struct store_save saved[2];
    enum job job;
    bench_save_both(b, saved);
    assert_ok(b, store_job(b->store, &job, &b->err));
    assert_int_equal(job, JOB_SUPERVISOR); /* nobody has a job */
    assert_fault(b, STORE_REFUSED, store_set_job(b->store, "x", JOB_CODER, &b->err), "supervisor first");
    assert_ok(b, store_set_job(b->store, "boss", JOB_SUPERVISOR, &b->err));
    assert_ok(b, store_job(b->store, &job, &b->err));
    assert_int_equal(job, JOB_CODER); /* without a job, now that there are some */
    assert_fault(b, STORE_REFUSED, store_set_job(b->store, "tester", JOB_AUDITOR, &b->err),
                 "takes a supervisor");
    assert_int_equal(by_hand(b, "INSERT INTO people (login, job, at, who) VALUES ('tester', "
                                "'auditor', '', '')"),
                     SQLITE_OK);
    assert_fault(b, STORE_REFUSED, bench_save(b, 0, &saved[0]), "you are here as auditor");
    assert_fault(b, STORE_REFUSED,
                 store_set_status(b->store, saved[0].id, &saved[0].version, STATUS_FINAL, "", &b->err),
                 "takes a reviewer or a supervisor");
}

static void nothing_is_taken_away(void **state)
{
    struct bench *b = *state;
    struct store_save saved[2];
    static const char *const forbidden[] = {
        "DELETE FROM encounters",           "DELETE FROM audit",
        "UPDATE audit SET who = 'x'",       "DELETE FROM people",
        "UPDATE people SET job = 'coder'",  "DELETE FROM superseded"};
    bench_save_both(b, saved);
    assert_ok(b, bench_save(b, 0, &saved[0]));
    assert_ok(b, store_set_job(b->store, "boss", JOB_SUPERVISOR, &b->err));
    for (size_t i = 0; i < COUNT_OF(forbidden); i++)
        if (by_hand(b, forbidden[i]) == SQLITE_OK)
            fail_msg("%s went through", forbidden[i]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(jobs_allow_and_say_who_may), cmocka_unit_test(reviews_move_only_so),
        TEST(lines_are_read_and_printed),             TEST(one_wrong_initial_shows_once),
        cmocka_unit_test(shares_have_wilson_intervals), cmocka_unit_test(a_draw_can_be_repeated),
        TEST(the_store_asks_before_it_writes),        TEST(nothing_is_taken_away),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
