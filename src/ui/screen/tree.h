/* tree.h: a screen of nodes that open and close: why, why not.  Enter opens what is selected.
 *
 * Owns the nodes that are made in its arena and which of them are open; decides nothing and says
 * nothing of its own but a word before a node that tells what kind it is. */
#ifndef IVLEDGER_TREE_H
#define IVLEDGER_TREE_H

#include "../../core/explain.h"
#include "screens.h"

struct tree;

struct tree *tree_new(const char *title, const char *right);
void tree_title(struct tree *tree, const char *title);
struct arena *tree_arena(struct tree *tree); /* for the nodes */
/* Adds a node and all below it; nodes deeper than open are closed at first (0: all of them). */
void tree_add(struct tree *tree, const struct node *root, int open);
/* A line between the nodes. */
void tree_head(struct tree *tree, const char *text);
void tree_show(struct ui *ui, struct tree *tree); /* puts it on top; the stack owns it */

#endif
