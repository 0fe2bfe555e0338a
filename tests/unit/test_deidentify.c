/* Nothing that names anybody is left, and what was left out is said. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "charts.h"
#include "core/deidentify.h"
#include "core/field.h"
#include "core/scenario.h"

static struct world world;

static int begin(void **state)
{
    (void)state;
    return world_open(&world) ? 0 : -1;
}

static int end(void **state)
{
    (void)state;
    world_close(&world);
    return 0;
}

static void set(struct encounter *e, int row, enum field_id field, const char *text)
{
    struct err err = {""};
    if (!field_set(e, row >= 0 ? &e->rows[row] : NULL, field, text, &err))
        fail_msg("%s: %s", text, err.text);
}

static void chart(struct encounter *e)
{
    encounter_init(e);
    set(e, -1, FIELD_ENCOUNTER, "26-998877");
    set(e, -1, FIELD_DATE, "2026-03-17");
    set(e, -1, FIELD_PATIENT, "Mary Q");
    set(e, -1, FIELD_CODER, "rlee");
    set(e, -1, FIELD_AUTH, "AUTH-445566");
    set(e, -1, FIELD_DX, "E86.0");
    encounter_add_row(e);
    encounter_add_row(e);
    set(e, 0, FIELD_DRUG, "Zofran (bed Mary)");
    set(e, 0, FIELD_LINE, "mary-port");
    set(e, 0, FIELD_START, "0830");
    set(e, 0, FIELD_NOTE, "given by nurse Joan");
    set(e, 1, FIELD_DRUG, "ceftriaxone");
    set(e, 1, FIELD_LINE, "left arm Q");
    set(e, 1, FIELD_START, "0900");
    set(e, 1, FIELD_STOP, "2026-03-18 0100");
    set(e, 1, FIELD_SITE_REASON, "Mary's vein blew");
}

static void nobody_is_named(void **state)
{
    static const char *const gone[] = {"998877", "Mary", "mary", "rlee", "4455", "Joan", "-17",
                                       "arm",    "vein", "note"};
    struct encounter e;
    struct str words, text;
    struct scenario s = {.name = "n", .title = "t", .story = "s", .level = 1, .encounter = &e};
    (void)state;
    chart(&e);
    str_init(&words, 4000);
    str_init(&text, 1 << 16);
    deidentify(&e, world.book, "one", &words);
    scenario_print(&s, world.book, &text);
    for (size_t i = 0; i < COUNT_OF(gone); i++)
        if (strstr(text.data, gone[i]) != NULL)
            fail_msg("%s is still there:\n%s", gone[i], text.data);
    assert_non_null(strstr(text.data, "2026-01-02"));
    assert_int_equal(e.rows[1].stop - e.rows[1].start, 16 * 60);
    assert_string_equal(words.data,
                        "the account number, the patient, the coder, the authorisation number, "
                        "1 note, the words of 1 reason for a second site, the words around 1 "
                        "drug, the names of lines and bags, the dates (all moved alike, "
                        "to 2 January)");
    str_release(&words);
    str_release(&text);
    encounter_release(&e);
}

/* What is one line or bag to the engine stays one: whatever the case, and no label is line 1. */
static void lines_and_bags_stay_what_they_are(void **state)
{
    static const struct {
        const char *line, *bag, *line_then, *bag_then;
    } rows[] = {
        {"Mary", "Joan", "line1", "bag1"}, {"", "", "", ""},     {"1", "joan", "1", "bag1"},
        {"MARY", "b", "line1", "bag2"},    {"mary 2", "", "line2", ""},
    };
    struct encounter e;
    struct str words;
    (void)state;
    encounter_init(&e);
    str_init(&words, 4000);
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        encounter_add_row(&e);
        set(&e, (int)i, FIELD_LINE, rows[i].line);
        set(&e, (int)i, FIELD_BAG, rows[i].bag);
    }
    deidentify(&e, world.book, "one", &words);
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        assert_string_equal(e.rows[i].line, rows[i].line_then);
        assert_string_equal(e.rows[i].bag, rows[i].bag_then);
    }
    /* no drug, no date, nobody: no more is left out, and no more is said */
    assert_string_equal(words.data, "the account number, the names of lines and bags");
    str_release(&words);
    encounter_release(&e);
}

static void counts_are_said(void **state)
{
    struct encounter e;
    struct str words;
    (void)state;
    encounter_init(&e);
    str_init(&words, 4000);
    for (int i = 0; i < 2; i++) {
        encounter_add_row(&e);
        set(&e, i, FIELD_DRUG, i == 0 ? "no such drug" : "Zofran");
        set(&e, i, FIELD_NOTE, "by Joan");
        set(&e, i, FIELD_SITE_REASON, "Mary's vein blew");
    }
    deidentify(&e, world.book, "one", &words);
    assert_string_equal(words.data,
                        "the account number, 2 notes, the words of 2 reasons for a second site");
    assert_string_equal(e.rows[0].drug, "no such drug"); /* deidentify_leftover() asks about it */
    assert_string_equal(e.rows[1].drug, "Zofran");
    assert_string_equal(e.rows[1].site_reason, "documented");
    str_release(&words);
    encounter_release(&e);
}

static void units_that_are_no_units(void **state)
{
    static const struct {
        const char *unit;
        bool left;
    } rows[] = {{"mg", false}, {"mcg/kg", false}, {"", false}, {"Mary1", true}, {"milligrams", true}};
    struct encounter e;
    struct err err = {""};
    (void)state;
    encounter_init(&e);
    encounter_add_row(&e);
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        e.rows[0].unit = rows[i].unit;
        if (deidentify_leftover(&e, world.book, &err) != rows[i].left)
            fail_msg("the unit \"%s\" is %s", rows[i].unit, rows[i].left ? "let through" : "refused");
    }
    encounter_release(&e);
}

static void what_the_book_does_not_know_is_asked(void **state)
{
    struct encounter e;
    struct err err = {""};
    (void)state;
    chart(&e);
    set(&e, 0, FIELD_DRUG, "Zofran");
    assert_false(deidentify_leftover(&e, world.book, &err));
    set(&e, 1, FIELD_DRUG, "Mrs Smith's own drops");
    assert_true(deidentify_leftover(&e, world.book, &err));
    assert_non_null(strstr(err.text, "row 2 says \"Mrs Smith's own drops\""));
    set(&e, 1, FIELD_DRUG, "ceftriaxone");
    set(&e, -1, FIELD_PAYER, "smith trust");
    assert_true(deidentify_leftover(&e, world.book, &err));
    assert_non_null(strstr(err.text, "the payer is \"smith trust\""));
    encounter_release(&e);
}

static void a_sentence_names_nobody(void **state)
{
    static const char *const bad[] = {"Seen on 03172026", "For mary q again", "rlee coded it",
                                      "Like 26-998877"};
    struct encounter e;
    struct err err = {""};
    (void)state;
    chart(&e);
    for (size_t i = 0; i < COUNT_OF(bad); i++)
        assert_false(deidentify_sentence(&e, bad[i], &err));
    assert_true(deidentify_sentence(&e, "One push, then 90 minutes of an antibiotic.", &err));
    encounter_release(&e);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nobody_is_named),
        cmocka_unit_test(lines_and_bags_stay_what_they_are),
        cmocka_unit_test(counts_are_said),
        cmocka_unit_test(units_that_are_no_units),
        cmocka_unit_test(what_the_book_does_not_know_is_asked),
        cmocka_unit_test(a_sentence_names_nobody),
    };
    return cmocka_run_group_tests_name("deidentify", tests, begin, end);
}
