/* store_train.h: what trainees answered, in a file of its own: ivledger-training.db beside the
 * database.
 *
 * Owns its connection.  Never opens the database of live work: a file that is not a training
 * database is refused, whatever its name.  Nothing in it is ever changed but by an override, which
 * stands beside the marks with who gave it and why. */
#ifndef IVLEDGER_STORE_TRAIN_H
#define IVLEDGER_STORE_TRAIN_H

#include "../core/grade.h"
#include "store.h"

struct training;

/* The name of the training database beside a live one, which need not exist. */
void training_path(const char *live, struct str *out);
/* now: "YYYY-MM-DD HH:MM" for every row written, NULL: the clock, in UTC.  create: make it where
 * there is none; without it STORE_MISSING.  *out is NULL on any fault. */
enum store_fault training_open(const char *path, const char *now, bool create,
                               struct training **out, struct err *err);
void training_close(struct training *training); /* NULL is fine */

struct training_attempt {
    const char *trainee, *scenario; /* "drip-and-push", a variant "drip-and-push~17" */
    const char *mode;               /* grade, walk, exam, drill */
    int pass_mark;                  /* percent */
};
/* One transaction; *id is its number. */
enum store_fault training_add(struct training *training, const struct training_attempt *attempt,
                              const struct grade *grade, int64_t *id, struct err *err);
/* A trainer's word over the marks of one attempt; the reason must say something. */
enum store_fault training_override(struct training *training, int64_t id, bool passed,
                                   const char *who, const char *reason, struct err *err);

/* One rule of one trainee, all attempts or those of one day. */
struct training_rule {
    const char *trainee, *rule, *step, *day; /* rule "" where none stands behind it; day "": all */
    int64_t right, asked;
};
/* false stops. */
typedef bool training_rule_fn(void *context, const struct training_rule *rule);
/* Weakest rules first, within each trainee; trainee NULL or "": everybody.  by_day: a row for each
 * day behind the row of its rule. */
enum store_fault training_rules(struct training *training, const char *trainee, bool by_day,
                                training_rule_fn *fn, void *context, struct err *err);

struct training_row {
    int64_t attempt;
    const char *at, *trainee, *scenario, *mode, *step, *rule, *subject, *said, *wanted;
    const char *override, *reason, *by; /* "" none; passed or failed */
    int64_t row;
    int percent, pass_mark;
    bool right, follows;
};
typedef bool training_row_fn(void *context, const struct training_row *row);
/* Every mark that was ever given, oldest first. */
enum store_fault training_each(struct training *training, training_row_fn *fn, void *context,
                               struct err *err);

#endif
