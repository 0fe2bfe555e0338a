/* scenario.h: teaching encounters as plain text: a header of one word and its text a line, then the
 * administrations in the quick-line language, then the answers.
 *
 *   scenario drip-and-push           a name of small letters, figures and -; begins a scenario
 *   title    An antibiotic and one push
 *   form     clean                   clean or messy
 *   level    1                       1 first steps, 2 everyday, 3 hard
 *   tags     push emergency          words to find it by
 *   story    What happened, in a sentence or two; several lines are joined.
 *   policy   cms midnight=split      a policy and switches on top; left out: reference
 *   date     2026-03-02              any column of the administration CSV that belongs to the
 *   setting  office                  encounter, but encounter, patient and coder
 *   site     wage_index 1.12         what the site says of itself, as in site.csv
 *   row      ceftr 2g 0830-0905      one administration, a quick line (quick.h)
 *   teaches  initial.rank            rules of the rule book that it teaches, by id
 *   expect   96365 96375             the answers: codes as compare_codes() says them,
 *   drugs    J0696x8                 drug lines, units always said,
 *   finds    doc.stop.missing@2      findings that are no mere notes, with their row,
 *   em       99213-25                the visit code
 *   claim    96365-PO 0260 212.50 claim.off_campus claim.opps     a line of the claim as keyed:
 *                                    code, revenue code, date where it is another day, amount (or
 *                                    packaged, otherwise, unpaid), becomes and the site's amount,
 *                                    rules
 *   attach   96365 run order         what goes along when the code is questioned: rules attach.*
 *   whynot   96366 units.no_hour     a code that is not on the claim, and the rule that says why
 *   disputed overlap_mode=subtract 96365 96367     what another reading would give; with claim
 *                                    lines as 96365/0260, and behind finds where only these differ
 *
 * Lines of the claim and attachments are asked where the file has any; a bare word claim or attach
 * stands for all that --answers shall fill in.
 *
 * A blank line says nothing, nor does what follows a # at the beginning of a line.  Answers are the
 * engine's: scenario_answer() makes them, and a test holds every file to them.
 *
 * Owns the scenarios that were read.  Never opens a file and never decides a code. */
#ifndef IVLEDGER_SCENARIO_H
#define IVLEDGER_SCENARIO_H

#include "claim.h"

#define SCENARIO_LEVELS 3

struct scenario_dispute {
    const char *assignment; /* "overlap_mode=subtract" */
    const char *codes;
    long line;
};
struct scenario_whynot {
    const char *code, *rule;
    long line;
};
struct scenario_line {
    const char *text; /* "" to be filled in */
    long line;
};
struct scenario_answers {
    const char *codes, *drugs, *finds, *em; /* "" none; NULL: the file does not say */
};

struct scenario {
    const char *name, *title, *tags, *story, *policy, *teaches;
    const char *file; /* as the reader was told */
    long line;        /* of its first line */
    bool messy;
    int level; /* 1 to SCENARIO_LEVELS */
    struct encounter *encounter; /* its id is the name */
    struct scenario_answers answers;
    struct scenario_dispute *disputes;
    size_t n_disputes, cap_disputes;
    struct scenario_whynot *whynots;
    size_t n_whynots, cap_whynots;
    struct scenario_line *claims, *attached;
    size_t n_claims, cap_claims, n_attached, cap_attached;
    struct site_row *site_rows; /* no dates: they hold always */
    size_t n_site_rows, cap_site_rows;
};
struct scenarios {
    struct arena arena;
    struct scenario *at;
    size_t n, cap;
};
void scenarios_init(struct scenarios *list);
void scenarios_release(struct scenarios *list);
/* NULL when there is none of that name. */
const struct scenario *scenarios_find(const struct scenarios *list, const char *name);

/* Where the reader finds a rule book and to whom it complains.  column is counted from 1. */
struct scenario_reader {
    const struct book *(*book_on)(void *context, day_t day, struct err *err);
    void (*complain)(void *context, const char *file, long line, size_t column,
                     const char *sentence);
    void *context;
};
/* Adds the scenarios of a text.  False when anything was wrong: every fault has been told. */
bool scenarios_parse(struct scenarios *list, const char *file, const char *text,
                     const struct scenario_reader *reader);
/* Adds the scenario as such a text, header, rows and answers. */
void scenario_print(const struct scenario *scenario, const struct book *book, struct str *out);
/* Adds one administration as the quick line that reads back to it behind the rows above it. */
void scenario_print_row(const struct encounter *e, size_t index, const struct book *book,
                        struct str *out);

/* The answers of a coded encounter; text in arena. */
void scenario_answer(struct arena *arena, const struct result *result,
                     struct scenario_answers *out);
/* The claim of a scenario's result, with what it says of its site.  claim must be initialised; *site
 * is filled and must outlive it, as the scenario and the result must. */
void scenario_claim(const struct scenario *scenario, const struct result *result,
                    struct site *site, struct claim *claim);
/* The answers claim and attach, line by line, as many as are returned; text in arena. */
size_t scenario_claims(struct arena *arena, const struct claim *claim, struct scenario_line **out);
size_t scenario_attached(struct arena *arena, const struct result *result,
                         struct scenario_line **out);
/* What a reading gives, for a dispute with the standing one: codes, of a scenario with lines of the
 * claim with their revenue codes, and the findings where only they differ.  Both of one scenario;
 * standing may be result itself. */
const char *scenario_reading(struct arena *arena, const struct scenario *scenario,
                             const struct result *result, const struct result *standing);
/* Takes "wage_index 1.12" for its site; false: err. */
bool scenario_take_site(struct arena *arena, struct scenario *scenario, const struct book *book,
                        const char *text, struct err *err);
/* The rule that says why a code is not on the claim of any visit; NULL: it is, or there is no such
 * code. */
const char *scenario_whynot(struct arena *arena, const struct result *result, const char *code);
/* The rule of that id anywhere in the book; NULL: there is none. */
const struct rule *scenario_rule(const struct book *book, const char *id);
/* True when the word stands in a list of words with blanks between. */
bool scenario_has_word(const char *words, const char *word);

#endif
