/* command.h: saved encounters coded again under another edition or policy: what would change, by
 * which rule.  Writes nothing, unless one is accepted by its number. */
#include "command.h"

#include "../../core/why.h"
#include "../../db/csv.h"
#include "../../db/json.h"
#include "beside.h"
#include "filter.h"
#include "recoding.h"
#include "text.h"

enum { TEXT_MAX = 1024 * 1024, SHOWN = 10 };

/* The encounters that one rule made change. */
struct blame {
    const char *rule; /* "" when only the program or its rule book did */
    long n;
    struct str lines; /* the first of them */
};

struct changes {
    struct app *app;
    struct arena arena;
    struct blame **groups;
    size_t n, cap;
    struct csv_writer *csv;
    struct str line;
    long seen;      /* encounters looked at */
    long limit;     /* how many at most; 0: all */
    struct str one; /* the whole comparison of the last one, for a filter that leaves one */
};

static struct blame *group_of(struct changes *c, const char *rule)
{
    for (size_t i = 0; i < c->n; i++)
        if (strcmp(c->groups[i]->rule, rule) == 0)
            return c->groups[i];
    struct blame *g = ARENA_NEW(&c->arena, struct blame);
    g->rule = arena_text(&c->arena, rule);
    str_init(&g->lines, TEXT_MAX);
    *ARENA_PUSH(&c->arena, c->groups, c->n, c->cap) = g;
    return g;
}

/* ---- one change ---- */

static void add_text(struct changes *c, const struct recoded *r)
{
    struct blame *g = group_of(c, r->by);
    if (g->n++ >= SHOWN)
        return;
    str_clear(&c->line);
    str_addf(&c->line, "%s: ", r->item->number);
    if (r->difference.n_codes > 0)
        difference_text(&r->difference, &c->line);
    else
        str_addf(&c->line, "saved as %s, now %s", r->item->codes,
                 text_empty(r->codes) ? "no code" : r->codes);
    if (r->difference.n_codes > 0 && !r->again)
        str_addf(&c->line, " (saved as %s)", r->item->codes);
    str_add(&g->lines, "  ");
    text_fold(&g->lines, 4, c->line.data);
    const struct decision *cause = r->difference.cause;
    if (r->difference.n_codes == 0 || !cause)
        return;
    bool gone = cause == r->difference.was;
    str_clear(&c->line);
    str_add(&c->line, gone ? "no longer: " : "");
    why_decision(gone ? r->before : r->after, cause, &c->line);
    str_add(&g->lines, "    ");
    text_fold(&g->lines, 4, c->line.data);
}

static void put_json(struct changes *c, const struct recoded *r)
{
    const struct {
        const char *name, *text;
    } cells[] = {{"saved", r->item->codes},
                 {"codes", r->codes},
                 {"rule", r->by},
                 {"saved_rules", r->item->edition},
                 {"rules", r->after->book->edition},
                 {"saved_policy", r->item->policy},
                 {"policy", r->after->policy->name}};
    str_clear(&c->line);
    str_add(&c->line, "{\"encounter\":");
    json_string(&c->line, r->item->number);
    for (size_t i = 0; i < COUNT_OF(cells); i++) {
        str_addf(&c->line, ",\"%s\":", cells[i].name);
        json_string(&c->line, cells[i].text);
    }
    printf("%s}\n", c->line.data);
}

static void put_csv(struct changes *c, const struct recoded *r)
{
    const char *cells[] = {r->item->number, r->item->codes,        r->codes,
                           r->by,           r->item->edition,      r->after->book->edition,
                           r->item->policy, r->after->policy->name};
    for (size_t i = 0; i < COUNT_OF(cells); i++)
        csv_write_cell(c->csv, cells[i]);
    csv_write_end(c->csv);
}

static void keep_one(struct changes *c, const struct recoded *r)
{
    str_clear(&c->one);
    str_addf(&c->one, "\n%s, saved under rules %s and policy %s; now rules %s and policy %s\n",
             r->item->number, r->item->edition, r->item->policy, r->after->book->edition,
             r->after->policy->name);
    text_beside(r->before, "As saved", r->after, "Coded again", &c->one);
    text_difference(r->before, r->after, &r->difference, &c->one);
}

static bool take(void *context, const struct recoded *r)
{
    struct changes *c = context;
    if (r->trouble) {
        app_say("%s: %s", r->item->number, r->trouble);
        return true;
    }
    if (c->seen++ == 0 && c->app->format == FORMAT_TEXT)
        keep_one(c, r);
    bool more = c->limit == 0 || c->seen < c->limit;
    if (!r->changed)
        return more;
    switch (c->app->format) {
    case FORMAT_CSV: put_csv(c, r); break;
    case FORMAT_JSON: put_json(c, r); break;
    default: add_text(c, r);
    }
    return more && !ferror(stdout);
}

/* ---- all of them ---- */

static int group_order(const void *pa, const void *pb)
{
    const struct blame *a = *(struct blame *const *)pa, *b = *(struct blame *const *)pb;
    if (a->n != b->n)
        return a->n > b->n ? -1 : 1;
    return strcmp(a->rule, b->rule);
}

static void print_text(struct changes *c, const struct recode_count *count)
{
    printf("%ld unchanged, %ld changed, %ld could not be coded; nothing was saved\n",
           count->unchanged, count->changed, count->failed);
    if (c->seen == 1)
        fwrite(c->one.data, 1, c->one.length, stdout);
    sort_items(c->groups, c->n, sizeof *c->groups, group_order);
    for (size_t i = 0; i < c->n && c->seen != 1; i++) {
        const struct blame *g = c->groups[i];
        printf("\n%s: %ld\n", text_empty(g->rule) ? "program or rule book changed since" : g->rule,
               g->n);
        fwrite(g->lines.data, 1, g->lines.length, stdout);
        if (g->n > SHOWN)
            printf("  and %ld more; --format csv lists all\n", g->n - SHOWN);
    }
}

static void csv_head(struct changes *c)
{
    static const char *const names[] = {"encounter",   "saved", "codes",        "rule",
                                        "saved_rules", "rules", "saved_policy", "policy"};
    c->csv = csv_write_to(stdout);
    for (size_t i = 0; i < COUNT_OF(names); i++)
        csv_write_cell(c->csv, names[i]);
    csv_write_end(c->csv);
}

static enum leave recode_all(struct app *app, struct store *store, const struct filter *filter,
                             const struct recode_as *as)
{
    struct changes c = {.app = app, .limit = filter->limit};
    struct recode_count count;
    struct err err = {""};
    arena_init(&c.arena);
    str_init(&c.line, TEXT_MAX);
    str_init(&c.one, TEXT_MAX);
    if (app->format == FORMAT_CSV)
        csv_head(&c);
    enum leave leave = recoding_run(app, store, &filter->store, as, take, &c, &count, &err);
    if (err.text[0] != '\0')
        app_say_text(err.text);
    if (c.csv)
        csv_write_done(c.csv, &err); /* command_finish() says what went wrong */
    if ((leave == LEAVE_DONE || leave == LEAVE_STOPPED) && app->format == FORMAT_TEXT)
        print_text(&c, &count);
    if (leave == LEAVE_DONE && count.failed > 0)
        leave = LEAVE_DATA;
    else if (leave == LEAVE_DONE && count.changed > 0)
        leave = LEAVE_FOUND;
    for (size_t i = 0; i < c.n; i++)
        str_release(&c.groups[i]->lines);
    str_release(&c.line);
    str_release(&c.one);
    arena_release(&c.arena);
    return leave;
}

static enum leave accept(struct app *app, struct store *store, const struct recode_as *as)
{
    struct err err = {""};
    enum leave leave = recoding_accept(app, store, app->accept, as, &err);
    if (leave != LEAVE_DONE)
        app_say_text(err.text);
    else
        printf("%s is saved as it comes out now; the audit trail keeps what it was\n", app->accept);
    return leave;
}

enum leave command_recode(struct app *app, int n, char *const *words)
{
    struct filter filter;
    struct err err = {""};
    enum leave leave;
    if (!filter_read(&filter, n, words, &err) || (app->accept && n > 0)) {
        app_say_text(err.text[0] != '\0' ? err.text
                                         : "--accept takes one encounter by its number; leave the "
                                           "filter out");
        return LEAVE_USAGE;
    }
    leave = app_load(app);
    struct store *store = leave == LEAVE_DONE ? app_store(app, app->accept != NULL, &leave) : NULL;
    if (store == NULL)
        return leave;
    struct recode_as as = {.edition = app->rules,
                           .of_date = true,
                           .policy = app->policy_name ? &app->policy : NULL,
                           .sets = app->policy_name ? NULL : app->sets,
                           .n_sets = app->policy_name ? 0 : app->n_sets};
    leave = app->accept ? accept(app, store, &as) : recode_all(app, store, &filter, &as);
    store_close(store);
    return command_finish(leave);
}
