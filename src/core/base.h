/* base.h: the few tools everything else is made of: arenas, bounded text, errors.
 *
 * Owns nothing.  Never prints, never exits by itself except through BUG() and the
 * out-of-memory path, both of which first undo what was begun with base_undo_begin() and call the
 * hook set by base_on_death(), so that a terminal is left clean. */
#ifndef IVLEDGER_BASE_H
#define IVLEDGER_BASE_H

#include <stdalign.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "banned.h"

#if defined(__GNUC__)
#define PRINTF_LIKE(f, a) __attribute__((format(printf, f, a)))
#define NORETURN __attribute__((noreturn))
#else
#define PRINTF_LIKE(f, a)
#define NORETURN
#endif

#define COUNT_OF(array) (sizeof(array) / sizeof((array)[0]))

/* Our fault: say where, run the death hook, abort (the process ends with status 70). */
#define BUG(...) base_bug(__FILE__, __LINE__, __VA_ARGS__)
NORETURN void base_bug(const char *file, int line, const char *format, ...) PRINTF_LIKE(3, 4);

/* For want of memory: the same way out, with another sentence. */
NORETURN void base_no_memory(size_t size);

/* The hook runs once before the process ends on a bug or for want of memory. */
void base_on_death(void (*hook)(void));

/* What has to be undone first when the process ends so: a copy that is half written.  Lies with
 * whoever begins it, between begin and end; of several the last begun runs first. */
struct base_undo {
    void (*undo)(void *context);
    void *context;
    struct base_undo *before;
};
void base_undo_begin(struct base_undo *undo, void (*does)(void *context), void *context);
void base_undo_end(const struct base_undo *undo);

/* ---- errors: one full sentence, filled by who knows, shown by who decides ---- */

struct err {
    char text[1024]; /* empty: no error; one sentence, with the remedy, no newline at the end */
};
/* Fills err (which may be NULL), tames control characters in it, and returns false, so that `return
 * err_set(...)` reads well. */
bool err_set(struct err *err, const char *format, ...) PRINTF_LIKE(2, 3);
bool err_setv(struct err *err, const char *format, va_list args) PRINTF_LIKE(2, 0);

/* ---- arena: memory of one lifetime, freed at once ---- */

struct arena_block;
struct arena {
    struct arena_block *head;
    char *at;    /* the room that is left of the newest block: all zeros */
    size_t left; /* its bytes */
    size_t used; /* bytes handed out since init or clear */
};
void arena_init(struct arena *arena);
void arena_release(struct arena *arena); /* frees all; the arena may be used again */
void arena_clear(struct arena *arena);   /* forgets all, keeps one block for reuse */
/* What is taken next lies in this memory, behind its first skip bytes, of which the arena needs
 * ARENA_HEAD: zeroed, from calloc(), the arena's from here on. */
enum { ARENA_HEAD = 64 };
void arena_adopt(struct arena *arena, void *memory, size_t size, size_t skip);
void *arena_more(struct arena *arena, size_t size); /* arena_take() when the block is full */

/* Zeroed bytes; never NULL (death for want of memory).  alignment: a power of two. */
static inline void *arena_take(struct arena *arena, size_t size, size_t alignment)
{
    size_t skip = (size_t)-(uintptr_t)arena->at & (alignment - 1);

    if (size >= arena->left || skip >= arena->left - size)
        return arena_more(arena, size);
    char *taken = arena->at + skip;
    arena->at = taken + size;
    arena->left -= skip + size;
    arena->used += size;
    return taken;
}

/* Aligned for any type. */
static inline void *arena_alloc(struct arena *arena, size_t size)
{
    return arena_take(arena, size, alignof(max_align_t));
}
char *arena_text(struct arena *arena, const char *text); /* copy; NULL gives "" */
char *arena_textn(struct arena *arena, const char *text, size_t length);
char *arena_format(struct arena *arena, const char *format, ...) PRINTF_LIKE(2, 3);
/* The texts one behind the other: ARENA_JOIN(arena, "a", " ", "b"), at a tenth of what a format
 * costs. */
char *arena_join(struct arena *arena, const char *const *texts, size_t n);
#define ARENA_JOIN(arena, ...)                                                                     \
    arena_join((arena), (const char *const[]){__VA_ARGS__},                                        \
               COUNT_OF(((const char *const[]){__VA_ARGS__})))
void *arena_grow_more(struct arena *arena, void *items, size_t need, size_t *capacity, size_t size);
enum { ARENA_FIRST_ITEMS = 4 }; /* most lists never have more */

/* Grows an array that lives in an arena: returns the (perhaps moved) array with room for at
 * least need items, new room zeroed, *capacity updated.  The old copy stays until release. */
static inline void *arena_grow(struct arena *arena, void *items, size_t need, size_t *capacity,
                               size_t size)
{
    if (need <= *capacity)
        return items;
    if (*capacity > 0 || need > ARENA_FIRST_ITEMS)
        return arena_grow_more(arena, items, need, capacity, size);
    *capacity = ARENA_FIRST_ITEMS;
    return arena_alloc(arena, ARENA_FIRST_ITEMS * size);
}

#define ARENA_NEW(arena, type) ((type *)arena_alloc((arena), sizeof(type)))
#define ARENA_ARRAY(arena, type, n) ((type *)arena_alloc((arena), sizeof(type) * (size_t)(n)))
/* ARENA_PUSH(arena, array, n, cap): appends a zeroed item, evaluates to its address. */
#define ARENA_PUSH(arena, array, n, cap)                                                           \
    ((n) < (cap)                                                                                   \
         ? &(array)[(n)++]                                                                         \
         : ((array) = arena_grow((arena), (array), (n) + 1, &(cap), sizeof *(array)),              \
            &(array)[(n)++]))

/* qsort() that is quick with the few items of most lists and takes an empty one whose address is
 * NULL. */
void sort_many(void *items, size_t n, size_t size, int (*compare)(const void *, const void *));
static inline void sort_items(void *items, size_t n, size_t size,
                              int (*compare)(const void *, const void *))
{
    if (n > 1)
        sort_many(items, n, size, compare);
}

/* ---- str: text under construction, with a stated maximum ---- */

struct str {
    char *data; /* always terminated; owned */
    size_t length, capacity, max;
    bool cut; /* something did not fit below max and was left out */
};
void str_init(struct str *str, size_t max);
void str_release(struct str *str);
void str_clear(struct str *str);
void str_add(struct str *str, const char *text);
void str_addn(struct str *str, const char *text, size_t length);
void str_addc(struct str *str, char c);
/* Room for more bytes and a zero behind what is there, whatever max says: who writes there adds to
 * length himself. */
char *str_room(struct str *str, size_t more);
void str_addf(struct str *str, const char *format, ...) PRINTF_LIKE(2, 3);

/* ---- plain ASCII helpers that no locale can change ---- */

static inline char ascii_lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c + ('a' - 'A')) : c;
}
static inline bool ascii_space(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}
static inline bool ascii_digit(char c)
{
    return c >= '0' && c <= '9';
}
static inline bool ascii_alpha(char c)
{
    return ascii_lower(c) >= 'a' && ascii_lower(c) <= 'z';
}
int ascii_casecmp(const char *a, const char *b); /* like strcasecmp, ASCII only */
bool text_equal(const char *a, const char *b);   /* NULL equals "" */
static inline bool text_empty(const char *text)  /* NULL, "" or blanks only */
{
    while (text && ascii_space(*text))
        text++;
    return !text || *text == '\0';
}

/* The longest length up to this one that leaves no UTF-8 character in halves. */
size_t text_whole(const char *text, size_t length);
bool text_utf8(const char *text, size_t length); /* is it valid UTF-8? */
bool text_ascii(const char *text, size_t length);
/* The bytes of the marks of byte order (BOM) a text begins with: more than one, where marked files
 * were put one behind the other. */
size_t text_bom(const char *text, size_t length);
/* Does a control character begin here, C0 but the tab, or C1? */
bool text_control(const char *at);
bool text_has_control(const char *text); /* anywhere, but for ends of lines */
/* Invisible characters that steer the text around them: marks and overrides of direction, joiners,
 * separators of lines, tags. */
bool text_steers(uint32_t character);
/* Control characters and those that steer become blanks and bytes that are not UTF-8 question marks,
 * in place: what came from outside must not steer a terminal, nor show in another order than it is. */
void text_tame(char *text);
/* Text from outside for use in a sentence: tamed, and shortened with "..." above 63 bytes. */
char *text_short(const char *text, char buf[64]);

/* A decimal number of at most 6 places, exactly, as millionths.  "400" gives 400000000.
 * False when text is not one, or does not fit. */
bool decimal_parse(const char *text, int64_t *millionths);
/* Shortest form without trailing zeros: 400, 1.125.  buf of 32 bytes; returns buf. */
char *decimal_print(int64_t millionths, char buf[32]);
/* A whole number in figures, as "%lld" would print it; its length.  buf of 24 bytes. */
size_t number_print(int64_t number, char buf[24]);
/* Whole number within min..max. */
bool number_parse(const char *text, long min, long max, long *value);

#endif
