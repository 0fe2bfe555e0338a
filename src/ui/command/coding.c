#include "coding.h"

#include <errno.h>
#include <sys/stat.h>
#include <unistd.h>

#include "mapped.h"

void coding_init(struct coding *coding, struct app *app, coding_fn *coded, void *context)
{
    *coding = (struct coding){.app = app, .coded = coded, .context = context};
    result_init(&coding->result);
}

/* Books that the thread has asked for, by day. */
enum { HAND_DAYS = 512 };
struct coding_hand {
    alignas(CREW_APART) struct result result;
    struct {
        day_t day;
        const struct book *book;
    } books[HAND_DAYS];
};

void coding_init_crew(struct coding *coding, struct app *app, coding_words_fn *words,
                      coding_print_fn *print, void *context, bool brief)
{
    coding_init(coding, app, NULL, context);
    coding->words = words;
    coding->print = print;
    coding->n_hands = crew_fitting();
    coding->hands = crew_apart((size_t)coding->n_hands * sizeof *coding->hands);
    for (int i = 0; i < coding->n_hands; i++) {
        result_init(&coding->hands[i].result);
        coding->hands[i].result.brief = brief;
    }
}

void coding_release(struct coding *coding)
{
    for (int i = 0; i < coding->n_hands; i++)
        result_release(&coding->hands[i].result);
    free(coding->hands);
    result_release(&coding->result);
}

static void complain(void *context, const char *sentence)
{
    struct coding *coding = context;
    if (coding->say != NULL)
        coding->say(coding->context, sentence);
    else
        app_say_text(sentence);
}

static const char *name_of(const struct coding *coding)
{
    return strcmp(coding->path, "-") == 0 ? "stdin" : coding->path;
}

static bool code_one(void *context, const struct encounter *e)
{
    struct coding *coding = context;
    struct err err;
    const struct book *book = app_book(coding->app, encounter_day(e), &err);
    if (book == NULL) {
        struct err said;
        err_set(&said, "%s:%ld: encounter %s: %s", name_of(coding), coding->count.line, e->id,
                err.text);
        complain(coding, said.text);
        coding->bad++;
        return true;
    }
    engine_code(book, &coding->app->policy, e, &coding->result);
    coding->good++;
    if (coding->result.n_findings > 0 && result_worst(&coding->result) == SEVERITY_ERROR)
        coding->error_found = true;
    return coding->coded(coding->context, &coding->result);
}

/* ---- by a crew ---- */

/* The library makes the book of a day when it is first asked for, so one thread at a time asks. */
static const struct book *hand_book(const struct coding *coding, struct crew *crew,
                                    struct coding_hand *hand, day_t day, struct err *err)
{
    size_t at = (size_t)(day % HAND_DAYS + HAND_DAYS) % HAND_DAYS;
    if (hand->books[at].book == NULL || hand->books[at].day != day) {
        crew_lock(crew);
        hand->books[at].book = app_book(coding->app, day, err);
        crew_unlock(crew);
        hand->books[at].day = day;
    }
    return hand->books[at].book;
}

static bool code_in_crew(void *context, struct crew *crew, int which, const struct encounter *e,
                         long line, struct exchange_share *share)
{
    const struct coding *coding = context;
    struct coding_hand *hand = &coding->hands[which];
    struct err err;
    const struct book *book = hand_book(coding, crew, hand, encounter_day(e), &err);
    if (book == NULL) {
        str_addf(&share->sentences, "%s:%ld: encounter %s: %s", name_of(coding), line, e->id,
                 err.text);
        str_addn(&share->sentences, "", 1);
        return false;
    }
    engine_code(book, &coding->app->policy, e, &hand->result);
    if (hand->result.n_findings > 0 && result_worst(&hand->result) == SEVERITY_ERROR)
        share->found = true;
    coding->words(coding->context, which, &hand->result, &share->text);
    return true;
}

static bool print_share(void *context, const struct exchange_share *share)
{
    struct coding *coding = context;
    coding->error_found = coding->error_found || share->found;
    coding->good += share->good;
    return coding->print(coding->context, &share->text);
}

/* ---- a file ---- */

static enum leave look_at_stdin(void)
{
    struct stat st;
    int fault = fstat(STDIN_FILENO, &st) != 0 ? errno : S_ISDIR(st.st_mode) ? EISDIR : 0;
    if (fault == 0)
        return LEAVE_DONE;
    app_say("standard input: cannot be read (%s); give a CSV file or a pipe", strerror(fault));
    return LEAVE_IO;
}

/* A sentence before the reader's own, since "not there" has a status of its own. */
static enum leave look_at(const char *path)
{
    struct stat st;
    if (strcmp(path, "-") == 0)
        return look_at_stdin();
    if (stat(path, &st) != 0 || access(path, R_OK) != 0) {
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

static enum leave look_at_map(const char *map)
{
    if (map == NULL || strcmp(map, "usual") == 0 || access(map, R_OK) == 0)
        return LEAVE_DONE;
    app_say("%s: cannot be opened (%s); give a CSV file of column names, or usual", map,
            strerror(errno));
    return LEAVE_NO_INPUT;
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
    const struct exchange_crew crew = {coding->n_hands, code_in_crew, print_share};
    struct exchange_reader reader = {.each = code_one,
                                     .complain = complain,
                                     .context = coding,
                                     .crew = coding->hands != NULL ? &crew : NULL,
                                     .site = &coding->app->site};
    struct err err = {""};
    long bad_before = coding->bad;
    enum leave leave = look_at(path);
    if (leave == LEAVE_DONE)
        leave = look_at_map(coding->app->map);
    *broken = leave != LEAVE_DONE;
    if (leave != LEAVE_DONE)
        return leave;
    coding->path = path;
    if (!read_file(coding, path, &reader, &err)) {
        *broken = true;
        complain(coding, err.text);
    }
    coding->bad += coding->count.bad;
    return *broken || coding->bad > bad_before ? LEAVE_DATA : LEAVE_DONE;
}
