/* typed.h: what a hand types into a time or date field of a form, where little is said and much is
 * known: 830, 8:30p, n, +35, -30, ".", t, t-1.  Files are read more strictly (when.h).
 *
 * Knows no clock: the caller says what now is.  Never guesses: what may mean two things is refused
 * with both of them named. */
#ifndef IVLEDGER_TYPED_H
#define IVLEDGER_TYPED_H

#include "when.h"

/* What is known around the field; NO_DAY and NO_MINUTE where it is not. */
struct typed_around {
    day_t date;                       /* of the encounter */
    minute_t now;                     /* the wall clock: n, t */
    minute_t start, stop;             /* of the row itself */
    minute_t above_start, above_stop; /* of the row above */
};

enum typed_field { TYPED_START, TYPED_STOP };

/* Reads a time into *out; "" gives NO_MINUTE.
 *   830 0830 8:30 830a 8:30 pm 2026-03-02 0830   a bare 9 or 45 is refused
 *            a start lies on the encounter's date; a stop is the first such time not before its
 * start n        now .        the same as in the row above +35      start: after the stop above;
 * stop: after its own start -30      start: before its own stop, else before the stop above; stop:
 * before the stop above (minutes, or hours and minutes as in +1:30) False: err says why, with the
 * remedy, and *out is untouched. */
bool typed_time(const struct typed_around *around, enum typed_field field, const char *text,
                minute_t *out, struct err *err);
/* Reads a date: t (today), t-1, t+7, 2026-03-02, 3/2/2026; "" gives NO_DAY. */
bool typed_day(const struct typed_around *around, const char *text, day_t *out, struct err *err);

#endif
