/* term.h: the terminal: open, size, text in a look, keys, paint, close.
 *
 * Owns curses, the terminal modes and the signal flags; with its other half term_input.c (keys,
 * mouse, paste) and form.c all that knows curses, and all that has state of its own outside a struct.
 * Never knows what is shown.
 * Columns and lines count from 0; everything put outside the screen is left out. */
#ifndef IVLEDGER_TERM_H
#define IVLEDGER_TERM_H

#include "../../core/base.h"
#include "looks.h"

/* Keys: a Unicode code point (control characters among them), or one of these. */
enum key {
    K_NONE = 0x110000, /* larger than any code point */
    K_UP,
    K_DOWN,
    K_LEFT,
    K_RIGHT,
    K_HOME,
    K_END,
    K_PAGE_UP,
    K_PAGE_DOWN,
    K_ENTER,
    K_TAB,
    K_BACK_TAB,
    K_ESCAPE,
    K_BACKSPACE,
    K_DELETE,
    K_INSERT,
    K_F1,
    K_F2,
    K_F3,
    K_F4,
    K_F5,
    K_F6,
    K_F7,
    K_F8,
    K_F9,
    K_F10,
    K_F11,
    K_F12,
    K_CLICK,     /* the first mouse button; term_click() tells where */
    K_RESIZE,    /* the size changed: draw anew */
    K_INTERRUPT, /* Ctrl-C */
    K_PASTE,     /* text was pasted: term_pasted() */
    K_PASTE_END, /* never given: the bracket that closes it */
    K_COMMAND,   /* an action by name, from a script: term_command() */
    K_GONE,      /* a signal, or the end of the terminal or script: leave */
    K_UNKNOWN    /* a key that no table names */
};
#define K_CTRL(letter) ((letter)&31)

struct term_options {
    bool color, ascii, mouse; /* wishes: what the terminal cannot do is left out */
    bool paste;               /* the same: pasted text in brackets, apart from keys */
    int escape_wait;          /* milliseconds after which Esc is Esc; 0: 25 */
    const char *script;       /* file of keys; NULL: the keyboard */
    int cols, rows;           /* > 0: no terminal is touched (headless) */
};

/* Opens the screen.  False: err says why, nothing has been changed.  NULL TERM, unknown TERM and
 * one that cannot place the cursor are refused. */
bool term_open(const struct term_options *options, struct err *err);
void term_close(void); /* leaves the terminal as it was; fine to call twice */
bool term_is_ascii(void);
void term_size(int *rows, int *cols);
int term_signal(void); /* the signal that asks to leave, 0: none */
/* Gives the terminal to another program as it was found, and takes it back (the next term_paint()
 * sends everything).  False: there is none. */
bool term_leave(void);
void term_return(void);

/* ---- drawing: into memory; nothing is sent before term_paint() ---- */

void term_erase(void);
/* Text (UTF-8) in at most width columns; control characters, lone combining marks and bytes that
 * are not UTF-8 are shown as '?'.  Gives the columns used. */
int term_put(int y, int x, int width, enum look look, const char *text);
/* The same; text that does not fit ends in the CUT glyph. */
int term_clip(int y, int x, int width, enum look look, const char *text);
/* The same, and filled with blanks up to width. */
void term_cell(int y, int x, int width, enum look look, const char *text);
int term_putf(int y, int x, int width, enum look look, const char *format, ...) PRINTF_LIKE(5, 6);
void term_glyph(int y, int x, int n, enum look look, enum glyph glyph); /* n times */
const char *term_glyph_text(enum glyph glyph);
void term_cursor(int y, int x); /* where the focus is: the hardware cursor goes there */
void term_paint(void);          /* sends what has changed since the last time */
void term_repaint(void);        /* the next term_paint() sends everything (Ctrl-L) */

/* ---- input ---- */

int term_key(void); /* waits for the next key */
void term_click(int *y, int *x);
const char *term_command(void);
/* What was pasted last, lines ended by \n, without control characters but Tab; cut: there was more.
 * Good until the next term_key(). */
const char *term_pasted(bool *cut);
void term_set_size(int rows, int cols); /* headless only: as if the window had changed */

/* One cell of what was last painted: its text, and the letter of its look (in mono B bold, U
 * underlined, R reverse).  The second half of a wide character repeats the first. */
void term_read(int y, int x, char text[64], char *look);
void term_where(int *y, int *x); /* the hardware cursor */
/* Text layer, look layer and cursor of what was last painted, into a file (0600). */
bool term_save(const char *path, struct err *err);
void term_dump(struct str *out);

/* ---- for form.c alone ---- */

unsigned long term_attributes(enum look look);

#endif
