/* What to change, from a list; then to what: from a list where only a few words will do, else as it
 * is typed in a form. */
#include "../../core/typed.h"
#include "whatif_view.h"

static struct whatif_view *on_top(struct ui *ui)
{
    struct view *top = ui_top(ui);
    return top && top->ops == &whatif_ops ? top->data : NULL;
}

/* ---- the value ---- */

/* Times as a hand types them: 830, +35. */
static bool read_time(struct ui *ui, struct whatif_view *v, const struct change *c,
                      struct str *words)
{
    const struct encounter *e = v->n ? &v->other.encounter : &v->desk->e;
    const struct row *charted = whatif_row(e, c->row);
    struct encounter copy;
    struct err err = {""};
    minute_t time = NO_MINUTE;
    if (!charted || (c->field != FIELD_START && c->field != FIELD_STOP))
        return true;
    struct typed_around around = {.date = encounter_day(e),
                                  .now = when_at(ui->today, ui->now),
                                  .start = charted->start,
                                  .stop = charted->stop,
                                  .above_start = NO_MINUTE,
                                  .above_stop = NO_MINUTE};
    if (!typed_time(&around, c->field == FIELD_START ? TYPED_START : TYPED_STOP, c->text, &time,
                    &err)) {
        ui_say(ui, LOOK_ERROR, "%s", err.text);
        return false;
    }
    encounter_copy(&copy, e);
    struct row *row = (struct row *)whatif_row(&copy, c->row);
    if (c->field == FIELD_START)
        row->start = time;
    else
        row->stop = time;
    str_clear(words);
    str_addf(words, "%d.%s=", c->row, field_get_spec(c->field)->name);
    field_print(&copy, row, c->field, words);
    encounter_release(&copy);
    return true;
}

static void take(struct ui *ui, struct whatif_view *v, const char *value)
{
    struct str words;
    struct change change;
    struct err err;
    str_init(&words, 2000);
    str_addf(&words, "%s%s", v->asked, value);
    if (!change_parse(words.data, &change, &err))
        ui_say(ui, LOOK_ERROR, "%s.", err.text);
    else if (change.is_switch || change.row == 0 || read_time(ui, v, &change, &words))
        whatif_take(ui, v, words.data);
    str_release(&words);
}

static void value_typed(struct ui *ui, const char *words)
{
    if (on_top(ui))
        take(ui, on_top(ui), words);
}

static void value_chosen(struct ui *ui, void *context, const char *value)
{
    (void)context;
    if (on_top(ui))
        take(ui, on_top(ui), value);
}

static void ask_word(struct ui *ui, struct whatif_view *v, const char *const *choices)
{
    char title[120];
    size_t n = 0;
    while (choices[n])
        n++;
    snprintf(title, sizeof title, "WHAT IF %s", v->asked);
    pick_open(ui, title, choices, n, "", value_chosen, NULL);
}

static void ask_switch(struct ui *ui, struct whatif_view *v, enum switch_id id)
{
    const char *words[16];
    char buf[16][16];
    int n = switch_values(id);
    for (int i = 0; i < n && i < 15; i++)
        words[i] = switch_value_name(id, i, buf[i]);
    words[n < 15 ? n : 15] = NULL;
    if (n > 0)
        ask_word(ui, v, words);
    else
        prompt_open(ui, v->asked, NULL, value_typed);
}

static void fact_chosen(struct ui *ui, void *context, const char *fact)
{
    struct whatif_view *v = on_top(ui);
    enum switch_id id;
    enum field_id field;
    const char *dot = strchr(fact, '.');
    (void)context;
    if (!v)
        return;
    snprintf(v->asked, sizeof v->asked, "%.60s=", fact);
    const char *const *choices =
        field_find(dot ? dot + 1 : fact, &field) ? field_choices(field) : NULL;
    if (switch_find(fact, &id))
        ask_switch(ui, v, id);
    else if (choices && field != FIELD_FLAGS)
        ask_word(ui, v, choices);
    else
        prompt_open(ui, v->asked, NULL, value_typed);
}

/* ---- the fact ---- */

struct facts {
    struct arena arena;
    const char **lines;
    size_t n, cap;
    const struct whatif_view *v;
};

static void add_fact(struct facts *f, const char *fact, const char *now)
{
    *ARENA_PUSH(&f->arena, f->lines, f->n, f->cap) =
        arena_format(&f->arena, "%s\t%s", fact, text_empty(now) ? "(nothing)" : now);
}

static void add_field(struct facts *f, const struct row *row, enum field_id field)
{
    struct str now;
    char fact[64];
    str_init(&now, 1 << 16);
    field_print(&f->v->desk->e, row, field, &now);
    if (row)
        snprintf(fact, sizeof fact, "%d.%s", row->number, field_get_spec(field)->name);
    else
        snprintf(fact, sizeof fact, "%s", field_get_spec(field)->name);
    add_fact(f, fact, now.length ? now.data : "");
    str_release(&now);
}

static void add_row(struct facts *f, const struct row *row)
{
    static const enum field_id fields[] = {
        FIELD_STOP,  FIELD_START, FIELD_MINUTES,     FIELD_CLASS,   FIELD_METHOD, FIELD_ROUTE,
        FIELD_LINE,  FIELD_VISIT, FIELD_SITE_REASON, FIELD_PRIMARY, FIELD_DEVICE, FIELD_DOSE,
        FIELD_VIALS, FIELD_FLAGS, FIELD_ORDER,       FIELD_SIGNED,  FIELD_DRUG};
    for (size_t i = 0; i < COUNT_OF(fields); i++)
        add_field(f, row, fields[i]);
}

static void add_switches(struct facts *f)
{
    char word[16];
    for (int id = 0; id < SWITCH_COUNT; id++)
        add_fact(f, switch_name((enum switch_id)id),
                 switch_value_name((enum switch_id)id, f->v->desk->r.policy->value[id], word));
}

void whatif_ask(struct ui *ui, struct whatif_view *v)
{
    static const enum field_id header[] = {FIELD_SETTING, FIELD_PAYER, FIELD_DATE,
                                           FIELD_DX,      FIELD_EM,    FIELD_EM_SEPARATE};
    struct facts f = {.v = v};
    const struct encounter *e = &v->desk->e;
    const struct row *first = whatif_row(e, v->row);
    arena_init(&f.arena);
    if (first)
        add_row(&f, first);
    for (size_t i = 0; i < e->n_rows; i++)
        if (&e->rows[i] != first)
            add_row(&f, &e->rows[i]);
    for (size_t i = 0; i < COUNT_OF(header); i++)
        add_field(&f, NULL, header[i]);
    add_switches(&f);
    pick_open(ui, "WHAT IF: what to change (/ finds it)", f.lines, f.n, "", fact_chosen, NULL);
    arena_release(&f.arena);
}
