#include "scores.h"

#include "../../core/claim.h"
#include "../../db/csv.h"
#include "command.h"
#include "filter.h"
#include "minutes.h"

enum { BAR = 20, MEASURES = 4 };

static struct share measure_of(const struct score_group *g, int measure)
{
    const int64_t numbers[MEASURES][2] = {{g->codes_right, g->codes},
                                          {g->weighed_right, g->weighed},
                                          {g->encounters_right, g->encounters},
                                          {g->paid_right, g->paid}};
    return share_of(numbers[measure][0], numbers[measure][1]);
}

static const char *const measures[MEASURES] = {"codes", "codes, weighted", "encounters", "money"};

/* How many of the four a group of that kind has: only whole encounters have the last two. */
static int n_measures(enum score_by by)
{
    return by <= SCORE_BY_PERIOD ? MEASURES : 2;
}

static void print_disagreement(const struct score_group *g, struct str *out)
{
    str_addf(out, "%5lld times in %lld encounters by %lld coder%s%s  %s\n", (long long)g->errors,
             (long long)g->encounters, (long long)g->people, g->people == 1 ? "" : "s",
             g->people == 1 && g->encounters > 1 ? " (one coder)" : g->people > 2 ? " (many)" : "",
             g->name);
}

void scores_print(const struct scores *s, enum score_by by, int width, struct str *out)
{
    char off[32], all[32];
    str_addf(out, "%lld closed review%s counted", (long long)s->closed, s->closed == 1 ? "" : "s");
    str_addf(out, s->open > 0 ? ", %lld not closed yet left out.\n" : ".\n", (long long)s->open);
    for (size_t i = 0; i < s->n; i++) {
        const struct score_group *g = &s->groups[i];
        if (by == SCORE_BY_ERROR) {
            print_disagreement(g, out);
            continue;
        }
        str_addf(out, "\n%s, %lld error%s\n", g->name, (long long)g->errors, g->errors == 1 ? "" : "s");
        for (int m = 0; m < n_measures(by); m++) {
            struct share share = measure_of(g, m);
            str_addf(out, "  %-16s ", measures[m]);
            share_bar(&share, width > 76 ? BAR : BAR / 2, out);
            str_addc(out, ' ');
            share_print(&share, out);
            str_addc(out, '\n');
        }
        if (g->paid > 0 && by <= SCORE_BY_PERIOD)
            str_addf(out, "  %s dollars of %s differ (national amounts)\n",
                     claim_money(g->dollars_off, off), claim_money(g->dollars, all));
    }
}

void scores_csv_head(struct csv_writer *w)
{
    static const char *const names[] = {"by",    "group", "measure", "right", "all",
                                        "share", "low",   "high"};
    for (size_t i = 0; i < COUNT_OF(names); i++)
        csv_write_cell(w, names[i]);
    csv_write_end(w);
}

static void csv_share(struct csv_writer *w, const struct share *share)
{
    const int values[] = {share->value, share->low, share->high};
    csv_write_number(w, share->good);
    csv_write_number(w, share->all);
    for (size_t v = 0; v < COUNT_OF(values); v++) {
        char text[16];
        snprintf(text, sizeof text, "%d.%d", values[v] / 10, values[v] % 10);
        csv_write_cell(w, text);
    }
    csv_write_end(w);
}

static void csv_number(struct csv_writer *w, enum score_by by, const char *group,
                       const char *measure, int64_t number, int64_t of)
{
    csv_write_cell(w, score_by_name(by));
    csv_write_cell(w, group);
    csv_write_cell(w, measure);
    csv_write_number(w, number);
    csv_write_number(w, of);
    for (int i = 0; i < 3; i++)
        csv_write_cell(w, "");
    csv_write_end(w);
}

/* Disagreements have no shares but counts: how often, in how many encounters, by how many people. */
void scores_csv(const struct scores *s, enum score_by by, struct csv_writer *w)
{
    for (size_t i = 0; i < s->n; i++) {
        const struct score_group *g = &s->groups[i];
        for (int m = 0; by != SCORE_BY_ERROR && m < n_measures(by); m++) {
            struct share share = measure_of(g, m);
            csv_write_cell(w, score_by_name(by));
            csv_write_cell(w, g->name);
            csv_write_cell(w, measures[m]);
            csv_share(w, &share);
        }
        if (by == SCORE_BY_ERROR) {
            csv_number(w, by, g->name, "times in encounters", g->errors, g->encounters);
            csv_number(w, by, g->name, "coders", g->people, g->people);
        } else if (g->paid > 0 && by <= SCORE_BY_PERIOD) {
            csv_number(w, by, g->name, "cents that differ", g->dollars_off, g->dollars);
        }
    }
}

/* ---- minutes ---- */

static void print_minutes_csv(const struct minutes *m)
{
    static const char *const names[] = {"by", "login", "saves", "timed", "seconds", "minutes_each"};
    struct csv_writer *w = csv_write_to(stdout);
    struct err err;
    for (size_t i = 0; i < COUNT_OF(names); i++)
        csv_write_cell(w, names[i]);
    csv_write_end(w);
    for (size_t i = 0; i < m->n; i++) {
        char each[24];
        snprintf(each, sizeof each, "%d.%d", minutes_each(&m->list[i]) / 10,
                 minutes_each(&m->list[i]) % 10);
        csv_write_cell(w, "minutes");
        csv_write_cell(w, m->list[i].who);
        csv_write_number(w, m->list[i].saves);
        csv_write_number(w, m->list[i].timed);
        csv_write_number(w, m->list[i].seconds);
        csv_write_cell(w, m->list[i].timed > 0 ? each : "");
        csv_write_end(w);
    }
    csv_write_done(w, &err);
}

/* The audit trail knows logins and times, nothing else of a filter. */
static bool only_times(const struct filter *filter, struct err *err)
{
    struct store_filter rest = filter->store;
    rest.coder = NULL;
    rest.from = rest.to = NO_DAY;
    return filter_open(&rest) ||
           err_set(err, "--by minutes takes coder= (the login name), from= and to= (of the save) only");
}

static enum leave run_minutes(struct app *app, struct store *store, const struct filter *filter)
{
    struct minutes minutes;
    struct err err = {""};
    struct str out;
    if (!only_times(filter, &err)) {
        app_say_text(err.text);
        return LEAVE_USAGE;
    }
    enum leave leave = office_said(minutes_count(&minutes, store, &filter->store, &err), &err);
    if (leave == LEAVE_DONE)
        leave = office_said(store_note(store, "scores", "", "minutes", &err), &err);
    str_init(&out, 1 << 20);
    if (leave == LEAVE_DONE && app->format == FORMAT_CSV)
        print_minutes_csv(&minutes);
    else if (leave == LEAVE_DONE) {
        minutes_print(&minutes, &out);
        office_out(&out);
    }
    str_release(&out);
    minutes_release(&minutes);
    return leave;
}

static enum leave run_scores(struct app *app, struct store *store, const struct filter *filter,
                             enum score_by by)
{
    struct scores scores;
    struct str out;
    struct err err = {""};
    scores_init(&scores);
    str_init(&out, 64u << 20);
    enum leave leave = scores_count(&scores, app, store, &filter->store, by, &err);
    if (leave != LEAVE_DONE)
        app_say_text(err.text);
    else
        leave = office_said(store_note(store, "scores", "", score_by_name(by), &err), &err);
    if (leave == LEAVE_DONE && app->format == FORMAT_CSV) {
        struct csv_writer *w = csv_write_to(stdout);
        scores_csv_head(w);
        scores_csv(&scores, by, w);
        csv_write_done(w, &err);
    } else if (leave == LEAVE_DONE) {
        scores_print(&scores, by, 80, &out);
        office_out(&out);
    }
    str_release(&out);
    scores_release(&scores);
    return leave;
}

enum leave command_scores(struct app *app, int n, char *const *words)
{
    enum score_by by = SCORE_BY_ALL;
    struct filter filter;
    struct err err;
    enum leave leave;
    bool minutes = text_equal(app->by, "minutes");
    if (app->by != NULL && !minutes && !score_by_find(app->by, &by)) {
        app_say("--by wants all, coder, period, rule, drug-class, disagreement or minutes, not \"%s\"",
                app->by);
        return LEAVE_USAGE;
    }
    if (!filter_read(&filter, n, words, &err)) {
        app_say_text(err.text);
        return LEAVE_USAGE;
    }
    if (filter.limit > 0) {
        app_say("scores takes no limit=; narrow it with other filters");
        return LEAVE_USAGE;
    }
    struct store *store = office_store(app, DEED_REPORT, &leave);
    if (store == NULL)
        return leave;
    leave = minutes ? run_minutes(app, store, &filter) : run_scores(app, store, &filter, by);
    store_close(store);
    return command_finish(leave);
}
