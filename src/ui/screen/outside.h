/* outside.h: the user's own programs on the terminal: a text in the pager, a text in the editor.
 *
 * The text goes to the pager through a pipe and never to the disk; what the editor needs as a file
 * lies in a private folder (0700, file 0600) that is removed with all that the editor left in it.
 * Owns nothing.  The screens are left and taken back; never draws. */
#ifndef IVLEDGER_OUTSIDE_H
#define IVLEDGER_OUTSIDE_H

#include "../../core/base.h"

/* $PAGER, else less or more.  False: err says why it could not be shown. */
bool outside_page(const struct str *text, struct err *err);
/* $VISUAL, $EDITOR, else vi.  True: text is what was left there; lines are joined by blanks.  False:
 * text is as it was, err says why. */
bool outside_edit(struct str *text, struct err *err);

#endif
