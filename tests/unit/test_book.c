#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "charts.h"
#include "core/claim_tables.h"

static struct world world;

static int open_world(void **state)
{
    (void)state;
    return world_open(&world) ? 0 : -1;
}

static int close_world(void **state)
{
    (void)state;
    world_close(&world);
    return 0;
}

/* ---- words ---- */

static void words_go_both_ways(void **state)
{
    enum kind kind;
    enum role role;
    enum group group;
    enum step_id step;
    enum severity severity;
    enum family family;
    enum container container;
    (void)state;
    for (int i = 0; i < KIND_COUNT; i++)
        assert_true(kind_find(kind_name((enum kind)i), &kind) && kind == (enum kind)i);
    for (int i = 0; i < ROLE_COUNT; i++)
        assert_true(role_find(role_name((enum role)i), &role) && role == (enum role)i);
    for (int i = 1; i < GROUP_COUNT; i++)
        assert_true(group_find(group_name((enum group)i), &group) && group == (enum group)i);
    for (int i = 0; i < STEP_COUNT; i++)
        assert_true(step_find(step_name((enum step_id)i), &step) && step == (enum step_id)i);
    for (int i = 0; i <= SEVERITY_NOTE; i++)
        assert_true(severity_find(severity_name((enum severity)i), &severity) &&
                    (int)severity == i);
    for (int i = 1; i < FAMILY_COUNT; i++)
        assert_true(family_find(family_name((enum family)i), &family) && (int)family == i);
    for (int i = 1; i <= CONTAINER_MIXED; i++)
        assert_true(container_find(container_name((enum container)i), &container) &&
                    (int)container == i);
    assert_false(kind_find("", &kind) || group_find("", &group) || family_find("nothing", &family));
    assert_string_equal(group_name(GROUP_NONE), "");
}

/* What is beyond the last value of a list has no name, and no word stands for it. */
static void values_without_a_name(void **state)
{
    enum role role;
    enum severity severity;
    enum step_id step;
    (void)state;
    assert_string_equal(kind_name(KIND_COUNT), "");
    assert_string_equal(kind_phrase(KIND_COUNT), "");
    assert_string_equal(role_name(ROLE_COUNT), "");
    assert_string_equal(group_name(GROUP_COUNT), "");
    assert_string_equal(group_phrase(GROUP_COUNT), "");
    assert_string_equal(severity_name((enum severity)(SEVERITY_NOTE + 1)), "");
    assert_string_equal(family_name(FAMILY_COUNT), "");
    assert_string_equal(container_name((enum container)(CONTAINER_MIXED + 1)), "");
    assert_string_equal(step_name(STEP_COUNT), "");
    assert_string_equal(step_question(STEP_COUNT), "");
    assert_false(role_find("leader", &role) || severity_find("awful", &severity) ||
                 step_find("later", &step));
    for (int i = 0; i < KIND_COUNT; i++)
        assert_true(*kind_phrase((enum kind)i));
    for (int i = 0; i < STEP_COUNT; i++)
        assert_non_null(strchr(step_question((enum step_id)i), '?'));
}

/* ---- lookups ---- */

static const char *service_code(enum kind kind, enum group group, enum role role, enum route route,
                                enum device device, unsigned flags, const char *payer)
{
    const struct service_row *row =
        book_service(world.book, kind, group, role, route, device, flags, payer);
    return row ? row->code->id : "";
}

static void services_give_the_code_of_a_role(void **state)
{
    (void)state;
#define SERVICE(kind, group, role, route, device, flags, payer)                                    \
    service_code(KIND_##kind, GROUP_##group, ROLE_##role, ROUTE_##route, DEVICE_##device, flags,   \
                 payer)
    assert_string_equal(SERVICE(INFUSION, CHEMO, HOUR, IV, PORT, 0, "medicare"), "96415");
    assert_string_equal(SERVICE(HYDRATION, HYDRATION, INITIAL, IV, PERIPHERAL, 0, "x"), "96360");
    assert_string_equal(SERVICE(PUSH, CHEMO, REPEAT, IV, PERIPHERAL, 0, "medicare"), "");
    assert_string_equal(SERVICE(PUMP, CHEMO, SINGLE, IV, PORT, FLAG_CLINICPUMP, "medicare"),
                        "G0498");
    assert_string_equal(SERVICE(PUMP, CHEMO, SINGLE, IV, PORT, FLAG_CLINICPUMP, "commercial"),
                        "96416");
    assert_string_equal(SERVICE(PUMP, CHEMO, SINGLE, IV, PORT, 0, "medicare"), "96416");
    assert_string_equal(SERVICE(CAVITY, CHEMO, SINGLE, IT, RESERVOIR, 0, "x"), "96542");
    assert_string_equal(SERVICE(CAVITY, CHEMO, SINGLE, IT, PERIPHERAL, 0, "x"), "96450");
    assert_string_equal(SERVICE(CAVITY, CHEMO, SINGLE, IPL, RESERVOIR, 0, "x"), "96440");
    assert_string_equal(SERVICE(REFILL, THERAPEUTIC, SINGLE, IV, IMPLANTED_PUMP, 0, "x"), "96522");
    assert_string_equal(SERVICE(REFILL, CHEMO, SINGLE, IV, PORTABLE_PUMP, 0, "x"), "96521");
    assert_string_equal(SERVICE(FLUSH, NONE, SINGLE, IV, PORT, 0, "x"), "96523");
    assert_string_equal(SERVICE(FLUSH, NONE, SINGLE, IV, PICC, 0, "x"), "");
#undef SERVICE
}

static void pairs_are_found_in_their_direction(void **state)
{
    const struct pair *pair = book_pair(world.book, SETTING_FACILITY, "96365", "96372");
    (void)state;
    assert_non_null(pair);
    assert_int_equal(pair->effect, PAIR_MODIFIER);
    assert_null(book_pair(world.book, SETTING_FACILITY, "96372", "96365"));
    assert_int_equal(book_pair(world.book, SETTING_FACILITY, "96406", "96405")->effect, PAIR_OFF);
    assert_int_equal(book_pair(world.book, SETTING_FACILITY, "C8957", "96415")->effect, PAIR_WARN);
    assert_int_equal(book_pair(world.book, SETTING_OFFICE, "96365", "99211")->indicator, 0);
    assert_int_equal(book_pair(world.book, SETTING_FACILITY, "96365", "99211")->indicator, 1);
    assert_null(book_pair(world.book, SETTING_FACILITY, "96365", "96375"));
}

/* What is found by code is what a search by name finds, for every pair of codes. */
static void codes_are_indexed(void **state)
{
    const struct book *book = world.book;
    (void)state;
    for (int s = 0; s < SETTING_COUNT; s++)
        for (size_t a = 0; a < book->n_codes; a++) {
            const struct code *first = &book->codes[a];
            assert_ptr_equal(book_code_mue(book, (enum setting)s, first),
                             book_mue(book, (enum setting)s, first->id));
            for (size_t b = 0; b < book->n_codes; b++)
                assert_ptr_equal(
                    book_code_pair(book, (enum setting)s, first, &book->codes[b]),
                    book_pair(book, (enum setting)s, first->id, book->codes[b].id));
        }
    for (size_t a = 0; a < book->n_codes; a++) {
        const struct parent_row *const *row = book_code_parents(book, &book->codes[a]);
        for (size_t i = 0; i < book->n_parents; i++)
            if (book->parents[i].addon == &book->codes[a])
                assert_ptr_equal(*row++, &book->parents[i]);
        assert_null(*row);
        for (day_t day = book->from - 400; day < book->from + 800; day += 100)
            assert_ptr_equal(book_code_fee(book, &book->codes[a], day),
                             claim_fee(book->claim, book->codes[a].id, day));
    }
}

static void the_other_tables_answer(void **state)
{
    (void)state;
    assert_int_equal(book_rank(world.book, KIND_INFUSION, GROUP_CHEMO), 1);
    assert_int_equal(book_rank(world.book, KIND_HYDRATION, GROUP_HYDRATION), 5);
    assert_int_equal(book_rank(world.book, KIND_INJECTION, GROUP_CHEMO), 0);
    assert_int_equal(book_mue(world.book, SETTING_FACILITY, "96366")->units, 24);
    assert_int_equal(book_mue(world.book, SETTING_OFFICE, "96366")->units, 8);
    assert_null(book_mue(world.book, SETTING_OFFICE, "12345"));
    assert_true(book_em(world.book, "99211")->never);
    assert_false(book_em(world.book, "99214")->never);
    assert_true(book_code(world.book, "96376")->facility_only);
    assert_null(book_code(world.book, "99213"));
    assert_int_equal(world.book->n_codes, 44);
}

/* Which codes take the initial slot, and which the reduced-service modifier. */
static void marks_of_codes(void **state)
{
    struct str initial, first;
    (void)state;
    str_init(&initial, 200);
    str_init(&first, 200);
    for (size_t i = 0; i < world.book->n_codes; i++) {
        const struct code *code = &world.book->codes[i];
        assert_int_equal(code->index, i);
        if (code->iv_initial)
            str_addf(&initial, "%s ", code->id);
        if (code->first_hour)
            str_addf(&first, "%s ", code->id);
    }
    assert_string_equal(initial.data, "96413 96409 96365 96374 96360 ");
    assert_string_equal(first.data, "96413 96417 96422 96365 96367 96369 ");
    str_release(&initial);
    str_release(&first);
}

/* ---- kinds ---- */

static enum kind kind_of(enum group group, enum route route, enum method method, int minutes,
                         enum setting setting, const char *payer)
{
    const struct kind_row *row =
        book_kind(world.book, group, route, method, minutes, setting, payer);
    return row ? row->kind : KIND_NONE;
}

static void kinds_follow_the_minutes(void **state)
{
    (void)state;
#define KIND(group, route, method, minutes)                                                        \
    kind_of(GROUP_##group, ROUTE_##route, METHOD_##method, minutes, SETTING_FACILITY, "medicare")
    assert_int_equal(KIND(THERAPEUTIC, IV, INFUSION, 15), KIND_PUSH);
    assert_int_equal(KIND(THERAPEUTIC, IV, INFUSION, 16), KIND_INFUSION);
    assert_int_equal(KIND(CHEMO, IV, NONE, 0), KIND_PUSH);
    assert_int_equal(KIND(CHEMO, IV, PUSH, 45), KIND_PUSH);
    assert_int_equal(KIND(CHEMO, IV, INFUSION, -1), KIND_PUSH);
    assert_int_equal(KIND(HYDRATION, IV, INFUSION, 5), KIND_HYDRATION);
    assert_int_equal(KIND(HYDRATION, IV, PUSH, -1), KIND_HYDRATION);
    assert_int_equal(KIND(CHEMO, IV, PUMP, 480), KIND_INFUSION);
    assert_int_equal(KIND(CHEMO, IV, PUMP, 481), KIND_PUMP);
    assert_int_equal(KIND(THERAPEUTIC, IV, PUMP, 481), KIND_PUMP);
    assert_int_equal(
        kind_of(GROUP_THERAPEUTIC, ROUTE_IV, METHOD_PUMP, 481, SETTING_OFFICE, "medicare"),
        KIND_INFUSION);
    assert_int_equal(
        kind_of(GROUP_THERAPEUTIC, ROUTE_IV, METHOD_PUMP, 481, SETTING_FACILITY, "aetna"),
        KIND_INFUSION);
    assert_int_equal(KIND(THERAPEUTIC, SC, NONE, 15), KIND_INJECTION);
    assert_int_equal(KIND(THERAPEUTIC, SC, NONE, 16), KIND_SC_INFUSION);
    assert_int_equal(KIND(THERAPEUTIC, SC, PUSH, 16), KIND_INJECTION);
    assert_int_equal(KIND(CHEMO, SC, INFUSION, 60), KIND_INJECTION);
    assert_int_equal(KIND(HORMONAL, SC, INFUSION, 60), KIND_INJECTION);
    assert_int_equal(KIND(THERAPEUTIC, IM, INFUSION, 60), KIND_INJECTION);
    assert_int_equal(KIND(CHEMO, IA, INFUSION, 15), KIND_IA_PUSH);
    assert_int_equal(KIND(CHEMO, IA, INFUSION, 16), KIND_IA_INFUSION);
    assert_int_equal(KIND(CHEMO, IA, INJECTION, 60), KIND_IA_PUSH);
    assert_int_equal(KIND(CHEMO, IA, PUMP, 481), KIND_IA_PUMP);
    assert_int_equal(KIND(CHEMO, IT, INJECTION, -1), KIND_CAVITY);
    assert_int_equal(KIND(THERAPEUTIC, IP, INFUSION, 60), KIND_CAVITY);
    assert_int_equal(KIND(CHEMO, IL, INJECTION, -1), KIND_LESIONS);
    assert_int_equal(KIND(CHEMO, SC, ONBODY, -1), KIND_ONBODY);
    assert_int_equal(KIND(THERAPEUTIC, SC, SETUP, -1), KIND_SETUP);
    assert_int_equal(KIND(THERAPEUTIC, IV, REFILL, 60), KIND_REFILL);
#undef KIND
}

/* ---- drugs ---- */

static const char *generic(const char *name, enum route route)
{
    const struct drug *drug = book_drug(world.book, name, route);
    return drug ? drug->generic : "";
}

static void drugs_are_met_by_any_of_their_names(void **state)
{
    static const char *const names[][2] = {
        {"ceftriaxone", "ceftriaxone"},
        {"  Ceftriaxone ", "ceftriaxone"},
        {"ROCEPHIN", "ceftriaxone"},
        {"j0696", "ceftriaxone"},
        {"Normal  Saline", "sodium chloride 0.9% 1000 mL"},
        {"NS", "sodium chloride 0.9% 1000 mL"},
        {"lactated Ringer\xe2\x80\x99s", "lactated Ringer's"},
        {"dexamethasone (Decadron)", "dexamethasone sodium phosphate"},
        {"Dexamethasone Sodium Phosphate", "dexamethasone sodium phosphate"},
        {"something (Zofran)", "ondansetron"},
        {"Zofran (something)", "ondansetron"},
        {"ferumoxytol", "ferumoxytol (non-ESRD)"},
        {"cyclophosphamide", "cyclophosphamide NOS"},
        {"Epogen", "epoetin alfa (non-ESRD)"},
        {"procrit", "epoetin alfa (non-ESRD)"},
        {"5-FU", "fluorouracil"},
        {"D5W", "dextrose 5% 500 mL"},
        {"ceftriax", ""}, /* leading letters are not leading words */
        {"mystery drug", ""},
        {"", ""},
        {"   ", ""},
        {"()", ""},
    };
    (void)state;
    for (size_t i = 0; i < COUNT_OF(names); i++) {
        if (strcmp(generic(names[i][0], ROUTE_IV), names[i][1]) != 0)
            print_message("drug \"%s\"\n", names[i][0]);
        assert_string_equal(generic(names[i][0], ROUTE_IV), names[i][1]);
    }
}

/* The brand says what was in the vial, where it is a brand of what stands beside it. */
static void a_brand_beside_a_generic_name_wins(void **state)
{
    static const char *const names[][2] = {
        {"rituximab (Truxima)", "rituximab-abbs"},
        {"Truxima (rituximab)", "rituximab-abbs"},
        {"trastuzumab [Kanjinti]", "trastuzumab-anns"},
        {"infliximab - Inflectra", "infliximab-dyyb"},
        {"Inflectra/infliximab", "infliximab-dyyb"},
        {"infliximab (Q5103)", "infliximab-dyyb"},
        {"paclitaxel (Abraxane)", "paclitaxel protein-bound"},
        {"vancomycin (Zofran)", "vancomycin"},
        {"NS/Zofran", ""},
        {"ondansetron - dexamethasone", ""},
    };
    (void)state;
    for (size_t i = 0; i < COUNT_OF(names); i++)
        assert_string_equal(generic(names[i][0], ROUTE_IV), names[i][1]);
}

static void the_route_tells_forms_apart(void **state)
{
    (void)state;
    assert_string_equal(generic("octreotide", ROUTE_SC), "octreotide");
    assert_string_equal(generic("octreotide", ROUTE_IM), "octreotide depot");
    assert_string_equal(generic("Sandostatin", ROUTE_IM), "octreotide"); /* the brand was charted */
    assert_string_equal(generic("daratumumab 1800 mg", ROUTE_SC), "daratumumab/hyaluronidase");
    assert_string_equal(generic("daratumumab", ROUTE_NONE), "daratumumab");
    assert_string_equal(generic("pertuzumab", ROUTE_SC), "pertuzumab"); /* no form of it alone */
    assert_string_equal(generic("methylprednisolone acetate", ROUTE_IV),
                        "methylprednisolone acetate");
    assert_string_equal(generic("interferon", ROUTE_SC), ""); /* chemo or not */
    assert_string_equal(generic("dextrose", ROUTE_IV), "dextrose 5% / sodium chloride");
}

/* What orders write around a name, and what may not be read as the name alone. */
static void amounts_and_manners_around_a_name(void **state)
{
    static const char *const names[][2] = {
        {"Zofran 4 mg IV", "ondansetron"},
        {"ZOFRAN 4MG IVP", "ondansetron"},
        {"ondansetron 4 mg/2 mL", "ondansetron"},
        {"vincristine sulfate 2 mg", "vincristine"},
        {"vancomycin 1,250 mg", "vancomycin"},
        {"Vancomycin 1 g in D5W 250 mL", "vancomycin"},
        {"NS 0.9% 1L", "sodium chloride 0.9% 1000 mL"},
        {"1 L NS bolus", "sodium chloride 0.9% 1000 mL"},
        {"NS @ 125 mL/hr", "sodium chloride 0.9% 1000 mL"},
        {"D5 1/2NS w/ 20 KCl", "dextrose 5% / sodium chloride"},
        {"D5 1/2 NS with 20 mEq KCl/L", "dextrose 5% / sodium chloride"},
        {"D5-1/2 NS + 20mEq KCl/liter", "dextrose 5% / sodium chloride"},
        {"LR + KCl/1000mL 20 mEq", "lactated Ringer's"},
        {"NS + KCl 20 mEq", "sodium chloride 0.9% 1000 mL"},
        /* marks of word processors and web pages */
        {"D5 \xc2\xbd NS with 20 mEq KCl", "dextrose 5% / sodium chloride"},
        {"D5\xe2\x80\x93\xc2\xbd NS", "dextrose 5% / sodium chloride"},
        {"Phenergan\xc2\xae", "promethazine"},
        {"Levaquin\xe2\x84\xa2 500 mg", "levofloxacin"},
        {"\xc2\xa0Zofran\xc2\xa0 4\xc2\xa0mg", "ondansetron"},
        {"Ringer\xe2\x80\x99s lactate", "lactated Ringer's"},
        {"KCl 20 mEq in NS 100 mL", "potassium chloride"},
        {"infliximab 5 mg/kg (Remicade) 400 mg", "infliximab"},
        {"dextrose 50% 25 g", "dextrose 50%"},
        /* the beginning of a generic, or of one drug's brands */
        {"methylprednisolone 100 mg IVP", "methylprednisolone sodium succinate"},
        {"ferric carboxymaltose 750 mg", "ferric carboxymaltose"},
        {"NS with potassium 20 mEq", "sodium chloride 0.9% 1000 mL"},
        {"Somatuline", "lanreotide"},
        {"Gamunex 30 g IV", "immune globulin"},
        {"Depo 80 mg", ""},
        {"IV push unknownol", ""},
        {"Decadron 10 mg / Zofran 16 mg", ""},
        {"sodium chloride 3% 250 mL", "sodium chloride 3%"},
        /* of a mixture nobody can say which part is meant */
        {"NS 1000 mL with MVI and thiamine 100 mg", ""},
        {"NS + thiamine", ""},
        {"NS with magnesium 2 g", ""},
        {"NS + mag sulfate 2000mg", ""},
        {"NS w/", ""},
        {"lidocaine with epinephrine", ""},
        /* another strength or another drug */
        {"dextrose 10% 500 mL", ""},
        {"4 mg IV push in NS", ""},
        {"4 mg", ""},
        {"unknownol 5 mg IV", ""},
        {"ceftriaxone allergy", ""},
    };
    (void)state;
    for (size_t i = 0; i < COUNT_OF(names); i++) {
        if (strcmp(generic(names[i][0], ROUTE_IV), names[i][1]) != 0)
            print_message("drug \"%s\"\n", names[i][0]);
        assert_string_equal(generic(names[i][0], ROUTE_IV), names[i][1]);
    }
    assert_null(book_drug_named(world.book, "Zofran 4 mg IV", ROUTE_IV));
}

static void the_route_chooses_among_several(void **state)
{
    (void)state;
    assert_string_equal(generic("ustekinumab", ROUTE_IV), "ustekinumab IV");
    assert_string_equal(generic("methylprednisolone", ROUTE_IV),
                        "methylprednisolone sodium succinate");
    assert_string_equal(book_drug(world.book, "immune globulin", ROUTE_SC)->hcpcs, "J1561");
    assert_string_equal(book_drug(world.book, "bendamustine", ROUTE_SC)->hcpcs, "J9034");
}

static void sameness_is_the_generic(void **state)
{
    const struct drug *bendeka = book_drug(world.book, "Bendeka", ROUTE_IV);
    const struct drug *treanda = book_drug(world.book, "Treanda", ROUTE_IV);
    (void)state;
    assert_ptr_not_equal(bendeka, treanda);
    assert_int_equal(bendeka->identity, treanda->identity);
    assert_int_not_equal(book_drug(world.book, "Truxima", ROUTE_IV)->identity,
                         book_drug(world.book, "Rituxan", ROUTE_IV)->identity);
    for (size_t i = 0; i < world.book->n_drugs; i++)
        assert_true(world.book->drugs[i].identity < (int)world.book->n_drugs);
}

static void classes_of_both_authorities(void **state)
{
    static const char *const article_only[] = {"Remicade", "Inflectra", "Renflexis", "Avsola"};
    size_t differ = 0;
    (void)state;
    for (size_t i = 0; i < COUNT_OF(article_only); i++) {
        const struct drug *drug = book_drug(world.book, article_only[i], ROUTE_IV);
        assert_int_equal(drug->article, FAMILY_THERAPEUTIC);
        assert_int_equal(drug->cms, FAMILY_CHEMO);
        assert_true(drug->complex_biologic);
    }
    for (size_t i = 0; i < world.book->n_drugs; i++)
        differ += world.book->drugs[i].article != world.book->drugs[i].cms;
    assert_int_equal(differ, 4);
    assert_int_equal(world.book->n_drugs, 603);
    assert_true(book_drug(world.book, "Xolair", ROUTE_SC)->class_policy);
    assert_int_equal(book_drug(world.book, "Xolair", ROUTE_SC)->cms, FAMILY_THERAPEUTIC);
    assert_true(book_drug(world.book, "KCl", ROUTE_IV)->electrolyte);
    assert_int_equal(book_drug(world.book, "heparin flush", ROUTE_IV)->cms, FAMILY_NOT_REPORTABLE);
    assert_int_equal(book_drug(world.book, "Botox", ROUTE_IM)->cms, FAMILY_NOT_IN_FAMILY);
}

static void misspelt_names_find_their_neighbour(void **state)
{
    (void)state;
    assert_string_equal(book_drug_near(world.book, "dexamethsone"), "dexamethasone");
    assert_string_equal(book_drug_near(world.book, "Zofrn"), "Zofran");
    assert_string_equal(book_drug_near(world.book, "caroplatin"), "carboplatin");
    assert_string_equal(book_drug_near(world.book, "zofron 4 mg IV"), "Zofran");
    assert_string_equal(book_drug_near(world.book, "mystery drug"), "");
    assert_string_equal(book_drug_near(world.book, "J1746"), ""); /* never guess a code */
    assert_string_equal(book_drug_near(world.book, ""), "");
}

static size_t search(const char *text, const struct drug **out, size_t max)
{
    return book_drug_search(world.book, text, out, max);
}

static void completion_begins_contains_resembles(void **state)
{
    const struct drug *found[8];
    (void)state;
    assert_true(search("ceftr", found, 8) >= 1); /* and, last, what is spelled closely */
    assert_string_equal(found[0]->generic, "ceftriaxone");
    assert_true(search("saline", found, 8) >= 1);
    assert_string_equal(found[0]->generic, "sodium chloride 0.9% 1000 mL");
    assert_true(search("bendam", found, 8) == 1); /* two rows of one generic */
    assert_true(search("mycin", found, 8) > 1);   /* inside */
    assert_true(search("ondanst", found, 8) >= 1);
    assert_string_equal(found[0]->generic, "ondansetron");
    assert_int_equal(search("a", found, 3), 3);
    assert_int_equal(search("zzzzzz", found, 8), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(words_go_both_ways),
        cmocka_unit_test(values_without_a_name),
        cmocka_unit_test(services_give_the_code_of_a_role),
        cmocka_unit_test(pairs_are_found_in_their_direction),
        cmocka_unit_test(codes_are_indexed),
        cmocka_unit_test(the_other_tables_answer),
        cmocka_unit_test(marks_of_codes),
        cmocka_unit_test(kinds_follow_the_minutes),
        cmocka_unit_test(drugs_are_met_by_any_of_their_names),
        cmocka_unit_test(a_brand_beside_a_generic_name_wins),
        cmocka_unit_test(the_route_tells_forms_apart),
        cmocka_unit_test(amounts_and_manners_around_a_name),
        cmocka_unit_test(the_route_chooses_among_several),
        cmocka_unit_test(sameness_is_the_generic),
        cmocka_unit_test(classes_of_both_authorities),
        cmocka_unit_test(misspelt_names_find_their_neighbour),
        cmocka_unit_test(completion_begins_contains_resembles),
    };
    return cmocka_run_group_tests_name("book", tests, open_world, close_world);
}
