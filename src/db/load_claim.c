/* load_inside.h: the tables of the claim for all dates, and what they say of each other and of the
 * findings. */
#include "load_inside.h"

/* ---- rows with their days ---- */

#define KEEP(TABLE, type, member, row_type, array, n)                                              \
    do {                                                                                           \
        row_type *out = ARENA_ARRAY(&l->arena, row_type, ROWS(l, TABLE) + 1);                      \
        for (size_t i = 0; i < ROWS(l, TABLE); i++) {                                              \
            out[i] = ROW(l, TABLE, type, i)->member;                                               \
            out[i].days = days_of(&ROW(l, TABLE, type, i)->head);                                  \
        }                                                                                          \
        l->claim.array = out;                                                                      \
        l->claim.n = ROWS(l, TABLE);                                                               \
    } while (0)

static struct days_valid days_of(const struct row_head *head)
{
    return (struct days_valid){head->from, head->to};
}

static void keep_rows(struct library *l)
{
    for (size_t i = 0; i < ROWS(l, REVENUE); i++) {
        struct rule *rule = &ROW(l, REVENUE, revenue, i)->revenue.rule;
        rule->step = STEP_CLAIM;
        rule->unmet = "";
    }
    for (size_t i = 0; i < ROWS(l, NUMBERS); i++) {
        struct claim_number *number = &ROW(l, NUMBERS, number, i)->number;
        if (!decimal_parse(number->value, &number->amount))
            number->amount = 0;
    }
    KEEP(FEES, fee, fee, struct fee, fees, n_fees);
    KEEP(REVENUE, revenue, revenue, struct revenue_row, revenues, n_revenues);
    KEEP(DENIALS, denial, denial, struct denial, denials, n_denials);
    KEEP(QUESTIONS, question, question, struct question, questions, n_questions);
    KEEP(NUMBERS, number, number, struct claim_number, numbers, n_numbers);
}

/* ---- every finding's denial codes have a meaning ---- */

static bool denial_stands(const struct library *l, bool remark, const char *code, day_t day)
{
    return remark ? claim_remark(&l->claim, code, day) != NULL
                  : claim_denial(&l->claim, code, day) != NULL;
}

static void check_denials(struct load *load, const struct library *l,
                          const struct finding_load *row, bool remark)
{
    const struct table *table = &l->tables[TABLE_FINDINGS];
    const char *at = remark ? row->def.rarc : row->def.carc;
    while (*at) {
        char code[16];
        size_t length = strcspn(at, " ");
        snprintf(code, sizeof code, "%.*s", (int)length, at);
        if (!denial_stands(l, remark, code, row->head.from))
            table_bad(load, table, row->head.line, remark ? "rarc" : "carc",
                      "denials.csv has no %s %s for these dates; add it or mend the code",
                      remark ? "RARC" : "CARC", code);
        at += length + strspn(at + length, " ");
    }
}

/* ---- questions ---- */

static const struct finding_load *finding_of(const struct library *l, const char *id)
{
    for (size_t i = 0; i < ROWS(l, FINDINGS); i++)
        if (strcmp(ROW(l, FINDINGS, finding, i)->def.id, id) == 0)
            return ROW(l, FINDINGS, finding, i);
    return NULL;
}

static void check_questions(struct load *load, const struct library *l)
{
    const struct table *table = &l->tables[TABLE_QUESTIONS];
    bool asked[ELEMENT_COUNT + 1] = {false};
    for (size_t i = 0; i < table->n; i++) {
        const struct question_load *row = ROW(l, QUESTIONS, question, i);
        const struct finding_load *finding = finding_of(l, row->question.finding);
        asked[row->question.element] = true;
        if (!finding)
            table_bad(load, table, row->head.line, "finding",
                      "findings.csv has no %s; add it or mend the name", row->question.finding);
        else
            load_check_sentence(
                load, table, row->head.line, "say", row->question.say, row->question.finding,
                finding->index < FINDING_COUNT ? finding_id_facts((enum finding_id)finding->index)
                                               : "");
    }
    for (int e = 0; e < ELEMENT_COUNT && !table->faulty; e++)
        if (!asked[e + 1])
            table_bad(load, table, 0, NULL, "no question asks for the element %s; add a row",
                      element_name((enum element)e));
}

/* ---- revenue codes and numbers ---- */

/* Whatever the kind and class of a line, some row fits it. */
static void check_revenues(struct load *load, const struct library *l)
{
    const struct table *table = &l->tables[TABLE_REVENUE];
    static const char *const names[] = {"article_0636", "cost_center", "drug", "visit"};
    for (size_t p = 0; p < l->n_periods && !table->faulty; p++)
        for (int choice = 0; choice < 2 * REVENUE_CHOICE_COUNT; choice++) {
            char day[16];
            if (claim_revenue(&l->claim, (enum revenue_choice)(choice / 2), KIND_NONE, GROUP_NONE,
                              choice % 2 == 0, l->periods[p].from))
                continue;
            table_bad(
                load, table, 0, NULL,
                "no row of choice %s fits every line on %s; add one with kind and group empty",
                names[choice / 2], when_print_day(l->periods[p].from, day));
            return;
        }
}

static void check_numbers(struct load *load, const struct library *l)
{
    const struct table *table = &l->tables[TABLE_NUMBERS];
    bool there[CLAIM_NUMBER_COUNT] = {false};
    for (size_t i = 0; i < table->n; i++)
        there[ROW(l, NUMBERS, number, i)->number.id] = true;
    for (int id = 0; id < CLAIM_NUMBER_COUNT && !table->faulty; id++)
        if (!there[id])
            table_bad(load, table, 0, NULL, "no row for %s; add one",
                      claim_number_name((enum claim_number_id)id));
}

void load_claim_tables(struct load *load, struct library *library)
{
    keep_rows(library);
    for (size_t i = 0; i < ROWS(library, FINDINGS) && !library->tables[TABLE_DENIALS].faulty; i++) {
        check_denials(load, library, ROW(library, FINDINGS, finding, i), false);
        check_denials(load, library, ROW(library, FINDINGS, finding, i), true);
    }
    if (!library->tables[TABLE_FINDINGS].faulty)
        check_questions(load, library);
    check_revenues(load, library);
    check_numbers(load, library);
}
