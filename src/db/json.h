/* json.h: a result as JSON, one object per visit on one line (interfaces.md section 3).
 *
 * Only writes; the order of the keys is part of the contract. */
#ifndef IVLEDGER_JSON_H
#define IVLEDGER_JSON_H

#include "../core/compare.h"

/* A JSON string with its quotes; control characters, quotes and invalid UTF-8 are escaped. */
void json_string(struct str *out, const char *text);

/* The object of one visit, without newline.  hash: exchange_fingerprint() of the result.  The
 * switches of the visit come from compare_switches(); n_switches 0 gives an empty list. */
struct json_visit {
    const struct result *result;
    int visit;
    const char *hash;
    const struct switch_note *switches;
    size_t n_switches;
};
void json_visit(const struct json_visit *v, struct str *out);

/* The visits to print for a result: those that were coded, else the first charted. */
size_t json_visits(const struct result *r, struct arena *arena, const int **visits);

#endif
