/* lesson_view.h: a lesson on the screen: the record, the step at hand, what was said, the marks.
 *
 * Draws the frame of training, which no screen of live work has.  Writes to the training database
 * alone. */
#ifndef IVLEDGER_LESSON_VIEW_H
#define IVLEDGER_LESSON_VIEW_H

#include "lesson.h"
#include "view.h"

struct lesson_view;

/* names: of the set, with blanks between.  NULL: said why not, nothing is on the stack. */
struct lesson_view *lesson_view_open(struct ui *ui, struct training_room *room,
                                     enum class_mode mode, const char *names);
/* An exam's minutes from now, and the percent that pass. */
void lesson_view_limit(struct ui *ui, struct lesson_view *v, long minutes, int pass);

/* A list within the frame of training. */
void train_draw(struct ui *ui, struct list *list, const char *left, const char *right);
const char *train_who(const struct ui *ui); /* --trainee, else the login name */
/* The training database; NULL: said. */
struct training *train_store(struct ui *ui, bool create);

#endif
