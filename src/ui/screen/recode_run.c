/* recode.h: coding saved work again, and what would change by the rule that changes it. */
#include "../../core/why.h"
#include "recode.h"

enum { LISTED = 500, TEXT_MAX = 1 << 16 };

static struct recode_group *group_of(struct recode_view *v, const char *rule)
{
    for (size_t i = 0; i < v->n_groups; i++)
        if (rule ? v->groups[i]->rule && strcmp(v->groups[i]->rule, rule) == 0
                 : !v->groups[i]->rule)
            return v->groups[i];
    struct recode_group *g = ARENA_NEW(&v->arena, struct recode_group);
    *g = (struct recode_group){.rule = rule ? arena_text(&v->arena, rule) : NULL, .reason = ""};
    *ARENA_PUSH(&v->arena, v->groups, v->n_groups, v->cap_groups) = g;
    return g;
}

/* Why the first of a group changes, with its own minutes. */
static const char *reason_of(struct recode_view *v, const struct recoded *r)
{
    const struct decision *cause = r->difference.cause;
    struct str text;
    if (r->difference.n_codes == 0 || !cause)
        return "";
    bool gone = cause == r->difference.was;
    str_init(&text, TEXT_MAX);
    str_addf(&text, "%s, for one: %s", r->item->number, gone ? "no longer: " : "");
    why_decision(gone ? r->before : r->after, cause, &text);
    const char *reason = arena_text(&v->arena, text.data);
    str_release(&text);
    return reason;
}

static struct recode_entry *entry_of(struct recode_view *v, const struct recoded *r)
{
    struct recode_entry *e = ARENA_NEW(&v->arena, struct recode_entry);
    struct str rest;
    *e = (struct recode_entry){.number = arena_text(&v->arena, r->item->number),
                               .saved = arena_text(&v->arena, r->item->codes),
                               .status = r->item->status};
    if (r->trouble) {
        e->trouble = arena_text(&v->arena, r->trouble);
        return e;
    }
    str_init(&rest, TEXT_MAX);
    if (text_equal(r->codes, r->item->codes))
        difference_text(&r->difference, &rest);
    e->codes = arena_text(&v->arena, r->codes);
    e->rest = arena_text(&v->arena, rest.length ? rest.data : "");
    str_release(&rest);
    return e;
}

static bool take(void *context, const struct recoded *r)
{
    struct recode_view *v = context;
    bool touched = v->setting ? !r->trouble && r->difference.n_codes > 0 : r->changed;
    if (!r->trouble && !touched)
        return true;
    struct recode_group *g = group_of(v, r->trouble ? NULL : r->by);
    if (g->seen++ == 0 && !r->trouble)
        g->reason = reason_of(v, r);
    if (g->n < LISTED)
        *ARENA_PUSH(&v->arena, g->entries, g->n, g->cap) = entry_of(v, r);
    return true;
}

static int group_order(const void *pa, const void *pb)
{
    const struct recode_group *a = *(struct recode_group *const *)pa;
    const struct recode_group *b = *(struct recode_group *const *)pb;
    if (!a->rule != !b->rule)
        return a->rule ? -1 : 1;
    if (a->seen != b->seen)
        return a->seen > b->seen ? -1 : 1;
    return a->rule ? strcmp(a->rule, b->rule) : 0;
}

static void forget(struct recode_view *v)
{
    arena_clear(&v->arena);
    v->groups = NULL;
    v->entries = NULL;
    v->n_groups = v->cap_groups = v->n_entries = v->cap_entries = 0;
    v->count = (struct recode_count){0, 0, 0};
    v->accepted = 0;
    v->stopped = false;
}

void recode_run(struct ui *ui, struct recode_view *v)
{
    struct err err = {""};
    forget(v);
    if (store_count(ui->store, &v->words.filter, &v->total, &err) != STORE_OK)
        v->total = 0;
    enum leave leave = recoding_run(ui->app, ui->store, &v->words.filter, &v->words.as, take, v,
                                    &v->count, &err);
    v->stopped = leave == LEAVE_STOPPED;
    if (v->stopped)
        ui_say(ui, LOOK_WARNING, "Stopped after %ld of %lld; what follows is only a part.",
               recode_looked_at(v), (long long)v->total);
    else if (leave != LEAVE_DONE)
        ui_say(ui, LOOK_ERROR, "%s", err.text);
    sort_items(v->groups, v->n_groups, sizeof *v->groups, group_order);
    for (size_t i = 0; i < v->n_groups; i++)
        for (size_t k = 0; k < v->groups[i]->n; k++)
            *ARENA_PUSH(&v->arena, v->entries, v->n_entries, v->cap_entries) =
                v->groups[i]->entries[k];
    v->width = 0;
}
