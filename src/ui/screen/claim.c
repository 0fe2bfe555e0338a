/* The code lines, as the picture shows them and as they would be keyed. */
#include "pages.h"

#include "cells.h"

static void modifiers_text(const char *const *modifiers, int n, struct str *out)
{
    for (int i = 0; i < n; i++)
        str_addf(out, "%s%s", i ? " " : "", modifiers[i]);
}

static void rows_text(const int *rows, size_t n, struct str *out)
{
    for (size_t i = 0; i < n; i++)
        str_addf(out, "%s%d", i ? " " : "", rows[i]);
}

static void names_text(const struct desk *desk, const struct line *line, struct str *out)
{
    for (size_t i = 0; i < line->n_rows; i++) {
        const char *name = row_name(desk, line->rows[i]);
        bool again = false;
        for (size_t j = 0; j < i; j++)
            again |= strcmp(name, row_name(desk, line->rows[j])) == 0;
        if (!again)
            str_addf(out, "%s%s", i ? ", " : "", name);
    }
}

/* Columns from which a line has room for where its next unit begins, and for its minutes. */
enum { ROOM_FOR_NEXT = 46, ROOM_FOR_MINUTES = 34 };

static void margin_text(const struct line *line, int width, struct str *out)
{
    if (line->minutes < 0 || width < ROOM_FOR_MINUTES)
        return;
    str_addf(out, "%d min", line->minutes);
    if (line->next_at > line->minutes && width >= ROOM_FOR_NEXT)
        str_addf(out, ", next at %d", line->next_at);
}

static void add_code_line(struct list *list, const struct desk *desk, size_t i, int width)
{
    const struct line *line = &desk->r.lines[i];
    struct str code, names, margin, text;
    str_init(&code, 100), str_init(&names, 300), str_init(&margin, 100), str_init(&text, 600);
    str_add(&code, line->code->id);
    for (int m = 0; m < line->n_modifiers; m++)
        str_addf(&code, "-%s", line->modifiers[m]);
    names_text(desk, line, &names);
    margin_text(line, width, &margin);
    int room = width - 16 - (margin.length ? (int)margin.length + 2 : 0);
    cells_pad(&text, code.data, 9, "");
    str_addf(&text, "%4d  ", line->units);
    cells_pad(&text, names.length ? names.data : "", room < 40 ? room : 40,
              term_glyph_text(GLYPH_CUT));
    if (margin.length)
        str_addf(&text, "  %s", margin.data);
    list_add(list, LOOK_CODE, (long)i + 1, "%s", text.data);
    str_release(&code), str_release(&names), str_release(&margin), str_release(&text);
}

/* What the coder made of a line stands below it, the engine's own line stays. */
static void add_departure(struct list *list, const struct desk *desk, const struct standing *line)
{
    const struct store_overrule *o = &desk->overrules[line->by];
    struct str text;
    str_init(&text, 1000);
    str_addf(&text, "coder: %s%s; %s: %s (%s)", line->line < 0 ? "adds " : "",
             line->text[0] ? line->text : "dropped", o->reason, o->words, o->who);
    text_tame(text.data);
    list_add(list, LOOK_WARNING, line->line + 1, "   %s", text.data);
    str_release(&text);
}

static void add_departures(struct list *list, const struct desk *desk, const struct standings *all,
                           int of)
{
    for (size_t i = 0; i < all->n; i++)
        if (all->lines[i].line == of && all->lines[i].by >= 0 &&
            (of >= 0 || all->lines[i].text[0]))
            add_departure(list, desk, &all->lines[i]);
}

void codes_page(struct list *list, const struct desk *desk, const struct subject *subject,
                int width)
{
    struct standings all;
    struct arena arena;
    (void)subject;
    if (!desk->coded)
        return;
    arena_init(&arena);
    desk_standing(desk, &arena, &all);
    for (size_t i = 0; i < desk->r.n_lines; i++) {
        add_code_line(list, desk, i, width);
        add_departures(list, desk, &all, (int)i);
    }
    add_departures(list, desk, &all, -1);
    for (size_t i = 0; i < desk->n_overrules; i++)
        if (!all.fits[i])
            list_add(list, LOOK_ERROR, 0, " ! overrule %s to %s fits no line any more",
                     desk->overrules[i].before, desk->overrules[i].after);
    arena_release(&arena);
}

static void add_code(struct list *list, const struct desk *desk, const struct line *line, long tag)
{
    char day[16];
    struct str modifiers, rows, names;
    str_init(&modifiers, 100), str_init(&rows, 100), str_init(&names, 300);
    modifiers_text(line->modifiers, line->n_modifiers, &modifiers);
    rows_text(line->rows, line->n_rows, &rows);
    names_text(desk, line, &names);
    list_add(list, LOOK_PLAIN, tag, "%-10s  %-5s  %-8s  %5d  %-8s  %s",
             when_print_day(line->date, day), line->code->id,
             modifiers.length ? modifiers.data : "", line->units, rows.length ? rows.data : "",
             names.length ? names.data : "");
    str_release(&modifiers), str_release(&rows), str_release(&names);
}

static void add_drug(struct list *list, const struct drug_line *line)
{
    struct str modifiers, rows;
    str_init(&modifiers, 100), str_init(&rows, 100);
    modifiers_text(line->modifiers, line->n_modifiers, &modifiers);
    rows_text(line->rows, line->n_rows, &rows);
    list_add(list, LOOK_PLAIN, 0, "%-10s  %-5s  %-8s  %5lld  %-8s  %s", "", line->hcpcs,
             modifiers.length ? modifiers.data : "", (long long)line->units,
             rows.length ? rows.data : "", line->drug ? line->drug->generic : "");
    str_release(&modifiers), str_release(&rows);
}

void claim_page(struct list *list, const struct desk *desk, const struct subject *subject,
                int width)
{
    const struct result *r = &desk->r;
    (void)subject, (void)width;
    if (!desk->coded)
        return;
    list_head(list, "%-10s  %-5s  %-8s  %5s  %-8s  %s", "Date", "Code", "Modifier", "Units", "Rows",
              "What");
    if (r->n_lines + r->n_drugs == 0)
        list_add(list, LOOK_FAINT, 0, "nothing to bill yet");
    for (size_t i = 0; i < r->n_lines; i++)
        add_code(list, desk, &r->lines[i], (long)i + 1);
    for (size_t i = 0; i < r->n_drugs; i++)
        add_drug(list, &r->drugs[i]);
    if (r->em.code)
        list_add(list, LOOK_PLAIN, 0, "%-10s  %-5s  %-8s  %5d  %-8s  %s", "", r->em.code,
                 r->em.modifier ? r->em.modifier : "", 1, "",
                 r->em.payable ? "visit" : "visit: not payable beside these");
    for (size_t i = 0; i < r->n_elsewhere; i++)
        list_add(list, LOOK_FAINT, 0, "row %d belongs elsewhere: %s, %s", r->elsewhere[i].row,
                 r->elsewhere[i].code, r->elsewhere[i].text);
}
