#include "hash.h"

#include <stdatomic.h>

/* Fractions of the cube roots of the first 64 primes (FIPS 180-4, 4.2.2). */
static const uint32_t round_constants[64] = {
    0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
    0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
    0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
    0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
    0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
    0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
    0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
    0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2,
};

static inline uint32_t turn(uint32_t word, int by)
{
    return word >> by | word << (32 - by);
}

static inline uint32_t word_at(const unsigned char *at)
{
    return (uint32_t)at[0] << 24 | (uint32_t)at[1] << 16 | (uint32_t)at[2] << 8 | at[3];
}

/* The word of a round, 16 rounds on: only the last 16 words are kept. */
static inline uint32_t spread(uint32_t words[16], int i)
{
    uint32_t a = words[(i + 1) & 15], b = words[(i + 14) & 15];
    return words[i & 15] += (turn(b, 17) ^ turn(b, 19) ^ b >> 10) + words[(i + 9) & 15] +
                            (turn(a, 7) ^ turn(a, 18) ^ a >> 3);
}

/* One round with the eight words of the state under the names that they have in it; the next round
 * names them one further, so that none has to be moved. */
#define ROUND(a, b, c, d, e, f, g, h, i, word)                                                     \
    do {                                                                                           \
        uint32_t one = (h) + (turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)) + ((g) ^ ((e) & ((f) ^ (g)))) + \
                       round_constants[i] + (word);                                                \
        (d) += one;                                                                                \
        (h) = one + (turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)) + (((a) & (b)) | ((c) & ((a) | (b)))); \
    } while (0)
#define EIGHT(i, word)                                                                             \
    ROUND(a, b, c, d, e, f, g, h, (i), word(i));                                                   \
    ROUND(h, a, b, c, d, e, f, g, (i) + 1, word((i) + 1));                                         \
    ROUND(g, h, a, b, c, d, e, f, (i) + 2, word((i) + 2));                                         \
    ROUND(f, g, h, a, b, c, d, e, (i) + 3, word((i) + 3));                                         \
    ROUND(e, f, g, h, a, b, c, d, (i) + 4, word((i) + 4));                                         \
    ROUND(d, e, f, g, h, a, b, c, (i) + 5, word((i) + 5));                                         \
    ROUND(c, d, e, f, g, h, a, b, (i) + 6, word((i) + 6));                                         \
    ROUND(b, c, d, e, f, g, h, a, (i) + 7, word((i) + 7))
#define FIRST(i) (words[i] = word_at(block + 4 * (i)))
#define LATER(i) spread(words, i)

static void mix(uint32_t state[8], const unsigned char block[64])
{
    uint32_t words[16];
    uint32_t a = state[0], b = state[1], c = state[2], d = state[3];
    uint32_t e = state[4], f = state[5], g = state[6], h = state[7];
    EIGHT(0, FIRST);
    EIGHT(8, FIRST);
    for (int i = 16; i < 64; i += 16) {
        EIGHT(i, LATER);
        EIGHT(i + 8, LATER);
    }
    const uint32_t after[] = {a, b, c, d, e, f, g, h};
    for (int i = 0; i < 8; i++)
        state[i] += after[i];
}

void hash_init(struct hash *h)
{
    *h = (struct hash){.state = {0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f,
                                 0x9b05688c, 0x1f83d9ab, 0x5be0cd19}};
}

void hash_add(struct hash *h, const void *data, size_t size)
{
    const unsigned char *at = data;

    h->length += size;
    while (size > 0) {
        size_t part = sizeof h->block - h->held;
        if (h->held == 0 && size >= sizeof h->block) { /* whole blocks need no copy */
            mix(h->state, at);
            at += sizeof h->block;
            size -= sizeof h->block;
            continue;
        }
        if (part > size)
            part = size;
        memcpy(h->block + h->held, at, part);
        h->held += part;
        at += part;
        size -= part;
        if (h->held == sizeof h->block) {
            mix(h->state, h->block);
            h->held = 0;
        }
    }
}

void hash_text(struct hash *h, const char *text)
{
    hash_add(h, text ? text : "", (text ? strlen(text) : 0) + 1);
}

/* One bit, zeros, and the length in bits, so that the whole fills its last block. */
static void pad(struct hash *h)
{
    uint64_t bits = h->length * 8;
    unsigned char tail[72] = {0x80};
    size_t zeros = (h->held < 56 ? 56 : 120) - h->held;

    for (size_t i = 0; i < 8; i++)
        tail[zeros + i] = (unsigned char)(bits >> (56 - 8 * i));
    hash_add(h, tail, zeros + 8);
}

void hash_end(struct hash *h, char hex[65])
{
    static const char figures[] = "0123456789abcdef";

    pad(h);
    for (size_t i = 0; i < 64; i++)
        hex[i] = figures[h->state[i / 8] >> (28 - 4 * (i % 8)) & 15];
    hex[64] = '\0';
}

/* ---- later ---- */

static char *hash_parts(const struct hash_later *later)
{
    struct hash h;
    char *hex = malloc(65);
    if (!hex)
        base_no_memory(65);
    hash_init(&h);
    for (size_t i = 0; i < later->n; i++) {
        hash_text(&h, later->parts[i].name);
        hash_add(&h, later->parts[i].text, later->parts[i].size);
    }
    hash_end(&h, hex);
    return hex;
}

/* Two threads that ask at once work it out twice, and both get the one that came first. */
const char *hash_asked(struct hash_later *later)
{
    char *known = atomic_load(&later->hex);
    if (known)
        return known;
    char *mine = hash_parts(later);
    if (atomic_compare_exchange_strong(&later->hex, &known, mine))
        return mine;
    free(mine);
    return known;
}

void hash_forget(struct hash_later *later)
{
    free(atomic_exchange(&later->hex, NULL));
}
