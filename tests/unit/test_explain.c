#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "charts.h"
#include "core/attach.h"
#include "core/explain.h"
#include "core/fires.h"
#include "core/why.h"

static const char chart[] =
    "encounter,date,setting,dx,drug,class,route,method,line,start,stop,site_reason\n"
    "A,2026-03-02,facility,N39.0,carboplatin,,IV,infusion,port,09:00,10:32,\n"
    "A,,,,Normal saline,,IV,infusion,port,10:40,11:40,\n"
    "A,,,,cefepime,therapeutic,IV,infusion,arm,09:30,10:00,not compatible\n"
    "A,,,,ondansetron,therapeutic,IV,push,port,08:50,,\n";

static struct world world;
static struct charts charts;
static struct policy policy;
static struct result result;
static struct arena arena;

static int setup(void **state)
{
    struct err err = {""};
    (void)state;
    if (!world_open(&world) || !charts_read_text(&charts, "chart", chart, &err) ||
        !world_policy(&world, "", &policy, &err))
        return -1;
    arena_init(&arena);
    result_init(&result);
    engine_code(world.book, &policy, charts.list[0], &result);
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    result_release(&result);
    arena_release(&arena);
    charts_release(&charts);
    world_close(&world);
    return 0;
}

static const struct node *ask_code(const char *id, const char *modifier)
{
    struct about about = {.code = book_code(world.book, id), .modifier = modifier};
    assert_non_null(about.code);
    return explain(&arena, &result, &about);
}

/* The first node of a kind whose text begins so, anywhere below. */
static const struct node *find(const struct node *node, enum node_kind kind, const char *begins)
{
    if (node->kind == kind && !strncmp(node->text, begins, strlen(begins)))
        return node;
    for (const struct node *n = node->first; n; n = n->next) {
        const struct node *found = find(n, kind, begins);
        if (found)
            return found;
    }
    return NULL;
}

static const struct node *has(const struct node *tree, enum node_kind kind, const char *begins)
{
    const struct node *found = find(tree, kind, begins);
    if (!found)
        fail_msg("below \"%s\" nothing of kind %d begins with \"%s\"", tree->text, (int)kind,
                 begins);
    return found;
}

static void the_questions_come_in_the_order_of_the_engine(void **state)
{
    const struct node *tree = ask_code("96415", NULL);
    int before = -1;
    (void)state;
    assert_int_equal(tree->kind, NODE_TOPIC);
    assert_string_equal(tree->text,
                        "96415: chemo or complex drug into a vein, each hour after that; 1 unit");
    for (const struct node *step = tree->first; step; step = step->next) {
        if (step->kind != NODE_STEP)
            continue;
        assert_non_null(step->first);
        assert_int_equal(step->first->kind, NODE_DECISION);
        assert_true((int)step->first->rule->step > before);
        before = (int)step->first->rule->step;
    }
    assert_true(before >= STEP_UNITS);
}

static void a_decision_opens_to_what_it_read(void **state)
{
    const struct node *tree = ask_code("96415", NULL);
    const struct node *decision = has(tree, NODE_DECISION, "92 minutes of carboplatin count");
    (void)state;
    assert_int_equal(decision->verdict, VERDICT_APPLIED);
    assert_int_equal(decision->row, 1);
    has(decision, NODE_FACT, "minutes: 92");
    has(decision, NODE_FACT, "earned: 91 needed");
    has(decision, NODE_CITATION, "CMS, Medicare Claims Processing Manual");
    has(decision, NODE_RULE, "units.hours, in step units");
    has(decision, NODE_PROOF, "applies in case ");
}

static void units_carry_their_margin(void **state)
{
    const struct node *unit = has(ask_code("96415", NULL), NODE_UNIT, "unit 1 from 10:00: ");
    (void)state;
    assert_string_equal(unit->text, "unit 1 from 10:00: 92 minutes; earned at 91 (1 past it), the "
                                    "next at 151 (59 to go), near the boundary");
    assert_true(unit->near);
    unit = has(ask_code("96413", NULL), NODE_UNIT, "unit 1 from 09:00: 92 minutes");
    assert_false(unit->near);
}

/* Two minutes on either side, not everything below: a unit may be earned by intent. */
static void what_is_far_below_is_not_near(void **state)
{
    const struct result r = {.book = world.book};
    static const struct {
        int minutes;
        bool near;
    } rows[] = {{2, false}, {13, false}, {14, true},  {16, true},
                {18, true}, {19, false}, {88, false}, {89, true}};
    (void)state;
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        const struct earned unit = {.minutes = rows[i].minutes, .earned_at = 16, .next_at = 91};
        assert_int_equal(margin_near(&r, &unit), rows[i].near);
    }
}

static void rows_open_to_their_minutes(void **state)
{
    const struct node *row =
        has(ask_code("96413", NULL), NODE_ROW, "row 1: carboplatin, IV infusion on port");
    (void)state;
    has(row, NODE_POSTING, "09:00 to 10:00, 60 minutes: 96413 unit 1");
    has(row, NODE_POSTING, "10:00 to 10:32, 32 minutes: 96415 unit 1");
}

static void a_modifier_has_its_own_reason(void **state)
{
    const struct node *tree = ask_code("96365", "59");
    (void)state;
    has(tree, NODE_DECISION, "96365 is a second initial service on this date beside 96413");
    assert_null(find(tree, NODE_DECISION, "cefepime ran"));
}

static void a_code_that_is_not_there_says_what_would_change_it(void **state)
{
    const struct node *tree = ask_code("96417", NULL);
    const struct node *decision = has(tree, NODE_DECISION, "96417 takes a further drug");
    (void)state;
    assert_int_equal(decision->verdict, VERDICT_NOT_MET);
    has(decision, NODE_CHANGE, "Another drug given as an infusion into a vein");
    has(decision, NODE_FACT, "own: 96413 96415");
}

static void a_row_a_finding_a_posting_and_a_drug_line(void **state)
{
    const struct node *tree = explain(&arena, &result, &(struct about){.row = 3});
    (void)state;
    has(tree, NODE_DECISION, "Line arm is an access of its own; the reason on record: not");
    has(tree, NODE_FINDING, "warning: cefepime has no dose.");
    assert_true(result.n_findings > 0);
    tree = explain(&arena, &result, &(struct about){.finding = &result.findings[0]});
    has(tree, NODE_FIX, "");
    tree = explain(&arena, &result, &(struct about){.posting = &result.postings[0]});
    has(tree, NODE_DECISION, "");
    tree = explain(&arena, &result, &(struct about){.row = 9});
    assert_string_equal(tree->text, "row 9: there is none");
}

static void what_to_attach(void **state)
{
    struct decision *list;
    struct str text;
    (void)state;
    str_init(&text, 4096);
    for (size_t i = 0; i < result.n_lines; i++) {
        if (strcmp(result.lines[i].code->id, "96365") != 0)
            continue;
        size_t n = attach_line(&arena, &result, &result.lines[i], &list);
        for (size_t k = 0; k < n; k++) {
            why_decision(&result, &list[k], &text);
            str_addc(&text, '\n');
        }
    }
    assert_string_equal(
        text.data,
        "The administration record of row 3 (cefepime): drug, dose, route, start and stop, "
        "signed.\n"
        "The order or documented indication for row 3 (cefepime).\n"
        "The documented reason for this access: not compatible.\n");
    str_release(&text);
}

static void what_fires(void **state)
{
    (void)state;
    assert_true(rule_fires(&result, PROVED_RULES, "initial.second", VERDICT_APPLIED));
    assert_false(rule_fires(&result, PROVED_RULES, "initial.article_table", VERDICT_APPLIED));
    assert_true(rule_fires(&result, PROVED_RULES, "not.only", VERDICT_NOT_MET));
    assert_false(rule_fires(&result, PROVED_RULES, "not.setting", VERDICT_NOT_MET));
    assert_true(rule_fires(&result, PROVED_KINDS, "kind.infusion", VERDICT_APPLIED));
    assert_true(
        rule_fires(&result, PROVED_SERVICES, "service.infusion.chemo.hour", VERDICT_APPLIED));
    assert_false(
        rule_fires(&result, PROVED_SERVICES, "service.push.chemo.initial", VERDICT_APPLIED));
    assert_true(rule_fires(&result, PROVED_RANKS, "rank.chemo_infusion", VERDICT_APPLIED));
    assert_false(rule_fires(&result, PROVED_RANKS, "rank.fluid", VERDICT_APPLIED));
    assert_true(rule_fires(&result, PROVED_FINDINGS, "time.near", VERDICT_APPLIED));
    assert_false(rule_fires(&result, PROVED_FINDINGS, "doc.stop.missing", VERDICT_APPLIED));
}

static bool decided_by(const struct node *node, const char *rule)
{
    bool found = node->kind == NODE_DECISION && node->rule && !strcmp(node->rule->id, rule);
    for (const struct node *n = node->first; n && !found; n = n->next)
        found = decided_by(n, rule);
    return found;
}

/* A finding about a code opens to the decision about that code, of whatever step. */
static void a_finding_opens_to_what_decided_it(void **state)
{
#define FINDING_HEAD "encounter,date,dx,drug,route,method,line,device,start,stop,planned\n"
    static const struct {
        const char *text, *finding, *rule;
    } rows[] = {
        {FINDING_HEAD "A,2026-03-02,J18.9,ceftriaxone,IV,infusion,L,,09:00,10:00,\n"
                      "A,,,vancomycin,IV,infusion,L,,09:00,10:00,\n"
                      "A,,,gentamicin,IV,infusion,L,,09:00,10:00,\n",
         "concurrent.limit", "relate.concurrent_limit"},
        {FINDING_HEAD "A,2026-03-02,C18.9,fluorouracil,IV,pump,P,port,09:00,,2760\n"
                      "A,,,ondansetron,IV,push,P,port,08:50,,\n",
         "edit.pair", "edit.pair_not_distinct"},
    };
    (void)state;
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        struct charts own = {0};
        struct result r;
        struct err err = {""};
        const struct finding *finding = NULL;
        if (!charts_read_text(&own, "own", rows[i].text, &err))
            fail_msg("%s", err.text);
        result_init(&r);
        engine_code(world.book, &policy, own.list[0], &r);
        for (size_t f = 0; f < r.n_findings; f++)
            if (strcmp(r.findings[f].def->id, rows[i].finding) == 0)
                finding = &r.findings[f];
        if (!finding)
            fail_msg("no %s", rows[i].finding);
        if (!decided_by(explain(&arena, &r, &(struct about){.finding = finding}), rows[i].rule))
            fail_msg("%s does not open to %s", rows[i].finding, rows[i].rule);
        result_release(&r);
        charts_release(&own);
    }
}

/* One unit may be asked about alone, and every line has the decision that put it there. */
static void one_unit_of_a_code(void **state)
{
    struct about about = {.code = book_code(world.book, "96413"), .unit = 1};
    const struct node *tree = explain(&arena, &result, &about);
    (void)state;
    has(tree, NODE_UNIT, "unit 1");
    about.unit = 2;
    tree = explain(&arena, &result, &about);
    assert_null(find(tree, NODE_UNIT, "unit 1"));
    for (size_t i = 0; i < result.n_lines; i++) {
        const struct decision *d = explain_line(&result, &result.lines[i]);
        assert_non_null(d);
        assert_ptr_equal(d->code, result.lines[i].code);
        assert_int_equal(d->verdict, VERDICT_APPLIED);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_questions_come_in_the_order_of_the_engine),
        cmocka_unit_test(a_decision_opens_to_what_it_read),
        cmocka_unit_test(units_carry_their_margin),
        cmocka_unit_test(what_is_far_below_is_not_near),
        cmocka_unit_test(rows_open_to_their_minutes),
        cmocka_unit_test(a_modifier_has_its_own_reason),
        cmocka_unit_test(a_code_that_is_not_there_says_what_would_change_it),
        cmocka_unit_test(a_row_a_finding_a_posting_and_a_drug_line),
        cmocka_unit_test(what_to_attach),
        cmocka_unit_test(what_fires),
        cmocka_unit_test(a_finding_opens_to_what_decided_it),
        cmocka_unit_test(one_unit_of_a_code),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
