#include "claim_inside.h"

const char *claim_form_name(enum claim_form form)
{
    return form == FORM_UB04 ? "UB-04" : "CMS-1500";
}

char *claim_money(int64_t cents, char buf[32])
{
    size_t n = 0;
    if (cents >= 0) {
        n = number_print(cents / 100, buf);
        buf[n++] = '.';
        buf[n++] = (char)('0' + cents / 10 % 10);
        buf[n++] = (char)('0' + cents % 10);
    }
    buf[n] = '\0';
    return buf;
}

const char *claim_paid_word(const struct claim_line *line)
{
    static const char *const words[] = {[MONEY_AMOUNT] = "paid", [MONEY_PACKAGED] = "packaged"};
    if (line->money != MONEY_UNKNOWN)
        return words[line->money];
    bool unpaid = strcmp(line->paid->rule->id, rule_id_name(RULE_CLAIM_NOT_PAID)) == 0;
    return unpaid ? "unpaid" : "otherwise";
}

void claim_init(struct claim *claim)
{
    memset(claim, 0, sizeof *claim);
    arena_init(&claim->arena);
}

void claim_release(struct claim *claim)
{
    arena_release(&claim->arena);
    claim_init(claim);
}

/* ---- decisions ---- */

const struct rule *claim_rule(const struct claim *c, enum rule_id id)
{
    return &c->result->book->rules[id];
}

struct fact claim_fact(const char *name, const char *text)
{
    return (struct fact){.name = name, .type = FACT_TEXT, .text = text};
}

const char *claim_text_money(struct claim *c, int64_t cents)
{
    char buf[32];
    return arena_text(&c->arena, claim_money(cents, buf));
}

const struct decision *claim_decide(struct claim *c, const struct claim_line *line,
                                    const struct rule *rule, const struct fact *facts, size_t n)
{
    struct fact *kept = ARENA_ARRAY(&c->arena, struct fact, n + 1);
    memcpy(kept, facts, n * sizeof *facts);
    kept[n] = claim_fact("which", *line->code ? line->code : line->plain);
    struct decision *d = ARENA_PUSH(&c->arena, c->decisions, c->n_decisions, c->cap_decisions);
    *ARENA_PUSH(&c->arena, c->decided, c->n_decided, c->cap_decided) = (size_t)(line - c->lines);
    *d = (struct decision){.rule = rule,
                           .verdict = VERDICT_APPLIED,
                           .row = line->n_rows > 0 ? line->rows[0] : 0,
                           .visit = line->visit,
                           .code = line->line ? line->line->code : NULL,
                           .facts = kept,
                           .n_facts = n + 1};
    return d;
}

/* ---- lines ---- */

static struct claim_line *add_line(struct claim *c, enum claim_what what, int visit,
                                   const char *code)
{
    struct claim_line *line = ARENA_PUSH(&c->arena, c->lines, c->n_lines, c->cap_lines);
    *line = (struct claim_line){.what = what,
                                .visit = visit,
                                .code = code,
                                .units = 1,
                                .date = c->day,
                                .revenue = "",
                                .revenue_id = "",
                                .plain = "",
                                .pointers = "",
                                .charge = -1,
                                .adjusted = -1,
                                .status = ""};
    return line;
}

static void add_modifiers(struct claim_line *line, const char *const *modifiers, int n)
{
    for (int i = 0; i < n; i++)
        line->modifiers[line->n_modifiers++] = modifiers[i];
}

static void take_revenue(const struct claim *c, struct claim_line *line, enum revenue_choice choice,
                         bool coded)
{
    const struct revenue_row *row =
        c->form == FORM_UB04
            ? claim_revenue(c->tables, choice, KIND_NONE, GROUP_NONE, coded, c->day)
            : NULL;
    if (!row)
        return;
    line->revenue = row->revenue;
    line->revenue_id = row->rule.id;
}

static void add_administrations(struct claim *c)
{
    for (size_t i = 0; i < c->result->n_lines; i++) {
        const struct line *from = &c->result->lines[i];
        struct claim_line *line = add_line(c, CLAIM_ADMINISTRATION, from->visit, from->code->id);
        add_modifiers(line, from->modifiers, from->n_modifiers);
        line->line = from;
        line->units = from->units;
        line->date = from->date;
        line->revenue = from->revenue;
        line->revenue_id = from->revenue_id;
        line->plain = from->code->plain;
        line->rows = from->rows;
        line->n_rows = from->n_rows;
    }
}

/* The first day on which one of the rows ran. */
static day_t rows_day(const struct claim *c, const int *rows, size_t n)
{
    day_t day = NO_DAY;
    for (size_t i = 0; i < n; i++) {
        day_t here = when_day(encounter_row(c->result->encounter, rows[i])->start);
        if (here != NO_DAY && (day == NO_DAY || here < day))
            day = here;
    }
    return day != NO_DAY ? day : c->day;
}

static void add_drugs(struct claim *c)
{
    for (size_t i = 0; i < c->result->n_drugs; i++) {
        const struct drug_line *from = &c->result->drugs[i];
        struct claim_line *line = add_line(c, CLAIM_DRUG, from->visit, from->hcpcs);
        bool waste = from->rule == claim_rule(c, RULE_DRUG_WASTE);
        add_modifiers(line, from->modifiers, from->n_modifiers);
        line->drug = from;
        line->units = from->units;
        line->date = rows_day(c, from->rows, from->n_rows);
        take_revenue(c, line, REVENUE_OF_DRUG, true);
        line->plain = waste ? arena_format(&c->arena, "%s, thrown away", from->drug->generic)
                            : from->drug->generic;
        line->rows = from->rows;
        line->n_rows = from->n_rows;
        line->status = c->form == FORM_UB04 ? from->drug->opps_status : "";
    }
}

static bool is_uncoded(const struct row_result *row, const struct row *charted)
{
    return !row->out && charted->method != METHOD_SETUP && charted->method != METHOD_FLUSH &&
           (!row->drug || text_empty(row->drug->hcpcs));
}

/* A hospital bills what has no code of its own under a revenue code alone. */
static void add_uncoded(struct claim *c)
{
    const struct result *r = c->result;
    for (size_t i = 0; i < r->n_rows && c->form == FORM_UB04; i++) {
        const struct row *charted = &r->encounter->rows[i];
        if (!is_uncoded(&r->rows[i], charted))
            continue;
        struct claim_line *line = add_line(c, CLAIM_UNCODED, r->rows[i].visit, "");
        int *row = ARENA_NEW(&c->arena, int);
        *row = charted->number;
        line->rows = row;
        line->n_rows = 1;
        line->date = rows_day(c, row, 1);
        take_revenue(c, line, REVENUE_OF_DRUG, false);
        line->plain = r->rows[i].drug ? r->rows[i].drug->generic : charted->drug;
    }
}

static void add_visit_code(struct claim *c)
{
    const struct em_line *em = &c->result->em;
    if (!em->code || !em->payable)
        return;
    int visit = c->result->n_visits > 0 ? c->result->visits[0] : 1;
    struct claim_line *line = add_line(c, CLAIM_VISIT, visit, em->code);
    line->plain = "visit";
    take_revenue(c, line, REVENUE_OF_VISIT, true);
    if (!text_empty(em->modifier))
        add_modifiers(line, &em->modifier, 1);
}

/* ---- diagnoses ---- */

static void read_diagnoses(struct claim *c)
{
    const char *at = c->result->encounter->dx;
    while (*at && c->n_diagnoses < CLAIM_DIAGNOSES) {
        size_t length = strcspn(at, " ");
        c->diagnoses[c->n_diagnoses++] = arena_textn(&c->arena, at, length);
        at += length + strspn(at + length, " ");
    }
}

/* The chart ties no diagnosis to a row, so a line points to the first four. */
static void point_to_diagnoses(struct claim *c)
{
    char letters[CLAIM_POINTERS + 1] = "";
    for (size_t i = 0; i < c->n_diagnoses && i < CLAIM_POINTERS; i++)
        letters[i] = (char)('A' + i);
    const char *pointers = arena_text(&c->arena, letters);
    for (size_t i = 0; i < c->n_lines && c->form == FORM_CMS1500; i++)
        c->lines[i].pointers = pointers;
}

/* ---- head and sums ---- */

static void find_dates(struct claim *c)
{
    c->from = c->to = NO_DAY;
    for (size_t i = 0; i < c->n_lines; i++) {
        day_t day = c->lines[i].date;
        if (day == NO_DAY)
            continue;
        c->from = c->from == NO_DAY || day < c->from ? day : c->from;
        c->to = c->to == NO_DAY || day > c->to ? day : c->to;
    }
}

static void fill_head(struct claim *c)
{
    const char *said = site_text(c->site, SITE_PLACE, c->day);
    bool critical = site_says(c->site, SITE_HOSPITAL, "critical_access", c->day);
    c->bill_type = c->place = "";
    if (c->form == FORM_CMS1500)
        c->place = *said ? said : claim_word(c->tables, CLAIM_NUMBER_PLACE_OFFICE, c->day);
    else
        c->bill_type = claim_word(
            c->tables, critical ? CLAIM_NUMBER_BILL_CAH : CLAIM_NUMBER_BILL_HOSPITAL, c->day);
}

static void add_up(struct claim *c)
{
    c->charges = c->n_lines > 0 ? 0 : -1;
    c->adjusted = -1;
    for (size_t i = 0; i < c->n_lines; i++) {
        const struct claim_line *line = &c->lines[i];
        c->charges = c->charges < 0 || line->charge < 0 ? -1 : c->charges + line->charge;
        c->unknown = c->unknown || line->money == MONEY_UNKNOWN;
        if (line->money != MONEY_AMOUNT)
            continue;
        c->national += line->national;
        if (line->adjusted >= 0)
            c->adjusted = (c->adjusted < 0 ? 0 : c->adjusted) + line->adjusted;
    }
}

static void start(struct claim *c, const struct result *r, const struct site *site)
{
    arena_clear(&c->arena);
    struct arena arena = c->arena;
    *c = (struct claim){.arena = arena,
                        .result = r,
                        .site = site,
                        .tables = r->book->claim,
                        .day = encounter_day(r->encounter)};
    c->form = encounter_setting(r->encounter) == SETTING_OFFICE ? FORM_CMS1500 : FORM_UB04;
}

void claim_build(struct claim *claim, const struct result *result, const struct site *site)
{
    start(claim, result, site);
    claim->cap_lines = result->n_lines + result->n_drugs + result->n_rows + 1; /* there are no more */
    claim->lines = ARENA_ARRAY(&claim->arena, struct claim_line, claim->cap_lines);
    fill_head(claim);
    add_administrations(claim);
    add_drugs(claim);
    add_uncoded(claim);
    add_visit_code(claim);
    find_dates(claim);
    read_diagnoses(claim);
    point_to_diagnoses(claim);
    claim_apply_site(claim);
    claim_apply_money(claim);
    add_up(claim);
}

const struct decision *claim_decision(const struct claim *claim, const struct claim_line *line,
                                      size_t *next)
{
    while (*next < claim->n_decisions) {
        size_t at = (*next)++;
        if (claim->decided[at] == (size_t)(line - claim->lines))
            return &claim->decisions[at];
    }
    return NULL;
}
