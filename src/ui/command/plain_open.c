/* Opening and leaving in the linear mode: new work, saved work, drafts. */
#include "plain_inside.h"

enum { MOST_LISTED = 20 };

/* Work that is left stays as a draft, and that is said. */
void plain_leave_work(const struct plain *p)
{
    if (!p->begun || !p->desk.changed)
        return;
    const char *number = text_empty(p->desk.e.id) ? "without a number" : p->desk.e.id;
    if (*p->desk.trouble.text)
        plain_sentence("", p->desk.trouble.text, "");
    if (p->desk.draft.id)
        plain_say("Encounter %s is not saved. It is kept as a draft; type drafts to find it.",
                  number);
    else
        plain_say("Encounter %s is not saved.", number);
}

static void clear_desk(struct plain *p)
{
    day_t today = when_day(plain_now(p));

    plain_leave_work(p);
    if (p->begun)
        desk_release(&p->desk);
    desk_init(&p->desk, p->app, p->store, today);
    p->begun = true;
}

static void close_desk(struct plain *p)
{
    desk_release(&p->desk);
    desk_init(&p->desk, p->app, p->store, NO_DAY);
    p->begun = false;
}

void plain_new(struct plain *p, const char *words)
{
    struct err err = {""};

    clear_desk(p);
    desk_begin(&p->desk, p->app->user);
    if (*words && !desk_set(&p->desk, DESK_HEADER, FIELD_ENCOUNTER, words, &err))
        plain_sentence("", err.text, "");
    plain_header(p, false);
    if (!p->ended)
        plain_say("Now type the rows as quick lines, such as ceftriaxone 2g 0830-0905, or row to "
                  "be asked field by field.");
}

static void say_opened(const struct plain *p)
{
    plain_say("Encounter %s, %s, %zu row%s.",
              text_empty(p->desk.e.id) ? "without a number" : p->desk.e.id,
              status_name(p->desk.status), p->desk.e.n_rows, p->desk.e.n_rows == 1 ? "" : "s");
    plain_outcome(p);
}

void plain_open(struct plain *p, const char *words)
{
    struct err err = {""};

    if (!*words) {
        plain_say("Say which one, as in open 26-003417; list shows the numbers.");
        return;
    }
    clear_desk(p);
    if (desk_load(&p->desk, words, &err)) {
        say_opened(p);
        return;
    }
    plain_sentence("", err.text, "");
    close_desk(p);
}

static bool list_drafts(struct plain *p, struct arena *arena, struct store_draft **drafts,
                        size_t *n)
{
    struct err err = {""};

    if (store_draft_list(p->store, arena, drafts, n, &err) == STORE_OK)
        return true;
    plain_sentence("", err.text, "");
    return false;
}

size_t plain_waiting(struct plain *p)
{
    struct arena arena;
    struct store_draft *drafts = NULL;
    size_t n = 0;

    arena_init(&arena);
    list_drafts(p, &arena, &drafts, &n);
    arena_release(&arena);
    return n;
}

void plain_drafts(struct plain *p, const char *words)
{
    struct arena arena;
    struct store_draft *drafts = NULL;
    size_t n = 0;

    (void)words;
    arena_init(&arena);
    if (list_drafts(p, &arena, &drafts, &n) && n == 0)
        plain_say("There is no draft.");
    for (size_t i = 0; i < n; i++)
        plain_say("Draft %zu: encounter %s, %zu row%s, changed %s%s.", i + 1,
                  text_empty(drafts[i].number) ? "without a number" : drafts[i].number,
                  drafts[i].n_rows, drafts[i].n_rows == 1 ? "" : "s", drafts[i].changed,
                  drafts[i].open ? ", open elsewhere" : "");
    arena_release(&arena);
}

void plain_resume(struct plain *p, const char *words)
{
    struct arena arena;
    struct store_draft *drafts = NULL;
    struct err err = {""};
    size_t n = 0;
    long which = 1;

    arena_init(&arena);
    if (list_drafts(p, &arena, &drafts, &n)) {
        if (n == 0 || (*words && !number_parse(words, 1, (long)n, &which))) {
            plain_say(n ? "Say which one, as in resume 1; drafts lists them."
                        : "There is no draft.");
        } else {
            clear_desk(p);
            if (desk_load_draft(&p->desk, drafts[which - 1].id, &err)) {
                say_opened(p);
            } else {
                plain_sentence("", err.text, "");
                close_desk(p);
            }
        }
    }
    arena_release(&arena);
}

void plain_list(struct plain *p, const char *words)
{
    struct store_filter filter = STORE_FILTER_ANY;
    struct store_item *items = NULL;
    struct arena arena;
    struct err err = {""};
    size_t n = 0;
    char day[16];

    arena_init(&arena);
    filter.number = words;
    if (store_list(p->store, &filter, NULL, MOST_LISTED, &arena, &items, &n, &err) != STORE_OK)
        plain_sentence("", err.text, "");
    else if (n == 0)
        plain_say("There is no saved encounter%s%s.", *words ? " that begins with " : "", words);
    for (size_t i = 0; i < n; i++)
        plain_say("%s, %s, %s, %s, %d error%s.", items[i].number,
                  when_print_day(items[i].date, day), status_name(items[i].status),
                  text_empty(items[i].codes) ? "no code" : items[i].codes, items[i].errors,
                  items[i].errors == 1 ? "" : "s");
    if (n == MOST_LISTED)
        plain_say("These are the %d saved last; list and the beginning of a number finds others.",
                  MOST_LISTED);
    arena_release(&arena);
}
