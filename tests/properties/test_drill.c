/* A drill of a thousand variants: each is one change away from its scenario, the same every time,
 * and its book of minutes balances. */
#include "core/compare.h"
#include "core/drill.h"
#include "core/field.h"
#include "db/scenarios.h"
#include "tap.h"

#include "charts.h"

enum { VARIANTS = 1000 };

static void complain(void *context, const char *sentence)
{
    (void)context;
    tap_note("%s", sentence);
}

static void print_row(const struct encounter *e, size_t row, struct str *out)
{
    for (enum field_id id = FIELD_FIRST_OF_ROW; id < FIELD_COUNT; id++) {
        field_print(e, &e->rows[row], id, out);
        str_addc(out, '|');
    }
}

/* Rows that are not as they were, and rows that came. */
static int rows_changed(const struct encounter *a, const struct encounter *b)
{
    struct str was, is;
    int changed = (int)b->n_rows - (int)a->n_rows;
    str_init(&was, 1 << 16);
    str_init(&is, 1 << 16);
    for (size_t i = 0; i < a->n_rows && i < b->n_rows; i++) {
        str_clear(&was);
        str_clear(&is);
        print_row(a, i, &was);
        print_row(b, i, &is);
        changed += !text_equal(was.data, is.data);
    }
    str_release(&was);
    str_release(&is);
    return changed;
}

struct drill_test {
    struct world world;
    struct scenarios list;
    long other_codes, unbalanced, not_one, not_same;
};

static void codes_of(const struct drill_test *t, const struct scenario *s,
                     const struct encounter *e, bool *balanced, struct str *out)
{
    struct policy policy;
    struct result r;
    struct err err;
    scenario_policy(s, t->world.library, &policy, &err);
    result_init(&r);
    engine_code(t->world.book, &policy, e, &r);
    *balanced = result_balanced(&r);
    compare_codes(&r, 0, out);
    result_release(&r);
}

static void check_variant(struct drill_test *t, const struct scenario *s, uint64_t number)
{
    struct encounter first, second;
    struct str what, again, before, after;
    bool balanced, whole;
    str_init(&what, 4096);
    str_init(&again, 4096);
    str_init(&before, 4096);
    str_init(&after, 4096);
    bool changed = drill_vary(s->encounter, t->world.book, number, &first, &what);
    drill_vary(s->encounter, t->world.book, number, &second, &again);
    if (!changed || what.length == 0 || rows_changed(s->encounter, &first) != 1) {
        tap_note("%s~%d: not one change (%s)", s->name, (int)number, what.data);
        t->not_one++;
    }
    t->not_same += rows_changed(&first, &second) != 0 || !text_equal(what.data, again.data);
    codes_of(t, s, s->encounter, &whole, &before);
    codes_of(t, s, &first, &balanced, &after);
    if (!balanced)
        tap_note("%s~%d: %s: does not balance", s->name, (int)number, what.data);
    t->unbalanced += !balanced || !whole;
    t->other_codes += !text_equal(before.data, after.data);
    str_release(&what);
    str_release(&again);
    str_release(&before);
    str_release(&after);
    encounter_release(&first);
    encounter_release(&second);
}

int main(void)
{
    struct drill_test t = {.other_codes = 0};
    struct tap tap = {0, 0};
    struct err err = {""};
    const char *data = getenv("IVLEDGER_DATA");
    char path[4096];
    if (!world_open(&t.world))
        return 1;
    scenarios_init(&t.list);
    snprintf(path, sizeof path, "%s/scenarios", data != NULL ? data : "data");
    if (!scenarios_load(&t.list, path, t.world.library, complain, NULL, &err) || t.list.n == 0)
        return 1;
    for (uint64_t i = 0; i < VARIANTS; i++)
        check_variant(&t, &t.list.at[i % t.list.n], i);
    tap_test(&tap, t.unbalanced == 0, "%d variants balance", VARIANTS);
    tap_test(&tap, t.not_one == 0, "each variant is one change away");
    tap_test(&tap, t.not_same == 0, "the same number gives the same variant");
    if (!tap_test(&tap, t.other_codes >= VARIANTS / 4, "many a variant has other codes"))
        tap_note("expected %d of %d at least, got %ld", VARIANTS / 4, VARIANTS, t.other_codes);
    scenarios_release(&t.list);
    world_close(&t.world);
    return tap_end(&tap);
}
