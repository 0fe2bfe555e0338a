/* selfaudit.h: the questions that auditors are known to ask, put to one claim after another.
 *
 * The questions are rows of selfaudit.csv; the claim is what was keyed (the engine's answer with the
 * coder's overrules), the measure is what was charted.  Nothing is changed or recoded. */
#ifndef IVLEDGER_SELFAUDIT_H
#define IVLEDGER_SELFAUDIT_H

#include "align.h"
#include "claim_tables.h"

#define AUDIT_TESTS(X)                                                                             \
    X(INITIALS, "initials") X(NO_REASON, "no_reason") X(ALONE, "alone") X(UNEARNED, "unearned")    \
    X(SHORT, "short") X(ABOVE, "above") X(NO_STOP, "no_stop") X(FINDING, "finding")                \
    X(HOURS, "hours") X(CLUSTER, "cluster")
enum audit_test {
#define X(name, text) AUDIT_##name,
    AUDIT_TESTS(X)
#undef X
        AUDIT_TEST_COUNT
};
const char *audit_test_name(enum audit_test test);
bool audit_test_find(const char *name, enum audit_test *out);

struct audit_question {
    struct days_valid days;
    const char *id;
    enum audit_test test;
    const char *about; /* codes, findings or minutes with blanks between; "" none */
    int value, least;
    const char *locator, *say, *fix;
    const struct source *source;
};

struct audit_hit {
    const struct audit_question *question;
    int visit, row;       /* 0: none of its own */
    const char *what;     /* the code, finding or number that it is about */
};

/* Puts the questions of the day to one claim.  Hits live in arena. */
void selfaudit(struct arena *arena, const struct audit_question *questions, size_t n,
               const struct result *r, const struct keyed_list *claim, struct audit_hit **hits,
               size_t *n_hits);

/* Timed rows by coder, for the questions about clusters; a question more than there is has none. */
enum { AUDIT_CLUSTERS = 8 };
struct audit_coder {
    const char *coder;
    int64_t rows;
    int64_t at[AUDIT_CLUSTERS]; /* by place among the cluster questions */
};
struct audit_coders {
    struct audit_coder *list;
    size_t n, cap;
};
void selfaudit_count(struct arena *arena, struct audit_coders *coders,
                     const struct audit_question *questions, size_t n, const struct result *r);
/* Does the coder's count answer the question with yes?  place: among the cluster questions. */
bool selfaudit_cluster(const struct audit_question *question, const struct audit_coder *coder,
                       size_t place);

#endif
