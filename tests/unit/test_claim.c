/* The claim of a result: lines, revenue codes, amounts, what a site adds, and what is printed. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "charts.h"
#include "core/claim_print.h"
#include "core/why.h"
#include "db/site_load.h"

static struct world world;

struct coded {
    struct charts charts;
    struct policy policy;
    struct result result;
    struct site site;
    struct claim claim;
};

static void code(struct coded *c, const char *policy, const char *text)
{
    struct err err = {""};
    memset(c, 0, sizeof *c);
    if (!charts_read_text(&c->charts, "day.csv", text, &err) ||
        !world_policy(&world, policy, &c->policy, &err))
        fail_msg("%s", err.text);
    result_init(&c->result);
    engine_code(world.book, &c->policy, c->charts.list[0], &c->result);
    site_init(&c->site);
    claim_init(&c->claim);
}

/* Settings as NAME=VALUE, the last one NULL. */
static void site_of(struct coded *c, const char *const *settings)
{
    struct site_row *rows = ARENA_ARRAY(&c->site.arena, struct site_row, 16);
    size_t n = 0;
    for (; *settings; settings++, n++) {
        char name[64];
        snprintf(name, sizeof name, "%.*s", (int)strcspn(*settings, "="), *settings);
        if (!site_setting_find(name, &rows[n].id))
            fail_msg("no setting %s", name);
        rows[n].setting = arena_text(&c->site.arena, name);
        rows[n].value = strchr(*settings, '=') + 1;
        rows[n].days = (struct days_valid){0, NO_DAY};
        if (site_setting_kind(rows[n].id) == SITE_KIND_AMOUNT)
            decimal_parse(rows[n].value, &rows[n].amount);
    }
    c->site.rows = rows;
    c->site.n_rows = n;
}

static void done(struct coded *c)
{
    claim_release(&c->claim);
    site_release(&c->site);
    result_release(&c->result);
    charts_release(&c->charts);
}

/* "0260 96365-59 x1 217.31", one line each; packaged and unknown by word. */
static void short_form(const struct claim *claim, struct str *out)
{
    char money[32];
    for (size_t i = 0; i < claim->n_lines; i++) {
        const struct claim_line *line = &claim->lines[i];
        str_addf(out, "%s%s", line->revenue, *line->revenue ? " " : "");
        str_add(out, *line->code ? line->code : "none");
        for (int m = 0; m < line->n_modifiers; m++)
            str_addf(out, "-%s", line->modifiers[m]);
        str_addf(out, " x%lld %s\n", (long long)line->units,
                 line->money == MONEY_AMOUNT     ? claim_money(line->national, money)
                 : line->money == MONEY_PACKAGED ? "packaged"
                                                 : "unknown");
    }
}

static void assert_claim(struct coded *c, const struct site *site, const char *wants)
{
    struct str text;
    str_init(&text, 4096);
    claim_build(&c->claim, &c->result, site);
    short_form(&c->claim, &text);
    assert_string_equal(text.length ? text.data : "", wants);
    for (size_t i = 0; i < c->claim.n_lines; i++)
        assert_non_null(c->claim.lines[i].paid); /* every amount, and every lack of one, says why */
    str_release(&text);
}

#define HEAD                                                                                       \
    "encounter,date,setting,payer,dx,em,em_separate,drug,route,method,start,stop,dose,unit,"       \
    "vials\n"
#define ROW(setting, rest) "A,2026-03-02," setting "," rest "\n"

static const char infusions[] =
    HEAD ROW("facility", "medicare,N39.0,,,ceftriaxone,IV,infusion,09:00,11:00,1,g,")
        ROW("facility", "medicare,N39.0,,,ketorolac,IM,injection,09:10,,30,mg,");

static void hospital_lines(void **state)
{
    struct coded c;
    (void)state;
    code(&c, "cms", infusions);
    assert_claim(&c, NULL,
                 "0260 96365 x1 217.31\n0260 96366 x1 47.84\n0510 96372-XU x1 packaged\n"
                 "0636 J0696 x4 packaged\n0636 J1885 x2 unknown\n");
    assert_string_equal(c.claim.bill_type, "0131");
    assert_string_equal(c.claim.place, "");
    assert_int_equal(c.claim.national, 26515);
    assert_true(c.claim.unknown);
    done(&c);
}

static void article_puts_all_on_one_revenue_code(void **state)
{
    struct coded c;
    (void)state;
    code(&c, "reference", infusions);
    assert_claim(&c, NULL,
                 "0636 96365 x1 217.31\n0636 96366 x1 47.84\n0636 96372-59 x1 packaged\n"
                 "0636 J0696 x4 packaged\n0636 J1885 x2 unknown\n");
    done(&c);
}

/* Q1 is paid where nothing of status S, T or V pays for it; N never is. */
static void packaging(void **state)
{
    struct coded c;
    (void)state;
    code(&c, "cms",
         HEAD ROW("facility", "medicare,M54.5,,,ketorolac,IM,injection,09:10,,30,mg,2x15 mg"));
    assert_claim(&c, NULL, "0510 96372 x1 73.56\n0636 J1885-JZ x2 unknown\n");
    done(&c);
    code(
        &c, "cms",
        HEAD ROW("facility", "medicare,M54.5,99213,y,ketorolac,IM,injection,09:10,,30,mg,2x15 mg"));
    assert_claim(&c, NULL,
                 "0510 96372 x1 packaged\n0636 J1885-JZ x2 unknown\n0510 99213-25 x1 unknown\n");
    done(&c);
    code(&c, "cms",
         HEAD ROW("facility", "medicare,N39.0,,,ceftriaxone,IV,infusion,09:00,10:00,1,g,")
             ROW("facility", "medicare,N39.0,,,vancomycin,IV,infusion,09:00,10:00,1,g,"));
    assert_claim(&c, NULL,
                 "0260 96365 x1 217.31\n0260 96368 x1 packaged\n0636 J0696 x4 packaged\n"
                 "0636 J3373 x100 packaged\n");
    done(&c);
}

static void office_lines(void **state)
{
    struct coded c;
    (void)state;
    code(&c, "cms",
         HEAD ROW(
             "office",
             "medicare,M05.79 E11.9,99214,y,infliximab,IV,infusion,09:00,11:40,350,mg,4x100 mg"));
    assert_claim(&c, NULL,
                 "96413 x1 133.27\n96415 x2 56.78\nJ1745 x35 unknown\nJ1745-JW x5 unknown\n"
                 "99214-25 x1 unknown\n");
    assert_string_equal(c.claim.place, "11");
    assert_string_equal(c.claim.lines[0].pointers, "AB");
    done(&c);
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
        code(&c, "cms", text);
        assert_true(when_parse_day(years[i].date, &day));
        const struct book *book = library_on(world.library, day, &err);
        assert_non_null(book);
        engine_code(book, &c.policy, c.charts.list[0], &c.result);
        struct str out;
        str_init(&out, 4096);
        claim_build(&c.claim, &c.result, NULL);
        short_form(&c.claim, &out);
        if (strncmp(out.data, years[i].line, strlen(years[i].line)) != 0)
            fail_msg("%s: want %sgot %s", years[i].date, years[i].line, out.data);
        str_release(&out);
        done(&c);
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

/* ---- the site ---- */

static void site_modifiers(void **state)
{
    static const char *const excepted[] = {"off_campus=excepted", "discount_340b=J1745", NULL};
    static const char *const other[] = {"off_campus=other", "route_modifiers=all", NULL};
    static const char *const none[] = {"off_campus=no", "discount_340b=J9999", NULL};
    static const char text[] = HEAD ROW(
        "facility", "medicare,K50.90,,,infliximab,IV,infusion,09:00,10:00,350,mg,4x100 mg");
    struct coded c;
    (void)state;
    code(&c, "cms", text);
    site_of(&c, excepted);
    assert_claim(&c, &c.site,
                 "0335 96413-PO x1 337.46\n0636 J1745-PO-TB x35 unknown\n"
                 "0636 J1745-JW-PO-TB x5 unknown\n");
    assert_int_equal(c.claim.lines[0].adjusted, 13498); /* 40 % of the rate, from 2026 on */
    site_of(&c, other);
    assert_claim(&c, &c.site,
                 "0335 96413-PN x1 337.46\n0636 J1745-PN-JA x35 unknown\n"
                 "0636 J1745-JW-PN-JA x5 unknown\n");
    site_of(&c, none);
    assert_claim(&c, &c.site,
                 "0335 96413 x1 337.46\n0636 J1745 x35 unknown\n0636 J1745-JW x5 unknown\n");
    assert_int_equal(c.claim.lines[0].adjusted, -1);
    done(&c);
}

/* Other payers ask by contract only; packaged drugs are not bought apart. */
static void site_modifiers_where_none_belongs(void **state)
{
    static const char *const settings[] = {"off_campus=excepted", "discount_340b=all",
                                           "route_modifiers=all", NULL};
    static const char *const critical[] = {"hospital=critical_access", "off_campus=excepted", NULL};
    struct coded c;
    (void)state;
    code(&c, "cms",
         HEAD ROW("facility", "commercial,K50.90,,,infliximab,IV,infusion,09:00,10:00,350,mg,"));
    site_of(&c, settings);
    assert_claim(&c, &c.site, "0335 96413 x1 337.46\n0636 J1745 x35 unknown\n");
    done(&c);
    code(&c, "cms", HEAD ROW("facility", "medicare,N39.0,,,ceftriaxone,IM,injection,09:00,,1,g,"));
    site_of(&c, settings);
    assert_claim(&c, &c.site, "0510 96372-PO x1 73.56\n0636 J0696-PO x4 packaged\n");
    site_of(&c, critical);
    assert_claim(&c, &c.site, "0510 96372 x1 unknown\n0636 J0696 x4 packaged\n");
    assert_string_equal(c.claim.bill_type, "0851");
    done(&c);
}

static void site_indices(void **state)
{
    static const char *const wage[] = {"wage_index=1.2000", "revenue.other=0940", NULL};
    static const char *const gpci[] = {"gpci_work=1.05", "gpci_pe=1.2", "gpci_mp=0.5",
                                       "place_of_service=49", NULL};
    static const char *const qp[] = {"qualifying_participant=y", NULL};
    struct coded c;
    (void)state;
    code(&c, "cms",
         HEAD ROW("facility", "medicare,N39.0,,,ceftriaxone,IV,infusion,09:00,10:00,1,g,"));
    site_of(&c, wage);
    assert_claim(&c, &c.site, "0940 96365 x1 217.31\n0636 J0696 x4 packaged\n");
    assert_int_equal(c.claim.lines[0].adjusted, 24339); /* 217.31 * (0.6 * 1.2 + 0.4) */
    done(&c);
    code(&c, "cms",
         HEAD ROW("office", "medicare,N39.0,,,ceftriaxone,IV,infusion,09:00,10:00,1,g,1x1 g"));
    site_of(&c, gpci);
    claim_build(&c.claim, &c.result, &c.site);
    /* (0.21 * 1.05 + 1.76 * 1.2 + 0.04 * 0.5) * 33.4009 */
    assert_int_equal(c.claim.lines[0].adjusted, 7858);
    assert_string_equal(c.claim.place, "49");
    site_of(&c, qp);
    claim_build(&c.claim, &c.result, &c.site);
    assert_int_equal(c.claim.lines[0].adjusted, 6747);
    assert_int_equal(c.claim.lines[0].national, 6714);
    done(&c);
}

/* ---- prints ---- */

static void assert_holds(const char *text, const char *part)
{
    if (!strstr(text, part))
        fail_msg("want \"%s\" in:\n%s", part, text);
}

static void prints(void **state)
{
    static const char *const settings[] = {"name=Main Street", NULL};
    struct coded c;
    struct str out;
    (void)state;
    str_init(&out, 65536);
    code(&c, "cms", infusions);
    site_of(&c, settings);
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
    done(&c);
}

/* What stands in a record never becomes a segment of its own. */
static void no_element_breaks_out(void **state)
{
    struct coded c;
    struct str out;
    (void)state;
    str_init(&out, 65536);
    code(&c, "cms",
         "encounter,date,dx,auth,drug,route,method,start,stop\n"
         "A,2026-03-02,N39.0,PA~LX*9~*:1,ceftriaxone,IV,infusion,09:00,10:00\n");
    claim_build(&c.claim, &c.result, NULL);
    claim_print_837(&c.claim, &out);
    assert_holds(out.data, "REF*G1*PALX91~\n");
    str_release(&out);
    done(&c);
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
    code(&c, "cms", rows.data);
    claim_build(&c.claim, &c.result, NULL);
    claim_print_form(&c.claim, FORM_CMS1500, &out);
    assert_true(c.claim.n_lines > 6);
    assert_holds(out.data, "CMS-1500, page 1 of 2\n");
    assert_holds(out.data, "CMS-1500, page 2 of 2\n");
    assert_holds(out.data, "21 diagnoses A. N390\n");
    str_release(&rows);
    str_release(&out);
    done(&c);
}

/* ---- the checklist ---- */

static void checklist(void **state)
{
    struct coded c;
    struct checklist list;
    struct str out;
    (void)state;
    code(&c, "reference",
         "encounter,date,drug,route,method,start,stop,dose,unit,order,signed\n"
         "A,2026-03-02,ertapenem,IV,infusion,09:00,,1,g,,\n"
         "A,2026-03-02,ondansetron,IV,push,10:00,,,,,n\n"
         "A,2026-03-02,ceftriaxone,IV,infusion,11:00,11:40,1,g,n,\n");
    checklist_init(&list);
    checklist_build(&list, &c.result);
    assert_int_equal(list.n_rows, 3);
    assert_int_equal(list.rows[0].state[ELEMENT_START], CHECK_THERE);
    assert_int_equal(list.rows[0].state[ELEMENT_STOP], CHECK_MISSING);
    assert_int_equal(list.rows[0].state[ELEMENT_ORDER], CHECK_MISSING); /* no diagnosis */
    assert_int_equal(list.rows[0].state[ELEMENT_SIGNATURE], CHECK_THERE);
    assert_int_equal(list.rows[1].state[ELEMENT_STOP], CHECK_NOT_ASKED); /* a push */
    assert_int_equal(list.rows[1].state[ELEMENT_DRUG], CHECK_MISSING);
    assert_int_equal(list.rows[1].state[ELEMENT_SIGNATURE], CHECK_MISSING);
    assert_int_equal(list.rows[2].state[ELEMENT_ORDER], CHECK_MISSING);
    str_init(&out, 65536);
    checklist_print_questions(&list, &c.result, &out);
    assert_holds(out.data, "To the nurse\n");
    assert_holds(out.data,
                 "(row 1) What clock time does the record show for the end of ertapenem, begun");
    assert_holds(out.data, "To the physician\n");
    assert_holds(out.data, "(row 3) Is there an order for ceftriaxone");
    str_release(&out);
    checklist_release(&list);
    done(&c);
}

/* Neutral: no question suggests an answer, a number, a code or money. */
static void questions_are_neutral(void **state)
{
    static const char *const never[] = {"$",       "pay",      "paid",   "bill",  "charge",
                                        "code",    "denied",   "deny",   "claim", "reimb",
                                        "revenue", "credit",   "should", "must",  "enough",
                                        "longer",  "at least", "correct"};
    const struct claim_tables *t = world.book->claim;
    bool elements[ELEMENT_COUNT + 1] = {false};
    (void)state;
    for (size_t i = 0; i < t->n_questions; i++) {
        const char *say = t->questions[i].say;
        char lower[512];
        elements[t->questions[i].element] = true;
        snprintf(lower, sizeof lower, "%s", say);
        for (char *c = lower; *c; c++) {
            *c = ascii_lower(*c);
            if (ascii_digit(*c))
                fail_msg("a question names a number: %s", say);
        }
        for (size_t w = 0; w < COUNT_OF(never); w++)
            if (strstr(lower, never[w]))
                fail_msg("a question says \"%s\": %s", never[w], say);
        if (!strchr(say, '?') && !strstr(say, "Please describe"))
            fail_msg("no question: %s", say);
    }
    for (int e = 1; e <= ELEMENT_COUNT; e++)
        assert_true(elements[e]);
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
        cmocka_unit_test(hospital_lines),
        cmocka_unit_test(article_puts_all_on_one_revenue_code),
        cmocka_unit_test(packaging),
        cmocka_unit_test(office_lines),
        cmocka_unit_test(year_of_service),
        cmocka_unit_test(amounts_follow_from_their_parts),
        cmocka_unit_test(site_modifiers),
        cmocka_unit_test(site_modifiers_where_none_belongs),
        cmocka_unit_test(site_indices),
        cmocka_unit_test(prints),
        cmocka_unit_test(no_element_breaks_out),
        cmocka_unit_test(many_lines_take_many_pages),
        cmocka_unit_test(checklist),
        cmocka_unit_test(questions_are_neutral),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
