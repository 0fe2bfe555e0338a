/* store_facets.h, store_inside.h: words that are searched for, and beginnings that many of them share. */
#include "store_facets.h"
#include "store_inside.h"

/* ---- what a word is ---- */

/* Bytes of a character that belongs to a word: letters and digits, and beyond ASCII everything but the blanks and
 * marks of Latin-1 and of general punctuation; 0 none. */
static size_t of_word(const char *at)
{
    unsigned char a = (unsigned char)at[0], b = a == '\0' ? 0 : (unsigned char)at[1];
    if (ascii_alpha(*at) || ascii_digit(*at))
        return 1;
    if (a < 0x80 || (a == 0xe2 && (b == 0x80 || b == 0x81)) ||
        (a == 0xc2 && b < 0xc0 && b != 0xaa && b != 0xb5 && b != 0xba))
        return 0;
    return 1;
}

static size_t of_mark(const char *at)
{
    unsigned char a = (unsigned char)*at;
    size_t wants = a < 0xc0 ? 1 : a < 0xe0 ? 2 : a < 0xf0 ? 3 : 4, n = 1;
    while (n < wants && ((unsigned char)at[n] & 0xc0) == 0x80)
        n++;
    return n;
}

const char *facets_word(const char **at, size_t *n, bool *ascii)
{
    while (**at != '\0' && of_word(*at) == 0)
        *at += of_mark(*at);
    const char *word = *at;
    *ascii = true;
    while (**at != '\0' && of_word(*at) > 0) {
        *ascii = *ascii && (unsigned char)**at < 0x80;
        *at += of_mark(*at);
    }
    *n = (size_t)(*at - word);
    return word;
}

size_t facets_lead(const char *word, size_t n)
{
    while (n <= LEAD_LONGEST && ((unsigned char)word[n] & 0xc0) == 0x80)
        n++;
    return n;
}

/* ---- closing a block ---- */

struct stored_word {
    const char *word;
    const unsigned char *ids;
    size_t size;
};

static int read_words(struct facets *f, int64_t block, struct arena *arena, struct stored_word **words,
                      size_t *n)
{
    sqlite3_stmt *stmt = f->sql[WORD_ALL];
    size_t room = 0;
    int got;
    sqlite3_bind_int64(stmt, 1, block);
    while ((got = sqlite3_step(stmt)) == SQLITE_ROW) {
        struct stored_word *w = ARENA_PUSH(arena, *words, *n, room);
        w->size = (size_t)sqlite3_column_bytes(stmt, 1);
        w->word = arena_text(arena, (const char *)sqlite3_column_text(stmt, 0));
        w->ids = memcpy(arena_take(arena, w->size + 1, 1), sqlite3_column_blob(stmt, 1), w->size);
    }
    sqlite3_reset(stmt);
    return got;
}

/* A beginning of n bytes, which so many words share. */
static bool write_lead(struct facets *f, int64_t block, const struct stored_word *words, size_t count, size_t n)
{
    unsigned char bits[FACET_BYTES] = {0};
    struct idset into = {bits, 1};
    char lead[LEAD_LONGEST + 2] = {FACET_LEAD};
    for (size_t i = 0; i < count; i++)
        idset_add_block(&into, 0, words[i].ids, words[i].size);
    memcpy(lead + 1, words[0].word, n);
    lead[n + 1] = '\0';
    return facets_write(f, lead, block, bits);
}

static size_t shared(const char *a, const char *b)
{
    size_t n = 0;
    while (n < LEAD_LONGEST && a[n] != '\0' && a[n] == b[n])
        n++;
    return n;
}

/* Words are in their order: each beginning is one stretch of them, from first[its bytes] on. */
static bool write_leads(struct facets *f, int64_t block, const struct stored_word *words, size_t count)
{
    size_t first[LEAD_LONGEST + 1] = {0};
    bool fine = true;
    for (size_t i = 1; i <= count && fine; i++) {
        size_t same = i < count ? shared(words[i - 1].word, words[i].word) : 0;
        for (size_t n = same + 1; n <= LEAD_LONGEST; n++) {
            bool is_lead = n > 1 && i - first[n] > WORDS_MANY && facets_lead(words[i - 1].word, n) == n;
            fine = fine && (!is_lead || write_lead(f, block, words + first[n], i - first[n], n));
            first[n] = i;
        }
    }
    return fine;
}

/* The empty beginning stands for "this block is closed". */
static bool mark_closed(struct facets *f, int64_t block)
{
    static const unsigned char some[FACET_BYTES] = {1};
    const char mark[2] = {FACET_LEAD, '\0'};
    return facets_write(f, mark, block, some);
}

static bool close_block(struct facets *f, int64_t block)
{
    struct stored_word *words = NULL;
    struct arena arena;
    size_t n = 0;
    arena_init(&arena);
    bool fine = read_words(f, block, &arena, &words, &n) == SQLITE_DONE && mark_closed(f, block) &&
                write_leads(f, block, words, n);
    arena_release(&arena);
    return fine;
}

/* Whether it has words, and is closed. */
static bool look_at(struct facets *f, int64_t block, bool *empty, bool *closed)
{
    sqlite3_stmt *stmt = f->sql[WORD_FIRST];
    sqlite3_bind_int64(stmt, 1, block);
    int got = sqlite3_step(stmt);
    *empty = got == SQLITE_DONE;
    *closed = got == SQLITE_ROW && *sqlite3_column_text(stmt, 0) == '\0';
    sqlite3_reset(stmt);
    return got == SQLITE_ROW || got == SQLITE_DONE;
}

bool facets_begin_block(struct facets *f, int64_t block)
{
    bool none, closed;
    if (!facets_flush(f) || !look_at(f, block, &f->fresh, &f->closed))
        return false;
    if (f->fresh && block > 0) {
        if (!look_at(f, block - 1, &none, &closed))
            return false;
        if (!none && !closed && !close_block(f, block - 1))
            return false;
    }
    f->block = block;
    return true;
}

/* ---- searching ---- */

/* What begins so in one block, from a statement that stands at its first word. */
static enum store_fault add_stretch(struct store *store, sqlite3_stmt *stmt, int64_t block, const char *word,
                                    bool whole, struct idset *set, const char *doing, struct err *err)
{
    enum store_fault fault;
    size_t n = strlen(word);
    bool more;
    while ((fault = store_step(store, stmt, &more, doing, err)) == STORE_OK && more) {
        const char *found = store_text(stmt, 0);
        if (strncmp(found, word, n) != 0) /* which may be shorter */
            break;
        bool lead = sqlite3_column_int(stmt, 1) != 0, same = found[n] == '\0';
        if (whole && (!same || lead))
            break;
        if (!lead || same)
            idset_add_block(set, block, sqlite3_column_blob(stmt, 2), (size_t)sqlite3_column_bytes(stmt, 2));
        if (lead && same) /* all of them */
            break;
    }
    sqlite3_reset(stmt);
    return fault;
}

enum store_fault store_add_word(struct store *store, const char *word, bool whole, struct idset *set,
                                const char *doing, struct err *err)
{
    sqlite3_stmt *last = store_statement(store, SQL_LAST_BLOCK);
    bool more;
    enum store_fault fault = store_step(store, last, &more, doing, err);
    int64_t blocks = fault == STORE_OK && more ? sqlite3_column_int64(last, 0) + 1 : 0;
    sqlite3_reset(last);
    for (int64_t block = 0; block < blocks && fault == STORE_OK; block++) {
        sqlite3_stmt *stmt = store_statement(store, SQL_WORDS_FROM);
        store_bind(stmt, ":word", word);
        store_bind_number(stmt, ":block", block);
        fault = add_stretch(store, stmt, block, word, whole, set, doing, err);
    }
    return fault;
}
