/* Sample and self-audit as pages: what the commands of those names print. */
#include "screens.h"

#include "../command/reports.h"

enum { TEXT_MAX = 16 << 20, WORDS_MOST = 32 };

/* Words with blanks between into a filter, which points into arena.  False: err. */
static bool read_words(struct arena *arena, const char *words, struct filter *filter, struct err *err)
{
    char *list[WORDS_MOST];
    int n = 0;
    for (const char *at = words + strspn(words, " "); *at && n < WORDS_MOST;) {
        size_t length = strcspn(at, " ");
        list[n++] = arena_textn(arena, at, length);
        at += length + strspn(at + length, " ");
    }
    return filter_read(filter, n, list, err);
}

static void show(struct ui *ui, const char *title, struct str *text)
{
    struct list *list = sheet_open_lines(ui, title);
    for (char *line = text->data; line && *line;) {
        char *end = strchr(line, '\n');
        if (end)
            *end = '\0';
        text_tame(line);
        list_text(list, LOOK_PLAIN, 0, ui->cols - 2, 4, line);
        line = end ? end + 1 : NULL;
    }
}

void selfaudit_open(struct ui *ui, const char *words)
{
    struct arena arena;
    struct filter filter;
    struct str text;
    struct err err = {""};
    arena_init(&arena);
    str_init(&text, TEXT_MAX);
    enum leave leave = LEAVE_USAGE;
    if (read_words(&arena, words, &filter, &err))
        leave = report_selfaudit(ui->app, ui->store, &filter, &text, &err);
    if (leave == LEAVE_DONE || leave == LEAVE_FOUND)
        show(ui, "Self-audit", &text);
    else
        ui_say(ui, LOOK_ERROR, "%s.", err.text[0] ? err.text : "Some encounters could not be coded");
    str_release(&text);
    arena_release(&arena);
}

void sample_open(struct ui *ui, const char *words)
{
    struct arena arena;
    struct filter filter;
    struct str text;
    struct err err = {""};
    char seed[16], size[16];
    long numbers[2];
    size_t n = strcspn(words, " "), at = n + strspn(words + n, " "), m = strcspn(words + at, " ");
    snprintf(seed, sizeof seed, "%.*s", (int)(n < 15 ? n : 15), words);
    snprintf(size, sizeof size, "%.*s", (int)(m < 15 ? m : 15), words + at);
    if (!number_parse(seed, 0, 2000000000, &numbers[0]) ||
        !number_parse(size, 1, 1000000, &numbers[1])) {
        ui_say(ui, LOOK_ERROR, "Write :sample SEED SIZE FILTER..., as :sample 7 30 coder=rlee.");
        return;
    }
    arena_init(&arena);
    str_init(&text, TEXT_MAX);
    if (read_words(&arena, words + at + m, &filter, &err) &&
        report_sample(ui->store, numbers[0], numbers[1], &filter, &text, &err) == LEAVE_DONE)
        show(ui, "Sample", &text);
    else
        ui_say(ui, LOOK_ERROR, "%s.", err.text);
    str_release(&text);
    arena_release(&arena);
}
