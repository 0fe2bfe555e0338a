/* command.h: why a code, a modifier, a unit, a drug line, a row or a finding of a saved encounter
 * is as it is, or why a code is not there. */
#include "command.h"

#include "../../core/explain.h"
#include "../../core/whynot.h"
#include "saved.h"
#include "text.h"

enum { OUT_MAX = 64 * 1024 * 1024 };

/* ---- the tree as text ---- */

static void add_blanks(struct str *out, int n)
{
    for (int i = 0; i < n; i++)
        str_addc(out, ' ');
}

static void add_folded(struct str *out, int indent, const char *before, const char *text)
{
    struct str line;
    str_init(&line, OUT_MAX);
    str_addf(&line, "%s%s", before, text);
    add_blanks(out, indent);
    text_fold(out, indent, line.data);
    str_release(&line);
}

/* The facts of a decision in one line: they are short and belong together. */
static void add_facts(const struct node *node, int indent, struct str *out)
{
    struct str line;
    str_init(&line, OUT_MAX);
    for (const struct node *n = node->first; n; n = n->next)
        if (n->kind == NODE_FACT)
            str_addf(&line, "%s%s", line.length > 0 ? ", " : "", n->text);
    if (line.length > 0)
        add_folded(out, indent, "read: ", line.data);
    str_release(&line);
}

static void add_node(const struct node *node, int indent, struct str *out);

static void add_below(const struct node *node, int indent, struct str *out)
{
    for (const struct node *n = node->first; n; n = n->next)
        add_node(n, indent, out);
}

static void add_decision(const struct node *node, int indent, struct str *out)
{
    struct str head;
    str_init(&head, OUT_MAX);
    if (node->row != 0)
        str_addf(&head, "row %d: ", node->row);
    if (node->verdict != VERDICT_APPLIED)
        str_addf(&head, "%s: ", verdict_name(node->verdict));
    add_folded(out, indent, head.data, node->text);
    str_release(&head);
    add_facts(node, indent + 2, out);
    add_below(node, indent + 2, out);
}

static void add_node(const struct node *node, int indent, struct str *out)
{
    switch (node->kind) {
    case NODE_TOPIC:
        add_folded(out, indent, "", node->text);
        add_below(node, indent, out);
        return;
    case NODE_STEP:
        str_addc(out, '\n');
        add_folded(out, indent, "", node->text);
        break;
    case NODE_DECISION: add_decision(node, indent, out); return;
    case NODE_FACT: return; /* in one line, above */
    case NODE_CITATION: add_folded(out, indent, "source: ", node->text); break;
    case NODE_RULE: add_folded(out, indent, "rule: ", node->text); break;
    case NODE_PROOF: add_folded(out, indent, "proof: ", node->text); break;
    case NODE_CHANGE: add_folded(out, indent, "what would change it: ", node->text); break;
    case NODE_FIX: add_folded(out, indent, "> ", node->text); break;
    case NODE_UNIT:
    case NODE_ROW: str_addc(out, '\n'); /* fall through */
    case NODE_FINDING:
    case NODE_POSTING: add_folded(out, indent, "", node->text); break;
    }
    add_below(node, indent + 2, out);
}

void text_explain(const struct result *r, const struct about *about, struct str *out)
{
    struct arena arena;
    arena_init(&arena);
    add_node(explain(&arena, r, about), 0, out);
    arena_release(&arena);
}

/* ---- what is asked ---- */

/* "96365", "96365-59", "96365/2", "J1745", "row 2" or "2", or the id of a finding. */
struct asked {
    struct about about;
    char code[32];
    char modifier[16];
    bool there; /* it is in the result */
};

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
        for (int m = 0; m < r->lines[i].n_modifiers; m++)
            if (r->lines[i].code == asked->about.code &&
                ascii_casecmp(r->lines[i].modifiers[m], asked->modifier) == 0)
                return true;
    return false;
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
    asked->about.unit = (int)unit;
    asked->there = code_on_claim(r, 0, asked->about.code);
    if (word[n] != '-')
        return true;
    snprintf(asked->modifier, sizeof asked->modifier, "%s", word + n + 1);
    asked->about.modifier = asked->modifier;
    asked->there = has_modifier(r, asked);
    return asked->there || err_set(err, "%s does not carry modifier %s on %s", asked->code,
                                   asked->modifier, r->encounter->id);
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

static bool ask(const struct result *r, const char *word, struct asked *asked, struct err *err)
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

/* A code that the family does not know: who gives it, or where to look. */
static void add_elsewhere(const struct result *r, const char *word, struct str *out)
{
    struct str line;
    str_init(&line, OUT_MAX);
    for (size_t i = 0; i < r->n_elsewhere; i++)
        if (text_equal(r->elsewhere[i].code, word))
            str_addf(&line, "%s is not coded here; row %d asks for it elsewhere: %s. ", word,
                     r->elsewhere[i].row, r->elsewhere[i].text);
    if (r->em.code && text_equal(r->em.code, word))
        str_addf(&line, "%s is the visit of %s; %s.", word, r->encounter->id,
                 r->em.payable ? "it is billed beside these codes"
                               : "it is not paid beside these codes");
    if (line.length == 0)
        str_addf(&line,
                 "%s is no code of drug administration, so this record can neither earn nor lose "
                 "it; `ivledger rules list codes` shows the family.",
                 word);
    text_fold(out, 0, line.data);
    str_release(&line);
}

static enum leave answer(const struct saved *s, const char *word, struct str *out)
{
    struct asked asked;
    struct err err;
    if (ask(&s->result, word, &asked, &err)) {
        text_explain(&s->result, &asked.about, out);
        return asked.there ? LEAVE_DONE : LEAVE_FOUND;
    }
    if (err.text[0] != '\0') {
        app_say_text(err.text);
        return LEAVE_USAGE;
    }
    add_elsewhere(&s->result, word, out);
    return LEAVE_FOUND;
}

enum leave command_why(struct app *app, int n, char *const *words)
{
    struct saved saved;
    struct str out;
    if (n != 2) {
        app_say("why needs the number of a saved encounter and what to explain: a code (96365, "
                "96365-59, 96365/2), a row (2), a drug code or a finding");
        return LEAVE_USAGE;
    }
    saved_init(&saved);
    str_init(&out, OUT_MAX);
    enum leave leave = saved_open(&saved, app, words[0], "asked why");
    if (leave == LEAVE_DONE) {
        leave = answer(&saved, words[1], &out);
        fwrite(out.data, 1, out.length, stdout);
    }
    str_release(&out);
    saved_release(&saved);
    return command_finish(leave);
}
