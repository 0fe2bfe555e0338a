#include "command.h"

#include "ahead.h"
#include "progress.h"

struct importing {
    struct app *app;
    struct progress progress;
    struct store *store;
    enum store_fault fault; /* that ended the file */
    long saved, unchanged, replaced, refused;
};

static bool refuse(struct importing *in, const struct store_item *item)
{
    app_say("encounter %s is saved already with other content, by %s on %s; use --replace to save "
            "this one as its next"
            " version",
            item->number, item->changed_by, item->changed);
    in->refused++;
    return true;
}

static bool save(struct importing *in, const struct store_prepared *p, const struct store_item *before)
{
    struct err err = {""};
    struct store_save what = {.prepared = p, .status = STATUS_CODED, .why = "imported"};
    if (before != NULL) {
        what.id = before->id;
        what.version = before->version;
        what.why = "imported again";
    }
    in->fault = store_save(in->store, &what, &err);
    if (in->fault != STORE_OK)
        app_say_text(err.text);
    else if (before != NULL)
        in->replaced++;
    else
        in->saved++;
    return in->fault == STORE_OK;
}

/* What is saved under that number with the same fingerprint is the same encounter with the same
 * answer. */
static bool import_one(struct importing *in, const struct store_prepared *p, struct arena *arena)
{
    struct store_item item;
    struct err err = {""};
    bool more;
    arena_clear(arena);
    enum store_fault fault = store_find(in->store, store_prepared_number(p), arena, &item, &err);
    if (fault == STORE_MISSING) {
        more = save(in, p, NULL);
    } else if (fault != STORE_OK) {
        in->fault = fault;
        app_say_text(err.text);
        more = false;
    } else if (text_equal(item.hash, store_prepared_hash(p))) {
        in->unchanged++;
        more = true;
    } else {
        more = in->app->replace ? save(in, p, &item) : refuse(in, &item);
    }
    return progress_step(&in->progress) && more;
}

static enum leave import_all(struct importing *in, struct coding *coding, const char *path,
                             bool *broken)
{
    struct ahead *ahead = ahead_begin(coding, path);
    const struct store_prepared *p;
    const char *sentence;
    struct arena arena;
    arena_init(&arena);
    while ((p = ahead_next(ahead, &sentence)) != NULL || sentence != NULL) {
        if (sentence != NULL)
            app_say_text(sentence);
        else if (!import_one(in, p, &arena))
            break;
    }
    ahead_stop(ahead);
    arena_release(&arena);
    return ahead_end(ahead, broken);
}

/* One file is one transaction; a file that breaks off, or a save that fails, leaves nothing of it.
 * Stopped by hand it keeps what was done so far: to import the file again goes on from there. */
static enum leave import_file(struct importing *in, struct coding *coding, const char *path)
{
    struct importing before = *in;
    struct err err = {""};
    bool broken = false;
    in->fault = store_begin(in->store, &err);
    if (in->fault != STORE_OK) {
        app_say_text(err.text);
        return app_leave(in->fault);
    }
    progress_begin(&in->progress, in->app, "import", 0);
    enum leave leave = import_all(in, coding, path, &broken);
    leave = progress_end(&in->progress, leave);
    if (in->fault == STORE_OK && !broken) {
        in->fault = store_commit(in->store, &err);
        if (in->fault != STORE_OK)
            app_say_text(err.text);
    } else {
        store_rollback(in->store);
        if (leave != LEAVE_NO_INPUT)
            app_say("%s: nothing of this file was saved", path);
    }
    if (in->fault == STORE_OK && !broken)
        return leave == LEAVE_DONE && in->refused > before.refused ? LEAVE_DATA : leave;
    enum store_fault fault = in->fault;
    *in = before;
    in->fault = fault;
    return fault != STORE_OK ? app_leave(fault) : leave;
}

static void print_summary(const struct importing *in, const struct coding *coding)
{
    printf("%ld saved, %ld saved again, %ld unchanged, %ld refused, %ld left out\n", in->saved,
           in->replaced, in->unchanged, in->refused, coding->bad);
}

enum leave command_import(struct app *app, int n, char *const *words)
{
    struct importing in = {.app = app};
    struct coding coding;
    enum leave leave;
    if (n == 0) {
        app_say("import needs the CSV files to save, or - for standard input");
        return LEAVE_USAGE;
    }
    leave = app_load(app);
    if (leave == LEAVE_DONE)
        leave = app_site(app);
    if (leave == LEAVE_DONE)
        in.store = app_store(app, true, &leave);
    if (in.store == NULL)
        return leave;
    if ((leave = app_policy(app, in.store)) != LEAVE_DONE) {
        store_close(in.store);
        return leave;
    }
    coding_init(&coding, app, NULL, NULL);
    coding.result.brief = true; /* reasons are not stored: they follow from input, book and policy */
    for (int i = 0; i < n && in.fault == STORE_OK && leave != LEAVE_STOPPED; i++) {
        enum leave one = import_file(&in, &coding, words[i]);
        leave = one > leave ? one : leave;
    }
    if (leave == LEAVE_DONE && coding.error_found)
        leave = LEAVE_FOUND;
    print_summary(&in, &coding);
    coding_release(&coding);
    store_close(in.store);
    return command_finish(leave);
}
