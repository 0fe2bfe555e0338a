#include "outside.h"

#include <sys/wait.h>
#include <unistd.h>

#include "../../db/paths.h"
#include "term.h"
#include "tty.h"

/* ---- which program ---- */

static bool in_path(const char *name)
{
    char file[4096];
    const char *at = getenv("PATH");
    for (at = at ? at : ""; *at; at += strspn(at, ":")) {
        size_t n = strcspn(at, ":");
        snprintf(file, sizeof file, "%.*s/%s", (int)n, at, name);
        if (access(file, X_OK) == 0)
            return true;
        at += n;
    }
    return false;
}

/* The first variable that says something, else the first program that is there; NULL: none. */
static const char *choose(const char *const *variables, const char *const *programs)
{
    for (; *variables; variables++)
        if (!text_empty(getenv(*variables)))
            return getenv(*variables);
    for (; *programs; programs++)
        if (in_path(*programs))
            return *programs;
    return NULL;
}

/* ---- running it ---- */

/* command is the shell's to read, as everywhere; file becomes its last word. */
static bool run(const char *command, const char *file, const struct str *input, struct err *err)
{
    char line[4200];
    char *words[] = {(char[]){"sh"}, (char[]){"-c"}, line, (char[]){"ivledger"},
                     (char *)(uintptr_t)file, NULL};
    int status = 0;
    snprintf(line, sizeof line, file ? "%.4000s \"$@\"" : "%.4000s", command);
    if (!term_leave())
        return err_set(err, "There is no terminal here for %.60s", command);
    bool ran = tty_run(words, input, &status, err);
    term_return();
    if (!ran)
        return false;
    if (WIFSIGNALED(status))
        return err_set(err, "%.60s was ended by signal %d", command, WTERMSIG(status));
    if (WEXITSTATUS(status) == 127)
        return err_set(err, "%.60s was not found", command);
    return WEXITSTATUS(status) == 0 ||
           err_set(err, "%.60s ended with status %d", command, WEXITSTATUS(status));
}

bool outside_page(const struct str *text, struct err *err)
{
    static const char *const variables[] = {"PAGER", NULL}, *const programs[] = {"less", "more",
                                                                                 NULL};
    const char *pager = choose(variables, programs);
    struct err why = {""};
    if (!pager)
        return err_set(err, "No pager was found; set PAGER to one, as in PAGER=less.");
    setenv("LESSHISTFILE", "-", 0); /* what is searched for here may be a patient */
    return run(pager, NULL, text, &why) ||
           err_set(err, "%s; PAGER names the program.", why.text);
}

/* ---- the file to edit ---- */

static bool write_file(const char *path, const struct str *text, struct err *err)
{
    struct paths_file file;
    if (!paths_create(&file, path, err))
        return false;
    fprintf(file.stream, "%s\n", text->length ? text->data : "");
    return paths_finish(&file, err);
}

/* Lines joined, other control characters as blanks. */
static bool read_file(const char *path, struct str *text, struct err *err)
{
    FILE *in = fopen(path, "r");
    if (!in)
        return err_set(err, "The editor left no file; the text is as it was.");
    str_clear(text);
    for (int c = fgetc(in); c != EOF; c = fgetc(in))
        str_addc(text, c >= 0 && (c < ' ' || c == 0x7F) ? ' ' : (char)c);
    fclose(in);
    while (text->length && text->data[text->length - 1] == ' ')
        text->data[--text->length] = 0;
    return true;
}

bool outside_edit(struct str *text, struct err *err)
{
    static const char *const variables[] = {"VISUAL", "EDITOR", NULL}, *const programs[] = {"vi",
                                                                                            NULL};
    const char *editor = choose(variables, programs);
    struct err why = {""};
    struct str folder, path;
    if (!editor)
        return err_set(err, "No editor was found; set EDITOR to one, as in EDITOR=nano.");
    str_init(&folder, 4096);
    str_init(&path, 4200);
    bool good = paths_private_folder(&folder, err);
    if (good) {
        str_addf(&path, "%s/text", folder.data);
        good = write_file(path.data, text, err);
        if (good && !run(editor, path.data, NULL, &why))
            good = err_set(err, "%s; the text is as it was. EDITOR names the program.", why.text);
        good = good && read_file(path.data, text, err);
        paths_remove_folder(folder.data);
    }
    str_release(&folder), str_release(&path);
    return good;
}
