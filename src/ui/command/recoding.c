#include "recoding.h"

#include "progress.h"
#include "saved.h"

enum { CODES_MAX = 64 * 1024 };

struct recoding {
    struct app *app;
    const struct recode_as *as;
    recoded_fn *fn;
    void *context;
    struct recode_count *count;
    struct progress progress;
    struct saved before;
    struct policy policy; /* of the other result */
    struct result after;
    struct arena arena;
    struct str codes, saved_codes;
};

static void recoding_init(struct recoding *r)
{
    saved_init(&r->before);
    result_init(&r->after);
    arena_init(&r->arena);
    str_init(&r->codes, CODES_MAX);
    str_init(&r->saved_codes, CODES_MAX);
}

static void recoding_release(struct recoding *r)
{
    str_release(&r->codes);
    str_release(&r->saved_codes);
    arena_release(&r->arena);
    result_release(&r->after);
    saved_release(&r->before);
}

/* The other policy: a name of its own, so that a result never looks like one of a plain policy. */
static bool other_policy(struct recoding *r, struct err *err)
{
    const struct recode_as *as = r->as;
    r->policy = as->policy ? *as->policy : r->before.policy;
    for (size_t i = 0; i < as->n_sets; i++)
        if (!policy_set(&r->policy, as->sets[i], err))
            return false;
    size_t n = strlen(r->policy.name);
    bool named = strstr(r->policy.name, "+set") != NULL;
    if (as->n_sets > 0 && !named)
        snprintf(r->policy.name + n, sizeof r->policy.name - n, "+set");
    return true;
}

static const struct book *other_book(const struct recoding *r, const struct encounter *e,
                                     const struct store_item *item, struct err *err)
{
    const char *edition = r->as->edition;
    if (!edition && !r->as->of_date)
        edition = item->edition;
    return app_book_of(r->app, encounter_day(e), edition, err);
}

static bool code_both(struct recoding *r, const struct encounter *e, const struct store_item *item,
                      struct err *err)
{
    if (!saved_code(&r->before, r->app, e, item, err))
        return false;
    const struct book *book = other_book(r, e, item, err);
    if (!book || !other_policy(r, err))
        return false;
    engine_code(book, &r->policy, e, &r->after);
    return true;
}

static void compare(struct recoding *r, struct recoded *out)
{
    arena_clear(&r->arena);
    compare_results(&r->arena, out->before, out->after, &out->difference);
    str_clear(&r->codes);
    compare_codes(out->after, 0, &r->codes);
    str_clear(&r->saved_codes);
    compare_codes(out->before, 0, &r->saved_codes);
    out->codes = r->codes.data;
    out->again = text_equal(r->saved_codes.data, out->item->codes);
    out->changed = out->difference.n_codes > 0 || !text_equal(r->codes.data, out->item->codes);
    bool by_rule = out->difference.n_codes > 0 && out->difference.cause;
    out->by = by_rule ? out->difference.cause->rule->id : "";
}

static bool recode_one(void *context, const struct encounter *e, const struct store_item *item)
{
    struct recoding *r = context;
    struct recoded out = {.item = item, .encounter = e};
    struct err err;
    if (!code_both(r, e, item, &err)) {
        r->count->failed++;
        out.trouble = err.text;
        return r->fn(r->context, &out) && progress_step(&r->progress);
    }
    out.before = &r->before.result;
    out.after = &r->after;
    compare(r, &out);
    if (out.changed)
        r->count->changed++;
    else
        r->count->unchanged++;
    return r->fn(r->context, &out) && progress_step(&r->progress);
}

enum leave recoding_run(struct app *app, struct store *store, const struct store_filter *filter,
                        const struct recode_as *as, recoded_fn *fn, void *context,
                        struct recode_count *count, struct err *err)
{
    struct recoding r = {.app = app, .as = as, .fn = fn, .context = context, .count = count};
    *count = (struct recode_count){0, 0, 0};
    recoding_init(&r);
    int64_t total = 0;
    enum store_fault fault = store_count(store, filter, &total, err);
    progress_begin(&r.progress, app, "recode", total);
    if (fault == STORE_OK)
        fault = store_each_encounter(store, filter, recode_one, &r, err);
    enum leave leave = progress_end(&r.progress, LEAVE_DONE);
    recoding_release(&r);
    return fault == STORE_OK ? leave : app_leave(fault);
}

/* Loads one and codes it both ways; LEAVE_DONE, or the status to leave with (err). */
static enum leave load_both(struct recoding *r, struct store *store, const char *number,
                            struct err *err)
{
    enum store_fault fault = store_load(store, number, &r->before.encounter, &r->before.item, err);
    if (fault != STORE_OK)
        return app_leave(fault);
    return code_both(r, &r->before.encounter, &r->before.item, err) ? LEAVE_DONE : LEAVE_CONFIG;
}

enum leave recoding_one(struct app *app, struct store *store, const char *number,
                        const struct recode_as *as, recoded_fn *fn, void *context, struct err *err)
{
    struct recoding r = {.app = app, .as = as};
    recoding_init(&r);
    enum leave leave = load_both(&r, store, number, err);
    if (leave == LEAVE_DONE) {
        struct recoded out = {.item = &r.before.item,
                              .encounter = &r.before.encounter,
                              .before = &r.before.result,
                              .after = &r.after};
        compare(&r, &out);
        fn(context, &out);
    }
    recoding_release(&r);
    return leave;
}

/* ---- accepting one ---- */

static enum leave save(struct recoding *r, struct store *store, struct err *err)
{
    const struct store_item *item = &r->before.item;
    struct store_save save = {.encounter = &r->before.encounter,
                              .result = &r->after,
                              .status = item->status,
                              .id = item->id,
                              .version = item->version};
    save.why = arena_format(&r->arena, "recode accepted: rules %s to %s, policy %s to %s",
                            item->edition, r->after.book->edition, item->policy, r->policy.name);
    enum store_fault fault = store_save(store, &save, err);
    return fault == STORE_OK ? LEAVE_DONE : app_leave(fault);
}

enum leave recoding_accept(struct app *app, struct store *store, const char *number,
                           const struct recode_as *as, struct err *err)
{
    struct recoding r = {.app = app, .as = as};
    recoding_init(&r);
    enum leave leave = load_both(&r, store, number, err);
    if (leave == LEAVE_DONE && r.before.item.status == STATUS_FINAL) {
        err_set(err, "%s is final; a reviewer must return it before it can be coded again",
                number);
        leave = LEAVE_DATA;
    }
    if (leave == LEAVE_DONE)
        leave = save(&r, store, err);
    recoding_release(&r);
    return leave;
}
