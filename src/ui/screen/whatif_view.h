/* whatif_view.h: what if, shared by its files: whatif_view.c (changes and actions), whatif_lines.c
 * (what is shown), whatif_ask.c (what is asked).  Nobody else includes it.
 *
 * Nothing of it is ever saved, and none of it shows money. */
#ifndef IVLEDGER_WHATIF_VIEW_H
#define IVLEDGER_WHATIF_VIEW_H

#include "../../core/whatif.h"
#include "pages.h"

enum { MOST_CHANGES = 32 };

struct whatif_view {
    const struct desk *desk; /* of the view below, which outlives this one */
    struct arena arena;      /* the words of the changes */
    struct change changes[MOST_CHANGES];
    size_t n;
    struct whatif other; /* its result is there when n > 0 */
    int row;             /* that is changed first; 0 none */
    char asked[64];      /* what a value is being asked for: "2.stop=" */
    struct list list;    /* tags: changes from 1 */
    int width;           /* that the lines were made for; 0: none are */
};

/* Takes a change, in the place of one of the same fact; false when it is refused (said already). */
bool whatif_take(struct ui *ui, struct whatif_view *v, const char *words);
void whatif_fill(struct whatif_view *v); /* the lines */
/* Asks what to change, then to what. */
void whatif_ask(struct ui *ui, struct whatif_view *v);
const struct row *whatif_row(const struct encounter *e, int number); /* NULL: no such row */
extern const struct view_ops whatif_ops;

#endif
