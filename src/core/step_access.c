/* Step 6, access: which rows share an access?  Labels without a documented reason are together one
 * access; each label with a reason is one of its own; a separate visit stands alone.
 * Sources: H01, H07, H08, T29, readings G6. */
#include "work.h"

struct label {
    const char *text;
    const char *reason; /* NULL: none documented */
    struct access *access;
};

static bool takes_access(const struct wrow *x)
{
    return !x->out_account && x->route == ROUTE_IV && x->method != METHOD_ONBODY &&
           x->method != METHOD_SETUP && x->method != METHOD_REFILL;
}

static int label_order(const void *a, const void *b)
{
    return ascii_casecmp(((const struct label *)a)->text, ((const struct label *)b)->text);
}

static struct label *label_find(struct label *labels, size_t n, const char *text)
{
    for (size_t i = 0; i < n; i++)
        if (ascii_casecmp(labels[i].text, text) == 0)
            return &labels[i];
    return NULL;
}

static size_t collect_labels(struct work *w, const struct visit *v, struct label **labels)
{
    size_t n = 0, cap = 0;
    *labels = NULL;
    for (size_t i = 0; i < w->n_rows; i++) {
        const struct wrow *x = &w->rows[i];
        if (x->visit != v || !takes_access(x))
            continue;
        struct label *label = label_find(*labels, n, x->label);
        if (!label) {
            label = ARENA_PUSH(w->a, *labels, n, cap);
            label->text = x->label;
        }
        const char *reason = x->row->site_reason;
        if (!text_empty(reason) && (!label->reason || name_order(reason, label->reason) < 0))
            label->reason = reason;
    }
    if (n > 1)
        sort_items(*labels, n, sizeof **labels, label_order);
    return n;
}

static struct access *access_add(struct visit *v, const struct label *label)
{
    struct access *access = &v->accesses[v->n_accesses];
    access->visit = v;
    access->index = (int)v->n_accesses++;
    access->label = label->text;
    access->reason = label->reason;
    return access;
}

static void make_accesses(struct work *w, struct visit *v, struct label *labels, size_t n)
{
    struct access *main_access = NULL;
    v->accesses = ARENA_ARRAY(w->a, struct access, n);
    for (size_t i = 0; i < n; i++) {
        if (labels[i].reason)
            continue;
        if (!main_access) {
            main_access = access_add(v, &labels[i]);
            main_access->main = true;
        }
        main_access->n_labels++;
        labels[i].access = main_access;
    }
    for (size_t i = 0; i < n; i++) {
        if (!labels[i].reason)
            continue;
        labels[i].access = access_add(v, &labels[i]);
        labels[i].access->n_labels = 1;
    }
}

static const char *label_list(struct work *w, const struct label *labels, size_t n)
{
    const char **names = ARENA_ARRAY(w->a, const char *, n);
    size_t count = 0;
    for (size_t i = 0; i < n; i++)
        if (!labels[i].reason)
            names[count++] = labels[i].text;
    return join_names(w, names, count, ", ");
}

static int first_row_on(const struct work *w, const struct access *access)
{
    for (size_t i = 0; i < w->n_rows; i++)
        if (w->rows[i].access == access)
            return w->rows[i].row->number;
    return 0;
}

static void say_access(struct work *w, struct visit *v, const struct label *labels, size_t n)
{
    for (size_t i = 0; i < v->n_accesses; i++) {
        const struct access *access = &v->accesses[i];
        int row = first_row_on(w, access);
        if (!access->main) {
            decide(w, RULE_ACCESS_OWN, VERDICT_APPLIED, row, v, NULL,
                   FACTS(fact_text("reason", access->reason)));
            continue;
        }
        struct fact lines = fact_text("lines", w->brief ? "" : label_list(w, labels, n));
        if (access->n_labels > 1) {
            decide(w, RULE_ACCESS_NO_REASON, VERDICT_APPLIED, row, v, NULL, FACTS(lines));
            find(w, FINDING_ACCESS_REASON_MISSING, row, v, NULL, FACTS(lines));
        } else {
            decide(w, RULE_ACCESS_ONE, VERDICT_APPLIED, row, v, NULL, FACTS(lines));
        }
    }
}

void step_access(struct work *w)
{
    for (size_t k = 0; k < w->n_visits; k++) {
        struct visit *v = &w->visits[k];
        struct label *labels;
        if (v->number == 0)
            continue;
        size_t n = collect_labels(w, v, &labels);
        if (n > 0)
            make_accesses(w, v, labels, n);
        for (size_t i = 0; i < w->n_rows; i++) {
            struct wrow *x = &w->rows[i];
            if (x->visit != v || !takes_access(x))
                continue;
            x->access = label_find(labels, n, x->label)->access;
            x->out->access = x->access->index;
        }
        if (n > 0)
            say_access(w, v, labels, n);
        if (w->r->n_visits > 1)
            decide(w, RULE_ACCESS_VISIT, VERDICT_APPLIED, 0, v, NULL,
                   FACTS(fact_number("visit", v->number)));
    }
}
