/* Step 3, class: hydration, therapeutic, chemo or hormonal?  What is charted beats the drug table
 * and the switches.  Sources: F01-F11, T04, T27, readings G11, G12, G14. */
#include "work.h"

static enum group charted_group(enum drug_class drug_class)
{
    switch (drug_class) {
    case CLASS_THERAPEUTIC: return GROUP_THERAPEUTIC;
    case CLASS_HYDRATION: return GROUP_HYDRATION;
    case CLASS_CHEMO:
    case CLASS_COMPLEX: return GROUP_CHEMO;
    case CLASS_HORMONAL: return GROUP_HORMONAL;
    default: return GROUP_NONE;
    }
}

static enum group family_group(enum family family)
{
    switch (family) {
    case FAMILY_HYDRATION: return GROUP_HYDRATION;
    case FAMILY_THERAPEUTIC: return GROUP_THERAPEUTIC;
    case FAMILY_CHEMO: return GROUP_CHEMO;
    case FAMILY_HORMONAL: return GROUP_HORMONAL;
    default: return GROUP_NONE;
    }
}

static enum family biologic_family(struct work *w, const struct drug *drug)
{
    switch (use(w, SWITCH_BIOLOGIC_CLASS)) {
    case BIOLOGIC_ARTICLE: return drug->article;
    case BIOLOGIC_CMS: return drug->cms;
    default: return strcmp(w->payer, "medicare") == 0 ? drug->cms : drug->article;
    }
}

static enum group electrolyte_group(struct work *w)
{
    return use(w, SWITCH_ELECTROLYTES) == ELECTROLYTES_HYDRATION ? GROUP_HYDRATION
                                                                 : GROUP_THERAPEUTIC;
}

/* The class of one row by itself, and the rule that said so. */
static enum group group_of(struct work *w, const struct wrow *x, enum rule_id *rule)
{
    *rule = RULE_CLASS_CHARTED;
    if (x->row->drug_class != CLASS_NONE)
        return charted_group(x->row->drug_class);
    *rule = RULE_CLASS_TABLE;
    if (!x->drug)
        return GROUP_NONE;
    if (x->drug->electrolyte) {
        *rule = RULE_CLASS_ELECTROLYTE;
        return electrolyte_group(w);
    }
    if (x->drug->article == x->drug->cms)
        return family_group(x->drug->cms);
    *rule = RULE_CLASS_BIOLOGIC;
    return family_group(biologic_family(w, x->drug));
}

/* Hydration codes are IV codes; the hormonal code is an injection code. */
static enum group group_on_route(enum group group, enum route route)
{
    if (group == GROUP_HYDRATION && route != ROUTE_IV)
        return GROUP_THERAPEUTIC;
    if (group == GROUP_HORMONAL && route != ROUTE_SC && route != ROUTE_IM)
        return GROUP_CHEMO;
    return group;
}

void classify_rows(struct work *w)
{
    for (size_t i = 0; i < w->n_rows; i++) {
        struct wrow *x = &w->rows[i];
        enum rule_id rule;
        x->plain = group_of(w, x, &rule);
        x->group = group_on_route(x->plain, x->route);
    }
}

static void say_class(struct work *w, struct wrow *x)
{
    enum rule_id rule;
    enum group own = group_of(w, x, &rule);
    const char *generic = x->drug ? x->drug->generic : "";
    const struct rule *said = &w->book->rules[rule];
    struct fact class = fact_text("class", group_name(own));
    if (own == GROUP_NONE) /* a refill asks for no class */
        return;
    if (rule == RULE_CLASS_CHARTED)
        decide_row(w, said, VERDICT_APPLIED, x, NULL, FACTS(class));
    else if (rule == RULE_CLASS_TABLE)
        decide_row(w, said, VERDICT_APPLIED, x, NULL, FACTS(class, fact_text("generic", generic)));
    else
        decide_row(w, said, VERDICT_APPLIED, x, NULL,
                   FACTS(class, fact_text("generic", generic),
                         fact_switch(w, rule == RULE_CLASS_BIOLOGIC ? SWITCH_BIOLOGIC_CLASS
                                                                    : SWITCH_ELECTROLYTES)));
    if (rule != RULE_CLASS_CHARTED && x->drug && x->drug->class_policy)
        find(w, FINDING_CLASS_POLICY, x->row->number, x->visit, NULL,
             FACTS(fact_text("generic", generic), class));
    enum group there = group_on_route(own, x->route);
    if (there == own)
        return;
    struct fact route = fact_text("route", word_name(WORDS_ROUTE, (int)x->route));
    decide_row(w, &w->book->rules[RULE_CLASS_OFF_ROUTE], VERDICT_APPLIED, x, NULL,
               FACTS(fact_text("class", group_name(there)), route));
    if (own == GROUP_HYDRATION)
        find(w, FINDING_CLASS_ROUTE, x->row->number, x->visit, NULL, FACTS(class, route));
}

static int bag_order(const void *pa, const void *pb)
{
    const struct wrow *a = *(struct wrow *const *)pa, *b = *(struct wrow *const *)pb;
    if (a->visit != b->visit)
        return a->visit->number < b->visit->number ? -1 : 1;
    if (a->route != b->route)
        return a->route < b->route ? -1 : 1;
    int line = ascii_casecmp(a->label, b->label);
    if (line != 0)
        return line;
    int bag = ascii_casecmp(a->row->bag, b->row->bag);
    if (bag != 0)
        return bag;
    if (a->drug_id != b->drug_id)
        return a->drug_id < b->drug_id ? -1 : 1;
    return name_order(a->name, b->name); /* the bag is called by the first */
}

static bool same_bag(const struct wrow *a, const struct wrow *b)
{
    return a->visit == b->visit && a->route == b->route && ascii_casecmp(a->label, b->label) == 0 &&
           ascii_casecmp(a->row->bag, b->row->bag) == 0;
}

/* The drugs that make the mixture: fluid counts only where there is nothing else. */
static size_t bag_members(const struct bag *bag, struct wrow **members)
{
    size_t n = 0;
    for (size_t i = 0; i < bag->n; i++) {
        struct wrow *x = bag->rows[i];
        if ((x->group == GROUP_HYDRATION) != (bag->group == GROUP_HYDRATION))
            continue;
        if (n == 0 || members[n - 1]->drug_id != x->drug_id)
            members[n++] = x;
    }
    return n;
}

static bool same_mixture(const struct bag *a, const struct bag *b)
{
    return a->n_drugs == b->n_drugs &&
           memcmp(a->drugs, b->drugs, a->n_drugs * sizeof *a->drugs) == 0;
}

static void name_bag(struct work *w, struct bag *bag)
{
    struct wrow **members = ARENA_ARRAY(w->a, struct wrow *, bag->n + 1);
    const char **names = ARENA_ARRAY(w->a, const char *, bag->n + 1);
    bag->n_drugs = bag_members(bag, members);
    bag->drugs = ARENA_ARRAY(w->a, int, bag->n_drugs + 1);
    for (size_t i = 0; i < bag->n_drugs; i++) {
        names[i] = members[i]->name;
        bag->drugs[i] = members[i]->drug_id;
    }
    bag->name = join_names(w, names, bag->n_drugs, " + ");
    if (bag->n_drugs == 1) {
        bag->infusate = members[0]->drug_id;
        return;
    }
    bag->infusate = (int)(w->book->n_drugs + w->n_names + w->n_bags);
    for (size_t i = 0; i + 1 < w->n_bags; i++)
        if (same_mixture(w->bags[i], bag)) {
            bag->infusate = w->bags[i]->infusate;
            break;
        }
}

/* What else is in the bag of a row. */
static struct fact bag_mates(struct work *w, const struct bag *bag, const struct wrow *x)
{
    struct names names = names_new(w, bag->n);
    for (size_t i = 0; i < bag->n; i++)
        if (bag->rows[i] != x)
            names_add(&names, charted_name(bag->rows[i]));
    return fact_names("drugs", &names);
}

/* The highest class in the bag is the bag's. */
static void close_bag(struct work *w, struct bag *bag)
{
    bag->group = GROUP_HYDRATION;
    for (size_t i = 0; i < bag->n; i++)
        if (bag->rows[i]->group > bag->group)
            bag->group = bag->rows[i]->group;
    *ARENA_PUSH(w->a, w->bags, w->n_bags, w->cap_bags) = bag;
    name_bag(w, bag);
    for (size_t i = 0; i < bag->n; i++) {
        struct wrow *x = bag->rows[i];
        x->bag = bag;
        x->infusate = bag->infusate;
        x->name = x->out->mixture = bag->name;
        if (x->group != bag->group)
            decide_row(w, &w->book->rules[RULE_CLASS_BAG], VERDICT_APPLIED, x, NULL,
                       FACTS(fact_text("class", group_name(bag->group)), bag_mates(w, bag, x)));
        x->group = bag->group;
    }
}

static void make_bags(struct work *w)
{
    struct wrow **bagged = ARENA_ARRAY(w->a, struct wrow *, w->n_rows);
    size_t n = 0;
    for (size_t i = 0; i < w->n_rows; i++)
        if (!w->rows[i].out_account && !text_empty(w->rows[i].row->bag))
            bagged[n++] = &w->rows[i];
    sort_items(bagged, n, sizeof *bagged, bag_order);
    for (size_t i = 0; i < n;) {
        struct bag *bag = ARENA_NEW(w->a, struct bag);
        size_t first = i;
        for (; i < n && same_bag(bagged[first], bagged[i]); i++)
            *ARENA_PUSH(w->a, bag->rows, bag->n, bag->cap) = bagged[i];
        if (bag->n > 1)
            close_bag(w, bag);
    }
}

void step_class(struct work *w)
{
    for (size_t i = 0; i < w->n_rows; i++)
        if (!w->rows[i].out_account)
            say_class(w, &w->rows[i]);
    make_bags(w);
    for (size_t i = 0; i < w->n_rows; i++)
        w->rows[i].out->group = w->rows[i].out_account ? GROUP_NONE : w->rows[i].group;
}
