/* store_bench.h: a store in a folder of its own and two coded encounters to save, for the tests of
 * the store.  Owns all of it; each test starts anew. */
#ifndef IVLEDGER_TESTS_STORE_BENCH_H
#define IVLEDGER_TESTS_STORE_BENCH_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "charts.h"
#include "db/store.h"

struct bench {
    struct world world;
    char dir[64], path[128];
    struct store *store;
    struct charts charts;
    struct policy policy;
    struct result results[2];
    struct err err;
};

#define assert_ok(b, call)                                                                         \
    do {                                                                                           \
        enum store_fault fault_ = (call);                                                          \
        if (fault_ != STORE_OK)                                                                    \
            fail_msg("fault %d: %s", (int)fault_, (b)->err.text);                                  \
    } while (0)
#define assert_fault(b, wants, call, words)                                                        \
    do {                                                                                           \
        (b)->err.text[0] = '\0';                                                                   \
        assert_int_equal((call), (wants));                                                         \
        if (strstr((b)->err.text, (words)) == NULL)                                                \
            fail_msg("wants \"%s\", got \"%s\"", (words), (b)->err.text);                          \
    } while (0)

/* Setup and teardown of a test. */
int bench_start(void **state);
int bench_finish(void **state);
#define TEST(name) cmocka_unit_test_setup_teardown(name, bench_start, bench_finish)

struct store_options bench_options(const struct bench *b);
void bench_reopen(struct bench *b);
enum store_fault bench_save(struct bench *b, size_t which, struct store_save *what);
void bench_save_both(struct bench *b, struct store_save saved[2]);
void assert_mode(const char *path, unsigned wants);
/* Straight at the file, as somebody with a tool of their own would: SQLite's own result, and the
 * first number a query gives (-1: none). */
int by_hand(const struct bench *b, const char *sql);
long ask(const struct bench *b, const char *sql);

#endif
