#include "term.h"

#include <errno.h>
#include <langinfo.h>
#include <locale.h>
#include <sys/ioctl.h>
#include <unistd.h>
#include <wchar.h>

#define NCURSES_WIDECHAR 1
#include <curses.h>
#include <term.h>
#undef lines /* term.h makes words of every day into macros */
#undef columns

#include "cells.h"
#include "term_input.h"
#include "tty.h"

/* The one terminal of the process. */
static struct {
    SCREEN *screen;
    FILE *null_out, *null_in; /* headless */
    bool headless, color, ascii;
    bool paste; /* pasted text is asked for in brackets */
    int cursor_y, cursor_x;
    char leaving[128]; /* what makes the terminal plain again */
    size_t n_leaving;
} term;

static int remember_byte(int c)
{
    if (term.n_leaving < sizeof term.leaving)
        term.leaving[term.n_leaving++] = (char)c;
    return c;
}

/* Private modes that terminfo mostly does not name.  Only a terminal of the ANSI kind is told: there
 * a mode it does not know is none. */
static const char PASTE_ON[] = "\033[?2004h", PASTE_OFF[] = "\033[?2004l",
                  MOUSE_OFF[] = "\033[?1006;1000l";

static void remember(const char *bytes)
{
    while (*bytes)
        remember_byte(*bytes++);
}

/* Capabilities are copied while all is well: a handler may not ask terminfo. */
static void remember_leaving(const struct term_options *options)
{
    bool ansi = strncmp(cursor_address, "\033[", 2) == 0;
    const char *const caps[] = {exit_attribute_mode, keypad_local, cursor_normal, exit_ca_mode};
    term.n_leaving = 0;
    for (size_t i = 0; i < COUNT_OF(caps); i++)
        if (caps[i])
            tputs(caps[i], 1, remember_byte);
    if (ansi && options->mouse)
        remember(MOUSE_OFF);
    term.paste = ansi && options->paste;
    if (term.paste)
        remember(PASTE_OFF);
}

/* Past curses, which keeps no account of it. */
static void tell(const char *bytes)
{
    fflush(stdout);
    ssize_t ignored = write(STDOUT_FILENO, bytes, strlen(bytes));
    (void)ignored;
}

/* ---- opening and closing ---- */

static bool check_terminal(struct err *err)
{
    const char *name = getenv("TERM");
    int status;
    if (!isatty(STDIN_FILENO) || !isatty(STDOUT_FILENO))
        return err_set(err,
                       "the screens need a terminal; use `ivledger code FILE` to code without one");
    if (text_empty(name))
        return err_set(err, "TERM is not set; name your terminal, e.g. TERM=xterm ivledger, or "
                            "TERM=vt100 if in doubt");
    if (setupterm(name, STDOUT_FILENO, &status) != OK)
        return err_set(
            err, "the terminal type TERM=%.40s is not known here; try TERM=xterm or TERM=vt100",
            name);
    if (!cursor_address || !clear_screen)
        return err_set(err,
                       "TERM=%.40s cannot place the cursor; use a terminal from vt100 up, or "
                       "`ivledger code FILE`",
                       name);
    return true;
}

static void start_colors(bool wanted)
{
    term.color = wanted && has_colors() && start_color() != ERR && COLOR_PAIRS > LOOK_COUNT;
    if (!term.color)
        return;
    use_default_colors();
    for (int i = 1; i < LOOK_COUNT; i++)
        init_pair((short)i, look_rows[i].fore, look_rows[i].back);
}

static bool open_screen(const struct term_options *options, struct err *err)
{
    if (term.headless) {
        term.null_out = fopen("/dev/null", "w");
        term.null_in = fopen("/dev/null", "r");
        if (!term.null_out || !term.null_in)
            return err_set(err, "/dev/null cannot be opened (%s)", strerror(errno));
        term.screen = newterm("xterm-256color", term.null_out, term.null_in);
        if (!term.screen)
            term.screen = newterm("xterm", term.null_out, term.null_in);
        if (term.screen)
            resize_term(options->rows, options->cols);
    } else if (check_terminal(err)) {
        remember_leaving(options);
        tty_begin(term.leaving, term.n_leaving);
        term.screen = newterm(NULL, stdout, stdin);
    } else {
        return false;
    }
    return term.screen ? true : err_set(err, "the terminal could not be set up; try TERM=vt100");
}

bool term_open(const struct term_options *options, struct err *err)
{
    term.headless = options->cols > 0;
    setlocale(LC_CTYPE, "");
    term.ascii = options->ascii || strcmp(nl_langinfo(CODESET), "UTF-8") != 0;
    if (!term_input_open(options, err))
        return false;
    if (!open_screen(options, err)) {
        term_close();
        return false;
    }
    set_term(term.screen);
    term_input_start(options);
    if (term.paste)
        tell(PASTE_ON);
    start_colors(options->color);
    return true;
}

void term_close(void)
{
    if (term.screen) {
        endwin();
        delscreen(term.screen);
        term.screen = NULL;
    }
    if (term.null_out)
        fclose(term.null_out);
    if (term.null_in)
        fclose(term.null_in);
    term.null_out = term.null_in = NULL;
    if (term.paste)
        tell(PASTE_OFF);
    term.paste = false;
    term_input_close();
    tty_end();
}

bool term_leave(void)
{
    if (term.headless)
        return false;
    endwin();
    if (term.paste)
        tell(PASTE_OFF);
    return true;
}

void term_return(void)
{
    struct winsize size;
    if (term.headless)
        return;
    if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_row > 0 && size.ws_col > 0)
        resizeterm(size.ws_row, size.ws_col); /* nobody told us while another had the terminal */
    reset_prog_mode();
    clearok(curscr, TRUE);
    if (term.paste)
        tell(PASTE_ON);
}

bool term_is_ascii(void)
{
    return term.ascii;
}
void term_size(int *rows, int *cols)
{
    getmaxyx(stdscr, *rows, *cols);
}
int term_signal(void)
{
    return tty_signal();
}

/* ---- drawing ---- */

unsigned long term_attributes(enum look look)
{
    int made = term.color ? look_rows[look].color : look_rows[look].mono;
    attr_t attributes = term.color ? (attr_t)COLOR_PAIR(look) : A_NORMAL;
    if (made & MADE_BOLD)
        attributes |= A_BOLD;
    if (made & MADE_DIM)
        attributes |= A_DIM;
    if (made & MADE_UNDERLINE)
        attributes |= A_UNDERLINE;
    if (made & MADE_REVERSE)
        attributes |= A_REVERSE;
    return attributes;
}

void term_erase(void)
{
    erase();
}

int term_put(int y, int x, int width, enum look look, const char *text)
{
    wchar_t wide[512];
    size_t n;
    int rows, cols;
    term_size(&rows, &cols);
    if (y < 0 || y >= rows || x < 0 || x >= cols)
        return 0;
    if (width > cols - x)
        width = cols - x;
    int used = cells_wide(text, width, term.ascii, wide, COUNT_OF(wide), &n);
    attr_t attributes = (attr_t)(term_attributes(look) & ~(unsigned long)A_COLOR);
    attr_set(attributes, term.color ? (short)look : 0, NULL);
    mvaddnwstr(y, x, wide, (int)n);
    attr_set(A_NORMAL, 0, NULL);
    return used;
}

const char *term_glyph_text(enum glyph glyph)
{
    return glyph_texts[glyph][term.ascii];
}

void term_cursor(int y, int x)
{
    term.cursor_y = y;
    term.cursor_x = x;
}

void term_paint(void)
{
    int rows, cols;
    term_size(&rows, &cols);
    wnoutrefresh(stdscr);
    int y = term.cursor_y < rows ? term.cursor_y : rows - 1,
        x = term.cursor_x < cols ? term.cursor_x : cols - 1;
    wmove(newscr, y < 0 ? 0 : y, x < 0 ? 0 : x);
    doupdate();
}

void term_repaint(void)
{
    clearok(curscr, TRUE);
}

void term_set_size(int rows, int cols)
{
    if (term.headless && rows > 0 && cols > 0)
        resize_term(rows, cols);
}

/* ---- what is on the screen, as text ---- */

/* The look of a cell: by its pair where there is colour, else B bold, U underlined, R reverse. */
static char cell_letter(attr_t attributes, short pair)
{
    if (term.color)
        return pair > 0 && pair < LOOK_COUNT ? look_rows[pair].letter : ' ';
    return attributes & A_REVERSE     ? 'R'
           : attributes & A_BOLD      ? 'B'
           : attributes & A_UNDERLINE ? 'U'
                                      : ' ';
}

void term_read(int y, int x, char text[64], char *look)
{
    cchar_t cell;
    wchar_t chars[CCHARW_MAX + 1];
    attr_t attributes;
    short pair;
    int cy, cx;
    getyx(newscr, cy, cx); /* reading moves it */
    text[0] = *look = ' ';
    text[1] = 0;
    if (mvwin_wch(newscr, y, x, &cell) != ERR &&
        getcchar(&cell, chars, &attributes, &pair, NULL) != ERR) {
        size_t n = 0;
        for (int i = 0; chars[i] && n + 5 < 64; i++)
            n += cells_encode((uint32_t)chars[i], text + n);
        *look = cell_letter(attributes, pair);
    }
    wmove(newscr, cy, cx);
}

void term_where(int *y, int *x)
{
    getyx(newscr, *y, *x);
}
