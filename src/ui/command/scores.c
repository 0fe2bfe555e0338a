#include "scores.h"

#include "../../core/claim.h"
#include "../../db/csv.h"
#include "command.h"
#include "filter.h"

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

static void print_csv(const struct scores *s, enum score_by by)
{
    static const char *const names[] = {"by",    "group", "measure", "right", "all",
                                        "share", "low",   "high"};
    struct csv_writer *w = csv_write_to(stdout);
    struct err err;
    for (size_t i = 0; i < COUNT_OF(names); i++)
        csv_write_cell(w, names[i]);
    csv_write_end(w);
    for (size_t i = 0; i < s->n; i++)
        for (int m = 0; m < n_measures(by); m++) {
            struct share share = measure_of(&s->groups[i], m);
            const int values[] = {share.value, share.low, share.high};
            csv_write_cell(w, score_by_name(by));
            csv_write_cell(w, s->groups[i].name);
            csv_write_cell(w, measures[m]);
            csv_write_number(w, share.good);
            csv_write_number(w, share.all);
            for (size_t v = 0; v < COUNT_OF(values); v++) {
                char text[16];
                snprintf(text, sizeof text, "%d.%d", values[v] / 10, values[v] % 10);
                csv_write_cell(w, text);
            }
            csv_write_end(w);
        }
    csv_write_done(w, &err);
}

enum leave command_scores(struct app *app, int n, char *const *words)
{
    enum score_by by = SCORE_BY_ALL;
    struct scores scores;
    struct filter filter;
    struct str out;
    struct err err;
    enum leave leave;
    if (app->by != NULL && !score_by_find(app->by, &by)) {
        app_say("--by wants all, coder, period, rule, drug-class or disagreement, not \"%s\"", app->by);
        return LEAVE_USAGE;
    }
    if (!filter_read(&filter, n, words, &err)) {
        app_say_text(err.text);
        return LEAVE_USAGE;
    }
    if (filter.limit > 0 || app->format == FORMAT_JSON) {
        app_say("scores takes no limit=, and prints text or csv; narrow it with other filters");
        return LEAVE_USAGE;
    }
    struct store *store = office_store(app, DEED_REPORT, &leave);
    if (store == NULL)
        return leave;
    scores_init(&scores);
    str_init(&out, 64u << 20);
    leave = scores_count(&scores, app, store, &filter.store, by, &err);
    if (leave != LEAVE_DONE)
        app_say_text(err.text);
    else
        leave = office_said(store_note(store, "scores", "", score_by_name(by), &err), &err);
    if (leave == LEAVE_DONE && app->format == FORMAT_CSV)
        print_csv(&scores, by);
    else if (leave == LEAVE_DONE) {
        scores_print(&scores, by, 80, &out);
        office_out(&out);
    }
    str_release(&out);
    scores_release(&scores);
    store_close(store);
    return command_finish(leave);
}
