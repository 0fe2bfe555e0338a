/* tutor.h: the tutorial: what to try next, in a strip below the real screens, until it has
 * happened.
 *
 * data/tutorial.txt holds the steps.  A step is over when its words have been painted anywhere
 * outside the strip, however one came there.  Owns the steps and the place; never presses a key. */
#ifndef IVLEDGER_TUTOR_H
#define IVLEDGER_TUTOR_H

#include "../../core/base.h"

struct tutor_step {
    const char *say;   /* what is to be learned and done */
    const char *keys;  /* as a script has them */
    const char *until; /* words that stand on the screen when it is done */
};
struct tutor;

/* Reads path; NULL: err names the line. */
struct tutor *tutor_open(const char *path, struct err *err);
void tutor_free(struct tutor *tutor);
size_t tutor_count(const struct tutor *tutor);
const struct tutor_step *tutor_step(const struct tutor *tutor, size_t step);

/* Lines the strip takes on a screen of this size; 0: there is no room for it. */
int tutor_lines(const struct tutor *tutor, int cols, int rows);
void tutor_draw(const struct tutor *tutor, int y, int cols);
/* Looks at what was painted above and below lines y to y + lines - 1.  True: the step is done, and
 * the next one is on; tutor_ended() when that was the last. */
bool tutor_look(struct tutor *tutor, int y, int lines);
bool tutor_ended(const struct tutor *tutor);

#endif
