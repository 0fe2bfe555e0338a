/* The minute book: every known minute of every row is posted once, to a unit of a code or to a
 * named reason.  Written last, from what the steps decided.  Source: engine.md section 1, readings
 * G8. */
#include "work.h"

/* What some minutes of a service go to. */
struct share {
    struct span span; /* on the clock; from NO_MINUTE: anywhere */
    int minutes;
    const struct unit *unit;
    const char *account;
    const struct rule *rule;
};

struct shares {
    struct share *at;
    size_t n, cap;
    size_t taken; /* of the loose ones: how many are used up */
};

static const struct rule *rule_of(const struct work *w, enum rule_id id)
{
    return &w->book->rules[id];
}

static void post(struct work *w, const struct wrow *x, struct span span, int minutes,
                 const struct share *share)
{
    if (minutes <= 0)
        return;
    struct result *r = w->r;
    const struct unit *u = share->unit && !share->unit->dropped ? share->unit : NULL;
    struct posting *p = ARENA_PUSH(w->a, r->postings, r->n_postings, r->cap_postings);
    *p = (struct posting){.row = x->row->number,
                          .visit = x->visit->number,
                          .span = span,
                          .minutes = minutes,
                          .code = u ? u->code : NULL,
                          .unit = u ? u->number : 0,
                          .rule = share->rule};
    p->account = u ? u->code->id : share->unit ? share->unit->dropped : share->account;
    r->minutes_out += minutes;
    if (u)
        x->out->billed += minutes;
}

/* ---- what becomes of the minutes of a service ---- */

static void share_add(struct work *w, struct shares *shares, struct share share)
{
    if (share.minutes > 0)
        *ARENA_PUSH(w->a, shares->at, shares->n, shares->cap) = share;
}

static void share_spans(struct work *w, struct shares *placed, const struct spans *set,
                        const char *name, enum rule_id rule)
{
    for (size_t i = 0; i < set->n; i++)
        share_add(
            w, placed,
            (struct share){set->at[i], span_minutes(set->at[i]), NULL, name, rule_of(w, rule)});
}

/* Minutes of a piece in the order in which its spans, then its unplaced minutes, give them. */
struct feed {
    const struct piece *piece;
    size_t span;
    int used; /* minutes of the current span */
};

static void feed_share(struct work *w, struct feed *feed, int minutes, struct share share,
                       struct shares *placed, struct shares *loose)
{
    const struct spans *set = &feed->piece->spans;
    if (minutes <= 0)
        return;
    while (minutes > 0 && feed->span < set->n) {
        struct span from = set->at[feed->span];
        int left = span_minutes(from) - feed->used, take = minutes < left ? minutes : left;
        share.span = (struct span){from.from + feed->used, from.from + feed->used + take};
        share.minutes = take;
        share_add(w, placed, share);
        minutes -= take;
        feed->used += take;
        if (feed->used == span_minutes(from)) {
            feed->span++;
            feed->used = 0;
        }
    }
    share.span = (struct span){NO_MINUTE, NO_MINUTE};
    share.minutes = minutes;
    share_add(w, loose, share);
}

static const struct rule *unit_rule(const struct work *w, const struct unit *u)
{
    if (!u->dropped)
        return u->rule;
    return rule_of(w, u->dropped == w->book->accounts[ACCOUNT_NO_PARENT].name
                          ? RULE_EDIT_PARENT
                          : RULE_EDIT_PAIR_NEVER);
}

static void share_piece(struct work *w, const struct service *s, const struct piece *p,
                        struct shares *placed, struct shares *loose)
{
    struct feed feed = {.piece = p};
    int left = p->minutes - p->lead;
    enum rule_id lead_rule =
        p->lead_account == account(w, ACCOUNT_FLOOR) ? RULE_UNITS_FLOOR : RULE_RELATE_SC_FURTHER;
    feed_share(w, &feed, p->lead,
               (struct share){.account = p->lead_account, .rule = rule_of(w, lead_rule)}, placed,
               loose);
    for (size_t i = 0; i < p->n_units; i++) {
        const struct unit *u = s->units[p->first_unit + i];
        feed_share(w, &feed, u->minutes, (struct share){.unit = u, .rule = unit_rule(w, u)}, placed,
                   loose);
        left -= u->minutes;
    }
    feed_share(
        w, &feed, left,
        (struct share){.account = account(w, ACCOUNT_TAIL), .rule = rule_of(w, RULE_UNITS_NO_HOUR)},
        placed, loose);
}

/* Why a service that has no unit bills nothing; the rule that said so. */
static const struct rule *nothing_rule(const struct work *w, const struct service *s)
{
    static const struct {
        enum account_id account;
        enum rule_id rule;
    } why[] = {
        {ACCOUNT_REPEAT, RULE_RELATE_PUSH_REPEAT},
        {ACCOUNT_SAME_AGAIN, RULE_RELATE_PUSH_OFFICE},
        {ACCOUNT_OWN_INFUSION, RULE_RELATE_BOLUS},
        {ACCOUNT_NO_INTERVAL, RULE_RELATE_PUSH_NO_TIME},
        {ACCOUNT_CHEMO_NONE, RULE_RELATE_CHEMO_NONE},
        {ACCOUNT_NOT_TIMED, RULE_RELATE_CONCURRENT_LIMIT},
        {ACCOUNT_SETUP_ONCE, RULE_RELATE_SETUP},
        {ACCOUNT_NO_STOP, RULE_TIME_UNKNOWN},
        {ACCOUNT_FLOOR, RULE_UNITS_FLOOR},
    };
    if (s->account == account(w, ACCOUNT_SAME_AGAIN) && s->kind == KIND_INJECTION)
        return rule_of(w, RULE_RELATE_PER_DRUG);
    if (s->account == account(w, ACCOUNT_SAME_AGAIN) && s->group == GROUP_CHEMO)
        return rule_of(w, RULE_RELATE_PUSH_CHEMO);
    for (size_t i = 0; i < COUNT_OF(why); i++)
        if (s->account == account(w, why[i].account))
            return rule_of(w, why[i].rule);
    return rule_of(w, RULE_NOT_HERE); /* no row of services.csv serves it */
}

static void share_service(struct work *w, const struct service *s, struct shares *placed,
                          struct shares *loose)
{
    if (s->account || s->n_pieces == 0) {
        const char *name = s->account ? s->account : account(w, ACCOUNT_FLOOR);
        struct piece all = {.spans = s->spans, .minutes = s->minutes > 0 ? s->minutes : 0};
        struct feed feed = {.piece = &all};
        if (s->kind != KIND_HYDRATION)
            feed_share(w, &feed, all.minutes,
                       (struct share){.account = name, .rule = nothing_rule(w, s)}, placed, loose);
    }
    share_spans(w, placed, &s->carved_drug, account(w, ACCOUNT_BESIDE), RULE_CARVE_DRUG);
    share_spans(w, placed, &s->carved_push, account(w, ACCOUNT_PUSH), RULE_CARVE_PUSH);
    if (s->rest && !s->account) {
        struct spans rest = {0};
        spans_join(w->a, &rest, &s->spans);
        spans_minus(w->a, &rest, &s->counted);
        share_spans(w, placed, &rest, s->rest, RULE_RELATE_SUBTRACT);
    }
    for (size_t i = 0; i < s->n_pieces && !s->account; i++)
        share_piece(w, s, &s->pieces[i], placed, loose);
}

/* ---- which row gives them ---- */

static int owner_order(const void *pa, const void *pb)
{
    const struct wrow *a = *(struct wrow *const *)pa, *b = *(struct wrow *const *)pb;
    int c = int_order(a->span.from, b->span.from);
    if (c == 0)
        c = int_order(a->span.to, b->span.to);
    if (c == 0)
        c = name_order(a->row->drug, b->row->drug);
    return c != 0 ? c : int_order(a->row->number, b->row->number);
}

static int share_order(const void *pa, const void *pb)
{
    return int_order(((const struct share *)pa)->span.from, ((const struct share *)pb)->span.from);
}

/* First share that ends behind the minute. */
static size_t share_from(const struct shares *placed, minute_t at)
{
    size_t low = 0, high = placed->n;
    while (low < high) {
        size_t mid = (low + high) / 2;
        if (placed->at[mid].span.to <= at)
            low = mid + 1;
        else
            high = mid;
    }
    return low;
}

static void post_span(struct work *w, const struct wrow *x, struct span span,
                      const struct shares *placed)
{
    for (size_t i = share_from(placed, span.from);
         i < placed->n && placed->at[i].span.from < span.to; i++) {
        struct span cut = placed->at[i].span;
        cut.from = cut.from > span.from ? cut.from : span.from;
        cut.to = cut.to < span.to ? cut.to : span.to;
        post(w, x, cut, span_minutes(cut), &placed->at[i]);
    }
}

/* Minutes that another row of the service gives already. */
static void post_twice(struct work *w, const struct wrow *x, struct span span, int minutes)
{
    struct share share = {.account = account(w, x->bag ? ACCOUNT_MIXED : ACCOUNT_SAME_TIME),
                          .rule = rule_of(w, x->bag ? RULE_SAME_BAG : RULE_SAME_SUM)};
    post(w, x, span, minutes, &share);
}

static void post_placed(struct work *w, const struct service *s, const struct wrow *x,
                        struct spans *owned, const struct shares *placed)
{
    struct spans mine = {0}, whole = {0};
    if (s->day == NO_DAY && spans_overlap_one(owned, x->span) == 0) {
        post_span(w, x, x->span, placed);
        spans_add(w->a, owned, x->span);
        return;
    }
    spans_add(w->a, &whole, x->span);
    if (s->day != NO_DAY) { /* only the minutes of the date it stands for */
        struct spans other = {0};
        spans_add(w->a, &other, x->span);
        spans_minus(w->a, &other, &s->spans);
        spans_minus(w->a, &whole, &other);
    }
    spans_join(w->a, &mine, &whole);
    spans_minus(w->a, &mine, owned);
    for (size_t i = 0; i < mine.n; i++)
        post_span(w, x, mine.at[i], placed);
    spans_minus(w->a, &whole, &mine);
    for (size_t i = 0; i < whole.n; i++)
        post_twice(w, x, whole.at[i], span_minutes(whole.at[i]));
    spans_join(w->a, owned, &mine);
}

static void post_loose(struct work *w, const struct wrow *x, struct shares *loose)
{
    int left = x->minutes;
    struct span nowhere = {NO_MINUTE, NO_MINUTE};
    while (left > 0 && loose->taken < loose->n) {
        struct share *share = &loose->at[loose->taken];
        int take = left < share->minutes ? left : share->minutes;
        post(w, x, nowhere, take, share);
        left -= take;
        share->minutes -= take;
        if (share->minutes == 0)
            loose->taken++;
    }
    post_twice(w, x, nowhere, left);
}

static void post_service(struct work *w, const struct service *s)
{
    struct shares placed = {0}, loose = {0};
    struct spans owned = {0};
    struct wrow **rows = ARENA_ARRAY(w->a, struct wrow *, s->n_rows + 1);
    memcpy(rows, s->rows, s->n_rows * sizeof *rows);
    sort_items(rows, s->n_rows, sizeof *rows, owner_order);
    share_service(w, s, &placed, &loose);
    sort_items(placed.at, placed.n, sizeof *placed.at, share_order);
    for (size_t i = 0; i < s->n_rows; i++) {
        if (rows[i]->span.from != NO_MINUTE)
            post_placed(w, s, rows[i], &owned, &placed);
        else if (rows[i]->minutes > 0)
            post_loose(w, rows[i], &loose);
    }
}

static void post_out(struct work *w, const struct wrow *x)
{
    const struct rule *rule = x->scope ? &x->scope->rule : rule_of(w, RULE_CARVE_LABEL);
    struct share share = {.account = x->out_account, .rule = rule};
    post(w, x, x->span, x->minutes, &share);
}

static int posting_order(const void *pa, const void *pb)
{
    const struct posting *a = pa, *b = pb;
    int c = int_order(a->visit, b->visit);
    if (c == 0)
        c = int_order(a->row, b->row);
    if (c == 0 && a->span.from != b->span.from)
        return a->span.from == NO_MINUTE   ? 1
               : b->span.from == NO_MINUTE ? -1
                                           : int_order(a->span.from, b->span.from);
    if (c == 0)
        c = strcmp(a->account, b->account);
    return c != 0 ? c : int_order(a->unit, b->unit);
}

void step_ledger(struct work *w)
{
    if (w->brief)
        return;
    for (size_t i = 0; i < w->n_rows; i++) {
        const struct wrow *x = &w->rows[i];
        if (x->minutes > 0)
            w->r->minutes_in += x->minutes;
        bool coded_flush = x->service && x->service->kind == KIND_FLUSH;
        if (x->out_account && !coded_flush)
            post_out(w, x);
    }
    for (size_t i = 0; i < w->n_services; i++)
        post_service(w, w->services[i]);
    sort_items(w->r->postings, w->r->n_postings, sizeof *w->r->postings, posting_order);
}
