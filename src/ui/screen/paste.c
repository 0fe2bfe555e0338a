/* Collecting pasted text: everything that comes is text, also Tab and Enter, until F2 says that
 * this is all.  So nothing of it can be taken for a command. */
#include "../../db/paste.h"

#include "cells.h"
#include "quickline.h"

enum { MOST_BYTES = 1 << 20 };

struct pasting {
    struct bench *bench; /* of the view below, which outlives this one */
    struct str text;
};

static struct pasting *of(const struct view *view)
{
    return view->data;
}

/* ---- drawing: the last lines, Tab as a gap ---- */

static const char *line_before(const char *text, const char *at)
{
    while (at > text && at[-1] != '\n')
        at--;
    return at;
}

static size_t draw_line(int y, int width, const char *line)
{
    size_t n = strcspn(line, "\n");
    char shown[1000];
    size_t used = 0;
    for (size_t i = 0; i < n && used + 3 < sizeof shown; i++) {
        if (line[i] == '\t')
            used += (size_t)snprintf(shown + used, sizeof shown - used, " | ");
        else
            shown[used++] = line[i];
    }
    shown[used] = '\0';
    return (size_t)term_clip(y, 1, width, LOOK_PLAIN, shown);
}

static void draw(struct ui *ui, struct view *view)
{
    const struct str *text = &of(view)->text;
    const char *data = text->length ? text->data : "", *at = data + strlen(data);
    int rows = ui->body - 3, lines = 1;
    size_t columns = 0;
    ui_title(ui, "Paste rows", "F2 shows what they mean");
    term_clip(1, 1, ui->cols - 2, LOOK_FAINT,
              "Paste now: rows with tabs, commas or ;  or quick lines.");
    const char *top = line_before(data, at);
    for (; lines < rows && top > data; lines++)
        top = line_before(data, top - 1);
    for (int y = 0; y < lines; y++) {
        columns = draw_line(y + 3, ui->cols - 2, top);
        top += strcspn(top, "\n");
        top += *top == '\n';
    }
    term_cursor(lines + 2, 1 + (int)columns < ui->cols ? 1 + (int)columns : ui->cols - 1);
}

/* ---- keys ---- */

static void rub_out(struct str *text)
{
    if (text->length == 0)
        return;
    text->length = text_whole(text->data, text->length - 1);
    text->data[text->length] = '\0';
}

static enum word key(struct ui *ui, struct view *view, int k)
{
    struct str *text = &of(view)->text;
    char utf8[5];
    if (k == K_ENTER || k == '\n')
        str_addc(text, '\n');
    else if (k == K_TAB)
        str_addc(text, '\t');
    else if (k == K_BACKSPACE)
        rub_out(text);
    else if (k >= ' ' && k < K_NONE && k != 0x7F)
        str_addn(text, utf8, cells_encode((uint32_t)k, utf8));
    else
        return WORD_IGNORED;
    if (text->cut)
        ui_say(ui, LOOK_ERROR,
               "That is more than a megabyte; paste less, or save it as a file and "
               "write :paste FILE.");
    return WORD_HANDLED;
}

static enum word pasted(struct ui *ui, struct view *view, const char *text)
{
    (void)ui;
    str_add(&of(view)->text, text);
    return WORD_HANDLED;
}

static enum word done(struct ui *ui, struct view *view, const char *argument)
{
    struct pasting *p = of(view);
    struct bench *bench = p->bench;
    struct str text = p->text;
    (void)argument;
    if (text_empty(text.length ? text.data : "")) {
        ui_say(ui, LOOK_NOTE, "Nothing was pasted yet; Esc leaves.");
        return WORD_HANDLED;
    }
    str_init(&p->text, MOST_BYTES);
    ui_act(ui, ACT_BACK, "");
    preview_open(ui, bench, text.data);
    str_release(&text);
    return WORD_HANDLED;
}

static void close_paste(struct ui *ui, struct view *view)
{
    (void)ui;
    str_release(&of(view)->text);
    free(of(view));
}

static const struct reaction reactions[] = {{ACT_PASTE_DONE, done}, {ACT_NONE, NULL}};

static const struct view_ops paste_ops = {.title = "pasting",
                                          .context = IN_PASTE,
                                          .reactions = reactions,
                                          .draw = draw,
                                          .close = close_paste,
                                          .key = key,
                                          .pasted = pasted};

static void paste_file(struct ui *ui, struct bench *bench, const char *path)
{
    struct err err = {""};
    struct str text;
    str_init(&text, MOST_BYTES);
    if (paste_read_file(path, &text, &err))
        preview_open(ui, bench, text.length ? text.data : "");
    else
        ui_say(ui, LOOK_ERROR, "%s.", err.text);
    str_release(&text);
}

enum word bench_paste(struct ui *ui, struct view *view, const char *argument)
{
    struct bench *bench = view->data;
    if (*argument) {
        paste_file(ui, bench, argument);
        return WORD_HANDLED;
    }
    struct pasting *p = calloc(1, sizeof *p);
    if (!p)
        base_no_memory(1);
    p->bench = bench;
    str_init(&p->text, MOST_BYTES);
    ui_push(ui, &paste_ops, p);
    return WORD_HANDLED;
}
