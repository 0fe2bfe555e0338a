#include "align.h"

static const char *const class_names[ERROR_CLASS_COUNT] = {
#define X(name, text) text,
    ERROR_CLASSES(X)
#undef X
};

const char *error_class_name(enum error_class class_of_error)
{
    return class_names[class_of_error];
}

bool error_class_find(const char *name, enum error_class *out)
{
    for (int i = 1; i < ERROR_CLASS_COUNT; i++)
        if (text_equal(name, class_names[i])) {
            *out = (enum error_class)i;
            return true;
        }
    return false;
}

bool code_place(const struct book *book, const struct code *code, struct code_place *out)
{
    for (size_t i = 0; code != NULL && i < book->n_services; i++)
        if (book->services[i].code == code) {
            const struct service_row *s = &book->services[i];
            *out = (struct code_place){s->kind, s->group, s->role};
            return true;
        }
    return false;
}

/* ---- putting lines into slots ---- */

/* How well a line fits a slot that another side holds: the same code, else the same kind and class
 * in another role, else the same kind, else the same class. */
enum fit { FIT_CODE, FIT_SERVICE, FIT_KIND, FIT_GROUP, FIT_COUNT };

static bool fits(const struct book *book, const struct keyed *a, const struct keyed *b, enum fit fit)
{
    struct code_place pa, pb;
    if (fit == FIT_CODE)
        return strcmp(a->id, b->id) == 0;
    if (!code_place(book, a->code, &pa) || !code_place(book, b->code, &pb))
        return false;
    bool hour_a = pa.role == ROLE_HOUR, hour_b = pb.role == ROLE_HOUR;
    if (hour_a != hour_b)
        return false;
    return fit == FIT_KIND    ? pa.kind == pb.kind
           : fit == FIT_GROUP ? pa.group == pb.group
                              : pa.kind == pb.kind && pa.group == pb.group;
}

/* The line of another side: a slot has one, since this side has none. */
static const struct keyed *holder(const struct slot *slot, enum side but)
{
    static const enum side order[] = {SIDE_ENGINE, SIDE_CODER, SIDE_REVIEWER};
    size_t i = 0;
    while (order[i] == but || slot->side[order[i]] == NULL)
        i++;
    return slot->side[order[i]];
}

static bool put(const struct book *book, struct alignment *out, const struct keyed *line,
                enum side side, enum fit fit)
{
    for (size_t i = 0; i < out->n; i++) {
        struct slot *slot = &out->slots[i];
        if (slot->visit != line->visit || slot->side[side] != NULL)
            continue;
        const struct keyed *other = holder(slot, side);
        if (fits(book, line, other, fit)) {
            slot->side[side] = line;
            return true;
        }
    }
    return false;
}

static void put_side(struct arena *arena, const struct book *book, struct alignment *out,
                     const struct keyed_list *list, enum side side)
{
    bool *done = ARENA_ARRAY(arena, bool, list->n + 1);
    for (int fit = 0; fit < FIT_COUNT; fit++)
        for (size_t i = 0; i < list->n; i++)
            done[i] = done[i] || put(book, out, &list->lines[i], side, (enum fit)fit);
    for (size_t i = 0; i < list->n; i++) {
        if (done[i])
            continue;
        struct slot *slot = ARENA_PUSH(arena, out->slots, out->n, out->cap);
        slot->visit = list->lines[i].visit;
        slot->side[side] = &list->lines[i];
    }
}

static void put_engine(struct arena *arena, const struct result *r, struct alignment *out,
                       const struct keyed_list *engine)
{
    for (size_t i = 0; i < engine->n; i++) {
        struct slot *slot = ARENA_PUSH(arena, out->slots, out->n, out->cap);
        slot->visit = engine->lines[i].visit;
        slot->side[SIDE_ENGINE] = &engine->lines[i];
        if (i < r->n_lines) {
            slot->of = &r->lines[i];
            slot->row = r->lines[i].n_rows > 0 ? r->lines[i].rows[0] : 0;
        }
    }
}

/* ---- what kind of error ---- */

static enum error_class class_of(const struct book *book, const struct keyed *is,
                                 const struct keyed *wants)
{
    struct code_place a = {.role = ROLE_COUNT}, b = a;
    if (is == NULL || wants == NULL)
        return is == wants ? ERROR_NONE : is == NULL ? ERROR_MISSED : ERROR_EXTRA;
    if (strcmp(is->id, wants->id) == 0) {
        if (is->units != wants->units)
            return wants->code != NULL && wants->code->timed ? ERROR_MINUTES : ERROR_UNITS;
        return strcmp(is->modifiers, wants->modifiers) != 0 ? ERROR_MODIFIER : ERROR_NONE;
    }
    code_place(book, is->code,
               &a); /* fits() put no other codes than those of the book side by side */
    code_place(book, wants->code, &b);
    if (a.kind != b.kind)
        return a.group == b.group ? ERROR_MINUTES : ERROR_CLASS;
    return a.group != b.group ? ERROR_CLASS : ERROR_RELATION;
}

static bool is_initial(const struct book *book, const struct keyed *line)
{
    struct code_place p;
    return line != NULL && code_place(book, line->code, &p) && p.role == ROLE_INITIAL;
}

/* An earlier slot with an error from which this one follows: the same initial of the visit, or the
 * same mistake about the same administration. */
static bool follows(const struct book *book, const struct alignment *out, size_t at,
                    enum side measure)
{
    const struct slot *slot = &out->slots[at];
    bool initial = is_initial(book, slot->side[SIDE_CODER]) || is_initial(book, slot->side[measure]);
    for (size_t i = 0; i < at; i++) {
        const struct slot *other = &out->slots[i];
        if (other->visit != slot->visit || other->error != slot->error || other->follows)
            continue;
        bool initial_too =
            is_initial(book, other->side[SIDE_CODER]) || is_initial(book, other->side[measure]);
        if (slot->error == ERROR_RELATION && initial && initial_too)
            return true;
        if (slot->row != 0 && slot->row == other->row &&
            (slot->error == ERROR_CLASS || slot->error == ERROR_RELATION))
            return true;
    }
    return false;
}

void align(struct arena *arena, const struct result *r, const struct keyed_list *coder,
           const struct keyed_list *engine, const struct keyed_list *reviewer,
           struct alignment *out)
{
    *out = (struct alignment){.reviewed = reviewer != NULL};
    enum side measure = reviewer != NULL ? SIDE_REVIEWER : SIDE_ENGINE;
    put_engine(arena, r, out, engine);
    put_side(arena, r->book, out, coder, SIDE_CODER);
    if (reviewer != NULL)
        put_side(arena, r->book, out, reviewer, SIDE_REVIEWER);
    for (size_t i = 0; i < out->n; i++) {
        struct slot *slot = &out->slots[i];
        slot->error = class_of(r->book, slot->side[SIDE_CODER], slot->side[measure]);
        slot->follows = slot->error != ERROR_NONE && follows(r->book, out, i, measure);
        out->errors += slot->error != ERROR_NONE && !slot->follows;
    }
}
