/* What a drill asks next: more of what went wrong, and not easier. */
#include "train.h"

/* Does one of the rules decide something in the scenario? */
static bool decides(const struct lesson *l, const char *weak)
{
    for (size_t i = 0; i < l->truth.n; i++)
        if (l->truth.points[i].rule != NULL && scenario_has_word(weak, l->truth.points[i].rule->id))
            return true;
    for (size_t i = 0; i < l->truth.n_lines; i++)
        for (size_t k = 0; k < l->truth.lines[i].n_attached; k++)
            if (scenario_has_word(weak, l->truth.lines[i].attached[k].rule->id))
                return true;
    return false;
}

/* Scenarios of at least that level; gives how many. */
static size_t gather(const struct training_room *room, const char *weak, int level,
                     const struct scenario **out)
{
    struct lesson lesson;
    struct err err;
    size_t n = 0;
    lesson_init(&lesson);
    for (size_t i = 0; i < room->list.n; i++)
        if (room->list.at[i].level >= level &&
            lesson_open(&lesson, room, room->list.at[i].name, &err) && decides(&lesson, weak))
            out[n++] = &room->list.at[i];
    lesson_release(&lesson);
    return n;
}

const char *train_harder(const struct training_room *room, const char *now, const char *weak,
                         uint64_t number)
{
    const struct scenario *here = scenarios_find(&room->list, now);
    struct arena arena;
    if (text_empty(weak) || room->list.n == 0)
        return now;
    arena_init(&arena);
    const struct scenario **found = ARENA_ARRAY(&arena, const struct scenario *, room->list.n);
    size_t n = gather(room, weak, here != NULL ? here->level : 1, found);
    if (n == 0)
        n = gather(room, weak, 1, found);
    /* A prime apart, so that neighbours are not the same scenario. */
    const char *name = n > 0 ? found[number * 7919u % n]->name : now;
    arena_release(&arena);
    return name;
}
