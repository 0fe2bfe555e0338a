/* sides.h: two results of one encounter as lines of a list: their codes side by side, what differs
 * and the decision by which they part.
 *
 * Only adds to the list that is given. */
#ifndef IVLEDGER_SIDES_H
#define IVLEDGER_SIDES_H

#include "../../core/compare.h"
#include "list.h"

struct sides {
    struct list *list;
    const struct result *left, *right; /* right NULL: there is none yet */
    const char *left_title, *right_title;
    enum look look; /* of what is beside what is charted or saved */
    int width;
};
void sides_lines(const struct sides *s);
void sides_difference(const struct sides *s); /* both must be there */

#endif
