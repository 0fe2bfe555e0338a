#include "store_bench.h"

/* How many the words let through; a refused word fails the test. */
static int64_t count(struct bench *b, const char *name, const char *value, const char *name2,
                     const char *value2)
{
    struct store_filter filter = STORE_FILTER_ANY;
    struct arena arena;
    struct store_item *items;
    int64_t n = -1;
    size_t listed;
    arena_init(&arena);
    if (!filter_set(&filter, name, value, &b->err) ||
        (name2 != NULL && !filter_set(&filter, name2, value2, &b->err)))
        fail_msg("%s=%s: %s", name, value, b->err.text);
    assert_ok(b, store_count(b->store, &filter, &n, &b->err));
    assert_ok(b, store_list(b->store, &filter, NULL, 100, &arena, &items, &listed, &b->err));
    assert_int_equal(listed, n);
    arena_release(&arena);
    return n;
}

static void every_word_narrows(void **state)
{
    struct bench *b = *state;
    struct store_save saved[2];
    bench_save_both(b, saved);
    static const struct {
        const char *name, *value;
        int64_t wants;
    } words[] = {{"coder", "rlee", 1},          {"coder", "nobody", 0},
                 {"status", "coded", 2},        {"status", "final", 0},
                 {"number", "A", 1},            {"from", "2026-03-03", 1},
                 {"to", "2026-03-02", 1},       {"changed", "2026-03-04", 2},
                 {"payer", "medicare", 1},      {"setting", "facility", 2},
                 {"setting", "office", 0},      {"code", "96375", 1},
                 {"code", "1", 0},              {"modifier", "59", 0},
                 {"drug", "CEFT", 1},           {"drug", "eft", 0},
                 {"finding", "no.such", 0}, {"severity", "error", 1},
                 {"overridden", "yes", 0},      {"overridden", "no", 2},
                 {"differs", "yes", 0},         {"review", "open", 0},
                 {"reviewer", "x", 0},          {"sample", "1", 0},
                 {"text", "ondans", 1},         {"text", "ceft 96375", 1},
                 {"text", "hyperlink", 1},      {"text", "\" OR 1", 0},
                 {"text", "nothing", 0}};
    for (size_t i = 0; i < COUNT_OF(words); i++) {
        int64_t got = count(b, words[i].name, words[i].value, NULL, NULL);
        if (got != words[i].wants)
            fail_msg("%s=%s: wants %lld, got %lld", words[i].name, words[i].value,
                     (long long)words[i].wants, (long long)got);
    }
    assert_int_equal(count(b, "code", "96375", "coder", "mtran"), 0);
    assert_int_equal(count(b, "text", "ceft", "coder", "rlee"), 1);
}

static void a_wrong_word_is_refused(void **state)
{
    struct bench *b = *state;
    struct store_filter filter = STORE_FILTER_ANY;
    assert_false(filter_set(&filter, "codr", "x", &b->err));
    assert_non_null(strstr(b->err.text, "coder="));
    assert_false(filter_set(&filter, "from", "tomorrow", &b->err));
    assert_non_null(strstr(b->err.text, "YYYY-MM-DD"));
    assert_false(filter_set(&filter, "status", "done", &b->err));
    assert_false(filter_set(&filter, "sample", "0", &b->err));
    assert_true(filter_open(&filter));
    assert_true(filter_set(&filter, "code", "96365", &b->err));
    assert_true(filter_set(&filter, "text", "two words", &b->err));
    struct str out;
    str_init(&out, 200);
    filter_print(&filter, &out);
    assert_string_equal(out.data, "code=96365 text=\"two words\"");
    str_release(&out);
    assert_true(filter_set(&filter, "code", "", &b->err));
    assert_true(filter_set(&filter, "text", NULL, &b->err));
    assert_true(filter_open(&filter));
}

static void what_is_saved_again_is_found_anew(void **state)
{
    struct bench *b = *state;
    struct store_save saved[2];
    bench_save_both(b, saved);
    b->charts.list[0]->patient = "K.L.";
    assert_ok(b, bench_save(b, 0, &saved[0]));
    assert_int_equal(count(b, "text", "K.L.", NULL, NULL), 1);
    assert_int_equal(count(b, "text", "ceft", NULL, NULL), 1);
}

/* ---- orders ---- */

/* Numbers in the order that sort gives, in pages of one, so that every key is carried over. */
static void in_order(struct bench *b, const char *sort, const char *wants)
{
    struct store_filter filter = STORE_FILTER_ANY;
    struct store_item *items, *last = NULL;
    struct arena arena;
    struct str got;
    size_t n = 1;
    arena_init(&arena);
    str_init(&got, 200);
    assert_true(filter_set(&filter, "sort", sort, &b->err));
    assert_true(filter_open(&filter)); /* an order narrows nothing */
    for (int turn = 0; n == 1 && turn < 9; turn++) {
        assert_ok(b, store_list(b->store, &filter, last, 1, &arena, &items, &n, &b->err));
        if (n == 1)
            str_addf(&got, "%s ", items[0].number);
        last = n == 1 ? items : last;
    }
    if (strcmp(got.data, wants) != 0)
        fail_msg("sort=%s: wants %s, got %s", sort, wants, got.data);
    str_release(&got);
    arena_release(&arena);
}

static void lists_come_in_the_order_asked_for(void **state)
{
    struct bench *b = *state;
    struct store_save saved[2];
    bench_save_both(b, saved); /* A of 2 March by rlee, then B of 3 March by mtran */
    in_order(b, "", "B A ");
    in_order(b, "changed", "B A ");
    in_order(b, "-changed", "A B ");
    in_order(b, "date", "B A ");
    in_order(b, "-date", "A B ");
    in_order(b, "number", "A B ");
    in_order(b, "-number", "B A ");
    in_order(b, "coder", "B A ");
    in_order(b, "-coder", "A B ");
    struct store_filter filter = STORE_FILTER_ANY;
    assert_false(filter_set(&filter, "sort", "colour", &b->err));
    assert_non_null(strstr(b->err.text, "changed|date"));
}

/* ---- kept under a name ---- */

static void a_kept_filter_stands_below_what_is_given(void **state)
{
    struct bench *b = *state;
    struct store_save saved[2];
    struct store_kept *kept;
    struct arena arena;
    size_t n;
    bench_save_both(b, saved);
    arena_init(&arena);
    assert_ok(b, store_keep_filter(b->store, "mine", "coder=rlee sort=date", &b->err));
    assert_ok(b, store_keep_filter(b->store, "site:all", "status=coded", &b->err));
    assert_int_equal(count(b, "filter", "mine", NULL, NULL), 1);
    assert_int_equal(count(b, "filter", "site:all", NULL, NULL), 2);
    assert_int_equal(count(b, "filter", "mine", "coder", "mtran"), 1);
    assert_int_equal(count(b, "filter", "mine", "status", "final"), 0);
    assert_ok(b, store_kept_filters(b->store, &arena, &kept, &n, &b->err));
    assert_int_equal(n, 2);
    assert_string_equal(kept[0].name, "mine");
    assert_string_equal(kept[0].words, "coder=rlee sort=date");
    assert_string_equal(kept[1].name, "site:all");
    assert_ok(b, store_keep_filter(b->store, "mine", "", &b->err));
    struct store_filter filter = STORE_FILTER_ANY;
    int64_t found;
    filter_set(&filter, "filter", "mine", &b->err);
    assert_fault(b, STORE_MISSING, store_count(b->store, &filter, &found, &b->err), "kept as mine");
    assert_fault(b, STORE_MISSING, store_keep_filter(b->store, "mine", "", &b->err), "kept as mine");
    assert_fault(b, STORE_TAKEN, store_keep_filter(b->store, "x", "colour=red", &b->err), "colour");
    assert_fault(b, STORE_TAKEN, store_keep_filter(b->store, "x", "filter=mine", &b->err), "another");
    assert_fault(b, STORE_TAKEN, store_keep_filter(b->store, "a b", "code=1", &b->err), "no name");
    arena_release(&arena);
}

static void words_are_read_as_they_are_typed(void **state)
{
    struct bench *b = *state;
    struct store_filter filter;
    struct arena arena;
    struct str out;
    arena_init(&arena);
    str_init(&out, 200);
    assert_true(filter_words(&filter, " code=96365  ond text=x payer=\"big payer\" sal", &arena, &b->err));
    filter_print(&filter, &out);
    assert_string_equal(out.data, "payer=\"big payer\" code=96365 text=\"ond sal\"");
    assert_false(filter_words(&filter, "code=96365 colour=red", &arena, &b->err));
    assert_string_equal(filter.words[FILTER_CODE], "96365");
    str_release(&out);
    arena_release(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {TEST(every_word_narrows), TEST(a_wrong_word_is_refused),
                                       TEST(what_is_saved_again_is_found_anew),
                                       TEST(lists_come_in_the_order_asked_for),
                                       TEST(a_kept_filter_stands_below_what_is_given),
                                       TEST(words_are_read_as_they_are_typed)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
