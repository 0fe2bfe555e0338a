/* term.h: the terminal: open, size, text in a look, keys, paint, close.
 *
 * Owns curses, the terminal modes and the signal flags; with form.c the only file that knows curses,
 * and the only one with state of its own outside a struct.  Never knows what is shown.  Columns and
 * lines count from 0; everything put outside the screen is left out. */
#ifndef IVLEDGER_TERM_H
#define IVLEDGER_TERM_H

#include "../../core/base.h"

/* What a piece of text is; the terminal decides how that looks, in colour and without.
 * X(name, letter of the role layer) */
#define LOOKS(X)                                                                                   \
    X(PLAIN, ' ')                                                                                  \
    X(STRONG, 'b')                                                                                 \
    X(FAINT, 'f')                                                                                  \
    X(TITLE, 'T')    /* the header line of a screen */                                             \
    X(HEAD, 'H')     /* column heads */                                                            \
    X(LINE, '-')     /* ruled lines and scales */                                                  \
    X(LABEL, 'l')    /* of a field */                                                              \
    X(FIELD, 'i')    /* what may be typed over */                                                  \
    X(FOCUS, 'I')    /* the field that takes the keys */                                           \
    X(REFUSED, 'R')  /* a field whose text was not accepted */                                     \
    X(SELECTED, 's') /* the item that actions are about */                                         \
    X(HYDRATION, 'h')                                                                              \
    X(THERAPEUTIC, 't')                                                                            \
    X(CHEMO, 'c')                                                                                  \
    X(HORMONAL, 'm')                                                                               \
    X(OUT, 'o')      /* left out of coding, or not known */                                        \
    X(CODE, 'C')                                                                                   \
    X(ERROR, 'E')                                                                                  \
    X(WARNING, 'W')                                                                                \
    X(NOTE, 'N')                                                                                   \
    X(GOOD, 'G')                                                                                   \
    X(KEY, 'k')      /* a key in the bottom bar */                                                 \
    X(BAR, 'B')
enum look {
#define X(name, letter) LOOK_##name,
    LOOKS(X)
#undef X
    LOOK_COUNT
};
const char *look_name(enum look look);
char look_letter(enum look look);

/* Signs that exist in UTF-8 and in ASCII.  X(name, utf8, ascii) */
#define GLYPHS(X)                                                                                  \
    X(RULE, "\xe2\x94\x80", "-")        /* a ruled line */                                         \
    X(BAR, "\xe2\x94\x82", "|")         /* a divider; a push on the timeline */                    \
    X(HYDRATION, "\xe2\x96\x91", "h")                                                              \
    X(THERAPEUTIC, "\xe2\x96\x92", "t")                                                            \
    X(CHEMO, "\xe2\x96\x93", "c")                                                                  \
    X(HORMONAL, "\xe2\x96\x88", "m")                                                               \
    X(OUT, "\xc2\xb7", ".")             /* minutes that bill nothing */                            \
    X(MIDNIGHT, "\xc2\xa6", ":")                                                                   \
    X(CUT, "\xe2\x80\xa6", "~")         /* text goes on */                                         \
    X(DOT, "\xc2\xb7", "-")
enum glyph {
#define X(name, utf8, ascii) GLYPH_##name,
    GLYPHS(X)
#undef X
    GLYPH_COUNT
};

/* Keys: a Unicode code point (control characters among them), or one of these. */
enum key {
    K_NONE = 0x110000,
    K_UP, K_DOWN, K_LEFT, K_RIGHT, K_HOME, K_END, K_PAGE_UP, K_PAGE_DOWN, K_ENTER, K_TAB, K_BACK_TAB,
    K_ESCAPE, K_BACKSPACE, K_DELETE, K_INSERT,
    K_F1, K_F2, K_F3, K_F4, K_F5, K_F6, K_F7, K_F8, K_F9, K_F10, K_F11, K_F12,
    K_CLICK,     /* the first mouse button; term_click() tells where */
    K_RESIZE,    /* the size changed: draw anew */
    K_INTERRUPT, /* Ctrl-C */
    K_GONE,      /* a signal, or the end of the terminal or script: leave */
    K_UNKNOWN    /* a key that no table names */
};
#define K_CTRL(letter) ((letter) & 31)
/* "F2", "Tab", "Ctrl-D", "n", ...: the name of a key into buf (16 bytes), and the key of a name. */
const char *key_name(int key, char buf[16]);
bool key_find(const char *name, int *key);
bool key_printable(int key);

struct term_options {
    bool color, ascii, mouse; /* wishes: what the terminal cannot do is left out */
    const char *script;       /* file of keys; NULL: the keyboard */
    int cols, rows;           /* > 0: no terminal is touched (headless) */
};

/* Opens the screen.  False: err says why, nothing has been changed.  NULL TERM, unknown TERM and one
 * that cannot place the cursor are refused. */
bool term_open(const struct term_options *options, struct err *err);
void term_close(void); /* leaves the terminal as it was; fine to call twice */
bool term_is_ascii(void);
void term_size(int *rows, int *cols);
int term_signal(void); /* the signal that asks to leave, 0: none */

/* ---- drawing: into memory; nothing is sent before term_paint() ---- */

void term_erase(void);
/* Text (UTF-8) in at most width columns; control characters, lone combining marks and bytes that are
 * not UTF-8 are shown as '?'.  Gives the columns used. */
int term_put(int y, int x, int width, enum look look, const char *text);
/* The same, filled with blanks up to width.  Text that does not fit ends in the CUT glyph. */
void term_cell(int y, int x, int width, enum look look, const char *text);
int term_putf(int y, int x, int width, enum look look, const char *format, ...) PRINTF_LIKE(5, 6);
void term_glyph(int y, int x, int n, enum look look, enum glyph glyph); /* n times */
const char *term_glyph_text(enum glyph glyph);
int term_columns(const char *text); /* columns that term_put would use, unbounded */
/* Longest beginning of text, in bytes, that fits width columns and ends between words (or after
 * width columns where a word is longer). */
size_t term_wrap(const char *text, int width);
void term_cursor(int y, int x); /* where the focus is: the hardware cursor goes there */
void term_paint(void);          /* sends what has changed since the last time */
void term_repaint(void);        /* the next term_paint() sends everything (Ctrl-L) */

/* ---- input ---- */

int term_key(void); /* waits for the next key */
void term_click(int *y, int *x);
void term_set_size(int rows, int cols); /* headless only: as if the window had changed */

/* Text layer, look layer and cursor of what was last painted, into a file (0600). */
bool term_save(const char *path, struct err *err);
void term_dump(struct str *out);

/* ---- for form.c alone ---- */

unsigned long term_attributes(enum look look);

#endif
