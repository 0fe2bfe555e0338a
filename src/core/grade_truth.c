#include "grade_inside.h"

#include "why.h"

enum { TEXT_MAX = 4096 };

/* ---- what stands behind a step of a row ---- */

/* The last decision of a step about a row that was not a near miss; else the last near miss. */
static const struct decision *row_decision(const struct result *r, enum step_id step, int row)
{
    const struct decision *found = NULL;
    for (size_t i = 0; i < r->n_decisions; i++) {
        const struct decision *d = &r->decisions[i];
        bool better = found == NULL || d->verdict != VERDICT_NOT_MET ||
                      found->verdict == VERDICT_NOT_MET;
        if (d->rule->step == step && d->row == row && better)
            found = d;
    }
    return found;
}

/* An access is decided once, at one of its rows. */
static const struct decision *access_decision(const struct result *r, const struct row_result *row)
{
    const struct decision *found = row_decision(r, STEP_ACCESS, row->row);
    for (size_t i = 0; i < r->n_rows && found == NULL; i++)
        if (r->rows[i].visit == row->visit && r->rows[i].access == row->access)
            found = row_decision(r, STEP_ACCESS, r->rows[i].row);
    return found;
}

/* ---- roles ---- */

static enum role role_of(const struct result *r, const struct row_result *row,
                         const struct code *code)
{
    enum role other = ROLE_COUNT;
    for (size_t i = 0; i < r->book->n_services; i++) {
        const struct service_row *s = &r->book->services[i];
        if (s->code != code)
            continue;
        if (s->kind == row->kind && (s->group == GROUP_NONE || s->group == row->group))
            return s->role;
        if (other == ROLE_COUNT)
            other = s->role;
    }
    return other;
}

/* "initial", "sequential" ...; the further hours only where the row has nothing else; "none". */
static const char *relation_of(const struct result *r, const struct row_result *row)
{
    const char *found = "none";
    for (size_t i = 0; i < r->n_lines; i++) {
        const struct line *line = &r->lines[i];
        if (line->visit != row->visit || !line_has_row(line, row->row))
            continue;
        enum role role = role_of(r, row, line->code);
        if (role != ROLE_HOUR)
            return role_name(role);
        found = role_name(role);
    }
    return found;
}

static bool is_initial(const struct result *r, const struct row_result *row)
{
    for (size_t i = 0; i < r->n_lines; i++)
        if (r->lines[i].initial && r->lines[i].visit == row->visit &&
            line_has_row(&r->lines[i], row->row))
            return true;
    return false;
}

/* ---- rows ---- */

/* "A (L-PIV, port)": the access and the lines that it is charted under. */
static const char *access_text(struct making *m, const struct row_result *row)
{
    const struct result *r = m->truth->result;
    struct str text;
    str_init(&text, TEXT_MAX);
    str_addf(&text, "%c (", 'A' + row->access % 26);
    size_t start = text.length;
    for (size_t i = 0; i < r->n_rows; i++) {
        const char *label = r->encounter->rows[i].line;
        label = text_empty(label) ? "1" : label;
        if (r->rows[i].visit != row->visit || r->rows[i].access != row->access ||
            strstr(text.data + start, label) != NULL)
            continue;
        str_addf(&text, "%s%s", text.length > start ? ", " : "", label);
    }
    str_addc(&text, ')');
    const char *kept = arena_text(m->arena, text.data);
    str_release(&text);
    return kept;
}

static void add_row(struct making *m, size_t index)
{
    const struct result *r = m->truth->result;
    const struct row_result *row = &r->rows[index];
    const char *subject = arena_format(m->arena, "row %d (%s)", row->row,
                                       r->encounter->rows[index].drug);
    size_t first = m->truth->n;
    grade_add_point(m, GRADE_IN, subject, row->out == NULL ? "in" : "out",
              row_decision(r, STEP_SCOPE, row->row));
    if (row->out == NULL && row->kind != KIND_NONE) {
        grade_add_point(m, GRADE_KIND, subject, kind_name(row->kind),
                  row_decision(r, STEP_KIND, row->row));
        if (row->access >= 0)
            grade_add_point(m, GRADE_ACCESS, subject, access_text(m, row),
                      access_decision(r, row));
        const struct decision *lead = row_decision(r, STEP_INITIAL, row->row);
        const struct decision *beside = row_decision(r, STEP_RELATE, row->row);
        grade_add_point(m, GRADE_INITIAL, subject, is_initial(r, row) ? "y" : "n",
                  lead != NULL ? lead : beside);
        grade_add_point(m, GRADE_RELATION, subject, relation_of(r, row),
                  beside != NULL ? beside : lead);
    }
    for (size_t i = first; i < m->truth->n; i++) {
        m->truth->points[i].row = row->row;
        m->truth->points[i].visit = row->visit;
    }
}

/* ---- findings ---- */

static void add_finding(struct making *m, const struct finding *f)
{
    if (f->def->severity == SEVERITY_NOTE)
        return;
    const char *subject = f->row != 0 ? arena_format(m->arena, "%s@%d", f->def->id, f->row)
                                      : f->def->id;
    struct grade_point *p = grade_add_point(m, GRADE_FINDINGS, subject, "named", NULL);
    p->row = f->row;
    p->visit = f->visit;
    p->finding = f;
}

void grade_truth(struct arena *arena, const struct result *result, const struct claim *claim,
                 bool attach, struct grade_truth *out)
{
    struct making m = {arena, out, attach};
    *out = (struct grade_truth){.result = result, .claim = claim};
    for (size_t i = 0; i < result->n_rows; i++)
        add_row(&m, i);
    grade_add_lines(&m);
    for (size_t i = 0; i < result->n_findings; i++)
        add_finding(&m, &result->findings[i]);
}

/* ---- reasons ---- */

void grade_reason(const struct grade_truth *truth, const struct grade_point *point,
                  struct str *out)
{
    const struct result *r = truth->result;
    if (point->finding != NULL)
        why_finding(r, point->finding, out);
    else if (point->because != NULL)
        why_decision(r, point->because, out);
    if (point->line >= 0)
        grade_line_reason(truth, point, out);
}
