/* What closed reviews found, as a page. */
#include "screens.h"

#include "../command/minutes.h"
#include "../command/scores.h"
#include "written.h"

static void write_scores(struct ui *ui, const struct scores *scores, enum score_by by, const char *path)
{
    struct written w;
    char what[60];
    if (!written_begin(ui, &w, path))
        return;
    scores_csv_head(w.csv);
    scores_csv(scores, by, w.csv);
    snprintf(what, sizeof what, "scores %s", score_by_name(by));
    written_end(ui, &w, what);
}

static void add_text(struct list *list, struct str *text)
{
    for (char *line = text->data; line && *line;) {
        char *end = strchr(line, '\n');
        if (end)
            *end = '\0';
        text_tame(line);
        list_add(list, LOOK_PLAIN, 0, "%s", line);
        line = end ? end + 1 : NULL;
    }
}

static void show_minutes(struct ui *ui)
{
    struct store_filter any = STORE_FILTER_ANY;
    struct minutes minutes = {.n = 0};
    struct err err = {""};
    struct str text;
    str_init(&text, 1 << 20);
    if (store_may(ui->store, DEED_REPORT, &err) == STORE_OK &&
        minutes_count(&minutes, ui->store, &any, &err) == STORE_OK &&
        store_note(ui->store, "scores", "", "minutes", &err) == STORE_OK) {
        minutes_print(&minutes, &text);
        add_text(sheet_open_lines(ui, "Minutes per encounter"), &text);
    } else {
        ui_say(ui, LOOK_ERROR, "%s.", err.text);
    }
    minutes_release(&minutes);
    str_release(&text);
}

void scores_open(struct ui *ui, const char *words)
{
    char by_name[100];
    const char *path;
    bool to_file = written_named(words, by_name, sizeof by_name, &path);
    struct store_filter any = STORE_FILTER_ANY;
    enum score_by by = SCORE_BY_ALL;
    struct scores scores;
    struct err err = {""};
    struct str text;
    if (strcmp(by_name, "minutes") == 0) {
        if (to_file)
            ui_say(ui, LOOK_ERROR, "Minutes as CSV: `ivledger scores --by minutes --format csv`.");
        else
            show_minutes(ui);
        return;
    }
    if (*by_name && !score_by_find(by_name, &by)) {
        ui_say(ui, LOOK_ERROR, "Write :scores with all, coder, period, rule, drug-class, "
               "disagreement or minutes.");
        return;
    }
    scores_init(&scores);
    str_init(&text, 1 << 20);
    if (store_may(ui->store, DEED_REPORT, &err) != STORE_OK ||
        scores_count(&scores, ui->app, ui->store, &any, by, &err) != LEAVE_DONE ||
        store_note(ui->store, "scores", "", score_by_name(by), &err) != STORE_OK) {
        ui_say(ui, LOOK_ERROR, "%s.", err.text);
    } else if (to_file) {
        write_scores(ui, &scores, by, path);
    } else {
        struct list *list = sheet_open_lines(ui, "Scores");
        scores_print(&scores, by, ui->cols, &text);
        add_text(list, &text);
    }
    str_release(&text);
    scores_release(&scores);
}
