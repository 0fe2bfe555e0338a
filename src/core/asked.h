/* asked.h: what somebody types to have it explained, as a question for explain.h: a code,
 * a code with its modifier (CODE-59), one unit of it (CODE/2), the code of a drug line, "row 2" or "2", or the id of a finding.
 *
 * Points into the result and the book; explains nothing itself. */
#ifndef IVLEDGER_ASKED_H
#define IVLEDGER_ASKED_H

#include "explain.h"

struct asked {
    struct about about; /* its modifier points into this struct, which must not be moved */
    char code[32];
    char modifier[16];
    bool there; /* it is in the result; a code that is not is answered by why not */
};

/* False: err says what is wrong with the word, or is "" when it names nothing of this result. */
bool asked_parse(struct asked *asked, const struct result *r, const char *word, struct err *err);
/* A word that names nothing here: who codes it instead, or where to look.  In sentences. */
void asked_elsewhere(const struct result *r, const char *word, struct str *out);

#endif
