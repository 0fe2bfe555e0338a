#include "asked.h"

#include "why.h"
#include "whynot.h"

static const struct finding *find_finding(const struct result *r, const char *word)
{
    for (size_t i = 0; i < r->n_findings; i++)
        if (strcmp(r->findings[i].def->id, word) == 0)
            return &r->findings[i];
    return NULL;
}

static const struct drug_line *find_drug(const struct result *r, const char *word)
{
    for (size_t i = 0; i < r->n_drugs; i++)
        if (ascii_casecmp(r->drugs[i].hcpcs, word) == 0)
            return &r->drugs[i];
    return NULL;
}

static bool has_modifier(const struct result *r, const struct asked *asked)
{
    for (size_t i = 0; i < r->n_lines; i++)
        if (line_is_asked(&r->lines[i], &asked->about))
            return true;
    return false;
}

static long units_of(const struct result *r, const struct code *code)
{
    long units = 0;
    for (size_t i = 0; i < r->n_lines; i++)
        if (r->lines[i].code == code)
            units += r->lines[i].units;
    return units;
}

/* CODE, CODE-MODIFIER or CODE/UNIT. */
static bool ask_code(const struct result *r, const char *word, struct asked *asked, struct err *err)
{
    size_t n = strcspn(word, "-/");
    long unit = 0;
    snprintf(asked->code, sizeof asked->code, "%.*s", (int)n, word);
    asked->about.code = book_code(r->book, asked->code);
    if (!asked->about.code)
        return false;
    if (word[n] == '/' && !number_parse(word + n + 1, 1, 100000, &unit))
        return err_set(err, "%s: behind / stands the number of a unit, from 1", word);
    long units = units_of(r, asked->about.code);
    if (units > 0 && unit > units)
        return err_set(err, "%s has %ld unit%s on %s, there is no unit %ld; ask for one of those",
                       asked->code, units, units == 1 ? "" : "s", r->encounter->id, unit);
    asked->about.unit = (int)unit;
    asked->there = code_on_claim(r, 0, asked->about.code);
    if (word[n] != '-')
        return true;
    snprintf(asked->modifier, sizeof asked->modifier, "%s", word + n + 1);
    asked->about.modifier = asked->modifier;
    asked->there = has_modifier(r, asked);
    return asked->there || err_set(err, "%s does not carry modifier %s on %s; ask for %s alone",
                                   asked->code, asked->modifier, r->encounter->id, asked->code);
}

static bool ask_row(const struct result *r, const char *word, struct asked *asked, struct err *err)
{
    long row;
    if (strncmp(word, "row", 3) == 0)
        word += 3 + (word[3] == ' ');
    if (strlen(word) > 4 || !number_parse(word, 1, 9999, &row))
        return false;
    if ((size_t)row > r->encounter->n_rows)
        return err_set(err, "%s has %zu rows, there is no row %ld", r->encounter->id,
                       r->encounter->n_rows, row);
    asked->about.row = (int)row;
    asked->there = true;
    return true;
}

bool asked_parse(struct asked *asked, const struct result *r, const char *word, struct err *err)
{
    *asked = (struct asked){.there = true};
    *err = (struct err){""};
    if (ask_row(r, word, asked, err) || ask_code(r, word, asked, err))
        return true;
    if (err->text[0] != '\0')
        return false;
    asked->about.code = NULL;
    asked->about.finding = find_finding(r, word);
    asked->about.drug = find_drug(r, word);
    return asked->about.finding || asked->about.drug;
}

/* What was decided about the visit code, and where it is written. */
static void say_visit(const struct result *r, struct str *out)
{
    for (size_t i = 0; i < r->n_decisions; i++)
        if (r->decisions[i].rule == r->em.rule && r->decisions[i].row == 0) {
            why_cited(r, &r->decisions[i], out);
            return;
        }
}

void asked_elsewhere(const struct result *r, const char *word, struct str *out)
{
    bool known = false;
    for (size_t i = 0; i < r->n_elsewhere; i++) {
        if (!text_equal(r->elsewhere[i].code, word))
            continue;
        str_addf(out, "%s is not coded here; row %d asks for it elsewhere: %s. ", word,
                 r->elsewhere[i].row, r->elsewhere[i].text);
        known = true;
    }
    size_t length = strcspn(word, "-");
    if (r->em.code && strlen(r->em.code) == length && strncmp(r->em.code, word, length) == 0) {
        say_visit(r, out);
        known = true;
    }
    if (book_finding(r->book, word)) {
        str_addf(out, "The finding %s is not on %s: nothing of this record draws it.", word,
                 r->encounter->id);
        known = true;
    }
    if (!known)
        str_addf(out,
                 "%s is no code of drug administration, so this record can neither earn nor lose "
                 "it; `ivledger rules list codes` shows the family.",
                 word);
}
