#include "typed.h"

#define MOST_MINUTES 100000
#define MOST_DAYS 9999

static const char *skip_blanks(const char *text)
{
    while (ascii_space(*text))
        text++;
    return text;
}

/* Text without the blanks around it, as far as it matters: longer text is no time in any case. */
static void trim(const char *text, char buf[40])
{
    size_t length;

    text = skip_blanks(text);
    length = strnlen(text, 39);
    memcpy(buf, text, length);
    while (length > 0 && ascii_space(buf[length - 1]))
        length--;
    buf[length] = '\0';
}

/* ---- one way of writing each: false when the text is of another kind, *err empty ---- */

static bool is_letter(const char *text, char letter)
{
    return ascii_lower(text[0]) == letter && text[1] == '\0';
}

static bool missing(const char *text, const char *what, struct err *err)
{
    return err_set(err, "\"%s\" counts from %s, which is not there; type the time as 0905", text,
                   what);
}

/* Minutes behind a sign: 35 or 1:35. */
static bool read_length(const char *text, long *minutes)
{
    const char *colon = strchr(text, ':');
    char hours[8];
    long h, m;

    if (!colon)
        return number_parse(text, 0, MOST_MINUTES, minutes) && *text != '-';
    size_t n = (size_t)(colon - text);
    if (n == 0 || n >= sizeof hours || strlen(colon + 1) != 2)
        return false;
    memcpy(hours, text, n);
    hours[n] = '\0';
    if (!number_parse(hours, 0, MOST_MINUTES / 60, &h) || !number_parse(colon + 1, 0, 59, &m) ||
        *text == '-' || colon[1] == '-')
        return false;
    *minutes = h * 60 + m;
    return true;
}

/* What a signed length counts from. */
static minute_t anchor(const struct typed_around *around, enum typed_field field, bool back,
                       const char **what)
{
    if (field == TYPED_STOP && !back) {
        *what = "the start of this row";
        return around->start;
    }
    if (field == TYPED_START && back && around->stop != NO_MINUTE)
        return around->stop;
    *what = "the stop of the row above";
    return around->above_stop;
}

static bool read_signed(const struct typed_around *around, enum typed_field field, const char *text,
                        minute_t *out, struct err *err)
{
    bool back = *text == '-';
    const char *what = "";
    minute_t from = anchor(around, field, back, &what);
    char buf[8];
    long minutes;

    if (!read_length(skip_blanks(text + 1), &minutes))
        return err_set(err, "\"%s\" is not a number of minutes; type +35 or +1:30", text);
    if (from == NO_MINUTE)
        return missing(text, what, err);
    minute_t at = from + (minute_t)(back ? -minutes : minutes);
    if (field == TYPED_STOP && around->start != NO_MINUTE && at < around->start)
        return err_set(err,
                       "\"%s\" gives %s, before the start of this row; type +35 for minutes after "
                       "the start",
                       text, when_print_clock(at, buf));
    *out = at;
    return true;
}

static bool read_above(const struct typed_around *around, enum typed_field field, minute_t *out,
                       struct err *err)
{
    minute_t at = field == TYPED_START ? around->above_start : around->above_stop;

    if (at == NO_MINUTE)
        return err_set(err, "\".\" repeats the row above, which has no %s; type the time as 0905",
                       field == TYPED_START ? "start" : "stop");
    *out = at;
    return true;
}

static bool read_now(const struct typed_around *around, minute_t *out, struct err *err)
{
    if (around->now == NO_MINUTE)
        return missing("n", "the clock", err);
    *out = around->now;
    return true;
}

/* 830 becomes 0830: in a field for times three figures can be nothing else. */
static void widen(char text[40])
{
    if (strlen(text) == 3 && strspn(text, "0123456789") == 3) {
        memmove(text + 1, text, 4);
        text[0] = '0';
    }
}

static bool place_clock(const struct typed_around *around, enum typed_field field, int clock,
                        minute_t *out, struct err *err)
{
    day_t day = around->date;

    if (field == TYPED_STOP && around->start != NO_MINUTE)
        day = when_day(around->start);
    if (day == NO_DAY)
        return err_set(err, "a time needs a date; fill the date of the encounter first, or type "
                            "2026-03-02 0905");
    minute_t at = when_at(day, clock);
    if (field == TYPED_STOP && around->start != NO_MINUTE && at < around->start)
        at += DAY_MINUTES;
    *out = at;
    return true;
}

static bool read_clock(const struct typed_around *around, enum typed_field field, char text[40],
                       minute_t *out, struct err *err)
{
    day_t day;
    int clock;

    widen(text);
    if (!when_parse(text, &day, &clock, err))
        return false;
    if (day == NO_DAY)
        return place_clock(around, field, clock, out, err);
    *out = when_at(day, clock);
    return true;
}

bool typed_time(const struct typed_around *around, enum typed_field field, const char *text,
                minute_t *out, struct err *err)
{
    char typed[40];

    trim(text, typed);
    if (!*typed) {
        *out = NO_MINUTE;
        return true;
    }
    if (is_letter(typed, 'n'))
        return read_now(around, out, err);
    if (is_letter(typed, '.'))
        return read_above(around, field, out, err);
    if (*typed == '+' || *typed == '-')
        return read_signed(around, field, typed, out, err);
    return read_clock(around, field, typed, out, err);
}

/* t, t-1, t+7: days from today. */
static bool read_today(const struct typed_around *around, const char *text, day_t *out,
                       struct err *err)
{
    const char *sign = skip_blanks(text + 1);
    long days = 0;

    if (*sign && ((*sign != '-' && *sign != '+') || !ascii_digit(*skip_blanks(sign + 1)) ||
                  !number_parse(skip_blanks(sign + 1), 0, MOST_DAYS, &days)))
        return err_set(
            err, "\"%s\" is not a day; type t for today, t-1 for yesterday or 2026-03-02", text);
    if (around->now == NO_MINUTE)
        return err_set(
            err, "\"%s\" counts from today, which is not known; type the date as 2026-03-02", text);
    *out = when_day(around->now) + (day_t)(*sign == '-' ? -days : days);
    return true;
}

bool typed_day(const struct typed_around *around, const char *text, day_t *out, struct err *err)
{
    char typed[40], shown[64];
    day_t day = NO_DAY;

    trim(text, typed);
    if (ascii_lower(*typed) == 't')
        return read_today(around, text_short(typed, shown), out, err);
    if (*typed && !when_parse_day(typed, &day))
        return err_set(err,
                       "\"%s\" is not a date; type it as 2026-03-02 or 3/2/2026, t for today, t-1 "
                       "for yesterday",
                       text_short(typed, shown));
    *out = day;
    return true;
}
