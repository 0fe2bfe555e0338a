#include "command.h"

#include "../../core/selfaudit.h"
#include "../../db/csv.h"
#include "filter.h"
#include "office.h"
#include "progress.h"
#include "reports.h"

struct auditing {
    struct app *app;
    struct store *store;
    struct office office;
    struct progress progress;
    struct arena arena;    /* of all: the counts by coder */
    struct arena hits;     /* of one encounter */
    const struct audit_question *questions;
    size_t n_questions;
    struct audit_coders coders;
    int64_t *found;        /* by question */
    int64_t looked, with;  /* encounters */
    struct csv_writer *csv;
    struct selfaudit_report *report; /* hits are kept there; NULL: printed as they come */
    enum leave leave;
};

static void keep_hit(struct auditing *a, const char *number, const char *coder,
                     const struct audit_question *q, const char *what, int row)
{
    struct selfaudit_report *r = a->report;
    *ARENA_PUSH(&r->arena, r->hits, r->n, r->cap) = (struct selfaudit_hit){
        q, arena_text(&r->arena, number), arena_text(&r->arena, coder), arena_text(&r->arena, what),
        row};
}

static void print_csv_hit(struct auditing *a, const char *number, const char *coder, int visit,
                          int row, const struct audit_question *q, const char *what)
{
    csv_write_cell(a->csv, number);
    csv_write_cell(a->csv, coder);
    if (visit > 0)
        csv_write_number(a->csv, visit);
    else
        csv_write_cell(a->csv, "");
    if (row > 0)
        csv_write_number(a->csv, row);
    else
        csv_write_cell(a->csv, "");
    csv_write_cell(a->csv, q->id);
    csv_write_cell(a->csv, what);
    csv_write_cell(a->csv, q->say);
    csv_write_cell(a->csv, q->fix);
    csv_write_cell(a->csv, q->source->id);
    csv_write_end(a->csv);
}

static void print_hit(struct auditing *a, const struct store_item *item, const struct audit_hit *h)
{
    struct str out;
    if (a->report != NULL) {
        keep_hit(a, item->number, item->coder, h->question, h->what, h->row);
        return;
    }
    if (a->csv != NULL) {
        print_csv_hit(a, item->number, item->coder, h->visit, h->row, h->question, h->what);
        return;
    }
    str_init(&out, 4000);
    str_addf(&out, "%-16s %-10s %-16s %s", item->number, item->coder, h->question->id, h->what);
    if (h->row > 0)
        str_addf(&out, ", row %d", h->row);
    str_addf(&out, "\n    %s.\n    > %s.\n", h->question->say, h->question->fix);
    office_out(&out);
    str_release(&out);
}

static bool look_at(void *context, const struct encounter *e, const struct store_item *item)
{
    struct auditing *a = context;
    struct audit_hit *hits;
    struct err err;
    size_t n;
    a->looked++;
    if (!office_code(&a->office, a->app, a->store, e, item, &err)) {
        if (a->report == NULL)
            app_say_text(err.text);
        a->leave = LEAVE_CONFIG;
        return progress_step(&a->progress); /* the others are still wanted */
    }
    arena_clear(&a->hits);
    selfaudit(&a->hits, a->questions, a->n_questions, &a->office.saved.result, &a->office.coder,
              &hits, &n);
    for (size_t i = 0; i < n; i++) {
        a->found[hits[i].question - a->questions]++;
        print_hit(a, item, &hits[i]);
    }
    a->with += n > 0;
    selfaudit_count(&a->arena, &a->coders, a->questions, a->n_questions, &a->office.saved.result);
    return progress_step(&a->progress) && !ferror(stdout);
}

static void add_cluster(struct auditing *a, const struct audit_coder *coder,
                        const struct audit_question *q, const struct str *what)
{
    struct str text;
    if (a->report != NULL) {
        keep_hit(a, "", coder->coder, q, what->data, 0);
        return;
    }
    str_init(&text, 4000);
    str_addf(&text, "%-16s %-10s %-16s %s\n    %s.\n    > %s.\n", "(all)", coder->coder, q->id,
             what->data, q->say, q->fix);
    office_out(&text);
    str_release(&text);
}

/* What only shows over everything. */
static void look_at_clusters(struct auditing *a)
{
    size_t place = 0;
    for (size_t q = 0; q < a->n_questions; q++) {
        if (a->questions[q].test != AUDIT_CLUSTER)
            continue;
        for (size_t c = 0; c < a->coders.n; c++) {
            const struct audit_coder *coder = &a->coders.list[c];
            struct str out;
            if (!selfaudit_cluster(&a->questions[q], coder, place))
                continue;
            a->found[q]++;
            str_init(&out, 4000);
            str_addf(&out, "%lld of %lld rows", (long long)coder->at[place], (long long)coder->rows);
            if (a->csv != NULL)
                print_csv_hit(a, "", coder->coder, 0, 0, &a->questions[q], out.data);
            else
                add_cluster(a, coder, &a->questions[q], &out);
            str_release(&out);
        }
        place++;
    }
}

static int64_t print_sum(struct auditing *a)
{
    int64_t all = 0;
    struct str text;
    for (size_t q = 0; q < a->n_questions; q++)
        all += a->found[q];
    if (a->csv != NULL || a->report != NULL)
        return all;
    str_init(&text, 64 * 1024);
    str_addf(&text, "%s%lld of %lld encounters have something an auditor asks about, %lld in all:\n",
             all > 0 ? "\n" : "", (long long)a->with, (long long)a->looked, (long long)all);
    for (size_t q = 0; q < a->n_questions; q++)
        str_addf(&text, "  %6lld  %-16s %s\n", (long long)a->found[q], a->questions[q].id,
                 a->questions[q].say);
    office_out(&text);
    str_release(&text);
    return all;
}

static void print_head(struct auditing *a)
{
    static const char *const names[] = {"encounter", "coder", "visit", "row",   "question",
                                        "what",      "text",  "fix",   "source"};
    a->csv = csv_write_to(stdout);
    for (size_t i = 0; i < COUNT_OF(names); i++)
        csv_write_cell(a->csv, names[i]);
    csv_write_end(a->csv);
}

static enum leave run(struct auditing *a, const struct filter *filter, struct err *err)
{
    office_init(&a->office);
    arena_init(&a->arena);
    arena_init(&a->hits);
    a->leave = LEAVE_DONE;
    a->n_questions = library_audits(a->app->library, &a->questions);
    a->found = ARENA_ARRAY(&a->arena, int64_t, a->n_questions + 1);
    int64_t total = 0;
    enum store_fault fault = store_count(a->store, &filter->store, &total, err);
    progress_begin(&a->progress, a->app, "self-audit", total);
    a->progress.printing = a->report == NULL;
    if (fault == STORE_OK)
        fault = store_each_encounter(a->store, &filter->store, look_at, a, err);
    a->leave = progress_end(&a->progress, a->leave);
    if (fault == STORE_OK)
        fault = store_note(a->store, "self-audit", "", "", err);
    look_at_clusters(a);
    int64_t all = print_sum(a);
    office_release(&a->office);
    arena_release(&a->hits);
    arena_release(&a->arena);
    if (fault != STORE_OK)
        return app_leave(fault);
    return a->leave != LEAVE_DONE ? a->leave : all > 0 ? LEAVE_FOUND : LEAVE_DONE;
}

void selfaudit_report_release(struct selfaudit_report *report)
{
    arena_release(&report->arena);
}

enum leave report_selfaudit(struct app *app, struct store *store, const struct filter *filter,
                            struct selfaudit_report *out, struct err *err)
{
    struct auditing a = {.app = app, .store = store, .report = out};
    *out = (struct selfaudit_report){.n = 0};
    arena_init(&out->arena);
    enum store_fault fault = store_may(store, DEED_REPORT, err);
    if (fault != STORE_OK)
        return app_leave(fault);
    enum leave leave = run(&a, filter, err);
    out->questions = a.questions;
    out->n_questions = a.n_questions;
    out->looked = a.looked;
    out->with = a.with;
    return leave;
}

enum leave command_selfaudit(struct app *app, int n, char *const *words)
{
    struct auditing a = {.app = app};
    struct filter filter;
    struct err err = {""};
    enum leave leave;
    if (!filter_read(&filter, n, words, &err)) {
        app_say_text(err.text);
        return LEAVE_USAGE;
    }
    if (filter.limit > 0) {
        app_say("selfaudit takes no limit=; narrow it with other filters");
        return LEAVE_USAGE;
    }
    a.store = office_store(app, DEED_REPORT, &leave);
    if (a.store == NULL)
        return leave;
    if (app->format == FORMAT_CSV)
        print_head(&a);
    leave = run(&a, &filter, &err);
    if (err.text[0] != '\0' && leave != LEAVE_DONE && leave != LEAVE_FOUND)
        app_say_text(err.text);
    if (a.csv != NULL)
        csv_write_done(a.csv, &err); /* command_finish() speaks for stdout */
    store_close(a.store);
    return command_finish(leave);
}
