#include "mapped.h"

#include <errno.h>

#include "../../db/paste.h"

enum { MOST_BYTES = 64 * 1024 * 1024 };

/* The whole file as text; it must be held at once, since its form has to be found first. */
static bool read_whole(const char *path, struct str *out, struct err *err)
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
        return err_set(err, "%s: is longer than %d bytes; split it", path, MOST_BYTES);
    if (out->length > 0 && memchr(out->data, '\0', out->length))
        return err_set(err, "%s: holds a zero byte, which is no text; save it as UTF-8 text", path);
    return true;
}

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
    bool good = read_whole(path, &text, err) &&
                read_paste(app, name, text.length ? text.data : "", &csv, err) &&
                exchange_read_text(name, csv.data, csv.length, reader, count, err);
    str_release(&text);
    str_release(&csv);
    return good;
}
