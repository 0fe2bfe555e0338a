#include "scenario.h"

#include "nearest.h"
#include "quick.h"

enum { LINE_MAX = QUICK_LONGEST + 64 };

void scenarios_init(struct scenarios *list)
{
    *list = (struct scenarios){.n = 0};
    arena_init(&list->arena);
}

void scenarios_release(struct scenarios *list)
{
    for (size_t i = 0; i < list->n; i++)
        encounter_release(list->at[i].encounter);
    arena_release(&list->arena);
    *list = (struct scenarios){.n = 0};
}

const struct scenario *scenarios_find(const struct scenarios *list, const char *name)
{
    for (size_t i = 0; i < list->n; i++)
        if (strcmp(list->at[i].name, name) == 0)
            return &list->at[i];
    return NULL;
}

bool scenario_has_word(const char *words, const char *word)
{
    size_t n = strlen(word);
    if (n == 0 || words == NULL)
        return false;
    for (const char *at = strstr(words, word); at != NULL; at = strstr(at + 1, word))
        if ((at == words || at[-1] == ' ') && (at[n] == ' ' || at[n] == '\0'))
            return true;
    return false;
}

/* ---- reading ---- */

struct reading {
    struct scenarios *list;
    const struct scenario_reader *reader;
    const char *file;
    long line;
    size_t column; /* of the text behind the word */
    struct scenario *now; /* NULL: none has begun, or its beginning was bad */
    bool begun, good;
};

static void complain(struct reading *r, size_t column, const char *format, ...) PRINTF_LIKE(3, 4);
static void complain(struct reading *r, size_t column, const char *format, ...)
{
    struct err err;
    char text[sizeof err.text];
    va_list args;
    va_start(args, format);
    vsnprintf(text, sizeof text, format, args);
    va_end(args);
    err_set(&err, "%s", text);
    r->good = false;
    r->reader->complain(r->reader->context, r->file, r->line, column, err.text);
}

/* Text said once; a second time is a fault, for scenarios are copied from one another. */
static void say_once(struct reading *r, const char **place, const char *text)
{
    if (*place != NULL)
        complain(r, 1, "this was said before; keep the right one of the two lines");
    else
        *place = arena_text(&r->list->arena, text);
}

static bool good_name(const char *name)
{
    size_t n = strspn(name, "abcdefghijklmnopqrstuvwxyz0123456789-");
    return n > 0 && n <= 40 && name[n] == '\0';
}

static void take_scenario(struct reading *r, const char *text)
{
    r->begun = true;
    r->now = NULL;
    if (!good_name(text)) {
        complain(r, r->column, "a name has small letters, figures and - and no more than 40 of "
                               "them, like first-infusion");
        return;
    }
    if (scenarios_find(r->list, text) != NULL) {
        complain(r, r->column, "there is another scenario %s; give this one its own name", text);
        return;
    }
    struct scenario *s = ARENA_PUSH(&r->list->arena, r->list->at, r->list->n, r->list->cap);
    *s = (struct scenario){.name = arena_text(&r->list->arena, text), .file = r->file,
                           .line = r->line};
    s->encounter = ARENA_NEW(&r->list->arena, struct encounter);
    encounter_init(s->encounter);
    field_set(s->encounter, NULL, FIELD_ENCOUNTER, text, NULL);
    r->now = s;
}

static void take_title(struct reading *r, const char *text)
{
    say_once(r, &r->now->title, text);
}

static void take_tags(struct reading *r, const char *text)
{
    say_once(r, &r->now->tags, text);
}

static void take_policy(struct reading *r, const char *text)
{
    say_once(r, &r->now->policy, text);
}

/* Several lines are one text with single blanks: where they are folded means nothing. */
static void join(struct reading *r, const char **place, const char *text)
{
    struct str all;
    str_init(&all, SIZE_MAX / 4);
    if (!text_empty(*place))
        str_addf(&all, "%s ", *place);
    for (; *text != '\0'; text++)
        if (*text != ' ' || text[1] != ' ')
            str_addc(&all, *text);
    *place = arena_text(&r->list->arena, all.data);
    str_release(&all);
}

static void take_story(struct reading *r, const char *text)
{
    join(r, &r->now->story, text);
}

static void take_teaches(struct reading *r, const char *text)
{
    join(r, &r->now->teaches, text);
}

static void take_form(struct reading *r, const char *text)
{
    if (strcmp(text, "clean") != 0 && strcmp(text, "messy") != 0)
        complain(r, r->column, "form is clean or messy");
    r->now->messy = strcmp(text, "messy") == 0;
}

static void take_level(struct reading *r, const char *text)
{
    long level = 0;
    if (!number_parse(text, 1, SCENARIO_LEVELS, &level))
        complain(r, r->column, "level is 1 (first steps), 2 (everyday) or 3 (hard)");
    r->now->level = (int)level;
}

static void take_row(struct reading *r, const char *text)
{
    struct encounter *e = r->now->encounter;
    struct err err = {""};
    struct quick quick;
    const struct book *book = r->reader->book_on(r->reader->context, encounter_day(e), &err);
    if (book == NULL) {
        complain(r, 1, "%s; write the line date before the rows", err.text);
        return;
    }
    struct quick_context context = {e, e->n_rows > 0 ? &e->rows[e->n_rows - 1] : NULL, book,
                                    NO_MINUTE};
    quick_init(&quick);
    bool good = quick_parse(text, &context, &quick, &err);
    size_t at = quick.n_troubles > 0 ? quick.troubles[0].from : 0;
    if (good)
        good = quick_apply(&quick, e, encounter_add_row(e), &err);
    if (!good)
        complain(r, r->column + at, "%s", err.text);
    quick_release(&quick);
}

static void take_expect(struct reading *r, const char *text)
{
    say_once(r, &r->now->answers.codes, text);
}

static void take_drugs(struct reading *r, const char *text)
{
    say_once(r, &r->now->answers.drugs, text);
}

static void take_finds(struct reading *r, const char *text)
{
    say_once(r, &r->now->answers.finds, text);
}

static void take_visit_code(struct reading *r, const char *text)
{
    if (r->now->encounter->n_rows == 0 && text_empty(r->now->encounter->em)) {
        struct err err;
        if (!field_set(r->now->encounter, NULL, FIELD_EM, text, &err))
            complain(r, r->column, "%s", err.text);
        return;
    }
    say_once(r, &r->now->answers.em, text);
}

/* "A B": the first word and the rest. */
static bool two_parts(struct reading *r, const char *text, const char **first, const char **rest)
{
    size_t n = strcspn(text, " \t");
    const char *at = text + n;
    while (ascii_space(*at))
        at++;
    *first = arena_textn(&r->list->arena, text, n);
    *rest = arena_text(&r->list->arena, at);
    return n > 0;
}

static void take_whynot(struct reading *r, const char *text)
{
    struct scenario *s = r->now;
    struct scenario_whynot *w =
        ARENA_PUSH(&r->list->arena, s->whynots, s->n_whynots, s->cap_whynots);
    w->line = r->line;
    two_parts(r, text, &w->code, &w->rule);
}

static void take_line(struct reading *r, const char *text, struct scenario_line *line)
{
    *line = (struct scenario_line){"", r->line};
    join(r, &line->text, text);
}

static void take_claim(struct reading *r, const char *text)
{
    struct scenario *s = r->now;
    take_line(r, text, ARENA_PUSH(&r->list->arena, s->claims, s->n_claims, s->cap_claims));
}

static void take_attach(struct reading *r, const char *text)
{
    struct scenario *s = r->now;
    take_line(r, text, ARENA_PUSH(&r->list->arena, s->attached, s->n_attached, s->cap_attached));
}

static void take_site(struct reading *r, const char *text)
{
    struct err err = {""};
    const struct book *book = r->reader->book_on(r->reader->context,
                                                 encounter_day(r->now->encounter), &err);
    if (book == NULL)
        complain(r, 1, "%s; write the line date before the lines site", err.text);
    else if (!scenario_take_site(&r->list->arena, r->now, book, text, &err))
        complain(r, r->column, "%s", err.text);
}

static void take_disputed(struct reading *r, const char *text)
{
    struct scenario *s = r->now;
    struct policy policy = {.name = ""};
    struct err err;
    struct scenario_dispute *d = ARENA_PUSH(&r->list->arena, s->disputes, s->n_disputes,
                                            s->cap_disputes);
    d->line = r->line;
    two_parts(r, text, &d->assignment, &d->codes);
    if (!policy_set(&policy, d->assignment, &err))
        complain(r, r->column, "%s", err.text);
}

struct keyword {
    const char *word;
    void (*take)(struct reading *r, const char *text);
};
static const struct keyword keywords[] = {
    {"scenario", take_scenario}, {"title", take_title},   {"form", take_form},
    {"level", take_level},       {"tags", take_tags},     {"story", take_story},
    {"policy", take_policy},     {"row", take_row},       {"teaches", take_teaches},
    {"expect", take_expect},     {"drugs", take_drugs},   {"finds", take_finds},
    {"em", take_visit_code},     {"whynot", take_whynot}, {"disputed", take_disputed},
    {"site", take_site},         {"claim", take_claim},   {"attach", take_attach},
};
/* Columns of an encounter that a scenario may say; em has two places and is a keyword. */
static const enum field_id fields[] = {FIELD_DATE, FIELD_SETTING,     FIELD_PAYER,
                                       FIELD_DX,   FIELD_EM_SEPARATE, FIELD_AUTH,
                                       FIELD_AUTH_TO, FIELD_COVERED_TO};

static bool take_field(struct reading *r, const char *word, const char *text)
{
    struct err err;
    for (size_t i = 0; i < COUNT_OF(fields); i++)
        if (strcmp(field_get_spec(fields[i])->name, word) == 0) {
            if (!field_set(r->now->encounter, NULL, fields[i], text, &err))
                complain(r, r->column, "%s", err.text);
            return true;
        }
    return false;
}

static void refuse_word(struct reading *r, const char *word)
{
    const char *names[COUNT_OF(keywords) + COUNT_OF(fields)];
    char shown[64];
    size_t n = 0;
    for (size_t i = 0; i < COUNT_OF(keywords); i++)
        names[n++] = keywords[i].word;
    for (size_t i = 0; i < COUNT_OF(fields); i++)
        names[n++] = field_get_spec(fields[i])->name;
    complain(r, 1, "%s begins no line of a scenario; the nearest word is %s",
             text_short(word, shown), names[text_nearest(word, names, n)]);
}

static void take_word(struct reading *r, const char *word, const char *text)
{
    if (strcmp(word, keywords[0].word) == 0) {
        keywords[0].take(r, text);
        return;
    }
    if (r->now == NULL) {
        if (!r->begun)
            complain(r, 1, "a scenario begins with the line scenario NAME; write that first");
        r->begun = true; /* told once */
        return;
    }
    for (size_t i = 1; i < COUNT_OF(keywords); i++)
        if (strcmp(keywords[i].word, word) == 0) {
            keywords[i].take(r, text);
            return;
        }
    if (!take_field(r, word, text))
        refuse_word(r, word);
}

/* What every scenario needs, when its last line has been read. */
static void finish_scenario(struct reading *r)
{
    const struct scenario *s = r->now;
    long line = r->line;
    if (s == NULL)
        return;
    r->line = s->line;
    if (s->title == NULL || s->story == NULL || s->level == 0)
        complain(r, 1, "scenario %s lacks its %s; add the line", s->name,
                 s->title == NULL ? "title" : s->story == NULL ? "story" : "level");
    if (s->encounter->n_rows == 0)
        complain(r, 1, "scenario %s has no administration; add lines that begin with row", s->name);
    r->line = line;
}

static size_t without_end(const char *line, size_t length)
{
    while (length > 0 && ascii_space(line[length - 1]))
        length--;
    return length;
}

static void read_line(struct reading *r, const char *line, size_t length)
{
    char buf[LINE_MAX];
    length = without_end(line, length);
    if (length == 0 || *line == '#')
        return;
    if (length >= sizeof buf || !text_utf8(line, length)) {
        complain(r, 1, "the line is longer than %d bytes or no UTF-8; write it anew", LINE_MAX - 1);
        return;
    }
    memcpy(buf, line, length);
    buf[length] = '\0';
    text_tame(buf);
    length = without_end(buf, strlen(buf)); /* what was tamed is blank */
    buf[length] = '\0';
    size_t word = strcspn(buf, " "), at = word + strspn(buf + word, " ");
    buf[word] = '\0';
    r->column = at + 1;
    if (strcmp(buf, keywords[0].word) == 0)
        finish_scenario(r);
    take_word(r, buf, word < length ? buf + at : "");
}

bool scenarios_parse(struct scenarios *list, const char *file, const char *text,
                     const struct scenario_reader *reader)
{
    struct reading r = {.list = list, .reader = reader, .good = true};
    r.file = arena_text(&list->arena, file);
    while (*text != '\0') {
        size_t length = strcspn(text, "\n");
        r.line++;
        read_line(&r, text, length);
        text += length + (text[length] == '\n');
    }
    finish_scenario(&r);
    return r.good;
}
