/* Properties on generated encounters.
 *
 * usage: test_properties [--seed N] [--n N]     (or TESTS_SEED, TESTS_N)
 * The seed is printed; a failure is printed as administration CSV with as few rows as still fail,
 * and the policy as words, so that it can become a case. */
#include "properties.h"
#include "tap.h"

enum { DEFAULT_N = 100000, SHOWN = 3, ENOUGH = 50000 /* encounters that show everything */ };
static const long DEFAULT_SEED = 20260302;

const struct property PROPERTIES[] = {
    {"the minute book balances", property_balance},
    {"at most one initial per visit and access", property_one_initial},
    {"no add-on without a parent", property_parents},
    {"one concurrent infusion per limit", property_one_concurrent},
    {"rows in another order, same result", property_order},
    {"a run split into touching pieces changes nothing", property_split},
    {"another hour of the day changes nothing but times", property_shift},
    {"a row that is left out changes no code", property_excluded},
    {"same input, same bytes", property_same_bytes},
    {"a brief result has the same codes, and the same reasons once asked", property_brief},
    {"every code, unit, modifier and finding has a reason with a citation", property_reasons},
    {"a later stop never earns fewer units", property_longer},
    {"the way a drug is written changes no code", property_names},
    {"the labels of lines and bags change no code", property_labels},
    {"diagnosis, signatures and doses change no code", property_papers},
    {"each code is on the claim or has a why not", property_why_not},
    {"no sentence lacks a fact", property_sentences},
};
const size_t N_PROPERTIES = COUNT_OF(PROPERTIES);

void trial_code(struct trial *trial)
{
    engine_code(trial->book, &trial->policy, &trial->encounter, &trial->result);
}

/* ---- fewer rows ---- */

static bool still_fails(struct trial *trial, const struct property *property)
{
    struct str why;
    bool fails;

    if (!trial->encounter.n_rows)
        return false;
    str_init(&why, 1 << 22);
    trial_code(trial);
    fails = !property->holds(trial, &why);
    str_release(&why);
    return fails;
}

/* Drops rows, then switches, one at a time, as long as the property still fails. */
static void shrink(struct trial *trial, const struct property *property, const struct policy *plain)
{
    bool smaller = true;

    while (smaller) {
        smaller = false;
        for (size_t i = 0; i < trial->encounter.n_rows; i++) {
            struct encounter saved;

            encounter_copy(&saved, &trial->encounter);
            encounter_delete_row(&trial->encounter, i);
            generate_renumber(&trial->encounter);
            if (still_fails(trial, property)) {
                encounter_release(&saved);
                smaller = true;
                break;
            }
            encounter_release(&trial->encounter);
            trial->encounter = saved;
        }
    }
    for (int s = 0; s < SWITCH_COUNT; s++) {
        int value = trial->policy.value[s];

        trial->policy.value[s] = plain->value[s];
        if (!still_fails(trial, property))
            trial->policy.value[s] = value;
    }
    trial_code(trial);
}

/* ---- trials ---- */

/* What the generator has made so far: a property only says something about what it has seen. */
struct seen {
    bool classes[CLASS_COUNT], routes[ROUTE_COUNT], methods[METHOD_COUNT], devices[DEVICE_COUNT];
    unsigned flags;
    bool *codes; /* by index in the book */
};

struct run {
    struct world world;
    struct seen seen;
    struct policy plain;
    long n, seed;
    int *failures; /* by property */
    struct str *report;
};

static void report(struct run *run, size_t which, struct trial *trial, long number)
{
    const struct property *property = &PROPERTIES[which];
    struct str *out = &run->report[which];

    shrink(trial, property, &run->plain);
    str_addf(out, "encounter %ld of seed %ld: ", number, run->seed);
    property->holds(trial, out);
    str_add(out, "\npolicy: ");
    generate_print_policy(&run->world, &trial->policy, out);
    str_addc(out, '\n');
    charts_print(&trial->encounter, out);
    str_addc(out, '\n');
}

static void note_seen(struct seen *seen, const struct trial *trial)
{
    for (size_t i = 0; i < trial->encounter.n_rows; i++) {
        const struct row *row = &trial->encounter.rows[i];

        seen->classes[row->drug_class] = true;
        seen->routes[row->route] = true;
        seen->methods[row->method] = true;
        seen->devices[row->device] = true;
        seen->flags |= row->flags;
    }
    for (size_t i = 0; i < trial->result.n_lines; i++)
        seen->codes[trial->result.lines[i].code->index] = true;
}

static void words_unseen(const bool *seen, enum words list, struct str *out)
{
    for (int i = 0; i < word_count(list); i++)
        if (!seen[i])
            str_addf(out, "%s ", word_name(list, i));
}

/* Every word of the record, and every code that a service can earn, came up. */
static void test_seen(struct tap *tap, const struct run *run)
{
    const struct book *book = run->world.book;
    struct str out;

    str_init(&out, 4096);
    words_unseen(run->seen.classes, WORDS_CLASS, &out);
    words_unseen(run->seen.routes, WORDS_ROUTE, &out);
    words_unseen(run->seen.methods, WORDS_METHOD, &out);
    words_unseen(run->seen.devices, WORDS_DEVICE, &out);
    for (int bit = 0; bit < FLAG_COUNT; bit++)
        if (!(run->seen.flags & 1u << bit))
            str_addf(&out, "%s ", word_name(WORDS_FLAG, bit));
    for (size_t i = 0; i < book->n_services; i++)
        if (!run->seen.codes[book->services[i].code->index])
            str_addf(&out, "%s ", book->services[i].code->id);
    tap_test(tap, !out.length, "every class, route, method, device, flag and code came up");
    if (out.length)
        tap_note("never: %s", out.data);
    str_release(&out);
}

static void run_trial(struct run *run, long number)
{
    struct rng rng = {(uint64_t)run->seed * 1000003u + (uint64_t)number};
    struct trial trial = {.book = run->world.book, .seed = rng.state ^ 0x5bf03635u};
    struct str why;

    generate_policy(&rng, &run->world, &trial.policy);
    generate_encounter(&rng, &trial.encounter);
    result_init(&trial.result);
    trial_code(&trial);
    note_seen(&run->seen, &trial);
    str_init(&why, 1 << 22);
    for (size_t p = 0; p < N_PROPERTIES; p++) {
        struct trial copy;

        if (PROPERTIES[p].holds(&trial, &why) || run->failures[p]++ >= SHOWN)
            continue;
        copy = trial;
        encounter_copy(&copy.encounter, &trial.encounter);
        result_init(&copy.result);
        report(run, p, &copy, number);
        result_release(&copy.result);
        encounter_release(&copy.encounter);
    }
    str_release(&why);
    result_release(&trial.result);
    encounter_release(&trial.encounter);
}

/* --NAME N on the command line, else the variable, else fallback. */
static long option(int argc, char **argv, const char *name, const char *variable, long fallback)
{
    const char *text = getenv(variable);
    long value = fallback;

    for (int i = 1; i + 1 < argc; i++)
        if (!strcmp(argv[i], name))
            text = argv[i + 1];
    if (text && *text && !number_parse(text, 1, 1000000000, &value))
        BUG("%s wants a whole number, not %s", name, text);
    return value;
}

int main(int argc, char **argv)
{
    struct tap tap = {0, 0};
    struct run run = {.n = option(argc, argv, "--n", "TESTS_N", DEFAULT_N),
                      .seed = option(argc, argv, "--seed", "TESTS_SEED", DEFAULT_SEED)};
    struct err err;

    if (!world_open(&run.world) ||
        !library_policy(run.world.library, "reference", &run.plain, &err)) {
        tap_test(&tap, false, "the rule book loads");
        return tap_end(&tap);
    }
    run.failures = calloc(N_PROPERTIES, sizeof *run.failures);
    run.report = calloc(N_PROPERTIES, sizeof *run.report);
    run.seen.codes = calloc(run.world.book->n_codes, sizeof *run.seen.codes);
    if (!run.failures || !run.report || !run.seen.codes)
        BUG("no memory for the report");
    for (size_t p = 0; p < N_PROPERTIES; p++)
        str_init(&run.report[p], 1 << 16);
    printf("# %ld encounters, seed %ld\n", run.n, run.seed);
    for (long i = 0; i < run.n; i++)
        run_trial(&run, i);
    for (size_t p = 0; p < N_PROPERTIES; p++) {
        tap_test(&tap, !run.failures[p], "%s", PROPERTIES[p].name);
        if (run.failures[p]) {
            tap_note("%d of %ld fail; the first:", run.failures[p], run.n);
            tap_text(run.report[p].data);
        }
        str_release(&run.report[p]);
    }
    if (run.n >= ENOUGH)
        test_seen(&tap, &run);
    free(run.seen.codes);
    free(run.failures);
    free(run.report);
    world_close(&run.world);
    return tap_end(&tap);
}
