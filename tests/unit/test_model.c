#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "core/model.h"

static void words_find_themselves(void **state)
{
    (void)state;
    for (int list = 0; list < WORDS_COUNT; list++) {
        int first = list == WORDS_FLAG ? 0 : 1, value, n = 0;
        const char *const *names = word_list((enum words)list);

        for (int i = first; i < word_count((enum words)list); i++, n++) {
            const char *name = word_name((enum words)list, i);
            assert_string_equal(names[n], name);
            assert_true(word_find((enum words)list, name, &value));
            assert_int_equal(value, i);
        }
        assert_null(names[n]);
        assert_string_equal(word_name((enum words)list, word_count((enum words)list)), "");
        assert_string_equal(word_name((enum words)list, first - 1), "");
        assert_false(word_find((enum words)list, "", &value));
        assert_false(word_find((enum words)list, "nothing", &value));
    }
}

static void words_mean_what_the_enums_say(void **state)
{
    int value;

    (void)state;
    assert_string_equal(word_name(WORDS_SETTING, SETTING_OFFICE), "office");
    assert_string_equal(word_name(WORDS_YESNO, SAID_NO), "n");
    assert_string_equal(word_name(WORDS_CLASS, CLASS_HORMONAL), "hormonal");
    assert_string_equal(word_name(WORDS_ROUTE, ROUTE_IPL), "IPL");
    assert_string_equal(word_name(WORDS_METHOD, METHOD_SETUP), "setup");
    assert_string_equal(word_name(WORDS_DEVICE, DEVICE_RESERVOIR), "reservoir");
    assert_true(word_find(WORDS_ROUTE, "ipl", &value));
    assert_int_equal(value, ROUTE_IPL);
    assert_true(word_find(WORDS_FLAG, "ClinicPump", &value));
    assert_int_equal(1 << value, FLAG_CLINICPUMP);
    assert_int_equal(word_count(WORDS_FLAG), FLAG_COUNT);
}

static void fill_rows(struct encounter *e, int n)
{
    encounter_init(e);
    for (int i = 0; i < n; i++) {
        struct row *row = encounter_add_row(e);
        row->drug = arena_format(&e->arena, "%c", 'a' + i);
    }
}

static void check_order(const struct encounter *e, const char *order)
{
    char got[32] = "";

    for (size_t i = 0; i < e->n_rows; i++) {
        got[i] = e->rows[i].drug[0];
        got[i + 1] = '\0';
        assert_int_equal(e->rows[i].number, i + 1);
    }
    assert_string_equal(got, order);
}

static void rows_come_and_go(void **state)
{
    struct encounter e;

    (void)state;
    fill_rows(&e, 5);
    check_order(&e, "abcde");
    encounter_move_row(&e, 0, 3);
    check_order(&e, "bcdae");
    encounter_move_row(&e, 4, 1);
    check_order(&e, "becda");
    encounter_move_row(&e, 2, 2);
    check_order(&e, "becda");
    encounter_delete_row(&e, 0);
    encounter_delete_row(&e, 3);
    check_order(&e, "ecd");
    assert_int_equal(encounter_add_row(&e)->number, 4);
    encounter_release(&e);
    assert_int_equal(e.n_rows, 0);
    encounter_release(&e);
}

static void new_rows_say_nothing(void **state)
{
    struct encounter e;

    (void)state;
    encounter_init(&e);
    const struct row *row = encounter_add_row(&e);
    assert_int_equal(row->visit, 1);
    assert_int_equal(row->start, NO_MINUTE);
    assert_int_equal(row->stop, NO_MINUTE);
    assert_int_equal(row->minutes, -1);
    assert_int_equal(row->planned, -1);
    assert_int_equal(row->dose, -1);
    assert_string_equal(row->drug, "");
    assert_string_equal(row->unit, "");
    assert_string_equal(row->note, "");
    assert_int_equal(row->n_vials, 0);
    assert_int_equal(e.date, NO_DAY);
    assert_string_equal(e.payer, "");
    assert_int_equal(encounter_setting(&e), SETTING_FACILITY);
    e.setting = SETTING_OFFICE;
    assert_int_equal(encounter_setting(&e), SETTING_OFFICE);
    encounter_release(&e);
}

static void copies_share_nothing(void **state)
{
    struct encounter e, copy;

    (void)state;
    fill_rows(&e, 3);
    e.id = arena_text(&e.arena, "E1");
    e.date = 20514;
    e.rows[1].n_vials = 1;
    e.rows[1].vials = ARENA_ARRAY(&e.arena, struct vial, 1);
    e.rows[1].vials[0] = (struct vial){4, 100000000, arena_text(&e.arena, "mg")};
    e.rows[2].start = 77;
    encounter_copy(&copy, &e);
    encounter_release(&e); /* a shared byte would be read after its end */
    check_order(&copy, "abc");
    assert_string_equal(copy.id, "E1");
    assert_int_equal(copy.date, 20514);
    assert_int_equal(copy.rows[1].vials[0].count, 4);
    assert_string_equal(copy.rows[1].vials[0].unit, "mg");
    assert_null(copy.rows[0].vials);
    assert_int_equal(copy.rows[2].start, 77);
    assert_int_equal(encounter_add_row(&copy)->number, 4);
    encounter_release(&copy);
}

static void first_day_is_found(void **state)
{
    struct encounter e;

    (void)state;
    fill_rows(&e, 3);
    assert_int_equal(encounter_day(&e), NO_DAY);
    e.rows[1].start = when_at(20515, 60);
    assert_int_equal(encounter_day(&e), 20515);
    e.rows[2].stop = when_at(20514, 1439);
    assert_int_equal(encounter_day(&e), 20514);
    e.date = 20500;
    assert_int_equal(encounter_day(&e), 20500);
    encounter_release(&e);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(words_find_themselves), cmocka_unit_test(words_mean_what_the_enums_say),
        cmocka_unit_test(rows_come_and_go),      cmocka_unit_test(new_rows_say_nothing),
        cmocka_unit_test(copies_share_nothing),  cmocka_unit_test(first_day_is_found),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
