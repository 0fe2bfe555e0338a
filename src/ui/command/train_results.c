#include "train.h"

#include "../../core/page.h"
#include "../../db/csv.h"
#include "../../db/paths.h"
#include "../../db/store_office.h"

/* ---- per trainee and rule, weakest first ---- */

struct printing {
    struct csv_writer *csv;
    struct str out;
    long n;
};

static void write_rule(struct csv_writer *csv, const struct training_rule *r)
{
    csv_write_cell(csv, r->trainee);
    csv_write_cell(csv, r->rule);
    csv_write_cell(csv, r->step);
    csv_write_cell(csv, r->day);
    csv_write_number(csv, r->right);
    csv_write_number(csv, r->asked);
    csv_write_number(csv, r->right * 100 / r->asked);
    csv_write_end(csv);
}

static bool print_rule(void *context, const struct training_rule *r)
{
    struct printing *p = context;
    p->n++;
    if (p->csv != NULL) {
        write_rule(p->csv, r);
        return true;
    }
    if (*r->day != '\0') {
        str_addf(&p->out, "%35s%s  %4lld of %4lld  %3lld%%\n", "", r->day, (long long)r->right,
                 (long long)r->asked, (long long)(r->right * 100 / r->asked));
        return true;
    }
    page_cell(&p->out, 12, r->trainee);
    page_cell(&p->out, 24, text_empty(r->rule) ? "-" : r->rule);
    page_cell(&p->out, 9, r->step);
    str_addf(&p->out, "%4lld of %4lld  %3lld%%\n", (long long)r->right, (long long)r->asked,
             (long long)(r->right * 100 / r->asked));
    return true;
}

enum leave train_results(struct app *app)
{
    static const char *const columns[] = {"trainee", "rule",  "step",   "day",
                                          "right",   "asked", "percent"};
    struct training_room room = {.app = app};
    struct printing p = {.n = 0};
    struct training *store;
    struct err err = {""};
    enum leave leave = room_store(&room, false, &store);
    if (leave != LEAVE_DONE)
        return leave;
    str_init(&p.out, 16 * TRAIN_TEXT);
    if (app->format == FORMAT_CSV) {
        p.csv = csv_write_to(stdout);
        for (size_t i = 0; i < COUNT_OF(columns); i++)
            csv_write_cell(p.csv, columns[i]);
        csv_write_end(p.csv);
    }
    enum store_fault fault = training_rules(store, app->trainee, true, print_rule, &p, &err);
    fputs(p.out.data, stdout);
    if (p.csv != NULL && !csv_write_done(p.csv, fault == STORE_OK ? &err : NULL) &&
        fault == STORE_OK)
        fault = STORE_IO;
    if (fault == STORE_OK && p.n == 0 && app->trainee != NULL) {
        fault = STORE_MISSING;
        err_set(&err, "there are no results of %.60s; `ivledger train --results` shows whose "
                      "there are",
                app->trainee);
    }
    if (fault != STORE_OK)
        app_say_text(err.text);
    str_release(&p.out);
    training_close(store);
    return app_leave(fault);
}

/* ---- a trainer's word ---- */

/* A job is kept in the live database, which is only asked; where there is none everybody may. */
static enum leave may_grade(struct app *app)
{
    struct err err = {""};
    enum leave leave = LEAVE_DONE;
    struct store *store = app_has_store(app) ? app_store(app, false, &leave) : NULL;
    if (store == NULL)
        return leave;
    leave = app_leave(store_may(store, DEED_GRADE, &err));
    if (leave != LEAVE_DONE)
        app_say_text(err.text);
    store_close(store);
    return leave;
}

enum leave train_override(struct app *app)
{
    struct training_room room = {.app = app};
    struct training *store;
    struct err err = {""};
    const char *mark = strchr(app->override, '=');
    char number[32];
    long id = 0;
    bool passed = mark != NULL && strcmp(mark + 1, "passed") == 0;
    snprintf(number, sizeof number, "%.*s",
             mark != NULL && mark - app->override < 31 ? (int)(mark - app->override) : 0,
             app->override);
    if (mark == NULL || (!passed && strcmp(mark + 1, "failed") != 0) ||
        !number_parse(number, 1, 999999999, &id)) {
        app_say("--override wants the number of an attempt and passed or failed, like 17=passed; "
                "`ivledger export --what training` numbers them");
        return LEAVE_USAGE;
    }
    if (app->readonly) {
        app_say("--override writes to the training database; leave out --readonly");
        return LEAVE_USAGE;
    }
    enum leave leave = may_grade(app);
    if (leave == LEAVE_DONE)
        leave = room_store(&room, false, &store);
    else
        return leave;
    training_close(store);
    if (leave == LEAVE_DONE)
        leave = room_store(&room, true, &store);
    if (leave != LEAVE_DONE)
        return leave;
    enum store_fault fault =
        training_override(store, id, passed, app->user, app->words, &err);
    if (fault != STORE_OK)
        app_say_text(err.text);
    training_close(store);
    return fault == STORE_REFUSED ? LEAVE_USAGE : app_leave(fault);
}

/* ---- export ---- */

static const char *const export_columns[] = {
    "attempt", "at",    "trainee", "scenario", "mode",  "step",    "rule",     "row",    "subject",
    "said",    "wanted", "right",  "follows",  "percent", "pass_mark", "override", "reason", "by"};

static bool write_row(void *context, const struct training_row *r)
{
    struct csv_writer *csv = context;
    csv_write_number(csv, r->attempt);
    csv_write_cell(csv, r->at);
    csv_write_cell(csv, r->trainee);
    csv_write_cell(csv, r->scenario);
    csv_write_cell(csv, r->mode);
    csv_write_cell(csv, r->step);
    csv_write_cell(csv, r->rule);
    if (r->row != 0)
        csv_write_number(csv, r->row);
    else
        csv_write_cell(csv, "");
    csv_write_cell(csv, r->subject);
    csv_write_cell(csv, r->said);
    csv_write_cell(csv, r->wanted);
    csv_write_cell(csv, r->right ? "y" : "n");
    csv_write_cell(csv, r->follows ? "y" : "n");
    csv_write_number(csv, r->percent);
    csv_write_number(csv, r->pass_mark);
    csv_write_cell(csv, r->override);
    csv_write_cell(csv, r->reason);
    csv_write_cell(csv, r->by);
    csv_write_end(csv);
    return true;
}

static enum leave write_rows(struct training *store, FILE *out)
{
    struct err err = {""};
    struct csv_writer *csv = csv_write_to(out);
    for (size_t i = 0; i < COUNT_OF(export_columns); i++)
        csv_write_cell(csv, export_columns[i]);
    csv_write_end(csv);
    enum store_fault fault = training_each(store, write_row, csv, &err);
    if (fault != STORE_OK)
        app_say_text(err.text);
    bool written = csv_write_done(csv, &err);
    if (fault != STORE_OK || written || out == stdout) /* command_finish() speaks for stdout */
        return app_leave(fault);
    app_say_text(err.text);
    return LEAVE_IO;
}

static enum leave write_file(struct training *store, const char *path)
{
    struct paths_file file;
    struct err err = {""};
    if (!paths_create(&file, path, &err)) {
        app_say_text(err.text);
        return LEAVE_NO_CREATE;
    }
    enum leave leave = write_rows(store, file.stream);
    if (leave != LEAVE_DONE) {
        paths_abandon(&file);
        return leave;
    }
    if (paths_finish(&file, &err))
        return LEAVE_DONE;
    app_say_text(err.text);
    return LEAVE_IO;
}

enum leave train_export(struct app *app, int n)
{
    struct training_room room = {.app = app};
    struct training *store;
    if (n > 0) {
        app_say("training results take no filter; narrow the CSV afterwards");
        return LEAVE_USAGE;
    }
    enum leave leave = room_store(&room, false, &store);
    if (leave != LEAVE_DONE)
        return leave;
    bool file = app->output != NULL && strcmp(app->output, "-") != 0;
    leave = file ? write_file(store, app->output) : write_rows(store, stdout);
    training_close(store);
    return leave;
}
