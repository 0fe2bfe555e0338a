/* claim.h: what Medicare pays nationally: an office by the physician fee schedule (non-facility), a
 * hospital by OPPS with its packaging.  Status N is always packaged, Q1 when an S, T or V line is
 * on the claim (OPPS Addendum D1).  A visit code that is billed counts as V.  A drug of status E1 or
 * E2 is no benefit: nobody pays it on this claim. */
#include "claim_inside.h"

enum { MILLION = 1000000 };

/* Is it one of the words of the list? */
static bool status_in(const char *status, const char *list)
{
    for (const char *at = list; *status && *at; at += *at == ' ') {
        const char *rest = status;
        for (; *rest && *rest == *at; at++)
            rest++;
        if (!*rest && (*at == ' ' || !*at))
            return true;
        while (*at && *at != ' ')
            at++;
    }
    return false;
}

/* ---- what the schedules pay ---- */

struct price {
    enum money money;
    int64_t cents;
    enum rule_id rule; /* that says so */
};

static struct price office_price(const struct fee *fee, int64_t units)
{
    if (status_in(fee->pfs_status, "C"))
        return (struct price){MONEY_UNKNOWN, 0, RULE_CLAIM_BY_CONTRACTOR};
    if (!status_in(fee->pfs_status, "A R T") || fee->pfs_amount <= 0)
        return (struct price){MONEY_UNKNOWN, 0, RULE_CLAIM_NOT_PAID};
    return (struct price){MONEY_AMOUNT, fee->pfs_amount / CENT * units, RULE_CLAIM_PFS};
}

/* paying: a line of the claim pays for what is packaged. */
static struct price hospital_price(const struct fee *fee, int64_t units, bool paying)
{
    if (status_in(fee->opps_status, "N") || (paying && status_in(fee->opps_status, "Q1")))
        return (struct price){MONEY_PACKAGED, 0, RULE_CLAIM_PACKAGED};
    if (!status_in(fee->opps_status, "S T V Q1") || fee->opps_amount <= 0)
        return (struct price){MONEY_UNKNOWN, 0, RULE_CLAIM_NOT_PAID};
    return (struct price){MONEY_AMOUNT, fee->opps_amount / CENT * units, RULE_CLAIM_OPPS};
}

static bool pays_for_others(const struct fee *fee)
{
    return fee && status_in(fee->opps_status, "S T V");
}

void claim_national(const struct result *r, int64_t *cents)
{
    bool office = encounter_setting(r->encounter) == SETTING_OFFICE;
    bool paying = r->em.code && r->em.payable;
    for (size_t i = 0; i < r->n_lines && !paying && !office; i++)
        paying = pays_for_others(book_code_fee(r->book, r->lines[i].code, r->lines[i].date));
    for (size_t i = 0; i < r->n_lines; i++) {
        const struct line *line = &r->lines[i];
        const struct fee *fee = book_code_fee(r->book, line->code, line->date);
        struct price price = {MONEY_UNKNOWN, 0, RULE_CLAIM_NO_FEE};
        if (fee)
            price = office ? office_price(fee, line->units) : hospital_price(fee, line->units, paying);
        cents[i] = price.money != MONEY_UNKNOWN ? price.cents : -1;
    }
}

/* ---- the same with what is said about it ---- */

static struct fact amount_fact(struct claim *c, const char *name, int64_t cents)
{
    return claim_fact(name, claim_text_money(c, cents));
}

static struct fact units_fact(const struct claim_line *line)
{
    return (struct fact){.name = "units", .type = FACT_NUMBER, .number = line->units};
}

/* a * b with a in millionths, rounded to the whole. */
static int64_t share(int64_t a, int64_t b)
{
    return (a * b + MILLION / 2) / MILLION;
}

/* ---- what the site's indices make of it ---- */

static void say_adjusted(struct claim *c, struct claim_line *line, const char *how)
{
    claim_decide(c, line, claim_rule(c, RULE_CLAIM_ADJUSTED),
                 CLAIM_FACTS(amount_fact(c, "amount", line->national),
                             amount_fact(c, "adjusted", line->adjusted), claim_fact("how", how)));
}

/* An index that the site does not give is 1. */
static int64_t index_of(const struct claim *c, enum site_setting id, day_t day)
{
    int64_t index = site_amount(c->site, id, day);
    return index > 0 ? index : MILLION;
}

static void adjust_office(struct claim *c, struct claim_line *line)
{
    day_t day = line->date;
    bool qp = site_says(c->site, SITE_QUALIFYING, "y", day);
    bool gpci = site_amount(c->site, SITE_GPCI_WORK, day) > 0 ||
                site_amount(c->site, SITE_GPCI_PE, day) > 0 ||
                site_amount(c->site, SITE_GPCI_MP, day) > 0;
    const struct claim_number *factor =
        claim_number(c->tables, qp ? CLAIM_NUMBER_PFS_FACTOR_QP : CLAIM_NUMBER_PFS_FACTOR, day);
    if ((!gpci && !qp) || !factor)
        return;
    int64_t units = share(line->fee->work_rvu, index_of(c, SITE_GPCI_WORK, day)) +
                    share(line->fee->nf_pe_rvu, index_of(c, SITE_GPCI_PE, day)) +
                    share(line->fee->mp_rvu, index_of(c, SITE_GPCI_MP, day));
    line->adjusted = (share(units, factor->amount) + CENT / 2) / CENT * line->units;
    say_adjusted(c, line,
                 qp && gpci ? "GPCI and status as qualifying participant"
                 : gpci     ? "GPCI"
                            : "status as qualifying participant");
}

/* The share of the rate that an off-campus department gets, 0: the whole. */
static const struct claim_number *off_campus_share(const struct claim *c,
                                                   const struct claim_line *line)
{
    day_t day = line->date;
    if (site_says(c->site, SITE_OFF_CAMPUS, "other", day))
        return claim_number(c->tables, CLAIM_NUMBER_OFF_CAMPUS_OTHER, day);
    if (site_says(c->site, SITE_OFF_CAMPUS, "excepted", day) &&
        line->what == CLAIM_ADMINISTRATION && !site_says(c->site, SITE_RURAL_SOLE, "y", day))
        return claim_number(c->tables, CLAIM_NUMBER_OFF_CAMPUS_EXCEPTED, day);
    return NULL;
}

static void adjust_hospital(struct claim *c, struct claim_line *line)
{
    int64_t wage = site_amount(c->site, SITE_WAGE_INDEX, line->date), rate = line->fee->opps_amount;
    const struct claim_number *labor = claim_number(c->tables, CLAIM_NUMBER_OPPS_LABOR, line->date);
    const struct claim_number *part = off_campus_share(c, line);
    if ((wage <= 0 || !labor) && !part)
        return;
    if (wage > 0 && labor)
        rate = share(rate, share(labor->amount, wage) + MILLION - labor->amount);
    if (part)
        rate = share(rate, part->amount);
    line->adjusted = (rate + CENT / 2) / CENT * line->units;
    say_adjusted(c, line,
                 wage > 0 && part ? "wage index and off-campus share"
                 : part           ? "off-campus share"
                                  : "wage index");
}

/* ---- the amounts ---- */

static void unknown(struct claim *c, struct claim_line *line, enum rule_id rule)
{
    char day[16];
    line->money = MONEY_UNKNOWN;
    line->paid = claim_decide(
        c, line, claim_rule(c, rule),
        CLAIM_FACTS(claim_fact("status", line->status),
                    claim_fact("date", arena_text(&c->arena, when_print_day(line->date, day)))));
}

/* The schedule of the year is the source, not the one that the rule cites for its wording. */
static const struct rule *rule_of_year(struct claim *c, enum rule_id id,
                                       const struct source *source)
{
    struct rule *rule = ARENA_NEW(&c->arena, struct rule);
    *rule = *claim_rule(c, id);
    rule->source = source;
    return rule;
}

static void pay_office(struct claim *c, struct claim_line *line)
{
    struct price price = office_price(line->fee, line->units);
    line->status = line->fee->pfs_status;
    if (price.money == MONEY_UNKNOWN) {
        unknown(c, line, price.rule);
        return;
    }
    line->money = price.money;
    line->national = price.cents;
    line->paid = claim_decide(c, line, rule_of_year(c, price.rule, line->fee->source),
                              CLAIM_FACTS(units_fact(line),
                                          amount_fact(c, "rate", line->fee->pfs_amount / CENT),
                                          amount_fact(c, "amount", line->national)));
    adjust_office(c, line);
}

static void package(struct claim *c, struct claim_line *line, const struct source *source,
                    const char *other)
{
    line->money = MONEY_PACKAGED;
    line->paid =
        claim_decide(c, line, rule_of_year(c, RULE_CLAIM_PACKAGED, source),
                     CLAIM_FACTS(claim_fact("status", line->status), claim_fact("other", other)));
}

static const struct fee *fee_of(const struct claim *c, const struct claim_line *line)
{
    return book_code_fee(c->result->book, line->line->code, line->date);
}

/* A line of status S, T or V that pays for what is packaged into it, or "". */
static const char *payer_line(const struct claim *c)
{
    for (size_t i = 0; i < c->n_lines; i++) {
        const struct claim_line *line = &c->lines[i];
        const struct fee *fee = line->what == CLAIM_ADMINISTRATION
                                    ? fee_of(c, line)
                                    : NULL;
        if (line->what == CLAIM_VISIT || pays_for_others(fee))
            return line->code;
    }
    return "";
}

static void pay_hospital(struct claim *c, struct claim_line *line, const char *paying)
{
    struct price price = hospital_price(line->fee, line->units, *paying != '\0');
    line->status = line->fee->opps_status;
    if (price.money == MONEY_PACKAGED) {
        package(c, line, line->fee->opps_source, *paying ? paying : "the other services");
        return;
    }
    if (price.money == MONEY_UNKNOWN) {
        unknown(c, line, price.rule);
        return;
    }
    line->money = price.money;
    line->national = price.cents;
    line->paid = claim_decide(
        c, line, rule_of_year(c, price.rule, line->fee->opps_source),
        CLAIM_FACTS(units_fact(line), amount_fact(c, "rate", line->fee->opps_amount / CENT),
                    amount_fact(c, "amount", line->national), claim_fact("apc", line->fee->apc),
                    claim_fact("status", line->status)));
    adjust_hospital(c, line);
}

static void pay_line(struct claim *c, struct claim_line *line, const char *paying)
{
    if (c->form == FORM_UB04 &&
        site_says(c->site, SITE_HOSPITAL, "critical_access", line->date)) {
        unknown(c, line, RULE_CLAIM_BY_COSTS);
        return;
    }
    if (line->what == CLAIM_VISIT) {
        unknown(c, line, RULE_CLAIM_NO_VISIT);
        return;
    }
    if (line->what == CLAIM_DRUG && c->form == FORM_UB04 && status_in(line->status, "N")) {
        package(c, line, line->drug->drug->source, *paying ? paying : "the other services");
        return;
    }
    if (line->what != CLAIM_ADMINISTRATION) {
        unknown(c, line, status_in(line->status, "E1 E2") ? RULE_CLAIM_NOT_PAID : RULE_CLAIM_NO_DRUG);
        return;
    }
    line->fee = fee_of(c, line);
    if (!line->fee)
        unknown(c, line, RULE_CLAIM_NO_FEE);
    else if (c->form == FORM_CMS1500)
        pay_office(c, line);
    else
        pay_hospital(c, line, paying);
}

void claim_apply_money(struct claim *c)
{
    const char *paying = payer_line(c);
    for (size_t i = 0; i < c->n_lines; i++)
        pay_line(c, &c->lines[i], paying);
}

const struct decision *claim_no_amount(const struct claim *c, size_t index)
{
    const struct claim_line *lines = c->lines;
    if (lines[index].money != MONEY_UNKNOWN)
        return NULL;
    for (size_t i = 0; i < index; i++)
        if (lines[i].money == MONEY_UNKNOWN && lines[i].paid->rule == lines[index].paid->rule)
            return NULL;
    return lines[index].paid;
}
