#include "store_bench.h"

#include <sqlite3.h>
#include <sys/stat.h>
#include <unistd.h>

static const char day[] = "encounter,date,coder,payer,drug,route,method,start,stop\n"
                          "A,2026-03-02,rlee,medicare,ceftriaxone,IV,infusion,09:00,10:40\n"
                          "A,,,,ondansetron,IV,push,09:00,\n"
                          "B,2026-03-03,mtran,,\"=HYPERLINK(1)\",IV,infusion,09:00,\n";

struct store_options bench_options(const struct bench *b)
{
    return (struct store_options){
        .path = b->path, .user = "tester", .now = "2026-03-04 12:00", .create = true};
}

void bench_reopen(struct bench *b)
{
    struct store_options o = bench_options(b);
    store_close(b->store);
    assert_ok(b, store_open(&o, &b->store, &b->err));
}

int bench_start(void **state)
{
    struct bench *b = calloc(1, sizeof *b);
    *state = b;
    snprintf(b->dir, sizeof b->dir, "store-test.XXXXXX");
    if (!world_open(&b->world) || mkdtemp(b->dir) == NULL)
        return -1;
    snprintf(b->path, sizeof b->path, "%s/deep/er/work.db", b->dir);
    if (!charts_read_text(&b->charts, "day.csv", day, &b->err) ||
        !world_policy(&b->world, "", &b->policy, &b->err))
        return -1;
    for (size_t i = 0; i < 2; i++) {
        result_init(&b->results[i]);
        engine_code(b->world.book, &b->policy, b->charts.list[i], &b->results[i]);
    }
    bench_reopen(b);
    return 0;
}

int bench_finish(void **state)
{
    struct bench *b = *state;
    char command[128];
    store_close(b->store);
    for (size_t i = 0; i < 2; i++)
        result_release(&b->results[i]);
    charts_release(&b->charts);
    world_close(&b->world);
    snprintf(command, sizeof command, "rm -rf '%s'", b->dir);
    int removed = (system)(command);
    free(b);
    return removed;
}

enum store_fault bench_save(struct bench *b, size_t which, struct store_save *what)
{
    what->encounter = b->charts.list[which];
    what->result = &b->results[which];
    what->status = STATUS_CODED;
    return store_save(b->store, what, &b->err);
}

void bench_save_both(struct bench *b, struct store_save saved[2])
{
    for (size_t i = 0; i < 2; i++) {
        saved[i] = (struct store_save){.id = 0};
        assert_ok(b, bench_save(b, i, &saved[i]));
    }
}

void assert_mode(const char *path, unsigned wants)
{
    struct stat st;
    if (stat(path, &st) != 0)
        fail_msg("%s is not there", path);
    assert_int_equal(st.st_mode & 0777, wants);
}

/* Straight at the file, as somebody with a tool of their own would. */
int by_hand(const struct bench *b, const char *sql)
{
    sqlite3 *db;
    assert_int_equal(sqlite3_open(b->path, &db), SQLITE_OK);
    int got = sqlite3_exec(db, sql, NULL, NULL, NULL);
    sqlite3_close(db);
    return got;
}

static int count_rows(void *count, int n, char **values, char **names)
{
    (void)names;
    *(long *)count = n > 0 && values[0] != NULL ? strtol(values[0], NULL, 10) : -1;
    return 0;
}

long ask(const struct bench *b, const char *sql)
{
    sqlite3 *db;
    long number = -1;
    assert_int_equal(sqlite3_open(b->path, &db), SQLITE_OK);
    sqlite3_exec(db, sql, count_rows, &number, NULL);
    sqlite3_close(db);
    return number;
}
