/* The claim of a result: lines, revenue codes, amounts, and what is printed. */
#include "claims.h"

#include "core/compare.h"

static struct world world;

static const char infusions[] =
    HEAD ROW("facility", "medicare,N39.0,,,ceftriaxone,IV,infusion,09:00,11:00,1,g,")
        ROW("facility", "medicare,N39.0,,,ketorolac,IM,injection,09:10,,30,mg,");

static void hospital_lines(void **state)
{
    struct coded c;
    (void)state;
    coded_begin(&c, &world, "cms", infusions);
    assert_claim(&c, NULL,
                 "0260 96365 x1 217.31\n0260 96366 x1 47.84\n0510 96372-XU x1 packaged\n"
                 "0636 J0696 x4 packaged\n0636 J1885 x2 unknown\n");
    assert_string_equal(c.claim.bill_type, "0131");
    assert_string_equal(c.claim.place, "");
    assert_int_equal(c.claim.national, 26515);
    assert_true(c.claim.unknown);
    coded_done(&c);
}

static void article_puts_all_on_one_revenue_code(void **state)
{
    struct coded c;
    (void)state;
    coded_begin(&c, &world, "reference", infusions);
    assert_claim(&c, NULL,
                 "0636 96365 x1 217.31\n0636 96366 x1 47.84\n0636 96372-59 x1 packaged\n"
                 "0636 J0696 x4 packaged\n0636 J1885 x2 unknown\n");
    coded_done(&c);
}

/* Q1 is paid where nothing of status S, T or V pays for it; N never is. */
static void packaging(void **state)
{
    struct coded c;
    (void)state;
    coded_begin(
        &c, &world, "cms",
        HEAD ROW("facility", "medicare,M54.5,,,ketorolac,IM,injection,09:10,,30,mg,2x15 mg"));
    assert_claim(&c, NULL, "0510 96372 x1 73.56\n0636 J1885-JZ x2 unknown\n");
    coded_done(&c);
    coded_begin(
        &c, &world, "cms",
        HEAD ROW("facility", "medicare,M54.5,99213,y,ketorolac,IM,injection,09:10,,30,mg,2x15 mg"));
    assert_claim(&c, NULL,
                 "0510 96372 x1 packaged\n0636 J1885-JZ x2 unknown\n0510 99213-25 x1 unknown\n");
    coded_done(&c);
    coded_begin(&c, &world, "cms",
                HEAD ROW("facility", "medicare,N39.0,,,ceftriaxone,IV,infusion,09:00,10:00,1,g,")
                    ROW("facility", "medicare,N39.0,,,vancomycin,IV,infusion,09:00,10:00,1,g,"));
    assert_claim(&c, NULL,
                 "0260 96365 x1 217.31\n0260 96368 x1 packaged\n0636 J0696 x4 packaged\n"
                 "0636 J3373 x100 packaged\n");
    coded_done(&c);
}

static void office_lines(void **state)
{
    struct coded c;
    (void)state;
    coded_begin(
        &c, &world, "cms",
        HEAD ROW(
            "office",
            "medicare,M05.79 E11.9,99214,y,infliximab,IV,infusion,09:00,11:40,350,mg,4x100 mg"));
    assert_claim(&c, NULL,
                 "96413 x1 133.27\n96415 x2 56.78\nJ1745 x35 unknown\nJ1745-JW x5 unknown\n"
                 "99214-25 x1 unknown\n");
    assert_string_equal(c.claim.place, "11");
    assert_string_equal(c.claim.lines[0].pointers, "AB");
    coded_done(&c);
}

/* Visits of 2025 are paid by the table of 2025; a year without a table has no amount. */
static void year_of_service(void **state)
{
    static const struct {
        const char *date, *line;
    } years[] = {{"2025-06-01", "0260 96365 x1 210.69\n"},
                 {"2026-12-31", "0260 96365 x1 217.31\n"},
                 {"2024-06-01", "0260 96365 x1 unknown\n"}};
    struct err err = {""};
    (void)state;
    for (size_t i = 0; i < COUNT_OF(years); i++) {
        struct coded c;
        char text[256];
        day_t day;
        snprintf(text, sizeof text,
                 "encounter,date,drug,class,route,method,start,stop\n"
                 "A,%s,x,therapeutic,IV,infusion,09:00,10:00\n",
                 years[i].date);
        coded_begin(&c, &world, "cms", text);
        assert_true(when_parse_day(years[i].date, &day));
        const struct book *book = library_on(world.library, day, &err);
        assert_non_null(book);
        engine_code(book, &c.policy, c.charts.list[0], &c.result);
        struct str out;
        str_init(&out, 4096);
        claim_build(&c.claim, &c.result, NULL);
        claim_short(&c.claim, &out);
        if (strncmp(out.data, years[i].line, strlen(years[i].line)) != 0)
            fail_msg("%s: want %sgot %s", years[i].date, years[i].line, out.data);
        str_release(&out);
        coded_done(&c);
    }
}

/* What the table gives as amounts follows from its own relative values and factor. */
static void amounts_follow_from_their_parts(void **state)
{
    const struct claim_tables *t = world.book->claim;
    (void)state;
    for (size_t i = 0; i < t->n_fees; i++) {
        const struct fee *fee = &t->fees[i];
        const struct claim_number *factor =
            claim_number(t, CLAIM_NUMBER_PFS_FACTOR, fee->days.from);
        int64_t parts = fee->work_rvu + fee->nf_pe_rvu + fee->mp_rvu;
        assert_non_null(factor);
        if (fee->pfs_amount <= 0)
            continue;
        if (llabs(parts - fee->nf_total) > 10000)
            fail_msg("%s: the parts do not make the total", fee->code);
        int64_t cents = (fee->nf_total / 10000 * (factor->amount / 100) + 5000) / 10000;
        if (cents != fee->pfs_amount / 10000)
            fail_msg("%s: total times factor is %lld cents, the table has %lld", fee->code,
                     (long long)cents, (long long)fee->pfs_amount / 10000);
    }
}

static void prints(void **state)
{
    static const char *const settings[] = {"name=Main Street", NULL};
    struct coded c;
    struct str out;
    (void)state;
    str_init(&out, 65536);
    coded_begin(&c, &world, "cms", infusions);
    coded_site(&c, settings);
    claim_build(&c.claim, &c.result, &c.site);
    claim_print_lines(&c.claim, &out);
    assert_holds(out.data, "Claim on UB-04, type of bill 0131, Main Street\n");
    assert_holds(out.data, "0260 96365          2026-03-02     1    217.31 S  drug into a vein");
    assert_holds(out.data, "national and not adjusted");
    assert_holds(out.data, "J1885 is a drug line");
    str_clear(&out);
    claim_print_837(&c.claim, &out);
    assert_holds(out.data,
                 "LX*3~\nSV2*0510*HC:96372:XU**UN*1~\nDTP*472*D8*20260302~\nREF*6R*A-3~\n");
    str_clear(&out);
    claim_print_form(&c.claim, FORM_UB04, &out);
    assert_holds(out.data, "FL 4  type of bill 0131\n");
    assert_holds(out.data, "0510  ");
    assert_holds(out.data, "96372XU");
    assert_null(strstr(out.data, "217.31")); /* amounts are no charges */
    for (const char *line = out.data; *line; line += strcspn(line, "\n") + 1)
        assert_true(strcspn(line, "\n") <= 80);
    str_release(&out);
    coded_done(&c);
}

/* What stands in a record never becomes a segment of its own. */
static void no_element_breaks_out(void **state)
{
    struct coded c;
    struct str out;
    (void)state;
    str_init(&out, 65536);
    coded_begin(&c, &world, "cms",
                "encounter,date,setting,dx,auth,drug,route,method,start,stop\n"
                "A,2026-03-02,office,N39.0,PA~LX*9~*:1,ceftriaxone,IV,infusion,09:00,10:00\n");
    claim_build(&c.claim, &c.result, NULL);
    claim_print_837(&c.claim, &out);
    assert_holds(out.data, "REF*G1*PALX91~\n");
    str_release(&out);
    coded_done(&c);
}

static void many_lines_take_many_pages(void **state)
{
    struct coded c;
    struct str rows, out;
    (void)state;
    str_init(&rows, 65536);
    str_init(&out, 65536);
    str_add(&rows, "encounter,date,setting,dx,drug,route,method,start,dose,unit,vials\n");
    static const char *const drugs[] = {"ketorolac",    "ondansetron",     "ceftriaxone",
                                        "famotidine",   "diphenhydramine", "promethazine",
                                        "methotrexate", "furosemide"};
    for (size_t i = 0; i < COUNT_OF(drugs); i++)
        str_addf(&rows, "A,2026-03-02,office,N39.0,%s,IM,injection,%02d:00,30,mg,multi\n", drugs[i],
                 8 + (int)i);
    coded_begin(&c, &world, "cms", rows.data);
    claim_build(&c.claim, &c.result, NULL);
    claim_print_form(&c.claim, FORM_CMS1500, &out);
    assert_true(c.claim.n_lines > 6);
    assert_holds(out.data, "CMS-1500, page 1 of 2\n");
    assert_holds(out.data, "CMS-1500, page 2 of 2\n");
    assert_holds(out.data, "21 diagnoses A. N390\n");
    str_release(&rows);
    str_release(&out);
    coded_done(&c);
}

/* A list of a screen prints line by line what the page prints as a whole. */
static void lines_one_by_one(void **state)
{
    struct coded c;
    struct str page, line;
    (void)state;
    str_init(&page, 65536);
    str_init(&line, 4096);
    coded_begin(&c, &world, "cms", infusions);
    claim_build(&c.claim, &c.result, NULL);
    claim_print_lines(&c.claim, &page);
    claim_print_titles(&c.claim, 80, &line);
    assert_holds(page.data, line.data);
    for (size_t i = 0; i < c.claim.n_lines; i++) {
        str_clear(&line);
        claim_print_line(&c.claim, i, 80, &line);
        assert_null(strchr(line.data, '\n'));
        while (line.length > 0 && line.data[line.length - 1] == ' ')
            line.data[--line.length] = '\0';
        assert_holds(page.data, line.data);
    }
    str_release(&line);
    str_release(&page);
    coded_done(&c);
}

/* No row of the book leads an office to such a code; should one ever do, the edit stops it. */
static void facility_only_code_in_an_office(void **state)
{
    struct coded c;
    struct code *codes = world.book->codes;
    size_t i = 0;
    (void)state;
    while (!codes[i].first_hour || strcmp(codes[i].family, "therapeutic") != 0)
        i++;
    codes[i].facility_only = true;
    coded_begin(
        &c, &world, "cms",
        HEAD ROW("office", "medicare,N39.0,,,ceftriaxone,IV,infusion,09:00,10:00,1,g,1x1 g"));
    codes[i].facility_only = false;
    assert_int_equal(c.result.n_lines, 0);
    assert_true(result_balanced(&c.result));
    assert_string_equal(c.result.findings[0].def->id, "edit.facility");
    coded_done(&c);
}

static void another_value_gives_another_revenue_code(void **state)
{
    struct coded c;
    struct arena arena;
    struct switch_note *notes;
    bool found = false;
    (void)state;
    arena_init(&arena);
    coded_begin(&c, &world, "cms", infusions);
    size_t n = compare_switches(&arena, &c.result, 0, &notes);
    for (size_t i = 0; i < n; i++) {
        if (notes[i].id != SWITCH_ADMIN_REVENUE)
            continue;
        found = true;
        assert_true(notes[i].matters);
        assert_string_equal(notes[i].others[0].codes, "0636 96365, 0636 96366, 0636 96372-XU");
    }
    assert_true(found);
    arena_release(&arena);
    coded_done(&c);
}

WORLD_FIXTURE(world)

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(hospital_lines),
        cmocka_unit_test(article_puts_all_on_one_revenue_code),
        cmocka_unit_test(packaging),
        cmocka_unit_test(office_lines),
        cmocka_unit_test(year_of_service),
        cmocka_unit_test(amounts_follow_from_their_parts),
        cmocka_unit_test(prints),
        cmocka_unit_test(no_element_breaks_out),
        cmocka_unit_test(many_lines_take_many_pages),
        cmocka_unit_test(lines_one_by_one),
        cmocka_unit_test(facility_only_code_in_an_office),
        cmocka_unit_test(another_value_gives_another_revenue_code),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
