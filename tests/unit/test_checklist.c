/* The six elements of documentation, and the questions about them. */
#include "claims.h"

static struct world world;

static void checklist(void **state)
{
    struct coded c;
    struct checklist list;
    struct str out;
    (void)state;
    coded_begin(&c, &world, "reference",
                "encounter,date,drug,route,method,start,stop,dose,unit,order,signed\n"
                "A,2026-03-02,ertapenem,IV,infusion,09:00,,1,g,,\n"
                "A,2026-03-02,ondansetron,IV,push,10:00,,,,,n\n"
                "A,2026-03-02,ceftriaxone,IV,infusion,11:00,11:40,1,g,n,\n");
    checklist_init(&list);
    checklist_build(&list, &c.result);
    assert_int_equal(list.n_rows, 3);
    assert_int_equal(list.rows[0].state[ELEMENT_START], CHECK_THERE);
    assert_int_equal(list.rows[0].state[ELEMENT_STOP], CHECK_MISSING);
    assert_int_equal(list.rows[0].state[ELEMENT_ORDER], CHECK_MISSING); /* no diagnosis */
    assert_int_equal(list.rows[0].state[ELEMENT_SIGNATURE], CHECK_THERE);
    assert_int_equal(list.rows[1].state[ELEMENT_STOP], CHECK_NOT_ASKED); /* a push */
    assert_int_equal(list.rows[1].state[ELEMENT_DRUG], CHECK_MISSING);
    assert_int_equal(list.rows[1].state[ELEMENT_SIGNATURE], CHECK_MISSING);
    assert_int_equal(list.rows[2].state[ELEMENT_ORDER], CHECK_MISSING);
    str_init(&out, 65536);
    checklist_print_questions(&list, &c.result, &out);
    assert_holds(out.data, "To the nurse\n");
    assert_holds(out.data,
                 "(row 1) What clock time does the record show for the end of ertapenem, begun");
    assert_holds(out.data, "To the physician\n");
    assert_holds(out.data, "(row 3) Is there an order for ceftriaxone");
    str_release(&out);
    checklist_release(&list);
    coded_done(&c);
}

/* Neutral: no question suggests an answer, a number, a code or money. */
static void questions_are_neutral(void **state)
{
    static const char *const never[] = {"$",       "pay",      "paid",   "bill",  "charge",
                                        "code",    "denied",   "deny",   "claim", "reimb",
                                        "revenue", "credit",   "should", "must",  "enough",
                                        "longer",  "at least", "correct"};
    const struct claim_tables *t = world.book->claim;
    bool elements[ELEMENT_COUNT + 1] = {false};
    (void)state;
    for (size_t i = 0; i < t->n_questions; i++) {
        const char *say = t->questions[i].say;
        char lower[512];
        elements[t->questions[i].element] = true;
        snprintf(lower, sizeof lower, "%s", say);
        for (char *c = lower; *c; c++) {
            *c = ascii_lower(*c);
            if (ascii_digit(*c))
                fail_msg("a question names a number: %s", say);
        }
        for (size_t w = 0; w < COUNT_OF(never); w++)
            if (strstr(lower, never[w]))
                fail_msg("a question says \"%s\": %s", never[w], say);
        if (!strchr(say, '?') && !strstr(say, "Please describe"))
            fail_msg("no question: %s", say);
    }
    for (int e = 1; e <= ELEMENT_COUNT; e++)
        assert_true(elements[e]);
}

static int setup(void **state)
{
    (void)state;
    return world_open(&world) ? 0 : 1;
}

static int teardown(void **state)
{
    (void)state;
    world_close(&world);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(checklist),
        cmocka_unit_test(questions_are_neutral),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
