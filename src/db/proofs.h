/* proofs.h: the cases that prove the rule book: for every row that decides something an encounter
 * in which it does, and a change of one fact or switch under which it no longer does.
 *
 * data/proofs/cases.csv is administration CSV; proofs.csv names the rows.  Reads and codes; never
 * writes. */
#ifndef IVLEDGER_PROOFS_H
#define IVLEDGER_PROOFS_H

#include "load.h"

struct proofs {
    struct arena arena;
    struct proof_row *rows;
    size_t n, cap;
    struct encounter **cases;
    size_t n_cases, cap_cases;
};
/* Reads both files of the data directory.  *there is false (and nothing is wrong) when it has no
 * proofs.  False: something in them is wrong; it was complained of, and err has the first sentence.
 */
bool proofs_load(struct proofs *proofs, const char *dir, complain_fn *complain, void *context,
                 bool *there, struct err *err);
void proofs_release(struct proofs *proofs);
const struct encounter *proofs_case(const struct proofs *proofs, const char *name);

struct proofs_count {
    long proved;     /* rows of the book, each with the verdicts it can have */
    long exempt;     /* rows that can have no case, with the reason why */
    long complaints; /* what is wrong: a proof that does not hold, a row without one */
};
/* Runs every proof, under the book of the case's date, and looks that no row of the newest book is
 * without one. */
void proofs_prove(const struct proofs *proofs, struct library *library, complain_fn *complain,
                  void *context, struct proofs_count *count);

/* The rows alone, for those who cite them (explain.h); quietly none where they cannot be read. */
size_t proofs_rows(const char *dir, struct arena *arena, struct proof_row **rows);

#endif
