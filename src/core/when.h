/* when.h: dates and clock times as whole numbers.  No time zone, no clock, no locale.
 *
 * A minute counts from 1970-01-01 00:00 of the encounter's own wall clock; a day counts from
 * 1970-01-01.  Spans are half open: from is in, to is not; a span may be empty. */
#ifndef IVLEDGER_WHEN_H
#define IVLEDGER_WHEN_H

#include "base.h"

typedef int32_t minute_t;
typedef int32_t day_t;
#define NO_MINUTE INT32_MIN
#define NO_DAY INT32_MIN
#define DAY_MINUTES 1440
#define CALENDAR_END 84006 /* 2200-01-01, the first day that cannot be written */

struct span {
    minute_t from, to;
};

/* The day a minute lies in; NO_DAY for NO_MINUTE. */
static inline day_t when_day(minute_t minute)
{
    if (minute == NO_MINUTE)
        return NO_DAY;
    return minute >= 0 ? minute / DAY_MINUTES : -((DAY_MINUTES - 1 - minute) / DAY_MINUTES);
}
int when_clock(minute_t minute);        /* minutes since that day's midnight, 0..1439 */
minute_t when_at(day_t day, int clock); /* clock 0..1440 */
/* The first midnight after 2199-12-31 can be reckoned, but not be read again. */
static inline bool when_in_calendar(minute_t minute)
{
    return minute < CALENDAR_END * DAY_MINUTES;
}
bool when_date(int year, int month, int day, day_t *out); /* false when no such day */
void when_civil(day_t day, int *year, int *month, int *mday);

/* A date: 2026-03-02, 03/02/2026, 3/2/2026.  Nothing else. */
bool when_parse_day(const char *text, day_t *out);
/* A clock time: 9:05, 09:05 or 0905, also 24:00 (the end of the day); with am/pm behind it also 9
 * or 905.  Bare figures below four (9, 250) may be minutes and are refused, as are 24:01 and 9:5;
 * err says why, with the remedy.  (The forms, which know that a time is meant, take 830: typed.h.)
 * *out is 0..1440. */
bool when_parse_clock(const char *text, int *out, struct err *err);
/* A clock time with or without a date before it ("2026-03-02 09:05", "2026-03-02T09:05",
 * "03/02/2026 9:05 AM").  *day is NO_DAY when none was given. */
bool when_parse(const char *text, day_t *day, int *clock, struct err *err);

char *when_print_day(day_t day, char buf[16]);        /* 2026-03-02 ("" for NO_DAY) */
char *when_print_clock(minute_t minute, char buf[8]); /* 09:05 ("" for NO_MINUTE) */
char *when_print(minute_t minute, char buf[24]);      /* 2026-03-02 09:05 */

/* ---- sets of minutes: sorted, disjoint, non-touching spans ---- */

struct spans {
    struct span *at;
    size_t n, cap;
};
int span_minutes(struct span span); /* length, never negative */
int spans_minutes(const struct spans *set);
void spans_add(struct arena *a, struct spans *set, struct span span);        /* union */
void spans_join(struct arena *a, struct spans *set, const struct spans *b);  /* set := set + b */
void spans_minus(struct arena *a, struct spans *set, const struct spans *b); /* set := set - b */
void spans_common(struct arena *a, struct spans *both, const struct spans *x,
                  const struct spans *y); /* adds what is in x and in y to both */
int spans_overlap(const struct spans *a, const struct spans *b);             /* minutes in both */
int spans_overlap_one(const struct spans *set, struct span span); /* minutes of span in set */

#endif
