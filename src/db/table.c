#include "table.h"

#include "../core/nearest.h"

#define MOST_COLUMNS 32

/* ---- complaints ---- */

static void complain(struct load *load, const char *sentence)
{
    if (load->complaints++ == 0)
        snprintf(load->first.text, sizeof load->first.text, "%s", sentence);
    if (load->complain)
        load->complain(load->context, sentence);
}

PRINTF_LIKE(5, 0)
static void complain_at(struct load *load, const char *path, long line, const char *column,
                        const char *format, va_list args)
{
    struct str s;
    struct err tame; /* what stood in a file may reach a terminal */
    char words[512];
    str_init(&s, sizeof tame.text - 1);
    str_add(&s, path);
    if (line > 0)
        str_addf(&s, ":%ld", line);
    str_add(&s, ": ");
    if (column)
        str_addf(&s, "column %s: ", column);
    vsnprintf(words, sizeof words, format, args);
    str_add(&s, words);
    err_set(&tame, "%s", s.data);
    complain(load, tame.text);
    str_release(&s);
}

bool table_bad(struct load *load, const struct table *table, long line, const char *column,
               const char *format, ...)
{
    va_list args;
    va_start(args, format);
    complain_at(load, table->path, line, column, format, args);
    va_end(args);
    return false;
}

bool cell_bad(const struct cell *cell, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    complain_at(cell->load, cell->table->path, cell->line, cell->column, format, args);
    va_end(args);
    return false;
}

/* ---- plain cells ---- */

bool cell_text(const struct cell *cell, const struct column *column, void *at)
{
    (void)column;
    *(const char **)at = arena_text(cell->load->arena, cell->text);
    return true;
}

bool cell_number(const struct cell *cell, const struct column *column, void *at)
{
    long value;
    if (!number_parse(cell->text, column->min, column->max, &value))
        return cell_bad(cell, "%s is not a whole number from %ld to %ld; write one", cell->text,
                        column->min, column->max);
    *(int *)at = (int)value;
    return true;
}

bool cell_amount(const struct cell *cell, const struct column *column, void *at)
{
    (void)column;
    if (!decimal_parse(cell->text, at) || *(int64_t *)at < 0)
        return cell_bad(cell, "%s is not an amount; write a number like 0.5, at most 6 places",
                        cell->text);
    return true;
}

bool cell_yes(const struct cell *cell, const struct column *column, void *at)
{
    (void)column;
    if (strcmp(cell->text, "y") != 0 && strcmp(cell->text, "n") != 0)
        return cell_bad(cell, "%s is neither y nor n; write one of them", cell->text);
    *(bool *)at = *cell->text == 'y';
    return true;
}

bool cell_day(const struct cell *cell, const struct column *column, void *at)
{
    (void)column;
    if (!when_parse_day(cell->text, at))
        return cell_bad(cell, "%s is not a date; write it like 2026-03-02", cell->text);
    return true;
}

bool cell_source(const struct cell *cell, const struct column *column, void *at)
{
    (void)column;
    for (size_t i = 0; i < cell->load->n_sources; i++)
        if (strcmp(cell->load->sources[i].id, cell->text) == 0) {
            *(const struct source **)at = &cell->load->sources[i];
            return true;
        }
    if (cell->load->n_sources == 0) /* said once: that table is not there */
        return true;
    return cell_bad(cell, "there is no source %s; add it to sources.csv or name one of its rows",
                    cell->text);
}

/* ---- header ---- */

struct reading {
    struct load *load;
    struct table *table;
    int cell_of[MOST_COLUMNS]; /* which cell of a record a column is in, -1: the header lacks it */
    bool is_key[MOST_COLUMNS];
};

static bool is_key(const struct table_spec *spec, const char *column)
{
    size_t length = strlen(column);
    for (const char *at = strstr(spec->keys, column); at; at = strstr(at + 1, column))
        if ((at == spec->keys || at[-1] == ' ') && (at[length] == ' ' || !at[length]))
            return true;
    return false;
}

static void unknown_column(struct reading *r, const char *name)
{
    const struct table_spec *spec = r->table->spec;
    const char *names[MOST_COLUMNS];
    char shown[64];
    for (size_t i = 0; i < spec->n_columns; i++)
        names[i] = spec->columns[i].name;
    table_bad(r->load, r->table, 1, text_short(name, shown),
              "is not a column of this table; the nearest is %s, rename it or take it out",
              names[text_nearest(name, names, spec->n_columns)]);
}

static void read_header(struct reading *r, const struct csv_reader *csv)
{
    const struct table_spec *spec = r->table->spec;
    const char *const *names;
    size_t n = csv_header(csv, &names);
    for (size_t c = 0; c < spec->n_columns; c++) {
        r->cell_of[c] = -1;
        r->is_key[c] = is_key(spec, spec->columns[c].name);
    }
    for (size_t i = 0; i < n; i++) {
        size_t c = 0;
        while (c < spec->n_columns && strcmp(spec->columns[c].name, names[i]) != 0)
            c++;
        if (c < spec->n_columns)
            r->cell_of[c] = (int)i;
        else
            unknown_column(r, names[i]);
    }
    for (size_t c = 0; c < spec->n_columns; c++)
        if (r->cell_of[c] < 0)
            table_bad(r->load, r->table, 1, spec->columns[c].name,
                      "the header lacks it; add it with a value on every row");
}

/* ---- rows ---- */

void *table_row(const struct table *table, size_t i)
{
    return (char *)table->rows + i * table->spec->row_size;
}

bool row_holds(const struct row_head *head, day_t day)
{
    return head->from == NO_DAY || (head->from <= day && (head->to == NO_DAY || day <= head->to));
}

static void read_cells(struct reading *r, const struct csv_record *record, char *row,
                       struct str *key)
{
    const struct table_spec *spec = r->table->spec;
    for (size_t c = 0; c < spec->n_columns; c++) {
        const struct column *column = &spec->columns[c];
        if (r->cell_of[c] < 0)
            continue;
        const char *text = record->cells[r->cell_of[c]];
        struct cell cell = {r->load, r->table, column->name, text, record->line};
        if (r->is_key[c]) {
            str_add(key, key->length ? " " : "");
            str_add(key, *cell.text ? cell.text : "-");
        }
        if (*cell.text)
            column->read(&cell, column, row + column->offset);
        else if (column->needed)
            cell_bad(&cell, "is empty; every row of this table needs it");
    }
}

static void empty_texts(const struct table_spec *spec, char *row)
{
    for (size_t c = 0; c < spec->n_columns; c++)
        if (spec->columns[c].read == cell_text)
            *(const char **)(void *)(row + spec->columns[c].offset) = "";
}

static void read_row(struct reading *r, const struct csv_record *record, struct str *key)
{
    struct table *table = r->table;
    size_t size = table->spec->row_size;
    table->rows = arena_grow(r->load->arena, table->rows, table->n + 1, &table->cap, size);
    char *row = table_row(table, table->n++);
    struct row_head *head = (void *)row;
    long before = r->load->complaints;
    memset(row, 0, size);
    empty_texts(table->spec, row);
    *head = (struct row_head){.line = record->line, .from = NO_DAY, .to = NO_DAY};
    str_clear(key);
    read_cells(r, record, row, key);
    head->key = arena_text(r->load->arena, key->data);
    if (head->from != NO_DAY && head->to != NO_DAY && head->to < head->from)
        table_bad(r->load, table, head->line, "to",
                  "ends before it begins; put the later date here");
    if (r->load->complaints != before)
        table->n--; /* a row that cannot be read must not draw further complaints */
}

/* ---- two rows of one key ---- */

static int head_order(const void *pa, const void *pb)
{
    const struct row_head *a = *(const struct row_head *const *)pa;
    const struct row_head *b = *(const struct row_head *const *)pb;
    int order = strcmp(a->key, b->key);
    if (order != 0)
        return order;
    if (a->from != b->from)
        return a->from < b->from ? -1 : 1;
    return (a->line > b->line) - (a->line < b->line);
}

static void check_overlap(struct load *load, const struct table *table, const struct row_head *a,
                          const struct row_head *b)
{
    char from[16];
    if (strcmp(a->key, b->key) != 0)
        return;
    if (!table->spec->dated) {
        table_bad(load, table, b->line, NULL, "%s stands on line %ld already; keep one of the two",
                  b->key, a->line);
    } else if (a->to == NO_DAY || b->from <= a->to) {
        when_print_day(b->from, from);
        table_bad(load, table, b->line, "from",
                  "%s holds from %s, while line %ld holds then too; let the earlier row end the "
                  "day before the later one begins",
                  *b->key ? b->key : "the row", from, a->line);
    }
}

static void check_keys(struct load *load, const struct table *table)
{
    struct arena scratch;
    arena_init(&scratch);
    const struct row_head **heads = ARENA_ARRAY(&scratch, const struct row_head *, table->n + 1);
    for (size_t i = 0; i < table->n; i++)
        heads[i] = TABLE_HEAD(table, i);
    if (table->n > 1)
        sort_items(heads, table->n, sizeof *heads, head_order);
    for (size_t i = 1; i < table->n; i++)
        check_overlap(load, table, heads[i - 1], heads[i]);
    arena_release(&scratch);
}

void table_read(struct load *load, struct table *table, const char *text, size_t size)
{
    struct reading r = {.load = load, .table = table};
    struct err err = {""};
    struct csv_record record;
    struct str key;
    long before = load->complaints;
    if (table->spec->n_columns > MOST_COLUMNS)
        BUG("%s has too many columns", table->spec->name);
    struct csv_reader *csv = csv_open_text(table->path, text, size, ',', &err);
    if (!csv) {
        complain(load, err.text);
        table->faulty = true;
        return;
    }
    read_header(&r, csv);
    str_init(&key, 4096);
    for (int got = csv_next(csv, &record, &err); got != 0; got = csv_next(csv, &record, &err)) {
        if (got < 0)
            complain(load, err.text);
        else
            read_row(&r, &record, &key);
        if (got < -1)
            break;
    }
    str_release(&key);
    csv_close(csv);
    check_keys(load, table);
    table->faulty = load->complaints != before;
}
