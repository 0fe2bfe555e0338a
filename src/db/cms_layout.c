/* cms.h: the layouts: which cell of a record says what. */
#include "cms_inside.h"

#include "../core/measure.h"

/* ---- cells ---- */

static bool is_code(const char *text)
{
    for (size_t i = 0; i < 5; i++)
        if (!ascii_digit(text[i]) && !(text[i] >= 'A' && text[i] <= 'Z'))
            return false;
    return text[5] == '\0';
}

/* 20260101; "", "*" and 0 are no day. */
static bool read_day(const char *text, day_t *day)
{
    long value;
    *day = NO_DAY;
    if (!*text || strcmp(text, "*") == 0 || strcmp(text, "0") == 0)
        return true;
    return strlen(text) == 8 && number_parse(text, 19000101, 29991231, &value) &&
           when_date((int)(value / 10000), (int)(value / 100 % 100), (int)(value % 100), day);
}

/* 0.17, .17, 1,234.50, $217.31; "" is 0. */
static bool read_number(const char *text, int64_t *number)
{
    char plain[32];
    size_t n = 0;
    for (; *text && n < sizeof plain - 2; text++)
        if (*text != ',' && *text != '$' && *text != ' ') {
            if (n == 0 && *text == '.')
                plain[n++] = '0';
            plain[n++] = *text;
        }
    plain[n] = '\0';
    *number = 0;
    return !*text && (n == 0 || (decimal_parse(plain, number) && *number >= 0));
}

static bool begins(const char *text, const char *start)
{
    while (*start && ascii_lower(*text) == ascii_lower(*start)) {
        text++;
        start++;
    }
    return !*start;
}

/* The first column whose heading begins so, -1 when none does. */
static int column_of(const char *const *cells, const char *heading)
{
    for (int i = 0; i < CMS_CELLS; i++)
        if (begins(cells[i], heading))
            return i;
    return -1;
}

static bool hand_out(struct cms_file *f, const struct cms_row *row)
{
    f->reader->rows++;
    return f->reader->row(f->reader->context, row);
}

/* ---- NCCI pairs ---- */

static const char *reason_word(const char *rationale)
{
    static const struct {
        const char *part, *word;
    } reasons[] = {{"standards", "standards"},
                   {"coding instruction", "manual"},
                   {"misuse", "misuse"},
                   {"definition", "definition"},
                   {"exclusive", "exclusive"}};
    for (const char *at = rationale; *at; at++)
        for (size_t i = 0; i < COUNT_OF(reasons); i++)
            if (begins(at, reasons[i].part))
                return reasons[i].word;
    return "";
}

/* Column 1, column 2, *, effective, deleted, indicator, rationale. */
static bool ptp_record(struct cms_file *f, const char *const *cells, long line)
{
    struct cms_row row = {.line = line, .code = cells[0], .column2 = cells[1]};
    long indicator;
    if (!is_code(cells[0]) || !is_code(cells[1])) {
        if (f->in_table)
            cms_bad(f, line, "\"%.20s\" and \"%.20s\" are no pair of codes; take the line out",
                    cells[0], cells[1]);
        return true;
    }
    f->in_table = true;
    if (!read_day(cells[3], &row.from) || row.from == NO_DAY || !read_day(cells[4], &row.to))
        cms_bad(f, line,
                "\"%.20s\" and \"%.20s\" are no effective and deletion date; the file "
                "has them as YYYYMMDD",
                cells[3], cells[4]);
    else if (!number_parse(cells[5], 0, 9, &indicator))
        cms_bad(f, line, "\"%.20s\" is no modifier indicator; 0, 1 or 9 belongs there", cells[5]);
    else {
        row.indicator = (int)indicator;
        row.reason = reason_word(cells[6]);
        return hand_out(f, &row);
    }
    return true;
}

/* ---- MUE ---- */

/* Code, units, adjudication indicator with its words, rationale. */
static bool mue_record(struct cms_file *f, const char *const *cells, long line)
{
    struct cms_row row = {.line = line, .code = cells[0]};
    char first[2] = {cells[2][0], '\0'};
    long units, indicator;
    if (!f->in_table) {
        f->in_table = begins(cells[0], "HCPCS/") && column_of(cells, "MUE Adj") == 2;
        return true;
    }
    if (!is_code(cells[0]))
        cms_bad(f, line, "\"%.20s\" is no code; take the line out", cells[0]);
    else if (!number_parse(cells[1], 0, 100000, &units))
        cms_bad(f, line, "\"%.20s\" is no number of units; mend the line", cells[1]);
    else if (!number_parse(first, 1, 3, &indicator))
        cms_bad(f, line, "\"%.20s\" is no adjudication indicator; 1, 2 or 3 begins it", cells[2]);
    else {
        row.units = (int)units;
        row.indicator = (int)indicator;
        return hand_out(f, &row);
    }
    return true;
}

/* ---- physician fee schedule ---- */

/* The headings stand in several lines; the last begins HCPCS, MOD. */
static void pfs_header(struct cms_file *f, const char *const *cells)
{
    if (strcmp(cells[0], "HCPCS") != 0 || strcmp(cells[1], "MOD") != 0)
        return;
    f->at[0] = column_of(cells, "FACTOR");
    f->in_table = f->at[0] > 14 && strcmp(cells[3], "CODE") == 0 && strcmp(cells[5], "RVU") == 0 &&
                  strcmp(cells[6], "PE RVU") == 0 && strcmp(cells[9], "INDICATOR") == 0 &&
                  strcmp(cells[11], "TOTAL") == 0 && strcmp(cells[14], "DAYS") == 0;
}

static bool pfs_record(struct cms_file *f, const char *const *cells, long line)
{
    struct cms_row row = {.line = line,
                          .code = cells[0],
                          .status = cells[3],
                          .pctc = cells[13],
                          .global_days = cells[14],
                          .facility_na = strcmp(cells[9], "NA") == 0};
    if (!f->in_table) {
        pfs_header(f, cells);
        return true;
    }
    if (!is_code(cells[0])) {
        cms_bad(f, line, "\"%.20s\" is no code; take the line out", cells[0]);
        return true;
    }
    if (*cells[1])
        return true; /* the parts of a service: 26, TC, 53 */
    bool good = read_number(cells[f->at[0]], &row.factor);
    static const int columns[] = {5, 6, 8, 10, 11, 12};
    int64_t *const places[] = {&row.work, &row.nf_pe,    &row.f_pe,
                               &row.mp,   &row.nf_total, &row.f_total};
    for (size_t i = 0; i < COUNT_OF(columns); i++)
        good = read_number(cells[columns[i]], places[i]) && good;
    if (good)
        return hand_out(f, &row);
    cms_bad(f, line, "a relative value or the factor of %s is no number; mend the line", cells[0]);
    return true;
}

/* ---- OPPS Addendum B ---- */

static bool opps_record(struct cms_file *f, const char *const *cells, long line)
{
    enum { SI, APC, RATE };
    struct cms_row row = {.line = line, .code = cells[0]};
    if (!f->in_table) {
        f->at[SI] = column_of(cells, "SI");
        f->at[APC] = column_of(cells, "APC");
        f->at[RATE] = column_of(cells, "Payment Rate");
        f->in_table =
            begins(cells[0], "HCPCS") && f->at[SI] > 0 && f->at[APC] > 0 && f->at[RATE] > 0;
        return true;
    }
    if (!is_code(cells[0]))
        return true; /* notes stand below the table */
    row.status = cells[f->at[SI]];
    row.apc = cells[f->at[APC]];
    if (!*row.status || strlen(row.status) > 3)
        cms_bad(f, line, "\"%.20s\" is no status indicator; mend the line", row.status);
    else if (!read_number(cells[f->at[RATE]], &row.rate))
        cms_bad(f, line, "\"%.20s\" is no payment rate; mend the line", cells[f->at[RATE]]);
    else
        return hand_out(f, &row);
    return true;
}

/* ---- HCPCS ---- */

/* The billing unit ends the description: "..., 10 mg", "per 1,000 units", "up to 0.5 mL". */
static void read_unit(const char *words, struct cms_row *row, char unit[32])
{
    char number[32];
    size_t end = strlen(words), start, digits = 0;
    while (end > 0 && !ascii_alpha(words[end - 1]))
        end--;
    for (start = end; start > 0 && ascii_alpha(words[start - 1]);)
        start--;
    snprintf(unit, 32, "%.*s", (int)(end - start), words + start);
    while (start > 0 && words[start - 1] == ' ')
        start--;
    end = start;
    while (start > 0 && (ascii_digit(words[start - 1]) || words[start - 1] == '.' ||
                         (words[start - 1] == ',' && start < end)))
        start--;
    while (start < end && !ascii_digit(words[start]))
        start++;
    for (size_t i = start; i < end && digits < sizeof number - 1; i++)
        if (words[i] != ',')
            number[digits++] = words[i];
    number[digits] = '\0';
    row->unit = unit;
    if (!measure_known(unit) || !decimal_parse(number, &row->per))
        row->per = 0;
}

static void hcpcs_flush(struct cms_file *f)
{
    char unit[32];
    if (!*f->code)
        return;
    struct cms_row row = f->pending;
    row.code = f->code;
    read_unit(f->words, &row, unit);
    hand_out(f, &row);
    *f->code = '\0';
}

static bool hcpcs_record(struct cms_file *f, const char *const *cells, long line)
{
    enum { RECID, WORDS, EFFECTIVE, TERM };
    if (!f->in_table) {
        f->at[RECID] = column_of(cells, "RECID");
        f->at[WORDS] = column_of(cells, "LONG DESC");
        f->at[EFFECTIVE] = column_of(cells, "ACT EFF");
        f->at[TERM] = column_of(cells, "TERM DT");
        f->in_table = begins(cells[0], "HCPC") && f->at[RECID] > 0 && f->at[WORDS] > 0 &&
                      f->at[EFFECTIVE] > 0 && f->at[TERM] > 0;
        return true;
    }
    const char *kind = cells[f->at[RECID]], *words = cells[f->at[WORDS]];
    size_t n = strlen(f->words);
    if (strcmp(kind, "4") == 0 && strcmp(cells[0], f->code) == 0) { /* the description goes on */
        snprintf(f->words + n, sizeof f->words - n, " %s", words);
        return true;
    }
    if (strcmp(kind, "3") != 0)
        return true; /* modifiers */
    hcpcs_flush(f);
    if (!is_code(cells[0])) {
        cms_bad(f, line, "\"%.20s\" is no code; take the line out", cells[0]);
        return true;
    }
    f->pending = (struct cms_row){.line = line};
    if (!read_day(cells[f->at[EFFECTIVE]], &f->pending.from) ||
        !read_day(cells[f->at[TERM]], &f->pending.to)) {
        cms_bad(f, line, "a date of %s is not YYYYMMDD; mend the line", cells[0]);
        return true;
    }
    snprintf(f->code, sizeof f->code, "%s", cells[0]);
    snprintf(f->words, sizeof f->words, "%s", words);
    return true;
}

const struct cms_layout *cms_layout_of(enum cms_kind kind)
{
    static const struct cms_layout layouts[CMS_KIND_COUNT] = {
        [CMS_PTP_HOSPITAL] = {ptp_record, NULL}, [CMS_PTP_PRACTITIONER] = {ptp_record, NULL},
        [CMS_MUE_HOSPITAL] = {mue_record, NULL}, [CMS_MUE_PRACTITIONER] = {mue_record, NULL},
        [CMS_PFS] = {pfs_record, NULL},          [CMS_PFS_QP] = {pfs_record, NULL},
        [CMS_OPPS] = {opps_record, NULL},        [CMS_HCPCS] = {hcpcs_record, hcpcs_flush},
    };
    return &layouts[kind];
}
