/* progress.h: work that may take over a second says how far it is, and can be stopped.
 *
 * How to use it:
 *
 *     struct progress p;
 *     progress_begin(&p, app, "coding again", total);      total 0: not known
 *     ... after every encounter:
 *         if (!progress_step(&p))
 *             return false;                                end here, at a whole encounter
 *     ...
 *     leave = progress_end(&p, leave);                     LEAVE_STOPPED when it was stopped
 *
 * Nothing shows in the first second.  Then, on the command line, a line on stderr when that is a
 * terminal, rubbed out at the end; in the workstation the message line (app->show).  Ctrl-C is held
 * back between begin and end and only asks: what is under way is finished, progress_step() answers
 * false, and progress_end() says how many were done.  Between begin and end nothing may return
 * without progress_end().  Owns no memory. */
#ifndef IVLEDGER_PROGRESS_H
#define IVLEDGER_PROGRESS_H

#include <signal.h>

#include "app.h"

struct progress {
    struct app *app;
    const char *doing; /* "coding again" */
    int64_t done, total;
    int64_t begun, shown, asked; /* milliseconds of a clock that only goes forward */
    bool stopped, visible;
    bool printing; /* set it after begin: data goes to stdout on the way, so a terminal there is left alone */
    sigset_t before; /* signals held back when it began */
};
void progress_begin(struct progress *p, struct app *app, const char *doing, int64_t total);
/* One more is done.  False: stop. */
bool progress_step(struct progress *p);
/* Looks once more, for who has something to do behind the last one: it asks every 20 ms only. */
bool progress_stopped(struct progress *p);
/* leave, or LEAVE_STOPPED with a sentence. */
enum leave progress_end(struct progress *p, enum leave leave);
/* "coding again: 12,000 of 250,000 (4 %), Ctrl-C stops" */
void progress_words(const struct progress *p, struct str *out);

#endif
