/* Text that the terminal says was pasted.  Rows go to the preview, also from the start screen; a word
 * or two goes into the field that is being typed in; nothing of it is ever a key. */
#include "quickline.h"

#include "cells.h"
#include "keys.h"

enum { TYPED = IN_ENTRY | IN_PROMPT | IN_LINE };

bool pasted_rows(const char *text)
{
    size_t n = strcspn(text, "\n\t");
    return text[n] == '\t' || text[n + strspn(text + n, "\n")] != 0;
}

enum word pasted_letters(struct ui *ui, struct view *view, const char *text)
{
    size_t n = strlen(text);
    uint32_t c;
    while (n > 0 && text[n - 1] == '\n')
        n--;
    for (const char *p = text; p < text + n;) {
        p += cells_next(p, &c);
        view->ops->key(ui, view, c == '\n' || c == '\t' ? ' ' : (int)c);
    }
    return WORD_HANDLED;
}

enum word bench_pasted(struct ui *ui, struct bench *bench, const char *text)
{
    if (bench->entry && !pasted_rows(text))
        return pasted_letters(ui, ui_top(ui), text);
    if (bench->entry)
        entry_leave(ui, bench); /* a refused field stays, marked, below the preview */
    preview_open(ui, bench, text);
    return WORD_HANDLED;
}

/* On the start screen it begins an encounter, whose number and date may stand in the rows. */
static enum word begin(struct ui *ui, const char *text)
{
    bench_open_new(ui);
    return bench_pasted(ui, ui_top(ui)->data, text);
}

static enum word paste(struct ui *ui, struct view *top, const char *text)
{
    if (top->ops->pasted)
        return top->ops->pasted(ui, top, text);
    if ((ui_context(ui) & TYPED) && top->ops->key)
        return pasted_letters(ui, top, text);
    if (ui_context(ui) == IN_START && pasted_rows(text))
        return begin(ui, text);
    ui_say(ui, LOOK_NOTE,
           "What you pasted was left alone: rows are pasted on the start screen or on the "
           "workbench.");
    return WORD_HANDLED;
}

enum word ui_pasted(struct ui *ui)
{
    bool cut;
    const char *text = term_pasted(&cut);
    if (cut) {
        ui_say(ui, LOOK_ERROR, "That is more than a megabyte, and none of it was taken; save it as a "
                               "file and write :paste FILE on the workbench.");
        return WORD_HANDLED;
    }
    if (text[strspn(text, " \t\n")] == 0)
        return WORD_HANDLED;
    return paste(ui, ui_top(ui), text);
}
