/* app.h: what every command and the screens share: the options as given, the rule book, the policy,
 * the database.
 *
 * Filled by main.c from the command line, then by app_load() and app_store() for those who need
 * more. Sentences go to stderr through app_say(), lines with words from outside to stdout
 * through app_tell(). */
#ifndef IVLEDGER_APP_H
#define IVLEDGER_APP_H

#include "../../core/site.h"
#include "../../db/load.h"
#include "../../db/store.h"

/* Exit statuses (interfaces.md section 1). */
enum leave {
    LEAVE_DONE = 0,
    LEAVE_FOUND = 1, /* done, and some finding is an error */
    LEAVE_USAGE = 64,
    LEAVE_DATA = 65, /* bad input data */
    LEAVE_NO_INPUT = 66,
    LEAVE_OUR_FAULT = 70,
    LEAVE_NO_CREATE = 73,
    LEAVE_IO = 74,
    LEAVE_BUSY = 75,
    LEAVE_REFUSED = 77, /* not with this job */
    LEAVE_CONFIG = 78,
    LEAVE_STOPPED = 130 /* by Ctrl-C, at a whole encounter */
};

enum format { FORMAT_TEXT, FORMAT_CSV, FORMAT_JSON, FORMAT_HTML /* show only */ };

struct app {
    /* as given; NULL or false: not given */
    const char *map;     /* usual, or a file of column names: the input is somebody else's list */
    const char *program; /* argv[0] */
    const char *key_file; /* of an encrypted database; "-": ask */
    const char *db, *data, *policy_name, *rules, *script, *screen, *now, *output, *what;
    /* of train */
    const char *grade, *answers, *keep, *trainee, *override, *pass;
    bool drill, results;
    const char *site_dir, *form, *from, *accept;
    const char *reason, *words, *seed, *size, *by;
    const char **sets; /* --set values, in order */
    size_t n_sets;
    enum format format;
    bool format_given, readonly, plain, ascii, no_color, no_mouse, replace, switches;
    bool dry_run, yes, blind, again, drop;
    const char *filter; /* name of a kept filter */
    /* set by the workstation: shows how far long work is (progress.h) */
    void (*show)(void *context, const char *words);
    void *show_context;
    /* worked out by main.c before anything runs */
    struct arena arena;
    char *key;           /* worked out by app_key(); NULL: none */
    const char *user;    /* login name */
    const char *db_path; /* --db or the XDG place; "" when no home folder is known */
    /* worked out by app_load() */
    const char *data_dir;
    struct library *library;
    struct policy policy; /* --policy (reference) with --set on top */
    /* worked out by app_site() */
    struct site site;
    bool site_loaded;
};

/* One sentence to stderr: "ivledger: " before it, control characters made harmless. */
void app_say(const char *format, ...) PRINTF_LIKE(1, 2);
void app_say_text(const char *sentence);
/* One line to stdout that holds words from outside: tamed in the same way. */
void app_tell(const char *format, ...) PRINTF_LIKE(1, 2);

/* Loads rule book and policy once.  LEAVE_DONE, or the status to leave with (said already). */
enum leave app_load(struct app *app);
/* What the site says of itself (--site, else the configuration folder), loaded once; it changes
 * claims, and says the setting and payer that a record does not.  LEAVE_DONE, or the status to
 * leave with (said already). */
enum leave app_site(struct app *app);
/* The switches that the site has set itself, on top of reference, below --set; does nothing where a
 * policy was named.  For those who save: import and the workstation. */
enum leave app_policy(struct app *app, struct store *store);
enum leave app_policy_by_name(struct app *app);  /* --policy site: opens the database for it */
bool app_sets(struct app *app, struct err *err); /* --set on top of app->policy */
bool app_has_store(const struct app *app);       /* is there a database at all? */
/* The book for a date of service: --rules when given, else by date.  NULL: err. */
const struct book *app_book(const struct app *app, day_t day, struct err *err);
/* The same for a saved encounter: the edition it was coded under, as it stood on that day. */
const struct book *app_book_of(const struct app *app, day_t day, const char *edition,
                               struct err *err);
/* The key of the database (key.c): of --key-file, else $IVLEDGER_KEY_FILE, else asked for where the
 * file is encrypted.  False with a status to leave with (said already). */
bool app_key(struct app *app, enum leave *leave);
/* The key that --key-file names, for a new database; asked for twice with "-".  The caller wipes it.
 * NULL with a status to leave with (said already). */
char *app_new_key(const struct app *app, const char *path, enum leave *leave);
/* Opens the database as the options say; NULL with a status to leave with (said already).  create:
 * make it when it is not there, and insist on writing; else a file that may only be read will do.
 */
struct store *app_store(struct app *app, bool create, enum leave *leave);
/* Fills user: the login name, uid-N for who has none.  False: it cannot be looked up just now, and
 * the trail would name another. */
bool app_find_user(struct app *app, struct err *err);
enum leave app_leave(enum store_fault fault); /* the status that goes with a fault */
void app_release(struct app *app);

#endif
