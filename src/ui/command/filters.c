#include "command.h"

#include "office.h"

static enum leave print_kept(struct app *app, const char *name)
{
    struct arena arena;
    struct store_kept *list;
    struct err err = {""};
    struct str line;
    enum leave leave;
    size_t n, printed = 0;
    struct store *store = app_store(app, false, &leave);
    if (store == NULL)
        return leave;
    arena_init(&arena);
    str_init(&line, 8192);
    enum store_fault fault = store_kept_filters(store, &arena, &list, &n, &err);
    for (size_t i = 0; fault == STORE_OK && i < n; i++)
        if (name == NULL || strcmp(list[i].name, name) == 0) {
            str_clear(&line);
            str_addf(&line, "%-16s %s\n", list[i].name, list[i].words);
            office_out(&line);
            printed++;
        }
    if (fault == STORE_OK && name != NULL && printed == 0) {
        err_set(&err, "no filter is kept as %s; `ivledger filters` lists them", name);
        fault = STORE_MISSING;
    }
    leave = office_said(fault, &err);
    str_release(&line);
    arena_release(&arena);
    store_close(store);
    return command_finish(leave);
}

/* Words of the command line as one text again; those with blanks in quotes. */
static void join(int n, char *const *words, struct str *out)
{
    for (int i = 0; i < n; i++) {
        const char *equals = strchr(words[i], '=');
        const char *space = i > 0 ? " " : "";
        if (equals != NULL && strchr(words[i], ' ') != NULL)
            str_addf(out, "%s%.*s=\"%s\"", space, (int)(equals - words[i]), words[i], equals + 1);
        else
            str_addf(out, "%s%s", space, words[i]);
    }
}

static enum leave keep(struct app *app, const char *name, int n, char *const *words)
{
    struct str text;
    struct err err = {""};
    enum leave leave;
    struct store *store = app_store(app, true, &leave);
    if (store == NULL)
        return leave;
    str_init(&text, 4000);
    join(n, words, &text);
    enum store_fault fault =
        store_keep_filter(store, name, text.length > 0 ? text.data : "", &err);
    leave = office_said(fault, &err);
    if (fault == STORE_TAKEN)
        leave = LEAVE_USAGE;
    str_release(&text);
    store_close(store);
    return leave;
}

enum leave command_filters(struct app *app, int n, char *const *words)
{
    if (app->drop && n != 1) {
        app_say("--drop wants the name of one filter and no words; `ivledger filters` lists them");
        return LEAVE_USAGE;
    }
    if (n == 0 || (n == 1 && !app->drop))
        return print_kept(app, n > 0 ? words[0] : NULL);
    return keep(app, words[0], n - 1, words + 1);
}
