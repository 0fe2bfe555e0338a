#include "claims.h"

void coded_begin(struct coded *c, const struct world *world, const char *policy, const char *text)
{
    struct err err = {""};
    memset(c, 0, sizeof *c);
    if (!charts_read_text(&c->charts, "day.csv", text, &err) ||
        !world_policy(world, policy, &c->policy, &err))
        fail_msg("%s", err.text);
    result_init(&c->result);
    engine_code(world->book, &c->policy, c->charts.list[0], &c->result);
    site_init(&c->site);
    claim_init(&c->claim);
}

void coded_site(struct coded *c, const char *const *settings)
{
    struct site_row *rows = ARENA_ARRAY(&c->site.arena, struct site_row, 16);
    size_t n = 0;
    for (; *settings; settings++, n++) {
        char name[64];
        snprintf(name, sizeof name, "%.*s", (int)strcspn(*settings, "="), *settings);
        if (!site_setting_find(name, &rows[n].id))
            fail_msg("no setting %s", name);
        rows[n].setting = arena_text(&c->site.arena, name);
        rows[n].value = strchr(*settings, '=') + 1;
        rows[n].days = (struct days_valid){0, NO_DAY};
        if (site_setting_kind(rows[n].id) == SITE_KIND_AMOUNT)
            decimal_parse(rows[n].value, &rows[n].amount);
    }
    c->site.rows = rows;
    c->site.n_rows = n;
}

void coded_done(struct coded *c)
{
    claim_release(&c->claim);
    site_release(&c->site);
    result_release(&c->result);
    charts_release(&c->charts);
}

void claim_short(const struct claim *claim, struct str *out)
{
    char money[32];
    for (size_t i = 0; i < claim->n_lines; i++) {
        const struct claim_line *line = &claim->lines[i];
        str_addf(out, "%s%s", line->revenue, *line->revenue ? " " : "");
        str_add(out, *line->code ? line->code : "none");
        for (int m = 0; m < line->n_modifiers; m++)
            str_addf(out, "-%s", line->modifiers[m]);
        str_addf(out, " x%lld %s\n", (long long)line->units,
                 line->money == MONEY_AMOUNT     ? claim_money(line->national, money)
                 : line->money == MONEY_PACKAGED ? "packaged"
                                                 : "unknown");
    }
}

void assert_claim(struct coded *c, const struct site *site, const char *wants)
{
    struct str text;
    str_init(&text, 4096);
    claim_build(&c->claim, &c->result, site);
    claim_short(&c->claim, &text);
    assert_string_equal(text.length ? text.data : "", wants);
    for (size_t i = 0; i < c->claim.n_lines; i++)
        assert_non_null(c->claim.lines[i].paid); /* every amount, and every lack of one, says why */
    str_release(&text);
}

void assert_holds(const char *text, const char *part)
{
    if (!strstr(text, part))
        fail_msg("want \"%s\" in:\n%s", part, text);
}
