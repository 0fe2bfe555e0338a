/* Claims as people key them: read, overruled, put side by side with the engine's, and audited. */
#include "claims.h"

#include "core/align.h"
#include "core/selfaudit.h"
#include "core/standing.h"

static struct world world;

/* 96365 96366 96375: a drip of 100 minutes, a push beside it. */
static const char drip_and_push[] =
    HEAD ROW("facility", "medicare,J18.9,,,ceftriaxone,IV,infusion,08:00,09:40,2,g,")
        ROW("facility", "medicare,J18.9,,,ondansetron,IV,push,09:00,,4,mg,");

/* ---- reading ---- */

static void assert_says(const struct err *err, const char *part)
{
    if (!strstr(err->text, part))
        fail_msg("want \"%s\", got \"%s\"", part, err->text);
}

static void slips_are_named(void **state)
{
    static const struct {
        const char *words, *says;
    } lines[] = {
        {"96365x", "96365x: the units behind x are a number from 1 to 999"},
        {"96365x1000", "from 1 to 999"},
        {"96365-5;9", "a modifier is two letters or digits behind -"},
        {"963;65", "is no code"},
        {"-59", "a claim line begins with its code"},
        {"963650000000000000000000000000000000000000000000000000000000000000", "is no claim line"},
    }, changes[] = {
        {"96365", "is no change; write BEFORE=AFTER"},
        {"x:96365=96366", "stands the number of a visit"},
        {"100:96365=96366", "stands the number of a visit"},
        {"=", "a change needs a code"},
        {"96365=96365", "96365 is what it was"},
        {"96365=96366x0", "from 1 to 999"},
        {"96365=9:1", "is no code"},
        {"96365=11111", "11111 is no administration code of rule book"},
    };
    struct arena arena;
    struct keyed_list list;
    struct overrule o;
    (void)state;
    arena_init(&arena);
    for (size_t i = 0; i < COUNT_OF(lines); i++) {
        struct err err = {""};
        assert_false(keyed_read(&arena, world.book, lines[i].words, &list, &err));
        assert_says(&err, lines[i].says);
    }
    for (size_t i = 0; i < COUNT_OF(changes); i++) {
        struct err err = {""};
        assert_false(overrule_read(&arena, world.book, changes[i].words, &o, &err));
        assert_says(&err, changes[i].says);
    }
    arena_release(&arena);
}

static void changes_go_where_they_belong(void **state)
{
    static const struct {
        const char *claim, *change, *wants, *kind; /* wants NULL: refused */
    } rows[] = {
        {"| 96374", "=96365", "96365 | 96374", "add"},
        {"96365 | 96374", "=96375", "96365 96375 | 96374", "add"},
        {"96365 | 96374", "2:=96375", "96365 | 96374 96375", "add"},
        {"96365 | 96365", "2:96365=96413", "96365 | 96413", "code"},
        {"96365 96366x2", "96366x2=96366x3", "96365 96366x3", "units"},
        {"96365 96366", "96366=96366x3", "96365 96366x3", "units"},
        {"96374-59", "96374-59=96374-XS", "96374-XS", "modifier"},
        {"96374", "96374=96374-59", "96374-59", "modifier"},
        {"96374 96375", "96374=", "96375", "drop"},
        {"96374", "96375=", NULL, "drop"},
        {"| 96374", "96374=", NULL, "drop"}, /* that stands on visit 2 */
    };
    (void)state;
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        struct arena arena;
        struct keyed_list list;
        struct overrule o;
        struct err err = {""};
        struct str out;
        arena_init(&arena);
        str_init(&out, 1000);
        if (!keyed_read(&arena, world.book, rows[i].claim, &list, &err) ||
            !overrule_read(&arena, world.book, rows[i].change, &o, &err))
            fail_msg("%s", err.text);
        assert_string_equal(overrule_kind(&o), rows[i].kind);
        bool good = overrule_apply(&arena, world.book, &o, &list, &err);
        keyed_print(&list, &out);
        if (good != (rows[i].wants != NULL))
            fail_msg("%s to %s: %s", rows[i].change, rows[i].claim, good ? out.data : err.text);
        if (good)
            assert_string_equal(out.data, rows[i].wants);
        else
            assert_says(&err, "is not on the claim of visit 1");
        str_release(&out);
        arena_release(&arena);
    }
}

/* What stands in the database may have been written by other hands. */
static void a_stored_change_that_is_no_line(void **state)
{
    struct arena arena;
    struct keyed_list list;
    struct overrule o = {.visit = 1, .before = "96365", .after = "96;65"};
    struct err err = {""};
    (void)state;
    arena_init(&arena);
    assert_true(keyed_read(&arena, world.book, "96365", &list, &err));
    assert_false(overrule_apply(&arena, world.book, &o, &list, &err));
    assert_says(&err, "is no code");
    arena_release(&arena);
}

static void a_result_as_keyed(void **state)
{
    struct coded c;
    struct arena arena;
    struct keyed_list list;
    struct str out;
    (void)state;
    coded_begin(&c, &world, "cms discontinued=modifier_52",
                "encounter,date,dx,visit,drug,route,method,line,start,stop,planned,site_reason\n"
                "A,2026-03-02,J18.9,1,ceftriaxone,IV,infusion,L,08:00,09:40,,\n"
                "A,2026-03-02,J18.9,1,iron sucrose,IV,infusion,R,08:00,08:20,60,no blood return left\n"
                "A,2026-03-02,J18.9,3,ceftriaxone,IV,infusion,L,18:00,18:40,,\n");
    arena_init(&arena);
    str_init(&out, 1000);
    keyed_of_result(&arena, &c.result, &list);
    keyed_print(&list, &out);
    assert_string_equal(out.data, "96365 96365-XS-52 96366 | 96365-XE");
    str_release(&out);
    arena_release(&arena);
    coded_done(&c);
}

/* ---- overruled lines ---- */

static void what_stands_after_overrules(void **state)
{
    static const struct overrule changes[] = {
        {.visit = 1, .before = "96366", .after = "96366x2"},
        {.visit = 1, .before = "", .after = "96372"},
        {.visit = 1, .before = "96375", .after = ""},
        {.visit = 1, .before = "96375", .after = "96376"}, /* it is gone */
        {.visit = 2, .before = "96365", .after = "96413"}, /* no such visit */
        {.visit = 1, .before = "96366x2", .after = "96366x3"},
    };
    static const bool fits[] = {true, true, true, false, false, true};
    static const struct {
        const char *was, *text;
        int by;
    } wants[] = {{"96365", "96365", -1}, {"96366", "96366x3", 5}, {"96375", "", 2}, {"", "96372", 1}};
    struct coded c;
    struct arena arena;
    struct standings all;
    (void)state;
    coded_begin(&c, &world, "cms", drip_and_push);
    arena_init(&arena);
    standing_read(&arena, &c.result, changes, COUNT_OF(changes), &all);
    for (size_t i = 0; i < COUNT_OF(fits); i++)
        assert_int_equal(all.fits[i], fits[i]);
    assert_int_equal(all.n, COUNT_OF(wants));
    for (size_t i = 0; i < COUNT_OF(wants); i++) {
        assert_string_equal(all.lines[i].was, wants[i].was);
        assert_string_equal(all.lines[i].text, wants[i].text);
        assert_int_equal(all.lines[i].by, wants[i].by);
    }
    assert_null(standing_find(&all, 1, ""));
    assert_ptr_equal(standing_find(&all, 1, "96372"), &all.lines[3]);
    arena_release(&arena);
    coded_done(&c);
}

/* ---- side by side ---- */

/* Errors of the coder against the reviewer, or the engine where there is none: "missed 96365" ... */
static void compared(const char *text, const char *coder, const char *reviewer, struct str *out)
{
    struct coded c;
    struct arena arena;
    struct keyed_list engine, keyed, reviewed;
    struct alignment sides;
    struct err err = {""};
    coded_begin(&c, &world, "cms", text);
    arena_init(&arena);
    keyed_of_result(&arena, &c.result, &engine);
    if (!keyed_read(&arena, world.book, coder, &keyed, &err) ||
        !keyed_read(&arena, world.book, reviewer ? reviewer : "", &reviewed, &err))
        fail_msg("%s", err.text);
    align(&arena, &c.result, &keyed, &engine, reviewer ? &reviewed : NULL, &sides);
    for (size_t i = 0; i < sides.n; i++) {
        const struct slot *slot = &sides.slots[i];
        const struct keyed *is = slot->side[SIDE_CODER];
        if (slot->error != ERROR_NONE)
            str_addf(out, "%s%s %s", out->length > 0 ? ", " : "", error_class_name(slot->error),
                     is != NULL ? is->id : "-");
        str_add(out, slot->follows ? " (follows)" : "");
    }
    arena_release(&arena);
    coded_done(&c);
}

static void kinds_of_errors(void **state)
{
    static const char two_visits[] =
        "encounter,date,dx,visit,drug,route,method,start,stop\n"
        "A,2026-03-02,J18.9,1,ceftriaxone,IV,infusion,08:00,09:00\n"
        "A,2026-03-02,J18.9,2,ceftriaxone,IV,infusion,18:00,19:00\n";
    static const struct {
        const char *text, *coder, *reviewer, *wants;
    } rows[] = {
        {drip_and_push, "96365 96366 96375", NULL, ""},
        {drip_and_push, "96374 96366 96375", NULL, "minutes 96374"}, /* keyed by the clock of a push */
        {drip_and_push, "96365 96366 96375x2", NULL, "units 96375"},
        {drip_and_push, "99999 96366 96375", NULL, "missed -, extra 99999"}, /* of no book */
        {drip_and_push, "96413 96415 96375", NULL, "class 96413, class 96415 (follows)"},
        /* the reviewer is the measure where there is one, right or not */
        {drip_and_push, "96365 96375", "96365 96375", ""},
        {drip_and_push, "96365 99999x2", "96365 99999", "units 99999"},
        {drip_and_push, "96374 96366 96375", "96413 96366 96375", "class 96374"},
        {drip_and_push, "96365 96366 96375", "96365 96366", "extra 96375"},
        /* the same mistake on two visits is two mistakes */
        {two_visits, "96367 | 96367", NULL, "relation 96367, relation 96367"},
    };
    struct str got;
    (void)state;
    str_init(&got, 4096);
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        str_clear(&got);
        compared(rows[i].text, rows[i].coder, rows[i].reviewer, &got);
        if (strcmp(got.data, rows[i].wants) != 0)
            fail_msg("%s, reviewed %s: want \"%s\", got \"%s\"", rows[i].coder,
                     rows[i].reviewer ? rows[i].reviewer : "not", rows[i].wants, got.data);
    }
    str_release(&got);
}

/* ---- what a site asks of itself ---- */

static void questions_of_a_claim(void **state)
{
#define AUDIT_HEAD "encounter,date,dx,drug,route,method,start,stop,dose,unit,signed\n"
    static const char fluid[] = AUDIT_HEAD "A,2026-03-02,E86.0,normal saline,IV,infusion,09:00,09:25,,,\n";
    static const char no_stop[] = AUDIT_HEAD "A,2026-03-02,J18.9,ertapenem,IV,infusion,09:00,,1,g,\n";
    static const char unsigned_row[] =
        AUDIT_HEAD "A,2026-03-02,J18.9,ertapenem,IV,infusion,09:00,10:00,1,g,n\n";
    static const struct {
        const char *text, *claim, *wants;
    } rows[] = {
        {drip_and_push, "96365 96366 96375", ""},
        {drip_and_push, "96365 96366x2 96375", "units_minutes 96366 visit 1 row 0"},
        {drip_and_push, "96365 96366 96366 96375", "units_minutes 96366 visit 1 row 0"},
        {drip_and_push, "96375", "addon_alone 96375 visit 1 row 0"},
        {drip_and_push, "96365 96374", "initials 96374 visit 1 row 0, second_site 96374 visit 1 row 0"},
        {drip_and_push, "99999", ""}, /* no code of the book */
        {drip_and_push, "96365 96368x2", "concurrent_twice 96368 visit 1 row 0, no_stop 96368 visit 1 row 2"}, /* the push has none */
        {drip_and_push, "96365 96366x5 96415x4 96413",
         "initials 96413 visit 1 row 0, second_site 96413 visit 1 row 0, "
         "units_minutes 96366 visit 1 row 0, hours 96415 visit 1 row 0"},
        {fluid, "96360", "hydration_short 96360 visit 1 row 0"},
        {no_stop, "96365", "no_stop 96365 visit 1 row 1"},
        {no_stop, "96374", ""},
        {unsigned_row, "96365", "signature doc.signature.missing visit 1 row 1"},
        {drip_and_push, "", ""},
    };
    const struct audit_question *questions;
    size_t n = library_audits(world.library, &questions);
    (void)state;
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        struct coded c;
        struct arena arena;
        struct keyed_list claim;
        struct audit_hit *hits;
        struct err err = {""};
        struct str got;
        size_t n_hits;
        coded_begin(&c, &world, "cms", rows[i].text);
        arena_init(&arena);
        str_init(&got, 4096);
        if (!keyed_read(&arena, world.book, rows[i].claim, &claim, &err))
            fail_msg("%s", err.text);
        selfaudit(&arena, questions, n, &c.result, &claim, &hits, &n_hits);
        for (size_t h = 0; h < n_hits; h++)
            if (strcmp(hits[h].question->id, "drug_waste") != 0)
                str_addf(&got, "%s%s %s visit %d row %d", got.length > 0 ? ", " : "",
                         hits[h].question->id, hits[h].what, hits[h].visit, hits[h].row);
        if (strcmp(got.data, rows[i].wants) != 0)
            fail_msg("%s: want \"%s\", got \"%s\"", rows[i].claim, rows[i].wants, got.data);
        str_release(&got);
        arena_release(&arena);
        coded_done(&c);
    }
}

/* A fifth of twenty and more rows at the very same minute is asked about; of nineteen, never. */
static void the_same_minute_again_and_again(void **state)
{
    static const struct {
        int same, all;
        bool hit;
    } rows[] = {{5, 20, true}, {4, 20, false}, {19, 19, false}, {5, 24, true}, {5, 25, false}};
    const struct audit_question *questions;
    size_t n = library_audits(world.library, &questions);
    (void)state;
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        struct audit_coders coders = {.list = NULL};
        struct arena arena;
        size_t place = 0;
        arena_init(&arena);
        for (int row = 0; row < rows[i].all; row++) {
            struct coded c;
            coded_begin(&c, &world, "cms",
                        row < rows[i].same
                            ? "encounter,date,coder,drug,route,method,start,stop\n"
                              "A,2026-03-02,jo,ceftriaxone,IV,infusion,09:00,09:31\n"
                              "A,2026-03-02,jo,ceftriaxone,PO,,09:00,\n"
                            : "encounter,date,coder,drug,route,method,start,stop\n"
                              "A,2026-03-02,jo,ceftriaxone,IV,infusion,09:00,09:45\n");
            selfaudit_count(&arena, &coders, questions, n, &c.result);
            coded_done(&c);
        }
        assert_int_equal(coders.n, 1);
        assert_int_equal(coders.list[0].rows, rows[i].all); /* the tablet does not count */
        for (size_t q = 0; q < n; q++) {
            if (questions[q].test != AUDIT_CLUSTER)
                continue;
            bool wants = rows[i].hit && strcmp(questions[q].about, "31") == 0;
            if (selfaudit_cluster(&questions[q], &coders.list[0], place++) != wants)
                fail_msg("%d of %d at %s", rows[i].same, rows[i].all, questions[q].about);
        }
        assert_int_equal(place, 3);
        arena_release(&arena);
    }
}

WORLD_FIXTURE(world)

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(slips_are_named),
        cmocka_unit_test(changes_go_where_they_belong),
        cmocka_unit_test(a_stored_change_that_is_no_line),
        cmocka_unit_test(a_result_as_keyed),
        cmocka_unit_test(what_stands_after_overrules),
        cmocka_unit_test(kinds_of_errors),
        cmocka_unit_test(questions_of_a_claim),
        cmocka_unit_test(the_same_minute_again_and_again),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
