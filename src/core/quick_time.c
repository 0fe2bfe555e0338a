/* Times of the quick line: one, or two joined by - or +, read as a form would read them (typed.h).
 */
#include "quick_inside.h"

#define LONGEST_TIME 24

static size_t figures(const char *text)
{
    return strspn(text, "0123456789");
}

/* Length of a clock time, n, or . at the start of text: 0830 8:30 830a 8:30pm 8a.m.; 0: none. */
static size_t clock_length(const char *text)
{
    size_t n = figures(text);

    if (n == 0)
        return (ascii_lower(*text) == 'n' && !ascii_alpha(text[1])) || *text == '.' ? 1 : 0;
    if (n <= 2 && text[n] == ':')
        n += 1 + figures(text + n + 1);
    if (n > 5)
        return 0;
    if (ascii_lower(text[n]) == 'a' || ascii_lower(text[n]) == 'p') {
        n++;
        n += text[n] == '.';
        n += ascii_lower(text[n]) == 'm';
        n += text[n] == '.';
    }
    return n;
}

/* One word as its two times; either may be empty. */
struct two {
    char start[LONGEST_TIME], stop[LONGEST_TIME];
    bool above; /* .. */
    bool range; /* a - or + stood there */
};

static bool copy(char out[LONGEST_TIME], const char *text, size_t length)
{
    if (length >= LONGEST_TIME)
        return false;
    memcpy(out, text, length);
    out[length] = '\0';
    return true;
}

/* Behind the first time: nothing, -STOP, or +LENGTH. */
static bool split_rest(const char *rest, struct two *two)
{
    two->range = *rest == '-' || *rest == '+';
    if (*rest == '+')
        return ascii_digit(rest[1]) && copy(two->stop, rest, strlen(rest));
    if (*rest == '-')
        rest++;
    else if (!two->above)
        return *rest == '\0';
    return clock_length(rest) == strlen(rest) && copy(two->stop, rest, strlen(rest));
}

static bool split(const char *text, struct two *two)
{
    size_t n;

    *two = (struct two){.above = strncmp(text, "..", 2) == 0};
    if (two->above)
        return split_rest(text + 2, two);
    if (*text == '+' || (*text == '-' && (clock_length(text + 1) >= 4)))
        return split_rest(text, two);
    n = clock_length(text);
    return n > 0 && copy(two->start, text, n) && split_rest(text + n, two);
}

bool quick_time_like(const char *text)
{
    struct two two;

    return split(text, &two);
}

/* ---- putting ---- */

/* A date that was said before goes with the first clock time behind it. */
static const char *dated(struct reading *r, const char *time)
{
    char day[16];

    if (r->day == NO_DAY || !ascii_digit(*time))
        return time;
    const char *both = arena_format(&r->out->arena, "%s %s", when_print_day(r->day, day), time);
    r->day = NO_DAY;
    return both;
}

static void put_time(struct reading *r, enum field_id id, const char *time, size_t first,
                     size_t last)
{
    enum typed_field field = id == FIELD_STOP ? TYPED_STOP : TYPED_START;
    minute_t at = NO_MINUTE;
    struct err err = {""};
    char buf[24];

    if (strlen(time) == 3 && figures(time) == 3) /* 830, also behind a date */
        time = arena_format(&r->out->arena, "0%s", time);
    if (!typed_time(&r->around, field, dated(r, time), &at, &err)) {
        quick_fault(r, QUICK_REFUSED, first, last, "%s: %s", field_get_spec(id)->name, err.text);
        return;
    }
    if (id == FIELD_START)
        r->around.start = at;
    quick_put(r, id, when_print(at, buf), first, last);
}

static void put_above(struct reading *r, size_t word)
{
    char buf[24];

    if (r->around.above_stop == NO_MINUTE) {
        quick_fault(r, QUICK_REFUSED, word, word,
                    "\"..\" starts where the row before stopped, and that has no stop; write the "
                    "start as 0830");
        return;
    }
    r->around.start = r->around.above_stop;
    quick_put(r, FIELD_START, when_print(r->around.start, buf), word, word);
}

/* ---- the reader ---- */

/* 2026-03-02, 3/2/2026, t-1 */
static bool read_date(struct reading *r)
{
    const char *text = r->words[r->at].text;
    bool from_today = ascii_lower(text[0]) == 't' && (text[1] == '-' || text[1] == '+');
    struct err err;

    if (!ascii_digit(*text) && !from_today)
        return false;
    if (!strchr(text, '/') && strlen(text) != 10 && !from_today)
        return false;
    if (!typed_day(&r->around, text, &r->day, &err)) {
        if (!from_today && !strchr(text, '/'))
            return false;
        quick_fault(r, QUICK_REFUSED, r->at, r->at, "%s", err.text);
    }
    r->day_word = r->at++;
    return true;
}

/* 8:30 pm: the half of the day as a word of its own. */
static bool takes_half(struct reading *r, size_t index)
{
    static const char *const halves[] = {"am", "pm", "a.m.", "p.m."};

    for (size_t i = 0; index < r->n && i < COUNT_OF(halves); i++)
        if (ascii_casecmp(r->words[index].text, halves[i]) == 0)
            return true;
    return false;
}

/* Joins 8:30 pm, "0830 -" and "- 0905" into one word of its own. */
static const char *joined(struct reading *r, size_t *last)
{
    const char *text = r->words[*last].text;

    if (takes_half(r, *last + 1)) {
        text = arena_format(&r->out->arena, "%s%s", text, r->words[*last + 1].text);
        ++*last;
    }
    return text;
}

/* A second bare time may be a dose without its unit, and three figures may be either. */
static bool refuse_bare(struct reading *r, const struct two *two, size_t last)
{
    bool alone = !two->range && !*two->stop && ascii_digit(*two->start) && !r->open;
    bool second = alone && r->out->fields[FIELD_START].source != QUICK_NOT_SAID && r->day == NO_DAY;
    const char *text = r->words[r->at].text;

    if (second)
        quick_fault(r, QUICK_AMBIGUOUS, r->at, last,
                    "\"%s\" is a second time, or a dose without its unit; write the times as "
                    "0830-0905 and the dose as 500mg",
                    text);
    else if (alone && r->day == NO_DAY && strlen(text) == 3 && figures(text) == 3)
        quick_fault(r, QUICK_AMBIGUOUS, r->at, last,
                    "\"%s\" may be a time or a dose without its unit; write 0%s, or %smg", text,
                    text, text);
    else
        return false;
    return true;
}

static void put_two(struct reading *r, const struct two *two, size_t last)
{
    bool second = r->open || (r->day != NO_DAY && r->around.start != NO_MINUTE);

    if (two->above)
        put_above(r, r->at);
    if (*two->start)
        put_time(r, second ? FIELD_STOP : FIELD_START, two->start, r->at, last);
    if (*two->stop)
        put_time(r, FIELD_STOP, two->stop, r->at, last);
    r->open = two->range && !*two->stop;
}

bool quick_read_time(struct reading *r)
{
    const struct quick_word *word = &r->words[r->at];
    size_t last = r->at;
    struct two two;

    if (word->quoted != SIZE_MAX)
        return false;
    if (strcmp(word->text, "-") == 0 && r->around.start != NO_MINUTE) {
        r->open = true;
        r->at++;
        return true;
    }
    if (read_date(r))
        return true;
    if (!split(joined(r, &last), &two)) {
        if (*word->text != '-' || !ascii_digit(word->text[1]))
            return false;
        quick_fault(r, QUICK_UNKNOWN, r->at, last,
                    "\"%s\" is no stop time; write it with four figures, as -0905", word->text);
        r->at = last + 1;
        return true;
    }
    if (!refuse_bare(r, &two, last))
        put_two(r, &two, last);
    r->at = last + 1;
    return true;
}
