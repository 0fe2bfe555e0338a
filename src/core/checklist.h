/* checklist.h: the six elements of documentation for every row, what is missing, and the question
 * to put to whoever kept the record.  Reads a result; decides nothing, and knows no money. */
#ifndef IVLEDGER_CHECKLIST_H
#define IVLEDGER_CHECKLIST_H

#include "claim_tables.h"

enum check_state {
    CHECK_THERE,
    CHECK_MISSING,
    CHECK_NOT_ASKED /* this row does not need it */
};
struct check_row {
    int row, visit;
    const char *drug; /* as charted */
    enum check_state state[ELEMENT_COUNT];
};
/* A question that is open: the finding behind it and the sentence, filled in. */
struct check_ask {
    const struct finding *finding;
    const struct question *question;
    int row; /* 0: the whole encounter */
    const char *text;
};
struct checklist {
    struct arena arena;
    struct check_row *rows; /* of the encounter, in its order */
    size_t n_rows;
    struct check_ask *asks; /* by who is asked, then row */
    size_t n_asks, cap_asks;
    int missing; /* elements in all */
};
void checklist_init(struct checklist *list);
void checklist_release(struct checklist *list);
/* Builds the list; what it held is forgotten.  The result must outlive it. */
void checklist_build(struct checklist *list, const struct result *result);

#endif
