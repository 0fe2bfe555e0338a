/* The same encounter in every size and look: golden screens at 60x16, 80x24, 120x40 and 300x100,
 * with and without colour, with and without UTF-8; wide and combining characters keep columns
 * straight. What the terminal is sent for 8, 16 and 256 colours is in terminal/looks.sh. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "drive.h"
#include "ui/screen/cells.h"

#define ENCOUNTER                                                                                  \
    "n \"E1\" Ctrl-N "                                                                             \
    "\"carbo\" Tab Tab Tab Tab \"PIV\" Tab \"0900\" Tab \"1035\" Ctrl-N "                          \
    "\"ondan\" Tab Tab Tab Tab Tab \"830\" Tab \"+20\" Ctrl-N "                                    \
    "\"dexa\" Tab Tab Tab \"p\" Tab Tab \"852\" Ctrl-N "                                           \
    "\"sal\" Tab Tab Tab Tab Tab \"800\" Tab Ctrl-N "
#define WIDE                                                                                       \
    "n \"\xe5\x82\xb7\xe5\xaf\x92 1\" Ctrl-N "                                                     \
    "\"\xe6\xbc\xa2\xe6\x96\xb9\xe8\x96\xac drug\" Tab \"ther\" Tab Tab Tab "                      \
    "\"L\xc3\xadnea\" Tab \"0900\" Tab \"1035\" Ctrl-N "                                           \
    "\"cafe\xcc\x81ine\" Tab \"ther\" Tab Tab Tab Tab \"1100\" Tab \"1130\" Ctrl-N Esc"

static const struct {
    int cols, rows;
    bool color, ascii;
    const char *name;
} looks[] = {
    {60, 16, true, false, "looks_60x16"},
    {60, 16, false, true, "looks_60x16_mono_ascii"},
    {80, 24, false, false, "looks_80x24_mono"},
    {80, 24, true, true, "looks_80x24_ascii"},
    {120, 40, false, true, "looks_120x40_mono_ascii"},
    {300, 100, true, false, "looks_300x100"},
    {300, 100, false, true, "looks_300x100_mono_ascii"},
};

static void every_size_and_look(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(looks); i++) {
        drive_forget(&d);
        d.cols = looks[i].cols;
        d.rows = looks[i].rows;
        d.color = looks[i].color;
        d.ascii = looks[i].ascii;
        drive_keys(&d, ENCOUNTER);
        drive_golden(&d, looks[i].name);
    }
}

static size_t columns_before(const char *line, const char *words)
{
    char part[8192];
    const char *found = strstr(line, words);
    if (!found)
        fail_msg("expected %s in: %s", words, line);
    snprintf(part, sizeof part, "%.*s", (int)(found - line), line);
    return (size_t)cells_columns(part);
}

/* Every row's start stands below the heading, whatever the drug's name is made of. */
static void wide_and_combining_keep_columns(void **state)
{
    (void)state;
    for (int i = 0; i < 3; i++) {
        static const int cols[] = {60, 80, 120};
        drive_forget(&d);
        d.cols = cols[i];
        d.rows = 24;
        d.color = true;
        d.ascii = false;
        drive_keys(&d, WIDE);
        size_t heading = columns_before(drive_line(&d, 1), "Start");
        size_t one = columns_before(drive_line(&d, 2), "09:00");
        size_t two = columns_before(drive_line(&d, 3), "11:00");
        if (one != heading || two != heading)
            fail_msg("%d columns: expected the times in column %zu, got %zu and %zu\n%s", cols[i],
                     heading, one, two, d.screen.data);
        drive_shows(&d, "caf");
    }
}

/* No line is wider than the screen, at any size. */
static void nothing_runs_over_the_edge(void **state)
{
    (void)state;
    d.color = false;
    d.ascii = false;
    for (int cols = 60; cols <= 300; cols += 17) {
        drive_forget(&d);
        d.cols = cols;
        d.rows = 16 + (cols - 60) / 4;
        drive_keys(&d, WIDE);
        for (int line = 0; line < d.rows; line++)
            if (cells_columns(drive_line(&d, line)) > cols)
                fail_msg("%dx%d: line %d is %d wide: %s", cols, d.rows, line,
                         (int)cells_columns(drive_line(&d, line)), drive_line(&d, line));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_size_and_look),
        cmocka_unit_test(wide_and_combining_keep_columns),
        cmocka_unit_test(nothing_runs_over_the_edge),
    };
    return cmocka_run_group_tests(tests, drive_begin, drive_end);
}
