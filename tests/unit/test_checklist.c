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
    assert_holds(out.data, "(row 1) What clock time does the record show for the end of ertapenem");
    assert_holds(out.data, "To the physician\n");
    assert_holds(out.data, "(row 3) Is there an order for ceftriaxone");
    str_release(&out);
    checklist_release(&list);
    coded_done(&c);
}

/* A start or stop that another column gives is there; one that nothing gives is asked for where the
 * row's kind wants it. */
static void what_a_row_shows(void **state)
{
    static const struct {
        const char *policy, *row; /* drug,route,method,start,stop,minutes,dose,unit */
        const char *states;
    } rows[] = {
        {"", "ertapenem,IV,infusion,09:00,10:00,,1,g", "yes yes yes yes yes yes"},
        {"", "ertapenem,IV,infusion,09:00,,60,1,g", "yes MISSING yes yes yes yes"}, /* a length is none */
        {"reference missing_stop=charted_length", "ertapenem,IV,infusion,09:00,,60,1,g",
         "yes MISSING yes yes yes yes"},
        {"", "ondansetron,IV,push,09:00,,2,4,mg", "yes yes yes yes yes yes"},
        {"", "ondansetron,IV,push,09:00,,,4,mg", "yes - yes yes yes yes"},
        {"", "ertapenem,IV,infusion,,10:00,60,1,g", "yes yes yes yes yes yes"},
        {"", "ertapenem,IV,infusion,,10:00,,1,g", "MISSING yes yes yes yes yes"},
        {"", "normal saline,IV,infusion,09:00,10:00,,,", "yes yes yes yes yes yes"}, /* fluid needs no dose */
        {"", ",IV,infusion,09:00,10:00,,1,g", "yes yes MISSING yes yes MISSING"},
        {"", "ertapenem,PO,,09:00,,,1,g", "yes - yes yes yes -"},
    };
    (void)state;
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        struct coded c;
        struct checklist list;
        struct str text;
        str_init(&text, 65536);
        str_addf(&text, "encounter,date,dx,drug,route,method,start,stop,minutes,dose,unit\n"
                        "A,2026-03-02,J18.9,%s\n", rows[i].row);
        coded_begin(&c, &world, rows[i].policy, text.data);
        checklist_init(&list);
        checklist_build(&list, &c.result);
        str_clear(&text);
        for (int e = 0; e < ELEMENT_COUNT; e++)
            str_addf(&text, "%s%s", e > 0 ? " " : "",
                     list.rows[0].state[e] == CHECK_THERE     ? "yes"
                     : list.rows[0].state[e] == CHECK_MISSING ? "MISSING"
                                                              : "-");
        if (strcmp(text.data, rows[i].states) != 0)
            fail_msg("%s: want %s, got %s", rows[i].row, rows[i].states, text.data);
        str_release(&text);
        checklist_release(&list);
        coded_done(&c);
    }
}

static void the_page_counts(void **state)
{
    static const struct {
        const char *text, *last;
    } rows[] = {
        {"encounter,date,dx,drug,route,method,start,stop,dose,unit\n"
         "A,2026-03-02,J18.9,ertapenem,IV,infusion,09:00,10:00,1,g\n",
         "0 elements missing, 0 questions open\n"},
        {"encounter,date,dx,drug,route,method,start,stop,dose,unit\n"
         "A,2026-03-02,J18.9,ertapenem,IV,infusion,09:00,,1,g\n",
         "1 element missing, 1 question open\n"},
    };
    (void)state;
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        struct coded c;
        struct checklist list;
        struct str out;
        coded_begin(&c, &world, "reference", rows[i].text);
        checklist_init(&list);
        checklist_build(&list, &c.result);
        str_init(&out, 65536);
        checklist_print(&list, &out);
        assert_holds(out.data, rows[i].last);
        str_clear(&out);
        checklist_print_questions(&list, &c.result, &out);
        assert_holds(out.data, i == 0 ? "No question is open.\n" : "To the nurse\n");
        str_release(&out);
        checklist_release(&list);
        coded_done(&c);
    }
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

WORLD_FIXTURE(world)

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(checklist),
        cmocka_unit_test(what_a_row_shows),
        cmocka_unit_test(the_page_counts),
        cmocka_unit_test(questions_are_neutral),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
