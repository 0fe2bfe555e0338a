/* typing: how many bytes a key costs and how long its answer takes, in a real terminal (a pty), as a
 * table in Markdown (tests/bench/hands puts it into BENCH.md).
 *
 * usage: typing IVLEDGER DATA FOLDER      FOLDER: empty, for databases and files
 *
 * An encounter of 30 rows is typed; then letters into a field, and fields left with everything
 * coded anew.  vim and nano get the same letters, where they are installed.  A key is answered when
 * the last byte has come that comes within 12 ms of another. */
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

#include "pty.h"

enum { MOST = 4000, ROWS = 30, MOST_LETTER = 40, MOST_EXIT = 600 };
static const double QUIET = 0.012;

struct samples {
    double ms[MOST], bytes[MOST];
    double work[MOST]; /* milliseconds of the processor, which other programs cannot lengthen */
    size_t n;
};

static int by_size(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return x < y ? -1 : x > y;
}

static double at_rank(double *values, size_t n, double rank)
{
    qsort(values, n, sizeof *values, by_size);
    return n ? values[(size_t)((double)(n - 1) * rank)] : 0;
}

/* most_bytes: at the median, as issue and manual promise; 0: nothing is promised of others. */
static void show(const char *who, const char *what, struct samples *s, double most_bytes)
{
    double middle = at_rank(s->ms, s->n, 0.5), late = at_rank(s->ms, s->n, 0.99),
           bytes = at_rank(s->bytes, s->n, 0.5);
    printf("| %s | %s | %zu | %.2f | %.2f | %.2f | %.2f | %.0f | %.0f | ", who, what, s->n, middle,
           late, at_rank(s->work, s->n, 0.5), at_rank(s->work, s->n, 0.99), bytes,
           at_rank(s->bytes, s->n, 0.99));
    if (most_bytes > 0)
        printf("1 / 5 ms, %.0f bytes | %s |\n", most_bytes,
               middle < 1 && late < 5 && bytes < most_bytes ? "yes" : "no");
    else
        printf("| |\n");
    s->n = 0;
}

/* Milliseconds that the program has worked so far. */
static double work_of(const struct pty *pty)
{
    clockid_t clock;
    struct timespec t = {0, 0};
    if (clock_getcpuclockid(pty->pid, &clock) == 0)
        clock_gettime(clock, &t);
    return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

static void take(struct samples *s, struct pty *pty, const char *keys)
{
    double before = work_of(pty);
    pty_type(pty, keys, QUIET);
    if (pty->answered > 0 && s->n < MOST) {
        s->ms[s->n] = pty->answered * 1000;
        s->work[s->n] = work_of(pty) - before;
        s->bytes[s->n++] = (double)pty->n;
    }
}

static void take_letters(struct samples *s, struct pty *pty, const char *text)
{
    for (; *text; text++)
        take(s, pty, (char[2]){*text, 0});
}

/* ---- ours ---- */

static const char *const DRUGS[] = {"ceftr", "vancom", "ondan", "famot", "carbo", "dexa"};

static void type_rows(struct pty *pty, struct samples *letters, struct samples *rest)
{
    char start[8], stop[8];
    for (int i = 0; i < ROWS; i++) {
        snprintf(start, sizeof start, "%02d%02d", 6 + i / 2, i % 2 * 30);
        snprintf(stop, sizeof stop, "+%d", 16 + i % 3 * 10);
        take_letters(letters, pty, DRUGS[(size_t)i % COUNT_OF(DRUGS)]);
        for (int field = 0; field < 5; field++)
            take(rest, pty, "\t");
        take_letters(letters, pty, start);
        take(rest, pty, "\t");
        take_letters(letters, pty, stop);
        take(rest, pty, "\t");
        pty_type(pty, "\016", QUIET); /* Ctrl-N takes the row */
    }
}

/* The stop of one row after the other, from the last one up: every exit codes all 30 rows anew. */
static void change_times(struct pty *pty, struct samples *letters, struct samples *exits)
{
    static const char *const stops[] = {"+17", "+61", "+95", "+31", "+16", "+120"};
    pty_type(pty, "\033", 0.1);
    for (int i = 0; i < 2 * ROWS; i++) {
        pty_type(pty, i == ROWS ? "Gk" : "k", QUIET);
        pty_type(pty, "e", QUIET);
        for (int field = 0; field < 6; field++)
            pty_type(pty, "\t", QUIET);
        take_letters(letters, pty, stops[(size_t)i % COUNT_OF(stops)]);
        take(exits, pty, "\t");
        pty_type(pty, "\033", 0.05);
    }
}

static void move_about(struct pty *pty, struct samples *moves)
{
    pty_type(pty, "g", QUIET);
    for (int i = 0; i < 200; i++)
        take(moves, pty, i / (ROWS - 1) % 2 ? "k" : "j");
}

static bool run_ours(const char *program, const char *data, const char *folder)
{
    static struct samples letters, exits, recoded, moves;
    char db[4096];
    struct pty *pty = calloc(1, sizeof *pty);
    snprintf(db, sizeof db, "%s/typing.db", folder);
    char *const words[] = {(char *)(uintptr_t)program,
                           (char[]){"--data"},
                           (char *)(uintptr_t)data,
                           (char[]){"--db"},
                           db,
                           (char[]){"--now"},
                           (char[]){"2026-03-02 12:00"},
                           NULL};
    if (!pty || !pty_open(pty, 80, 24, "xterm-256color", words))
        return false;
    pty_settle(pty, 0.7);
    pty_type(pty, "n", 0.2);
    pty_type(pty, "BENCH-1\016", 0.2);
    type_rows(pty, &letters, &exits);
    show("ivledger", "letter in a field", &letters, MOST_LETTER);
    show("ivledger", "field left", &exits, MOST_EXIT);
    change_times(pty, &letters, &recoded);
    show("ivledger", "letter, 30 rows", &letters, MOST_LETTER);
    show("ivledger", "field left, 30 rows coded anew", &recoded, MOST_EXIT);
    move_about(pty, &moves);
    show("ivledger", "up and down, 30 rows", &moves, MOST_EXIT);
    pty_type(pty, "Q", 0.2);
    pty_close(pty);
    free(pty);
    return true;
}

/* ---- others ---- */

static void run_other(const char *name, const char *folder, char *const words[], const char *begin,
                      const char *leave)
{
    static const char text[] = "ceftriaxone 2 g 0830 0905 PIV ondansetron 4 mg push 0912 saline ";
    static struct samples letters;
    struct pty *pty = calloc(1, sizeof *pty);
    (void)folder;
    if (!pty || !pty_open(pty, 80, 24, "xterm-256color", words))
        return;
    pty_settle(pty, 0.7);
    pty_type(pty, begin, 0.3);
    for (int i = 0; i < 8; i++) {
        take_letters(&letters, pty, text);
        pty_type(pty, "\r", QUIET);
    }
    show(name, "letter in a text", &letters, 0);
    pty_type(pty, leave, 0.2);
    pty_close(pty);
    free(pty);
}

int main(int argc, char **argv)
{
    char file[4096];
    if (argc != 4) {
        fprintf(stderr, "usage: typing IVLEDGER DATA FOLDER\n");
        return 64;
    }
    puts("| | what | keys | ms, median | ms, 99 % | ms of work, median | 99 % | bytes, median | 99 % "
         "| wanted | met |\n|---|---|---|---|---|---|---|---|---|---|---|");
    if (!run_ours(argv[1], argv[2], argv[3]))
        return 1;
    snprintf(file, sizeof file, "%s/text", argv[3]);
    char *const vim[] = {(char[]){"vim"},
                         (char[]){"-u"},
                         (char[]){"NONE"},
                         (char[]){"-i"},
                         (char[]){"NONE"},
                         (char[]){"-n"},
                         file,
                         NULL};
    char *const nano[] = {(char[]){"nano"}, (char[]){"--ignorercfiles"}, file, NULL};
    run_other("vim", argv[3], vim, "i", "\033:q!\r");
    run_other("nano", argv[3], nano, "", "\030n");
    return 0;
}
