/* The start screen: what is waiting for this person. */
#include "pages.h"
#include "screens.h"

enum { MOST = 200 };

/* What waits among the saved: for whom, and by what it is known. */
enum { ANYBODYS, MINE, OTHERS };
static const struct {
    const char *heading;
    enum status status;
    const char *review; /* state of a review, or "" */
    int whose;          /* by coder */
    enum deed deed;     /* only for who may do this about it */
    bool today;
} waits[] = {
    {"Returned to you", STATUS_RETURNED, "", MINE, DEED_READ, false},
    {"Returned to others", STATUS_RETURNED, "", OTHERS, DEED_READ, false},
    {"Answered by the coder: rebutted", STATUS_NONE, "rebutted", ANYBODYS, DEED_REVIEW, false},
    {"Answered by the coder: agreed", STATUS_NONE, "agreed", ANYBODYS, DEED_REVIEW, false},
    {"Escalated to a supervisor", STATUS_NONE, "escalated", ANYBODYS, DEED_DECIDE, false},
    {"Saved today", STATUS_NONE, "", ANYBODYS, DEED_READ, true},
};
enum { PARTS = COUNT_OF(waits) };

struct start {
    struct list list;
    struct arena arena;
    struct store_draft *drafts;
    size_t n_drafts;
    struct {
        struct store_item *items;
        size_t n;
    } parts[PARTS]; /* of saved work, as they stand on the screen */
};

/* Tags: 1.. drafts, then part after part. */
static const struct store_draft *draft_of(const struct start *s, const struct item *item)
{
    return item && item->tag > 0 && (size_t)item->tag <= s->n_drafts ? &s->drafts[item->tag - 1]
                                                                     : NULL;
}

static const struct store_item *saved_of(const struct start *s, const struct item *item)
{
    if (!item || item->tag <= (long)s->n_drafts)
        return NULL;
    size_t i = (size_t)item->tag - s->n_drafts - 1;
    for (size_t part = 0; part < PARTS; i -= s->parts[part++].n)
        if (i < s->parts[part].n)
            return &s->parts[part].items[i];
    return NULL;
}

void item_text(const struct store_item *item, struct str *out)
{
    char day[16];
    str_clear(out);
    str_addf(out, "%-14s %-10s  %-8s  %s", item->number, when_print_day(item->date, day),
             status_name(item->status), item->codes);
    if (item->errors)
        str_addf(out, "  ! %d error%s", item->errors, item->errors > 1 ? "s" : "");
}

static void add_drafts(struct start *s)
{
    if (s->n_drafts)
        list_head(&s->list, "Drafts: typed, not yet saved");
    for (size_t i = 0; i < s->n_drafts; i++) {
        const struct store_draft *d = &s->drafts[i];
        list_add(&s->list, LOOK_PLAIN, (long)i + 1, "%-14s %zu row%s, last typed %s%s%s",
                 text_empty(d->number) ? "(no number)" : d->number, d->n_rows,
                 d->n_rows == 1 ? "" : "s", d->changed, d->base ? ", of a saved encounter" : "",
                 d->open ? " (open in another window)" : "");
    }
}

static void add_saved(struct start *s, const char *heading, const struct store_item *items,
                      size_t n, size_t before)
{
    struct str text;
    str_init(&text, 1000);
    if (n)
        list_head(&s->list, "%s", heading);
    for (size_t i = 0; i < n; i++) {
        item_text(&items[i], &text);
        list_add(&s->list, LOOK_PLAIN, (long)(before + i) + 1, "%s", text.data);
    }
    str_release(&text);
}

/* The day of the database's own clock, which is UTC unless --now says otherwise. */
static void store_today(const struct ui *ui, char buf[16])
{
    struct tm utc;
    time_t seconds = time(NULL);
    if (ui->app->now) {
        when_print_day(ui->today, buf);
        return;
    }
    gmtime_r(&seconds, &utc);
    strftime(buf, 16, "%Y-%m-%d", &utc);
}

/* For the first day, and for every morning on which nothing waits. */
static void add_first_steps(struct start *s)
{
    static const char *const steps[] = {
        "n  begins one, or paste rows of a medication record here",
        "f  lists the saved ones",
        "t  scenarios to train on, apart from live work",
        "?  what the keys do, on this and on every screen",
        ":tutorial  ten minutes at the real screens",
    };
    enum { ONE_LINE = 58 };
    list_add(&s->list, LOOK_PLAIN, 0, "Nothing is waiting.  Enter begins a new encounter.");
    for (size_t i = 0; i < COUNT_OF(steps); i++)
        list_more(&s->list, LOOK_FAINT, 0, ONE_LINE, 1, steps[i]);
}

/* The coder of a record is a name that somebody typed: capitals do not matter, and what has none is everybody's. */
static bool is_mine(const struct ui *ui, const struct store_item *item)
{
    return text_empty(item->coder) ||
           (ui->app->user && ascii_casecmp(item->coder, ui->app->user) == 0);
}

/* Keeps of the part what is whose it should be. */
static void sort_out(const struct ui *ui, struct start *s, size_t part)
{
    size_t kept = 0;
    for (size_t i = 0; i < s->parts[part].n; i++) {
        bool mine = is_mine(ui, &s->parts[part].items[i]);
        if (waits[part].whose == ANYBODYS || mine == (waits[part].whose == MINE))
            s->parts[part].items[kept++] = s->parts[part].items[i];
    }
    s->parts[part].n = kept;
}

static void load_part(struct ui *ui, struct start *s, size_t part, const char *today)
{
    struct err err = {""}, refused;
    struct store_filter filter = STORE_FILTER_ANY;
    s->parts[part].n = 0;
    if (store_may(ui->store, waits[part].deed, &refused) != STORE_OK)
        return;
    filter.status = waits[part].status;
    filter.words[FILTER_REVIEW] = waits[part].review;
    if (waits[part].today)
        filter.changed_on = today;
    if (store_list(ui->store, &filter, NULL, MOST, &s->arena, &s->parts[part].items,
                   &s->parts[part].n, &err) != STORE_OK)
        ui_say(ui, LOOK_ERROR, "%s", err.text);
    sort_out(ui, s, part);
}

static void load(struct ui *ui, struct start *s)
{
    struct err err = {""};
    char today[16];
    ui_clock(ui);
    store_today(ui, today);
    arena_clear(&s->arena);
    s->n_drafts = 0;
    if (store_draft_list(ui->store, &s->arena, &s->drafts, &s->n_drafts, &err) != STORE_OK)
        ui_say(ui, LOOK_ERROR, "%s", err.text);
    list_clear(&s->list);
    add_drafts(s);
    size_t before = s->n_drafts;
    for (size_t part = 0; part < PARTS; part++) {
        load_part(ui, s, part, today);
        add_saved(s, waits[part].heading, s->parts[part].items, s->parts[part].n, before);
        before += s->parts[part].n;
    }
    if (s->list.n == 0)
        add_first_steps(s);
}

static void draw(struct ui *ui, struct view *view)
{
    struct start *s = view->data;
    char day[16], right[80];
    snprintf(right, sizeof right, "%s  %.40s", when_print_day(ui->today, day),
             ui->app->user ? ui->app->user : "");
    ui_title(ui,
             store_is_readonly(ui->store) ? "ivledger: what is waiting (read-only)"
                                          : "ivledger: what is waiting",
             right);
    list_draw(&s->list, 1, 0, ui->body - 1, ui->cols, true);
}

static void close_start(struct ui *ui, struct view *view)
{
    struct start *s = view->data;
    (void)ui;
    list_release(&s->list);
    arena_release(&s->arena);
    free(s);
}

static void again(struct ui *ui, struct view *view)
{
    load(ui, view->data);
}

static struct list *list_of(struct view *view)
{
    return &((struct start *)view->data)->list;
}

static enum word open_item(struct ui *ui, struct view *view, const char *argument)
{
    struct start *s = view->data;
    const struct item *item = list_selected(&s->list);
    const struct store_draft *draft = draft_of(s, item);
    const struct store_item *saved = saved_of(s, item);
    (void)argument;
    if (draft && draft->open)
        ui_say(ui, LOOK_WARNING,
               "This draft is being typed in another window; close it there first.");
    else if (draft)
        bench_open_draft(ui, draft->id);
    else if (saved)
        bench_open_saved(ui, saved->number);
    else
        bench_open_new(ui);
    return WORD_HANDLED;
}

static void discard_answered(struct ui *ui, const char *words)
{
    struct view *view = ui_top(ui);
    struct start *s = view->data;
    const struct store_draft *draft = draft_of(s, list_selected(&s->list));
    struct err err = {""};
    if (!draft || ascii_lower(*words) != 'y') {
        ui_quiet(ui, "The draft stays.");
        return;
    }
    if (store_draft_discard(ui->store, draft->id, &err) != STORE_OK)
        ui_say(ui, LOOK_ERROR, "%s", err.text);
    else
        ui_say(ui, LOOK_NOTE, "The draft is thrown away.");
    load(ui, s);
}

static enum word discard(struct ui *ui, struct view *view, const char *argument)
{
    struct start *s = view->data;
    const struct store_draft *draft = draft_of(s, list_selected(&s->list));
    (void)argument;
    if (!draft)
        ui_say(ui, LOOK_NOTE, "Only drafts can be thrown away; saved work stays.");
    else if (draft->open)
        ui_say(ui, LOOK_WARNING,
               "This draft is being typed in another window; close it there first.");
    else
        prompt_open(ui, "Throw this draft away for good? (y/n)", NULL, discard_answered);
    return WORD_HANDLED;
}

static enum word back(struct ui *ui, struct view *view, const char *argument)
{
    (void)view, (void)argument;
    ui_quiet(ui, "This is the first screen; Q or :quit leaves.");
    return WORD_HANDLED;
}

static enum word review(struct ui *ui, struct view *view, const char *argument)
{
    struct start *s = view->data;
    const struct store_item *saved = saved_of(s, list_selected(&s->list));
    if (*argument || saved)
        review_open(ui, *argument ? argument : saved->number);
    else
        ui_say(ui, LOOK_NOTE, "Only saved work is reviewed; select some, or :review 26-0001.");
    return WORD_HANDLED;
}

static const struct reaction reactions[] = {
    {ACT_OPEN, open_item}, {ACT_REVIEW, review}, {ACT_DISCARD, discard}, {ACT_BACK, back}, {ACT_NONE, NULL}};

static const struct view_ops start_ops = {.title = "the start screen",
                                          .context = IN_START,
                                          .reactions = reactions,
                                          .draw = draw,
                                          .close = close_start,
                                          .back = again,
                                          .list = list_of};

void start_open(struct ui *ui)
{
    struct start *s = calloc(1, sizeof *s);
    if (!s)
        base_no_memory(1);
    list_init(&s->list);
    arena_init(&s->arena);
    ui_push(ui, &start_ops, s);
    load(ui, s);
}
