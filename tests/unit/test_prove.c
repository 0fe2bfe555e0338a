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

/* Takes the count of a table out of tables.csv, so that the proof gets past it. */
static void uncounted(const char *count, const char *without)
{
    broken_change("tables.csv", count, without);
}

static void the_proof_finds_what_rows_alone_hide(void **state)
{
    (void)state;
    broken_drop("pairs.csv", "facility,96365,96372");
    unproved("pairs.csv: has 1510 rows where tables.csv says 1511; put the lost or doubled row "
             "right, or mend the number on line 14 of tables.csv");
    broken_mend(NULL);
    uncounted("kinds,22,", "kinds,,");
    broken_drop("kinds.csv", "kind.short,");
    unproved("kinds.csv (edition 2024.1, from 2024-01-01): no row for class therapeutic, route "
             "IV, method unsaid, length 0 minutes, facility, payer medicare; add one");
    broken_mend(NULL);
    broken_change("kinds.csv", "kind.im,2024-01-01,,40", "kind.im,2024-01-01,,900");
    broken_change("kinds.csv", "kind.sc_injection,2024-01-01,,60,,SC",
                  "kind.sc_injection,2024-01-01,,60,,");
    unproved("kinds.csv (edition 2024.1, from 2024-01-01): kind.ia_pump is never reached, rows "
             "before it take all its cases; mend its order");
    broken_mend(NULL);
    uncounted("services,42,", "services,,");
    broken_drop("services.csv", "service.push.chemo.sequential,");
    unproved("services.csv (edition 2024.1, from 2024-01-01): no code for kind push, class chemo, "
             "role sequential, route IV; add a row");
    broken_mend(NULL);
    uncounted("ranks,5,", "ranks,,");
    broken_drop("ranks.csv", "rank.chemo_push,");
    unproved("ranks.csv (edition 2024.1, from 2024-01-01): kind push, class chemo may be initial "
             "and has no rank; add a row");
    broken_mend(NULL);
    uncounted("parents,46,", "parents,,");
    broken_drop("parents.csv", "96423,");
    unproved("parents.csv (edition 2024.1, from 2024-01-01): add-on 96423 has no parent of "
             "authority ncci; add one");
    broken_mend(NULL);
    broken_change("drugs.csv", "Kefzol", "vanco");
    unproved("drugs.csv (edition 2024.1, from 2024-01-01): vanco means both vancomycin and "
             "cefazolin; take it from one of them");
    broken_mend(NULL);
    broken_change("services.csv", ",clinicpump,medicare,G0498", ",,,G0498");
    unproved("services.csv (edition 2024.1, from 2024-01-01): service.pump.chemo.single is never "
             "reached, service.pump.chemo.single.clinicpump before it takes all its cases; mend "
             "the order");
}

#define TEST(name) cmocka_unit_test_setup(name, broken_mend)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(the_book_as_it_stands_is_proved),
        TEST(the_proof_finds_what_rows_alone_hide),
    };
    return cmocka_run_group_tests_name("prove", tests, broken_set_up, broken_tear_down);
}
