/* field_memo.h: field_set() for who reads a million encounters: the words, dates and amounts of a
 * file are few and come again and again, so what a text means is looked up before it is found out.
 *
 * Remembers only good texts of fields whose value follows from the text alone.  Gives the same
 * values and sentences as field_set().  One thread at a time; owns what it remembers. */
#ifndef IVLEDGER_FIELD_MEMO_H
#define IVLEDGER_FIELD_MEMO_H

#include "field.h"

struct field_memo;
struct field_memo *field_memo_new(void); /* never NULL (death for want of memory) */
void field_memo_free(struct field_memo *memo);
/* text: of so many bytes and a zero. */
bool field_set_memo(struct field_memo *memo, struct encounter *e, struct row *row, enum field_id id,
                    const char *text, size_t length, struct err *err);

#endif
