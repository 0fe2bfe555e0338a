/* How an exam looks: the chart, what was said of the claim, what is being typed. */
#include "exam.h"

static void fill_claim(struct exam *x)
{
    list_clear(&x->claim);
    for (size_t i = 0; i < x->n_codes; i++) {
        const struct said_code *said = &x->codes[i];
        char visit[24] = "";
        if (x->class.lesson.result.n_visits > 1)
            snprintf(visit, sizeof visit, "  visit %d", said->visit);
        list_add(&x->claim, LOOK_CODE, (long)i + 1, "%-6s %4ld  %-6s %s  %s  %s  %s%s", said->code,
                 said->units, said->modifiers, said->revenue, said->paid, said->adjusted,
                 said->attached, visit);
    }
    list_add(&x->claim, LOOK_FAINT, (long)x->n_codes + 1, "%s",
             x->n_codes > 0 ? "_" : "_  a puts a code here");
    list_add(&x->claim, LOOK_PLAIN, -1, "findings: %s",
             x->findings[0] != '\0' ? x->findings : "_  ! names them");
}

static void draw_title(struct ui *ui, const struct exam *x)
{
    const struct class *c = &x->class;
    char left[200], right[60] = "one change away";
    struct str head;
    if (c->mode == CLASS_EXAM) {
        int minute = (int)(c->deadline % DAY_MINUTES);
        snprintf(left, sizeof left, "exam %zu of %zu: %.60s", c->at_name + 1, c->n_names,
                 c->names[c->at_name]);
        snprintf(right, sizeof right, "until %02d:%02d, %d%% to pass", minute / 60, minute % 60,
                 c->pass);
    } else {
        snprintf(left, sizeof left, "drill: %.60s", c->names[c->at_name]);
    }
    str_init(&head, 2000);
    panes_head(&x->bench.desk.e, &head);
    train_frame(ui, left, right, head.data);
    str_release(&head);
}

/* The record in full, as it would be typed: what has no column is here. */
static void draw_record(struct exam *x, int y, int left, int lines, int width)
{
    struct list list;
    struct str text;
    str_init(&text, TRAIN_TEXT);
    list_init(&list);
    if (x->class.mode == CLASS_DRILL) {
        str_addf(&text, "Changed: %s", x->class.lesson.change.data);
        list_text(&list, LOOK_WARNING, 0, width - 2, 2, text.data);
        str_clear(&text);
    }
    train_head(&x->class.lesson, &text);
    list_text(&list, LOOK_NOTE, 0, width - 2, 2, text.data);
    str_clear(&text);
    for (size_t i = 0; i < x->bench.desk.e.n_rows; i++) {
        str_addf(&text, "%2d  ", x->bench.desk.e.rows[i].number);
        scenario_print_row(&x->bench.desk.e, i, x->class.lesson.book, &text);
        list_text(&list, LOOK_PLAIN, (long)i + 1, width - 2, 4, text.data);
        str_clear(&text);
    }
    list_select(&list, (long)bench_row(&x->bench) + 1);
    chart_rule(y, left, width, "The record", false);
    list_draw(&list, y + 1, left, lines - 1, width, false);
    list_release(&list);
    str_release(&text);
}

/* Instead of the picture, or to its right where there is room. */
static void draw_records(struct ui *ui, struct exam *x, int top, int y, int below)
{
    int left = chart_left(ui);
    if (x->record)
        draw_record(x, y, 0, below - y, ui->cols);
    else if (left < ui->cols && below - top > 2)
        draw_record(x, top, left + 1, below - top, ui->cols - left - 1);
}

/* What the site says of itself decides about the claim, and stands right above it. */
static int draw_site(struct ui *ui, const struct exam *x, int below)
{
    struct list list;
    struct str text;
    str_init(&text, TRAIN_TEXT);
    list_init(&list);
    train_site(&x->class.lesson, &text);
    if (text.length > 0)
        list_text(&list, LOOK_NOTE, 0, ui->cols - 2, 2, text.data);
    int lines = (int)list.n < 2 ? (int)list.n : 2;
    list_draw(&list, below - lines, 0, lines, ui->cols, false);
    list_release(&list);
    str_release(&text);
    return lines;
}

/* The claim has its lines first, then what is typed, and the picture what is left. */
void exam_draw(struct ui *ui, struct view *view)
{
    struct exam *x = view->data;
    struct arena arena;
    int lines = ui->body - 3, form = form_lines(x, ui->cols), y = 2;
    arena_init(&arena);
    fill_claim(x);
    int claim = (int)x->claim.n + 1 < lines / 3 ? (int)x->claim.n + 1 : lines / 3;
    int site = draw_site(ui, x, ui->body - 1 - form - claim);
    int left = lines - claim - form - site, rows = left / 2 - 1 > 3 ? left / 2 - 1 : 3;
    draw_title(ui, x);
    if ((int)x->bench.desk.e.n_rows < rows)
        rows = (int)x->bench.desk.e.n_rows;
    int picture = x->record ? 0 : left - rows - 3;
    y += chart_draw(ui, &x->bench, &x->class.lesson, class_beside(&x->class, &arena), y, rows,
                    picture, !x->in_claim && x->kind == FORM_NONE);
    draw_records(ui, x, y - chart_picture(&x->bench, picture), y,
                 ui->body - 1 - form - claim - site);
    y = ui->body - 1 - form - claim;
    chart_rule(y, 0, ui->cols,
              lesson_keyed(&x->class.lesson) ? "Your claim as it is keyed, drugs and visit too"
                                             : "Your claim",
              x->in_claim);
    list_draw(&x->claim, y + 1, 0, claim - 1, ui->cols, x->in_claim && x->kind == FORM_NONE);
    if (x->kind != FORM_NONE)
        form_show(x, y + claim, form, ui->cols);
    arena_release(&arena);
}
