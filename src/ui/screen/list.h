/* list.h: the one list of all screens: lines with a selection, scrolling and searching.
 *
 * Owns its lines and their text.  A view fills it and says where it stands; it never knows what the
 * lines mean (tag is the view's own). */
#ifndef IVLEDGER_LIST_H
#define IVLEDGER_LIST_H

#include "action.h"
#include "term.h"

struct item {
    enum look look;
    const char *text;
    long tag;
    bool still; /* a heading or a continued line: never selected by itself */
};

struct list {
    struct arena arena;
    struct item *items;
    size_t n, cap;
    size_t at, top;
    int height, y, x; /* as last drawn */
    int columns, column_width;
};

void list_init(struct list *list);
void list_release(struct list *list);
void list_clear(struct list *list); /* forgets the lines, keeps the place */
void list_add(struct list *list, enum look look, long tag, const char *format, ...)
    PRINTF_LIKE(4, 5);
void list_head(struct list *list, const char *format, ...) PRINTF_LIKE(2, 3);
/* Text over as many lines as it needs: the first may be selected, the others stand indented. */
void list_text(struct list *list, enum look look, long tag, int width, int indent,
               const char *text);
/* The same below the line before it: every line indented, none selected by itself. */
void list_more(struct list *list, enum look look, long tag, int width, int indent,
               const char *text);
/* The selected line; NULL when there is none. */
const struct item *list_selected(struct list *list);
void list_select(struct list *list, long tag); /* the first line with that tag */
/* Draws into rows lines of width columns, the selection marked when focused, and puts the cursor on
 * it then. */
void list_draw(struct list *list, int y, int x, int rows, int width, bool focused);
/* The same in columns side by side, one filled after the other; width is that of all of them. */
void list_draw_columns(struct list *list, int y, int x, int rows, int columns, int width,
                       bool focused);
/* Up, down, pages, ends, click: WORD_HANDLED when the action was one of them. */
enum word list_act(struct list *list, enum action_id id);
/* The next line (from after the selection, around) that holds text, ASCII case aside. */
bool list_search(struct list *list, const char *text, bool from_here);

#endif
