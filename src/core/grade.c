/* grade.h: marking what was said against the truth. */
#include "grade_inside.h"

#define ATTACH_BETWEEN " +,;"

/* ---- one answer ---- */

static bool said_word(const char *text, size_t length, const char *word)
{
    for (size_t i = 0; i < length; i++)
        if (ascii_lower(text[i]) != word[i])
            return false;
    return word[length] == '\0';
}

/* The line of any row of that access, else the letter or number of the access. */
static bool access_right(const struct result *r, const struct grade_point *point, const char *said)
{
    const struct row_result *row = result_row(r, point->row);
    long number = 0;
    for (size_t i = 0; i < r->n_rows; i++) {
        const char *label = r->encounter->rows[i].line;
        if (r->rows[i].visit == row->visit && r->rows[i].access >= 0 &&
            ascii_casecmp(text_empty(label) ? "1" : label, said) == 0)
            return r->rows[i].access == row->access;
    }
    if (ascii_alpha(said[0]) && said[1] == '\0')
        return ascii_lower(said[0]) - 'a' == row->access;
    return number_parse(said, 1, 26, &number) && number - 1 == row->access;
}

/* One attachment may be named among others; a line's are right when all are named and no more. */
static bool attach_right(const struct grade_truth *truth, const struct grade_point *point,
                         const char *said)
{
    const struct grade_line *line = &truth->lines[point->line];
    size_t right = 0, n = 0;
    for (const char *at = said + strspn(said, ATTACH_BETWEEN); *at != '\0';) {
        size_t length = strcspn(at, ATTACH_BETWEEN);
        for (size_t i = 0; i < line->n_attached; i++)
            right += said_word(at, length, line->attached[i].wanted);
        n++;
        at += length + strspn(at + length, ATTACH_BETWEEN);
    }
    return right == n && n == line->n_attached;
}

static bool paid_right(const struct grade_truth *truth, const struct grade_point *point,
                       const char *said)
{
    const struct grade_line *line = &truth->lines[point->line];
    int64_t amount = grade_amount(said);
    if (line->keyed->money != MONEY_AMOUNT)
        return ascii_casecmp(said, point->wanted) == 0;
    return ascii_casecmp(said, "paid") == 0 ||
           (amount >= 0 && (amount == line->national || amount == line->adjusted));
}

bool grade_is_right(const struct grade_truth *truth, const struct grade_point *point,
                    const char *said)
{
    if (said == NULL || *said == '\0')
        return false;
    if (point->step == GRADE_ACCESS)
        return access_right(truth->result, point, said);
    if (point->step == GRADE_FINDINGS)
        return ascii_casecmp(point->subject, said) == 0 ||
               ascii_casecmp(point->finding->def->id, said) == 0;
    if (point->step == GRADE_ATTACH)
        return attach_right(truth, point, said);
    if (point->step == GRADE_PAID)
        return paid_right(truth, point, grade_meaning(point->step, said));
    return ascii_casecmp(grade_meaning(point->step, said), point->wanted) == 0;
}

/* ---- marking ---- */

struct marking {
    struct arena *arena;
    const struct grade_truth *truth;
    const struct grade_said *said;
    struct grade *out;
};

static struct grade_mark *add_mark(struct marking *m, const struct grade_point *point,
                                   const char *said, bool right)
{
    struct grade *g = m->out;
    struct grade_mark *mark = ARENA_PUSH(m->arena, g->marks, g->n, g->cap);
    *mark = (struct grade_mark){.point = point, .said = said != NULL ? said : "", .right = right};
    if (point != NULL) {
        mark->step = point->step;
        mark->subject = point->subject;
        mark->wanted = point->wanted;
    }
    g->asked++;
    g->right += right;
    return mark;
}

static void add_extra(struct marking *m, enum grade_step step, const char *subject,
                      const char *wanted)
{
    struct grade_mark *mark = add_mark(m, NULL, subject, false);
    mark->step = step;
    mark->subject = subject;
    mark->wanted = wanted;
}

/* An earlier wrong step of the same row. */
static bool row_broke(const struct grade *g, int row)
{
    for (size_t i = 0; i < g->n; i++)
        if (!g->marks[i].right && g->marks[i].point != NULL && g->marks[i].point->row == row)
            return true;
    return false;
}

static const char *said_of_row(const struct grade_said *said, const struct grade_point *point)
{
    for (size_t i = 0; i < said->n_rows; i++)
        if (said->rows[i].row == point->row)
            return said->rows[i].steps[point->step];
    return NULL;
}

static void mark_rows(struct marking *m)
{
    for (size_t i = 0; i < m->truth->n; i++) {
        const struct grade_point *p = &m->truth->points[i];
        if (p->step >= GRADE_ROW_STEPS)
            continue;
        const char *said = said_of_row(m->said, p);
        bool broke = row_broke(m->out, p->row), right = grade_is_right(m->truth, p, said);
        add_mark(m, p, said, right)->follows = !right && broke;
    }
}

/* ---- the claim ---- */

static int visit_position(const struct result *r, int visit)
{
    for (size_t i = 0; i < r->n_visits; i++)
        if (r->visits[i] == visit)
            return (int)i;
    return 0;
}

/* The line said that fits best: the same modifiers before any. */
static struct said_line *match(const struct marking *m, struct said_claim *claim,
                               const struct grade_line *line, bool exact)
{
    int visit = visit_position(m->truth->result, line->visit);
    for (size_t i = 0; i < claim->n; i++) {
        struct said_line *s = &claim->lines[i];
        if (!s->taken && s->visit == visit && ascii_casecmp(s->code, line->code) == 0 &&
            (!exact || text_equal(s->modifiers, line->modifiers)))
            return s;
    }
    return NULL;
}

static const char *said_of_line(const struct marking *m, enum grade_step step,
                                const struct said_line *s)
{
    if (s == NULL)
        return "";
    if (step == GRADE_CODE)
        return "on the claim";
    if (step == GRADE_UNITS)
        return arena_format(m->arena, "%ld", s->units);
    if (step >= GRADE_REVENUE)
        return s->keyed[step];
    return text_empty(s->modifiers) ? "none" : s->modifiers;
}

/* The first thing that went wrong with a line: a step of one of its rows, else one of its own. */
static int broke_at(const struct marking *m, const struct grade_line *line, int number)
{
    for (size_t i = 0; i < m->out->n; i++) {
        const struct grade_mark *mark = &m->out->marks[i];
        if (mark->right || mark->point == NULL)
            continue;
        if (mark->point->line == number)
            return (int)i;
        for (size_t r = 0; mark->step < GRADE_ROW_STEPS && r < line->n_rows; r++)
            if (line->rows[r] == mark->point->row)
                return (int)i;
    }
    return -1;
}

static void add_chain(struct marking *m, const char *code, int64_t units, const char *modifiers,
                      struct grade_chain chain)
{
    struct grade *g = m->out;
    struct str text;
    str_init(&text, 256);
    str_add(&text, code);
    if (units != 1)
        str_addf(&text, "x%lld", (long long)units);
    if (!text_empty(modifiers))
        str_addf(&text, "-%s", modifiers);
    for (char *at = text.data; *at != '\0'; at++)
        if (*at == ' ')
            *at = '-';
    chain.text = arena_text(m->arena, text.data);
    str_release(&text);
    *ARENA_PUSH(m->arena, g->chains, g->n_chains, g->cap_chains) = chain;
}

/* Each attachment has its mark, and what is too much has one. */
static void mark_attached(struct marking *m, const struct grade_line *line,
                          const struct said_line *s)
{
    const char *said = s != NULL && s->keyed[GRADE_ATTACH] != NULL ? s->keyed[GRADE_ATTACH] : "";
    bool *named = ARENA_ARRAY(m->arena, bool, line->n_attached + 1);
    for (const char *at = said + strspn(said, ATTACH_BETWEEN); *at != '\0';) {
        size_t n = strcspn(at, ATTACH_BETWEEN), i = 0;
        while (i < line->n_attached &&
               (named[i] || !said_word(at, n, line->attached[i].wanted)))
            i++;
        if (i < line->n_attached)
            named[i] = true;
        else
            add_extra(m, GRADE_ATTACH, arena_textn(m->arena, at, n), "not asked for");
        at += n + strspn(at + n, ATTACH_BETWEEN);
    }
    for (size_t i = 0; i < line->n_attached; i++)
        add_mark(m, &line->attached[i], named[i] ? line->attached[i].wanted : "", named[i])->follows =
            !named[i] && s == NULL;
}

static void mark_line(struct marking *m, size_t number, const struct said_line *s)
{
    const struct grade_line *line = &m->truth->lines[number];
    struct grade_chain chain = {.right = m->out->right, .asked = m->out->asked};
    for (size_t i = 0; i < m->truth->n; i++) {
        const struct grade_point *p = &m->truth->points[i];
        if (p->line != (int)number)
            continue;
        if (p->step == GRADE_ATTACH) {
            mark_attached(m, line, s);
            continue;
        }
        const char *said = said_of_line(m, p->step, s);
        bool right = grade_is_right(m->truth, p, said);
        add_mark(m, p, said, right)->follows = !right && s == NULL && p->step != GRADE_CODE;
    }
    chain.right = m->out->right - chain.right;
    chain.asked = m->out->asked - chain.asked;
    chain.broke = broke_at(m, line, (int)number);
    add_chain(m, line->code, line->units, line->modifiers, chain);
}

static void mark_claim(struct marking *m)
{
    struct said_claim claim = {.n = 0};
    size_t n = m->truth->n_lines;
    struct said_line **found = ARENA_ARRAY(m->arena, struct said_line *, n + 1);
    grade_read_claim(m->arena, m->said->codes, &claim);
    for (int exact = 1; exact >= 0; exact--)
        for (size_t i = 0; i < n; i++)
            if (found[i] == NULL &&
                (found[i] = match(m, &claim, &m->truth->lines[i], exact != 0)) != NULL)
                found[i]->taken = true;
    for (size_t i = 0; i < n; i++)
        mark_line(m, i, found[i]);
    for (size_t i = 0; i < claim.n; i++)
        if (!claim.lines[i].taken) {
            add_extra(m, GRADE_CODE, claim.lines[i].code, "not on the claim");
            struct grade_chain chain = {.asked = 1, .broke = (int)m->out->n - 1};
            add_chain(m, claim.lines[i].code, claim.lines[i].units, claim.lines[i].modifiers,
                      chain);
        }
}

/* ---- findings ---- */

/* A mere note may be named; what the engine did not find may not. */
static bool was_found(const struct result *r, const char *word)
{
    char full[96];
    for (size_t i = 0; i < r->n_findings; i++) {
        snprintf(full, sizeof full, "%s@%d", r->findings[i].def->id, r->findings[i].row);
        if (ascii_casecmp(word, r->findings[i].def->id) == 0 || ascii_casecmp(word, full) == 0)
            return true;
    }
    return false;
}

static void mark_findings(struct marking *m)
{
    const char *words[64];
    size_t n = 0;
    for (const char *at = m->said->findings != NULL ? m->said->findings : "";
         *at != '\0' && n < COUNT_OF(words);) {
        size_t length = strcspn(at, " ,;");
        const char *word = arena_textn(m->arena, at, length);
        if (length > 0 && ascii_casecmp(word, "none") != 0 && ascii_casecmp(word, "nothing") != 0)
            words[n++] = word;
        at += length + (at[length] != '\0');
    }
    for (size_t i = 0; i < m->truth->n; i++) {
        const struct grade_point *p = &m->truth->points[i];
        const char *said = "";
        for (size_t w = 0; p->step == GRADE_FINDINGS && w < n; w++)
            if (grade_is_right(m->truth, p, words[w]))
                said = words[w];
        if (p->step == GRADE_FINDINGS)
            add_mark(m, p, said, *said != '\0');
    }
    for (size_t w = 0; w < n; w++)
        if (!was_found(m->truth->result, words[w]))
            add_extra(m, GRADE_FINDINGS, words[w], "not found");
}

void grade_answers(struct arena *arena, const struct grade_truth *truth,
                   const struct grade_said *said, struct grade *out)
{
    struct marking m = {arena, truth, said, out};
    *out = (struct grade){.n = 0};
    mark_rows(&m);
    mark_claim(&m);
    mark_findings(&m);
}

int grade_percent(const struct grade *grade)
{
    return grade->asked == 0 ? 100 : grade->right * 100 / grade->asked;
}
