/* claim_print.h: a claim, its findings and its checklist as plain text of 80 columns.
 *
 * Only adds to a str; text from outside comes out tamed.  Screens draw the lines, commands print
 * them.  Every section but the forms is left out when it has nothing to say, and begins with its
 * title. */
#ifndef IVLEDGER_CLAIM_PRINT_H
#define IVLEDGER_CLAIM_PRINT_H

#include "checklist.h"
#include "claim.h"

/* What every amount is, in a line: "National Medicare amounts of 2026 ..., not adjusted". */
void claim_print_label(const struct claim *claim, struct str *out);
/* The lines with revenue code, units, charge and amount, and what the amounts are. */
void claim_print_lines(const struct claim *claim, struct str *out);
/* The titles, and one of the lines, without an end of line: for a list that must know which line of
 * the claim stands where.  width: 80 columns or more; what is over goes to the last column. */
void claim_print_titles(const struct claim *claim, int width, struct str *out);
void claim_print_line(const struct claim *claim, size_t index, int width, struct str *out);
/* Why the lines carry what they carry: the decisions with their citations. */
void claim_print_reasons(const struct claim *claim, struct str *out);
/* The form as it would be keyed: UB-04 or CMS-1500.  Charges where the site gave them, no amounts.
 */
void claim_print_form(const struct claim *claim, enum claim_form form, struct str *out);
/* Service-line segments of the 837I or 837P, one a line: LX, SV2 or SV1, DTP, REF. */
void claim_print_837(const struct claim *claim, struct str *out);
/* Findings ranked: what would be denied, what needs a person, what is worth knowing; each with what
 * the payer would answer, the usual cause and the first thing to do. */
void claim_print_findings(const struct result *result, struct str *out);
/* The six elements of every row. */
void checklist_print(const struct checklist *list, struct str *out);
/* The open questions, by who is asked; no money, no codes. */
void checklist_print_questions(const struct checklist *list, const struct result *result,
                               struct str *out);

/* The form, type of bill or place of service, and the site, in one phrase without a newline. */
void claim_print_head(const struct claim *claim, struct str *out);

#endif
