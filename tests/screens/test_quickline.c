/* The quick line and the paste over the workbench: what is read back, what is refused, how few keys
 * a whole encounter takes. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "drive.h"

/* Keys of a script: letters in quotes and names of keys. */
static size_t count_keys(const char *script)
{
    size_t n = 0;
    while (*(script += strspn(script, " \n"))) {
        size_t length = *script == '"' ? strcspn(script + 1, "\"") + 2 : strcspn(script, " \n");
        n += *script == '"' ? length - 2 : 1;
        script += length;
    }
    return n;
}

/* Ceftriaxone 35 minutes, an ondansetron push, saline 90 minutes, on the same line. */
static void three_rows_in_75_keys(void **state)
{
    const char *script = "n \"26-003417\" Ctrl-O \"ceftr 2g 0830-0905\" Enter "
                         "\"ondan 4mg p 0912\" Enter \"ns 1000+90\" Enter F2";
    size_t keys = count_keys(script);
    (void)state;
    drive_keys(&d, script);
    drive_shows(&d, "26-003417 is saved as coded.");
    drive_shows(&d, "96365");
    drive_shows(&d, "96375");
    drive_shows(&d, "96361");
    if (keys > 75)
        fail_msg("expected at most 75 keys, got %zu", keys);
    print_message("# %zu keys\n", keys);
}

static void reads_back_while_typing(void **state)
{
    (void)state;
    drive_keys(&d, "n \"E1\" Ctrl-O \"ceftr 2g 0830-09\"");
    drive_shows(&d, "Row 1 as one line");
    drive_shows(&d, "stop: ");
    drive_keys(&d, "n \"E1\" Ctrl-O \"ceftr 2g 0830-0905\"");
    drive_shows(&d, "ceftriaxone, 2 g, IV infusion, 08:30-09:05 (35 min), line 1");
    drive_shows_not(&d, "96365");
    drive_keys(&d, "n \"E2\" Ctrl-O \"ceftr 2g 0830-0905\" Enter");
    drive_shows(&d, "Row 1 is taken: ceftriaxone, 2 g, IV infusion");
    drive_shows(&d, "96365");
    drive_shows(&d, "Row 2 as one line");
}

static void refuses_with_the_remedy(void **state)
{
    (void)state;
    drive_keys(&d, "n \"E1\" Ctrl-O \"cef 2g\" Enter");
    drive_shows(&d, "\"cef\" may be cefazolin, cefepime");
    drive_shows(&d, "write more of");
    drive_keys(&d, "n \"E1\" Ctrl-O \"ceftr 2g 0830-0905 h c\" Enter");
    drive_shows(&d, "class is said twice");
    drive_shows_not(&d, "96365");
}

static void lists_what_may_be_meant(void **state)
{
    (void)state;
    drive_keys(&d, "n \"E1\" Ctrl-O \"cef 2g 0830-0905\" F4");
    drive_shows(&d, "cefazolin");
    drive_keys(&d, "n \"E1\" Ctrl-O \"cef 2g 0830-0905\" F4 Enter Enter");
    drive_shows(&d, "is taken: cefazolin, 2 g, IV infusion");
    drive_keys(&d, "n \"E1\" Ctrl-O \"ns 0800 int\" F4 Down Down Enter");
    drive_shows(&d, "flags integral");
    drive_keys(&d, "n \"E1\" Ctrl-O F4");
    drive_shows(&d, "Drugs");
}

static void keeps_what_is_unfinished(void **state)
{
    (void)state;
    drive_keys(&d, "n \"E1\" Ctrl-N Esc i \"ceftr 2g 08\" Esc F5 Esc i");
    drive_shows(&d, "ceftr 2g 08");
    drive_keys(&d, "n \"E2\" Ctrl-N Esc i \"ceftr 2g 0830-0905\" Esc Esc");
    drive_shows_not(&d, "Row 1 as one line");
}

static void one_row_one_undo(void **state)
{
    (void)state;
    drive_keys(&d,
               "n \"E1\" Ctrl-O \"ceftr 2g 0830-0905\" Enter \"zofran 4mg p 0912\" Enter Esc u");
    drive_shows(&d, "96365");
    drive_shows_not(&d, "96375");
    drive_keys(&d, "n \"E2\" Ctrl-O \"ceftr 2g 0830-0905\" Enter Up");
    drive_shows(&d, "+ 2g 0830-0905");
}

static void help_names_the_words(void **state)
{
    (void)state;
    drive_keys(&d, "n \"E1\" Ctrl-O F1");
    drive_shows(&d, "The drug comes first: ceftr");
    drive_keys(&d, "n \"E1\" Ctrl-O F1 Esc \"ns 0800\"");
    drive_shows(&d, "NS (sodium chloride 0.9% 1000 mL)");
}

/* The form library writes past its own line when such a letter is put into the last column. */
static void wide_letters_at_every_place(void **state)
{
    char script[400];
    (void)state;
    for (int before = 70; before < 82; before++) {
        snprintf(
            script, sizeof script,
            "n \"E1\" Ctrl-O \"%.*s\" \"\xe6\xbc\xa2\xe5\xad\x97z\" Left Left \"\xe6\xbc\xa2\" End",
            before,
            "abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyz"
            "abcdefghijklmnop");
        drive_keys(&d, script);
        drive_shows(&d, "\xe6\xbc\xa2\xe6\xbc\xa2\xe5\xad\x97z");
    }
}

/* ---- paste ---- */

static void pastes_quick_lines(void **state)
{
    (void)state;
    drive_keys(&d, "n \"E1\" Ctrl-N Esc p \"ceftr 2g 0830-0905\" Enter Enter \"+ 0915\" Enter "
                   "\"oddity 9\" F2");
    drive_shows(&d, "F2 takes 2 of 3 rows");
    drive_shows(&d, "!    4 \"oddity\" is not in the drug table");
    drive_keys(&d, "n \"E2\" Ctrl-N Esc p \"ceftr 2g 0830-0905\" Enter Enter \"+ 0915\" Enter "
                   "\"oddity 9\" F2 F2");
    drive_shows(&d, "1 of 3 rows cannot be read and would be left out");
    drive_keys(&d, "n \"E3\" Ctrl-N Esc p \"ceftr 2g 0830-0905\" Enter Enter \"+ 0915\" Enter "
                   "\"oddity 9\" F2 F2 F2");
    drive_shows(&d, "2 rows are taken, 1 left out; u undoes it.");
    drive_shows(&d, "96365");
}

#define LIST                                                                                       \
    "\"What\" Tab \"Start Time\" Tab \"Stop Time\" Tab \"Shoe size\" Enter "                       \
    "\"NS\" Tab \"0800\" Tab \"0930\" Tab \"9\" Enter "

static void maps_columns_and_remembers(void **state)
{
    (void)state;
    drive_keys(&d, "n \"E1\" Ctrl-N Esc p " LIST "F2");
    drive_shows(&d, "not known: not used");
    drive_shows(&d, "the row names no drug");
    drive_keys(&d, "n \"E2\" Ctrl-N Esc p " LIST "F2 Enter / \"Write the drug\" Enter Enter F2");
    drive_shows(&d, "1 row is taken, 0 left out");
    drive_shows(&d, "96360");
    drive_keys(&d, "n \"E3\" Ctrl-N Esc p " LIST "F2");
    drive_shows(&d, "as you mapped them before");
    drive_shows(&d, "F2 takes 1 of 1 rows");
}

static void everything_pasted_is_text(void **state)
{
    (void)state;
    drive_keys(&d, "n \"E1\" Ctrl-N Esc p \"Q:quit\" Enter Enter \"?\" Tab \"u\" Backspace");
    drive_shows(&d, "Q:quit");
    drive_shows(&d, "F2 shows what they mean");
    drive_keys(&d, "n \"E1\" Ctrl-N Esc p F2");
    drive_shows(&d, "Nothing was pasted yet");
}

static void a_list_agrees_with_its_encounter(void **state)
{
    (void)state;
    drive_keys(&d, "n \"E1\" Ctrl-N Esc p \"Account\" Tab \"Medication\" Tab \"Start\" Enter "
                   "\"E1\" Tab \"NS\" Tab \"0800\" Enter \"E9\" Tab \"NS\" Tab \"0900\" Enter F2");
    drive_shows(&d, "encounter is E1 here and E9 in the list");
    drive_shows(&d, "F2 takes 1 of 2 rows");
}

static void a_file_is_read(void **state)
{
    char script[4096];
    (void)state;
    snprintf(script, sizeof script, "n Ctrl-N Esc\n:paste %s/examples/paste/north.csv\n",
             d.data_dir);
    drive_keys(&d, script);
    drive_shows(&d, "\"cefTRIAXone\" 2g iv i 0830-0905 L-PIV");
    drive_shows(&d, "encounter is 26-100201 here and 26-100202 in the list");
    drive_keys(&d, "n \"E1\" Ctrl-N Esc\n:paste nowhere.csv\n");
    drive_shows(&d, "nowhere.csv: cannot be opened");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(three_rows_in_75_keys, drive_anew),
        cmocka_unit_test_setup(reads_back_while_typing, drive_anew),
        cmocka_unit_test_setup(refuses_with_the_remedy, drive_anew),
        cmocka_unit_test_setup(lists_what_may_be_meant, drive_anew),
        cmocka_unit_test_setup(keeps_what_is_unfinished, drive_anew),
        cmocka_unit_test_setup(one_row_one_undo, drive_anew),
        cmocka_unit_test_setup(help_names_the_words, drive_anew),
        cmocka_unit_test_setup(wide_letters_at_every_place, drive_anew),
        cmocka_unit_test_setup(pastes_quick_lines, drive_anew),
        cmocka_unit_test_setup(maps_columns_and_remembers, drive_anew),
        cmocka_unit_test_setup(everything_pasted_is_text, drive_anew),
        cmocka_unit_test_setup(a_list_agrees_with_its_encounter, drive_anew),
        cmocka_unit_test_setup(a_file_is_read, drive_anew),
    };
    return cmocka_run_group_tests(tests, drive_begin, drive_end);
}
