#include "fires.h"

#include "whynot.h"

static const char *const names[] = {
#define X(name, text) text,
    PROVED_TABLES(X)
#undef X
};

const char *proved_table_name(enum proved_table table)
{
    return table < PROVED_COUNT ? names[table] : "";
}

bool proved_table_find(const char *name, enum proved_table *table)
{
    for (int i = 0; i < PROVED_COUNT; i++)
        if (strcmp(names[i], name) == 0) {
            *table = (enum proved_table)i;
            return true;
        }
    return false;
}

static bool decided(const struct result *r, const char *id, enum verdict verdict)
{
    for (size_t i = 0; i < r->n_decisions; i++)
        if (r->decisions[i].verdict == verdict && strcmp(r->decisions[i].rule->id, id) == 0)
            return true;
    return false;
}

static bool answers(const struct result *r, const char *id)
{
    struct arena arena;
    struct decision d;
    bool found = false;
    arena_init(&arena);
    for (size_t i = 0; i < r->book->n_codes && !found; i++)
        found = why_not(&arena, r, 0, &r->book->codes[i], &d) && strcmp(d.rule->id, id) == 0;
    arena_release(&arena);
    return found;
}

static bool pays(const struct result *r, const char *id)
{
    for (size_t i = 0; i < r->book->n_services; i++)
        if (strcmp(r->book->services[i].rule.id, id) == 0 &&
            code_on_claim(r, 0, r->book->services[i].code))
            return true;
    return false;
}

/* The initial code of a rank's kind and class stands in an initial line. */
static bool leads(const struct result *r, const char *id)
{
    for (size_t i = 0; i < r->book->n_ranks; i++) {
        const struct rank_row *rank = &r->book->ranks[i];
        const struct service_row *row =
            strcmp(rank->rule.id, id) != 0
                ? NULL
                : book_service(r->book, rank->kind, rank->group, ROLE_INITIAL, ROUTE_IV,
                               DEVICE_PERIPHERAL, 0, "medicare");
        for (size_t k = 0; row && k < r->n_lines; k++)
            if (r->lines[k].initial && r->lines[k].code == row->code)
                return true;
    }
    return false;
}

static bool raised(const struct result *r, const char *id)
{
    for (size_t i = 0; i < r->n_findings; i++)
        if (strcmp(r->findings[i].def->id, id) == 0)
            return true;
    return false;
}

bool rule_fires(const struct result *r, enum proved_table table, const char *id,
                enum verdict verdict)
{
    switch (table) {
    case PROVED_SERVICES: return pays(r, id);
    case PROVED_RANKS: return leads(r, id);
    case PROVED_FINDINGS: return raised(r, id);
    case PROVED_RULES:
        if (strncmp(id, "not.", 4) == 0)
            return answers(r, id);
        break;
    case PROVED_SCOPE:
    case PROVED_KINDS:
    case PROVED_COUNT: break;
    }
    return decided(r, id, verdict);
}
