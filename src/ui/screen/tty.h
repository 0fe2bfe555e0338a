/* tty.h: the process beside its terminal: signals as flags, waiting for input, stderr kept back.
 *
 * Owns nothing; the flags and the kept file belong to term.c.  Knows no curses. */
#ifndef IVLEDGER_TTY_H
#define IVLEDGER_TTY_H

#include <signal.h>

#include "../../core/base.h"

struct tty_handlers {
    void (*leave)(int);     /* SIGTERM, SIGHUP */
    void (*interrupt)(int); /* SIGINT */
    void (*crash)(int);     /* SIGSEGV and its like; called once, then the default holds */
};
void tty_catch(const struct tty_handlers *handlers);

/* Waits until fd can be read or a signal came: signals are let in only while it waits, so that none
 * is lost between a look at the flags and the wait.  False: the other end is gone. */
bool tty_wait(int fd, const volatile sig_atomic_t *flag, const volatile sig_atomic_t *other);

/* Words that a library says to stderr would smear the screen: they go to a file meanwhile, and are
 * said by tty_release_stderr(). */
struct tty_held {
    int real; /* stderr as it was; -1: nothing is held */
    FILE *file;
};
void tty_hold_stderr(struct tty_held *held);
void tty_release_stderr(struct tty_held *held);

#endif
