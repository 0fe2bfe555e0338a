/* Step 11, units: how many units do the minutes earn?  A first hour from its floor to minute 90,
 * then one unit for every further hour begun by more than 30 minutes.  Every unit carries its
 * margin. Sources: M02-M06, M09, M10, readings G7, G20. */
#include "relate.h"

/* How the minutes of one piece become units. */
struct scale {
    const struct code *first; /* NULL: hours only */
    const struct code *hour;
    int floor;   /* minutes that earn the first unit */
    int next;    /* minutes that earn the second */
    bool beside; /* the first hour is paid on another service: its minutes lead, unpaid */
};

static int further(const struct work *w)
{
    return limit(w, LIMIT_HOUR) + limit(w, LIMIT_FURTHER_MIN);
}

static int units_of(const struct work *w, const struct scale *scale, int minutes, bool by_intent)
{
    if (minutes < scale->floor && !by_intent)
        return 0;
    return minutes < scale->next ? 1 : 2 + (minutes - scale->next) / limit(w, LIMIT_HOUR);
}

/* The minute at which unit k (from 0) is earned. */
static int earned_at(const struct work *w, const struct scale *scale, int k)
{
    return k == 0 ? scale->floor : scale->next + (k - 1) * limit(w, LIMIT_HOUR);
}

static minute_t minute_at(const struct spans *set, int offset)
{
    for (size_t i = 0; i < set->n; i++) {
        int length = span_minutes(set->at[i]);
        if (offset < length)
            return set->at[i].from + offset;
        offset -= length;
    }
    return NO_MINUTE;
}

static void say_units(struct work *w, const struct service *s, const struct scale *scale,
                      const struct piece *p)
{
    if (w->brief)
        return;
    int row = service_row(s), n = (int)p->n_units, first = scale->first || scale->beside ? 1 : 0;
    struct fact minutes = fact_number("minutes", p->minutes);
    struct fact next = fact_number("next", earned_at(w, scale, n + (scale->beside ? 1 : 0)));
    struct fact second = fact_number("next", earned_at(w, scale, 1));
    if (n == 0 && !scale->beside) {
        keep_decision(w, RULE_UNITS_FLOOR, VERDICT_NOT_MET, row, s->visit,
                      scale->first ? scale->first : scale->hour,
                      FACTS(minutes, fact_number("floor", scale->floor),
                            fact_number("more", scale->floor - p->minutes)));
        return;
    }
    if (scale->first && p->minutes < scale->floor)
        keep_decision(w, RULE_UNITS_BY_INTENT, VERDICT_APPLIED, row, s->visit, scale->first,
                      FACTS(minutes, fact_number("floor", scale->floor),
                            fact_switch(w, SWITCH_DISCONTINUED_SHORT)));
    else if (scale->first)
        keep_decision(w, RULE_UNITS_FIRST, VERDICT_APPLIED, row, s->visit, scale->first,
                      FACTS(minutes, fact_number("floor", scale->floor), second));
    int hours = n - (scale->first ? 1 : 0);
    if (hours > 0)
        keep_decision(w, RULE_UNITS_HOURS, VERDICT_APPLIED, row, s->visit, scale->hour,
                      FACTS(minutes, fact_number("units", hours),
                            fact_number("earned", earned_at(w, scale, hours - 1 + first)), next));
    else if (scale->hour)
        keep_decision(w, RULE_UNITS_NO_HOUR, VERDICT_NOT_MET, row, s->visit, scale->hour,
                      FACTS(minutes, next, fact_number("more", next.number - p->minutes)));
}

static void near(struct work *w, const struct service *s, int minutes, int boundary)
{
    int distance = minutes - boundary;
    if (distance < -limit(w, LIMIT_NEAR) || distance > limit(w, LIMIT_NEAR))
        return;
    find(w, FINDING_TIME_NEAR, service_row(s), s->visit, NULL,
         FACTS(fact_number("minutes", minutes), fact_number("boundary", boundary)));
}

static void near_boundaries(struct work *w, const struct service *s, const struct scale *scale,
                            int minutes, int n)
{
    if (n > 0)
        near(w, s, minutes, earned_at(w, scale, n - 1));
    if (n == 0 || scale->hour)
        near(w, s, minutes, earned_at(w, scale, n));
}

/* Gives the minutes of a piece to its units: up to 90 all to the first; more: 60 each, the last
 * what is left up to 60, the rest is tail. */
static void earn(struct work *w, struct service *s, struct piece *p, const struct scale *scale)
{
    int earned = units_of(w, scale, p->minutes, s->by_intent && scale->first),
        hour = limit(w, LIMIT_HOUR);
    int skip = scale->beside ? 1 : 0, left = p->minutes;
    near_boundaries(w, s, scale, p->minutes, earned);
    p->first_unit = s->n_units;
    p->n_units = earned > skip ? (size_t)(earned - skip) : 0;
    p->lead = p->n_units > 0 ? skip * hour : p->minutes;
    p->lead_account = account(w, scale->beside ? ACCOUNT_SC_BESIDE : ACCOUNT_FLOOR);
    left -= p->lead;
    for (int k = 0; k < (int)p->n_units; k++) {
        bool first = k == 0 && scale->first;
        const struct rule *rule =
            k == 0 && !scale->beside ? s->rule : &w->book->rules[RULE_UNITS_HOURS];
        struct unit *u = unit_add(w, s, first ? scale->first : scale->hour, rule);
        u->minutes = earned == 1 || left < hour ? left : hour;
        u->at = minute_at(&p->spans, p->minutes - left);
        u->date = p->day != NO_DAY ? p->day : unit_date(w, s, u->at);
        u->margin = p->minutes;
        u->earned_at = earned_at(w, scale, k + skip);
        u->next_at = earned_at(w, scale, k + skip + 1);
        left -= u->minutes;
    }
    say_units(w, s, scale, p);
}

static struct piece *whole(struct work *w, struct service *s)
{
    s->pieces = ARENA_NEW(w->a, struct piece); /* only fluid has several */
    s->n_pieces = s->cap_pieces = 1;
    struct piece *p = s->pieces;
    p->spans = s->counted;
    p->minutes = s->counted_minutes;
    p->unplaced = s->counted_minutes - spans_minutes(&s->counted);
    p->day = s->day;
    return p;
}

/* One unit that takes all the minutes, whatever their number. */
static void earn_one(struct work *w, struct service *s, const struct code *code)
{
    struct unit *u = unit_add(w, s, code, s->rule);
    u->minutes = s->counted_minutes;
    struct piece *p = whole(w, s);
    p->n_units = 1;
    if (code->unlisted)
        find(w, FINDING_CODE_UNLISTED, service_row(s), s->visit, code, NO_FACTS);
    if (s->role == ROLE_CONCURRENT)
        decide(w, RULE_UNITS_NOT_TIMED, VERDICT_APPLIED, service_row(s), s->visit, code, NO_FACTS);
}

/* A later infusion of a drug whose first hour is taken: hours only. */
static struct scale later_scale(struct work *w, const struct service *s)
{
    bool from_16 = s->day == NO_DAY || !s->continued;
    from_16 = from_16 && use(w, SWITCH_SAME_DRUG_REPEAT) == REPEAT_EACH_FROM_16;
    return (struct scale){.hour = relate_code(w, s, ROLE_HOUR),
                          .floor = limit(w, from_16 ? LIMIT_INFUSION_MIN : LIMIT_FURTHER_MIN),
                          .next = further(w)};
}

static void earn_infusion(struct work *w, struct service *s)
{
    if (s->role == ROLE_CONCURRENT || s->role == ROLE_UNLISTED) {
        earn_one(w, s, relate_code(w, s, s->role));
        return;
    }
    struct scale scale = {.first = relate_code(w, s, s->role),
                          .hour = relate_code(w, s, ROLE_HOUR),
                          .floor = limit(w, LIMIT_INFUSION_MIN),
                          .next = further(w)};
    if (s->later)
        scale = later_scale(w, s);
    struct piece *p = whole(w, s);
    earn(w, s, p, &scale);
    if (s->later)
        decide(w, RULE_SAME_LATER, p->n_units > 0 ? VERDICT_APPLIED : VERDICT_NOT_MET,
               service_row(s), s->visit, scale.hour,
               FACTS(fact_number("minutes", s->counted_minutes), fact_number("limit", scale.floor),
                     fact_number("more", scale.floor - s->counted_minutes),
                     fact_number("units", (int64_t)p->n_units),
                     fact_switch(w, SWITCH_SAME_DRUG_REPEAT)));
}

/* Fluid: its first unit as the initial is the first-hour code; else and in later pieces it is
 * hours. */
static void earn_hydration(struct work *w, struct service *s)
{
    const struct code *hour = relate_code(w, s, ROLE_HOUR);
    const struct code *first = s->role == ROLE_INITIAL ? relate_code(w, s, ROLE_INITIAL) : NULL;
    for (size_t i = 0; i < s->n_pieces; i++) {
        struct scale scale = {.first = first,
                              .hour = hour,
                              .floor = limit(w, LIMIT_HYDRATION_MIN),
                              .next = further(w)};
        earn(w, s, &s->pieces[i], &scale);
        if (s->pieces[i].n_units > 0)
            first = NULL;
    }
    if (s->n_units == 0 && s->minutes >= 0)
        find(w, FINDING_HYDRATION_FLOOR, service_row(s), s->visit, NULL,
             FACTS(fact_number("left", s->counted_minutes),
                   fact_number("floor", limit(w, LIMIT_HYDRATION_MIN)),
                   fact_number("pieces", (int64_t)fluid_pieces(w, s))));
}

static void earn_timed_elsewhere(struct work *w, struct service *s)
{
    s->counted = s->spans;
    s->counted_minutes = s->minutes;
    struct scale scale = {.first = s->role == ROLE_INITIAL ? relate_code(w, s, ROLE_INITIAL) : NULL,
                          .hour = relate_code(w, s, ROLE_HOUR),
                          .floor = limit(w, LIMIT_INFUSION_MIN),
                          .next = further(w),
                          .beside = s->role != ROLE_INITIAL};
    earn(w, s, whole(w, s), &scale);
}

/* What is no infusion, or a long pump, by its minutes only may have been close to the other. */
static void near_other_kind(struct work *w, const struct service *s)
{
    bool shot = s->kind == KIND_PUSH || s->kind == KIND_INJECTION || s->kind == KIND_IA_PUSH;
    if (s->minutes < 0)
        return;
    if (shot && s->rows[0]->lane == LANE_INFUSE)
        near(w, s, s->minutes, limit(w, LIMIT_INFUSION_MIN));
    if (s->kind == KIND_PUMP || s->kind == KIND_IA_PUMP)
        near(w, s, s->minutes, limit(w, LIMIT_PUMP_MIN));
}

static void earn_single(struct work *w, struct service *s)
{
    const struct code *code = relate_code(w, s, s->role);
    s->counted = s->spans;
    s->counted_minutes = s->minutes > 0 ? s->minutes : 0;
    near_other_kind(w, s);
    if (code)
        earn_one(w, s, code);
    else
        relate_nothing(w, s, ACCOUNT_NO_CODE);
}

void step_units(struct work *w)
{
    for (size_t i = 0; i < w->n_services; i++) {
        struct service *s = w->services[i];
        if (s->role == ROLE_COUNT || s->account)
            continue;
        if (s->kind == KIND_INFUSION)
            earn_infusion(w, s);
        else if (s->kind == KIND_HYDRATION)
            earn_hydration(w, s);
        else if (s->kind == KIND_SC_INFUSION ||
                 (s->kind == KIND_IA_INFUSION && s->role == ROLE_INITIAL))
            earn_timed_elsewhere(w, s);
        else
            earn_single(w, s);
    }
    for (size_t i = 0; i < w->n_services; i++) /* the first unit of an initial service */
        if (w->services[i]->slot && w->services[i]->slot->initial == w->services[i] &&
            w->services[i]->n_units > 0)
            w->services[i]->units[0]->initial = true;
}
