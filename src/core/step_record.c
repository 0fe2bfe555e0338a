/* Step 1, record: who is this drug, and when did it run?  Fills every row's drug, route, method,
 * access label and run; says nothing yet, since a row that turns out not to be coded is not asked
 * for more. Sources: readings G2, G4, G36. */
#include "work.h"

static bool method_self_timed(const struct wrow *x)
{
    switch (x->method) {
    case METHOD_PUSH:
    case METHOD_INJECTION:
    case METHOD_ONBODY:
    case METHOD_SETUP:
    case METHOD_REFILL:
    case METHOD_FLUSH: return true;
    default: return x->route == ROUTE_IM;
    }
}

/* An infusion without a stop has its charted length only where the policy says so. */
static bool length_counts(struct work *w, const struct wrow *x)
{
    if (x->row->minutes < 0)
        return false;
    return x->self_timed || use(w, SWITCH_MISSING_STOP) == MISSING_STOP_CHARTED_LENGTH;
}

static void place_row(struct work *w, struct wrow *x)
{
    const struct row *row = x->row;
    minute_t stop = row->stop;
    x->at = row->start;
    x->minutes = -1;
    x->span = (struct span){NO_MINUTE, NO_MINUTE};
    x->stop_before = row->start != NO_MINUTE && stop != NO_MINUTE && stop < row->start;
    if (x->stop_before)
        stop = NO_MINUTE;
    if (row->start != NO_MINUTE && stop != NO_MINUTE) {
        x->span = (struct span){row->start, stop};
    } else if (stop != NO_MINUTE && row->minutes >= 0) {
        x->span = (struct span){stop - row->minutes, stop};
        x->at = x->span.from;
    } else if (stop == NO_MINUTE && length_counts(w, x)) {
        x->minutes = row->minutes;
        if (row->start != NO_MINUTE)
            x->span = (struct span){row->start, row->start + row->minutes};
    }
    if (x->span.from != NO_MINUTE)
        x->minutes = span_minutes(x->span);
}

/* Sameness of drugs: the generic's number, else the interned name in lower case. */
static int drug_identity(struct work *w, const struct wrow *x)
{
    if (x->drug)
        return x->drug->identity;
    const char *name = x->row->drug ? x->row->drug : "";
    for (size_t i = 0; i < w->n_names; i++)
        if (ascii_casecmp(w->names[i], name) == 0)
            return (int)(w->book->n_drugs + i);
    *ARENA_PUSH(w->a, w->names, w->n_names, w->cap_names) = name;
    return (int)(w->book->n_drugs + w->n_names - 1);
}

static int by_name(const void *a, const void *b)
{
    return ascii_casecmp(*(const char *const *)a, *(const char *const *)b);
}

/* Drugs that no table knows are numbered by their names, whichever was charted first. */
static void number_names(struct work *w)
{
    if (w->n_names < 2)
        return;
    const char **sorted = ARENA_ARRAY(w->a, const char *, w->n_names);
    memcpy(sorted, w->names, w->n_names * sizeof *sorted);
    sort_items(sorted, w->n_names, sizeof *sorted, by_name);
    for (size_t i = 0; i < w->n_rows; i++) {
        struct wrow *x = &w->rows[i];
        if (x->drug)
            continue;
        const char *const *name = bsearch(&w->names[x->drug_id - (int)w->book->n_drugs], sorted,
                                          w->n_names, sizeof *sorted, by_name);
        x->drug_id = x->infusate = (int)w->book->n_drugs + (int)(name - sorted);
    }
    w->names = sorted;
}

const char *charted_name(const struct wrow *x)
{
    if (!text_empty(x->row->drug))
        return x->row->drug;
    return "(no drug said)";
}

static void read_row(struct work *w, struct wrow *x)
{
    const struct row *row = x->row;
    x->route = row->route == ROUTE_NONE ? ROUTE_IV : row->route;
    x->method = row->method;
    x->label = text_empty(row->line) ? "1" : row->line;
    x->drug = text_empty(row->drug) ? NULL : book_drug(w->book, row->drug, x->route);
    x->drug_id = drug_identity(w, x);
    x->infusate = x->drug_id;
    x->name = charted_name(x);
    x->self_timed = method_self_timed(x);
    place_row(w, x);
    x->out->row = row->number;
    x->out->visit = row->visit;
    x->out->drug = x->drug;
    x->out->access = -1;
    x->out->minutes = x->minutes;
    x->out->span = x->span;
}

struct line_device {
    const char *label;
    enum device device;
    minute_t at;
};

static struct line_device *line_find(struct line_device *lines, size_t n, const char *label)
{
    for (size_t i = 0; i < n; i++)
        if (ascii_casecmp(lines[i].label, label) == 0)
            return &lines[i];
    return NULL;
}

static bool said_earlier(const struct wrow *x, const struct line_device *line)
{
    if (x->at != line->at)
        return x->at != NO_MINUTE && (line->at == NO_MINUTE || x->at < line->at);
    return x->row->device < line->device;
}

/* A device said on any row of a line is the line's; of two, the one that began earlier. */
static void spread_devices(struct work *w)
{
    struct line_device *lines = NULL;
    size_t n = 0, cap = 0;
    for (size_t i = 0; i < w->n_rows; i++) {
        const struct wrow *x = &w->rows[i];
        if (x->row->device == DEVICE_NONE)
            continue;
        struct line_device *line = line_find(lines, n, x->label);
        if (!line)
            *ARENA_PUSH(w->a, lines, n, cap) =
                (struct line_device){x->label, x->row->device, x->at};
        else if (said_earlier(x, line))
            *line = (struct line_device){x->label, x->row->device, x->at};
    }
    for (size_t i = 0; i < w->n_rows; i++) {
        const struct line_device *line = line_find(lines, n, w->rows[i].label);
        w->rows[i].device = line ? line->device : DEVICE_PERIPHERAL;
    }
}

void step_record(struct work *w)
{
    w->n_rows = w->e->n_rows;
    w->rows = ARENA_ARRAY(w->a, struct wrow, w->n_rows);
    for (size_t i = 0; i < w->n_rows; i++) {
        w->rows[i].row = &w->e->rows[i];
        w->rows[i].out = &w->r->rows[i];
        read_row(w, &w->rows[i]);
    }
    number_names(w);
    spread_devices(w);
}
