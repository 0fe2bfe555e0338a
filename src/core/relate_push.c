/* Step 10, pushes: another drug, the same drug again, or the bolus of a drip.
 * Sources: Q05-Q07, T16, readings G18, G40, G43. */
#include "edits.h"
#include "relate.h"

/* How the pushes of one drug on one access have gone so far. */
struct series {
    minute_t last; /* start of the last reported push, NO_MINUTE: none with a time */
    bool reported;
};

static void push_unpaid(struct work *w, struct service *s, enum account_id id, enum rule_id rule,
                        enum finding_id finding)
{
    relate_nothing(w, s, id);
    decide(w, rule, VERDICT_APPLIED, service_row(s), s->visit, NULL, NO_FACTS);
    find(w, finding, service_row(s), s->visit, NULL, NO_FACTS);
}

/* Facts of the distance to the last reported push. */
static bool gap_suffices(struct work *w, int gap)
{
    int need = limit(w, LIMIT_PUSH_GAP);
    if (gap != need)
        return gap > need;
    return use(w, SWITCH_REPEAT_PUSH_GAP) == GAP_FROM_30;
}

static void relate_repeat(struct work *w, struct series *series, struct service *s)
{
    int row = service_row(s);
    if (s->at == NO_MINUTE || series->last == NO_MINUTE) {
        push_unpaid(w, s, ACCOUNT_NO_INTERVAL, RULE_RELATE_PUSH_NO_TIME,
                    FINDING_PUSH_INTERVAL_UNKNOWN);
        return;
    }
    int gap = s->at - series->last;
    bool pays = gap_suffices(w, gap);
    struct fact far = fact_number("gap", gap),
                need = fact_number("limit", limit(w, LIMIT_PUSH_GAP));
    decide(
        w, RULE_RELATE_PUSH_REPEAT, pays ? VERDICT_APPLIED : VERDICT_NOT_MET, row, s->visit,
        relate_code(w, s, ROLE_REPEAT),
        FACTS(far, need, fact_clock("last", series->last), fact_switch(w, SWITCH_REPEAT_PUSH_GAP)));
    if (!pays) {
        relate_nothing(w, s, ACCOUNT_REPEAT);
        find(w, FINDING_PUSH_REPEAT, row, s->visit, NULL, FACTS(far, need));
        return;
    }
    relate_as(w, s, ROLE_REPEAT, RULE_RELATE_PUSH_REPEAT);
    series->last = s->at;
}

/* Is the repeat push of this drug a thing that can be coded at all? */
static bool repeat_has_code(struct work *w, struct service *s)
{
    if (s->group == GROUP_CHEMO)
        push_unpaid(w, s, ACCOUNT_SAME_AGAIN, RULE_RELATE_PUSH_CHEMO, FINDING_PUSH_CHEMO_REPEAT);
    else if (is_office(w))
        push_unpaid(w, s, ACCOUNT_SAME_AGAIN, RULE_RELATE_PUSH_OFFICE, FINDING_PUSH_OFFICE);
    else
        return true;
    return false;
}

/* ---- the bolus of a drip ---- */

static int span_gap(struct span a, struct span b)
{
    if (a.to <= b.from)
        return b.from - a.to;
    return a.from >= b.to ? a.from - b.to : 0;
}

/* From the start of the first piece of a push to the end of its last: an interrupted one has more.
 */
static struct span whole_push(const struct service *push)
{
    struct span whole = {push->at, push->at};
    for (size_t i = 0; i < push->spans.n; i++) {
        struct span piece = push->spans.at[i];
        whole.from = piece.from < whole.from ? piece.from : whole.from;
        whole.to = piece.to > whole.to ? piece.to : whole.to;
    }
    return whole;
}

/* Minutes, end to start, between a push and the nearest run of its drug; -1: not known. */
static int drip_gap(const struct service *push, struct service *const *by_drug, size_t first)
{
    if (push->at == NO_MINUTE)
        return -1;
    struct span at = whole_push(push);
    int nearest = INT32_MAX;
    for (size_t i = first; by_drug[i]->kind == KIND_INFUSION; i++) {
        const struct service *drip = by_drug[i];
        if (drip->unplaced > 0 || drip->spans.n == 0)
            return -1;
        for (size_t k = 0; k < drip->spans.n; k++) {
            int gap = span_gap(at, drip->spans.at[k]);
            nearest = gap < nearest ? gap : nearest;
        }
    }
    return nearest;
}

static void bolus_unpaid(struct work *w, struct service *s, enum rule_id rule)
{
    push_unpaid(w, s, ACCOUNT_OWN_INFUSION, rule, FINDING_PUSH_BOLUS);
}

static void bolus_paid(struct work *w, struct series *series, struct service *s, enum rule_id rule)
{
    relate_as(w, s, ROLE_REPEAT, rule);
    series->reported = true;
    series->last = s->at;
}

static void relate_bolus_always(struct work *w, struct series *series, struct service *s)
{
    if (series->reported) {
        relate_repeat(w, series, s);
        return;
    }
    bolus_paid(w, series, s, RULE_RELATE_BOLUS_ALWAYS);
    decide(w, RULE_RELATE_BOLUS_ALWAYS, VERDICT_APPLIED, service_row(s), s->visit,
           relate_code(w, s, ROLE_REPEAT), FACTS(fact_switch(w, SWITCH_BOLUS_AND_DRIP)));
}

/* Far enough from every run of its drug, and from the last push that was reported. */
static void relate_bolus_by_gap(struct work *w, struct series *series, struct service *s, int gap)
{
    int need = limit(w, LIMIT_BOLUS_GAP);
    bool pays = gap > need;
    decide(w, RULE_RELATE_BOLUS, pays ? VERDICT_APPLIED : VERDICT_NOT_MET, service_row(s), s->visit,
           relate_code(w, s, ROLE_REPEAT),
           FACTS(fact_number("gap", gap), fact_number("limit", need),
                 fact_switch(w, SWITCH_BOLUS_AND_DRIP)));
    if (!pays) {
        relate_nothing(w, s, ACCOUNT_OWN_INFUSION);
        find(w, FINDING_PUSH_BOLUS, service_row(s), s->visit, NULL, NO_FACTS);
    } else if (series->reported) {
        relate_repeat(w, series, s);
    } else {
        bolus_paid(w, series, s, RULE_RELATE_BOLUS);
    }
}

static void relate_bolus(struct work *w, struct series *series, struct service *s,
                         struct service *const *by_drug, size_t first)
{
    if (s->group == GROUP_CHEMO) {
        bolus_unpaid(w, s, RULE_RELATE_PUSH_CHEMO);
        return;
    }
    if (is_office(w)) {
        bolus_unpaid(w, s, RULE_RELATE_PUSH_OFFICE);
        return;
    }
    int value = use(w, SWITCH_BOLUS_AND_DRIP);
    if (value == BOLUS_NEVER) {
        relate_nothing(w, s, ACCOUNT_OWN_INFUSION);
        decide(w, RULE_RELATE_BOLUS_NEVER, VERDICT_APPLIED, service_row(s), s->visit, NULL,
               FACTS(fact_switch(w, SWITCH_BOLUS_AND_DRIP)));
        return;
    }
    if (value == BOLUS_ALWAYS) {
        relate_bolus_always(w, series, s);
        return;
    }
    int gap = drip_gap(s, by_drug, first);
    if (gap < 0)
        push_unpaid(w, s, ACCOUNT_NO_INTERVAL, RULE_RELATE_PUSH_NO_TIME,
                    FINDING_PUSH_INTERVAL_UNKNOWN);
    else
        relate_bolus_by_gap(w, series, s, gap);
}

/* ---- pushes of other drugs ---- */

/* The article's modifier table: beside a therapeutic infusion the first push of another drug stands
 * as an initial of its own. */
static bool article_initial(struct work *w, const struct slot *slot, bool *given)
{
    const struct service *initial = slot->initial;
    if (*given || !initial || initial->kind != KIND_INFUSION || initial->group != GROUP_THERAPEUTIC)
        return false;
    *given = use(w, SWITCH_SECOND_INITIAL) == SECOND_INITIAL_ARTICLE_TABLE;
    return *given;
}

static void relate_first_push(struct work *w, const struct slot *slot, struct service *s,
                              bool article)
{
    if (s->role == ROLE_INITIAL)
        return;
    if (article) {
        relate_as(w, s, ROLE_INITIAL, RULE_INITIAL_ARTICLE_TABLE);
        s->article_initial = true;
        decide(w, RULE_INITIAL_ARTICLE_TABLE, VERDICT_APPLIED, service_row(s), s->visit,
               relate_code(w, s, ROLE_INITIAL),
               FACTS(fact_text("first", slot->initial->name),
                     fact_text("modifier", distinct_text(w, MODIFIER_OTHER_SERVICE)),
                     fact_switch(w, SWITCH_SECOND_INITIAL)));
        return;
    }
    relate_as(w, s, ROLE_SEQUENTIAL, RULE_RELATE_PUSH_OTHER);
    decide(w, RULE_RELATE_PUSH_OTHER, VERDICT_APPLIED, service_row(s), s->visit,
           relate_code(w, s, ROLE_SEQUENTIAL), FACTS(fact_clock("start", s->at)));
}

/* The first push, by time, of a therapeutic drug that is not infused here. */
static const struct service *earliest_other(const struct slot *slot)
{
    const struct service *first = NULL;
    for (size_t i = 0; i < slot->n; i++) {
        const struct service *s = slot->services[i];
        if (s->kind != KIND_PUSH || s->drip || !s->first_push || s->group != GROUP_THERAPEUTIC)
            continue;
        bool before = first && (service_time(s) < service_time(first) ||
                                (s->at == first->at && name_order(s->name, first->name) < 0));
        if (!first || before)
            first = s;
    }
    return first;
}

void relate_pushes(struct work *w, struct slot *slot)
{
    struct service **by_drug = slot_by_drug(w, slot);
    const struct service *other = earliest_other(slot);
    struct series series = {NO_MINUTE, false};
    size_t first = 0;
    bool given = false;
    for (size_t i = 0; i < slot->n; i++) {
        struct service *s = by_drug[i];
        if (i == 0 || !same_drug(by_drug[i - 1], s)) {
            series = (struct series){NO_MINUTE, false};
            first = i;
        }
        if (s->kind != KIND_PUSH)
            continue;
        if (s->drip) {
            relate_bolus(w, &series, s, by_drug, first);
        } else if (s->first_push) {
            relate_first_push(w, slot, s, s == other && article_initial(w, slot, &given));
            series = (struct series){s->at, true};
        } else if (repeat_has_code(w, s)) {
            relate_repeat(w, &series, s);
        }
    }
}
