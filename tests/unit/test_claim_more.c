/* Claims out of the ordinary: no date, no row, more than fits on a page, a site with half of its
 * settings, a schedule that pays nothing. */
#include "claims.h"

#include "core/field.h"

static struct world world;

static const char drip[] =
    HEAD ROW("facility", "medicare,N39.0,,,ceftriaxone,IV,infusion,09:00,10:00,1,g,");
static const char office_drip[] =
    HEAD ROW("office", "medicare,N39.0,,,ceftriaxone,IV,infusion,09:00,10:00,1,g,1x1 g");

static void assert_lacks(const char *text, const char *part)
{
    if (strstr(text, part))
        fail_msg("want no \"%s\" in:\n%s", part, text);
}

/* Nothing says when it was: no table has a row for it, and nothing makes a date up. */
static void no_date_at_all(void **state)
{
    struct coded c;
    struct encounter e;
    struct err err;
    struct str out;
    (void)state;
    coded_begin(&c, &world, "cms", drip);
    encounter_init(&e);
    e.id = "A";
    struct row *row = encounter_add_row(&e);
    assert_true(field_set(&e, row, FIELD_DRUG, "ketorolac", &err));
    assert_true(field_set(&e, row, FIELD_ROUTE, "IM", &err));
    assert_true(field_set(&e, row, FIELD_METHOD, "injection", &err));
    engine_code(world.book, &c.policy, &e, &c.result);
    assert_claim(&c, NULL, "96372 x1 unknown\n");
    assert_int_equal(c.claim.from, NO_DAY);
    assert_string_equal(c.claim.bill_type, "");
    str_init(&out, 65536);
    claim_print_lines(&c.claim, &out);
    assert_holds(out.data, "Claim on UB-04\n");
    str_clear(&out);
    claim_print_837(&c.claim, &out);
    assert_lacks(out.data, "DTP");
    str_clear(&out);
    claim_print_form(&c.claim, FORM_UB04, &out);
    assert_holds(out.data, "FL 6  statement covers  to\n");
    str_clear(&out);
    claim_print_findings(&c.result, &out);
    assert_holds(out.data, "[doc.time.missing, CO-16");
    assert_lacks(out.data, "Usual cause"); /* the table of denials has no row for no day */
    str_release(&out);
    coded_done(&c);
    encounter_release(&e);
}

/* A visit code stands alone when nothing was given. */
static void a_visit_and_nothing_else(void **state)
{
    struct coded c;
    struct encounter e;
    struct str out;
    (void)state;
    coded_begin(&c, &world, "cms", drip);
    encounter_init(&e);
    e.id = "A";
    e.em = "99213";
    e.date = c.charts.list[0]->date;
    engine_code(world.book, &c.policy, &e, &c.result);
    assert_claim(&c, NULL, "0510 99213 x1 unknown\n");
    assert_int_equal(c.claim.lines[0].visit, 1);
    coded_done(&c);
    coded_begin(&c, &world, "cms", drip);
    e.em = "";
    engine_code(world.book, &c.policy, &e, &c.result);
    assert_claim(&c, NULL, "");
    str_init(&out, 4096);
    claim_print_lines(&c.claim, &out);
    assert_int_equal(out.length, 0);
    claim_print_form(&c.claim, FORM_UB04, &out);
    assert_string_equal(out.data, "No line belongs on the UB-04 of this encounter.\n");
    str_release(&out);
    coded_done(&c);
    encounter_release(&e);
}

/* The flush of a port as the sole service has its code; what flushes it is no drug line of its own. */
static void a_flush_alone(void **state)
{
    struct coded c;
    (void)state;
    coded_begin(&c, &world, "cms",
                "encounter,date,dx,drug,route,method,device,start\n"
                "A,2026-03-02,Z45.2,heparin,IV,flush,port,09:00\n");
    assert_claim(&c, NULL, "0260 96523 x1 60.27\n");
    coded_done(&c);
}

/* A drug line is dated by the first day on which any of its rows ran, in whatever order they are charted. */
static void first_day_of_a_drug(void **state)
{
    struct coded c;
    (void)state;
    coded_begin(&c, &world, "cms",
                "encounter,date,dx,drug,route,method,start,stop,dose,unit\n"
                "A,2026-03-02,J18.9,ceftriaxone,IV,infusion,2026-03-03 09:00,2026-03-03 10:00,1,g\n"
                "A,2026-03-02,J18.9,ceftriaxone,IV,infusion,2026-03-02 09:00,2026-03-02 10:00,1,g\n");
    claim_build(&c.claim, &c.result, NULL);
    const struct claim_line *drug = &c.claim.lines[c.claim.n_lines - 1];
    assert_string_equal(drug->code, "J0696");
    assert_int_equal(drug->units, 8);
    assert_int_equal(drug->date, c.charts.list[0]->date);
    assert_int_equal(c.claim.to, drug->date + 1);
    coded_done(&c);
}

/* Twelve diagnoses fit on a form, four of them at a line. */
static void more_diagnoses_than_fit(void **state)
{
    struct coded c;
    struct str out;
    (void)state;
    coded_begin(&c, &world, "cms",
                HEAD ROW("office",
                         "medicare,A01 A02 A03 A04 A05 A06 A07 A08 A09 B01 B02 B03 B04,,,"
                         "ceftriaxone,IV,infusion,09:00,10:00,1,g,1x1 g"));
    claim_build(&c.claim, &c.result, NULL);
    assert_int_equal(c.claim.n_diagnoses, CLAIM_DIAGNOSES);
    assert_string_equal(c.claim.lines[0].pointers, "ABCD");
    str_init(&out, 65536);
    claim_print_form(&c.claim, FORM_CMS1500, &out);
    assert_holds(out.data, "21 diagnoses A. A01  B. A02  C. A03  D. A04\n             E. A05 ");
    assert_holds(out.data, "L. B03\n"); /* none of the twelve is cut off */
    assert_lacks(out.data, "B04");
    str_clear(&out);
    claim_print_837(&c.claim, &out);
    assert_holds(out.data, "SV1*HC:96365**UN*1***1:2:3:4~\n");
    str_release(&out);
    coded_done(&c);
}

/* What has no code of its own is a service line without a procedure. */
static void a_line_without_a_code(void **state)
{
    struct coded c;
    struct str out;
    (void)state;
    coded_begin(&c, &world, "cms",
                "encounter,date,dx,drug,class,route,method,start,stop\n"
                "\xc3\x85 1,2026-03-02,N39.0,studydrug,therapeutic,IV,infusion,09:00,10:00\n");
    assert_claim(&c, NULL, "0260 96365 x1 217.31\n0250 none x1 unknown\n");
    str_init(&out, 65536);
    claim_print_837(&c.claim, &out);
    assert_holds(out.data, "LX*2~\nSV2*0250***UN*1~\n");
    assert_holds(out.data, "REF*6R* 1-2~\n"); /* only plain characters go into an element */
    str_release(&out);
    coded_done(&c);
}

/* Charges are summed a page at a time; one that the site has not given leaves the page without a total. */
static void totals_of_pages(void **state)
{
    static const struct site_charge charges[] = {
        {{0, NO_DAY}, "96365", 300000000}, {{0, NO_DAY}, "96366", 80000000}, {{0, NO_DAY}, "J0696", 5000000}};
    struct coded c;
    struct str out;
    (void)state;
    coded_begin(&c, &world, "cms",
                HEAD ROW("office", "medicare,N39.0,,,ceftriaxone,IV,infusion,09:00,12:00,1,g,1x1 g"));
    c.site.charges = charges;
    c.site.n_charges = 3;
    claim_build(&c.claim, &c.result, &c.site);
    assert_int_equal(c.claim.charges, 30000 + 2 * 8000 + 4 * 500);
    str_init(&out, 65536);
    claim_print_form(&c.claim, FORM_CMS1500, &out);
    assert_holds(out.data, "28 total charge 480.00\n");
    claim_print_lines(&c.claim, &out);
    assert_holds(out.data, "Charge");
    c.site.n_charges = 2;
    claim_build(&c.claim, &c.result, &c.site);
    assert_int_equal(c.claim.charges, -1);
    str_clear(&out);
    claim_print_form(&c.claim, FORM_CMS1500, &out);
    assert_holds(out.data, "28 total charge (empty)\n");
    str_release(&out);
    coded_done(&c);
}

static void hospital_pages(void **state)
{
    struct coded c;
    struct str rows, out;
    (void)state;
    str_init(&rows, 65536);
    str_init(&out, 65536);
    str_add(&rows, "encounter,date,dx,drug,class,route,method,start\n");
    for (int i = 0; i < 23; i++)
        str_addf(&rows, "A,2026-03-02,N39.0,study%c,therapeutic,IM,injection,%02d:%02d\n", 'a' + i,
                 9 + i / 6, i % 6 * 10);
    coded_begin(&c, &world, "cms", rows.data);
    claim_build(&c.claim, &c.result, NULL);
    assert_int_equal(c.claim.n_lines, 24); /* 96372 x23, and 23 drugs without a code */
    claim_print_form(&c.claim, FORM_UB04, &out);
    assert_holds(out.data, "\n\nUB-04, page 2 of 2\n");
    assert_holds(out.data, "studyw");
    str_release(&rows);
    str_release(&out);
    coded_done(&c);
}

/* ---- amounts ---- */

static struct fee *fee_of(const struct coded *c, const char *code)
{
    return (struct fee *)claim_fee(world.book->claim, code, c->charts.list[0]->date);
}

/* A status of the schedule that is not paid, or no amount in it: no amount is made up. */
static void what_the_schedule_does_not_pay(void **state)
{
    static const struct {
        const char *text, *status;
        int64_t amount;
        const char *rule;
    } rows[] = {
        {office_drip, "A", 0, "claim.not_paid"},     {office_drip, "N", 671400, "claim.not_paid"},
        {office_drip, "C", 671400, "claim.by_contractor"}, {drip, "S", 0, "claim.not_paid"},
        {drip, "B", 2173100, "claim.not_paid"},
    };
    (void)state;
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        struct coded c;
        int64_t cents[4];
        coded_begin(&c, &world, "cms", rows[i].text);
        struct fee *fee = fee_of(&c, "96365"), kept = *fee;
        fee->pfs_status = fee->opps_status = rows[i].status;
        fee->pfs_amount = fee->opps_amount = rows[i].amount;
        claim_build(&c.claim, &c.result, NULL);
        claim_national(&c.result, cents);
        *fee = kept;
        assert_int_equal(c.claim.lines[0].money, MONEY_UNKNOWN);
        assert_string_equal(c.claim.lines[0].paid->rule->id, rows[i].rule);
        assert_int_equal(cents[0], -1);
        coded_done(&c);
    }
}

/* What the settings of a site make of 96365; an index that is not given is 1. */
static void settings_one_by_one(void **state)
{
    static const struct {
        const char *text, *settings[4];
        int64_t adjusted;
    } rows[] = {
        /* (0.21 + 1.76 * 1.2 + 0.04) * 33.4009 and so on */
        {office_drip, {"gpci_pe=1.2"}, 7889},
        {office_drip, {"gpci_mp=2"}, 6847},
        {office_drip, {"gpci_pe=1.2", "qualifying_participant=y"}, 7929},
        {drip, {"off_campus=excepted"}, 8692}, /* 40 % from 2026 on */
        {drip, {"off_campus=excepted", "rural_sole_community=y"}, -1},
        {drip, {"off_campus=other", "wage_index=1.2"}, 9735}, /* 40 % of 243.3872 */
        {drip, {"off_campus=no"}, -1},
    };
    (void)state;
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        struct coded c;
        coded_begin(&c, &world, "cms", rows[i].text);
        coded_site(&c, rows[i].settings);
        claim_build(&c.claim, &c.result, &c.site);
        if (c.claim.lines[0].adjusted != rows[i].adjusted)
            fail_msg("%s: want %lld, got %lld", rows[i].settings[0], (long long)rows[i].adjusted,
                     (long long)c.claim.lines[0].adjusted);
        coded_done(&c);
    }
}

/* JA and JB say by which route; a drug that went in by two has neither. */
static void routes_of_a_drug_line(void **state)
{
    static const char *const settings[] = {"route_modifiers=all", NULL};
    static const struct {
        const char *first, *second, *line;
    } rows[] = {
        {"IV,push,09:00", "IV,push,10:00", "J0885-JA x2"},
        {",push,09:00", "IV,push,10:00", "J0885-JA x2"},
        {"SC,injection,09:00", "SC,injection,10:00", "J0885-JB x2"},
        {"SC,injection,09:00", "IV,push,10:00", "J0885 x2"},
        {"IM,injection,09:00", "IM,injection,10:00", "J0885 x2"},
    };
    (void)state;
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        struct coded c;
        struct str text;
        str_init(&text, 4096);
        str_addf(&text, "encounter,date,dx,drug,route,method,start,dose,unit\n"
                        "A,2026-03-02,D63.1,epoetin alfa,%s,1000,units\n"
                        "A,2026-03-02,D63.1,epoetin alfa,%s,1000,units\n", rows[i].first, rows[i].second);
        coded_begin(&c, &world, "cms", text.data);
        coded_site(&c, settings);
        claim_build(&c.claim, &c.result, &c.site);
        str_clear(&text);
        claim_short(&c.claim, &text);
        assert_holds(text.data, rows[i].line);
        str_release(&text);
        coded_done(&c);
    }
}

WORLD_FIXTURE(world)

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(no_date_at_all),
        cmocka_unit_test(a_visit_and_nothing_else),
        cmocka_unit_test(a_flush_alone),
        cmocka_unit_test(first_day_of_a_drug),
        cmocka_unit_test(more_diagnoses_than_fit),
        cmocka_unit_test(a_line_without_a_code),
        cmocka_unit_test(totals_of_pages),
        cmocka_unit_test(hospital_pages),
        cmocka_unit_test(what_the_schedule_does_not_pay),
        cmocka_unit_test(settings_one_by_one),
        cmocka_unit_test(routes_of_a_drug_line),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
