/* Step 4, time: which minutes count?  Only the actual run; rows of one infusate on one access that
 * touch are one run, an interrupted run goes on.  A row asked for a time it lacks draws a finding.
 * Sources: M08, D02-D04, T19, readings G4, G5, G15. */
#include "work.h"

static void ask_for_times(struct work *w, struct wrow *x)
{
    const struct row *row = x->row;
    int number = row->number;
    if (x->stop_before)
        find(w, FINDING_DOC_STOP_BEFORE, number, x->visit, NULL,
             FACTS(fact_clock("start", row->start), fact_clock("stop", row->stop)));
    if (row->minutes >= 0 && row->start != NO_MINUTE && x->minutes >= 0 &&
        x->minutes != row->minutes)
        find(w, FINDING_DOC_MINUTES_DIFFER, number, x->visit, NULL,
             FACTS(fact_number("minutes", x->minutes), fact_number("charted", row->minutes)));
    if (x->self_timed) {
        bool asked =
            x->method == METHOD_PUSH || x->method == METHOD_INJECTION || x->route == ROUTE_IM;
        if (asked && x->at == NO_MINUTE)
            find(w, FINDING_DOC_TIME_MISSING, number, x->visit, NULL, NO_FACTS);
        return;
    }
    bool times_asked = x->method == METHOD_INFUSION || x->method == METHOD_PUMP ||
                       (x->method == METHOD_NONE && x->route == ROUTE_IV);
    if (!times_asked)
        return;
    if (x->at == NO_MINUTE)
        find(w, FINDING_DOC_START_MISSING, number, x->visit, NULL, NO_FACTS);
    bool planned_pump = x->method == METHOD_PUMP && row->planned >= limit(w, LIMIT_PUMP_MIN);
    if (row->stop == NO_MINUTE && !planned_pump)
        find(w, FINDING_DOC_STOP_MISSING, number, x->visit, NULL,
             FACTS(fact_clock("start", x->at)));
}

static void say_time(struct work *w, struct wrow *x)
{
    const struct row *row = x->row;
    const struct rule *rules = w->book->rules;
    if (w->brief)
        return;
    struct fact start = fact_clock("start", x->at), minutes = fact_number("minutes", x->minutes);
    if (x->minutes < 0 && x->self_timed)
        keep_row_decision(w, &rules[RULE_TIME_NOT_ASKED], VERDICT_APPLIED, x, NULL,
                          FACTS(fact_text("method", word_name(WORDS_METHOD, (int)x->method))));
    else if (x->minutes < 0 && x->method == METHOD_PUMP && row->planned >= limit(w, LIMIT_PUMP_MIN))
        keep_row_decision(w, &rules[RULE_TIME_PLANNED], VERDICT_APPLIED, x, NULL,
                          FACTS(start, fact_number("planned", row->planned)));
    else if (x->minutes < 0)
        keep_row_decision(w, &rules[RULE_TIME_UNKNOWN], VERDICT_APPLIED, x, NULL,
                          FACTS(start, fact_switch(w, SWITCH_MISSING_STOP)));
    else if (row->start != NO_MINUTE && row->stop != NO_MINUTE && !x->stop_before)
        keep_row_decision(w, &rules[RULE_TIME_CLOCK], VERDICT_APPLIED, x, NULL,
                          FACTS(start, fact_clock("stop", row->stop), minutes));
    else if (row->stop != NO_MINUTE && !x->stop_before)
        keep_row_decision(w, &rules[RULE_TIME_FROM_STOP], VERDICT_APPLIED, x, NULL,
                          FACTS(fact_clock("stop", row->stop), minutes));
    else if (x->self_timed)
        keep_row_decision(w, &rules[RULE_TIME_PUSH_LENGTH], VERDICT_APPLIED, x, NULL,
                          FACTS(start, minutes));
    else
        keep_row_decision(w, &rules[RULE_TIME_CHARTED_LENGTH], VERDICT_APPLIED, x, NULL,
                          FACTS(minutes, fact_switch(w, SWITCH_MISSING_STOP)));
}

static int lane_of(const struct wrow *x)
{
    switch (x->method) {
    case METHOD_PUSH:
    case METHOD_INJECTION: return LANE_PUSH;
    case METHOD_PUMP: return LANE_PUMP;
    case METHOD_NONE: return x->route == ROUTE_IM ? LANE_PUSH : LANE_INFUSE;
    case METHOD_INFUSION: return LANE_INFUSE;
    default: return LANE_SINGLE;
    }
}

void step_time(struct work *w)
{
    for (size_t i = 0; i < w->n_rows; i++) {
        struct wrow *x = &w->rows[i];
        if (x->out_account)
            continue;
        x->lane = lane_of(x);
        w->lanes |= 1U << x->lane;
        bool lent =
            x->bag && x->at == NO_MINUTE && x->row->stop == NO_MINUTE && x->row->minutes < 0;
        if (!lent) /* a drug in a timed bag ran when the bag ran */
            ask_for_times(w, x);
        say_time(w, x);
    }
}
