/* engine.h: the one door.  engine_code() takes a book, a policy and an encounter and gives codes,
 * drug lines, findings, the minute ledger and the decisions behind them.
 *
 * Pure: no clock, file, locale, screen or database; same input, same result.  The result points
 * into the book and the encounter, which must outlive it. */
#ifndef IVLEDGER_ENGINE_H
#define IVLEDGER_ENGINE_H

#include "book.h"

/* A fact that a decision read: a name and a value, put into words only when somebody reads it
 * (why_fact()): most never are. */
enum fact_type {
    FACT_NUMBER,
    FACT_TEXT,
    FACT_CLOCK,
    FACT_DATE,
    FACT_AMOUNT,
    FACT_NEAR,    /* text: a name, of which the sentence says the closest drug of the table */
    FACT_MEASURE, /* an amount and, in text, its unit: 800 mg */
    FACT_LIST     /* parts of a text, one behind the other; number: how many */
};
enum { LIST_LONGEST = 400 }; /* bytes; a list of names in a sentence goes no further */
struct fact {
    const char *name;
    enum fact_type type;
    int64_t number; /* CLOCK and DATE: minute_t, day_t; AMOUNT and MEASURE: millionths */
    union {
        const char *text;
        const char *const *parts;
    };
};

enum verdict { VERDICT_APPLIED, VERDICT_NOT_MET, VERDICT_OVERRIDDEN };
const char *verdict_name(enum verdict verdict); /* applied, not met, overridden */

struct decision {
    const struct rule *rule; /* id, step, sentences, source */
    enum verdict verdict;
    int row; /* row number, 0: the whole visit */
    int visit;
    const struct code *code; /* the code it is about, or NULL */
    const struct fact *facts;
    size_t n_facts;
};

struct posting {
    int row;
    int visit;
    struct span span; /* clock; from NO_MINUTE when the minutes have no place on the clock */
    int minutes;
    const struct code *code; /* the code that these minutes pay for, or NULL */
    int unit;                /* which unit of that code within the visit, from 1 */
    const char *account;     /* code number, or the reason they bill nothing */
    const struct rule *rule; /* what posted them */
};

struct line {
    int visit;
    const struct code *code;
    int units;
    const char *modifiers[4]; /* in claim order; NULL beyond n_modifiers */
    int n_modifiers;
    day_t date;
    int *rows; /* row numbers, rising */
    size_t n_rows;
    const struct rule *rule; /* what put the code on the claim */
    const char *revenue;     /* revenue code by switch admin_revenue; "" on an office claim */
    const char *revenue_id;  /* the row of revenue.csv that gave it, "" */
    bool initial;
    int access;  /* which access of the visit, from 0; -1: none */
    int minutes; /* margin: minutes of the service behind the last unit, -1: not timed */
    int earned_at,
        next_at; /* the minute that earned the last unit, and where the next one begins */
};

/* One unit of one code, with its margin; on the claim, in the order of the visit's units. */
struct earned {
    int visit;
    const struct code *code;
    int number; /* which unit of the code within the visit, from 1 */
    int row;    /* the earliest row of its service */
    day_t date;
    minute_t at;                     /* its first minute; NO_MINUTE when not on the clock */
    int paid;                        /* minutes that it takes, -1: not known */
    int minutes, earned_at, next_at; /* of what was counted; -1: not timed */
    const struct rule *rule;
    size_t line; /* of the result, on which it stands */
};

struct drug_line {
    int visit;
    const struct drug *drug;
    const char *hcpcs;
    int64_t units;
    const char *modifiers[4];
    int n_modifiers;
    int *rows;
    size_t n_rows;
    const struct rule *rule;
};

struct finding {
    const struct finding_def *def;
    int row; /* 0: the encounter */
    int visit;
    const struct code *code;
    const struct fact *facts;
    size_t n_facts;
};

struct elsewhere {
    int row, visit;
    const char *code, *text;
};

struct em_line {
    const char *code;     /* NULL: no visit code charted */
    const char *modifier; /* "" none */
    bool payable;
    const struct rule *rule;
};

/* What became of one row, for the workbench. */
struct row_result {
    int row, visit;
    const char *mixture; /* what its bag or syringe is called, NULL: none; the same for all in it */
    const struct drug *drug; /* NULL: not in the table */
    enum group group;        /* GROUP_NONE: out of scope or not known */
    enum kind kind;
    int access;       /* -1: none */
    struct span span; /* where it ran; from NO_MINUTE when not known */
    int minutes;      /* -1: length not known */
    int billed;       /* minutes that were posted to codes */
    const char *out;  /* account why it is out of scope, or NULL */
};

/* Does the row run on for want of a stop?  A push or a shot has none, nor has what is out of scope.
 */
bool row_is_open(const struct row *row, const struct row_result *coded);

struct result {
    struct arena arena;
    const struct book *book;
    const struct policy *policy;
    const struct encounter *encounter;
    struct line *lines; /* claim order: visit, initial first, then rank, date */
    size_t n_lines, cap_lines;
    struct earned *units; /* visit, code, number */
    size_t n_units, cap_units;
    struct drug_line *drugs;
    size_t n_drugs, cap_drugs;
    struct finding *findings; /* visit, severity, row, id */
    size_t n_findings, cap_findings;
    struct posting *postings; /* visit, row, clock */
    size_t n_postings, cap_postings;
    struct decision *decisions; /* in the order of the steps */
    size_t n_decisions, cap_decisions;
    struct elsewhere *elsewhere;
    size_t n_elsewhere, cap_elsewhere;
    struct row_result *rows; /* one per encounter row, same order */
    size_t n_rows;
    int *visits; /* visit numbers that were coded, rising */
    size_t n_visits;
    struct em_line em;
    uint32_t switches_used;      /* bit per enum switch_id */
    int minutes_in, minutes_out; /* of the book; equal, or it is our bug */
    bool brief;                  /* result_init_brief() */
};

void result_init(struct result *result);
/* A result that has codes, units, drug lines and findings, but no decisions, no facts, no ledger and
 * no switches_used until result_explain(): for who codes a million encounters and explains none. */
void result_init_brief(struct result *result);
/* Codes the encounter of a brief result once more, by the same steps, and keeps why; what it pointed
 * to before is gone.  Nothing to do for any other. */
void result_explain(struct result *result);
void result_release(struct result *result);

/* Codes the encounter.  result must be initialised; what it held is forgotten.  Never fails: bad
 * documentation becomes findings.  Sources: engine.md section 2, step by step. */
void engine_code(const struct book *book, const struct policy *policy,
                 const struct encounter *encounter, struct result *result);

bool line_has_row(const struct line *line, int row);
/* Do these minutes pay for the row?  Its own do, and those of the row that stands for its bag. */
bool row_is_paid_by(const struct result *r, const struct row_result *row, const struct posting *p);
/* What became of the row of that number, NULL: there is none. */
const struct row_result *result_row(const struct result *result, int row);
/* True when every row's minutes were posted once. */
bool result_balanced(const struct result *result);
enum severity
result_worst(const struct result *result); /* SEVERITY_NOTE when there is nothing worse */

#endif
