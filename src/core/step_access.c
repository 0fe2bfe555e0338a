/* Step 6, access: which rows share an access?  Labels without a documented reason are together one
 * access; each label with a reason is one of its own; a separate visit stands alone.
 * Sources: H01, H07, H08, T29, readings G6. */
#include "work.h"

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

/* All of the visit were collected before: what is none of the others is the last. */
static struct label *label_of(const struct visit *v, const struct wrow *x)
{
    struct label *label = v->labels;
    for (size_t left = v->n_labels; left > 1 && ascii_casecmp(label->text, x->label) != 0; left--)
        label++;
    return label;
}

static void collect_labels(struct work *w, struct visit *v)
{
    size_t cap = 0;
    for (size_t i = 0; i < w->n_rows; i++) {
        const struct wrow *x = &w->rows[i];
        if (x->visit != v || !takes_access(x))
            continue;
        struct label *label = label_find(v->labels, v->n_labels, x->label);
        if (!label) {
            label = ARENA_PUSH(w->a, v->labels, v->n_labels, cap);
            label->text = x->label;
        }
        const char *reason = x->row->site_reason;
        if (!text_empty(reason) && (!label->reason || name_order(reason, label->reason) < 0))
            label->reason = reason;
    }
    sort_items(v->labels, v->n_labels, sizeof *v->labels, label_order);
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

static void make_accesses(struct work *w, struct visit *v)
{
    struct access *main_access = NULL;
    struct label *labels = v->labels;
    size_t n = v->n_labels;
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

static struct fact label_list(struct work *w, const struct visit *v)
{
    struct names names = names_new(w, v->n_labels);
    for (size_t i = 0; i < v->n_labels; i++)
        if (!v->labels[i].reason)
            names_add(&names, v->labels[i].text);
    return fact_names("lines", &names);
}

static int first_row_on(const struct work *w, const struct access *access)
{
    for (size_t i = 0; i < w->n_rows; i++)
        if (w->rows[i].access == access)
            return w->rows[i].row->number;
    return 0;
}

static void say_access(struct work *w, const struct visit *v)
{
    for (size_t i = 0; i < v->n_accesses; i++) {
        const struct access *access = &v->accesses[i];
        int row = first_row_on(w, access);
        if (!access->main) {
            decide(w, RULE_ACCESS_OWN, VERDICT_APPLIED, row, v, NULL,
                   FACTS(fact_text("reason", access->reason)));
            continue;
        }
        if (access->n_labels > 1) {
            decide(w, RULE_ACCESS_NO_REASON, VERDICT_APPLIED, row, v, NULL,
                   FACTS(label_list(w, v)));
            find(w, FINDING_ACCESS_REASON_MISSING, row, v, NULL, FACTS(label_list(w, v)));
        } else {
            decide(w, RULE_ACCESS_ONE, VERDICT_APPLIED, row, v, NULL, FACTS(label_list(w, v)));
        }
    }
}

void step_access(struct work *w)
{
    for (size_t k = 0; k < w->n_visits; k++) {
        struct visit *v = &w->visits[k];
        if (v->number == 0)
            continue;
        collect_labels(w, v);
        if (v->n_labels > 0)
            make_accesses(w, v);
        for (size_t i = 0; i < w->n_rows; i++) {
            struct wrow *x = &w->rows[i];
            if (x->visit != v || !takes_access(x))
                continue;
            x->access = label_of(v, x)->access;
            x->out->access = x->access->index;
        }
    }
}

void step_access_said(struct work *w)
{
    for (size_t k = 0; k < w->n_visits; k++) {
        const struct visit *v = &w->visits[k];
        if (v->number == 0)
            continue;
        say_access(w, v);
        if (w->r->n_visits > 1)
            decide(w, RULE_ACCESS_VISIT, VERDICT_APPLIED, 0, v, NULL,
                   FACTS(fact_number("visit", v->number)));
    }
}
