#include "mapped.h"

#include "../../db/paste.h"

enum { MOST_BYTES = 64 * 1024 * 1024 };

static bool read_tables(const struct app *app, struct arena *arena, struct mapping_tables *tables,
                        struct err *err)
{
    return paste_tables(app->data_dir, arena, tables, err) &&
           (strcmp(app->map, "usual") == 0 || paste_add_names(app->map, arena, tables, err));
}

/* A row that could not be read as cells spoils an encounter that nobody can name. */
static bool no_broken_rows(const struct paste *paste, const char *path, struct err *err)
{
    for (size_t i = 0; i < paste->n_rows; i++)
        if (paste->rows[i].broken)
            return err_set(err, "%s:%ld: %s", path, paste->rows[i].line, paste->rows[i].broken);
    return true;
}

static bool read_paste(const struct app *app, const char *path, const char *text, struct str *csv,
                       struct err *err)
{
    struct arena arena;
    struct paste paste;
    struct encounter none;
    struct mapping_tables tables;
    struct err why = {""};
    const struct book *book = library_edition(app->library, app->rules, err);
    struct quick_context context = {&none, NULL, book, NO_MINUTE};

    arena_init(&arena);
    paste_init(&paste);
    encounter_init(&none);
    bool good = book && read_tables(app, &arena, &tables, err);
    if (good) {
        paste_read(&paste, text, &tables, &context);
        good = no_broken_rows(&paste, path, err);
    }
    if (good && !paste_translate(&paste, &tables, book, csv, &why))
        good = err_set(err, "%s: %s", path, why.text);
    encounter_release(&none);
    paste_release(&paste);
    arena_release(&arena);
    return good;
}

bool mapped_read(const struct app *app, const char *path, const struct exchange_reader *reader,
                 struct exchange_count *count, struct err *err)
{
    const char *name = strcmp(path, "-") == 0 ? "standard input" : path;
    struct str text, csv;

    str_init(&text, MOST_BYTES);
    str_init(&csv, SIZE_MAX / 4);
    bool good = paste_read_file(path, &text, err) &&
                read_paste(app, name, text.length ? text.data : "", &csv, err) &&
                exchange_read_text(name, csv.data, csv.length, reader, count, err);
    str_release(&text);
    str_release(&csv);
    return good;
}
