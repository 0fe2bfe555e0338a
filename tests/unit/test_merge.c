/* Two people's changes of one encounter put together. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "core/merge.h"

/* Rows as "drug method start stop line", apart by ";"; "-" leaves a field out. */
static void charted(struct encounter *e, const char *dx, const char *rows)
{
    static const enum field_id fields[] = {FIELD_DRUG, FIELD_METHOD, FIELD_START, FIELD_STOP,
                                           FIELD_LINE};
    char cell[80];
    encounter_init(e);
    assert_true(field_set(e, NULL, FIELD_ENCOUNTER, "E1", NULL));
    assert_true(field_set(e, NULL, FIELD_DATE, "2026-03-02", NULL));
    assert_true(field_set(e, NULL, FIELD_DX, dx, NULL));
    for (const char *at = rows; *at;) {
        struct row *row = encounter_add_row(e);
        for (size_t f = 0; f < COUNT_OF(fields); f++) {
            at += strspn(at, " ");
            size_t n = strcspn(at, " ;");
            snprintf(cell, sizeof cell, "%.*s", (int)n, at);
            if (n > 0 && strcmp(cell, "-") != 0)
                assert_true(field_set(e, row, fields[f], cell, NULL));
            at += n;
        }
        at += strspn(at, " ;");
    }
}

static void print_rows(const struct encounter *e, struct str *out)
{
    static const enum field_id fields[] = {FIELD_DRUG, FIELD_METHOD, FIELD_START, FIELD_STOP,
                                           FIELD_LINE};
    str_addf(out, "%s:", e->dx);
    for (size_t i = 0; i < e->n_rows; i++)
        for (size_t f = 0; f < COUNT_OF(fields); f++) {
            size_t before = out->length;
            str_addc(out, ' ');
            field_print(e, &e->rows[i], fields[f], out);
            if (out->length == before + 1)
                str_addc(out, '-');
            if (f + 1 == COUNT_OF(fields))
                str_addc(out, ';');
        }
}

struct three {
    struct encounter base, theirs, mine;
    struct merge merge;
};

static void read_three(struct three *t, const char *base, const char *theirs, const char *mine)
{
    charted(&t->base, "", base);
    charted(&t->theirs, "", theirs);
    charted(&t->mine, "", mine);
    merge_init(&t->merge);
    merge_read(&t->merge, &t->base, &t->theirs, &t->mine);
}

static void release_three(struct three *t)
{
    merge_release(&t->merge);
    encounter_release(&t->base);
    encounter_release(&t->theirs);
    encounter_release(&t->mine);
}

/* All that is undecided goes to take. */
static void expect(struct three *t, enum merge_take take, size_t conflicts, const char *wants)
{
    struct encounter both;
    struct err err = {""};
    struct str text;
    encounter_init(&both);
    str_init(&text, 1 << 16);
    assert_int_equal(merge_undecided(&t->merge), conflicts);
    if (conflicts > 0)
        assert_false(merge_build(&t->merge, &both, &err));
    for (size_t i = 0; i < t->merge.n_items; i++)
        if (t->merge.items[i].take == MERGE_UNDECIDED)
            t->merge.items[i].take = take;
    if (!merge_build(&t->merge, &both, &err))
        fail_msg("%s", err.text);
    print_rows(&both, &text);
    assert_string_equal(text.data, wants);
    assert_string_equal(both.id, "E1");
    str_release(&text);
    encounter_release(&both);
    release_three(t);
}

#define DAY "cef infusion 09:00 10:00 1; keto push 10:05 - 1; saline infusion 08:00 12:00 1;"

static void different_fields_go_together(void **state)
{
    struct three t;
    (void)state;
    read_three(&t, DAY,
               "cef infusion 09:00 10:40 1; keto push 10:05 - 1; saline infusion 08:00 12:00 1;",
               "cef infusion 09:00 10:00 2; keto push 10:15 - 1; saline infusion 08:00 12:00 1;");
    expect(&t, MERGE_UNDECIDED, 0,
           ": cef infusion 09:00 10:40 2; keto push 10:15 - 1; saline infusion 08:00 12:00 1;");
}

static void the_same_field_is_a_conflict(void **state)
{
    struct three t;
    struct str name;
    (void)state;
    for (int take = MERGE_THEIRS; take <= MERGE_MINE; take++) {
        read_three(&t, "cef infusion 09:00 10:00 1;", "cef infusion 09:00 10:30 1;",
                   "cef infusion 09:00 10:45 1;");
        assert_int_equal(t.merge.n_items, 1);
        assert_true(t.merge.items[0].conflict);
        assert_string_equal(t.merge.items[0].base, "2026-03-02 10:00");
        assert_string_equal(t.merge.items[0].theirs, "2026-03-02 10:30");
        assert_string_equal(t.merge.items[0].mine, "2026-03-02 10:45");
        str_init(&name, 400);
        merge_item_name(&t.merge, &t.merge.items[0], &name);
        assert_string_equal(name.data, "row 1, cef 09:00: stop");
        str_release(&name);
        expect(&t, (enum merge_take)take, 1,
               take == MERGE_THEIRS ? ": cef infusion 09:00 10:30 1;"
                                    : ": cef infusion 09:00 10:45 1;");
    }
}

/* What is not of a row is named by its field; a row without drug and start by its number. */
static void conflicts_are_named_and_counted(void **state)
{
    static const struct {
        const char *dx[3], *rows[3], *name, *says;
    } cases[] = {
        {{"", "A01", "B02"}, {"", "", ""}, "dx", "1 conflict is not decided yet"},
        {{"", "", ""},
         {"- infusion - 10:00 1;", "- infusion - 10:30 1;", "- infusion - 10:45 1;"},
         "row 1: stop", "1 conflict is not decided yet"},
        {{"", "A01", "B02"},
         {"cef infusion 09:00 10:00 1;", "cef infusion 09:00 10:30 1;", "cef infusion 09:00 10:45 1;"},
         "dx", "2 conflicts are not decided yet"},
    };
    (void)state;
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct three t;
        struct encounter both;
        struct err err = {""};
        struct str name;
        encounter_init(&both);
        charted(&t.base, cases[i].dx[0], cases[i].rows[0]);
        charted(&t.theirs, cases[i].dx[1], cases[i].rows[1]);
        charted(&t.mine, cases[i].dx[2], cases[i].rows[2]);
        merge_init(&t.merge);
        merge_read(&t.merge, &t.base, &t.theirs, &t.mine);
        str_init(&name, 400);
        merge_item_name(&t.merge, &t.merge.items[0], &name);
        assert_string_equal(name.data, cases[i].name);
        assert_false(merge_build(&t.merge, &both, &err));
        assert_non_null(strstr(err.text, cases[i].says));
        for (size_t k = 0; k < t.merge.n_items; k++)
            t.merge.items[k].take = MERGE_THEIRS;
        assert_true(merge_build(&t.merge, &both, &err));
        assert_string_equal(both.dx, cases[i].dx[1]);
        str_release(&name);
        encounter_release(&both);
        release_three(&t);
    }
}

static void the_same_change_is_none(void **state)
{
    struct three t;
    (void)state;
    read_three(&t, "cef infusion 09:00 10:00 1;", "cef infusion 09:00 10:30 1; iron infusion 11:00 12:00 1;",
               "cef infusion 09:00 10:30 1; iron infusion 11:00 12:00 1;");
    assert_int_equal(t.merge.n_items, 0);
    expect(&t, MERGE_UNDECIDED, 0, ": cef infusion 09:00 10:30 1; iron infusion 11:00 12:00 1;");
}

static void added_rows_all_stay_where_they_were_typed(void **state)
{
    struct three t;
    (void)state;
    read_three(&t, DAY,
               "iron infusion 07:00 07:30 1; cef infusion 09:00 10:00 1; keto push 10:05 - 1; "
               "ondan push 11:00 - 1; saline infusion 08:00 12:00 1;",
               DAY "dexa push 12:30 - 1;");
    expect(&t, MERGE_UNDECIDED, 0,
           ": iron infusion 07:00 07:30 1; cef infusion 09:00 10:00 1; keto push 10:05 - 1; "
           "ondan push 11:00 - 1; saline infusion 08:00 12:00 1; dexa push 12:30 - 1;");
}

static void deleted_rows_go_unless_the_other_changed_them(void **state)
{
    struct three t;
    (void)state;
    read_three(&t, DAY, "cef infusion 09:00 10:00 1; saline infusion 08:00 12:00 1;",
               "keto push 10:05 - 1; saline infusion 08:00 12:00 1;");
    expect(&t, MERGE_UNDECIDED, 0, ": saline infusion 08:00 12:00 1;");
    read_three(&t, DAY, "cef infusion 09:00 10:00 1; saline infusion 08:00 12:00 1;",
               "cef infusion 09:00 10:00 1; keto push 10:15 - 1; saline infusion 08:00 12:00 1;");
    expect(&t, MERGE_MINE, 1,
           ": cef infusion 09:00 10:00 1; keto push 10:15 - 1; saline infusion 08:00 12:00 1;");
    read_three(&t, DAY,
               "cef infusion 09:00 10:00 1; keto push 10:15 - 1; saline infusion 08:00 12:00 1;",
               "cef infusion 09:00 10:00 1; saline infusion 08:00 12:00 1;");
    expect(&t, MERGE_MINE, 1, ": cef infusion 09:00 10:00 1; saline infusion 08:00 12:00 1;");
    read_three(&t, DAY,
               "cef infusion 09:00 10:00 1; keto push 10:15 - 1; saline infusion 08:00 12:00 1;",
               "cef infusion 09:00 10:00 1; saline infusion 08:00 12:00 1;");
    expect(&t, MERGE_THEIRS, 1,
           ": cef infusion 09:00 10:00 1; keto push 10:15 - 1; saline infusion 08:00 12:00 1;");
}

static void moved_rows_are_known_again(void **state)
{
    struct three t;
    (void)state;
    read_three(&t, DAY,
               "cef infusion 09:00 10:00 1; keto push 10:05 - 1; saline infusion 08:00 12:30 1;",
               "saline infusion 08:00 12:00 1; keto push 10:07 - 1; cef infusion 09:00 10:00 1;");
    expect(&t, MERGE_UNDECIDED, 0,
           ": saline infusion 08:00 12:30 1; keto push 10:07 - 1; cef infusion 09:00 10:00 1;");
}

static void the_header_is_put_together_too(void **state)
{
    struct three t;
    (void)state;
    charted(&t.base, "E86.0", "cef infusion 09:00 10:00 1;");
    charted(&t.theirs, "E86.0", "cef infusion 23:30 00:20 1;");
    charted(&t.mine, "E86.0 K52.9", "cef infusion 09:00 10:00 2;");
    assert_true(field_set(&t.theirs, NULL, FIELD_PAYER, "commercial", NULL));
    merge_init(&t.merge);
    merge_read(&t.merge, &t.base, &t.theirs, &t.mine);
    assert_int_equal(merge_undecided(&t.merge), 0);
    expect(&t, MERGE_UNDECIDED, 0, "E86.0 K52.9: cef infusion 23:30 00:20 2;");
}

/* ---- any encounter: changes of different fields never get lost and never collide ---- */

static unsigned next(unsigned *seed)
{
    *seed = *seed * 1664525u + 1013904223u;
    return *seed >> 8;
}

/* Each of the two changes fields that the other leaves alone, and types rows of its own. */
static void nothing_is_lost(void **state)
{
    (void)state;
    for (unsigned n = 1; n <= 2000; n++) {
        unsigned seed = n;
        struct str base, theirs, mine, wants;
        struct three t;
        int rows = (int)(next(&seed) % 6) + 1;
        str_init(&base, 4000), str_init(&theirs, 4000), str_init(&mine, 4000), str_init(&wants, 4000);
        str_add(&wants, ":");
        for (int i = 0; i < rows; i++) {
            unsigned change = next(&seed) % 4;
            int stop = (change & 1) ? 45 : 30, line = (change & 2) ? 2 : 1;
            str_addf(&base, "drug%d infusion %02d:00 %02d:30 1; ", i, i + 8, i + 8);
            str_addf(&theirs, "drug%d infusion %02d:00 %02d:%02d 1; ", i, i + 8, i + 8, stop);
            str_addf(&mine, "drug%d infusion %02d:00 %02d:30 %d; ", i, i + 8, i + 8, line);
            str_addf(&wants, " drug%d infusion %02d:00 %02d:%02d %d;", i, i + 8, i + 8, stop, line);
        }
        if (next(&seed) % 2) {
            str_add(&mine, "mine push 20:00 - 1;");
            str_add(&wants, " mine push 20:00 - 1;");
        }
        read_three(&t, base.data, theirs.data, mine.data);
        expect(&t, MERGE_UNDECIDED, 0, wants.data);
        str_release(&base), str_release(&theirs), str_release(&mine), str_release(&wants);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(different_fields_go_together),
        cmocka_unit_test(the_same_field_is_a_conflict),
        cmocka_unit_test(conflicts_are_named_and_counted),
        cmocka_unit_test(the_same_change_is_none),
        cmocka_unit_test(added_rows_all_stay_where_they_were_typed),
        cmocka_unit_test(deleted_rows_go_unless_the_other_changed_them),
        cmocka_unit_test(moved_rows_are_known_again),
        cmocka_unit_test(the_header_is_put_together_too),
        cmocka_unit_test(nothing_is_lost),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
