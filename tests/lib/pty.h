/* pty.h: a program on a terminal of its own, with its bytes counted and timed.
 *
 * Owns the other end of the terminal and the child.  Nothing is drawn: who wants to see what the
 * bytes make of a screen takes tmux (tests/terminal). */
#ifndef IVLEDGER_TESTS_PTY_H
#define IVLEDGER_TESTS_PTY_H

#include <sys/types.h>

#include "core/base.h"

struct pty {
    int fd;
    pid_t pid;
    char last[65536]; /* what the last pty_settle() read, ended by a zero byte; the rest is only
                         counted */
    size_t n;         /* how many bytes that was in all */
    double answered;  /* seconds from pty_send() to the last byte; 0: none came */
    double sent;      /* when, by the monotonic clock */
};

/* Starts words[0] (found by PATH) with its words, ended by NULL, under this TERM.  False: errno. */
bool pty_open(struct pty *pty, int cols, int rows, const char *term, char *const words[]);
/* Types bytes, then waits until nothing has come for quiet seconds. */
void pty_send(struct pty *pty, const char *bytes);
void pty_settle(struct pty *pty, double quiet);
void pty_type(struct pty *pty, const char *bytes, double quiet); /* both */
/* Types bytes and reads until words are among the answer, for ten seconds at most. */
bool pty_expect(struct pty *pty, const char *bytes, const char *words);
void pty_size(struct pty *pty, int cols, int rows);
/* Hangs up, and gives the status of the child as waitpid() does. */
int pty_close(struct pty *pty);
double pty_clock(void); /* seconds */

#endif
