/* command.h: why a code, a modifier, a unit, a drug line, a row or a finding of a saved encounter
 * is as it is, or why a code is not there. */
#include "command.h"

#include "../../db/csv.h"
#include "../../db/json_why.h"
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
        add_facts(node, indent, out);
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
    add_facts(node, indent + 2, out); /* of a finding */
    add_below(node, indent + 2, out);
}

void text_explain(const struct result *r, const struct about *about, struct str *out)
{
    struct arena arena;
    arena_init(&arena);
    add_node(explain(&arena, r, about), 0, out);
    arena_release(&arena);
}

/* ---- the tree as CSV: a line for each thing it says ---- */

static const char *const part_names[] = {
    [NODE_DECISION] = "decision", [NODE_CHANGE] = "change",   [NODE_UNIT] = "unit",
    [NODE_ROW] = "row",           [NODE_POSTING] = "minutes", [NODE_FINDING] = "finding",
    [NODE_FIX] = "fix"};

static const struct code *code_of(const struct node *node)
{
    return node->decision  ? node->decision->code
           : node->unit    ? node->unit->code
           : node->posting ? node->posting->code
           : node->finding ? node->finding->code
                           : NULL;
}

static void put_optional(struct csv_writer *csv, bool there, int number)
{
    if (there)
        csv_write_number(csv, number);
    else
        csv_write_cell(csv, "");
}

static void put_span(struct csv_writer *csv, const struct node *node)
{
    const struct posting *p = node->posting;
    bool placed = p && p->span.from != NO_MINUTE;
    char from[8], to[8];
    csv_write_cell(csv, placed ? when_print_clock(p->span.from, from) : "");
    csv_write_cell(csv, placed ? when_print_clock(p->span.to, to) : "");
    put_optional(csv, p || (node->unit && node->unit->minutes >= 0),
                 p            ? p->minutes
                 : node->unit ? node->unit->minutes
                              : 0);
}

static void put_node(struct csv_writer *csv, const struct node *node, const char *cite)
{
    const struct code *code = code_of(node);
    csv_write_cell(csv, part_names[node->kind]);
    put_optional(csv, node->visit != 0, node->visit);
    put_optional(csv, node->row != 0, node->row);
    csv_write_cell(csv, code ? code->id : "");
    put_optional(csv, node->unit != NULL, node->unit ? node->unit->number : 0);
    csv_write_cell(csv, node->rule      ? node->rule->id
                        : node->finding ? node->finding->def->id
                                        : "");
    csv_write_cell(csv, node->decision ? verdict_name(node->verdict) : "");
    put_span(csv, node);
    csv_write_cell(csv, node->text);
    csv_write_cell(csv, cite);
    csv_write_end(csv);
}

static void put_nodes(struct csv_writer *csv, const struct node *node)
{
    const char *cite = "";
    for (const struct node *n = node->first; n; n = n->next)
        if (n->kind == NODE_CITATION)
            cite = n->text;
    if (node->kind < COUNT_OF(part_names) && part_names[node->kind])
        put_node(csv, node, cite);
    for (const struct node *n = node->first; n; n = n->next)
        put_nodes(csv, n);
}

static void print_csv(const struct node *top)
{
    static const char *const names[] = {"part", "visit", "row",     "code", "unit", "rule",
                                        "verdict", "from", "to", "minutes", "text", "cite"};
    struct csv_writer *csv = csv_write_to(stdout);
    struct err err;
    for (size_t i = 0; i < COUNT_OF(names); i++)
        csv_write_cell(csv, names[i]);
    csv_write_end(csv);
    put_nodes(csv, top);
    csv_write_done(csv, &err); /* command_finish() says what went wrong */
}

/* ---- what is asked ---- */

static void print(enum format format, const struct json_why *why)
{
    struct str out;
    str_init(&out, OUT_MAX);
    switch (format) {
    case FORMAT_CSV: print_csv(why->top); break;
    case FORMAT_JSON:
        json_why(why, &out);
        str_addc(&out, '\n');
        break;
    default: add_node(why->top, 0, &out);
    }
    fwrite(out.data, 1, out.length, stdout);
    str_release(&out);
}

/* A word that names nothing here has an answer too, of one sentence. */
static struct node *elsewhere(struct arena *arena, const struct result *r, const char *word)
{
    struct node *top = ARENA_NEW(arena, struct node);
    struct str line;
    str_init(&line, OUT_MAX);
    asked_elsewhere(r, word, &line);
    *top = (struct node){.kind = NODE_TOPIC, .text = arena_text(arena, line.data)};
    str_release(&line);
    return top;
}

static enum leave answer(enum format format, const struct saved *s, const char *word)
{
    struct asked asked;
    struct err err;
    struct arena arena;
    struct json_why why = {.result = &s->result, .hash = s->hash, .word = word, .asked = &asked};
    bool named = asked_parse(&asked, &s->result, word, &err);
    if (!named && err.text[0] != '\0') {
        app_say_text(err.text);
        return LEAVE_USAGE;
    }
    arena_init(&arena);
    asked.there = asked.there && named;
    why.top = named ? explain(&arena, &s->result, &asked.about)
                    : elsewhere(&arena, &s->result, word);
    print(format, &why);
    arena_release(&arena);
    return LEAVE_DONE;
}

enum leave command_why(struct app *app, int n, char *const *words)
{
    struct saved saved;
    if (n != 2) {
        app_say("why needs the number of a saved encounter and what to explain: a code (96365, "
                "96365-59, 96365/2), a row (2), a drug code or a finding");
        return LEAVE_USAGE;
    }
    saved_init(&saved);
    enum leave leave = saved_open(&saved, app, words[0], "asked why");
    if (leave == LEAVE_DONE)
        leave = answer(app->format, &saved, words[1]);
    saved_release(&saved);
    return command_finish(leave);
}
