#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "core/field_memo.h"

/* Texts of every kind, good and bad in most fields; some differ in one letter, or only in length. */
static const char *const texts[] = {
    "", "y", "n", "Y", "IV", "iv", "IVP", "IVPB", "IV push", "SC", "subq", "push", "PUSH", "infusion",
    "drip", "facility", "office", "medicare", "Medicare", "port", "chemo", "chemotherapy", "2026-03-02",
    "2026-03-03", "03/02/2026", "2026-02-30", "E86.0 C34.11", "e86.0;c34.11", "E86.0", "1", "12", "13",
    "100", "1000", "0.5", ".5", "400", "9:05", "09:05", "17 minutes", "1 hour", "flush kvo", "kvo flush",
    "discontinued reaction", "4x100 mg", "multi", "99213", "aaaaaaaaaaaaaaaa", "aaaaaaaaaaaaaaab",
    "aaaaaaaaaaaaaaaaa", "baaaaaaaaaaaaaaa", "mg", "mL", " blank ", "s\xC3\xA4ure",
};

/* All that an encounter and its row say. */
static void print_all(const struct encounter *e, struct str *out)
{
    for (int f = 0; f < FIELD_COUNT; f++) {
        field_print(e, field_is_row((enum field_id)f) ? &e->rows[0] : NULL, (enum field_id)f, out);
        str_addc(out, '|');
    }
}

static void fresh(struct encounter *e)
{
    struct err err;
    encounter_init(e);
    encounter_add_row(e);
    assert_true(field_set(e, NULL, FIELD_DATE, "2026-03-02", &err));
}

/* What the text makes of the field, and the sentence when it makes nothing: the same with the memo. */
static void same_with_memo(struct field_memo *memo, enum field_id id, const char *text)
{
    struct encounter plain, remembered;
    struct err plain_err = {""}, err = {""};
    struct str said, also;
    fresh(&plain);
    fresh(&remembered);
    str_init(&said, 1 << 16);
    str_init(&also, 1 << 16);
    struct row *row = field_is_row(id) ? &plain.rows[0] : NULL;
    struct row *other = field_is_row(id) ? &remembered.rows[0] : NULL;
    bool fine = field_set(&plain, row, id, text, &plain_err);
    assert_int_equal(field_set_memo(memo, &remembered, other, id, text, strlen(text), &err), fine);
    assert_string_equal(err.text, plain_err.text);
    print_all(&plain, &said);
    print_all(&remembered, &also);
    assert_string_equal(also.data, said.data);
    str_release(&said);
    str_release(&also);
    encounter_release(&plain);
    encounter_release(&remembered);
}

static void what_is_remembered_is_what_is_read(void **state)
{
    struct field_memo *memo = field_memo_new();
    (void)state;
    for (int round = 0; round < 3; round++)
        for (int f = 0; f < FIELD_COUNT; f++)
            for (size_t i = 0; i < COUNT_OF(texts); i++) {
                same_with_memo(memo, (enum field_id)f, texts[i]);
                same_with_memo(memo, (enum field_id)f, texts[i]); /* surely remembered */
            }
    field_memo_free(memo);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(what_is_remembered_is_what_is_read)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
