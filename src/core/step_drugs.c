/* Step 13, drugs: one line per HCPCS code and visit, doses added and rounded up once, what was
 * thrown away rounded down.  A drug whose giving is coded in another section (into the bladder,
 * for a clotted catheter) is billed all the same.  Sources: W01-W08, readings G23. */
#include "containers.h"
#include "measure.h"
#include "work.h"

/* All rows of one HCPCS code in one visit. */
struct supply {
    const struct visit *visit;
    const struct drug *drug;
    int64_t dose, opened; /* millionths of the drug's unit */
    bool any_dose, any_vials, multi, shared, wrong_unit;
    bool by_opened;         /* billed by the container, and given in another unit */
    const struct vial *odd; /* opened containers in a unit that does not convert, of row odd_row */
    int odd_row;
    int *rows;
    size_t n_rows, cap_rows;
};

static struct supply *supply_of(struct work *w, struct supply **list, size_t *n, size_t *cap,
                                const struct wrow *x)
{
    for (size_t i = 0; i < *n; i++)
        if ((*list)[i].visit == x->visit && (*list)[i].drug->place == x->drug->place)
            return &(*list)[i];
    struct supply *s = ARENA_PUSH(w->a, *list, *n, *cap);
    s->visit = x->visit;
    s->drug = x->drug;
    return s;
}

/* The sizes of the table are general label knowledge, so a size that is not among them is a
 * question to a person and changes no line. */
static void check_size(struct work *w, const struct wrow *x, const struct vial *vial)
{
    char size[32];
    if (container_known(x->drug->vials_usual, vial->size, vial->unit))
        return;
    struct str text;
    str_init(&text, 100);
    str_addf(&text, "%s %s", decimal_print(vial->size, size), vial->unit);
    find(w, FINDING_DRUG_VIALS_SIZE, x->row->number, x->visit, NULL,
         FACTS(fact_text("size", arena_text(w->a, text.data)),
               fact_text("usual", x->drug->vials_usual)));
    str_release(&text);
}

/* An amount in the unit of the drug, in which most are charted. */
static bool in_its_unit(const struct drug *drug, int64_t amount, const char *unit, int64_t *out)
{
    bool own = unit && strcmp(unit, drug->unit) == 0;
    return measure_by_number(amount, own ? drug->measure : measure_find(unit), drug->measure, out);
}

static void add_dose(struct work *w, struct supply *s, const struct wrow *x)
{
    const struct row *row = x->row;
    int64_t amount;
    if (!dose_is_amount(row))
        return;
    s->any_dose = true;
    if (in_its_unit(x->drug, row->dose, row->unit, &amount)) {
        s->dose += amount;
        return;
    }
    if (measure_counts_containers(x->drug->measure)) {
        s->by_opened = true;
        return;
    }
    s->wrong_unit = true;
    find(w, FINDING_DRUG_UNIT, row->number, x->visit, NULL,
         FACTS(fact_text("unit", row->unit), fact_text("wanted", x->drug->unit)));
}

/* Containers whose size does not convert (10 mL of a drug by mg) leave the dose billed: only what
 * was thrown away is not known. */
static void add_vial(struct work *w, struct supply *s, const struct wrow *x,
                     const struct vial *vial)
{
    int64_t amount;
    s->any_vials = true;
    if (measure_counts_containers(x->drug->measure)) {
        s->opened += x->drug->unit_amount * vial->count;
    } else if (in_its_unit(x->drug, vial->size, vial->unit, &amount)) {
        check_size(w, x, vial);
        s->opened += amount * vial->count;
    } else if (!s->odd) {
        s->odd = vial;
        s->odd_row = x->row->number;
    }
}

static void supply_add(struct work *w, struct supply *s, const struct wrow *x)
{
    const struct row *row = x->row;
    *ARENA_PUSH(w->a, s->rows, s->n_rows, s->cap_rows) = row->number;
    s->multi = s->multi || row->vials_multi;
    s->shared = s->shared || row->vials_shared;
    add_dose(w, s, x);
    for (int i = 0; i < row->n_vials; i++)
        add_vial(w, s, x, &row->vials[i]);
}

static struct fact said_amount(const struct supply *s, const char *name, int64_t millionths)
{
    return fact_measure(name, millionths, s->drug->unit);
}

static int64_t round_up(int64_t amount, int64_t unit)
{
    return (amount + unit - 1) / unit;
}

static struct drug_line *supply_line(struct work *w, const struct supply *s, int64_t units,
                                     enum rule_id rule)
{
    struct result *r = w->r;
    struct drug_line *line = ARENA_PUSH(w->a, r->drugs, r->n_drugs, r->cap_drugs);
    *line = (struct drug_line){.visit = s->visit->number,
                               .drug = s->drug,
                               .hcpcs = s->drug->hcpcs,
                               .units = units,
                               .rows = s->rows,
                               .n_rows = s->n_rows,
                               .rule = &w->book->rules[rule]};
    return line;
}

/* Why neither modifier belongs on the line; RULE_COUNT when one does. */
static enum rule_id no_modifier_rule(const struct work *w, const struct supply *s)
{
    if (strcmp(w->payer, "medicare") != 0)
        return RULE_DRUG_PAYER;
    if (!is_office(w) && s->drug->opps_status[0] == 'N')
        return RULE_DRUG_PACKAGED;
    if (s->multi)
        return RULE_DRUG_MULTI;
    if (!s->any_vials && s->drug->container != CONTAINER_SINGLE)
        return RULE_DRUG_CONTAINER;
    return RULE_COUNT;
}

static void say_no_modifier(struct work *w, const struct supply *s, enum rule_id rule)
{
    struct fact hcpcs = fact_text("hcpcs", s->drug->hcpcs);
    if (rule == RULE_DRUG_PAYER)
        decide(w, rule, VERDICT_APPLIED, s->rows[0], s->visit, NULL,
               FACTS(hcpcs, fact_text("payer", w->payer)));
    else if (rule == RULE_DRUG_PACKAGED)
        decide(w, rule, VERDICT_APPLIED, s->rows[0], s->visit, NULL,
               FACTS(hcpcs, fact_text("status", s->drug->opps_status)));
    else
        decide(w, rule, VERDICT_APPLIED, s->rows[0], s->visit, NULL, FACTS(hcpcs));
}

static void say_waste(struct work *w, struct supply *s, int64_t units)
{
    struct drug_line *line = &w->r->drugs[w->r->n_drugs - 1];
    int64_t billed = units * s->drug->unit_amount;
    int64_t wasted =
        s->shared || s->opened <= billed ? 0 : (s->opened - billed) / s->drug->unit_amount;
    const char *mark = w->book->modifiers[wasted > 0 ? MODIFIER_WASTE : MODIFIER_NO_WASTE].text;
    struct fact hcpcs = fact_text("hcpcs", s->drug->hcpcs), modifier = fact_text("modifier", mark);
    struct fact opened = said_amount(s, "opened", s->opened),
                amount = said_amount(s, "billed", billed);
    if (wasted > 0) {
        struct drug_line *waste = supply_line(w, s, wasted, RULE_DRUG_WASTE);
        waste->modifiers[waste->n_modifiers++] = mark;
        decide(w, RULE_DRUG_WASTE, VERDICT_APPLIED, s->rows[0], s->visit, NULL,
               FACTS(hcpcs, opened, amount, fact_number("units", wasted), modifier));
        return;
    }
    line->modifiers[line->n_modifiers++] = mark;
    decide(w, RULE_DRUG_NO_WASTE, VERDICT_APPLIED, s->rows[0], s->visit, NULL,
           FACTS(hcpcs, opened, amount, modifier));
}

static void bill_dose(struct work *w, struct supply *s, int64_t units)
{
    supply_line(w, s, units, RULE_DRUG_UNITS);
    decide(w, RULE_DRUG_UNITS, VERDICT_APPLIED, s->rows[0], s->visit, NULL,
           FACTS(fact_text("hcpcs", s->drug->hcpcs), said_amount(s, "dose", s->dose),
                 said_amount(s, "unit_amount", s->drug->unit_amount), fact_number("units", units)));
    if (s->any_vials && !s->odd && s->opened < s->dose)
        find(w, FINDING_DRUG_VIALS_SHORT, s->rows[0], s->visit, NULL,
             FACTS(said_amount(s, "dose", s->dose), said_amount(s, "opened", s->opened)));
}

/* What is billed by the container is as many as were opened, however little of one was given. */
static bool count_opened(struct work *w, struct supply *s)
{
    s->dose = s->opened;
    if (s->opened == 0)
        find(w, FINDING_DRUG_VIALS_MISSING, s->rows[0], s->visit, NULL,
             FACTS(fact_text("hcpcs", s->drug->hcpcs)));
    return s->opened > 0;
}

static void code_supply(struct work *w, struct supply *s)
{
    if (!s->any_dose || s->wrong_unit || (s->by_opened && !count_opened(w, s)))
        return;
    int64_t units = round_up(s->dose, s->drug->unit_amount);
    bill_dose(w, s, units);
    enum rule_id none = no_modifier_rule(w, s);
    if (none != RULE_COUNT)
        say_no_modifier(w, s, none);
    else if (s->odd)
        find(w, FINDING_DRUG_VIALS_UNIT, s->odd_row, s->visit, NULL,
             FACTS(fact_text("unit", s->odd->unit), fact_text("wanted", s->drug->unit)));
    else if (s->any_vials)
        say_waste(w, s, units);
    else
        find(w, FINDING_DRUG_VIALS_MISSING, s->rows[0], s->visit, NULL,
             FACTS(fact_text("hcpcs", s->drug->hcpcs)));
}

static int drug_line_order(const void *pa, const void *pb)
{
    const struct drug_line *a = pa, *b = pb;
    if (a->visit != b->visit)
        return a->visit < b->visit ? -1 : 1;
    int c = int_order(a->drug->place, b->drug->place);
    return c != 0 ? c : a->n_modifiers - b->n_modifiers;
}

/* What was not ordered or given elsewhere is not billed, whichever reason left it out first. */
static bool billed(const struct wrow *x)
{
    bool elsewhere = x->scope && x->scope->supply && x->row->order != SAID_NO &&
                     !(x->row->flags & FLAG_PREHOSPITAL);
    return (!x->out_account || elsewhere) && x->drug && x->drug->place != 0 &&
           x->drug->unit_amount > 0;
}

void step_drugs(struct work *w)
{
    struct supply *list = NULL;
    size_t n = 0, cap = 0;
    for (size_t i = 0; i < w->n_rows; i++) {
        const struct wrow *x = &w->rows[i];
        if (billed(x))
            supply_add(w, supply_of(w, &list, &n, &cap, x), x);
    }
    for (size_t i = 0; i < n; i++)
        code_supply(w, &list[i]);
    sort_items(w->r->drugs, w->r->n_drugs, sizeof *w->r->drugs, drug_line_order);
}
