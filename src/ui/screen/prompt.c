/* The line at the bottom that asks for words: typed actions, a search, a yes. */
#include "action.h"
#include "form.h"
#include "view.h"

#include "cells.h"

struct prompt {
    struct form *form;
    struct form_item item;
    char label[200];
    asked_fn *each, *done;
};

static void draw(struct ui *ui, struct view *view)
{
    struct prompt *p = view->data;
    term_cell(ui->rows - 2, 0, ui->cols, LOOK_PLAIN, "");
    if (ui->message.length) { /* it would stand below this line */
        term_cell(ui->rows - 3, 0, ui->cols, LOOK_PLAIN, "");
        term_clip(ui->rows - 3, 1, ui->cols - 2, ui->message_look, ui->message.data);
    }
    form_lay(p->form, ui->cols - 2);
    form_draw(p->form, ui->rows - 2, 1, 1);
}

static void close_prompt(struct ui *ui, struct view *view)
{
    struct prompt *p = view->data;
    (void)ui;
    form_free(p->form);
    free(p);
}

/* done may open views, and must not find the prompt below them: it runs after the pop. */
static enum word accept(struct ui *ui, struct view *view, const char *argument)
{
    struct prompt *p = view->data;
    char words[400];
    asked_fn *done = p->done;
    (void)argument;
    snprintf(words, sizeof words, "%s", form_text(p->form, 0));
    ui->depth--;
    close_prompt(ui, view);
    free(view);
    done(ui, words);
    return WORD_HANDLED;
}

static enum word cancel(struct ui *ui, struct view *view, const char *argument)
{
    (void)ui, (void)view, (void)argument;
    return WORD_POP;
}

static enum word edit(struct ui *ui, struct view *view, const char *argument)
{
    struct prompt *p = view->data;
    (void)argument;
    editing_form(ui, p->form);
    if (p->each)
        p->each(ui, form_text(p->form, 0));
    return WORD_HANDLED;
}

/* The name of an action that is being typed; where it may go on in several ways, they are said. */
static enum word complete(struct ui *ui, struct prompt *p)
{
    char begun[300];
    struct str more, all;
    snprintf(begun, sizeof begun, "%s", form_text(p->form, 0));
    if (strchr(begun, ' '))
        return WORD_IGNORED; /* words behind the name are its own */
    str_init(&more, 400), str_init(&all, 4000);
    size_t n = action_complete(begun, &more, &all);
    if (more.length) {
        snprintf(begun + strlen(begun), sizeof begun - strlen(begun), "%s", more.data);
        form_type(p->form, 0, begun);
    } else if (n != 1) {
        ui_say(ui, LOOK_NOTE, n ? "%s" : "No name begins so.", n ? all.data : "");
    }
    str_release(&more), str_release(&all);
    return WORD_HANDLED;
}

static enum word key(struct ui *ui, struct view *view, int k)
{
    struct prompt *p = view->data;
    if (k == K_TAB && strcmp(p->label, ":") == 0)
        return complete(ui, p);
    if (k == K_BACKSPACE && !*form_text(p->form, 0))
        return WORD_POP; /* rubbed out altogether */
    if (!form_edit(p->form, k))
        return WORD_IGNORED;
    if (p->each)
        p->each(ui, form_text(p->form, 0));
    return WORD_HANDLED;
}

static const struct reaction reactions[] = {
    {ACT_ACCEPT, accept}, {ACT_CANCEL, cancel}, {ACT_EDITOR, edit}, {ACT_NONE, NULL}};

static const struct view_ops prompt_ops = {.title = "the line that asks",
                                           .context = IN_PROMPT,
                                           .reactions = reactions,
                                           .draw = draw,
                                           .close = close_prompt,
                                           .key = key,
                                           .over = true};

void prompt_open(struct ui *ui, const char *label, asked_fn *each, asked_fn *done)
{
    struct prompt *p = calloc(1, sizeof *p);
    if (!p)
        base_no_memory(1);
    snprintf(p->label, sizeof p->label, "%s", label);
    p->item = (struct form_item){
        .label = p->label, .width = ui->cols - 4 - cells_columns(label), .max = 300, .prose = true};
    p->form = form_new(&p->item, 1);
    p->each = each;
    p->done = done;
    ui_push(ui, &prompt_ops, p);
}
