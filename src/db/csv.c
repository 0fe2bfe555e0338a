#include "csv.h"

#include <csv.h>
#include <errno.h>

#include "csv_inside.h"
#include "csv_source.h"

#define MOST_COLUMNS 256
#define LONGEST_CELL 65536

/* libcsv is fed one physical line at a time, or less.  That gives line numbers, which it does not
 * keep, and at most one record per call, so that nothing has to be queued. */
struct csv_reader {
    char *name;
    struct csv_source source;
    bool ended, dead; /* dead: for the reason in fault */
    char delimiter;

    struct csv_parser parser;
    long line;          /* of the bytes to be fed next */
    long quote_line;    /* where the quoted cell opened that runs over the end of a line */
    bool line_in_quote; /* such a cell was open when the line began */
    size_t line_fields; /* fields of the record when the line began */

    size_t columns; /* 0 while the header is read */
    char *names_text;
    const char *names[MOST_COLUMNS];

    /* the record being read */
    long record_line;
    bool complete, skipping, bad;
    bool ascii; /* all of it so far */
    struct err fault;
    size_t fields, last_filled; /* fields seen; how many up to the last that is not empty */
    struct str text;            /* the cells, each ended by a zero, after one of none */
    size_t starts[MOST_COLUMNS];
    const char *cells[MOST_COLUMNS];
};

/* ---- what is wrong ---- */

enum how_bad { RECORD_BAD, FILE_DEAD };

/* The first fault of a record is told, but for one that ends the reading. */
PRINTF_LIKE(4, 5)
static void complain(struct csv_reader *r, enum how_bad how, long line, const char *format, ...)
{
    char words[512];
    va_list args;

    if (r->bad && how == RECORD_BAD)
        return;
    r->bad = true;
    r->dead = r->dead || how == FILE_DEAD;
    va_start(args, format);
    vsnprintf(words, sizeof words, format, args);
    va_end(args);
    err_set(&r->fault, "%.400s:%ld: %s", r->name, line, words);
}

static void parser_start(struct csv_reader *r)
{
    if (csv_init(&r->parser, CSV_STRICT | CSV_STRICT_FINI) != 0)
        BUG("libcsv does not start");
    csv_set_delim(&r->parser, (unsigned char)r->delimiter);
    csv_set_blk_size(&r->parser, 4096);
}

/* The rest of the line is passed over; what libcsv held of the record is forgotten. */
static void skip_rest(struct csv_reader *r)
{
    csv_free(&r->parser);
    parser_start(r);
    r->skipping = true;
}

/* libcsv's own word for "a record is under way". */
static bool under_way(const struct csv_reader *r)
{
    return r->parser.pstate != 0;
}

/* ---- cells ---- */

static const char *trim(const char *text, size_t *length)
{
    while (*length > 0 && ascii_space(text[*length - 1]))
        --*length;
    while (*length > 0 && ascii_space(*text)) {
        text++;
        --*length;
    }
    return text;
}

static size_t most_cells(const struct csv_reader *r)
{
    return r->columns ? r->columns : MOST_COLUMNS;
}

static void keep_cell(struct csv_reader *r, const char *text, size_t length)
{
    r->last_filled = r->fields;
    if (r->fields > most_cells(r))
        return;
    char *copy = str_room(&r->text, length + 1);
    memcpy(copy, text, length);
    copy[length] = '\0';
    r->starts[r->fields - 1] = r->text.length;
    r->text.length += length + 1;
}

/* A cell of figures and Latin letters, without blanks at its ends or a guard, is kept as it is. */
static bool is_plain(const struct csv_reader *r, const char *text, size_t length)
{
    return r->ascii && length <= LONGEST_CELL && (unsigned char)text[0] > ' ' &&
           (unsigned char)text[length - 1] > ' ' && text[0] != '\'';
}

static void on_field(void *data, size_t length, void *context)
{
    struct csv_reader *r = context;

    r->fields++;
    if (length > 0 && is_plain(r, data, length)) {
        keep_cell(r, data, length);
        return;
    }
    const char *text = trim(data ? data : "", &length);
    if (length == 0) { /* most cells are: they share the first byte */
        if (r->fields <= most_cells(r))
            r->starts[r->fields - 1] = 0;
        return;
    }
    if (csv_is_guarded(text, length)) {
        text++;
        length--;
        text = trim(text, &length);
    }
    if (length > LONGEST_CELL)
        complain(r, RECORD_BAD, r->line, "cell %zu is longer than %d bytes; shorten it", r->fields,
                 LONGEST_CELL);
    if (!text_utf8(text, length))
        complain(r, RECORD_BAD, r->line, "cell %zu is not UTF-8 text; save the file as UTF-8",
                 r->fields);
    keep_cell(r, text, length);
}

static void on_record(int end, void *context)
{
    struct csv_reader *r = context;

    (void)end;
    r->complete = true;
}

/* ---- feeding ---- */

/* The line on which the quoted cell under way opened. */
static long opening_line(const struct csv_reader *r)
{
    return r->line_in_quote && r->fields == r->line_fields ? r->quote_line : r->line;
}

/* libcsv has stopped at a quote that stands where none may.  When the cell began on another line, a
 * forgotten quote has swallowed lines of nobody knows which encounters: nothing here is sure. */
static void stray_quote(struct csv_reader *r)
{
    if (opening_line(r) != r->line)
        complain(r, FILE_DEAD, r->quote_line,
                 "the quote that opens here closes inside a cell on line "
                 "%ld; close it at the end of its cell and double the quotes within",
                 r->line);
    else
        complain(r, RECORD_BAD, r->line,
                 "a quote stands inside a cell; put quotes around the whole "
                 "cell and double the quotes within");
    skip_rest(r);
}

static void long_cell(struct csv_reader *r)
{
    if (r->parser.quoted)
        complain(r, FILE_DEAD, opening_line(r),
                 "the quote that opens here is not closed within %d "
                 "bytes; close it at the end of its cell",
                 LONGEST_CELL);
    else
        complain(r, RECORD_BAD, r->line, "a cell is longer than %d bytes; shorten it",
                 LONGEST_CELL);
    skip_rest(r);
}

static void feed(struct csv_reader *r, const char *at, size_t length)
{
    const char *zero = memchr(at, '\0', length);
    size_t good = zero ? (size_t)(zero - at) : length;

    if (!under_way(r))
        r->record_line = r->line;
    r->ascii = r->ascii && text_ascii(at, length);
    if (csv_parse(&r->parser, at, good, on_field, on_record, r) < good) {
        if (csv_error(&r->parser) != CSV_EPARSE)
            BUG("libcsv: %s", csv_strerror(csv_error(&r->parser)));
        stray_quote(r);
    } else if (zero) {
        complain(r, r->line_in_quote ? FILE_DEAD : RECORD_BAD, r->line,
                 "the line holds a zero byte, "
                 "which is no text; take it out, or save the file as UTF-8 text");
        skip_rest(r);
    } else if (r->parser.entry_pos > LONGEST_CELL) {
        long_cell(r);
    }
}

static void end_line(struct csv_reader *r)
{
    if (under_way(r)) /* only a quoted cell runs over the end of a line */
        r->quote_line = opening_line(r);
    r->line_in_quote = under_way(r);
    r->complete = r->complete || r->skipping;
    r->line_fields = r->complete ? 0 : r->fields;
    r->line++;
}

/* The last line may lack its end. */
static void end_source(struct csv_reader *r)
{
    r->ended = true;
    if (r->skipping)
        r->complete = true;
    else if (csv_fini(&r->parser, on_field, on_record, r) != 0)
        complain(r, FILE_DEAD, opening_line(r),
                 "the quote that opens here is never closed; close it at the end of its cell");
}

/* Reads on to the end of a record; false at the end of the source, or when it is dead. */
static bool read_record(struct csv_reader *r)
{
    struct csv_piece piece;

    r->complete = r->skipping = r->bad = false;
    r->ascii = true;
    r->fields = r->last_filled = 0;
    str_clear(&r->text);
    str_addn(&r->text, "", 1);
    while (!r->complete && !r->dead && !r->ended) {
        int got = csv_source_next(&r->source, &piece, &r->fault);
        if (got < 0)
            r->dead = true;
        else if (got == 0)
            end_source(r);
        else if (!r->skipping)
            feed(r, piece.at, piece.length);
        if (got > 0 && piece.ends_line)
            end_line(r);
    }
    return r->complete && !r->dead;
}

/* ---- records ---- */

static void hand_out(struct csv_reader *r, struct csv_record *out)
{
    for (size_t i = 0; i < r->columns; i++)
        r->cells[i] = i < r->fields ? r->text.data + r->starts[i] : "";
    *out = (struct csv_record){r->cells, r->columns, r->record_line, r->text.data + 1,
                               r->text.length - 1};
}

int csv_next(struct csv_reader *r, struct csv_record *out, struct err *err)
{
    while (!r->dead && read_record(r)) {
        if (r->last_filled > r->columns)
            complain(r, RECORD_BAD, r->record_line,
                     "there are %zu cells where the header names %zu "
                     "columns; take out the extra ones, or put quotes around a cell that holds the "
                     "delimiter",
                     r->last_filled, r->columns);
        hand_out(r, out);
        if (r->bad && err)
            *err = r->fault;
        if (r->bad || r->last_filled > 0) /* a record of empty cells says nothing */
            return r->bad ? -1 : 1;
    }
    if (r->dead && err)
        *err = r->fault;
    return r->dead ? -2 : 0;
}

size_t csv_header(const struct csv_reader *r, const char *const **names)
{
    *names = r->names;
    return r->columns;
}

const char *csv_name(const struct csv_reader *r)
{
    return r->name;
}

#define TEXT_OF(number) #number
#define VERSION_OF(major, minor, release) TEXT_OF(major) "." TEXT_OF(minor) "." TEXT_OF(release)

const char *csv_library(void)
{
    return VERSION_OF(CSV_MAJOR, CSV_MINOR, CSV_RELEASE);
}

void csv_close(struct csv_reader *r)
{
    if (!r)
        return;
    csv_free(&r->parser);
    csv_source_release(&r->source);
    str_release(&r->text);
    free(r->names_text);
    free(r->name);
    free(r);
}

/* ---- opening ---- */

static bool check_names(struct csv_reader *r)
{
    for (size_t i = 0; i < r->columns && !r->bad; i++) {
        if (!*r->names[i])
            complain(r, FILE_DEAD, r->record_line, "column %zu has no name; name it or take it out",
                     i + 1);
        if (text_has_control(r->names[i])) /* else two columns may read as one */
            complain(r, FILE_DEAD, r->record_line,
                     "the name of column %zu holds a control character; type it anew", i + 1);
        for (size_t j = 0; j < i; j++)
            if (strcmp(r->names[i], r->names[j]) == 0)
                complain(r, FILE_DEAD, r->record_line,
                         "columns %zu and %zu are both named \"%.60s\"; "
                         "take one of them out",
                         j + 1, i + 1, r->names[i]);
    }
    return !r->bad;
}

static bool read_header(struct csv_reader *r)
{
    do {
        if (!read_record(r) && !r->dead)
            complain(r, FILE_DEAD, 1, "the file is empty; its first line must name the columns");
        if (r->bad || r->dead)
            return false;
    } while (r->last_filled == 0);
    if (r->last_filled > MOST_COLUMNS) {
        complain(r, FILE_DEAD, r->record_line,
                 "there are %zu columns and at most %d are read; take some "
                 "out",
                 r->last_filled, MOST_COLUMNS);
        return false;
    }
    r->columns =
        r->last_filled; /* columns without a name at the end are a spreadsheet's leavings */
    r->names_text = r->text.data;
    for (size_t i = 0; i < r->columns; i++)
        r->names[i] = r->names_text + r->starts[i];
    str_init(&r->text, SIZE_MAX / 4); /* the names keep the first text */
    return check_names(r);
}

static struct csv_reader *reader_new(const char *name, char delimiter)
{
    struct csv_reader *r = calloc(1, sizeof *r);

    if (!r || !(r->name = strdup(name)))
        BUG("no memory for a reader of CSV");
    r->delimiter = delimiter;
    r->line = 1;
    str_init(&r->text, SIZE_MAX / 4);
    parser_start(r);
    return r;
}

static struct csv_reader *start(struct csv_reader *r, bool opened, struct err *err)
{
    if (opened && read_header(r))
        return r;
    if (err)
        *err = r->fault;
    csv_close(r);
    return NULL;
}

struct csv_reader *csv_open_stream(const char *name, FILE *in, char delimiter, size_t step,
                                   struct err *err)
{
    struct csv_reader *r = reader_new(name, delimiter);

    return start(r, csv_source_file(&r->source, r->name, in, step, &r->fault), err);
}

struct csv_reader *csv_open(const char *path, char delimiter, struct err *err)
{
    if (strcmp(path, "-") == 0)
        return csv_open_stream("stdin", stdin, delimiter, CSV_CHUNK, err);
    FILE *in = fopen(path, "r");

    if (!in) {
        err_set(err, "%.400s: cannot be opened (%s); check its name and who may read it", path,
                strerror(errno));
        return NULL;
    }
    return csv_open_stream(path, in, delimiter, CSV_CHUNK, err);
}

struct csv_reader *csv_open_text(const char *name, const char *text, size_t size, char delimiter,
                                 struct err *err)
{
    struct csv_reader *r = reader_new(name, delimiter);

    return start(r, csv_source_text(&r->source, r->name, text ? text : "", size, &r->fault), err);
}
