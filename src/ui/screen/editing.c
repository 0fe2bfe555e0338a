/* The user's own pager and editor, from the screens. */
#include "bench.h"

#include "outside.h"

void ui_page(struct ui *ui, const char *what, const char *number, const struct str *text)
{
    struct err err = {""};
    if (!store_is_readonly(ui->store) &&
        store_note(ui->store, "shown in the pager", number, what, &err) != STORE_OK)
        ui_say(ui, LOOK_ERROR, "%s", err.text);
    else if (!outside_page(text, &err))
        ui_say(ui, LOOK_ERROR, "%s", err.text);
}

void editing_form(struct ui *ui, struct form *form)
{
    size_t i = form_focus(form);
    struct err err = {""};
    struct str text;
    str_init(&text, 1 << 16);
    str_add(&text, form_text(form, i));
    if (!outside_edit(&text, &err)) {
        ui_say(ui, LOOK_ERROR, "%s", err.text);
    } else {
        const char *wanted = text.length ? text.data : "";
        form_type(form, i, wanted);
        form_go(form, i);
        if (strcmp(form_text(form, i), wanted) != 0)
            ui_say(ui, LOOK_WARNING, "Not all of it fits here; read it before you go on.");
    }
    str_release(&text);
}

/* Of the row that is selected its note; of a form the field. */
enum word bench_editor(struct ui *ui, struct view *view, const char *argument)
{
    struct bench *bench = view->data;
    (void)argument;
    if (!bench->entry && bench_row(bench) >= bench->desk.e.n_rows) {
        ui_say(ui, LOOK_NOTE, "Select a row first: the editor opens its note.");
        return WORD_HANDLED;
    }
    if (!bench->entry) {
        entry_open(ui, bench, (int)bench_row(bench), FIELD_NOTE);
        entry_lay(bench, ui->cols - 2);
    }
    editing_form(ui, bench->entry->form);
    return WORD_HANDLED;
}
