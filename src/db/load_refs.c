/* load_inside.h: what one row says about another.  A table with faulty rows is not asked for what
 * it lacks, since that may stand in them. */
#include "load_inside.h"

/* ---- sentences ---- */

static bool has_word(const char *list, const char *word, size_t length)
{
    while (*list) {
        size_t n = strcspn(list, " ");
        if (n == length && strncmp(list, word, n) == 0)
            return true;
        list += n + strspn(list + n, " ");
    }
    return false;
}

void load_check_sentence(struct load *load, const struct table *table, long line,
                         const char *column, const char *sentence, const char *whose,
                         const char *allowed)
{
    for (const char *at = strpbrk(sentence, "{}"); at; at = strpbrk(at + 1, "{}")) {
        size_t length = strcspn(at + 1, "{}");
        if (*at == '}' || at[1 + length] != '}') {
            table_bad(load, table, line, column, "a brace without its partner; write {fact}");
            return;
        }
        if (!has_word(FREE_FACTS, at + 1, length) && !has_word(allowed, at + 1, length))
            table_bad(load, table, line, column, "%s gives no fact {%.*s}; use of %s%s%s", whose,
                      (int)length, at + 1, FREE_FACTS, *allowed ? " " : "", allowed);
        at += length + 1;
    }
}

static void check_rules(struct load *load, const struct library *l)
{
    const struct table *table = &l->tables[TABLE_RULES];
    for (size_t i = 0; i < table->n; i++) {
        const struct rule_load *row = ROW(l, RULES, rule, i);
        enum rule_id id = (enum rule_id)row->index;
        const char *facts = rule_id_facts(id);
        if (row->rule.step != rule_id_step(id))
            table_bad(load, table, row->head.line, "step", "%s belongs to step %s; write that",
                      row->rule.id, step_name(rule_id_step(id)));
        load_check_sentence(load, table, row->head.line, "say", row->rule.say, row->rule.id, facts);
        load_check_sentence(load, table, row->head.line, "unmet", row->rule.unmet, row->rule.id,
                            facts);
        load_check_sentence(load, table, row->head.line, "change", row->rule.change, row->rule.id,
                            facts);
    }
}

static bool named_by_scope(const struct library *l, const char *finding)
{
    for (size_t i = 0; i < ROWS(l, SCOPE); i++)
        if (strcmp(ROW(l, SCOPE, scope, i)->finding, finding) == 0)
            return true;
    return false;
}

static void check_findings(struct load *load, const struct library *l)
{
    const struct table *table = &l->tables[TABLE_FINDINGS];
    for (size_t i = 0; i < table->n; i++) {
        const struct finding_load *row = ROW(l, FINDINGS, finding, i);
        bool known = row->index < FINDING_COUNT;
        const char *facts = known ? finding_id_facts((enum finding_id)row->index) : "";
        if (!known && !l->tables[TABLE_SCOPE].faulty && !named_by_scope(l, row->def.id))
            table_bad(load, table, row->head.line, "id",
                      "no row of scope.csv names %s; name it there or take the row out",
                      row->def.id);
        load_check_sentence(load, table, row->head.line, "say", row->def.say, row->def.id, facts);
        load_check_sentence(load, table, row->head.line, "fix", row->def.fix, row->def.id, facts);
    }
}

/* ---- every id that the program asks for, on every date ---- */

typedef int row_index(const void *row);

static int rule_index(const void *row)
{
    return ((const struct rule_load *)row)->index;
}
static int finding_index(const void *row)
{
    return ((const struct finding_load *)row)->index;
}
static int account_index(const void *row)
{
    return ((const struct account_load *)row)->index;
}
static int limit_index(const void *row)
{
    return ((const struct limit_load *)row)->index;
}
static int modifier_index(const void *row)
{
    return ((const struct modifier_load *)row)->index;
}

static const char *wanted_name(enum table_id table, int id)
{
    static const char *const limits[] = {
#define X(name, text) text,
        LIMITS(X)
#undef X
    };
    static const char *const modifiers[] = {
#define X(name, text) text,
        MODIFIERS(X)
#undef X
    };
    switch (table) {
    case TABLE_RULES: return rule_id_name((enum rule_id)id);
    case TABLE_FINDINGS: return finding_id_name((enum finding_id)id);
    case TABLE_ACCOUNTS: return account_id_name((enum account_id)id);
    case TABLE_LIMITS: return limits[id];
    default: return modifiers[id];
    }
}

static const struct {
    enum table_id table;
    row_index *index;
    int count;
} wanted[] = {
    {TABLE_RULES, rule_index, RULE_COUNT},
    {TABLE_FINDINGS, finding_index, FINDING_COUNT},
    {TABLE_ACCOUNTS, account_index, ACCOUNT_COUNT},
    {TABLE_LIMITS, limit_index, LIMIT_COUNT},
    {TABLE_MODIFIERS, modifier_index, MODIFIER_COUNT},
};

static bool stands(const struct table *table, row_index *index, int id, day_t day)
{
    for (size_t i = 0; i < table->n; i++)
        if (index(table_row(table, i)) == id && row_holds(TABLE_HEAD(table, i), day))
            return true;
    return false;
}

/* The first day on which the id has no row; NO_DAY when it always has. */
static day_t first_gap(const struct library *l, const struct table *table, row_index *index, int id)
{
    for (size_t p = 0; p < l->n_periods; p++)
        if (!stands(table, index, id, l->periods[p].from))
            return l->periods[p].from;
    return NO_DAY;
}

static void check_wanted(struct load *load, const struct library *l)
{
    for (size_t w = 0; w < COUNT_OF(wanted); w++) {
        const struct table *table = &l->tables[wanted[w].table];
        for (int id = 0; id < wanted[w].count && !table->faulty; id++) {
            char day[16];
            day_t gap = first_gap(l, table, wanted[w].index, id);
            if (gap != NO_DAY)
                table_bad(load, table, 0, NULL, "no row for %s on %s; add one that holds from then",
                          wanted_name(wanted[w].table, id), when_print_day(gap, day));
        }
    }
}

/* ---- names of other tables' rows ---- */

static bool code_stands(const struct library *l, const char *id, day_t day)
{
    for (size_t i = 0; i < ROWS(l, CODES); i++) {
        const struct code_load *row = ROW(l, CODES, code, i);
        if (strcmp(row->code.id, id) == 0 && row_holds(&row->head, day))
            return true;
    }
    return false;
}

static void check_code(struct load *load, const struct library *l, enum table_id id,
                       const struct row_head *head, const char *column, const char *code)
{
    char day[16];
    for (size_t p = 0; p < l->n_periods && !l->tables[TABLE_CODES].faulty; p++) {
        day_t from = l->periods[p].from;
        if (row_holds(head, from) && !code_stands(l, code, from)) {
            table_bad(load, &l->tables[id], head->line, column,
                      "codes.csv has no code %s on %s; add it or mend the number", code,
                      when_print_day(from, day));
            return;
        }
    }
}

static void check_codes(struct load *load, const struct library *l)
{
    for (size_t i = 0; i < ROWS(l, SERVICES); i++) {
        const struct service_load *row = ROW(l, SERVICES, service, i);
        check_code(load, l, TABLE_SERVICES, &row->head, "code", row->code);
        load_check_sentence(load, &l->tables[TABLE_SERVICES], row->head.line, "say",
                            row->service.rule.say, "a service", "");
    }
    for (size_t i = 0; i < ROWS(l, PARENTS); i++) {
        const struct parent_load *row = ROW(l, PARENTS, parent, i);
        check_code(load, l, TABLE_PARENTS, &row->head, "addon", row->addon);
        check_code(load, l, TABLE_PARENTS, &row->head, "parent", row->of);
    }
    for (size_t i = 0; i < ROWS(l, CODES); i++) {
        const struct code_load *row = ROW(l, CODES, code, i);
        if (row->code.iv_initial && !row->initial)
            table_bad(load, &l->tables[TABLE_CODES], row->head.line, "iv_initial",
                      "%s takes the initial slot but its role is not initial; mend one of the two",
                      row->code.id);
    }
}

static bool finding_stands(const struct library *l, const char *id, const struct row_head *head)
{
    for (size_t i = 0; i < ROWS(l, FINDINGS); i++) {
        const struct finding_load *row = ROW(l, FINDINGS, finding, i);
        if (strcmp(row->def.id, id) == 0 && row->head.from <= head->from &&
            (row->head.to == NO_DAY || (head->to != NO_DAY && head->to <= row->head.to)))
            return true;
    }
    return false;
}

static bool drug_stands(const struct library *l, const char *generic)
{
    for (size_t i = 0; i < ROWS(l, DRUGS); i++)
        if (ascii_casecmp(ROW(l, DRUGS, drug, i)->drug.generic, generic) == 0)
            return true;
    return false;
}

/* Rows are tried in rising order; two of one order would be tried in whichever order sorting left.
 */
static void check_order(struct load *load, const struct table *table, const struct row_head *head,
                        int order, int (*order_of)(const void *row))
{
    for (size_t i = 0; i < table->n; i++) {
        const struct row_head *other = TABLE_HEAD(table, i);
        bool apart = (other->to != NO_DAY && other->to < head->from) ||
                     (head->to != NO_DAY && head->to < other->from);
        if (other->line < head->line && !apart && order_of(other) == order)
            table_bad(load, table, head->line, "order",
                      "line %ld has order %d too; give each row its own", other->line, order);
    }
}

static int scope_order(const void *row)
{
    return ((const struct scope_load *)row)->scope.order;
}

static int kind_order(const void *row)
{
    return ((const struct kind_load *)row)->kind.order;
}

static void check_scope(struct load *load, const struct library *l)
{
    const struct table *table = &l->tables[TABLE_SCOPE];
    for (size_t i = 0; i < table->n; i++) {
        const struct scope_load *row = ROW(l, SCOPE, scope, i);
        const struct scope *scope = &row->scope;
        load_check_sentence(load, table, row->head.line, "say", scope->rule.say, "scope", "");
        check_order(load, table, &row->head, scope->order, scope_order);
        if (*row->finding && !l->tables[TABLE_FINDINGS].faulty &&
            !finding_stands(l, row->finding, &row->head))
            table_bad(load, table, row->head.line, "finding",
                      "findings.csv has no %s for these dates; add it or leave the cell empty",
                      row->finding);
        if (row->drug && !l->tables[TABLE_DRUGS].faulty && !drug_stands(l, row->drug))
            table_bad(load, table, row->head.line, "test",
                      "drugs.csv has no generic %s; add it or mend the name", row->drug);
        if (!*scope->elsewhere != !*scope->elsewhere_say)
            table_bad(load, table, row->head.line, "elsewhere_say",
                      "a code that applies elsewhere and its words go together; fill both or none");
    }
}

static void check_kinds(struct load *load, const struct library *l)
{
    const struct table *table = &l->tables[TABLE_KINDS];
    for (size_t i = 0; i < table->n; i++) {
        const struct kind_load *row = ROW(l, KINDS, kind, i);
        bool known = row->kind.length > 0;
        check_order(load, table, &row->head, row->kind.order, kind_order);
        if (!known && (row->min || row->max))
            table_bad(load, table, row->head.line, "length",
                      "bounds need a known length; write known");
        load_check_sentence(load, table, row->head.line, "say", row->kind.rule.say,
                            known ? "a kind" : "a kind whose length may be unknown",
                            !known                    ? "kind"
                            : row->min || row->max ? "kind minutes limit"
                                                      : "kind minutes");
    }
    for (size_t i = 0; i < ROWS(l, RANKS); i++) {
        const struct rank_load *row = ROW(l, RANKS, rank, i);
        load_check_sentence(load, &l->tables[TABLE_RANKS], row->head.line, "say",
                            row->rank.rule.say, "a rank", "");
    }
}

static void check_drugs(struct load *load, const struct library *l)
{
    const struct table *table = &l->tables[TABLE_DRUGS];
    for (size_t i = 0; i < table->n; i++) {
        const struct drug_load *row = ROW(l, DRUGS, drug, i);
        const struct drug *drug = &row->drug;
        bool billed = *drug->hcpcs != '\0';
        if (billed != (drug->unit_amount > 0) || billed != (*drug->unit != '\0'))
            table_bad(
                load, table, row->head.line, "unit_amount",
                "code, amount and unit of a billing unit go together; fill all three or none");
    }
}

void load_check_references(struct load *load, struct library *library)
{
    check_rules(load, library);
    check_findings(load, library);
    check_wanted(load, library);
    check_codes(load, library);
    check_scope(load, library);
    check_kinds(load, library);
    check_drugs(load, library);
    load_check_answers(load, library);
}
