/* chart.h: the frame of training, and in it the record of a lesson on the workbench: rows, the
 * selected row in full, the timeline, as they were charted.
 *
 * The desk of such a workbench is never coded: nothing that the engine made of the record is there
 * to be seen.  Owns nothing. */
#ifndef IVLEDGER_CHART_H
#define IVLEDGER_CHART_H

#include "bench.h"
#include "lesson.h"

void chart_init(struct bench *bench, struct ui *ui);
void chart_release(struct bench *bench);
/* Puts the record of the lesson on the desk in place of what lay there. */
void chart_show(struct bench *bench, const struct lesson *lesson);
enum { TRAIN_WIDE = 110 }; /* columns from which something stands to the right of the picture */
/* The columns of the picture: all, or what the pane to the right leaves. */
int chart_left(const struct ui *ui);
/* The lines that the picture takes of at most that many. */
int chart_picture(const struct bench *bench, int most);
/* A rule with a title, over width columns from x on. */
void chart_rule(int y, int x, int width, const char *title, bool focused);
/* Draws from line y on, the picture in at most picture lines, and gives the lines it took.  beside:
 * words for each row. */
int chart_draw(struct ui *ui, struct bench *bench, const struct lesson *lesson,
               const char *const *beside, int y, int rows, int picture, bool focused);

/* Nobody takes this for live work: a title and two rules that say TRAINING in letters.  head stands
 * in the upper rule; the view has the lines 2 to ui->body - 2. */
void train_frame(struct ui *ui, const char *left, const char *right, const char *head);
/* A list within that frame. */
void train_draw(struct ui *ui, struct list *list, const char *left, const char *right);

#endif
