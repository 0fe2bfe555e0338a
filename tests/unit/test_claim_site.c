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

/* What site.csv may say, and what it should have said instead. */
static void values_of_settings(void **state)
{
    static const struct {
        const char *setting, *value, *should; /* NULL: fine */
    } rows[] = {
        {"name", "anything at all", NULL},
        {"hospital", "opps", NULL},
        {"hospital", "critical_access", NULL},
        {"hospital", "critical", "opps critical_access"},
        {"hospital", "access", "opps critical_access"},
        {"hospital", "", "opps critical_access"},
        {"off_campus", "other", NULL},
        {"place_of_service", "19", NULL},
        {"place_of_service", "9", "two digits such as 11"},
        {"place_of_service", "1a", "two digits such as 11"},
        {"discount_340b", "all", NULL},
        {"discount_340b", "J1745 J0885", NULL},
        {"discount_340b", "J1745 j0885", "HCPCS codes with blanks between, or all"},
        {"discount_340b", "J1745 J08855", "HCPCS codes with blanks between, or all"},
        {"wage_index", "1.034", NULL},
        {"wage_index", "0", "a number above 0 such as 1.034"},
        {"wage_index", "100", "a number above 0 such as 1.034"},
        {"wage_index", "high", "a number above 0 such as 1.034"},
        {"revenue.other", "0940", NULL},
        {"revenue.other", "940", "four digits such as 0260"},
    };
    (void)state;
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        struct site_row row = {.setting = rows[i].setting, .value = rows[i].value};
        assert_true(site_setting_find(rows[i].setting, &row.id));
        if (!text_equal(site_value_read(&row), rows[i].should))
            fail_msg("%s=%s: %s", rows[i].setting, rows[i].value, site_value_read(&row));
    }
}

/* A row of another time is none; a site that says nothing changes nothing. */
static void settings_of_a_day(void **state)
{
    static const struct site_row rows[] = {
        {{100, 199}, SITE_WAGE_INDEX, "wage_index", "1.1", 1100000},
        {{200, NO_DAY}, SITE_WAGE_INDEX, "wage_index", "1.2", 1200000},
        {{100, NO_DAY}, SITE_DISCOUNT, "discount_340b", "J1745 J0885", 0}};
    static const struct site_charge charges[] = {{{100, 199}, "96365", 300000000}};
    const struct site site = {.rows = rows, .n_rows = 3, .charges = charges, .n_charges = 1};
    (void)state;
    assert_int_equal(site_amount(&site, SITE_WAGE_INDEX, 99), 0);
    assert_int_equal(site_amount(&site, SITE_WAGE_INDEX, 150), 1100000);
    assert_int_equal(site_amount(&site, SITE_WAGE_INDEX, 200), 1200000);
    assert_int_equal(site_amount(&site, SITE_WAGE_INDEX, NO_DAY), 0);
    assert_int_equal(site_amount(NULL, SITE_WAGE_INDEX, 150), 0);
    assert_true(site_lists(&site, SITE_DISCOUNT, "J0885", 150));
    assert_false(site_lists(&site, SITE_DISCOUNT, "J088", 150));
    assert_false(site_lists(&site, SITE_DISCOUNT, "J0886", 150));
    assert_int_equal(site_charge(&site, "96365", 150), 30000);
    assert_int_equal(site_charge(&site, "96365", 200), -1);
    assert_int_equal(site_charge(&site, "96366", 150), -1);
    assert_int_equal(site_charge(NULL, "96365", 150), -1);
}

WORLD_FIXTURE(world)

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(site_modifiers),
        cmocka_unit_test(site_modifiers_where_none_belongs),
        cmocka_unit_test(site_indices),
        cmocka_unit_test(values_of_settings),
        cmocka_unit_test(settings_of_a_day),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
