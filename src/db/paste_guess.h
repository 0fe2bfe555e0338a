/* paste_guess.h: what a column without a name means, by what stands in it.  Private to paste.c.
 *
 * Says so only when three cells of four agree, and shows it in the preview like any other mapping.
 */
#ifndef IVLEDGER_PASTE_GUESS_H
#define IVLEDGER_PASTE_GUESS_H

#include "paste.h"

void paste_guess(struct paste *paste, const struct mapping_tables *tables, const struct book *book);

#endif
