#include "args.h"

#include <getopt.h>

#include "../../core/nearest.h"

bool option_fits(const struct option_row *option, const char *command)
{
    if (option->only == NULL)
        return true;
    size_t n = strlen(command);
    for (const char *at = strstr(option->only, command); at != NULL; at = strstr(at + 1, command))
        if ((at == option->only || at[-1] == ' ') && (at[n] == ' ' || at[n] == '\0'))
            return true;
    return false;
}

static bool take_option(struct args *args, const struct option_row *option, const char *value,
                        struct err *err)
{
    char *place = (char *)args->app + option->place;
    args->given[option - option_rows] = true;
    switch (option->kind) {
    case OPTION_TEXT: *(const char **)(void *)place = value; return true;
    case OPTION_FLAG: *(bool *)place = true; return true;
    case OPTION_TAKE: return option->take(args->app, value, err);
    case OPTION_ASK: args->ask = (int)option->place; return true;
    }
    return true;
}

static bool take_word(struct args *args, const char *word, struct err *err)
{
    if (args->n == MOST_WORDS)
        return err_set(
            err, "there are more than %d words on the command line; give fewer files at a time",
            MOST_WORDS);
    args->words[args->n++] = word;
    return true;
}

static bool refuse_option(const char *given, struct err *err)
{
    const char *names[MOST_OPTIONS];
    size_t n = 0;
    char shown[64];
    for (; option_rows[n].name != NULL; n++)
        names[n] = option_rows[n].name;
    const char *word = given + strspn(given, "-");
    return err_set(err, "%s is no option; the nearest is --%s, `ivledger --help` lists them",
                   text_short(given, shown), names[text_nearest(word, names, n)]);
}

/* getopt's own form of the option table. */
static void getopt_table(struct option longs[], char letters[])
{
    size_t at = 0;
    letters[at++] = '-'; /* words come in place, wherever POSIXLY_CORRECT would have them */
    letters[at++] = ':';
    size_t n = 0;
    for (const struct option_row *row = option_rows; row->name != NULL; row++, n++) {
        longs[n] = (struct option){
            row->name, row->argument != NULL ? required_argument : no_argument, NULL, 256 + (int)n};
        if (row->letter != 0) {
            letters[at++] = row->letter;
            if (row->argument != NULL)
                letters[at++] = ':';
        }
    }
    longs[n] = (struct option){NULL, 0, NULL, 0};
    letters[at] = '\0';
}

static const struct option_row *option_of(int got)
{
    if (got >= 256)
        return &option_rows[got - 256];
    for (const struct option_row *row = option_rows; row->name != NULL; row++)
        if (row->letter == got)
            return row;
    BUG("getopt gave the option %d", got);
}

bool args_read(struct args *args, int argc, char **argv, struct err *err)
{
    struct option longs[MOST_OPTIONS];
    char letters[2 * MOST_OPTIONS + 3];
    int got;
    bool fine = true;
    getopt_table(longs, letters);
    opterr = 0;
    optind = 0; /* from the beginning: the linear mode reads more lines than one */
    while (fine && (got = getopt_long(argc, argv, letters, longs, NULL)) != -1) {
        if (got == 1)
            fine = take_word(args, optarg, err);
        else if (got == '?')
            fine = refuse_option(argv[optind - 1], err);
        else if (got == ':')
            fine = err_set(err, "%s needs a value; `ivledger --help` shows it", argv[optind - 1]);
        else
            fine = take_option(args, option_of(got), optarg, err);
    }
    for (; fine && optind < argc; optind++)
        fine = take_word(args, argv[optind], err);
    return fine;
}

const struct command *args_command(const char *name, struct err *err)
{
    const char *names[MOST_COMMANDS];
    size_t n = 0;
    char shown[64];
    for (; commands[n].name != NULL; n++) {
        if (strcmp(commands[n].name, name) == 0)
            return &commands[n];
        names[n] = commands[n].name;
    }
    err_set(err, "%s is no command; the nearest is %s, `ivledger help` lists them",
            text_short(name, shown), names[text_nearest(name, names, n)]);
    return NULL;
}

static bool format_fits(enum format format, const struct command *command, struct err *err)
{
    static const char *const names[] = {"text", "csv", "json", "html"};
    const char *at = strstr(command->formats, names[format]);
    return at != NULL || err_set(err, "%s does not print %s; --format takes here: %s", command->name,
                                 names[format], command->formats);
}

bool args_fit(const struct args *args, const struct command *command, struct err *err)
{
    for (const struct option_row *row = option_rows; row->name != NULL; row++)
        if (args->given[row - option_rows] && !option_fits(row, command->name))
            return err_set(err, "--%s does not go with %s; it belongs to: %s", row->name,
                           command->name, row->only);
    if (args->app->format_given && command->formats != NULL)
        return format_fits(args->app->format, command, err);
    return true;
}
