/* view.h: the stack of screens, the message line, the bottom bar and the loop that drives them.
 *
 * A view draws itself and answers actions and keys with a word (enum word); it never reads keys and
 * never paints.  The loop paints once after each key and then waits: nothing is sent while idle. */
#ifndef IVLEDGER_VIEW_H
#define IVLEDGER_VIEW_H

#include "../command/app.h"
#include "action.h"
#include "config.h"
#include "list.h"
#include "tutor.h"

struct view;

struct view_ops {
    const char *title; /* in the help: "the workbench" */
    unsigned context;  /* one bit; a view may have another for a while (context_now) */
    const struct reaction *reactions;
    void (*draw)(struct ui *ui, struct view *view);
    void (*close)(struct ui *ui, struct view *view);             /* frees data */
    enum word (*key)(struct ui *ui, struct view *view, int key); /* keys of no action; or NULL */
    /* Text that was pasted (pasted.c); NULL: letters for key where letters are text. */
    enum word (*pasted)(struct ui *ui, struct view *view, const char *text);
    void (*back)(struct ui *ui, struct view *view);              /* on top again; or NULL */
    struct list *(*list)(struct view *view);                     /* moved by the loop; or NULL */
    void (*secure)(struct ui *ui, struct view *view); /* what must not be lost, before painting; or NULL */
    /* Work that need not be seen, after painting and before the next key; true: draw again. */
    bool (*settle)(struct ui *ui, struct view *view); /* or NULL */
    unsigned (*context_now)(const struct view *view); /* or NULL: context */
    bool over;                                        /* drawn over the view below */
};

struct view {
    const struct view_ops *ops;
    void *data;
};

struct ui {
    struct app *app;
    struct store *store;
    const struct config *config; /* keys of one's own */
    struct view **stack;         /* the last one is seen */
    size_t depth, cap;
    int rows, cols;     /* of the whole screen */
    int body;           /* lines for the view: all but message and bar */
    struct tutor *tutor; /* NULL: no tutorial is on */
    struct str message;  /* what the message line says */
    enum look message_look;
    struct list log;    /* every message so far */
    struct str pending; /* a typed action to do once the prompt is gone */
    int64_t asked_about; /* what the words of the prompt are meant for, where one thing was chosen */
    char search[80];
    day_t today;
    int now;    /* minutes since midnight when the program was last asked */
    int key;    /* that is being answered */
    int status; /* exit status when it ends by itself */
};

/* Puts a view on top; the view is freed by the stack, data by ops->close. */
void ui_push(struct ui *ui, const struct view_ops *ops, void *data);
struct view *ui_top(const struct ui *ui);
unsigned ui_context(const struct ui *ui);
/* One sentence on the message line, kept in the log; ui_quiet() only shows it. */
void ui_say(struct ui *ui, enum look look, const char *format, ...) PRINTF_LIKE(3, 4);
void ui_quiet(struct ui *ui, const char *format, ...) PRINTF_LIKE(2, 3);
void ui_clear_message(struct ui *ui);
/* Text in $PAGER, with a row in the audit trail: from there it may go anywhere (editing.c). */
void ui_page(struct ui *ui, const char *what, const char *number, const struct str *text);
/* The header line of a screen. */
void ui_title(struct ui *ui, const char *left, const char *right);
void ui_clock(struct ui *ui); /* today and now, from --now or the computer's clock */
enum word ui_act(struct ui *ui, enum action_id id, const char *argument);
/* "save", "why 96367": as typed behind the colon. */
enum word ui_command(struct ui *ui, const char *text);
/* What was just pasted: never run as keys, whatever the screen. */
enum word ui_pasted(struct ui *ui);
/* Several rows: more than one line, or cells with tabs between. */
bool pasted_rows(const char *text);
/* Pasted text into a line of text, letter by letter; what is no letter is a blank. */
enum word pasted_letters(struct ui *ui, struct view *view, const char *text);
void ui_draw(struct ui *ui);
enum word ui_key(struct ui *ui, int key);
/* Runs until somebody leaves; gives the exit status. */
int ui_run(struct ui *ui);
void ui_init(struct ui *ui, struct app *app, struct store *store, const struct config *config);
void ui_release(struct ui *ui);
extern const struct reaction ui_reactions[]; /* what works in every view */

/* The prompt line (prompt.c): asks for words, then calls. */
typedef void asked_fn(struct ui *ui, const char *words);
/* The words asked for before the prompt is left, in $EDITOR (editing.c). */
struct form;
void editing_form(struct ui *ui, struct form *form);
void prompt_open(struct ui *ui, const char *label, asked_fn *each, asked_fn *done);

#endif
