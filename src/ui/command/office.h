/* office.h: one saved encounter with all its answers: the engine's, the coder's (the engine's with the
 * coder's overrules), and what each administration has of them.
 *
 * Shared by the commands and screens of supervisors.  Reads; never writes. */
#ifndef IVLEDGER_OFFICE_H
#define IVLEDGER_OFFICE_H

#include "../../core/align.h"
#include "../../db/store_office.h"
#include "saved.h"

struct office {
    struct saved saved;
    struct arena arena;
    struct keyed_list coder, engine, reviewer;
    struct store_overrule *overrules;
    size_t n_overrules;
    struct str coder_codes, engine_codes; /* in short */
};
void office_init(struct office *office);
void office_release(struct office *office);
/* Loads by number and codes as it was saved, with the overrules that stand.  office_load() says
 * what went wrong, office_open() leaves it in err. */
enum leave office_open(struct office *office, const struct app *app, struct store *store,
                       const char *number, struct err *err);
enum leave office_load(struct office *office, struct app *app, struct store *store,
                       const char *number);
/* The same for an encounter at hand, which must outlive it.  False: err. */
bool office_code(struct office *office, const struct app *app, struct store *store,
                 const struct encounter *e, const struct store_item *item, struct err *err);
/* Coder, engine and reviewer of a review, as they stood when it was opened; NULL: as they stand
 * now.  False: err. */
bool office_align(struct office *office, const struct store_review *review, struct alignment *out,
                  struct err *err);
/* What the reviewer said of an error beats what was worked out. */
void office_take_classes(struct store *store, const struct store_review *review,
                         struct alignment *sides);
/* One slot as a line of the table below office_heads. */
extern const char office_heads[];
void office_slot_line(const struct office *office, const struct slot *slot, bool hide,
                      struct str *out);
/* A charted row as a reviewer reads it: "2  famotidine IV push R-PIV 21:45-21:47 20 mg". */
void office_row_line(const struct office *office, size_t row, struct str *out);
/* The slots as a table of 80 columns; hide: the coder's and the engine's are not shown (blind). */
void office_print(const struct office *office, const struct alignment *sides, bool hide,
                  struct str *out);
/* A review with its table and its notes; a blind one without codes shows none. */
void office_print_review(struct office *office, struct store *store, const struct store_review *v,
                         struct str *out);
void office_slot_text(const struct slot *slot, enum side side, struct str *out); /* "" nothing */
/* The open review of an encounter, or its last one; NULL: none. */
struct store_review *office_review(struct store_review *list, size_t n);
/* The rule that put a line of before on the claim, or that kept after off it; "" none. */
const char *office_rule(const struct result *r, const struct overrule *overrule);
/* Opens the database for one of these commands when the job allows the deed. */
struct store *office_store(struct app *app, enum deed deed, enum leave *leave);
/* Text to stdout line by line, control characters made harmless; cuts text up. */
void office_out(struct str *text);
/* Says what went wrong; the status to leave with. */
enum leave office_said(enum store_fault fault, const struct err *err);

#endif
