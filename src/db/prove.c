#include "prove.h"

#include "load_inside.h"

struct proving {
    struct library *library;
    complain_fn *complain;
    void *context;
    struct proof *proof;
    const struct book *book;
    bool *kind_reached; /* per row of book->kinds */
    bool outcome[GROUP_COUNT][ROUTE_COUNT][KIND_COUNT];
};

PRINTF_LIKE(2, 3)
static void fault(struct proving *p, const char *format, ...)
{
    struct err sentence; /* tames what stood in the files */
    va_list args;
    va_start(args, format);
    err_setv(&sentence, format, args);
    va_end(args);
    p->proof->complaints++;
    if (p->complain)
        p->complain(p->context, sentence.text);
}

/* "kinds.csv (2026.1, from 2026-01-01)" */
static const char *place(const struct proving *p, const char *table, char buf[80])
{
    char day[16];
    snprintf(buf, 80, "%s.csv (edition %s, from %s)", table, p->book->edition,
             when_print_day(p->book->from, day));
    return buf;
}

/* ---- one outcome for every combination ---- */

static const char *const payers[] = {"medicare", "commercial"};

static bool left_out(const struct book *book, enum group group, enum route route,
                     enum method method)
{
    for (size_t i = 0; i < book->n_scopes; i++)
        if (load_scope_takes(&book->scopes[i], group, route, method))
            return true;
    return false;
}

/* The loader has seen to it that each has a row. */
static void try_minutes(struct proving *p, enum group group, enum route route, enum method method,
                        enum setting setting, const char *payer)
{
    for (int minutes = -1; minutes <= DAY_MINUTES; minutes++) {
        const struct kind_row *row =
            book_kind(p->book, group, route, method, minutes, setting, payer);
        p->proof->combinations++;
        p->kind_reached[row - p->book->kinds] = true;
        p->outcome[group][route][row->kind] = true;
    }
}

static void try_method(struct proving *p, enum group group, enum route route, enum method method)
{
    if (left_out(p->book, group, route, method))
        return;
    for (int setting = SETTING_FACILITY; setting < SETTING_COUNT; setting++)
        for (size_t i = 0; i < COUNT_OF(payers); i++)
            try_minutes(p, group, route, method, (enum setting)setting, payers[i]);
}

static void prove_kinds(struct proving *p)
{
    char at[80];
    for (int group = GROUP_HYDRATION; group < GROUP_COUNT; group++)
        for (int route = ROUTE_IV; route < ROUTE_COUNT; route++)
            for (int method = METHOD_NONE; method < METHOD_COUNT; method++)
                if (load_kind_occurs((enum group)group, (enum route)route))
                    try_method(p, (enum group)group, (enum route)route, (enum method)method);
    for (size_t i = 0; i < p->book->n_kinds; i++)
        if (!p->kind_reached[i])
            fault(p, "%s: %s is never reached, rows before it take all its cases; mend its order",
                  place(p, "kinds", at), p->book->kinds[i].rule.id);
}

/* ---- services, ranks, parents ---- */

/* That it has a code in every role the loader has seen. */
static void prove_outcome(struct proving *p, enum kind kind, enum group group, enum route route)
{
    char at[80];
    const struct service_row *first =
        book_service(p->book, kind, group, ROLE_INITIAL, route, DEVICE_PERIPHERAL, 0, payers[0]);
    if (first && first->code->iv_initial && book_rank(p->book, kind, group) == 0)
        fault(p, "%s: kind %s, class %s may be initial and has no rank; add a row",
              place(p, "ranks", at), kind_name(kind), group_name(group));
}

static void prove_services(struct proving *p)
{
    char at[80];
    for (int group = 0; group < GROUP_COUNT; group++)
        for (int route = 0; route < ROUTE_COUNT; route++)
            for (int kind = KIND_PUSH; kind < KIND_COUNT; kind++)
                if (p->outcome[group][route][kind])
                    prove_outcome(p, (enum kind)kind, (enum group)group, (enum route)route);
    if (!book_service(p->book, KIND_FLUSH, GROUP_NONE, ROLE_SINGLE, ROUTE_IV, DEVICE_PORT, 0,
                      payers[0]))
        fault(p, "%s: no code for the flush of a port; add a row", place(p, "services", at));
}

/* Does a take every case of b? */
static bool covers(const struct service_row *a, const struct service_row *b)
{
    return a->kind == b->kind && a->role == b->role && (!a->group || a->group == b->group) &&
           (!a->route || a->route == b->route) &&
           (!a->devices || (b->devices && (b->devices & ~a->devices) == 0)) &&
           (!a->flag || a->flag == b->flag) &&
           (!*a->payer || ascii_casecmp(a->payer, b->payer) == 0);
}

static void prove_reached(struct proving *p)
{
    char at[80];
    const struct service_row *rows = p->book->services;
    for (size_t i = 0; i < p->book->n_services; i++)
        for (size_t k = 0; k < i; k++)
            if (covers(&rows[k], &rows[i]))
                fault(p,
                      "%s: %s is never reached, %s before it takes all its cases; mend the order",
                      place(p, "services", at), rows[i].rule.id, rows[k].rule.id);
}

static bool has_parent(const struct book *book, const struct code *addon)
{
    for (size_t i = 0; i < book->n_parents; i++)
        if (book->parents[i].addon == addon && !book->parents[i].article)
            return true;
    return false;
}

static void prove_parents(struct proving *p)
{
    char at[80];
    for (size_t i = 0; i < p->book->n_services; i++) {
        const struct code *code = p->book->services[i].code;
        if (code->addon && !has_parent(p->book, code))
            fault(p, "%s: add-on %s has no parent of authority ncci; add one",
                  place(p, "parents", at), code->id);
    }
    if (!book_em(p->book, "*"))
        fault(p, "%s: no row * for every other visit code; add it", place(p, "em", at));
}

/* ---- drug names ---- */

static bool is_alias(const struct drug_key *key)
{
    size_t length = strlen(key->shown);
    for (const char *at = strstr(key->drug->aliases, key->shown); at;
         at = strstr(at + 1, key->shown))
        if ((at == key->drug->aliases || at[-1] == ' ' || at[-1] == ',') &&
            (!at[length] || at[length] == ','))
            return true;
    return false;
}

static void prove_names(struct proving *p)
{
    char at[80];
    for (size_t i = 1; i < p->book->n_drug_keys; i++) {
        const struct drug_key *a = &p->book->drug_keys[i - 1], *b = &p->book->drug_keys[i];
        if (strcmp(a->name, b->name) != 0 || a->drug->identity == b->drug->identity)
            continue;
        if (a->hcpcs || b->hcpcs || is_alias(a) || is_alias(b))
            fault(p, "%s: %s means both %s and %s; take it from one of them", place(p, "drugs", at),
                  a->shown, a->drug->generic, b->drug->generic);
    }
}

/* ---- the whole ---- */

/* The rows that decide kinds are the same as in the period before: nothing new to prove. */
static bool same_kinds(const struct book *a, const struct book *b)
{
    bool same = a && a->n_kinds == b->n_kinds && a->n_scopes == b->n_scopes;
    for (size_t i = 0; same && i < b->n_kinds; i++)
        same = a->kinds[i].rule.id == b->kinds[i].rule.id && a->kinds[i].min == b->kinds[i].min &&
               a->kinds[i].max == b->kinds[i].max;
    for (size_t i = 0; same && i < b->n_scopes; i++)
        same = a->scopes[i].rule.id == b->scopes[i].rule.id;
    return same;
}

static void prove_counts(struct proving *p)
{
    const struct library *l = p->library;
    for (int id = 0; id < TABLE_COUNT; id++) {
        const struct table *table = &l->tables[id];
        const struct count_load *said = NULL;
        p->proof->tables++;
        p->proof->rows += table->n;
        for (size_t i = 0; i < ROWS(l, COUNTS); i++)
            if (strcmp(ROW(l, COUNTS, count, i)->table, table->spec->name) == 0)
                said = ROW(l, COUNTS, count, i);
        if (id == TABLE_COUNTS)
            continue;
        if (!said)
            fault(p, "tables.csv: no row for %s; add one with %zu rows", table->spec->name,
                  table->n);
        else if (said->rows && (size_t)said->rows != table->n)
            fault(p,
                  "%s: has %zu rows where tables.csv says %d; put the lost or doubled row right, "
                  "or mend the number on line %ld of tables.csv",
                  table->path, table->n, said->rows, said->head.line);
    }
}

static void prove_period(struct proving *p, const struct book *before)
{
    struct arena scratch;
    arena_init(&scratch);
    p->kind_reached = ARENA_ARRAY(&scratch, bool, p->book->n_kinds + 1);
    if (!same_kinds(before, p->book)) {
        memset(p->outcome, 0, sizeof p->outcome);
        prove_kinds(p);
    }
    prove_services(p);
    prove_reached(p);
    prove_parents(p);
    prove_names(p);
    arena_release(&scratch);
}

void library_prove(struct library *library, complain_fn *complain, void *context,
                   struct proof *proof)
{
    struct proving p = {
        .library = library, .complain = complain, .context = context, .proof = proof};
    const struct book *before = NULL;
    memset(proof, 0, sizeof *proof);
    prove_counts(&p);
    long counts = proof->complaints;
    proof->editions = ROWS(library, EDITIONS);
    proof->periods = library->n_periods;
    for (size_t i = 0; i < library->n_periods && proof->complaints == counts; i++) {
        struct err err = {""};
        p.book = library_on(library, library->periods[i].from, &err);
        if (!p.book)
            BUG("%s", err.text);
        prove_period(&p, before);
        before = p.book;
    }
}
