#include "shelf.h"

#include <sys/mman.h>

enum { SMALLEST = 64 * 1024, PAGE = 2 * 1024 * 1024, LARGEST = 2 * PAGE };

struct shelf_piece {
    struct shelf_piece *next;
    size_t size;
    alignas(uint64_t) char data[];
};

void shelf_init(struct shelf *shelf)
{
    *shelf = (struct shelf){0};
}

static void free_pieces(struct shelf_piece *piece)
{
    while (piece) {
        struct shelf_piece *next = piece->next;
        free(piece);
        piece = next;
    }
}

void shelf_release(struct shelf *shelf)
{
    free_pieces(shelf->newest);
    shelf_init(shelf);
}

/* The newest is the largest but for rare giants, which are worth giving back. */
void shelf_clear(struct shelf *shelf)
{
    struct shelf_piece *piece = shelf->newest;
    if (!piece)
        return;
    if (piece->size > LARGEST) {
        shelf_release(shelf);
        return;
    }
    free_pieces(piece->next);
    piece->next = NULL;
    shelf->at = piece->data;
    shelf->left = piece->size - sizeof *piece;
}

/* A piece that fills large pages begins on one; a system without them takes no notice. */
static void *large_piece(size_t size)
{
    void *piece;
    if (posix_memalign(&piece, PAGE, size) != 0)
        return NULL;
#ifdef MADV_HUGEPAGE
    (void)madvise(piece, size, MADV_HUGEPAGE);
#endif
    return piece;
}

void shelf_large_page(struct arena *arena)
{
    size_t size = 2 * PAGE + ARENA_HEAD; /* wherever it begins, a whole page lies in it */
    char *memory = calloc(1, size);
    if (!memory)
        base_no_memory(size);
    size_t skip = ARENA_HEAD + ((size_t) - (uintptr_t)(memory + ARENA_HEAD) & (PAGE - 1));
#ifdef MADV_HUGEPAGE
    (void)madvise(memory + skip, PAGE, MADV_HUGEPAGE);
#endif
    arena_adopt(arena, memory, size, skip);
}

/* A small file needs little; each piece is eight times the one before, up to the largest. */
static void add_piece(struct shelf *shelf, size_t size)
{
    size_t whole = shelf->newest ? shelf->newest->size * 8 : SMALLEST;
    if (whole > LARGEST)
        whole = LARGEST;
    if (size > SIZE_MAX / 2)
        base_no_memory(size);
    if (whole < size + sizeof(struct shelf_piece))
        whole = size + sizeof(struct shelf_piece);
    struct shelf_piece *piece = whole >= PAGE ? large_piece(whole) : malloc(whole);
    if (!piece)
        base_no_memory(whole);
    piece->next = shelf->newest;
    piece->size = whole;
    shelf->newest = piece;
    shelf->at = piece->data;
    shelf->left = whole - sizeof *piece;
}

static char *take(struct shelf *shelf, size_t size)
{
    size = (size + alignof(uint64_t) - 1) & ~(alignof(uint64_t) - 1);
    if (size > shelf->left)
        add_piece(shelf, size);
    char *taken = shelf->at;
    shelf->at += size;
    shelf->left -= size;
    return taken;
}

void *shelf_new(struct shelf *shelf, size_t size)
{
    return memset(take(shelf, size), 0, size);
}

void *shelf_copy(struct shelf *shelf, size_t head, const void *bytes, size_t size)
{
    char *copy = take(shelf, head + size);
    memset(copy, 0, head);
    if (size > 0)
        memcpy(copy + head, bytes, size);
    return copy;
}
