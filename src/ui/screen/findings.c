/* What would be denied, is not supported, or needs a person; and the timeline in sentences. */
#include "../../core/why.h"
#include "pages.h"

enum look look_of_severity(enum severity severity)
{
    return severity == SEVERITY_ERROR     ? LOOK_ERROR
           : severity == SEVERITY_WARNING ? LOOK_WARNING
                                          : LOOK_NOTE;
}

static const struct {
    enum look look;
    char letter;
} group_looks[GROUP_COUNT] = {
    [GROUP_NONE] = {LOOK_OUT, '.'},
    [GROUP_HYDRATION] = {LOOK_HYDRATION, 'h'},
    [GROUP_THERAPEUTIC] = {LOOK_THERAPEUTIC, 't'},
    [GROUP_CHEMO] = {LOOK_CHEMO, 'c'},
    [GROUP_HORMONAL] = {LOOK_HORMONAL, 'm'},
};

enum look look_of_group(enum group group)
{
    return group_looks[group].look;
}
char letter_of_group(enum group group)
{
    return group_looks[group].letter;
}

const char *row_name(const struct desk *desk, int number)
{
    for (size_t i = 0; i < desk->e.n_rows; i++)
        if (desk->e.rows[i].number == number)
            return desk->e.rows[i].drug ? desk->e.rows[i].drug : "";
    return "";
}

static void add_finding(struct list *list, const struct result *r, const struct finding *f,
                        int width)
{
    struct str text;
    str_init(&text, 4000);
    str_addf(&text, "%s: ", severity_name(f->def->severity));
    if (f->row)
        str_addf(&text, "row %d: ", f->row);
    why_finding(r, f, &text);
    if (!text_empty(f->def->carc))
        str_addf(&text, " [%s]", f->def->carc);
    list_text(list, look_of_severity(f->def->severity), f->row, width, 2, text.data);
    str_clear(&text);
    why_fix(r, f, &text);
    if (text.length)
        list_more(list, LOOK_PLAIN, f->row, width, 4, text.data);
    str_release(&text);
}

void findings_page(struct list *list, const struct desk *desk, const struct subject *subject,
                   int width)
{
    const struct result *r = &desk->r;
    (void)subject;
    if (!desk->coded)
        return;
    for (int severity = SEVERITY_ERROR; severity <= SEVERITY_NOTE; severity++)
        for (size_t i = 0; i < r->n_findings; i++)
            if ((int)r->findings[i].def->severity == severity)
                add_finding(list, r, &r->findings[i], width);
    if (r->n_findings == 0)
        list_add(list, LOOK_GOOD, 0, "no findings");
}

static int shared_minutes(const struct row_result *a, const struct row_result *b)
{
    minute_t from = a->span.from > b->span.from ? a->span.from : b->span.from;
    minute_t to = a->span.to < b->span.to ? a->span.to : b->span.to;
    return to > from ? to - from : 0;
}

static void add_overlaps(const struct desk *desk, size_t index, struct str *out)
{
    const struct row_result *own = &desk->r.rows[index];
    for (size_t i = 0; i < desk->r.n_rows; i++) {
        const struct row_result *other = &desk->r.rows[i];
        if (i == index || other->visit != own->visit || other->access != own->access)
            continue;
        if (other->span.from == NO_MINUTE || own->span.from == NO_MINUTE)
            continue;
        int minutes = shared_minutes(own, other);
        if (minutes)
            str_addf(out, ", overlaps %s %d minutes", row_name(desk, other->row), minutes);
    }
}

void words_page(struct list *list, const struct desk *desk, const struct subject *subject,
                int width)
{
    struct str text, billed;
    char clock[8];
    (void)subject;
    str_init(&text, 2000), str_init(&billed, 400);
    for (size_t i = 0; desk->coded && i < desk->r.n_rows; i++) {
        const struct row_result *rr = &desk->r.rows[i];
        const struct row *row = &desk->e.rows[i];
        str_clear(&text);
        str_addf(&text, "Row %d, line %s: %s, %s", rr->row, text_empty(row->line) ? "1" : row->line,
                 row->drug ? row->drug : "no drug", rr->out ? rr->out : kind_name(rr->kind));
        if (row->start != NO_MINUTE)
            str_addf(&text, ", %s", when_print_clock(row->start, clock));
        if (row->stop != NO_MINUTE)
            str_addf(&text, " to %s", when_print_clock(row->stop, clock));
        if (rr->minutes >= 0)
            str_addf(&text, ", %d minutes, %d of them billed", rr->minutes, rr->billed);
        add_overlaps(desk, i, &text);
        desk_billed_as(desk, i, &billed);
        str_addf(&text, "; billed as %s.", billed.length ? billed.data : "nothing");
        list_text(list, LOOK_PLAIN, rr->row, width, 2, text.data);
    }
    str_release(&text), str_release(&billed);
}
