/* The tutorial: every step can be done with the keys it names, none is over before, and the next
 * one follows; on a small and on a large screen. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "drive.h"
#include "ui/screen/tutor.h"

static struct tutor *tutor;

static int begin(void **state)
{
    char path[4096];
    struct err err = {""};
    drive_begin(state);
    snprintf(path, sizeof path, "%s/tutorial.txt", d.data_dir);
    tutor = tutor_open(path, &err);
    if (!tutor)
        print_error("%s\n", err.text);
    return tutor ? 0 : 1;
}

static int end(void **state)
{
    tutor_free(tutor);
    return drive_end(state);
}

static void walk(int cols, int rows)
{
    struct str keys;
    char place[80];
    str_init(&keys, 1 << 20);
    str_add(&keys, ":tutorial\n");
    d.cols = cols;
    d.rows = rows;
    for (size_t i = 0; i < tutor_count(tutor); i++) {
        const struct tutor_step *step = tutor_step(tutor, i);
        drive_forget(&d);
        drive_keys(&d, keys.data);
        snprintf(place, sizeof place, "Tutorial %zu of %zu;", i + 1, tutor_count(tutor));
        drive_shows(&d, place);
        drive_shows(&d, step->keys);
        str_addf(&keys, "%s\n", step->keys);
    }
    drive_forget(&d);
    drive_keys(&d, keys.data);
    drive_shows(&d, "The tutorial is done.");
    str_release(&keys);
}

static void every_step_works(void **state)
{
    (void)state;
    walk(80, 24);
}

static void every_step_works_on_other_sizes(void **state)
{
    (void)state;
    walk(60, 24);
    walk(120, 40);
}

static void it_leaves_nothing_behind(void **state)
{
    struct str keys;
    (void)state;
    str_init(&keys, 1 << 20);
    str_add(&keys, ":tutorial\n");
    for (size_t i = 0; i < tutor_count(tutor); i++)
        str_addf(&keys, "%s\n", tutor_step(tutor, i)->keys);
    d.cols = 80;
    d.rows = 24;
    drive_forget(&d);
    drive_keys(&d, keys.data);
    drive_keys(&d, "");
    drive_shows_not(&d, "LESSON");
    drive_shows_not(&d, "Drafts");
    str_release(&keys);
}

static void it_ends_when_asked(void **state)
{
    (void)state;
    drive_forget(&d);
    drive_keys(&d, ":tutorial\nn \"A\" Ctrl-N\n:tutorial\n");
    drive_shows(&d, "The tutorial is off");
    drive_shows_not(&d, "Tutorial 2 of");
    drive_keys(&d, "n \"B\" Ctrl-N Esc\n:tutorial\n");
    drive_shows(&d, "begins on the start screen");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_step_works),
        cmocka_unit_test(every_step_works_on_other_sizes),
        cmocka_unit_test(it_leaves_nothing_behind),
        cmocka_unit_test(it_ends_when_asked),
    };
    return cmocka_run_group_tests(tests, begin, end);
}
