#include "grade.h"

/* ---- one answer ---- */

/* Words that mean what the engine calls otherwise. */
static const struct {
    enum grade_step step;
    const char *said, *meant;
} synonyms[] = {
    {GRADE_IN, "y", "in"},           {GRADE_IN, "yes", "in"},
    {GRADE_IN, "n", "out"},          {GRADE_IN, "no", "out"},
    {GRADE_INITIAL, "yes", "y"},     {GRADE_INITIAL, "no", "n"},
    {GRADE_RELATION, "hours", "hour"}, {GRADE_RELATION, "further", "hour"},
    {GRADE_RELATION, "subsequent", "hour"}, {GRADE_RELATION, "nothing", "none"},
    {GRADE_KIND, "fluid", "hydration"}, {GRADE_KIND, "im", "injection"},
    {GRADE_KIND, "sc", "injection"}, {GRADE_MODIFIERS, "-", "none"},
};

static const char *meaning(enum grade_step step, const char *said)
{
    for (size_t i = 0; i < COUNT_OF(synonyms); i++)
        if (synonyms[i].step == step && ascii_casecmp(synonyms[i].said, said) == 0)
            return synonyms[i].meant;
    return said;
}

const char *grade_step_choice(enum grade_step step, size_t i)
{
    static const char *const in[] = {"in", "out"}, *const initial[] = {"y", "n"};
    switch (step) {
    case GRADE_IN: return i < COUNT_OF(in) ? in[i] : NULL;
    case GRADE_INITIAL: return i < COUNT_OF(initial) ? initial[i] : NULL;
    case GRADE_KIND: /* but for KIND_NONE, which bills nothing and is not asked */
        return i + 1 < KIND_COUNT ? kind_name((enum kind)(i + 1)) : NULL;
    case GRADE_RELATION:
        return i < ROLE_COUNT ? role_name((enum role)i) : i == ROLE_COUNT ? "none" : NULL;
    default: return NULL;
    }
}

static bool begins(const char *word, const char *typed)
{
    while (*typed != '\0' && ascii_lower(*typed) == ascii_lower(*word))
        typed++, word++;
    return *typed == '\0';
}

bool grade_step_read(enum grade_step step, const char *typed, const char **word, struct err *err)
{
    const char *choice, *found = NULL, *meant = meaning(step, typed);
    struct str fit;
    size_t n = 0;
    *word = meant;
    if (text_empty(typed) || grade_step_choice(step, 0) == NULL)
        return true;
    str_init(&fit, 400);
    for (size_t i = 0; (choice = grade_step_choice(step, i)) != NULL; i++) {
        if (ascii_casecmp(choice, meant) == 0) {
            *word = choice;
            str_release(&fit);
            return true;
        }
        if (!begins(choice, meant))
            continue;
        str_addf(&fit, "%s%s", n++ > 0 ? ", " : "", choice);
        found = choice;
    }
    for (size_t i = 0; n == 0 && (choice = grade_step_choice(step, i)) != NULL; i++)
        str_addf(&fit, "%s%s", i > 0 ? ", " : "", choice);
    *word = found;
    if (n != 1)
        err_set(err, "%.40s: %s %s", typed, n > 1 ? "more than one word begins so:" : "write one of",
                fit.data);
    str_release(&fit);
    return n == 1;
}

static const struct row_result *row_of(const struct result *r, int row)
{
    for (size_t i = 0; i < r->n_rows; i++)
        if (r->rows[i].row == row)
            return &r->rows[i];
    return NULL;
}

/* The line of any row of that access, else the letter or number of the access. */
static bool access_right(const struct result *r, const struct grade_point *point, const char *said)
{
    const struct row_result *row = row_of(r, point->row);
    long number = 0;
    for (size_t i = 0; row != NULL && i < r->n_rows; i++) {
        const char *label = r->encounter->rows[i].line;
        if (r->rows[i].visit == row->visit && r->rows[i].access >= 0 &&
            ascii_casecmp(text_empty(label) ? "1" : label, said) == 0)
            return r->rows[i].access == row->access;
    }
    if (row != NULL && ascii_alpha(said[0]) && said[1] == '\0')
        return ascii_lower(said[0]) - 'a' == row->access;
    return row != NULL && number_parse(said, 1, 26, &number) && number - 1 == row->access;
}

bool grade_is_right(const struct grade_truth *truth, const struct grade_point *point,
                    const char *said)
{
    if (text_empty(said))
        return false;
    if (point->step == GRADE_ACCESS)
        return access_right(truth->result, point, said);
    if (point->step == GRADE_FINDINGS)
        return ascii_casecmp(point->subject, said) == 0 ||
               ascii_casecmp(point->finding->def->id, said) == 0;
    return ascii_casecmp(meaning(point->step, said), point->wanted) == 0;
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

struct said_line {
    int visit; /* position among the visits, from 0 */
    const char *code, *modifiers;
    long units;
    bool taken;
};
struct claim {
    struct said_line *lines;
    size_t n, cap;
};

static int by_text(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* "-XS-59" as "59 XS". */
static const char *read_modifiers(struct arena *arena, const char *text)
{
    const char *found[4];
    struct str out;
    size_t n = 0;
    while (*text == '-' && n < COUNT_OF(found)) {
        size_t length = strcspn(++text, "-");
        char *word = arena_textn(arena, text, length);
        for (char *at = word; *at != '\0'; at++)
            if (*at >= 'a' && *at <= 'z')
                *at = (char)(*at - 'a' + 'A');
        found[n++] = word;
        text += length;
    }
    sort_items(found, n, sizeof found[0], by_text);
    str_init(&out, 256);
    for (size_t i = 0; i < n; i++)
        str_addf(&out, "%s%s", i == 0 ? "" : " ", found[i]);
    const char *kept = arena_text(arena, out.data);
    str_release(&out);
    return kept;
}

/* CODE[xUNITS][-MODIFIER]... */
static void read_code(struct arena *arena, struct claim *claim, const char *word, int visit)
{
    size_t n = strcspn(word, "xX-");
    char units[16];
    struct said_line line = {.visit = visit, .units = 1, .code = arena_textn(arena, word, n)};
    const char *at = word + n;
    if (*at == 'x' || *at == 'X') {
        size_t digits = strcspn(++at, "-");
        snprintf(units, sizeof units, "%.*s", (int)(digits < 15 ? digits : 15), at);
        if (!number_parse(units, 0, 100000, &line.units))
            line.units = -1; /* no number: never right */
        at += digits;
    }
    line.modifiers = read_modifiers(arena, at);
    for (size_t i = 0; i < claim->n; i++)
        if (claim->lines[i].visit == visit && strcmp(claim->lines[i].code, line.code) == 0 &&
            strcmp(claim->lines[i].modifiers, line.modifiers) == 0) {
            claim->lines[i].units += line.units; /* one code on several dates */
            return;
        }
    *ARENA_PUSH(arena, claim->lines, claim->n, claim->cap) = line;
}

static void read_claim(struct arena *arena, const char *text, struct claim *claim)
{
    int visit = 0;
    for (const char *at = text != NULL ? text : ""; *at != '\0';) {
        size_t n = strcspn(at, " ,;|");
        if (n > 0 && strncmp(at, "nothing", n) != 0)
            read_code(arena, claim, arena_textn(arena, at, n), visit);
        at += n;
        visit += *at == '|';
        at += *at != '\0';
    }
}

static int visit_position(const struct result *r, int visit)
{
    for (size_t i = 0; i < r->n_visits; i++)
        if (r->visits[i] == visit)
            return (int)i;
    return 0;
}

/* The line said that fits best: the same modifiers before any. */
static struct said_line *match(const struct marking *m, struct claim *claim,
                               const struct grade_line *line, bool exact)
{
    int visit = visit_position(m->truth->result, line->visit);
    for (size_t i = 0; i < claim->n; i++) {
        struct said_line *s = &claim->lines[i];
        if (!s->taken && s->visit == visit && text_equal(s->code, line->code) &&
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

static void add_chain(struct marking *m, const char *code, long units, const char *modifiers,
                      struct grade_chain chain)
{
    struct grade *g = m->out;
    struct str text;
    str_init(&text, 256);
    str_add(&text, code);
    if (units != 1)
        str_addf(&text, "x%ld", units);
    if (!text_empty(modifiers))
        str_addf(&text, "-%s", modifiers);
    for (char *at = text.data; *at != '\0'; at++)
        if (*at == ' ')
            *at = '-';
    chain.text = arena_text(m->arena, text.data);
    str_release(&text);
    *ARENA_PUSH(m->arena, g->chains, g->n_chains, g->cap_chains) = chain;
}

static void mark_line(struct marking *m, size_t number, const struct said_line *s)
{
    const struct grade_line *line = &m->truth->lines[number];
    struct grade_chain chain = {.right = m->out->right, .asked = m->out->asked};
    for (size_t i = 0; i < m->truth->n; i++) {
        const struct grade_point *p = &m->truth->points[i];
        if (p->line != (int)number)
            continue;
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
    struct claim claim = {.n = 0};
    size_t n = m->truth->n_lines;
    struct said_line **found = ARENA_ARRAY(m->arena, struct said_line *, n + 1);
    read_claim(m->arena, m->said->codes, &claim);
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
