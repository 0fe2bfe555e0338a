/* store_facets.h: the facets and words of one block, in memory while it changes. */
#include "store_facets.h"

/* Few enough that a list of places is shorter than the bits; most words of a block have one. */
enum { LISTED = 128, FIRST_ROOM = 4096, FEW = 6 };

struct facet_page {
    struct facet_page *next; /* of the same place */
    const char *facet;
    unsigned char *bits; /* NULL: those of few */
    unsigned short few[FEW];
    unsigned char n_few;
    bool changed;
    bool absent; /* a beginning that has no row: its words are few */
};

void facets_forget(struct facets *f)
{
    if (f->places != NULL)
        memset(f->places, 0, f->room * sizeof *f->places);
    arena_clear(&f->arena);
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

/* ---- the places of a page ---- */

static void to_bits(struct facets *f, struct facet_page *page)
{
    page->bits = arena_alloc(&f->arena, FACET_BYTES);
    memset(page->bits, 0, FACET_BYTES);
    for (unsigned i = 0; i < page->n_few; i++)
        page->bits[page->few[i] / 8] |= (unsigned char)(1u << page->few[i] % 8);
}

static void put_few(struct facets *f, struct facet_page *page, unsigned place, bool on)
{
    unsigned i = 0;
    while (i < page->n_few && page->few[i] != place)
        i++;
    if (i < page->n_few && !on)
        page->few[i] = page->few[--page->n_few];
    else if (i == page->n_few && on && i < FEW)
        page->few[page->n_few++] = (unsigned short)place;
    else if (i == page->n_few && on)
        to_bits(f, page);
}

static void put_place(struct facets *f, struct facet_page *page, unsigned place, bool on)
{
    unsigned char bit = (unsigned char)(1u << place % 8);
    if (page->bits == NULL)
        put_few(f, page, place, on);
    if (page->bits != NULL && on)
        page->bits[place / 8] |= bit;
    else if (page->bits != NULL)
        page->bits[place / 8] &= (unsigned char)~bit;
}

/* ---- reading ---- */

static bool is_facet(const char *facet)
{
    return *facet != FACET_WORD && *facet != FACET_LEAD;
}

/* A statement about one row of either table; the texts stay until it has run. */
static sqlite3_stmt *about(struct facets *f, const char *facet, int64_t block, enum facet_sql facet_sql)
{
    bool plain = is_facet(facet);
    sqlite3_stmt *stmt = f->sql[plain ? facet_sql : facet_sql + WORD_GET - FACET_GET];
    sqlite3_reset(stmt);
    sqlite3_bind_text(stmt, 1, plain ? facet : facet + 1, -1, SQLITE_STATIC);
    sqlite3_bind_int64(stmt, 2, block);
    if (!plain)
        sqlite3_bind_int(stmt, 3, *facet == FACET_LEAD);
    return stmt;
}

static bool read_page(struct facets *f, struct facet_page *page)
{
    struct idset set = {NULL, 0};
    sqlite3_stmt *stmt = about(f, page->facet, f->block, FACET_GET);
    int got = sqlite3_step(stmt);
    if (got == SQLITE_ROW) {
        idset_add_block(&set, 0, sqlite3_column_blob(stmt, 0), (size_t)sqlite3_column_bytes(stmt, 0));
        to_bits(f, page);
        memcpy(page->bits, set.bits, FACET_BYTES);
    }
    page->absent = got == SQLITE_DONE && *page->facet == FACET_LEAD;
    idset_release(&set);
    sqlite3_reset(stmt);
    return got == SQLITE_ROW || got == SQLITE_DONE;
}

static struct facet_page *new_page(struct facets *f, const char *facet)
{
    if (f->n >= f->room / 2)
        grow(f);
    struct facet_page *page = ARENA_NEW(&f->arena, struct facet_page);
    size_t place = place_of(facet, f->room);
    *page = (struct facet_page){.next = f->places[place], .facet = arena_text(&f->arena, facet)};
    f->places[place] = page;
    f->n++;
    return page;
}

bool facets_set(struct facets *f, const char *facet, unsigned place, bool on)
{
    struct facet_page *page = f->room > 0 ? f->places[place_of(facet, f->room)] : NULL;
    bool fine = true;
    while (page != NULL && strcmp(page->facet, facet) != 0)
        page = page->next;
    if (page == NULL) {
        page = new_page(f, facet);
        fine = f->fresh || read_page(f, page);
    }
    if (!fine || page->absent)
        return fine;
    put_place(f, page, place, on);
    page->changed = true;
    return true;
}

/* ---- writing ---- */

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

static bool put(struct facets *f, const char *facet, int64_t block, const unsigned char *ids, size_t n)
{
    sqlite3_stmt *stmt = about(f, facet, block, n > 0 ? FACET_PUT : FACET_DROP);
    if (n > 0)
        sqlite3_bind_blob(stmt, is_facet(facet) ? 3 : 4, ids, (int)n, SQLITE_STATIC);
    bool fine = sqlite3_step(stmt) == SQLITE_DONE;
    sqlite3_reset(stmt);
    sqlite3_clear_bindings(stmt);
    return fine;
}

bool facets_write(struct facets *f, const char *facet, int64_t block, const unsigned char *bits)
{
    unsigned char ids[FACET_BYTES];
    return put(f, facet, block, ids, write_places(bits, ids));
}

static bool write_page(struct facets *f, struct facet_page *page)
{
    unsigned char ids[2 * FEW];
    bool fine;
    if (page->bits != NULL)
        fine = facets_write(f, page->facet, f->block, page->bits);
    else {
        for (size_t i = 0; i < page->n_few; i++) {
            ids[2 * i] = (unsigned char)page->few[i];
            ids[2 * i + 1] = (unsigned char)(page->few[i] >> 8);
        }
        fine = put(f, page->facet, f->block, ids, 2u * page->n_few);
    }
    page->changed = !fine;
    return fine;
}

static int by_facet(const void *a, const void *b)
{
    return strcmp((*(struct facet_page *const *)a)->facet, (*(struct facet_page *const *)b)->facet);
}

/* In their order: the tables grow at one place after the other. */
bool facets_flush(struct facets *f)
{
    struct facet_page **changed = ARENA_ARRAY(&f->arena, struct facet_page *, f->n + 1);
    size_t n = 0;
    bool fine = true;
    for (size_t i = 0; i < f->room; i++)
        for (struct facet_page *page = f->places[i]; page != NULL; page = page->next)
            if (page->changed)
                changed[n++] = page;
    sort_items(changed, n, sizeof(struct facet_page *), by_facet);
    for (size_t i = 0; i < n && fine; i++)
        fine = write_page(f, changed[i]);
    if (fine)
        facets_forget(f);
    return fine;
}
