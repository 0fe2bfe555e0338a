#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <fcntl.h>
#include <stdalign.h>
#include <sys/wait.h>
#include <unistd.h>

#include "core/base.h"

/* ---- arena ---- */

static void arena_gives_zeroed_aligned_memory(void **state)
{
    struct arena a;

    (void)state;
    arena_init(&a);
    for (size_t size = 0; size < 3000; size += 7) {
        unsigned char *p = arena_alloc(&a, size);
        assert_int_equal((uintptr_t)p % alignof(max_align_t), 0);
        for (size_t i = 0; i < size; i++)
            assert_int_equal(p[i], 0);
        memset(p, 0xAA, size);
        if (size == 2100)
            arena_clear(&a);  /* what is used again must be zero again */
        arena_text(&a, "xy"); /* leaves the next one unaligned */
    }
    arena_release(&a);
    assert_int_equal(a.used, 0);
}

static void arena_copies_text(void **state)
{
    struct arena a;
    char from[] = "carboplatin";

    (void)state;
    arena_init(&a);
    char *copy = arena_text(&a, from);
    from[0] = 'X';
    assert_string_equal(copy, "carboplatin");
    assert_string_equal(arena_text(&a, NULL), "");
    assert_string_equal(arena_textn(&a, "saline", 3), "sal");
    assert_string_equal(arena_format(&a, "%d of %s", 3, "4"), "3 of 4");
    char *longer = arena_format(&a, "%0700d", 7);
    assert_int_equal(strlen(longer), 700);
    assert_int_equal(longer[699], '7');
    arena_release(&a);
}

static void arena_grow_keeps_items_and_zeroes_room(void **state)
{
    struct arena a;
    int *items = NULL;
    size_t n = 0, cap = 0;

    (void)state;
    arena_init(&a);
    for (int i = 0; i < 100000; i++) {
        int *item = ARENA_PUSH(&a, items, n, cap);
        assert_int_equal(*item, 0);
        *item = i;
    }
    for (int i = 0; i < 100000; i++)
        assert_int_equal(items[i], i);
    assert_int_equal(n, 100000);
    assert_true(a.used < 4 * 100000 * sizeof *items); /* doubling, not a copy for each */
    arena_release(&a);
}

static void arena_clear_allows_use_for_ever(void **state)
{
    struct arena a;

    (void)state;
    arena_init(&a);
    char *first = arena_alloc(&a, 1500);
    for (int i = 0; i < 1000; i++) {
        arena_clear(&a);
        assert_int_equal(a.used, 0);
        assert_ptr_equal(arena_alloc(&a, 1500), first); /* the same block again */
    }
    arena_alloc(&a, 1000000);
    arena_clear(&a);
    assert_non_null(arena_alloc(&a, 10));
    arena_release(&a);
    arena_release(&a);
}

static void texts_are_joined(void **state)
{
    struct arena a;

    (void)state;
    arena_init(&a);
    assert_string_equal(ARENA_JOIN(&a, "ab", "", " ", "c"), "ab c");
    assert_string_equal(arena_join(&a, NULL, 0), "");
    for (int i = 0; i < 2000; i++) /* over the end of many blocks */
        assert_string_equal(ARENA_JOIN(&a, "chemo", " ", "infusion"), "chemo infusion");
    arena_release(&a);
}

/* What is taken lies in the adopted memory up to its end, then elsewhere; all of it is given back. */
static void arena_adopts_memory(void **state)
{
    enum { SIZE = 4096, SKIP = 256 };
    char *memory = calloc(1, SIZE);
    struct arena a;
    size_t within = 0;

    (void)state;
    arena_init(&a);
    arena_text(&a, "before");
    arena_adopt(&a, memory, SIZE, SKIP);
    assert_ptr_equal(arena_take(&a, 16, 16), memory + SKIP);
    for (int i = 0; i < 300; i++) {
        char *taken = arena_take(&a, 16, 16);
        assert_memory_equal(taken, "\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0", 16);
        memset(taken, 1, 16);
        bool is_within = taken > memory && taken < memory + SIZE;
        assert_true(!is_within || taken + 16 <= memory + SIZE);
        within += is_within;
    }
    assert_in_range(within, (SIZE - SKIP) / 16 - 2, (SIZE - SKIP) / 16);
    arena_release(&a);
}

/* ---- sorting ---- */

struct item {
    int key, was;
    char more[40];
};

static int item_order(const void *a, const void *b)
{
    return ((const struct item *)a)->key - ((const struct item *)b)->key;
}

static void lists_of_any_length_are_sorted(void **state)
{
    struct item items[40];

    (void)state;
    for (size_t n = 0; n <= COUNT_OF(items); n++) {
        for (size_t i = 0; i < n; i++)
            items[i] = (struct item){.key = (int)(i * 7 % 5), .was = (int)i};
        sort_items(n > 0 ? items : NULL, n, sizeof *items, item_order);
        for (size_t i = 1; i < n; i++)
            assert_true(items[i - 1].key < items[i].key ||
                        (items[i - 1].key == items[i].key && items[i - 1].was != items[i].was));
        for (size_t i = 0; i < n; i++)
            assert_int_equal(items[i].key, items[i].was * 7 % 5);
    }
}

/* ---- text under construction ---- */

static void str_stops_at_its_max(void **state)
{
    struct str s;

    (void)state;
    str_init(&s, 10);
    assert_string_equal(s.data, "");
    str_add(&s, "12345");
    str_addc(&s, '6');
    str_addf(&s, "%d", 78);
    assert_string_equal(s.data, "12345678");
    assert_false(s.cut);
    str_add(&s, "90AB");
    assert_string_equal(s.data, "1234567890");
    assert_true(s.cut);
    str_add(&s, "");
    str_clear(&s);
    assert_string_equal(s.data, "");
    assert_false(s.cut);
    str_add(&s, "123456789\xC3\xBC"); /* no half of a character */
    assert_string_equal(s.data, "123456789");
    assert_true(s.cut);
    str_addc(&s, 'x');
    assert_string_equal(s.data, "123456789");
    str_release(&s);
    assert_string_equal(s.data, "");
}

static void str_grows(void **state)
{
    struct str s;

    (void)state;
    str_init(&s, SIZE_MAX / 4);
    for (int i = 0; i < 1000; i++)
        str_addf(&s, "%0300d", i);
    assert_int_equal(s.length, 300000);
    assert_int_equal(strlen(s.data), 300000);
    assert_string_equal(s.data + 299997, "999");
    str_add(&s, NULL);
    assert_int_equal(s.length, 300000);
    str_release(&s);
}

/* ---- errors ---- */

static void err_tames_and_cuts(void **state)
{
    struct err err;
    char longer[3000];

    (void)state;
    assert_false(err_set(NULL, "nobody listens %d", 1));
    assert_false(err_set(&err, "%s is bad",
                         "a\033[2Jb\nc\x7F\xC2\x9B"
                         "d\xFF"));
    assert_string_equal(err.text, "a [2Jb c   d? is bad");
    err_set(&err, "%s", "a\xE2\x80\xAE" "b\xE2\x81\xA6" "c\xD8\x9C" "d\xF3\xA0\x80\x81" "e\xE2\x82\xAC");
    assert_string_equal(err.text, "a   b   c  d    e\xE2\x82\xAC"); /* turned by nothing */
    for (size_t i = 0; i + 2 < sizeof longer; i += 2)
        memcpy(longer + i, "\xC3\xBC", 3);
    err_set(&err, "x%s", longer);
    assert_int_equal(strlen(err.text), 1023);
    assert_true(text_utf8(err.text, 1023));
    err_set(&err, "%s", longer);
    assert_int_equal(strlen(err.text), 1022); /* the half of a character is left out */
}

/* ---- death ---- */

static int report_fd;

static void say_goodbye(void)
{
    ssize_t wrote = write(report_fd, "hook\n", 5);

    (void)wrote;
}

static void *ask_too_much(struct arena *a)
{
    return arena_alloc(a, SIZE_MAX - 4096);
}

static void say_word(void *word)
{
    dprintf(report_fd, "%s\n", (const char *)word);
}

/* Runs what must die in a child; gives its status and what it wrote. */
static int die_in_child(bool of_memory, char *words, size_t size)
{
    int ends[2], status;
    size_t n = 0;
    ssize_t got;

    assert_int_equal(pipe(ends), 0);
    pid_t child = fork();
    if (child == 0) {
        struct arena a;
        report_fd = ends[1];
        dup2(ends[1], 2);
        struct base_undo first, second, third;
        base_on_death(say_goodbye);
        base_undo_begin(&first, say_word, (void *)"first");
        base_undo_begin(&second, say_word, (void *)"second");
        base_undo_begin(&third, say_word, (void *)"third");
        base_undo_end(&third);
        arena_init(&a);
        if (of_memory)
            ask_too_much(&a);
        BUG("row %d", 7);
    }
    close(ends[1]);
    while ((got = read(ends[0], words + n, size - 1 - n)) > 0)
        n += (size_t)got;
    words[n] = '\0';
    close(ends[0]);
    assert_int_equal(waitpid(child, &status, 0), child);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

static void death_undoes_what_was_begun_then_runs_the_hook(void **state)
{
    char words[1024];

    (void)state;
    assert_int_equal(die_in_child(false, words, sizeof words), 70);
    assert_memory_equal(words, "second\nfirst\nhook\n", 18);
    assert_non_null(strstr(words, "test_base.c"));
    assert_non_null(strstr(words, "row 7"));
    assert_int_equal(die_in_child(true, words, sizeof words), 70);
    assert_memory_equal(words, "second\nfirst\nhook\nivledger: no memory", 36);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(arena_gives_zeroed_aligned_memory),
        cmocka_unit_test(arena_copies_text),
        cmocka_unit_test(arena_grow_keeps_items_and_zeroes_room),
        cmocka_unit_test(arena_clear_allows_use_for_ever),
        cmocka_unit_test(texts_are_joined),
        cmocka_unit_test(arena_adopts_memory),
        cmocka_unit_test(lists_of_any_length_are_sorted),
        cmocka_unit_test(str_stops_at_its_max),
        cmocka_unit_test(str_grows),
        cmocka_unit_test(err_tames_and_cuts),
        cmocka_unit_test(death_undoes_what_was_begun_then_runs_the_hook),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
