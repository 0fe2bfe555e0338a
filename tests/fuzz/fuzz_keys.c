/* Any bytes as keys on the workstation: it neither falls over nor unbalances the book of minutes, and
 * nothing on its screen steers a terminal. */
#include "../screens/drive.h"
#include "fuzz.h"

/* A byte below 128 types itself; above, a key. */
static const char *const keys[] = {
    "Enter",  "Tab",    "Shift-Tab", "Esc",    "Up",     "Down",   "Left",   "Right",
    "Home",   "End",    "PgUp",      "PgDn",   "Del",    "F1",     "F2",     "F3",
    "F4",     "F5",     "F8",        "Ctrl-N", "Ctrl-D", "Ctrl-U", "Ctrl-K", "Ctrl-W",
    "Ctrl-L", "Ctrl-C", "Backspace",
};

static void add_typed(struct bytes *in, uint8_t c, struct str *script)
{
    str_addc(script, '"');
    do {
        if (c == '"' || c == '\\')
            str_addc(script, '\\');
        if (c >= 0x20 && c < 0x7F)
            str_addc(script, (char)c);
    } while (in->left > 0 && *in->at < 0x80 && (c = bytes_next(in)) != 0);
    str_add(script, "\" ");
}

static void add_key(struct bytes *in, struct str *script)
{
    uint8_t c = bytes_next(in);

    if (c < 0x80)
        add_typed(in, c, script);
    else if (c == 0xFF)
        str_addf(script, "\n:resize %ux%u\n", 10 + bytes_next(in) % 200u,
                 3 + bytes_next(in) % 70u);
    else if (c == 0xFE) /* what the terminal would send for a mark of direction and an accent */
        str_add(script, "\"\xE2\x80\xAE\xCC\x81\xE6\xBC\xA2\" ");
    else
        str_addf(script, "%s ", keys[c % COUNT_OF(keys)]);
}

/* Where somebody types the word, the screen has it from him. */
static bool types_balanced(const uint8_t *data, size_t size)
{
    static const char word[] = "BALANCED";
    enum { LENGTH = sizeof word - 1 };
    for (size_t i = 0; i + LENGTH <= size; i++)
        if (memcmp(data + i, word, LENGTH) == 0)
            return true;
    return false;
}

/* As our screens say it, with minutes or a mark behind it: the word alone may have been put together
 * key by key. */
static bool says_unbalanced(const char *screen)
{
    static const char words[] = "NOT BALANCED";
    for (const char *at = strstr(screen, words); at; at = strstr(at + 1, words)) {
        const char *behind = at + sizeof words - 1;
        if (*behind == ',' || *behind == ':' || (*behind == ' ' && ascii_digit(behind[1])))
            return true;
    }
    return false;
}

static void check_screen(const struct drive *shown, bool typed)
{
    if (!typed && says_unbalanced(shown->screen.data))
        fuzz_fail("the book of minutes does not balance\n%s", shown->screen.data);
    for (const char *at = shown->screen.data; *at; at++)
        if (((unsigned char)*at < 0x20 && *at != '\n') || !strncmp(at, "\xE2\x80\xAE", 3))
            fuzz_fail("byte %02x stands on the screen", (unsigned char)*at);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct bytes in = {data, size};
    struct str script;

    fuzz_on_death();
    if (!d.library)
        drive_init(&d);
    unsigned how = bytes_next(&in);
    d.color = how & 1;
    d.ascii = how & 2;
    str_init(&script, 1 << 20);
    if (how & 4)
        str_add(&script, "n \"E1\" Ctrl-N \"carbo\" Tab Tab Tab Tab Tab \"0900\" Tab \"1035\" Ctrl-N ");
    for (int i = 0; i < 400 && in.left > 0; i++)
        add_key(&in, &script);
    drive_keys(&d, script.data);
    if (d.status != 0)
        fuzz_fail("the keys end with status %d\n%s", d.status, script.data);
    if (d.screen.length)
        check_screen(&d, types_balanced(data, size));
    str_release(&script);
    drive_forget(&d);
    return 0;
}
