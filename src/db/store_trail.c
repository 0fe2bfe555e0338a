/* Reading the audit trail, and proving that nothing of it was changed or taken out. */
#include "store_inside.h"

static const char reading[] = "reading the audit trail";

enum store_fault store_trail_list(struct store *store, const struct store_trail *filter,
                                  int64_t after, size_t limit, struct arena *arena,
                                  struct store_audit **rows, size_t *n, struct err *err)
{
    const struct {
        const char *name, *text;
    } texts[] = {{":who", filter->who}, {":what", filter->what}, {":from", filter->from},
                 {":to", filter->to},   {":text", filter->text}};
    bool of_one = !text_empty(filter->number), newest = filter->newest && !of_one;
    sqlite3_stmt *stmt = store_statement(
        store, of_one ? SQL_TRAIL_OF : newest ? SQL_TRAIL_NEWEST : SQL_TRAIL);
    enum store_fault fault;
    size_t cap = 0;
    bool more;
    *rows = NULL;
    *n = 0;
    for (size_t i = 0; i < COUNT_OF(texts); i++)
        store_bind(stmt, texts[i].name, texts[i].text);
    if (of_one)
        store_bind(stmt, ":number", filter->number);
    store_bind_number(stmt, ":after", newest && after == 0 ? INT64_MAX : after);
    store_bind_number(stmt, ":limit", (int64_t)limit);
    while ((fault = store_step(store, stmt, &more, reading, err)) == STORE_OK && more) {
        struct store_audit *row = ARENA_PUSH(arena, *rows, *n, cap);
        const char **cells[] = {&row->at,     &row->who,   &row->what, &row->number,
                                &row->before, &row->after, &row->chain};
        row->id = sqlite3_column_int64(stmt, 0);
        for (size_t i = 0; i < COUNT_OF(cells); i++)
            *cells[i] = arena_text(arena, store_text(stmt, (int)i + 1));
    }
    return fault;
}

/* ---- the chain ---- */

struct proving {
    store_break_fn *say;
    void *context;
    int64_t rows, last, breaks, first; /* first: the row at which the first break shows */
    char chain[65];                    /* of the last row */
};

/* The sentence is in text. */
static void broken(struct proving *p, int64_t at, const struct err *text)
{
    if (p->breaks++ == 0)
        p->first = at;
    if (p->say != NULL)
        p->say(p->context, text->text);
}

static void missing(struct proving *p, int64_t at, int64_t from, int64_t to, const char *where)
{
    struct err text;
    if (from == to)
        err_set(&text, "row %lld is missing %s the audit trail", (long long)from, where);
    else
        err_set(&text, "rows %lld to %lld are missing %s the audit trail", (long long)from,
                (long long)to, where);
    broken(p, at, &text);
}

static void look_at_row(struct proving *p, int64_t id, const char *const texts[6],
                        const char *chain)
{
    struct err text;
    char linked[65];
    store_chain_link(p->chain, id, texts, linked);
    if (id != p->last + 1) {
        missing(p, id, p->last + 1, id - 1, "from");
    } else if (strcmp(linked, chain) != 0) {
        err_set(&text, "row %lld of the audit trail does not fit: what it says, or its place, was "
                       "changed", (long long)id);
        broken(p, id, &text);
    }
    p->rows++;
    p->last = id;
    snprintf(p->chain, sizeof p->chain, "%s", chain);
}

/* What the last row was is also kept elsewhere: an end that was cut off is missed. */
static enum store_fault look_at_end(struct store *store, struct proving *p, struct err *err)
{
    bool more;
    char chain[65] = "";
    long long last = 0;
    struct err text;
    sqlite3_stmt *stmt = store_statement(store, SQL_SETTING);
    store_bind(stmt, ":name", AUDIT_HEAD);
    enum store_fault fault = store_step(store, stmt, &more, reading, err);
    bool kept = fault == STORE_OK && more && sscanf(store_text(stmt, 0), "%lld %64s", &last, chain) == 2;
    sqlite3_reset(stmt);
    if (fault != STORE_OK || (!kept && p->rows == 0))
        return fault;
    if (kept && last > p->last) {
        missing(p, p->last + 1, p->last + 1, last, "at the end of");
        return fault;
    }
    if (!kept)
        err_set(&text, "what the last row was is not kept any more: rows after %lld may be missing "
                       "from the audit trail", (long long)p->last);
    else
        err_set(&text, "row %lld of the audit trail was changed or added together with its chain",
                (long long)p->last);
    if (!kept || last < p->last || strcmp(chain, p->chain) != 0)
        broken(p, p->last, &text);
    return fault;
}

enum store_fault store_audit_breaks(struct store *store, store_break_fn *say, void *context,
                                    int64_t *rows, int64_t *first, struct err *err)
{
    sqlite3_stmt *stmt = store_statement(store, SQL_EACH_AUDIT);
    struct proving p = {.say = say, .context = context};
    enum store_fault fault;
    bool more;
    while ((fault = store_step(store, stmt, &more, reading, err)) == STORE_OK && more) {
        const char *texts[6];
        for (int i = 0; i < 6; i++)
            texts[i] = store_text(stmt, i + 1);
        look_at_row(&p, sqlite3_column_int64(stmt, 0), texts, store_text(stmt, 7));
    }
    if (fault == STORE_OK)
        fault = look_at_end(store, &p, err);
    *rows = p.rows;
    *first = p.first;
    return fault;
}

enum store_fault store_audit_verify(struct store *store, int64_t *rows, int64_t *first,
                                    struct err *err)
{
    return store_audit_breaks(store, NULL, NULL, rows, first, err);
}

enum store_fault store_audit_list(struct store *store, const char *number, int64_t after,
                                  size_t limit, struct arena *arena, struct store_audit **rows,
                                  size_t *n, struct err *err)
{
    const struct store_trail of = {.number = number};
    return store_trail_list(store, &of, after, limit, arena, rows, n, err);
}

enum store_fault store_audit_has(struct store *store, const char *chain, int64_t *id,
                                 struct err *err)
{
    bool more;
    sqlite3_stmt *stmt = store_statement(store, SQL_TRAIL_CHAIN);
    store_bind(stmt, ":chain", chain);
    enum store_fault fault = store_step(store, stmt, &more, reading, err);
    *id = fault == STORE_OK && more ? sqlite3_column_int64(stmt, 0) : 0;
    sqlite3_reset(stmt);
    return fault;
}

enum store_fault store_audit_end(struct store *store, char chain[65], struct err *err)
{
    bool more;
    sqlite3_stmt *stmt = store_statement(store, SQL_LAST_CHAIN);
    enum store_fault fault = store_step(store, stmt, &more, reading, err);
    snprintf(chain, 65, "%s", fault == STORE_OK && more ? store_text(stmt, 1) : "");
    sqlite3_reset(stmt);
    return fault;
}
