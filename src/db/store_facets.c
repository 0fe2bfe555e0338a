#include "store_facets.h"

/* ---- statements ---- */

static bool prepare(sqlite3 *db, const char *sql, sqlite3_stmt **stmt)
{
    return sqlite3_prepare_v3(db, sql, -1, SQLITE_PREPARE_PERSISTENT, stmt, NULL) == SQLITE_OK;
}

static const char *const statements[FACET_SQL_COUNT] = {
    [FACET_GET] = "SELECT ids FROM facets WHERE facet = ?1 AND block = ?2",
    [FACET_PUT] = "INSERT OR REPLACE INTO facets (facet, block, ids) VALUES (?1, ?2, ?3)",
    [FACET_DROP] = "DELETE FROM facets WHERE facet = ?1 AND block = ?2",
    [WORD_GET] = "SELECT ids FROM words WHERE word = ?1 AND block = ?2 AND lead = ?3",
    [WORD_PUT] = "INSERT OR REPLACE INTO words (word, block, lead, ids) VALUES (?1, ?2, ?3, ?4)",
    [WORD_DROP] = "DELETE FROM words WHERE word = ?1 AND block = ?2 AND lead = ?3",
    [WORD_FIRST] = "SELECT word FROM words WHERE block = ?1 ORDER BY word, lead LIMIT 1",
    [WORD_ALL] = "SELECT word, ids FROM words WHERE block = ?1 AND lead = 0 ORDER BY word",
    [SEARCH_ADD] = "INSERT INTO search (rowid, words) VALUES (?1, ?2)",
    [SEARCH_REMOVE] = "INSERT INTO search (search, rowid, words) VALUES ('delete', ?1, ?2)",
};

bool facets_init(struct facets *f, sqlite3 *db)
{
    bool fine = true;
    *f = (struct facets){.db = db, .block = -1};
    str_init(&f->words, SIZE_MAX / 2);
    arena_init(&f->arena);
    for (int i = 0; i < FACET_SQL_COUNT && fine; i++)
        fine = prepare(db, statements[i], &f->sql[i]);
    return fine;
}

void facets_release(struct facets *f)
{
    facets_forget(f);
    free(f->places);
    arena_release(&f->arena);
    str_release(&f->words);
    for (int i = 0; i < FACET_SQL_COUNT; i++)
        sqlite3_finalize(f->sql[i]);
    *f = (struct facets){.block = -1};
}

/* ---- one encounter ---- */

struct change {
    struct facets *f;
    unsigned place;
    bool add, fine;
};

/* The beginnings of a word, in a block that has rows for those that many share. */
static void change_leads(struct change *c, const char *word)
{
    char lead[LEAD_LONGEST + 2] = {FACET_LEAD};
    size_t length = strlen(word);
    for (size_t n = facets_lead(word, 2); n <= length && n <= LEAD_LONGEST; n = facets_lead(word, n + 1)) {
        memcpy(lead + 1, word, n);
        lead[n + 1] = '\0';
        c->fine = c->fine && facets_set(c->f, lead, c->place, c->add);
    }
}

static void change_one(void *context, const char *facet)
{
    struct change *c = context;
    c->fine = c->fine && facets_set(c->f, facet, c->place, c->add);
    if (*facet == FACET_WORD && c->f->closed)
        change_leads(c, facet + 1);
}

static bool change_search(struct facets *f, int64_t id, bool add)
{
    sqlite3_stmt *stmt = f->sql[add ? SEARCH_ADD : SEARCH_REMOVE];
    if (f->words.length == 0)
        return true;
    sqlite3_bind_int64(stmt, 1, id);
    sqlite3_bind_text(stmt, 2, f->words.data, (int)f->words.length, SQLITE_STATIC);
    bool fine = sqlite3_step(stmt) == SQLITE_DONE;
    sqlite3_reset(stmt);
    return fine;
}

static bool change(struct facets *f, const struct facet_source *source, bool add)
{
    struct change c = {f, (unsigned)(source->id % FACET_BLOCK), add, true};
    if (f->block != source->id / FACET_BLOCK && !facets_begin_block(f, source->id / FACET_BLOCK))
        return false;
    str_clear(&f->words);
    return facets_of(source, change_one, &c, &f->words) && c.fine && change_search(f, source->id, add);
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
    if (!fine && sqlite3_errcode(db) == SQLITE_NOMEM)
        base_no_memory(1); /* what ends well next would make it forgotten */
    sqlite3_finalize(stmt);
    facets_release(&f);
    return fine;
}
