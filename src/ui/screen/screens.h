/* screens.h: how each screen is opened; one file a screen, named as the function is.
 *
 * Each puts a view on the stack of ui, which owns it from then on.  What could not be opened is
 * said on the message line and nothing is put there. */
#ifndef IVLEDGER_SCREENS_H
#define IVLEDGER_SCREENS_H

#include "desk.h"
#include "view.h"

void start_open(struct ui *ui); /* what is waiting */
void find_open(struct ui *ui,
               const char *filter); /* saved encounters; filter: words as in `list`, or a text */
void review_open(struct ui *ui, const char *number);      /* the answers of one side by side */
void trail_open(struct ui *ui, const char *number);       /* the audit trail; "": of everything */
void selfaudit_open(struct ui *ui, const char *words);    /* words: a filter */
void sample_open(struct ui *ui, const char *words);       /* words: seed, size, a filter */
void scores_open(struct ui *ui, const char *by);          /* what closed reviews found */
void bench_open_new(struct ui *ui);                       /* an empty workbench, its header first */
void bench_open_saved(struct ui *ui, const char *number); /* a saved encounter */
void bench_open_draft(struct ui *ui, int64_t draft);
void train_open(struct ui *ui, const char *name); /* scenarios; name: its walk at once, or "" */
void help_open(struct ui *ui, unsigned context);
void log_open(struct ui *ui);

struct about; /* explain.h */
/* Why something of the result is as it is, as a tree; about a word as it is typed (asked.h). */
void why_open(struct ui *ui, const struct result *r, const struct about *about);
void why_open_word(struct ui *ui, const struct result *r, const char *word);
/* Why a code is not on the claim; "": every code of the family that is not. */
void why_not_open(struct ui *ui, const struct result *r, const char *word);
void whatif_open(struct ui *ui, const struct desk *desk, int row,
                 const char *words); /* row: that is changed first, 0 none */
void ledger_open(struct ui *ui, const struct desk *desk, int row);
void claim_open(struct ui *ui, const struct desk *desk);
void findings_open(struct ui *ui, const struct desk *desk);
void checklist_open(struct ui *ui, const struct desk *desk);
void rules_open(struct ui *ui, const char *id);             /* the rule book; "": all of it */
void switches_open(struct ui *ui, struct desk *desk);       /* desk: NULL, no encounter */
/* Saved work coded again, read only until one is accepted; words: rules=EDITION policy=NAME
 * SWITCH=VALUE FILTER=VALUE. */
void recode_open(struct ui *ui, const char *words);
/* What a switch of the site would touch; sets it once that was seen.  base: the value is that of
 * the base policy, to which it is given back. */
void switch_set_open(struct ui *ui, enum switch_id id, const char *value, bool base);

/* A page of lines about what lies on the desk, over the whole screen. */
typedef void page_fn(struct list *list, const struct desk *desk, const struct subject *subject,
                     int width);
void sheet_open(struct ui *ui, const char *title, page_fn *fill, const struct desk *desk,
                const struct subject *subject);

/* The same with lines that the caller adds. */
struct list *sheet_open_lines(struct ui *ui, const char *title);

/* A list to choose one value from; chosen is called with the text of the line up to its first tab.
 * Lines: value, tab, words about it (or the value alone).  Copies what it is given. */
typedef void chosen_fn(struct ui *ui, void *context, const char *value);
void pick_open(struct ui *ui, const char *title, const char *const *lines, size_t n,
               const char *selected, chosen_fn *chosen, void *context);

#endif
