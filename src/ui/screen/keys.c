#include "keys.h"

#include <errno.h>

#include "cells.h"

static const struct {
    const char *name;
    int key;
} NAMES[] = {
    {"Up", K_UP},
    {"Down", K_DOWN},
    {"Left", K_LEFT},
    {"Right", K_RIGHT},
    {"Home", K_HOME},
    {"End", K_END},
    {"PgUp", K_PAGE_UP},
    {"PgDn", K_PAGE_DOWN},
    {"Enter", K_ENTER},
    {"Tab", K_TAB},
    {"Shift-Tab", K_BACK_TAB},
    {"Esc", K_ESCAPE},
    {"Backspace", K_BACKSPACE},
    {"Del", K_DELETE},
    {"Ins", K_INSERT},
    {"F1", K_F1},
    {"F2", K_F2},
    {"F3", K_F3},
    {"F4", K_F4},
    {"F5", K_F5},
    {"F6", K_F6},
    {"F7", K_F7},
    {"F8", K_F8},
    {"F9", K_F9},
    {"F10", K_F10},
    {"F11", K_F11},
    {"F12", K_F12},
    {"Click", K_CLICK},
    {"Resize", K_RESIZE},
    {"Ctrl-C", K_INTERRUPT},
    {"Paste", K_PASTE},
    {"Paste-End", K_PASTE_END},
    {"Space", ' '},
};

const struct key_bytes key_bytes[] = {
    /* xterm and whatever counts from VT220: F1 to F4 as PuTTY and rxvt send them, F5 to F12 as all
       do */
    {"\033[11~", K_F1},
    {"\033[12~", K_F2},
    {"\033[13~", K_F3},
    {"\033[14~", K_F4},
    {"\033[15~", K_F5},
    {"\033[17~", K_F6},
    {"\033[18~", K_F7},
    {"\033[19~", K_F8},
    {"\033[20~", K_F9},
    {"\033[21~", K_F10},
    {"\033[23~", K_F11},
    {"\033[24~", K_F12},
    /* the Linux console */
    {"\033[[A", K_F1},
    {"\033[[B", K_F2},
    {"\033[[C", K_F3},
    {"\033[[D", K_F4},
    {"\033[[E", K_F5},
    /* VT100 and xterm, and on to F12 as PuTTY does in its VT100+ mode */
    {"\033OP", K_F1},
    {"\033OQ", K_F2},
    {"\033OR", K_F3},
    {"\033OS", K_F4},
    {"\033OT", K_F5},
    {"\033OU", K_F6},
    {"\033OV", K_F7},
    {"\033OW", K_F8},
    {"\033OX", K_F9},
    {"\033OY", K_F10},
    {"\033OZ", K_F11},
    {"\033O[", K_F12},
    /* SCO; its F1 begins as reports of old mice do, so that term.c tells them apart */
    {"\033[N", K_F2},
    {"\033[O", K_F3},
    {"\033[P", K_F4},
    {"\033[Q", K_F5},
    {"\033[R", K_F6},
    {"\033[S", K_F7},
    {"\033[T", K_F8},
    {"\033[U", K_F9},
    {"\033[V", K_F10},
    {"\033[W", K_F11},
    {"\033[X", K_F12},
    {"\033[I", K_PAGE_UP},
    {"\033[G", K_PAGE_DOWN},
    {"\033[L", K_INSERT},
    /* both cursor modes */
    {"\033[A", K_UP},
    {"\033[B", K_DOWN},
    {"\033[C", K_RIGHT},
    {"\033[D", K_LEFT},
    {"\033OA", K_UP},
    {"\033OB", K_DOWN},
    {"\033OC", K_RIGHT},
    {"\033OD", K_LEFT},
    {"\033[H", K_HOME},
    {"\033[F", K_END},
    {"\033OH", K_HOME},
    {"\033OF", K_END},
    {"\033[1~", K_HOME},
    {"\033[4~", K_END},
    {"\033[7~", K_HOME},
    {"\033[8~", K_END},
    {"\033[2~", K_INSERT},
    {"\033[3~", K_DELETE},
    {"\033[5~", K_PAGE_UP},
    {"\033[6~", K_PAGE_DOWN},
    {"\033[Z", K_BACK_TAB},
    /* what is pasted stands between these, where the terminal does so */
    {"\033[200~", K_PASTE},
    {"\033[201~", K_PASTE_END},
    /* the numeric pad once it has been told to be one of keys: PuTTY sends this for digits */
    {"\033Op", '0'},
    {"\033Oq", '1'},
    {"\033Or", '2'},
    {"\033Os", '3'},
    {"\033Ot", '4'},
    {"\033Ou", '5'},
    {"\033Ov", '6'},
    {"\033Ow", '7'},
    {"\033Ox", '8'},
    {"\033Oy", '9'},
    {"\033On", '.'},
    {"\033Ol", '+'},
    {"\033Ok", '+'},
    {"\033Om", '-'},
    {"\033Oj", '*'},
    {"\033Oo", '/'},
    {"\033OM", K_ENTER},
    {NULL, K_NONE}};

const char *keys_name(int key, char buf[16])
{
    for (size_t i = 0; i < COUNT_OF(NAMES); i++)
        if (NAMES[i].key == key)
            return NAMES[i].name;
    if (key > 0 && key < 0x20) {
        snprintf(buf, 16, "Ctrl-%c", key + 64);
    } else if (keys_printable(key)) {
        cells_encode((uint32_t)key, buf);
    } else {
        snprintf(buf, 16, "key %d", key);
    }
    return buf;
}

bool keys_find(const char *name, int *key)
{
    for (size_t i = 0; i < COUNT_OF(NAMES); i++)
        if (ascii_casecmp(NAMES[i].name, name) == 0) {
            *key = NAMES[i].key;
            return true;
        }
    if (strncmp(name, "Ctrl-", 5) == 0 && name[5] >= 'A' && name[5] <= '_' && name[6] == 0) {
        *key = K_CTRL(name[5]);
        return true;
    }
    uint32_t c;
    if (*name == 0 || name[cells_next(name, &c)] != 0)
        return false;
    *key = (int)c;
    return true;
}

bool keys_printable(int key)
{
    return key >= 0x20 && key < K_NONE && key != 0x7F && cells_width((uint32_t)key) > 0;
}

struct script {
    struct arena arena;
    int *keys;
    const char **commands; /* beside its K_COMMAND, else NULL */
    size_t n, cap, cap_commands, at;
};

static void push(struct script *s, int key)
{
    s->keys = arena_grow(&s->arena, s->keys, s->n + 1, &s->cap, sizeof *s->keys);
    s->commands =
        arena_grow(&s->arena, s->commands, s->n + 1, &s->cap_commands, sizeof *s->commands);
    s->keys[s->n++] = key;
}

/* "text" with \" and \\ inside; gives where it ends, NULL when it is not closed. */
static const char *push_quoted(struct script *s, const char *p)
{
    while (*p && *p != '"') {
        if (*p == '\\' && (p[1] == '"' || p[1] == '\\'))
            p++;
        uint32_t c;
        p += cells_next(p, &c);
        push(s, (int)c);
    }
    return *p == '"' ? p + 1 : NULL;
}

static bool parse_line(struct script *s, char *line, struct err *err, const char *where)
{
    const char *p = line;
    if (*p == ':') {
        push(s, K_COMMAND);
        s->commands[s->n - 1] = arena_text(&s->arena, p + 1);
        return true;
    }
    for (;;) {
        while (ascii_space(*p))
            p++;
        if (*p == 0 || *p == '#')
            return true;
        if (*p == '"') {
            p = push_quoted(s, p + 1);
            if (!p)
                return err_set(err, "%s: the text has no closing quote; write \"...\" on one line",
                               where);
            continue;
        }
        char word[32];
        size_t n = strcspn(p, " \t\"");
        int key;
        snprintf(word, sizeof word, "%.*s", (int)n, p);
        if (n >= sizeof word || !keys_find(word, &key))
            return err_set(err, "%s: there is no key called %s; write text to be typed as \"...\"",
                           where, word);
        push(s, key);
        p += n;
    }
}

struct script *script_open(const char *path, struct err *err)
{
    FILE *in = fopen(path, "r");
    if (!in) {
        err_set(err, "%s: cannot read this script of keys (%s); check its name", path,
                strerror(errno));
        return NULL;
    }
    struct script *s = calloc(1, sizeof *s);
    if (!s)
        base_no_memory(1);
    arena_init(&s->arena);
    char line[4096], where[600];
    bool good = true;
    for (long number = 1; good && fgets(line, sizeof line, in); number++) {
        line[strcspn(line, "\r\n")] = 0;
        snprintf(where, sizeof where, "%.500s:%ld", path, number);
        good = parse_line(s, line, err, where);
    }
    fclose(in);
    if (good)
        return s;
    script_free(s);
    return NULL;
}

int script_key(struct script *s)
{
    return s->at < s->n ? s->keys[s->at++] : K_GONE;
}

const char *script_command(const struct script *s)
{
    return s->commands[s->at - 1];
}

void script_free(struct script *s)
{
    if (!s)
        return;
    arena_release(&s->arena);
    free(s);
}
