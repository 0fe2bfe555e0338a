/* merge_inside.h: what the files merge*.c share.  Nobody else includes it. */
#ifndef IVLEDGER_MERGE_INSIDE_H
#define IVLEDGER_MERGE_INSIDE_H

#include "merge.h"

/* Every field of one encounter as text that depends on nothing else: times carry their date. */
struct merge_texts {
    size_t n;           /* rows */
    const char **cells; /* FIELD_COUNT a row; those of the encounter come before the first row */
};
/* Text of a field: of row i, or of the encounter itself (i is not used then). */
const char *merge_text(const struct merge_texts *texts, size_t i, enum field_id field);
/* of[i]: the row of b that is row i of a; -1: none. */
void merge_pair_rows(struct arena *arena, const struct merge_texts *a, const struct merge_texts *b,
                     long **of);

#endif
