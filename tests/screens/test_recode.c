/* Saved work coded again, and a switch of the site set, on the screens. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "drive.h"

#define ROW(drug, start, stop)                                                                     \
    "\"" drug "\" Tab Tab Tab Tab \"PIV\" Tab \"" start "\" Tab \"" stop "\" Ctrl-N\n"
#define SAVED "n \"E1\" Ctrl-N\n" ROW("ceftriaxone", "0900", "1000")                               \
    ROW("vancomycin", "0940", "1100") "Esc F2 Esc\n"

static int anew(void **state)
{
    drive_anew(state);
    d.ascii = true;
    drive_keys(&d, SAVED ":find\n");
    drive_shows(&d, "96365 96368");
    return 0;
}

/* ---- recode ---- */

static void what_would_change_stands_by_the_rule_that_changes_it(void **state)
{
    (void)state;
    drive_keys(&d, ":recode\n");
    drive_shows(&d, "1 unchanged, 0 changed; nothing was saved");
    drive_keys(&d, ":recode overlap_mode=subtract\n");
    drive_shows(&d, "0 unchanged, 1 changed; nothing was saved");
    drive_shows(&d, "relate.subtract: 1");
    drive_shows(&d, "E1, for one: ceftriaxone shared 20 minutes");
    drive_shows(&d, "96365 96368 -> 96365 96367");
    drive_keys(&d, ":find\n");
    drive_shows(&d, "96365 96368");
}

static void what_to_change_is_chosen_from_lists(void **state)
{
    (void)state;
    drive_keys(&d, ":recode\na Down Enter Down Down Enter");
    drive_shows(&d, "Policy    cms");
    drive_shows(&d, "relate.subtract: 1");
    drive_keys(&d, ":recode policy=cms\nDown d");
    drive_shows(&d, "Policy    as each was saved");
    drive_shows(&d, "1 unchanged, 0 changed");
    drive_keys(&d, ":recode\na Enter Down Enter");
    drive_shows(&d, "Edition   2024.1");
    drive_keys(&d, ":recode\na Down Down Enter / \"overlap_mode\" Enter Enter Down Down Enter");
    drive_shows(&d, "Switches  overlap_mode=subtract");
    drive_keys(&d, ":recode\na Down Down Enter / \"min_overlap\" Enter Enter \"30\" Enter");
    drive_shows(&d, "Switches  concurrent_min_overlap=30");
    drive_keys(&d, ":recode\na Down Down Down Enter \"number=F\" Enter");
    drive_shows(&d, "Which     number=F");
    drive_shows(&d, "0 unchanged, 0 changed");
    drive_keys(&d, ":recode\n:change coder\n");
    drive_shows(&d, "\"coder\" says nothing");
    drive_keys(&d, ":recode policy=nosuch\n");
    drive_shows(&d, "nosuch");
    drive_shows(&d, "Policy    as each was saved");
}

static void one_stands_side_by_side_and_is_accepted_by_a_person(void **state)
{
    (void)state;
    drive_keys(&d, ":recode overlap_mode=subtract\nEnd Enter");
    drive_shows(&d, "E1 coded again");
    drive_shows(&d, "As saved");
    drive_shows(&d, "* 96368 x1  row 1");
    drive_shows(&d, "* 96367 x1  row 1");
    drive_shows(&d, "It was: ceftriaxone ran beside vancomycin for 20 minutes");
    drive_shows(&d, "Now: ceftriaxone shared 20 minutes");
    drive_keys(&d, ":recode overlap_mode=subtract\nEnd t \"n\" Enter");
    drive_shows(&d, "It stays as it was saved.");
    drive_keys(&d, ":find\n");
    drive_shows(&d, "96365 96368");
    drive_keys(&d, ":recode overlap_mode=subtract\nEnd Enter t \"y\" Enter");
    drive_shows(&d, "E1 is saved as it comes out now");
    drive_keys(&d, ":find\n");
    drive_shows(&d, "96365 96367");
    drive_keys(&d, ":trail E1\n");
    drive_shows(&d, "recode accepted: rules 2026.1 to");
    drive_keys(&d, ":recode overlap_mode=subtract\n");
    drive_shows(&d, "1 unchanged, 0 changed");
}

static void accepting_shows_in_the_list(void **state)
{
    (void)state;
    drive_keys(&d, ":recode overlap_mode=subtract\nEnd t \"y\" Enter");
    drive_shows(&d, "1 accepted, the rest is as it was saved");
    drive_shows(&d, "96365 96368 -> 96365 96367  (accepted)");
}

/* ---- a switch of the site ---- */

#define CHOSEN ":switches\n/ \"overlap_mode\" Enter s Down Enter"

static void a_switch_shows_what_it_would_touch_before_it_is_set(void **state)
{
    (void)state;
    drive_keys(&d, CHOSEN);
    drive_shows(&d, "Setting overlap_mode = subtract for this site");
    drive_shows(&d, "overlap_mode = concurrent now, subtract then");
    drive_shows(&d, "1 of 1 saved encounters would come out otherwise");
    drive_shows(&d, "96365 96368 -> 96365 96367");
    drive_keys(&d, CHOSEN " s \"n\" Enter");
    drive_shows(&d, "Nothing was set.");
    drive_keys(&d, ":switches\n/ \"overlap_mode\" Enter");
    drive_shows(&d, "overlap_mode = concurrent");
    drive_shows_not(&d, "set by");
}

static void a_switch_that_was_set_holds_from_then_on(void **state)
{
    (void)state;
    drive_keys(&d, CHOSEN " s \"y\" Enter");
    drive_shows(&d, "overlap_mode = subtract holds for this site from now on");
    drive_keys(&d, ":switches\n/ \"overlap_mode\" Enter");
    drive_shows(&d, "overlap_mode = subtract, set by");
    drive_keys(&d, ":trail\n");
    drive_shows(&d, "was: overlap_mode=concurrent");
    drive_keys(&d, ":find\n");
    drive_shows(&d, "96365 96368");
    drive_keys(&d, ":switches\n/ \"overlap_mode\" Enter s End Enter F2 \"y\" Enter Esc");
    drive_shows_not(&d, "set by");
}

static void what_lies_on_the_desk_is_coded_under_it_at_once(void **state)
{
    (void)state;
    drive_keys(&d, ":find\nEnter y / \"overlap_mode\" Enter s Down Enter s \"y\" Enter Esc Esc");
    drive_shows(&d, "96367");
    drive_shows_not(&d, "96368");
}

static void a_number_is_typed_and_checked(void **state)
{
    (void)state;
    drive_keys(&d, ":switches\n/ \"min_overlap\" Enter s \"99\" Enter");
    drive_shows(&d, "concurrent_min_overlap");
    drive_shows_not(&d, "Setting concurrent_min_overlap");
    drive_keys(&d, ":switches\n/ \"min_overlap\" Enter s \"30\" Enter");
    drive_shows(&d, "Setting concurrent_min_overlap = 30 for this site");
    drive_shows(&d, "1 of 1 saved encounters would come out otherwise");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(what_would_change_stands_by_the_rule_that_changes_it, anew),
        cmocka_unit_test_setup(what_to_change_is_chosen_from_lists, anew),
        cmocka_unit_test_setup(one_stands_side_by_side_and_is_accepted_by_a_person, anew),
        cmocka_unit_test_setup(accepting_shows_in_the_list, anew),
        cmocka_unit_test_setup(a_switch_shows_what_it_would_touch_before_it_is_set, anew),
        cmocka_unit_test_setup(a_switch_that_was_set_holds_from_then_on, anew),
        cmocka_unit_test_setup(what_lies_on_the_desk_is_coded_under_it_at_once, anew),
        cmocka_unit_test_setup(a_number_is_typed_and_checked, anew),
    };
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, drive_begin, drive_end);
}
