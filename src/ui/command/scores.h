/* scores.h: closed reviews counted: shares by code, by encounter and by money, in groups, and where
 * people disagree.
 *
 * Each reviewed encounter is coded again and aligned as it stood when the review began; the screen and
 * the command print from the same counts. */
#ifndef IVLEDGER_SCORES_H
#define IVLEDGER_SCORES_H

#include "../../core/score.h"
#include "office.h"

enum score_by { SCORE_BY_ALL, SCORE_BY_CODER, SCORE_BY_PERIOD, SCORE_BY_RULE, SCORE_BY_CLASS,
                SCORE_BY_ERROR, SCORE_BY_COUNT };
const char *score_by_name(enum score_by by); /* all coder period rule drug-class disagreement */
bool score_by_find(const char *name, enum score_by *by);

struct score_group {
    const char *name;
    int64_t codes, codes_right;           /* slots */
    int64_t weighed, weighed_right;       /* a wrong slot counts its weight */
    int64_t encounters, encounters_right;
    int64_t paid, paid_right;             /* encounters whose amounts are known; unchanged */
    int64_t dollars, dollars_off;         /* cents: of the measure; differing, in either direction */
    int64_t errors;                       /* that follow from no other */
    int64_t people;                       /* disagreement: how many coders */
    int64_t last_encounter, last_person;  /* while counting */
};
struct scores {
    struct arena arena;
    struct score_group *groups;
    size_t n, cap;
    int64_t closed, open; /* reviews counted, and not counted since they are not closed */
};
void scores_init(struct scores *scores);
void scores_release(struct scores *scores);
/* Counts the closed reviews that the filter lets through; err when it is not LEAVE_DONE. */
enum leave scores_count(struct scores *scores, struct app *app, struct store *store,
                        const struct store_filter *filter, enum score_by by,
                        struct err *err);
/* As CSV: the head once, then the groups of as many ways to count as are wanted. */
struct csv_writer;
void scores_csv_head(struct csv_writer *w);
void scores_csv(const struct scores *scores, enum score_by by, struct csv_writer *w);
void scores_print(const struct scores *scores, enum score_by by, int width, struct str *out);

#endif
