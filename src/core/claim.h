/* claim.h: the claim as it would be keyed: the lines of a UB-04 or a CMS-1500 that follow from a
 * result, with what Medicare would pay for them nationally.
 *
 * Reads a result, the tables of its book and what the site says of itself; changes none of them.  A
 * site adds modifiers, charges, places and an adjusted amount, each with a decision.  Amounts are
 * national and not adjusted; they are never shown beside a what-if or a question to the record. */
#ifndef IVLEDGER_CLAIM_H
#define IVLEDGER_CLAIM_H

#include "site.h"

enum claim_form { FORM_UB04, FORM_CMS1500 };
const char *claim_form_name(enum claim_form form); /* UB-04, CMS-1500 */

enum claim_what {
    CLAIM_ADMINISTRATION,
    CLAIM_DRUG,
    CLAIM_UNCODED, /* a drug without a code of its own, on a facility's claim */
    CLAIM_VISIT    /* the visit code */
};

enum money {
    MONEY_UNKNOWN,  /* no amount: why says so */
    MONEY_AMOUNT,   /* national is the amount */
    MONEY_PACKAGED, /* paid within another line: nothing of its own */
};

enum { CLAIM_MODIFIERS = 8, CLAIM_POINTERS = 4, CLAIM_DIAGNOSES = 12 };

struct claim_line {
    enum claim_what what;
    int visit;
    const char *code; /* "": none */
    const char *modifiers[CLAIM_MODIFIERS];
    int n_modifiers;
    day_t date;
    int64_t units;
    const char *revenue;    /* "" on a CMS-1500 */
    const char *revenue_id; /* the row of revenue.csv that gave it, "" */
    const char *plain;      /* our own words, or the drug */
    const char *pointers;   /* CMS-1500: "AB" */
    const int *rows;
    size_t n_rows;
    const struct line *line;      /* CLAIM_ADMINISTRATION */
    const struct drug_line *drug; /* CLAIM_DRUG */
    int64_t charge;               /* cents in all, -1: the site gave none */
    enum money money;
    int64_t national, adjusted;  /* cents in all; adjusted -1: the site gave no index */
    const char *status;          /* status indicator of the schedule, "": none */
    const struct fee *fee;       /* NULL: none */
    const struct decision *paid; /* why it has this amount, or none */
};

struct claim {
    struct arena arena;
    const struct result *result;
    const struct site *site;
    const struct claim_tables *tables;
    enum claim_form form;
    day_t day;             /* date of service that picks rows of tables */
    day_t from, to;        /* first and last date of the lines; NO_DAY: no line */
    const char *bill_type; /* UB-04, "" else */
    const char *place;     /* CMS-1500, "" else */
    const char *diagnoses[CLAIM_DIAGNOSES];
    size_t n_diagnoses;
    struct claim_line *lines;
    size_t n_lines, cap_lines;
    struct decision *decisions; /* in the order of the lines */
    size_t n_decisions, cap_decisions;
    size_t *decided; /* of each decision: the place of its line, from 0 */
    size_t n_decided, cap_decided;
    int64_t charges;  /* cents, -1: not every line has one */
    int64_t national; /* cents: sum of the amounts that are known */
    int64_t adjusted; /* the same with the site's indices, -1: none given */
    bool unknown;     /* some line has no known amount */
};
void claim_init(struct claim *claim);
void claim_release(struct claim *claim);
/* Builds the claim; what it held is forgotten.  site may be NULL.  The result, its book and the
 * site must outlive the claim.  The result is none of result_init_brief(): it has no drug lines. */
void claim_build(struct claim *claim, const struct result *result, const struct site *site);
/* Why a line, from 0, has no amount; NULL when it has one, or when a line before it said the same. */
const struct decision *claim_no_amount(const struct claim *claim, size_t index);
/* The decisions about one line, from *next on, which moves behind it; NULL: no more. */
const struct decision *claim_decision(const struct claim *claim, const struct claim_line *line,
                                      size_t *next);
/* paid, packaged; without an amount unpaid where it is no benefit, else otherwise. */
const char *claim_paid_word(const struct claim_line *line);
/* The same amounts without a claim, for who prints many: cents[i] is what line i of the result is paid
 * nationally, 0 when it is packaged, -1 when no amount is known.  cents: room for n_lines. */
void claim_national(const struct result *result, int64_t *cents);
enum { CENT = 10000 }; /* of the millionths that decimal_parse() gives for dollars */
/* Dollars and cents: "217.31"; "" below 0.  buf of 32 bytes. */
char *claim_money(int64_t cents, char buf[32]);

#endif
