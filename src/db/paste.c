#include "paste.h"

#include <errno.h>

#include "csv.h"
#include "paste_guess.h"

enum { MOST_COLUMNS = 64 };

void paste_init(struct paste *paste)
{
    *paste = (struct paste){.form = PASTE_EMPTY};
    arena_init(&paste->arena);
}

void paste_release(struct paste *paste)
{
    arena_release(&paste->arena);
    paste_init(paste);
}

bool paste_read_file(const char *path, struct str *out, struct err *err)
{
    bool standard = strcmp(path, "-") == 0;
    FILE *file = standard ? stdin : fopen(path, "r");
    char chunk[65536];
    size_t got;

    if (!file)
        return err_set(err, "%s: cannot be opened (%s); check its name and who may read it", path,
                       strerror(errno));
    while ((got = fread(chunk, 1, sizeof chunk, file)) > 0)
        str_addn(out, chunk, got);
    bool failed = ferror(file) != 0;
    if (!standard)
        fclose(file);
    if (failed)
        return err_set(err, "%s: reading failed (%s); try again", path, strerror(errno));
    if (out->cut)
        return err_set(err, "%s: is longer than %zu bytes; split it", path, out->max);
    if (out->length > 0 && memchr(out->data, '\0', out->length))
        return err_set(err, "%s: holds a zero byte, which is no text; save it as UTF-8 text", path);
    return true;
}

/* ---- lines of the text ---- */

/* The next line that says something; false at the end. */
struct lines {
    const char *at;
    long number;
};
static bool next_line(struct lines *lines, const char **line, size_t *length)
{
    while (*lines->at) {
        *line = lines->at;
        *length = strcspn(lines->at, "\r\n");
        lines->at += *length;
        if (*lines->at == '\r' && lines->at[1] == '\n')
            lines->at++;
        if (*lines->at)
            lines->at++;
        lines->number++;
        for (size_t i = 0; i < *length; i++)
            if (!ascii_space((*line)[i]))
                return true;
    }
    return false;
}

static size_t count_outside_quotes(const char *line, size_t length, char delimiter)
{
    bool quoted = false;
    size_t n = 0;

    for (size_t i = 0; i < length; i++) {
        quoted = quoted != (line[i] == '"');
        n += (!quoted || delimiter == '\t') && line[i] == delimiter; /* tabs stand in no text */
    }
    return n;
}

/* How often the delimiter stands in the first line, when it also stands in most others. */
static size_t delimiter_count(const char *text, char delimiter)
{
    struct lines lines = {text, 0};
    const char *line;
    size_t length, first = 0, with = 0, all = 0;

    while (next_line(&lines, &line, &length)) {
        size_t n = count_outside_quotes(line, length, delimiter);
        first = all == 0 ? n : first;
        with += n > 0;
        all++;
    }
    return with * 3 >= all * 2 ? first : 0;
}

static char find_delimiter(const char *text)
{
    static const char candidates[] = "\t;|,";
    size_t most = 0;
    char best = 0;

    for (const char *at = candidates; *at; at++) {
        size_t n = delimiter_count(text, *at);
        if (n > most) {
            most = n;
            best = *at;
        }
    }
    return best;
}

static bool any_quick_line(const char *text, const struct quick_context *context)
{
    struct lines lines = {text, 0};
    const char *line;
    size_t length;
    struct quick q;
    bool found = false;

    quick_init(&q);
    while (!found && next_line(&lines, &line, &length)) {
        char copy[QUICK_LONGEST + 1];
        snprintf(copy, sizeof copy, "%.*s", (int)(length < QUICK_LONGEST ? length : QUICK_LONGEST),
                 line);
        found = quick_parse(copy, context, &q, NULL) && quick_is_line(copy, context);
    }
    quick_release(&q);
    return found;
}

static void read_lines(struct paste *p, const char *text)
{
    struct lines lines = {text, 0};
    const char *line;
    size_t length;

    p->form = PASTE_LINES;
    while (next_line(&lines, &line, &length)) {
        struct paste_row *row = ARENA_PUSH(&p->arena, p->rows, p->n_rows, p->cap_rows);
        row->line = lines.number;
        row->text = arena_textn(&p->arena, line, length);
    }
}

/* ---- cells ---- */

/* The reader of CSV wants a header; numbers above the columns serve, and shift the lines by one. */
static char *with_numbers(struct paste *p, const char *text)
{
    struct str all;
    char *copy;

    str_init(&all, SIZE_MAX / 4);
    for (int i = 1; i <= MOST_COLUMNS; i++)
        str_addf(&all, "%d%c", i, i == MOST_COLUMNS ? '\n' : p->delimiter);
    str_add(&all, text);
    copy = arena_text(&p->arena, all.data);
    str_release(&all);
    return copy;
}

static void keep_row(struct paste *p, const struct csv_record *record, const char *broken)
{
    struct paste_row *row = ARENA_PUSH(&p->arena, p->rows, p->n_rows, p->cap_rows);
    const char **cells = ARENA_ARRAY(&p->arena, const char *, record->n + 1);

    row->line = record->line - 1;
    row->broken = broken;
    for (size_t i = 0; i < record->n; i++) {
        cells[i] = arena_text(&p->arena, record->cells[i]);
        if (*cells[i])
            row->n_cells = i + 1;
    }
    row->cells = cells;
    if (row->n_cells > p->n_columns)
        p->n_columns = row->n_cells;
}

/* A sentence of the reader without its "pasted:LINE: ", which is counted one too far. */
static const char *sentence(const char *text)
{
    const char *at = strstr(text, ": ");

    return at ? at + 2 : text;
}

static void read_cells(struct paste *p, const char *text)
{
    struct csv_record record = {0};
    struct err err = {""};
    const char *all = with_numbers(p, text);
    struct csv_reader *csv = csv_open_text("pasted", all, strlen(all), p->delimiter, &err);
    int got;

    p->form = PASTE_TABLE;
    if (!csv) {
        keep_row(p, &(struct csv_record){.line = 2}, arena_text(&p->arena, sentence(err.text)));
        return;
    }
    while ((got = csv_next(csv, &record, &err)) != 0) {
        if (got == -2)
            record = (struct csv_record){.line = record.line + 1};
        keep_row(p, &record, got < 0 ? arena_text(&p->arena, sentence(err.text)) : NULL);
        if (got == -2)
            break;
    }
    csv_close(csv);
}

/* ---- the header ---- */

static void take_header(struct paste *p, const struct mapping_tables *tables)
{
    const struct paste_row *first = &p->rows[0];
    size_t known = 0;

    for (size_t i = 0; i < first->n_cells; i++)
        known += mapping_guess(tables, first->cells[i]) != MEANS_UNKNOWN;
    p->header = known >= 2 || (known == 1 && first->n_cells <= 2);
    p->names = ARENA_ARRAY(&p->arena, const char *, p->n_columns + 1);
    p->means = ARENA_ARRAY(&p->arena, means_t, p->n_columns + 1);
    for (size_t i = 0; i < p->n_columns; i++) {
        bool named = p->header && i < first->n_cells && *first->cells[i];
        p->names[i] = named ? first->cells[i] : arena_format(&p->arena, "column %zu", i + 1);
        p->means[i] = named ? mapping_guess(tables, first->cells[i]) : MEANS_UNKNOWN;
    }
    if (p->header) {
        p->header_line = first->line;
        p->n_rows--;
        memmove(p->rows, p->rows + 1, p->n_rows * sizeof *p->rows);
    }
}

/* ---- the whole ---- */

void paste_read(struct paste *p, const char *text, const struct mapping_tables *tables,
                const struct quick_context *context)
{
    paste_release(p);
    text += text_bom(text, strlen(text));
    if (text_empty(text))
        return;
    p->delimiter = find_delimiter(text);
    if (p->delimiter) {
        read_cells(p, text);
        if (p->n_rows == 0) { /* delimiters and nothing between them */
            paste_release(p);
            return;
        }
        take_header(p, tables);
    }
    if (!p->delimiter || (!p->header && any_quick_line(text, context))) {
        paste_release(p);
        read_lines(p, text);
    } else if (!p->header) {
        paste_guess(p, tables, context->book);
    }
}

void paste_map_row(const struct paste *paste, const struct mapping_tables *tables, size_t row,
                   const struct book *book, struct arena *arena, struct mapped *out)
{
    mapping_row(arena, tables, paste->means, paste->rows[row].cells, paste->rows[row].n_cells, book,
                out);
}

/* ---- as administration CSV ---- */

static bool check_columns(const struct paste *p, struct err *err)
{
    char shown[64];

    if (p->form != PASTE_TABLE || !p->header)
        return err_set(err, "the first line does not name the columns; put their names there, or "
                            "save the list with its header");
    for (size_t i = 0; i < p->n_columns; i++)
        if (p->means[i] == MEANS_UNKNOWN)
            return err_set(err,
                           "line %ld: column %s is in no table; give its meaning, or nothing, in "
                           "a file of name,means with --map FILE",
                           p->header_line, text_short(p->names[i], shown));
    return mapping_check(p->means, p->names, p->n_columns, err);
}

static void add_csv(struct str *out, const char *text)
{
    str_addc(out, '"');
    for (; text && *text; text++) {
        if (*text == '"')
            str_addc(out, '"');
        str_addc(out, *text == '\n' || *text == '\r' ? ' ' : *text);
    }
    str_addc(out, '"');
}

static void to_line(struct str *out, long *at, long line)
{
    for (; *at < line; ++*at)
        str_addc(out, '\n');
}

bool paste_translate(const struct paste *paste, const struct mapping_tables *tables,
                     const struct book *book, struct str *out, struct err *err)
{
    struct arena arena;
    long at = 1;

    if (!check_columns(paste, err))
        return false;
    to_line(out, &at, paste->header_line);
    for (enum field_id id = 0; id < FIELD_COUNT; id++)
        str_addf(out, "%s%s", id ? "," : "", field_get_spec(id)->name);
    arena_init(&arena);
    for (size_t i = 0; i < paste->n_rows; i++) {
        struct mapped row;
        to_line(out, &at, paste->rows[i].line);
        paste_map_row(paste, tables, i, book, &arena, &row);
        for (enum field_id id = 0; id < FIELD_COUNT; id++) {
            str_add(out, id ? "," : "");
            if (row.texts[id])
                add_csv(out, row.texts[id]);
        }
        arena_clear(&arena);
    }
    str_addc(out, '\n');
    arena_release(&arena);
    return true;
}
