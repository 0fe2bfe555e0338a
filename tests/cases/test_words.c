/* Every visible case, under every policy that it names: each code of the family is on the claim or
 * has a why not, every sentence has its facts, and the why of every code, row and finding is a tree
 * with sentences and citations. */
#include "cases.h"
#include "core/explain.h"
#include "tap.h"
#include "words.h"

struct telling {
    struct tap *tap;
    const struct world *world;
    int cases, values;
};

static void judge(struct telling *t, const struct seen_case *seen, const struct result *r,
                  bool (*holds)(const struct result *, struct str *), const char *what)
{
    struct str why;

    str_init(&why, 1 << 16);
    if (!tap_test(t->tap, holds(r, &why), "%s, %s [%s]: %s", seen->file, seen->name, seen->words,
                  what))
        tap_note("%s", why.data);
    str_release(&why);
}

/* A topic with at least one decision below it that has a sentence, a rule and a citation. */
static bool has_reason(const struct node *node)
{
    bool cited = false;

    if (node->kind == NODE_DECISION && node->rule && *node->text)
        for (const struct node *n = node->first; n; n = n->next)
            cited = cited || n->kind == NODE_CITATION;
    for (const struct node *n = node->first; n && !cited; n = n->next)
        cited = has_reason(n);
    return cited;
}

static bool tree_holds(struct arena *arena, const struct result *r, const struct about *about,
                       struct str *why)
{
    const struct node *tree = explain(arena, r, about);

    if (tree->kind == NODE_TOPIC && *tree->text && has_reason(tree))
        return true;
    str_addf(why, "no reason below: %s", tree->text);
    return false;
}

/* The why of every line, modifier, drug line and posting, and of every row that was charted. */
static bool trees(const struct result *r, struct str *why)
{
    struct arena arena;
    bool good = true;

    arena_init(&arena);
    for (size_t i = 0; i < r->n_lines && good; i++) {
        struct about about = {.code = r->lines[i].code, .visit = r->lines[i].visit};

        good = tree_holds(&arena, r, &about, why);
        for (int m = 0; m < r->lines[i].n_modifiers && good; m++) {
            about.modifier = r->lines[i].modifiers[m];
            good = tree_holds(&arena, r, &about, why);
        }
    }
    for (size_t i = 0; i < r->n_drugs && good; i++)
        good = tree_holds(&arena, r, &(struct about){.drug = &r->drugs[i]}, why);
    for (size_t i = 0; i < r->n_postings && good; i++)
        good = tree_holds(&arena, r, &(struct about){.posting = &r->postings[i]}, why);
    for (size_t i = 0; i < r->n_rows && good; i++)
        good = tree_holds(&arena, r, &(struct about){.row = r->rows[i].row}, why);
    arena_release(&arena);
    return good;
}

/* ---- every value of every switch that the case asked ---- */

struct turning {
    struct telling *t;
    const struct seen_case *seen;
    struct policy policy;
    struct result result;
    int values;
};

static bool turned_holds(struct turning *u, enum switch_id id, int value, struct str *why)
{
    char word[16];

    u->policy = u->seen->policy;
    u->policy.value[id] = value;
    engine_code(u->t->world->book, &u->policy, u->seen->encounter, &u->result);
    u->values++;
    if (words_why_not(&u->result, why) && words_sentences(&u->result, why))
        return true;
    str_addf(why, " (with %s = %s)", switch_name(id), switch_value_name(id, value, word));
    return false;
}

static bool every_value(struct turning *u, uint32_t used, struct str *why)
{
    for (int i = 0; i < SWITCH_COUNT; i++) {
        enum switch_id id = (enum switch_id)i;
        int from = 0, to = switch_values(id) - 1;

        if (!(used >> i & 1))
            continue;
        switch_is_number(id, &from, &to);
        for (int value = from; value <= to; value++)
            if (value != u->seen->policy.value[id] && !turned_holds(u, id, value, why))
                return false;
    }
    return true;
}

static void judge_switches(struct telling *t, const struct seen_case *seen, uint32_t used)
{
    struct turning u = {.t = t, .seen = seen};
    struct str why;

    str_init(&why, 1 << 16);
    result_init(&u.result);
    if (!tap_test(t->tap, every_value(&u, used, &why), "%s, %s [%s]: so under every switch",
                  seen->file, seen->name, seen->words))
        tap_note("%s", why.data);
    t->values += u.values;
    result_release(&u.result);
    str_release(&why);
}

static bool each(void *context, const struct seen_case *seen)
{
    struct telling *t = context;
    struct result result;

    result_init(&result);
    engine_code(t->world->book, &seen->policy, seen->encounter, &result);
    judge(t, seen, &result, words_why_not, "on the claim or why not");
    judge(t, seen, &result, words_sentences, "whole sentences");
    judge(t, seen, &result, trees, "why");
    judge_switches(t, seen, result.switches_used);
    result_release(&result);
    t->cases++;
    return true;
}

int main(void)
{
    struct tap tap = {0, 0};
    struct world world;
    struct telling t = {&tap, &world, 0, 0};
    struct err err = {""};

    if (!world_open(&world)) {
        tap_test(&tap, false, "the rule book loads");
        return tap_end(&tap);
    }
    if (!tap_test(&tap, cases_each(&world, each, &t, &err), "the cases can be read"))
        tap_note("%s", err.text);
    if (!tap_test(&tap, t.cases > 300, "there are cases enough"))
        tap_note("%d", t.cases);
    if (!tap_test(&tap, t.values > 1000, "and values of switches"))
        tap_note("%d", t.values);
    world_close(&world);
    return tap_end(&tap);
}
