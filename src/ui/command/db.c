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

static void print_trail(const struct store_audit *row)
{
    struct str line;
    str_init(&line, 1 << 20);
    str_addf(&line, "%lld  %s  %-10s %s %s", (long long)row->id, row->at, row->who, row->number,
             row->what);
    if (row->before[0] != '\0')
        str_addf(&line, "  was: %s", row->before);
    if (row->after[0] != '\0')
        str_addf(&line, "%s%s", row->before[0] != '\0' ? "  is: " : "  ", row->after);
    text_tame(line.data);
    printf("%s\n", line.data);
    str_release(&line);
}

static enum leave print_audit(struct app *app, int n, char *const *words)
{
    enum { PAGE = 500 };
    struct err err = {""};
    struct arena arena;
    enum leave leave;
    struct store *store = app_store(app, false, &leave);
    int64_t after = 0;
    size_t got = PAGE;
    enum store_fault fault = STORE_OK;
    if (store == NULL)
        return leave;
    arena_init(&arena);
    while (fault == STORE_OK && got == PAGE && !ferror(stdout)) {
        struct store_audit *rows;
        arena_clear(&arena);
        fault = store_audit_list(store, n > 0 ? words[0] : "", after, PAGE, &arena, &rows, &got, &err);
        for (size_t i = 0; fault == STORE_OK && i < got; i++)
            print_trail(&rows[i]);
        after = got > 0 ? rows[got - 1].id : after;
    }
    arena_release(&arena);
    if (fault == STORE_OK)
        fault = store_note(store, "audit trail shown", n > 0 ? words[0] : "", "", &err);
    store_close(store);
    return said(fault, &err);
}

static enum leave verify(struct app *app, int n, char *const *words)
{
    struct err err = {""};
    enum leave leave;
    int64_t rows = 0, broken = 0;
    (void)n;
    (void)words;
    struct store *store = app_store(app, false, &leave);
    if (store == NULL)
        return leave;
    leave = said(store_audit_verify(store, &rows, &broken, &err), &err);
    store_close(store);
    if (leave != LEAVE_DONE)
        return leave;
    if (broken == 0) {
        printf("%s: the audit trail is whole, %lld rows\n", app->db_path, (long long)rows);
        return LEAVE_DONE;
    }
    app_say("%s: the audit trail does not fit at row %lld: that row was changed, or one before it was "
            "changed or taken out; compare it with a backup",
            app->db_path, (long long)broken);
    return LEAVE_DATA;
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
    } parts[] = {{"info", print_info}, {"check", check}, {"backup", backup}, {"migrate", migrate},
                 {"audit", print_audit}, {"verify", verify}};
    char shown[64];
    const char *name = n > 0 ? words[0] : "info";
    for (size_t i = 0; i < COUNT_OF(parts); i++)
        if (strcmp(parts[i].name, name) == 0)
            return command_finish(parts[i].run(app, n > 0 ? n - 1 : 0, words + (n > 0)));
    app_say("db does not know %s; write check, backup FILE, migrate, info, audit or verify",
            text_short(name, shown));
    return LEAVE_USAGE;
}
