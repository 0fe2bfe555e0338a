#include "sheet_letter.h"

#include "../../core/attach.h"
#include "../../core/explain.h"
#include "../../core/page.h"
#include "../../core/why.h"
#include "../../db/exchange.h"
#include "sheet.h"
#include "text.h"

enum { TEXT_MAX = 1 << 20, SOURCES_MOST = 64 };

struct letter {
    const struct result *r;
    struct arena arena;
    const struct source *sources[SOURCES_MOST]; /* as they are numbered */
    size_t n_sources;
    struct str text;
    struct str *out;
};

/* The number under which a source stands at the end; 0: there is no room for it. */
static size_t source_number(struct letter *l, const struct source *source)
{
    for (size_t i = 0; i < l->n_sources; i++)
        if (l->sources[i] == source)
            return i + 1;
    if (l->n_sources == SOURCES_MOST)
        return 0;
    l->sources[l->n_sources++] = source;
    return l->n_sources;
}

static void add_title(struct letter *l, const char *title)
{
    str_addf(l->out, "\n%s\n", title);
}

/* ---- codes ---- */

/* One row of a bag pays for all that is in it. */
static bool is_mate(const struct result *r, int row)
{
    bool paid = false;
    for (size_t i = 0; i < r->n_postings; i++)
        paid = paid || (r->postings[i].row == row && r->postings[i].code);
    return !paid && result_row(r, row)->mixture;
}

/* The minutes that pay for the line: "row 2 09:00-10:00 60 min". */
static bool add_minutes(struct letter *l, const struct line *line)
{
    bool any = false;
    char from[8], to[8];
    for (size_t i = 0; i < l->r->n_postings; i++) {
        const struct posting *p = &l->r->postings[i];
        if (!line_is_paid_by(l->r, line, p))
            continue;
        str_addf(&l->text, "%srow %d", any ? ", " : "", p->row);
        if (p->span.from != NO_MINUTE)
            str_addf(&l->text, " %s-%s", when_print_clock(p->span.from, from),
                     when_print_clock(p->span.to, to));
        str_addf(&l->text, " %d min", p->minutes);
        any = true;
    }
    for (size_t i = 0; i < line->n_rows && any; i++)
        if (is_mate(l->r, line->rows[i]))
            str_addf(&l->text, ", mixed with row %d", line->rows[i]);
    return any;
}

static void add_decision(struct letter *l, const struct decision *reason, const char *before)
{
    str_add(&l->text, before);
    why_decision(l->r, reason, &l->text);
    str_addf(&l->text, " [%s", reason->rule->id);
    if (reason->rule->source)
        str_addf(&l->text, ", source %zu", source_number(l, reason->rule->source));
    if (!text_empty(reason->rule->locator))
        str_addf(&l->text, ", %s", reason->rule->locator);
    str_add(&l->text, "]");
}

static void add_reason(struct letter *l, const struct line *line)
{
    const struct decision *reason = explain_line(l->r, line), *more[MORE_MOST];
    if (reason)
        add_decision(l, reason, ". ");
    size_t n = explain_line_more(l->r, line, more, MORE_MOST);
    for (size_t i = 0; i < n; i++)
        add_decision(l, more[i], reason || i > 0 ? " " : ". ");
}

static void add_line(struct letter *l, const struct line *line)
{
    str_clear(&l->text);
    str_add(&l->text, line->code->id);
    for (int i = 0; i < line->n_modifiers; i++)
        str_addf(&l->text, "-%s", line->modifiers[i]);
    str_addf(&l->text, " x%d, ", line->units);
    if (!add_minutes(l, line)) {
        str_addf(&l->text, "row%s ", line->n_rows == 1 ? "" : "s");
        text_numbers(&l->text, line->rows, line->n_rows, ", ");
    }
    add_reason(l, line);
    str_add(l->out, "  ");
    page_fold(l->out, 4, l->text.data);
}

static void add_sources(struct letter *l)
{
    if (l->n_sources)
        add_title(l, "Sources");
    for (size_t i = 0; i < l->n_sources; i++) {
        const struct source *s = l->sources[i];
        str_clear(&l->text);
        str_addf(&l->text, "%s, %s, %s, %s", s->publisher, s->title, s->section, s->edition);
        str_addf(l->out, "  %zu  ", i + 1);
        page_fold(l->out, 5, l->text.data);
    }
}

/* ---- what to attach ---- */

static const char *attach_text(struct letter *l, const struct line *line)
{
    struct decision *list;
    size_t n = attach_line(&l->arena, l->r, line, &list);
    str_clear(&l->text);
    for (size_t i = 0; i < n; i++) {
        str_add(&l->text, i ? " " : "");
        why_decision(l->r, &list[i], &l->text);
    }
    return arena_text(&l->arena, n ? l->text.data : "");
}

/* Once for all codes that hang on the same papers. */
static void add_attach(struct letter *l)
{
    const char **texts = ARENA_ARRAY(&l->arena, const char *, l->r->n_lines + 1);
    for (size_t i = 0; i < l->r->n_lines; i++)
        texts[i] = attach_text(l, &l->r->lines[i]);
    if (l->r->n_lines)
        add_title(l, "What to attach");
    for (size_t i = 0; i < l->r->n_lines; i++) {
        str_clear(&l->text);
        if (!*texts[i])
            continue;
        for (size_t k = i; k < l->r->n_lines; k++)
            if (strcmp(texts[k], texts[i]) == 0)
                str_addf(&l->text, "%s%s", l->text.length ? ", " : "", l->r->lines[k].code->id);
        str_addf(&l->text, ": %s", texts[i]);
        for (size_t k = i + 1; k < l->r->n_lines; k++)
            if (strcmp(texts[k], texts[i]) == 0)
                texts[k] = "";
        str_add(l->out, "  ");
        page_fold(l->out, 4, l->text.data);
    }
}

/* ---- the page ---- */

void sheet_letter(const struct result *r, struct str *out)
{
    struct letter l = {.r = r, .out = out};
    char hash[65];
    exchange_fingerprint(r, hash);
    arena_init(&l.arena);
    str_init(&l.text, TEXT_MAX);
    text_head(r, hash, out);
    text_rows(r, out);
    sheet_timeline(r, out);
    add_title(&l, r->n_lines ? "Codes" : "No code");
    for (size_t i = 0; i < r->n_lines; i++)
        add_line(&l, &r->lines[i]);
    add_sources(&l);
    add_attach(&l);
    text_balance(r, out);
    str_addf(out, "Hash: %s\n", hash);
    str_release(&l.text);
    arena_release(&l.arena);
}
