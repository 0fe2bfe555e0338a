/* What the workbench opens about the encounter on it: why, why not, what if, ledger, claim,
 * findings, checklist, rule book, switches. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "drive.h"

#define HEADER "n \"E1\" Ctrl-N\n"
#define CARBOPLATIN "\"carbo\" Tab Tab Tab Tab \"PIV\" Tab \"0900\" Tab \"1035\" Ctrl-N\n"
#define ONDANSETRON "\"ondan\" Tab Tab Tab Tab Tab \"830\" Tab \"+20\" Ctrl-N\n"
#define OPEN_ENDED "\"vanco\" Tab Tab Tab \"i\" Tab Tab \"1100\" Ctrl-N\n"
#define TWO HEADER CARBOPLATIN ONDANSETRON "Esc\n"

/* ---- why and why not ---- */

static void why_opens_to_facts_source_and_rule(void **state)
{
    (void)state;
    drive_keys(&d, TWO "\n:why 96413\n");
    drive_shows(&d, "What class of drug is it?");
    drive_shows_not(&d, "rule: class.table");
    drive_keys(&d, TWO "\n:why 96413\nDown Down Enter");
    drive_shows(&d, "read generic: carboplatin");
    drive_shows(&d, "rule: class.table");
    drive_keys(&d, TWO "\n:why 96413\nDown Down Enter Enter");
    drive_shows_not(&d, "rule: class.table");
}

static void why_answers_a_code_with_unit_a_row_and_a_word_it_does_not_know(void **state)
{
    (void)state;
    drive_keys(&d, TWO "\n:why 96415/1\nEnd");
    drive_shows(&d, "10:00 to 10:35");
    drive_keys(&d, TWO "\n:why 2\n");
    drive_shows(&d, "row 2: ondansetron");
    drive_keys(&d, TWO "\n:why zebra\n");
    drive_shows(&d, "zebra is no code of drug administration");
    drive_keys(&d, TWO "\n:why 96413-59\n");
    drive_shows(&d, "does not carry modifier 59");
}

static void the_rule_behind_a_reason_opens(void **state)
{
    (void)state;
    drive_keys(&d, TWO "\n:why 96413\nDown Down Enter\n/ \"rule: class\" Enter Enter");
    drive_shows(&d, "Rule book: class.table");
    drive_shows(&d, "citation");
}

static void every_code_is_on_the_claim_or_has_a_why_not(void **state)
{
    (void)state;
    drive_keys(&d, TWO "F6");
    drive_shows(&d, "codes that are not on the claim");
    drive_shows_not(&d, "96413:");
    drive_keys(&d, TWO "F6 / \"96409\" Enter");
    drive_shows(&d, "96409 takes a push");
    drive_keys(&d, TWO "\n:why-not 96409\n");
    drive_shows(&d, "change: ");
    drive_keys(&d, TWO "\n:why-not 96413\n");
    drive_shows(&d, "96413 is on the claim");
}

/* ---- what if ---- */

static void a_what_if_is_beside_the_encounter_and_never_in_it(void **state)
{
    (void)state;
    drive_keys(&d, TWO "\n:what-if 1.stop=10:30\n");
    drive_shows(&d, "WHAT IF E1: not a fact, never saved");
    drive_shows(&d, "if 1.stop=10:30   (charted: 10:35)");
    drive_shows(&d, "96415 went");
    drive_shows(&d, "the codes turn at 10:30");
    drive_shows_not(&d, "National");
    drive_keys(&d, TWO "F2\n:what-if 1.stop=10:30\nEsc");
    drive_shows(&d, "09:00 10:35     95  96413 96415");
    drive_shows_not(&d, "DRAFT");
}

static void a_minute_more_or_less(void **state)
{
    (void)state;
    drive_keys(&d, TWO "Home F7 -");
    drive_shows(&d, "if 1.stop=10:34");
    drive_shows(&d, "nothing: the same codes");
    drive_shows(&d, "they turn at 10:30");
    drive_keys(&d, TWO "Home F7 - - - - -");
    drive_shows(&d, "96415 went");
    drive_keys(&d, TWO "Home F7 - - - - - + d");
    drive_shows(&d, "Nothing is changed yet");
}

static void a_fact_is_chosen_and_then_its_value(void **state)
{
    (void)state;
    drive_keys(&d, TWO "Home F7 a Enter \"930\" Enter");
    drive_shows(&d, "if 1.stop=09:30");
    drive_keys(&d, TWO "Home F7 a / \"overlap_mode\" Enter Enter Down Enter");
    drive_shows(&d, "if overlap_mode=subtract   (charted: concurrent)");
    drive_keys(&d, TWO "Home F7\n:change 1.stop=late\n");
    drive_shows(&d, "Nothing is changed yet");
}

static void a_missing_stop_shows_every_stop(void **state)
{
    (void)state;
    drive_keys(&d, HEADER OPEN_ENDED "Esc F7");
    drive_shows(&d, "has no stop; with one it would be");
    drive_shows(&d, "11:16");
}

/* ---- ledger ---- */

static void the_selected_minutes_light_up(void **state)
{
    struct str dark;
    (void)state;
    str_init(&dark, 1 << 20);
    drive_keys(&d, TWO "Home l");
    drive_shows(&d, "Ledger");
    str_add(&dark, strstr(d.screen.data, "-- looks"));
    drive_keys(&d, TWO "Home l Down");
    drive_shows(&d, "> ");
    const char *looks = strstr(d.screen.data, "-- looks");
    assert_non_null(looks);
    assert_string_not_equal(dark.data, looks);
    str_release(&dark);
    d.color = false;
    d.ascii = true;
    drive_keys(&d, TWO "Home l Down");
    looks = strstr(d.screen.data, "-- looks");
    assert_non_null(strstr(looks, "RRRRR")); /* in black and white too */
    drive_keys(&d, TWO "Home l Down Enter");
    drive_shows(&d, "Why");
}

/* ---- claim ---- */

static void the_claim_turns_through_its_forms(void **state)
{
    static const struct {
        const char *keys, *shows;
    } faces[] = {
        {"F8", "not adjusted"},
        {"F8 F5", "UB-04, page 1 of 1"},
        {"F8 F5 F5", "CMS-1500, page 1"},
        {"F8 F5 F5 F5", "SV2*"},
        {"F8 F5 F5 F5 F5", "claim."},
        {"F8 F5 F5 F5 F5 F5", "not adjusted"},
        {"F8 Enter", "Why"},
    };
    char script[600];
    (void)state;
    for (size_t i = 0; i < COUNT_OF(faces); i++) {
        snprintf(script, sizeof script, "%s%s", TWO, faces[i].keys);
        drive_keys(&d, script);
        drive_shows(&d, faces[i].shows);
        drive_forget(&d);
    }
}

/* ---- findings ---- */

static void findings_are_ranked_with_cause_and_question(void **state)
{
    (void)state;
    d.rows = 60;
    drive_keys(&d, HEADER OPEN_ENDED "Esc !");
    drive_shows(&d, "Needs a person");
    drive_shows(&d, "Usual cause:");
    drive_shows(&d, "Ask the nurse:");
    drive_shows_not(&d, "$");
    drive_keys(&d, HEADER OPEN_ENDED "Esc ! Enter");
    drive_shows(&d, "Why");
}

static void the_checklist_says_what_is_missing(void **state)
{
    (void)state;
    drive_keys(&d, HEADER OPEN_ENDED "Esc\n:checklist\n");
    drive_shows(&d, "MISSING");
    drive_shows(&d, "To the nurse");
    drive_keys(&d, TWO "C");
    drive_shows(&d, "carboplatin");
}

/* ---- rule book and switches ---- */

static void the_rule_book_is_browsed(void **state)
{
    (void)state;
    drive_keys(&d, "R");
    drive_shows(&d, "Rule book");
    drive_shows(&d, "time.clock");
    drive_keys(&d, "R Enter");
    drive_shows(&d, "citation");
    drive_keys(&d, ":rules initial.rank\n");
    drive_shows(&d, "Rule book: initial.rank");
    drive_keys(&d, ":rules drugs\n");
    drive_shows(&d, "Rule book: drugs");
    drive_keys(&d, ":rules nonsense\n");
    drive_shows(&d, "no row and no table nonsense");
}

static void switches_say_what_the_other_value_would_give(void **state)
{
    (void)state;
    drive_keys(&d, "y");
    drive_shows(&d, "missing_stop = push");
    drive_shows(&d, "Held by:");
    drive_keys(&d, HEADER OPEN_ENDED "Esc y");
    drive_shows(&d, "They matter");
    drive_shows(&d, "here not_reportable would give no code");
}

static void every_face_fits_every_size(void **state)
{
    static const char *const keys[] = {"w", "F6", "F7 +", "F8", "F8 F5", "l", "!", "C", "R", "y"};
    char script[40];
    (void)state;
    drive_keys(&d, TWO "F2");
    for (int cols = 60; cols <= 300; cols += 60)
        for (int rows = 16; rows <= 100; rows += 42)
            for (size_t i = 0; i < COUNT_OF(keys); i++) {
                d.cols = cols;
                d.rows = rows;
                snprintf(script, sizeof script, "Enter %s", keys[i]);
                drive_keys(&d, script);
                drive_shows(&d, "F1 Help");
            }
}

int main(void)
{
#define T(name) cmocka_unit_test_setup(name, drive_anew)
    const struct CMUnitTest tests[] = {
        T(why_opens_to_facts_source_and_rule),
        T(why_answers_a_code_with_unit_a_row_and_a_word_it_does_not_know),
        T(the_rule_behind_a_reason_opens),
        T(every_code_is_on_the_claim_or_has_a_why_not),
        T(a_what_if_is_beside_the_encounter_and_never_in_it),
        T(a_minute_more_or_less),
        T(a_fact_is_chosen_and_then_its_value),
        T(a_missing_stop_shows_every_stop),
        T(the_selected_minutes_light_up),
        T(the_claim_turns_through_its_forms),
        T(findings_are_ranked_with_cause_and_question),
        T(the_checklist_says_what_is_missing),
        T(the_rule_book_is_browsed),
        T(switches_say_what_the_other_value_would_give),
        T(every_face_fits_every_size),
    };
    return cmocka_run_group_tests(tests, drive_begin, drive_end);
}
