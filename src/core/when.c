#include "when.h"

#define FIRST_YEAR 1900
#define LAST_YEAR 2199

/* ---- the calendar, by whole numbers ---- */

/* Years are taken to begin in March, so that the leap day is the last of its year and the days
 * before a month follow one straight line; 400 years are one era of 146097 days. */
static day_t days_before(int year, int month, int mday)
{
    int y = month > 2 ? year : year - 1;
    int era = (y >= 0 ? y : y - 399) / 400;
    int of_era = y - era * 400;
    int of_year = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + mday - 1;

    return era * 146097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719468;
}

void when_civil(day_t day, int *year, int *month, int *mday)
{
    int64_t shifted = (int64_t)day + 719468;
    int era = (int)((shifted >= 0 ? shifted : shifted - 146096) / 146097);
    int of_era = (int)(shifted - (int64_t)era * 146097);
    int y = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
    int of_year = of_era - (365 * y + y / 4 - y / 100);
    int m = (5 * of_year + 2) / 153;

    *mday = of_year - (153 * m + 2) / 5 + 1;
    *month = m < 10 ? m + 3 : m - 9;
    *year = y + era * 400 + (*month <= 2);
}

static int month_length(int year, int month)
{
    static const signed char lengths[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;

    return month == 2 && leap ? 29 : lengths[month - 1];
}

bool when_date(int year, int month, int day, day_t *out)
{
    if (year < FIRST_YEAR || year > LAST_YEAR || month < 1 || month > 12 || day < 1)
        return false;
    if (day > month_length(year, month))
        return false;
    *out = days_before(year, month, day);
    return true;
}

int when_clock(minute_t minute)
{
    int clock = minute % DAY_MINUTES;

    return clock < 0 ? clock + DAY_MINUTES : clock;
}

minute_t when_at(day_t day, int clock)
{
    return day * DAY_MINUTES + clock;
}

/* ---- reading ---- */

/* Reads least to most digits; the number of digits read, 0 when there are too few or too many. */
static int digits(const char **text, int least, int most, int *value)
{
    int n = 0;

    *value = 0;
    while (ascii_digit((*text)[n]) && n <= most)
        *value = *value * 10 + ((*text)[n++] - '0');
    if (n < least || n > most)
        return 0;
    *text += n;
    return n;
}

static bool take(const char **text, char c)
{
    if (**text != c)
        return false;
    ++*text;
    return true;
}

static const char *skip_blanks(const char *text)
{
    while (ascii_space(*text))
        text++;
    return text;
}

/* A date at *text, moved behind it. */
static bool read_day(const char **text, day_t *out)
{
    const char *at = *text;
    int year, month, mday;

    if (digits(&at, 4, 4, &year)) {
        if (!take(&at, '-') || !digits(&at, 2, 2, &month) || !take(&at, '-') ||
            !digits(&at, 2, 2, &mday))
            return false;
    } else if (!digits(&at, 1, 2, &month) || !take(&at, '/') || !digits(&at, 1, 2, &mday) ||
               !take(&at, '/') || !digits(&at, 4, 4, &year)) {
        return false;
    }
    *text = at;
    return when_date(year, month, mday, out);
}

/* Two figures, or -1. */
static int two_figures(const char *at)
{
    return ascii_digit(at[0]) && ascii_digit(at[1]) ? (at[0] - '0') * 10 + (at[1] - '0') : -1;
}

bool when_parse_day(const char *text, day_t *out)
{
    const char *at = skip_blanks(text);
    day_t day;

    if (!read_day(&at, &day) || *skip_blanks(at))
        return false;
    *out = day;
    return true;
}

/* What a clock time looked like before it is judged. */
struct clock_text {
    int hour, minute;
    int figures; /* digits without a colon, 0 when there was one */
    char half;   /* 'a', 'p' or 0 */
};

/* "am", "a.m.", "p" ...; false when something else stands there. */
static bool read_half(const char **text, char *half)
{
    const char *at = skip_blanks(*text);
    char c = ascii_lower(*at);

    if (c == 'a' || c == 'p') {
        *half = c;
        at++;
        take(&at, '.');
        if (ascii_lower(*at) == 'm')
            at++;
        take(&at, '.');
    }
    *text = skip_blanks(at);
    return **text == '\0';
}

static bool read_clock(const char *text, struct clock_text *out)
{
    const char *at = skip_blanks(text);
    int number, seconds;
    int n = digits(&at, 1, 4, &number);

    *out = (struct clock_text){0};
    if (n == 0)
        return false;
    if (take(&at, ':')) {
        if (n > 2 || !digits(&at, 2, 2, &out->minute))
            return false;
        if (take(&at, ':') && (!digits(&at, 2, 2, &seconds) || seconds != 0))
            return false; /* seconds are not charted; a machine's :00 does no harm */
        out->hour = number;
    } else {
        out->figures = n;
        out->hour = n > 2 ? number / 100 : number;
        out->minute = n > 2 ? number % 100 : 0;
    }
    return read_half(&at, &out->half);
}

static bool refuse_clock(const char *text, struct err *err)
{
    char shown[64];

    return err_set(err, "\"%s\" is not a clock time; write it as 09:05, 0905 or 9:05 PM",
                   text_short(text, shown));
}

static bool refuse_bare(const struct clock_text *read, const char *text, struct err *err)
{
    char shown[64];
    int hour = read->hour, minute = read->minute;

    text_short(text, shown);
    if (read->figures < 3)
        return err_set(err,
                       "\"%s\" is not a clock time: it may be an hour or a number of minutes; "
                       "write all four figures, as in %02d:00",
                       shown, hour < 24 ? hour : 9);
    if (hour > 23 || minute > 59)
        return refuse_clock(text, err);
    return err_set(err,
                   "\"%s\" is not a clock time: it may be %d:%02d or %d minutes; "
                   "write %02d:%02d for the time",
                   shown, hour, minute, hour * 100 + minute, hour, minute);
}

bool when_parse_clock(const char *text, int *out, struct err *err)
{
    struct clock_text read;
    char shown[64];

    if (!read_clock(text, &read))
        return refuse_clock(text, err);
    if (read.half) {
        if (read.hour < 1 || read.hour > 12 || read.minute > 59)
            return err_set(err,
                           "\"%s\" is not a clock time: before AM or PM the hour runs from 1 to "
                           "12; write it as 09:05 or 9:05 PM",
                           text_short(text, shown));
        *out = (read.hour % 12 + (read.half == 'p' ? 12 : 0)) * 60 + read.minute;
        return true;
    }
    if (read.figures > 0 && read.figures < 4)
        return refuse_bare(&read, text, err);
    if (read.hour > 24 || read.minute > 59 || (read.hour == 24 && read.minute > 0))
        return err_set(err,
                       "\"%s\" is not a clock time: the day runs from 00:00 to 24:00; correct "
                       "the hour or the minutes",
                       text_short(text, shown));
    *out = read.hour * 60 + read.minute;
    return true;
}

/* As nearly every chart has it: 09:05, and nothing else. */
static bool plain_clock(const char *text, int *out)
{
    int hour = two_figures(text), minute;

    if (hour < 0 || hour > 23 || text[2] != ':' || (minute = two_figures(text + 3)) < 0)
        return false;
    if (minute > 59 || text[5] != '\0')
        return false;
    *out = hour * 60 + minute;
    return true;
}

/* Where a date ends and a clock begins: the first T or blank after a figure, if the word before it
 * has the - or / of a date. */
static bool has_day(const char *text)
{
    for (; *text && !ascii_space(*text) && ascii_lower(*text) != 't'; text++)
        if (*text == '-' || *text == '/')
            return true;
    return false;
}

bool when_parse(const char *text, day_t *day, int *clock, struct err *err)
{
    const char *at = skip_blanks(text);
    char shown[64];
    day_t read = NO_DAY;

    if (plain_clock(text, clock)) {
        *day = NO_DAY;
        return true;
    }

    if (has_day(at)) {
        if (!read_day(&at, &read) || (*at && !ascii_space(*at) && ascii_lower(*at) != 't'))
            return err_set(err,
                           "\"%s\" does not begin with a date of the calendar; write it as "
                           "2026-03-02 09:05",
                           text_short(text, shown));
        at = skip_blanks(*at && !ascii_space(*at) ? at + 1 : at);
        if (!*at)
            return err_set(err,
                           "\"%s\" is a date without a clock time; write it as 2026-03-02 09:05",
                           text_short(text, shown));
    }
    if (!when_parse_clock(at, clock, err))
        return false;
    if (read != NO_DAY && !when_in_calendar(when_at(read, *clock)))
        return err_set(err, "\"%s\" lies after the last day of the year 2199; correct the date",
                       text_short(text, shown));
    *day = read;
    return true;
}

/* ---- printing ---- */

static char *put_number(char *at, int number, int width)
{
    for (int i = width - 1; i >= 0; i--) {
        at[i] = (char)('0' + number % 10);
        number /= 10;
    }
    return at + width;
}

char *when_print_day(day_t day, char buf[16])
{
    int year, month, mday;
    char *at = buf;

    if (day != NO_DAY) {
        when_civil(day, &year, &month, &mday);
        at = put_number(at, year, 4);
        *at++ = '-';
        at = put_number(at, month, 2);
        *at++ = '-';
        at = put_number(at, mday, 2);
    }
    *at = '\0';
    return buf;
}

char *when_print_clock(minute_t minute, char buf[8])
{
    char *at = buf;

    if (minute != NO_MINUTE) {
        at = put_number(at, when_clock(minute) / 60, 2);
        *at++ = ':';
        at = put_number(at, when_clock(minute) % 60, 2);
    }
    *at = '\0';
    return buf;
}

char *when_print(minute_t minute, char buf[24])
{
    buf[0] = '\0';
    if (minute != NO_MINUTE) {
        when_print_day(when_day(minute), buf);
        buf[10] = ' ';
        when_print_clock(minute, buf + 11);
    }
    return buf;
}
