#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "core/hash.h"

/* The examples of FIPS 180-4 and the empty text. */
static const struct {
    const char *text, *hex;
} vectors[] = {
    {"", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"},
    {"abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"},
    {"abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
     "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"},
    {"abcdefghbcdefghicdefghijdefghijkefghijklfghijklmghijklmnhijklmnoijklmnopjklmnopqklmnopqrlmnop"
     "qrs"
     "mnopqrstnopqrstu",
     "cf5b16a778af8380036ce59e7b0492370b249b11e8f07a51afac45037afee9d1"},
};

static void vectors_come_out(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(vectors); i++) {
        struct hash h;
        char hex[65];
        hash_init(&h);
        hash_add(&h, vectors[i].text, strlen(vectors[i].text));
        hash_end(&h, hex);
        assert_string_equal(hex, vectors[i].hex);
    }
}

static void million_in_pieces(void **state)
{
    char as[1000], hex[65];

    (void)state;
    memset(as, 'a', sizeof as);
    for (size_t step = 1; step <= 1000; step = step * 3 + 1) {
        struct hash h;
        hash_init(&h);
        for (size_t left = 1000000; left > 0;) {
            size_t part = left < step ? left : step;
            hash_add(&h, as, part);
            left -= part;
        }
        hash_end(&h, hex);
        assert_string_equal(hex,
                            "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
    }
}

/* Every length around the end of a block, in one piece and byte by byte. */
static void pieces_do_not_matter(void **state)
{
    char text[200], whole[65], pieces[65];

    (void)state;
    for (size_t i = 0; i < sizeof text; i++)
        text[i] = (char)(i * 7);
    for (size_t length = 0; length <= sizeof text; length++) {
        struct hash a, b;
        hash_init(&a);
        hash_init(&b);
        hash_add(&a, text, length);
        for (size_t i = 0; i < length; i++)
            hash_add(&b, text + i, 1);
        hash_end(&a, whole);
        hash_end(&b, pieces);
        assert_string_equal(whole, pieces);
    }
}

static void texts_do_not_run_together(void **state)
{
    struct hash a, b;
    char one[65], two[65];

    (void)state;
    hash_init(&a);
    hash_text(&a, "ab");
    hash_text(&a, "c");
    hash_end(&a, one);
    hash_init(&b);
    hash_text(&b, "a");
    hash_text(&b, "bc");
    hash_end(&b, two);
    assert_string_not_equal(one, two);
    hash_init(&a);
    hash_text(&a, NULL);
    hash_end(&a, one);
    assert_string_equal(one, "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d");
}

static void later_is_the_same(void **state)
{
    static const struct hash_part parts[] = {{"one", "abc", 3}, {"two", "defg", 4}};
    struct hash_later later = {.parts = parts, .n = 2};
    struct hash h;
    char hex[65];

    (void)state;
    hash_init(&h);
    hash_text(&h, "one");
    hash_add(&h, "abc", 3);
    hash_text(&h, "two");
    hash_add(&h, "defg", 4);
    hash_end(&h, hex);
    const char *asked = hash_asked(&later);
    assert_string_equal(asked, hex);
    assert_ptr_equal(hash_asked(&later), asked); /* worked out once */
    hash_forget(&later);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(vectors_come_out),
        cmocka_unit_test(million_in_pieces),
        cmocka_unit_test(pieces_do_not_matter),
        cmocka_unit_test(texts_do_not_run_together),
        cmocka_unit_test(later_is_the_same),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
