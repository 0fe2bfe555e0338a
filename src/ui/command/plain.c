#include "plain.h"

#include <unistd.h>

#include "command.h"
#include "plain_inside.h"

enum { LONGEST_LINE = 1 << 16 };

struct plain_command {
    const char *name, *also; /* also: a second name, or NULL */
    const char *words, *say;
    plain_fn *run;
    bool needs; /* an encounter on the desk */
};
static const struct plain_command plain_commands[];

/* ---- changing ---- */

static void run_header(struct plain *p, const char *words)
{
    plain_header(p, strcmp(words, "all") == 0);
    plain_outcome(p);
}

static bool row_number(const struct plain *p, const char *words, size_t *index)
{
    long number;
    char shown[64];

    if (number_parse(words, 1, (long)p->desk.e.n_rows, &number)) {
        *index = (size_t)number - 1;
        return true;
    }
    plain_say("\"%s\" is no row; there %s %zu. Type rows to hear them.", text_short(words, shown),
              p->desk.e.n_rows == 1 ? "is" : "are", p->desk.e.n_rows);
    return false;
}

static void run_row(struct plain *p, const char *words)
{
    size_t n = p->desk.e.n_rows;

    plain_row(p, n, strcmp(words, "all") == 0);
    if (p->desk.e.n_rows > n)
        plain_outcome(p);
}

static void run_edit(struct plain *p, const char *words)
{
    size_t index;

    if (!row_number(p, words, &index))
        return;
    plain_row(p, index, true);
    plain_outcome(p);
}

static void run_delete(struct plain *p, const char *words)
{
    size_t index;

    if (!row_number(p, words, &index))
        return;
    plain_say("Row %zu, %s, is deleted; undo brings it back.", index + 1,
              p->desk.e.rows[index].drug);
    desk_delete_row(&p->desk, index);
    plain_outcome(p);
}

static void run_undo(struct plain *p, const char *words)
{
    (void)words;
    if (desk_undo(&p->desk)) {
        plain_say("Taken back. There %s %zu row%s.", p->desk.e.n_rows == 1 ? "is" : "are",
                  p->desk.e.n_rows, p->desk.e.n_rows == 1 ? "" : "s");
        plain_outcome(p);
    } else {
        plain_say("There is nothing to take back.");
    }
}

static void run_redo(struct plain *p, const char *words)
{
    (void)words;
    if (desk_redo(&p->desk)) {
        plain_say("Done again. There %s %zu row%s.", p->desk.e.n_rows == 1 ? "is" : "are",
                  p->desk.e.n_rows, p->desk.e.n_rows == 1 ? "" : "s");
        plain_outcome(p);
    } else {
        plain_say("There is nothing to do again.");
    }
}

static void run_save(struct plain *p, const char *words)
{
    struct err err = {""};

    (void)words;
    if (text_empty(p->desk.e.id)) {
        plain_say("Not saved: the encounter has no number yet; type header to give it one.");
    } else if (p->desk.e.n_rows == 0) {
        plain_say("Not saved: there is no row yet; type one first.");
    } else if (desk_save(&p->desk, &err)) {
        plain_say("Encounter %s is saved.", p->desk.e.id);
        plain_outcome(p);
    } else {
        plain_sentence("Not saved: ", err.text, "");
        if (p->desk.stale)
            plain_merge(p);
    }
}

/* ---- hearing ---- */

static void run_rows(struct plain *p, const char *words)
{
    (void)words;
    plain_rows(p);
}

static void run_timeline(struct plain *p, const char *words)
{
    (void)words;
    plain_timeline(p);
}

static void run_codes(struct plain *p, const char *words)
{
    (void)words;
    plain_codes(p);
}

static void run_findings(struct plain *p, const char *words)
{
    (void)words;
    plain_findings(p);
}

static void run_why(struct plain *p, const char *words)
{
    plain_why(p, words);
}

static void run_quit(struct plain *p, const char *words)
{
    (void)words;
    p->leaving = true;
}

static void run_help(struct plain *p, const char *words)
{
    (void)p;
    for (const struct plain_command *c = plain_commands; c->name; c++) {
        if (*words && strcmp(words, c->name) != 0)
            continue;
        plain_say("%s%s%s%s%s: %s", c->name, c->also ? " or " : "", c->also ? c->also : "",
                  *c->words ? " " : "", c->words, c->say);
    }
    if (!*words)
        plain_say("The commands of the command line work on what is saved: list FILTER, show NUMBER, "
                  "whatif, review, overrule, selfaudit, sample, scores, export --what codes -o FILE; "
                  "ivledger help names them.");
    plain_say("Anything else is a row: drug, dose, times, such as ceftriaxone 2g 0830-0905, zofran "
              "4mg p 0912, or + 1015-1045 for the drug and line of the row before.");
}

static const struct plain_command plain_commands[] = {
    {"new", NULL, "[NUMBER]", "begins an encounter and asks for its header.", plain_new, false},
    {"open", NULL, "NUMBER", "opens a saved encounter.", plain_open, false},
    {"list", NULL, "[BEGINNING]", "says the encounters saved last, or those of a number.",
     plain_list, false},
    {"drafts", NULL, "", "says what was typed and not yet saved.", plain_drafts, false},
    {"resume", NULL, "[DRAFT]", "goes on with a draft.", plain_resume, false},
    {"header", NULL, "[all]", "asks for the fields of the encounter again.", run_header, true},
    {"row", NULL, "[all]", "asks for a new row field by field.", run_row, true},
    {"edit", NULL, "ROW", "asks for the fields of a row again.", run_edit, true},
    {"delete", NULL, "ROW", "takes a row out.", run_delete, true},
    {"undo", NULL, "", "takes the last change back.", run_undo, true},
    {"redo", NULL, "", "does it again.", run_redo, true},
    {"rows", NULL, "", "says the rows as charted.", run_rows, true},
    {"timeline", "say", "", "says what ran when, line by line, with overlaps and gaps.",
     run_timeline, true},
    {"codes", NULL, "", "says every code with its reason.", run_codes, true},
    {"why", NULL, "CODE|ROW [all]", "says why a code is there or is not, or what became of a row.",
     run_why, true},
    {"findings", NULL, "", "says what may be wrong and what to do.", run_findings, true},
    {"save", NULL, "", "saves the encounter.", run_save, true},
    {"help", "?", "[COMMAND]", "says the commands.", run_help, false},
    {"quit", "exit", "", "leaves; what is not saved is kept as a draft.", run_quit, false},
    {NULL, NULL, NULL, NULL, NULL, false},
};

/* ---- the loop ---- */

static const struct plain_command *find_command(const char *name)
{
    for (const struct plain_command *c = plain_commands; c->name; c++)
        if (ascii_casecmp(c->name, name) == 0 || (c->also && ascii_casecmp(c->also, name) == 0))
            return c;
    return NULL;
}

static void run_line(struct plain *p, char *line)
{
    size_t n = strcspn(line, " \t"), length = strlen(line);
    char name[32];

    while (length > 0 && ascii_space(line[length - 1]))
        line[--length] = '\0';
    snprintf(name, sizeof name, "%.*s", (int)(n < sizeof name ? n : 0), line);
    const struct plain_command *command = find_command(name);
    if (command && command->run == plain_list && strchr(line, '='))
        command = NULL; /* with filters it is the other list */
    if (command && command->needs && !p->begun)
        plain_say("There is no encounter yet; type new, open or resume.");
    else if (command)
        command->run(p, line + n + strspn(line + n, " \t"));
    else if (plain_command(p, line))
        return;
    else if (!p->begun)
        plain_say("\"%s\" is no command, and there is no encounter to put a row into; type new, or "
                  "help.",
                  name);
    else if (plain_quick(p, line))
        plain_outcome(p);
}

static void greet(struct plain *p)
{
    size_t n = plain_waiting(p);

    plain_say("ivledger " VERSION ", prompts and sentences. Type help for the commands, quit or "
              "Ctrl-D to leave.");
    if (n > 0)
        plain_say("%zu draft%s; type drafts to hear them.", n, n == 1 ? " waits" : "s wait");
}

static void talk(struct plain *p)
{
    greet(p);
    while (!p->leaving && plain_ask(p, "ivledger: ")) {
        char line[LONGEST_LINE];
        snprintf(line, sizeof line, "%s", p->line.data + strspn(p->line.data, " \t"));
        if (*line)
            run_line(p, line);
    }
    plain_leave_work(p);
    plain_say("Goodbye.");
}

enum leave plain_run(struct app *app)
{
    struct plain p = {.app = app, .echoes = isatty(STDIN_FILENO) != 0};
    enum leave leave = app_load(app);

    if (leave != LEAVE_DONE)
        return leave;
    p.store = app_store(app, !app->readonly, &leave);
    if (!p.store)
        return leave;
    (void)app_site(app); /* said already; the work goes on without it */
    str_init(&p.line, LONGEST_LINE);
    desk_init(&p.desk, app, p.store, NO_DAY);
    talk(&p);
    desk_release(&p.desk);
    str_release(&p.line);
    store_close(p.store);
    return command_finish(LEAVE_DONE);
}
