/* shelf.h: memory for what is kept of a whole file until its end: many small things, nothing freed
 * alone.
 *
 * Large pieces, and large pages where the system has them: with small ones a tenth of the time of
 * reading goes into asking for memory.  For one thread at a time.  Owns what it gives. */
#ifndef IVLEDGER_SHELF_H
#define IVLEDGER_SHELF_H

#include "../core/base.h"

struct shelf_piece;
struct shelf {
    struct shelf_piece *newest;
    char *at;
    size_t left;
};
void shelf_init(struct shelf *shelf);
void shelf_release(struct shelf *shelf);
void shelf_clear(struct shelf *shelf); /* forgets all, keeps the largest piece for reuse */
/* Zeroed, aligned for pointers and numbers of 64 bits; never NULL (death for want of memory). */
void *shelf_new(struct shelf *shelf, size_t size);
/* A copy; with room before it for a head of so many zeroed bytes, to which the result points. */
void *shelf_copy(struct shelf *shelf, size_t head, const void *bytes, size_t size);
/* What the arena gives next lies on one large page, where the system has them: for a million bytes
 * and more that are all used, which otherwise are asked for in hundreds of steps. */
void shelf_large_page(struct arena *arena);
#define SHELF_NEW(shelf, type) ((type *)shelf_new((shelf), sizeof(type)))

#endif
