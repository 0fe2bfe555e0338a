/* proofs.h: running the proofs: the row says its part in the case, and no longer with the change.
 */
#include "../core/fires.h"
#include "../core/whatif.h"
#include "proofs.h"

struct proving {
    const struct proofs *proofs;
    struct library *library;
    complain_fn *complain;
    void *context;
    struct proofs_count *count;
};

PRINTF_LIKE(2, 3)
static void fault(struct proving *p, const char *format, ...)
{
    struct err sentence; /* tames what stood in the files */
    va_list args;
    va_start(args, format);
    err_setv(&sentence, format, args);
    va_end(args);
    p->count->complaints++;
    if (p->complain)
        p->complain(p->context, sentence.text);
}

/* ---- one proof ---- */

/* "cms midnight=split": a policy by name, then switches. */
static bool read_policy(struct library *library, const char *words, struct policy *policy,
                        struct err *err)
{
    bool good = library_policy(library, "reference", policy, err);
    while (good && *words != '\0') {
        char word[128];
        size_t n = strcspn(words, " ");
        snprintf(word, sizeof word, "%.*s", (int)n, words);
        good = strchr(word, '=') ? policy_set(policy, word, err)
                                 : library_policy(library, word, policy, err);
        words += n + strspn(words + n, " ");
    }
    return good;
}

static void prove_change(struct proving *p, const struct proof_row *row,
                         const struct result *result, enum proved_table table, enum verdict verdict)
{
    struct change change;
    struct whatif other;
    struct err err = {""};
    whatif_init(&other);
    if (!change_parse(row->change, &change, &err) ||
        !whatif_run(&other, result, NULL, &change, 1, &err))
        fault(p, "proofs.csv: %s %s: the change \"%s\" of case %s cannot be made: %s", row->table,
              row->rule, row->change, row->name, err.text);
    else if (rule_fires(&other.result, table, row->rule, verdict))
        fault(p, "proofs.csv: %s %s does not miss in case %s with %s; name a change that tells",
              row->table, row->rule, row->name, row->change);
    else
        p->count->proved++;
    whatif_release(&other);
}

static void prove_row(struct proving *p, const struct proof_row *row)
{
    const struct encounter *e = proofs_case(p->proofs, row->name);
    enum verdict verdict = row->fires ? VERDICT_APPLIED : VERDICT_NOT_MET;
    enum proved_table table;
    struct policy policy;
    struct result result;
    struct err err = {""};
    if (!proved_table_find(row->table, &table)) {
        fault(p, "proofs.csv: there is no table %s with rows to prove", row->table);
        return;
    }
    if (!e) {
        fault(p, "proofs.csv: %s %s: cases.csv has no case %s", row->table, row->rule, row->name);
        return;
    }
    const struct book *book = library_on(p->library, encounter_day(e), &err);
    if (!book || !read_policy(p->library, row->policy, &policy, &err)) {
        fault(p, "proofs.csv: %s %s: %s", row->table, row->rule, err.text);
        return;
    }
    result_init(&result);
    engine_code(book, &policy, e, &result);
    if (rule_fires(&result, table, row->rule, verdict))
        prove_change(p, row, &result, table, verdict);
    else
        fault(p, "proofs.csv: %s %s is not %s in case %s%s%s; mend the rule or the proof",
              row->table, row->rule, verdict_name(verdict), row->name,
              *row->policy ? " under " : "", row->policy);
    result_release(&result);
}

/* ---- no row without a proof ---- */

static void need(struct proving *p, enum proved_table table, const char *id, bool fires)
{
    const char *name = proved_table_name(table);
    for (size_t i = 0; i < p->proofs->n; i++) {
        const struct proof_row *row = &p->proofs->rows[i];
        if (strcmp(row->table, name) == 0 && strcmp(row->rule, id) == 0 && row->fires == fires)
            return;
    }
    fault(p, "proofs.csv: %s %s has no case in which it is %s; add one, or say why there is none",
          name, id, verdict_name(fires ? VERDICT_APPLIED : VERDICT_NOT_MET));
}

static void need_rules(struct proving *p, const struct book *book)
{
    for (int i = 0; i < RULE_COUNT; i++) {
        const struct rule *rule = &book->rules[i];
        if (rule->step == STEP_CLAIM)
            continue; /* they speak of money, which no case here has */
        bool answer = strncmp(rule->id, "not.", 4) == 0;
        if (!answer)
            need(p, PROVED_RULES, rule->id, true);
        if (answer || !text_empty(rule->unmet))
            need(p, PROVED_RULES, rule->id, false);
    }
}

static void need_all(struct proving *p, const struct book *book)
{
    need_rules(p, book);
    for (size_t i = 0; i < book->n_scopes; i++)
        need(p, PROVED_SCOPE, book->scopes[i].rule.id, true);
    for (size_t i = 0; i < book->n_kinds; i++)
        need(p, PROVED_KINDS, book->kinds[i].rule.id, true);
    for (size_t i = 0; i < book->n_services; i++)
        need(p, PROVED_SERVICES, book->services[i].rule.id, true);
    for (size_t i = 0; i < book->n_ranks; i++)
        need(p, PROVED_RANKS, book->ranks[i].rule.id, true);
    for (int i = 0; i < FINDING_COUNT; i++)
        need(p, PROVED_FINDINGS, book->findings[i].id, true);
    for (size_t i = 0; i < book->n_scope_findings; i++)
        need(p, PROVED_FINDINGS, book->scope_findings[i].id, true);
}

void proofs_prove(const struct proofs *proofs, struct library *library, complain_fn *complain,
                  void *context, struct proofs_count *count)
{
    struct proving p = {.proofs = proofs,
                        .library = library,
                        .complain = complain,
                        .context = context,
                        .count = count};
    struct err err = {""};
    *count = (struct proofs_count){0, 0, 0};
    for (size_t i = 0; i < proofs->n; i++) {
        const struct proof_row *row = &proofs->rows[i];
        if (!text_empty(row->name))
            prove_row(&p, row);
        else if (text_empty(row->why))
            fault(&p, "proofs.csv: %s %s has neither a case nor a reason why there is none",
                  row->table, row->rule);
        else
            count->exempt++;
    }
    const struct book *book = library_edition(library, NULL, &err);
    if (book)
        need_all(&p, book);
}
