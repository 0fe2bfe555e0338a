/* store_inside.h: what is stored of an encounter and its result, as texts. */
#include "store_inside.h"

#include "../core/claim.h"
#include "../core/compare.h"
#include "lines.h"
#include "packed.h"

enum { TEXT_MAX = 64 * 1024 * 1024 };

struct store_prepared *store_prepared_new(void)
{
    struct store_prepared *p = calloc(1, sizeof *p);
    if (p == NULL)
        base_no_memory(sizeof *p);
    struct str *texts[] = {&p->texts, &p->rows, &p->lines, &p->findings, &p->codes, &p->cell};
    for (size_t i = 0; i < COUNT_OF(texts); i++)
        str_init(texts[i], TEXT_MAX);
    facet_parts_init(&p->facets);
    return p;
}

void store_prepared_free(struct store_prepared *p)
{
    if (p == NULL)
        return;
    struct str *texts[] = {&p->texts, &p->rows, &p->lines, &p->findings, &p->codes, &p->cell};
    for (size_t i = 0; i < COUNT_OF(texts); i++)
        str_release(texts[i]);
    facet_parts_release(&p->facets);
    free(p);
}

const char *store_prepared_number(const struct store_prepared *p)
{
    return p->texts.data; /* the first cell */
}

const char *store_prepared_hash(const struct store_prepared *p)
{
    return p->hash;
}

/* The texts of the rows stand behind those of the head, each with its ending zero. */
static void pack_rows(struct store_prepared *p, size_t n_rows)
{
    const char *at = p->texts.data;
    for (int f = 0; f < FIELD_FIRST_OF_ROW; f++)
        at += strlen(at) + 1;
    packed_open(&p->rows);
    for (size_t i = 0; i < n_rows; i++) {
        const char *cells[FIELD_COUNT - FIELD_FIRST_OF_ROW];
        size_t lengths[COUNT_OF(cells)], n = 0;
        for (size_t k = 0; k < COUNT_OF(cells); k++) {
            cells[k] = at;
            lengths[k] = strlen(at);
            at += lengths[k] + 1;
            n = lengths[k] > 0 ? k + 1 : n; /* empty cells at the end are left out */
        }
        packed_open(&p->rows);
        for (size_t k = 0; k < n; k++)
            packed_cell(&p->rows, cells[k], lengths[k]);
        packed_close(&p->rows);
    }
    packed_close(&p->rows);
}

static void cell(struct str *out, const char *text)
{
    packed_cell(out, text, strlen(text));
}

static void pack_line(struct store_prepared *p, const struct result *r, size_t index)
{
    const struct line *line = &r->lines[index];
    char day[16];
    packed_open(&p->lines);
    packed_number(&p->lines, line->visit);
    cell(&p->lines, when_print_day(line->date, day));
    cell(&p->lines, line->code->id);
    packed_number(&p->lines, line->units);
    str_clear(&p->cell);
    lines_modifiers(line, &p->cell);
    packed_cell(&p->lines, p->cell.data, p->cell.length);
    str_clear(&p->cell);
    lines_rows(line, &p->cell);
    packed_cell(&p->lines, p->cell.data, p->cell.length);
    cell(&p->lines, line->rule->id);
    packed_number(&p->lines, line->initial);
    str_clear(&p->cell);
    lines_findings(r, index, &p->cell);
    packed_cell(&p->lines, p->cell.data, p->cell.length);
    packed_close(&p->lines);
}

static void pack_finding(struct store_prepared *p, const struct finding *f)
{
    packed_open(&p->findings);
    packed_number(&p->findings, f->visit);
    packed_number(&p->findings, f->row);
    cell(&p->findings, f->def->id);
    cell(&p->findings, severity_name(f->def->severity));
    cell(&p->findings, f->code != NULL ? f->code->id : "");
    cell(&p->findings, f->def->carc);
    packed_close(&p->findings);
    p->errors += f->def->severity == SEVERITY_ERROR;
    p->warnings += f->def->severity == SEVERITY_WARNING;
}

enum { FEW_LINES = 64 };

/* National cents of all lines whose amount is known. */
static int64_t known_amounts(const struct result *r)
{
    int64_t few[FEW_LINES], *cents = few, sum = 0;
    if (r->n_lines > FEW_LINES && (cents = malloc(r->n_lines * sizeof *cents)) == NULL)
        base_no_memory(r->n_lines * sizeof *cents);
    claim_national(r, cents);
    for (size_t i = 0; i < r->n_lines; i++)
        sum += cents[i] > 0 ? cents[i] : 0;
    if (cents != few)
        free(cents);
    return sum;
}

void store_prepare(struct store_prepared *p, const struct encounter *e, const struct result *r)
{
    struct str *texts[] = {&p->texts, &p->rows, &p->lines, &p->findings, &p->codes};
    for (size_t i = 0; i < COUNT_OF(texts); i++)
        str_clear(texts[i]);
    p->errors = p->warnings = 0;
    p->book = r->book;
    p->policy = r->policy;
    when_print_day(encounter_day(e), p->day);
    exchange_texts(e, &p->texts);
    exchange_fingerprint_of(&p->ground, &p->texts, r, p->hash);
    pack_rows(p, e->n_rows);
    packed_open(&p->lines);
    for (size_t i = 0; i < r->n_lines; i++)
        pack_line(p, r, i);
    packed_close(&p->lines);
    packed_open(&p->findings);
    for (size_t i = 0; i < r->n_findings; i++)
        pack_finding(p, &r->findings[i]);
    packed_close(&p->findings);
    compare_codes(r, 0, &p->codes);
    p->amount = known_amounts(r);
    const struct facet_source source = {
        .rows = p->rows.data, .lines = p->lines.data, .findings = p->findings.data};
    if (!facets_of_parts(&source, &p->facets))
        BUG("what was packed of %s cannot be read", e->id);
}
