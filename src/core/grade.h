/* grade.h: a trainee's steps against the engine's, one point a step, and where the chain broke.
 *
 * The truth of an encounter is a list of points in the order in which they are asked: for every row
 * in or out, push or infusion, which access, is it the initial service, its relation; for every
 * code its presence, units and modifiers; every finding that is no mere note.  Where the claim as
 * it is keyed is asked, its lines are those of the claim page, drugs and visit too, and each has its
 * revenue code and how it is paid; where attachments are asked, what goes along with a code.  The
 * walk asks them one after the other, the grader compares them with what was said.
 *
 * Decides nothing about codes: each point is read off a result, with the decision behind it.  Text
 * lives in the arena that was given. */
#ifndef IVLEDGER_GRADE_H
#define IVLEDGER_GRADE_H

#include "claim.h"

/* X(enum name, column of the answers, question) */
#define GRADE_STEPS(X)                                                                             \
    X(IN, "in", "In or out: is it a drug administration to be coded here? (in, out)")              \
    X(KIND, "kind", "What kind: push, infusion, hydration, injection ...?")                        \
    X(ACCESS, "access", "Which access did it use? (A for the first, B ..., or the line)")          \
    X(INITIAL, "initial", "Is it the initial service of its access? (y, n)")                       \
    X(RELATION, "relation",                                                                        \
      "How does it relate: initial, sequential, concurrent, hour, repeat, single, none?")          \
    X(CODE, "code", "Is the code on the claim?")                                                   \
    X(UNITS, "units", "How many units?")                                                           \
    X(MODIFIERS, "modifiers", "Which modifiers? (none when it has none)")                          \
    X(REVENUE, "revenue", "Which revenue code does the line stand on?")                            \
    X(PAID, "paid",                                                                                \
      "How does Medicare pay it: paid (or the amount), packaged, otherwise, unpaid?")              \
    X(ADJUSTED, "adjusted", "What do the site's place and indices make of it: more, less, same?")  \
    X(ATTACH, "attach", "What goes along when the code is questioned?")                            \
    X(FINDINGS, "findings", "What is missing or would be denied?")
enum grade_step {
#define X(name, text, question) GRADE_##name,
    GRADE_STEPS(X)
#undef X
    GRADE_STEP_COUNT
};
#define GRADE_ROW_STEPS (GRADE_RELATION + 1) /* the first five are asked of every row */
const char *grade_step_name(enum grade_step step);
const char *grade_step_question(enum grade_step step);
/* The words that may answer a step, from 0; NULL behind the last, and at once for a step whose
 * answers are no fixed words.  Of PAID an amount may be said as well. */
const char *grade_step_choice(enum grade_step step, size_t i);
/* Reads what was typed: a word of the step, what means the same, or its beginning.  word: constant,
 * or typed itself where the step has no fixed words.  False: err names the words that fit. */
bool grade_step_read(enum grade_step step, const char *typed, const char **word, struct err *err);

/* One thing to be known. */
struct grade_point {
    enum grade_step step;
    int row;  /* of the row steps and of a finding; 0: none */
    int line; /* from CODE to ATTACH: which line of the truth, from 0; -1: none */
    int visit;
    const char *subject; /* "row 2 (ceftriaxone)", a code, a finding */
    const char *wanted;
    const struct rule *rule;         /* what teaches it, or NULL */
    const struct decision *because;  /* or NULL */
    const struct finding *finding;   /* of FINDINGS */
};
/* A line of the claim: same code and modifiers of one visit over all its dates. */
struct grade_line {
    int visit;
    const char *code, *modifiers; /* "59 XS" sorted; "" none.  code "-": keyed without one */
    int64_t units;
    const struct line *of;           /* NULL: a drug, or the visit */
    const struct claim_line *keyed;  /* where the claim is asked: the first of them */
    int64_t national, adjusted;      /* cents over all its dates; adjusted -1: none */
    struct grade_point *attached;    /* what goes along, one each; wanted: its word */
    size_t n_attached;
    const int *rows;
    size_t n_rows;
};
struct grade_truth {
    const struct result *result;
    const struct claim *claim; /* NULL: the claim as keyed is not asked */
    struct grade_point *points;
    size_t n, cap;
    struct grade_line *lines;
    size_t n_lines, cap_lines;
};
/* claim: as it is keyed, where that is asked, else NULL; attach: ask what goes along.  Result and
 * claim must outlive the truth. */
void grade_truth(struct arena *arena, const struct result *result, const struct claim *claim,
                 bool attach, struct grade_truth *out);
/* The reason of a point in words: the decision, or what the account or finding says; adds nothing
 * where the engine had no question to answer. */
void grade_reason(const struct grade_truth *truth, const struct grade_point *point,
                  struct str *out);

/* What a trainee said; NULL or "": nothing. */
struct grade_said_row {
    int row;
    const char *steps[GRADE_ROW_STEPS]; /* by enum grade_step */
};
struct grade_said {
    struct grade_said_row *rows;
    size_t n_rows;
    /* The claim: "96365 96366x2 96375-59 | 96360"; | separates visits.  Behind a code and / stands
     * what is asked of it as keyed, in any order: "96365-PO/0260/paid/more/run+order". */
    const char *codes;
    const char *findings; /* "doc.stop.missing@2 doc.dx.missing", the row may be left out */
};

struct grade_mark {
    enum grade_step step;
    const struct grade_point *point; /* NULL: said, but not so (a code or finding too many) */
    const char *subject, *said, *wanted;
    bool right;
    bool follows; /* wrong only because an earlier step of the same row was */
};
/* How one line of the claim came out. */
struct grade_chain {
    const char *text; /* "96366x2-59" as wanted, or as said when nobody wanted it */
    int right, asked; /* its own points: code, units, modifiers ... */
    int broke;        /* index of the first wrong mark behind it, -1: all of it is right */
};
struct grade {
    struct grade_mark *marks;
    size_t n, cap;
    struct grade_chain *chains;
    size_t n_chains, cap_chains;
    int right, asked;
};
void grade_answers(struct arena *arena, const struct grade_truth *truth,
                   const struct grade_said *said, struct grade *out);
/* True when what was said for a point is right: for the walk, one point at a time. */
bool grade_is_right(const struct grade_truth *truth, const struct grade_point *point,
                    const char *said);
/* Whole percent, rounded down; 100 when nothing was asked. */
int grade_percent(const struct grade *grade);

#endif
