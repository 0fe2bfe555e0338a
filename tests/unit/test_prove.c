#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "broken.h"
#include "db/prove.h"

/* ---- the whole book ---- */

static void the_book_as_it_stands_is_proved(void **state)
{
    struct proof proof;
    struct library *library = broken_load();
    (void)state;
    if (!library)
        fail_msg("%s", broken.said.data);
    library_prove(library, broken_hear, NULL, &proof);
    if (proof.complaints)
        print_message("%s\n", broken.said.data);
    assert_int_equal(proof.complaints, 0);
    assert_true(proof.combinations > 500000);
    library_free(library);
}

/* What only the proof notices: the copy loads, and the proof says this first. */
static void unproved(const char *expected)
{
    struct proof proof;
    struct library *library = broken_load();
    if (!library)
        fail_msg("does not load: %s", broken.said.data);
    library_prove(library, broken_hear, NULL, &proof);
    char *end = strchr(broken.said.data ? broken.said.data : "", '\n');
    if (end)
        *end = '\0';
    assert_true(proof.complaints > 0);
    assert_string_equal(broken.said.data, expected);
    library_free(library);
}

/* Takes all counts out of tables.csv, so that the proof gets past them. */
static void uncount(void)
{
    struct str out;
    bool in_count = false;
    const char *text = broken_text("tables.csv");
    text += strcspn(text, "\n");
    str_init(&out, 65536);
    str_add(&out, "table,rows,say");
    for (int column = 0; *text; text++) {
        column = *text == '\n' ? 0 : column + (*text == ',');
        in_count = column == 1 && ascii_digit(*text);
        if (!in_count)
            str_addc(&out, *text);
    }
    broken_write("tables.csv", out.data);
    str_release(&out);
}

static void a_lost_row_is_missed(void **state)
{
    (void)state;
    broken_drop("mue.csv", "96365,office,");
    struct library *library = broken_load();
    struct proof proof;
    assert_non_null(library);
    library_prove(library, broken_hear, NULL, &proof);
    assert_int_equal(proof.complaints, 1);
    assert_non_null(strstr(broken.said.data, "mue.csv: has "));
    assert_non_null(strstr(broken.said.data, "; put the lost or doubled row right, or mend the "
                                             "number on line "));
    library_free(library);
}

static void the_proof_finds_what_rows_alone_hide(void **state)
{
    static const struct {
        const char *table, *drop, *old, *now, *said;
    } breaks[] = {
        {"kinds.csv", NULL, ",IA,push injection,", ",IA,,",
         "kinds.csv (edition 2024.1, from 2024-01-01): kind.ia_unknown is never reached, rows "
         "before "
         "it take all its cases; mend its order"},
        {"services.csv", "service.flush.", NULL, NULL,
         "services.csv (edition 2024.1, from 2024-01-01): no code for the flush of a port; add a "
         "row"},
        {"services.csv", NULL, ",clinicpump,medicare,G0498", ",,,G0498",
         "services.csv (edition 2024.1, from 2024-01-01): service.pump.chemo.single is never "
         "reached, service.pump.chemo.single.clinicpump before it takes all its cases; mend the "
         "order"},
        {"ranks.csv", "rank.chemo_push,", NULL, NULL,
         "ranks.csv (edition 2024.1, from 2024-01-01): kind push, class chemo may be initial and "
         "has no rank; add a row"},
        {"parents.csv", "96423,", NULL, NULL,
         "parents.csv (edition 2024.1, from 2024-01-01): add-on 96423 has no parent of authority "
         "ncci; add one"},
        {"em.csv", "*,", NULL, NULL,
         "em.csv (edition 2024.1, from 2024-01-01): no row * for every other visit code; add it"},
        {"drugs.csv", NULL, "Kefzol", "vanco",
         "drugs.csv (edition 2024.1, from 2024-01-01): vanco means both vancomycin and cefazolin; "
         "take it from one of them"},
    };
    (void)state;
    for (size_t i = 0; i < COUNT_OF(breaks); i++) {
        broken_mend(NULL);
        uncount();
        if (breaks[i].drop)
            broken_drop(breaks[i].table, breaks[i].drop);
        else
            broken_change(breaks[i].table, breaks[i].old, breaks[i].now);
        unproved(breaks[i].said);
    }
}

#define TEST(name) cmocka_unit_test_setup(name, broken_mend)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(the_book_as_it_stands_is_proved),
        TEST(a_lost_row_is_missed),
        TEST(the_proof_finds_what_rows_alone_hide),
    };
    return cmocka_run_group_tests_name("prove", tests, broken_set_up, broken_tear_down);
}
