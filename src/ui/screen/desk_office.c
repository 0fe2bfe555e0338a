/* The desk and the coder's departures from the engine. */
#include "desk.h"

#include "../command/office.h"

enum { TEXT_MOST = 300 };

void desk_load_overrules(struct desk *desk)
{
    struct err err = {""};
    arena_clear(&desk->departures);
    desk->overrules = NULL;
    desk->n_overrules = 0;
    if (desk->id != 0 && store_overrules(desk->store, desk->id, &desk->departures, &desk->overrules,
                                         &desk->n_overrules, &err) != STORE_OK)
        desk->trouble = err;
}

void desk_standing(const struct desk *desk, struct arena *arena, struct standings *out)
{
    struct overrule *changes = ARENA_ARRAY(arena, struct overrule, desk->n_overrules + 1);
    for (size_t i = 0; i < desk->n_overrules; i++)
        changes[i] = (struct overrule){desk->overrules[i].visit, desk->overrules[i].before,
                                       desk->overrules[i].after};
    standing_read(arena, &desk->r, changes, desk->n_overrules, out);
}

bool desk_read_change(struct desk *desk, struct arena *arena, const char *change,
                      struct overrule *out, struct err *err)
{
    struct standings all;
    if (!desk->coded)
        return err_set(err, "What is not coded cannot be overruled; see the message (L lists all)");
    if (!overrule_read(arena, desk->r.book, change, out, err))
        return false;
    desk_standing(desk, arena, &all);
    return out->before[0] == '\0' || standing_find(&all, out->visit, out->before) != NULL ||
           err_set(err,
                   "%.40s is not on the claim of visit %d; write the line as it stands there",
                   out->before, out->visit);
}

/* A departure belongs to what is saved: the reviewer must find the rows that it departs from. */
static bool is_saved(const struct desk *desk, struct err *err)
{
    if (desk->id == 0)
        return err_set(err, "an overrule is kept with saved work; save it first (F2)");
    return !desk->changed ||
           err_set(err, "an overrule is kept with saved work; save your changes first (F2)");
}

static void item_of(const struct desk *desk, struct store_item *item)
{
    *item = (struct store_item){.id = desk->id,
                                .version = desk->version,
                                .number = desk->e.id,
                                .status = desk->status};
}

static bool done(struct desk *desk, enum store_fault fault)
{
    if (fault != STORE_OK)
        return false;
    desk->version++;
    desk_load_overrules(desk);
    return true;
}

bool desk_overrule(struct desk *desk, const char *change, const char *reason, const char *words,
                   struct err *err)
{
    struct store_item item;
    struct overrule what;
    struct arena arena;
    arena_init(&arena);
    bool good = is_saved(desk, err) && desk_read_change(desk, &arena, change, &what, err);
    if (good && text_empty(words))
        good = err_set(err, "a departure from the engine needs words beside its reason");
    if (good) {
        struct store_overrule one = {.visit = what.visit,
                                     .before = what.before,
                                     .after = what.after,
                                     .reason = reason,
                                     .words = words,
                                     .rule = office_rule(&desk->r, &what)};
        item_of(desk, &item);
        good = done(desk, store_overrule(desk->store, &item, &one, err));
    }
    arena_release(&arena);
    return good;
}

bool desk_take_back(struct desk *desk, int64_t id, const char *words, struct err *err)
{
    struct store_item item;
    if (!is_saved(desk, err))
        return false;
    if (text_empty(words))
        return err_set(err, "taking an overrule back needs words");
    item_of(desk, &item);
    return done(desk, store_undo_overrule(desk->store, &item, id, words, err));
}
