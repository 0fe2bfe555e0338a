#include "fuzz.h"

void fuzz_fail(const char *format, ...)
{
    va_list args;

    va_start(args, format);
    vfprintf(stderr, format, args);
    va_end(args);
    fputc('\n', stderr);
    abort();
}

uint8_t bytes_next(struct bytes *bytes)
{
    if (bytes->left == 0)
        return 0;
    bytes->left--;
    return *bytes->at++;
}

unsigned bytes_below(struct bytes *bytes, unsigned n)
{
    return bytes_next(bytes) % n;
}

char *bytes_text(struct bytes *bytes)
{
    char *text = malloc(bytes->left + 1), *end = text;

    if (!text)
        fuzz_fail("no memory for %zu bytes", bytes->left);
    for (; bytes->left > 0; bytes->at++, bytes->left--)
        if (*bytes->at)
            *end++ = (char)*bytes->at;
    *end = '\0';
    return text;
}

/* BUG() leaves by _Exit(), which a fuzzer takes for a good end. */
void fuzz_on_death(void)
{
    base_on_death(abort);
}

const struct world *fuzz_world(void)
{
    static struct world world;

    fuzz_on_death();
    if (!world.book && !world_open(&world))
        fuzz_fail("the rule book cannot be used");
    return &world;
}
