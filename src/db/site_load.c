#include "site_load.h"

#include <errno.h>
#include <sys/stat.h>

#include "paths.h"
#include "table.h"

#define LARGEST_TABLE ((size_t)16 * 1024 * 1024)

struct setting_load {
    struct row_head head;
    struct site_row row;
    const char *note;
};
struct charge_load {
    struct row_head head;
    struct site_charge charge;
    const char *note;
};

/* ---- cells ---- */

static bool unknown_setting(const struct cell *cell)
{
    return cell_bad(cell,
                    "%s is no setting; the nearest is %s, write one of the list in the manual",
                    cell->text, site_setting_nearest(cell->text));
}

static bool cell_setting_name(const struct cell *cell, const struct column *column, void *at)
{
    struct site_row *row = at;
    (void)column;
    row->setting = arena_text(cell->load->arena, cell->text);
    return site_setting_find(cell->text, &row->id) || unknown_setting(cell);
}

static const struct column setting_columns[] = {
    COLUMN("setting", cell_setting_name, struct setting_load, row, NEEDED),
    COLUMN("value", cell_text, struct setting_load, row.value, NEEDED),
    DATES(struct setting_load),
    COLUMN("note", cell_text, struct setting_load, note, MAY_BE_EMPTY),
};
static const struct column charge_columns[] = {
    COLUMN("code", cell_text, struct charge_load, charge.code, NEEDED),
    DATES(struct charge_load),
    COLUMN("charge", cell_amount, struct charge_load, charge.charge, NEEDED),
    COLUMN("note", cell_text, struct charge_load, note, MAY_BE_EMPTY),
};
static const struct table_spec setting_spec = {
    "site", "setting", setting_columns, COUNT_OF(setting_columns), sizeof(struct setting_load),
    true,   true};
static const struct table_spec charge_spec = {
    "charges", "code", charge_columns, COUNT_OF(charge_columns), sizeof(struct charge_load),
    true,      true};

/* ---- values ---- */

static void take_settings(struct load *load, const struct table *table, struct site *site)
{
    struct site_row *rows = ARENA_ARRAY(&site->arena, struct site_row, table->n + 1);
    for (size_t i = 0; i < table->n; i++) {
        const struct setting_load *from = table_row(table, i);
        rows[i] = from->row;
        rows[i].days = (struct days_valid){from->head.from, from->head.to};
        const char *wanted = site_value_read(&rows[i]);
        if (wanted)
            table_bad(load, table, from->head.line, "value", "%s is no %s; write one of: %s",
                      rows[i].value, rows[i].setting, wanted);
    }
    site->rows = rows;
    site->n_rows = table->n;
}

static void take_charges(const struct table *table, struct site *site)
{
    struct site_charge *charges = ARENA_ARRAY(&site->arena, struct site_charge, table->n + 1);
    for (size_t i = 0; i < table->n; i++) {
        const struct charge_load *from = table_row(table, i);
        charges[i] = from->charge;
        charges[i].days = (struct days_valid){from->head.from, from->head.to};
    }
    site->charges = charges;
    site->n_charges = table->n;
}

/* ---- files ---- */

/* NULL: not there, or not readable (said). */
static char *read_whole(struct load *load, const struct table *table, size_t *size)
{
    FILE *file = fopen(table->path, "rb");
    size_t room = 0;
    char *text = NULL;
    *size = 0;
    if (!file) {
        if (errno != ENOENT)
            table_bad(load, table, 0, NULL, "cannot be opened (%s); see who may read it",
                      strerror(errno));
        return NULL;
    }
    do {
        text = arena_grow(load->arena, text, *size + 65536, &room, 1);
        *size += fread(text + *size, 1, room - *size, file);
    } while (!feof(file) && !ferror(file) && *size < LARGEST_TABLE);
    if (ferror(file) || !feof(file))
        table_bad(load, table, 0, NULL, "cannot be read whole; at most 16 MB are read");
    fclose(file);
    return text;
}

static void read_table(struct load *load, struct table *table)
{
    size_t size;
    table->path = arena_format(load->arena, "%s/%s.csv", load->dir, table->spec->name);
    const char *text = read_whole(load, table, &size);
    if (text && load->complaints == 0)
        table_read(load, table, text, size);
}

static bool find_folder(const char *folder, struct arena *arena, const char **out, struct err *err)
{
    struct str path;
    struct stat st;
    if (folder) {
        *out = arena_text(arena, folder);
        return (stat(folder, &st) == 0 && S_ISDIR(st.st_mode)) ||
               err_set(err, "there is no folder %s; give the folder of site.csv", folder);
    }
    str_init(&path, 4096);
    struct err none;
    *out = paths_config_file("", &path, &none) ? arena_text(arena, path.data) : NULL;
    str_release(&path);
    return true;
}

bool site_load(struct site *site, const char *folder, complain_fn *complain, void *context,
               struct err *err)
{
    struct load load = {.arena = &site->arena, .complain = complain, .context = context};
    struct table settings = {.spec = &setting_spec}, charges = {.spec = &charge_spec};
    if (!find_folder(folder, &site->arena, &load.dir, err))
        return false;
    if (!load.dir)
        return true; /* no home folder: a site that says nothing */
    read_table(&load, &settings);
    take_settings(&load, &settings, site);
    read_table(&load, &charges);
    take_charges(&charges, site);
    site->path = settings.path;
    if (load.complaints == 0)
        return true;
    return err_set(err, "%.900s", load.first.text);
}
