/* timeline.h: the picture of an encounter: one lane a row, grouped by access, against the clock.
 *
 * Owns only where it looks (zoom and place).  Filled: minutes that pay for a code; hollow: minutes
 * that do not; a tick: a push; '?': no stop was charted. */
#ifndef IVLEDGER_TIMELINE_H
#define IVLEDGER_TIMELINE_H

#include "desk.h"

struct timeline {
    int zoom;                  /* index into the scales; -1: the whole encounter */
    minute_t from;             /* first minute shown, when zoomed */
    const struct posting *lit; /* these minutes are drawn as selected; NULL: none */
};

void timeline_init(struct timeline *timeline);
void timeline_zoom(struct timeline *timeline, const struct desk *desk, int row, int width,
                   int by); /* 0: fit */
void timeline_scroll(struct timeline *timeline, const struct desk *desk, int width,
                     int by); /* in quarters */
/* Brings the row (an index) into sight when zoomed. */
void timeline_follow(struct timeline *timeline, const struct desk *desk, int row, int width);
int timeline_lines(const struct desk *desk); /* as many as it would like */
void timeline_draw(const struct timeline *timeline, const struct desk *desk, int row, int y, int x,
                   int lines, int width);

#endif
