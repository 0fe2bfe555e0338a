/* charts.h: encounters from administration CSV, and the rule book to code them with.
 *
 * Owns the encounters it read and the library it opened.  Never codes anything: tests call
 * engine_code() themselves. */
#ifndef IVLEDGER_TESTS_CHARTS_H
#define IVLEDGER_TESTS_CHARTS_H

#include "core/engine.h"
#include "db/load.h"

struct charts {
    struct encounter **list; /* in order of first appearance */
    size_t n, cap;
};

/* Reads administration CSV.  False (err: file, line, what is wrong) leaves charts empty. */
bool charts_read(struct charts *charts, const char *path, struct err *err);
bool charts_read_text(struct charts *charts, const char *name, const char *text, struct err *err);
const struct encounter *charts_find(const struct charts *charts, const char *id);
void charts_release(struct charts *charts);
/* The encounter as administration CSV, header and rows, only the columns that say something. */
void charts_print(const struct encounter *e, struct str *out);

#define TEST_DATE "2026-03-02"

/* The library of the checkout and the book of TEST_DATE. */
struct world {
    struct library *library;
    const struct book *book;
};
/* Opens $IVLEDGER_DATA, else data/.  On false every complaint was printed as a TAP remark. */
bool world_open(struct world *world);
void world_close(struct world *world);
/* setup() and teardown() of a group of tests that share a world. */
#define WORLD_FIXTURE(world)                                                                       \
    static int setup(void **state)                                                                 \
    {                                                                                              \
        (void)state;                                                                               \
        return world_open(&(world)) ? 0 : 1;                                                       \
    }                                                                                              \
    static int teardown(void **state)                                                              \
    {                                                                                              \
        (void)state;                                                                               \
        world_close(&(world));                                                                     \
        return 0;                                                                                  \
    }
/* A policy by name with switches set: "cms overlap_mode=subtract", "" is reference. */
bool world_policy(const struct world *world, const char *words, struct policy *out,
                  struct err *err);

#endif
