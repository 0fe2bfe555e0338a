#include "command.h"

#include "../../core/selfaudit.h"
#include "../../db/csv.h"
#include "filter.h"
#include "office.h"

struct auditing {
    struct app *app;
    struct store *store;
    struct office office;
    struct arena arena;    /* of all: the counts by coder */
    struct arena hits;     /* of one encounter */
    const struct audit_question *questions;
    size_t n_questions;
    struct audit_coders coders;
    int64_t *found;        /* by question */
    int64_t looked, with;  /* encounters */
    struct csv_writer *csv;
    enum leave leave;
};

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
        app_say_text(err.text);
        a->leave = LEAVE_CONFIG;
        return true; /* the others are still wanted */
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
    return !ferror(stdout);
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
                printf("%-16s %-10s %-16s %s\n    %s.\n    > %s.\n", "(all)", coder->coder,
                       a->questions[q].id, out.data, a->questions[q].say, a->questions[q].fix);
            str_release(&out);
        }
        place++;
    }
}

static int64_t print_sum(const struct auditing *a)
{
    int64_t all = 0;
    for (size_t q = 0; q < a->n_questions; q++)
        all += a->found[q];
    if (a->csv != NULL)
        return all;
    printf("\n%lld of %lld encounters have something an auditor asks about, %lld in all:\n",
           (long long)a->with, (long long)a->looked, (long long)all);
    for (size_t q = 0; q < a->n_questions; q++)
        printf("  %6lld  %-16s %s\n", (long long)a->found[q], a->questions[q].id,
               a->questions[q].say);
    return all;
}

static enum leave run(struct auditing *a, const struct filter *filter)
{
    static const char *const names[] = {"encounter", "coder", "visit", "row",   "question",
                                        "what",      "text",  "fix",   "source"};
    struct err err = {""};
    if (a->app->format == FORMAT_CSV) {
        a->csv = csv_write_to(stdout);
        for (size_t i = 0; i < COUNT_OF(names); i++)
            csv_write_cell(a->csv, names[i]);
        csv_write_end(a->csv);
    }
    a->n_questions = library_audits(a->app->library, &a->questions);
    a->found = ARENA_ARRAY(&a->arena, int64_t, a->n_questions + 1);
    enum store_fault fault = store_each_encounter(a->store, &filter->store, look_at, a, &err);
    if (fault == STORE_OK)
        fault = store_note(a->store, "self-audit", "", "", &err);
    look_at_clusters(a);
    int64_t all = print_sum(a);
    if (a->csv != NULL) {
        struct err ignored; /* command_finish() speaks for stdout */
        csv_write_done(a->csv, &ignored);
    }
    if (fault != STORE_OK)
        return office_said(fault, &err);
    return a->leave != LEAVE_DONE ? a->leave : all > 0 ? LEAVE_FOUND : LEAVE_DONE;
}

enum leave command_selfaudit(struct app *app, int n, char *const *words)
{
    struct auditing a = {.app = app, .leave = LEAVE_DONE};
    struct filter filter;
    struct err err;
    enum leave leave;
    if (!filter_read(&filter, n, words, &err)) {
        app_say_text(err.text);
        return LEAVE_USAGE;
    }
    if (filter.limit > 0 || app->format == FORMAT_JSON) {
        app_say("selfaudit takes no limit=, and prints text or csv; narrow it with other filters");
        return LEAVE_USAGE;
    }
    a.store = office_store(app, DEED_REPORT, &leave);
    if (a.store == NULL)
        return leave;
    office_init(&a.office);
    arena_init(&a.arena);
    arena_init(&a.hits);
    leave = run(&a, &filter);
    office_release(&a.office);
    arena_release(&a.hits);
    arena_release(&a.arena);
    store_close(a.store);
    return command_finish(leave);
}
