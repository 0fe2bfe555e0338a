#include "command.h"

typedef enum leave db_fn(struct app *app, int n, char *const *words);

static enum leave said(enum store_fault fault, const struct err *err)
{
    if (fault != STORE_OK)
        app_say_text(err->text);
    return app_leave(fault);
}

static enum leave print_info(struct app *app, int n, char *const *words)
{
    struct err err = {""};
    struct store_info info;
    enum leave leave;
    (void)n;
    (void)words;
    struct store *store = app_store(app, false, &leave);
    if (store == NULL)
        return leave;
    leave = said(store_get_info(store, &info, &err), &err);
    if (leave == LEAVE_DONE)
        printf("file        %s\nbytes       %lld\nversion     %d (this program writes %d)\nSQLite  "
               "    %s, journal %s\n"
               "encounters  %lld\nrows        %lld\ndrafts      %lld\naudit rows  %lld\n",
               info.path, (long long)info.bytes, info.schema, info.schema_known, info.sqlite,
               info.journal, (long long)info.encounters, (long long)info.rows,
               (long long)info.drafts, (long long)info.audit);
    store_close(store);
    return leave;
}

static void complain(void *context, const char *sentence)
{
    (void)context;
    app_say_text(sentence);
}

static enum leave check(struct app *app, int n, char *const *words)
{
    struct err err = {""};
    size_t wrong = 0;
    enum leave leave;
    (void)n;
    (void)words;
    struct store *store = app_store(app, false, &leave);
    if (store == NULL)
        return leave;
    leave = said(store_check(store, complain, NULL, &wrong, &err), &err);
    store_close(store);
    if (leave != LEAVE_DONE || wrong > 0)
        return leave != LEAVE_DONE ? leave : LEAVE_DATA;
    printf("%s: whole\n", app->db_path);
    return LEAVE_DONE;
}

static enum leave backup(struct app *app, int n, char *const *words)
{
    struct err err = {""};
    enum leave leave;
    if (n != 1) {
        app_say("db backup needs the name of one file that is not there yet");
        return LEAVE_USAGE;
    }
    struct store *store = app_store(app, false, &leave);
    if (store == NULL)
        return leave;
    leave = said(store_backup(store, words[0], &err), &err);
    if (leave == LEAVE_DONE)
        leave = said(store_note(store, "backup", "", words[0], &err), &err);
    if (leave == LEAVE_DONE)
        printf("%s: written\n", words[0]);
    store_close(store);
    return leave;
}

/* Opening for writing migrates; asking first tells from where. */
static enum leave migrate(struct app *app, int n, char *const *words)
{
    struct err err = {""};
    struct store_options as_is = {
        .path = app->db_path, .user = app->user, .now = app->now, .keep_schema = true};
    struct store *store = NULL;
    enum leave leave = LEAVE_DONE;
    (void)n;
    (void)words;
    if (app->readonly) {
        app_say("db migrate writes; start it without --readonly");
        return LEAVE_USAGE;
    }
    enum store_fault fault = store_open(&as_is, &store, &err);
    store_close(store);
    if (fault == STORE_OK) {
        printf("%s: is of this version already\n", app->db_path);
        return LEAVE_DONE;
    }
    if (fault != STORE_OLDER)
        return said(fault, &err);
    store = app_store(app, true, &leave);
    if (store != NULL)
        printf("%s: brought to this version\n", app->db_path);
    store_close(store);
    return leave;
}

enum leave command_db(struct app *app, int n, char *const *words)
{
    static const struct {
        const char *name;
        db_fn *run;
    } parts[] = {{"info", print_info}, {"check", check}, {"backup", backup}, {"migrate", migrate}};
    char shown[64];
    const char *name = n > 0 ? words[0] : "info";
    for (size_t i = 0; i < COUNT_OF(parts); i++)
        if (strcmp(parts[i].name, name) == 0)
            return command_finish(parts[i].run(app, n > 0 ? n - 1 : 0, words + (n > 0)));
    app_say("db does not know %s; write check, backup FILE, migrate or info",
            text_short(name, shown));
    return LEAVE_USAGE;
}
