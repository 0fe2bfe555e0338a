#include "proofs.h"

#include "exchange.h"

struct reading {
    struct proofs *proofs;
    complain_fn *complain;
    void *context;
    struct err first;
    long complaints;
};

static void say(void *context, const char *sentence)
{
    struct reading *r = context;
    if (r->complaints++ == 0)
        err_set(&r->first, "%s", sentence);
    if (r->complain)
        r->complain(r->context, sentence);
}

/* ---- the rows ---- */

enum {
    COLUMN_TABLE,
    COLUMN_ID,
    COLUMN_VERDICT,
    COLUMN_CASE,
    COLUMN_POLICY,
    COLUMN_CHANGE,
    COLUMN_WHY,
    COLUMN_COUNT
};
static const char *const columns[COLUMN_COUNT] = {"table",  "id",     "verdict", "case",
                                                  "policy", "change", "why"};

static bool find_columns(struct csv_reader *csv, size_t at[COLUMN_COUNT])
{
    const char *const *names;
    size_t n = csv_header(csv, &names);
    for (int c = 0; c < COLUMN_COUNT; c++) {
        for (at[c] = 0; at[c] < n && strcmp(names[at[c]], columns[c]) != 0; at[c]++)
            ;
        if (at[c] == n)
            return false;
    }
    return true;
}

static struct proof_row row_of(struct arena *arena, const struct csv_record *record,
                               const size_t at[COLUMN_COUNT])
{
    const char *cells[COLUMN_COUNT];
    for (int c = 0; c < COLUMN_COUNT; c++)
        cells[c] = arena_text(arena, record->cells[at[c]]);
    return (struct proof_row){.table = cells[COLUMN_TABLE],
                              .rule = cells[COLUMN_ID],
                              .fires = strcmp(cells[COLUMN_VERDICT], "not met") != 0,
                              .name = cells[COLUMN_CASE],
                              .policy = cells[COLUMN_POLICY],
                              .change = cells[COLUMN_CHANGE],
                              .why = cells[COLUMN_WHY]};
}

/* False (err) when the file cannot be used from the start. */
static bool read_rows(const char *path, struct arena *arena, struct proof_row **rows, size_t *n,
                      size_t *cap, struct err *err)
{
    struct csv_record record;
    size_t at[COLUMN_COUNT];
    int got;
    struct csv_reader *csv = csv_open(path, ',', err);
    if (!csv)
        return false;
    bool good =
        find_columns(csv, at) ||
        err_set(err, "%s:1: wants the columns table, id, verdict, case, policy, change, why", path);
    while (good && (got = csv_next(csv, &record, err)) != 0) {
        good = got == 1;
        if (good)
            *ARENA_PUSH(arena, *rows, *n, *cap) = row_of(arena, &record, at);
    }
    csv_close(csv);
    return good;
}

size_t proofs_rows(const char *dir, struct arena *arena, struct proof_row **rows)
{
    struct err err;
    size_t n = 0, cap = 0;
    *rows = NULL;
    const char *path = arena_format(arena, "%s/proofs/proofs.csv", dir);
    return read_rows(path, arena, rows, &n, &cap, &err) ? n : 0;
}

/* ---- the cases ---- */

static bool take_case(void *context, const struct encounter *e)
{
    struct reading *r = context;
    struct encounter *copy = ARENA_NEW(&r->proofs->arena, struct encounter);
    encounter_copy(copy, e);
    *ARENA_PUSH(&r->proofs->arena, r->proofs->cases, r->proofs->n_cases, r->proofs->cap_cases) =
        copy;
    return true;
}

const struct encounter *proofs_case(const struct proofs *proofs, const char *name)
{
    for (size_t i = 0; i < proofs->n_cases; i++)
        if (strcmp(proofs->cases[i]->id, name) == 0)
            return proofs->cases[i];
    return NULL;
}

static bool is_there(const char *path)
{
    FILE *file = fopen(path, "r");
    if (file)
        fclose(file);
    return file != NULL;
}

bool proofs_load(struct proofs *proofs, const char *dir, complain_fn *complain, void *context,
                 bool *there, struct err *err)
{
    struct reading r = {.proofs = proofs, .complain = complain, .context = context};
    struct exchange_reader reader = {.each = take_case, .complain = say, .context = &r};
    struct exchange_count count;
    struct err one = {""};
    *proofs = (struct proofs){.n = 0};
    arena_init(&proofs->arena);
    const char *rows = arena_format(&proofs->arena, "%s/proofs/proofs.csv", dir);
    const char *cases = arena_format(&proofs->arena, "%s/proofs/cases.csv", dir);
    *there = is_there(rows);
    if (!*there)
        return true;
    if (!read_rows(rows, &proofs->arena, &proofs->rows, &proofs->n, &proofs->cap, &one) ||
        !exchange_read(cases, &reader, &count, &one))
        say(&r, one.text);
    return r.complaints == 0 || err_set(err, "%s", r.first.text);
}

void proofs_release(struct proofs *proofs)
{
    for (size_t i = 0; i < proofs->n_cases; i++)
        encounter_release(proofs->cases[i]);
    arena_release(&proofs->arena);
    *proofs = (struct proofs){.n = 0};
}
