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

/* A tree with more than reasons in it: a context of its own, what `set` does with the selected
 * node (given by its root), how it is made anew when it is on top again, and how its data is freed.
 */
struct tree_more {
    unsigned context;
    void (*set)(struct ui *ui, void *data, const struct node *root);
    void (*again)(struct ui *ui, void *data);
    void (*release)(void *data);
};
void tree_more(struct tree *tree, const struct tree_more *more, void *data);
/* The data of the tree on top, when it is one of these; else NULL. */
void *tree_data(const struct ui *ui, const struct tree_more *more);
void tree_clear(struct tree *tree); /* forgets all nodes, keeps the place */

#endif
