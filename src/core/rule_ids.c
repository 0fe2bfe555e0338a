#include "rule_ids.h"

static const struct {
    const char *name, *facts;
    enum step_id step;
} rules[] = {
#define X(name, id, step, facts) {id, facts, STEP_##step},
    RULES(X)
#undef X
};

static const struct {
    const char *name, *facts;
} findings[] = {
#define X(name, id, facts) {id, facts},
    FINDINGS(X)
#undef X
};

static const char *const accounts[] = {
#define X(name, id) id,
    ACCOUNTS(X)
#undef X
};

const char *rule_id_name(enum rule_id id)
{
    return rules[id].name;
}

enum step_id rule_id_step(enum rule_id id)
{
    return rules[id].step;
}

const char *rule_id_facts(enum rule_id id)
{
    return rules[id].facts;
}

const char *finding_id_name(enum finding_id id)
{
    return findings[id].name;
}

const char *finding_id_facts(enum finding_id id)
{
    return findings[id].facts;
}

const char *account_id_name(enum account_id id)
{
    return accounts[id];
}
