/* desk.h: the encounter on the desk: what is charted, what it makes, how it got there, where it is
 * kept.
 *
 * Owns encounter, result and history.  Every accepted change recodes at once; desk_write() gives it
 * to the system as a draft before it is painted, so that it outlives the program, and desk_keep() has it
 * on the disk before the next key is read.  Knows no terminal. */
#ifndef IVLEDGER_DESK_H
#define IVLEDGER_DESK_H

#include "../../core/field.h"
#include "../../core/merge.h"
#include "../../core/standing.h"
#include "../../db/store_office.h"
#include "../command/app.h"

/* What an explanation is about: a code of a visit, or a row, or (all zero) everything. */
struct subject {
    int row, visit;
    const struct code *code;
};

struct desk {
    const struct app *app;
    struct store *store;
    day_t today; /* its book is used while the encounter has no date */
    struct encounter e;
    struct result r;
    bool coded; /* r belongs to e */
    struct err
        trouble; /* why it could not be coded, or why no draft was written; "" when all is well */
    struct encounter *states; /* history; states[at] equals e */
    size_t n_states, cap_states, at;
    enum status status;
    int64_t id, version; /* as saved; 0: never */
    struct store_draft draft;
    bool changed; /* since it was saved or opened */
    bool stale;   /* the last saving was refused: somebody else had saved it meanwhile */
    bool due;     /* the draft that was written is older */
    bool unsure;  /* it was written, and the disk has not been waited for */
    struct arena departures; /* owns what follows */
    struct store_overrule *overrules; /* that stand, as saved */
    size_t n_overrules;
};

enum { DESK_HEADER = -1 }; /* as a row index: the encounter's own fields */

void desk_init(struct desk *desk, const struct app *app, struct store *store, day_t today);
void desk_release(struct desk *desk); /* keeps it first */
/* Writes the draft where something has changed; desk_keep() also waits for the disk.  False: it could
 * not be written, trouble says why. */
bool desk_write(struct desk *desk);
bool desk_keep(struct desk *desk);
void desk_begin(struct desk *desk, const char *coder); /* a new, empty encounter of today */
bool desk_load(struct desk *desk, const char *number, struct err *err);
bool desk_load_draft(struct desk *desk, int64_t draft, struct err *err);

/* One field of a row (index from 0) or of the header; a row index equal to n_rows appends a row
 * first, on the line of the row before it.  False: nothing has changed, err says what is accepted.
 */
bool desk_set(struct desk *desk, int row, enum field_id field, const char *text, struct err *err);
/* The canonical text of a field; "" for a row that is not there yet.  Fills out anew. */
void desk_text(const struct desk *desk, int row, enum field_id field, struct str *out);
void desk_copy_row(struct desk *desk, size_t row); /* right below itself */
void desk_delete_row(struct desk *desk, size_t row);
void desk_move_row(struct desk *desk, size_t from, size_t to);
/* Any change of the encounter as one step of the history.  change may alter e as it likes; when it
 * returns false, e is as it was. */
typedef bool desk_change_fn(void *context, struct encounter *e, struct err *err);
bool desk_edit(struct desk *desk, desk_change_fn *change, void *context, struct err *err);
bool desk_undo(struct desk *desk); /* false: there is nothing to take back */
bool desk_redo(struct desk *desk);
/* Saves, as coded; what is in review or returned stays so.  False: err says what is missing or who
 * was faster (stale). */
bool desk_save(struct desk *desk, struct err *err);

/* ---- when somebody else was faster (desk_merge.c) ---- */

/* What they saved and what both came from, for merge_read(); both are initialised here.  False:
 * err. */
struct desk_merge {
    struct encounter base, theirs;
    struct store_item saved; /* as they left it; its text lives in theirs */
    struct merge merge;      /* against what is on the desk, which may not change meanwhile */
};
bool desk_merge_begin(struct desk *desk, struct desk_merge *m, struct err *err);
void desk_merge_end(struct desk_merge *m);
/* Saves both together, over theirs.  False: nothing was saved, the desk is as it was. */
bool desk_merge_save(struct desk *desk, const struct desk_merge *m, struct err *err);
/* Saves what is on the desk as another encounter. */
bool desk_save_copy(struct desk *desk, const char *number, struct err *err);
bool desk_recode(struct desk *desk);  /* false: trouble says why */
void desk_restart(struct desk *desk); /* the history begins with what is on the desk now */

/* ---- departing from the engine (desk_office.c) ---- */

/* What stands on the claim of the result as it is now.  The lines live in arena. */
void desk_standing(const struct desk *desk, struct arena *arena, struct standings *out);
/* Keeps a departure with the saved encounter, or takes one back; both with words.  False: err. */
bool desk_overrule(struct desk *desk, const char *change, const char *reason, const char *words,
                   struct err *err);
bool desk_take_back(struct desk *desk, int64_t id, const char *words, struct err *err);
/* The change as it would be kept, checked against what stands; false (err): it is none. */
bool desk_read_change(struct desk *desk, struct arena *arena, const char *change,
                      struct overrule *out, struct err *err);
void desk_load_overrules(struct desk *desk); /* anew from the database */

/* What the desk shows of a row: codes it is billed as, or why it bills nothing. */
void desk_billed_as(const struct desk *desk, size_t row, struct str *out);
const struct row_result *desk_row_result(const struct desk *desk, size_t row); /* NULL: not coded */

#endif
