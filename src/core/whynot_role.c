/* Why not: there is something of the kind, and it earned another code or none. */
#include "whynot_inside.h"

/* ---- initial ---- */

static const struct line *initial_on(const struct question *q, const struct row_result *row)
{
    for (size_t i = 0; i < q->r->n_lines; i++) {
        const struct line *line = &q->r->lines[i];
        if (line->initial && line->visit == row->visit && line->access == row->access)
            return line;
    }
    return NULL;
}

/* A decision that says it better than the account does. */
static const struct decision *decided(const struct question *q, const struct row_result *row,
                                      enum rule_id rule)
{
    for (size_t i = 0; i < q->r->n_decisions; i++)
        if (q->r->decisions[i].rule == &q->r->book->rules[rule] &&
            q->r->decisions[i].visit == row->visit &&
            (rule != RULE_RELATE_HYDRATION || q->r->decisions[i].verdict == VERDICT_NOT_MET))
            return &q->r->decisions[i];
    return NULL;
}

static struct decision unpaid(const struct question *q, const struct row_result *row)
{
    const struct decision *short_fluid =
        row->kind == KIND_HYDRATION ? decided(q, row, RULE_RELATE_HYDRATION) : NULL;
    if (short_fluid) {
        struct decision same = *short_fluid;
        same.code = q->code;
        return same;
    }
    return ANSWER(q, RULE_NOT_UNPAID, row->row, whynot_text("account", row_account(q, row)));
}

/* The first row of the kind that earned something; else the first. */
static const struct row_result *paid_row(const struct question *q)
{
    for (size_t i = 0; i < q->r->n_rows; i++)
        if (row_of_kind(q, &q->r->rows[i]) && !text_empty(row_own(q, &q->r->rows[i])))
            return &q->r->rows[i];
    return first_row(q, row_of_kind);
}

static struct decision not_initial(const struct question *q)
{
    const struct row_result *row = paid_row(q);
    const struct line *initial = initial_on(q, row);
    const char *own = row_own(q, row);
    if (!initial || (text_empty(own) && row->kind != KIND_HYDRATION))
        return unpaid(q, row);
    if (text_empty(own)) /* more minutes would not make it the first */
        own = "no code of its own";
    bool marked = initial->rule == &q->r->book->rules[RULE_INITIAL_PRIMARY];
    return ANSWER(q, marked ? RULE_NOT_MARKED : RULE_NOT_INITIAL, row->row,
                  whynot_text("other", initial->code->id),
                  whynot_text("first", row_drug(q, result_row(q->r, initial->rows[0]))),
                  whynot_text("own", own));
}

/* ---- overlaps ---- */

static struct span both(struct span a, struct span b)
{
    struct span out = {a.from > b.from ? a.from : b.from, a.to < b.to ? a.to : b.to};
    return out;
}

static bool in_one_bag(const struct question *q, const struct row_result *a,
                       const struct row_result *b)
{
    const struct row *x = row_charted(q, a), *y = row_charted(q, b);
    return !text_empty(x->bag) && text_equal(x->bag, y->bag) && text_equal(x->line, y->line);
}

/* May b run beside a? */
static bool may_overlap(const struct question *q, const struct row_result *a,
                        const struct row_result *b)
{
    return a != b && row_in_question(q, b) && (b->kind == KIND_INFUSION || b->kind == KIND_PUMP) &&
           b->visit == a->visit && b->access == a->access && !same_row_drug(q, a, b) &&
           !in_one_bag(q, a, b);
}

struct overlap {
    const struct row_result *row, *other;
    int minutes;
};

static void widest_with(const struct question *q, const struct row_result *row,
                        struct overlap *widest)
{
    for (size_t i = 0; i < q->r->n_rows; i++) {
        const struct row_result *other = &q->r->rows[i];
        if (!may_overlap(q, row, other))
            continue;
        bool placed = row->span.from != NO_MINUTE && other->span.from != NO_MINUTE;
        int minutes = placed ? span_minutes(both(row->span, other->span)) : 0;
        if (!widest->other || minutes > widest->minutes)
            *widest = (struct overlap){row, other, minutes};
    }
}

/* The most that a row of the way shared with another drug's infusion on its access. */
static struct overlap widest_overlap(const struct question *q)
{
    struct overlap widest = {NULL, NULL, 0};
    for (size_t i = 0; i < q->r->n_rows; i++)
        if (row_of_kind(q, &q->r->rows[i]))
            widest_with(q, &q->r->rows[i], &widest);
    return widest;
}

static int own_minutes(const struct overlap *o)
{
    return o->row->minutes > o->minutes ? o->row->minutes - o->minutes : 0;
}

/* Of the two the one that would give way. */
static void name_later(const struct question *q, struct overlap *o)
{
    const struct line *initial = o->other ? initial_on(q, o->row) : NULL;
    if (initial && line_has_row(initial, o->row->row)) {
        const struct row_result *first = o->row;
        o->row = o->other;
        o->other = first;
    }
}

static struct decision not_beside(const struct question *q)
{
    struct overlap o = widest_overlap(q);
    name_later(q, &o);
    const struct policy *policy = q->r->policy;
    int limit = policy->value[SWITCH_CONCURRENT_MIN_OVERLAP];
    char word[16];
    if (!o.other)
        return whynot_answer(q, RULE_NOT_ALONE, first_row(q, row_of_kind)->row, NULL, 0);
    struct fact first = whynot_text("first", row_drug(q, o.other)),
                overlap = whynot_number("overlap", o.minutes);
    if (o.minutes < limit)
        return ANSWER(q, RULE_NOT_BESIDE, o.row->row, first, overlap,
                      whynot_number("limit", limit));
    const char *own = row_own(q, o.row);
    if (policy->value[SWITCH_OVERLAP_MODE] != OVERLAP_CONCURRENT)
        return ANSWER(
            q, RULE_NOT_OWN, o.row->row, first, overlap, whynot_number("own", own_minutes(&o)),
            whynot_text("value", switch_value_name(SWITCH_OVERLAP_MODE,
                                                   policy->value[SWITCH_OVERLAP_MODE], word)));
    if (text_empty(own))
        return unpaid(q, o.row);
    return ANSWER(q, RULE_NOT_TAKEN, o.row->row, first, overlap, whynot_text("own", own));
}

/* ---- a further drug ---- */

/* What the engine counted, over all runs of the drug. */
static int counted_overlap(const struct question *q, const struct row_result *row)
{
    struct overlap o = {row, NULL, 0};
    for (size_t i = 0; i < q->r->n_decisions; i++) {
        const struct decision *d = &q->r->decisions[i];
        const struct row_result *of = result_row(q->r, d->row);
        if (d->rule == &q->r->book->rules[RULE_RELATE_CONCURRENT] && of &&
            d->verdict == VERDICT_APPLIED && of->access == row->access && of->visit == row->visit &&
            same_row_drug(q, of, row))
            return (int)d->facts[0].number;
    }
    widest_with(q, row, &o);
    return o.minutes;
}

static struct decision is_concurrent(const struct question *q, const struct row_result *row)
{
    return ANSWER(q, RULE_NOT_CONCURRENT, row->row,
                  whynot_number("overlap", counted_overlap(q, row)),
                  whynot_number("limit", q->r->policy->value[SWITCH_CONCURRENT_MIN_OVERLAP]),
                  whynot_text("own", row_own(q, row)));
}

static struct decision not_second(const struct question *q)
{
    const struct row_result *first = paid_row(q), *lost = NULL;
    bool several = false;
    for (size_t i = 0; i < q->r->n_rows; i++) {
        const struct row_result *row = &q->r->rows[i];
        if (!row_of_kind(q, row))
            continue;
        if (row_line_by(q, row, RULE_RELATE_CONCURRENT))
            return is_concurrent(q, row);
        if (!lost && text_empty(row_own(q, row)))
            lost = row;
        several = several || !same_row_drug(q, first, row);
    }
    if (lost && (lost == first || !same_row_drug(q, lost, first)))
        return unpaid(q, lost);
    return ANSWER(q, several || lost ? RULE_NOT_SAME : RULE_NOT_ONLY, first->row,
                  whynot_text("kind", kind_phrase(q->way->kind)),
                  whynot_text("own", row_own(q, first)),
                  whynot_text("class", group_phrase(q->way->group)));
}

static struct decision not_hours(const struct question *q)
{
    const struct row_result *row = paid_row(q);
    const char *own = row_own(q, row);
    return text_empty(own) ? unpaid(q, row)
                           : ANSWER(q, RULE_NOT_HOURS, row->row, whynot_text("own", own));
}

/* ---- pushes ---- */

static const char *push_words(const struct question *q, const struct row_result *row)
{
    char clock[8];
    minute_t at = row_charted(q, row)->start;
    return at == NO_MINUTE ? "no time" : arena_text(q->arena, when_print_clock(at, clock));
}

static struct decision not_repeated(const struct question *q)
{
    for (size_t i = 0; i < q->r->n_rows; i++)
        if (row_of_kind(q, &q->r->rows[i]) && text_empty(row_own(q, &q->r->rows[i])))
            return unpaid(q, &q->r->rows[i]);
    return ANSWER(q, RULE_NOT_REPEATED, 0,
                  whynot_text("drugs", row_list(q, row_of_kind, push_words)),
                  whynot_number("limit", q->r->book->limits[LIMIT_PUSH_GAP].value));
}

/* ---- one code of several ---- */

static int64_t lesions_treated(const struct question *q)
{
    for (size_t i = 0; i < q->r->n_decisions; i++) {
        const struct decision *d = &q->r->decisions[i];
        if (d->rule != &q->r->book->rules[RULE_RELATE_LESIONS] ||
            (q->visit != 0 && d->visit != q->visit))
            continue;
        for (size_t k = 0; k < d->n_facts; k++)
            if (strcmp(d->facts[k].name, "lesions") == 0)
                return d->facts[k].number;
    }
    return 0;
}

static struct decision by_lesions(const struct question *q, enum rule_id rule)
{
    return ANSWER(q, rule, first_row(q, row_of_kind)->row,
                  whynot_number("lesions", lesions_treated(q)),
                  whynot_number("limit", q->r->book->limits[LIMIT_LESIONS_MAX].value));
}

static enum device device_on(const struct question *q, const struct row_result *row)
{
    const char *line = row_charted(q, row)->line;
    for (size_t i = 0; i < q->r->encounter->n_rows; i++)
        if (q->r->encounter->rows[i].device != DEVICE_NONE &&
            text_equal(q->r->encounter->rows[i].line, line))
            return q->r->encounter->rows[i].device;
    return DEVICE_PERIPHERAL;
}

static const char *device_list(const struct question *q, unsigned devices)
{
    const char *list = "";
    for (int device = DEVICE_PERIPHERAL; device < DEVICE_COUNT; device++)
        if (devices >> device & 1u)
            list = arena_format(q->arena, "%s%s%s", list, text_empty(list) ? "" : " or ",
                                word_name(WORDS_DEVICE, device));
    return list;
}

static const char *flag_word(unsigned flag)
{
    for (int bit = 0; bit < FLAG_COUNT; bit++)
        if (flag == 1u << bit)
            return word_name(WORDS_FLAG, bit);
    return "";
}

static struct decision needs(const struct question *q, const struct row_result *row,
                             const char *what, const char *have, const char *wanted)
{
    return ANSWER(q, RULE_NOT_NEEDS, row->row, whynot_text("what", what), whynot_text("have", have),
                  whynot_text("wanted", wanted));
}

/* The first condition of the way that the row does not meet; false when it meets them all. */
static bool lacks(const struct question *q, const struct row_result *row, struct decision *out)
{
    const struct service_row *way = q->way;
    const struct row *charted = row_charted(q, row);
    enum route route = charted->route == ROUTE_NONE ? ROUTE_IV : charted->route;
    enum device device = device_on(q, row);
    const char *payer = text_empty(q->r->encounter->payer) ? "medicare" : q->r->encounter->payer;
    if (way->route != ROUTE_NONE && way->route != route)
        *out = needs(q, row, "route", word_name(WORDS_ROUTE, (int)route),
                     word_name(WORDS_ROUTE, (int)way->route));
    else if (way->devices != 0 && (way->devices >> device & 1u) == 0)
        *out = needs(q, row, "device", word_name(WORDS_DEVICE, (int)device),
                     device_list(q, way->devices));
    else if (way->flag != 0 && (charted->flags & way->flag) == 0)
        *out = needs(q, row, "flag", "none", flag_word(way->flag));
    else if (!text_empty(way->payer) && !text_equal(way->payer, payer))
        *out = needs(q, row, "payer", payer, way->payer);
    else
        return false;
    return true;
}

/* Another code of the same kind and class has a narrower condition, and the row meets it. */
static struct decision taken(const struct question *q, const struct row_result *row)
{
    return ANSWER(q, RULE_NOT_NARROWER, row->row, whynot_text("own", row_own(q, row)));
}

static struct decision not_single(const struct question *q)
{
    struct decision out;
    const struct row_result *row = paid_row(q);
    if (q->way->kind == KIND_LESIONS)
        return by_lesions(q, RULE_NOT_FEW);
    if (lacks(q, row, &out))
        return out;
    return text_empty(row_own(q, row)) ? unpaid(q, row) : taken(q, row);
}

/* Chemo beside chemo: by hand, or there was none that needed it. */
static struct decision not_unlisted(const struct question *q)
{
    const struct row_result *row = paid_row(q);
    const struct decision *none = decided(q, row, RULE_RELATE_CHEMO_NONE);
    if (!none)
        return text_empty(row_own(q, row))
                   ? unpaid(q, row)
                   : ANSWER(q, RULE_NOT_UNLISTED, row->row, whynot_text("own", row_own(q, row)));
    struct decision by_hand = *none;
    by_hand.rule = &q->r->book->rules[RULE_NOT_BY_HAND];
    by_hand.verdict = VERDICT_NOT_MET;
    by_hand.code = q->code;
    return by_hand;
}

struct decision whynot_role(const struct question *q)
{
    switch (q->way->role) {
    case ROLE_INITIAL: return not_initial(q);
    case ROLE_SEQUENTIAL: return not_second(q);
    case ROLE_CONCURRENT: return not_beside(q);
    case ROLE_HOUR: return not_hours(q);
    case ROLE_REPEAT: return not_repeated(q);
    case ROLE_MANY: return by_lesions(q, RULE_NOT_MANY);
    case ROLE_UNLISTED: return not_unlisted(q);
    case ROLE_SINGLE:
    case ROLE_COUNT: break;
    }
    return not_single(q);
}
