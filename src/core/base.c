#include "base.h"

#include <stdalign.h>

/* ---- death ---- */

/* The one global of the core: whoever owns the terminal must get it back before words come out. */
static void (*death_hook)(void);
static struct base_undo *undo_first; /* a part of it */

void base_on_death(void (*hook)(void))
{
    death_hook = hook;
}

/* _Exit, not abort: the promise is status 70, and no buffer may be flushed half written. */
NORETURN static void die(void)
{
    _Exit(70);
}

void base_undo_begin(struct base_undo *undo, void (*does)(void *context), void *context)
{
    *undo = (struct base_undo){does, context, undo_first};
    undo_first = undo;
}

void base_undo_end(const struct base_undo *undo)
{
    undo_first = undo->before;
}

static void run_death_hook(void)
{
    while (undo_first) {
        struct base_undo *undo = undo_first;
        undo_first = undo->before; /* what fails in turn must not come back here for ever */
        undo->undo(undo->context);
    }
    void (*hook)(void) = death_hook;

    death_hook = NULL; /* a hook that fails in turn must not come back here for ever */
    if (hook)
        hook();
}

void base_bug(const char *file, int line, const char *format, ...)
{
    va_list args;

    run_death_hook();
    fprintf(stderr, "ivledger: bug at %s:%d: ", file, line);
    va_start(args, format);
    vfprintf(stderr, format, args);
    va_end(args);
    fputs("; please report this line, your saved work is untouched\n", stderr);
    die();
}

void base_no_memory(size_t size)
{
    run_death_hook();
    fputs("ivledger: no memory left", stderr);
    if (size > 1) /* 1: who asked does not know how much */
        fprintf(stderr, " for %zu more bytes", size);
    fputs("; close other programs or take a smaller file, saved work is untouched\n", stderr);
    die();
}

static size_t times(size_t count, size_t size)
{
    bool large = (count | size) >> sizeof(size_t) * 4; /* else a division would cost for nothing */
    if (large && size && count > SIZE_MAX / 2 / size)
        base_no_memory(SIZE_MAX);
    return count * size;
}

/* ---- errors ---- */

bool err_setv(struct err *err, const char *format, va_list args)
{
    if (!err)
        return false;
    int wanted = vsnprintf(err->text, sizeof err->text, format, args);
    if (wanted >= (int)sizeof err->text)
        err->text[text_whole(err->text, sizeof err->text - 1)] = '\0';
    text_tame(err->text); /* a sentence quotes what stood in a file; a terminal may show it */
    return false;
}

bool err_set(struct err *err, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    err_setv(err, format, args);
    va_end(args);
    return false;
}

/* ---- arena ---- */

#ifndef ARENA_FIRST_BLOCK
#define ARENA_FIRST_BLOCK 2048
#endif
#define ARENA_LARGEST_BLOCK ((size_t)256 * 1024)

struct arena_block {
    struct arena_block *next;
    size_t size;
    alignas(max_align_t) char data[];
};

void arena_init(struct arena *arena)
{
    *arena = (struct arena){0};
}

static void free_blocks(struct arena_block *block)
{
    while (block) {
        struct arena_block *next = block->next;
        free(block);
        block = next;
    }
}

void arena_release(struct arena *arena)
{
    free_blocks(arena->head);
    arena_init(arena);
}

/* The newest block is the largest but for rare giants, which are worth giving back.  What was handed
 * out is zeroed in one go. */
void arena_clear(struct arena *arena)
{
    struct arena_block *block = arena->head;

    arena->used = 0;
    if (!block)
        return;
    if (block->size > ARENA_LARGEST_BLOCK) {
        arena_release(arena);
        return;
    }
    free_blocks(block->next);
    block->next = NULL;
    memset(block->data, 0, (size_t)(arena->at - block->data));
    arena->at = block->data;
    arena->left = block->size;
}

static void put_block(struct arena *arena, struct arena_block *block, size_t size, char *at)
{
    block->size = size;
    block->next = arena->head;
    arena->head = block;
    arena->at = at;
    arena->left = (size_t)(block->data + size - at);
}

void arena_adopt(struct arena *arena, void *memory, size_t size, size_t skip)
{
    put_block(arena, memory, size - sizeof(struct arena_block), (char *)memory + skip);
}
_Static_assert(sizeof(struct arena_block) <= ARENA_HEAD, "an arena may adopt memory");

static void add_block(struct arena *arena, size_t size)
{
    size_t room = arena->head ? arena->head->size * 2 : ARENA_FIRST_BLOCK;

    if (room > ARENA_LARGEST_BLOCK)
        room = ARENA_LARGEST_BLOCK;
    if (room <= size)
        room = size + 1; /* arena_take() wants one byte to spare */
    struct arena_block *block = calloc(1, times(sizeof *block + room, 1));
    if (!block)
        base_no_memory(room);
    put_block(arena, block, room, block->data);
}

void *arena_more(struct arena *arena, size_t size)
{
    add_block(arena, times(size, 1));
    return arena_take(arena, size, 1);
}

char *arena_textn(struct arena *arena, const char *text, size_t length)
{
    char *copy = arena_take(arena, length + 1, 1);

    if (length)
        memcpy(copy, text, length);
    return copy;
}

char *arena_text(struct arena *arena, const char *text)
{
    return arena_textn(arena, text, text ? strlen(text) : 0);
}

char *arena_join(struct arena *arena, const char *const *texts, size_t n)
{
    size_t length = 0;

    for (size_t i = 0; i < n; i++)
        length += strlen(texts[i]);
    char *joined = arena_take(arena, length + 1, 1), *at = joined;
    for (size_t i = 0; i < n; i++) {
        size_t size = strlen(texts[i]);
        memcpy(at, texts[i], size);
        at += size;
    }
    return joined;
}

char *arena_format(struct arena *arena, const char *format, ...)
{
    va_list args;
    char shortcut[256];

    va_start(args, format);
    int length = vsnprintf(shortcut, sizeof shortcut, format, args);
    va_end(args);
    if (length < 0)
        BUG("the format \"%s\" cannot be printed", format);
    if ((size_t)length < sizeof shortcut)
        return arena_textn(arena, shortcut, (size_t)length);
    char *text = arena_take(arena, (size_t)length + 1, 1);
    va_start(args, format);
    vsnprintf(text, (size_t)length + 1, format, args);
    va_end(args);
    return text;
}

void *arena_grow_more(struct arena *arena, void *items, size_t need, size_t *capacity, size_t size)
{
    size_t room = *capacity < ARENA_FIRST_ITEMS ? ARENA_FIRST_ITEMS : *capacity;
    while (room < need)
        room = times(room, 2);
    char *moved = arena_alloc(arena, times(room, size));
    if (*capacity > 0)
        memcpy(moved, items, *capacity * size);
    *capacity = room;
    return moved;
}

/* ---- sorting ---- */

enum { FEW_ITEMS = 16, SMALL_ITEM = 128 };

/* Most lists are of addresses. */
static void insertion_sort_pointers(void **items, size_t n,
                                    int (*compare)(const void *, const void *))
{
    for (size_t i = 1; i < n; i++) {
        void *moved = items[i];
        size_t to = i;
        while (to > 0 && compare(&items[to - 1], &moved) > 0) {
            items[to] = items[to - 1];
            to--;
        }
        items[to] = moved;
    }
}

static void insertion_sort(char *items, size_t n, size_t size,
                           int (*compare)(const void *, const void *))
{
    alignas(max_align_t) char moved[SMALL_ITEM];

    for (size_t i = 1; i < n; i++) {
        size_t to = i;
        while (to > 0 && compare(items + (to - 1) * size, items + i * size) > 0)
            to--;
        if (to == i)
            continue;
        memcpy(moved, items + i * size, size);
        memmove(items + (to + 1) * size, items + to * size, (i - to) * size);
        memcpy(items + to * size, moved, size);
    }
}

static bool is_sorted(const char *items, size_t n, size_t size,
                      int (*compare)(const void *, const void *))
{
    for (size_t i = 1; i < n; i++)
        if (compare(items + (i - 1) * size, items + i * size) > 0)
            return false;
    return true;
}

void sort_many(void *items, size_t n, size_t size, int (*compare)(const void *, const void *))
{
    if (n > FEW_ITEMS || size > SMALL_ITEM) {
        if (!is_sorted(items, n, size, compare)) /* long lists mostly are, from a step before */
            qsort(items, n, size, compare);
    } else if (size == sizeof(void *) && (uintptr_t)items % alignof(void *) == 0)
        insertion_sort_pointers(items, n, compare);
    else
        insertion_sort(items, n, size, compare);
}

/* ---- str ---- */

static char nothing[1]; /* never written: what an empty str shows before it owns memory */

void str_init(struct str *str, size_t max)
{
    *str = (struct str){.data = nothing, .max = max};
}

void str_release(struct str *str)
{
    if (str->capacity)
        free(str->data);
    str_init(str, str->max);
}

void str_clear(struct str *str)
{
    str->length = 0;
    str->cut = false;
    if (str->capacity)
        str->data[0] = '\0';
}

char *str_room(struct str *str, size_t more)
{
    size_t need = times(str->length + more + 1, 1);
    size_t room = str->capacity ? str->capacity : 64;

    if (need <= str->capacity)
        return str->data + str->length;
    while (room < need)
        room = times(room, 2);
    char *data = realloc(str->capacity ? str->data : NULL, room);
    if (!data)
        base_no_memory(room);
    str->data = data;
    str->capacity = room;
    return data + str->length;
}

void str_addn(struct str *str, const char *text, size_t length)
{
    if (str->cut || length == 0)
        return; /* after a cut nothing more: text with a hole would mislead */
    if (length > str->max - str->length) {
        str->cut = true;
        length = text_whole(text, str->max - str->length);
    }
    memcpy(str_room(str, length), text, length);
    str->length += length;
    str->data[str->length] = '\0';
}

void str_add(struct str *str, const char *text)
{
    if (text)
        str_addn(str, text, strlen(text));
}

void str_addc(struct str *str, char c)
{
    if (str->cut || str->length >= str->max || str->length + 1 >= str->capacity) {
        str_addn(str, &c, 1);
        return;
    }
    str->data[str->length++] = c;
    str->data[str->length] = '\0';
}

void str_addf(struct str *str, const char *format, ...)
{
    va_list args;
    char shortcut[256];

    va_start(args, format);
    int length = vsnprintf(shortcut, sizeof shortcut, format, args);
    va_end(args);
    if (length < 0)
        BUG("the format \"%s\" cannot be printed", format);
    if ((size_t)length < sizeof shortcut) {
        str_addn(str, shortcut, (size_t)length);
        return;
    }
    char *text = malloc((size_t)length + 1);
    if (!text)
        base_no_memory((size_t)length + 1);
    va_start(args, format);
    vsnprintf(text, (size_t)length + 1, format, args);
    va_end(args);
    str_addn(str, text, (size_t)length);
    free(text);
}
