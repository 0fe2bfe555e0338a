#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "charts.h"
#include "core/whatif.h"

struct coded {
    struct charts charts;
    struct policy policy;
    struct result result;
    struct arena arena;
};

static struct world world;

static void code(struct coded *c, const char *policy, const char *text)
{
    struct err err = {""};

    *c = (struct coded){.charts = {0}};
    arena_init(&c->arena);
    result_init(&c->result);
    if (!charts_read_text(&c->charts, "day.csv", text, &err) ||
        !world_policy(&world, policy, &c->policy, &err))
        fail_msg("%s", err.text);
    engine_code(world.book, &c->policy, c->charts.list[0], &c->result);
}

static void done(struct coded *c)
{
    result_release(&c->result);
    arena_release(&c->arena);
    charts_release(&c->charts);
}

static const char antibiotic[] = "encounter,date,drug,class,route,method,start,stop\n"
                                 "A,2026-03-02,ceftriaxone,therapeutic,IV,infusion,09:00,09:20\n"
                                 "A,,ondansetron,therapeutic,IV,push,09:30,\n";
static const char open_stop[] = "encounter,date,drug,class,route,method,start,stop\n"
                                "A,2026-03-02,ceftriaxone,therapeutic,IV,infusion,23:50,\n"
                                "A,,ondansetron,therapeutic,IV,push,23:45,\n";

/* A push on each of three days and an open row on the last: what is a word of every band, and how
 * often, are two questions. */
static const char three_days[] = "encounter,date,drug,class,route,method,start,stop\n"
                                 "A,2026-03-02,ondansetron,therapeutic,IV,push,2026-03-02 09:00,\n"
                                 "A,,morphine,therapeutic,IV,push,2026-03-03 09:00,\n"
                                 "A,,famotidine,therapeutic,IV,push,2026-03-04 09:00,\n"
                                 "A,,ceftriaxone,therapeutic,IV,infusion,2026-03-04 11:00,\n";

/* ---- changes ---- */

static void changes_are_read(void **state)
{
    static const struct {
        const char *words;
        int row;
        bool is_switch;
    } good[] = {{"2.stop=09:16", 2, false},
                {"payer=commercial", 0, false},
                {"overlap_mode=subtract", 0, true},
                {"concurrent_min_overlap=1", 0, true},
                {"1.stop=", 1, false}};
    (void)state;
    for (size_t i = 0; i < COUNT_OF(good); i++) {
        struct change change;
        struct err err = {""};
        struct str printed;

        assert_true(change_parse(good[i].words, &change, &err));
        assert_int_equal(change.row, good[i].row);
        assert_int_equal(change.is_switch, good[i].is_switch);
        str_init(&printed, 200);
        change_print(&change, &printed);
        assert_string_equal(printed.data, good[i].words);
        str_release(&printed);
    }
}

static void what_is_no_change_is_refused(void **state)
{
    static const struct {
        const char *words, *says;
    } bad[] = {{"stop", "is no change"},
               {"=09:15", "is no change"},
               {"1.stap=10:00", "the nearest field is stop"},
               {"stop=10:00", "belongs to a row"},
               {"1.payer=medicare", "belongs to the encounter"},
               {"x.stop=10:00", "before the dot stands the number of a row"},
               {"0.stop=10:00", "before the dot stands the number of a row"},
               {"overlap_mode=never", "has no value never"}};
    (void)state;
    for (size_t i = 0; i < COUNT_OF(bad); i++) {
        struct change change;
        struct err err = {""};

        if (change_parse(bad[i].words, &change, &err))
            fail_msg("%s is taken", bad[i].words);
        if (!strstr(err.text, bad[i].says))
            fail_msg("%s: \"%s\" does not say \"%s\"", bad[i].words, err.text, bad[i].says);
    }
}

/* ---- the other encounter ---- */

static void assert_what(const struct coded *c, const char *words, const char *codes,
                        const char *differs)
{
    struct change change;
    struct whatif other;
    struct difference difference;
    struct arena arena;
    struct err err = {""};
    struct str text;

    whatif_init(&other);
    arena_init(&arena);
    str_init(&text, 4096);
    if (!change_parse(words, &change, &err) ||
        !whatif_run(&other, &c->result, NULL, &change, 1, &err))
        fail_msg("%s", err.text);
    compare_codes(&other.result, 0, &text);
    assert_string_equal(text.data, codes);
    str_clear(&text);
    compare_results(&arena, &c->result, &other.result, &difference);
    difference_text(&difference, &text);
    assert_string_equal(text.data ? text.data : "", differs);
    str_release(&text);
    arena_release(&arena);
    whatif_release(&other);
}

static void one_change_gives_another_answer(void **state)
{
    struct coded c;
    (void)state;
    code(&c, "", antibiotic);
    assert_what(&c, "1.stop=09:15", "96374 96375", "96365 went, 96374 came");
    assert_what(&c, "1.stop=09:19", "96365 96375", "");
    assert_what(&c, "1.stop=10:40", "96365 96366 96375", "96366 came");
    assert_what(&c, "2.drug=ceftriaxone", "96365", "96375 went");
    assert_what(&c, "overlap_mode=subtract", "96365 96375", "");
    done(&c);
}

static void the_real_encounter_stays(void **state)
{
    struct coded c;
    struct change change;
    struct whatif other;
    struct err err = {""};
    struct str text;
    (void)state;
    code(&c, "", antibiotic);
    whatif_init(&other);
    assert_true(change_parse("1.stop=09:15", &change, &err));
    assert_true(whatif_run(&other, &c.result, NULL, &change, 1, &err));
    str_init(&text, 400);
    compare_codes(&c.result, 0, &text);
    assert_string_equal(text.data, "96365 96375");
    str_clear(&text);
    field_print(c.charts.list[0], &c.charts.list[0]->rows[0], FIELD_STOP, &text);
    assert_string_equal(text.data, "09:20");
    assert_true(change_parse("9.stop=09:15", &change, &err));
    assert_false(whatif_run(&other, &c.result, NULL, &change, 1, &err));
    assert_non_null(strstr(err.text, "has no row 9"));
    assert_true(change_parse("1.stop=25:00", &change, &err));
    assert_false(whatif_run(&other, &c.result, NULL, &change, 1, &err));
    str_release(&text);
    whatif_release(&other);
    done(&c);
}

static void a_difference_names_its_cause(void **state)
{
    struct coded c, d;
    struct difference difference;
    (void)state;
    code(&c, "",
         "encounter,date,drug,route,method,start,stop\n"
         "A,2026-03-02,infliximab,IV,infusion,09:00,10:00\n");
    code(&d, "biologic_class=cms",
         "encounter,date,drug,route,method,start,stop\n"
         "A,2026-03-02,infliximab,IV,infusion,09:00,10:00\n");
    compare_results(&c.arena, &c.result, &d.result, &difference);
    assert_non_null(difference.cause);
    assert_string_equal(difference.cause->rule->id, "class.biologic");
    assert_non_null(difference.was);
    assert_string_equal(difference.was->rule->id, "class.biologic");
    assert_non_null(difference.effect);
    assert_string_equal(difference.effect->code->id, "96413");
    compare_results(&c.arena, &c.result, &c.result, &difference);
    assert_null(difference.cause);
    assert_int_equal(difference.n_codes + difference.n_findings, 0);
    done(&d);
    done(&c);
}

/* ---- bands ---- */

static void assert_bands(const struct coded *c, int row, const char *wants)
{
    struct bands bands;
    struct arena arena;
    struct str text;

    arena_init(&arena);
    str_init(&text, 4096);
    whatif_missing_stop(&arena, &c->result, row, &bands);
    bands_text(&bands, FIELD_STOP, &text);
    assert_string_equal(text.data ? text.data : "", wants);
    str_release(&text);
    arena_release(&arena);
}

static void every_possible_stop(void **state)
{
    struct coded c;
    (void)state;
    code(&c, "",
         "encounter,date,drug,class,route,method,start,stop\n"
         "A,2026-03-02,ceftriaxone,therapeutic,IV,infusion,09:00,\n");
    assert_bands(&c, 1,
                 "stop by 09:15: 96374; 09:16 to 10:30: 96365; 10:31 to 11:30: 96365 96366; "
                 "from 11:31: 96365 96366x2, and one more unit every 60 minutes");
    done(&c);
    code(&c, "", open_stop);
    assert_bands(&c, 1,
                 "stop by 00:05+1: 96374; 00:06+1 to 01:20+1: 96365; 01:21+1 to 02:20+1: 96365 "
                 "96366; from 02:21+1: 96365 96366x2, and one more unit every 60 minutes (beside "
                 "96375)");
    assert_bands(&c, 2, "stop from 23:45: nothing more (beside 96374 96375)");
    done(&c);
    code(&c, "", three_days);
    assert_bands(
        &c, 4,
        "stop by 11:15: 96374 96375x2; 11:16 to 12:30: 96365 96375 96375; 12:31 to 13:30: "
        "96365 96366 96375 96375; from 13:31: 96365 96366x2 96375 96375, and one more unit "
        "every 60 minutes (beside 96375)");
    done(&c);
    code(&c, "", antibiotic);
    assert_bands(&c, 1, ""); /* it has a stop */
    assert_bands(&c, 7, ""); /* there is no such row */
    done(&c);
}

static void the_minute_that_decides(void **state)
{
    struct coded c;
    struct bands bands;
    minute_t nine;
    day_t day;
    (void)state;
    assert_true(when_parse_day(TEST_DATE, &day));
    nine = when_at(day, 540);
    code(&c, "", antibiotic);
    whatif_bands(&c.arena, &c.result, 1, FIELD_STOP, nine + 5, nine + 120, &bands);
    assert_int_equal(bands_turn(&bands, nine + 20, nine + 5), nine + 15);
    assert_int_equal(bands_turn(&bands, nine + 5, nine + 20), nine + 16);
    assert_int_equal(bands_turn(&bands, nine + 20, nine + 100), nine + 91);
    assert_int_equal(bands_turn(&bands, nine + 20, nine + 90), NO_MINUTE);
    done(&c);
}

/* Coding every minute by itself gives what the bands say. */
static void bands_are_what_coding_gives(void **state)
{
    struct coded c;
    struct bands bands;
    day_t day;
    (void)state;
    assert_true(when_parse_day(TEST_DATE, &day));
    code(&c, "cms", antibiotic);
    whatif_bands(&c.arena, &c.result, 1, FIELD_STOP, when_at(day, 540), when_at(day, 800), &bands);
    for (size_t i = 0; i < bands.n; i++)
        for (minute_t at = bands.at[i].from; at <= bands.at[i].to; at++) {
            char words[32], clock[8];

            snprintf(words, sizeof words, "1.stop=%s", when_print_clock(at, clock));
            struct change change;
            struct whatif other;
            struct err err;
            struct str text;

            whatif_init(&other);
            str_init(&text, 400);
            assert_true(change_parse(words, &change, &err));
            assert_true(whatif_run(&other, &c.result, NULL, &change, 1, &err));
            compare_codes(&other.result, 0, &text);
            assert_string_equal(text.data, bands.at[i].codes);
            str_release(&text);
            whatif_release(&other);
        }
    assert_true(bands.n > 3);
    done(&c);
}

static int open_world(void **state)
{
    (void)state;
    return world_open(&world) ? 0 : -1;
}

static int close_world(void **state)
{
    (void)state;
    world_close(&world);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(changes_are_read),
        cmocka_unit_test(what_is_no_change_is_refused),
        cmocka_unit_test(one_change_gives_another_answer),
        cmocka_unit_test(the_real_encounter_stays),
        cmocka_unit_test(a_difference_names_its_cause),
        cmocka_unit_test(every_possible_stop),
        cmocka_unit_test(the_minute_that_decides),
        cmocka_unit_test(bands_are_what_coding_gives),
    };
    return cmocka_run_group_tests(tests, open_world, close_world);
}
