/* beside.h: two results of one encounter side by side, and what differs, as plain text of 80
 * columns: for `whatif` and `recode`.  Only writes into a str. */
#ifndef IVLEDGER_BESIDE_H
#define IVLEDGER_BESIDE_H

#include "../../core/compare.h"

/* The code lines of both, each under its title. */
void text_beside(const struct result *left, const char *left_title, const struct result *right,
                 const char *right_title, struct str *out);
/* Codes and findings that came or went, and the decisions at which the two part. */
void text_difference(const struct result *left, const struct result *right,
                     const struct difference *difference, struct str *out);

#endif
