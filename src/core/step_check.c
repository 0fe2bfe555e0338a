/* Step 15, check: what is missing from the record, and what would be denied?
 * Sources: D01, section 8.4 of the rules dossier, readings G1. */
#include "work.h"

static bool needs_drug(const struct wrow *x)
{
    return x->lane != LANE_SINGLE || x->method == METHOD_ONBODY || x->method == METHOD_NONE;
}

static void check_name(struct work *w, const struct wrow *x)
{
    struct fact near = {.name = "near", .type = FACT_NEAR, .text = x->row->drug};
    if (!x->drug)
        find(w, FINDING_DRUG_UNKNOWN, x->row->number, x->visit, NULL, &near, 1);
}

/* The dose of an interrupted run is charted once: a row that goes on with it needs none. */
static bool goes_on_with_dose(const struct wrow *x)
{
    const struct run *run = x->row->flags & FLAG_INTERRUPTED ? x->run : NULL;
    for (size_t i = 0; run && i < run->n; i++)
        if (run->rows[i]->drug_id == x->drug_id && dose_is_amount(run->rows[i]->row))
            return true;
    return false;
}

static void check_drug(struct work *w, const struct wrow *x)
{
    int row = x->row->number;
    if (!needs_drug(x))
        return;
    check_name(w, x);
    if (x->drug && x->drug->place == 0)
        find(w, FINDING_DRUG_HCPCS_MISSING, row, x->visit, NULL,
             FACTS(fact_text("generic", x->drug->generic)));
    if (!dose_is_amount(x->row) && x->group != GROUP_HYDRATION && !goes_on_with_dose(x))
        find(w, FINDING_DOC_DOSE_MISSING, row, x->visit, NULL, NO_FACTS);
}

static void check_authorisation(struct work *w, const struct wrow *x)
{
    if (!x->drug || !x->drug->auth_usual || strcmp(w->payer, "medicare") == 0)
        return;
    if (text_empty(w->e->auth))
        find(w, FINDING_AUTH_MISSING, x->row->number, x->visit, NULL,
             FACTS(fact_text("generic", x->drug->generic)));
}

static void check_cover(struct work *w, const struct wrow *x)
{
    day_t day = x->at != NO_MINUTE ? when_day(x->at) : w->day;
    if (day == NO_DAY)
        return;
    if (w->e->covered_to != NO_DAY && day > w->e->covered_to)
        find(w, FINDING_COVER_ENDED, x->row->number, x->visit, NULL,
             FACTS(fact_date("last", w->e->covered_to)));
    if (!text_empty(w->e->auth) && w->e->auth_to != NO_DAY && day > w->e->auth_to)
        find(w, FINDING_AUTH_EXPIRED, x->row->number, x->visit, NULL,
             FACTS(fact_date("last", w->e->auth_to)));
}

void step_check(struct work *w)
{
    for (size_t i = 0; i < w->n_rows; i++) {
        const struct wrow *x = &w->rows[i];
        if (x->scope && x->scope->what == SCOPE_UNCLASSIFIED)
            check_name(w, x); /* a slip in the name is the usual cause */
        if (x->out_account)
            continue;
        check_drug(w, x);
        check_authorisation(w, x);
        check_cover(w, x);
        if (x->row->is_signed == SAID_NO)
            find(w, FINDING_DOC_SIGNATURE_MISSING, x->row->number, x->visit, NULL, NO_FACTS);
    }
    if (text_empty(w->e->dx) && w->r->n_lines > 0)
        find(w, FINDING_DOC_DX_MISSING, 0, &w->visits[0], NULL, NO_FACTS);
}
