/* The engine and the oracle (oracle.h) on generated encounters: the same codes, units and
 * modifiers.
 *
 * usage: test_oracle [SEED]     (encounters: TESTS_N, else 20000) */
#include "generate.h"
#include "oracle.h"
#include "tap.h"

enum { DEFAULT_N = 20000, SHOWN = 3, FIRST_CLOCK = 480 };

static const int LENGTHS[] = {5,  10, 15, 16, 17,  20,  30,  31, 40,
                              60, 75, 90, 91, 120, 150, 151, 200};

static const char *one_of(struct rng *rng, const char *const *list)
{
    int n = 0;

    while (list[n])
        n++;
    return list[rng_below(rng, n)];
}

static void some_run(struct rng *rng, struct row *row, bool chemo)
{
    int length = LENGTHS[rng_below(rng, (int)COUNT_OF(LENGTHS))];

    row->method = METHOD_INFUSION;
    row->stop = row->start + length;
    if (rng_percent(rng, 25)) {
        row->drug = one_of(rng, ORACLE_FLUIDS);
        return;
    }
    row->drug = one_of(rng, chemo && rng_percent(rng, 50) ? ORACLE_CHEMO : ORACLE_DRUGS);
    if (rng_percent(rng, 30)) {
        row->method = METHOD_PUSH;
        row->stop = rng_percent(rng, 40) ? NO_MINUTE : row->start + 1 + rng_below(rng, 5);
    } else if (rng_percent(rng, 5)) {
        row->stop = NO_MINUTE;
    }
}

static void some_row(struct rng *rng, struct encounter *e, int visit, bool chemo, bool two_lines)
{
    struct row *row = encounter_add_row(e);
    int day = visit == 3 ? 1 : 0;

    row->visit = visit;
    row->start = when_at(e->date + day, FIRST_CLOCK + (visit == 2 ? 600 : 0) + rng_below(rng, 240));
    if (rng_percent(rng, 7)) {
        row->drug = "ketorolac";
        row->route = ROUTE_IM;
        row->method = METHOD_INJECTION;
    } else {
        some_run(rng, row, chemo);
    }
    row->line = two_lines && rng_percent(rng, 50) ? "R" : "1";
}

/* A second run of a drug that says it goes on with the first. */
static void some_interruption(struct rng *rng, struct encounter *e)
{
    size_t i = (size_t)rng_below(rng, (int)e->n_rows);

    if (e->rows[i].method != METHOD_INFUSION || e->rows[i].stop == NO_MINUTE ||
        !strcmp(e->rows[i].drug, ORACLE_FLUIDS[0]))
        return;
    for (size_t k = 0; k < e->n_rows; k++) /* of a run without an end the oracle knows nothing */
        if (e->rows[k].stop == NO_MINUTE && !strcmp(e->rows[k].drug, e->rows[i].drug))
            return;
    struct row *rest = generate_copy_row(e, i);
    rest->start = rest->stop + 1 + rng_below(rng, 60);
    rest->stop = rest->start + LENGTHS[rng_below(rng, (int)COUNT_OF(LENGTHS))];
    rest->flags = FLAG_INTERRUPTED;
}

/* An ordered length on the only row of its drug. */
static void some_order(struct rng *rng, struct encounter *e)
{
    struct row *row = &e->rows[rng_below(rng, (int)e->n_rows)];
    int rows = 0;

    for (size_t i = 0; i < e->n_rows; i++)
        rows += !strcmp(e->rows[i].drug, row->drug);
    if (rows == 1 && row->method == METHOD_INFUSION && row->stop != NO_MINUTE)
        row->planned = 10 + rng_below(rng, 240);
}

static void some_encounter(struct rng *rng, struct encounter *e, day_t date, bool mark_fluid)
{
    int visits = rng_percent(rng, 70) ? 1 : rng_percent(rng, 70) ? 2 : 3;

    encounter_init(e);
    e->id = "generated";
    e->date = date;
    e->setting = rng_percent(rng, 60) ? SETTING_FACILITY : SETTING_OFFICE;
    for (int visit = 1; visit <= visits; visit++) {
        bool chemo = rng_percent(rng, 40), two_lines = rng_percent(rng, 30);
        for (int n = 1 + rng_below(rng, 5); n > 0; n--)
            some_row(rng, e, visit, chemo, two_lines);
    }
    if (rng_percent(rng, 25))
        some_interruption(rng, e);
    if (rng_percent(rng, 25))
        some_order(rng, e);
    bool reason = rng_percent(rng, 70);
    for (size_t i = 0; i < e->n_rows; i++)
        if (reason && e->rows[i].route != ROUTE_IM && !strcmp(e->rows[i].line, "R"))
            e->rows[i].site_reason = "not compatible";
    struct row *row = &e->rows[rng_below(rng, (int)e->n_rows)];
    if (rng_percent(rng, 50) && row->route != ROUTE_IM &&
        (mark_fluid || strcmp(row->drug, ORACLE_FLUIDS[0]) != 0))
        row->primary = SAID_YES;
}

/* reference with the switches that the oracle reads set at random. */
static void some_policy(struct rng *rng, const struct world *world, struct policy *policy)
{
    struct err err;

    if (!world_policy(world, "", policy, &err))
        BUG("%s", err.text);
    policy->value[SWITCH_OVERLAP_MODE] = rng_below(rng, 3);
    policy->value[SWITCH_HYDRATION_PIECES] = rng_below(rng, 2);
    policy->value[SWITCH_HYDRATION_SECOND_SITE] = rng_below(rng, 2);
    policy->value[SWITCH_CONCURRENT_LIMIT] = rng_below(rng, 2);
    policy->value[SWITCH_INITIAL_TIE_BREAK] = rng_below(rng, 2);
    policy->value[SWITCH_PUSH_MINUTES_IN_HYDRATION] = rng_below(rng, 2);
    policy->value[SWITCH_BOLUS_AND_DRIP] = rng_below(rng, 3);
    policy->value[SWITCH_REPEAT_PUSH_GAP] = rng_below(rng, 2);
    policy->value[SWITCH_DISCONTINUED] = rng_percent(rng, 50) ? DISCONTINUED_52 : DISCONTINUED_NONE;
}

static void report(const struct world *world, const struct policy *policy,
                   const struct encounter *e, const struct answer *oracle,
                   const struct answer *engine)
{
    struct str out;

    str_init(&out, 16384);
    str_add(&out, "policy: ");
    generate_print_policy(world, policy, &out);
    str_addc(&out, '\n');
    charts_print(e, &out);
    str_add(&out, "\noracle: ");
    answer_print(oracle, &out);
    str_add(&out, "\nengine: ");
    answer_print(engine, &out);
    tap_text(out.data);
    str_release(&out);
}

int main(int argc, char **argv)
{
    const char *n_text = getenv("TESTS_N");
    long n = n_text && *n_text ? atol(n_text) : DEFAULT_N, seed = argc > 1 ? atol(argv[1]) : 1;
    struct tap tap = {0};
    struct world world;
    struct answer oracle, engine;
    int differ = 0;
    day_t date;

    if (!world_open(&world) || !when_parse_day(TEST_DATE, &date))
        return 1;
    for (long i = 0; i < n; i++) {
        struct rng rng = {(uint64_t)seed * 1000003u + (uint64_t)i};
        struct policy policy;
        struct encounter e;
        struct result result;

        some_policy(&rng, &world, &policy);
        some_encounter(&rng, &e, date,
                       policy.value[SWITCH_HYDRATION_SECOND_SITE] == SECOND_SITE_ALLOW);
        result_init(&result);
        engine_code(world.book, &policy, &e, &result);
        answer_of(&engine, &result);
        oracle_code(&e, &policy, date, &oracle);
        if (!answer_equal(&oracle, &engine) && differ++ < SHOWN)
            report(&world, &policy, &e, &oracle, &engine);
        result_release(&result);
        encounter_release(&e);
    }
    tap_test(&tap, differ == 0, "engine and oracle agree on %ld encounters, seed %ld", n, seed);
    if (differ > 0)
        tap_note("%d of %ld differ", differ, n);
    world_close(&world);
    return tap_end(&tap);
}
