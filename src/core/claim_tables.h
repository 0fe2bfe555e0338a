/* claim_tables.h: the tables of the rule book that turn codes into a claim: what Medicare pays,
 * which revenue code, what a payer answers, which question to ask, the numbers of the forms.
 *
 * db/load_claim fills them once for all dates; a row is looked up by the day of service.  Core only
 * reads them.  Money is whole cents, shares and indices are millionths. */
#ifndef IVLEDGER_CLAIM_TABLES_H
#define IVLEDGER_CLAIM_TABLES_H

#include "engine.h"

/* The days on which a row holds; to: NO_DAY, open. */
struct days_valid {
    day_t from, to;
};
bool days_hold(struct days_valid days, day_t day);

/* fees.csv: national Medicare amounts, not adjusted.  0: the table has no such number. */
struct fee {
    struct days_valid days;
    const char *code;
    int64_t work_rvu, nf_pe_rvu, f_pe_rvu, mp_rvu, nf_total, f_total; /* millionths */
    int64_t pfs_amount, pfs_amount_qp, opps_amount;                   /* millionths of a dollar */
    const char *pfs_status, *pctc, *global_days, *opps_status, *apc, *note;
    bool facility_na;
    const struct source *source, *opps_source;
};

/* revenue.csv: first fit in file order; kind and group NONE fit any. */
enum revenue_choice {
    REVENUE_BY_ARTICLE,     /* administration, admin_revenue = article_0636 */
    REVENUE_BY_COST_CENTER, /* administration, admin_revenue = cost_center */
    REVENUE_OF_DRUG,
    REVENUE_OF_VISIT, /* the visit code */
    REVENUE_CHOICE_COUNT
};
bool revenue_choice_find(const char *name, enum revenue_choice *choice);
struct revenue_row {
    struct days_valid days;
    struct rule rule; /* step claim; say is what the code stands for */
    enum revenue_choice choice;
    enum kind kind;
    enum group group;
    int coded; /* drugs: 1 with a code of their own, -1 without, 0 any */
    const char *revenue;
};

/* denials.csv: what a payer answers, its usual cause and the first thing to do. */
struct denial {
    struct days_valid days;
    bool remark;       /* RARC, else CARC */
    const char *code;  /* "97" */
    const char *group; /* "CO" */
    const char *say, *cause, *action, *note;
    const struct source *source;
};

/* The six elements of documentation. */
#define ELEMENTS(X)                                                                                \
    X(START, "start", "Start time")                                                                \
    X(STOP, "stop", "Stop time")                                                                   \
    X(DRUG, "drug", "Drug, dose, route")                                                           \
    X(ORDER, "order", "Order and need")                                                            \
    X(SIGNATURE, "signature", "Signature")                                                         \
    X(TYPE, "type", "Type of infusion")
enum element {
#define X(name, text, title) ELEMENT_##name,
    ELEMENTS(X)
#undef X
        ELEMENT_COUNT
};
const char *element_name(enum element element);  /* start stop drug ... */
const char *element_title(enum element element); /* as a reader sees it */
bool element_find(const char *name, enum element *element);

/* questions.csv: the question that a finding puts to whoever kept the record. */
enum addressee { ASKED_NURSE, ASKED_PHYSICIAN, ASKED_PHARMACY };
const char *asked_name(enum addressee asked); /* nurse, physician, pharmacy */
bool asked_find(const char *name, enum addressee *asked);
struct question {
    struct days_valid days;
    const char *finding; /* id */
    int element;         /* enum element and one; 0: beyond the six */
    enum addressee asked;
    const char *say; /* a sentence with the facts of the finding */
    const struct source *source;
};

/* claim.csv: the numbers that forms and amounts need, by name. */
#define CLAIM_NUMBERS(X)                                                                           \
    X(BILL_HOSPITAL, "bill_type.hospital")                                                         \
    X(BILL_CAH, "bill_type.critical_access")                                                       \
    X(PLACE_OFFICE, "place.office")                                                                \
    X(TOTAL_REVENUE, "revenue.total")                                                              \
    X(PFS_FACTOR, "pfs.factor")                                                                    \
    X(PFS_FACTOR_QP, "pfs.factor_qp")                                                              \
    X(OPPS_LABOR, "opps.labor_share")                                                              \
    X(OFF_CAMPUS_OTHER, "off_campus.other_share")                                                  \
    X(OFF_CAMPUS_EXCEPTED, "off_campus.excepted_share")
enum claim_number_id {
#define X(name, text) CLAIM_NUMBER_##name,
    CLAIM_NUMBERS(X)
#undef X
        CLAIM_NUMBER_COUNT
};
const char *claim_number_name(enum claim_number_id id);
struct claim_number {
    struct days_valid days;
    enum claim_number_id id;
    const char *value, *say;
    int64_t amount; /* value in millionths where it is a number, else 0 */
    const struct source *source;
};

struct claim_tables {
    const struct fee *fees; /* in file order, as all of them */
    size_t n_fees;
    const struct revenue_row *revenues;
    size_t n_revenues;
    const struct denial *denials;
    size_t n_denials;
    const struct question *questions;
    size_t n_questions;
    const struct claim_number *numbers;
    size_t n_numbers;
};

const struct fee *claim_fee(const struct claim_tables *t, const char *code, day_t day);
/* NULL when no row fits. */
const struct revenue_row *claim_revenue(const struct claim_tables *t, enum revenue_choice choice,
                                        enum kind kind, enum group group, bool coded, day_t day);
/* "CO-97", "PR-27", "B15" or "97". */
const struct denial *claim_denial(const struct claim_tables *t, const char *carc, day_t day);
const struct denial *claim_remark(const struct claim_tables *t, const char *rarc, day_t day);
const struct question *claim_question(const struct claim_tables *t, const char *finding, day_t day);
const struct claim_number *claim_number(const struct claim_tables *t, enum claim_number_id id,
                                        day_t day);
/* Its text, "" when no row holds. */
const char *claim_word(const struct claim_tables *t, enum claim_number_id id, day_t day);

#endif
