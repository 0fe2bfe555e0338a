/* The timeline in sentences. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "charts.h"
#include "core/spoken.h"

static void says(const char *csv, const char *want)
{
    struct charts charts = {0};
    struct err err;
    struct str got;

    str_init(&got, 1 << 16);
    if (!charts_read_text(&charts, "chart", csv, &err))
        fail_msg("the chart of the test cannot be read: %s", err.text);
    spoken_timeline(charts.list[0], &got);
    if (strcmp(got.data, want) != 0)
        fail_msg("expected\n%s\ngot\n%s", want, got.data);
    str_release(&got);
    charts_release(&charts);
}

static void order_and_gaps(void **state)
{
    (void)state;
    says("encounter,date,drug,dose,unit,method,line,start,stop\n"
         "E1,2026-03-02,saline,1000,mL,,PIV,10:00,11:30\n"
         "E1,,ceftriaxone,2,g,infusion,PIV,08:30,09:05\n"
         "E1,,ondansetron,4,mg,push,PIV,09:12,\n",
         "Line PIV, 3 rows.\n"
         "Row 2, ceftriaxone 2 g, IV infusion, 08:30 to 09:05, 35 minutes.\n"
         "Nothing on this line from 09:05 to 09:12, 7 minutes.\n"
         "Row 3, ondansetron 4 mg, IV push, at 09:12.\n"
         "Nothing on this line from 09:12 to 10:00, 48 minutes.\n"
         "Row 1, saline 1000 mL, IV, 10:00 to 11:30, 90 minutes.\n");
}

static void overlaps(void **state)
{
    (void)state;
    says("encounter,date,drug,method,line,start,stop,minutes\n"
         "E1,2026-03-02,saline,,PIV,08:00,10:00,\n"
         "E1,,ceftriaxone,,PIV,09:40,10:15,\n"
         "E1,,ondansetron,push,PIV,08:30,,\n"
         "E1,,vancomycin,,port,09:59,11:00,\n"
         "E1,,iron,,port,,12:00,30\n",
         "Line PIV, 3 rows.\n"
         "Row 1, saline, IV, 08:00 to 10:00, 120 minutes.\n"
         "Row 3, ondansetron, IV push, at 08:30. It falls within row 1, saline.\n"
         "Row 2, ceftriaxone, IV, 09:40 to 10:15, 35 minutes. It overlaps row 1, saline, for 20 "
         "minutes.\n"
         "Line port, 2 rows.\n"
         "Row 4, vancomycin, IV, 09:59 to 11:00, 61 minutes. It overlaps row 1, saline on line "
         "PIV, for 1 minute. It overlaps row 2, ceftriaxone on line PIV, for 16 minutes.\n"
         "Nothing on this line from 11:00 to 11:30, 30 minutes.\n"
         "Row 5, iron, IV, no start charted, stopped 12:00, 30 minutes.\n");
}

static void missing_and_midnight(void **state)
{
    (void)state;
    says("encounter,date,visit,drug,method,start,stop,flags\n"
         "E1,2026-03-02,1,saline,,23:30,00:15,\n"
         "E1,,1,ceftriaxone,,2026-03-03 01:00,,\n"
         "E1,,1,iron,,,,notgiven\n"
         "E1,,2,ketorolac,injection,2026-03-04 09:00,,\n"
         "E1,,2,zofran,,2026-03-04 09:30,2026-03-04 09:00,\n",
         "Visit 1, line 1, 3 rows.\n"
         "Row 1, saline, IV, 23:30 to 00:15 the next day, 45 minutes.\n"
         "Nothing on this line from 00:15 the next day to 01:00 the next day, 45 minutes.\n"
         "Row 2, ceftriaxone, IV, from 01:00 the next day, no stop charted.\n"
         "Row 3, iron, IV, no time charted, not given.\n"
         "Visit 2, line 1, 2 rows.\n"
         "Row 4, ketorolac, IV injection, at 09:00 on 2026-03-04.\n"
         "Row 5, zofran, IV, 09:30 on 2026-03-04 to 09:00 on 2026-03-04, the stop is charted "
         "before the start.\n");
}

/* Days, visits and what is missing: each is said, and nothing is made up. */
static void the_rest_of_what_may_be_charted(void **state)
{
    (void)state;
    says("encounter,date,visit,drug,dose,unit,route,method,line,start,stop,minutes\n"
         "E1,2026-03-02,2,iron,,,,,b,09:00,10:00,\n"
         "E1,,1,,,,,infusion,,,,20\n"
         "E1,,1,saline,,,,,,08:00,,40\n"
         "E1,,1,zofran,,,,push,,,08:20,5\n"
         "E1,,1,heparin,,,IM,injection,,08:10,,\n"
         "E1,,1,decadron,,,,,,,2026-03-05 08:30,\n"
         "E1,,2,ketorolac,,,,push,b,10:00,,\n"
         "E1,,2,toradol,,,,push,a,09:30,,\n"
         "E1,,2,pepcid,,,,push,b,08:30,,0\n",
         "Visit 1, line 1, 5 rows.\n"
         "Row 3, saline, IV, from 08:00, 40 minutes.\n"
         "Row 5, heparin, IM injection, at 08:10. It falls within row 3, saline.\n"
         "Row 2, no drug charted, IV infusion, no time charted, 20 minutes.\n"
         "Row 4, zofran, IV push, no start charted, stopped 08:20, 5 minutes. It overlaps row 3, "
         "saline, for 5 minutes.\n"
         "Row 6, decadron, IV, no start charted, stopped 08:30 on 2026-03-05.\n"
         "Visit 2, line b, 3 rows.\n"
         "Row 9, pepcid, IV push, at 08:30, 0 minutes.\n"
         "Nothing on this line from 08:30 to 09:00, 30 minutes.\n"
         "Row 1, iron, IV, 09:00 to 10:00, 60 minutes.\n"
         "Row 7, ketorolac, IV push, at 10:00.\n"
         "Visit 2, line a, 1 row.\n"
         "Row 8, toradol, IV push, at 09:30. It falls within row 1, iron on line b.\n");
}

/* A row entered later that ran through an earlier moment: said with the later of the two. */
static void a_moment_inside_of_what_comes_later(void **state)
{
    (void)state;
    says("encounter,date,visit,drug,method,line,start,stop\n"
         "E1,2026-03-02,1,zofran,push,a,09:30,\n"
         "E1,,1,pepcid,push,a,11:00,\n"
         "E1,,1,saline,,b,09:00,10:00\n",
         "Line a, 2 rows.\n"
         "Row 1, zofran, IV push, at 09:30.\n"
         "Nothing on this line from 09:30 to 11:00, 90 minutes.\n"
         "Row 2, pepcid, IV push, at 11:00.\n"
         "Line b, 1 row.\n"
         "Row 3, saline, IV, 09:00 to 10:00, 60 minutes. Row 1, zofran, falls within it.\n");
}

static void nothing_and_one(void **state)
{
    struct charts charts = {0};
    struct encounter empty;
    struct err err;
    struct str got;

    (void)state;
    str_init(&got, 4096);
    encounter_init(&empty);
    spoken_timeline(&empty, &got);
    assert_string_equal(got.data, "Nothing is charted yet.\n");
    str_clear(&got);
    assert_true(charts_read_text(&charts, "chart",
                                 "encounter,date,drug,line,start,stop\n"
                                 "E1,2026-03-02,saline,PIV,08:00,10:00\n"
                                 "E1,,ceftriaxone,PIV,09:40,10:15\n",
                                 &err));
    spoken_row(charts.list[0], 1, &got);
    assert_string_equal(got.data, "Row 2, ceftriaxone, IV on line PIV, 09:40 to 10:15, 35 "
                                  "minutes. It overlaps row 1, saline, for 20 minutes.");
    charts_release(&charts);
    encounter_release(&empty);
    str_release(&got);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(order_and_gaps),
        cmocka_unit_test(overlaps),
        cmocka_unit_test(missing_and_midnight),
        cmocka_unit_test(the_rest_of_what_may_be_charted),
        cmocka_unit_test(a_moment_inside_of_what_comes_later),
        cmocka_unit_test(nothing_and_one),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
