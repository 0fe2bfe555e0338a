#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <unistd.h>

#include <cmocka.h>

#include "db/csv.h"

/* ---- a file as text: "LINE:[cell][cell]", "! message" for a bad record, "!! message" for the end
 * ---- */

static void tell(struct csv_reader *r, struct str *out)
{
    struct csv_record record;
    struct err err = {{0}};
    const char *const *names;
    size_t n = csv_header(r, &names);
    int got;

    for (size_t i = 0; i < n; i++)
        str_addf(out, "[%s]", names[i]);
    while ((got = csv_next(r, &record, &err)) != 0) {
        str_add(out, "\n");
        if (got < 0)
            str_addf(out, "%s %s", got == -1 ? "!" : "!!", err.text);
        if (got == -1)
            str_add(out, " ");
        if (got != -2)
            str_addf(out, "%ld:", record.line);
        for (size_t i = 0; got != -2 && i < record.n; i++)
            str_addf(out, "[%s]", record.cells[i]);
        if (got == -2)
            break;
    }
    if (got == -2) /* and it stays dead */
        assert_int_equal(csv_next(r, &record, &err), -2);
    else
        assert_int_equal(csv_next(r, &record, NULL), 0);
}

static void tell_or_err(struct csv_reader *r, const struct err *err, struct str *out)
{
    str_clear(out);
    if (r)
        tell(r, out);
    else
        str_addf(out, "NULL %s", err->text);
    csv_close(r);
}

/* The same in memory, and as a file in every step from one byte to all. */
static void check(const char *text, size_t size, char delimiter, const char *expected)
{
    struct err err = {{0}};
    struct str got;

    str_init(&got, 1 << 24);
    tell_or_err(csv_open_text("f", text, size, delimiter, &err), &err, &got);
    assert_string_equal(got.data, expected);
    for (size_t step = 1; step <= size + 1; step++) {
        FILE *in = tmpfile();
        assert_non_null(in);
        assert_int_equal(fwrite(text, 1, size, in), size);
        rewind(in);
        tell_or_err(csv_open_stream("f", in, delimiter, step, &err), &err, &got);
        if (strcmp(got.data, expected) != 0)
            print_message("in steps of %zu:\n", step);
        assert_string_equal(got.data, expected);
    }
    str_release(&got);
}

#define CHECK_BY(delimiter, text, expected) check(text, sizeof text - 1, delimiter, expected)
#define CHECK(text, expected) CHECK_BY(',', text, expected)

/* ---- reading ---- */

static void plain_files(void **state)
{
    (void)state;
    CHECK("a,b\n1,2\n3,4\n", "[a][b]\n2:[1][2]\n3:[3][4]");
    CHECK("a,b\r\n1,2\r\n3,4", "[a][b]\n2:[1][2]\n3:[3][4]");
    CHECK("a,b\r1,2\r3,4\r", "[a][b]\n2:[1][2]\n3:[3][4]");
    CHECK("a\n", "[a]");
    CHECK("a", "[a]");
    CHECK("\xEF\xBB\xBF"
          "a,b\n1,2",
          "[a][b]\n2:[1][2]");
    CHECK("\xEF\xBB\xBF\xEF\xBB\xBF"
          "a,b\n1,2",
          "[a][b]\n2:[1][2]");
    CHECK_BY(';', "a;b\n1,5;2\n", "[a][b]\n2:[1,5][2]");
    CHECK_BY('\t', "a\tb\n1 2\t\n\t3", "[a][b]\n2:[1 2][]\n3:[][3]");
}

static void blanks_and_lines(void **state)
{
    (void)state;
    CHECK("\n\n a , b \n\n  1 ,\t2\t\n\n \n3,4\n\n\n", "[a][b]\n5:[1][2]\n8:[3][4]");
    CHECK("a,b\r\n\r\n1,2\r\n\r\n", "[a][b]\n3:[1][2]");
    CHECK("a,b\n\" 1 \",\"\n2\n\"\n3,4\n", "[a][b]\n2:[1][2]\n5:[3][4]");
    CHECK("a,b\n,,,\n,\n1,\n", "[a][b]\n4:[1][]"); /* a spreadsheet's empty rows */
    CHECK("a,b,c,,\n1,2,3,,\n4\n", "[a][b][c]\n2:[1][2][3]\n3:[4][][]");
}

static void quotes(void **state)
{
    (void)state;
    CHECK("a,b\n\"x, \"\"y\"\"\",\"\"\nz,\"\"\n", "[a][b]\n2:[x, \"y\"][]\n3:[z][]");
    CHECK("a,b\n\"one\ntwo\r\nthree\",2\n4,5\n", "[a][b]\n2:[one\ntwo\r\nthree][2]\n5:[4][5]");
    CHECK("\"a\nb\",\"c\"\n1,2\n", "[a\nb][c]\n3:[1][2]");
    CHECK("a,b\n1,\"2\"", "[a][b]\n2:[1][2]");
}

/* ---- what is wrong ---- */

#define STRAY                                                                                      \
    "a quote stands inside a cell; put quotes around the whole cell and double the quotes within"
#define OPEN "the quote that opens here is never closed; close it at the end of its cell"

static void bad_records_do_not_stop_the_good(void **state)
{
    (void)state;
    CHECK("a,b\n1,5\" needle\n2,3\n", "[a][b]\n! f:2: " STRAY " 2:[1][]\n3:[2][3]");
    CHECK("a,b\n1,\"x\" y\n2,3", "[a][b]\n! f:2: " STRAY " 2:[1][]\n3:[2][3]");
    CHECK("a,b\n1,\"x\" y", "[a][b]\n! f:2: " STRAY " 2:[1][]");
    CHECK("a,b\n\"1\n\",5\" needle\n2,3\n", "[a][b]\n! f:3: " STRAY " 2:[1][]\n4:[2][3]");
    CHECK("a,b\n1,2,,3\n4,5,\n",
          "[a][b]\n! f:2: there are 4 cells where the header names 2 columns; take out the extra "
          "ones, or "
          "put quotes around a cell that holds the delimiter 2:[1][2]\n3:[4][5]");
    CHECK("a,b\n1,\xFC\n2,3\n",
          "[a][b]\n! f:2: cell 2 is not UTF-8 text; save the file as UTF-8 2:[1][\xFC]\n3:[2][3]");
}

static void forgotten_quotes_end_the_reading(void **state)
{
    (void)state;
    CHECK("a,b\n1,2\n3,\"4\n5,6\n", "[a][b]\n2:[1][2]\n!! f:3: " OPEN);
    CHECK("a,b\n\"1\n2\",\"3\n\n4,5", "[a][b]\n!! f:3: " OPEN);
    CHECK("a,b\n\"1\n2\",\"3\n\"\n\"4,5", "[a][b]\n2:[1\n2][3]\n!! f:5: " OPEN);
    CHECK("a,b\n1,\"", "[a][b]\n!! f:2: " OPEN);
    CHECK("a,b\n1,\"x\n2,\"good\",3\n4,5\n", "[a][b]\n!! f:2: the quote that opens here closes "
                                             "inside a cell on line 3; close it at the end of "
                                             "its cell and double the quotes within");
}

static void headers_are_checked(void **state)
{
    (void)state;
    CHECK("", "NULL f:1: the file is empty; its first line must name the columns");
    CHECK("\n \n,,\n", "NULL f:1: the file is empty; its first line must name the columns");
    CHECK("a,b,a\n1,2,3\n", "NULL f:1: columns 1 and 3 are both named \"a\"; take one of them out");
    CHECK("\na,,b\n", "NULL f:2: column 2 has no name; name it or take it out");
    CHECK("a,b\x1b,c\n", "NULL f:1: the name of column 2 holds a control character; type it anew");
    CHECK("a,b\xc2\x9b\n", "NULL f:1: the name of column 2 holds a control character; type it anew");
    CHECK("a,\xFF\n", "NULL f:1: cell 2 is not UTF-8 text; save the file as UTF-8");
    CHECK("a,\"b\n1,2\n", "NULL f:1: " OPEN);
    CHECK("\xFF\xFE"
          "a\0,\0",
          "NULL f:1: the file is UTF-16 text; save it as CSV in UTF-8");
    CHECK("a,b\n1,\0002\n", "NULL f:1: the file is not text; give a CSV file in UTF-8");
}

static void too_many_columns(void **state)
{
    struct str text;
    struct err err;

    (void)state;
    str_init(&text, 10000);
    for (int i = 0; i < 256; i++)
        str_addf(&text, "%sc%d", i ? "," : "", i);
    struct csv_reader *r = csv_open_text("f", text.data, text.length, ',', &err);
    assert_non_null(r);
    csv_close(r);
    str_add(&text, ",c256\n");
    assert_null(csv_open_text("f", text.data, text.length, ',', &err));
    assert_string_equal(err.text,
                        "f:1: there are 257 columns and at most 256 are read; take some out");
    str_release(&text);
}

/* A zero byte after the first 4096 bytes spoils its record only; in memory and in the file alike.
 */
static void zero_far_in(void **state)
{
    struct str text, got;
    struct err err = {{0}};

    (void)state;
    str_init(&text, 100000);
    str_init(&got, 100000);
    str_add(&text, "a,b\n");
    while (text.length < 5000)
        str_add(&text, "x,y\n");
    size_t tail = text.length;
    long line = (long)(tail / 4) + 1;
    static const char spoilt[] = "1,\0002\n3,4\n5,\"6\n\0007\"\n8,9\n";
    str_addn(&text, spoilt, sizeof spoilt - 1);
    for (size_t step = 1; step <= 6000; step = step * 2 + 1) {
        FILE *in = tmpfile();
        fwrite(text.data, 1, text.length, in);
        rewind(in);
        tell_or_err(csv_open_stream("f", in, ',', step, &err), &err, &got);
        char want[400];
        snprintf(want, sizeof want,
                 "\n! f:%ld: the line holds a zero byte, which is no text; take it out, or save "
                 "the file as "
                 "UTF-8 text %ld:[1][]\n%ld:[3][4]\n!! f:%ld: the line holds a zero byte, which is "
                 "no text; "
                 "take it out, or save the file as UTF-8 text",
                 line, line, line + 1, line + 3);
        assert_true(got.length > strlen(want));
        assert_string_equal(got.data + got.length - strlen(want), want);
    }
    str_release(&text);
    str_release(&got);
}

static void long_cells(void **state)
{
    static char text[400000];
    struct err err = {{0}};
    struct csv_record record;

    (void)state;
    for (int quoted = 0; quoted <= 1; quoted++) {
        size_t n = (size_t)snprintf(text, sizeof text, "a,b\n1,2\n3,%s", quoted ? "\"" : "");
        memset(text + n, 'x', 300000);
        n += 300000;
        n += (size_t)snprintf(text + n, sizeof text - n, "%s\n5,6\n", quoted ? "\"" : "");
        struct csv_reader *r = csv_open_text("f", text, n, ',', &err);
        assert_int_equal(csv_next(r, &record, &err), 1);
        assert_int_equal(csv_next(r, &record, &err), quoted ? -2 : -1);
        assert_string_equal(err.text,
                            quoted ? "f:3: the quote that opens here is not closed within 65536 "
                                     "bytes; close it at the end of its cell"
                                   : "f:3: a cell is longer than 65536 bytes; shorten it");
        assert_int_equal(csv_next(r, &record, &err), quoted ? -2 : 1);
        if (!quoted)
            assert_string_equal(record.cells[1], "6");
        csv_close(r);
    }
}

static void files_that_cannot_be_read(void **state)
{
    struct err err;

    (void)state;
    assert_null(csv_open("/no/such.csv", ',', &err));
    assert_string_equal(err.text,
                        "/no/such.csv: cannot be opened (No such file or directory); check its "
                        "name and who may read it");
    assert_null(csv_open("/", ',', &err));
    assert_string_equal(err.text,
                        "/: cannot be read (Is a directory); check the file and try again");
    assert_null(csv_open("/no\033[2J", ',', &err));
    assert_null(strchr(err.text, '\033'));
}

/* ---- a part once more ---- */

static const char eleven[] = "\xEF\xBB\xBF" "a,b\n1,\n\n3,\"x\ny\"\r\n4,z\n5,w";

/* Reads all, then from the record with the first cell FROM up to that with TO ("": the end). */
static void part_is(struct csv_reader *r, const char *from, const char *to, const char *expected)
{
    struct csv_place begin = {0}, end = {0};
    struct csv_record record;
    struct err err;
    struct str got;

    assert_true(csv_has_parts(r));
    while (csv_next(r, &record, &err) == 1) {
        begin = strcmp(record.cells[0], from) == 0 ? csv_place(r) : begin;
        end = strcmp(record.cells[0], to) == 0 ? csv_place(r) : end;
    }
    end = *to ? end : csv_place(r);
    struct csv_reader *part = csv_part(r, begin, end, &err);
    assert_non_null(part);
    str_init(&got, 1 << 16);
    while (csv_next(part, &record, &err) == 1)
        str_addf(&got, "%ld:[%s][%s]", record.line, record.cells[0], csv_cell(part, 1));
    assert_string_equal(got.data, expected);
    str_release(&got);
    csv_close(part);
    csv_close(r);
}

static FILE *file_of(const char *text)
{
    FILE *f = tmpfile();

    assert_non_null(f);
    fputs(text, f);
    rewind(f);
    return f;
}

static void parts_are_read_again(void **state)
{
    static const struct {
        const char *from, *to, *expected;
    } parts[] = {
        {"1", "", "2:[1][]4:[3][x\ny]6:[4][z]7:[5][w]"},
        {"1", "3", "2:[1][]"},
        {"3", "4", "4:[3][x\ny]"},
        {"4", "", "6:[4][z]7:[5][w]"},
        {"5", "", "7:[5][w]"},
        {"4", "4", ""},
    };
    struct err err;

    (void)state;
    for (size_t i = 0; i < COUNT_OF(parts); i++) {
        part_is(csv_open_text("f", eleven, strlen(eleven), ',', &err), parts[i].from, parts[i].to,
                parts[i].expected);
        part_is(csv_open_stream("f", file_of(eleven), ',', 3, &err), parts[i].from, parts[i].to,
                parts[i].expected);
    }
}

static void a_changed_file_has_no_parts(void **state)
{
    struct csv_record record;
    struct err err;
    FILE *f = file_of("a,b\n1,2\n");
    struct csv_reader *r = csv_open_stream("f", f, ',', 4096, &err);

    (void)state;
    assert_int_equal(csv_next(r, &record, &err), 1);
    struct csv_place begin = csv_place(r);
    assert_int_equal(csv_next(r, &record, &err), 0);
    assert_int_equal(ftruncate(fileno(f), 3), 0);
    assert_null(csv_part(r, begin, csv_place(r), &err));
    assert_string_equal(
        err.text, "f: has changed while it was read; try again when nobody writes to it");
    csv_close(r);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(plain_files),
        cmocka_unit_test(blanks_and_lines),
        cmocka_unit_test(quotes),
        cmocka_unit_test(bad_records_do_not_stop_the_good),
        cmocka_unit_test(forgotten_quotes_end_the_reading),
        cmocka_unit_test(headers_are_checked),
        cmocka_unit_test(too_many_columns),
        cmocka_unit_test(zero_far_in),
        cmocka_unit_test(long_cells),
        cmocka_unit_test(files_that_cannot_be_read),
        cmocka_unit_test(parts_are_read_again),
        cmocka_unit_test(a_changed_file_has_no_parts),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
