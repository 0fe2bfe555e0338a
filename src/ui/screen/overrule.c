/* Departing from the engine at the workbench: what, for which reason, in which words; and taking one
 * back.  Each question is asked in its turn; the answers so far wait in struct departure. */
#include "bench.h"

#include "../../db/load.h"

enum { LINE_MOST = 160, CHANGE_MOST = 300, MENU_MOST = 64 };

static struct bench *on_top(struct ui *ui)
{
    return ui_top(ui)->data;
}

static void refuse(struct ui *ui, const struct err *err)
{
    ui_say(ui, LOOK_ERROR, "%s.", err->text);
}

/* ---- the last two questions: reason and words ---- */

static void say_done(struct ui *ui, const struct bench *bench)
{
    const struct desk *desk = &bench->desk;
    const struct store_overrule *last = &desk->overrules[desk->n_overrules - 1];
    ui_say(ui, LOOK_NOTE, "%s%s%s%s (%s)%s%s; O takes it back.", last->before,
           !last->before[0]  ? ""
           : !last->after[0] ? " is dropped"
                             : " is overruled to ",
           last->after, !last->before[0] ? " is added" : "", last->reason,
           last->rule[0] ? ", against rule " : "", last->rule);
}

static void words_given(struct ui *ui, const char *words)
{
    struct bench *bench = on_top(ui);
    struct departure *d = &bench->departure;
    struct err err = {""};
    if (d->back) {
        if (desk_take_back(&bench->desk, d->back, words, &err))
            ui_say(ui, LOOK_NOTE, "The overrule is taken back; the audit trail keeps both.");
        else
            refuse(ui, &err);
    } else if (desk_overrule(&bench->desk, d->change, d->reason, words, &err)) {
        say_done(ui, bench);
    } else {
        refuse(ui, &err);
    }
}

static void reason_given(struct ui *ui, void *context, const char *value)
{
    struct bench *bench = context;
    snprintf(bench->departure.reason, sizeof bench->departure.reason, "%s", value);
    prompt_open(ui, "In words, for who reviews it:", NULL, words_given);
}

/* The change is settled: ask why. */
static void ask_reason(struct ui *ui, struct bench *bench, const char *change)
{
    const struct reason *reasons;
    const char *lines[MENU_MOST];
    char title[LINE_MOST];
    struct arena arena;
    struct overrule what;
    struct err err = {""};
    size_t n = library_reasons(bench->desk.app->library, &reasons), n_lines = 0;
    arena_init(&arena);
    if (!desk_read_change(&bench->desk, &arena, change, &what, &err)) {
        refuse(ui, &err);
        arena_release(&arena);
        return;
    }
    snprintf(bench->departure.change, sizeof bench->departure.change, "%s", change);
    bench->departure.back = 0;
    for (size_t i = 0; i < n && n_lines < MENU_MOST; i++) {
        if (reasons[i].error)
            continue;
        struct str line;
        str_init(&line, 400);
        str_addf(&line, "%s\t%s", reasons[i].id, reasons[i].say);
        lines[n_lines++] = arena_text(&arena, line.data);
        str_release(&line);
    }
    snprintf(title, sizeof title, "Why %s becomes %s", what.before[0] ? what.before : "nothing",
             what.after[0] ? what.after : "nothing");
    pick_open(ui, title, lines, n_lines, "", reason_given, bench);
    arena_release(&arena);
}

/* ---- what to change ---- */

/* The line that is being changed, without modifiers and units. */
static void code_alone(const char *text, char out[16])
{
    snprintf(out, 16, "%.*s", (int)strcspn(text, "-x"), text);
}

static void change_to(struct ui *ui, struct bench *bench, const char *after)
{
    char change[CHANGE_MOST];
    const struct departure *d = &bench->departure;
    snprintf(change, sizeof change, "%d:%s=%s", d->visit, d->before, after);
    ask_reason(ui, bench, change);
}

/* Taken up to the first blank: a claim line is one word. */
static void code_given(struct ui *ui, const char *words)
{
    char after[64];
    const char *at = words + strspn(words, " ");
    snprintf(after, sizeof after, "%.*s", (int)strcspn(at, " "), at);
    change_to(ui, on_top(ui), after);
}

static void units_given(struct ui *ui, const char *words)
{
    struct bench *bench = on_top(ui);
    const char *before = bench->departure.before, *at = words + strspn(words, " ");
    char after[LINE_MOST];
    snprintf(after, sizeof after, "%.*s", (int)strcspn(before, "x"), before);
    size_t n = strlen(after);
    if (strcmp(at, "1") != 0)
        snprintf(after + n, sizeof after - n, "x%.20s", at);
    change_to(ui, bench, after);
}

static void modifier_given(struct ui *ui, const char *words)
{
    struct bench *bench = on_top(ui);
    const char *before = bench->departure.before, *units = strchr(before, 'x');
    char code[16], after[LINE_MOST];
    code_alone(before, code);
    size_t n = (size_t)snprintf(after, sizeof after, "%s", code);
    for (const char *at = words + strspn(words, " ,-"); *at && n + 24 < sizeof after;
         at += strspn(at, " ,-")) {
        size_t length = strcspn(at, " ,-");
        n += (size_t)snprintf(after + n, sizeof after - n, "-%.*s", length < 16 ? (int)length : 16,
                              at);
        at += length;
    }
    snprintf(after + n, sizeof after - n, "%s", units ? units : "");
    change_to(ui, bench, after);
}

static void ask_back(struct ui *ui, struct bench *bench, const char *number)
{
    long id;
    if (!number_parse(number, 1, 1000000000, &id))
        return;
    bench->departure.back = id;
    prompt_open(ui, "Why it is taken back:", NULL, words_given);
}

static void done_what(struct ui *ui, void *context, const char *value)
{
    struct bench *bench = context;
    char label[LINE_MOST];
    const char *before = bench->departure.before;
    if (strncmp(value, "back ", 5) == 0) {
        ask_back(ui, bench, value + 5);
    } else if (strcmp(value, "drop") == 0) {
        change_to(ui, bench, "");
    } else if (strcmp(value, "units") == 0) {
        snprintf(label, sizeof label, "Units instead of %.60s:", before);
        prompt_open(ui, label, NULL, units_given);
    } else if (strcmp(value, "modifier") == 0) {
        snprintf(label, sizeof label, "Modifiers of %.60s (none: empty):", before);
        prompt_open(ui, label, NULL, modifier_given);
    } else if (strcmp(value, "code") == 0) {
        snprintf(label, sizeof label, "Code in the place of %.60s:", before);
        prompt_open(ui, label, NULL, code_given);
    } else {
        bench->departure.before[0] = '\0';
        prompt_open(ui, "Code to add, such as CODE, CODEx2, CODE-59:", NULL, code_given);
    }
}

/* ---- the menu ---- */

struct menu {
    struct arena arena;
    const char *lines[MENU_MOST];
    size_t n;
};

static void offer(struct menu *menu, const char *value, const char *format, const char *what)
{
    struct str line;
    if (menu->n == MENU_MOST)
        return;
    str_init(&line, 600);
    str_addf(&line, "%s\t", value);
    for (const char *p = format; *p; p++)
        if (*p == '@')
            str_add(&line, what);
        else
            str_addc(&line, *p);
    menu->lines[menu->n++] = arena_text(&menu->arena, line.data);
    str_release(&line);
}

static void offer_back(struct menu *menu, const struct store_overrule *o)
{
    char value[40], what[LINE_MOST];
    snprintf(value, sizeof value, "back %lld", (long long)o->id);
    snprintf(what, sizeof what, "%.40s to %.40s, %.20s, by %.30s",
             o->before[0] ? o->before : "nothing", o->after[0] ? o->after : "nothing", o->reason,
             o->who);
    offer(menu, value, "take back: @", what);
}

/* The line of the claim that is selected, as it stands; NULL: none is, or it is dropped. */
static const struct standing *selected(struct bench *bench, const struct standings *all)
{
    const struct item *item = bench->in_lower ? list_selected(&bench->lower) : NULL;
    bool codes = bench->half == HALF_PICTURE || bench->half == HALF_CLAIM;
    if (!item || !codes || item->tag <= 0)
        return NULL;
    for (size_t i = 0; i < all->n; i++)
        if (all->lines[i].line == (int)item->tag - 1 && all->lines[i].text[0])
            return &all->lines[i];
    return NULL;
}

static void offer_all(struct ui *ui, struct bench *bench)
{
    struct menu menu = {.n = 0};
    struct standings all;
    arena_init(&menu.arena);
    desk_standing(&bench->desk, &menu.arena, &all);
    const struct standing *line = selected(bench, &all);
    struct departure *d = &bench->departure;
    snprintf(d->before, sizeof d->before, "%s", line ? line->text : "");
    d->visit = line ? line->visit : 1;
    if (line) {
        offer(&menu, "drop", "take @ off the claim", line->text);
        offer(&menu, "units", "another number of units of @", line->text);
        offer(&menu, "modifier", "another modifier on @, or none", line->text);
        offer(&menu, "code", "another code in the place of @", line->text);
    }
    offer(&menu, "add", "a code that the engine does not have@", "");
    for (size_t i = 0; i < bench->desk.n_overrules; i++)
        offer_back(&menu, &bench->desk.overrules[i]);
    pick_open(ui, line ? "Depart from the engine" : "Depart from the engine (Tab selects a code)",
              menu.lines, menu.n, "", done_what, bench);
    arena_release(&menu.arena);
}

enum word bench_overrule(struct ui *ui, struct view *view, const char *argument)
{
    struct bench *bench = view->data;
    struct err err = {""};
    if (!bench->desk.coded)
        bench_trouble(ui, bench);
    else if (bench->desk.id == 0 || bench->desk.changed)
        ui_say(ui, LOOK_NOTE, "An overrule is kept with saved work; save first (F2), then O.");
    else if (store_may(ui->store, DEED_OVERRULE, &err) != STORE_OK)
        refuse(ui, &err);
    else if (*argument)
        ask_reason(ui, bench, argument);
    else
        offer_all(ui, bench);
    return WORD_HANDLED;
}
