/* bench.h: the workbench, shared by its files: bench.c (state and actions), panes.c (drawing),
 * entry.c (typing), quickline.c, paste.c and preview.c (rows at once).  Nobody else includes it. */
#ifndef IVLEDGER_BENCH_H
#define IVLEDGER_BENCH_H

#include "pages.h"
#include "form.h"
#include "screens.h"
#include "timeline.h"

/* A form being typed in (entry.c). */
struct entry {
    struct form *form;
    const enum field_id *fields;
    const struct form_item *items;
    size_t n;
    int row;       /* DESK_HEADER, or the index of a row, n_rows for one that is not there yet */
    int complaint; /* the field that the message line is about; -1: none */
    bool warned;   /* leaving with a refused field was answered once */
    struct str hint;
};

/* What the lower half shows. */
enum half { HALF_PICTURE, HALF_WHY, HALF_LEDGER, HALF_CLAIM, HALF_FINDINGS, HALF_COUNT };

/* A departure from the engine while it is asked for (overrule.c). */
struct departure {
    int visit;
    char before[64], change[300], reason[64];
    int64_t back; /* the overrule that is taken back; 0: a new one */
};

struct bench {
    struct desk desk;
    struct list rows;  /* the charted rows and the empty one below them */
    struct list lower; /* codes, or the page of the lower half */
    enum half half;
    bool in_lower; /* the selection is there, not in the rows */
    struct timeline timeline;
    int timeline_width;  /* as last drawn */
    struct entry *entry; /* NULL: not typing */
    struct str line;     /* of the quick line, left unfinished */
    struct departure departure;
    char kept_name[64], kept_story[400]; /* while a scenario is asked about (keep.c) */
    /* Training: what stands beside each row instead of its codes; NULL: live work. */
    const char *const *beside;
};

size_t bench_row(const struct bench *bench); /* index of the selected row; n_rows: the empty one */
void bench_select_row(struct bench *bench, size_t row); /* and the timeline follows */
struct subject bench_subject(struct bench *bench);      /* what an explanation would be about */
/* Says on the message line why the last change was not coded or not kept as a draft, if so. */
void bench_trouble(struct ui *ui, const struct bench *bench);

void panes_draw(struct ui *ui, struct bench *bench);
/* Setting, payer, date, diagnoses and visit code, as they stand behind the number on top. */
void panes_head(const struct encounter *e, struct str *out);
void panes_fill(struct bench *bench, int width, int rows_width); /* the lists, anew from the desk */

/* The rows (rows.c). */
void rows_fill(struct bench *bench, int width);
void rows_draw_heads(const struct bench *bench, int y, int width);

/* ---- changing (bench_edit.c) ---- */

reaction_fn bench_edit, bench_add, bench_copy, bench_delete_row, bench_move_up, bench_move_down,
    bench_header, bench_undo, bench_redo, bench_save;

/* ---- rows at once ---- */

reaction_fn bench_overrule; /* overrule.c */
void merge_open(struct ui *ui, struct bench *bench); /* merge.c: somebody else saved it first */

reaction_fn bench_quick; /* quickline.c */
reaction_fn bench_paste; /* paste.c */
/* Pasted text on the workbench or over it (pasted.c): rows go to the preview, a word or two into
 * the field. */
enum word bench_pasted(struct ui *ui, struct bench *bench, const char *text);

/* ---- what it opens (bench_show.c) ---- */

reaction_fn bench_open_selected, bench_why, bench_why_not, bench_what_if, bench_ledger, bench_claim,
    bench_findings, bench_checklist, bench_switches, bench_words, bench_pager;
reaction_fn bench_keep; /* keep.c */

/* ---- typing (entry.c) ---- */

void entry_open(struct ui *ui, struct bench *bench, int row,
                enum field_id field); /* row or DESK_HEADER */
void entry_close(struct bench *bench);
int entry_row(const struct bench *bench);
int entry_lay(struct bench *bench, int width); /* lines that its form takes */
void entry_draw(struct bench *bench, int y, int x, int lines, int width); /* heading and form */
enum word entry_key(struct ui *ui, struct bench *bench, int key);
bool entry_finish(struct ui *ui,
                  struct bench *bench); /* leaves the form; false: something is refused */
bool entry_leave(struct ui *ui,
                 struct bench *bench); /* takes what is typed; false: it was refused */
void remark(struct ui *ui, struct bench *bench, size_t i, const char *text); /* remarks.c */
enum field_id entry_field(const struct entry *entry); /* that takes the keys */
/* What may be chosen for a field (offers.c): lines for pick_open(), in an arena of its own. */
enum { OFFERS_MOST = 400 };
struct offers {
    struct arena arena;
    const char **lines;
    size_t n;
};
void offers_fill(struct ui *ui, const struct bench *bench, enum field_id field, const char *typed,
                 struct offers *offers);
void entry_refresh(struct bench *bench, size_t first); /* rows came below the form, from first on */
reaction_fn bench_editor; /* editing.c */
reaction_fn entry_next, entry_previous, entry_take, entry_back, entry_above, entry_below,
    entry_duplicate, entry_choices, entry_help;

#endif
