#include "app.h"

#include <errno.h>
#include <pwd.h>
#include <unistd.h>

#include "../../db/key_file.h"
#include "../../db/paths.h"
#include "../../db/store_policy.h"
#include "../../db/site_load.h"

enum { PATH_LONGEST = 8192 };

void app_say_text(const char *sentence)
{
    char *copy = strdup(sentence);
    struct err cut; /* without memory what fits here must do */
    if (copy != NULL)
        text_tame(copy);
    else
        err_set(&cut, "%s", sentence);
    fprintf(stderr, "ivledger: %s\n", copy != NULL ? copy : cut.text);
    free(copy);
}

void app_say(const char *format, ...)
{
    char text[4096];
    va_list args;
    va_start(args, format);
    vsnprintf(text, sizeof text, format, args);
    va_end(args);
    app_say_text(text);
}

void app_tell(const char *format, ...)
{
    va_list args, again;
    char brief[1024]; /* what has been done is told even where no memory is left */
    va_start(args, format);
    va_copy(again, args);
    size_t size = (size_t)vsnprintf(NULL, 0, format, args) + 1; /* a cell of a table may be long */
    char *text = size <= sizeof brief ? brief : malloc(size);
    if (text == NULL)
        base_no_memory(size);
    vsnprintf(text, size, format, again);
    va_end(again);
    va_end(args);
    text_tame(text);
    puts(text);
    if (text != brief)
        free(text);
}

static void complain(void *context, const char *sentence)
{
    (void)context;
    app_say_text(sentence);
}

static bool load_policy(struct app *app, struct err *err)
{
    bool named = app->policy_name != NULL && strcmp(app->policy_name, SITE_POLICY) != 0;
    if (!library_policy(app->library, named ? app->policy_name : "reference", &app->policy, err))
        return false;
    return app_sets(app, err);
}

enum leave app_load(struct app *app)
{
    struct err err = {""};
    struct str dir;
    if (app->library != NULL)
        return LEAVE_DONE;
    str_init(&dir, PATH_LONGEST);
    bool found = paths_book(app->data, app->program, DATADIR, &dir, &err);
    app->data_dir = arena_text(&app->arena, dir.data);
    str_release(&dir);
    if (!found) {
        app_say_text(err.text);
        return LEAVE_CONFIG;
    }
    app->library = library_load(app->data_dir, complain, NULL, &err);
    if (app->library == NULL) {
        app_say("the rule book in %s cannot be used; put right what is named above, or give "
                "another one with --data DIR",
                app->data_dir);
        return LEAVE_CONFIG;
    }
    if (!load_policy(app, &err) ||
        (app->rules != NULL && library_edition(app->library, app->rules, &err) == NULL)) {
        app_say_text(err.text);
        return LEAVE_CONFIG;
    }
    return text_equal(app->policy_name, SITE_POLICY) ? app_policy_by_name(app) : LEAVE_DONE;
}

const struct book *app_book_of(const struct app *app, day_t day, const char *edition,
                               struct err *err)
{
    const struct book *book = day != NO_DAY ? library_on(app->library, day, err) : NULL;
    if (edition == NULL || (book != NULL && text_equal(book->edition, edition)))
        return book;
    return library_edition(app->library, edition, err);
}

enum leave app_site(struct app *app)
{
    struct err err = {""};
    if (app->site_loaded)
        return LEAVE_DONE;
    site_init(&app->site);
    app->site_loaded = true;
    if (site_load(&app->site, app->site_dir, complain, NULL, &err))
        return LEAVE_DONE;
    app_say("the site's settings cannot be used: %s", err.text);
    return LEAVE_CONFIG;
}

const struct book *app_book(const struct app *app, day_t day, struct err *err)
{
    return app_book_of(app, day, app->rules, err);
}

enum leave app_leave(enum store_fault fault)
{
    static const enum leave leaves[] = {
        [STORE_OK] = LEAVE_DONE,
        [STORE_BUSY] = LEAVE_BUSY,
        [STORE_STALE] = LEAVE_BUSY,
        [STORE_TAKEN] = LEAVE_DATA,
        [STORE_MISSING] = LEAVE_NO_INPUT,
        [STORE_READONLY] = LEAVE_IO,
        [STORE_CANNOT_CREATE] = LEAVE_NO_CREATE,
        [STORE_NEWER] = LEAVE_CONFIG,
        [STORE_OLDER] = LEAVE_CONFIG,
        [STORE_NOT_DATABASE] = LEAVE_DATA,
        [STORE_IO] = LEAVE_IO,
        [STORE_LOCKED] = LEAVE_REFUSED,
        [STORE_REFUSED] = LEAVE_REFUSED,
    };
    return leaves[fault];
}

struct store *app_store(struct app *app, bool create, enum leave *leave)
{
    struct err err = {""};
    struct store *store = NULL;
    struct store_options options = {
        .path = app->db_path,
        .user = app->user,
        .now = app->now,
        .readonly = app->readonly,
        .create = create,
        .reading = !create,
    };
    if (app->db_path[0] == '\0') {
        app_say("there is no home folder to keep the database in; set HOME, or name the file with "
                "--db FILE");
        *leave = LEAVE_CONFIG;
        return NULL;
    }
    if (!app_key(app, leave))
        return NULL;
    options.key = app->key;
    *leave = app_leave(store_open(&options, &store, &err));
    if (store == NULL)
        app_say_text(err.text);
    return store;
}

void app_release(struct app *app)
{
    if (app->library != NULL)
        library_free(app->library);
    app->library = NULL;
    if (app->site_loaded)
        site_release(&app->site);
    app->site_loaded = false;
    key_wipe(app->key);
    app->key = NULL;
    arena_release(&app->arena);
}

bool app_find_user(struct app *app, struct err *err)
{
    errno = 0;
    const struct passwd *user = getpwuid(geteuid());
    const int why = user != NULL ? 0 : errno;

    app->user = user != NULL ? arena_text(&app->arena, user->pw_name)
                             : arena_format(&app->arena, "uid-%ld", (long)geteuid());
    if (why != EINTR && why != EIO && why != EMFILE && why != ENFILE && why != ENOMEM &&
        why != ERANGE)
        return true;
    return err_set(err, "your name cannot be looked up (%s); close other programs and try again",
                   strerror(why));
}
