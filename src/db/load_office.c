/* load_inside.h: reasons and the questions of auditors, and what they say of other tables. */
#include "cells.h"

bool cell_reason_kind(const struct cell *cell, const struct column *column, void *at)
{
    struct reason_load *row = at;
    (void)column;
    row->reason.error = strcmp(cell->text, "error") == 0;
    return row->reason.error || strcmp(cell->text, "overrule") == 0 ||
           cell_bad(cell, "\"%s\" is no kind; write overrule or error", cell->text);
}

bool cell_audit_test(const struct cell *cell, const struct column *column, void *at)
{
    (void)column;
    return audit_test_find(cell->text, at) ||
           cell_bad(cell, "\"%s\" is no test; README.md lists them", cell->text);
}

/* Every class of error has its weight. */
static void check_reasons(struct load *load, const struct library *l)
{
    const struct table *table = &l->tables[TABLE_REASONS];
    for (int c = 1; c < ERROR_CLASS_COUNT && !table->faulty; c++) {
        bool there = false;
        for (size_t i = 0; i < table->n; i++)
            there = there || (l->reasons[i].error &&
                              strcmp(l->reasons[i].id, error_class_name((enum error_class)c)) == 0);
        if (!there)
            table_bad(load, table, 0, NULL, "no row of kind error for %s; add one",
                      error_class_name((enum error_class)c));
    }
    for (size_t i = 0; i < table->n; i++) {
        enum error_class c;
        if (l->reasons[i].error && !error_class_find(l->reasons[i].id, &c))
            table_bad(load, table, ROW(l, REASONS, reason, i)->head.line, "id",
                      "%s is no class of error; take it out", l->reasons[i].id);
    }
}

void load_office(struct load *load, struct library *l)
{
    l->reasons = ARENA_ARRAY(&l->arena, struct reason, ROWS(l, REASONS) + 1);
    for (size_t i = 0; i < ROWS(l, REASONS); i++)
        l->reasons[i] = ROW(l, REASONS, reason, i)->reason;
    l->audits = ARENA_ARRAY(&l->arena, struct audit_question, ROWS(l, AUDITS) + 1);
    for (size_t i = 0; i < ROWS(l, AUDITS); i++) {
        const struct audit_load *row = ROW(l, AUDITS, audit, i);
        l->audits[i] = row->question;
        l->audits[i].days = (struct days_valid){row->head.from, row->head.to};
    }
    check_reasons(load, l);
}

size_t library_reasons(const struct library *library, const struct reason **out)
{
    *out = library->reasons;
    return ROWS(library, REASONS);
}

const struct reason *library_reason(const struct library *library, const char *id, struct err *err)
{
    struct str names;
    for (size_t i = 0; i < ROWS(library, REASONS); i++)
        if (!library->reasons[i].error && text_equal(library->reasons[i].id, id))
            return &library->reasons[i];
    str_init(&names, 900);
    for (size_t i = 0; i < ROWS(library, REASONS); i++)
        if (!library->reasons[i].error)
            str_addf(&names, "%s%s", names.length > 0 ? ", " : "", library->reasons[i].id);
    err_set(err, text_empty(id) ? "a departure from the engine needs a reason, one of: %s"
                                : "that is no reason; give one of: %s",
            names.data);
    str_release(&names);
    return NULL;
}

int library_weight(const struct library *library, const char *error_class)
{
    for (size_t i = 0; i < ROWS(library, REASONS); i++)
        if (library->reasons[i].error && strcmp(library->reasons[i].id, error_class) == 0)
            return library->reasons[i].weight;
    return 1;
}

size_t library_audits(const struct library *library, const struct audit_question **out)
{
    *out = library->audits;
    return ROWS(library, AUDITS);
}
