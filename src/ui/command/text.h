/* text.h: a result as plain text of 80 columns, section by section.
 *
 * Only writes into a str; text from outside comes out tamed.  Every section but the head is left
 * out when it has nothing to say, and begins with an empty line. */
#ifndef IVLEDGER_TEXT_H
#define IVLEDGER_TEXT_H

#include "../../core/compare.h"
#include "../../core/explain.h"

void text_head(const struct result *r, const char *hash, struct str *out);
void text_rows(const struct result *r, struct str *out);        /* as charted */
void text_codes(const struct result *r, struct str *out);       /* with the sentence of the rule */
void text_codes_cited(const struct result *r, struct str *out); /* with rule and citation */
void text_drugs(const struct result *r, struct str *out);
void text_findings(const struct result *r, struct str *out);                    /* with remedies */
void text_balance(const struct result *r, struct str *out);                     /* one line */
void text_ledger(const struct result *r, struct str *out);                      /* every posting */
void text_decisions(const struct result *r, const char *code, struct str *out); /* NULL: all */
/* The switches that matter to the codes, with what another value would give; all: also those that
 * do not, and those that only change revenue codes. */
void text_switches(const struct result *r, bool all, struct str *out);

/* What every possible stop of a row without one would give; nothing where that is no question. */
void text_stops(const struct result *r, int row, int indent, struct str *out);
/* The same for every row that has none, as a section. */
void text_open_stops(const struct result *r, struct str *out);
/* For each code what of the record to send along when it is questioned. */
void text_attach(const struct result *r, struct str *out);
/* The tree of why.c, indented. */
void text_explain(const struct result *r, const struct about *about, struct str *out);

/* Words of text folded into lines of 80 columns, each begun with indent blanks; the first goes on
 * where out stands (at column indent). */
void text_fold(struct str *out, int indent, const char *text);
/* "1 2 5"; separator between. */
void text_numbers(struct str *out, const int *numbers, size_t n, const char *separator);

#endif
