/* args.h: the command line as given, read against the tables of main.c.
 *
 * Options go straight into struct app; words are kept in order.  Owns nothing: words and values are
 * argv's own.  Prints nothing: what is wrong is a sentence in err. */
#ifndef IVLEDGER_ARGS_H
#define IVLEDGER_ARGS_H

#include "command.h"

enum { MOST_WORDS = 4096, MOST_OPTIONS = 96, MOST_COMMANDS = 48 };

struct args {
    struct app *app;
    const char *words[MOST_WORDS]; /* the command's name, then what stands behind it */
    int n;
    int ask;                  /* the enum ask of main.c, 0: nothing */
    bool given[MOST_OPTIONS]; /* by the place in option_rows */
};

/* Fills args (app set, all else zero) from the command line.  False: err. */
bool args_read(struct args *args, int argc, char **argv, struct err *err);
/* The command of that name; NULL: err names the nearest. */
const struct command *args_command(const char *name, struct err *err);
/* Does every option given belong to the command?  False: err. */
bool args_fit(const struct args *args, const struct command *command, struct err *err);

#endif
