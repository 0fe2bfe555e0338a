/* scenario.h: the claim of a scenario as it is keyed, and what goes along with it. */
#include "attach.h"
#include "compare.h"
#include "scenario.h"

enum { LINE_LONGEST = 2000 };

/* ---- what the site says of itself ---- */

static bool unknown_setting(const char *name, struct err *err)
{
    char shown[64];
    return err_set(err, "%s is no setting of a site; the nearest is %s", text_short(name, shown),
                   site_setting_nearest(name));
}

static bool known_revenue(const struct book *book, const char *id, struct err *err)
{
    char shown[64];
    for (size_t i = 0; i < book->claim->n_revenues; i++)
        if (strcmp(book->claim->revenues[i].rule.id, id) == 0)
            return true;
    return err_set(err, "%s is no row of revenue.csv; `ivledger rules list` names them",
                   text_short(id, shown));
}

bool scenario_take_site(struct arena *arena, struct scenario *s, const struct book *book,
                        const char *text, struct err *err)
{
    size_t n = strcspn(text, " ");
    struct site_row row = {.days = {0, NO_DAY}, .setting = arena_textn(arena, text, n)};
    row.value = arena_text(arena, text + n + strspn(text + n, " "));
    if (!site_setting_find(row.setting, &row.id))
        return unknown_setting(row.setting, err);
    if (row.id == SITE_REVENUE && !known_revenue(book, row.setting, err))
        return false;
    for (size_t i = 0; i < s->n_site_rows; i++)
        if (strcmp(s->site_rows[i].setting, row.setting) == 0)
            return err_set(err, "%s was said before; keep the right one of the two lines",
                           row.setting);
    const char *wanted = *row.value != '\0' ? site_value_read(&row) : "a value";
    if (wanted != NULL)
        return err_set(err, "%.40s is no %s; write one of: %s", row.value, row.setting, wanted);
    *ARENA_PUSH(arena, s->site_rows, s->n_site_rows, s->cap_site_rows) = row;
    return true;
}

void scenario_claim(const struct scenario *s, const struct result *result, struct site *site,
                    struct claim *claim)
{
    *site = (struct site){.path = "", .rows = s->site_rows, .n_rows = s->n_site_rows};
    claim_build(claim, result, site);
}

/* ---- lines ---- */

static void add_modifiers(const char *const *modifiers, int n, struct str *out)
{
    for (int i = 0; i < n; i++)
        str_addf(out, "-%s", modifiers[i]);
}

static void add_code(const struct claim_line *line, struct str *out)
{
    str_add(out, text_empty(line->code) ? "-" : line->code);
    if (line->units != 1)
        str_addf(out, "x%lld", (long long)line->units);
    add_modifiers(line->modifiers, line->n_modifiers, out);
}

static void add_amount(const struct claim_line *line, struct str *out)
{
    char money[32];
    str_addf(out, " %s", line->money == MONEY_AMOUNT ? claim_money(line->national, money)
                                                     : claim_paid_word(line));
    if (line->money == MONEY_AMOUNT && line->adjusted >= 0)
        str_addf(out, " becomes %s", claim_money(line->adjusted, money));
}

static void add_line(const struct claim *claim, const struct claim_line *line, struct str *out)
{
    const struct decision *d;
    size_t next = 0;
    char day[16];
    add_code(line, out);
    if (!text_empty(line->revenue))
        str_addf(out, " %s", line->revenue);
    if (line->date != claim->day)
        str_addf(out, " %s", when_print_day(line->date, day));
    add_amount(line, out);
    while ((d = claim_decision(claim, line, &next)) != NULL)
        str_addf(out, " %s", d->rule->id);
}

size_t scenario_claims(struct arena *arena, const struct claim *claim, struct scenario_line **out)
{
    struct str text;
    *out = ARENA_ARRAY(arena, struct scenario_line, claim->n_lines + 1);
    str_init(&text, LINE_LONGEST);
    for (size_t i = 0; i < claim->n_lines; i++) {
        str_clear(&text);
        add_line(claim, &claim->lines[i], &text);
        (*out)[i].text = arena_text(arena, text.data);
    }
    str_release(&text);
    return claim->n_lines;
}

/* ---- what goes along ---- */

size_t scenario_attached(struct arena *arena, const struct result *r, struct scenario_line **out)
{
    struct str text;
    *out = ARENA_ARRAY(arena, struct scenario_line, r->n_lines + 1);
    str_init(&text, LINE_LONGEST);
    for (size_t i = 0; i < r->n_lines; i++) {
        struct decision *found;
        size_t n = attach_line(arena, r, &r->lines[i], &found);
        str_clear(&text);
        str_add(&text, r->lines[i].code->id);
        add_modifiers(r->lines[i].modifiers, r->lines[i].n_modifiers, &text);
        for (size_t k = 0; k < n; k++)
            str_addf(&text, " %s", attach_word(found[k].rule));
        (*out)[i].text = arena_text(arena, text.data);
    }
    str_release(&text);
    return r->n_lines;
}

/* ---- a reading ---- */

static void add_keyed(const struct scenario *s, const struct result *r, struct str *out)
{
    struct site site;
    struct claim claim;
    claim_init(&claim);
    scenario_claim(s, r, &site, &claim);
    for (size_t i = 0; i < claim.n_lines; i++) {
        str_add(out, i > 0 ? " " : "");
        add_code(&claim.lines[i], out);
        if (!text_empty(claim.lines[i].revenue))
            str_addf(out, "/%s", claim.lines[i].revenue);
    }
    claim_release(&claim);
}

static const char *codes_of(struct arena *arena, const struct scenario *s, const struct result *r)
{
    struct str text;
    str_init(&text, 8 * LINE_LONGEST);
    if (s->n_claims > 0)
        add_keyed(s, r, &text);
    else
        compare_codes(r, 0, &text);
    const char *kept = arena_text(arena, text.data);
    str_release(&text);
    return kept;
}

const char *scenario_reading(struct arena *arena, const struct scenario *s,
                             const struct result *result, const struct result *standing)
{
    struct scenario_answers mine, theirs;
    const char *codes = codes_of(arena, s, result);
    if (result == standing || !text_equal(codes, codes_of(arena, s, standing)))
        return codes;
    scenario_answer(arena, result, &mine);
    scenario_answer(arena, standing, &theirs);
    if (text_equal(mine.finds, theirs.finds))
        return codes;
    return arena_format(arena, "%s finds %s", codes, text_empty(mine.finds) ? "none" : mine.finds);
}
