#include "amend.h"

#include "csv.h"

enum { LINE_LONGEST = 1000 };

/* ---- reading ---- */

static void read_dates(const struct amend *a, struct amend_row *row)
{
    row->from = row->to = NO_DAY;
    for (size_t c = 0; c < a->n_columns; c++) {
        if (strcmp(a->names[c], "from") == 0)
            when_parse_day(row->cells[c], &row->from);
        else if (strcmp(a->names[c], "to") == 0)
            when_parse_day(row->cells[c], &row->to);
    }
}

static void read_row(struct amend *a, const struct csv_record *record)
{
    struct amend_row *row = ARENA_PUSH(&a->arena, a->rows, a->n, a->cap);
    row->cells = ARENA_ARRAY(&a->arena, const char *, a->n_columns);
    for (size_t c = 0; c < a->n_columns; c++)
        row->cells[c] = arena_text(&a->arena, record->cells[c]);
    read_dates(a, row);
}

bool amend_read(struct amend *a, const char *dir, const char *name, struct err *err)
{
    struct csv_record record;
    const char *const *names;
    int got;
    memset(a, 0, sizeof *a);
    arena_init(&a->arena);
    a->name = name;
    struct csv_reader *csv =
        csv_open(arena_format(&a->arena, "%s/book/%s.csv", dir, name), ',', err);
    if (!csv)
        return false;
    a->n_columns = csv_header(csv, &names);
    a->names = ARENA_ARRAY(&a->arena, const char *, a->n_columns);
    for (size_t c = 0; c < a->n_columns; c++)
        a->names[c] = arena_text(&a->arena, names[c]);
    while ((got = csv_next(csv, &record, err)) > 0)
        read_row(a, &record);
    csv_close(csv);
    return got == 0;
}

void amend_release(struct amend *a)
{
    arena_release(&a->arena);
}

bool amend_touched(const struct amend *a)
{
    return a->added + a->changed + a->corrected + a->closed > 0;
}

/* ---- cells ---- */

static size_t column_of(const struct amend *a, const char *column)
{
    for (size_t c = 0; c < a->n_columns; c++)
        if (strcmp(a->names[c], column) == 0)
            return c;
    BUG("table %s has no column %s", a->name, column);
}

static bool has_column(const struct amend *a, const char *column)
{
    for (size_t c = 0; c < a->n_columns; c++)
        if (strcmp(a->names[c], column) == 0)
            return true;
    return false;
}

const char *amend_cell(const struct amend *a, size_t row, const char *column)
{
    return a->rows[row].cells[column_of(a, column)];
}

static void set_cell(struct amend *a, struct amend_row *row, const char *column, const char *value)
{
    row->cells[column_of(a, column)] = arena_text(&a->arena, value);
}

static void set_day(struct amend *a, struct amend_row *row, const char *column, day_t day)
{
    char text[16];
    if (has_column(a, column))
        set_cell(a, row, column, when_print_day(day, text));
    if (strcmp(column, "from") == 0)
        row->from = day;
    else
        row->to = day;
}

/* 0.17 and 0.170 are one number. */
static bool same_value(const char *a, const char *b)
{
    int64_t x, y;
    return strcmp(a, b) == 0 || (decimal_parse(a, &x) && decimal_parse(b, &y) && x == y);
}

static bool row_has(const struct amend *a, size_t row, const struct amend_set *keys, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (strcmp(amend_cell(a, row, keys[i].column), keys[i].value) != 0)
            return false;
    return true;
}

static bool holds(const struct amend_row *row, day_t day)
{
    return row->from == NO_DAY || (row->from <= day && (row->to == NO_DAY || day <= row->to));
}

size_t amend_find(const struct amend *a, const struct amend_set *keys, size_t n, day_t day,
                  size_t start)
{
    size_t row = start;
    while (row < a->n && !(holds(&a->rows[row], day) && row_has(a, row, keys, n)))
        row++;
    return row;
}

/* ---- saying ---- */

static bool names_row(const char *keys, const char *column)
{
    size_t length = strlen(column);
    for (const char *at = keys ? strstr(keys, column) : NULL; at; at = strstr(at + 1, column))
        if ((at == keys || at[-1] == ' ') && (at[length] == ' ' || !at[length]))
            return true;
    return false;
}

static void say(const struct amend *a, const char *what, const struct amend_row *row,
                const char *rest)
{
    struct str line;
    char day[16];
    if (!a->say)
        return;
    str_init(&line, LINE_LONGEST);
    str_addf(&line, "%s %s", what, a->name);
    for (size_t c = 0; c < a->n_columns; c++)
        if (names_row(a->keys, a->names[c]) && *row->cells[c])
            str_addf(&line, " %.60s", row->cells[c]);
    if (row->from != NO_DAY)
        str_addf(&line, " from %s", when_print_day(row->from, day));
    str_add(&line, rest);
    a->say(a->context, line.data);
    str_release(&line);
}

static void describe(const struct amend *a, const struct amend_row *row,
                     const struct amend_set *sets, size_t n, bool all, struct str *out)
{
    for (size_t i = 0; i < n; i++) {
        const char *old = row->cells[column_of(a, sets[i].column)];
        if (sets[i].quiet || (!all && same_value(old, sets[i].value)))
            continue;
        str_addf(out, "%s %s ", out->length ? "," : ":", sets[i].column);
        if (!all)
            str_addf(out, "%.60s -> ", *old ? old : "(empty)");
        str_addf(out, "%.60s", *sets[i].value ? sets[i].value : "(empty)");
    }
}

/* ---- changing ---- */

static struct amend_row *insert_copy(struct amend *a, size_t row)
{
    ARENA_PUSH(&a->arena, a->rows, a->n, a->cap);
    memmove(&a->rows[row + 2], &a->rows[row + 1], (a->n - row - 2) * sizeof *a->rows);
    struct amend_row *copy = &a->rows[row + 1];
    *copy = a->rows[row];
    copy->cells = ARENA_ARRAY(&a->arena, const char *, a->n_columns);
    memcpy(copy->cells, a->rows[row].cells, a->n_columns * sizeof *copy->cells);
    return copy;
}

static bool differs(const struct amend *a, size_t row, const struct amend_set *sets, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (!sets[i].quiet && !same_value(amend_cell(a, row, sets[i].column), sets[i].value))
            return true;
    return false;
}

void amend_change(struct amend *a, size_t row, day_t from, const struct amend_set *sets, size_t n)
{
    struct str rest;
    if (!differs(a, row, sets, n)) {
        a->same++;
        return;
    }
    str_init(&rest, LINE_LONGEST);
    describe(a, &a->rows[row], sets, n, false, &rest);
    bool whole = a->rows[row].from == NO_DAY || a->rows[row].from >= from;
    struct amend_row *now = whole ? &a->rows[row] : insert_copy(a, row);
    if (!whole) {
        set_day(a, &a->rows[row], "to", from - 1);
        set_day(a, now, "from", from);
    }
    for (size_t i = 0; i < n; i++)
        set_cell(a, now, sets[i].column, sets[i].value);
    *(whole ? &a->corrected : &a->changed) += 1;
    say(a, whole ? "corrected" : "changed", now, rest.length ? rest.data : "");
    str_release(&rest);
}

void amend_add(struct amend *a, day_t from, day_t to, const struct amend_set *keys, size_t n_keys,
               const struct amend_set *sets, size_t n)
{
    struct str rest;
    size_t last = a->n; /* the new row stands behind the last one of its keys */
    for (size_t i = 0; i < a->n; i++) {
        if (!row_has(a, i, keys, n_keys))
            continue;
        last = i;
        if (a->rows[i].from > from && (to == NO_DAY || a->rows[i].from <= to))
            to = a->rows[i].from - 1;
    }
    struct amend_row *row;
    if (last < a->n) {
        row = insert_copy(a, last);
    } else {
        row = ARENA_PUSH(&a->arena, a->rows, a->n, a->cap);
        row->cells = ARENA_ARRAY(&a->arena, const char *, a->n_columns);
    }
    for (size_t c = 0; c < a->n_columns; c++)
        row->cells[c] = "";
    set_day(a, row, "from", from);
    set_day(a, row, "to", to);
    for (size_t i = 0; i < n_keys; i++)
        set_cell(a, row, keys[i].column, keys[i].value);
    for (size_t i = 0; i < n; i++)
        set_cell(a, row, sets[i].column, sets[i].value);
    str_init(&rest, LINE_LONGEST);
    describe(a, row, sets, n, true, &rest);
    a->added++;
    say(a, "added", row, rest.length ? rest.data : "");
    str_release(&rest);
}

void amend_close(struct amend *a, size_t row, day_t last)
{
    char rest[40], day[16];
    struct amend_row *it = &a->rows[row];
    if (last < it->from || (it->to != NO_DAY && it->to <= last)) {
        a->same++;
        return;
    }
    set_day(a, it, "to", last);
    a->closed++;
    snprintf(rest, sizeof rest, ": ends on %s", when_print_day(last, day));
    say(a, "closed", it, rest);
}

/* ---- writing ---- */

bool amend_write(const struct amend *a, FILE *out, struct err *err)
{
    struct csv_writer *csv = csv_write_to(out);
    for (size_t c = 0; c < a->n_columns; c++)
        csv_write_cell(csv, a->names[c]);
    csv_write_end(csv);
    for (size_t i = 0; i < a->n; i++) {
        for (size_t c = 0; c < a->n_columns; c++)
            csv_write_cell(csv, a->rows[i].cells[c]);
        csv_write_end(csv);
    }
    return csv_write_done(csv, err);
}
