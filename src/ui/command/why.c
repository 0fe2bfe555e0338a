/* command.h: why a code, a modifier, a unit, a drug line, a row or a finding of a saved encounter
 * is as it is, or why a code is not there. */
#include "command.h"

#include "../../core/asked.h"
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

static enum leave answer(const struct saved *s, const char *word, struct str *out)
{
    struct asked asked;
    struct err err;
    if (asked_parse(&asked, &s->result, word, &err)) {
        text_explain(&s->result, &asked.about, out);
        return asked.there ? LEAVE_DONE : LEAVE_FOUND;
    }
    if (err.text[0] != '\0') {
        app_say_text(err.text);
        return LEAVE_USAGE;
    }
    struct str line;
    str_init(&line, OUT_MAX);
    asked_elsewhere(&s->result, word, &line);
    text_fold(out, 0, line.data);
    str_release(&line);
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
