#include "oracle_inside.h"

static int hours(int minutes) /* further hours of an infusion that has its first */
{
    return minutes < 91 ? 0 : (minutes - 31) / 60;
}

/* ---- the initial ---- */

static int rank_of(const struct item *item)
{
    if (item->minutes > 0)
        return item->chemo ? RANK_CHEMO_RUN : RANK_DRUG_RUN;
    return item->chemo ? RANK_CHEMO_PUSH : RANK_DRUG_PUSH;
}

static int length_of(const struct item *item)
{
    int longest = 0;
    for (int p = 0; p < item->n_pushes; p++)
        longest = item->pushes[p].length > longest ? item->pushes[p].length : longest;
    return item->minutes > 0 ? item->minutes : longest;
}

static int start_of(const struct item *item)
{
    return item->minutes > 0 ? item->first : item->pushes[0].at;
}

static bool before(const struct oracle *o, const struct item *a, const struct item *b)
{
    bool clock = o->policy->value[SWITCH_INITIAL_TIE_BREAK] == TIE_FIRST_STARTED;

    if (rank_of(a) != rank_of(b))
        return rank_of(a) < rank_of(b);
    if (clock && start_of(a) != start_of(b))
        return start_of(a) < start_of(b);
    if (length_of(a) != length_of(b))
        return length_of(a) > length_of(b);
    if (start_of(a) != start_of(b))
        return start_of(a) < start_of(b);
    return strcmp(a->name, b->name) < 0;
}

static const struct row *primary_row(const struct oracle *o, int visit, bool second)
{
    for (size_t i = 0; i < o->e->n_rows; i++) {
        const struct row *row = &o->e->rows[i];
        if (row->primary == SAID_YES && row->visit == visit && oracle_on_second(o, row) == second)
            return row;
    }
    return NULL;
}

/* The initial of the site; NULL with *fluid true: the fluid is. */
static struct item *choose(const struct oracle *o, int visit, struct site *site, bool *fluid)
{
    struct item *best = NULL, *marked = NULL;
    const struct row *row =
        o->e->setting == SETTING_OFFICE ? primary_row(o, visit, site->second) : NULL;

    for (int i = 0; i < site->n; i++)
        if (!best || before(o, &site->items[i], best))
            best = &site->items[i];
    *fluid = !best;
    if (!row || !best)
        return best;
    bool drip = oracle_among(row->drug, ORACLE_FLUIDS);
    if (drip && site->fluid_units == 0)
        return best;
    if (!drip)
        marked = oracle_item(site, row->drug);
    int rank = drip ? RANK_FLUID : rank_of(marked), top = rank_of(best);
    if (top <= RANK_CHEMO_PUSH && rank > top && (rank >= RANK_DRUG_RUN || top == RANK_CHEMO_RUN))
        return best; /* it could not be the parent of the chemo beside it */
    *fluid = drip;
    return marked;
}

/* ---- relating the rest ---- */

static void add(struct oracle *o, int visit, const char *code, int units, const char *first,
                const char *second)
{
    const char *modifiers[] = {first, second};
    if (units > 0)
        answer_add(o->answer, visit - 1, code, units, modifiers, !first ? 0 : second ? 2 : 1);
}

static void sequential(struct oracle *o, int visit, const struct item *item, int minutes)
{
    add(o, visit, item->chemo ? "96417" : "96367", 1, item->cut ? "52" : NULL, NULL);
    add(o, visit, item->chemo ? "96415" : "96366", hours(minutes), NULL, NULL);
}

/* True when the run is beside what is placed, and has no code of its own. */
static bool beside(struct oracle *o, int visit, const struct item *item, const bool *placed)
{
    int mode = o->policy->value[SWITCH_OVERLAP_MODE];
    int both = oracle_shared(item->on, placed), own = item->minutes - both;
    bool together =
        both >= ENOUGH_TOGETHER && (mode != OVERLAP_MAJORITY || 2 * both > item->minutes);

    if (together && own >= ENOUGH_TOGETHER && (item->chemo || mode == OVERLAP_SUBTRACT))
        sequential(o, visit, item, own);
    else if (together)
        return true;
    else
        sequential(o, visit, item, mode == OVERLAP_SUBTRACT ? own : item->minutes);
    return false;
}

static int in_order(const void *pa, const void *pb)
{
    const struct item *a = *(struct item *const *)pa, *b = *(struct item *const *)pb;
    if (a->chemo != b->chemo)
        return a->chemo ? -1 : 1;
    if (a->first != b->first)
        return oracle_order(a->first, b->first);
    return a->minutes != b->minutes ? oracle_order(b->minutes, a->minutes)
                                    : strcmp(a->name, b->name);
}

static void relate_runs(struct oracle *o, int visit, struct site *site, const struct item *initial,
                        int *found, int found_at[MOST])
{
    bool placed[WINDOW] = {false}, chemo[WINDOW] = {false};
    struct item *rest[MOST];
    size_t n = 0;

    if (initial && initial->minutes > 0) {
        add(o, visit, initial->chemo ? "96415" : "96366", hours(initial->minutes), NULL, NULL);
        oracle_join(placed, initial->on);
        if (initial->chemo)
            oracle_join(chemo, initial->on);
    }
    for (int i = 0; i < site->n; i++)
        if (&site->items[i] != initial && site->items[i].minutes > 0)
            rest[n++] = &site->items[i];
    sort_items(rest, n, sizeof *rest, in_order);
    for (size_t i = 0; i < n; i++) {
        if (beside(o, visit, rest[i], rest[i]->chemo ? chemo : placed) && !rest[i]->chemo)
            found_at[(*found)++] = rest[i]->first;
        oracle_join(placed, rest[i]->on);
        if (rest[i]->chemo)
            oracle_join(chemo, rest[i]->on);
    }
}

/* More than 30 minutes between a push and every run of its drug, end to start. */
static bool far_from_runs(const struct item *item, int p)
{
    int start = item->pushes[p].at, length = item->pushes[p].length;

    for (int i = start - 31; i <= start + (length > 0 ? length : 0) + 30; i++)
        if (i >= 0 && i < WINDOW && item->on[i])
            return false;
    return true;
}

static void relate_pushes(struct oracle *o, int visit, const struct item *item, bool initial)
{
    bool hospital = o->e->setting == SETTING_FACILITY, infused = item->minutes > 0;
    int bolus = o->policy->value[SWITCH_BOLUS_AND_DRIP], last = -WINDOW;
    int gap = o->policy->value[SWITCH_REPEAT_PUSH_GAP] == GAP_FROM_30 ? 30 : 31;

    for (int p = 0; p < item->n_pushes; p++) {
        if (!infused && p == 0) {
            if (!initial)
                add(o, visit, item->chemo ? "96411" : "96375", 1, NULL, NULL);
            last = item->pushes[p].at;
            continue;
        }
        if (item->chemo || !hospital || item->pushes[p].at - last < gap)
            continue;
        if (infused &&
            (bolus == BOLUS_NEVER || (bolus == BOLUS_OVER_30 && !far_from_runs(item, p))))
            continue;
        add(o, visit, "96376", 1, NULL, NULL);
        last = item->pushes[p].at;
    }
}

/* ---- one site, one visit ---- */

static void code_site(struct oracle *o, int visit, struct site *site, int *found,
                      int found_at[MOST])
{
    static const char *const CODES[] = {NULL, "96413", "96409", "96365", "96374", "96360"};
    bool fluid;
    struct item *initial = choose(o, visit, site, &fluid);
    int units = site->fluid_units;

    if (!initial && (!fluid || units == 0))
        return;
    int rank = fluid ? RANK_FLUID : rank_of(initial);
    o->initials[o->n_initials++] =
        (struct initial){rank,         visit,       fluid ? site->fluid_first : start_of(initial),
                         site->second, CODES[rank], !fluid && initial->minutes > 0 && initial->cut};
    relate_runs(o, visit, site, initial, found, found_at);
    for (int i = 0; i < site->n; i++)
        relate_pushes(o, visit, &site->items[i], &site->items[i] == initial);
    add(o, visit, "96361", units - fluid, NULL, NULL);
}

/* The highest of the two sites takes the fluid of both, which drugs of either site carve. */
static void move_fluid(const struct oracle *o, struct site sites[2])
{
    bool fluid[WINDOW], taken[WINDOW], pushed[WINDOW];
    int best = -1, rank = RANK_FLUID;

    memcpy(fluid, sites[0].fluid, sizeof fluid);
    memcpy(taken, sites[0].taken, sizeof taken);
    memcpy(pushed, sites[0].pushed, sizeof pushed);
    oracle_join(fluid, sites[1].fluid);
    oracle_join(taken, sites[1].taken);
    oracle_join(pushed, sites[1].pushed);
    for (int s = 0; s < 2; s++)
        for (int i = 0; i < sites[s].n; i++)
            if (rank_of(&sites[s].items[i]) < rank) {
                rank = rank_of(&sites[s].items[i]);
                best = s;
            }
    best = best < 0 ? 0 : best;
    memcpy(sites[best].fluid, fluid, sizeof fluid);
    sites[best].fluid_first = oracle_fluid_start(&sites[best]);
    sites[best].fluid_units = oracle_fluid(o, fluid, taken, pushed);
    sites[!best].fluid_units = 0;
}

static void code_visit(struct oracle *o, int visit)
{
    static struct site sites[2];
    bool by_date = o->policy->value[SWITCH_CONCURRENT_LIMIT] == CONCURRENT_PER_DATE;
    int found = 0, found_at[MOST];

    for (int s = 0; s < 2; s++) {
        oracle_read_site(o, visit, s == 1, &sites[s]);
        sites[s].fluid_first = oracle_fluid_start(&sites[s]);
        sites[s].fluid_units = oracle_fluid(o, sites[s].fluid, sites[s].taken, sites[s].pushed);
    }
    if (o->policy->value[SWITCH_HYDRATION_SECOND_SITE] == SECOND_SITE_NEVER)
        move_fluid(o, sites);
    for (int s = 0; s < 2; s++)
        code_site(o, visit, &sites[s], &found, found_at);
    bool parent = false; /* of the concurrent code */
    for (int i = 0; i < o->n_initials; i++)
        parent =
            parent || (o->initials[i].visit == visit &&
                       (o->initials[i].rank == RANK_CHEMO_RUN ||
                        o->initials[i].rank == RANK_DRUG_RUN || o->initials[i].rank == RANK_FLUID));
    for (size_t i = 0; i < o->answer->n; i++)
        parent = parent || (o->answer->lines[i].visit == visit - 1 &&
                            (!strcmp(o->answer->lines[i].code, "96366") ||
                             !strcmp(o->answer->lines[i].code, "96415")));
    for (int i = 0; i < found && parent; i++) {
        int *taken = &o->concurrent[by_date ? found_at[i] / DAY_MINUTES : visit];
        add(o, visit, "96368", !*taken, NULL, NULL);
        *taken = 1;
    }
}

/* ---- modifiers ---- */

static int initial_order(const void *pa, const void *pb)
{
    const struct initial *a = pa, *b = pb;
    if (a->at / DAY_MINUTES != b->at / DAY_MINUTES)
        return oracle_order(a->at / DAY_MINUTES, b->at / DAY_MINUTES);
    if (a->rank != b->rank)
        return oracle_order(a->rank, b->rank);
    if (a->visit != b->visit)
        return oracle_order(a->visit, b->visit);
    return a->at != b->at ? oracle_order(a->at, b->at) : oracle_order(a->second, b->second);
}

static void add_initials(struct oracle *o)
{
    sort_items(o->initials, (size_t)o->n_initials, sizeof *o->initials, initial_order);
    for (int i = 0; i < o->n_initials; i++) {
        const struct initial *initial = &o->initials[i];
        bool again = i > 0 && o->initials[i - 1].at / DAY_MINUTES == initial->at / DAY_MINUTES;
        const char *second = initial->cut ? "52" : NULL;
        if (again)
            add(o, initial->visit, initial->code, 1, "59", second);
        else
            add(o, initial->visit, initial->code, 1, second, NULL);
    }
}

static void add_injections(struct oracle *o)
{
    for (size_t i = 0; i < o->e->n_rows; i++) {
        const struct row *row = &o->e->rows[i];
        bool beside_initial = false;
        if (row->route != ROUTE_IM)
            continue;
        for (int k = 0; k < o->n_initials; k++)
            beside_initial = beside_initial || o->initials[k].at / DAY_MINUTES ==
                                                   oracle_at(o, row->start) / DAY_MINUTES;
        add(o, row->visit, "96372", 1, beside_initial ? "59" : NULL, NULL);
    }
}

void oracle_code(const struct encounter *e, const struct policy *policy, day_t first,
                 struct answer *answer)
{
    struct oracle o = {.e = e, .policy = policy, .day = first, .answer = answer};

    answer->n = 0;
    int visits = 1;
    for (size_t i = 0; i < e->n_rows; i++)
        visits = e->rows[i].visit > visits ? e->rows[i].visit : visits;
    for (int visit = 1; visit <= visits; visit++)
        code_visit(&o, visit);
    add_initials(&o);
    add_injections(&o);
}
