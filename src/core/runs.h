/* runs.h: rows joined into runs.  Private to the steps time, kind and same drug. */
#ifndef IVLEDGER_RUNS_H
#define IVLEDGER_RUNS_H

#include "work.h"

/* The runs of the rows of one lane, by visit, route, access or line, class and infusate, then by
 * start. */
struct run **runs_join(struct work *w, struct wrow **rows, size_t n, size_t *n_runs);
/* Puts runs in that order. */
void runs_sort(struct run **runs, size_t n);
/* True when two runs are of one infusate, class and access (or line, off IV). */
bool runs_akin(const struct wrow *a, const struct wrow *b);
/* A run of one row alone. */
struct run *run_single(struct work *w, struct wrow *row);
void run_add(struct work *w, struct run *run, struct wrow *row);
/* True when the row was given with the run: out of one bag or syringe, at the same time,
 * which one row of it may say for all. */
bool run_mixed(const struct run *run, const struct wrow *row);
unsigned run_flags(const struct run *run);
int run_planned(const struct run *run); /* the longest ordered length of its rows, -1: none */

#endif
