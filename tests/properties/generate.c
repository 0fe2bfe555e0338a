#include "generate.h"

uint64_t rng_next(struct rng *rng)
{
    uint64_t z = (rng->state += 0x9E3779B97F4A7C15u); /* splitmix64 */

    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
    return z ^ (z >> 31);
}

int rng_below(struct rng *rng, int n)
{
    return (int)(rng_next(rng) % (uint64_t)n);
}

bool rng_percent(struct rng *rng, int of100)
{
    return rng_below(rng, 100) < of100;
}

/* ---- what may be said ---- */

static const char *const DRUGS[] = {
    "Normal saline",      "Normal saline", "Normal saline", "lactated Ringer's",
    "ceftriaxone",        "ceftriaxone",   "vancomycin",    "vancomycin",
    "cefepime",           "ondansetron",   "ondansetron",   "dexamethasone (Decadron)",
    "morphine",           "morphine",      "ketorolac",     "carboplatin",
    "carboplatin",        "paclitaxel",    "doxorubicin",   "fluorouracil",
    "rituximab",          "infliximab",    "Inflectra",     "vedolizumab",
    "leuprolide depot",   "Hizentra",      "pegfilgrastim", "potassium chloride",
    "magnesium sulfate",  "methotrexate",  "iron sucrose",  "leucovorin",
    "heparin lock flush", "mystery drug",  "Mystery Drug",  "amino blend",
    "Zofran 4 mg IV",     "NS 0.9% 1L",    "PRBC",          "Boostrix",
    "banana bag",         "insulin",       "Bendeka",       "Treanda"};
static const char *const LINES[] = {"", "1", "L-PIV", "R-PIV", "port"};
static const char *const REASONS[] = {"not compatible", "lost patency"};
static const char *const PAYERS[] = {"", "medicare", "commercial", "medicaid"};
static const char *const VISIT_CODES[] = {"99211", "99213", "99204", "G0463"};
/* Lengths at the edges, more often than chance would have them. */
static const int LENGTHS[] = {0,  1,  5,  10, 15, 15, 16,  16,  29,  30,  31,  31,  45,  59,  60,
                              61, 75, 89, 90, 91, 91, 105, 120, 121, 150, 151, 180, 240, 480, 481};

static enum route some_route(struct rng *rng)
{
    static const enum route OTHERS[] = {ROUTE_SC, ROUTE_SC,  ROUTE_IM, ROUTE_IM,  ROUTE_IA,
                                        ROUTE_IA, ROUTE_IT,  ROUTE_IP, ROUTE_IPL, ROUTE_IL,
                                        ROUTE_PO, ROUTE_TOP, ROUTE_VES};

    if (rng_percent(rng, 80))
        return rng_percent(rng, 70) ? ROUTE_IV : ROUTE_NONE;
    return OTHERS[rng_below(rng, (int)COUNT_OF(OTHERS))];
}

static enum method some_method(struct rng *rng, enum route route)
{
    if (rng_percent(rng, 12))
        return (enum method)rng_below(rng, METHOD_COUNT);
    if (route == ROUTE_SC || route == ROUTE_IM)
        return rng_percent(rng, 60) ? METHOD_INJECTION : METHOD_INFUSION;
    if (rng_percent(rng, 30))
        return METHOD_PUSH;
    return rng_percent(rng, 10) ? METHOD_NONE : METHOD_INFUSION;
}

static enum drug_class some_class(struct rng *rng)
{
    static const enum drug_class USUAL[] = {CLASS_THERAPEUTIC, CLASS_THERAPEUTIC, CLASS_HYDRATION,
                                            CLASS_CHEMO,       CLASS_COMPLEX,     CLASS_HORMONAL};

    if (rng_percent(rng, 65))
        return CLASS_NONE;
    if (rng_percent(rng, 8))
        return (enum drug_class)rng_below(rng, CLASS_COUNT);
    return USUAL[rng_below(rng, (int)COUNT_OF(USUAL))];
}

static void some_times(struct rng *rng, day_t date, bool over_days, struct row *row)
{
    int day = over_days ? rng_below(rng, 3) : 0;
    int clock = over_days ? rng_below(rng, DAY_MINUTES) : 420 + rng_below(rng, 660);
    int length = rng_percent(rng, 75) ? LENGTHS[rng_below(rng, (int)COUNT_OF(LENGTHS))]
                                      : rng_below(rng, 600);

    if (rng_percent(rng, 60))
        clock -= clock % 15; /* rows that touch or begin together */
    row->start = when_at(date + day, clock);
    row->stop = row->start + length;
    if (row->method == METHOD_PUSH || row->method == METHOD_INJECTION)
        row->stop = rng_percent(rng, 60)
                        ? NO_MINUTE
                        : row->start + rng_below(rng, rng_percent(rng, 80) ? 16 : 60);
    if (rng_percent(rng, 5))
        row->stop = NO_MINUTE;
    if (rng_percent(rng, 4))
        row->start = NO_MINUTE;
    if (rng_percent(rng, 1) && row->start != NO_MINUTE)
        row->stop = row->start - 1 - rng_below(rng, 300);
    if (rng_percent(rng, 8))
        row->minutes = rng_percent(rng, 70) ? length : rng_below(rng, 200);
    if (rng_percent(rng, 6))
        row->planned = rng_below(rng, 700);
    if (row->method == METHOD_PUMP && rng_percent(rng, 40))
        row->planned = 470 + rng_below(rng, 2000);
}

static void some_dose(struct rng *rng, struct encounter *e, struct row *row)
{
    static const char *const UNITS[] = {"mg", "mg", "mg", "g", "mL", "units", "mcg", "lesions"};

    if (rng_percent(rng, 40))
        return;
    row->dose = (int64_t)(1 + rng_below(rng, 1000)) * 1000000;
    row->unit = UNITS[rng_below(rng, (int)COUNT_OF(UNITS))];
    if (rng_percent(rng, 15)) {
        row->vials = ARENA_ARRAY(&e->arena, struct vial, 1);
        row->n_vials = 1;
        row->vials[0] = (struct vial){1 + rng_below(rng, 5),
                                      (int64_t)(50 + rng_below(rng, 500)) * 1000000, row->unit};
        row->vials_shared = rng_percent(rng, 10);
    } else if (rng_percent(rng, 8)) {
        row->vials_multi = true;
    }
}

static unsigned some_flags(struct rng *rng)
{
    unsigned flags = 0;

    for (int bit = 0; bit < FLAG_COUNT; bit++)
        if (rng_percent(rng, 2))
            flags |= 1u << bit;
    return flags;
}

static void some_row(struct rng *rng, struct encounter *e, bool over_days, bool returns)
{
    struct row *row = encounter_add_row(e);

    row->drug = DRUGS[rng_below(rng, (int)COUNT_OF(DRUGS))];
    row->drug_class = some_class(rng);
    row->route = some_route(rng);
    row->method = some_method(rng, row->route);
    row->visit = returns && rng_percent(rng, 50) ? 2 + rng_below(rng, 2) : 1;
    row->line = rng_percent(rng, 60) ? LINES[0] : LINES[rng_below(rng, (int)COUNT_OF(LINES))];
    if (*row->line && rng_percent(rng, 30))
        row->site_reason = REASONS[rng_below(rng, (int)COUNT_OF(REASONS))];
    if (rng_percent(rng, 10))
        row->device = (enum device)rng_below(rng, DEVICE_COUNT);
    if (rng_percent(rng, 12))
        row->bag = rng_percent(rng, 70) ? "A" : "B";
    some_times(rng, e->date, over_days, row);
    some_dose(rng, e, row);
    row->flags = some_flags(rng);
    row->primary = rng_percent(rng, 12) ? SAID_YES : SAID_NOTHING;
    row->order = rng_percent(rng, 3) ? SAID_NO : SAID_NOTHING;
    row->is_signed = rng_percent(rng, 3) ? SAID_NO : SAID_NOTHING;
}

/* Few drugs that begin together, broken off and gone on with: rows that tie in most of what decides
 * between them. */
static void make_alike(struct rng *rng, struct encounter *e)
{
    int drugs = 1 + rng_below(rng, 3);

    for (size_t i = 0; i < e->n_rows; i++) {
        struct row *row = &e->rows[i];

        row->drug = e->rows[rng_below(rng, drugs) % (int)e->n_rows].drug;
        row->drug_class = e->rows[0].drug_class;
        if (rng_percent(rng, 80)) {
            row->route = e->rows[0].route;
            row->method = e->rows[0].method;
        }
        if (rng_percent(rng, 80))
            row->start = e->rows[0].start;
        if (rng_percent(rng, 15))
            row->stop = NO_MINUTE;
        row->flags |= (rng_percent(rng, 30) ? FLAG_INTERRUPTED : 0U) |
                      (rng_percent(rng, 30) ? FLAG_DISCONTINUED : 0U);
    }
}

void generate_encounter(struct rng *rng, struct encounter *e)
{
    int rows = 1 + rng_below(rng, rng_percent(rng, 70) ? 5 : 9);
    bool over_days = rng_percent(rng, 15), returns = rng_percent(rng, 12);
    day_t date;

    encounter_init(e);
    if (!when_parse_day(TEST_DATE, &date))
        BUG("the date of the tests is none");
    e->id = "generated";
    e->date = date;
    e->setting = (enum setting)rng_below(rng, SETTING_COUNT);
    e->payer = PAYERS[rng_below(rng, (int)COUNT_OF(PAYERS))];
    e->dx = rng_percent(rng, 80) ? "E86.0" : "";
    if (rng_percent(rng, 15)) {
        e->em = VISIT_CODES[rng_below(rng, (int)COUNT_OF(VISIT_CODES))];
        e->em_separate = (enum yesno)rng_below(rng, YESNO_COUNT);
    }
    if (rng_percent(rng, 20)) {
        e->auth = "PA-1";
        e->auth_to = date - 2 + rng_below(rng, 5);
    }
    if (rng_percent(rng, 10))
        e->covered_to = date - 2 + rng_below(rng, 5);
    while (rows-- > 0)
        some_row(rng, e, over_days, returns);
    if (rng_percent(rng, 12))
        make_alike(rng, e);
}

/* ---- policies ---- */

static int some_value(struct rng *rng, enum switch_id id)
{
    int min, max;

    if (switch_is_number(id, &min, &max))
        return min + rng_below(rng, max - min + 1);
    return rng_below(rng, switch_values(id));
}

void generate_policy(struct rng *rng, const struct world *world, struct policy *policy)
{
    struct err err;

    if (!library_policy(world->library, rng_percent(rng, 60) ? "reference" : "cms", policy, &err))
        BUG("%s", err.text);
    if (rng_percent(rng, 50))
        for (int s = 0; s < SWITCH_COUNT; s++)
            if (rng_percent(rng, 25))
                policy->value[s] = some_value(rng, (enum switch_id)s);
}

void generate_print_policy(const struct world *world, const struct policy *policy, struct str *out)
{
    struct policy plain;
    struct err err;
    char buf[16];

    if (!library_policy(world->library, "reference", &plain, &err))
        BUG("%s", err.text);
    str_add(out, "reference");
    for (int s = 0; s < SWITCH_COUNT; s++)
        if (policy->value[s] != plain.value[s])
            str_addf(out, " %s=%s", switch_name((enum switch_id)s),
                     switch_value_name((enum switch_id)s, policy->value[s], buf));
}

/* ---- rows ---- */

struct row *generate_copy_row(struct encounter *e, size_t index)
{
    struct row *row = encounter_add_row(e);
    int number = row->number;

    *row = e->rows[index];
    row->number = number;
    return row;
}

void generate_renumber(struct encounter *e)
{
    for (size_t i = 0; i < e->n_rows; i++)
        e->rows[i].number = (int)i + 1;
}
