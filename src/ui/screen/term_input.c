#include "term_input.h"

#include <time.h>
#include <wchar.h>

#define NCURSES_WIDECHAR 1
#include <curses.h>

#include "cells.h"
#include "keys.h"
#include "tty.h"

enum {
    OUR_KEYS = 0x2000, /* rows of key_bytes[] go through curses above its own numbers: one number
                          each, since it forgets the old bytes of a number defined again */
    MOST_PASTED = 1 << 20,
    PASTE_WAIT = 1000, /* milliseconds for the rest of what ends a paste, on a slow line too */
    SPLIT_WAIT = 500   /* the same for the tail of a key whose Esc came alone */
};

/* What curses calls a key, and what we call it. */
static const struct {
    int curses, key;
} DECODE[] = {
    {KEY_UP, K_UP},           {KEY_DOWN, K_DOWN},
    {KEY_LEFT, K_LEFT},       {KEY_RIGHT, K_RIGHT},
    {KEY_HOME, K_HOME},       {KEY_END, K_END},
    {KEY_LL, K_END},          {KEY_A1, K_HOME},
    {KEY_C1, K_END},          {KEY_A3, K_PAGE_UP},
    {KEY_C3, K_PAGE_DOWN},    {KEY_PPAGE, K_PAGE_UP},
    {KEY_NPAGE, K_PAGE_DOWN}, {KEY_ENTER, K_ENTER},
    {KEY_BTAB, K_BACK_TAB},   {KEY_BACKSPACE, K_BACKSPACE},
    {KEY_DC, K_DELETE},       {KEY_IC, K_INSERT},
    {KEY_RESIZE, K_RESIZE},
};

/* The one keyboard of the process. */
static struct {
    struct script *script;
    bool headless;
    int escape_wait;
    int click_y, click_x;
    double escaped; /* when Esc came alone; 0: something else came since */
    struct str pasted;
} input;

bool term_input_open(const struct term_options *options, struct err *err)
{
    input.headless = options->cols > 0;
    input.escape_wait = options->escape_wait ? options->escape_wait : 25;
    str_init(&input.pasted, MOST_PASTED);
    return !options->script || (input.script = script_open(options->script, err)) != NULL;
}

void term_input_start(const struct term_options *options)
{
    if (getenv("ESCDELAY"))
        input.escape_wait = get_escdelay();
    set_escdelay(input.escape_wait);
    cbreak();
    noecho();
    nonl();
    keypad(stdscr, TRUE);
    nodelay(stdscr, TRUE);
    for (int i = 0; key_bytes[i].bytes; i++) { /* first off: ours beat those of terminfo */
        define_key(key_bytes[i].bytes, 0);
        define_key(key_bytes[i].bytes, OUR_KEYS + i);
    }
    if (options->mouse && !input.headless)
        mousemask(BUTTON1_CLICKED | BUTTON1_PRESSED | BUTTON4_PRESSED | BUTTON5_PRESSED, NULL);
    mouseinterval(0);
}

void term_input_close(void)
{
    script_free(input.script);
    input.script = NULL;
    str_release(&input.pasted);
}

/* ---- one key ---- */

static int decode_mouse(void)
{
    MEVENT event;
    if (getmouse(&event) != OK)
        return K_UNKNOWN;
    if (event.bstate & BUTTON4_PRESSED)
        return K_UP;
    if (event.bstate & BUTTON5_PRESSED)
        return K_DOWN;
    input.click_y = event.y;
    input.click_x = event.x;
    return K_CLICK;
}

void term_click(int *y, int *x)
{
    *y = input.click_y;
    *x = input.click_x;
}

/* ESC [ M is F1 of SCO; with three bytes behind it, it is a report of a mouse of old. */
static int decode_sco_or_mouse(void)
{
    wint_t c;
    int n = 0;
    while (n < 3 && get_wch(&c) == OK)
        n++;
    return n == 3 ? K_UNKNOWN : K_F1;
}

/* What stands behind ESC [ or ESC O of no key of any table, up to the letter that ends it. */
static int swallow(wint_t c)
{
    while (c < 0x40 || c > 0x7E)
        if (get_wch(&c) != OK)
            break;
    return K_UNKNOWN;
}

static double clock_ms(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec * 1e3 + (double)now.tv_nsec / 1e6;
}

static int escape_alone(void)
{
    input.escaped = clock_ms();
    return K_ESCAPE;
}

/* An escape that is no key of any table: swallow the sequence it begins, else it is the Esc key. */
static int decode_escape(void)
{
    wint_t c;
    int kind = get_wch(&c);
    if (kind == ERR)
        return escape_alone();
    if (kind == KEY_CODE_YES) {
        ungetch((int)c);
        return K_ESCAPE;
    }
    wint_t second = c;
    if ((c != L'[' && c != L'O') || get_wch(&c) != OK) {
        unget_wch((wchar_t)second);
        return K_ESCAPE;
    }
    if (second == L'[' && c == L'M')
        return decode_sco_or_mouse();
    return swallow(c);
}

/* The key whose bytes end in this tail, behind ESC; K_NONE: there is none. */
static int key_of_tail(const char *tail)
{
    for (int i = 0; key_bytes[i].bytes; i++)
        if (strcmp(key_bytes[i].bytes + 1, tail) == 0)
            return key_bytes[i].key;
    return K_NONE;
}

/* A slow line may tear a key apart behind its ESC, which then was taken for the Esc key.  The rest,
 * which comes at once as no hand types, is no text: it is dropped. */
static bool torn(wint_t first)
{
    char tail[8] = {(char)first};
    wint_t c;
    bool late = input.escaped <= 0 || clock_ms() - input.escaped > SPLIT_WAIT;
    input.escaped = 0;
    if (late || (first != L'[' && first != L'O'))
        return false;
    size_t n = 1;
    while (n + 1 < sizeof tail && key_of_tail(tail) == K_NONE && get_wch(&c) == OK && c < 0x7F)
        tail[n++] = (char)c;
    if (key_of_tail(tail) != K_NONE)
        return true;
    while (n > 1)
        unget_wch((wchar_t)tail[--n]);
    return false;
}

static int decode_code(wint_t c)
{
    if (c == KEY_MOUSE)
        return decode_mouse();
    if (c >= OUR_KEYS)
        return key_bytes[c - OUR_KEYS].key;
    if (c >= (wint_t)KEY_F(1) && c <= (wint_t)KEY_F(12))
        return K_F1 + (int)c - KEY_F(1);
    for (size_t i = 0; i < COUNT_OF(DECODE); i++)
        if (DECODE[i].curses == (int)c)
            return DECODE[i].key;
    return K_UNKNOWN;
}

static int decode(int kind, wint_t c)
{
    if (kind == KEY_CODE_YES)
        return decode_code(c);
    if (torn(c))
        return K_UNKNOWN;
    switch (c) {
    case '\r':
    case '\n': return K_ENTER;
    case '\t': return K_TAB;
    case 8:
    case 127: return K_BACKSPACE;
    case 27: return decode_escape();
    default: return (int)c;
    }
}

/* Ctrl-Z, or somebody else's stop: the shell gets its terminal back as it was. */
static int stop_and_go_on(void)
{
    if (tty_asked_to_stop()) {
        term_leave();
        tty_stop();
    }
    term_return();
    return K_RESIZE;
}

static int one_key(void)
{
    wint_t c;
    if (input.script)
        return script_key(input.script);
    if (input.headless)
        return K_GONE;
    for (;;) {
        if (tty_signal())
            return K_GONE;
        if (tty_asked_to_stop() || tty_continued())
            return stop_and_go_on();
        if (tty_interrupted())
            return K_INTERRUPT;
        int kind = get_wch(&c);
        if (kind != ERR)
            return decode(kind, c);
        if (!tty_wait())
            tty_hung_up();
    }
}

/* ---- pasted text ---- */

static void add_pasted(int key)
{
    char utf8[5];
    if (key == K_ENTER)
        str_addc(&input.pasted, '\n');
    else if (key == K_TAB)
        str_addc(&input.pasted, '\t');
    else if (key >= ' ' && key < K_NONE && key != 0x7F)
        str_addn(&input.pasted, utf8, cells_encode((uint32_t)key, utf8));
}

/* Up to the bracket that closes it: nothing of it is a key.  A Ctrl-C ends it too, once nothing has
 * come for a second (one that is part of what is pasted does not). */
static int collect(void)
{
    double last = clock_ms();
    int key;
    str_clear(&input.pasted);
    set_escdelay(PASTE_WAIT);
    while ((key = one_key()) != K_PASTE_END && key != K_GONE) {
        double now = clock_ms();
        if (key == K_INTERRUPT && now - last > PASTE_WAIT)
            break;
        last = now;
        add_pasted(key);
    }
    set_escdelay(input.escape_wait);
    return key == K_GONE && !input.script ? K_GONE : K_PASTE;
}

const char *term_pasted(bool *cut)
{
    *cut = input.pasted.cut;
    return input.pasted.length ? input.pasted.data : "";
}

int term_key(void)
{
    int key = one_key();
    if (key == K_PASTE)
        key = collect();
    return key == K_PASTE_END ? K_UNKNOWN : key;
}

const char *term_command(void)
{
    return script_command(input.script);
}
