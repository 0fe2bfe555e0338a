/* explain.h: the why of one thing in a result, as a tree: what was asked, the questions of the
 * engine in their order, the decisions taken at each, and under a decision what it read, where it
 * is written and which cases prove it; then the rows and minutes behind it.
 *
 * A screen or a page only draws the nodes.  Nothing is decided here: it gathers what the engine
 * said.  Nodes and their text live in the arena that was given and point into the result. */
#ifndef IVLEDGER_EXPLAIN_H
#define IVLEDGER_EXPLAIN_H

#include "engine.h"

enum node_kind {
    NODE_TOPIC,    /* what is explained: "96365, 1 unit, row 2" */
    NODE_STEP,     /* a question of the engine; its decisions are below it */
    NODE_DECISION, /* a sentence; rule and verdict say more */
    NODE_CHANGE,   /* what record would change it */
    NODE_FACT,     /* "minutes: 95", "limit: 16 needed" */
    NODE_CITATION, /* publisher, title, section, edition, where in it */
    NODE_RULE,     /* the row of the rule book: its id and step */
    NODE_PROOF,    /* a case that proves the rule */
    NODE_UNIT,     /* one unit of a code, with its margin */
    NODE_ROW,      /* a row as charted; its minutes are below it */
    NODE_POSTING,  /* minutes of a row and the account they went to */
    NODE_FINDING,  /* what may be wrong; its remedy is below it */
    NODE_FIX
};

struct node {
    enum node_kind kind;
    const char *text;
    const struct rule *rule; /* of a decision, rule or posting; else NULL */
    enum verdict verdict;    /* of a decision */
    int row, visit;          /* what it is about; 0: the whole visit, the whole encounter */
    bool near;               /* a unit whose minutes lie close to a boundary */
    /* what the engine wrote down that this tells; else NULL */
    const struct decision *decision;
    const struct posting *posting;
    const struct earned *unit;
    const struct finding *finding;
    const struct proof_row *proof;
    struct node *first, *last; /* what is below it */
    struct node *next;         /* what stands beside it */
};

/* What to explain: the first of these that is set.  visit narrows it, 0: all visits. */
struct about {
    int visit;
    const struct finding *finding;
    const struct posting *posting;
    const struct drug_line *drug;
    const struct code *code;
    int unit;             /* with code: that unit within the visit, 0: all of it */
    const char *modifier; /* with code: only what put that modifier on it */
    int row;              /* none of the above: a charted row */
};

/* The tree of one thing; never NULL.  A code that is not on the claim is answered by whynot.h. */
struct node *explain(struct arena *arena, const struct result *r, const struct about *about);

/* ---- pieces, for those who draw a page of their own ---- */

/* A fact as it is read: "minutes: 95"; needed: it is what had to be reached. */
bool fact_needed(const struct fact *fact);
/* The margin of a unit in words: "75 minutes; earned at 16, the next at 91 (16 to go)". */
void margin_text(const struct result *r, const struct earned *unit, struct str *out);
/* The margin of a line's last unit in short: "95 min, 4 past 91, next at 151"; nothing for a code
 * that is not timed. */
void line_margin(const struct result *r, const struct line *line, struct str *out);
/* Close to a boundary, either way, by the limit of the book. */
bool margin_near(const struct result *r, const struct earned *unit);
/* "applies in case CASE under POLICY; with CHANGE it no longer does" */
void proof_text(const struct proof_row *proof, struct str *out);
/* Is the text among its facts? */
bool decision_names(const struct decision *d, const char *text);
/* The decision that put the line on the claim; NULL when the line has none. */
const struct decision *explain_line(const struct result *r, const struct line *line);
enum { MORE_MOST = 6 };
/* What else is to be said of it: what broke a tie for it, what put its modifiers there.  Writes at
 * most that many, gives how many. */
size_t explain_line_more(const struct result *r, const struct line *line,
                         const struct decision **more, size_t most);
/* Is the line one of the code that is asked about, in its visit and with its modifier? */
bool line_is_asked(const struct line *line, const struct about *about);
/* Do these minutes pay for a unit on that line? */
bool line_is_paid_by(const struct result *r, const struct line *line, const struct posting *p);

#endif
