/* The workbench: what it opens about the encounter on it. */
#include "bench.h"

#include "../../db/exchange.h"
#include "../command/sheet.h"

#include "../../core/explain.h"

static struct bench *of(const struct view *view)
{
    return view->data;
}

/* What is not coded has no reasons: the message line says why it is not. */
static bool coded(struct ui *ui, const struct bench *bench)
{
    if (!bench->desk.coded)
        bench_trouble(ui, bench);
    return bench->desk.coded;
}

static int row_number(struct bench *bench)
{
    size_t row = bench_row(bench);
    return row < bench->desk.e.n_rows ? bench->desk.e.rows[row].number : 0;
}

static void open_subject(struct ui *ui, struct bench *bench)
{
    struct subject subject = bench_subject(bench);
    struct about about = {.visit = subject.visit, .code = subject.code, .row = subject.row};
    if (!subject.code && !subject.row)
        ui_say(ui, LOOK_NOTE, "Select a row or, with Tab, a code; or name one: :why CODE.");
    else
        why_open(ui, &bench->desk.r, &about);
}

enum word bench_open_selected(struct ui *ui, struct view *view, const char *argument)
{
    struct bench *bench = of(view);
    if (!bench->in_lower)
        return bench_edit(ui, view, argument);
    if (coded(ui, bench))
        open_subject(ui, bench);
    return WORD_HANDLED;
}

enum word bench_why(struct ui *ui, struct view *view, const char *argument)
{
    struct bench *bench = of(view);
    if (!coded(ui, bench))
        return WORD_HANDLED;
    if (*argument)
        why_open_word(ui, &bench->desk.r, argument);
    else
        open_subject(ui, bench);
    return WORD_HANDLED;
}

enum word bench_why_not(struct ui *ui, struct view *view, const char *argument)
{
    if (coded(ui, of(view)))
        why_not_open(ui, &of(view)->desk.r, argument);
    return WORD_HANDLED;
}

enum word bench_what_if(struct ui *ui, struct view *view, const char *argument)
{
    if (coded(ui, of(view)))
        whatif_open(ui, &of(view)->desk, row_number(of(view)), argument);
    return WORD_HANDLED;
}

enum word bench_ledger(struct ui *ui, struct view *view, const char *argument)
{
    (void)argument;
    if (coded(ui, of(view)))
        ledger_open(ui, &of(view)->desk, row_number(of(view)));
    return WORD_HANDLED;
}

enum word bench_switches(struct ui *ui, struct view *view, const char *argument)
{
    (void)argument;
    switches_open(ui, &of(view)->desk);
    return WORD_HANDLED;
}

enum word bench_words(struct ui *ui, struct view *view, const char *argument)
{
    struct subject subject = {0};
    (void)argument;
    sheet_open(ui, "The timeline in words", words_page, &of(view)->desk, &subject);
    return WORD_HANDLED;
}

/* As `ivledger show` prints it, of what is charted now. */
enum word bench_pager(struct ui *ui, struct view *view, const char *argument)
{
    const struct desk *desk = &of(view)->desk;
    char hash[65], standing[200];
    struct str text;
    (void)argument;
    if (!coded(ui, of(view)))
        return WORD_HANDLED;
    exchange_fingerprint(&desk->r, hash);
    snprintf(standing, sizeof standing, desk->changed || desk->id == 0
                 ? "A draft of %.40s: not saved as it stands here\n" : "As saved; coder %.40s\n",
             text_empty(desk->e.coder) ? ui->app->user : desk->e.coder);
    str_init(&text, 1 << 26);
    sheet_page(&desk->r, &ui->app->site, hash, standing, &text);
    ui_page(ui, "defence sheet", desk->id ? desk->e.id : "", &text);
    str_release(&text);
    return WORD_HANDLED;
}

#define PAGES(X)                                                                                   \
    X(claim)                                                                                       \
    X(findings)                                                                                    \
    X(checklist)
#define X(name)                                                                                    \
    enum word bench_##name(struct ui *ui, struct view *view, const char *argument)                 \
    {                                                                                              \
        (void)argument;                                                                            \
        if (coded(ui, of(view)))                                                                   \
            name##_open(ui, &of(view)->desk);                                                      \
        return WORD_HANDLED;                                                                       \
    }
PAGES(X)
#undef X
