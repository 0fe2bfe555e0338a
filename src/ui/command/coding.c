#include "coding.h"

#include <errno.h>
#include <sys/stat.h>

#include "mapped.h"

void coding_init(struct coding *coding, struct app *app, coding_fn *coded, void *context)
{
    *coding = (struct coding){.app = app, .coded = coded, .context = context};
    result_init(&coding->result);
}

void coding_release(struct coding *coding)
{
    result_release(&coding->result);
}

static void complain(void *context, const char *sentence)
{
    (void)context;
    app_say_text(sentence);
}

static bool code_one(void *context, const struct encounter *e)
{
    struct coding *coding = context;
    struct err err;
    const struct book *book = app_book(coding->app, encounter_day(e), &err);
    if (book == NULL) {
        app_say("%s:%ld: encounter %s: %s",
                strcmp(coding->path, "-") == 0 ? "stdin" : coding->path, coding->count.line, e->id,
                err.text);
        coding->bad++;
        return true;
    }
    engine_code(book, &coding->app->policy, e, &coding->result);
    coding->good++;
    if (coding->result.n_findings > 0 && result_worst(&coding->result) == SEVERITY_ERROR)
        coding->error_found = true;
    return coding->coded(coding->context, &coding->result);
}

/* A sentence before the reader's own, since "not there" has a status of its own. */
static enum leave look_at(const char *path)
{
    struct stat st;
    if (strcmp(path, "-") == 0)
        return LEAVE_DONE;
    if (stat(path, &st) != 0) {
        app_say("%s: cannot be read (%s); give the name of a CSV file, or - for standard input",
                path, strerror(errno));
        return LEAVE_NO_INPUT;
    }
    if (S_ISDIR(st.st_mode)) {
        app_say("%s: is a folder; give the CSV files in it", path);
        return LEAVE_NO_INPUT;
    }
    return LEAVE_DONE;
}

static bool read_file(struct coding *coding, const char *path, const struct exchange_reader *reader,
                      struct err *err)
{
    if (coding->app->map != NULL)
        return mapped_read(coding->app, path, reader, &coding->count, err);
    return exchange_read(path, reader, &coding->count, err);
}

enum leave coding_file(struct coding *coding, const char *path, bool *broken)
{
    struct exchange_reader reader = {code_one, complain, coding, false};
    struct err err = {""};
    long bad_before = coding->bad;
    enum leave leave = look_at(path);
    *broken = leave != LEAVE_DONE;
    if (leave != LEAVE_DONE)
        return leave;
    coding->path = path;
    if (!read_file(coding, path, &reader, &err)) {
        *broken = true;
        app_say_text(err.text);
    }
    coding->bad += coding->count.bad;
    return *broken || coding->bad > bad_before ? LEAVE_DATA : LEAVE_DONE;
}
