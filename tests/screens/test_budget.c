/* Few keys: what a usual encounter costs on the forms, from the start screen to saved.  (The quick
 * line has its own count in test_quickline.c.) */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "drive.h"

/* Keys of a script: every letter between quotes, every name of a key. */
static size_t count_keys(const char *script)
{
    size_t n = 0;
    bool quoted = false;
    for (const char *p = script; *p; p++) {
        if (*p == '"')
            quoted = !quoted;
        else if (quoted ||
                 (*p != ' ' && *p != '\n' && (p == script || p[-1] == ' ' || p[-1] == '"')))
            n++;
    }
    return n;
}

static void keys_are_counted(void **state)
{
    (void)state;
    assert_int_equal(count_keys("n \"ab\" Tab Ctrl-N \"+35\" F2"), 1 + 2 + 1 + 1 + 3 + 1);
    assert_int_equal(count_keys("\"a b\" Esc"), 4);
}

static void within(const char *script, size_t most)
{
    size_t keys = count_keys(script);
    drive_forget(&d);
    drive_keys(&d, script);
    drive_shows(&d, "26-003417 is saved as coded.");
    if (keys > most)
        fail_msg("expected at most %zu keys, got %zu", most, keys);
    print_message("# %zu keys of %zu\n", keys, most);
}

/* Ceftriaxone 35 minutes, an ondansetron push, saline 90 minutes, all on line PIV. */
static void three_rows_in_120_keys(void **state)
{
    (void)state;
    within("n \"26-003417\" Ctrl-N "
           "\"ceftr\" Tab Tab Tab Tab \"PIV\" Tab \"830\" Tab \"+35\" Ctrl-N "
           "\"ondan\" Tab Tab Tab \"p\" Tab Tab \"912\" Ctrl-N "
           "\"ns\" Tab Tab Tab Tab Tab \"1000\" Tab \"+90\" F2",
           120);
    drive_shows(&d, "08:30 09:05     35  96365");
    drive_shows(&d, "96375");
    drive_shows(&d, "10:00 11:30     90  96361");
    for (int line = 2; line < 5; line++)
        if (!strstr(drive_line(&d, line), " PIV "))
            fail_msg("expected line PIV, got %s", drive_line(&d, line));
}

/* The same with doses, which the quick line takes in passing. */
static void three_rows_with_doses_in_120_keys(void **state)
{
    (void)state;
    within(
        "n \"26-003417\" Ctrl-N "
        "\"ceftr\" Tab Tab Tab Tab \"PIV\" Tab \"830\" Tab \"+35\" Tab Tab \"2\" Tab \"g\" Ctrl-N "
        "\"ondan\" Tab Tab Tab \"p\" Tab Tab \"912\" Tab Tab Tab \"4\" Tab \"mg\" Ctrl-N "
        "\"ns\" Tab Tab Tab Tab Tab \"1000\" Tab \"+90\" F2",
        120);
    drive_shows(&d, "96365");
    drive_shows(&d, "96375");
    drive_shows(&d, "96361");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(keys_are_counted),
        cmocka_unit_test(three_rows_in_120_keys),
        cmocka_unit_test(three_rows_with_doses_in_120_keys),
    };
    return cmocka_run_group_tests(tests, drive_begin, drive_end);
}
