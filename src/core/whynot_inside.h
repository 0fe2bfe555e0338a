/* whynot_inside.h: what whynot*.c hand to each other: one question, the rows it looks at, and how
 * an answer is put.  Private to them. */
#ifndef IVLEDGER_WHYNOT_INSIDE_H
#define IVLEDGER_WHYNOT_INSIDE_H

#include "whynot.h"

struct question {
    struct arena *arena;
    const struct result *r;
    int visit; /* 0: all */
    const struct code *code;
    const struct service_row *way; /* one way to earn the code */
};

/* How far the record comes on a way: the further, the better the answer. */
enum stage { STAGE_SETTING, STAGE_CLASS, STAGE_KIND, STAGE_ROLE };

/* ---- rows ---- */

typedef bool fits_fn(const struct question *q, const struct row_result *row);
bool row_in_question(const struct question *q,
                     const struct row_result *row);                        /* coded, this visit */
bool row_of_class(const struct question *q, const struct row_result *row); /* and of the way's */
bool row_of_kind(const struct question *q, const struct row_result *row);  /* and of its kind */
const struct row_result *first_row(const struct question *q, fits_fn *fits);
const struct row *row_charted(const struct question *q, const struct row_result *row);
const char *row_drug(const struct question *q, const struct row_result *row);
/* The codes that a row helped to earn: "96367 96366"; "" none. */
const char *row_own(const struct question *q, const struct row_result *row);
/* The line that a row helped to earn by that rule; NULL none. */
const struct line *row_line_by(const struct question *q, const struct row_result *row,
                               enum rule_id rule);
/* Why its minutes bill nothing. */
const char *row_account(const struct question *q, const struct row_result *row);
/* "vancomycin, WORDS; ondansetron, WORDS": each drug once, in the order of the rows. */
typedef const char *words_fn(const struct question *q, const struct row_result *row);
const char *row_list(const struct question *q, fits_fn *fits, words_fn *words);
bool same_row_drug(const struct question *q, const struct row_result *a,
                   const struct row_result *b);

/* ---- answers ---- */

struct fact whynot_text(const char *name, const char *value);
struct fact whynot_number(const char *name, int64_t value);
struct decision whynot_answer(const struct question *q, enum rule_id rule, int row,
                              const struct fact *facts, size_t n);
#define ANSWER(q, rule, row, ...)                                                                  \
    whynot_answer(q, rule, row, (const struct fact[]){__VA_ARGS__},                                \
                  COUNT_OF(((const struct fact[]){__VA_ARGS__})))

/* whynot_kind.c: nothing of the class; nothing of the kind. */
struct decision whynot_class(const struct question *q);
struct decision whynot_kind(const struct question *q);
/* whynot_role.c: there is something of the kind, and it earned another code or none. */
struct decision whynot_role(const struct question *q);

#endif
