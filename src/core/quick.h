/* quick.h: the quick line: one administration in one line of short words, `ceftr 2g 0830-0905`.
 *
 *   DRUG [WORD...]    or    + [WORD...]       the drug comes first; + repeats the row before:
 *                                             drug, class, route and line
 *   drug     generic, brand, HCPCS or the beginning of one: ceftr, zofran, J0696, iron suc; in
 *            quotes it is kept as charted: "study drug 7"
 *   times    0830-0905  830-905  8:30a-9:05a  0830 - 0905  0830+35  0830 (start alone)  -0905
 *            (stop alone)  n (now)  . (as in the row before)  .. (starts where the row before
 * stopped:
 *            ..-0905 ..+35)  +35 (stop that long after the start)  2026-03-03 0830-0905;
 *            830 alone might be a dose and is refused, as is a second time without -
 *   length   35min 35m 2h 1h30 (the charted length, beside a start or a stop)
 *   dose     2g  2 g  0.4mg  1000 mL  5 lesions
 *   opened   4x100mg  1x400mg+3x120mg  x4 (of the one size that fits)  multi  shared
 *   class    t h c cx horm, or any class word
 *   route    iv sc (sq) im ia it ip ipl il po top
 *   method   p i inj pump onbody setup refill flush; ivp and ivpb are route and method
 *   line     @L-PIV, any line of the encounter by its bare name, or piv lpiv rpiv midline picc cvc
 *            port; not said: the line of the row before
 *   bag      #A         visit    v2
 *   flags    kvo dil integral disc react notgiven prehosp interrupted ownreason labelfluid
 *            clinicpump; noorder unsigned primary
 *   any      FIELD=VALUE with a column name or its beginning: note="restarted after rigors"
 *
 * Words of four letters and more may be cut to three when that leaves one meaning.  A comma behind
 * a word is ignored.  Nothing is guessed: a word of two meanings is refused with both of them, an
 * unknown word with the nearest one, a thing said twice with both words.
 *
 * Owns the memory of what it read.  Never changes an encounter but through field_set(). */
#ifndef IVLEDGER_QUICK_H
#define IVLEDGER_QUICK_H

#include "book.h"
#include "field.h"

#define QUICK_LONGEST 2000 /* bytes of one line */

/* What a line is read against; nothing here is changed. */
struct quick_context {
    const struct encounter *encounter; /* its date, setting, payer and lines */
    const struct row *previous;        /* the row before, or NULL */
    const struct book *book;           /* the drugs, or NULL: every drug must be in quotes */
    minute_t now;                      /* the wall clock, NO_MINUTE: not known */
};

/* Where the value of a field comes from. */
enum quick_source {
    QUICK_NOT_SAID,
    QUICK_SAID,   /* the words at from..to say it */
    QUICK_BEFORE, /* carried over from the row before */
    QUICK_TABLE   /* worked out with the drug table from the words at from..to */
};
struct quick_field {
    enum quick_source source;
    const char *value; /* as field_set() takes it */
    size_t from, to;   /* bytes of the line; 0, 0 for QUICK_BEFORE without a + */
};

enum quick_fault { QUICK_UNKNOWN, QUICK_AMBIGUOUS, QUICK_TWICE, QUICK_REFUSED };
struct quick_trouble {
    enum quick_fault fault;
    size_t from, to;            /* bytes of the line */
    const char *say;            /* one sentence with the remedy */
    const char *const *choices; /* QUICK_AMBIGUOUS: what it may mean */
    size_t n_choices;
};

struct quick {
    struct arena arena;
    const char *text; /* copy of the line */
    struct quick_field fields[FIELD_COUNT];
    const struct drug *drug; /* of the table, NULL: kept as charted */
    struct quick_trouble *troubles;
    size_t n_troubles, cap_troubles;
    struct encounter scratch; /* the encounter's date and one row: as it would be */
};

void quick_init(struct quick *quick);
void quick_release(struct quick *quick);
/* Reads a line; what *out held is forgotten.  True when every word was understood and every value
 * is accepted.  On false err holds the first trouble and out all of them, beside whatever was
 * understood. */
bool quick_parse(const char *text, const struct quick_context *context, struct quick *out,
                 struct err *err);
/* The row as it was read, also when there were troubles. */
const struct row *quick_row(const struct quick *quick);
/* Sets every field that the line said or carried over; row is of e and fresh (row_init).  Call it
 * only after quick_parse() was true for the same encounter. */
bool quick_apply(const struct quick *quick, struct encounter *e, struct row *row, struct err *err);
/* True when text (a pasted line) looks like a quick line: a drug first and a time or a dose behind
 * it. */
bool quick_is_line(const char *text, const struct quick_context *context);

/* Is it a unit of doses as a hand writes them? */
bool quick_is_unit(const char *text);
/* The i-th usual label of a line, or unit of a dose (FIELD_LINE, FIELD_UNIT), some more than once;
 * NULL: there is none. */
const char *quick_usual(enum field_id field, size_t i);

/* Adds one sentence without a full stop:
 * "ceftriaxone, 2 g, IV infusion, 08:30-09:05 (35 min), line 1 (as before)". */
void quick_explain(const struct quick *quick, const struct quick_context *context, struct str *out);
/* Adds the shortest line of whole words that reads back to the same row in that context.  The drug
 * is never cut: what is alone today need not be so in the next rule book.  A row without a drug has
 * no line. */
void quick_print(const struct row *row, const struct quick_context *context, struct str *out);

#endif
