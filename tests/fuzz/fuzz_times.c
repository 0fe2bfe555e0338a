/* Any bytes as a time, a date or a number: read or refused, printed and read the same; tamed text
 * steers nothing. */
#include "fuzz.h"

#include "core/typed.h"

static void check_day(const char *text)
{
    char buf[16];
    day_t day, again;

    if (!when_parse_day(text, &day))
        return;
    if (!when_parse_day(when_print_day(day, buf), &again) || again != day)
        fuzz_fail("the date \"%s\" is printed as \"%s\"", text, buf);
}

static void check_clock(const char *text)
{
    struct err err = {""};
    char buf[24];
    day_t day, day2;
    int clock, clock2;

    if (when_parse_clock(text, &clock, &err) && (clock < 0 || clock > DAY_MINUTES))
        fuzz_fail("\"%s\" is minute %d of a day", text, clock);
    if (!when_parse(text, &day, &clock, &err)) {
        if (!*err.text)
            fuzz_fail("\"%s\" is refused without a word", text);
        return;
    }
    if (day == NO_DAY)
        return;
    when_print(when_at(day, clock), buf);
    if (!when_parse(buf, &day2, &clock2, &err) || when_at(day, clock) != when_at(day2, clock2))
        fuzz_fail("\"%s\" is printed as \"%s\"", text, buf);
}

static void check_typed(struct bytes *choice, const char *text)
{
    struct err err = {""};
    minute_t base = when_at(20514, 600), minute = 77;
    day_t day = 77;
    struct typed_around around = {NO_DAY, NO_MINUTE, NO_MINUTE, NO_MINUTE, NO_MINUTE, NO_MINUTE};
    unsigned known = bytes_next(choice);
    enum typed_field field = known & 64 ? TYPED_STOP : TYPED_START;

    if (known & 1)
        around.date = 20514;
    if (known & 2)
        around.now = base + 90;
    if (known & 4)
        around.start = base;
    if (known & 8)
        around.stop = base + 60;
    if (known & 16)
        around.above_start = base - 100;
    if (known & 32)
        around.above_stop = base - 40;
    if (!typed_time(&around, field, text, &minute, &err) && (minute != 77 || !*err.text))
        fuzz_fail("\"%s\" is refused, but %s", text, *err.text ? "set" : "without a word");
    err.text[0] = '\0';
    if (!typed_day(&around, text, &day, &err) && (day != 77 || !*err.text))
        fuzz_fail("the date \"%s\" is refused, but %s", text, *err.text ? "set" : "without a word");
}

static void check_number(const char *text)
{
    int64_t value, again;
    char buf[32];

    if (decimal_parse(text, &value) &&
        (!decimal_parse(decimal_print(value, buf), &again) || again != value))
        fuzz_fail("the number \"%s\" is printed as \"%s\"", text, buf);
}

static void check_tame(char *text)
{
    char buf[64];

    text_short(text, buf);
    text_tame(text);
    for (const unsigned char *at = (unsigned char *)text; *at; at++)
        if (*at < 0x20 || *at == 0x7F || (at[0] == 0xC2 && at[1] < 0xA0) ||
            (at[0] == 0xE2 && at[1] == 0x80 && at[2] >= 0xAA && at[2] <= 0xAE))
            fuzz_fail("byte %02x is left in tamed text", *at);
    if (!text_utf8(text, strlen(text)) || !text_utf8(buf, strlen(buf)))
        fuzz_fail("tamed text is not UTF-8");
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct bytes choice = {data, size};

    fuzz_on_death();
    bytes_next(&choice);
    struct bytes rest = choice;
    char *text = bytes_text(&rest);
    choice = (struct bytes){data, size};
    check_day(text);
    check_clock(text);
    check_typed(&choice, text);
    check_number(text);
    check_tame(text);
    free(text);
    return 0;
}
