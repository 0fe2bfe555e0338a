#include "command.h"

#include "../../core/nearest.h"

static void print_options(const char *command)
{
    for (const struct option_row *row = option_rows; row->name != NULL; row++) {
        char left[64], letter[8] = "";
        if (command != NULL ? row->only == NULL || !option_fits(row, command) : false)
            continue;
        if (row->letter != 0)
            snprintf(letter, sizeof letter, "-%c, ", row->letter);
        snprintf(left, sizeof left, "%s--%s%s%s", letter, row->name,
                 row->argument != NULL ? " " : "", row->argument != NULL ? row->argument : "");
        printf("  %-28s %s\n", left, row->say);
    }
}

/* The words of a command on lines of their own, folded behind a blank or a bar. */
static void print_long(const char *left, const char *say)
{
    enum { WIDTH = 76 };
    for (const char *indent = ""; *left; indent = "    ") {
        size_t room = WIDTH - strlen(indent), n = strlen(left);
        if (n > room)
            for (n = room; n > 1 && left[n - 1] != ' ' && left[n - 1] != '|';)
                n--;
        printf("  %s%.*s\n", indent, (int)n, left);
        left += n;
    }
    printf("  %-27s  %s\n", "", say);
}

static void print_all(void)
{
    printf("usage: ivledger [OPTION...] [COMMAND [WORD...]]\n\n"
           "ivledger codes IV infusion encounters and says why.  Without a command it opens the\n"
           "workstation, which needs a terminal.\n\nCommands:\n");
    for (const struct command *c = commands; c->name != NULL; c++) {
        char left[200];
        snprintf(left, sizeof left, "%s %s", c->name, c->words);
        if (strlen(left) > 27)
            print_long(left, c->say);
        else
            printf("  %-27s  %s\n", left, c->say);
    }
    printf("\nOptions:\n");
    print_options(NULL);
    printf(
        "\nExit status: 0 done; 1 done, and some finding is an error; 64 usage; 65 bad input "
        "data;\n"
        "66 no such input; 70 our fault; 73 cannot create; 74 read or write failed; 75 busy, try\n"
        "again; 77 not with your job; 78 bad configuration.\n");
}

static void print_command(const struct command *c)
{
    printf("usage: ivledger %s%s%s\n\n%s\n", c->name, c->words[0] != '\0' ? " " : "", c->words,
           c->say);
    if (c->more[0] != '\0')
        printf("\n%s\n", c->more);
    printf("\nOptions of its own (`ivledger --help` shows all):\n");
    print_options(c->name);
}

/* The switches with their values: names only, the meaning is the rule book's. */
static void print_switches(void)
{
    char word[16];
    printf("--set SWITCH=VALUE, where authorities disagree:\n\n");
    for (int id = 0; id < SWITCH_COUNT; id++) {
        int min = 0, max = 0, n = switch_values((enum switch_id)id);
        printf("  %s:", switch_name((enum switch_id)id));
        if (switch_is_number((enum switch_id)id, &min, &max))
            printf(" %d to %d", min, max);
        for (int value = 0; value < n; value++)
            printf(" %s", switch_value_name((enum switch_id)id, value, word));
        printf("\n");
    }
}

/* The words that narrow saved work. */
static void print_filters(void)
{
    printf("FILTER, for every command that works on saved encounters; all that are given must fit:\n\n");
    for (int id = 0; id < FILTER_COUNT; id++) {
        char left[64];
        snprintf(left, sizeof left, "%s=%s", filter_name((enum filter_id)id),
                 filter_takes((enum filter_id)id));
        printf("  %s\n      %s\n", left, filter_say((enum filter_id)id));
    }
}

enum leave command_help(struct app *app, int n, char *const *words)
{
    char shown[64];
    (void)app;
    if (n == 0) {
        print_all();
        return command_finish(LEAVE_DONE);
    }
    if (strcmp(words[0], "set") == 0) {
        print_switches();
        return command_finish(LEAVE_DONE);
    }
    if (strcmp(words[0], "filters") == 0) {
        print_filters();
        return command_finish(LEAVE_DONE);
    }
    for (const struct command *c = commands; c->name != NULL; c++)
        if (strcmp(c->name, words[0]) == 0) {
            print_command(c);
            return command_finish(LEAVE_DONE);
        }
    app_say("there is no help on %s; `ivledger help` lists the commands",
            text_short(words[0], shown));
    return LEAVE_USAGE;
}
