/* lesson_view.h: the screens of training: walk, exam and drill, marks, results.
 *
 * All stand in the frame of training (chart.h), which no screen of live work has, and write to the
 * training database alone. */
#ifndef IVLEDGER_LESSON_VIEW_H
#define IVLEDGER_LESSON_VIEW_H

#include "lesson.h"
#include "view.h"

/* A walk through a scenario, or a variant NAME~NUMBER.  What cannot be opened is said. */
void train_walk_open(struct ui *ui, struct training_room *room, const char *name);
/* An exam of a set (class_names()): minutes from now, and the percent that pass. */
void exam_open(struct ui *ui, struct training_room *room, const char *names, long minutes, int pass);
/* A drill that begins with a variant of a scenario; weak: rules that the trainee errs in, which
 * choose what comes instead, with blanks between, or "". */
void drill_open(struct ui *ui, struct training_room *room, const char *name, const char *weak);
/* What was right of a class that is finished; next goes on (or NULL). */
typedef void marks_next_fn(struct ui *ui, void *context);
void marks_open(struct ui *ui, const struct class *c, marks_next_fn *next, void *context);
/* Results of a trainee, "": of all: rules, weakest first, and the attempts. */
void results_open(struct ui *ui, const char *trainee);
/* Asks for another grade of an attempt, where the person may give one. */
void override_ask(struct ui *ui, int64_t attempt);

const char *train_who(const struct ui *ui); /* --trainee, else the login name */
/* The training database; NULL: said. */
struct training *train_store(struct ui *ui, bool create);

#endif
