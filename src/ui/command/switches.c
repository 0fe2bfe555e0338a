/* command.h: the switches: what each means, who holds which view, who set it when; and a switch of
 * the site changed, after the saved encounters that would come out otherwise have been named. */
#include "command.h"

#include "../../db/csv.h"
#include "../../db/store_office.h"
#include "../../db/store_policy.h"
#include "recoding.h"
#include "text.h"

enum { TEXT_MAX = 64 * 1024 };

struct listing {
    struct app *app;
    struct arena arena;
    struct site_switch *site;
    size_t n_site;
    const struct switch_meaning *meanings;
    size_t n_meanings;
    struct str out;
    struct csv_writer *csv;
};

static const struct site_switch *set_by_site(const struct listing *l, enum switch_id id)
{
    bool named = l->app->policy_name && strcmp(l->app->policy_name, SITE_POLICY) != 0;
    for (size_t i = 0; i < l->n_site && !named; i++)
        if (l->site[i].id == id)
            return &l->site[i];
    return NULL;
}

/* ---- the list ---- */

static void add_meaning(struct listing *l, const struct switch_meaning *m, bool number)
{
    struct str line;
    char word[16];
    bool chosen = number || l->app->policy.value[m->id] == m->value;
    str_init(&line, TEXT_MAX);
    if (!number)
        str_addf(&line, "%s: ", switch_value_name(m->id, m->value, word));
    str_addf(&line, "%s. Held by: %s. Source: %s, %s.", m->say, m->held_by, m->source->publisher, m->source->title);
    str_add(&l->out, chosen ? "  > " : "    ");
    text_fold(&l->out, 4, line.data);
    str_release(&line);
}

static void add_switch(struct listing *l, enum switch_id id)
{
    char word[16];
    int min, max;
    bool number = switch_is_number(id, &min, &max);
    const struct site_switch *set = set_by_site(l, id);
    str_addf(&l->out, "\n%s = %s", switch_name(id),
             switch_value_name(id, l->app->policy.value[id], word));
    if (number)
        str_addf(&l->out, " (%d to %d)", min, max);
    if (set)
        str_addf(&l->out, ", set by %s on %s", set->by, set->at);
    str_addc(&l->out, '\n');
    for (size_t i = 0; i < l->n_meanings; i++)
        if (l->meanings[i].id == id)
            add_meaning(l, &l->meanings[i], number);
}

static void put_csv(struct listing *l, const struct switch_meaning *m)
{
    char word[16];
    int min, max;
    bool number = switch_is_number(m->id, &min, &max);
    bool chosen = number || l->app->policy.value[m->id] == m->value;
    const struct site_switch *set = set_by_site(l, m->id);
    int value = number ? l->app->policy.value[m->id] : m->value;
    csv_write_cell(l->csv, switch_name(m->id));
    csv_write_cell(l->csv, switch_value_name(m->id, value, word));
    csv_write_cell(l->csv, chosen ? "y" : "");
    csv_write_cell(l->csv, m->say);
    csv_write_cell(l->csv, m->held_by);
    csv_write_cell(l->csv, m->source->id);
    csv_write_cell(l->csv, set && chosen ? set->by : "");
    csv_write_cell(l->csv, set && chosen ? set->at : "");
    csv_write_end(l->csv);
}

static void csv_list(struct listing *l, int only)
{
    static const char *const names[] = {"switch",  "value",  "chosen", "say",
                                        "held_by", "source", "set_by", "set_at"};
    struct err err;
    l->csv = csv_write_to(stdout);
    for (size_t i = 0; i < COUNT_OF(names); i++)
        csv_write_cell(l->csv, names[i]);
    csv_write_end(l->csv);
    for (size_t i = 0; i < l->n_meanings; i++)
        if (only < 0 || (int)l->meanings[i].id == only)
            put_csv(l, &l->meanings[i]);
    csv_write_done(l->csv, &err); /* command_finish() says what went wrong */
}

static void list(struct listing *l, int only)
{
    l->n_meanings = library_switches(l->app->library, &l->meanings);
    if (l->app->format == FORMAT_CSV) {
        csv_list(l, only);
        return;
    }
    str_init(&l->out, 1024 * 1024);
    str_addf(&l->out, "Policy %s; > marks the value that holds\n", l->app->policy.name);
    for (int id = 0; id < SWITCH_COUNT; id++)
        if (only < 0 || id == only)
            add_switch(l, (enum switch_id)id);
    fwrite(l->out.data, 1, l->out.length, stdout);
    str_release(&l->out);
}

/* ---- setting one ---- */

struct touched {
    struct str line;
    long n;
};

static void say_touched(struct touched *t, const struct recoded *r, const char *revenue)
{
    if (t->n++ == 0)
        puts("Saved encounters that would come out otherwise:");
    str_clear(&t->line);
    str_addf(&t->line, "%s (%s): ", r->item->number, status_name(r->item->status));
    if (r->difference.n_codes > 0)
        difference_text(&r->difference, &t->line);
    else
        str_add(&t->line, revenue);
    text_tame(t->line.data);
    printf("  %s\n", t->line.data);
}

/* The same lines, on other revenue codes: "96365 on 0260, was 0636". */
static void revenue_text(const struct result *before, const struct result *after, struct str *out)
{
    for (size_t i = 0; i < after->n_lines && i < before->n_lines; i++) {
        const struct line *was = &before->lines[i], *is = &after->lines[i];
        if (was->code == is->code && !text_equal(was->revenue, is->revenue))
            str_addf(out, "%s%s on %s, was %s", out->length > 0 ? "; " : "", is->code->id,
                     text_empty(is->revenue) ? "none" : is->revenue,
                     text_empty(was->revenue) ? "none" : was->revenue);
    }
}

static bool name_touched(void *context, const struct recoded *r)
{
    struct touched *t = context;
    struct str revenue;
    if (r->trouble) {
        app_say("%s: %s", r->item->number, r->trouble);
        return true;
    }
    str_init(&revenue, TEXT_MAX);
    revenue_text(r->before, r->after, &revenue);
    bool touched = r->difference.n_codes > 0 || revenue.length > 0;
    if (touched)
        say_touched(t, r, revenue.data);
    str_release(&revenue);
    return !touched || !ferror(stdout);
}

/* What the switch would change among saved work, under the switches that each was coded with. */
static enum leave name_all(struct app *app, struct store *store, const char *assignment, long *n)
{
    struct store_filter all = STORE_FILTER_ANY;
    struct recode_as as = {.sets = &assignment, .n_sets = 1};
    struct recode_count count;
    struct touched t = {.n = 0};
    struct err err = {""};
    str_init(&t.line, TEXT_MAX);
    enum leave leave = recoding_run(app, store, &all, &as, name_touched, &t, &count, &err);
    if (err.text[0] != '\0')
        app_say_text(err.text);
    if (leave == LEAVE_DONE)
        printf("%ld of %ld saved encounters would come out otherwise\n", t.n,
               count.changed + count.unchanged);
    *n = t.n;
    str_release(&t.line);
    return leave;
}

static enum leave set(struct app *app, struct store *store, enum switch_id id, const char *value)
{
    struct err err = {""};
    char before[16], word[32];
    snprintf(word, sizeof word, "%s",
             switch_value_name(id, app->policy.value[id], before)); /* a number lives in before */
    enum store_fault fault = store_set_switch(store, id, word, *value ? value : NULL, &err);
    if (fault != STORE_OK) {
        app_say_text(err.text);
        return app_leave(fault);
    }
    printf("%s is %s for this site from now on; saved work keeps what it was coded with\n",
           switch_name(id), *value ? value : "as in the base policy");
    return LEAVE_DONE;
}

static enum leave change(struct app *app, const char *name, const char *value)
{
    enum switch_id id;
    struct policy base;
    struct err err = {""};
    char assignment[160], word[16];
    int number = 0;
    long n = 0;
    enum leave leave;
    if (!switch_find(name, &id) || !library_policy(app->library, "reference", &base, &err) ||
        (*value && !switch_value_find(id, value, &number, &err))) {
        app_say("%s", err.text[0] != '\0' ? err.text : "there is no such switch");
        return LEAVE_USAGE;
    }
    struct store *store = app_store(app, app->yes, &leave);
    if (!store)
        return leave;
    leave = app->yes && store_may(store, DEED_SWITCH, &err) != STORE_OK ? LEAVE_REFUSED
                                                                        : app_policy(app, store);
    if (leave == LEAVE_REFUSED)
        app_say_text(err.text);
    snprintf(assignment, sizeof assignment, "%s=%s", name,
             *value ? value : switch_value_name(id, base.value[id], word));
    if (leave == LEAVE_DONE)
        leave = name_all(app, store, assignment, &n);
    if (leave == LEAVE_DONE && app->yes)
        leave = set(app, store, id, value);
    else if (leave == LEAVE_DONE) {
        puts("nothing was set; the same with --yes sets it");
        leave = n > 0 ? LEAVE_FOUND : LEAVE_DONE;
    }
    store_close(store);
    return leave;
}

static enum leave show(struct app *app, int only)
{
    struct listing l = {.app = app};
    struct err err = {""};
    enum leave leave = LEAVE_DONE;
    struct store *store = app_has_store(app) ? app_store(app, false, &leave) : NULL;
    arena_init(&l.arena);
    if (store && leave == LEAVE_DONE) {
        leave = app_policy(app, store);
        enum store_fault fault = store_site_switches(store, &l.arena, &l.site, &l.n_site, &err);
        if (leave == LEAVE_DONE && fault != STORE_OK) {
            app_say_text(err.text);
            leave = app_leave(fault);
        }
        store_close(store);
    }
    if (leave == LEAVE_DONE)
        list(&l, only);
    arena_release(&l.arena);
    return leave;
}

enum leave command_switches(struct app *app, int n, char *const *words)
{
    enum switch_id id = SWITCH_COUNT;
    char name[64], shown[64];
    enum leave leave = app_load(app);
    if (leave != LEAVE_DONE)
        return leave;
    const char *equals = n == 1 ? strchr(words[0], '=') : NULL;
    if (n == 1)
        snprintf(name, sizeof name, "%.*s", equals ? (int)(equals - words[0]) : 63, words[0]);
    if (n > 1 || (n == 1 && !switch_find(name, &id))) {
        app_say("%s is no switch; `ivledger switches` lists them",
                n > 1 ? "more than one word" : text_short(words[0], shown));
        return LEAVE_USAGE;
    }
    leave = equals ? change(app, name, equals + 1) : show(app, n == 1 ? (int)id : -1);
    return command_finish(leave);
}
