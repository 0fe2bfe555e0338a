/* timeline_inside.h: what the two files of the timeline share: timeline.c knows which minutes are
 * shown and how large, timeline_draw.c draws them.  Nobody else includes it. */
#ifndef IVLEDGER_TIMELINE_INSIDE_H
#define IVLEDGER_TIMELINE_INSIDE_H

#include "timeline.h"

enum { LABEL = 15, MARK = 8 }; /* columns of a lane's label; columns that a clock time needs */

/* What one drawing knows. */
struct frame {
    const struct desk *desk;
    minute_t from;
    int scale; /* seconds a column */
    int cells; /* columns of the picture */
    int x, width;
    const struct posting *lit;
};

/* Gives the frame of a drawing; false when there is no minute to show. */
bool timeline_frame(const struct timeline *t, const struct desk *desk, int width, struct frame *f);
bool timeline_row_extent(const struct desk *desk, size_t i, minute_t *from, minute_t *to);
bool timeline_is_open(const struct desk *desk, size_t i); /* no stop, where one is needed */
int timeline_step(int scale);                             /* minutes between marks of the scale */
int timeline_across(const struct frame *f);               /* minutes from edge to edge */
minute_t timeline_round_down(minute_t minute, int step);

#endif
