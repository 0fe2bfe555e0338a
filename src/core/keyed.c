#include "keyed.h"

enum { UNITS_MOST = 999, LINE_MOST = 64 };

/* ---- reading ---- */

/* One word, "96365-59-XSx2". */
static bool read_line(struct arena *arena, const struct book *book, const char *word, size_t n,
                      struct keyed *out, struct err *err)
{
    char text[LINE_MOST], shown[64];
    long units = 1;
    if (n == 0 || n >= sizeof text)
        return err_set(err, "\"%.40s\" is no claim line; write CODE, CODE-59 or CODEx2", word);
    snprintf(text, sizeof text, "%.*s", (int)n, word);
    char *x = strrchr(text, 'x');
    if (x != NULL) {
        if (!number_parse(x + 1, 1, UNITS_MOST, &units))
            return err_set(err, "%s: the units behind x are a number from 1 to %d",
                           text_short(text, shown), UNITS_MOST);
        *x = '\0';
    }
    char *dash = strchr(text, '-');
    if (dash != NULL)
        *dash++ = '\0';
    for (char *p = dash; p != NULL && *p != '\0'; p++) {
        if (*p == '-')
            *p = ' ';
        else if (!ascii_digit(*p) && !ascii_alpha(*p))
            return err_set(err, "%.40s: a modifier is two letters or digits behind -", word);
    }
    for (const char *p = text; *p != '\0'; p++)
        if (!ascii_digit(*p) && !ascii_alpha(*p))
            return err_set(err, "%s is no code; write CODE, CODE-59 or CODEx2",
                           text_short(text, shown));
    out->id = arena_text(arena, text);
    out->code = book_code(book, out->id);
    out->modifiers = arena_text(arena, dash != NULL ? dash : "");
    out->units = (int)units;
    if (text[0] == '\0')
        return err_set(err, "a claim line begins with its code");
    return true;
}

bool keyed_read(struct arena *arena, const struct book *book, const char *text,
                struct keyed_list *out, struct err *err)
{
    int visit = 1;
    *out = (struct keyed_list){.lines = NULL};
    for (const char *at = text + strspn(text, " "); *at != '\0';) {
        size_t n = strcspn(at, " ");
        if (n == 1 && *at == '|') {
            visit++;
        } else {
            struct keyed *line = ARENA_PUSH(arena, out->lines, out->n, out->cap);
            if (!read_line(arena, book, at, n, line, err))
                return false;
            line->visit = visit;
        }
        at += n + strspn(at + n, " ");
    }
    return true;
}

void keyed_of_result(struct arena *arena, const struct result *r, struct keyed_list *out)
{
    int place = 0; /* of the visit, among those that have lines */
    *out = (struct keyed_list){.lines = NULL};
    for (size_t i = 0; i < r->n_lines; i++) {
        const struct line *line = &r->lines[i];
        struct keyed *k = ARENA_PUSH(arena, out->lines, out->n, out->cap);
        struct str modifiers;
        place += i == 0 || line->visit != r->lines[i - 1].visit;
        str_init(&modifiers, LINE_MOST);
        for (int m = 0; m < line->n_modifiers; m++)
            str_addf(&modifiers, "%s%s", m > 0 ? " " : "", line->modifiers[m]);
        *k = (struct keyed){place, line->code->id, line->code, arena_text(arena, modifiers.data),
                            line->units};
        str_release(&modifiers);
    }
}

/* ---- printing ---- */

void keyed_print_line(const struct keyed *line, struct str *out)
{
    str_add(out, line->id);
    if (line->modifiers[0] != '\0')
        str_addc(out, '-');
    for (const char *p = line->modifiers; *p != '\0'; p++)
        str_addc(out, *p == ' ' ? '-' : *p);
    if (line->units != 1)
        str_addf(out, "x%d", line->units);
}

void keyed_print(const struct keyed_list *list, struct str *out)
{
    int visit = 1;
    for (size_t i = 0; i < list->n; i++) {
        if (i > 0)
            str_addc(out, ' ');
        for (; visit < list->lines[i].visit; visit++)
            str_add(out, "| ");
        keyed_print_line(&list->lines[i], out);
    }
}

/* ---- overruling ---- */

bool overrule_read(struct arena *arena, const struct book *book, const char *words,
                   struct overrule *out, struct err *err)
{
    const char *colon = strchr(words, ':'), *equals = strchr(words, '=');
    struct keyed line;
    long visit = 1;
    if (equals == NULL)
        return err_set(err, "\"%.60s\" is no change; write BEFORE=AFTER, =AFTER to add, BEFORE= to drop",
                       words);
    if (colon != NULL && colon < equals) {
        char number[8];
        snprintf(number, sizeof number, "%.*s", (int)(colon - words), words);
        if (!number_parse(number, 1, 99, &visit))
            return err_set(err, "before the colon of \"%.60s\" stands the number of a visit", words);
        words = colon + 1;
    }
    out->visit = (int)visit;
    out->before = arena_textn(arena, words, (size_t)(equals - words));
    out->after = arena_text(arena, equals + 1);
    if (out->before[0] == '\0' && out->after[0] == '\0')
        return err_set(err, "a change needs a code before or behind the =");
    if (strcmp(out->before, out->after) == 0)
        return err_set(err, "%.40s is what it was; a change makes it something else", out->after);
    if (out->after[0] == '\0')
        return true;
    if (!read_line(arena, book, out->after, strlen(out->after), &line, err))
        return false;
    return line.code != NULL ||
           err_set(err, "%s is no administration code of rule book %s; look it up with `ivledger rules list codes`",
                   line.id, book->edition);
}

static bool is_line(const struct keyed *line, const struct overrule *o)
{
    struct str text;
    str_init(&text, LINE_MOST);
    keyed_print_line(line, &text);
    bool same = line->visit == o->visit && strcmp(text.data, o->before) == 0;
    str_release(&text);
    return same;
}

bool overrule_apply(struct arena *arena, const struct book *book, const struct overrule *o,
                    struct keyed_list *list, struct err *err)
{
    size_t at = 0;
    struct keyed line = {.visit = o->visit};
    if (o->before[0] != '\0') {
        while (at < list->n && !is_line(&list->lines[at], o))
            at++;
        if (at == list->n)
            return err_set(err, "%.40s is not on the claim of visit %d; write the line as it stands there",
                           o->before, o->visit);
    }
    if (o->after[0] != '\0' && !read_line(arena, book, o->after, strlen(o->after), &line, err))
        return false;
    if (o->after[0] == '\0') {
        memmove(&list->lines[at], &list->lines[at + 1], (list->n - at - 1) * sizeof list->lines[0]);
        list->n--;
    } else if (o->before[0] != '\0') {
        list->lines[at] = line;
    } else {
        ARENA_PUSH(arena, list->lines, list->n, list->cap);
        for (at = list->n - 1; at > 0 && list->lines[at - 1].visit > o->visit; at--)
            list->lines[at] = list->lines[at - 1];
        list->lines[at] = line;
    }
    return true;
}

const char *overrule_kind(const struct overrule *o)
{
    size_t before = strcspn(o->before, "-x"), after = strcspn(o->after, "-x");
    if (o->before[0] == '\0')
        return "add";
    if (o->after[0] == '\0')
        return "drop";
    if (before != after || strncmp(o->before, o->after, before) != 0)
        return "code";
    before = strcspn(o->before, "x");
    after = strcspn(o->after, "x");
    return before == after && strncmp(o->before, o->after, before) == 0 ? "units" : "modifier";
}
