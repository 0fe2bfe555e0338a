#include <unistd.h>

#include "../../db/key_file.h"
#include "command.h"

#include "trail.h"

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
    if (leave == LEAVE_DONE) {
        app_tell("file        %s", info.path);
        printf("bytes       %lld\nversion     %d (this program writes %d)\nSQLite  "
               "    %s, journal %s%s\n"
               "encounters  %lld\nrows        %lld\ndrafts      %lld\naudit rows  %lld\n",
               (long long)info.bytes, info.schema, info.schema_known, info.sqlite,
               info.journal, store_is_encrypted(store) ? ", encrypted" : "",
               (long long)info.encounters, (long long)info.rows,
               (long long)info.drafts, (long long)info.audit);
    }
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
    app_tell("%s: whole", app->db_path);
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
        app_tell("%s: written%s", words[0],
                 store_is_encrypted(store) ? ", encrypted with the same key" : "");
    store_close(store);
    return leave;
}

/* --key-file is the new copy's key here; the database's own, if it has one, comes from the environment
 * or the terminal. */
static enum leave encrypt(struct app *app, int n, char *const *words)
{
    struct err err = {""};
    enum leave leave;
    if (n != 1 || app->key_file == NULL) {
        app_say("db encrypt needs the name of one file that is not there yet, and --key-file FILE with "
                "its key (- asks for it)");
        return LEAVE_USAGE;
    }
    if (!store_can_encrypt())
        return app_key(app, &leave) ? LEAVE_CONFIG : leave;
    char *key = app_new_key(app, words[0], &leave);
    app->key_file = NULL;
    struct store *store = key != NULL ? app_store(app, false, &leave) : NULL;
    if (store != NULL) {
        leave = said(store_encrypt(store, words[0], key, &err), &err);
        if (leave == LEAVE_DONE)
            app_tell("%s: written, encrypted; %s is as it was", words[0], app->db_path);
    }
    key_wipe(key);
    store_close(store);
    return leave;
}

/* The words of the command line as one text. */
static void join(int n, char *const *words, struct str *out)
{
    for (int i = 0; i < n; i++)
        str_addf(out, "%s%s", i > 0 ? " " : "", words[i]);
}

static enum store_fault print_rows(struct store *store, const struct store_trail *filter,
                                   struct err *err)
{
    enum { PAGE = 500 };
    struct arena arena;
    struct str line;
    int64_t after = 0;
    size_t got = PAGE;
    enum store_fault fault = STORE_OK;
    arena_init(&arena);
    str_init(&line, 1 << 20);
    while (fault == STORE_OK && got == PAGE && !ferror(stdout)) {
        struct store_audit *rows;
        arena_clear(&arena);
        fault = store_trail_list(store, filter, after, PAGE, &arena, &rows, &got, err);
        for (size_t i = 0; fault == STORE_OK && i < got; i++) {
            trail_row_text(&rows[i], &line);
            printf("%s\n", line.data);
        }
        after = fault == STORE_OK && got > 0 ? rows[got - 1].id : after;
    }
    str_release(&line);
    arena_release(&arena);
    return fault;
}

static enum leave print_audit(struct app *app, int n, char *const *words)
{
    struct store_trail filter = {.newest = false};
    struct err err = {""};
    struct arena arena;
    struct str asked;
    enum leave leave = LEAVE_USAGE;
    arena_init(&arena);
    str_init(&asked, 4000);
    join(n, words, &asked);
    if (!trail_read(&arena, n > 0 ? asked.data : "", &filter, &err))
        app_say_text(err.text);
    struct store *store = err.text[0] == '\0' ? app_store(app, false, &leave) : NULL;
    if (store != NULL) {
        enum store_fault fault = print_rows(store, &filter, &err);
        if (fault == STORE_OK)
            fault = store_note(store, "audit trail shown", filter.number,
                               n > 0 ? asked.data : "", &err);
        store_close(store);
        leave = said(fault, &err);
    }
    str_release(&asked);
    arena_release(&arena);
    return leave;
}

static void say_break(void *context, const char *sentence)
{
    const struct app *app = context;
    app_say("%s: %s; compare it with a backup", app->db_path, sentence);
}

/* A chain noted earlier, on paper or in a mail, must still be there. */
static enum leave look_for(struct app *app, struct store *store, const char *chain)
{
    struct err err = {""};
    char shown[64];
    int64_t id = 0;
    enum leave leave = said(store_audit_has(store, chain, &id, &err), &err);
    if (leave != LEAVE_DONE)
        return leave;
    if (id == 0) {
        app_say("%s: no row has the chain %s that you noted: the trail was made anew, or cut and "
                "gone on with", app->db_path, text_short(chain, shown));
        return LEAVE_DATA;
    }
    app_tell("%s: row %lld has that chain", app->db_path, (long long)id);
    return LEAVE_DONE;
}

static enum leave verify(struct app *app, int n, char *const *words)
{
    struct err err = {""};
    enum leave leave;
    int64_t rows = 0, broken = 0;
    char chain[65] = "";
    struct store *store = app_store(app, false, &leave);
    if (store == NULL)
        return leave;
    leave = said(store_audit_breaks(store, say_break, app, &rows, &broken, &err), &err);
    if (leave == LEAVE_DONE && broken != 0)
        leave = LEAVE_DATA;
    if (leave == LEAVE_DONE)
        leave = said(store_audit_end(store, chain, &err), &err);
    if (leave == LEAVE_DONE)
        app_tell("%s: the audit trail is whole, %lld rows, its end is %s", app->db_path,
                 (long long)rows, chain);
    if (leave == LEAVE_DONE && n > 0)
        leave = look_for(app, store, words[0]);
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
    if (!app_key(app, &leave))
        return leave;
    as_is.key = app->key;
    if (app->readonly) {
        app_say("db migrate writes; start it without --readonly");
        return LEAVE_USAGE;
    }
    enum store_fault fault = store_open(&as_is, &store, &err);
    store_close(store);
    if (fault == STORE_OK) {
        app_tell("%s: is of this version already", app->db_path);
        return LEAVE_DONE;
    }
    if (fault != STORE_OLDER)
        return said(fault, &err);
    store = app_store(app, true, &leave);
    if (store != NULL)
        app_tell("%s: brought to this version", app->db_path);
    store_close(store);
    return leave;
}

enum leave command_db(struct app *app, int n, char *const *words)
{
    static const struct {
        const char *name;
        db_fn *run;
    } parts[] = {{"info", print_info}, {"check", check}, {"backup", backup}, {"migrate", migrate}, {"encrypt", encrypt},
                 {"audit", print_audit}, {"verify", verify}};
    char shown[64];
    const char *name = n > 0 ? words[0] : "info";
    for (size_t i = 0; i < COUNT_OF(parts); i++)
        if (strcmp(parts[i].name, name) == 0)
            return command_finish(parts[i].run(app, n > 0 ? n - 1 : 0, words + (n > 0)));
    app_say("db does not know %s; write check, backup FILE, encrypt FILE, migrate, info, audit or verify",
            text_short(name, shown));
    return LEAVE_USAGE;
}
