#include "train.h"

#include <errno.h>

#include "../../core/nearest.h"
#include "../../core/page.h"
#include "../../db/csv.h"

enum { PASS_MARK = 80 };

/* Columns of the answers; the steps of a row have the names of grade.h. */
enum column {
    COLUMN_TRAINEE,
    COLUMN_SCENARIO,
    COLUMN_ROW,
    COLUMN_STEPS, /* in kind access initial relation */
    COLUMN_CODES = COLUMN_STEPS + GRADE_ROW_STEPS,
    COLUMN_FINDINGS,
    COLUMN_COUNT
};

/* One trainee's answer to one scenario; its records need not stand together. */
struct sheet {
    const char *trainee, *scenario;
    long line;
    struct grade_said said;
    size_t cap_rows;
};
struct grading {
    struct app *app;
    struct training_room room;
    struct arena arena;
    struct sheet *sheets;
    size_t n, cap;
    int columns[COLUMN_COUNT]; /* where each stands, -1: nowhere */
    const char *path;
    struct csv_writer *csv;
    struct training *store;
    bool bad, failed; /* something was left out; somebody did not pass */
    int pass;
};

static void column_names(const char *names[COLUMN_COUNT])
{
    names[COLUMN_TRAINEE] = "trainee";
    names[COLUMN_SCENARIO] = "scenario";
    names[COLUMN_ROW] = "row";
    for (int i = 0; i < GRADE_ROW_STEPS; i++)
        names[COLUMN_STEPS + i] = grade_step_name((enum grade_step)i);
    names[COLUMN_CODES] = "codes";
    names[COLUMN_FINDINGS] = "findings";
}

static bool read_header(struct grading *g, const struct csv_reader *csv)
{
    const char *wanted[COLUMN_COUNT], *const *names;
    char shown[64];
    size_t n = csv_header(csv, &names);
    column_names(wanted);
    for (int i = 0; i < COLUMN_COUNT; i++)
        g->columns[i] = -1;
    for (size_t i = 0; i < n; i++) {
        size_t near = text_nearest(names[i], wanted, COLUMN_COUNT);
        if (ascii_casecmp(names[i], wanted[near]) != 0 || g->columns[near] >= 0) {
            app_say("%s:1: column %s is not known, or stands there twice; the nearest is %s",
                    g->path, text_short(names[i], shown), wanted[near]);
            return false;
        }
        g->columns[near] = (int)i;
    }
    for (int i = 0; i < COLUMN_COUNT; i++)
        if (i <= COLUMN_ROW && g->columns[i] < 0) {
            app_say("%s:1: there is no column %s; answers need trainee, scenario and row", g->path,
                    wanted[i]);
            return false;
        }
    return true;
}

static const char *cell(struct grading *g, const struct csv_record *record, int column)
{
    int at = g->columns[column];
    if (at < 0 || (size_t)at >= record->n || text_empty(record->cells[at]))
        return "";
    char *text = arena_text(&g->arena, record->cells[at]);
    text_tame(text); /* it is shown to a class */
    return text;
}

static struct sheet *sheet_of(struct grading *g, const struct csv_record *record)
{
    const char *trainee = cell(g, record, COLUMN_TRAINEE);
    const char *scenario = cell(g, record, COLUMN_SCENARIO);
    for (size_t i = 0; i < g->n; i++)
        if (strcmp(g->sheets[i].trainee, trainee) == 0 &&
            strcmp(g->sheets[i].scenario, scenario) == 0)
            return &g->sheets[i];
    struct sheet *s = ARENA_PUSH(&g->arena, g->sheets, g->n, g->cap);
    *s = (struct sheet){.trainee = arena_text(&g->arena, trainee),
                        .scenario = arena_text(&g->arena, scenario),
                        .line = record->line};
    return s;
}

static void complain(struct grading *g, long line, const char *what)
{
    app_say("%s:%ld: %s", g->path, line, what);
    g->bad = true;
}

static void once(struct grading *g, long line, const char **place, const char *text,
                 const char *what)
{
    if (text_empty(text))
        return;
    if (*place != NULL)
        complain(g, line, what);
    else
        *place = arena_text(&g->arena, text);
}

/* A word that no step has is told and graded as it stands: it may be a slip, it may be a mistake. */
static const char *step_word(struct grading *g, const struct csv_record *record,
                             enum grade_step step)
{
    const char *text = cell(g, record, COLUMN_STEPS + (int)step), *word = text;
    struct err err = {""};
    if (grade_step_read(step, text, &word, &err))
        return arena_text(&g->arena, word);
    app_say("%s:%ld: column %s: %s", g->path, record->line, grade_step_name(step), err.text);
    g->bad = true;
    return arena_text(&g->arena, text);
}

static void take_record(struct grading *g, const struct csv_record *record)
{
    const char *row = cell(g, record, COLUMN_ROW);
    long number = 0;
    if (text_empty(cell(g, record, COLUMN_TRAINEE)) ||
        text_empty(cell(g, record, COLUMN_SCENARIO))) {
        complain(g, record->line, "column trainee or scenario is empty; say whose answer this is");
        return;
    }
    if (!text_empty(row) && !number_parse(row, 1, 100000, &number)) {
        complain(g, record->line, "column row is no number; give the row of the record, or leave "
                                  "it empty for the claim");
        return;
    }
    struct sheet *s = sheet_of(g, record);
    once(g, record->line, &s->said.codes, cell(g, record, COLUMN_CODES),
         "column codes was given before; keep one of the two records");
    once(g, record->line, &s->said.findings, cell(g, record, COLUMN_FINDINGS),
         "column findings was given before; keep one of the two records");
    if (number == 0)
        return;
    for (size_t i = 0; i < s->said.n_rows; i++)
        if (s->said.rows[i].row == (int)number) {
            complain(g, record->line, "this row was answered before; keep one of the two records");
            return;
        }
    struct grade_said_row *said =
        ARENA_PUSH(&g->arena, s->said.rows, s->said.n_rows, s->cap_rows);
    said->row = (int)number;
    for (int i = 0; i < GRADE_ROW_STEPS; i++)
        said->steps[i] = step_word(g, record, (enum grade_step)i);
}

static enum leave read_answers(struct grading *g)
{
    struct csv_record record;
    struct err err = {""};
    int got;
    struct csv_reader *csv = csv_open(g->path, ',', &err);
    if (csv == NULL) {
        app_say_text(err.text);
        return LEAVE_NO_INPUT;
    }
    bool good = read_header(g, csv);
    while (good && (got = csv_next(csv, &record, &err)) != 0) {
        if (got > 0) {
            take_record(g, &record);
            continue;
        }
        app_say_text(err.text);
        g->bad = true;
        good = got != -2;
    }
    csv_close(csv);
    return good ? LEAVE_DONE : LEAVE_DATA;
}

/* ---- results ---- */

static const char *const result_columns[] = {"trainee", "scenario", "step",  "row",
                                             "subject", "said",     "wanted", "right",
                                             "follows", "rule",     "percent", "passed"};

static const char *rule_of(const struct grade_mark *mark)
{
    if (mark->point == NULL)
        return "";
    if (mark->point->finding != NULL)
        return mark->point->finding->def->id;
    return mark->point->rule != NULL ? mark->point->rule->id : "";
}

static void write_marks(struct grading *g, const struct sheet *s, const struct grade *grade)
{
    bool passed = grade_percent(grade) >= g->pass;
    for (size_t i = 0; i < grade->n; i++) {
        const struct grade_mark *m = &grade->marks[i];
        csv_write_cell(g->csv, s->trainee);
        csv_write_cell(g->csv, s->scenario);
        csv_write_cell(g->csv, grade_step_name(m->step));
        if (m->point != NULL && m->point->row != 0)
            csv_write_number(g->csv, m->point->row);
        else
            csv_write_cell(g->csv, "");
        csv_write_cell(g->csv, m->subject);
        csv_write_cell(g->csv, m->said);
        csv_write_cell(g->csv, m->wanted);
        csv_write_cell(g->csv, m->right ? "y" : "n");
        csv_write_cell(g->csv, m->follows ? "y" : "n");
        csv_write_cell(g->csv, rule_of(m));
        csv_write_number(g->csv, grade_percent(grade));
        csv_write_cell(g->csv, passed ? "y" : "n");
        csv_write_end(g->csv);
    }
}

static void add_mark(const struct lesson *l, const struct grade_mark *m, struct str *out)
{
    struct str text;
    str_init(&text, 8192);
    str_addf(&text, "%s %s: said %s, is %s.", m->subject, grade_step_name(m->step),
             text_empty(m->said) ? "nothing" : m->said, m->wanted);
    if (m->point != NULL && !m->follows) {
        str_addc(&text, ' ');
        grade_reason(&l->truth, m->point, &text);
    } else if (m->follows) {
        str_add(&text, " Follows from the step before.");
    }
    str_add(out, "    ");
    text_tame(text.data);
    page_fold(out, 4, text.data);
    str_release(&text);
}

static void print_grade(struct grading *g, const struct sheet *s, const struct lesson *l,
                        const struct grade *grade)
{
    struct str out;
    str_init(&out, TRAIN_TEXT);
    char shown[64];
    str_addf(&out, "%s  %s  %d of %d steps, %d%%, %s\n", text_short(s->trainee, shown),
             l->scenario != NULL ? s->scenario : "", grade->right,
             grade->asked, grade_percent(grade),
             grade_percent(grade) >= g->pass ? "passed" : "not passed");
    for (size_t i = 0; i < grade->n_chains; i++) {
        const struct grade_chain *c = &grade->chains[i];
        str_addf(&out, "  %s: %d of %d", c->text, c->right, c->asked);
        if (c->broke >= 0)
            str_addf(&out, ", broke at %s of %s", grade_step_name(grade->marks[c->broke].step),
                     grade->marks[c->broke].subject);
        str_addc(&out, '\n');
    }
    for (size_t i = 0; i < grade->n; i++)
        if (!grade->marks[i].right)
            add_mark(l, &grade->marks[i], &out);
    fputs(out.data, stdout);
    str_release(&out);
}

static enum leave record(struct grading *g, const struct sheet *s, const struct grade *grade)
{
    struct training_attempt attempt = {s->trainee, s->scenario, "grade", g->pass};
    struct err err = {""};
    int64_t id;
    if (g->store == NULL)
        return LEAVE_DONE;
    enum store_fault fault = training_add(g->store, &attempt, grade, &id, &err);
    if (fault != STORE_OK)
        app_say_text(err.text);
    return app_leave(fault);
}

static enum leave grade_sheet(struct grading *g, const struct sheet *s)
{
    struct lesson lesson;
    struct err err = {""};
    enum leave leave = LEAVE_DONE;
    lesson_init(&lesson);
    if (!lesson_open(&lesson, &g->room, s->scenario, &err)) {
        complain(g, s->line, err.text);
    } else {
        struct grade grade;
        grade_answers(&lesson.arena, &lesson.truth, &s->said, &grade);
        g->failed = g->failed || grade_percent(&grade) < g->pass;
        leave = record(g, s, &grade);
        if (g->csv != NULL)
            write_marks(g, s, &grade);
        else
            print_grade(g, s, &lesson, &grade);
    }
    lesson_release(&lesson);
    return leave;
}

static enum leave grade_all(struct grading *g)
{
    struct err err = {""};
    enum leave leave = read_answers(g);
    if (leave != LEAVE_DONE)
        return leave;
    if (!g->app->readonly)
        leave = room_store(&g->room, true, &g->store);
    if (leave != LEAVE_DONE)
        return leave;
    if (g->app->format == FORMAT_CSV) {
        g->csv = csv_write_to(stdout);
        for (size_t i = 0; i < COUNT_OF(result_columns); i++)
            csv_write_cell(g->csv, result_columns[i]);
        csv_write_end(g->csv);
    }
    for (size_t i = 0; leave == LEAVE_DONE && i < g->n; i++)
        leave = grade_sheet(g, &g->sheets[i]);
    if (g->csv != NULL && !csv_write_done(g->csv, &err) && leave == LEAVE_DONE)
        leave = LEAVE_IO;
    if (leave != LEAVE_DONE)
        return leave;
    return g->bad ? LEAVE_DATA : g->failed ? LEAVE_FOUND : LEAVE_DONE;
}

enum leave train_grade(struct app *app, const char *path)
{
    struct grading g = {.app = app, .path = path};
    long pass = PASS_MARK;
    if (!train_number("pass", app->pass, 0, 100, &pass))
        return LEAVE_USAGE;
    g.pass = (int)pass;
    arena_init(&g.arena);
    enum leave leave = room_open(&g.room, app, NULL);
    if (leave == LEAVE_DONE)
        leave = grade_all(&g);
    training_close(g.store);
    room_release(&g.room);
    arena_release(&g.arena);
    return leave;
}
