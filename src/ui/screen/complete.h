/* complete.h: what a few typed letters stand for: a drug's name, a word of a list, a time, a date.
 *
 * Owns nothing, knows no terminal.  Never guesses silently: letters that may mean two things are
 * refused with both named. */
#ifndef IVLEDGER_COMPLETE_H
#define IVLEDGER_COMPLETE_H

#include "../../core/book.h"
#include "../../core/field.h"
#include "../../core/typed.h"

/* Text as the field takes it, into out: "ceftr" is ceftriaxone, "p" push, "830" the time, "t-1" a
 * date; any other text as it stands.  row: NULL for a field of the header.  book may be NULL. */
bool complete_field(const struct book *book, const struct typed_around *around, enum field_id field,
                    const char *text, struct str *out, struct err *err);
/* What may be meant, for the eye while typing: "ceftriaxone | ceftaroline"; "" when text says all.
 */
void complete_hint(const struct book *book, enum field_id field, const char *text, struct str *out);
bool complete_is_time(enum field_id field);

#endif
