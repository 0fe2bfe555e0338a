/* The claim as it would be keyed: its lines with national amounts, the two paper forms, the service
 * lines of the 837, and why each line carries what it carries. */
#include "../../core/claim_print.h"
#include "../../core/explain.h"
#include "../../core/why.h"
#include "../../db/site_load.h"
#include "pages.h"

#include "cells.h"

enum face { FACE_LINES, FACE_UB04, FACE_CMS1500, FACE_837, FACE_REASONS, FACE_COUNT };
static const char *const face_titles[FACE_COUNT] = {"Claim: lines and amounts", "Claim: UB-04",
                                                    "Claim: CMS-1500", "Claim: 837 service lines",
                                                    "Claim: why each line is so"};

struct claim_view {
    struct ui *ui;
    const struct desk *desk; /* of the view below, which outlives this one */
    struct site site;
    struct claim claim;
    enum face face;
    struct list list;
    int width; /* that the lines were made for; 0: none are */
};

/* ---- the lines ---- */

static void add_right(struct str *out, const char *text, int width)
{
    str_addf(out, "%*s ", width, text);
}

static const char *amount_text(const struct claim_line *line, char buf[32])
{
    if (line->money == MONEY_AMOUNT)
        return claim_money(line->national, buf);
    return line->money == MONEY_PACKAGED ? "packaged" : "-";
}

static bool has_charges(const struct claim *c)
{
    for (size_t i = 0; i < c->n_lines; i++)
        if (c->lines[i].charge >= 0)
            return true;
    return false;
}

static void add_titles(struct claim_view *v)
{
    struct str text;
    str_init(&text, 400);
    str_addf(&text, "%-4s %-5s %-8s %-10s %5s ", v->claim.form == FORM_UB04 ? "Rev." : "Dx", "Code",
             "Modifier", "Date", "Units");
    if (has_charges(&v->claim))
        add_right(&text, "Charge", 9);
    add_right(&text, "National", 9);
    if (v->claim.adjusted >= 0)
        add_right(&text, "Site", 9);
    str_add(&text, "What");
    list_head(&v->list, "%s", text.data);
    str_release(&text);
}

static void add_line(struct claim_view *v, const struct claim_line *line, long tag)
{
    char day[16], money[32];
    struct str text, modifiers;
    str_init(&text, 1000), str_init(&modifiers, 64);
    for (int i = 0; i < line->n_modifiers; i++)
        str_addf(&modifiers, "%s%s", i ? " " : "", line->modifiers[i]);
    str_addf(&text, "%-4s %-5s %-8s %-10s %5lld ",
             v->claim.form == FORM_UB04 ? line->revenue : line->pointers, line->code,
             modifiers.length ? modifiers.data : "", when_print_day(line->date, day),
             (long long)line->units);
    if (has_charges(&v->claim))
        add_right(&text, claim_money(line->charge, money), 9);
    add_right(&text, amount_text(line, money), 9);
    if (v->claim.adjusted >= 0)
        add_right(&text, claim_money(line->adjusted, money), 9);
    if (!text_empty(line->status))
        str_addf(&text, "(%s) ", line->status);
    str_add(&text, line->plain);
    list_text(&v->list, line->what == CLAIM_ADMINISTRATION ? LOOK_CODE : LOOK_PLAIN, tag, v->width,
              cells_columns("Rev. Code  Modifier Date       Units  "), text.data);
    str_release(&text), str_release(&modifiers);
}

/* The claim is the engine's; what the coder makes of it stands below, with all that was said for it. */
static void add_departures(struct claim_view *v)
{
    struct str text;
    str_init(&text, 8000);
    for (size_t i = 0; i < v->desk->n_overrules; i++) {
        const struct store_overrule *o = &v->desk->overrules[i];
        str_clear(&text);
        str_addf(&text, "The coder departs: %s to %s; %s: %s; against rule %s (%s, %s)",
                 text_empty(o->before) ? "nothing" : o->before, text_empty(o->after) ? "nothing" : o->after,
                 o->reason, o->words, text_empty(o->rule) ? "-" : o->rule, o->who, o->at);
        text_tame(text.data);
        list_more(&v->list, LOOK_WARNING, 0, v->width, 2, text.data);
    }
    str_release(&text);
}

/* Each reason for having no amount once, however many lines have it. */
static void add_no_amounts(struct claim_view *v)
{
    const struct claim *c = &v->claim;
    struct str text;
    str_init(&text, 1 << 16);
    for (size_t i = 0; i < c->n_lines; i++) {
        const struct decision *paid = claim_no_amount(c, i);
        if (!paid)
            continue;
        str_clear(&text);
        why_decision(c->result, paid, &text);
        list_more(&v->list, LOOK_FAINT, 0, v->width, 0, text.data);
    }
    str_release(&text);
}

static void add_total(struct claim_view *v)
{
    char money[32];
    struct str text;
    str_init(&text, 1000);
    str_addf(&text, "Amounts that are known, in all: %s", claim_money(v->claim.national, money));
    if (v->claim.charges >= 0)
        str_addf(&text, "; charges %s", claim_money(v->claim.charges, money));
    if (v->claim.adjusted >= 0)
        str_addf(&text, "; with the site's indices %s", claim_money(v->claim.adjusted, money));
    list_head(&v->list, "%s", text.data);
    str_clear(&text);
    claim_print_label(&v->claim, &text);
    list_more(&v->list, LOOK_NOTE, 0, v->width, 0, text.data);
    str_release(&text);
}

static void fill_lines(struct claim_view *v)
{
    struct str text;
    const struct result *r = v->claim.result;
    str_init(&text, 1000);
    claim_print_head(&v->claim, &text);
    list_head(&v->list, "%s", text.data);
    str_release(&text);
    if (v->claim.n_lines == 0) {
        list_add(&v->list, LOOK_FAINT, 0, "nothing to bill yet");
    } else {
        add_titles(v);
        for (size_t i = 0; i < v->claim.n_lines; i++)
            add_line(v, &v->claim.lines[i], (long)i + 1);
        add_total(v);
        add_no_amounts(v);
    }
    add_departures(v);
    for (size_t i = 0; i < r->n_elsewhere; i++)
        list_add(&v->list, LOOK_FAINT, 0, "row %d belongs elsewhere: %s, %s", r->elsewhere[i].row,
                 r->elsewhere[i].code, r->elsewhere[i].text);
}

/* ---- the other faces: text as the commands print it ---- */

static void fill_text(struct claim_view *v, const struct str *text)
{
    const char *p = text->length ? text->data : "nothing to bill yet";
    while (*p) {
        size_t n = strcspn(p, "\n");
        char line[400];
        snprintf(line, sizeof line, "%.*s", (int)n, p);
        list_text(&v->list, LOOK_PLAIN, 0, v->width, 6, line);
        p += n + (p[n] == '\n');
    }
}

static void fill_reasons(struct claim_view *v)
{
    struct str text;
    str_init(&text, 1 << 16);
    for (size_t i = 0; i < v->claim.n_decisions; i++) {
        const struct decision *d = &v->claim.decisions[i];
        str_clear(&text);
        str_addf(&text, "%s: ", d->rule->id);
        why_decision(v->claim.result, d, &text);
        list_text(&v->list, LOOK_PLAIN, 0, v->width, 2, text.data);
        str_clear(&text);
        why_cite(d->rule, &text);
        list_more(&v->list, LOOK_NOTE, 0, v->width, 4, text.data);
    }
    if (v->claim.n_decisions == 0)
        list_add(&v->list, LOOK_FAINT, 0, "nothing to bill yet");
    str_release(&text);
}

static void fill(struct claim_view *v)
{
    struct str text;
    list_clear(&v->list);
    str_init(&text, 1 << 22);
    switch (v->face) {
    case FACE_UB04: claim_print_form(&v->claim, FORM_UB04, &text); break;
    case FACE_CMS1500: claim_print_form(&v->claim, FORM_CMS1500, &text); break;
    case FACE_837: claim_print_837(&v->claim, &text); break;
    default: break;
    }
    if (v->face == FACE_LINES)
        fill_lines(v);
    else if (v->face == FACE_REASONS)
        fill_reasons(v);
    else
        fill_text(v, &text);
    str_release(&text);
}

static void draw(struct ui *ui, struct view *view)
{
    struct claim_view *v = view->data;
    if (v->width != ui->cols - 2) {
        v->width = ui->cols - 2;
        fill(v);
    }
    ui_title(ui, face_titles[v->face], text_empty(v->desk->e.id) ? "" : v->desk->e.id);
    list_draw(&v->list, 1, 0, ui->body - 1, ui->cols, true);
}

/* ---- actions ---- */

static enum word turn(struct ui *ui, struct view *view, const char *argument)
{
    struct claim_view *v = view->data;
    (void)ui, (void)argument;
    v->face = (enum face)((v->face + 1) % FACE_COUNT);
    v->list.at = v->list.top = 0;
    v->width = 0;
    return WORD_HANDLED;
}

static enum word open_item(struct ui *ui, struct view *view, const char *argument)
{
    struct claim_view *v = view->data;
    const struct item *item = list_selected(&v->list);
    (void)argument;
    if (v->face != FACE_LINES || !item || item->tag <= 0) {
        ui_quiet(ui, "Enter explains a line of the first page; F5 or :view turns to it.");
        return WORD_HANDLED;
    }
    const struct claim_line *line = &v->claim.lines[item->tag - 1];
    struct about about = {.visit = line->visit};
    if (line->line)
        about.code = line->line->code;
    else if (line->drug)
        about.drug = line->drug;
    else if (line->n_rows)
        about.row = line->rows[0];
    if (about.code || about.drug || about.row)
        why_open(ui, &v->desk->r, &about);
    else
        why_open_word(ui, &v->desk->r, line->code);
    return WORD_HANDLED;
}

static void close_claim(struct ui *ui, struct view *view)
{
    struct claim_view *v = view->data;
    (void)ui;
    list_release(&v->list);
    claim_release(&v->claim);
    site_release(&v->site);
    free(v);
}

static struct list *list_of(struct view *view)
{
    return &((struct claim_view *)view->data)->list;
}

static const struct reaction reactions[] = {
    {ACT_TURN, turn}, {ACT_OPEN, open_item}, {ACT_NONE, NULL}};

static const struct view_ops claim_ops = {.title = "the claim",
                                          .context = IN_CLAIM,
                                          .reactions = reactions,
                                          .draw = draw,
                                          .close = close_claim,
                                          .list = list_of};

/* ---- opening ---- */

static void complain(void *context, const char *sentence)
{
    struct ui *ui = context;
    ui_say(ui, LOOK_ERROR, "%s", sentence);
}

/* A site that cannot be read leaves the claim without what it would add, and says so. */
void claim_open(struct ui *ui, const struct desk *desk)
{
    struct err err = {""};
    struct claim_view *v = calloc(1, sizeof *v);
    if (!v)
        base_no_memory(1);
    v->ui = ui;
    v->desk = desk;
    list_init(&v->list);
    claim_init(&v->claim);
    site_init(&v->site);
    bool good = site_load(&v->site, ui->app->site_dir, complain, ui, &err);
    if (!good)
        ui_say(ui, LOOK_ERROR, "The site's settings are left out: %s", err.text);
    claim_build(&v->claim, &desk->r, good ? &v->site : NULL);
    ui_push(ui, &claim_ops, v);
}
