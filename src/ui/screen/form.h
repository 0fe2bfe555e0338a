/* form.h: labelled fields on the form library of ncurses: lay out, draw, edit one, move between
 * them.
 *
 * Owns the text in its fields.  Knows nothing of what the text means: whoever opens the form checks
 * and takes it when the focus leaves.  With term.c the only file that knows curses. */
#ifndef IVLEDGER_FORM_H
#define IVLEDGER_FORM_H

#include "term.h"

struct form_item {
    const char *label;
    int width;  /* columns on the screen; the text may be longer and then scrolls */
    int max;    /* longest text in columns */
    bool prose; /* free text: typing goes on behind what stands there; else the first key replaces
                   it */
};

struct form;

/* items must outlive the form; none is filled. */
struct form *form_new(const struct form_item *items, size_t n);
void form_free(struct form *form);
/* Lays the fields out in reading order for that width; gives the lines it takes. */
int form_lay(struct form *form, int width);
/* Draws lines [of the layout] so that the focus is among them, and puts the cursor there.  Call it
 * after everything else of the screen was put, before term_paint(). */
void form_draw(struct form *form, int y, int x, int rows);
void form_set(struct form *form, size_t i, const char *text);
void form_type(struct form *form, size_t i, const char *text); /* as if it had been typed */
/* The text of a field without blanks at its ends; valid until it is asked for after a change. */
const char *form_text(struct form *form, size_t i);
bool form_edited(const struct form *form, size_t i); /* typed into since form_set() */
size_t form_focus(const struct form *form);
void form_go(struct form *form, size_t i); /* moves the focus */
void form_refuse(struct form *form, size_t i,
                 bool refused); /* marks a field whose text was not taken */
bool form_refused(const struct form *form, size_t i);
/* A key that changes text or place within the field (letters, arrows, Backspace, ...): true when it
 * was one. */
bool form_edit(struct form *form, int key);

#endif
