#include "lesson.h"

#include "cells.h"

enum { RESULTS_MAX = 512 * 1024 };

void class_init(struct class *c, struct training_room *room, enum class_mode mode)
{
    *c = (struct class){.room = room, .mode = mode, .pass = 80};
    arena_init(&c->arena);
    str_init(&c->results, RESULTS_MAX);
    lesson_init(&c->lesson);
}

void class_release(struct class *c)
{
    lesson_release(&c->lesson);
    str_release(&c->results);
    arena_release(&c->arena);
}

/* ---- the steps ---- */

static struct class_step *add_step(struct class *c, enum grade_step step, int row,
                                   const struct grade_point *point, const char *subject)
{
    struct class_step *s = ARENA_PUSH(&c->arena, c->steps, c->n_steps, c->cap_steps);
    *s = (struct class_step){step, row, point, subject, "", false};
    return s;
}

/* A subject would give codes and findings away, so those are numbered until they are opened. */
static void add_walk(struct class *c)
{
    const struct grade_truth *t = &c->lesson.truth;
    int codes = 0, findings = 0;
    for (size_t i = 0; i < t->n; i++) {
        const struct grade_point *p = &t->points[i];
        const char *subject = p->subject;
        if (p->step == GRADE_CODE)
            subject = arena_format(&c->arena, "code %d of %zu", ++codes, t->n_lines);
        if (p->step == GRADE_FINDINGS)
            subject = arena_format(&c->arena, "finding %d", ++findings);
        add_step(c, p->step, p->row, p, subject);
    }
}

static void add_exam(struct class *c)
{
    const struct result *r = &c->lesson.result;
    for (size_t i = 0; i < r->n_rows; i++)
        for (int step = 0; step < GRADE_ROW_STEPS; step++)
            add_step(c, (enum grade_step)step, r->rows[i].row, NULL,
                     arena_format(&c->arena, "row %d (%s)", r->rows[i].row,
                                  r->encounter->rows[i].drug));
    add_step(c, GRADE_CODE, 0, NULL, "the claim");
    add_step(c, GRADE_FINDINGS, 0, NULL, "the record");
}

/* Adds every scenario that the words let through. */
static void add_fitting(struct class *c, const char *word)
{
    for (size_t i = 0; i < c->room->list.n && c->n_names < CLASS_MOST; i++)
        if (train_fits(&c->room->list.at[i], word))
            snprintf(c->names[c->n_names++], 64, "%s", c->room->list.at[i].name);
}

void class_names(struct class *c, const char *names)
{
    char word[64];
    for (const char *at = names + strspn(names, " "); *at != '\0' && c->n_names < CLASS_MOST;) {
        size_t n = strcspn(at, " ");
        snprintf(word, sizeof word, "%.*s", (int)n, at);
        if (train_is_filter(word))
            add_fitting(c, word);
        else
            snprintf(c->names[c->n_names++], 64, "%s", word);
        at += n + strspn(at + n, " ");
    }
}

bool class_begin(struct class *c, size_t name, struct err *err)
{
    if (!lesson_open(&c->lesson, c->room, c->names[name], err))
        return false;
    arena_clear(&c->arena);
    c->steps = NULL;
    c->n_steps = c->cap_steps = c->at = 0;
    c->at_name = name;
    if (c->mode == CLASS_WALK)
        add_walk(c);
    else
        add_exam(c);
    return true;
}

struct class_step *class_now(struct class *c)
{
    return c->at < c->n_steps ? &c->steps[c->at] : NULL;
}

struct class_step *class_step_of(const struct class *c, int row, enum grade_step step)
{
    for (size_t i = 0; i < c->n_steps; i++)
        if (c->steps[i].row == row && c->steps[i].step == step)
            return &c->steps[i];
    return NULL;
}

void class_say(struct class *c, struct class_step *step, const char *words)
{
    step->said = arena_text(&c->arena, words);
}

bool class_move(struct class *c, int by)
{
    if (by < 0 ? c->at == 0 : c->at + 1 >= c->n_steps)
        return false;
    c->at = by < 0 ? c->at - 1 : c->at + 1;
    return true;
}

static bool passed_over(const struct class *c, const struct class_step *s)
{
    const struct class_step *in = class_step_of(c, s->row, GRADE_IN);
    return c->mode != CLASS_WALK && s->row != 0 && s->step != GRADE_IN && in != NULL && strcmp(in->said, "out") == 0;
}

size_t class_unsaid(const struct class *c)
{
    size_t n = 0;
    for (size_t i = 0; i < c->n_steps; i++) {
        const struct class_step *s = &c->steps[i];
        n += text_empty(s->said) && s->step != GRADE_FINDINGS && !passed_over(c, s);
    }
    return n;
}

/* An access is its letter, or the line as it was said. */
static void add_word(const struct class *c, const struct class_step *s, struct str *out)
{
    bool walk = c->mode == CLASS_WALK;
    const char *word = !walk ? s->said : s->shown ? s->point->wanted : "";
    if (text_empty(word))
        word = "_";
    else if (s->step == GRADE_KIND || s->step == GRADE_RELATION)
        word = cells_short(word);
    size_t n = walk && s->step == GRADE_ACCESS ? 1 : strlen(word);
    str_addf(out, "%s%.*s", out->length > 0 ? " " : "", (int)n, word);
}

const char *const *class_beside(const struct class *c, struct arena *arena)
{
    const struct result *r = &c->lesson.result;
    const char **texts = ARENA_ARRAY(arena, const char *, r->n_rows + 1);
    struct str text;
    str_init(&text, 1000);
    for (size_t i = 0; i < r->n_rows; i++) {
        str_clear(&text);
        for (int step = 0; step < GRADE_ROW_STEPS; step++) {
            const struct class_step *s = class_step_of(c, r->rows[i].row, (enum grade_step)step);
            if (s == NULL || passed_over(c, s))
                break;
            add_word(c, s, &text);
        }
        size_t n = text.length; /* one mark is enough for all that is still to come */
        while (n >= 4 && memcmp(text.data + n - 4, " _ _", 4) == 0)
            n -= 2;
        if (n == 3 && memcmp(text.data, "_ _", 3) == 0)
            n = 1;
        texts[i] = arena_textn(arena, text.data, n);
    }
    str_release(&text);
    return texts;
}

/* Findings have no order: whoever names another one than this step opens has named one. */
static bool is_a_finding(const struct class *c, const char *said)
{
    const struct grade_truth *t = &c->lesson.truth;
    for (size_t i = 0; i < t->n; i++)
        if (t->points[i].step == GRADE_FINDINGS && grade_is_right(t, &t->points[i], said))
            return true;
    return false;
}

bool class_right(struct class *c, const struct class_step *step)
{
    if (step->step == GRADE_FINDINGS)
        return is_a_finding(c, step->said);
    if (step->step == GRADE_CODE)
        return ascii_casecmp(step->said, c->lesson.truth.lines[step->point->line].code) == 0;
    return grade_is_right(&c->lesson.truth, step->point, step->said);
}

/* ---- grading ---- */

static void gather(struct class *c, struct grade_said *said)
{
    const struct result *r = &c->lesson.result;
    said->rows = ARENA_ARRAY(&c->arena, struct grade_said_row, r->n_rows + 1);
    said->n_rows = r->n_rows;
    for (size_t i = 0; i < c->n_steps; i++) {
        const struct class_step *s = &c->steps[i];
        if (s->step == GRADE_CODE)
            said->codes = s->said;
        else if (s->step == GRADE_FINDINGS)
            said->findings = s->said;
        else {
            said->rows[i / GRADE_ROW_STEPS].row = s->row;
            said->rows[i / GRADE_ROW_STEPS].steps[s->step] = passed_over(c, s) ? "" : s->said;
        }
    }
}

/* "in 2/3, kind 2/2 ...": how each kind of step came out. */
static void tell_steps(const struct grade *g, struct str *out)
{
    const char *between = "  Steps right: ";
    for (int step = 0; step < GRADE_STEP_COUNT; step++) {
        int right = 0, asked = 0;
        for (size_t i = 0; i < g->n; i++)
            if (g->marks[i].step == (enum grade_step)step) {
                asked++;
                right += g->marks[i].right;
            }
        if (asked == 0)
            continue;
        str_addf(out, "%s%s %d/%d", between, grade_step_name((enum grade_step)step), right, asked);
        between = ", ";
    }
    str_addc(out, '\n');
}

static void tell(struct class *c, const struct grade *g)
{
    struct str *out = &c->results;
    str_addf(out, "%s: %d of %d steps, %d%%, %s\n", c->names[c->at_name], g->right, g->asked,
             grade_percent(g), grade_percent(g) >= c->pass ? "passed" : "not passed");
    if (c->lesson.variant)
        str_addf(out, "  Changed: %s\n", c->lesson.change.data);
    tell_steps(g, out);
    for (size_t i = 0; i < g->n_chains; i++) {
        const struct grade_chain *chain = &g->chains[i];
        str_addf(out, "  %s: %d of %d", chain->text, chain->right, chain->asked);
        if (chain->broke < 0)
            str_add(out, ", the chain holds");
        else
            str_addf(out, ", broke at %s of %s", grade_step_name(g->marks[chain->broke].step),
                     g->marks[chain->broke].subject);
        str_addc(out, '\n');
    }
    for (size_t i = 0; i < g->n; i++) {
        const struct grade_mark *m = &g->marks[i];
        if (m->right)
            continue;
        str_addf(out, "  %s %s: said %s, is %s%s ", m->subject, grade_step_name(m->step),
                 text_empty(m->said) ? "nothing" : m->said, m->wanted,
                 m->follows ? " (follows)" : ".");
        if (m->point != NULL && !m->follows)
            grade_reason(&c->lesson.truth, m->point, out);
        str_addc(out, '\n');
    }
    struct scenario_answers answers;
    scenario_answer(&c->lesson.arena, &c->lesson.result, &answers);
    str_addf(out, "  The claim: %s\n", text_empty(answers.codes) ? "nothing" : answers.codes);
}

void class_grade(struct class *c, struct grade *grade)
{
    struct grade_said said = {NULL, 0, NULL, NULL};
    gather(c, &said);
    grade_answers(&c->lesson.arena, &c->lesson.truth, &said, grade);
    c->right += grade->right;
    c->asked += grade->asked;
    tell(c, grade);
}
