/* walk.h: a list of saved encounters with headings and words between them; Enter goes on with the
 * selected one.  Owns what it is given. */
#ifndef IVLEDGER_WALK_H
#define IVLEDGER_WALK_H

#include "view.h"

struct walk;
typedef void walk_go_fn(struct ui *ui, const char *number);
struct walk *walk_open(struct ui *ui, const char *title, walk_go_fn *go); /* of the stack */
void walk_head(struct walk *walk, const char *text);
void walk_words(struct walk *walk, int width, int indent, const char *text);
void walk_add(struct walk *walk, const char *number, const char *text);
void walk_ready(struct walk *walk); /* selects the first one */

#endif
