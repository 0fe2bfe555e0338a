/* whatif.h: the same encounter with a fact or a switch changed, coded beside the real one: what
 * differs, by which rule, and the minute at which the answer turns.
 *
 * A what-if is no fact: it is a copy with a life of its own, nothing here is ever saved, and it
 * shows no money.  Knows no clock and no file. */
#ifndef IVLEDGER_WHATIF_H
#define IVLEDGER_WHATIF_H

#include "compare.h"
#include "field.h"

/* ---- one change ---- */

struct change {
    bool is_switch;
    enum switch_id id; /* a switch and its value ... */
    int value;
    enum field_id field; /* ... or a field: of a row, or with row 0 of the encounter */
    int row;
    const char *text; /* what is written there instead; points into the words given */
};
/* "2.stop=09:16" a field of row 2, "payer=commercial" a field of the encounter,
 * "overlap_mode=subtract" a switch.  Words are kept, not copied.  False: err. */
bool change_parse(const char *words, struct change *out, struct err *err);
/* The words again. */
void change_print(const struct change *change, struct str *out);

/* ---- the other encounter ---- */

struct whatif {
    struct encounter encounter;
    struct policy policy;
    struct result result; /* points into the two above: a whatif must not be moved */
};
void whatif_init(struct whatif *w);
void whatif_release(struct whatif *w);
/* Codes what base coded, with the changes made in their order.  book: NULL, the one of base (give
 * another where the date of service changes).  False (err) when a change is refused; the what-if
 * then holds nothing. */
bool whatif_run(struct whatif *w, const struct result *base, const struct book *book,
                const struct change *changes, size_t n, struct err *err);

/* ---- every possible minute ---- */

/* Codes from one minute to another, both included, while the start or stop of a row moves. */
struct band {
    minute_t from, to;
    const char *codes; /* of all visits, in short (compare.h) */
    const char *own;   /* of those what not every band has; "" nothing more */
};
struct bands {
    const char *beside; /* the codes that every band has; "" none */
    struct band *at;
    size_t n;
    int every; /* the last bands go on like this, one more unit every so many minutes; 0: no */
};
/* Codes the encounter for every minute of the field (start or stop) of the row, from .. to (at most
 * a week).  Text lives in arena. */
void whatif_bands(struct arena *arena, const struct result *base, int row, enum field_id field,
                  minute_t from, minute_t to, struct bands *out);
/* The bands of a row without a stop, over the day that follows its start; n is 0 where the row has
 * no start, has a stop, or is left out. */
void whatif_missing_stop(struct arena *arena, const struct result *base, int row,
                         struct bands *out);
/* "stop by 09:15: 96374; 09:16 to 10:30: 96365; from 10:31: 96365 96366" */
void bands_text(const struct bands *bands, enum field_id field, struct str *out);
/* The first minute, going from one value of a time to the other, at which the codes are no longer
 * those of the first; NO_MINUTE when they never turn. */
minute_t bands_turn(const struct bands *bands, minute_t from, minute_t to);

#endif
