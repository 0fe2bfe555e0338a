/* What a site adds to a claim: modifiers, indices, revenue codes; and nothing where none belongs.
 */
#include "claims.h"

static struct world world;

static void site_modifiers(void **state)
{
    static const char *const excepted[] = {"off_campus=excepted", "discount_340b=J1745", NULL};
    static const char *const other[] = {"off_campus=other", "route_modifiers=all", NULL};
    static const char *const none[] = {"off_campus=no", "discount_340b=J9999", NULL};
    static const char text[] = HEAD ROW(
        "facility", "medicare,K50.90,,,infliximab,IV,infusion,09:00,10:00,350,mg,4x100 mg");
    struct coded c;
    (void)state;
    coded_begin(&c, &world, "cms", text);
    coded_site(&c, excepted);
    assert_claim(&c, &c.site,
                 "0335 96413-PO x1 337.46\n0636 J1745-PO-TB x35 unknown\n"
                 "0636 J1745-JW-PO-TB x5 unknown\n");
    assert_int_equal(c.claim.lines[0].adjusted, 13498); /* 40 % of the rate, from 2026 on */
    coded_site(&c, other);
    assert_claim(&c, &c.site,
                 "0335 96413-PN x1 337.46\n0636 J1745-PN-JA x35 unknown\n"
                 "0636 J1745-JW-PN-JA x5 unknown\n");
    coded_site(&c, none);
    assert_claim(&c, &c.site,
                 "0335 96413 x1 337.46\n0636 J1745 x35 unknown\n0636 J1745-JW x5 unknown\n");
    assert_int_equal(c.claim.lines[0].adjusted, -1);
    coded_done(&c);
}

/* Other payers ask by contract only; packaged drugs are not bought apart. */
static void site_modifiers_where_none_belongs(void **state)
{
    static const char *const settings[] = {"off_campus=excepted", "discount_340b=all",
                                           "route_modifiers=all", NULL};
    static const char *const critical[] = {"hospital=critical_access", "off_campus=excepted", NULL};
    struct coded c;
    (void)state;
    coded_begin(
        &c, &world, "cms",
        HEAD ROW("facility", "commercial,K50.90,,,infliximab,IV,infusion,09:00,10:00,350,mg,"));
    coded_site(&c, settings);
    assert_claim(&c, &c.site, "0335 96413 x1 337.46\n0636 J1745 x35 unknown\n");
    coded_done(&c);
    coded_begin(&c, &world, "cms",
                HEAD ROW("facility", "medicare,N39.0,,,ceftriaxone,IM,injection,09:00,,1,g,"));
    coded_site(&c, settings);
    assert_claim(&c, &c.site, "0510 96372-PO x1 73.56\n0636 J0696-PO x4 packaged\n");
    coded_site(&c, critical);
    assert_claim(&c, &c.site, "0510 96372 x1 unknown\n0636 J0696 x4 unknown\n");
    assert_string_equal(c.claim.bill_type, "0851");
    coded_done(&c);
}

static void site_indices(void **state)
{
    static const char *const wage[] = {"wage_index=1.2000", "revenue.other=0940", NULL};
    static const char *const gpci[] = {"gpci_work=1.05", "gpci_pe=1.2", "gpci_mp=0.5",
                                       "place_of_service=49", NULL};
    static const char *const qp[] = {"qualifying_participant=y", NULL};
    struct coded c;
    (void)state;
    coded_begin(&c, &world, "cms",
                HEAD ROW("facility", "medicare,N39.0,,,ceftriaxone,IV,infusion,09:00,10:00,1,g,"));
    coded_site(&c, wage);
    assert_claim(&c, &c.site, "0940 96365 x1 217.31\n0636 J0696 x4 packaged\n");
    assert_int_equal(c.claim.lines[0].adjusted, 24339); /* 217.31 * (0.6 * 1.2 + 0.4) */
    coded_done(&c);
    coded_begin(
        &c, &world, "cms",
        HEAD ROW("office", "medicare,N39.0,,,ceftriaxone,IV,infusion,09:00,10:00,1,g,1x1 g"));
    coded_site(&c, gpci);
    claim_build(&c.claim, &c.result, &c.site);
    /* (0.21 * 1.05 + 1.76 * 1.2 + 0.04 * 0.5) * 33.4009 */
    assert_int_equal(c.claim.lines[0].adjusted, 7858);
    assert_string_equal(c.claim.place, "49");
    coded_site(&c, qp);
    claim_build(&c.claim, &c.result, &c.site);
    assert_int_equal(c.claim.lines[0].adjusted, 6747);
    assert_int_equal(c.claim.lines[0].national, 6714);
    coded_done(&c);
}

static int setup(void **state)
{
    (void)state;
    return world_open(&world) ? 0 : 1;
}

static int teardown(void **state)
{
    (void)state;
    world_close(&world);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(site_modifiers),
        cmocka_unit_test(site_modifiers_where_none_belongs),
        cmocka_unit_test(site_indices),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
