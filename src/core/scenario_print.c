#include "scenario.h"

#include "quick.h"

enum { QUICK_MAX = QUICK_LONGEST + 1 };

static void add_line(struct str *out, const char *word, const char *text)
{
    if (!text_empty(text))
        str_addf(out, "%-8s %s\n", word, text);
}

/* Words of a long text over several lines of the same keyword. */
static void add_folded(struct str *out, const char *word, const char *text)
{
    if (text == NULL)
        return;
    while (*text != '\0') {
        size_t n = strlen(text), cut = n;
        for (size_t i = 0; n > 88 && i < n && i <= 88; i++)
            if (text[i] == ' ')
                cut = i;
        str_addf(out, "%-8s %.*s\n", word, (int)cut, text);
        text += cut;
        while (*text == ' ')
            text++;
    }
}

static void add_fields(const struct encounter *e, struct str *out)
{
    static const enum field_id fields[] = {
        FIELD_DATE, FIELD_SETTING, FIELD_PAYER,   FIELD_DX,       FIELD_EM, FIELD_EM_SEPARATE,
        FIELD_AUTH, FIELD_AUTH_TO, FIELD_COVERED_TO};
    struct str text;
    str_init(&text, QUICK_MAX);
    for (size_t i = 0; i < COUNT_OF(fields); i++) {
        str_clear(&text);
        field_print(e, NULL, fields[i], &text);
        add_line(out, field_get_spec(fields[i])->name, text.data);
    }
    str_release(&text);
}

void scenario_print_row(const struct encounter *e, size_t index, const struct book *book,
                        struct str *out)
{
    struct encounter before = *e; /* a reader has only seen the rows above */
    before.n_rows = index;
    struct quick_context context = {&before, index > 0 ? &e->rows[index - 1] : NULL, book,
                                    NO_MINUTE};
    quick_print(&e->rows[index], &context, out);
}

static void add_rows(const struct encounter *e, const struct book *book, struct str *out)
{
    struct str line;
    str_init(&line, QUICK_MAX);
    for (size_t i = 0; i < e->n_rows; i++) {
        str_clear(&line);
        scenario_print_row(e, i, book, &line);
        add_line(out, "row", line.data);
    }
    str_release(&line);
}

static void add_site(const struct scenario *s, struct str *out)
{
    for (size_t i = 0; i < s->n_site_rows; i++)
        str_addf(out, "site     %s %s\n", s->site_rows[i].setting, s->site_rows[i].value);
}

/* A bare word where the answer is still to be filled in. */
static void add_answer_lines(struct str *out, const char *word, const struct scenario_line *lines,
                             size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (text_empty(lines[i].text))
            str_addf(out, "%s\n", word);
        else
            add_line(out, word, lines[i].text);
}

void scenario_print(const struct scenario *s, const struct book *book, struct str *out)
{
    char level[16];
    snprintf(level, sizeof level, "%d", s->level);
    add_line(out, "scenario", s->name);
    add_line(out, "title", s->title);
    add_line(out, "form", s->messy ? "messy" : "clean");
    add_line(out, "level", level);
    add_line(out, "tags", s->tags);
    add_folded(out, "story", s->story);
    add_line(out, "policy", s->policy);
    add_fields(s->encounter, out);
    add_site(s, out);
    add_rows(s->encounter, book, out);
    add_folded(out, "teaches", s->teaches);
    str_addf(out, "expect%s%s\n", text_empty(s->answers.codes) ? "" : "   ",
             s->answers.codes != NULL ? s->answers.codes : "");
    add_line(out, "drugs", s->answers.drugs);
    add_line(out, "finds", s->answers.finds);
    add_line(out, "em", s->answers.em);
    add_answer_lines(out, "claim", s->claims, s->n_claims);
    add_answer_lines(out, "attach", s->attached, s->n_attached);
    for (size_t i = 0; i < s->n_whynots; i++)
        str_addf(out, "whynot   %s %s\n", s->whynots[i].code, s->whynots[i].rule);
    for (size_t i = 0; i < s->n_disputes; i++)
        str_addf(out, "disputed %s%s%s\n", s->disputes[i].assignment,
                 text_empty(s->disputes[i].codes) ? "" : " ", s->disputes[i].codes);
}
