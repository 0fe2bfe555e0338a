/* plain.h: the linear mode: the whole job by prompts and sentences, for screen readers, line
 * terminals and pipes.
 *
 * Owns the encounter on its desk while it runs.  Writes no control character but the end of a line;
 * what is typed is a draft on the disk before the next prompt. */
#ifndef IVLEDGER_PLAIN_H
#define IVLEDGER_PLAIN_H

#include "app.h"

/* Reads standard input to its end or to `quit`.  Gives the exit status. */
enum leave plain_run(struct app *app);

#endif
