/* Text as the cells of a screen. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <locale.h>

#include "core/base.h"
#include "ui/screen/cells.h"

static int utf8(void **state)
{
    (void)state;
    assert_non_null(setlocale(LC_CTYPE, "C.UTF-8"));
    return 0;
}

static void columns_are(const char *text, int expected)
{
    int got = cells_columns(text);
    if (got != expected)
        fail_msg("\"%s\" takes %d columns, expected %d", text, got, expected);
}

static void columns(void **state)
{
    (void)state;
    columns_are("", 0);
    columns_are("saline", 6);
    columns_are("caf\xc3\xa9", 4);
    columns_are("cafe\xcc\x81", 4);             /* a combining accent joins the cell before it */
    columns_are("\xcc\x81x", 2);                /* alone it takes one */
    columns_are("\xe6\xbc\xa2\xe5\xad\x97", 4); /* wide */
    columns_are("\033[31mred", 8);              /* an escape is one harmless sign */
    columns_are("a\xe2\x80\xae"
                "b",
                3); /* so is what would turn the line round */
    columns_are("\xff\xfe", 2);
    columns_are("\xc0\xaf", 2);     /* overlong */
    columns_are("\xed\xa0\x80", 1); /* half a pair */
    columns_are("\xf0\x9f", 2);     /* cut short */
}

static void decoding_never_runs_past_the_end(void **state)
{
    uint32_t c;
    (void)state;
    for (int first = 1; first < 256; first++)
        for (int second = 0; second < 256; second++) {
            char text[3] = {(char)first, (char)second, 0};
            size_t n = cells_next(text, &c);
            assert_true(n >= 1 && n <= strlen(text));
        }
}

static void encoding_comes_back(void **state)
{
    char buf[5];
    (void)state;
    for (uint32_t c = 1; c < 0x110000; c += c < 0x3000 ? 1 : 97) {
        uint32_t back;
        if (c >= 0xD800 && c < 0xE000)
            continue;
        size_t n = cells_encode(c, buf);
        if (cells_next(buf, &back) != n || back != c)
            fail_msg("U+%04X came back as U+%04X", (unsigned)c, (unsigned)back);
    }
}

static void pads_to(const char *text, int width, const char *expected)
{
    struct str out;
    str_init(&out, 1000);
    cells_pad(&out, text, width, "~");
    assert_string_equal(out.data ? out.data : "", expected);
    str_release(&out);
}

static void padding(void **state)
{
    (void)state;
    pads_to("ab", 4, "ab  ");
    pads_to("abcd", 4, "abcd");
    pads_to("abcde", 4, "abc~");
    pads_to("\xe6\xbc\xa2\xe5\xad\x97", 3, "\xe6\xbc\xa2~");
    pads_to("\xe6\xbc\xa2\xe5\xad\x97", 2, "~ "); /* a wide one does not fit beside the mark */
    pads_to("a\tb", 4, "a?b ");
}

static void wrapping(void **state)
{
    (void)state;
    assert_int_equal(cells_wrap("one two three", 80), 13);
    assert_int_equal(cells_wrap("one two three", 8), 8);
    assert_int_equal(cells_wrap("one two three", 7), 8); /* the blank behind a full line is taken */
    assert_int_equal(cells_wrap("one two three", 6), 4);
    assert_int_equal(cells_wrap("onetwothree", 4), 4);
    assert_int_equal(cells_wrap("\xe6\xbc\xa2\xe5\xad\x97", 1), 3); /* at least one character */
}

static void wrapping_loses_nothing(void **state)
{
    static const char text[] = "past minute 91, so 1 further hour; the next would begin at 151.";
    (void)state;
    for (int width = 1; width < 70; width++) {
        size_t at = 0;
        while (text[at]) {
            size_t n = cells_wrap(text + at, width);
            assert_true(n > 0);
            at += n;
        }
        assert_int_equal(at, strlen(text));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(columns),
        cmocka_unit_test(decoding_never_runs_past_the_end),
        cmocka_unit_test(encoding_comes_back),
        cmocka_unit_test(padding),
        cmocka_unit_test(wrapping),
        cmocka_unit_test(wrapping_loses_nothing),
    };
    return cmocka_run_group_tests(tests, utf8, NULL);
}
