/* load_inside.h: a library from within: the rows of every table as read, for all dates.  Private to
 * load*.c and prove.c.
 *
 * A loaded row is the core's struct plus its dates and the names of other tables' rows that it
 * points to; load_build.c turns the names into pointers for one period. */
#ifndef IVLEDGER_LOAD_INSIDE_H
#define IVLEDGER_LOAD_INSIDE_H

#include "../core/claim_tables.h"
#include "../core/hash.h"
#include "../core/selfaudit.h"
#include "table.h"

struct source_load {
    struct row_head head;
    struct source source;
};
struct edition_load {
    struct row_head head;
    const char *edition, *say;
    const struct source *source;
};
struct code_load {
    struct row_head head;
    struct code code;
    const char *route, *locator;
    bool initial; /* role initial */
};
struct limit_load {
    struct row_head head;
    struct limit limit;
    const char *unit, *locator;
    int index; /* enum limit_id */
};
struct rule_load {
    struct row_head head;
    struct rule rule;
    int index; /* enum rule_id */
};
struct finding_load {
    struct row_head head;
    struct finding_def def;
    const char *locator;
    int index; /* enum finding_id, FINDING_COUNT: a note that scope.csv names */
};
struct account_load {
    struct row_head head;
    struct account account;
    const struct source *source;
    const char *locator;
    int index; /* enum account_id */
};
struct modifier_load {
    struct row_head head;
    struct modifier modifier;
    const char *locator;
    int index; /* enum modifier_id */
};
struct scope_load {
    struct row_head head;
    struct scope scope;
    const char *finding, *drug; /* drug: lower case generic of a test drug:NAME */
};
struct kind_load {
    struct row_head head;
    struct kind_row kind;
    int min, max; /* enum limit_id + 1, 0: none */
};
struct service_load {
    struct row_head head;
    struct service_row service;
    const char *code;
};
struct rank_load {
    struct row_head head;
    struct rank_row rank;
};
struct parent_load {
    struct row_head head;
    struct parent_row parent;
    const char *addon, *of, *locator;
};
struct pair_load {
    struct row_head head;
    struct pair pair;
    const char *reason;
};
struct mue_load {
    struct row_head head;
    struct mue mue;
};
struct em_load {
    struct row_head head;
    struct em_row em;
    const char *say, *locator;
};
struct drug_load {
    struct row_head head;
    struct drug drug;
};
struct switch_load {
    struct row_head head;
    int id;                   /* enum switch_id */
    const char *name, *value; /* value: a word, or "#" */
    struct switch_meaning meaning;
    const char *locator;
};
struct policy_load {
    struct row_head head;
    int id;
    const char *policy, *value;
};
struct fee_load {
    struct row_head head;
    struct fee fee;
};
struct revenue_load {
    struct row_head head;
    struct revenue_row revenue;
};
struct denial_load {
    struct row_head head;
    struct denial denial;
};
struct question_load {
    struct row_head head;
    struct question question;
    const char *locator;
};
struct number_load {
    struct row_head head;
    struct claim_number number;
    const char *locator;
};
struct reason_load {
    struct row_head head;
    struct reason reason;
};
struct audit_load {
    struct row_head head;
    struct audit_question question;
};
struct count_load {
    struct row_head head;
    const char *table, *say;
    int rows; /* 0: not counted, since the program asks for every row by name */
};

/* The tables in the order in which they are read: sources first, for the others name them. */
#define TABLES(X)                                                                                  \
    X(SOURCES, source)                                                                             \
    X(EDITIONS, edition) X(CODES, code) X(LIMITS, limit) X(RULES, rule) X(FINDINGS, finding)       \
        X(ACCOUNTS, account) X(MODIFIERS, modifier) X(DRUGS, drug) X(SCOPE, scope) X(KINDS, kind)  \
            X(SERVICES, service) X(RANKS, rank) X(PARENTS, parent) X(PAIRS, pair) X(MUE, mue)      \
                X(EM, em) X(FEES, fee) X(REVENUE, revenue) X(DENIALS, denial)                     \
                    X(QUESTIONS, question) X(NUMBERS, number) X(REASONS, reason)                   \
                        X(AUDITS, audit) X(SWITCHES, switch)                  \
                        X(POLICIES, policy) X(COUNTS, count)
enum table_id {
#define X(name, row) TABLE_##name,
    TABLES(X)
#undef X
        TABLE_COUNT
};
extern const struct table_spec table_specs[TABLE_COUNT]; /* load_tables.c */

struct period {
    struct book *book; /* NULL: not built yet */
    day_t from, to;    /* to: NO_DAY, open */
    const struct edition_load *edition;
};

struct library {
    struct arena arena;
    struct arena texts; /* of the tables, for who asks for their hash */
    struct hash_part parts[TABLE_COUNT];
    struct hash_later hash;
    struct table tables[TABLE_COUNT];
    struct source *sources;
    size_t n_sources;
    struct period *periods; /* rising; only days that an edition covers */
    size_t n_periods;
    struct policy *policies;
    const char **policy_names;
    size_t n_policies;
    struct switch_meaning *switches;
    size_t n_switches;
    struct claim_tables claim; /* of all dates */
    struct reason *reasons;
    struct audit_question *audits;
    struct proof_row *proofs; /* proofs.h */
    size_t n_proofs;
};

/* Row i of a table by its own type: ROW(library, RULES, rule, i)->rule. */
#define ROW(library, TABLE, type, i)                                                               \
    ((struct type##_load *)table_row(&(library)->tables[TABLE_##TABLE], (i)))
#define ROWS(library, TABLE) ((library)->tables[TABLE_##TABLE].n)

/* load_refs.c: what one row says about another: unknown names, missing rows, wrong facts. */
void load_check_references(struct load *load, struct library *library);
/* Complains about each {fact} of a sentence that is not among the space separated allowed ones. */
void load_check_sentence(struct load *load, const struct table *table, long line,
                         const char *column, const char *sentence, const char *whose,
                         const char *allowed);
/* load_kinds.c: on every date kinds.csv has a row for every class, route, method, setting and
 * length that scope.csv does not take out, whoever pays, and services.csv the codes of what comes
 * of it; the engine asks without looking back.  A book with other faults is not asked: they may be
 * why. */
void load_check_answers(struct load *load, const struct library *library);
/* What kinds.csv makes of all that scope.csv lets through, on one day. */
struct outcomes {
    bool kind[GROUP_COUNT][ROUTE_COUNT][KIND_COUNT];
};
/* load_services.c: each of them has a code in every role in which the engine gives it one. */
void load_check_services(struct load *load, const struct library *library, day_t day,
                         const struct outcomes *outcomes);
/* Does the engine ask for this class on this route?  It turns hydration off IV and hormones that
 * are not injected into other classes first. */
bool load_kind_occurs(enum group group, enum route route);
/* Does the row take out every administration of these three, whatever else is charted? */
bool load_scope_takes(const struct scope *scope, enum group group, enum route route,
                      enum method method);
/* load_periods.c */
void load_periods(struct load *load, struct library *library);
/* load_build.c: the book of a period, in the library's arena. */
void load_build(struct library *library, struct period *period);
/* load_claim.c: the tables of the claim, for all dates, and what they say of each other. */
void load_claim_tables(struct load *load, struct library *library);
/* load_office.c: reasons and the questions of auditors, for all dates. */
void load_office(struct load *load, struct library *library);
/* load_policy.c: policies and meanings from their tables. */
void load_policies(struct load *load, struct library *library);

#endif
