#include "command.h"

#include "../../core/score.h"
#include "../../db/csv.h"
#include "filter.h"
#include "office.h"
#include "progress.h"
#include "reports.h"

/* ---- strata ---- */

static const char *const stratum_names[] = {"coder", "payer", "setting", "month"};

/* "coder", "payer,month" or "none"; false: a word is none of them. */
static bool strata_known(const char *by)
{
    if (strcmp(by, "none") == 0)
        return true;
    for (const char *at = by; *at != '\0';) {
        size_t n = strcspn(at, ",");
        bool known = false;
        for (size_t i = 0; i < COUNT_OF(stratum_names); i++)
            known = known || (strlen(stratum_names[i]) == n && strncmp(stratum_names[i], at, n) == 0);
        if (!known)
            return false;
        at += n + (at[n] == ',');
    }
    return by[0] != '\0';
}

static const char *stratum_of(struct arena *arena, const struct store_framed *f, const char *by)
{
    const char *const values[COUNT_OF(stratum_names)] = {f->coder, f->payer, f->setting, f->month};
    struct str text;
    str_init(&text, 400);
    for (const char *at = by; *at != '\0';) {
        size_t n = strcspn(at, ",");
        for (size_t i = 0; i < COUNT_OF(stratum_names); i++)
            if (strlen(stratum_names[i]) == n && strncmp(stratum_names[i], at, n) == 0)
                str_addf(&text, "%s%s", text.length > 0 ? " " : "",
                         values[i][0] != '\0' ? values[i] : "(none)");
        at += n + (at[n] == ',');
    }
    const char *kept = arena_text(arena, text.length > 0 ? text.data : "(all)");
    str_release(&text);
    return kept;
}

/* ---- drawing ---- */

/* The same request made before: its number, so that only what was drawn before it is left out. */
static enum store_fault find_known(struct sampling *s, struct store *store, struct err *err)
{
    struct store_sample *list;
    size_t n = 0;
    enum store_fault fault = store_samples(store, &s->arena, &list, &n, err);
    for (size_t i = 0; i < n; i++)
        if (list[i].seed == s->sample.seed && list[i].size == s->sample.size &&
            list[i].again == s->sample.again && strcmp(list[i].filter, s->sample.filter) == 0) {
            s->known = true;
            s->sample.id = list[i].id;
            s->sample.at = list[i].at;
            s->sample.who = list[i].who;
        }
    return fault;
}

static bool framed(void *progress)
{
    return progress_step(progress);
}

/* All that the sample could be drawn from; a part of it would be another sample. */
static enum leave read_frame(struct sampling *s, struct app *app, struct store *store,
                             const struct store_filter *filter, struct err *err)
{
    struct progress progress;
    char period[16];
    int64_t total = 0;
    enum store_fault fault = store_count(store, filter, &total, err);
    store_period(store, period);
    if (s->known)
        snprintf(period, sizeof period, "%.7s", s->sample.at);
    progress_begin(&progress, app, "reading the frame", total);
    if (fault == STORE_OK)
        fault = store_frame(store, filter, period, s->known ? s->sample.id : 0, framed, &progress,
                            &s->arena, &s->frame, &s->n, err);
    if (progress_stopped(&progress))
        err_set(err, "the drawing was stopped; nothing is drawn or kept");
    return progress_end(&progress, app_leave(fault));
}

static void draw_it(struct sampling *s)
{
    s->cases = ARENA_ARRAY(&s->arena, struct draw_case, s->n + 1);
    for (size_t i = 0; i < s->n; i++) {
        bool out = s->frame[i].drawn_before != 0 && !s->sample.again;
        s->cases[i] = (struct draw_case){s->frame[i].number,
                                         stratum_of(&s->arena, &s->frame[i], s->by), out, false};
        s->sample.excluded += out;
    }
    s->sample.frame = (int64_t)s->n;
    s->drawn = draw(&s->arena, s->cases, s->n, (size_t)s->sample.size, (uint64_t)s->sample.seed,
                    &s->strata, &s->n_strata);
}

static enum store_fault keep(struct sampling *s, struct store *store, struct err *err)
{
    int64_t *ids = ARENA_ARRAY(&s->arena, int64_t, s->drawn + 1);
    size_t n = 0;
    for (size_t i = 0; i < s->n; i++)
        if (s->cases[i].drawn)
            ids[n++] = s->frame[i].id;
    return store_put_sample(store, &s->sample, ids, n, err);
}

static void print_csv(const struct sampling *s)
{
    const char *const names[] = {"sample", "seed", "encounter", s->by};
    struct csv_writer *w = csv_write_to(stdout);
    struct err err;
    for (size_t i = 0; i < COUNT_OF(names); i++)
        csv_write_cell(w, names[i]);
    csv_write_end(w);
    for (size_t i = 0; i < s->n; i++) {
        if (!s->cases[i].drawn)
            continue;
        csv_write_number(w, s->sample.id);
        csv_write_number(w, s->sample.seed);
        csv_write_cell(w, s->cases[i].id);
        csv_write_cell(w, s->cases[i].stratum);
        csv_write_end(w);
    }
    csv_write_done(w, &err);
}

void sampling_print(const struct sampling *s, struct str *out)
{
    str_addf(out, "Sample %lld: seed %lld, size %lld, filter %s%s\n", (long long)s->sample.id,
             (long long)s->sample.seed, (long long)s->sample.size,
             s->sample.filter[0] != '\0' ? s->sample.filter : "none",
             s->sample.again ? ", also what was drawn before" : "");
    if (s->known)
        str_addf(out, "Drawn before by %s on %s; this is that draw made anew.\n", s->sample.who,
                 s->sample.at);
    str_addf(out, "Frame %lld encounters, %lld left out since a sample of this month has them, %zu drawn.\n\n",
             (long long)s->sample.frame, (long long)s->sample.excluded, s->drawn);
    int width = 16;
    for (size_t i = 0; i < s->n_strata; i++)
        if ((int)strlen(s->strata[i].name) > width)
            width = (int)strlen(s->strata[i].name);
    str_addf(out, "%-*s %7s %9s %6s\n", width, strcmp(s->by, "coder") == 0 ? "Coder" : s->by, "Frame",
             "Left out", "Drawn");
    for (size_t i = 0; i < s->n_strata; i++)
        str_addf(out, "%-*s %7zu %9zu %6zu\n", width, s->strata[i].name, s->strata[i].frame,
                 s->strata[i].excluded, s->strata[i].drawn);
}

static void print_text(const struct sampling *s, struct str *out)
{
    sampling_print(s, out);
    str_addc(out, '\n');
    for (size_t i = 0; i < s->n; i++)
        if (s->cases[i].drawn)
            str_addf(out, "%-16s %s\n", s->cases[i].id, s->cases[i].stratum);
    if (s->sample.excluded > 0)
        str_add(out, "\nLeft out:\n");
    for (size_t i = 0; i < s->n; i++)
        if (s->cases[i].excluded)
            str_addf(out, "%-16s %s, in sample %lld\n", s->cases[i].id, s->cases[i].stratum,
                     (long long)s->frame[i].drawn_before);
}

enum leave sampling_run(struct sampling *s, struct app *app, struct store *store,
                        const struct filter *filter, struct err *err)
{
    struct str text;
    if (s->by == NULL)
        s->by = "coder";
    if (!strata_known(s->by)) {
        err_set(err, "a sample is stratified by coder, payer, setting or month, several with commas "
                     "between, or none; not by \"%.40s\"", s->by);
        return LEAVE_USAGE;
    }
    struct store_filter used; /* what a kept name means today: it may be kept anew tomorrow */
    enum store_fault fault = store_use_filter(store, &filter->store, &s->arena, &used, err);
    if (fault != STORE_OK)
        return app_leave(fault);
    str_init(&text, 4000);
    filter_print(&used, &text);
    if (strcmp(s->by, "coder") != 0) /* a part of the request: another way to draw is another draw */
        str_addf(&text, "%sby=%s", text.length > 0 ? " " : "", s->by);
    s->sample.filter = arena_text(&s->arena, text.length > 0 ? text.data : "");
    str_release(&text);
    fault = find_known(s, store, err);
    if (fault != STORE_OK)
        return app_leave(fault);
    enum leave leave = read_frame(s, app, store, &used, err);
    if (leave != LEAVE_DONE)
        return leave;
    draw_it(s);
    return s->drawn > 0 && !s->known ? app_leave(keep(s, store, err)) : LEAVE_DONE;
}

static void print(const struct app *app, const struct sampling *s)
{
    struct str out;
    if (app->format == FORMAT_CSV) {
        print_csv(s);
        return;
    }
    str_init(&out, 256u << 20);
    print_text(s, &out);
    office_out(&out);
    str_release(&out);
}

enum leave command_sample(struct app *app, int n, char *const *words)
{
    struct sampling s = {.known = false};
    struct filter filter;
    struct err err = {""};
    long seed, size;
    enum leave leave;
    if (!number_parse(app->seed != NULL ? app->seed : "", 0, 2000000000, &seed) ||
        !number_parse(app->size != NULL ? app->size : "", 1, 1000000, &size)) {
        app_say("sample needs --seed N and --size N; the same two draw the same encounters again");
        return LEAVE_USAGE;
    }
    if (!filter_read(&filter, n, words, &err)) {
        app_say_text(err.text);
        return LEAVE_USAGE;
    }
    if (filter.limit > 0) {
        app_say("sample takes --size instead of limit=");
        return LEAVE_USAGE;
    }
    struct store *store = office_store(app, DEED_SAMPLE, &leave);
    if (store == NULL)
        return leave;
    arena_init(&s.arena);
    s.sample = (struct store_sample){.seed = seed, .size = size, .again = app->again};
    s.by = app->by;
    leave = sampling_run(&s, app, store, &filter, &err);
    if (leave == LEAVE_DONE)
        print(app, &s);
    else
        app_say_text(err.text);
    arena_release(&s.arena);
    store_close(store);
    return command_finish(leave);
}
