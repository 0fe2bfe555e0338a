#include "compare.h"

enum { CODES_MAX = 64 * 1024 };

static void add_line(const struct line *line, bool revenue, struct str *out)
{
    if (revenue)
        str_addf(out, "%s ", line->revenue);
    str_add(out, line->code->id);
    for (int i = 0; i < line->n_modifiers; i++) {
        str_addc(out, '-');
        str_add(out, line->modifiers[i]);
    }
    if (line->units != 1)
        str_addf(out, "x%d", line->units);
}

static void add_codes(const struct result *r, int visit, bool revenue, struct str *out)
{
    int before = 0;
    for (size_t i = 0; i < r->n_lines; i++) {
        const struct line *line = &r->lines[i];
        if (visit != 0 && line->visit != visit)
            continue;
        if (before != 0)
            str_add(out, line->visit != before ? " | " : revenue ? ", " : " ");
        before = line->visit;
        add_line(line, revenue, out);
    }
}

void compare_codes(const struct result *r, int visit, struct str *out)
{
    add_codes(r, visit, false, out);
}

/* One encounter, coded again and again with one switch changed. */
struct comparing {
    struct arena *arena;
    const struct result *base;
    int visit;
    const char *codes; /* of the base */
    bool revenue;      /* the switch changes revenue codes, so they are compared too */
    struct result other;
    struct str text;
};

static const char *codes_under(struct comparing *c, enum switch_id id, int value)
{
    struct policy policy = *c->base->policy;
    policy.value[id] = value;
    engine_code(c->base->book, &policy, c->base->encounter, &c->other);
    str_clear(&c->text);
    add_codes(&c->other, c->visit, c->revenue, &c->text);
    return c->text.data;
}

static void begin_switch(struct comparing *c, enum switch_id id)
{
    c->revenue = id == SWITCH_ADMIN_REVENUE;
    str_clear(&c->text);
    add_codes(c->base, c->visit, c->revenue, &c->text);
    c->codes = arena_text(c->arena, c->text.data);
}

static void add_other(struct comparing *c, struct switch_note *note, size_t *cap, int value,
                      const char *codes)
{
    struct switch_other *other = ARENA_PUSH(c->arena, note->others, note->n_others, *cap);
    other->value = value;
    other->differs = !text_equal(codes, c->codes);
    other->codes = arena_text(c->arena, codes);
    note->matters = note->matters || other->differs;
}

static void note_words(struct comparing *c, struct switch_note *note)
{
    size_t cap = 0;
    int n = switch_values(note->id);
    for (int value = 0; value < n; value++)
        if (value != note->value)
            add_other(c, note, &cap, value, codes_under(c, note->id, value));
}

/* A number has many values: only those at which the answer turns into another one are noted,
 * counted from the lowest. */
static void note_numbers(struct comparing *c, struct switch_note *note, int min, int max)
{
    size_t cap = 0;
    const char *before = c->codes;
    for (int value = min; value <= max; value++) {
        const char *codes = value == note->value ? c->codes : codes_under(c, note->id, value);
        if (text_equal(codes, before))
            continue;
        before = arena_text(c->arena, codes);
        if (!text_equal(codes, c->codes))
            add_other(c, note, &cap, value, codes);
    }
}

size_t compare_switches(struct arena *arena, const struct result *r, int visit,
                        struct switch_note **out)
{
    struct comparing c = {.arena = arena, .base = r, .visit = visit};
    size_t n = 0, cap = 0;
    *out = NULL;
    result_init(&c.other);
    str_init(&c.text, CODES_MAX);
    for (int id = 0; id < SWITCH_COUNT; id++) {
        int min = 0, max = 0;
        if ((r->switches_used >> id & 1) == 0)
            continue;
        struct switch_note *note = ARENA_PUSH(arena, *out, n, cap);
        note->id = (enum switch_id)id;
        note->value = r->policy->value[id];
        begin_switch(&c, note->id);
        if (switch_is_number(note->id, &min, &max))
            note_numbers(&c, note, min, max);
        else
            note_words(&c, note);
    }
    str_release(&c.text);
    result_release(&c.other);
    return n;
}
