/* Every row of the rule book that decides something applies in a visible case and just misses in
 * another: the proofs of data/proofs hold, each row has its own, and each is met somewhere in the
 * worked cases too.  What can have no case stands there with the reason why. */
#include "cases.h"
#include "core/fires.h"
#include "db/proofs.h"
#include "tap.h"

struct covering {
    struct tap *tap;
    const struct world *world;
    const struct proofs *proofs;
    bool *seen; /* by row of the proofs: the row says its part in some case */
};

static bool each(void *context, const struct seen_case *seen)
{
    struct covering *c = context;
    struct result result;

    result_init(&result);
    engine_code(c->world->book, &seen->policy, seen->encounter, &result);
    for (size_t i = 0; i < c->proofs->n; i++) {
        const struct proof_row *row = &c->proofs->rows[i];
        enum proved_table table;

        if (!c->seen[i] && *row->name && proved_table_find(row->table, &table))
            c->seen[i] = rule_fires(&result, table, row->rule,
                                    row->fires ? VERDICT_APPLIED : VERDICT_NOT_MET);
    }
    result_release(&result);
    return true;
}

static void complain(void *context, const char *sentence)
{
    (void)context;
    tap_note("%s", sentence);
}

static void test_worked(struct covering *c)
{
    struct err err = {""};

    c->seen = calloc(c->proofs->n + 1, sizeof *c->seen);
    if (!c->seen)
        BUG("no memory for %zu rows", c->proofs->n);
    if (!tap_test(c->tap, cases_each(c->world, each, c, &err), "the cases can be read"))
        tap_note("%s", err.text);
    for (size_t i = 0; i < c->proofs->n; i++) {
        const struct proof_row *row = &c->proofs->rows[i];

        if (*row->name)
            tap_test(c->tap, c->seen[i], "%s %s is %s in a visible case", row->table, row->rule,
                     row->fires ? "applied" : "not met");
        else
            tap_test(c->tap, *row->why != '\0', "%s %s has no case, and a reason", row->table,
                     row->rule);
    }
    free(c->seen);
}

static void test_proofs(struct tap *tap, const struct proofs *proofs, struct library *library)
{
    struct proofs_count count;

    proofs_prove(proofs, library, complain, NULL, &count);
    tap_test(tap, count.complaints == 0, "every proof holds and every row has one");
    if (!tap_test(tap, count.proved > 280, "there are proofs enough"))
        tap_note("%ld", count.proved);
    if (!tap_test(tap, count.exempt < 10, "few rows can have no case"))
        tap_note("%ld", count.exempt);
}

int main(void)
{
    struct tap tap = {0, 0};
    struct world world;
    struct proofs proofs;
    struct covering c = {&tap, &world, &proofs, NULL};
    struct err err = {""};
    bool there = false;
    const char *dir = getenv("IVLEDGER_DATA");

    if (!world_open(&world)) {
        tap_test(&tap, false, "the rule book loads");
        return tap_end(&tap);
    }
    bool good = proofs_load(&proofs, dir && *dir ? dir : "data", complain, NULL, &there, &err);

    if (tap_test(&tap, good && there, "the proofs can be read")) {
        test_proofs(&tap, &proofs, world.library);
        test_worked(&c);
    }
    proofs_release(&proofs);
    world_close(&world);
    return tap_end(&tap);
}
