/* policy.h: a policy is a value for every switch: where authorities disagree, somebody chose.
 *
 * The mechanism behind each value is C; its name, meaning, holder and source are rows of
 * data/book/switches.csv, its choice per policy rows of policies.csv.  (engine.md section 4) */
#ifndef IVLEDGER_POLICY_H
#define IVLEDGER_POLICY_H

#include "base.h"

/* X(enum name, switch name, values in enum order...; "#", "min", "max" = a number) */
#define SWITCHES(X)                                                                                \
    X(MISSING_STOP, "missing_stop", "push", "not_reportable", "charted_length")                    \
    X(OVERLAP_MODE, "overlap_mode", "concurrent", "subtract", "majority")                          \
    X(CONCURRENT_MIN_OVERLAP, "concurrent_min_overlap", "#", "1", "60")                            \
    X(CONCURRENT_LIMIT, "concurrent_limit", "per_encounter", "per_date")                           \
    X(INITIAL_TIE_BREAK, "initial_tie_break", "longest", "first_started")                          \
    X(OFFICE_INITIAL, "office_initial", "primary_then_rank", "rank")                               \
    X(SAME_DRUG_REPEAT, "same_drug_repeat", "sum", "each_from_16", "each_from_31")                 \
    X(BOLUS_AND_DRIP, "bolus_and_drip", "over_30", "always", "never")                              \
    X(REPEAT_PUSH_GAP, "repeat_push_gap", "over_30", "from_30")                                    \
    X(LONG_PUSH, "long_push", "push", "by_time")                                                   \
    X(HYDRATION_PIECES, "hydration_pieces", "sum", "each_31")                                      \
    X(PUSH_MINUTES_IN_HYDRATION, "push_minutes_in_hydration", "deduct", "keep")                    \
    X(LABEL_HYDRATION, "label_hydration", "report_with_reason", "bundle")                          \
    X(HYDRATION_SECOND_SITE, "hydration_second_site", "allow", "never")                            \
    X(BIOLOGIC_CLASS, "biologic_class", "article", "cms", "payer")                                 \
    X(ELECTROLYTES, "electrolytes", "by_order", "hydration", "therapeutic")                        \
    X(CONCURRENT_CHEMO, "concurrent_chemo", "manual", "unlisted")                                  \
    X(INJECTIONS, "injections", "per_injection", "per_drug")                                       \
    X(DISCONTINUED, "discontinued", "modifier_52", "none", "office_53_on_reaction")                \
    X(DISCONTINUED_SHORT, "discontinued_short", "push_by_time", "infusion_by_intent")              \
    X(SECOND_INITIAL, "second_initial", "site_or_visit", "article_table")                          \
    X(RETURN_VISIT, "return_visit", "new_initial", "one_per_date")                                 \
    X(DISTINCT_MODIFIER, "distinct_modifier", "59", "x")                                           \
    X(SECOND_SITE_ADDON_MODIFIER, "second_site_addon_modifier", "none", "same")                    \
    X(PARENTS, "parents", "ncci", "article")                                                       \
    X(MIDNIGHT, "midnight", "start_date", "split")                                                 \
    X(OBSERVATION_DAYS, "observation_days", "one_encounter", "per_day")                            \
    X(ADMIN_REVENUE, "admin_revenue", "article_0636", "cost_center")

enum switch_id {
#define X(name, text, ...) SWITCH_##name,
    SWITCHES(X)
#undef X
    SWITCH_COUNT
};

enum { MISSING_STOP_PUSH, MISSING_STOP_NOT_REPORTABLE, MISSING_STOP_CHARTED_LENGTH };
enum { OVERLAP_CONCURRENT, OVERLAP_SUBTRACT, OVERLAP_MAJORITY };
enum { CONCURRENT_PER_ENCOUNTER, CONCURRENT_PER_DATE };
enum { TIE_LONGEST, TIE_FIRST_STARTED };
enum { OFFICE_PRIMARY_THEN_RANK, OFFICE_RANK };
enum { REPEAT_SUM, REPEAT_EACH_FROM_16, REPEAT_EACH_FROM_31 };
enum { BOLUS_OVER_30, BOLUS_ALWAYS, BOLUS_NEVER };
enum { GAP_OVER_30, GAP_FROM_30 };
enum { LONG_PUSH_PUSH, LONG_PUSH_BY_TIME };
enum { PIECES_SUM, PIECES_EACH_31 };
enum { PUSH_MINUTES_DEDUCT, PUSH_MINUTES_KEEP };
enum { LABEL_REPORT_WITH_REASON, LABEL_BUNDLE };
enum { SECOND_SITE_ALLOW, SECOND_SITE_NEVER };
enum { BIOLOGIC_ARTICLE, BIOLOGIC_CMS, BIOLOGIC_PAYER };
enum { ELECTROLYTES_BY_ORDER, ELECTROLYTES_HYDRATION, ELECTROLYTES_THERAPEUTIC };
enum { CONCURRENT_CHEMO_MANUAL, CONCURRENT_CHEMO_UNLISTED };
enum { INJECTIONS_PER_INJECTION, INJECTIONS_PER_DRUG };
enum { DISCONTINUED_52, DISCONTINUED_NONE, DISCONTINUED_OFFICE_53 };
enum { SHORT_PUSH_BY_TIME, SHORT_INFUSION_BY_INTENT };
enum { SECOND_INITIAL_SITE_OR_VISIT, SECOND_INITIAL_ARTICLE_TABLE };
enum { RETURN_NEW_INITIAL, RETURN_ONE_PER_DATE };
enum { DISTINCT_59, DISTINCT_X };
enum { ADDON_MODIFIER_NONE, ADDON_MODIFIER_SAME };
enum { PARENTS_NCCI, PARENTS_ARTICLE };
enum { MIDNIGHT_START_DATE, MIDNIGHT_SPLIT };
enum { OBSERVATION_ONE_ENCOUNTER, OBSERVATION_PER_DAY };
enum { REVENUE_ARTICLE_0636, REVENUE_COST_CENTER };

struct policy {
    char name[40];
    int value[SWITCH_COUNT]; /* index of the value, or the number */
};

const char *switch_name(enum switch_id id);
bool switch_find(const char *name, enum switch_id *id);
bool switch_is_number(enum switch_id id, int *min, int *max);
int switch_values(enum switch_id id); /* how many values; 0 for a number */
/* The word of a value (a number is printed into buf, 16 bytes). */
const char *switch_value_name(enum switch_id id, int value, char buf[16]);
/* The value of a word; err names the words that are accepted. */
bool switch_value_find(enum switch_id id, const char *text, int *value, struct err *err);
/* "switch=value" as on the command line. */
bool policy_set(struct policy *policy, const char *assignment, struct err *err);

#endif
