/* command.h: the commands of the command line, one file each.
 *
 * main.c holds the table of them; a command gets the options parsed and the words that were left.
 * Data goes to stdout, sentences to stderr through app_say(). */
#ifndef IVLEDGER_COMMAND_H
#define IVLEDGER_COMMAND_H

#include "app.h"

/* Each returns the exit status.  words: what stands behind the command's name. */
typedef enum leave command_fn(struct app *app, int n, char *const *words);

command_fn command_code, command_import, command_export, command_list, command_show, command_why,
    command_whatif, command_recode, command_switches,
    command_train, command_rules, command_db, command_help, command_overrule, command_review, command_sample,
    command_scores, command_report, command_selfaudit, command_people,
    command_filters;

struct command {
    const char *name;
    const char *words; /* as the usage line shows them */
    const char *say;   /* what it does, one line */
    const char *more;  /* paragraphs for `help NAME` */
    command_fn *run;
    const char *formats; /* of --format, with blanks between; NULL: it takes none */
};

/* Both tables live in main.c, and end with an entry without a name. */
extern const struct command commands[];

enum option_kind {
    OPTION_TEXT, /* place: a const char * of struct app */
    OPTION_FLAG, /* place: a bool of struct app */
    OPTION_TAKE, /* take does it */
    OPTION_ASK   /* prints something and ends: place is an enum ask of main.c */
};
struct option_row {
    const char *name;     /* long name */
    char letter;          /* short name, 0: none */
    const char *argument; /* NULL: takes none */
    const char *only;     /* commands that take it, space separated; NULL: all */
    const char *say;
    enum option_kind kind;
    size_t place;
    bool (*take)(struct app *app, const char *value, struct err *err);
};
extern const struct option_row option_rows[];
/* True when the option may stand with the command. */
bool option_fits(const struct option_row *option, const char *command);

/* Versions of the program, its libraries and the rule book that app's options lead to, to stdout. */
void command_version(struct app *app);

/* Ends the output of a command: LEAVE_IO with a sentence when stdout could not be written, else
 * leave.  A reader that went away (EPIPE) is no error. */
enum leave command_finish(enum leave leave);

#endif
