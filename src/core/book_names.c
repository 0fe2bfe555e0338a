/* book_index.h: the exact names of drugs by a number made of their letters.  A charted name in the
 * letters of the table, large or small, is met without being made normal first. */
#include "book_index.h"

/* Open places, a power of two, at most half of them taken: 1 + the first key of a name, 0: free. */
struct book_names {
    size_t n_places;
    uint32_t places[];
};

/* The bit that tells small letters from large ones counts for nothing. */
static uint64_t mixed(uint64_t hash, uint64_t letters)
{
    hash = (hash ^ (letters | 0x2020202020202020)) * 0x9E3779B97F4A7C15;
    return hash ^ hash >> 32;
}

/* Eight letters at a time. */
static size_t place_of(const struct book_names *names, const char *name)
{
    uint64_t hash = 0, letters;
    size_t left = strlen(name);

    for (; left >= sizeof letters; left -= sizeof letters, name += sizeof letters) {
        memcpy(&letters, name, sizeof letters);
        hash = mixed(hash, letters);
    }
    for (letters = 0; left > 0; left--)
        letters = letters << 8 | (unsigned char)*name++;
    return (size_t)mixed(hash, letters) & (names->n_places - 1);
}

size_t book_names_find(const struct book *book, const char *name)
{
    const struct book_names *names = book->drug_names;
    size_t at = place_of(names, name);

    for (; names->places[at] > 0; at = (at + 1) & (names->n_places - 1)) {
        const char *known = book->drug_keys[names->places[at] - 1].name;
        if (strcmp(known, name) == 0 || ascii_casecmp(known, name) == 0)
            return names->places[at] - 1;
    }
    return book->n_drug_keys;
}

void book_index_names(struct book *book, struct arena *arena)
{
    size_t n = 64, first = 0;

    while (n < book->n_drug_keys * 2)
        n *= 2;
    struct book_names *names =
        arena_alloc(arena, sizeof *names + n * sizeof names->places[0]);
    names->n_places = n;
    for (size_t i = 0; i < book->n_drug_keys; i++) {
        const char *name = book->drug_keys[i].name;
        if (i > 0 && strcmp(book->drug_keys[i - 1].name, name) == 0) {
            book->drug_keys[first].n_same++;
            continue;
        }
        first = i;
        book->drug_keys[i].n_same = 1;
        size_t at = place_of(names, name);
        while (names->places[at] > 0)
            at = (at + 1) & (n - 1);
        names->places[at] = (uint32_t)i + 1;
    }
    book->drug_names = names;
}
