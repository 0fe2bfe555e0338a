#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "charts.h"
#include "core/compare.h"

struct coded {
    struct charts charts;
    struct policy policy;
    struct result result;
};

static void code(const struct world *world, struct coded *c, const char *policy, const char *text)
{
    struct err err = {""};
    if (!charts_read_text(&c->charts, "day.csv", text, &err) ||
        !world_policy(world, policy, &c->policy, &err))
        fail_msg("%s", err.text);
    result_init(&c->result);
    engine_code(world->book, &c->policy, c->charts.list[0], &c->result);
}

static void done(struct coded *c)
{
    result_release(&c->result);
    charts_release(&c->charts);
}

static void assert_codes(const struct result *r, int visit, const char *wants)
{
    struct str codes;
    str_init(&codes, 4096);
    compare_codes(r, visit, &codes);
    assert_string_equal(codes.data, wants);
    str_release(&codes);
}

static const struct switch_note *note_of(const struct switch_note *notes, size_t n,
                                         enum switch_id id)
{
    for (size_t i = 0; i < n; i++)
        if (notes[i].id == id)
            return &notes[i];
    return NULL;
}

static const char *other_codes(const struct switch_note *note, int value)
{
    for (size_t i = 0; i < note->n_others; i++)
        if (note->others[i].value == value)
            return note->others[i].codes;
    return "(none)";
}

static const char overlap[] = "encounter,date,drug,route,method,start,stop\n"
                              "A,2026-03-02,ceftriaxone,IV,infusion,09:00,10:00\n"
                              "A,,vancomycin,IV,infusion,09:50,11:50\n";

static void codes_in_short(void **state)
{
    struct coded c;
    code(*state, &c, "",
         "encounter,date,visit,drug,route,method,start,stop\n"
         "A,2026-03-02,1,ceftriaxone,IV,infusion,09:00,12:00\n"
         "A,,2,ceftriaxone,IV,infusion,18:00,19:00\n");
    assert_codes(&c.result, 1, "96365 96366x2");
    assert_codes(&c.result, 2, "96365-59");
    assert_codes(&c.result, 0, "96365 96366x2 | 96365-59");
    assert_codes(&c.result, 7, "");
    done(&c);
}

static void a_switch_that_matters_names_what_it_would_give(void **state)
{
    struct coded c;
    struct arena arena;
    struct switch_note *notes;
    code(*state, &c, "",
         "encounter,date,drug,route,method,start,stop\n"
         "A,2026-03-02,ceftriaxone,IV,infusion,09:00,10:30\n"
         "A,,vancomycin,IV,infusion,09:50,11:50\n");
    arena_init(&arena);
    size_t n = compare_switches(&arena, &c.result, 1, &notes);
    const struct switch_note *note = note_of(notes, n, SWITCH_OVERLAP_MODE);
    assert_non_null(note);
    assert_true(note->matters);
    assert_int_equal(note->value, OVERLAP_CONCURRENT);
    assert_codes(&c.result, 1, "96365 96366 96368");
    assert_string_equal(other_codes(note, OVERLAP_SUBTRACT), "96365 96366 96367");
    assert_int_equal(c.policy.value[SWITCH_OVERLAP_MODE], OVERLAP_CONCURRENT);
    arena_release(&arena);
    done(&c);
}

/* Ten shared minutes: from 1 to 10 they would be enough, so the answer turns at 1 and back at 11.
 */
static void a_number_is_noted_where_the_answer_turns(void **state)
{
    struct coded c;
    struct arena arena;
    struct switch_note *notes;
    code(*state, &c, "", overlap);
    arena_init(&arena);
    size_t n = compare_switches(&arena, &c.result, 1, &notes);
    const struct switch_note *note = note_of(notes, n, SWITCH_CONCURRENT_MIN_OVERLAP);
    assert_non_null(note);
    assert_true(note->matters);
    assert_int_equal(note->n_others, 1);
    assert_int_equal(note->others[0].value, 1);
    assert_string_equal(note->others[0].codes, "96365 96366 96368");
    arena_release(&arena);
    done(&c);
}

/* The same threshold from the other side: at 10 minutes the answer turns at 11. */
static void a_number_is_noted_above_as_well(void **state)
{
    struct coded c;
    struct arena arena;
    struct switch_note *notes;
    code(*state, &c, "concurrent_min_overlap=10", overlap);
    arena_init(&arena);
    size_t n = compare_switches(&arena, &c.result, 1, &notes);
    const struct switch_note *note = note_of(notes, n, SWITCH_CONCURRENT_MIN_OVERLAP);
    assert_non_null(note);
    assert_int_equal(note->n_others, 1);
    assert_int_equal(note->others[0].value, 11);
    arena_release(&arena);
    done(&c);
}

static void only_switches_that_were_used_are_noted(void **state)
{
    struct coded c;
    struct arena arena;
    struct switch_note *notes;
    code(*state, &c, "",
         "encounter,date,drug,route,method,start,stop\n"
         "A,2026-03-02,ceftriaxone,IV,infusion,09:00,10:30\n");
    arena_init(&arena);
    size_t n = compare_switches(&arena, &c.result, 1, &notes);
    assert_null(note_of(notes, n, SWITCH_OVERLAP_MODE));
    assert_null(note_of(notes, n, SWITCH_MISSING_STOP));
    for (size_t i = 0; i < n; i++)
        assert_true(c.result.switches_used >> notes[i].id & 1);
    arena_release(&arena);
    done(&c);
}

static int open_world(void **state)
{
    static struct world world;
    *state = &world;
    return world_open(&world) ? 0 : -1;
}

static int close_world(void **state)
{
    world_close(*state);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(codes_in_short),
        cmocka_unit_test(a_switch_that_matters_names_what_it_would_give),
        cmocka_unit_test(a_number_is_noted_where_the_answer_turns),
        cmocka_unit_test(a_number_is_noted_above_as_well),
        cmocka_unit_test(only_switches_that_were_used_are_noted),
    };
    return cmocka_run_group_tests(tests, open_world, close_world);
}
