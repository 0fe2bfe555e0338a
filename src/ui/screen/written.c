#include "written.h"

#include "../../db/csv.h"

bool written_named(const char *words, char *rest, size_t size, const char **path)
{
    const char *mark = strchr(words, '>');
    size_t n = mark ? (size_t)(mark - words) : strlen(words);
    while (n > 0 && words[n - 1] == ' ')
        n--;
    snprintf(rest, size, "%.*s", (int)n, words);
    *path = mark ? mark + 1 + strspn(mark + 1, " ") : "";
    return mark != NULL;
}

bool written_begin(struct ui *ui, struct written *w, const char *path)
{
    struct err err = {""};
    snprintf(w->path, sizeof w->path, "%s", path);
    if (!*path)
        err_set(&err, "Name the file behind the >, as in :scores coder > scores.csv.");
    else if (paths_create(&w->file, path, &err)) {
        w->csv = csv_write_to(w->file.stream);
        return true;
    }
    ui_say(ui, LOOK_ERROR, "%s", err.text);
    return false;
}

void written_end(struct ui *ui, struct written *w, const char *what)
{
    struct err err = {""};
    struct str note;
    bool good = csv_write_done(w->csv, &err);
    str_init(&note, 5000);
    str_addf(&note, "%s to %s", what, w->path);
    if (!good)
        paths_abandon(&w->file);
    else
        good = store_note(ui->store, "exported", "", note.data, &err) == STORE_OK;
    if (good)
        good = paths_finish(&w->file, &err);
    if (good)
        ui_say(ui, LOOK_GOOD, "%s holds it as CSV, readable by you alone.", w->path);
    else
        ui_say(ui, LOOK_ERROR, "%s", err.text);
    str_release(&note);
}
