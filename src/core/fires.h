/* fires.h: did a row of the rule book take part in a result?  For the proofs of the book and for
 * the question which rule had a hand in what. */
#ifndef IVLEDGER_FIRES_H
#define IVLEDGER_FIRES_H

#include "engine.h"

/* The tables whose rows can be proved. */
#define PROVED_TABLES(X)                                                                           \
    X(RULES, "rules")                                                                              \
    X(SCOPE, "scope") X(KINDS, "kinds") X(SERVICES, "services") X(RANKS, "ranks")                  \
        X(FINDINGS, "findings")
enum proved_table {
#define X(name, text) PROVED_##name,
    PROVED_TABLES(X)
#undef X
        PROVED_COUNT
};
const char *proved_table_name(enum proved_table table);
bool proved_table_find(const char *name, enum proved_table *table);

/* True when the row says something in the result:
 *   a rule, a row of scope or kinds: a decision with that verdict (scope and kinds: applied);
 *   a rule not.*: the answer why some code is not there (the verdict does not matter);
 *   a row of services: its code is on the claim; of ranks: its service is an initial one;
 *   a finding: it was raised. */
bool rule_fires(const struct result *r, enum proved_table table, const char *id,
                enum verdict verdict);

#endif
