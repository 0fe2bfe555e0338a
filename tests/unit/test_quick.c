/* The quick line: what is understood, what is refused and how, what is carried over. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "charts.h"
#include "core/quick.h"

static struct world world;
static struct encounter e; /* two rows: vancomycin on L-PIV until 09:10, saline on port */
static struct quick_context first, second;

/* Every column of the row that says something: "drug=ceftriaxone start=08:30". */
static void print_row(const struct quick *q, struct str *out)
{
    struct str cell;

    str_init(&cell, 4096);
    for (enum field_id id = FIELD_FIRST_OF_ROW; id < FIELD_COUNT; id++) {
        str_clear(&cell);
        field_print(&q->scratch, quick_row(q), id, &cell);
        if (cell.length == 0 || (id == FIELD_VISIT && strcmp(cell.data, "1") == 0))
            continue;
        str_addf(out, "%s%s=%s", out->length ? "; " : "", field_get_spec(id)->name, cell.data);
    }
    str_release(&cell);
}

static void gives(const struct quick_context *context, const char *line, const char *want)
{
    struct quick q;
    struct str got;
    struct err err = {""};

    quick_init(&q);
    str_init(&got, 8192);
    bool good = quick_parse(line, context, &q, &err);
    print_row(&q, &got);
    if (!good || strcmp(got.length ? got.data : "", want) != 0)
        fail_msg("\"%s\"\n  expected %s\n  got      %s\n  error    %s", line, want,
                 got.length ? got.data : "", err.text);
    str_release(&got);
    quick_release(&q);
}

static const char *fault_name(enum quick_fault fault)
{
    static const char *const names[] = {"unknown", "ambiguous", "twice", "refused"};

    return names[fault];
}

/* The words at fault, and a part of the sentence, which has a remedy behind a semicolon. */
static void refuses(const struct quick_context *context, const char *line, enum quick_fault fault,
                    const char *words, const char *says)
{
    struct quick q;
    struct err err = {""};
    char at[200] = "";

    quick_init(&q);
    if (quick_parse(line, context, &q, &err))
        fail_msg("\"%s\" expected to be refused, was read", line);
    const struct quick_trouble *t = &q.troubles[0];
    snprintf(at, sizeof at, "%.*s", (int)(t->to - t->from), line + t->from);
    if (t->fault != fault || strcmp(at, words) != 0 || !strstr(t->say, says) ||
        !strchr(t->say, ';'))
        fail_msg("\"%s\"\n  expected %s at \"%s\": ...%s...;...\n  got      %s at \"%s\": %s", line,
                 fault_name(fault), words, says, fault_name(t->fault), at, t->say);
    quick_release(&q);
}

static void explains(const struct quick_context *context, const char *line, const char *want)
{
    struct quick q;
    struct str got;

    quick_init(&q);
    str_init(&got, 4096);
    quick_parse(line, context, &q, NULL);
    quick_explain(&q, context, &got);
    if (strcmp(got.data, want) != 0)
        fail_msg("\"%s\"\n  expected %s\n  got      %s", line, want, got.data);
    str_release(&got);
    quick_release(&q);
}

static void the_manual(void **state)
{
    (void)state;
    gives(&first, "ceftr 2g 0830-0905",
          "drug=ceftriaxone; start=08:30; stop=09:05; dose=2; unit=g");
    gives(&first, "zofran 4mg p 0912", "drug=Zofran; method=push; start=09:12; dose=4; unit=mg");
    gives(&first, "ns h 0800-1130 piv",
          "drug=NS; class=hydration; line=PIV; start=08:00; stop=11:30");
    gives(&second, "+ 500mg 1012-1115",
          "drug=vancomycin; class=therapeutic; route=IV; line=L-PIV; start=10:12; stop=11:15; "
          "dose=500; unit=mg");
    gives(&second, "lasix 40mg p ..",
          "drug=Lasix; method=push; line=L-PIV; start=09:10; dose=40; unit=mg");
    gives(&second, "lasix ..-0940", "drug=Lasix; line=L-PIV; start=09:10; stop=09:40");
    gives(&second, "+ ..+35",
          "drug=vancomycin; class=therapeutic; route=IV; line=L-PIV; "
          "start=09:10; stop=09:45");
}

static void drugs(void **state)
{
    (void)state;
    gives(&first, "CEFTRIAXONE", "drug=ceftriaxone");
    gives(&first, "J0696 1g", "drug=J0696; dose=1; unit=g");
    gives(&first, "normal saline 0800-0930", "drug=Normal saline; start=08:00; stop=09:30");
    gives(&first, "normal sal 0800-0930", "drug=Normal saline; start=08:00; stop=09:30");
    gives(&first, "ns 1000 mL 0800-0930", "drug=NS 1000 mL; start=08:00; stop=09:30");
    gives(&first, "iron suc 200mg 0800+20",
          "drug=iron sucrose; start=08:00; stop=08:20; dose=200; unit=mg");
    gives(&first, "5 fu c 0800-0805", "drug=5 FU; class=chemo; start=08:00; stop=08:05");
    gives(&first, "iv tylenol 1 g 0800-0815",
          "drug=IV Tylenol; start=08:00; stop=08:15; dose=1; unit=g");
    gives(&first, "pip-tazo 3.375g, 0800-0830,",
          "drug=pip-tazo; start=08:00; stop=08:30; dose=3.375; unit=g");
    gives(&first, "triaxone 0830-0905", "drug=ceftriaxone; start=08:30; stop=09:05");
    gives(&first, "\"study drug 7\" t i 0800-0900",
          "drug=study drug 7; class=therapeutic; method=infusion; start=08:00; stop=09:00");
    gives(&first, "drug=\"said \"\"no\"\"\" t 0800",
          "drug=said \"no\"; class=therapeutic; start=08:00");
    refuses(&first, "cef 2g 0830-0905", QUICK_AMBIGUOUS, "cef", "cefazolin, ");
    refuses(&first, "doxo 50mg p 0900", QUICK_AMBIGUOUS, "doxo", "doxorubicin, doxorubicin lip");
    refuses(&first, "ceftriaxnoe 2g 0830-0905", QUICK_UNKNOWN, "ceftriaxnoe",
            "write ceftriaxone if that is meant");
    refuses(&first, "qqq 2g 0830-0905", QUICK_UNKNOWN, "qqq", "not in the drug table");
    refuses(&first, "0830-0905 ceftr", QUICK_REFUSED, "0830-0905", "begin the line with the drug");
    refuses(&first, "", QUICK_REFUSED, "", "the line is empty");
    refuses(&first, "   ", QUICK_REFUSED, "   ", "the line is empty");
    refuses(&first, "\"\" 0800", QUICK_REFUSED, "\"\"", "has no name");
    refuses(&first, "+ 0800", QUICK_REFUSED, "+", "first row");
}

static void times(void **state)
{
    static const char *const same[] = {
        "ns 0830-0905",         "ns 830-905",          "ns 8:30-9:05",
        "ns 8:30a-9:05a",       "ns 0830 -0905",       "ns 0830 - 0905",
        "ns 0830- 0905",        "ns 0830 -0905",       "ns 0830+35",
        "ns 0830 +35",          "ns 0830+0:35",        "ns 8:30 am - 9:05 am",
        "ns 8:30am-9:05 a.m.",  "ns start=830 +35",    "ns start=830 - 905",
        "ns sta=0830 sto=0905", "ns 3/2/2026 830-905", "ns 2026-03-02 0830-0905",
        "ns t-1 0830-0905",     "ns 0830 n-15",
    };

    (void)state;
    for (size_t i = 0; i + 1 < COUNT_OF(same); i++)
        gives(&first, same[i], "drug=NS; start=08:30; stop=09:05");
    gives(&first, "ns 0830", "drug=NS; start=08:30");
    gives(&first, "ns 0830-", "drug=NS; start=08:30");
    gives(&first, "ns -0905", "drug=NS; stop=09:05");
    gives(&first, "ns 0830 35min", "drug=NS; start=08:30; minutes=35");
    gives(&first, "ns 0830 1h30", "drug=NS; start=08:30; minutes=90");
    gives(&first, "ns 0830 2 hr", "drug=NS; start=08:30; minutes=120");
    gives(&first, "ns 90m -1000", "drug=NS; stop=10:00; minutes=90");
    gives(&first, "ns 2330-0015", "drug=NS; start=23:30; stop=00:15");
    gives(&first, "ns 2026-03-03 0830-0905", "drug=NS; start=2026-03-03 08:30; stop=09:05");
    gives(&first, "ns 2200 2026-03-04 0600", "drug=NS; start=22:00; stop=2026-03-04 06:00");
    gives(&first, "ns 830p-9p", "drug=NS; start=20:30; stop=21:00");
    gives(&first, "ns n", "drug=NS; start=2026-03-03 14:07");
    gives(&second, "ns .-1000", "drug=NS; line=L-PIV; start=08:00; stop=10:00");
    gives(&second, "ns 0815-.", "drug=NS; line=L-PIV; start=08:15; stop=09:10");
    refuses(&first, "ns 9-10", QUICK_REFUSED, "9-10", "start: ");
    refuses(&first, "ns 0830-2561", QUICK_REFUSED, "0830-2561", "stop: ");
    refuses(&first, "ns 0830-0905 1000-1100", QUICK_TWICE, "1000-1100", "is said twice");
    refuses(&first, "ns ..-0905", QUICK_REFUSED, "..-0905", "the row before");
    refuses(&first, "ns 0830 -905", QUICK_UNKNOWN, "-905", "no stop time");
    refuses(&first, "ns +35", QUICK_REFUSED, "+35", "stop: ");
    refuses(&first, "ns 2026-03-03", QUICK_REFUSED, "2026-03-03", "no time behind it");
    refuses(&first, "ns 2/30/2026 0830", QUICK_REFUSED, "2/30/2026", "is not a date");
}

static void words(void **state)
{
    (void)state;
    gives(&first, "lasix ivp 0900", "drug=Lasix; route=IV; method=push; start=09:00");
    gives(&first, "rocephin ivpb", "drug=Rocephin; route=IV; method=infusion");
    gives(&first, "b12 1000mcg im", "drug=B12; route=IM; dose=1000; unit=mcg");
    gives(&first, "enoxaparin sq inj 0900",
          "drug=enoxaparin; route=SC; method=injection; start=09:00");
    gives(&first, "ns cx", "drug=NS; class=complex");
    gives(&first, "ns thera", "drug=NS; class=therapeutic");
    gives(&first, "ns kvo dil prehosp", "drug=NS; flags=diluent kvo prehospital");
    gives(&first, "ns discont rea", "drug=NS; flags=discontinued reaction");
    gives(&first, "ns flush port", "drug=NS; method=flush; line=port; device=port");
    gives(&first, "ns flags=flush", "drug=NS; flags=flush");
    gives(&first, "ns noorder unsigned primary", "drug=NS; primary=y; order=n; signed=n");
    gives(&first, "ns v2 #A @\"left arm\"", "visit=2; drug=NS; line=left arm; bag=A");
    gives(&first, "ns plan=90 note=\"restarted, after rigors\"",
          "drug=NS; planned=90; note=restarted, after rigors");
    gives(&second, "ns @", "drug=NS");
    gives(&second, "ns PORT", "drug=NS; line=port");
    gives(&second, "ns lpiv", "drug=NS; line=L-PIV");
    gives(&first, "ns lpiv", "drug=NS; line=L-PIV");
    gives(&first, "ns picc", "drug=NS; line=PICC; device=picc");
    refuses(&first, "ns h c", QUICK_TWICE, "c", "class is said twice, by \"h\" and \"c\"");
    refuses(&first, "ns int 0800", QUICK_AMBIGUOUS, "int", "integral or ");
    refuses(&first, "ns p=90", QUICK_AMBIGUOUS, "p=90", "planned or primary");
    refuses(&first, "ns nte=x", QUICK_UNKNOWN, "nte=x", "write note= if");
    refuses(&first, "ns xyz 0800", QUICK_UNKNOWN, "xyz", "is not understood");
    refuses(&first, "ns hydratoin 0800", QUICK_UNKNOWN, "hydratoin", "write hydration if");
    refuses(&first, "ns note=\"open", QUICK_REFUSED, "note=\"open", "a quote is not closed");
    refuses(&first, "ns method=pish", QUICK_REFUSED, "method=pish", "may mean push");
    e.rows[1].line = "p";
    refuses(&second, "ns p 0800", QUICK_AMBIGUOUS, "p", "write @p or method=push");
    gives(&second, "ns @p", "drug=NS; line=p");
    e.rows[1].line = "port";
}

static void amounts(void **state)
{
    (void)state;
    gives(&first, "ns 1000 ml", "drug=NS 1000 mL");
    gives(&first, "lr 1 L", "drug=LR; dose=1; unit=L");
    gives(&first, "ceftriaxone 2 g 0830", "drug=ceftriaxone; start=08:30; dose=2; unit=g");
    gives(&first, "ceftriaxone 0.5mg", "drug=ceftriaxone; dose=0.5; unit=mg");
    gives(&first, "heparin 5000u sc", "drug=heparin; route=SC; dose=5000; unit=units");
    gives(&first, "heparin 1000 u 1000", "drug=heparin; start=10:00; dose=1000; unit=units");
    gives(&first, "infliximab 400mg 4x100mg", "drug=infliximab; dose=400; unit=mg; vials=4x100 mg");
    gives(&first, "infliximab 4x100 mg 0800", "drug=infliximab; start=08:00; vials=4x100 mg");
    gives(&first, "trastuzumab 1x400mg+3x120mg", "drug=trastuzumab; vials=1x400 mg + 3x120 mg");
    gives(&first, "trastuzumab 1x400 mg + 3x120 mg shared",
          "drug=trastuzumab; vials=1x400 mg + 3x120 mg shared");
    gives(&first, "gentamicin multi", "drug=gentamicin; vials=multi");
    gives(&first, "trastuzumab 220mg 1x440mg multi shared",
          "drug=trastuzumab; dose=220; unit=mg; vials=1x440 mg multi shared");
    gives(&first, "infliximab 400mg x4", "drug=infliximab; dose=400; unit=mg; vials=4x100 mg");
    gives(&first, "ceftriaxone 2g x2", "drug=ceftriaxone; dose=2; unit=g; vials=2x1 g");
    refuses(&first, "ceftriaxone x2", QUICK_AMBIGUOUS, "x2", "2x250mg, 2x500mg");
    refuses(&first, "ceftriaxone x0", QUICK_REFUSED, "x0", "not a number of containers");
    refuses(&first, "ns shared", QUICK_REFUSED, "shared", "goes behind");
    refuses(&first, "ceftriaxone 500 0830", QUICK_AMBIGUOUS, "500", "write 0500, or 500mg");
    refuses(&first, "vancomycin 1000 1100", QUICK_AMBIGUOUS, "1100", "a second time");
    refuses(&first, "heparin 5000 0900", QUICK_REFUSED, "5000", "start: ");
    refuses(&first, "ceftriaxone 2g 1g", QUICK_TWICE, "1g", "dose is said twice");
    refuses(&first, "ceftriaxone 2kg 0830", QUICK_UNKNOWN, "2kg", "is not understood");
}

static void sentences(void **state)
{
    (void)state;
    explains(&second, "ceftr 2g i 0830-0905",
             "ceftriaxone, 2 g, IV infusion, 08:30-09:05 (35 min), line L-PIV (as before)");
    explains(&first, "ceftr 2g 0830-0905",
             "ceftriaxone, 2 g, IV infusion, 08:30-09:05 (35 min), line 1");
    explains(&first, "zofran 4mg p 0912",
             "Zofran (ondansetron), 4 mg, IV push, from 09:12, line 1");
    explains(&second, "+ 2330-0015",
             "vancomycin (as before), class therapeutic (as before), IV infusion (as before), "
             "23:30-00:15+1 (45 min), line L-PIV (as before)");
    explains(&first, "\"study drug\" im",
             "study drug (not in the drug table, kept as charted), "
             "IM, no time, line 1");
    explains(&first, "ns -1000", "NS (sodium chloride 0.9% 1000 mL), IV, until 10:00, line 1");
    explains(&first, "zofran 90m -1000",
             "Zofran (ondansetron), IV infusion, until 10:00, 90 min charted, line 1");
    explains(&first, "lasix sc 0800-0900", "Lasix (furosemide), SC infusion, 08:00-09:00 (60 min), line 1");
    explains(&first, "ns h 0800-1130 kvo #A",
             "NS (sodium chloride 0.9% 1000 mL), class hydration, IV infusion, 08:00-11:30 (210 "
             "min), line 1, bag A, flags kvo");
}

static void set_row(struct row *row, const char *drug, const char *line, const char *start,
                    const char *stop)
{
    field_set(&e, row, FIELD_DRUG, drug, NULL);
    field_set(&e, row, FIELD_LINE, line, NULL);
    field_set(&e, row, FIELD_START, start, NULL);
    field_set(&e, row, FIELD_STOP, stop, NULL);
}

/* A row as the line that would chart it, and that line gives the row again. */
static void rows_as_lines(void **state)
{
    static const struct {
        const char *drug, *start, *stop, *dose, *unit, *vials, *line;
    } rows[] = {
        {"infliximab", "09:00", "11:00", "350", "mg", "2x100 mg + 3x50 mg",
         "infliximab 350mg 0900-1100 2x100mg+3x50mg"},
        {"infliximab", "09:00", "11:00", "350", "mg", "4x100 mg shared",
         "infliximab 350mg 0900-1100 4x100mg shared"},
        {"infliximab", "09:00", "11:00", "350", "mg", "multi", "infliximab 350mg 0900-1100 multi"},
        {"infliximab", "09:00", "11:00", "350", "mg", "1x400 mg multi shared",
         "infliximab 350mg 0900-1100 1x400mg multi shared"},
        {"infliximab", "", "11:00", "", "", "", "infliximab -1100"},
        {"infliximab", "23:00", "2026-03-05 01:00", "", "", "", "infliximab 2300 2026-03-05 0100"},
        {"", "09:00", "", "", "", "", ""}, /* no line charts a row without a drug */
    };
    (void)state;
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        struct encounter own;
        struct str line;
        struct quick q;
        encounter_init(&own);
        str_init(&line, 4096);
        field_set(&own, NULL, FIELD_DATE, TEST_DATE, NULL);
        struct row *row = encounter_add_row(&own);
        set_row(row, rows[i].drug, "", rows[i].start, rows[i].stop);
        assert_true(field_set(&own, row, FIELD_DOSE, rows[i].dose, NULL));
        assert_true(field_set(&own, row, FIELD_UNIT, rows[i].unit, NULL));
        assert_true(field_set(&own, row, FIELD_VIALS, rows[i].vials, NULL));
        quick_print(row, &first, &line);
        assert_string_equal(line.data, rows[i].line);
        quick_init(&q);
        if (line.length > 0) {
            assert_true(quick_parse(line.data, &first, &q, NULL));
            assert_int_equal(quick_row(&q)->n_vials, row->n_vials);
            assert_int_equal(quick_row(&q)->stop, row->stop);
        }
        quick_release(&q);
        str_release(&line);
        encounter_release(&own);
    }
}

/* The budget of the quick line: a new encounter, its number, three rows and saving it take at most
 * 75 keys.  "n" opens one from the start screen, its number and Enter, the quick line and its three
 * lines with Enter each, Esc out of it, F2 saves. */
static void budget(void **state)
{
    static const char *const lines[] = {"ceftr 2g 0830-0905", "ondan 4mg p 0912", "ns 1000+90"};
    static const char *const want[] = {
        "drug=ceftriaxone; start=08:30; stop=09:05; dose=2; unit=g",
        "drug=ondansetron; method=push; start=09:12; dose=4; unit=mg",
        "drug=NS; start=10:00; stop=11:30",
    };
    size_t keys = strlen("n") + strlen("26-003417") + 1 + 1 + 1 + 1;

    (void)state;
    for (size_t i = 0; i < COUNT_OF(lines); i++) {
        gives(&first, lines[i], want[i]);
        keys += strlen(lines[i]) + 1;
    }
    if (keys > 75)
        fail_msg("expected at most 75 keys, got %zu", keys);
}

static void looks_like_lines(void **state)
{
    (void)state;
    assert_true(quick_is_line("ceftr 2g 0830-0905", &first));
    assert_true(quick_is_line("zofran 4mg p 0912 oddity", &first));
    assert_false(quick_is_line("Medication,Dose,Start", &first));
    assert_false(quick_is_line("ceftriaxone", &first));
    assert_false(quick_is_line("", &first));
}

static int begin(void **state)
{
    static struct encounter empty;

    (void)state;
    if (!world_open(&world))
        return -1;
    encounter_init(&e);
    encounter_init(&empty);
    field_set(&e, NULL, FIELD_DATE, TEST_DATE, NULL);
    field_set(&empty, NULL, FIELD_DATE, TEST_DATE, NULL);
    set_row(encounter_add_row(&e), "vancomycin", "L-PIV", "08:00", "09:10");
    field_set(&e, &e.rows[0], FIELD_CLASS, "therapeutic", NULL);
    field_set(&e, &e.rows[0], FIELD_ROUTE, "IV", NULL);
    set_row(encounter_add_row(&e), "NS", "port", "08:00", "");
    first = (struct quick_context){&empty, NULL, world.book,
                                   when_at(when_day(e.rows[0].start) + 1, 14 * 60 + 7)};
    second = (struct quick_context){&e, &e.rows[0], world.book, first.now};
    return 0;
}

static int end(void **state)
{
    (void)state;
    encounter_release(&e);
    world_close(&world);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_manual), cmocka_unit_test(drugs),
        cmocka_unit_test(times),      cmocka_unit_test(words),
        cmocka_unit_test(amounts),    cmocka_unit_test(sentences),
        cmocka_unit_test(rows_as_lines), cmocka_unit_test(budget),     cmocka_unit_test(looks_like_lines),
    };

    return cmocka_run_group_tests(tests, begin, end);
}
