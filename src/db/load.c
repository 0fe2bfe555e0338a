#include "load.h"

#include <errno.h>

#include "load_inside.h"
#include "proofs.h"
#include "shelf.h"

#define LARGEST_TABLE ((size_t)64 * 1024 * 1024)

/* ---- files ---- */

static char *read_stream(FILE *file, struct arena *arena, size_t *size)
{
    size_t room = 0;
    char *text = NULL;
    *size = 0;
    do {
        text = arena_grow(arena, text, *size + 65536, &room, 1);
        *size += fread(text + *size, 1, room - *size, file);
    } while (!feof(file) && !ferror(file) && *size < LARGEST_TABLE);
    return text;
}

/* The whole file, or NULL when it cannot be read (said). */
static char *read_file(struct load *load, const struct table *table, struct arena *arena,
                       size_t *size)
{
    FILE *file = fopen(table->path, "rb");
    if (!file) {
        table_bad(load, table, 0, NULL, "cannot be opened (%s); put the table there",
                  strerror(errno));
        return NULL;
    }
    char *text = read_stream(file, arena, size);
    bool good = !ferror(file) && feof(file);
    fclose(file);
    if (!good)
        table_bad(load, table, 0, NULL,
                  "cannot be read whole; check the disk, at most 64 MB are read");
    return good ? text : NULL;
}

static void keep_sources(struct load *load, struct library *l)
{
    l->n_sources = ROWS(l, SOURCES);
    l->sources = ARENA_ARRAY(&l->arena, struct source, l->n_sources + 1);
    for (size_t i = 0; i < l->n_sources; i++)
        l->sources[i] = ROW(l, SOURCES, source, i)->source;
    load->sources = l->sources;
    load->n_sources = l->n_sources;
}

static void read_tables(struct load *load, struct library *l)
{
    l->hash.parts = l->parts;
    for (int id = 0; id < TABLE_COUNT; id++) {
        struct table *table = &l->tables[id];
        size_t size;
        table->spec = &table_specs[id];
        table->path = arena_format(&l->arena, "%s/book/%s.csv", load->dir, table->spec->name);
        const char *text = read_file(load, table, &l->texts, &size);
        table->faulty = !text;
        if (text) {
            l->parts[l->hash.n++] = (struct hash_part){table->spec->name, text, size};
            table_read(load, table, text, size);
        }
        if (id == TABLE_SOURCES)
            keep_sources(load, l);
    }
}

/* ---- the library ---- */

struct library *library_load(const char *dir, complain_fn *complain, void *context, struct err *err)
{
    struct library *l = calloc(1, sizeof *l);
    struct load load = {.dir = dir, .complain = complain, .context = context};
    if (!l)
        base_no_memory(1);
    arena_init(&l->arena);
    arena_init(&l->texts);
    shelf_large_page(&l->arena);
    shelf_large_page(&l->texts);
    load.arena = &l->arena;
    read_tables(&load, l);
    load_periods(&load, l);
    load_check_references(&load, l);
    load_claim_tables(&load, l);
    load_office(&load, l);
    load_policies(&load, l);
    l->n_proofs = proofs_rows(dir, &l->arena, &l->proofs);
    if (load.complaints == 0)
        return l;
    err_set(err, "%.900s (the rule book has %ld fault%s)", load.first.text, load.complaints,
            load.complaints == 1 ? "" : "s");
    library_free(l);
    return NULL;
}

void library_free(struct library *library)
{
    if (!library)
        return;
    hash_forget(&library->hash);
    arena_release(&library->texts);
    arena_release(&library->arena);
    free(library);
}

const char *library_hash(struct library *library)
{
    return hash_asked(&library->hash);
}

static const struct book *period_book(struct library *l, struct period *period)
{
    if (!period->book)
        load_build(l, period);
    return period->book;
}

const struct book *library_on(struct library *library, day_t day, struct err *err)
{
    char text[16], first[16];
    for (size_t i = 0; i < library->n_periods; i++) {
        struct period *p = &library->periods[i];
        if (p->from <= day && (p->to == NO_DAY || day <= p->to))
            return period_book(library, p);
    }
    if (day == NO_DAY)
        err_set(
            err,
            "the encounter has no date, so no edition of the rule book can be chosen; give it one");
    else
        err_set(err,
                "no edition of the rule book holds on %s; the first begins %s, correct the date or "
                "name an "
                "edition with --rules",
                when_print_day(day, text), when_print_day(library->periods[0].from, first));
    return NULL;
}

const struct book *library_edition(struct library *library, const char *edition, struct err *err)
{
    struct str names;
    const char *before = "";
    for (size_t i = library->n_periods; i-- > 0;)
        if (!edition || ascii_casecmp(library->periods[i].edition->edition, edition) == 0)
            return period_book(library, &library->periods[i]);
    str_init(&names, 512);
    for (size_t i = 0; i < library->n_periods; i++) {
        const char *name = library->periods[i].edition->edition;
        if (strcmp(name, before) != 0)
            str_addf(&names, "%s%s", names.length ? ", " : "", name);
        before = name;
    }
    err_set(err, "there is no edition %s of the rule book; there are %s", edition, names.data);
    str_release(&names);
    return NULL;
}
