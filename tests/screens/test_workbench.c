/* The workbench driven key by key in this process: what it shows, in text, in looks, at the cursor.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "drive.h"

#define HEADER "n \"E1\" Ctrl-N\n"
#define CARBOPLATIN "\"carbo\" Tab Tab Tab Tab \"PIV\" Tab \"0900\" Tab \"1035\" Ctrl-N\n"
#define ONDANSETRON "\"ondan\" Tab Tab Tab Tab Tab \"830\" Tab \"+20\" Ctrl-N\n"
#define DEXAMETHASONE "\"dexa\" Tab Tab Tab \"p\" Tab Tab \"852\" Ctrl-N\n"
#define SALINE "\"sal\" Tab Tab Tab Tab Tab \"800\" Tab \"1110\" Ctrl-N\n"
#define FOUR HEADER CARBOPLATIN ONDANSETRON DEXAMETHASONE SALINE

/* ---- a few screens, cell by cell ---- */

static void start_is_empty(void **state)
{
    (void)state;
    drive_keys(&d, "");
    drive_golden(&d, "start");
}

static void four_drugs(void **state)
{
    (void)state;
    drive_keys(&d, FOUR "Esc");
    drive_golden(&d, "four_drugs_80x24");
}

static void four_drugs_wide(void **state)
{
    (void)state;
    d.cols = 120;
    d.rows = 40;
    drive_keys(&d, FOUR "Esc");
    drive_golden(&d, "four_drugs_120x40");
}

static void four_drugs_mono_ascii_small(void **state)
{
    (void)state;
    d.cols = 60;
    d.rows = 16;
    d.color = false;
    d.ascii = true;
    drive_keys(&d, FOUR "Esc");
    drive_golden(&d, "four_drugs_60x16_mono_ascii");
}

static void refused_field(void **state)
{
    (void)state;
    drive_keys(&d, HEADER "\"carbo\" Tab Tab Tab Tab \"PIV\" Tab \"9\" Tab \"1035\"");
    drive_golden(&d, "refused_field");
}

/* ---- typing ---- */

static void keys_typed_ahead_reach_their_fields(void **state)
{
    (void)state;
    drive_keys(&d, HEADER "\"carbo\" Tab Tab Tab Tab \"PIV\" Tab \"9\" Tab \"1035\" Tab");
    drive_shows(&d, "Start 9 ");
    drive_shows(&d, "Stop 10:35");
    drive_shows(&d, "Start: \"9\" is not a clock time");
}

static void a_shot_does_not_wait_for_a_stop(void **state)
{
    (void)state;
    drive_keys(&d, HEADER "\"Xgeva\" Tab Tab \"SC\" Tab Tab Tab \"1250\" Ctrl-N Ctrl-N");
    drive_shows(&d, "12:50            -  96372");
    drive_shows_not(&d, "?");
    drive_keys(&d, HEADER "\"carbo\" Tab Tab Tab Tab Tab \"1250\" Ctrl-N Ctrl-N");
    drive_shows(&d, "12:50 ?");
}

static void a_field_goes_by_its_label(void **state)
{
    (void)state;
    drive_keys(&d, "n Tab Tab \"offise\" Tab");
    drive_shows(&d, "Setting: \"offise\" is not known (offise may mean office)");
    drive_shows_not(&d, "setting:");
}

static void a_refused_field_holds_the_row(void **state)
{
    (void)state;
    drive_keys(&d, HEADER "\"carbo\" Tab Tab Tab Tab Tab \"9\" Tab \"1035\" Ctrl-N");
    drive_shows(&d, "Row 1");
    drive_keys(&d,
               HEADER "\"carbo\" Tab Tab Tab Tab Tab \"9\" Tab \"1035\" Ctrl-N \"0900\" Ctrl-N");
    drive_shows(&d, "Row 2");
    drive_shows(&d, "09:00 10:35     95  96413 96415");
}

static void a_stop_moves_with_its_start(void **state)
{
    (void)state;
    drive_keys(&d, HEADER "\"vancom\" Tab Tab Tab Tab Tab \"0900\" Tab \"1000\" Tab Shift-Tab "
                          "Shift-Tab \"2330\" Tab");
    drive_shows(&d, "23:30 10:00+1");
    drive_keys(&d, HEADER "\"vancom\" Tab Tab Tab Tab Tab \"2330\" Tab \"0030\" Ctrl-N Esc h Tab "
                          "\"2026-02-27\" Ctrl-N");
    drive_shows(&d, "2026-02-27");
    drive_shows(&d, "23:30 00:30+1   60  96365");
}

static void typing_replaces_what_was_there(void **state)
{
    (void)state;
    drive_keys(&d, FOUR "Esc e Tab Tab Tab Tab \"L2\" Tab");
    drive_shows(&d, "saline           hydr  IV  inf    L2 ");
    drive_keys(&d, HEADER "\"zof\" Tab Shift-Tab Left Backspace Tab");
    drive_shows(&d, "Drug Zofrn"); /* an arrow first: the text is edited */
}

static void names_that_steer_the_terminal_are_harmless(void **state)
{
    (void)state;
    drive_keys(&d, HEADER
               "\"a\xe2\x80\xae"
               "b\xcc\x81\xe6\xbc\xa2 drug\" Tab Tab Tab Tab Tab \"0900\" Tab \"1000\" Ctrl-N");
    drive_shows(&d, "09:00 10:00");
    drive_shows_not(&d, "\xe2\x80\xae");
    const char *line = drive_line(&d, 2);
    assert_non_null(
        strstr(line, "\xe6\xbc\xa2 drug      ")); /* two columns: the rest stands straight */
}

/* Five codes, and the form of a row open: all of them are seen, also in the smallest window. */
static void no_code_is_hidden_by_the_form(void **state)
{
    static const char *const codes[] = {"96413       1", "96415       1", "96367       1",
                                        "96375       1", "96361       1"};
    (void)state;
    drive_keys(&d, FOUR "Esc F2");
    for (int small = 0; small < 2; small++) {
        d.cols = small ? 60 : 80;
        d.rows = small ? 16 : 24;
        drive_keys(&d, "Enter e");
        drive_shows(&d, "Row 1");
        for (size_t i = 0; i < COUNT_OF(codes); i++)
            drive_shows(&d, codes[i]);
    }
    drive_keys(&d, "Enter Tab Down Down Down w");
    drive_shows(&d, "96375: "); /* the selection goes down one column, then the next */
}

/* ---- working ---- */

static void everything_is_taken_back_and_done_again(void **state)
{
    struct str before;
    (void)state;
    str_init(&before, 1 << 20);
    drive_keys(&d, FOUR "Esc Home");
    str_add(&before, d.screen.data);
    drive_forget(&d);
    drive_keys(&d, FOUR "Esc u u u u u u u u u u u u u u u u u u u u\n:redo\nr r r r r r r r r r r "
                        "r r r r r r r r Home\n"
                        ":redraw");
    assert_string_equal(before.data, d.screen.data);
    str_release(&before);
}

static void a_draft_is_there_without_saving(void **state)
{
    (void)state;
    drive_keys(&d,
               HEADER CARBOPLATIN "\"ondan\" Tab"); /* the keys end here, as if the line had gone */
    drive_keys(&d, "");
    drive_shows(&d, "E1             2 rows, last typed 2026-03-02 12:00");
    drive_keys(&d, "Enter");
    drive_shows(&d, "  2 ondansetron");
    drive_shows(&d, "96413 96415");
}

static void saving_ends_the_draft(void **state)
{
    (void)state;
    drive_keys(&d, FOUR "F2");
    drive_shows(&d, "E1 is saved as coded.");
    drive_keys(&d, "");
    drive_shows_not(&d, "Drafts");
    drive_shows(&d, "96413 96415 96367 96375 96361");
    drive_keys(&d, "Enter e Tab Tab Tab Tab Tab Tab \"1200\" Tab");
    drive_shows(&d, "DRAFT");
    drive_keys(&d, "");
    drive_shows(&d, "of a saved encounter");
}

static void a_saved_encounter_opens_with_its_draft(void **state)
{
    (void)state;
    drive_keys(&d, FOUR "F2");
    drive_keys(&d, "Enter e Tab Tab Tab Tab Tab Tab \"1200\" Tab");
    drive_keys(&d, "f Enter");
    drive_shows(&d, "with its unsaved changes");
    drive_shows(&d, "09:00 12:00");
    drive_keys(&d, "f Enter F2 Esc Esc");
    drive_shows(&d, "96361");
    drive_shows_not(&d, "Drafts");
}

static void a_refused_field_is_not_saved_over(void **state)
{
    (void)state;
    drive_keys(&d, HEADER "\"carbo\" Tab Tab Tab Tab Tab \"9\" Tab \"1035\" F2");
    drive_shows_not(&d, "is saved");
    drive_shows(&d, "Row 1");
    drive_keys(&d, HEADER "\"carbo\" Tab Tab Tab Tab Tab \"9\" Tab \"1035\" Esc Esc F2");
    drive_shows(&d, "is saved");
}

static void a_date_without_a_rule_book_says_so(void **state)
{
    (void)state;
    drive_keys(&d, FOUR "Esc h Tab \"1999-01-01\" Ctrl-N");
    drive_shows(&d, "! not coded");
    drive_shows(&d, "1999-01-01");
    drive_keys(&d, FOUR "Esc h Tab \"1999-01-01\" Ctrl-N F2");
    drive_shows_not(&d, "is saved");
}

static void saving_without_a_number_asks_for_it(void **state)
{
    (void)state;
    drive_keys(&d, "n Ctrl-N" CARBOPLATIN "F2");
    drive_shows(&d, "The encounter has no number yet");
    drive_shows(&d, "Header");
    drive_keys(&d, "n Ctrl-N " CARBOPLATIN "F2 \"E9\" F2");
    drive_shows(&d, "E9 is saved as coded.");
}

static void the_lower_half_turns(void **state)
{
    static const struct {
        const char *keys, *shows;
    } turns[] = {
        {FOUR "Esc F5", "What class of drug is it?"},
        {FOUR "Esc F5 F5 End", "Balanced: 305 minutes in"},
        {FOUR "Esc F5 F5 F5", "Modifier"},
        {FOUR "Esc F5 F5 F5 F5", "No diagnosis is on the encounter"},
        {FOUR "Esc F5 F5 F5 F5 F5", "Codes"},
        {FOUR "Esc F5 F5 Esc", "Codes"},
    };
    (void)state;
    for (size_t i = 0; i < COUNT_OF(turns); i++) {
        drive_forget(&d);
        drive_keys(&d, turns[i].keys);
        drive_shows(&d, turns[i].shows);
    }
}

static void encounter_after_encounter(void **state)
{
    struct str script;
    (void)state;
    str_init(&script, 100000);
    str_add(&script, "n \"E0\" Ctrl-N " CARBOPLATIN "F2\n");
    for (int i = 1; i < 40; i++)
        str_addf(&script, "N \"E%d\" Ctrl-N " CARBOPLATIN "F2\n", i);
    str_add(&script, "Esc");
    drive_keys(&d, script.data);
    drive_shows(&d, "what is waiting"); /* one step back, not forty */
    drive_shows(&d, "E39");
    str_clear(&script);
    for (int i = 0; i < 40; i++)
        str_add(&script, "f Enter\n");
    drive_keys(&d, script.data);
    drive_shows(&d, "E39  facility");
    str_release(&script);
}

static void every_size_is_drawn(void **state)
{
    (void)state;
    drive_keys(&d, FOUR "Esc F2");
    for (int cols = 60; cols <= 300; cols += 7)
        for (int rows = 16; rows <= 100; rows += 21) {
            d.cols = cols;
            d.rows = rows;
            drive_keys(&d, "Enter");
            drive_shows(&d, "balanced 305/305");
            drive_shows(&d, "4 saline");
            drive_shows(&d, "F1 Help");
        }
    d.cols = 40;
    d.rows = 10;
    drive_keys(&d, "");
    drive_shows(&d, "needs 60 columns");
}

int main(void)
{
#define T(name) cmocka_unit_test_setup(name, drive_anew)
    const struct CMUnitTest tests[] = {
        T(start_is_empty),
        T(four_drugs),
        T(four_drugs_wide),
        T(four_drugs_mono_ascii_small),
        T(refused_field),
        T(keys_typed_ahead_reach_their_fields),
        T(a_refused_field_holds_the_row),
        T(a_field_goes_by_its_label),
        T(a_shot_does_not_wait_for_a_stop),
        T(a_stop_moves_with_its_start),
        T(typing_replaces_what_was_there),
        T(names_that_steer_the_terminal_are_harmless),
        T(no_code_is_hidden_by_the_form),
        T(everything_is_taken_back_and_done_again),
        T(a_draft_is_there_without_saving),
        T(saving_ends_the_draft),
        T(a_saved_encounter_opens_with_its_draft),
        T(a_refused_field_is_not_saved_over),
        T(a_date_without_a_rule_book_says_so),
        T(saving_without_a_number_asks_for_it),
        T(the_lower_half_turns),
        T(encounter_after_encounter),
        T(every_size_is_drawn),
    };
    return cmocka_run_group_tests(tests, drive_begin, drive_end);
}
