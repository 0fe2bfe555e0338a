#include "oracle_inside.h"

const char *const ORACLE_FLUIDS[] = {"Normal saline", NULL};
const char *const ORACLE_DRUGS[] = {"ceftriaxone", "vancomycin", "ondansetron",
                                    "morphine",    "famotidine", NULL};
const char *const ORACLE_CHEMO[] = {"paclitaxel", "carboplatin", "gemcitabine", "doxorubicin",
                                    NULL};

int oracle_order(int a, int b)
{
    return (a > b) - (a < b);
}

bool oracle_among(const char *name, const char *const *list)
{
    while (*list && strcmp(*list, name) != 0)
        list++;
    return *list != NULL;
}

static int count(const bool *set)
{
    int n = 0;
    for (int i = 0; i < WINDOW; i++)
        n += set[i];
    return n;
}

int oracle_shared(const bool *a, const bool *b)
{
    int n = 0;
    for (int i = 0; i < WINDOW; i++)
        n += a[i] && b[i];
    return n;
}

void oracle_join(bool *to, const bool *from)
{
    for (int i = 0; i < WINDOW; i++)
        to[i] = to[i] || from[i];
}

static void fill(bool *set, int from, int to)
{
    for (int i = from; i < to; i++)
        set[i] = true;
}

static int fluid_hours(int minutes) /* fluid beside another service */
{
    return minutes < FLOOR ? 0 : (minutes - 31) / 60 + 1;
}

/* ---- reading the rows of one access ---- */

int oracle_at(const struct oracle *o, minute_t minute)
{
    return (int)(minute - when_at(o->day, 0));
}

bool oracle_on_second(const struct oracle *o, const struct row *row)
{
    for (size_t i = 0; i < o->e->n_rows; i++)
        if (!strcmp(o->e->rows[i].line, "R") && *o->e->rows[i].site_reason)
            return !strcmp(row->line, "R");
    return false;
}

struct item *oracle_item(struct site *site, const char *name)
{
    for (int i = 0; i < site->n; i++)
        if (!strcmp(site->items[i].name, name))
            return &site->items[i];
    struct item *item = &site->items[site->n++];
    *item = (struct item){.name = name, .chemo = oracle_among(name, ORACLE_CHEMO), .first = WINDOW};
    return item;
}

static void add_push(struct item *item, int start, int length)
{
    int i = item->n_pushes++;
    for (; i > 0 && item->pushes[i - 1].at > start; i--)
        item->pushes[i] = item->pushes[i - 1];
    item->pushes[i].at = start;
    item->pushes[i].length = length;
}

/* A stretch that some row of the drug begins and says goes on with the stretch before it. */
static bool goes_on(const struct oracle *o, int visit, bool second, const char *name, int start)
{
    for (size_t i = 0; i < o->e->n_rows; i++) {
        const struct row *row = &o->e->rows[i];
        if (row->visit == visit && oracle_on_second(o, row) == second && !strcmp(row->drug, name) &&
            row->method == METHOD_INFUSION && row->flags & FLAG_INTERRUPTED &&
            oracle_at(o, row->start) == start)
            return true;
    }
    return false;
}

/* Stretches of 16 minutes or more are infusions, shorter ones pushes; joined ones count together.
 */
static void judge_runs(const struct oracle *o, int visit, struct site *site, struct item *item)
{
    bool runs[WINDOW];
    memcpy(runs, item->on, sizeof runs);
    memset(item->on, 0, sizeof item->on);
    for (int i = 0; i < WINDOW;) {
        if (!runs[i]) {
            i++;
            continue;
        }
        bool group[WINDOW] = {false};
        int start = i, next = i;
        do { /* this stretch, and those that go on with it */
            for (i = next; i < WINDOW && runs[i]; i++)
                group[i] = true;
            for (next = i; next < WINDOW && !runs[next]; next++)
                ;
        } while (next < WINDOW && goes_on(o, visit, site->second, item->name, next));
        oracle_join(count(group) > PUSH_MOST ? item->on : site->pushed, group);
        if (count(group) <= PUSH_MOST)
            add_push(item, start, i - start);
    }
    item->minutes = count(item->on);
    for (int i = WINDOW - 1; i >= 0; i--)
        if (item->on[i])
            item->first = i;
}

static void read_row(const struct oracle *o, struct site *site, const struct row *row)
{
    int start = oracle_at(o, row->start),
        stop = row->stop == NO_MINUTE ? -1 : oracle_at(o, row->stop);

    if (oracle_among(row->drug, ORACLE_FLUIDS)) {
        if (stop >= 0)
            fill(site->fluid, start, stop);
        return;
    }
    struct item *item = oracle_item(site, row->drug);
    if (row->method != METHOD_PUSH && stop >= 0) {
        fill(item->on, start, stop);
        return;
    }
    add_push(item, start, stop < 0 ? -1 : stop - start);
    fill(site->pushed, start, stop); /* none where the stop is not charted */
}

void oracle_read_site(const struct oracle *o, int visit, bool second, struct site *site)
{
    memset(site, 0, sizeof *site);
    site->second = second;
    for (size_t i = 0; i < o->e->n_rows; i++) {
        const struct row *row = &o->e->rows[i];
        if (row->visit == visit && row->route != ROUTE_IM && oracle_on_second(o, row) == second)
            read_row(o, site, row);
    }
    for (int i = 0; i < site->n; i++) {
        struct item *item = &site->items[i];
        judge_runs(o, visit, site, item);
        oracle_join(site->taken, item->on);
    }
    for (size_t i = 0; i < o->e->n_rows; i++) {
        const struct row *row = &o->e->rows[i];
        if (row->visit == visit && oracle_on_second(o, row) == second && row->planned >= 0 &&
            row->method == METHOD_INFUSION && !oracle_among(row->drug, ORACLE_FLUIDS)) {
            struct item *item = oracle_item(site, row->drug);
            item->cut = o->policy->value[SWITCH_DISCONTINUED] == DISCONTINUED_52 &&
                        item->minutes > 0 && row->planned > item->minutes;
        }
    }
}

/* ---- fluid ---- */

/* Units of the minutes of fluid that no drug takes; every piece alone where each must reach 31. */
int oracle_fluid(const struct oracle *o, const bool *fluid, const bool *taken, const bool *pushed)
{
    bool each = o->policy->value[SWITCH_HYDRATION_PIECES] == PIECES_EACH_31;
    bool keep = o->policy->value[SWITCH_PUSH_MINUTES_IN_HYDRATION] == PUSH_MINUTES_KEEP;
    int units = 0, minutes = 0;

    for (int i = 0; i <= WINDOW; i++) {
        bool runs = i < WINDOW && fluid[i] && !taken[i];
        if (each && !runs) {
            units += fluid_hours(minutes);
            minutes = 0;
        }
        minutes += runs && (keep || !pushed[i]);
    }
    return each ? units : fluid_hours(minutes);
}

int oracle_fluid_start(const struct site *site)
{
    int i = 0;
    while (i < WINDOW && !site->fluid[i])
        i++;
    return i;
}
