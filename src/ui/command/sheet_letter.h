/* sheet_letter.h: the defence sheet on one page of 80 columns, to be pasted in a letter: what was
 * charted, the timeline, each code with its rows, minutes, rule and source, what to attach, the
 * hash.  Only writes into a str; no money. */
#ifndef IVLEDGER_SHEET_LETTER_H
#define IVLEDGER_SHEET_LETTER_H

#include "../../core/engine.h"

void sheet_letter(const struct result *r, struct str *out);

#endif
