/* Bytes become an encounter and a policy; what must hold for every encounter must hold for it. */
#include "../properties/properties.h"
#include "fuzz.h"

#include "core/field.h"

enum { MOST_ROWS = 12 };

static const struct {
    const char *name;
    bool (*holds)(const struct trial *trial, struct str *why);
} promises[] = {
    {"the minute book balances", property_balance},
    {"at most one initial per visit and access", property_one_initial},
    {"no add-on without a parent", property_parents},
    {"one concurrent infusion per limit", property_one_concurrent},
    {"rows in another order, same result", property_order},
    {"a run split into touching pieces changes nothing", property_split},
    {"another hour of the day changes nothing but times", property_shift},
    {"a row that is left out changes no code", property_excluded},
    {"same input, same bytes", property_same_bytes},
    {"every code, unit, modifier and finding has a reason", property_reasons},
    {"a later stop never earns fewer units", property_longer},
    {"each code is on the claim or has a why not", property_why_not},
    {"no sentence lacks a fact", property_sentences},
};

static const char *const lines[] = {"", "1", "port", "L-PIV"};
static const char *const bags[] = {"", "", "", "A"};
static const char *const reasons[] = {"", "", "incompatible drugs"};
static const char *const doses[] = {"", "1 g", "400 mg", "1000 mL", "12.5 mg"};
static const char *const vials[] = {"", "", "4x100 mg", "1x400 mg", "multi", "1x100 mg shared"};

static void set(struct encounter *e, struct row *row, enum field_id id, const char *text)
{
    if (*text)
        field_set(e, row, id, text, NULL);
}

/* A word of the field's list, or nothing. */
static void set_word(struct bytes *in, struct encounter *e, struct row *row, enum field_id id)
{
    const char *const *words = field_choices(id);
    unsigned n = 0, which = bytes_next(in);

    while (words[n])
        n++;
    if (which % (2 * n) < n)
        set(e, row, id, words[which % n]);
}

#define CHOOSE(in, table) (table)[bytes_below((in), COUNT_OF(table))]

/* A start within two days, most often in the first, and how long; single minutes matter. */
static void set_times(struct bytes *in, struct encounter *e, struct row *row)
{
    unsigned how = bytes_next(in);
    minute_t start = when_at(e->date, 0) + 5 * (minute_t)bytes_next(in) + (minute_t)(how & 3);
    minute_t stop = start + (minute_t)bytes_next(in) * (how & 4 ? 4 : 1);
    char text[24];

    if (how & 8)
        start += DAY_MINUTES, stop += DAY_MINUTES;
    if ((how & 0x30) != 0x30)
        set(e, row, FIELD_START, when_print(start, text));
    if ((how & 0xC0) != 0xC0)
        set(e, row, FIELD_STOP, when_print(stop, text));
    else if (stop >= start) {
        snprintf(text, sizeof text, "%d", (int)(stop - start));
        set(e, row, FIELD_MINUTES, text);
    }
}

static void add_row(struct bytes *in, const struct book *book, struct encounter *e)
{
    struct row *row = encounter_add_row(e);
    unsigned drug = bytes_next(in), what = bytes_next(in);

    set(e, row, FIELD_DRUG, drug < 250 ? book->drugs[drug % book->n_drugs].generic : "unheard of");
    set_times(in, e, row);
    set(e, row, FIELD_LINE, CHOOSE(in, lines));
    if (what & 1)
        set_word(in, e, row, FIELD_CLASS);
    if (what & 2)
        set_word(in, e, row, FIELD_ROUTE);
    if (what & 4)
        set_word(in, e, row, FIELD_METHOD);
    if (what & 8)
        set_word(in, e, row, FIELD_FLAGS);
    if (what & 16)
        set_word(in, e, row, FIELD_DEVICE);
    if (what & 32) {
        set(e, row, FIELD_VISIT, bytes_next(in) & 1 ? "2" : "1");
        set(e, row, FIELD_SITE_REASON, CHOOSE(in, reasons));
        set(e, row, FIELD_BAG, CHOOSE(in, bags));
    }
    if (what & 64) {
        set(e, row, FIELD_DOSE, CHOOSE(in, doses));
        set(e, row, FIELD_VIALS, CHOOSE(in, vials));
    }
    if (what & 128) {
        set_word(in, e, row, FIELD_ORDER);
        set_word(in, e, row, FIELD_PRIMARY);
    }
}

static void choose_policy(struct bytes *in, const struct world *world, struct policy *policy)
{
    struct err err;

    if (!world_policy(world, bytes_next(in) & 1 ? "cms" : "", policy, &err))
        fuzz_fail("%s", err.text);
    for (unsigned n = bytes_below(in, 4); n > 0; n--) {
        const struct switch_meaning *meanings;
        size_t known = library_switches(world->library, &meanings);
        const struct switch_meaning *m = &meanings[bytes_next(in) % known];

        policy->value[m->id] = m->value;
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const struct world *world = fuzz_world();
    struct bytes in = {data, size};
    struct trial trial = {.book = world->book, .seed = size};
    struct str why;

    encounter_init(&trial.encounter);
    result_init(&trial.result);
    choose_policy(&in, world, &trial.policy);
    field_set(&trial.encounter, NULL, FIELD_ENCOUNTER, "F1", NULL);
    field_set(&trial.encounter, NULL, FIELD_DATE, TEST_DATE, NULL);
    set_word(&in, &trial.encounter, NULL, FIELD_SETTING);
    if (bytes_next(&in) & 1)
        field_set(&trial.encounter, NULL, FIELD_EM, "99213", NULL);
    for (int i = 0; i == 0 || (i < MOST_ROWS && in.left > 0); i++)
        add_row(&in, world->book, &trial.encounter);
    engine_code(trial.book, &trial.policy, &trial.encounter, &trial.result);
    str_init(&why, 1 << 20);
    for (size_t i = 0; i < COUNT_OF(promises); i++)
        if (!promises[i].holds(&trial, &why)) {
            struct str rows;

            str_init(&rows, 1 << 20);
            generate_print_policy(world, &trial.policy, &rows);
            str_addc(&rows, '\n');
            charts_print(&trial.encounter, &rows);
            fuzz_fail("%s: %s\n%s", promises[i].name, why.data, rows.data);
        }
    str_release(&why);
    result_release(&trial.result);
    encounter_release(&trial.encounter);
    return 0;
}
