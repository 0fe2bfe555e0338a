/* Commands of the command line within the linear mode, so that all of the work can be done there:
 * finding, showing, reviewing, exporting.  Each runs as it would by itself, on what is saved. */
#include "args.h"
#include "plain_inside.h"

enum { MOST = 64 };

/* Words with blanks between; "..." holds blanks.  Cuts line up; gives how many, 0 when a quote is
 * left open. */
static int split(char *line, char *words[MOST])
{
    int n = 0;
    for (char *to = line; *line && n < MOST - 1;) {
        while (ascii_space(*line))
            line++;
        if (!*line)
            break;
        bool quoted = false;
        for (words[n++] = to; *line && (quoted || !ascii_space(*line)); line++)
            if (*line == '"')
                quoted = !quoted;
            else
                *to++ = *line;
        if (quoted)
            return 0;
        line += *line != 0;
        *to++ = 0;
    }
    words[n] = NULL;
    return n;
}

/* What was said when the linear mode was begun holds for the command too. */
static struct app app_like(const struct app *app)
{
    struct app like = {.program = app->program,
                       .db = app->db,
                       .data = app->data,
                       .policy_name = app->policy_name,
                       .rules = app->rules,
                       .now = app->now,
                       .site_dir = app->site_dir,
                       .readonly = app->readonly,
                       .user = app->user,
                       .db_path = app->db_path,
                       .data_dir = ""};
    arena_init(&like.arena);
    return like;
}

/* These would take what is typed next for a file. */
static bool wants_file(const struct command *command, const struct args *args)
{
    return (command->run == command_code || command->run == command_import) && args->n < 2;
}

static void run(struct args *args, int n, char **words)
{
    struct err err = {""};
    const struct command *command = NULL;
    if (!args_read(args, n, words, &err) || args->n == 0 ||
        !(command = args_command(args->words[0], &err)) || !args_fit(args, command, &err))
        plain_sentence("", *err.text ? err.text : "there is no command in this line", "");
    else if (wants_file(command, args))
        plain_say("Say which file, as in %s FILE.", command->name);
    else
        command->run(args->app, args->n - 1, (char *const *)(uintptr_t)(args->words + 1));
    fflush(stdout);
}

bool plain_command(struct plain *p, const char *line)
{
    char *words[MOST + 1] = {(char[]){"ivledger"}};
    char name[32], *copy = strdup(line);
    size_t length = strcspn(line, " \t");
    bool found = false;
    if (!copy)
        base_no_memory(1);
    snprintf(name, sizeof name, "%.*s", (int)(length < sizeof name ? length : 0), line);
    for (const struct command *c = commands; c->name; c++)
        found = found || strcmp(c->name, name) == 0;
    int n = found ? split(copy, words + 1) : 0;
    if (found && n == 0)
        plain_say("The line has an open quote; close it with \".");
    if (n > 0) {
        struct args *args = calloc(1, sizeof *args);
        struct app app = app_like(p->app);
        if (!args)
            base_no_memory(1);
        args->app = &app;
        run(args, n + 1, words);
        app_release(&app);
        free(args);
    }
    free(copy);
    return found;
}
