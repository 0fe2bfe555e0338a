/* claim_print.h: the two paper forms in plain text, box by box, and the service lines of the 837.
 */
#include "claim_print.h"

#include "page.h"

enum { UB04_LINES = 22, CMS1500_LINES = 6 };

/* ---- small parts ---- */

/* MMDDYYYY, or MMDDYY where the box is small. */
static char *form_day(day_t day, bool century, char buf[16])
{
    int year, month, mday;
    buf[0] = '\0';
    if (day == NO_DAY)
        return buf;
    when_civil(day, &year, &month, &mday);
    if (century)
        snprintf(buf, 16, "%02d%02d%04d", month, mday, year);
    else
        snprintf(buf, 16, "%02d%02d%02d", month, mday, year % 100);
    return buf;
}

/* A diagnosis as forms want it: without its point. */
static void add_diagnosis(struct str *out, const char *code)
{
    for (; *code; code++)
        if (*code != '.')
            str_addc(out, *code);
}

static void add_code(const struct claim_line *line, const char *between, int most, struct str *out)
{
    str_add(out, line->code);
    for (int i = 0; i < line->n_modifiers && i < most; i++)
        str_addf(out, "%s%s", between, line->modifiers[i]);
}

static char *units_text(const struct claim_line *line, char buf[32])
{
    snprintf(buf, 32, "%lld", (long long)line->units);
    return buf;
}

static void add_box(struct str *out, const char *box, const char *text)
{
    str_addf(out, "%s ", box);
    page_cell(out, PAGE_WIDTH - 2 - (int)strlen(box), text_empty(text) ? "(empty)" : text);
    page_end(out);
}

/* Four or six on a line, so that none is cut off. */
static void add_diagnoses(const struct claim *c, const char *box, bool letters, struct str *out)
{
    size_t row = letters ? 4 : 6;
    struct str text;
    str_init(&text, 400);
    str_addf(out, "%s ", box);
    str_add(out, c->n_diagnoses == 0 ? "(empty)" : "");
    for (size_t i = 0; i < c->n_diagnoses; i++) {
        str_clear(&text);
        if (letters)
            str_addf(&text, "%c. ", (char)('A' + i));
        add_diagnosis(&text, c->diagnoses[i]);
        if (i > 0 && i % row == 0) {
            page_end(out);
            page_blanks(out, (int)strlen(box) + 1);
        }
        page_cell(out, (int)text.length, text.data);
        str_addc(out, ' ');
    }
    page_end(out);
    str_release(&text);
}

static void add_patient(const struct claim *c, const char *box, struct str *out)
{
    struct str text;
    str_init(&text, 400);
    str_addf(&text, "%s  patient %s", c->result->encounter->id,
             text_empty(c->result->encounter->patient) ? "-" : c->result->encounter->patient);
    add_box(out, box, text.data);
    str_release(&text);
}

/* ---- UB-04 ---- */

static void ub04_head(const struct claim *c, size_t page, size_t pages, struct str *out)
{
    char from[16], to[16], text[64];
    str_addf(out, "UB-04, page %zu of %zu\n", page, pages);
    add_box(out, "FL 4  type of bill", c->bill_type);
    snprintf(text, sizeof text, "%s to %s", form_day(c->from, false, from),
             form_day(c->to, false, to));
    add_box(out, "FL 6  statement covers", text);
    add_patient(c, "FL 3a control number", out);
    str_add(out,
            "\nFL 42 FL 43 description        FL 44 HCPCS     FL 45  FL 46 units FL 47 total\n");
}

static void ub04_line(const struct claim_line *line, struct str *out)
{
    char day[16], units[32], money[32];
    struct str code;
    str_init(&code, 64);
    add_code(line, "", 4, &code);
    page_cell(out, 5, line->revenue);
    page_cell(out, 24, line->plain);
    page_cell(out, 15, code.data);
    page_cell(out, 6, form_day(line->date, false, day));
    page_right(out, 11, units_text(line, units));
    page_right(out, 11, claim_money(line->charge, money));
    page_end(out);
    str_release(&code);
}

static void ub04_total(const struct claim *c, size_t page, size_t pages, struct str *out)
{
    char money[32], text[64];
    page_cell(out, 5, claim_word(c->tables, CLAIM_NUMBER_TOTAL_REVENUE, c->day));
    snprintf(text, sizeof text, "page %zu of %zu, totals", page, pages);
    page_cell(out, 24 + 15 + 6 + 11 + 3, text);
    page_right(out, 11, claim_money(c->charges, money));
    page_end(out);
    str_addc(out, '\n');
    add_box(out, "FL 63 authorization", c->result->encounter->auth);
    add_diagnoses(c, "FL 67 diagnoses", false, out);
}

static void print_ub04(const struct claim *c, struct str *out)
{
    size_t pages = (c->n_lines + UB04_LINES - 1) / UB04_LINES;
    for (size_t page = 0; page < pages; page++) {
        str_add(out, page > 0 ? "\n" : "");
        ub04_head(c, page + 1, pages, out);
        for (size_t i = page * UB04_LINES; i < c->n_lines && i < (page + 1) * UB04_LINES; i++)
            ub04_line(&c->lines[i], out);
        ub04_total(c, page + 1, pages, out);
    }
}

/* ---- CMS-1500 ---- */

static void cms1500_head(const struct claim *c, size_t page, size_t pages, struct str *out)
{
    str_addf(out, "CMS-1500, page %zu of %zu\n", page, pages);
    add_diagnoses(c, "21 diagnoses", true, out);
    add_box(out, "23 prior authorization", c->result->encounter->auth);
    str_add(out, "\n  24A from to       24B 24D code and modifiers  24E  24F charges  24G units\n");
}

static void cms1500_line(const struct claim *c, size_t number, const struct claim_line *line,
                         struct str *out)
{
    char day[16], units[32], money[32];
    struct str code;
    str_init(&code, 64);
    add_code(line, " ", 4, &code);
    str_addf(out, "%zu ", number);
    page_cell(out, 7, form_day(line->date, false, day));
    page_cell(out, 7, form_day(line->date, false, day));
    page_cell(out, 4, c->place);
    page_cell(out, 23, code.data);
    page_cell(out, 4, line->pointers);
    page_right(out, 11, claim_money(line->charge, money));
    page_right(out, 10, units_text(line, units));
    page_end(out);
    str_release(&code);
}

static void print_cms1500(const struct claim *c, struct str *out)
{
    size_t pages = (c->n_lines + CMS1500_LINES - 1) / CMS1500_LINES;
    for (size_t page = 0; page < pages; page++) {
        int64_t total = 0;
        char money[32];
        str_add(out, page > 0 ? "\n" : "");
        cms1500_head(c, page + 1, pages, out);
        for (size_t i = page * CMS1500_LINES; i < c->n_lines && i < (page + 1) * CMS1500_LINES;
             i++) {
            cms1500_line(c, i % CMS1500_LINES + 1, &c->lines[i], out);
            total = total < 0 || c->lines[i].charge < 0 ? -1 : total + c->lines[i].charge;
        }
        str_addc(out, '\n');
        add_patient(c, "26 account", out);
        add_box(out, "28 total charge", claim_money(total, money));
    }
}

void claim_print_form(const struct claim *claim, enum claim_form form, struct str *out)
{
    if (claim->n_lines == 0)
        str_addf(out, "No line belongs on the %s of this encounter.\n", claim_form_name(form));
    else if (form == FORM_UB04)
        print_ub04(claim, out);
    else
        print_cms1500(claim, out);
}

/* ---- 837 ---- */

/* The signs that part elements may not stand in one. */
static void add_element(struct str *out, const char *text)
{
    for (; *text; text++)
        if (!strchr("*:~^", *text) && (unsigned char)*text >= 0x20 && (unsigned char)*text < 0x7f)
            str_addc(out, *text);
}

static void add_procedure(const struct claim_line *line, struct str *out)
{
    if (!*line->code)
        return;
    str_add(out, "HC:");
    add_code(line, ":", 4, out);
}

static void add_service(const struct claim *c, const struct claim_line *line, struct str *out)
{
    char money[32];
    bool hospital = c->form == FORM_UB04;
    if (hospital)
        str_addf(out, "SV2*%s*", line->revenue);
    else
        str_add(out, "SV1*");
    add_procedure(line, out);
    str_addf(out, "*%s*UN*%lld", claim_money(line->charge, money), (long long)line->units);
    for (size_t i = 0; line->pointers[i] && !hospital; i++)
        str_addf(out, "%s%zu", i > 0 ? ":" : "***", i + 1);
    str_add(out, "~\n");
}

void claim_print_837(const struct claim *claim, struct str *out)
{
    const struct encounter *e = claim->result->encounter;
    for (size_t i = 0; i < claim->n_lines; i++) {
        const struct claim_line *line = &claim->lines[i];
        int year = 0, month = 0, mday = 0;
        str_addf(out, "LX*%zu~\n", i + 1);
        add_service(claim, line, out);
        if (line->date != NO_DAY) {
            when_civil(line->date, &year, &month, &mday);
            str_addf(out, "DTP*472*D8*%04d%02d%02d~\n", year, month, mday);
        }
        str_add(out, "REF*6R*");
        add_element(out, e->id);
        str_addf(out, "-%zu~\n", i + 1);
        if (!text_empty(e->auth) &&
            claim->form != FORM_UB04) { /* a hospital's stands on the claim */
            str_add(out, "REF*G1*");
            add_element(out, e->auth);
            str_add(out, "~\n");
        }
    }
}
