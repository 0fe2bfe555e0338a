#include "list.h"

#include "cells.h"

void list_init(struct list *list)
{
    *list = (struct list){.height = 1};
    arena_init(&list->arena);
}

void list_release(struct list *list)
{
    arena_release(&list->arena);
    list_init(list);
}

void list_clear(struct list *list)
{
    arena_clear(&list->arena);
    list->items = NULL;
    list->n = list->cap = 0;
}

static void add(struct list *list, enum look look, long tag, bool still, const char *text)
{
    struct item *item = ARENA_PUSH(&list->arena, list->items, list->n, list->cap);
    *item = (struct item){look, arena_text(&list->arena, text), tag, still};
}

static void PRINTF_LIKE(5, 0)
    addv(struct list *list, enum look look, long tag, bool still, const char *format, va_list args)
{
    char text[2048];
    vsnprintf(text, sizeof text, format, args);
    add(list, look, tag, still, text);
}

void list_add(struct list *list, enum look look, long tag, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    addv(list, look, tag, false, format, args);
    va_end(args);
}

void list_head(struct list *list, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    addv(list, LOOK_STRONG, 0, true, format, args);
    va_end(args);
}

/* Without the blanks at which a line was folded. */
static int shown(const char *text, size_t n)
{
    while (n > 0 && text[n - 1] == ' ')
        n--;
    return (int)n;
}

void list_text(struct list *list, enum look look, long tag, int width, int indent, const char *text)
{
    int shift = 0;
    if (width < indent + 10)
        width = indent + 10;
    do {
        size_t n = cells_wrap(text, width - shift);
        add(list, look, tag, shift > 0,
            arena_format(&list->arena, "%*s%.*s", shift, "", shown(text, n), text));
        text += n;
        shift = indent;
    } while (*text);
}

void list_more(struct list *list, enum look look, long tag, int width, int indent, const char *text)
{
    if (width < indent + 10)
        width = indent + 10;
    do {
        size_t n = cells_wrap(text, width - indent);
        add(list, look, tag, true,
            arena_format(&list->arena, "%*s%.*s", indent, "", shown(text, n), text));
        text += n;
    } while (*text);
}

static bool can_stand(const struct list *list, size_t i)
{
    return i < list->n && !list->items[i].still;
}

/* The nearest line that may be selected, looking first in the direction of step. */
static size_t settle(const struct list *list, size_t at, int step)
{
    if (list->n == 0)
        return 0;
    if (at >= list->n)
        at = list->n - 1;
    for (int turn = 0; turn < 2; turn++, step = -step)
        for (size_t i = at; i < list->n;
             i += (size_t)(step > 0 ? 1 : -1)) /* wraps past 0: ends the loop */
            if (can_stand(list, i))
                return i;
    return at;
}

const struct item *list_selected(struct list *list)
{
    list->at = settle(list, list->at, 1);
    return can_stand(list, list->at) ? &list->items[list->at] : NULL;
}

void list_select(struct list *list, long tag)
{
    for (size_t i = 0; i < list->n; i++)
        if (can_stand(list, i) && list->items[i].tag == tag) {
            list->at = i;
            return;
        }
}

static void scroll(struct list *list)
{
    size_t height = (size_t)(list->height > 0 ? list->height : 1), first = list->at;
    while (first > 0 && list->items[first - 1].still && list->at - first + 2 <= height)
        first--; /* its heading */
    size_t last = list->at;
    while (last + 1 < list->n && list->items[last + 1].still && last + 2 - first <= height)
        last++; /* its end */
    if (last >= list->top + height)
        list->top = last + 1 - height;
    if (first < list->top)
        list->top = first;
    if (list->top + height > list->n)
        list->top = list->n > height ? list->n - height : 0;
}

static void draw_item(const struct list *list, size_t index, int y, int x, int width, bool focused)
{
    const struct item *item = &list->items[index];
    bool here = focused && index == list->at && !item->still;
    term_put(y, x, 1, here ? LOOK_SELECTED : item->look, here ? ">" : " ");
    if (here)
        term_cell(y, x + 1, width - 1, LOOK_SELECTED, item->text);
    else
        term_clip(y, x + 1, width - 1, item->look, item->text);
    if (here)
        term_cursor(y, x);
}

void list_draw_columns(struct list *list, int y, int x, int rows, int columns, int width,
                       bool focused)
{
    int column = width / columns;
    list->height = rows * columns;
    list->y = y;
    list->x = x;
    list->columns = columns;
    list->column_width = column;
    list->at = settle(list, list->at, 1);
    if (list->n)
        scroll(list);
    for (int i = 0; i < rows * columns && list->top + (size_t)i < list->n; i++)
        draw_item(list, list->top + (size_t)i, y + i % rows, x + i / rows * column, column,
                  focused);
    if (focused && list->n == 0)
        term_cursor(y, x);
}

void list_draw(struct list *list, int y, int x, int rows, int width, bool focused)
{
    list_draw_columns(list, y, x, rows, 1, width, focused);
}

static void step(struct list *list, long by)
{
    long at = (long)list->at + by;
    if (at < 0)
        at = 0;
    list->at = settle(list, (size_t)at, by < 0 ? -1 : 1);
}

static void click(struct list *list)
{
    int y, x, rows = list->columns ? list->height / list->columns : 0;
    term_click(&y, &x);
    if (y < list->y || y >= list->y + rows || x < list->x)
        return;
    int column = (x - list->x) / list->column_width;
    size_t at = list->top + (size_t)(y - list->y) + (size_t)column * (size_t)rows;
    if (column < list->columns && at < list->n)
        list->at = settle(list, at, -1);
}

enum word list_act(struct list *list, enum action_id id)
{
    long page = list->height > 1 ? list->height - 1 : 1;
    switch (id) {
    case ACT_UP: step(list, -1); break;
    case ACT_DOWN: step(list, 1); break;
    case ACT_PAGE_UP: step(list, -page); break;
    case ACT_PAGE_DOWN: step(list, page); break;
    case ACT_TOP: list->at = settle(list, 0, 1); break;
    case ACT_BOTTOM: list->at = settle(list, list->n ? list->n - 1 : 0, -1); break;
    case ACT_CLICK: click(list); break;
    default: return WORD_IGNORED;
    }
    return WORD_HANDLED;
}

static bool contains(const char *text, const char *part)
{
    size_t n = strlen(part);
    for (; *text; text++) {
        size_t i = 0;
        while (i < n && ascii_lower(text[i]) == ascii_lower(part[i]))
            i++;
        if (i == n)
            return true;
    }
    return n == 0;
}

bool list_search(struct list *list, const char *text, bool from_here)
{
    for (size_t i = from_here ? 0 : 1; i <= list->n; i++) {
        size_t at = (list->at + i) % (list->n ? list->n : 1);
        if (at >= list->n || !contains(list->items[at].text, text))
            continue;
        list->at = settle(list, at, -1);
        return true;
    }
    return false;
}
