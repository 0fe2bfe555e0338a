/* Why not: nothing of the class was coded, or nothing of it was given that way. */
#include "whynot_inside.h"

/* ---- class ---- */

static const char *class_words(const struct question *q, const struct row_result *row)
{
    (void)q;
    return group_phrase(row->group);
}

static enum group family_group(enum family family)
{
    return family == FAMILY_HYDRATION     ? GROUP_HYDRATION
           : family == FAMILY_THERAPEUTIC ? GROUP_THERAPEUTIC
           : family == FAMILY_CHEMO       ? GROUP_CHEMO
           : family == FAMILY_HORMONAL    ? GROUP_HORMONAL
                                          : GROUP_NONE;
}

/* The class that a row would have, had it not been left out. */
static enum group lost_group(const struct question *q, const struct row_result *row)
{
    switch (row_charted(q, row)->drug_class) {
    case CLASS_THERAPEUTIC: return GROUP_THERAPEUTIC;
    case CLASS_HYDRATION: return GROUP_HYDRATION;
    case CLASS_CHEMO:
    case CLASS_COMPLEX: return GROUP_CHEMO;
    case CLASS_HORMONAL: return GROUP_HORMONAL;
    case CLASS_NONE: return row->drug ? family_group(row->drug->cms) : GROUP_NONE;
    default: return GROUP_NONE;
    }
}

static bool left_out(const struct question *q, const struct row_result *row)
{
    return row->out && (q->visit == 0 || row->visit == q->visit) &&
           lost_group(q, row) == q->way->group && q->way->group != GROUP_NONE;
}

struct decision whynot_class(const struct question *q)
{
    const struct row_result *lost = first_row(q, left_out);
    struct fact class = whynot_text("class", group_phrase(q->way->group));
    if (lost)
        return ANSWER(q, RULE_NOT_LEFT_OUT, lost->row, class, whynot_text("account", lost->out));
    if (!first_row(q, row_in_question))
        return whynot_answer(q, RULE_NOT_NOTHING, 0, NULL, 0);
    return ANSWER(q, RULE_NOT_CLASS, 0, class,
                  whynot_text("drugs", row_list(q, row_in_question, class_words)));
}

/* ---- kind ---- */

static const char *kind_words(const struct question *q, const struct row_result *row)
{
    (void)q;
    return kind_phrase(row->kind);
}

/* The routes by which a kind is given, as bits. */
static unsigned routes_of(const struct question *q)
{
    static const struct {
        enum kind kind;
        unsigned routes;
    } table[] = {
        {KIND_PUSH, 1u << ROUTE_IV},
        {KIND_INFUSION, 1u << ROUTE_IV},
        {KIND_HYDRATION, 1u << ROUTE_IV},
        {KIND_PUMP, 1u << ROUTE_IV},
        {KIND_INJECTION, 1u << ROUTE_SC | 1u << ROUTE_IM},
        {KIND_SC_INFUSION, 1u << ROUTE_SC},
        {KIND_IA_PUSH, 1u << ROUTE_IA},
        {KIND_IA_INFUSION, 1u << ROUTE_IA},
        {KIND_IA_PUMP, 1u << ROUTE_IA},
        {KIND_LESIONS, 1u << ROUTE_IL},
        {KIND_CAVITY, 1u << ROUTE_IT | 1u << ROUTE_IP | 1u << ROUTE_IPL},
    };
    if (q->way->route != ROUTE_NONE)
        return 1u << q->way->route;
    for (size_t i = 0; i < COUNT_OF(table); i++)
        if (table[i].kind == q->way->kind)
            return table[i].routes;
    return ~0u;
}

static enum route route_of(const struct question *q, const struct row_result *row)
{
    enum route route = row_charted(q, row)->route;
    return route == ROUTE_NONE ? ROUTE_IV : route;
}

static bool on_route(const struct question *q, const struct row_result *row)
{
    return row_of_class(q, row) && (routes_of(q) >> route_of(q, row) & 1u) != 0;
}

/* What minutes decide, and between which kinds. */
struct border {
    enum kind below, above;
    enum limit_id limit, back; /* above from limit minutes on, below under back */
};

static const struct border borders[] = {
    {KIND_PUSH, KIND_INFUSION, LIMIT_INFUSION_MIN, LIMIT_INFUSION_MIN},
    {KIND_INJECTION, KIND_SC_INFUSION, LIMIT_INFUSION_MIN, LIMIT_INFUSION_MIN},
    {KIND_IA_PUSH, KIND_IA_INFUSION, LIMIT_INFUSION_MIN, LIMIT_INFUSION_MIN},
    {KIND_INFUSION, KIND_PUMP, LIMIT_PUMP_MIN, LIMIT_PUMP_MIN},
    {KIND_PUSH, KIND_PUMP, LIMIT_PUMP_MIN, LIMIT_INFUSION_MIN},
    {KIND_IA_INFUSION, KIND_IA_PUMP, LIMIT_PUMP_MIN, LIMIT_PUMP_MIN},
    {KIND_IA_PUSH, KIND_IA_PUMP, LIMIT_PUMP_MIN, LIMIT_INFUSION_MIN},
};

static const struct border *border_of(enum kind below, enum kind above)
{
    for (size_t i = 0; i < COUNT_OF(borders); i++)
        if (borders[i].below == below && borders[i].above == above)
            return &borders[i];
    return NULL;
}

/* Minutes would decide, had it been charted as a run. */
static bool charted_as_push(const struct row *row)
{
    return row->method == METHOD_PUSH || row->method == METHOD_INJECTION;
}

static struct decision too_short(const struct question *q, const struct row_result *row,
                                 const struct border *border)
{
    int limit = q->r->book->limits[border->limit].value;
    struct fact kind = whynot_text("kind", kind_phrase(q->way->kind)),
                need = whynot_number("limit", limit);
    const struct row *charted = row_charted(q, row);
    bool pump = border->limit == LIMIT_PUMP_MIN;
    if (pump && charted->method != METHOD_PUMP)
        return ANSWER(q, RULE_NOT_PUMP, row->row, kind, need);
    if (charted_as_push(charted))
        return ANSWER(q, RULE_NOT_PUSH, row->row, kind, need);
    if (row->minutes < 0)
        return ANSWER(q, RULE_NOT_UNKNOWN, row->row, kind,
                      (struct fact){.name = "start", .type = FACT_CLOCK, .number = charted->start},
                      need);
    if (row->minutes >= limit)
        return ANSWER(q, RULE_NOT_PAYER, row->row, kind, whynot_number("minutes", row->minutes),
                      whynot_text("payer", text_empty(q->r->encounter->payer)
                                               ? "medicare"
                                               : q->r->encounter->payer));
    bool hour = q->way->role == ROLE_HOUR;
    if (hour)
        limit = q->r->book->limits[LIMIT_HOUR].value + q->r->book->limits[LIMIT_FURTHER_MIN].value;
    return ANSWER(q, hour ? RULE_NOT_LONG_HOUR : RULE_NOT_LONG, row->row, kind,
                  whynot_number("minutes", row->minutes), whynot_number("limit", limit),
                  whynot_number("more", limit - row->minutes));
}

/* Minutes of the run that opens with the row, as its kind was decided by them. */
static int run_minutes(const struct question *q, const struct row_result *row)
{
    for (size_t i = 0; i < q->r->n_decisions; i++) {
        const struct decision *d = &q->r->decisions[i];
        bool of_run =
            d->row == row->row && d->rule->step == STEP_KIND && d->verdict == VERDICT_APPLIED;
        for (size_t k = 0; of_run && k < d->n_facts; k++)
            if (strcmp(d->facts[k].name, "minutes") == 0 && d->facts[k].number > row->minutes)
                return (int)d->facts[k].number;
    }
    return row->minutes;
}

static struct decision too_long(const struct question *q, const struct row_result *row,
                                const struct border *border)
{
    int back = q->r->book->limits[border->back].value;
    bool pushed = border->back == LIMIT_INFUSION_MIN;
    return ANSWER(
        q, RULE_NOT_SHORT, row->row, whynot_text("kind", kind_phrase(q->way->kind)),
        whynot_number("minutes", run_minutes(q, row)),
        whynot_number("limit", q->r->book->limits[border->limit].value),
        whynot_text("own", kind_phrase(row->kind)),
        whynot_text("record",
                    arena_format(q->arena, "less than %d minutes%s", back,
                                 pushed ? ", or of somebody who stayed and gave it," : "")));
}

/* Among the rows of the route the one that comes nearest by its minutes. */
static const struct row_result *nearest_row(const struct question *q)
{
    const struct row_result *best = NULL;
    for (size_t i = 0; i < q->r->n_rows; i++) {
        const struct row_result *row = &q->r->rows[i];
        if (!on_route(q, row) || !border_of(row->kind, q->way->kind))
            continue;
        bool run = !charted_as_push(row_charted(q, row));
        bool best_run = best && !charted_as_push(row_charted(q, best));
        if (!best || (run && !best_run) || (run == best_run && row->minutes > best->minutes))
            best = row;
    }
    return best;
}

static bool too_long_here(const struct question *q, const struct row_result *row)
{
    return on_route(q, row) && border_of(q->way->kind, row->kind) != NULL;
}

struct decision whynot_kind(const struct question *q)
{
    struct fact kind = whynot_text("kind", kind_phrase(q->way->kind));
    const struct row_result *row = nearest_row(q);
    const struct border *border = row ? border_of(row->kind, q->way->kind) : NULL;
    if (border)
        return too_short(q, row, border);
    row = first_row(q, too_long_here);
    border = row ? border_of(q->way->kind, row->kind) : NULL;
    if (border && row->minutes >= 0)
        return too_long(q, row, border);
    row = first_row(q, row_of_class);
    if (!first_row(q, on_route))
        return ANSWER(q, RULE_NOT_ROUTE, row->row, kind,
                      whynot_text("route", word_name(WORDS_ROUTE, (int)route_of(q, row))));
    return ANSWER(q, RULE_NOT_KIND, 0, kind, whynot_text("class", group_phrase(q->way->group)),
                  whynot_text("drugs", row_list(q, row_of_class, kind_words)));
}
