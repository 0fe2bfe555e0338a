#include "csv.h"

#include "csv_inside.h"

size_t csv_header(const struct csv_reader *r, const char *const **names)
{
    *names = r->names;
    return r->columns;
}

const char *csv_name(const struct csv_reader *r)
{
    return r->name;
}

struct csv_place csv_place(const struct csv_reader *r)
{
    return r->place;
}

void csv_close(struct csv_reader *r)
{
    if (!r)
        return;
    csv_parser_end(r);
    csv_source_release(&r->source);
    str_release(&r->text);
    free(r->names_text);
    free(r->name);
    free(r);
}

/* ---- opening ---- */

static void text_start(struct csv_reader *r)
{
    str_init(&r->text, SIZE_MAX / 4);
    str_addn(&r->text, "", 1);
}

static bool read_header(struct csv_reader *r)
{
    struct err wrong;

    do {
        if (!csv_read_record(r) && !r->dead)
            csv_complain(r, FILE_DEAD, 1, "the file is empty; its first line must name the columns");
        if (r->bad || r->dead)
            return false;
    } while (r->last_filled == 0);
    if (r->last_filled > CSV_MOST_COLUMNS) {
        csv_complain(r, FILE_DEAD, r->place.line,
                 "there are %zu columns and at most %d are read; take some "
                 "out",
                 r->last_filled, CSV_MOST_COLUMNS);
        return false;
    }
    r->columns = r->most_cells =
        r->last_filled; /* columns without a name at the end are a spreadsheet's leavings */
    r->names_text = r->text.data;
    for (size_t i = 0; i < r->columns; i++)
        r->names[i] = r->names_text + r->starts[i];
    text_start(r); /* the names keep the first text */
    if (!csv_names_good(r->names, r->columns, &wrong))
        csv_complain(r, FILE_DEAD, r->place.line, "%s", wrong.text);
    return !r->bad;
}

static struct csv_reader *reader_new(const char *name, char delimiter)
{
    struct csv_reader *r = calloc(1, sizeof *r);

    if (!r || !(r->name = strdup(name)))
        base_no_memory(1);
    r->delimiter = delimiter;
    r->line = 1;
    r->most_cells = CSV_MOST_COLUMNS;
    text_start(r);
    csv_parser_start(r);
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
    bool is_stdin = strcmp(path, "-") == 0;
    FILE *in = is_stdin ? stdin : csv_source_open(path, err);

    return in ? csv_open_stream(is_stdin ? "stdin" : path, in, delimiter, CSV_CHUNK, err) : NULL;
}

struct csv_reader *csv_open_text(const char *name, const char *text, size_t size, char delimiter,
                                 struct err *err)
{
    struct csv_reader *r = reader_new(name, delimiter);

    return start(r, csv_source_text(&r->source, r->name, text ? text : "", size, &r->fault), err);
}

struct csv_reader *csv_part(const struct csv_reader *r, struct csv_place from, struct csv_place to,
                            struct err *err)
{
    struct csv_reader *part = reader_new(r->name, r->delimiter);

    part->columns = part->most_cells = r->columns;
    part->line = from.line;
    if (csv_source_part(&part->source, &r->source, from.at, to.at, err))
        return part;
    csv_close(part);
    return NULL;
}

bool csv_has_parts(const struct csv_reader *r)
{
    return csv_source_has_parts(&r->source);
}
