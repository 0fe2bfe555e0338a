#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "db/csv.h"

static char *written(void (*write)(struct csv_writer *w))
{
    char *text = NULL;
    size_t size = 0;
    struct err err;
    FILE *out = open_memstream(&text, &size);

    assert_non_null(out);
    struct csv_writer *w = csv_write_to(out);
    write(w);
    assert_true(csv_write_done(w, &err));
    fclose(out);
    return text;
}

static void write_samples(struct csv_writer *w)
{
    static const char *const cells[] = {"plain",
                                        "",
                                        "a,b",
                                        "say \"no\"",
                                        "two\nlines",
                                        " edge ",
                                        NULL,
                                        "semi;colon",
                                        "it's",
                                        "\xEF\xBB\xBF"
                                        "id",
                                        "\xEF\xBC\x91"};

    for (size_t i = 0; i < COUNT_OF(cells); i++)
        csv_write_cell(w, cells[i]);
    csv_write_number(w, -42);
    csv_write_end(w);
    csv_write_cell(w, "");
    csv_write_end(w);
}

static void cells_are_quoted_where_needed(void **state)
{
    char *text = written(write_samples);

    (void)state;
    assert_string_equal(
        text, "plain,,\"a,b\",\"say \"\"no\"\"\",\"two\nlines\",\" edge \",,\"semi;colon\","
              "it's,\"\xEF\xBB\xBFid\",\xEF\xBC\x91,-42\n\"\"\n");
    free(text);
}

static void write_controls(struct csv_writer *w)
{
    static const char *const cells[] = {"a\033[2J", ("b\xC2\x9B" "31m"), "c\x7F\x01", "\xC2\xB5g", "\"\x07"};

    for (size_t i = 0; i < COUNT_OF(cells); i++)
        csv_write_cell(w, cells[i]);
    csv_write_end(w);
}

static void controls_do_not_come_out(void **state)
{
    char *text = written(write_controls);

    (void)state;
    assert_string_equal(text, "\"a?[2J\",\"b?31m\",\"c??\",\xC2\xB5g,\"\"\"?\"\n");
    free(text);
}

static void write_long(struct csv_writer *w)
{
    static char text[70000];

    memset(text, 'x', sizeof text - 1);
    for (int i = 0; i < 3; i++) {
        text[40000 * (i == 1)] = ','; /* in quotes, by single bytes */
        csv_write_cell(w, text + 20000 * i);
        text[40000 * (i == 1)] = 'x';
    }
    csv_write_end(w);
}

static void cells_longer_than_the_buffer(void **state)
{
    char *text = written(write_long);

    (void)state;
    assert_int_equal(strlen(text), 69999 + 49999 + 29999 + 2 * 2 + 2 + 1);
    assert_memory_equal(text, "\",xxx", 5);
    assert_string_equal(text + strlen(text) - 5, "xxxx\n");
    free(text);
}

static void write_runners(struct csv_writer *w)
{
    static const char *const cells[] = {
        "=1+1", "+1",  "-2.50", "-2+3",    "@x",  "-",    "+",
        "\tx",  "'=1", "''-x",  "'quoted", "1=1", "-1e5", "=cmd|' /C calc'!A0"};

    for (size_t i = 0; i < COUNT_OF(cells); i++)
        csv_write_cell(w, cells[i]);
    csv_write_end(w);
}

static void cells_that_would_run_are_guarded(void **state)
{
    char *text = written(write_runners);

    (void)state;
    assert_string_equal(text,
                        "'=1+1,+1,-2.50,'-2+3,'@x,'-,'+,\"'\tx\",''=1,'''-x,'quoted,1=1,'-1e5,"
                        "'=cmd|' /C calc'!A0\n");
    free(text);
}

static uint32_t dice_state = 7;

static int dice(int sides)
{
    dice_state = dice_state * 1664525 + 1013904223;
    return (int)((dice_state >> 8) % (uint32_t)sides);
}

#define ROUNDS 400
#define WIDTH 5
static char cells[ROUNDS][WIDTH][16];

static void some_cell(char *out)
{
    static const char signs[] = "=+-@'\"\n\r,;ab1. \t";
    int length = dice(12);

    for (int i = 0; i < length; i++)
        out[i] = signs[dice((int)sizeof signs - 1)];
    while (length > 0 && ascii_space(out[length - 1]))
        length--;
    out[length] = '\0';
    if (ascii_space(*out)) /* reading takes blanks off the ends; a chart has none there */
        *out = 'x';
}

static void write_dice(struct csv_writer *w)
{
    for (int i = 0; i < WIDTH; i++)
        csv_write_cell(w, (char[]){(char)('a' + i), '\0'});
    csv_write_end(w);
    for (int i = 0; i < ROUNDS; i++) {
        for (int j = 0; j < WIDTH; j++) {
            some_cell(cells[i][j]);
            if (j == 0 && !*cells[i][j])
                memcpy(cells[i][j], "z", 2); /* a record of empty cells would be passed over */
            csv_write_cell(w, cells[i][j]);
        }
        csv_write_end(w);
    }
}

static void what_is_written_reads_back(void **state)
{
    (void)state;
    for (int round = 0; round < 20; round++) {
        struct csv_record record;
        struct err err = {{0}};
        memset(cells, 0, sizeof cells);
        char *text = written(write_dice);
        struct csv_reader *r = csv_open_text("f", text, strlen(text), ',', &err);

        assert_non_null(r);
        for (int i = 0; i < ROUNDS; i++) {
            if (csv_next(r, &record, &err) != 1)
                fail_msg("record %d expected to read back, got: %s", i, err.text);
            for (int j = 0; j < WIDTH; j++)
                assert_string_equal(record.cells[j], cells[i][j]);
        }
        assert_int_equal(csv_next(r, &record, &err), 0);
        csv_close(r);
        free(text);
    }
}

static void write_errors_are_told(void **state)
{
    struct err err = {{0}};
    FILE *out = fopen("/dev/full", "w");

    (void)state;
    assert_non_null(out);
    struct csv_writer *w = csv_write_to(out);
    csv_write_cell(w, "x");
    csv_write_end(w);
    assert_false(csv_write_done(w, &err));
    assert_string_equal(err.text,
                        "the CSV cannot be written (No space left on device); make room or choose "
                        "another place");
    fclose(out);
}

static void cells_are_written_once_more(void **state)
{
    struct csv_writer *w = csv_write_apart();
    struct str out;

    (void)state;
    str_init(&out, 1 << 16);
    assert_false(csv_write_marked(w));
    csv_write_cell(w, "a,b");
    csv_write_number(w, -7);
    csv_write_mark(w);
    csv_write_cell(w, "x");
    assert_false(csv_write_marked(w)); /* a record is under way */
    csv_write_end(w);
    assert_true(csv_write_marked(w));
    csv_write_end(w);
    assert_true(csv_write_marked(w));
    csv_write_cell(w, "y");
    csv_write_end(w);
    csv_write_take(w, &out);
    assert_string_equal(out.data, "\"a,b\",-7,x\n\"a,b\",-7\n\"a,b\",-7,y\n");
    assert_false(csv_write_marked(w)); /* taken */
    str_release(&out);
    csv_write_free(w);
}

/* Whatever has gone out already, nothing is lost or doubled. */
static void marks_hold_or_say_so(void **state)
{
    struct csv_writer *w = csv_write_apart();
    struct str out;
    size_t marked = 0;

    (void)state;
    str_init(&out, 1 << 24);
    for (int i = 0; i < 9000; i++) {
        if (csv_write_marked(w)) {
            marked++;
        } else {
            csv_write_cell(w, "E1");
            csv_write_cell(w, "=1");
            csv_write_mark(w);
        }
        csv_write_cell(w, "c");
        csv_write_end(w);
    }
    csv_write_take(w, &out);
    assert_int_equal(out.length, 9000 * strlen("E1,'=1,c\n"));
    for (size_t at = 0; at < out.length; at += strlen("E1,'=1,c\n"))
        assert_memory_equal(out.data + at, "E1,'=1,c\n", strlen("E1,'=1,c\n"));
    assert_true(marked > 8900 && marked < 9000);
    str_release(&out);
    csv_write_free(w);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(cells_are_quoted_where_needed),
        cmocka_unit_test(controls_do_not_come_out),
        cmocka_unit_test(cells_longer_than_the_buffer),
        cmocka_unit_test(cells_that_would_run_are_guarded),
        cmocka_unit_test(what_is_written_reads_back),
        cmocka_unit_test(write_errors_are_told),
        cmocka_unit_test(cells_are_written_once_more),
        cmocka_unit_test(marks_hold_or_say_so),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
