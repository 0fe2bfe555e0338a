/* tty.h: the process beside its terminal: signals as flags, waiting for input, stderr kept back,
 * the terminal left clean after a crash.
 *
 * Owns the terminal modes as they were found, and the flags that handlers set.  Knows no curses. */
#ifndef IVLEDGER_TTY_H
#define IVLEDGER_TTY_H

#include "../../core/base.h"

/* From here on SIGTERM, SIGHUP and SIGINT only set flags, a crash or BUG() sends leaving (the bytes
 * that make the terminal plain again) and restores its modes, and what anybody says to stderr is
 * held back so that it does not smear the screen. */
void tty_begin(const char *leaving, size_t n);
void tty_end(void); /* says what was held back; fine without tty_begin() */

int tty_signal(void);       /* the signal that asks to leave; 0: none */
void tty_hung_up(void);     /* as if SIGHUP had come */
bool tty_interrupted(void); /* Ctrl-C since the last call */

/* Ctrl-Z is a flag too: who sees it makes the terminal plain and then stops, which is what
 * tty_stop() does until the shell says go on.  tty_continued(): somebody else had stopped us. */
bool tty_asked_to_stop(void);
void tty_stop(void);
bool tty_continued(void); /* since the last call */

/* Runs words[0] (found by PATH) with its words, ended by NULL, on the terminal, and waits for it.
 * input goes to its stdin; NULL: the keyboard does.  *status: as waitpid() gives it.  The terminal
 * has been left before (term_leave).  False: err. */
bool tty_run(char *const words[], const struct str *input, int *status, struct err *err);

/* Waits until stdin can be read or a signal came: signals are let in only while it waits, so that
 * none is lost between a look at the flags and the wait.  False: the other end is gone. */
bool tty_wait(void);

#endif
