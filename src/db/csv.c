#include "csv.h"

#include <csv.h>

#include "csv_inside.h"

#define LONGEST_CELL 65536

/* libcsv is fed one physical line at a time, or less.  That gives line numbers, which it does not
 * keep, and at most one record per call, so that nothing has to be queued. */

/* ---- what is wrong ---- */

void csv_complain(struct csv_reader *r, enum csv_fault how, long line, const char *format, ...)
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

void csv_parser_start(struct csv_reader *r)
{
    if (!r->parser && !(r->parser = malloc(sizeof *r->parser)))
        base_no_memory(sizeof *r->parser);
    if (csv_init(r->parser, CSV_STRICT | CSV_STRICT_FINI) != 0)
        BUG("libcsv does not start");
    csv_set_delim(r->parser, (unsigned char)r->delimiter);
    csv_set_blk_size(r->parser, 4096);
}

void csv_parser_end(struct csv_reader *r)
{
    csv_free(r->parser);
    free(r->parser);
}

/* The rest of the line is passed over; what libcsv held of the record is forgotten. */
static void skip_rest(struct csv_reader *r)
{
    csv_free(r->parser);
    csv_parser_start(r);
    r->skipping = true;
}

/* libcsv's own word for "a record is under way". */
static bool under_way(const struct csv_reader *r)
{
    return r->parser->pstate != 0;
}

/* ---- cells ---- */

static void keep_cell(struct csv_reader *r, const char *text, size_t length)
{
    size_t column = r->fields - 1;

    r->last_filled = r->fields;
    if (column >= r->most_cells)
        return;
    char *copy = r->text.data + r->text.length; /* feed() has made room */
    *copy++ = (char)(length < CSV_LONG ? length : CSV_LONG);
    memcpy(copy, text, length);
    copy[length] = '\0';
    r->starts[column] = r->text.length + 1;
    r->filled |= column < 64 ? (uint64_t)1 << column : 0;
    r->text.length += length + 2;
}

/* A cell of figures and Latin letters, without blanks at its ends or a guard, is kept as it is. */
static bool is_plain(const struct csv_reader *r, const char *text, size_t length)
{
    return r->ascii && length <= LONGEST_CELL && (unsigned char)text[0] > ' ' &&
           (unsigned char)text[length - 1] > ' ' && text[0] != '\'';
}

static void no_cell(struct csv_reader *r)
{
    if (r->fields <= r->most_cells)
        r->starts[r->fields - 1] = 0; /* most cells are empty: they share the first byte */
}

static void keep_tidy(struct csv_reader *r, const char *text, size_t length)
{
    text = csv_tidy(text, &length);
    if (length > LONGEST_CELL)
        csv_complain(r, RECORD_BAD, r->line, "cell %zu is longer than %d bytes; shorten it", r->fields,
                 LONGEST_CELL);
    if (!text_utf8(text, length))
        csv_complain(r, RECORD_BAD, r->line, "cell %zu is not UTF-8 text; save the file as UTF-8",
                 r->fields);
    if (length > 0)
        keep_cell(r, text, length);
    else
        no_cell(r);
}

static void on_field(void *data, size_t length, void *context)
{
    struct csv_reader *r = context;

    r->fields++;
    if (length == 0)
        no_cell(r);
    else if (is_plain(r, data, length))
        keep_cell(r, data, length);
    else
        keep_tidy(r, data, length);
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
        csv_complain(r, FILE_DEAD, r->quote_line,
                 "the quote that opens here closes inside a cell on line "
                 "%ld; close it at the end of its cell and double the quotes within",
                 r->line);
    else
        csv_complain(r, RECORD_BAD, r->line,
                 "a quote stands inside a cell; put quotes around the whole "
                 "cell and double the quotes within");
    skip_rest(r);
}

static void long_cell(struct csv_reader *r)
{
    if (r->parser->quoted)
        csv_complain(r, FILE_DEAD, opening_line(r),
                 "the quote that opens here is not closed within %d "
                 "bytes; close it at the end of its cell",
                 LONGEST_CELL);
    else
        csv_complain(r, RECORD_BAD, r->line, "a cell is longer than %d bytes; shorten it",
                 LONGEST_CELL);
    skip_rest(r);
}

/* For all cells that so many more bytes may end: no more than were fed, and a length and a zero for
 * each byte that ends a cell, and for one more. */
static void make_room(struct csv_reader *r, size_t length)
{
    str_room(&r->text, r->parser->entry_pos + 3 * length + 2);
}

static void feed(struct csv_reader *r, const struct csv_piece *piece)
{
    const char *zero = piece->plain ? NULL : memchr(piece->at, '\0', piece->length);
    size_t good = zero ? (size_t)(zero - piece->at) : piece->length;

    if (!under_way(r))
        r->place = (struct csv_place){r->source.passed - piece->length, r->line};
    r->ascii = r->ascii && (piece->plain || text_ascii(piece->at, piece->length));
    make_room(r, good);
    if (csv_parse(r->parser, piece->at, good, on_field, on_record, r) < good) {
        if (csv_error(r->parser) != CSV_EPARSE)
            BUG("libcsv: %s", csv_strerror(csv_error(r->parser)));
        stray_quote(r);
    } else if (zero) {
        csv_complain(r, r->line_in_quote ? FILE_DEAD : RECORD_BAD, r->line,
                 "the line holds a zero byte, "
                 "which is no text; take it out, or save the file as UTF-8 text");
        skip_rest(r);
    } else if (r->parser->entry_pos > LONGEST_CELL) {
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
    make_room(r, 0);
    if (r->skipping)
        r->complete = true;
    else if (csv_fini(r->parser, on_field, on_record, r) != 0)
        csv_complain(r, FILE_DEAD, opening_line(r),
                 "the quote that opens here is never closed; close it at the end of its cell");
}

bool csv_read_record(struct csv_reader *r)
{
    struct csv_piece piece;

    r->complete = r->skipping = r->bad = false;
    r->ascii = true;
    r->fields = r->last_filled = 0;
    r->filled = 0;
    r->text.length = 1; /* behind the zero that empty cells share */
    while (!r->complete && !r->dead && !r->ended) {
        int got = csv_source_next(&r->source, &piece, &r->fault);
        if (got < 0)
            r->dead = true;
        else if (got == 0)
            end_source(r);
        else if (!r->skipping)
            feed(r, &piece);
        if (got > 0 && piece.ends_line)
            end_line(r);
    }
    return r->complete && !r->dead;
}

/* ---- records ---- */

const char *csv_cell(const struct csv_reader *r, size_t column)
{
    return column < r->columns && column < r->fields ? r->text.data + r->starts[column] : "";
}

int csv_next_packed(struct csv_reader *r, struct csv_record *out, struct err *err)
{
    while (!r->dead && csv_read_record(r)) {
        if (r->last_filled > r->columns)
            csv_complain(r, RECORD_BAD, r->place.line,
                     "there are %zu cells where the header names %zu "
                     "columns; take out the extra ones, or put quotes around a cell that holds the "
                     "delimiter",
                     r->last_filled, r->columns);
        *out = (struct csv_record){.n = r->columns,
                                   .line = r->place.line,
                                   .filled = r->filled,
                                   .text = r->text.data + 1,
                                   .size = r->text.length - 1};
        if (r->bad && err)
            *err = r->fault;
        if (r->bad || r->last_filled > 0) /* a record of empty cells says nothing */
            return r->bad ? -1 : 1;
    }
    r->place = (struct csv_place){r->source.passed, r->line};
    if (r->dead && err)
        *err = r->fault;
    return r->dead ? -2 : 0;
}

int csv_next(struct csv_reader *r, struct csv_record *out, struct err *err)
{
    int got = csv_next_packed(r, out, err);

    for (size_t i = 0; i < r->columns && (got == 1 || got == -1); i++)
        r->cells[i] = csv_cell(r, i);
    out->cells = got == 1 || got == -1 ? r->cells : NULL;
    return got;
}

#define TEXT_OF(number) #number
#define VERSION_OF(major, minor, release) TEXT_OF(major) "." TEXT_OF(minor) "." TEXT_OF(release)

const char *csv_library(void)
{
    return VERSION_OF(CSV_MAJOR, CSV_MINOR, CSV_RELEASE);
}
