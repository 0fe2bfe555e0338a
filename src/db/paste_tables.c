/* The tables of data/paste, and the mapping that was remembered for columns of those names. */
#include "paste.h"

#include "../core/hash.h"
#include "csv.h"

enum { LONGEST_NAME = 128, LONGEST_PATH = 8192 };

/* Which columns a table has, in which order. */
struct columns {
    const char *const *names;
    size_t n;
    size_t at[4];
};

static bool find_columns(struct csv_reader *csv, struct columns *columns, struct err *err)
{
    const char *const *header;
    size_t n = csv_header(csv, &header);

    for (size_t i = 0; i < columns->n; i++) {
        size_t k = 0;
        while (k < n && ascii_casecmp(header[k], columns->names[i]) != 0)
            k++;
        if (k == n)
            return err_set(err, "%s:1: there is no column %s; add it", csv_name(csv),
                           columns->names[i]);
        columns->at[i] = k;
    }
    return true;
}

struct table_reading {
    struct arena *arena;
    struct mapping_tables *tables;
    struct csv_reader *csv;
    const char *cells[4];
    long line;
};
typedef bool row_fn(struct table_reading *t, struct err *err);

static bool read_table(struct table_reading *t, const char *path, struct columns columns,
                       row_fn *take, struct err *err)
{
    struct csv_record record;
    int got = 0;

    t->csv = csv_open(path, ',', err);
    bool good = t->csv && find_columns(t->csv, &columns, err);
    while (good && (got = csv_next(t->csv, &record, err)) == 1) {
        for (size_t i = 0; i < columns.n; i++)
            t->cells[i] = record.cells[columns.at[i]];
        t->line = record.line;
        good = take(t, err);
    }
    csv_close(t->csv);
    return good && got == 0;
}

/* ---- columns.csv ---- */

static const char *normal(struct arena *arena, const char *text)
{
    char name[LONGEST_NAME];

    mapping_normal(text, name, sizeof name);
    return arena_text(arena, name);
}

static bool read_means(const struct table_reading *t, const char *text, means_t *means,
                       struct err *err)
{
    char shown[64];

    return means_find(text, means) ||
           err_set(err,
                   "%s:%ld: column means: \"%s\" is none; write a column of the administration "
                   "CSV, or start_date, stop_date, action or nothing",
                   csv_name(t->csv), t->line, text_short(text, shown));
}

static bool take_name(struct table_reading *t, struct err *err)
{
    means_t means;

    if (!read_means(t, t->cells[1], &means, err))
        return false;
    struct mapping_name *name =
        ARENA_PUSH(t->arena, t->tables->names, t->tables->n_names, t->tables->cap_names);
    *name = (struct mapping_name){normal(t->arena, t->cells[0]), means};
    return true;
}

static const char *const name_columns[] = {"name", "means"};

bool paste_add_names(const char *path, struct arena *arena, struct mapping_tables *tables,
                     struct err *err)
{
    struct mapping_tables more = {0};
    struct table_reading t = {.arena = arena, .tables = &more};

    if (!read_table(&t, path, (struct columns){name_columns, 2, {0}}, take_name, err))
        return false;
    for (size_t i = 0; i < tables->n_names; i++)
        *ARENA_PUSH(arena, more.names, more.n_names, more.cap_names) = tables->names[i];
    tables->names = more.names;
    tables->n_names = more.n_names;
    tables->cap_names = more.cap_names;
    return true;
}

/* ---- words.csv ---- */

/* "route=IV method=push" */
static bool read_pairs(struct table_reading *t, struct mapping_word *word, struct err *err)
{
    const char *at = t->cells[2];

    while (*(at += strspn(at, " ")) && word->n_pairs < COUNT_OF(word->pairs)) {
        size_t length = strcspn(at, " "), name = strcspn(at, "= ");
        const char *field = arena_textn(t->arena, at, name);
        if (name >= length || !field_find(field, &word->pairs[word->n_pairs].field))
            return err_set(err,
                           "%s:%ld: column stands_for: \"%s\" is no FIELD=VALUE; write them "
                           "as route=IV method=push",
                           csv_name(t->csv), t->line, field);
        word->pairs[word->n_pairs++].value =
            arena_textn(t->arena, at + name + 1, length - name - 1);
        at += length;
    }
    return *at == '\0' || err_set(err,
                                  "%s:%ld: column stands_for: there are more than %zu pairs; "
                                  "take some out",
                                  csv_name(t->csv), t->line, COUNT_OF(word->pairs));
}

static bool take_word(struct table_reading *t, struct err *err)
{
    struct mapping_word word = {.word = normal(t->arena, t->cells[1])};

    if (!read_means(t, t->cells[0], &word.means, err) || !read_pairs(t, &word, err))
        return false;
    *ARENA_PUSH(t->arena, t->tables->words, t->tables->n_words, t->tables->cap_words) = word;
    return true;
}

bool paste_tables(const char *dir, struct arena *arena, struct mapping_tables *out, struct err *err)
{
    static const char *const word_columns[] = {"means", "word", "stands_for"};
    struct table_reading t = {.arena = arena, .tables = out};

    *out = (struct mapping_tables){0};
    return read_table(&t, arena_format(arena, "%s/paste/columns.csv", dir),
                      (struct columns){name_columns, 2, {0}}, take_name, err) &&
           read_table(&t, arena_format(arena, "%s/paste/words.csv", dir),
                      (struct columns){word_columns, 3, {0}}, take_word, err);
}

/* ---- remembering ---- */

/* The setting of these columns: their names are hashed, since a list may be long. */
static const char *setting_name(const struct paste *p, struct arena *arena)
{
    struct hash hash;
    char hex[65], name[LONGEST_NAME];

    hash_init(&hash);
    for (size_t i = 0; i < p->n_columns; i++) {
        mapping_normal(p->names[i], name, sizeof name);
        hash_text(&hash, name);
    }
    hash_end(&hash, hex);
    return arena_format(arena, "mapping %.16s", hex);
}

enum store_fault paste_remember(struct store *store, const struct paste *paste, struct err *err)
{
    struct arena arena;
    struct str value;

    arena_init(&arena);
    str_init(&value, LONGEST_PATH);
    for (size_t i = 0; i < paste->n_columns; i++)
        str_addf(&value, "%s%s", i ? " " : "",
                 paste->means[i] == MEANS_UNKNOWN ? "nothing" : means_name(paste->means[i]));
    enum store_fault fault =
        store_set_setting(store, setting_name(paste, &arena), value.length ? value.data : "", err);
    str_release(&value);
    arena_release(&arena);
    return fault;
}

enum store_fault paste_recall(struct store *store, struct paste *paste, struct err *err)
{
    const char *value = "";
    enum store_fault fault =
        store_setting(store, setting_name(paste, &paste->arena), &paste->arena, &value, err);

    for (size_t i = 0; fault == STORE_OK && i < paste->n_columns && *value; i++) {
        size_t length = strcspn(value, " ");
        if (means_find(arena_textn(&paste->arena, value, length), &paste->means[i]))
            paste->remembered = true;
        value += length + (value[length] == ' ');
    }
    return fault;
}
