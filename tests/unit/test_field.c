#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "core/field.h"

static struct encounter e;
static struct row *row;
static struct str printed;

static int set_up(void **state)
{
    (void)state;
    encounter_init(&e);
    row = encounter_add_row(&e);
    str_init(&printed, 100000);
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    encounter_release(&e);
    str_release(&printed);
    return 0;
}

static enum field_id find(const char *name)
{
    enum field_id id = FIELD_COUNT;

    if (!field_find(name, &id))
        fail_msg("there is no column %s", name);
    return id;
}

static const char *shown(const char *name)
{
    str_clear(&printed);
    field_print(&e, row, find(name), &printed);
    return printed.data;
}

static void accept(const char *name, const char *text, const char *canonical)
{
    struct err err;

    if (!field_set(&e, row, find(name), text, &err))
        fail_msg("%s \"%s\" expected to be accepted, got: %s", name, text, err.text);
    if (strcmp(shown(name), canonical) != 0)
        fail_msg("%s \"%s\" expected \"%s\", got \"%s\"", name, text, canonical, shown(name));
}

/* Refused, with a sentence that names the column, says what is expected, and changes nothing. */
static void refuse(const char *name, const char *text, const char *says)
{
    struct err err = {{0}};
    char before[256];

    snprintf(before, sizeof before, "%s", shown(name));
    if (field_set(&e, row, find(name), text, &err))
        fail_msg("%s \"%s\" expected to be refused, got \"%s\"", name, text, shown(name));
    assert_string_equal(shown(name), before);
    if (strncmp(err.text, name, strlen(name)) != 0 || !strchr(err.text, ';') ||
        !strstr(err.text, says))
        fail_msg("%s \"%s\" expected \"%s: ...; ...%s...\", got: %s", name, text, name, says,
                 err.text);
    assert_false(field_set(&e, row, find(name), text, NULL));
}

/* ---- the table ---- */

static void every_field_takes_its_example(void **state)
{
    (void)state;
    for (int i = 0; i < FIELD_COUNT; i++) {
        const struct field *field = field_get_spec((enum field_id)i);
        struct err err;

        assert_int_equal(field->id, i);
        assert_int_equal(find(field->name), i);
        assert_int_equal(field_is_row(field->id), i >= FIELD_VISIT);
        if (!field_set(&e, row, field->id, field->example, &err))
            fail_msg("%s expected to take its example, got: %s", field->name, err.text);
        assert_string_not_equal(shown(field->name), "");
        assert_true(strlen(field->example) <= field->max);
        assert_int_equal(field->wants[strlen(field->wants) - 1], '.');
        for (const char *const *word = field_choices(field->id); word && *word; word++)
            if (!strstr(field->wants, *word))
                fail_msg("%s expected to name \"%s\", got: %s", field->name, *word, field->wants);
    }
    assert_null(field_choices(FIELD_DRUG));
    assert_string_equal(field_choices(FIELD_ROUTE)[0], "IV");
    assert_string_equal(field_choices(FIELD_FLAGS)[0], "diluent");
}

static void empty_text_clears(void **state)
{
    (void)state;
    for (int i = 0; i < FIELD_COUNT; i++) {
        const struct field *field = field_get_spec((enum field_id)i);
        assert_true(field_set(&e, row, FIELD_DATE, "2026-03-02", NULL));
        assert_true(field_set(&e, row, field->id, field->example, NULL));
        assert_true(field_set(&e, row, field->id, i % 2 ? "" : "  ", NULL));
        assert_string_equal(shown(field->name), i == FIELD_VISIT ? "1" : "");
    }
}

static void names_are_exact_and_neighbours_found(void **state)
{
    enum field_id id;

    (void)state;
    assert_false(field_find("Start", &id));
    assert_false(field_find("", &id));
    assert_false(field_find("starts", &id));
    assert_string_equal(field_nearest("starts"), "start");
    assert_string_equal(field_nearest("encouter"), "encounter");
    assert_string_equal(field_nearest("SITE-REASON"), "site_reason");
    assert_string_equal(field_nearest("minuets"), "minutes");
}

/* ---- forms of writing ---- */

static void words_in_any_case(void **state)
{
    (void)state;
    accept("setting", "OFFICE", "office");
    accept("class", "Chemo", "chemo");
    accept("route", "iv", "IV");
    accept("method", "Push", "push");
    accept("route", "SubQ", "SC");
    accept("route", "Intramuscular", "IM");
    accept("method", "IV Push", "push");
    accept("method", "IVPB", "infusion");
    accept("class", "chemotherapy", "chemo");
    refuse("method", "bolus", "write infusion, push"); /* of fluid an infusion, of a drug a push */
    accept("device", "PICC", "picc");
    accept("primary", "YES", "y");
    accept("order", "No", "n");
    accept("signed", "y", "y");
    accept("em_separate", "N", "n");
    accept("flags", "reaction, KVO  reaction", "kvo reaction");
    refuse("class", "chmo", "chmo may mean chemo");
    refuse("class", "xyzzy", "write therapeutic, hydration");
    refuse("order", "maybe", "write y");
    refuse("flags", "kvo notgivn", "notgivn may mean notgiven");
    refuse("setting", "clinic", "facility (UB-04)"); /* the hospital's, or a doctor's */
    refuse("route", "IO", "is not known; write");    /* no word of two letters is near another */
    refuse("route", "by a very long and winding way that nobody takes", "shorten it");
}

/* What other systems and charts write for our words. */
static void words_of_charts(void **state)
{
    (void)state;
    accept("setting", "Hospital", "facility");
    accept("setting", "HOPD", "facility");
    accept("setting", "UB-04", "facility");
    accept("setting", "physician office", "office");
    accept("setting", "non-facility", "office");
    accept("class", "complex_biologic", "complex");
    accept("class", "hormonal_antineoplastic", "hormonal");
    refuse("class", "biologic", "write therapeutic"); /* some are complex, some are not */
    accept("route", "sub-Q", "SC");
    accept("route", "intralesional", "IL");
    accept("method", "gtt", "infusion");
    accept("method", "on-body injector", "onbody");
    accept("device", "port-a-cath", "port");
    accept("device", "Ommaya", "reservoir");
    accept("order", "1", "y");
    accept("signed", "false", "n");
    accept("flags", "TKO pre-hospital", "kvo prehospital");
}

/* "IVP" in the route column says the manner, unless the method column said one. */
static void a_route_that_says_the_manner(void **state)
{
    (void)state;
    accept("route", "IVP", "IV");
    assert_string_equal(shown("method"), "push");
    accept("route", "IVPB", "IV");
    assert_string_equal(shown("method"), "push");
    accept("method", "", "");
    accept("route", "IV piggyback", "IV");
    assert_string_equal(shown("method"), "infusion");
    accept("method", "", "");
    accept("route", "IV", "IV");
    assert_string_equal(shown("method"), "");
}

static void lengths_as_charted(void **state)
{
    (void)state;
    accept("minutes", "75", "75");
    accept("minutes", "75 min", "75");
    accept("minutes", "75m", "75");
    accept("minutes", "1 hr 15 mins", "75");
    accept("minutes", "1h15m", "75");
    accept("minutes", "1.25 hours", "75");
    accept("planned", "48 hours", "2880");
    accept("minutes", "0 min", "0");
    refuse("minutes", "1:15", "1 h 15 min"); /* an hour and a quarter, or seconds */
    refuse("minutes", "1.3 min", "whole minutes");
    refuse("minutes", "15 min 1 h", "whole minutes");
    refuse("minutes", "1 h 2 h", "whole minutes");
    refuse("minutes", "1 h 15", "whole minutes");
    refuse("minutes", "min", "whole minutes");
    refuse("minutes", "2000 hours", "100000");
    refuse("minutes", "99999999999999 h", "100000");
    refuse("planned", "8 days", "whole minutes");
}

static void medicare_by_its_plain_names(void **state)
{
    (void)state;
    accept("payer", "Medicare Part B", "medicare");
    accept("payer", "original medicare", "medicare");
    accept("payer", "Medicare FFS", "medicare");
    accept("payer", "Medicare Advantage", "medicare advantage");
    accept("payer", "Aetna Medicare", "aetna medicare");
}

static void codes_are_tidied(void **state)
{
    (void)state;
    accept("dx", " e86.0,c34.11 ;  Z5111 ", "E86.0 C34.11 Z5111");
    refuse("dx", "dehydration", "ICD-10-CM");
    refuse("dx", "E86.0 401.9", "ICD-10-CM");
    refuse("dx", "E86.", "ICD-10-CM");
    accept("payer", "Blue Cross", "blue cross");
    accept("em", "g0463", "G0463");
    refuse("em", "9921", "five characters");
    refuse("em", "99213-25", "five characters");
}

static void numbers_have_bounds(void **state)
{
    (void)state;
    accept("visit", "99", "99");
    refuse("visit", "0", "up to 99");
    refuse("visit", "100", "up to 99");
    refuse("visit", "1.5", "up to 99");
    accept("minutes", "0", "0");
    accept("planned", "100000", "100000");
    refuse("minutes", "100001", "0 to 100000");
    refuse("minutes", "-1", "0 to 100000");
    accept("dose", "0", "0");
    accept("dose", "1.500", "1.5");
    accept("dose", ".25", "0.25");
    refuse("dose", "-1", "plain number");
    refuse("dose", "1.0000001", "six places");
    refuse("dose", "400 mg", "plain number");
    accept("dose", "1,000", "1000"); /* as orders write thousands */
    accept("dose", "12,345,678.5", "12345678.5");
    refuse("dose", "1,00", "plain number");
    refuse("dose", "1,0000", "plain number");
    refuse("dose", ",000", "plain number");
    refuse("dose", "1.000,5", "plain number");
}

static void vials_are_a_language(void **state)
{
    (void)state;
    accept("vials", "4x100 mg", "4x100 mg");
    accept("vials", " 4 X 100mg+1 \xC3\x97 0.50 mL ", "4x100 mg + 1x0.5 mL");
    accept("vials", "1x400 mg + 3x120 mg Shared", "1x400 mg + 3x120 mg shared");
    accept("vials", "2x5 million units", "2x5 million units");
    accept("vials", "1x400 mg, 3x120 mg, shared", "1x400 mg + 3x120 mg shared");
    refuse("vials", "4x100 mg,", "opened containers");
    accept("vials", "2x100 mg vials + 1x50mg SDV", "2x100 mg + 1x50 mg");
    accept("vials", "1x1 vial", "1x1 vial"); /* here it is the unit */
    accept("vials", "1x440 mg multi", "1x440 mg multi");
    assert_true(row->vials_multi && row->n_vials == 1);
    accept("vials", "2x10 mL MDV, shared", "2x10 mL multi shared");
    refuse("vials", "1x440 mg multi + 1x150 mg", "opened containers");
    accept("vials", "MULTI", "multi");
    accept("vials", "100 mg", "1x100 mg");
    accept("vials", "150 mg x 2", "2x150 mg");
    accept("vials", "150mg x2 + 2*20 mg", "2x150 mg + 2x20 mg");
    accept("vials", "150mg + 150mg shared", "1x150 mg + 1x150 mg shared");
    refuse("vials", "4 vials", "opened containers"); /* of which size? */
    refuse("vials", "100", "opened containers");
    refuse("vials", "100 mg x", "opened containers");
    refuse("vials", "100 mg x 0", "opened containers");
    accept("vials", "MDV", "multi");
    assert_int_equal(row->n_vials, 0);
    accept("vials", "multi shared", "multi shared");
    assert_true(row->vials_multi && row->vials_shared);
    accept("vials", "4x100 mg", "4x100 mg");
    assert_false(row->vials_multi || row->vials_shared);
    assert_int_equal(row->n_vials, 1);
    assert_int_equal(row->vials[0].count, 4);
    assert_int_equal(row->vials[0].size, 100000000);
    assert_string_equal(row->vials[0].unit, "mg");
    static const char *const bad[] = {
        "4x100",        "0x100 mg", "4x0 mg",  "4x100 mg +", "+ 4x100 mg",        "shared",
        "4x100 shared", "100",      "x100 mg", "4x mg",      "4x100 mg shared x", "multi 4x100 mg",
        "100000x1 mg",  "4x-1 mg",  "4x100 5"};
    for (size_t i = 0; i < COUNT_OF(bad); i++)
        refuse("vials", bad[i], "4x100 mg");
}

static void text_is_text(void **state)
{
    char longer[200];

    (void)state;
    accept("drug", "  Gr\xC3\xBCn 5% ", "Gr\xC3\xBCn 5%");
    accept("note", "first\nsecond\r\nthird\tend", "first second  third\tend");
    refuse("note", "bell\a", "take it out");
    refuse("note", "\033[2J", "take it out");
    refuse("note", "c1\xC2\x9B", "take it out");
    refuse("note", "latin\xFC", "UTF-8");
    memset(longer, 'x', sizeof longer);
    longer[120] = '\0';
    accept("drug", longer, longer);
    longer[120] = 'x';
    longer[121] = '\0';
    refuse("drug", longer, "longer than 120 bytes");
}

/* ---- times ---- */

static void times_need_a_date(void **state)
{
    (void)state;
    refuse("start", "09:00", "fill the date column");
    refuse("stop", "09:00", "fill the date column");
    accept("start", "2026-03-02 09:00", "2026-03-02 09:00");
    accept("stop", "10:00", "10:00"); /* the start's own date serves the stop */
    assert_int_equal(row->stop - row->start, 60);
    accept("date", "03/02/2026", "2026-03-02");
    assert_string_equal(shown("start"), "09:00");
    accept("start", "2026-03-03T09:00", "2026-03-03 09:00");
    refuse("start", "250", "write 02:50");
    refuse("start", "24:01", "24:00");
    refuse("stop", "9", "09:00");
    refuse("start", "2199-12-31 24:00", "after the last day of the year 2199");
    accept("date", "2199-12-31", "2199-12-31");
    refuse("start", "24:00", "after the last day of the year 2199");
    accept("start", "23:59", "23:59");
    refuse("stop", "00:01", "after the last day of the year 2199");
    refuse("date", "2026-02-29", "YYYY-MM-DD");
    refuse("auth_to", "soon", "YYYY-MM-DD");
}

static void stops_roll_over_midnight(void **state)
{
    static const struct {
        const char *start, *stop;
        int minutes;
        const char *canonical;
    } table[] = {
        {"09:00", "10:15", 75, "10:15"},
        {"23:00", "01:00", 120, "01:00"},
        {"09:00", "09:00", 0, "09:00"},
        {"09:00", "24:00", 900, "00:00"},
        {"09:00", "00:00", 900, "00:00"},
        {"00:00", "24:00", 1440, "2026-03-03 00:00"},
        {"2026-03-05 23:00", "01:00", 120, "01:00"},
        {"09:00", "2026-03-02 10:00", 60, "10:00"},
        {"09:00", "2026-03-03 09:00", 1440, "2026-03-03 09:00"},
        {"09:00", "2026-03-04 10:00", 2940, "2026-03-04 10:00"},
        {"09:00", "2026-03-02 08:00", -60,
         "2026-03-02 08:00"}, /* kept as charted: a finding later */
        {"24:00", "00:30", 30, "00:30"},
    };

    (void)state;
    accept("date", "2026-03-02", "2026-03-02");
    for (size_t i = 0; i < COUNT_OF(table); i++) {
        assert_true(field_set(&e, row, FIELD_START, table[i].start, NULL));
        accept("stop", table[i].stop, table[i].canonical);
        if (row->stop - row->start != table[i].minutes)
            fail_msg("%s to %s expected %d minutes, got %d", table[i].start, table[i].stop,
                     table[i].minutes, row->stop - row->start);
    }
    accept("start", "", "");
    accept("stop", "08:00", "08:00");
    assert_int_equal(row->stop, when_at(e.date, 480));
}

/* ---- what is printed reads back ---- */

static uint32_t dice_state = 20260302;

static int dice(int sides)
{
    dice_state = dice_state * 1664525 + 1013904223;
    return (int)((dice_state >> 8) % (uint32_t)sides);
}

static const char *some_text(void)
{
    static const char *const pieces[] = {"a",      "5%", "\"", ",", "'", "=1",           "\xC3\xBC",
                                         " ",      "\t", ";",  "+", "-", "\xE2\x82\xAC", "x",
                                         "shared", "mg"};
    struct str s;
    char *text;

    str_init(&s, 19); /* the unit holds 20 bytes */
    str_add(&s, "t");
    for (int n = dice(8); n > 0; n--)
        str_add(&s, pieces[dice((int)COUNT_OF(pieces))]);
    text = arena_format(&e.arena, "%st", s.data);
    str_release(&s);
    return text;
}

static void some_vials(void)
{
    static const char *const units[] = {"mg", "mcg", "units", "million units", "mL", "\xC2\xB5g"};
    struct vial *vials = ARENA_ARRAY(&e.arena, struct vial, 3);

    row->n_vials = dice(4);
    row->vials = vials;
    for (int i = 0; i < row->n_vials; i++)
        vials[i] = (struct vial){1 + dice(99), 1 + dice(900000000), units[dice(6)]};
    row->vials_multi = dice(3) == 0;
    row->vials_shared = (row->n_vials > 0 || row->vials_multi) && dice(2);
}

static void some_row(void)
{
    const char **texts[] = {&row->drug, &row->line,        &row->bag,
                            &row->unit, &row->site_reason, &row->note};

    for (size_t i = 0; i < COUNT_OF(texts); i++)
        *texts[i] = dice(3) ? some_text() : "";
    row->visit = 1 + dice(99);
    row->drug_class = (enum drug_class)dice(CLASS_COUNT);
    row->route = (enum route)dice(ROUTE_COUNT);
    row->method = (enum method)dice(METHOD_COUNT);
    row->device = (enum device)dice(DEVICE_COUNT);
    row->primary = (enum yesno)dice(YESNO_COUNT);
    row->order = (enum yesno)dice(YESNO_COUNT);
    row->is_signed = (enum yesno)dice(YESNO_COUNT);
    row->flags = (unsigned)dice(1 << FLAG_COUNT);
    row->minutes = dice(3) ? dice(100001) : -1;
    row->planned = dice(3) ? dice(100001) : -1;
    row->dose = dice(3) ? (int64_t)dice(1000000) * (1 + dice(1000000)) : -1;
    e.date = dice(4) ? 20514 + dice(3) : NO_DAY;
    row->start = dice(4) ? when_at(20513 + dice(5), dice(1441)) : NO_MINUTE;
    row->stop = dice(4) ? when_at(20513 + dice(5), dice(1441)) : NO_MINUTE;
    some_vials();
}

static void generated_rows_read_back(void **state)
{
    struct str again;

    (void)state;
    str_init(&again, 100000);
    for (int round = 0; round < 5000; round++) {
        struct row copy;
        struct err err;

        some_row();
        row_init(&copy);
        for (enum field_id id = FIELD_FIRST_OF_ROW; id < FIELD_COUNT; id++) {
            str_clear(&printed);
            field_print(&e, row, id, &printed);
            if (!field_set(&e, &copy, id, printed.data, &err))
                fail_msg("\"%s\" expected to read back, got: %s", printed.data, err.text);
            str_clear(&again);
            field_print(&e, &copy, id, &again);
            assert_string_equal(again.data, printed.data);
        }
        assert_int_equal(copy.start, row->start);
        assert_int_equal(copy.stop, row->stop);
        assert_int_equal(copy.dose, row->dose);
        assert_int_equal(copy.n_vials, row->n_vials);
        for (int i = 0; i < copy.n_vials; i++)
            assert_int_equal(copy.vials[i].size, row->vials[i].size);
        assert_string_equal(copy.note, row->note);
    }
    str_release(&again);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

/* The column of routes has three letters: of IVES it showed IV. */
static void routes_fit_their_column(void **state)
{
    (void)state;
    for (int route = ROUTE_IV; route < ROUTE_COUNT; route++)
        assert_in_range(strlen(word_name(WORDS_ROUTE, route)), 2, 3);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(routes_fit_their_column),
        TEST(every_field_takes_its_example),
        TEST(empty_text_clears),
        TEST(names_are_exact_and_neighbours_found),
        TEST(words_in_any_case),
        TEST(words_of_charts),
        TEST(a_route_that_says_the_manner),
        TEST(lengths_as_charted),
        TEST(medicare_by_its_plain_names),
        TEST(codes_are_tidied),
        TEST(numbers_have_bounds),
        TEST(vials_are_a_language),
        TEST(text_is_text),
        TEST(times_need_a_date),
        TEST(stops_roll_over_midnight),
        TEST(generated_rows_read_back),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
