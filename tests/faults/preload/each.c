/* each.c: loaded beside fail.c by tests/faults: runs the program once for every N, without starting it
 * anew: a copy of the process is made for each.  As long as calls fail before the database is opened the
 * copies are made before main(); after that where it is about to be opened, so that the rule book is read
 * once.  A shell with its tools judges a trial only where it ended as none before it.
 *
 *   EACH=FROM:TO:STEP    the Nth call fails, FROM <= N <= TO; STEP 0: the steps grow by half.
 *                        The kind and the way are those of FAIL, whose own N is not used
 *   EACH_BASE=FILE       what w.db is before each run; empty: w.db is not there
 *   EACH_REMOVE=PATTERNS what is removed before each run, with blanks between; all that a run leaves
 *                        is found by them
 *   EACH_JUDGE=SCRIPT    sh SCRIPT N STATUS is run after it; 0: fine, 1: not.  Not run when
 *                        - nothing at all has happened: the status is that of a refusal (64 to 78), stderr
 *                          holds one sentence with a remedy, w.db is as it was to the byte, and nothing to
 *                          remove is there;
 *                        - status, words, and every byte of every file are those of a run that was fine
 *   EACH_TALLY=FILE      the status of each run, one a line
 *
 * Standard input must be a file, standard output and error too: each run finds them as the first did. */
#define _GNU_SOURCE
#include <glob.h>
#include <limits.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

void fail_begin(void); /* fail.c */
void fail_at(long n);
bool fail_is_ahead(void);
void fail_pause(bool paused);

enum { BYTES_MOST = 4 << 20, SECONDS_MOST = 60, ENDS_MOST = 4096 };
struct bytes {
    bool there;
    size_t n;
    char at[BYTES_MOST];
};
static struct bytes base, now;
static struct {
    bool serves, inside; /* it makes the copies; the door is behind it */
    volatile bool *went; /* a copy came to the door before its call failed */
    long n, to, step;
    off_t at[3]; /* of standard input, output, error */
    FILE *tally;
    uint64_t fine[ENDS_MOST]; /* ends of runs that were fine */
    size_t n_fine;
} each;

/* ---- files ---- */

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

/* What runs leave: the names that fit $EACH_REMOVE. */
static void find_left(glob_t *found)
{
    char patterns[PATH_MAX];
    int more = 0;

    memset(found, 0, sizeof *found);
    snprintf(patterns, sizeof patterns, "%s", getenv("EACH_REMOVE"));
    for (char *rest = patterns, *one; (one = strsep(&rest, " ")); more = GLOB_APPEND)
        glob(one, more, NULL, found);
}

/* An empty log beside the database, and the index of it, hold nothing. */
static bool holds_something(const char *name)
{
    struct stat st;
    size_t n = strlen(name);

    return stat(name, &st) == 0 && st.st_size > 0 && (n < 4 || strcmp(name + n - 4, "-shm") != 0);
}

static bool any_left(void)
{
    glob_t found;
    bool any = false;

    find_left(&found);
    for (size_t i = 0; i < found.gl_pathc; i++)
        any = any || holds_something(found.gl_pathv[i]);
    globfree(&found);
    return any;
}

static void remove_left(void)
{
    glob_t found;

    find_left(&found);
    for (size_t i = 0; i < found.gl_pathc; i++)
        unlink(found.gl_pathv[i]);
    globfree(&found);
}

static void make_fresh(void)
{
    remove_left();
    if (!is_as_it_was()) {
        unlink("w.db");
        FILE *out = base.there ? fopen("w.db", "w") : NULL;
        if (out) {
            fwrite(base.at, 1, base.n, out);
            fclose(out);
        }
    }
    for (int fd = 0; fd <= 2; fd++)
        lseek(fd, each.at[fd], SEEK_SET);
    if (ftruncate(1, each.at[1]) != 0 || ftruncate(2, each.at[2]) != 0)
        _exit(73);
}

/* ---- how a run ended ---- */

static bool is_one_sentence(void)
{
    int lines = 0;

    slurp("err.txt", &now);
    for (size_t i = 0; i < now.n; i++)
        lines += now.at[i] == '\n';
    return now.n > 10 && memcmp(now.at, "ivledger: ", 10) == 0 && memchr(now.at, ';', now.n) && lines <= 2 &&
           !memmem(now.at, now.n, "not an error", 12); /* SQLite's own words, when ours come too late */
}

static bool is_plain_refusal(int status)
{
    return status >= 64 && status <= 78 && is_one_sentence() && is_as_it_was() && !any_left();
}

static uint64_t mix(uint64_t hash, const void *data, size_t n)
{
    const unsigned char *at = data;

    for (size_t i = 0; i < n; i++)
        hash = (hash ^ at[i]) * 0x100000001b3u;
    return hash;
}

static uint64_t mix_file(uint64_t hash, const char *name)
{
    slurp(name, &now);
    hash = mix(hash, name, strlen(name) + 1);
    hash = mix(hash, &now.n, sizeof now.n);
    return mix(hash, now.at, now.n);
}

static uint64_t end_of(int status)
{
    static const char *const always[] = {"out.txt", "err.txt", "w.db"};
    glob_t found;
    uint64_t hash = mix(0xcbf29ce484222325u, &status, sizeof status);

    for (size_t i = 0; i < sizeof always / sizeof *always; i++)
        hash = mix_file(hash, always[i]);
    find_left(&found);
    for (size_t i = 0; i < found.gl_pathc; i++)
        if (holds_something(found.gl_pathv[i]))
            hash = mix_file(hash, found.gl_pathv[i]);
    globfree(&found);
    return hash;
}

static bool is_known(uint64_t end)
{
    for (size_t i = 0; i < each.n_fine; i++)
        if (each.fine[i] == end)
            return true;
    return false;
}

static int status_of(pid_t child)
{
    int status = 0;

    waitpid(child, &status, 0);
    return WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
}

static void judge(int status)
{
    char number[24], left[12];
    uint64_t end = end_of(status);

    if (is_known(end))
        return;
    snprintf(number, sizeof number, "%ld", each.n);
    snprintf(left, sizeof left, "%d", status);
    pid_t child = fork();
    if (child == 0) {
        execlp("sh", "sh", getenv("EACH_JUDGE"), number, left, (char *)NULL);
        _exit(127);
    }
    int said = child < 0 ? 127 : status_of(child);
    if (said > 1)
        _exit(71);
    if (said == 0 && each.n_fine < ENDS_MOST)
        each.fine[each.n_fine++] = end;
}

/* ---- runs ---- */

/* True in the copy, which goes on to its end. */
static bool begin_run(int *status)
{
    make_fresh();
    fflush(each.tally);
    *each.went = false;
    pid_t child = fork();
    if (child == 0) {
        each.serves = false;
        alarm(SECONDS_MOST);
        fail_at(each.n);
        fail_pause(false);
        return true;
    }
    *status = status_of(child);
    return false;
}

/* True in a copy; and in what made them when the next call lies behind the door. */
static bool run_all(bool at_door)
{
    int status = 0;

    for (; each.n <= each.to; each.n += each.step ? each.step : 1 + each.n / 2) {
        if (begin_run(&status))
            return true;
        if (*each.went && !at_door)
            return true;
        fprintf(each.tally, "%d\n", status);
        if (!is_plain_refusal(status))
            judge(status);
    }
    fclose(each.tally);
    _exit(0);
}

/* fail.c: w.db is about to be opened. */
void each_door(void);
void each_door(void)
{
    if (!each.went || each.inside)
        return;
    if (!each.serves && fail_is_ahead()) {
        *each.went = true; /* of no use: it will be made again, here */
        _exit(0);
    }
    each.inside = true;
    if (!each.serves)
        return;
    fail_pause(true);
    for (int fd = 0; fd <= 2; fd++)
        each.at[fd] = lseek(fd, 0, SEEK_CUR);
    run_all(true);
}

__attribute__((constructor)) static void begin(void)
{
    const char *said = getenv("EACH");

    if (!said || sscanf(said, "%ld:%ld:%ld", &each.n, &each.to, &each.step) != 3)
        return;
    unsetenv("EACH");
    unsetenv("LD_PRELOAD"); /* not in the judge, nor in what it calls */
    fail_begin();
    fail_pause(true);
    slurp(getenv("EACH_BASE"), &base);
    each.tally = fopen(getenv("EACH_TALLY"), "w");
    each.went = mmap(NULL, sizeof *each.went, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (!each.tally || each.went == MAP_FAILED)
        _exit(73);
    each.serves = true;
    run_all(false);
    if (each.serves)
        fail_at(LONG_MAX);
    fail_pause(false);
}
