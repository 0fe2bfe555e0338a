/* screen.h: the workstation: opens the terminal, shows the start screen, runs until the user
 * leaves.
 *
 * Owns nothing beyond its own run.  With app->script or app->screen it runs without a terminal. */
#ifndef IVLEDGER_SCREEN_H
#define IVLEDGER_SCREEN_H

#include <stdio.h>

#include "../command/app.h"

/* `ivledger` without a command.  Loads book and database itself (app_load, app_store); gives the
 * exit status, 128 + N when signal N ended it; sentences have been said to stderr. */
enum leave screen_run(struct app *app);

/* `ivledger --list-actions`: one action a line, tab between: name, keys, where, help. */
void screen_list_actions(FILE *out);

#endif
