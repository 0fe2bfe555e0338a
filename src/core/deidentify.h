/* deidentify.h: an encounter with nothing left in it that names anybody, for training.
 *
 * What the codes hang on stays: drugs, doses, the hours between them, setting, diagnoses.  Free text
 * goes; where it cannot go without changing the codes and the book does not know it, it is told and
 * a person decides.  Knows no file and no screen. */
#ifndef IVLEDGER_DEIDENTIFY_H
#define IVLEDGER_DEIDENTIFY_H

#include "book.h"

/* Changes e: number is name; patient, coder, notes and words around a drug's name go; an
 * authorisation is "A1", a reason for a second site "documented"; lines and bags are line1, bag1
 * ...; every date moves as many days, the first to the 2nd of January of its year, since the year
 * chooses the edition.  Adds to out what was left out or changed, in words. */
void deidentify(struct encounter *e, const struct book *book, const char *name, struct str *out);
/* The first free text that stays and that the book does not know: "row 2 says ...".  False: none. */
bool deidentify_leftover(const struct encounter *e, const struct book *book, struct err *err);
/* May a sentence of the trainer's own go into a scenario?  Not with a row of figures, nor with the
 * number, patient or coder of the encounter it is about.  False: err says what is in the way. */
bool deidentify_sentence(const struct encounter *from, const char *sentence, struct err *err);

#endif
