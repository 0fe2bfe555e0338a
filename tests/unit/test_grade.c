/* Grading: planted mistakes give exactly the marks that they should, and nothing else. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "charts.h"
#include "core/grade.h"

/* A drip of 100 minutes on one access, a push beside it, a tablet. */
static const char record[] = "encounter,date,dx,drug,route,method,line,start,stop,dose,unit\n"
                             "a,2026-03-02,J18.9,ceftriaxone,IV,infusion,L,08:00,09:40,2,g\n"
                             "a,2026-03-02,J18.9,ondansetron,IV,push,L,09:00,,4,mg\n"
                             "a,2026-03-02,J18.9,ondansetron,PO,,L,10:00,,4,mg\n";

struct room {
    struct world world;
    struct charts charts;
    struct arena arena;
    struct result result;
    struct grade_truth truth;
};

static int open_room(void **state)
{
    static struct room room;
    struct policy policy;
    struct err err;
    if (!world_open(&room.world) || !world_policy(&room.world, "", &policy, &err) ||
        !charts_read_text(&room.charts, "grade", record, &err))
        return -1;
    result_init(&room.result);
    arena_init(&room.arena);
    engine_code(room.world.book, &policy, room.charts.list[0], &room.result);
    grade_truth(&room.arena, &room.result, NULL, false, &room.truth);
    *state = &room;
    return 0;
}

static int close_room(void **state)
{
    struct room *room = *state;
    arena_release(&room->arena);
    result_release(&room->result);
    charts_release(&room->charts);
    world_close(&room->world);
    return 0;
}

static struct grade_said_row right_rows[] = {
    {1, {"in", "infusion", "A", "y", "initial"}},
    {2, {"in", "push", "A", "n", "sequential"}},
    {3, {"out", "", "", "", ""}},
};

static void grade_it(struct room *room, const char *codes, const char *findings, struct grade *out)
{
    struct grade_said said = {right_rows, COUNT_OF(right_rows), codes, findings};
    grade_answers(&room->arena, &room->truth, &said, out);
}

static void print_wrong(const struct grade *g, struct str *out)
{
    for (size_t i = 0; i < g->n; i++)
        if (!g->marks[i].right)
            str_addf(out, "%s %s: %s, is %s%s; ", grade_step_name(g->marks[i].step),
                     g->marks[i].subject, g->marks[i].said, g->marks[i].wanted,
                     g->marks[i].follows ? " (follows)" : "");
}

static void assert_wrong(const struct grade *g, const char *want)
{
    struct str got;
    str_init(&got, 8192);
    print_wrong(g, &got);
    assert_string_equal(got.data, want);
    str_release(&got);
}

static void all_right(void **state)
{
    struct grade g;
    grade_it(*state, "96365 96366 96375", "", &g);
    assert_wrong(&g, "");
    assert_int_equal(g.right, 11 + 9);
    assert_int_equal(g.asked, 20);
    assert_int_equal(grade_percent(&g), 100);
    assert_int_equal(g.n_chains, 3);
}

static void wrong_relation(void **state)
{
    struct grade g;
    right_rows[1].steps[GRADE_RELATION] = "concurrent";
    grade_it(*state, "96365 96366 96368", "none.such", &g);
    right_rows[1].steps[GRADE_RELATION] = "sequential";
    assert_wrong(&g, "relation row 2 (ondansetron): concurrent, is sequential; "
                     "code 96375: , is on the claim; units 96375: , is 1 (follows); "
                     "modifiers 96375: , is none (follows); "
                     "code 96368: 96368, is not on the claim; "
                     "findings none.such: none.such, is not found; ");
    assert_int_equal(g.asked, 22);
    assert_int_equal(g.right, 16);
    assert_int_equal(g.n_chains, 4);
    assert_string_equal(g.chains[2].text, "96375");
    assert_int_equal(g.marks[g.chains[2].broke].step, GRADE_RELATION);
}

static void wrong_units_and_modifier(void **state)
{
    struct grade g;
    grade_it(*state, "96365-59 96366x2 96375", "", &g);
    assert_wrong(&g, "modifiers 96365: 59, is none; units 96366: 2, is 1; ");
    assert_int_equal(g.chains[0].right, 2);
    assert_int_equal(g.chains[0].asked, 3);
    assert_int_equal(g.marks[g.chains[1].broke].step, GRADE_UNITS);
    assert_int_equal(g.chains[2].broke, -1);
}

static void out_of_scope_row_taken_in(void **state)
{
    struct grade g;
    right_rows[2].steps[GRADE_IN] = "in";
    grade_it(*state, "96365 96366 96375", "", &g);
    right_rows[2].steps[GRADE_IN] = "out";
    assert_wrong(&g, "in row 3 (ondansetron): in, is out; ");
}

static void an_early_mistake_is_told_once(void **state)
{
    struct grade g;
    right_rows[1].steps[GRADE_IN] = "out";
    right_rows[1].steps[GRADE_KIND] = right_rows[1].steps[GRADE_ACCESS] = "";
    right_rows[1].steps[GRADE_INITIAL] = right_rows[1].steps[GRADE_RELATION] = "";
    grade_it(*state, "96365 96366", "", &g);
    right_rows[1] = (struct grade_said_row){2, {"in", "push", "A", "n", "sequential"}};
    assert_wrong(&g, "in row 2 (ondansetron): out, is in; "
                     "kind row 2 (ondansetron): , is push (follows); "
                     "access row 2 (ondansetron): , is A (L) (follows); "
                     "initial row 2 (ondansetron): , is n (follows); "
                     "relation row 2 (ondansetron): , is sequential (follows); "
                     "code 96375: , is on the claim; units 96375: , is 1 (follows); "
                     "modifiers 96375: , is none (follows); ");
    assert_int_equal(g.marks[g.chains[2].broke].step, GRADE_IN);
}

static void words_that_mean_the_same(void **state)
{
    struct room *room = *state;
    for (size_t i = 0; i < room->truth.n; i++) {
        const struct grade_point *p = &room->truth.points[i];
        if (p->step == GRADE_ACCESS) {
            assert_true(grade_is_right(&room->truth, p, "l"));
            assert_true(grade_is_right(&room->truth, p, "1"));
            assert_true(grade_is_right(&room->truth, p, "a"));
            assert_false(grade_is_right(&room->truth, p, "B"));
            assert_false(grade_is_right(&room->truth, p, ""));
        }
        if (p->step == GRADE_IN && p->row == 3)
            assert_true(grade_is_right(&room->truth, p, "No"));
        if (p->step == GRADE_MODIFIERS)
            assert_true(grade_is_right(&room->truth, p, "-"));
    }
}

/* A word, what means the same, the beginning of one; a slip is told what fits. */
static void words_as_they_are_typed(void **state)
{
    static const struct {
        enum grade_step step;
        const char *typed, *word, *says;
    } rows[] = {
        {GRADE_IN, "o", "out", NULL},
        {GRADE_IN, "No", "out", NULL},
        {GRADE_IN, "sideways", NULL, "write one of in, out"},
        {GRADE_KIND, "INF", "infusion", NULL},
        {GRADE_KIND, "in", NULL, "more than one word begins so: infusion, injection"},
        {GRADE_KIND, "im", "injection", NULL},
        {GRADE_KIND, "pu", NULL, "push, pump"},
        {GRADE_RELATION, "seq", "sequential", NULL},
        {GRADE_RELATION, "nothing", "none", NULL},
        {GRADE_RELATION, "", "", NULL},
        {GRADE_PAID, "pack", "packaged", NULL},
        {GRADE_PAID, "$217.31", "$217.31", NULL},
        {GRADE_PAID, "dearly", NULL, "write one of paid, packaged, otherwise, unpaid"},
        {GRADE_ADJUSTED, "m", "more", NULL},
        {GRADE_ACCESS, "L-PIV", "L-PIV", NULL}, /* no fixed words */
    };
    (void)state;
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        const char *word = NULL;
        struct err err = {""};
        bool good = grade_step_read(rows[i].step, rows[i].typed, &word, &err);
        assert_int_equal(good, rows[i].word != NULL);
        if (good)
            assert_string_equal(word, rows[i].word);
        else
            assert_non_null(strstr(err.text, rows[i].says));
    }
}

static void nothing_said(void **state)
{
    struct room *room = *state;
    struct grade_said said = {NULL, 0, NULL, NULL};
    struct grade g;
    grade_answers(&room->arena, &room->truth, &said, &g);
    assert_int_equal(g.right, 0);
    assert_int_equal(g.asked, 20);
    assert_int_equal(grade_percent(&g), 0);
}

/* ---- two visits, two lines, and what is missing ---- */

static const char messy[] =
    "encounter,date,dx,visit,drug,route,method,line,start,stop,dose,unit\n"
    "a,2026-03-02,J18.9,1,ceftriaxone,IV,infusion,L,08:00,09:40,2,g\n"
    "a,2026-03-02,J18.9,1,ondansetron,IV,push,R,09:00,,4,mg\n"
    "a,2026-03-02,J18.9,1,normal saline,IV,infusion,L,10:00,,,\n"
    "a,2026-03-02,J18.9,2,ceftriaxone,IV,infusion,,18:00,18:40,2,g\n";

static struct grade_said_row messy_rows[] = {
    {1, {"y", "infusion", "r", "yes", "initial"}},
    {2, {"in", "push", "R", "no", "sequential"}},
    {3, {"in", "fluid", "a", "n", "nothing"}},
    {4, {"in", "infusion", "1", "y", "initial"}},
};

static void what_is_said_of_a_messy_record(void **state)
{
    static const struct {
        const char *codes, *findings, *wrong;
    } rows[] = {
        {"96365 96366 96375 | 96365-xe",
         "initial.second@4 access.reason.missing@1 doc.stop.missing@3, NOTHING;none", ""},
        {"96365,96366X1;96375|96365-XE", "initial.second access.reason.missing DOC.STOP.MISSING", ""},
        /* one code said twice is one line */
        {"96365 96366 96366 96375 | 96365-XE", "initial.second access.reason.missing doc.stop.missing",
         "units 96366, visit 1: 2, is 1; "},
        {"96365 96366x 96375 | 96365-XE", "initial.second access.reason.missing doc.stop.missing",
         "units 96366, visit 1: -1, is 1; "},
        {"96365 96366xx2 96375- | 96365-XE", "initial.second access.reason.missing doc.stop.missing",
         "units 96366, visit 1: -1, is 1; "},
        /* on the other visit it is another line */
        {"96365 96366 96375 96365-XE", "initial.second access.reason.missing doc.stop.missing",
         "code 96365, visit 2: , is on the claim; units 96365, visit 2: , is 1 (follows); "
         "modifiers 96365, visit 2: , is XE (follows); code 96365: 96365, is not on the claim; "},
        {"96365 96366 96375 | 96365-59", "initial.second doc.stop.missing doc.dx.missing",
         "modifiers 96365, visit 2: 59, is XE; "
         "findings access.reason.missing@1: , is named; "
         "findings doc.dx.missing: doc.dx.missing, is not found; "},
        {"96365 96366 96375 96372-xs-59 | 96365-XE", "initial.second access.reason.missing@1 doc.stop.missing@2",
         "code 96372: 96372, is not on the claim; findings doc.stop.missing@3: , is named; "
         "findings doc.stop.missing@2: doc.stop.missing@2, is not found; "},
    };
    struct world *world = &((struct room *)*state)->world;
    struct charts charts = {0};
    struct policy policy;
    struct result result;
    struct grade_truth truth;
    struct arena arena;
    struct err err;
    arena_init(&arena);
    result_init(&result);
    if (!world_policy(world, "cms", &policy, &err) ||
        !charts_read_text(&charts, "messy", messy, &err))
        fail_msg("%s", err.text);
    engine_code(world->book, &policy, charts.list[0], &result);
    grade_truth(&arena, &result, NULL, false, &truth);
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        struct grade_said said = {messy_rows, COUNT_OF(messy_rows), rows[i].codes, rows[i].findings};
        struct grade g;
        grade_answers(&arena, &truth, &said, &g);
        assert_wrong(&g, rows[i].wrong);
        if (i == COUNT_OF(rows) - 1)
            assert_string_equal(g.chains[g.n_chains - 1].text, "96372-59-XS");
    }
    arena_release(&arena);
    result_release(&result);
    charts_release(&charts);
}

/* ---- the claim as it is keyed ---- */

struct keyed {
    struct site site;
    struct site_row rows[2];
    struct claim claim;
    struct grade_truth truth;
};

static void begin_keyed(struct room *room, struct keyed *k)
{
    *k = (struct keyed){.rows = {{{0, NO_DAY}, SITE_OFF_CAMPUS, "off_campus", "excepted", 0},
                                 {{0, NO_DAY}, SITE_WAGE_INDEX, "wage_index", "1.1", 1100000}}};
    k->site = (struct site){.path = "", .rows = k->rows, .n_rows = 2};
    claim_init(&k->claim);
    claim_build(&k->claim, &room->result, &k->site);
    grade_truth(&room->arena, &room->result, &k->claim, true, &k->truth);
}

static void grade_keyed(struct room *room, const struct keyed *k, const char *codes,
                        struct grade *out)
{
    struct grade_said said = {right_rows, COUNT_OF(right_rows), codes, ""};
    grade_answers(&room->arena, &k->truth, &said, out);
}

static void the_claim_as_keyed(void **state)
{
    struct keyed k;
    struct grade g;
    begin_keyed(*state, &k);
    grade_keyed(*state, &k,
                "96365-PO/0636/paid/less/run+order 96366-po/less/0636/$47.84/order+run "
                "96375-PO/0636/paid/less/record+order J0696x8-PO/0636/packaged "
                "J2405x4-PO/packaged/0636",
                &g);
    assert_wrong(&g, "");
    assert_int_equal(g.asked, 11 + 3 * (3 + 3 + 2) + 2 * (3 + 2));
    grade_keyed(*state, &k,
                "96365-PO/0636/paid/less/run+order 96366-po/less/0636/paid/order+run "
                "96375-PO/0636/paid/less/record+order J0696x8-PO/0636/packaged "
                "J2405x4-PO/packaged/0636 J7030",
                &g);
    assert_wrong(&g, "code J7030: J7030, is not on the claim; ");
    claim_release(&k.claim);
}

/* Each slip costs its own point, and no other. */
static void slips_on_the_claim(void **state)
{
    struct keyed k;
    struct grade g;
    begin_keyed(*state, &k);
    grade_keyed(*state, &k,
                "96365/0260/217.30/more/run+need 96366-PO/0636/47.84/less "
                "96375-PO/0636/packaged/less/record+order J0696x8-PO/0636/packaged", &g);
    assert_wrong(&g, "modifiers 96365: none, is PO; revenue 96365: 0260, is 0636; "
                     "paid 96365: 217.30, is 217.31; adjusted 96365: more, is less; "
                     "attach need: need, is not asked for; attach 96365: , is order; "
                     "attach 96366: , is run; attach 96366: , is order; "
                     "paid 96375: packaged, is 47.84; "
                     "code J2405: , is on the claim; units J2405: , is 4 (follows); "
                     "modifiers J2405: , is PO (follows); revenue J2405: , is 0636 (follows); "
                     "paid J2405: , is packaged (follows); ");
    assert_string_equal(g.chains[0].text, "96365-PO");
    assert_int_equal(g.chains[0].right, 3);
    assert_int_equal(g.chains[0].asked, 9);
    assert_int_equal(g.marks[g.chains[0].broke].step, GRADE_MODIFIERS);
    claim_release(&k.claim);
}

/* Every point of the claim says why, by the rule that decided it. */
static void reasons_on_the_claim(void **state)
{
    static const struct {
        enum grade_step step;
        const char *rule, *says;
    } wants[] = {
        {GRADE_MODIFIERS, "claim.off_campus", "96365 carries PO"},
        {GRADE_REVENUE, "claim.revenue", "0636"},
        {GRADE_PAID, "claim.opps", "217.31"},
        {GRADE_ADJUSTED, "claim.adjusted", "wage index and off-campus share"},
    };
    struct room *room = *state;
    struct keyed k;
    struct str text;
    begin_keyed(room, &k);
    str_init(&text, 4000);
    for (size_t i = 0; i < k.truth.n; i++) {
        const struct grade_point *p = &k.truth.points[i];
        for (size_t w = 0; p->line == 0 && w < COUNT_OF(wants); w++) {
            if (p->step != wants[w].step)
                continue;
            str_clear(&text);
            grade_reason(&k.truth, p, &text);
            assert_string_equal(p->rule->id, wants[w].rule);
            assert_non_null(strstr(text.data, wants[w].says));
        }
        if (p->line == 0 && p->step == GRADE_ATTACH) {
            assert_string_equal(p->wanted, "run order");
            assert_true(grade_is_right(&k.truth, p, "order run"));
            assert_false(grade_is_right(&k.truth, p, "run"));
            assert_false(grade_is_right(&k.truth, p, "run order need"));
        }
    }
    str_release(&text);
    claim_release(&k.claim);
}

/* What no single decision gives: the attachments of a line together, the revenue code of a drug line. */
static void reasons_of_a_whole_line(void **state)
{
    static const struct {
        const char *code;
        enum grade_step step;
        const char *says;
    } wants[] = {
        {"96365", GRADE_ATTACH,
         "The administration record of row 1 (ceftriaxone): drug, dose, route, start and stop, "
         "signed. The order or documented indication for row 1 (ceftriaxone)."},
        {"J0696", GRADE_REVENUE, "0636: drugs that need detailed coding."},
    };
    struct room *room = *state;
    struct keyed k;
    struct str text;
    size_t seen = 0;
    begin_keyed(room, &k);
    str_init(&text, 4000);
    for (size_t i = 0; i < k.truth.n; i++)
        for (size_t w = 0; w < COUNT_OF(wants); w++) {
            const struct grade_point *p = &k.truth.points[i];
            if (p->line < 0 || p->step != wants[w].step ||
                strcmp(k.truth.lines[p->line].code, wants[w].code) != 0)
                continue;
            str_clear(&text);
            grade_reason(&k.truth, p, &text);
            assert_string_equal(text.data, wants[w].says);
            seen++;
        }
    assert_int_equal(seen, COUNT_OF(wants));
    str_release(&text);
    claim_release(&k.claim);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(all_right),
        cmocka_unit_test(wrong_relation),
        cmocka_unit_test(wrong_units_and_modifier),
        cmocka_unit_test(out_of_scope_row_taken_in),
        cmocka_unit_test(an_early_mistake_is_told_once),
        cmocka_unit_test(words_that_mean_the_same),
        cmocka_unit_test(words_as_they_are_typed),
        cmocka_unit_test(nothing_said),
        cmocka_unit_test(what_is_said_of_a_messy_record),
        cmocka_unit_test(the_claim_as_keyed),
        cmocka_unit_test(slips_on_the_claim),
        cmocka_unit_test(reasons_on_the_claim),
        cmocka_unit_test(reasons_of_a_whole_line),
    };
    return cmocka_run_group_tests_name("grade", tests, open_room, close_room);
}
