/* plain_inside.h: what the files of the linear mode share.  Private to plain*.c. */
#ifndef IVLEDGER_PLAIN_INSIDE_H
#define IVLEDGER_PLAIN_INSIDE_H

#include "../../core/typed.h"
#include "../screen/desk.h"
#include "plain.h"

struct plain {
    struct app *app;
    struct store *store;
    struct desk desk;
    bool begun;      /* there is an encounter on the desk */
    bool ended;      /* standard input is at its end */
    bool leaving;    /* quit was typed */
    bool echoes;     /* a person types: the terminal shows what and ends the line itself */
    struct str line; /* as typed last, without the end of the line */
};

/* ---- speaking and listening (plain_talk.c) ---- */

/* A sentence and the end of the line; control characters come out as blanks. */
void plain_say(const char *format, ...) PRINTF_LIKE(1, 2);
/* A sentence of somebody else, with its full stop; before and behind may be "". */
void plain_sentence(const char *before, const char *sentence, const char *behind);
/* Text of several lines. */
void plain_text(const char *text);
/* Shows the prompt and reads p->line; false at the end of the input. */
bool plain_ask(struct plain *p, const char *format, ...) PRINTF_LIKE(2, 3);
/* Asks a question that Enter or y answers with yes. */
bool plain_yes(struct plain *p, const char *question);
/* today and the minute it is, by --now or the clock. */
minute_t plain_now(const struct plain *p);

/* ---- opening and leaving (plain_open.c) ---- */

/* A command; words: what stands behind its name. */
typedef void plain_fn(struct plain *p, const char *words);
plain_fn plain_new, plain_open, plain_drafts, plain_resume, plain_list;
size_t plain_waiting(struct plain *p); /* drafts */
/* Says that what is not saved is kept as a draft. */
void plain_leave_work(const struct plain *p);

/* ---- typing (plain_enter.c) ---- */

/* Asks the fields of the header, or all of them; Enter keeps what is in brackets. */
void plain_header(struct plain *p, bool all);
/* Asks the fields of a row; index n_rows: a new one. */
void plain_row(struct plain *p, size_t index, bool all);
/* Takes a quick line as a new row, after reading it back; false: it was not taken. */
bool plain_quick(struct plain *p, const char *text);

/* ---- the rest of the work (plain_command.c) ---- */

/* Runs a line that begins with a command of the command line; false: it does not. */
bool plain_command(struct plain *p, const char *line);

/* ---- telling (plain_tell.c) ---- */

void plain_rows(const struct plain *p);
void plain_timeline(const struct plain *p);
void plain_codes(const struct plain *p);
void plain_findings(const struct plain *p);
/* "CODE [all]" or "ROW [all]": why it is there or is not; all: with sources and minutes. */
void plain_why(const struct plain *p, const char *words);
/* In a sentence or two: codes and how many findings; after every change. */
void plain_outcome(const struct plain *p);
/* Somebody else was faster: what both changed; saves both together or a copy, as is answered. */
void plain_merge(struct plain *p);

#endif
