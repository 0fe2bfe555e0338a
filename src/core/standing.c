#include "standing.h"

enum { LINE_MOST = 64 };

const struct standing *standing_find(const struct standings *all, int visit, const char *text)
{
    for (size_t i = 0; i < all->n; i++)
        if (all->lines[i].visit == visit && all->lines[i].text[0] != '\0' &&
            strcmp(all->lines[i].text, text) == 0)
            return &all->lines[i];
    return NULL;
}

static bool apply(struct arena *arena, struct standings *all, const struct overrule *o, int index)
{
    if (o->before[0] == '\0') {
        *ARENA_PUSH(arena, all->lines, all->n, all->cap) = (struct standing){
            .visit = o->visit, .line = -1, .was = "", .text = o->after, .by = index};
        return true;
    }
    const struct standing *found = standing_find(all, o->visit, o->before);
    if (found == NULL)
        return false;
    struct standing *line = &all->lines[found - all->lines];
    line->text = o->after;
    line->by = index;
    return true;
}

void standing_read(struct arena *arena, const struct result *r, const struct overrule *overrules,
                   size_t n, struct standings *out)
{
    struct keyed_list engine;
    struct str text;
    *out = (struct standings){.fits = ARENA_ARRAY(arena, bool, n + 1)};
    keyed_of_result(arena, r, &engine);
    for (size_t i = 0; i < engine.n; i++) {
        str_init(&text, LINE_MOST);
        keyed_print_line(&engine.lines[i], &text);
        const char *was = arena_text(arena, text.data);
        *ARENA_PUSH(arena, out->lines, out->n, out->cap) =
            (struct standing){engine.lines[i].visit, (int)i, was, was, -1};
        str_release(&text);
    }
    for (size_t i = 0; i < n; i++)
        out->fits[i] = apply(arena, out, &overrules[i], (int)i);
}
