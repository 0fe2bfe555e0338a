/* claim.h: what the site's settings change on a claim: revenue codes, modifiers, charges.  Medicare
 * asks for the modifiers; other payers only by contract, so they get none. */
#include "claim_inside.h"

static bool is_medicare(const struct claim *c)
{
    const char *payer = c->result->encounter->payer;
    return text_empty(payer) || strcmp(payer, "medicare") == 0;
}

static const struct modifier *modifier_of(const struct claim *c, enum modifier_id id)
{
    return &c->result->book->modifiers[id];
}

/* One where the line stands, one for the discount, one for the route: beside those of the code
 * there is room for all. */
_Static_assert(COUNT_OF(((struct line *)0)->modifiers) + 3 <= CLAIM_MODIFIERS,
               "room for the site's modifiers");
static void add_modifier(struct claim_line *line, const char *text)
{
    line->modifiers[line->n_modifiers++] = text;
}

/* ---- revenue codes ---- */

static void apply_revenue(struct claim *c, struct claim_line *line)
{
    const char *said = site_revenue(c->site, line->revenue_id, line->date);
    if (!*said)
        return;
    claim_decide(c, line, claim_rule(c, RULE_CLAIM_REVENUE_SITE),
                 CLAIM_FACTS(claim_fact("revenue", said), claim_fact("instead", line->revenue)));
    line->revenue = said;
}

/* ---- modifiers ---- */

static void apply_off_campus(struct claim *c, struct claim_line *line)
{
    bool excepted = site_says(c->site, SITE_OFF_CAMPUS, "excepted", line->date);
    bool other = site_says(c->site, SITE_OFF_CAMPUS, "other", line->date);
    if ((!excepted && !other) || c->form != FORM_UB04 || !*line->code ||
        site_says(c->site, SITE_HOSPITAL, "critical_access", line->date))
        return;
    const struct modifier *modifier =
        modifier_of(c, excepted ? MODIFIER_OFF_CAMPUS_EXCEPTED : MODIFIER_OFF_CAMPUS_OTHER);
    add_modifier(line, modifier->text);
    claim_decide(
        c, line, claim_rule(c, RULE_CLAIM_OFF_CAMPUS),
        CLAIM_FACTS(claim_fact("modifier", modifier->text), claim_fact("reason", modifier->say)));
}

/* Separately payable drugs: status K, or G while they pass through. */
static void apply_discount(struct claim *c, struct claim_line *line)
{
    if (line->what != CLAIM_DRUG || !site_lists(c->site, SITE_DISCOUNT, line->code, line->date))
        return;
    const char *status = line->drug->drug->opps_status;
    const struct modifier *modifier = modifier_of(c, MODIFIER_DISCOUNT);
    if (strcmp(status, "K") != 0 && strcmp(status, "G") != 0)
        return;
    add_modifier(line, modifier->text);
    claim_decide(c, line, claim_rule(c, RULE_CLAIM_DISCOUNT),
                 CLAIM_FACTS(claim_fact("modifier", modifier->text), claim_fact("status", status)));
}

static enum route route_of_row(const struct claim *c, int number)
{
    enum route route = encounter_row(c->result->encounter, number)->route;
    return route == ROUTE_NONE ? ROUTE_IV : route;
}

/* One route for all rows of the line, else ROUTE_NONE. */
static enum route route_of_line(const struct claim *c, const struct claim_line *line)
{
    enum route route = ROUTE_NONE;
    for (size_t i = 0; i < line->n_rows; i++) {
        enum route here = route_of_row(c, line->rows[i]);
        if (i > 0 && here != route)
            return ROUTE_NONE;
        route = here;
    }
    return route;
}

static void apply_route(struct claim *c, struct claim_line *line)
{
    if (line->what != CLAIM_DRUG ||
        !site_lists(c->site, SITE_ROUTE_MODIFIERS, line->code, line->date))
        return;
    enum route route = route_of_line(c, line);
    if (route != ROUTE_IV && route != ROUTE_SC)
        return;
    const struct modifier *modifier =
        modifier_of(c, route == ROUTE_IV ? MODIFIER_GIVEN_IV : MODIFIER_GIVEN_SC);
    add_modifier(line, modifier->text);
    claim_decide(c, line, claim_rule(c, RULE_CLAIM_ROUTE),
                 CLAIM_FACTS(claim_fact("modifier", modifier->text),
                             claim_fact("route", word_name(WORDS_ROUTE, (int)route))));
}

/* ---- all of them ---- */

static void apply_charge(struct claim *c, struct claim_line *line)
{
    int64_t charge = *line->code ? site_charge(c->site, line->code, line->date) : -1;
    line->charge = charge < 0 ? -1 : charge * line->units;
}

void claim_apply_site(struct claim *c)
{
    for (size_t i = 0; i < c->n_lines && c->site; i++) {
        struct claim_line *line = &c->lines[i];
        apply_revenue(c, line);
        apply_charge(c, line);
        if (!is_medicare(c))
            continue;
        apply_off_campus(c, line);
        apply_discount(c, line);
        apply_route(c, line);
    }
}
