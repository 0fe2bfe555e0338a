#include "form.h"

#include <wchar.h>

#define NCURSES_WIDECHAR 1
#include <curses.h>
#undef lines
#include <form.h>

#include "cells.h"
#include "keys.h"

enum { TEXT_LONGEST = 1 << 20 };

struct box {
    const struct form_item *item;
    FIELD *field; /* NULL until laid out */
    struct str text; /* as last set, or as last read */
    bool edited, refused;
    int y, x; /* of its label within the form */
};

struct form {
    struct box *boxes;
    size_t n, focus;
    FORM *form;
    FIELD **fields; /* of form, ends with NULL */
    WINDOW *pad;
    int width, rows, top;
    bool fresh; /* the focus has just come: the first letter replaces the text */
};

struct form *form_new(const struct form_item *items, size_t n)
{
    struct form *f = calloc(1, sizeof *f);
    if (!f || !(f->boxes = calloc(n, sizeof *f->boxes)) ||
        !(f->fields = calloc(n + 1, sizeof *f->fields)))
        base_no_memory(1);
    f->n = n;
    for (size_t i = 0; i < n; i++) {
        f->boxes[i].item = &items[i];
        str_init(&f->boxes[i].text, TEXT_LONGEST);
        form_set(f, i, "");
    }
    f->fresh = true;
    return f;
}

/* Takes the typed text out of the library's fields, which a new layout throws away. */
static void unmake(struct form *f)
{
    if (!f->form)
        return;
    for (size_t i = 0; i < f->n; i++)
        form_text(f, i);
    unpost_form(f->form);
    free_form(f->form);
    for (size_t i = 0; i < f->n; i++) {
        free_field(f->boxes[i].field);
        f->boxes[i].field = NULL;
    }
    delwin(f->pad);
    f->form = NULL;
    f->pad = NULL;
}

void form_free(struct form *f)
{
    if (!f)
        return;
    unmake(f);
    for (size_t i = 0; i < f->n; i++)
        str_release(&f->boxes[i].text);
    free(f->boxes);
    free(f->fields);
    free(f);
}

/* What may be shown of a text in a field: the library must not see bytes that steer the terminal.
 */
static void fill_field(struct box *box)
{
    struct str shown;
    const char *p = box->text.data;
    str_init(&shown, 1 << 16);
    while (*p) {
        uint32_t c;
        char utf8[5];
        p += cells_next(p, &c);
        if (cells_width(c) < 0 || (term_is_ascii() && c > 0x7E))
            c = '?';
        str_addn(&shown, utf8, cells_encode(c, utf8));
    }
    set_field_buffer(box->field, 0, shown.length ? shown.data : "");
    set_field_status(box->field, FALSE);
    str_release(&shown);
}

static void dress(struct form *f, size_t i)
{
    struct box *box = &f->boxes[i];
    enum look look = box->refused ? LOOK_REFUSED : i == f->focus ? LOOK_FOCUS : LOOK_FIELD;
    chtype attributes = (chtype)term_attributes(look);
    set_field_fore(box->field, attributes);
    set_field_back(box->field, attributes);
}

static void place_boxes(struct form *f, int width)
{
    int y = 0, x = 0;
    for (size_t i = 0; i < f->n; i++) {
        struct box *box = &f->boxes[i];
        int need = cells_columns(box->item->label) + 1 + box->item->width;
        if (x > 0 && x + need > width) {
            y++;
            x = 0;
        }
        box->y = y;
        box->x = x;
        x += need + 2;
    }
    f->rows = y + 1;
}

static void make_fields(struct form *f, int width)
{
    for (size_t i = 0; i < f->n; i++) {
        struct box *box = &f->boxes[i];
        int label = cells_columns(box->item->label) + 1;
        int room = width - box->x - label,
            columns = box->item->width < room ? box->item->width : room;
        box->field = new_field(1, columns > 0 ? columns : 1, box->y, box->x + label, 0, 0);
        if (!box->field)
            base_no_memory(1);
        field_opts_off(box->field, O_AUTOSKIP | O_BLANK | O_STATIC | O_WRAP);
        set_max_field(box->field, box->item->max > columns ? box->item->max : columns);
        dress(f, i);
        fill_field(box);
        f->fields[i] = box->field;
    }
    f->fields[f->n] = NULL;
}

int form_lay(struct form *f, int width)
{
    if (f->form && f->width == width)
        return f->rows;
    unmake(f);
    f->width = width;
    place_boxes(f, width);
    make_fields(f, width);
    f->form = new_form(f->fields);
    f->pad = newpad(f->rows, width + 1);
    if (!f->form || !f->pad)
        base_no_memory(1);
    set_form_win(f->form, f->pad);
    set_form_sub(f->form, f->pad);
    form_opts_off(f->form, O_BS_OVERLOAD | O_NL_OVERLOAD);
    post_form(f->form);
    form_go(f, f->focus);
    return f->rows;
}

void form_draw(struct form *f, int y, int x, int rows)
{
    int cy, cx, at = f->boxes[f->focus].y;
    if (at < f->top)
        f->top = at;
    if (at >= f->top + rows)
        f->top = at - rows + 1;
    if (f->top > f->rows - rows)
        f->top = f->rows > rows ? f->rows - rows : 0;
    for (size_t i = 0; i < f->n; i++) {
        wattrset(f->pad, (int)term_attributes(i == f->focus ? LOOK_STRONG : LOOK_LABEL));
        mvwaddstr(f->pad, f->boxes[i].y, f->boxes[i].x, f->boxes[i].item->label);
        wattrset(f->pad, A_NORMAL);
    }
    pos_form_cursor(f->form);
    getyx(f->pad, cy, cx);
    int shown = f->rows - f->top < rows ? f->rows - f->top : rows;
    wnoutrefresh(stdscr);
    touchwin(f->pad);
    pnoutrefresh(f->pad, f->top, 0, y, x, y + shown - 1, x + f->width - 1);
    term_cursor(y + cy - f->top, x + cx);
}

/* The text may be what the box holds already; what says the same stays where it is, so that asking
 * twice gives the same text. */
static const char *keep_text(struct box *box, const char *text, size_t n)
{
    struct str copy;
    if (box->text.length == n && memcmp(box->text.data, text, n) == 0)
        return box->text.data;
    str_init(&copy, TEXT_LONGEST);
    str_addn(&copy, text, n);
    str_release(&box->text);
    box->text = copy;
    return copy.data;
}

void form_set(struct form *f, size_t i, const char *text)
{
    struct box *box = &f->boxes[i];
    keep_text(box, text, strlen(text));
    box->edited = false;
    if (!box->field)
        return;
    fill_field(box);
    if (i == f->focus)
        form_go(f, i);
}

void form_type(struct form *f, size_t i, const char *text)
{
    form_set(f, i, text);
    form_refuse(f, i, false);
    if (f->boxes[i].field)
        f->boxes[i].edited = true;
}

const char *form_text(struct form *f, size_t i)
{
    struct box *box = &f->boxes[i];
    if (!box->field || !box->edited)
        return box->text.data;
    if (i == f->focus)
        form_driver(f->form, REQ_VALIDATION); /* brings the window into the buffer */
    const char *p = field_buffer(box->field, 0);
    p = p ? p + strspn(p, " ") : "";
    size_t n = strlen(p);
    while (n > 0 && p[n - 1] == ' ')
        n--;
    return keep_text(box, p, n);
}

bool form_edited(const struct form *f, size_t i)
{
    return f->boxes[i].edited;
}
size_t form_focus(const struct form *f)
{
    return f->focus;
}
bool form_refused(const struct form *f, size_t i)
{
    return f->boxes[i].refused;
}

/* Behind the last letter.  The library counts letters there, and stops short where some are two
 * columns wide. */
static void to_end(struct form *f)
{
    int columns = cells_columns(form_text(f, f->focus));
    form_driver(f->form, REQ_END_FIELD);
    for (int i = 0; i < columns && f->form->curcol < columns; i++)
        form_driver(f->form, REQ_NEXT_CHAR);
}

void form_go(struct form *f, size_t i)
{
    size_t before = f->focus;
    if (f->form) {
        form_text(f, before);
        if (before != i)
            form_driver(f->form, REQ_BEG_FIELD); /* long text is left showing its beginning */
    }
    f->focus = i;
    f->fresh = true;
    if (!f->form)
        return;
    dress(f, before);
    dress(f, i);
    set_current_field(f->form, f->boxes[i].field);
    to_end(f);
}

void form_refuse(struct form *f, size_t i, bool refused)
{
    f->boxes[i].refused = refused;
    if (f->boxes[i].field)
        dress(f, i);
}

/* Letters of two columns, and those that join the one before.  The library inserts them past the end
 * of its own line when that is nearly full, so that here the text is put together and given to the
 * field as a whole. */
static void type_odd(struct form *f, struct box *box, int key)
{
    char utf8[5];
    struct str text;
    const char *old = form_text(f, f->focus), *at = old;
    int columns = 0, steps = 0;
    while (*at && columns < f->form->curcol) {
        uint32_t c;
        at += cells_next(at, &c);
        columns += cells_width(c) > 0 ? cells_width(c) : 0;
        steps += cells_width(c) > 0;
    }
    str_init(&text, 1 << 16);
    str_addn(&text, old, (size_t)(at - old));
    str_addn(&text, utf8, cells_encode((uint32_t)key, utf8));
    str_add(&text, at);
    if (cells_columns(text.data) <= box->item->max) {
        form_set(f, f->focus, text.data);
        box->edited = true;
        form_driver(f->form, REQ_BEG_FIELD);
        for (steps += cells_width((uint32_t)key) > 0; steps > 0; steps--)
            form_driver(f->form, REQ_NEXT_CHAR);
    }
    str_release(&text);
}

static bool type_letter(struct form *f, int key)
{
    struct box *box = &f->boxes[f->focus];
    if (term_is_ascii() && key > 0x7E)
        return false;
    if (f->fresh && !box->item->prose)
        form_driver(f->form, REQ_CLR_FIELD);
    box->edited = true;
    if (cells_width((uint32_t)key) == 1)
        form_driver_w(f->form, OK, (wchar_t)key);
    else
        type_odd(f, box, key);
    return true;
}

static const struct {
    int key, request;
    bool edits;
} EDITS[] = {
    {K_LEFT, REQ_PREV_CHAR, false},      {K_RIGHT, REQ_NEXT_CHAR, false},
    {K_HOME, REQ_BEG_FIELD, false},      {K_END, REQ_END_FIELD, false},
    {K_BACKSPACE, REQ_DEL_PREV, true},   {K_DELETE, REQ_DEL_CHAR, true},
    {K_CTRL('U'), REQ_CLR_FIELD, true},  {K_CTRL('K'), REQ_CLR_EOF, true},
    {K_CTRL('A'), REQ_BEG_FIELD, false}, {K_CTRL('E'), REQ_END_FIELD, false},
    {K_CTRL('W'), REQ_DEL_WORD, true},
};

bool form_edit(struct form *f, int key)
{
    bool done = false;
    if (!f->form)
        return false;
    if (keys_printable(key)) {
        done = type_letter(f, key);
    } else {
        for (size_t i = 0; i < COUNT_OF(EDITS) && !done; i++) {
            if (EDITS[i].key != key)
                continue;
            if (EDITS[i].request == REQ_END_FIELD)
                to_end(f);
            else
                form_driver(f->form, EDITS[i].request);
            f->boxes[f->focus].edited |= EDITS[i].edits;
            done = true;
        }
    }
    if (done) {
        f->fresh = false;
        if (f->boxes[f->focus].edited)
            form_refuse(f, f->focus, false);
    }
    return done;
}
