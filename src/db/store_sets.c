/* store_facets.h: sets of encounters as bits. */
#include "store_facets.h"

static void reserve(struct idset *set, size_t blocks)
{
    if (blocks <= set->blocks)
        return;
    unsigned char *bits = realloc(set->bits, blocks * FACET_BYTES);
    if (bits == NULL)
        base_no_memory(blocks * FACET_BYTES);
    memset(bits + set->blocks * FACET_BYTES, 0, (blocks - set->blocks) * FACET_BYTES);
    set->bits = bits;
    set->blocks = blocks;
}

void idset_release(struct idset *set)
{
    free(set->bits);
    *set = (struct idset){NULL, 0};
}

void idset_add(struct idset *set, int64_t id)
{
    reserve(set, (size_t)(id / FACET_BLOCK) + 1);
    set->bits[id / 8] |= (unsigned char)(1u << id % 8);
}

static bool has_bit(const struct idset *set, int64_t id)
{
    return (set->bits[id / 8] >> id % 8 & 1) != 0;
}

bool idset_has(const struct idset *set, int64_t id)
{
    return id >= 0 && (size_t)(id / FACET_BLOCK) < set->blocks && has_bit(set, id);
}

void idset_and(struct idset *set, const struct idset *other)
{
    size_t n = set->blocks * FACET_BYTES, m = other->blocks * FACET_BYTES;
    for (size_t i = 0; i < n; i++)
        set->bits[i] &= i < m ? other->bits[i] : 0;
}

void idset_without(struct idset *set, const struct idset *other)
{
    size_t n = set->blocks * FACET_BYTES, m = other->blocks * FACET_BYTES;
    for (size_t i = 0; i < n && i < m; i++)
        set->bits[i] &= (unsigned char)~other->bits[i];
}

/* Ones of 64 bits, added up in parts of two, four and eight. */
static int64_t ones(const unsigned char *bytes)
{
    uint64_t w;
    memcpy(&w, bytes, sizeof w);
    w -= w >> 1 & 0x5555555555555555u;
    w = (w & 0x3333333333333333u) + (w >> 2 & 0x3333333333333333u);
    w = (w + (w >> 4)) & 0x0f0f0f0f0f0f0f0fu;
    return (int64_t)(w * 0x0101010101010101u >> 56);
}

int64_t idset_count(const struct idset *set)
{
    int64_t n = 0;
    for (size_t i = 0; i < set->blocks * FACET_BYTES; i += sizeof(uint64_t))
        n += ones(set->bits + i);
    return n;
}

bool idset_next(const struct idset *set, int64_t *id, bool down)
{
    int64_t top = (int64_t)(set->blocks * FACET_BLOCK), at = *id;
    at = down ? (at > top ? top : at) - 1 : at + 1;
    while (at >= 0 && at < top && !has_bit(set, at)) {
        if (set->bits[at / 8] == 0)
            at = down ? at - at % 8 : at | 7; /* nothing in the whole byte */
        at += down ? -1 : 1;
    }
    *id = at;
    return at >= 0 && at < top;
}

void idset_add_block(struct idset *set, int64_t block, const unsigned char *ids, size_t size)
{
    reserve(set, (size_t)block + 1);
    unsigned char *bits = set->bits + block * FACET_BYTES;
    if (size == FACET_BYTES) {
        for (size_t i = 0; i < FACET_BYTES; i++)
            bits[i] |= ids[i];
        return;
    }
    for (size_t i = 0; i + 1 < size; i += 2) {
        unsigned place = (unsigned)ids[i] | (unsigned)ids[i + 1] << 8;
        if (place < FACET_BLOCK)
            bits[place / 8] |= (unsigned char)(1u << place % 8);
    }
}
