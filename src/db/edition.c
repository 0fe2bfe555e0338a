#include "edition_inside.h"

static const char *const names[EDIT_TABLE_COUNT] = {
#define X(name, text, keys) text,
    EDITION_TABLES(X)
#undef X
};
static const char *const keys_of[EDIT_TABLE_COUNT] = {
#define X(name, text, keys) keys,
    EDITION_TABLES(X)
#undef X
};

static void say(void *context, const char *line)
{
    struct edition *e = context;
    e->say(e->context, line);
}

static void complain(void *context, const char *sentence)
{
    struct editing *editing = context;
    editing->edition->complain(editing->edition->context, sentence);
}

static bool take_row(void *context, const struct cms_row *row)
{
    struct editing *editing = context;
    if (edition_row(editing, row))
        editing->edition->taken++;
    return true;
}

static bool read_tables(struct editing *editing, struct err *err)
{
    struct edition *e = editing->edition;
    for (int t = 0; t < EDIT_TABLE_COUNT; t++) {
        if (!amend_read(&editing->tables[t], e->data_dir, names[t], err))
            return false;
        editing->tables[t].say = t == EDIT_COUNTS ? NULL : say;
        editing->tables[t].context = e;
        editing->tables[t].keys = keys_of[t];
    }
    return true;
}

static enum edition_result read_file(struct editing *editing, const char *path, struct err *err)
{
    struct edition *e = editing->edition;
    const char *slash = strrchr(path, '/');
    struct cms_reader reader = {
        .kind = e->kind, .row = take_row, .complain = complain, .context = editing};
    editing->from = e->from != NO_DAY ? e->from : cms_edition(path);
    editing->file = slash ? slash + 1 : path;
    if (editing->from == NO_DAY) {
        err_set(err, "%s: its name does not tell from which day it holds; give it with --from DATE",
                path);
        return EDITION_BAD_FILE;
    }
    if (!cms_read(&reader, path, err))
        return EDITION_BAD_FILE;
    e->rows += reader.rows;
    if (reader.bad > 0) {
        err_set(err, "%s: %ld row%s cannot be read; nothing was imported", path, reader.bad,
                reader.bad == 1 ? "" : "s");
        return EDITION_BAD_FILE;
    }
    return EDITION_DONE;
}

/* The number of rows that tables.csv gives, so that the proof of the book finds what it expects. */
static void count_rows(struct editing *editing)
{
    struct amend *counts = &editing->tables[EDIT_COUNTS];
    for (int t = 0; t < EDIT_TABLE_COUNT; t++) {
        struct amend_set key = {"table", names[t], false};
        size_t row = amend_find(counts, &key, 1, NO_DAY, 0);
        if (t == EDIT_COUNTS || row == counts->n || !*amend_cell(counts, row, "rows"))
            continue;
        char number[32];
        snprintf(number, sizeof number, "%zu", editing->tables[t].n);
        struct amend_set set = {"rows", number, false};
        amend_change(counts, row, NO_DAY, &set, 1);
    }
}

static void add_up(struct editing *editing)
{
    struct edition *e = editing->edition;
    for (int t = 0; t < EDIT_TABLE_COUNT; t++) {
        const struct amend *a = &editing->tables[t];
        if (t == EDIT_COUNTS)
            continue;
        e->added += a->added;
        e->changed += a->changed;
        e->corrected += a->corrected;
        e->closed += a->closed;
        e->same += a->same;
    }
}

static enum edition_result import_files(struct editing *editing, const char *const *files, size_t n,
                                        struct err *err)
{
    enum edition_result result = EDITION_DONE;
    edition_codes(editing);
    for (size_t i = 0; i < n && result == EDITION_DONE; i++)
        result = read_file(editing, files[i], err);
    if (result != EDITION_DONE)
        return result;
    edition_file_read(editing);
    count_rows(editing);
    add_up(editing);
    bool touched = false;
    for (int t = 0; t < EDIT_TABLE_COUNT; t++)
        touched = touched || amend_touched(&editing->tables[t]);
    return touched && !editing->edition->dry_run ? edition_write(editing, err) : EDITION_DONE;
}

enum edition_result edition_import(struct edition *e, const char *const *files, size_t n,
                                   struct err *err)
{
    struct editing editing = {.edition = e, .arena = &e->arena};
    arena_init(&e->arena);
    enum edition_result result =
        read_tables(&editing, err) ? import_files(&editing, files, n, err) : EDITION_BAD_BOOK;
    for (int t = 0; t < EDIT_TABLE_COUNT; t++)
        amend_release(&editing.tables[t]);
    return result;
}

void edition_release(struct edition *e)
{
    arena_release(&e->arena);
}
