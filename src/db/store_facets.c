#include "store_facets.h"

/* Few enough that a list of places is shorter than the bits. */
enum { LISTED = 128, FIRST_ROOM = 512 };

struct facet_page {
    struct facet_page *next; /* of the same place */
    char *facet;
    unsigned char bits[FACET_BYTES];
    bool changed;
};

/* ---- statements ---- */

static bool prepare(sqlite3 *db, const char *sql, sqlite3_stmt **stmt)
{
    return sqlite3_prepare_v3(db, sql, -1, SQLITE_PREPARE_PERSISTENT, stmt, NULL) == SQLITE_OK;
}

bool facets_init(struct facets *f, sqlite3 *db)
{
    *f = (struct facets){.db = db, .block = -1};
    str_init(&f->words, SIZE_MAX / 2);
    return prepare(db, "SELECT ids FROM facets WHERE facet = ?1 AND block = ?2", &f->get) &&
           prepare(db, "INSERT OR REPLACE INTO facets (facet, block, ids) VALUES (?1, ?2, ?3)",
                   &f->put) &&
           prepare(db, "DELETE FROM facets WHERE facet = ?1 AND block = ?2", &f->drop) &&
           prepare(db, "INSERT INTO search (rowid, words) VALUES (?1, ?2)", &f->search) &&
           prepare(db, "INSERT INTO search (search, rowid, words) VALUES ('delete', ?1, ?2)",
                   &f->unsearch);
}

void facets_release(struct facets *f)
{
    facets_forget(f);
    free(f->places);
    str_release(&f->words);
    sqlite3_stmt *all[] = {f->get, f->put, f->drop, f->search, f->unsearch};
    for (size_t i = 0; i < COUNT_OF(all); i++)
        sqlite3_finalize(all[i]);
    *f = (struct facets){.block = -1};
}

/* ---- the pages of one block ---- */

void facets_forget(struct facets *f)
{
    for (size_t i = 0; i < f->room; i++)
        while (f->places[i] != NULL) {
            struct facet_page *page = f->places[i];
            f->places[i] = page->next;
            free(page->facet);
            free(page);
        }
    f->n = 0;
    f->block = -1;
}

static size_t place_of(const char *facet, size_t room)
{
    uint64_t hash = 14695981039346656037u;
    for (; *facet != '\0'; facet++)
        hash = (hash ^ (unsigned char)*facet) * 1099511628211u;
    return (size_t)(hash >> 20) & (room - 1);
}

static void grow(struct facets *f)
{
    size_t room = f->room > 0 ? f->room * 2 : FIRST_ROOM;
    struct facet_page **places = calloc(room, sizeof *places);
    if (places == NULL)
        base_no_memory(room * sizeof *places);
    for (size_t i = 0; i < f->room; i++)
        while (f->places[i] != NULL) {
            struct facet_page *page = f->places[i];
            size_t to = place_of(page->facet, room);
            f->places[i] = page->next;
            page->next = places[to];
            places[to] = page;
        }
    free(f->places);
    f->places = places;
    f->room = room;
}

static bool read_page(struct facets *f, struct facet_page *page)
{
    struct idset set = {NULL, 0};
    sqlite3_reset(f->get);
    sqlite3_bind_text(f->get, 1, page->facet, -1, SQLITE_STATIC);
    sqlite3_bind_int64(f->get, 2, f->block);
    int got = sqlite3_step(f->get);
    if (got == SQLITE_ROW) {
        idset_add_block(&set, 0, sqlite3_column_blob(f->get, 0), (size_t)sqlite3_column_bytes(f->get, 0));
        memcpy(page->bits, set.bits, FACET_BYTES);
    }
    idset_release(&set);
    sqlite3_reset(f->get);
    return got == SQLITE_ROW || got == SQLITE_DONE;
}

static struct facet_page *new_page(struct facets *f, const char *facet)
{
    struct facet_page *page = calloc(1, sizeof *page);
    if (page == NULL || (page->facet = strdup(facet)) == NULL)
        base_no_memory(sizeof *page);
    if (f->n >= f->room / 2)
        grow(f);
    size_t place = place_of(facet, f->room);
    page->next = f->places[place];
    f->places[place] = page;
    f->n++;
    return page;
}

static struct facet_page *page_of(struct facets *f, const char *facet, bool *fine)
{
    struct facet_page *page = f->room > 0 ? f->places[place_of(facet, f->room)] : NULL;
    while (page != NULL && strcmp(page->facet, facet) != 0)
        page = page->next;
    if (page == NULL) {
        page = new_page(f, facet);
        *fine = read_page(f, page) && *fine;
    }
    return page;
}

/* ---- writing them ---- */

static size_t write_places(const unsigned char *bits, unsigned char out[FACET_BYTES])
{
    size_t n = 0;
    for (unsigned place = 0; place < FACET_BLOCK; place++) {
        if (bits[place / 8] == 0) {
            place |= 7;
            continue;
        }
        if ((bits[place / 8] >> place % 8 & 1) == 0)
            continue;
        if (n == LISTED * 2) { /* too many for a list */
            memcpy(out, bits, FACET_BYTES);
            return FACET_BYTES;
        }
        out[n++] = (unsigned char)place;
        out[n++] = (unsigned char)(place >> 8);
    }
    return n;
}

static bool write_page(struct facets *f, struct facet_page *page)
{
    unsigned char ids[FACET_BYTES];
    size_t n = write_places(page->bits, ids);
    sqlite3_stmt *stmt = n > 0 ? f->put : f->drop;
    sqlite3_bind_text(stmt, 1, page->facet, -1, SQLITE_STATIC);
    sqlite3_bind_int64(stmt, 2, f->block);
    if (n > 0)
        sqlite3_bind_blob(stmt, 3, ids, (int)n, SQLITE_STATIC);
    bool fine = sqlite3_step(stmt) == SQLITE_DONE;
    sqlite3_reset(stmt);
    sqlite3_clear_bindings(stmt);
    page->changed = !fine;
    return fine;
}

bool facets_flush(struct facets *f)
{
    for (size_t i = 0; i < f->room; i++)
        for (struct facet_page *page = f->places[i]; page != NULL; page = page->next)
            if (page->changed && !write_page(f, page))
                return false;
    facets_forget(f);
    return true;
}

/* ---- one encounter ---- */

struct change {
    struct facets *f;
    int64_t id;
    bool add, fine;
};

static void change_one(void *context, const char *facet)
{
    struct change *c = context;
    struct facet_page *page = page_of(c->f, facet, &c->fine);
    unsigned place = (unsigned)(c->id % FACET_BLOCK);
    unsigned char bit = (unsigned char)(1u << place % 8);
    if (c->add)
        page->bits[place / 8] |= bit;
    else
        page->bits[place / 8] &= (unsigned char)~bit;
    page->changed = true;
}

static bool change(struct facets *f, const struct facet_source *source, bool add)
{
    struct change c = {f, source->id, add, true};
    if (f->block != source->id / FACET_BLOCK) {
        if (!facets_flush(f))
            return false;
        f->block = source->id / FACET_BLOCK;
    }
    str_clear(&f->words);
    if (!facets_of(source, change_one, &c, &f->words) || !c.fine)
        return false;
    sqlite3_stmt *stmt = add ? f->search : f->unsearch;
    sqlite3_bind_int64(stmt, 1, source->id);
    sqlite3_bind_text(stmt, 2, f->words.data, (int)f->words.length, SQLITE_STATIC);
    bool fine = sqlite3_step(stmt) == SQLITE_DONE;
    sqlite3_reset(stmt);
    return fine;
}

bool facets_add(struct facets *f, const struct facet_source *source)
{
    return change(f, source, true);
}

bool facets_remove(struct facets *f, const struct facet_source *source)
{
    return change(f, source, false);
}

/* ---- all of them ---- */

void facets_read_source(sqlite3_stmt *stmt, struct facet_source *source)
{
    const char **texts[] = {&source->number, &source->patient, &source->status,  &source->coder,
                            &source->payer,  &source->setting, &source->day,     &source->changed,
                            &source->codes,  &source->rows,    &source->lines,   &source->findings};
    source->parts = NULL;
    source->id = sqlite3_column_int64(stmt, 0);
    source->amount = sqlite3_column_int64(stmt, 1);
    for (size_t i = 0; i < COUNT_OF(texts); i++) {
        const unsigned char *text = sqlite3_column_text(stmt, (int)i + 2);
        *texts[i] = text != NULL ? (const char *)text : "";
    }
}

bool facets_build(sqlite3 *db)
{
    struct facets f;
    struct facet_source source;
    sqlite3_stmt *stmt = NULL;
    int got = SQLITE_ERROR;
    bool fine = facets_init(&f, db) &&
                prepare(db, FACET_SOURCE " ORDER BY e.id", &stmt);
    while (fine && (got = sqlite3_step(stmt)) == SQLITE_ROW) {
        facets_read_source(stmt, &source);
        fine = facets_add(&f, &source);
    }
    fine = fine && got == SQLITE_DONE && facets_flush(&f);
    sqlite3_finalize(stmt);
    facets_release(&f);
    return fine;
}
