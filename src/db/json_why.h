/* json_why.h: a why and a what-if as JSON, one object on one line each (ivledger.1, JSON).
 *
 * Only writes; the order of the keys is part of the contract.  No money, as everywhere in a
 * what-if. */
#ifndef IVLEDGER_JSON_WHY_H
#define IVLEDGER_JSON_WHY_H

#include "../core/asked.h"
#include "../core/whatif.h"

/* What was asked of a result, and the answer: top is explain() of the question. */
struct json_why {
    const struct result *result;
    const char *hash; /* exchange_fingerprint() of the result */
    const char *word; /* as it was typed */
    const struct asked *asked;
    const struct node *top;
};
void json_why(const struct json_why *why, struct str *out);

/* A time that was moved, and the minute at which the codes turn on the way. */
struct json_turn {
    int row;
    enum field_id field;
    struct bands bands;
    minute_t at; /* NO_MINUTE: they never do */
};
struct json_whatif {
    const struct result *before, *after;
    const char *hash; /* of before */
    const struct change *changes;
    size_t n_changes;
    const struct difference *difference;
    const struct json_turn *turns;
    size_t n_turns;
};
void json_whatif(const struct json_whatif *w, struct str *out);

#endif
