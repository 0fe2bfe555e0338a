#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <unistd.h>

#include "broken.h"
#include "core/rule_ids.h"

/* Every test breaks a copy of the rule book and looks at all that the loader says. */

/* ---- headers ---- */

static void unknown_and_missing_columns(void **state)
{
    (void)state;
    broken_change("limits.csv", "id,from,to,value,unit", "id,from,to,vlaue,unit");
    broken_refused(
        "limits.csv:1: column vlaue: is not a column of this table; the nearest is value, "
        "rename it or take it out\n"
        "limits.csv:1: column value: the header lacks it; add it with a value on every row");
}

static void a_missing_table(void **state)
{
    char path[512];
    (void)state;
    snprintf(path, sizeof path, "%s/ranks.csv", broken.book);
    assert_int_equal(unlink(path), 0);
    broken_refused("ranks.csv: cannot be opened (No such file or directory); put the table there");
}

static void an_empty_table(void **state)
{
    (void)state;
    broken_write("ranks.csv", "");
    broken_refused("ranks.csv:1: the file is empty; its first line must name the columns");
}

/* ---- cells ---- */

static void bad_cells_of_every_kind(void **state)
{
    static const struct {
        const char *table, *old, *now, *said;
    } breaks[] = {
        {"limits.csv", "push_max,2024-01-01,,15", "push_max,2024-01-01,,15.5",
         "limits.csv:2: column value: 15.5 is not a whole number from 0 to 100000; write one"},
        {"limits.csv", "push_max,2024-01-01", "push_max,2024-02-30",
         "limits.csv:2: column from: 2024-02-30 is not a date; write it like 2026-03-02"},
        {"limits.csv", "push_max,2024-01-01,,15", "push_max,2024-01-01,2023-01-01,15",
         "limits.csv:2: column to: ends before it begins; put the later date here"},
        {"limits.csv", "minutes,cpt", "minutes,",
         "limits.csv:2: column source: is empty; every row of this table needs it"},
        {"limits.csv", "minutes,cpt", "minutes,ctp",
         "limits.csv:2: column source: there is no source ctp; add it to sources.csv or name one "
         "of its rows"},
        {"limits.csv", "push_max", "push_mix",
         "limits.csv:2: column id: the program has no limit push_mix; the nearest is push_max, "
         "rename it or take the row out"},
        {"codes.csv", "initial,y,n,1,", "first,y,n,1,",
         "codes.csv:@: column role: first is no role of a code; write initial, add_on or "
         "standalone"},
        {"codes.csv", "initial,y,n,1,", "initial,yes,n,1,",
         "codes.csv:@: column timed: yes is neither y nor n; write one of them"},
        {"kinds.csv", "kind.im,2024-01-01,,40,,IM", "kind.im,2024-01-01,,40,,XX",
         "kinds.csv:@: column route: XX is no route; see the README of data/book for the words"},
        {"kinds.csv", "push injection", "push injektion",
         "kinds.csv:@: column method: injektion is no method; write words of the administration "
         "CSV with blanks between"},
        {"services.csv", ",clinicpump,", ",clinikpump,",
         "services.csv:@: column flag: clinikpump is no flag; write words of the administration "
         "CSV with blanks between"},
        {"scope.csv", "flag:notgiven", "flag:notgifen",
         "scope.csv:@: column test: flag:notgifen is no test; write flag:NAME, route:NAME, "
         "class:NAME, method:NAME, drug:NAME, family:NAME, group:NAME+route:NAME, "
         "method:NAME+route:NAME, drug:NAME+above:AMOUNT, order:n or unclassified"},
        {"scope.csv", "method:refill+route:IT", "method:refill+route:IV+",
         "scope.csv:@: column test: method:refill+route:IV+ is no test; write flag:NAME, "
         "route:NAME, "
         "class:NAME, method:NAME, drug:NAME, family:NAME, group:NAME+route:NAME, "
         "method:NAME+route:NAME, drug:NAME+above:AMOUNT, order:n or unclassified"},
        {"scope.csv", "method:refill+route:IT", "method:refill+rout:IT",
         "scope.csv:@: column test: method:refill+rout:IT is no test; write flag:NAME, route:NAME, "
         "class:NAME, method:NAME, drug:NAME, family:NAME, group:NAME+route:NAME, "
         "method:NAME+route:NAME, drug:NAME+above:AMOUNT, order:n or unclassified"},
        {"scope.csv", "(catheter)+above:4", "(catheter)+above:none",
         "scope.csv:@: column test: drug:alteplase (catheter)+above:none is no test; write "
         "flag:NAME, route:NAME, "
         "class:NAME, method:NAME, drug:NAME, family:NAME, group:NAME+route:NAME, "
         "method:NAME+route:NAME, drug:NAME+above:AMOUNT, order:n or unclassified"},
        {"scope.csv", "group:chemo+route:VES", "group:chemo",
         "scope.csv:@: column test: group:chemo is no test; write flag:NAME, route:NAME, "
         "class:NAME, method:NAME, drug:NAME, family:NAME, group:NAME+route:NAME, "
         "method:NAME+route:NAME, drug:NAME+above:AMOUNT, order:n or unclassified"},
        {"scope.csv", "flag:kvo", "flag:kvo+route:IV",
         "scope.csv:@: column test: flag:kvo+route:IV is no test; write flag:NAME, route:NAME, "
         "class:NAME, method:NAME, drug:NAME, family:NAME, group:NAME+route:NAME, "
         "method:NAME+route:NAME, drug:NAME+above:AMOUNT, order:n or unclassified"},
        {"pairs.csv", ",off,", ",never,",
         "pairs.csv:@: column effect: never is no effect; write off, modifier or warn"},
        {"drugs.csv", "J7030,1000,", "J7030,1e3,",
         "drugs.csv:@: column unit_amount: 1e3 is not an amount; write a number like 0.5, at most "
         "6 places"},
        {"drugs.csv", "J7030,1000,mL", "J7030,1000,",
         "drugs.csv:@: column unit_amount: code, amount and unit of a billing unit go together; "
         "fill all three or none"},
    };
    (void)state;
    for (size_t i = 0; i < COUNT_OF(breaks); i++) {
        broken_mend(NULL);
        broken_change(breaks[i].table, breaks[i].old, breaks[i].now);
        broken_refused(breaks[i].said);
    }
}

static void control_characters_do_not_come_through(void **state)
{
    (void)state;
    broken_change("limits.csv", "minutes,cpt", "minutes,c\033[31mpt");
    assert_null(broken_load());
    assert_null(strchr(broken.said.data, '\033'));
    assert_non_null(strstr(broken.said.data, "limits.csv:2: column source: there is no source c"));
}

/* ---- rows ---- */

static void rows_of_one_key_must_not_overlap(void **state)
{
    (void)state;
    broken_change("limits.csv", "\ninfusion_min,2024-01-01,,16,",
                  "\npush_max,2025-06-01,,14,minutes,cpt,M01,x\ninfusion_min,2024-01-01,,16,");
    broken_refused(
        "limits.csv:3: column from: push_max holds from 2025-06-01, while line 2 holds then "
        "too; let the earlier row end the day before the later one begins");
}

static void tables_without_dates_have_a_row_once(void **state)
{
    (void)state;
    broken_change("policies.csv", "reference,missing_stop,push",
                  "reference,missing_stop,push\nreference,missing_stop,push");
    broken_refused(
        "policies.csv:3: reference missing_stop stands on line 2 already; keep one of the two");
}

static void a_row_with_too_many_cells(void **state)
{
    (void)state;
    broken_change("ranks.csv", "H02,Plain fluid comes last", "H02,Plain, fluid, comes last");
    assert_null(broken_load());
    assert_non_null(strstr(broken.said.data, "ranks.csv:6: there are 11 cells where the header "
                                             "names 9 columns"));
}

static void every_rule_row_is_needed(void **state)
{
    (void)state;
    for (int id = 0; id < RULE_COUNT; id++) {
        char begin[64], expected[200];
        snprintf(begin, sizeof begin, "%s,", rule_id_name((enum rule_id)id));
        broken_drop("rules.csv", begin);
        snprintf(expected, sizeof expected,
                 "rules.csv: no row for %s on 2024-01-01; add one that holds from then",
                 rule_id_name((enum rule_id)id));
        broken_refused(expected);
    }
}

static void a_gap_in_time_is_a_missing_row(void **state)
{
    (void)state;
    broken_change("limits.csv", "push_max,2024-01-01,,", "push_max,2025-01-01,2025-12-31,");
    broken_refused("limits.csv: no row for push_max on 2024-01-01; add one that holds from then");
    broken_change("limits.csv", "push_max,2024-01-01,,", "push_max,2024-01-01,2025-12-31,");
    broken_refused("limits.csv: no row for push_max on 2026-01-01; add one that holds from then");
}

/* What the engine asks the tables for, and what is said when they have no answer. */
struct hole {
    const char *table, *old, *now, *said;
};

static void refuse_holes(const struct hole *holes, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        broken_mend(NULL);
        broken_change(holes[i].table, holes[i].old, holes[i].now);
        assert_null(broken_load());
        if (!strstr(broken.said.data, holes[i].said))
            fail_msg("%s\nis not in\n%s", holes[i].said, broken.said.data);
    }
}

/* What scope.csv lets through the engine asks kinds.csv about, on every date. */
static void every_administration_has_a_kind(void **state)
{
    static const struct hole holes[] = {
        {"kinds.csv", "kind.short,2024-01-01,,", "kind.short,2024-01-01,2025-12-31,",
         "kinds.csv: no row for class therapeutic, route IV, method unsaid, facility, minutes 0 on "
         "2026-01-01; add one for every payer"},
        {"kinds.csv", "200,,IV,,unknown", "200,,IV,push,unknown",
         "kinds.csv: no row for class therapeutic, route IV, method unsaid, facility, minutes "
         "unknown "
         "on 2024-01-01; add one for every payer"},
        {"kinds.csv", "220,,IV,,known,infusion_min,,,,", "220,,IV,,known,infusion_min,,office,,",
         "kinds.csv: no row for class therapeutic, route IV, method unsaid, facility, minutes 16 "
         "on "
         "2024-01-01; add one for every payer"},
        {"kinds.csv", "220,,IV,,known,infusion_min,,,,", "220,,IV,,known,infusion_min,,,medicare,",
         "kinds.csv: no row for class therapeutic, route IV, method unsaid, facility, minutes 16 "
         "on "
         "2024-01-01; add one for every payer"},
        {"limits.csv", "push_max,2024-01-01,,15,", "push_max,2024-01-01,,12,",
         "kinds.csv: no row for class therapeutic, route IV, method unsaid, facility, minutes 13 "
         "on "
         "2024-01-01; add one for every payer"},
        {"kinds.csv", "kind.setup,2024-01-01,,10,,", "kind.setup,2024-01-01,,10,therapeutic,",
         "kinds.csv: no row for class unknown, route IT, method setup, facility, minutes unknown "
         "on "
         "2024-01-01; add one for every payer"},
        {"scope.csv", "group:therapeutic+route:IL", "group:chemo+route:IL",
         "kinds.csv: no row for class therapeutic, route IL, method unsaid, facility, minutes "
         "unknown "
         "on 2024-01-01; add one for every payer"},
    };
    (void)state;
    refuse_holes(holes, COUNT_OF(holes));
}

static void every_kind_has_its_codes(void **state)
{
    static const struct hole holes[] = {
        {"services.csv", "therapeutic.hour,2024-01-01,,", "therapeutic.hour,2024-01-01,2025-12-31,",
         "services.csv: no code for kind infusion, class therapeutic, role hour, route IV on "
         "2026-01-01; add a row for every device, flag and payer"},
        {"services.csv", "push,chemo,sequential,,", "push,chemo,sequential,IT,",
         "services.csv: no code for kind push, class chemo, role sequential, route IV on "
         "2024-01-01; "
         "add a row for every device, flag and payer"},
        {"services.csv", "pump,chemo,single,,,,,", "pump,chemo,single,,,,medicare,",
         "services.csv: no code for kind pump, class chemo, role single, route IV on 2024-01-01; "
         "add a row for every device, flag and payer"},
        {"services.csv", "refill,,single,,,,,", "refill,,single,,reservoir,,,",
         "services.csv: no code for kind refill, class "},
        {"kinds.csv", "kind.setup,2024-01-01,,10,,,setup,,,,,,setup",
         "kind.setup,2024-01-01,,10,,,setup,,,,,,hydration",
         "services.csv: no code for kind hydration, class "},
    };
    (void)state;
    refuse_holes(holes, COUNT_OF(holes));
}

/* ---- sentences ---- */

static void sentences_may_only_name_their_facts(void **state)
{
    (void)state;
    broken_change("rules.csv", "from minute {earned}", "from minute {urned}");
    broken_refused(
        "rules.csv:@: column say: units.hours gives no fact {urned}; use of row drug line "
        "code minutes units earned next");
    broken_change("rules.csv", "from minute {earned}", "past minute {earned");
    broken_refused("rules.csv:@: column say: a brace without its partner; write {fact}");
    broken_mend(NULL);
    broken_change("findings.csv", "(start: {start})", "(start: {stop})");
    broken_refused(
        "findings.csv:@: column say: doc.stop.missing gives no fact {stop}; use of row drug "
        "line code start");
    broken_mend(NULL);
    broken_change("kinds.csv", "How long {drug} ran is", "{minutes} of {drug} is");
    broken_refused("kinds.csv:@: column say: a kind whose length may be unknown gives no fact "
                   "{minutes}; use of row drug line code kind");
    broken_mend(NULL);
    broken_change("rules.csv", ",time,readings,G4,{drug} ran from",
                  ",kind,readings,G4,{drug} ran from");
    broken_refused("rules.csv:@: column step: time.clock belongs to step time; write that");
}

/* ---- names of other rows ---- */

static void names_must_lead_somewhere(void **state)
{
    static const struct {
        const char *table, *old, *now, *said;
    } breaks[] = {
        {"services.csv", ",96368,", ",96388,",
         "services.csv:@: column code: codes.csv has no code 96388 on 2024-01-01; add it or mend "
         "the number"},
        {"parents.csv", "\n96361,96360,", "\n96361,96330,",
         "parents.csv:@: column parent: codes.csv has no code 96330 on 2024-01-01; add it or mend "
         "the number"},
        {"scope.csv", "scope.flush,,", "scope.flosh,,",
         "scope.csv:@: column finding: findings.csv has no scope.flosh for these dates; add it or "
         "leave the cell empty"},
        {"scope.csv", "drug:alteplase (catheter)", "drug:alteplase",
         "scope.csv:@: column test: drugs.csv has no generic alteplase; add it or mend the name"},
        {"scope.csv", "36430,transfusion: not a drug administration code", "36430,",
         "scope.csv:@: column elsewhere_say: a code that applies elsewhere and its words go "
         "together; fill both or none"},
        {"scope.csv", "scope.oral,2024-01-01,,20", "scope.oral,2024-01-01,,10",
         "scope.csv:@: column order: line 2 has order 10 too; give each row its own"},
        {"kinds.csv", "known,,push_max", ",,push_max",
         "kinds.csv:@: column length: bounds need a known length; write known\n"
         "kinds.csv:@: column say: a kind whose length may be unknown gives no fact {minutes}; "
         "use of row drug line code kind\n"
         "kinds.csv:@: column say: a kind whose length may be unknown gives no fact {limit}; "
         "use of row drug line code kind"},
    };
    (void)state;
    for (size_t i = 0; i < COUNT_OF(breaks); i++) {
        broken_mend(NULL);
        broken_change(breaks[i].table, breaks[i].old, breaks[i].now);
        broken_refused(breaks[i].said);
    }
}

/* ---- switches and policies ---- */

static void switches_and_policies_are_whole(void **state)
{
    (void)state;
    broken_drop("switches.csv", "overlap_mode,majority");
    broken_refused("switches.csv: no row says what overlap_mode = majority means; add one");
    broken_mend(NULL);
    broken_change("switches.csv", "overlap_mode,majority", "overlap_mode,most");
    broken_refused("switches.csv:@: column value: switch overlap_mode has no value most; give "
                   "concurrent, subtract or majority");
    broken_mend(NULL);
    broken_drop("policies.csv", "cms,midnight");
    broken_refused("policies.csv: policy cms sets no midnight; add a row");
    broken_change("policies.csv", "cms,midnight,start_date", "cms,midnight,noon");
    broken_refused(
        "policies.csv:@: column value: switch midnight has no value noon; give start_date or "
        "split");
}

static void several_errors_come_out_at_once(void **state)
{
    struct err err = {""};
    (void)state;
    broken_change("limits.csv", "push_max,2024-01-01,,15", "push_max,2024-01-01,,x");
    broken_change("codes.csv", "initial,y,n,1,", "initial,y,n,0,");
    broken_drop("rules.csv", "units.hours,");
    broken_change("policies.csv", "cms,midnight,start_date", "cms,midnight,noon");
    broken_refused(
        "codes.csv:2: column claim_order: 0 is not a whole number from 1 to 9999; write one\n"
        "limits.csv:2: column value: x is not a whole number from 0 to 100000; write one\n"
        "rules.csv: no row for units.hours on 2024-01-01; add one that holds from then\n"
        "policies.csv:@: column value: switch midnight has no value noon; give start_date or "
        "split");
    assert_null(library_load(broken.root, NULL, NULL, &err));
    assert_non_null(strstr(err.text, "codes.csv:2: column claim_order: 0 is not"));
    assert_non_null(strstr(err.text, "(the rule book has 4 faults)"));
}

#define TEST(name) cmocka_unit_test_setup(name, broken_mend)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(unknown_and_missing_columns),
        TEST(a_missing_table),
        TEST(an_empty_table),
        TEST(bad_cells_of_every_kind),
        TEST(control_characters_do_not_come_through),
        TEST(rows_of_one_key_must_not_overlap),
        TEST(tables_without_dates_have_a_row_once),
        TEST(a_row_with_too_many_cells),
        TEST(every_rule_row_is_needed),
        TEST(a_gap_in_time_is_a_missing_row),
        TEST(every_administration_has_a_kind),
        TEST(every_kind_has_its_codes),
        TEST(sentences_may_only_name_their_facts),
        TEST(names_must_lead_somewhere),
        TEST(switches_and_policies_are_whole),
        TEST(several_errors_come_out_at_once),
    };
    return cmocka_run_group_tests_name("load", tests, broken_set_up, broken_tear_down);
}
