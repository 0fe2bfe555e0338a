/* engine.c: how many encounters a second the engine codes on one core, reading and printing apart.
 *
 * usage: engine FILE.csv...        the rule book of $IVLEDGER_DATA, else data/
 * For each file a row of Markdown: encounters and rows in it, encounters a second of processor time
 * with the codes alone (a brief result) and with every reason kept.  The best of several rounds. */
#include <stdio.h>
#include <time.h>

#include "charts.h"

enum { ROUNDS = 7 };
static const double ROUND_SECONDS = 0.4;

static double cpu_seconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

/* Encounters coded in a second of one round. */
static double round_rate(struct library *library, const struct policy *policy,
                         const struct charts *charts, struct result *result)
{
    struct err err;
    long coded = 0;
    double begin = cpu_seconds(), spent;
    do {
        for (size_t i = 0; i < charts->n; i++) {
            const struct encounter *e = charts->list[i];
            const struct book *book = library_on(library, encounter_day(e), &err);
            if (!book)
                continue;
            engine_code(book, policy, e, result);
            coded++;
        }
        spent = cpu_seconds() - begin;
    } while (spent < ROUND_SECONDS);
    return (double)coded / spent;
}

static double best_rate(const struct world *world, const struct policy *policy,
                        const struct charts *charts, bool brief)
{
    struct result result;
    double best = 0;
    result_init(&result);
    for (int i = 0; i < ROUNDS; i++) {
        result.brief = brief;
        double rate = round_rate(world->library, policy, charts, &result);
        best = rate > best ? rate : best;
    }
    result_release(&result);
    return best;
}

static bool measure(const struct world *world, const struct policy *policy, const char *path)
{
    struct charts charts;
    struct err err;
    size_t rows = 0;
    if (!charts_read(&charts, path, &err)) {
        fprintf(stderr, "%s\n", err.text);
        return false;
    }
    for (size_t i = 0; i < charts.n; i++)
        rows += charts.list[i]->n_rows;
    printf("| %s | %zu | %zu | %.0f | %.0f |\n", path, charts.n, rows,
           best_rate(world, policy, &charts, true), best_rate(world, policy, &charts, false));
    charts_release(&charts);
    return true;
}

int main(int argc, char **argv)
{
    struct world world;
    struct policy policy;
    struct err err;
    bool good = argc > 1 && world_open(&world);
    if (!good || !world_policy(&world, "", &policy, &err))
        return 64;
    puts("| cases | encounters | rows | codes alone, a second | with every reason, a second |");
    puts("|---|---|---|---|---|");
    for (int i = 1; i < argc; i++)
        good = measure(&world, &policy, argv[i]) && good;
    world_close(&world);
    return good ? 0 : 65;
}
