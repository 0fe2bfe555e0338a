#include "grade.h"

#include "why.h"

enum { TEXT_MAX = 4096 };

static const char *const names[] = {
#define X(name, text, question) text,
    GRADE_STEPS(X)
#undef X
};
static const char *const questions[] = {
#define X(name, text, question) question,
    GRADE_STEPS(X)
#undef X
};

const char *grade_step_name(enum grade_step step)
{
    return names[step];
}

const char *grade_step_question(enum grade_step step)
{
    return questions[step];
}

/* ---- what stands behind a step of a row ---- */

static bool line_has_row(const struct line *line, int row)
{
    for (size_t i = 0; i < line->n_rows; i++)
        if (line->rows[i] == row)
            return true;
    return false;
}

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

static const struct decision *code_decision(const struct result *r, enum step_id step,
                                            const struct line *line)
{
    const struct decision *found = NULL;
    for (size_t i = 0; i < r->n_decisions; i++) {
        const struct decision *d = &r->decisions[i];
        if (d->rule->step == step && d->code == line->code && d->verdict != VERDICT_NOT_MET &&
            (d->row == 0 || line_has_row(line, d->row)))
            found = d;
    }
    return found;
}

/* The decision that put a modifier on the line: it names it among its facts. */
static const struct decision *modifier_decision(const struct result *r, const struct line *line)
{
    for (size_t i = 0; i < r->n_decisions && line->n_modifiers > 0; i++) {
        const struct decision *d = &r->decisions[i];
        if (d->code != line->code || d->verdict == VERDICT_NOT_MET ||
            (d->row != 0 && !line_has_row(line, d->row)))
            continue;
        for (size_t f = 0; f < d->n_facts; f++)
            if (strcmp(d->facts[f].name, "modifier") == 0)
                return d;
    }
    return NULL;
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
        if (role == ROLE_COUNT)
            continue;
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

/* ---- points ---- */

struct making {
    struct arena *arena;
    struct grade_truth *truth;
};

static struct grade_point *add_point(struct making *m, enum grade_step step, const char *subject,
                                     const char *wanted, const struct decision *because)
{
    struct grade_truth *t = m->truth;
    struct grade_point *p = ARENA_PUSH(m->arena, t->points, t->n, t->cap);
    *p = (struct grade_point){.step = step, .line = -1, .subject = subject, .wanted = wanted,
                              .because = because,
                              .rule = because != NULL ? because->rule : NULL};
    return p;
}

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
    add_point(m, GRADE_IN, subject, row->out == NULL ? "in" : "out",
              row_decision(r, STEP_SCOPE, row->row));
    if (row->out == NULL && row->kind != KIND_NONE && row->kind < KIND_COUNT) {
        add_point(m, GRADE_KIND, subject, kind_name(row->kind),
                  row_decision(r, STEP_KIND, row->row));
        if (row->access >= 0)
            add_point(m, GRADE_ACCESS, subject, access_text(m, row),
                      access_decision(r, row));
        const struct decision *lead = row_decision(r, STEP_INITIAL, row->row);
        const struct decision *beside = row_decision(r, STEP_RELATE, row->row);
        add_point(m, GRADE_INITIAL, subject, is_initial(r, row) ? "y" : "n",
                  lead != NULL ? lead : beside);
        add_point(m, GRADE_RELATION, subject, relation_of(r, row),
                  beside != NULL ? beside : lead);
    }
    for (size_t i = first; i < m->truth->n; i++) {
        m->truth->points[i].row = row->row;
        m->truth->points[i].visit = row->visit;
    }
}

/* ---- lines ---- */

static int by_text(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static const char *modifiers_of(struct arena *arena, const struct line *line)
{
    const char *sorted[4] = {""};
    struct str text;
    for (int i = 0; i < line->n_modifiers; i++)
        sorted[i] = line->modifiers[i];
    sort_items(sorted, (size_t)line->n_modifiers, sizeof sorted[0], by_text);
    str_init(&text, 64);
    for (int i = 0; i < line->n_modifiers; i++)
        str_addf(&text, "%s%s", i == 0 ? "" : " ", sorted[i]);
    const char *kept = arena_text(arena, text.data);
    str_release(&text);
    return kept;
}

static struct grade_line *find_line(struct grade_truth *t, int visit, const char *code,
                                    const char *modifiers)
{
    for (size_t i = 0; i < t->n_lines; i++)
        if (t->lines[i].visit == visit && text_equal(t->lines[i].code, code) &&
            text_equal(t->lines[i].modifiers, modifiers))
            return &t->lines[i];
    return NULL;
}

static void add_line(struct making *m, const struct line *line)
{
    struct grade_truth *t = m->truth;
    const char *modifiers = modifiers_of(m->arena, line);
    struct grade_line *there = find_line(t, line->visit, line->code->id, modifiers);
    if (there != NULL) {
        there->units += line->units;
        return;
    }
    there = ARENA_PUSH(m->arena, t->lines, t->n_lines, t->cap_lines);
    *there = (struct grade_line){line->visit, line->code->id, modifiers, line->units, line->rows,
                                 line->n_rows};
}

static const struct line *first_line(const struct result *r, struct arena *arena,
                                     const struct grade_line *line)
{
    for (size_t i = 0; i < r->n_lines; i++)
        if (r->lines[i].visit == line->visit && text_equal(r->lines[i].code->id, line->code) &&
            text_equal(modifiers_of(arena, &r->lines[i]), line->modifiers))
            return &r->lines[i];
    BUG("a line of the truth is not on the claim");
}

static const struct decision *placed_by(const struct result *r, const struct line *line)
{
    static const enum step_id steps[] = {STEP_RELATE, STEP_INITIAL, STEP_UNITS};
    const struct decision *d = NULL;
    for (size_t i = 0; i < COUNT_OF(steps) && d == NULL; i++)
        d = code_decision(r, steps[i], line);
    return d;
}

static void add_line_points(struct making *m, size_t index)
{
    const struct result *r = m->truth->result;
    const struct grade_line *l = &m->truth->lines[index];
    const struct line *line = first_line(r, m->arena, l);
    const char *subject =
        r->n_visits > 1 ? arena_format(m->arena, "%s, visit %d", l->code, l->visit) : l->code;
    size_t first = m->truth->n;
    struct grade_point *p =
        add_point(m, GRADE_CODE, subject, "on the claim", placed_by(r, line));
    if (p->rule == NULL)
        p->rule = line->rule;
    p = add_point(m, GRADE_UNITS, subject, arena_format(m->arena, "%d", l->units),
                  code_decision(r, STEP_UNITS, line));
    if (p->rule == NULL)
        p->rule = line->rule;
    add_point(m, GRADE_MODIFIERS, subject, text_empty(l->modifiers) ? "none" : l->modifiers,
              modifier_decision(r, line));
    for (size_t i = first; i < m->truth->n; i++) {
        m->truth->points[i].line = (int)index;
        m->truth->points[i].visit = l->visit;
    }
}

static void add_finding(struct making *m, const struct finding *f)
{
    if (f->def->severity == SEVERITY_NOTE)
        return;
    const char *subject = f->row != 0 ? arena_format(m->arena, "%s@%d", f->def->id, f->row)
                                      : f->def->id;
    struct grade_point *p = add_point(m, GRADE_FINDINGS, subject, "named", NULL);
    p->row = f->row;
    p->visit = f->visit;
    p->finding = f;
}

void grade_truth(struct arena *arena, const struct result *result, struct grade_truth *out)
{
    struct making m = {arena, out};
    *out = (struct grade_truth){.result = result};
    for (size_t i = 0; i < result->n_rows; i++)
        add_row(&m, i);
    for (size_t i = 0; i < result->n_lines; i++)
        add_line(&m, &result->lines[i]);
    for (size_t i = 0; i < out->n_lines; i++)
        add_line_points(&m, i);
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
}
