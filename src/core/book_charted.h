/* book_charted.h: the drug of a charted name that has more in it than the name.  See book.h. */
#ifndef IVLEDGER_BOOK_CHARTED_H
#define IVLEDGER_BOOK_CHARTED_H

#include "book.h"

/* normal: as book_drug_normal makes it.  NULL when no part of it is a name, or when it says that
 * another drug than fluid or an electrolyte is in the same bag. */
const struct drug *book_drug_charted(const struct book *book, const char *normal, enum route route);
/* The drug that has exactly this name; of several the first whose routes have route. */
const struct drug *book_drug_exact(const struct book *book, const char *normal, enum route route);
/* The drug whose generic begins with the words of this name, of several the first whose routes have
 * route; failing that the one drug whose brands do. */
const struct drug *book_drug_leading(const struct book *book, const char *normal, enum route route);

#endif
