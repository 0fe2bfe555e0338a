/* each.c: loaded beside fail.c by tests/faults: runs the program once for every N, without starting it
 * anew: a copy of the process is made before main() for each.  What costs most of a trial, a shell with
 * its tools, is needed only where something was written.
 *
 *   EACH=FROM:TO:STEP    the Nth call fails, FROM <= N <= TO; STEP 0: the steps grow by half.
 *                        The kind and the way are those of FAIL, whose own N is not used
 *   EACH_BASE=FILE       what w.db is before each run; empty: w.db is not there
 *   EACH_REMOVE=NAMES    what is removed before each run, with blanks between
 *   EACH_JUDGE=SCRIPT    sh SCRIPT N STATUS is run after it, unless nothing at all has happened: the
 *                        status is that of a refusal (64 to 78), stderr holds one sentence with a remedy,
 *                        w.db is as it was to the byte, and nothing to remove is there
 *   EACH_TALLY=FILE      the status of each run, one a line
 *
 * Standard input must be a file, standard output and error too: each run finds them at their beginning. */
#define _GNU_SOURCE
#include <limits.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

void fail_at(long n); /* fail.c: counting begins anew, the Nth fails */

enum { BYTES_MOST = 4 << 20, SECONDS_MOST = 60 };
struct bytes {
    bool there;
    size_t n;
    char at[BYTES_MOST];
};
static struct bytes base, now;

static void slurp(const char *path, struct bytes *out)
{
    FILE *in = path && *path ? fopen(path, "r") : NULL;

    out->there = in != NULL;
    out->n = in ? fread(out->at, 1, sizeof out->at, in) : 0;
    if (in)
        fclose(in);
}

static bool is_as_it_was(void)
{
    slurp("w.db", &now);
    return now.there == base.there && now.n == base.n && memcmp(now.at, base.at, base.n) == 0;
}

/* Calls for each name of $EACH_REMOVE; true when it said so for one. */
static bool any_left(bool (*does)(const char *name))
{
    char names[PATH_MAX];
    bool any = false;

    snprintf(names, sizeof names, "%s", getenv("EACH_REMOVE"));
    for (char *rest = names, *name; (name = strsep(&rest, " "));)
        any = (*name && does(name)) || any;
    return any;
}

static bool removes(const char *name)
{
    return unlink(name) == 0;
}

/* An empty log beside the database, and the index of it, hold nothing. */
static bool holds_something(const char *name)
{
    struct stat st;
    size_t n = strlen(name);

    return stat(name, &st) == 0 && st.st_size > 0 && (n < 4 || strcmp(name + n - 4, "-shm") != 0);
}

static void make_fresh(void)
{
    any_left(removes);
    if (!is_as_it_was()) {
        unlink("w.db");
        FILE *out = base.there ? fopen("w.db", "w") : NULL;
        if (out) {
            fwrite(base.at, 1, base.n, out);
            fclose(out);
        }
    }
    for (int fd = 0; fd <= 2; fd++)
        lseek(fd, 0, SEEK_SET);
    if (ftruncate(1, 0) != 0 || ftruncate(2, 0) != 0)
        _exit(73);
}

static bool is_one_sentence(void)
{
    int lines = 0;

    slurp("err.txt", &now);
    for (size_t i = 0; i < now.n; i++)
        lines += now.at[i] == '\n';
    return now.n > 10 && memcmp(now.at, "ivledger: ", 10) == 0 && memchr(now.at, ';', now.n) && lines <= 2;
}

static bool is_plain_refusal(int status)
{
    return status >= 64 && status <= 78 && is_one_sentence() && is_as_it_was() && !any_left(holds_something);
}

static int status_of(pid_t child)
{
    int status = 0;

    waitpid(child, &status, 0);
    return WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
}

static void judge(long n, int status)
{
    char number[24], left[12];

    snprintf(number, sizeof number, "%ld", n);
    snprintf(left, sizeof left, "%d", status);
    pid_t child = fork();
    if (child == 0) {
        execlp("sh", "sh", getenv("EACH_JUDGE"), number, left, (char *)NULL);
        _exit(127);
    }
    if (child < 0 || status_of(child) != 0)
        _exit(71);
}

/* True in the copy that goes on into main(). */
static bool run(long n, FILE *tally)
{
    make_fresh();
    fflush(tally);
    pid_t child = fork();
    if (child == 0) {
        alarm(SECONDS_MOST);
        fail_at(n);
        return true;
    }
    int status = status_of(child);
    fprintf(tally, "%d\n", status);
    if (!is_plain_refusal(status))
        judge(n, status);
    return false;
}

__attribute__((constructor)) static void each(void)
{
    long from, to, step;
    const char *said = getenv("EACH");

    if (!said || sscanf(said, "%ld:%ld:%ld", &from, &to, &step) != 3)
        return;
    unsetenv("EACH");
    unsetenv("LD_PRELOAD"); /* not in the judge, nor in what it calls */
    fail_at(LONG_MAX);
    slurp(getenv("EACH_BASE"), &base);
    FILE *tally = fopen(getenv("EACH_TALLY"), "w");
    if (!tally)
        _exit(73);
    for (long n = from; n <= to; n += step ? step : 1 + n / 2)
        if (run(n, tally))
            return;
    fclose(tally);
    _exit(0);
}
