/* csv_inside.h: what reading and writing of CSV share.  Private to csv.c and csv_write.c. */
#ifndef IVLEDGER_CSV_INSIDE_H
#define IVLEDGER_CSV_INSIDE_H

#include "../core/base.h"

/* Is this what the guard makes: apostrophes before a character that a spreadsheet would run? */
bool csv_is_guarded(const char *text, size_t length);

#endif
