/* load_inside.h: the book of one period: the rows that hold then, with names turned into pointers.
 * load_refs.c has proved that every name leads somewhere. */
#include "load_inside.h"

struct build {
    const struct library *library;
    struct period *period;
    struct book *book;
    struct arena *arena;
};

/* Copies one member of every row that holds; *n says how many. */
static void *take(struct build *b, enum table_id id, size_t member, size_t size, size_t *n)
{
    const struct table *table = &b->library->tables[id];
    char *out = arena_alloc(b->arena, size * (table->n + 1));
    *n = 0;
    for (size_t i = 0; i < table->n; i++)
        if (row_holds(TABLE_HEAD(table, i), b->period->from))
            memcpy(out + size * (*n)++, (char *)table_row(table, i) + member, size);
    return out;
}
#define TAKE(b, TABLE, type, member, n)                                                            \
    take((b), TABLE_##TABLE, offsetof(struct type##_load, member),                                 \
         sizeof(((struct type##_load *)NULL)->member), (n))

/* ---- tables with a fixed place for every row ---- */

#define PLACE(b, TABLE, type, member, array, count)                                                \
    for (size_t i = 0; i < ROWS((b)->library, TABLE); i++) {                                       \
        const struct type##_load *row = ROW((b)->library, TABLE, type, i);                         \
        if (row->index < (count) && row_holds(&row->head, (b)->period->from))                      \
            (b)->book->array[row->index] = row->member;                                            \
    }

static void place_fixed(struct build *b)
{
    PLACE(b, LIMITS, limit, limit, limits, LIMIT_COUNT)
    PLACE(b, RULES, rule, rule, rules, RULE_COUNT)
    PLACE(b, FINDINGS, finding, def, findings, FINDING_COUNT)
    PLACE(b, ACCOUNTS, account, account, accounts, ACCOUNT_COUNT)
    PLACE(b, MODIFIERS, modifier, modifier, modifiers, MODIFIER_COUNT)
}

static void take_scope_findings(struct build *b)
{
    size_t cap = 0;
    for (size_t i = 0; i < ROWS(b->library, FINDINGS); i++) {
        const struct finding_load *row = ROW(b->library, FINDINGS, finding, i);
        if (row->index == FINDING_COUNT && row_holds(&row->head, b->period->from))
            *ARENA_PUSH(b->arena, b->book->scope_findings, b->book->n_scope_findings, cap) =
                row->def;
    }
}

/* ---- tables that point to others ---- */

static const struct code *code_of(const struct build *b, const char *id)
{
    const struct code *code = book_code(b->book, id);
    if (!code)
        BUG("the loader let a row name code %s", id);
    return code;
}

static void take_codes(struct build *b)
{
    b->book->codes = TAKE(b, CODES, code, code, &b->book->n_codes);
    for (size_t i = 0; i < b->book->n_codes; i++)
        b->book->codes[i].index = (int)i;
}

static int generic_identity(const struct book *book, const char *generic)
{
    for (size_t i = 0; i < book->n_drugs; i++)
        if (ascii_casecmp(book->drugs[i].generic, generic) == 0)
            return book->drugs[i].identity;
    return -1; /* no such drug on these dates: the test never holds */
}

static int scope_order(const void *a, const void *b)
{
    const struct scope *x = a, *y = b;
    return (x->order > y->order) - (x->order < y->order);
}

static void take_scope(struct build *b)
{
    struct book *book = b->book;
    book->scopes = ARENA_ARRAY(b->arena, struct scope, ROWS(b->library, SCOPE) + 1);
    for (size_t i = 0; i < ROWS(b->library, SCOPE); i++) {
        const struct scope_load *row = ROW(b->library, SCOPE, scope, i);
        if (!row_holds(&row->head, b->period->from))
            continue;
        struct scope *scope = &book->scopes[book->n_scopes++];
        *scope = row->scope;
        scope->rule.step = STEP_SCOPE;
        scope->rule.unmet = "";
        scope->finding = book_finding(book, row->finding);
        if (row->drug)
            scope->value = generic_identity(book, row->drug);
    }
    sort_items(book->scopes, book->n_scopes, sizeof *book->scopes, scope_order);
}

static int kind_order(const void *a, const void *b)
{
    const struct kind_row *x = a, *y = b;
    return (x->order > y->order) - (x->order < y->order);
}

static void take_kinds(struct build *b)
{
    struct book *book = b->book;
    book->kinds = ARENA_ARRAY(b->arena, struct kind_row, ROWS(b->library, KINDS) + 1);
    for (size_t i = 0; i < ROWS(b->library, KINDS); i++) {
        const struct kind_load *row = ROW(b->library, KINDS, kind, i);
        if (!row_holds(&row->head, b->period->from))
            continue;
        struct kind_row *kind = &book->kinds[book->n_kinds++];
        *kind = row->kind;
        kind->rule.step = STEP_KIND;
        kind->rule.unmet = "";
        kind->min = row->min ? book->limits[row->min - 1].value : -1;
        kind->max = row->max ? book->limits[row->max - 1].value : -1;
    }
    sort_items(book->kinds, book->n_kinds, sizeof *book->kinds, kind_order);
}

static void take_services(struct build *b)
{
    struct book *book = b->book;
    book->services = ARENA_ARRAY(b->arena, struct service_row, ROWS(b->library, SERVICES) + 1);
    for (size_t i = 0; i < ROWS(b->library, SERVICES); i++) {
        const struct service_load *row = ROW(b->library, SERVICES, service, i);
        if (!row_holds(&row->head, b->period->from))
            continue;
        struct service_row *service = &book->services[book->n_services++];
        *service = row->service;
        service->rule.step = STEP_RELATE;
        service->rule.unmet = "";
        service->code = code_of(b, row->code);
    }
    book->ranks = TAKE(b, RANKS, rank, rank, &book->n_ranks);
    for (size_t i = 0; i < book->n_ranks; i++) {
        book->ranks[i].rule.step = STEP_INITIAL;
        book->ranks[i].rule.unmet = "";
    }
}

static void take_parents(struct build *b)
{
    struct book *book = b->book;
    book->parents = ARENA_ARRAY(b->arena, struct parent_row, ROWS(b->library, PARENTS) + 1);
    for (size_t i = 0; i < ROWS(b->library, PARENTS); i++) {
        const struct parent_load *row = ROW(b->library, PARENTS, parent, i);
        if (!row_holds(&row->head, b->period->from))
            continue;
        struct parent_row *parent = &book->parents[book->n_parents++];
        *parent = row->parent;
        parent->addon = code_of(b, row->addon);
        parent->parent = code_of(b, row->of);
    }
}

static int pair_order(const void *pa, const void *pb)
{
    const struct pair *a = pa, *b = pb;
    if (a->setting != b->setting)
        return a->setting < b->setting ? -1 : 1;
    int order = strcmp(a->column1, b->column1);
    return order != 0 ? order : strcmp(a->column2, b->column2);
}

static void take_pairs(struct build *b)
{
    struct book *book = b->book;
    book->pairs = TAKE(b, PAIRS, pair, pair, &book->n_pairs);
    for (size_t i = 1; i < book->n_pairs; i++)
        if (pair_order(&book->pairs[i - 1], &book->pairs[i]) > 0) {
            sort_items(book->pairs, book->n_pairs, sizeof *book->pairs, pair_order);
            break;
        }
}

void load_build(struct library *library, struct period *period)
{
    struct build b = {.library = library, .period = period, .arena = &library->arena};
    struct book *book = b.book = ARENA_NEW(b.arena, struct book);
    book->edition = period->edition->edition;
    book->from = period->from;
    book->to = period->to;
    book->hash = &library->hash;
    book->sources = library->sources;
    book->n_sources = library->n_sources;
    book->proofs = library->proofs;
    book->n_proofs = library->n_proofs;
    place_fixed(&b);
    take_scope_findings(&b);
    take_codes(&b);
    book->drugs = TAKE(&b, DRUGS, drug, drug, &book->n_drugs);
    book_index_drugs(book, b.arena);
    take_scope(&b);
    take_kinds(&b);
    take_services(&b);
    take_parents(&b);
    take_pairs(&b);
    book->mues = TAKE(&b, MUE, mue, mue, &book->n_mues);
    book->ems = TAKE(&b, EM, em, em, &book->n_ems);
    book->claim = &library->claim;
    book_index_codes(book, b.arena);
    period->book = book;
}
