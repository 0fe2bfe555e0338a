/* paint: how long until a program has painted its first screen, on a terminal of its own.
 *
 * usage: paint RUNS WORDS PROGRAM [ARGUMENT...]     until WORDS are on the terminal
 *        paint RUNS - PROGRAM [ARGUMENT...]         until it has ended by itself
 * Prints the median in milliseconds. */
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "pty.h"

enum { MOST = 1000 };

/* Reads until the other end is gone. */
static void until_end(struct pty *pty)
{
    char buf[4096];
    struct pollfd in = {pty->fd, POLLIN, 0};
    while (poll(&in, 1, 10000) > 0 && read(pty->fd, buf, sizeof buf) > 0) {
    }
}

static int by_size(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

int main(int argc, char **argv)
{
    double took[MOST];
    long runs = argc > 3 ? strtol(argv[1], NULL, 10) : 0;
    if (runs < 1 || runs > MOST)
        return 64;
    for (long i = 0; i < runs; i++) {
        struct pty pty;
        double begun = pty_clock();
        if (!pty_open(&pty, 80, 24, "xterm", argv + 3))
            return 66;
        if (strcmp(argv[2], "-") == 0) {
            until_end(&pty);
            took[i] = pty_clock() - begun;
        } else if (pty_expect(&pty, "", argv[2])) {
            took[i] = pty.sent + pty.answered - begun; /* the last byte, not the silence behind it */
        } else {
            return 70;
        }
        kill(pty.pid, SIGKILL);
        pty_close(&pty);
    }
    qsort(took, (size_t)runs, sizeof *took, by_size);
    printf("%.2f\n", took[runs / 2] * 1000);
    return 0;
}
