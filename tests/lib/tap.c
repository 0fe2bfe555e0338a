#include "tap.h"

bool tap_test(struct tap *tap, bool good, const char *format, ...)
{
    va_list args;

    tap->run++;
    if (!good)
        tap->failed++;
    printf("%s %d - ", good ? "ok" : "not ok", tap->run);
    va_start(args, format);
    vprintf(format, args);
    va_end(args);
    putchar('\n');
    return good;
}

void tap_note(const char *format, ...)
{
    va_list args;

    fputs("#   ", stdout);
    va_start(args, format);
    vprintf(format, args);
    va_end(args);
    putchar('\n');
}

void tap_text(const char *text)
{
    while (*text) {
        size_t length = strcspn(text, "\n");

        printf("#   %.*s\n", (int)length, text);
        text += length;
        if (*text)
            text++;
    }
}

int tap_end(const struct tap *tap)
{
    printf("1..%d\n", tap->run);
    if (fflush(stdout) != 0)
        return 74;
    return tap->failed ? 1 : 0;
}
