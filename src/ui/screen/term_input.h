/* term_input.h: the keyboard half of the terminal: keys, mouse, pasted text, scripts of keys.
 *
 * For term.c alone; what everybody may call stands in term.h.  With term.c and form.c the only
 * files that know curses.  Owns the script and the text that was pasted last. */
#ifndef IVLEDGER_TERM_INPUT_H
#define IVLEDGER_TERM_INPUT_H

#include "term.h"

/* Reads the script, where one is named; before the screen is there.  False: err. */
bool term_input_open(const struct term_options *options, struct err *err);
/* Sets up keys and mouse of the screen that has been opened. */
void term_input_start(const struct term_options *options);
void term_input_close(void);

#endif
