/* The table of minutes, walked from 0 to 600 for every timed service: the codes and units that each
 * minute earns, and where each minute is posted.  The expected figures are worked out here from the
 * arithmetic alone (first hour to 90, one more for every hour begun by more than 30), not from the
 * rule book. */
#include "answer.h"
#include "charts.h"
#include "tap.h"

enum {
    WALK_END = 600,
    HOUR = 60,
    LAST_OF_FIRST = 90,
    PUSH_END = 15,
    FURTHER = 31,
    PUMP_FROM = 481
};
enum { SHOWN = 5 }; /* failing minutes that are spelled out */

/* What stands beside the service under test. */
enum beside { ALONE, AFTER_PUSH, AFTER_CHEMO };

struct service {
    const char *name;
    enum drug_class drug_class;
    enum route route;
    enum method method;
    enum beside beside;
    int floor;           /* fewer minutes are not this service */
    const char *below;   /* code below the floor, "" none */
    const char *first;   /* code of the first hour */
    const char *further; /* code of further hours */
    const char *pump;    /* code from PUMP_FROM on, or NULL */
    const char *others;  /* codes of what stands beside it */
    bool facility_only;
};

static const struct service SERVICES[] = {
    {"hydration", CLASS_HYDRATION, ROUTE_IV, METHOD_INFUSION, ALONE, 31, "", "96360", "96361", NULL,
     "", false},
    {"therapeutic", CLASS_THERAPEUTIC, ROUTE_IV, METHOD_INFUSION, ALONE, 16, "96374", "96365",
     "96366", NULL, "", false},
    {"therapeutic, method not said", CLASS_THERAPEUTIC, ROUTE_IV, METHOD_NONE, ALONE, 16, "96374",
     "96365", "96366", NULL, "", false},
    {"chemo", CLASS_CHEMO, ROUTE_IV, METHOD_INFUSION, ALONE, 16, "96409", "96413", "96415", NULL,
     "", false},
    {"complex", CLASS_COMPLEX, ROUTE_IV, METHOD_INFUSION, ALONE, 16, "96409", "96413", "96415",
     NULL, "", false},
    {"under the skin", CLASS_THERAPEUTIC, ROUTE_SC, METHOD_INFUSION, ALONE, 16, "96372", "96369",
     "96370", NULL, "", false},
    {"arterial chemo", CLASS_CHEMO, ROUTE_IA, METHOD_INFUSION, ALONE, 16, "96420", "96422", "96423",
     NULL, "", false},
    {"hydration after a push", CLASS_HYDRATION, ROUTE_IV, METHOD_INFUSION, AFTER_PUSH, 31, "",
     "96361", "96361", NULL, "96374", false},
    {"therapeutic after chemo", CLASS_THERAPEUTIC, ROUTE_IV, METHOD_INFUSION, AFTER_CHEMO, 16,
     "96375", "96367", "96366", NULL, "96413 96415x11", true},
    {"chemo after chemo", CLASS_CHEMO, ROUTE_IV, METHOD_INFUSION, AFTER_CHEMO, 16, "96411", "96417",
     "96415", NULL, "96413 96415x11", true},
    {"chemo pump", CLASS_CHEMO, ROUTE_IV, METHOD_PUMP, ALONE, 16, "96409", "96413", "96415",
     "96416", "", false},
    {"therapeutic pump", CLASS_THERAPEUTIC, ROUTE_IV, METHOD_PUMP, ALONE, 16, "96374", "96365",
     "96366", "C8957", "", true},
    {"arterial chemo pump", CLASS_CHEMO, ROUTE_IA, METHOD_PUMP, ALONE, 16, "96420", "96422",
     "96423", "96425", "", false},
};

static struct row *add_row(struct encounter *e, const char *drug, enum drug_class class,
                           enum method method)
{
    struct row *row = encounter_add_row(e);

    row->drug = drug;
    row->drug_class = class;
    row->route = ROUTE_IV;
    row->method = method;
    return row;
}

static void build(struct encounter *e, const struct service *s, enum setting setting, int minutes)
{
    struct row *row;
    minute_t start;
    day_t day;

    encounter_init(e);
    if (!when_parse_day(TEST_DATE, &day))
        BUG("the date of the tests is none");
    e->id = "walk";
    e->date = day;
    e->setting = setting;
    start = when_at(day, 12 * HOUR);
    if (s->beside == AFTER_PUSH) {
        row = add_row(e, "drug before", CLASS_THERAPEUTIC, METHOD_PUSH);
        row->start = start - 2 * HOUR;
        row->primary = SAID_YES;
    } else if (s->beside == AFTER_CHEMO) {
        row = add_row(e, "drug before", CLASS_CHEMO, METHOD_INFUSION);
        row->start = start - 12 * HOUR;
        row->stop = start;
        row->primary = SAID_YES;
    }
    row = add_row(e, "drug walked", s->drug_class, s->method);
    row->route = s->route;
    row->start = start;
    row->stop = start + minutes;
    if (s->beside == ALONE)
        row->primary = SAID_YES;
}

static int further_units(int minutes)
{
    return minutes <= LAST_OF_FIRST ? 0 : (minutes - FURTHER) / HOUR;
}

/* The codes that the minutes earn, in short. */
static void expect(const struct service *s, int minutes, char *out, size_t size)
{
    int hours = further_units(minutes);
    const char *gap = *s->others ? " " : "";

    if (s->pump && minutes >= PUMP_FROM)
        snprintf(out, size, "%s%s%s", s->others, gap, s->pump);
    else if (minutes < s->floor)
        snprintf(out, size, "%s%s%s", s->others, gap, s->below);
    else if (!hours)
        snprintf(out, size, "%s%s%s", s->others, gap, s->first);
    else
        snprintf(out, size, "%s%s%s %sx%d", s->others, gap, s->first, s->further, hours);
}

/* Minutes of the walked row on an account. */
static int posted(const struct result *r, int row, const char *account)
{
    int minutes = 0;

    for (size_t i = 0; i < r->n_postings; i++)
        if (r->postings[i].row == row && (!account || !strcmp(r->postings[i].account, account)))
            minutes += r->postings[i].minutes;
    return minutes;
}

/* What is wrong with the ledger of the walked row, "" when nothing. */
static void check_ledger(const struct service *s, const struct result *r, int minutes, char *out,
                         size_t size)
{
    int row = (int)r->n_rows, hours = further_units(minutes);
    int first = minutes <= LAST_OF_FIRST ? minutes : HOUR;
    int further = minutes - first < hours * HOUR ? minutes - first : hours * HOUR;
    bool timed = minutes >= s->floor && !(s->pump && minutes >= PUMP_FROM);

    *out = '\0';
    if (!result_balanced(r) || posted(r, row, NULL) != minutes) {
        snprintf(out, size, "%d of %d minutes posted", posted(r, row, NULL), minutes);
    } else if (timed && !strcmp(s->first, s->further)) {
        if (posted(r, row, s->first) != first + further)
            snprintf(out, size, "%s has %d minutes, wants %d", s->first, posted(r, row, s->first),
                     first + further);
    } else if (timed) {
        if (posted(r, row, s->first) != first || posted(r, row, s->further) != further)
            snprintf(out, size, "%s has %d minutes, wants %d; %s has %d, wants %d", s->first,
                     posted(r, row, s->first), first, s->further, posted(r, row, s->further),
                     further);
    }
}

/* One minute; false (and what differs) when it is not as the table says. */
static bool check_minute(const struct world *world, const struct policy *policy,
                         const struct service *s, enum setting setting, int minutes,
                         struct str *wrong)
{
    struct answer want, got;
    struct encounter e;
    struct result result;
    struct err err;
    char text[128], ledger[160];
    bool good;

    build(&e, s, setting, minutes);
    result_init(&result);
    engine_code(world->book, policy, &e, &result);
    expect(s, minutes, text, sizeof text);
    answer_of(&got, &result);
    if (!answer_parse(&want, text, &err))
        BUG("%s", err.text);
    check_ledger(s, &result, minutes, ledger, sizeof ledger);
    good = answer_equal(&want, &got) && !*ledger;
    if (!good) {
        str_addf(wrong, "%d minutes: want %s, got ", minutes, *text ? text : "nothing");
        answer_print(&got, wrong);
        str_addf(wrong, "%s%s\n", *ledger ? "; " : "", ledger);
    }
    result_release(&result);
    encounter_release(&e);
    return good;
}

static void walk(struct tap *tap, const struct world *world, const char *policy_name,
                 const struct service *s, enum setting setting)
{
    struct policy policy;
    struct str wrong;
    struct err err;
    int failed = 0;

    if (!world_policy(world, policy_name, &policy, &err)) {
        tap_test(tap, false, "policy %s", policy_name);
        tap_note("%s", err.text);
        return;
    }
    str_init(&wrong, 65536);
    for (int t = 0; t <= WALK_END; t++)
        if (!check_minute(world, &policy, s, setting, t, &wrong) && ++failed == SHOWN)
            break;
    tap_test(tap, !failed, "%s, %s, %s: every minute from 0 to %d", s->name,
             word_name(WORDS_SETTING, (int)setting), policy_name, WALK_END);
    if (failed)
        tap_text(wrong.data);
    str_release(&wrong);
}

int main(void)
{
    static const char *const POLICIES[] = {"reference", "cms"};
    struct tap tap = {0, 0};
    struct world world;

    if (!world_open(&world)) {
        tap_test(&tap, false, "the rule book loads");
        return tap_end(&tap);
    }
    for (size_t p = 0; p < COUNT_OF(POLICIES); p++)
        for (size_t i = 0; i < COUNT_OF(SERVICES); i++) {
            walk(&tap, &world, POLICIES[p], &SERVICES[i], SETTING_FACILITY);
            if (!SERVICES[i].facility_only)
                walk(&tap, &world, POLICIES[p], &SERVICES[i], SETTING_OFFICE);
        }
    world_close(&world);
    return tap_end(&tap);
}
