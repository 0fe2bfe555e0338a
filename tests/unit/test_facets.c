#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "core/field.h"
#include "db/packed.h"
#include "db/store_facets.h"

/* Facets in the order in which they come first, each once. */
static void gather(void *context, const char *facet)
{
    struct str *all = context;
    for (size_t at = 0; at < all->length; at += strlen(all->data + at) + 1)
        if (strcmp(all->data + at, facet) == 0)
            return;
    str_addn(all, facet, strlen(facet) + 1);
}

static void pack_row(struct str *rows, const char *drug, const char *note)
{
    packed_open(rows);
    for (int f = FIELD_FIRST_OF_ROW; f < FIELD_COUNT; f++) {
        const char *cell = f == FIELD_DRUG ? drug : f == FIELD_NOTE ? note : "";
        packed_cell(rows, cell, strlen(cell));
    }
    packed_close(rows);
}

static const struct facet_source plain = {.number = "A-1", .patient = "P", .status = "coded",
                                          .coder = "kim", .payer = "medicare",
                                          .setting = "office", .day = "2026-03-02",
                                          .changed = "2026-03-03 10:00:00", .codes = "96365",
                                          .lines = "[]", .findings = "[]"};

/* The same facets and words whether they are worked out beforehand or when it is saved, also with parts
 * that held those of another encounter. */
static void same_beforehand(struct facet_parts *parts, const char *rows)
{
    struct facet_source source = plain;
    struct str now, then, words_now, words_then;
    str_init(&now, 1 << 24);
    str_init(&then, 1 << 24);
    str_init(&words_now, 1 << 24);
    str_init(&words_then, 1 << 24);
    source.rows = rows;
    assert_true(facets_of(&source, gather, &now, &words_now));
    assert_true(facets_of_parts(&source, parts));
    source.parts = parts;
    assert_true(facets_of(&source, gather, &then, &words_then));
    assert_int_equal(now.length, then.length);
    assert_memory_equal(now.data, then.data, now.length);
    assert_string_equal(words_now.data, words_then.data);
    str_release(&now);
    str_release(&then);
    str_release(&words_now);
    str_release(&words_then);
}

static void facets_may_be_known_beforehand(void **state)
{
    static const char *const drugs[] = {"saline", "normal saline", "Normal saline", "line",
                                        "ondansetron", "al", "s\xC3\xA4ure saline"};
    struct facet_parts parts;
    struct str rows;
    (void)state;
    facet_parts_init(&parts);
    str_init(&rows, 1 << 20);
    for (size_t n = 1; n <= COUNT_OF(drugs); n++)
        for (size_t from = 0; from < COUNT_OF(drugs); from++) {
            str_clear(&rows);
            packed_open(&rows);
            for (size_t i = 0; i < n; i++)
                pack_row(&rows, drugs[(from + i) % COUNT_OF(drugs)], drugs[(from * i) % COUNT_OF(drugs)]);
            packed_close(&rows);
            same_beforehand(&parts, rows.data);
        }
    str_release(&rows);
    facet_parts_release(&parts);
}

/* Some may come twice; but not so many that saving would be slow. */
static void few_are_known_twice(void **state)
{
    struct facet_source source = plain;
    struct facet_parts parts;
    struct str rows;
    (void)state;
    facet_parts_init(&parts);
    str_init(&rows, 1 << 20);
    packed_open(&rows);
    for (int i = 0; i < 100; i++)
        pack_row(&rows, i % 2 ? "ondansetron" : "morphine", "given");
    packed_close(&rows);
    source.rows = rows.data;
    assert_true(facets_of_parts(&source, &parts));
    assert_true(parts.facets.length < 200);
    str_release(&rows);
    facet_parts_release(&parts);
}

static void what_is_not_packed_is_refused(void **state)
{
    struct facet_source source = plain;
    struct facet_parts parts;
    (void)state;
    facet_parts_init(&parts);
    source.rows = "[[";
    assert_false(facets_of_parts(&source, &parts));
    facet_parts_release(&parts);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(facets_may_be_known_beforehand),
        cmocka_unit_test(few_are_known_twice),
        cmocka_unit_test(what_is_not_packed_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
