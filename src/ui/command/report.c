#include "command.h"

#include "../../db/csv.h"
#include "filter.h"
#include "minutes.h"
#include "scores.h"
#include "sheet.h"

/* One page about an encounter, a review, a coder or a period; as CSV the figures alone. */

enum { OUT_MAX = 64 << 20, WORDS_MOST = 64 };

struct reporting {
    struct app *app;
    struct store *store;
    struct str out;
    struct csv_writer *csv; /* NULL: text */
};

/* ---- an encounter, a review ---- */

static void csv_head(struct reporting *r)
{
    static const char *const names[] = {"encounter", "review", "visit",    "row",  "coder",
                                        "engine",    "reviewer", "error", "follows"};
    for (size_t i = 0; i < COUNT_OF(names); i++)
        csv_write_cell(r->csv, names[i]);
    csv_write_end(r->csv);
}

static void csv_slot(struct reporting *r, const struct office *o, int64_t review,
                     const struct slot *slot)
{
    struct str cell;
    str_init(&cell, 400);
    csv_write_cell(r->csv, o->saved.item.number);
    csv_write_number(r->csv, review);
    csv_write_number(r->csv, slot->visit);
    csv_write_number(r->csv, slot->row);
    for (int side = 0; side < SIDE_COUNT; side++) {
        str_clear(&cell);
        office_slot_text(slot, (enum side)side, &cell);
        csv_write_cell(r->csv, cell.length > 0 ? cell.data : "");
    }
    csv_write_cell(r->csv, error_class_name(slot->error));
    csv_write_cell(r->csv, slot->follows ? "y" : "");
    csv_write_end(r->csv);
    str_release(&cell);
}

/* The answers side by side; review NULL: as they stand now. */
static enum leave add_sides(struct reporting *r, struct office *o, const struct store_review *review)
{
    struct alignment sides;
    struct err err = {""};
    if (review != NULL && r->csv == NULL) {
        office_print_review(o, r->store, review, &r->out);
        return LEAVE_DONE;
    }
    if (!office_align(o, review, &sides, &err)) {
        app_say_text(err.text);
        return LEAVE_DATA;
    }
    if (review != NULL)
        office_take_classes(r->store, review, &sides);
    if (r->csv == NULL)
        office_print(o, &sides, false, &r->out);
    for (size_t i = 0; r->csv != NULL && i < sides.n; i++)
        csv_slot(r, o, review != NULL ? review->id : 0, &sides.slots[i]);
    return LEAVE_DONE;
}

static enum leave add_reviews(struct reporting *r, struct office *o, bool only)
{
    struct store_review *list;
    struct err err = {""};
    size_t n = 0;
    enum leave leave = office_said(
        store_reviews(r->store, o->saved.item.id, NULL, &o->arena, &list, &n, &err), &err);
    if (leave == LEAVE_DONE && n == 0 && only) {
        app_say("%s has not been reviewed; `ivledger review %s open` begins", o->saved.item.number,
                o->saved.item.number);
        return LEAVE_USAGE;
    }
    for (size_t i = 0; leave == LEAVE_DONE && i < n; i++) {
        if (r->csv == NULL)
            str_addc(&r->out, '\n');
        leave = add_sides(r, o, &list[i]);
    }
    return leave;
}

static enum leave about_one(struct reporting *r, const char *number, bool review_only)
{
    struct office o;
    struct err err = {""};
    office_init(&o);
    enum leave leave = app_site(r->app);
    if (leave == LEAVE_DONE)
        leave = office_load(&o, r->app, r->store, number);
    if (leave == LEAVE_DONE) /* the page of a review hides them by itself, the figures do not */
        leave = review_only && r->csv == NULL
                    ? LEAVE_DONE
                    : office_said(saved_blind(r->store, r->app->user, o.saved.item.id, &err), &err);
    if (leave == LEAVE_DONE && r->csv != NULL)
        csv_head(r);
    if (leave == LEAVE_DONE && !review_only && r->csv == NULL) {
        char standing[200];
        snprintf(standing, sizeof standing, "%s, saved by %.60s on %s\n",
                 status_name(o.saved.item.status), o.saved.item.changed_by, o.saved.item.changed);
        sheet_page(&o.saved.result, &r->app->site, o.saved.hash, standing, &r->out);
        str_add(&r->out, "\nCoder and engine\n");
        saved_print_overrules(o.overrules, o.n_overrules, &r->out);
    }
    if (leave == LEAVE_DONE && !review_only)
        leave = add_sides(r, &o, NULL);
    if (leave == LEAVE_DONE)
        leave = add_reviews(r, &o, review_only);
    if (leave == LEAVE_DONE)
        leave = office_said(store_note(r->store, "report", o.saved.item.number,
                                       review_only ? "review" : "encounter", &err), &err);
    office_release(&o);
    return leave;
}

/* ---- a coder, a period ---- */

static enum leave add_counts(struct reporting *r, const struct store_filter *filter)
{
    struct err err = {""};
    struct store_filter one = *filter;
    enum store_fault fault = STORE_OK;
    for (int s = STATUS_NONE; s < STATUS_COUNT && fault == STORE_OK; s++) {
        int64_t n = 0;
        one.status = (enum status)s;
        fault = store_count(r->store, &one, &n, &err);
        if (fault == STORE_OK && (n > 0 || s == STATUS_NONE))
            str_addf(&r->out, "%8lld  %s\n", (long long)n,
                     s == STATUS_NONE ? "saved encounters" : status_name((enum status)s));
    }
    return office_said(fault, &err);
}

static enum leave add_scores(struct reporting *r, const struct store_filter *filter)
{
    static const enum score_by parts[] = {SCORE_BY_ALL, SCORE_BY_CODER, SCORE_BY_RULE,
                                          SCORE_BY_CLASS, SCORE_BY_ERROR};
    struct err err = {""};
    enum leave leave = LEAVE_DONE;
    for (size_t i = 0; i < COUNT_OF(parts) && leave == LEAVE_DONE; i++) {
        struct scores scores;
        scores_init(&scores);
        leave = scores_count(&scores, r->app, r->store, filter, parts[i], &err);
        if (leave != LEAVE_DONE)
            app_say_text(err.text);
        else if (r->csv != NULL)
            scores_csv(&scores, parts[i], r->csv);
        else {
            str_addf(&r->out, "\nScores: %s\n", score_by_name(parts[i]));
            scores_print(&scores, parts[i], 80, &r->out);
        }
        scores_release(&scores);
    }
    return leave;
}

static enum leave add_minutes(struct reporting *r, const struct store_filter *filter)
{
    struct minutes minutes;
    struct err err = {""};
    enum leave leave = office_said(minutes_count(&minutes, r->store, filter, &err), &err);
    if (leave == LEAVE_DONE && r->csv == NULL) {
        str_add(&r->out, "\n");
        minutes_print(&minutes, &r->out);
    }
    minutes_release(&minutes);
    return leave;
}

static enum leave about_many(struct reporting *r, const char *kind, const char *which,
                             struct store_filter *filter)
{
    struct err err = {""};
    enum leave leave = office_said(store_may(r->store, DEED_REPORT, &err), &err);
    if (leave == LEAVE_DONE && r->csv == NULL) {
        str_addf(&r->out, "Report: %s %s\n", kind, which);
        leave = add_counts(r, filter);
    } else if (leave == LEAVE_DONE) {
        scores_csv_head(r->csv);
    }
    if (leave == LEAVE_DONE)
        leave = add_scores(r, filter);
    if (leave == LEAVE_DONE)
        leave = add_minutes(r, filter);
    if (leave == LEAVE_DONE)
        leave = office_said(store_note(r->store, "report", "", which, &err), &err);
    return leave;
}

/* "2026-03" or a day as filter words; false: it is neither. */
static bool period_words(const char *period, char from[24], char to[24])
{
    day_t day;
    bool month = strlen(period) == 7;
    char first[16];
    snprintf(first, sizeof first, "%.10s%s", period, month ? "-01" : "");
    if (!when_parse_day(first, &day))
        return false;
    snprintf(from, 24, "from=%s", first);
    if (!month) {
        snprintf(to, 24, "to=%s", first);
        return true;
    }
    for (int last = 31; last >= 28; last--) {
        char end[20];
        snprintf(end, sizeof end, "%.7s-%02d", period, last);
        if (when_parse_day(end, &day)) {
            snprintf(to, 24, "to=%s", end);
            return true;
        }
    }
    return false;
}

static enum leave read_many(struct reporting *r, int n, char *const *words)
{
    char from[24], to[24], coder[200];
    char *all[WORDS_MOST];
    struct filter filter;
    struct err err = {""};
    int count = 0;
    bool period = strcmp(words[0], "period") == 0;
    if (period && !period_words(words[1], from, to)) {
        app_say("report period wants a month such as 2026-03, or a day; not \"%s\"", words[1]);
        return LEAVE_USAGE;
    }
    snprintf(coder, sizeof coder, "coder=%s", words[1]);
    all[count++] = period ? from : coder;
    if (period)
        all[count++] = to;
    for (int i = 2; i < n && count < WORDS_MOST; i++)
        all[count++] = words[i];
    if (!filter_read(&filter, count, all, &err)) {
        app_say_text(err.text);
        return LEAVE_USAGE;
    }
    return about_many(r, words[0], words[1], &filter.store);
}

enum leave command_report(struct app *app, int n, char *const *words)
{
    static const char *const kinds[] = {"encounter", "review", "coder", "period"};
    struct reporting r = {.app = app};
    struct err err;
    enum leave leave;
    size_t kind = 0;
    while (n > 1 && kind < COUNT_OF(kinds) && strcmp(words[0], kinds[kind]) != 0)
        kind++;
    if (n < 2 || kind == COUNT_OF(kinds) || (kind < 2 && n > 2) || app->format == FORMAT_JSON) {
        app_say("report wants encounter ID, review ID, coder NAME or period 2026-03, as text or csv");
        return LEAVE_USAGE;
    }
    r.store = office_store(app, DEED_READ, &leave);
    if (r.store == NULL)
        return leave;
    str_init(&r.out, OUT_MAX);
    r.csv = app->format == FORMAT_CSV ? csv_write_to(stdout) : NULL;
    leave = kind < 2 ? about_one(&r, words[1], kind == 1) : read_many(&r, n, words);
    if (leave == LEAVE_DONE && r.csv == NULL)
        office_out(&r.out);
    if (r.csv != NULL)
        csv_write_done(r.csv, &err);
    str_release(&r.out);
    store_close(r.store);
    return command_finish(leave);
}
