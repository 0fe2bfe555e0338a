#include "chart.h"

/* ---- the frame ---- */

static void draw_rule(const struct ui *ui, int y)
{
    static const char word[] = "= TRAINING ";
    for (int x = 0; x < ui->cols; x += (int)sizeof word - 1)
        term_put(y, x, ui->cols - x, LOOK_WARNING, word);
}

void train_frame(struct ui *ui, const char *left, const char *right, const char *head)
{
    enum { BEHIND = 11 }; /* the first word of the rule stays */
    struct str text;
    str_init(&text, 2000);
    str_addf(&text, "TRAINING  %s", left);
    ui_title(ui, text.data, right);
    draw_rule(ui, 1);
    draw_rule(ui, ui->body - 1);
    if (!text_empty(head)) {
        str_clear(&text);
        str_addf(&text, "= %s ", head);
        while (text.length % BEHIND != 0) /* no rest of a word behind it */
            str_addc(&text, ' ');
        term_clip(1, BEHIND, ui->cols - BEHIND, LOOK_STRONG, text.data);
    }
    str_release(&text);
}

void train_draw(struct ui *ui, struct list *list, const char *left, const char *right)
{
    train_frame(ui, left, right, "");
    list_draw(list, 2, 0, ui->body - 3, ui->cols, true);
}

/* ---- the record ---- */

void chart_init(struct bench *bench, struct ui *ui)
{
    *bench = (struct bench){.timeline_width = 80};
    desk_init(&bench->desk, ui->app, NULL, ui->today);
    list_init(&bench->rows);
    list_init(&bench->lower);
    timeline_init(&bench->timeline);
    str_init(&bench->line, 16);
}

void chart_release(struct bench *bench)
{
    list_release(&bench->rows);
    list_release(&bench->lower);
    desk_release(&bench->desk);
    str_release(&bench->line);
}

void chart_show(struct bench *bench, const struct lesson *lesson)
{
    encounter_release(&bench->desk.e);
    encounter_copy(&bench->desk.e, lesson_encounter(lesson));
    timeline_init(&bench->timeline);
    bench->rows.at = bench->rows.top = 0;
}

/* The selected row as it would be typed: dose, flags and notes have no column. */
static int draw_charted(struct ui *ui, const struct bench *bench, const struct lesson *lesson, int y)
{
    enum { MOST = 2 };
    size_t row = bench_row(bench);
    struct list lines;
    struct str text;
    if (row >= bench->desk.e.n_rows)
        return 0;
    list_init(&lines);
    str_init(&text, 16 * 1024);
    str_addf(&text, "Row %d: ", bench->desk.e.rows[row].number);
    scenario_print_row(&bench->desk.e, row, lesson->book, &text);
    list_text(&lines, LOOK_STRONG, 0, ui->cols - 2, 4, text.data);
    int n = lines.n < MOST ? (int)lines.n : MOST;
    list_draw(&lines, y, 0, n, ui->cols, false);
    list_release(&lines);
    str_release(&text);
    return n;
}

int chart_left(const struct ui *ui)
{
    return ui->cols >= TRAIN_WIDE ? ui->cols * 3 / 5 : ui->cols;
}

int chart_picture(const struct bench *bench, int most)
{
    int wanted = timeline_lines(&bench->desk);
    int lines = most > wanted ? wanted : most;
    return lines >= 2 ? lines : 0;
}

void chart_rule(int y, int x, int width, const char *title, bool focused)
{
    term_glyph(y, x, width, LOOK_LINE, GLYPH_RULE);
    term_putf(y, x + 2, width - 3, focused ? LOOK_STRONG : LOOK_LINE, " %s ", title);
}

int chart_draw(struct ui *ui, struct bench *bench, const struct lesson *lesson,
               const char *const *beside, int y, int rows, int picture, bool focused)
{
    int first = y;
    picture = chart_picture(bench, picture);
    bench->beside = beside;
    rows_fill(bench, ui->cols - 1);
    if (rows > (int)bench->rows.n)
        rows = (int)bench->rows.n;
    rows_draw_heads(bench, y, ui->cols);
    list_draw(&bench->rows, y + 1, 0, rows, ui->cols, focused);
    y += 1 + rows;
    y += draw_charted(ui, bench, lesson, y);
    if (picture > 0) {
        bench->timeline_width = chart_left(ui);
        timeline_draw(&bench->timeline, &bench->desk, (int)bench_row(bench), y, 0, picture,
                      chart_left(ui));
        y += picture;
    }
    bench->beside = NULL;
    return y - first;
}
