/* The audit trail as a page: who did what when, and whether its chain holds. */
#include "screens.h"

enum { MOST = 2000 };

static void add_row(struct list *list, const struct store_audit *row, int width)
{
    struct str line;
    str_init(&line, 100000);
    str_addf(&line, "%lld %s %s %s %s", (long long)row->id, row->at, row->who, row->number, row->what);
    if (row->before[0] != '\0')
        str_addf(&line, ", was: %s", row->before);
    if (row->after[0] != '\0')
        str_addf(&line, "%s%s", row->before[0] != '\0' ? ", is: " : ": ", row->after);
    text_tame(line.data);
    list_text(list, LOOK_PLAIN, 0, width, 4, line.data);
    str_release(&line);
}

void trail_open(struct ui *ui, const char *number)
{
    struct store_audit *rows;
    struct arena arena;
    struct err err = {""};
    char title[160];
    size_t n = 0;
    int64_t all = 0, broken = 0;
    arena_init(&arena);
    if (store_audit_verify(ui->store, &all, &broken, &err) != STORE_OK ||
        store_audit_list(ui->store, number, *number || all <= MOST ? 0 : all - MOST, MOST, &arena,
                         &rows, &n, &err) != STORE_OK ||
        store_note(ui->store, "audit trail shown", number, "", &err) != STORE_OK) {
        ui_say(ui, LOOK_ERROR, "%s", err.text);
        arena_release(&arena);
        return;
    }
    snprintf(title, sizeof title, *number ? "Audit trail of %.100s" : "Audit trail%s", number);
    struct list *list = sheet_open_lines(ui, title);
    if (broken)
        list_add(list, LOOK_ERROR, 0, "The chain does not hold at row %lld: it or one before it was "
                 "changed or taken out.", (long long)broken);
    else
        list_add(list, LOOK_STRONG, 0, "The chain holds, %lld rows in all.", (long long)all);
    for (size_t i = 0; i < n; i++)
        add_row(list, &rows[i], ui->cols - 2);
    arena_release(&arena);
}
