#include "whynot_inside.h"

enum { LIST_MAX = 600, LIST_ROWS = 6 };

bool row_in_question(const struct question *q, const struct row_result *row)
{
    return !row->out && (q->visit == 0 || row->visit == q->visit);
}

bool row_of_class(const struct question *q, const struct row_result *row)
{
    return row_in_question(q, row) && (q->way->group == GROUP_NONE || row->group == q->way->group);
}

bool row_of_kind(const struct question *q, const struct row_result *row)
{
    return row_of_class(q, row) && row->kind == q->way->kind;
}

const struct row_result *first_row(const struct question *q, fits_fn *fits)
{
    for (size_t i = 0; i < q->r->n_rows; i++)
        if (fits(q, &q->r->rows[i]))
            return &q->r->rows[i];
    return NULL;
}

const struct row *row_charted(const struct question *q, const struct row_result *row)
{
    return &q->r->encounter->rows[row - q->r->rows];
}

const char *row_drug(const struct question *q, const struct row_result *row)
{
    const char *drug = row_charted(q, row)->drug;
    return text_empty(drug) ? "(no drug said)" : drug;
}

bool same_row_drug(const struct question *q, const struct row_result *a, const struct row_result *b)
{
    if (a->drug && b->drug)
        return a->drug->identity == b->drug->identity;
    return !a->drug && !b->drug && ascii_casecmp(row_drug(q, a), row_drug(q, b)) == 0;
}

const char *row_own(const struct question *q, const struct row_result *row)
{
    struct str out;
    str_init(&out, LIST_MAX);
    const struct code *before = NULL;
    for (size_t i = 0; i < q->r->n_lines; i++) {
        const struct line *line = &q->r->lines[i];
        if (!line_has_row(line, row->row) || line->code == before)
            continue;
        str_addf(&out, "%s%s", before ? " " : "", line->code->id);
        before = line->code;
    }
    const char *text = arena_text(q->arena, before ? out.data : "");
    str_release(&out);
    return text;
}

const struct line *row_line_by(const struct question *q, const struct row_result *row,
                               enum rule_id rule)
{
    for (size_t i = 0; i < q->r->n_lines; i++)
        if (line_has_row(&q->r->lines[i], row->row) &&
            q->r->lines[i].rule == &q->r->book->rules[rule])
            return &q->r->lines[i];
    return NULL;
}

/* The account that took most of its minutes; a row without known minutes has none. */
const char *row_account(const struct question *q, const struct row_result *row)
{
    const struct posting *most = NULL;
    for (size_t i = 0; i < q->r->n_postings; i++) {
        const struct posting *p = &q->r->postings[i];
        if (p->row == row->row && !p->code && (!most || p->minutes > most->minutes))
            most = p;
    }
    if (most)
        return most->account;
    return q->r->book->accounts[row->minutes < 0 ? ACCOUNT_NO_STOP : ACCOUNT_NO_CODE].name;
}

/* The same drug, of which the same would be said. */
static bool listed_before(const struct question *q, fits_fn *fits, words_fn *words, size_t end)
{
    for (size_t i = 0; i < end; i++)
        if (fits(q, &q->r->rows[i]) && same_row_drug(q, &q->r->rows[i], &q->r->rows[end]) &&
            text_equal(words(q, &q->r->rows[i]), words(q, &q->r->rows[end])))
            return true;
    return false;
}

const char *row_list(const struct question *q, fits_fn *fits, words_fn *words)
{
    struct str out;
    size_t n = 0;
    str_init(&out, LIST_MAX);
    for (size_t i = 0; i < q->r->n_rows; i++) {
        if (!fits(q, &q->r->rows[i]) || listed_before(q, fits, words, i) || n++ >= LIST_ROWS)
            continue;
        str_addf(&out, "%s%s, %s", n > 1 ? "; " : "", row_drug(q, &q->r->rows[i]),
                 words(q, &q->r->rows[i]));
    }
    if (n > LIST_ROWS)
        str_addf(&out, "; %zu more", n - LIST_ROWS);
    const char *text = arena_text(q->arena, n > 0 ? out.data : "");
    str_release(&out);
    return text;
}
