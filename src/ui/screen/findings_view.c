/* Findings ranked: what would be denied, what needs a person, what is worth knowing; and the six
 * elements of documentation with the questions that are open.  No money on either. */
#include "../../core/checklist.h"
#include "../../core/explain.h"
#include "../../core/why.h"
#include "pages.h"

#include "cells.h"

struct ranking {
    const struct desk *desk; /* of the view below, which outlives this one */
    struct checklist checklist;
    struct list list; /* tags: findings, from 1 */
    int width;        /* that the lines were made for; 0: none are */
};

static const char *const titles[] = {
    [SEVERITY_ERROR] = "Would be denied, or is not supported",
    [SEVERITY_WARNING] = "Needs a person",
    [SEVERITY_NOTE] = "Worth knowing",
};

static void add_more(struct ranking *v, enum look look, long tag, const char *before,
                     const char *text)
{
    struct str line;
    str_init(&line, 1 << 16);
    str_addf(&line, "%s%s", before, text);
    list_more(&v->list, look, tag, v->width, 4, line.data);
    str_release(&line);
}

/* What the payer would answer, why that usually is so, and what to do first. */
static void add_denial(struct ranking *v, long tag, const char *carc)
{
    const struct result *r = &v->desk->r;
    const struct denial *denial = claim_denial(r->book->claim, carc, encounter_day(r->encounter));
    struct str text;
    if (!denial)
        return;
    str_init(&text, 1 << 16);
    str_addf(&text, "%s: %s. Usual cause: %s.", carc, denial->say, denial->cause);
    if (!text_empty(denial->action))
        str_addf(&text, " First: %s.", denial->action);
    add_more(v, LOOK_PLAIN, tag, "", text.data);
    str_release(&text);
}

static void add_denials(struct ranking *v, long tag, const char *at)
{
    while (*at) {
        char carc[16];
        size_t n = strcspn(at, " ");
        snprintf(carc, sizeof carc, "%.*s", (int)n, at);
        add_denial(v, tag, carc);
        at += n + strspn(at + n, " ");
    }
}

static void add_questions(struct ranking *v, long tag, const struct finding *f)
{
    for (size_t i = 0; i < v->checklist.n_asks; i++) {
        const struct check_ask *ask = &v->checklist.asks[i];
        char before[40];
        if (ask->finding != f)
            continue;
        snprintf(before, sizeof before, "Ask the %s: ", asked_name(ask->question->asked));
        add_more(v, LOOK_NOTE, tag, before, ask->text);
    }
}

static void add_finding(struct ranking *v, long tag, const struct finding *f)
{
    const struct result *r = &v->desk->r;
    struct str text;
    str_init(&text, 1 << 16);
    if (f->row)
        str_addf(&text, "row %d: ", f->row);
    why_finding(r, f, &text);
    if (!text_empty(f->def->carc))
        str_addf(&text, " [%s%s%s]", f->def->carc, text_empty(f->def->rarc) ? "" : " with ",
                 f->def->rarc ? f->def->rarc : "");
    list_text(&v->list, look_of_severity(f->def->severity), tag, v->width, 2, text.data);
    add_denials(v, tag, f->def->carc ? f->def->carc : "");
    str_clear(&text);
    why_fix(r, f, &text);
    if (text.length)
        add_more(v, LOOK_GOOD, tag, "Do: ", text.data);
    add_questions(v, tag, f);
    str_release(&text);
}

static void fill(struct ranking *v)
{
    const struct result *r = &v->desk->r;
    list_clear(&v->list);
    for (int severity = SEVERITY_ERROR; severity <= SEVERITY_NOTE; severity++) {
        bool headed = false;
        for (size_t i = 0; i < r->n_findings; i++) {
            if ((int)r->findings[i].def->severity != severity)
                continue;
            if (!headed)
                list_head(&v->list, "%s", titles[severity]);
            headed = true;
            add_finding(v, (long)i + 1, &r->findings[i]);
        }
    }
    if (r->n_findings == 0)
        list_add(&v->list, LOOK_GOOD, 0, "no findings");
}

static void draw(struct ui *ui, struct view *view)
{
    struct ranking *v = view->data;
    if (v->width != ui->cols - 2) {
        v->width = ui->cols - 2;
        fill(v);
    }
    ui_title(ui, "Findings", text_empty(v->desk->e.id) ? "" : v->desk->e.id);
    list_draw(&v->list, 1, 0, ui->body - 1, ui->cols, true);
}

static enum word open_item(struct ui *ui, struct view *view, const char *argument)
{
    struct ranking *v = view->data;
    const struct item *item = list_selected(&v->list);
    (void)argument;
    if (item && item->tag > 0) {
        struct about about = {.finding = &v->desk->r.findings[item->tag - 1]};
        why_open(ui, &v->desk->r, &about);
    }
    return WORD_HANDLED;
}

static void close_findings(struct ui *ui, struct view *view)
{
    struct ranking *v = view->data;
    (void)ui;
    list_release(&v->list);
    checklist_release(&v->checklist);
    free(v);
}

static struct list *list_of(struct view *view)
{
    return &((struct ranking *)view->data)->list;
}

static const struct reaction reactions[] = {{ACT_OPEN, open_item}, {ACT_NONE, NULL}};

static const struct view_ops findings_ops = {.title = "the findings",
                                             .context = IN_SHEET,
                                             .reactions = reactions,
                                             .draw = draw,
                                             .close = close_findings,
                                             .list = list_of};

void findings_open(struct ui *ui, const struct desk *desk)
{
    struct ranking *v = calloc(1, sizeof *v);
    if (!v)
        base_no_memory(1);
    v->desk = desk;
    list_init(&v->list);
    checklist_init(&v->checklist);
    checklist_build(&v->checklist, &desk->r);
    ui_push(ui, &findings_ops, v);
}

/* ---- the checklist ---- */

enum { STATE = 8 }; /* columns of one element */

static void add_row(struct list *list, const struct check_row *row, int width)
{
    static const char *const words[] = {
        [CHECK_THERE] = "yes", [CHECK_MISSING] = "MISSING", [CHECK_NOT_ASKED] = "-"};
    struct str text;
    bool missing = false;
    str_init(&text, 1000);
    str_addf(&text, "%3d ", row->row);
    cells_pad(&text, row->drug ? row->drug : "", width - 5 - STATE * ELEMENT_COUNT,
              term_glyph_text(GLYPH_CUT));
    for (int e = 0; e < ELEMENT_COUNT; e++) {
        str_addf(&text, " %-*s", STATE - 1, words[row->state[e]]);
        missing = missing || row->state[e] == CHECK_MISSING;
    }
    list_add(list, missing ? LOOK_WARNING : LOOK_PLAIN, row->row, "%s", text.data);
    str_release(&text);
}

static void add_heads(struct list *list, int width)
{
    static const char *const heads[ELEMENT_COUNT] = {"Start", "Stop",   "Drug",
                                                     "Order", "Signed", "Type"};
    struct str text;
    str_init(&text, 1000);
    str_add(&text, "  # ");
    cells_pad(&text, "Row", width - 5 - STATE * ELEMENT_COUNT, "");
    for (int e = 0; e < ELEMENT_COUNT; e++)
        str_addf(&text, " %-*s", STATE - 1, heads[e]);
    list_head(list, "%s", text.data);
    str_release(&text);
}

static void add_asks(struct list *list, const struct checklist *checklist, int width)
{
    const char *before = "";
    struct str text;
    str_init(&text, 1 << 16);
    for (size_t i = 0; i < checklist->n_asks; i++) {
        const struct check_ask *ask = &checklist->asks[i];
        const char *asked = asked_name(ask->question->asked);
        if (strcmp(asked, before) != 0)
            list_head(list, "To the %s", asked);
        before = asked;
        str_clear(&text);
        if (ask->row)
            str_addf(&text, "(row %d) ", ask->row);
        str_add(&text, ask->text);
        list_text(list, LOOK_NOTE, ask->row, width, 4, text.data);
    }
    str_release(&text);
}

static void checklist_page(struct list *list, const struct desk *desk,
                           const struct subject *subject, int width)
{
    struct checklist checklist;
    (void)subject;
    checklist_init(&checklist);
    checklist_build(&checklist, &desk->r);
    add_heads(list, width);
    for (size_t i = 0; i < checklist.n_rows; i++)
        add_row(list, &checklist.rows[i], width);
    list_add(list, checklist.missing ? LOOK_WARNING : LOOK_GOOD, 0,
             "%d element%s missing, %zu question%s open", checklist.missing,
             checklist.missing == 1 ? "" : "s", checklist.n_asks, checklist.n_asks == 1 ? "" : "s");
    add_asks(list, &checklist, width);
    checklist_release(&checklist);
}

void checklist_open(struct ui *ui, const struct desk *desk)
{
    struct subject subject = {0};
    sheet_open(ui, "Documentation checklist", checklist_page, desk, &subject);
}
