#include "scores.h"

#include "../../core/claim_tables.h"
#include "progress.h"

static const char *const names[SCORE_BY_COUNT] = {"all",  "coder",      "period",
                                                  "rule", "drug-class", "disagreement"};

const char *score_by_name(enum score_by by)
{
    return names[by];
}

bool score_by_find(const char *name, enum score_by *by)
{
    for (int i = 0; i < SCORE_BY_COUNT; i++)
        if (text_equal(name, names[i])) {
            *by = (enum score_by)i;
            return true;
        }
    return false;
}

void scores_init(struct scores *s)
{
    *s = (struct scores){.n = 0};
    arena_init(&s->arena);
}

void scores_release(struct scores *s)
{
    arena_release(&s->arena);
}

/* One review being counted. */
struct counting {
    struct scores *s;
    struct app *app;
    const struct store_review *v;
    struct office *o;
    struct alignment *sides;
    enum score_by by;
    int64_t person; /* hash of the coder's name, to tell people apart */
};

static struct score_group *group_of(struct scores *s, const char *name)
{
    for (size_t i = 0; i < s->n; i++)
        if (strcmp(s->groups[i].name, name) == 0)
            return &s->groups[i];
    struct score_group *g = ARENA_PUSH(&s->arena, s->groups, s->n, s->cap);
    g->name = arena_text(&s->arena, name);
    return g;
}

/* The name of the group to which a slot belongs. */
static const char *name_of(const struct counting *c, const struct slot *slot, struct str *name)
{
    const struct result *r = &c->o->saved.result;
    enum side measure = c->sides->reviewed ? SIDE_REVIEWER : SIDE_ENGINE;
    str_clear(name);
    switch (c->by) {
    case SCORE_BY_CODER: str_add(name, c->v->coder[0] != '\0' ? c->v->coder : "(none)"); break;
    case SCORE_BY_PERIOD: str_addf(name, "%.7s", c->v->changed); break;
    case SCORE_BY_RULE: str_add(name, slot->of != NULL ? slot->of->rule->id : "(no rule)"); break;
    case SCORE_BY_CLASS: {
        enum group group = slot->row > 0 ? r->rows[slot->row - 1].group : GROUP_NONE;
        str_add(name, group != GROUP_NONE ? group_name(group) : "(none)");
        break;
    }
    case SCORE_BY_ERROR:
        str_addf(name, "%s: ", error_class_name(slot->error));
        office_slot_text(slot, SIDE_CODER, name);
        str_add(name, slot->side[SIDE_CODER] == NULL ? "nothing for " : " for ");
        office_slot_text(slot, measure, name);
        if (slot->side[measure] == NULL)
            str_add(name, "nothing");
        break;
    default: str_add(name, "all"); break;
    }
    return name->data;
}

/* ---- money ---- */

/* National amount of one side in cents; false when a code has none. */
static bool amount_of(const struct counting *c, enum side side, int64_t *cents)
{
    const struct result *r = &c->o->saved.result;
    day_t day = encounter_day(r->encounter);
    bool office = encounter_setting(r->encounter) == SETTING_OFFICE;
    *cents = 0;
    for (size_t i = 0; i < c->sides->n; i++) {
        const struct keyed *line = c->sides->slots[i].side[side];
        if (line == NULL)
            continue;
        const struct fee *fee =
            r->book->claim != NULL ? claim_fee(r->book->claim, line->id, day) : NULL;
        if (fee == NULL)
            return false;
        *cents += (office ? fee->pfs_amount : fee->opps_amount) / 10000 * line->units;
    }
    return true;
}

/* ---- counting ---- */

static void count_slots(const struct counting *c, struct str *name)
{
    for (size_t i = 0; i < c->sides->n; i++) {
        const struct slot *slot = &c->sides->slots[i];
        enum side measure = c->sides->reviewed ? SIDE_REVIEWER : SIDE_ENGINE;
        if (slot->side[SIDE_CODER] == NULL && slot->side[measure] == NULL)
            continue;
        if (c->by == SCORE_BY_ERROR && (slot->error == ERROR_NONE || slot->follows))
            continue;
        struct score_group *g = group_of(c->s, name_of(c, slot, name));
        bool right = slot->error == ERROR_NONE;
        int weight = right ? 1 : library_weight(c->app->library, error_class_name(slot->error));
        g->codes++;
        g->codes_right += right;
        g->weighed += weight;
        g->weighed_right += right;
        g->errors += !right && !slot->follows;
        if (g->last_encounter != c->v->id) { /* the first slot of this review in this group */
            g->last_encounter = c->v->id;
            g->encounters++;
        }
        if (g->last_person != c->person) {
            g->last_person = c->person;
            g->people++;
        }
    }
}

/* Whole encounters: only where a group holds whole encounters. */
static void count_whole(const struct counting *c, struct str *name)
{
    static const struct slot none = {.row = 0};
    int64_t coder, measure;
    if (c->by > SCORE_BY_PERIOD)
        return;
    struct score_group *g = group_of(c->s, name_of(c, &none, name));
    g->encounters_right += c->sides->errors == 0;
    if (!amount_of(c, SIDE_CODER, &coder) ||
        !amount_of(c, c->sides->reviewed ? SIDE_REVIEWER : SIDE_ENGINE, &measure))
        return;
    g->paid++;
    g->paid_right += coder == measure;
    g->dollars += measure;
    g->dollars_off += coder > measure ? coder - measure : measure - coder;
}

static int64_t number_of_name(const char *name)
{
    int64_t n = 5381;
    for (; *name != '\0'; name++)
        n = (n * 33 + (unsigned char)*name) % 1000000007;
    return n + 1;
}

/* Until the next encounter is opened. */
static void look_at(struct counting *c, struct office *o, struct alignment *sides)
{
    c->o = o;
    c->sides = sides;
}

static enum leave count_one(struct counting *c, struct store *store, struct err *err)
{
    struct office o;
    struct alignment sides;
    struct str name;
    office_init(&o);
    str_init(&name, 400);
    enum leave leave = office_open(&o, c->app, store, c->v->number, err);
    if (leave == LEAVE_DONE && !office_align(&o, c->v, &sides, err))
        leave = LEAVE_DATA;
    if (leave == LEAVE_DONE) {
        look_at(c, &o, &sides);
        c->person = number_of_name(c->v->coder);
        office_take_classes(store, c->v, &sides);
        count_slots(c, &name);
        count_whole(c, &name);
        c->s->closed++;
    }
    str_release(&name);
    office_release(&o);
    return leave;
}

static int by_name(const void *a, const void *b)
{
    return strcmp(((const struct score_group *)a)->name, ((const struct score_group *)b)->name);
}

static int by_errors(const void *a, const void *b)
{
    const struct score_group *x = a, *y = b;
    if (x->errors != y->errors)
        return x->errors > y->errors ? -1 : 1;
    return by_name(a, b);
}

static int by_coder(const void *a, const void *b)
{
    const struct store_review *x = a, *y = b;
    int order = strcmp(x->coder, y->coder);
    return order != 0 ? order : x->id < y->id ? -1 : x->id > y->id;
}

enum leave scores_count(struct scores *s, struct app *app, struct store *store,
                        const struct store_filter *filter, enum score_by by, struct err *err)
{
    struct store_review *list;
    enum leave leave = LEAVE_DONE;
    size_t n = 0;
    enum store_fault fault = store_reviews(store, 0, filter, &s->arena, &list, &n, err);
    if (fault != STORE_OK)
        return app_leave(fault);
    struct progress progress;
    sort_items(list, n, sizeof list[0], by_coder); /* people are counted one after the other */
    progress_begin(&progress, app, "counting reviews", (int64_t)n);
    for (size_t i = 0; i < n && leave == LEAVE_DONE && progress_step(&progress); i++) {
        struct counting c = {.s = s, .app = app, .v = &list[i], .by = by};
        if (list[i].state != REVIEW_CLOSED)
            s->open++;
        else
            leave = count_one(&c, store, err);
    }
    if (progress.stopped)
        err_set(err, "counting was stopped; a part of the reviews would mislead, so nothing is shown");
    leave = progress_end(&progress, leave);
    sort_items(s->groups, s->n, sizeof s->groups[0], by == SCORE_BY_ERROR ? by_errors : by_name);
    return leave;
}
