#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <unistd.h>

#include <cmocka.h>

#include "charts.h"
#include "db/exchange.h"

/* What a reading gave: ids with their number of rows, and every complaint, a line each. */
struct got {
    struct str ids, words;
    struct exchange_count count;
    struct err err;
    bool fine;
    size_t stop_after; /* 0: never */
    size_t n;
};

static bool note_encounter(void *context, const struct encounter *e)
{
    struct got *got = context;
    str_addf(&got->ids, "%s/%zu ", e->id, e->n_rows);
    return ++got->n != got->stop_after;
}

static void note_complaint(void *context, const char *sentence)
{
    struct got *got = context;
    str_addf(&got->words, "%s\n", sentence);
}

static void read_more(struct got *got, const char *text, size_t stop_after)
{
    struct exchange_reader reader = {
        .each = note_encounter, .complain = note_complaint, .context = got};
    *got = (struct got){.stop_after = stop_after};
    str_init(&got->ids, 1 << 20);
    str_init(&got->words, 1 << 20);
    got->fine = exchange_read_text("day.csv", text, strlen(text), &reader, &got->count, &got->err);
}

static void read_text(struct got *got, const char *text)
{
    read_more(got, text, 0);
}

static void done(struct got *got)
{
    str_release(&got->ids);
    str_release(&got->words);
}

#define assert_begins(text, beginning) assert_memory_equal(text, beginning, strlen(beginning))
#define assert_has(text, part)                                                                     \
    do {                                                                                           \
        if (strstr((text), (part)) == NULL)                                                        \
            fail_msg("wants \"%s\", got \"%s\"", (part), (text));                                  \
    } while (0)

/* ---- reading ---- */

static void rows_may_stand_anywhere(void **state)
{
    struct got got;
    (void)state;
    read_text(&got, "\xEF\xBB\xBFstop,drug,encounter,start,date\n"
                    "10:00,ceftriaxone,B,09:00,2026-03-02\n"
                    "09:30,ondansetron,A,09:00,2026-03-02\n"
                    "11:00,vancomycin,B,10:00,\n"
                    "10:30,ceftriaxone,A,09:45,\n");
    assert_true(got.fine);
    assert_string_equal(got.ids.data, "B/2 A/2 ");
    assert_string_equal(got.words.data, "");
    assert_int_equal(got.count.records, 4);
    assert_int_equal(got.count.good, 2);
    done(&got);
}

static void the_date_may_stand_on_any_row(void **state)
{
    struct charts charts;
    struct err err;
    (void)state;
    assert_true(charts_read_text(&charts, "day.csv",
                                 "encounter,drug,start,stop,date\n"
                                 "A,ceftriaxone,23:30,00:15,\n"
                                 "A,,,,2026-03-02\n",
                                 &err));
    const struct encounter *e = charts_find(&charts, "A");
    assert_int_equal(e->n_rows, 1); /* the second record charts nothing */
    assert_int_equal(e->rows[0].start, when_at(e->date, 23 * 60 + 30));
    assert_int_equal(e->rows[0].stop, when_at(e->date + 1, 15));
    charts_release(&charts);
}

static void one_value_said_twice_is_welcome_two_are_not(void **state)
{
    struct got got;
    (void)state;
    read_text(&got, "encounter,date,payer,drug,route,method\n"
                    "A,2026-03-02,medicare,ketorolac,IM,injection\n"
                    "A,03/02/2026,Medicare,ketorolac,IM,injection\n"
                    "B,2026-03-02,medicare,ketorolac,IM,injection\n"
                    "B,2026-03-03,medicare,ketorolac,IM,injection\n"
                    "C,2026-03-02,,ketorolac,IM,injection\n");
    assert_true(got.fine);
    assert_string_equal(got.ids.data, "A/2 C/1 ");
    assert_string_equal(
        got.words.data,
        "day.csv:5: column date: is \"2026-03-03\" here and \"2026-03-02\" on line 4; "
        "an encounter has one, keep the right one\n");
    assert_int_equal(got.count.bad, 1);
    done(&got);
}

static void a_bad_row_leaves_its_encounter_out_whole(void **state)
{
    struct got got;
    (void)state;
    read_text(&got, "encounter,date,drug,start,stop,route\n"
                    "A,2026-03-02,ceftriaxone,09:00,10:00,IV\n"
                    "B,2026-03-02,ceftriaxone,25:00,10:00,XX\n"
                    "A,,ondansetron,10:00,10:02,IV\n"
                    "B,,ondansetron,10:00,10:02,IV\n");
    assert_true(got.fine);
    assert_string_equal(got.ids.data, "A/2 ");
    assert_has(got.words.data, "day.csv:3: column start: \"25:00\"");
    assert_has(got.words.data, "day.csv:3: column route: \"XX\"");
    assert_null(strstr(got.words.data, "day.csv:5")); /* the good row of B is not blamed */
    done(&got);
}

static void a_bad_date_is_one_complaint(void **state)
{
    struct got got;
    (void)state;
    read_text(&got, "encounter,date,drug,start,stop\n"
                    "A,2026-02-30,ceftriaxone,09:00,10:00\n"
                    "A,,ondansetron,10:00,10:02\n");
    assert_string_equal(got.ids.data, "");
    assert_begins(got.words.data, "day.csv:2: column date: \"2026-02-30\"");
    assert_ptr_equal(strchr(got.words.data, '\n'), got.words.data + got.words.length - 1);
    done(&got);
}

static void an_encounter_needs_a_number_and_a_date(void **state)
{
    struct got got;
    (void)state;
    read_text(&got, "encounter,drug,route,method,date\n"
                    ",ketorolac,IM,injection,2026-03-02\n"
                    "A,ketorolac,IM,injection,\n"
                    "B,ketorolac,IM,injection,2026-03-02\n");
    assert_string_equal(got.ids.data, "B/1 ");
    assert_has(got.words.data, "day.csv:2: column encounter: is empty; give");
    assert_has(got.words.data, "day.csv:3: column date: the encounter has no date of service");
    assert_int_equal(got.count.bad, 2);
    done(&got);
}

static void columns_must_be_known(void **state)
{
    static const struct {
        const char *text, *says;
    } heads[] = {
        {"encounter,date,drgu\nA,2026-03-02,x\n",
         "day.csv:1: column drgu is not known; the nearest is drug"},
        {"date,drug\n2026-03-02,x\n", "day.csv:1: there is no column encounter"},
        {"encounter,Encounter\nA,A\n", "column encounter stands there twice"},
        {"encounter,drug,drug\nA,x,y\n", "drug"},
        {"encounter,\"date,drug\nA quote closed too late makes much of a long file a name\"\nA,x\n",
         "a long file ... is not known; the nearest is"},
        {"", "day.csv"},
    };
    (void)state;
    for (size_t i = 0; i < COUNT_OF(heads); i++) {
        struct got got;
        read_text(&got, heads[i].text);
        assert_false(got.fine);
        assert_has(got.err.text, heads[i].says);
        assert_string_equal(got.ids.data, "");
        done(&got);
    }
}

static void names_of_columns_are_read_in_any_case(void **state)
{
    struct got got;
    (void)state;
    read_text(&got, "Encounter,DATE,Drug\nA,2026-03-02,saline\n");
    assert_string_equal(got.ids.data, "A/1 ");
    done(&got);
}

static void a_record_with_too_many_cells_spoils_only_its_encounter(void **state)
{
    struct got got;
    (void)state;
    read_text(&got, "encounter,date,drug\nA,2026-03-02,saline\nB,2026-03-02,saline,what\n"
                    "B,2026-03-02,heparin\nC,2026-03-02,saline\n");
    assert_true(got.fine);
    assert_string_equal(got.ids.data, "A/1 C/1 ");
    assert_has(got.words.data, "day.csv:3: ");
    assert_int_equal(got.count.bad, 1);
    done(&got);
}

static void a_file_that_breaks_off_gives_only_what_is_whole(void **state)
{
    struct got got;
    (void)state;
    read_text(&got, "encounter,date,drug\nA,2026-03-02,saline\nB,2026-03-02,saline\n"
                    "C,2026-03-02,\"saline\n");
    assert_false(got.fine);
    assert_has(got.err.text, "day.csv:4: ");
    assert_string_equal(got.ids.data, "A/1 "); /* B may go on behind the break */
    done(&got);
    read_text(&got, "encounter,date,drug\nA,2026-03-02,saline\nB,2026-03-02,saline\n"
                    "A,2026-03-02,heparin\nB,2026-03-02,heparin\nC,2026-03-02,\"saline\n");
    assert_false(got.fine);
    assert_string_equal(got.ids.data, ""); /* the file does not keep encounters together */
    done(&got);
}

static void reading_stops_when_asked(void **state)
{
    struct got got;
    (void)state;
    read_more(&got, "encounter,date,drug\nA,2026-03-02,x\nB,2026-03-02,x\nC,2026-03-02,x\n", 2);
    assert_true(got.fine);
    assert_string_equal(got.ids.data, "A/1 B/1 ");
    done(&got);
}

static void many_encounters_keep_apart(void **state)
{
    struct str text;
    struct got got;
    (void)state;
    str_init(&text, 16 << 20);
    str_add(&text, "encounter,date,drug\n");
    for (int turn = 0; turn < 2; turn++)
        for (int i = 0; i < 20000; i++)
            str_addf(&text, "E%d,2026-03-02,drug %d\n", i, turn);
    read_text(&got, text.data);
    assert_int_equal(got.count.good, 20000);
    assert_begins(got.ids.data, "E0/2 E1/2 E2/2 ");
    done(&got);
    str_release(&text);
}

/* ---- writing ---- */

static const char everything[] =
    "encounter,patient,date,setting,payer,dx,em,em_separate,auth,auth_to,covered_to,coder,visit,"
    "drug,class,"
    "route,method,line,device,bag,start,stop,minutes,planned,dose,unit,vials,site_reason,primary,"
    "order,"
    "signed,flags,note\n"
    "E-1,\"=A,B\",2026-03-02,office,commercial,C34.11 "
    "E86.0,99213,y,PA-1,2026-12-31,2026-11-30,rlee,1,"
    "\"carboplatin (\"\"Para\"\")\",chemo,IV,infusion,port,port,A,23:50,01:10,80,90,450.5,mg,"
    "1x450 mg + 1x50 mg shared,no vein,y,n,y,discontinued reaction,\"+1 says \xC3\xA9\xE6\xBC\xA2, "
    "'x'\"\n"
    "E-1,,,,,,,,,,,,2,saline,,IV,,,,,2026-03-04 08:00,2026-03-04 07:00,,,,,,,,,,,@home\n"
    "E-1,,,,,,,,,,,,2,,,,,,,,08:00,2026-03-02 09:00,,,,,multi,,,,,,\n";

static void pack(const struct encounter *e, struct str *out)
{
    str_clear(out);
    exchange_pack(e, out);
}

static void what_is_written_reads_back_the_same(void **state)
{
    struct charts charts;
    struct encounter again;
    struct str first, second;
    struct err err = {""};
    (void)state;
    str_init(&first, 1 << 20);
    str_init(&second, 1 << 20);
    if (!charts_read_text(&charts, "day.csv", everything, &err))
        fail_msg("%s", err.text);
    const struct encounter *e = charts.list[0];
    encounter_init(&again);
    pack(e, &first);
    if (!exchange_unpack(first.data, &again, &err))
        fail_msg("%s", err.text);
    pack(&again, &second);
    assert_string_equal(first.data, second.data);
    assert_string_equal(again.patient, "=A,B");
    assert_string_equal(again.rows[0].note, "+1 says \xC3\xA9\xE6\xBC\xA2, 'x'");
    assert_int_equal(again.rows[0].stop, e->rows[0].stop);
    assert_int_equal(again.rows[1].stop, e->rows[1].stop); /* a stop before its start stays one */
    assert_int_equal(again.n_rows, 3);
    assert_has(first.data, "\"'=A,B\""); /* no spreadsheet runs it */
    encounter_release(&again);
    charts_release(&charts);
    str_release(&first);
    str_release(&second);
}

static void a_draft_may_be_unfinished(void **state)
{
    struct encounter e, again;
    struct str text;
    struct err err = {""};
    (void)state;
    str_init(&text, 1 << 20);
    encounter_init(&e);
    encounter_init(&again);
    pack(&e, &text); /* nothing at all */
    assert_true(exchange_unpack(text.data, &again, &err));
    assert_int_equal(again.n_rows, 0);
    struct row *row = encounter_add_row(&e);
    assert_true(field_set(&e, row, FIELD_DRUG, "ceftr", &err));
    pack(&e, &text); /* neither number nor date */
    assert_true(exchange_unpack(text.data, &again, &err));
    assert_int_equal(again.n_rows, 1);
    assert_string_equal(again.rows[0].drug, "ceftr");
    assert_string_equal(again.id, "");
    encounter_release(&e);
    encounter_release(&again);
    str_release(&text);
}

/* ---- fingerprint ---- */

static void the_fingerprint_is_of_input_book_and_policy(void **state)
{
    struct world *world = *state;
    struct charts charts;
    struct result r;
    struct policy policy;
    struct err err;
    char first[65], second[65];
    assert_true(charts_read_text(&charts, "day.csv", everything, &err));
    assert_true(world_policy(world, "", &policy, &err));
    result_init(&r);
    engine_code(world->book, &policy, charts.list[0], &r);
    exchange_fingerprint(&r, first);
    snprintf(policy.name, sizeof policy.name, "other");
    exchange_fingerprint(&r, second);
    assert_string_equal(first, second); /* what it is called changes no answer */
    policy.value[SWITCH_LONG_PUSH] = !policy.value[SWITCH_LONG_PUSH];
    exchange_fingerprint(&r, second);
    assert_string_not_equal(first, second);
    policy.value[SWITCH_LONG_PUSH] = !policy.value[SWITCH_LONG_PUSH];
    assert_true(field_set(charts.list[0], &charts.list[0]->rows[0], FIELD_DOSE, "451", &err));
    exchange_fingerprint(&r, second);
    assert_string_not_equal(first, second);
    result_release(&r);
    charts_release(&charts);
}

/* ---- by a crew ---- */

/* A file of which the crew's work changes the length. */
struct changing {
    char path[64];
    bool changes;
    struct str printed;
};

static bool code_and_change(void *context, struct crew *crew, int which, const struct encounter *e,
                            long line, struct exchange_share *share)
{
    struct changing *c = context;
    (void)crew, (void)which, (void)line;
    str_addf(&share->text, "%s/%zu ", e->id, e->n_rows);
    if (c->changes) {
        FILE *f = fopen(c->path, "a");
        assert_non_null(f);
        fputs("X,2026-03-02,ketorolac\n", f);
        fclose(f);
    }
    c->changes = false;
    return true;
}

static bool keep_printed(void *context, const struct exchange_share *share)
{
    struct changing *c = context;
    str_add(&c->printed, share->text.data);
    return true;
}

/* 900 encounters of a row each, more than are coded in one go, and at the end one more row of the second. */
static bool read_changing(struct changing *c, struct err *err)
{
    const struct exchange_crew crew = {1, code_and_change, keep_printed};
    struct exchange_reader reader = {.context = c, .crew = &crew};
    struct exchange_count count;
    snprintf(c->path, sizeof c->path, "/tmp/ivledger-exchange-%ld.csv", (long)getpid());
    FILE *f = fopen(c->path, "w");
    assert_non_null(f);
    fputs("encounter,date,drug\n", f);
    for (int i = 1; i <= 900; i++)
        fprintf(f, "E%03d,2026-03-02,ceftriaxone\n", i);
    fputs("E002,,ondansetron\n", f);
    fclose(f);
    str_init(&c->printed, 1 << 20);
    bool fine = exchange_read(c->path, &reader, &count, err);
    remove(c->path);
    return fine;
}

static void what_goes_on_is_read_again(void **state)
{
    struct changing c = {.changes = false};
    struct err err = {""};
    (void)state;
    assert_true(read_changing(&c, &err));
    assert_begins(c.printed.data, "E001/1 E002/2 E003/1 ");
    assert_has(c.printed.data, " E900/1 ");
    str_release(&c.printed);
}

static void of_a_file_that_changes_meanwhile_nothing_is_said(void **state)
{
    struct changing c = {.changes = true};
    struct err err = {""};
    (void)state;
    assert_false(read_changing(&c, &err));
    assert_has(err.text, "has changed while it was read");
    assert_string_equal(c.printed.data, "");
    str_release(&c.printed);
}

static int open_world(void **state)
{
    static struct world world;
    *state = &world;
    return world_open(&world) ? 0 : -1;
}

static int close_world(void **state)
{
    world_close(*state);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rows_may_stand_anywhere),
        cmocka_unit_test(the_date_may_stand_on_any_row),
        cmocka_unit_test(one_value_said_twice_is_welcome_two_are_not),
        cmocka_unit_test(a_bad_row_leaves_its_encounter_out_whole),
        cmocka_unit_test(a_bad_date_is_one_complaint),
        cmocka_unit_test(an_encounter_needs_a_number_and_a_date),
        cmocka_unit_test(columns_must_be_known),
        cmocka_unit_test(names_of_columns_are_read_in_any_case),
        cmocka_unit_test(a_record_with_too_many_cells_spoils_only_its_encounter),
        cmocka_unit_test(a_file_that_breaks_off_gives_only_what_is_whole),
        cmocka_unit_test(reading_stops_when_asked),
        cmocka_unit_test(many_encounters_keep_apart),
        cmocka_unit_test(what_is_written_reads_back_the_same),
        cmocka_unit_test(a_draft_may_be_unfinished),
        cmocka_unit_test(the_fingerprint_is_of_input_book_and_policy),
        cmocka_unit_test(what_goes_on_is_read_again),
        cmocka_unit_test(of_a_file_that_changes_meanwhile_nothing_is_said),
    };
    return cmocka_run_group_tests(tests, open_world, close_world);
}
