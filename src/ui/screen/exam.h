/* exam.h: an exam or a drill at the workbench, shared by its files: exam.c (the screen, handing in),
 * exam_draw.c, exam_form.c (typing), exam_choices.c (F4 and ?), exam_said.c (what may be said).
 * Nobody else includes it.
 *
 * The chart is the workbench's own; what the trainee says stands where live work has the engine's
 * proposal. */
#ifndef IVLEDGER_EXAM_H
#define IVLEDGER_EXAM_H

#include "chart.h"
#include "form.h"

enum { EXAM_CODES = 60 };

/* A line of the claim as the trainee has it. */
struct said_code {
    int visit;
    long units;
    char code[12], modifiers[40];                       /* "59 XS" */
    char revenue[8], paid[16], adjusted[8], attached[80]; /* as keyed, where that is asked */
};

/* What is asked of a line of the claim; which of it depends on the scenario. */
enum code_field {
    CODE_FIELD,
    UNITS_FIELD,
    MODIFIERS_FIELD,
    REVENUE_FIELD,
    PAID_FIELD,
    ADJUSTED_FIELD,
    ATTACH_FIELD,
    VISIT_FIELD,
    CODE_FIELDS
};

enum exam_form { FORM_NONE, FORM_ROW, FORM_CODE, FORM_FINDINGS };

struct exam {
    struct class class;
    struct bench bench; /* the chart */
    struct list claim;  /* codes and findings as they were said */
    bool in_claim;      /* the selection is there */
    bool record;        /* F5: the record in full instead of the picture */
    struct said_code codes[EXAM_CODES];
    size_t n_codes;
    char findings[400];
    /* what is being typed */
    enum exam_form kind;
    struct form *form;
    struct form_item items[CODE_FIELDS];  /* of a line of the claim */
    enum code_field fields[CODE_FIELDS]; /* which they are */
    size_t n_fields, index; /* index: of the row or code; n_codes: a new one */
    bool warned;            /* leaving with a refused field was answered once */
    int sure;               /* keys for which the question whether to end stays answered */
    bool shown;             /* the marks have been opened */
    char base[64];          /* of a drill */
    char weak[1000];        /* rules that were wrong last */
    long number;            /* of the next variant */
};

void exam_draw(struct ui *ui, struct view *view);
/* True when the time is over: everything has been handed in. */
bool exam_is_over(struct ui *ui, struct exam *x);

/* ---- what may be said (exam_said.c); false: err says what is accepted ---- */

struct class_step *exam_row_step(const struct exam *x, size_t field); /* of the row being typed */
bool said_step(struct exam *x, size_t field, const char *text, struct err *err);
bool said_code_field(struct exam *x, size_t at, const char *text, struct err *err);
bool said_findings(struct exam *x, const char *text, struct err *err);
/* The step of grade.h that a field of a line is, GRADE_STEP_COUNT: none of those as keyed. */
enum grade_step code_field_step(enum code_field field);
/* The form as a line of the claim; without a code it is none.  True: it is one. */
bool said_code(struct exam *x);
void exam_drop_code(struct exam *x, size_t code);

/* ---- typing (exam_form.c) ---- */

void form_open_row(struct exam *x, size_t row, size_t field);
void form_open_code(struct exam *x, size_t code);
void form_open_findings(struct exam *x);
void form_close(struct exam *x);
int form_lines(struct exam *x, int width); /* with its heading; 0: nothing is typed */
void form_show(struct exam *x, int y, int lines, int width);
/* Takes what is typed and closes; false: something is refused, and said. */
bool form_finish(struct ui *ui, struct exam *x);
reaction_fn form_next, form_previous, form_take, form_back, form_above, form_below;

/* ---- exam_choices.c ---- */

reaction_fn form_choices, form_help;

#endif
