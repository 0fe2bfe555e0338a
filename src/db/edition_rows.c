/* edition_inside.h: what the rows of each kind of file change in the tables. */
#include "edition_inside.h"

#include "../core/measure.h"

enum { MILLION = 1000000 };

static struct amend *table(struct editing *e, enum edition_table id)
{
    return &e->tables[id];
}

static const char *format_number(struct editing *e, int64_t number)
{
    char buf[32];
    snprintf(buf, sizeof buf, "%lld", (long long)number);
    return arena_text(e->arena, buf);
}

/* Two places at least, as the fee table writes them. */
static const char *format_decimal(struct editing *e, int64_t millionths)
{
    char buf[40], exact[32];
    if (millionths % 10000 != 0)
        return arena_text(e->arena, decimal_print(millionths, exact));
    snprintf(buf, sizeof buf, "%lld.%02d", (long long)(millionths / MILLION),
             (int)(millionths % MILLION / 10000));
    return arena_text(e->arena, buf);
}

static const char *format_money(struct editing *e, int64_t millionths)
{
    return millionths > 0 ? format_decimal(e, millionths / 10000 * 10000) : "";
}

static const char *format_day(struct editing *e, day_t day)
{
    char buf[16];
    return arena_text(e->arena, when_print_day(day, buf));
}

static int year_of(day_t day)
{
    int year, month, mday;
    when_civil(day, &year, &month, &mday);
    return year;
}

static day_t year_end(day_t day)
{
    day_t end = NO_DAY;
    when_date(year_of(day), 12, 31, &end);
    return end;
}

static bool has_code(const struct amend *a, const char *column, const char *code)
{
    struct amend_set key = {column, code, false};
    for (size_t i = 0; i < a->n; i++)
        if (strcmp(amend_cell(a, i, key.column), key.value) == 0)
            return true;
    return false;
}

/* ---- the codes of the book ---- */

static bool set_has(const struct code_set *set, const char *code)
{
    for (size_t i = 0; i < set->n; i++)
        if (strcmp(set->codes[i], code) == 0)
            return true;
    return false;
}

static void set_add(struct editing *e, struct code_set *set, enum edition_table id,
                    const char *column)
{
    const struct amend *a = table(e, id);
    for (size_t i = 0; i < a->n; i++) {
        const char *code = amend_cell(a, i, column);
        if (!set_has(set, code))
            *ARENA_PUSH(e->arena, set->codes, set->n, set->cap) = code;
    }
}

void edition_codes(struct editing *e)
{
    set_add(e, &e->family, EDIT_CODES, "code");
    set_add(e, &e->partners, EDIT_PAIRS, "column1");
    set_add(e, &e->partners, EDIT_PAIRS, "column2");
}

static bool in_family(const struct editing *e, const char *code)
{
    return set_has(&e->family, code);
}

/* ---- NCCI pairs ---- */

static bool is_known(const struct editing *e, const char *code)
{
    return in_family(e, code) || set_has(&e->partners, code);
}

/* Pairs are kept until the files end, since a pair that was deleted may come again further down. */
static bool keep_pair(struct editing *e, const struct cms_row *row)
{
    if ((!in_family(e, row->code) && !in_family(e, row->column2)) || !is_known(e, row->code) ||
        !is_known(e, row->column2))
        return false;
    *ARENA_PUSH(e->arena, e->pairs, e->n_pairs, e->cap_pairs) =
        (struct edition_pair){.code = arena_text(e->arena, row->code),
                              .column2 = arena_text(e->arena, row->column2),
                              .reason = row->reason,
                              .from = row->from,
                              .to = row->to,
                              .indicator = row->indicator};
    return true;
}

static bool stands(const struct editing *e, const struct edition_pair *pair)
{
    return pair->indicator < 2 && (pair->to == NO_DAY || pair->to >= e->from);
}

static bool stands_elsewhere(const struct editing *e, const struct edition_pair *pair)
{
    for (size_t i = 0; i < e->n_pairs; i++)
        if (&e->pairs[i] != pair && stands(e, &e->pairs[i]) &&
            strcmp(e->pairs[i].code, pair->code) == 0 &&
            strcmp(e->pairs[i].column2, pair->column2) == 0)
            return true;
    return false;
}

static day_t later(day_t a, day_t b)
{
    return a > b ? a : b;
}

static void apply_pair(struct editing *e, const struct edition_pair *pair)
{
    struct amend *pairs = table(e, EDIT_PAIRS);
    bool hospital = e->edition->kind == CMS_PTP_HOSPITAL;
    const struct amend_set keys[] = {{"setting", hospital ? "facility" : "office", false},
                                     {"column1", pair->code, false},
                                     {"column2", pair->column2, false}};
    day_t from = later(pair->from, e->from);
    size_t row = amend_find(pairs, keys, COUNT_OF(keys), stands(e, pair) ? from : e->from, 0);
    if (!stands(e, pair)) {
        if (row < pairs->n && !stands_elsewhere(e, pair))
            amend_close(pairs, row,
                        later(pair->to == NO_DAY ? e->from - 1 : pair->to, e->from - 1));
        return;
    }
    const struct amend_set sets[] = {{"indicator", pair->indicator ? "1" : "0", false},
                                     {"effect", pair->indicator ? "modifier" : "off", true},
                                     {"reason", pair->reason, true},
                                     {"vintage", format_day(e, e->from), true},
                                     {"source", "ncci-ptp", true}};
    if (row < pairs->n)
        amend_change(pairs, row, from, sets, COUNT_OF(sets));
    else
        amend_add(pairs, from, pair->to, keys, COUNT_OF(keys), sets, COUNT_OF(sets));
    row = amend_find(pairs, keys, COUNT_OF(keys), from, 0);
    if (pair->to != NO_DAY && row < pairs->n)
        amend_close(pairs, row, pair->to);
}

/* ---- MUE ---- */

static bool apply_mue(struct editing *e, const struct cms_row *in)
{
    struct amend *mue = table(e, EDIT_MUE);
    bool hospital = e->edition->kind == CMS_MUE_HOSPITAL;
    const struct amend_set keys[] = {{"code", in->code, false},
                                     {"setting", hospital ? "facility" : "office", false}};
    if (!in_family(e, in->code) && !has_code(mue, "code", in->code))
        return false;
    const struct amend_set sets[] = {{"units", format_number(e, in->units), false},
                                     {"mai", format_number(e, in->indicator), false},
                                     {"vintage", format_day(e, e->from), true},
                                     {"source", "ncci-mue", true}};
    size_t row = amend_find(mue, keys, COUNT_OF(keys), e->from, 0);
    if (row < mue->n)
        amend_change(mue, row, e->from, sets, COUNT_OF(sets));
    else
        amend_add(mue, e->from, NO_DAY, keys, COUNT_OF(keys), sets, COUNT_OF(sets));
    return true;
}

/* ---- fees ---- */

/* The source of a year, which the first import of the year brings along. */
static const char *source_of_year(struct editing *e, const char *prefix, const char *title)
{
    struct amend *sources = table(e, EDIT_SOURCES);
    char text[16];
    int year = year_of(e->from);
    const char *id = arena_format(e->arena, "%s-%d", prefix, year);
    const struct amend_set keys[] = {{"id", id, false}};
    if (amend_find(sources, keys, 1, NO_DAY, 0) < sources->n)
        return id;
    const struct amend_set sets[] = {
        {"publisher", "CMS", false},
        {"title", title, false},
        {"section", arena_format(e->arena, "file %.80s", e->file), false},
        {"edition", format_number(e, year), false},
        {"date", when_print_day(e->from, text), true},
    };
    amend_add(sources, NO_DAY, NO_DAY, keys, 1, sets, COUNT_OF(sets));
    return id;
}

static const char *pfs_source(struct editing *e)
{
    return source_of_year(e, "pfs", "Physician fee schedule relative value file");
}

static const char *opps_source(struct editing *e)
{
    return source_of_year(e, "opps", "OPPS Addendum B");
}

static bool is_priced(struct editing *e, const char *code)
{
    return in_family(e, code) || has_code(table(e, EDIT_FEES), "code", code);
}

enum { MOST_SETS = 20 };

/* From the first day on the code's row says this; the year's first row is made here. */
static void fee_says(struct editing *e, const char *code, const struct amend_set *sets, size_t n)
{
    struct amend *fees = table(e, EDIT_FEES);
    const struct amend_set keys[] = {{"code", code, false}};
    struct amend_set all[MOST_SETS] = {{"facility_na", "n", true}};
    size_t row = amend_find(fees, keys, 1, e->from, 0);
    if (row < fees->n) {
        amend_change(fees, row, e->from, sets, n);
        return;
    }
    if (n + 3 > MOST_SETS)
        BUG("%zu columns of a fee", n);
    /* both halves of the row name this file until the other half is imported */
    const char *source = e->edition->kind == CMS_OPPS ? opps_source(e) : pfs_source(e);
    all[1] = (struct amend_set){"source", source, true};
    all[2] = (struct amend_set){"opps_source", source, true};
    memcpy(all + 3, sets, n * sizeof *sets);
    amend_add(fees, e->from, year_end(e->from), keys, 1, all, n + 3);
}

/* Dollars for the total of a row, rounded to cents, in millionths; 0: it has no total.  Totals have
 * two places, factors four. */
static int64_t schedule_amount(const struct cms_row *in)
{
    int64_t exact = in->nf_total / 10000 * (in->factor / 100);
    return (exact + 5000) / 10000 * 10000;
}

static bool apply_pfs(struct editing *e, const struct cms_row *in)
{
    if (!is_priced(e, in->code))
        return false;
    const char *amount = format_money(e, schedule_amount(in));
    const struct amend_set qp[] = {{"pfs_amount_qp", amount, false}};
    const struct amend_set sets[] = {{"work_rvu", format_decimal(e, in->work), false},
                                     {"nf_pe_rvu", format_decimal(e, in->nf_pe), false},
                                     {"f_pe_rvu", format_decimal(e, in->f_pe), false},
                                     {"mp_rvu", format_decimal(e, in->mp), false},
                                     {"nf_total", format_decimal(e, in->nf_total), false},
                                     {"f_total", format_decimal(e, in->f_total), false},
                                     {"pfs_amount", amount, false},
                                     {"pfs_status", in->status, false},
                                     {"pctc", in->pctc, false},
                                     {"global_days", in->global_days, false},
                                     {"facility_na", in->facility_na ? "y" : "n", false},
                                     {"source", pfs_source(e), true}};
    bool only_qp = e->edition->kind == CMS_PFS_QP;
    fee_says(e, in->code, only_qp ? qp : sets, only_qp ? COUNT_OF(qp) : COUNT_OF(sets));
    e->factor = in->factor > 0 ? in->factor : e->factor;
    return true;
}

static void apply_factor(struct editing *e)
{
    struct amend *numbers = table(e, EDIT_NUMBERS);
    char value[32];
    bool qp = e->edition->kind == CMS_PFS_QP;
    const struct amend_set keys[] = {{"id", qp ? "pfs.factor_qp" : "pfs.factor", false}};
    const struct amend_set sets[] = {
        {"value", arena_text(e->arena, decimal_print(e->factor, value)), false},
        {"source", pfs_source(e), true},
        {"say",
         qp ? "The same for qualifying participants of an alternative payment model"
            : "Dollars for one relative value unit",
         true}};
    size_t row = amend_find(numbers, keys, 1, e->from, 0);
    if (row < numbers->n)
        amend_change(numbers, row, e->from, sets, COUNT_OF(sets));
    else
        amend_add(numbers, e->from, year_end(e->from), keys, 1, sets, COUNT_OF(sets));
}

/* The status of a drug decides about packaging and waste. */
static bool apply_drug_status(struct editing *e, const struct cms_row *in)
{
    struct amend *drugs = table(e, EDIT_DRUGS);
    const struct amend_set keys[] = {{"hcpcs", in->code, false}};
    const struct amend_set sets[] = {{"opps_status", in->status, false}};
    bool any = false;
    for (size_t row = amend_find(drugs, keys, 1, e->from, 0); row < drugs->n;
         row = amend_find(drugs, keys, 1, e->from, row + 1)) {
        any = true;
        amend_change(drugs, row, e->from, sets, 1);
        if (drugs->rows[row].to == e->from - 1)
            row++; /* the copy that holds from now on stands behind it */
    }
    return any;
}

static bool apply_opps(struct editing *e, const struct cms_row *in)
{
    bool drug = apply_drug_status(e, in);
    if (!is_priced(e, in->code))
        return drug;
    const struct amend_set sets[] = {{"opps_status", in->status, false},
                                     {"apc", in->apc, false},
                                     {"opps_amount", format_money(e, in->rate), false},
                                     {"opps_source", opps_source(e), true}};
    fee_says(e, in->code, sets, COUNT_OF(sets));
    return true;
}

/* ---- HCPCS ---- */

static void apply_unit(struct editing *e, const struct cms_row *in, size_t row)
{
    struct amend *drugs = table(e, EDIT_DRUGS);
    int64_t per;
    if (in->per <= 0 || !measure_convert(in->per, in->unit, amend_cell(drugs, row, "unit"), &per))
        return;
    char text[32];
    const struct amend_set sets[] = {
        {"unit_amount", arena_text(e->arena, decimal_print(per, text)), false}};
    amend_change(drugs, row, in->from == NO_DAY ? e->from : later(in->from, e->from), sets, 1);
}

static bool apply_hcpcs(struct editing *e, const struct cms_row *in)
{
    struct amend *drugs = table(e, EDIT_DRUGS);
    const struct amend_set keys[] = {{"hcpcs", in->code, false}};
    bool any = false;
    for (size_t row = amend_find(drugs, keys, 1, e->from, 0); row < drugs->n;
         row = amend_find(drugs, keys, 1, e->from, row + 1)) {
        any = true;
        if (in->to != NO_DAY) {
            amend_close(drugs, row, later(in->to, e->from - 1));
            continue;
        }
        apply_unit(e, in, row);
        if (drugs->rows[row].to != NO_DAY && drugs->rows[row].to < e->from)
            row++;
    }
    return any;
}

/* ---- all kinds ---- */

bool edition_row(struct editing *e, const struct cms_row *row)
{
    switch (e->edition->kind) {
    case CMS_PTP_HOSPITAL:
    case CMS_PTP_PRACTITIONER: return keep_pair(e, row);
    case CMS_MUE_HOSPITAL:
    case CMS_MUE_PRACTITIONER: return apply_mue(e, row);
    case CMS_PFS:
    case CMS_PFS_QP: return apply_pfs(e, row);
    case CMS_OPPS: return apply_opps(e, row);
    default: return apply_hcpcs(e, row);
    }
}

void edition_file_read(struct editing *e)
{
    for (size_t i = 0; i < e->n_pairs; i++)
        apply_pair(e, &e->pairs[i]);
    if (e->factor > 0)
        apply_factor(e);
}
