/* Help while typing: what a field wants, what may stand in it, what stands above it. */
#include "bench.h"

#include "complete.h"
#include "form.h"

static struct bench *of(const struct view *view)
{
    return view->data;
}

/* '?' and '"' are letters in the middle of free text. */
static bool in_prose(const struct entry *entry)
{
    size_t i = form_focus(entry->form);
    return entry->items[i].prose && *form_text(entry->form, i) && entry->fields[i] != FIELD_DRUG;
}

enum word entry_duplicate(struct ui *ui, struct view *view, const char *argument)
{
    struct bench *bench = of(view);
    struct entry *entry = bench->entry;
    struct str text;
    (void)argument;
    if (in_prose(entry) && ui->key == '"')
        return WORD_IGNORED;
    if (entry->row <= 0) {
        ui_say(ui, LOOK_NOTE, "There is no row above to take this from.");
        return WORD_HANDLED;
    }
    str_init(&text, 1 << 16);
    desk_text(&bench->desk, entry->row - 1, entry_field(entry), &text);
    form_type(entry->form, form_focus(entry->form), text.length ? text.data : "");
    str_release(&text);
    return WORD_HANDLED;
}

enum word entry_help(struct ui *ui, struct view *view, const char *argument)
{
    struct entry *entry = of(view)->entry;
    (void)argument;
    if (in_prose(entry) && ui->key == '?')
        return WORD_IGNORED;
    const struct field *field = field_get_spec(entry_field(entry));
    const char *more = complete_is_time(field->id)
                           ? "  Also 830, 8:30p, n (now), +35, -30, \".\" (as above)."
                       : field->id == FIELD_DATE ? "  Also t (today), t-1."
                                                 : "";
    ui_say(ui, LOOK_NOTE, "%s: %s For example %s.%s", field->name, field->wants, field->example,
           more);
    return WORD_HANDLED;
}

/* ---- F4 ---- */

static void chosen(struct ui *ui, void *context, const char *value)
{
    struct bench *bench = context;
    if (!bench->entry)
        return;
    form_type(bench->entry->form, form_focus(bench->entry->form), value);
    if (entry_leave(ui, bench) && form_focus(bench->entry->form) + 1 < bench->entry->n)
        form_go(bench->entry->form, form_focus(bench->entry->form) + 1);
}

enum word entry_choices(struct ui *ui, struct view *view, const char *argument)
{
    struct bench *bench = of(view);
    struct entry *entry = bench->entry;
    enum field_id field = entry_field(entry);
    const char *typed = form_text(entry->form, form_focus(entry->form));
    struct offers offers = {.n = 0};
    (void)argument;
    arena_init(&offers.arena);
    offers_fill(ui, bench, field, typed, &offers);
    if (offers.n)
        pick_open(ui, field_get_spec(field)->wants, offers.lines, offers.n, typed, chosen, bench);
    else
        entry_help(ui, view, "");
    arena_release(&offers.arena);
    return WORD_HANDLED;
}
