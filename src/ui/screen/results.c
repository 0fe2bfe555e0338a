/* What has come of training: rules, weakest first, and the attempts with their marks. */
#include "lesson_view.h"

#include "chart.h"

struct results {
    struct list list;
    char trainee[64];
    bool attempts; /* else the rules */
    int64_t one;   /* the attempt whose marks are shown; 0: none */
    int64_t last;  /* while filling */
    int width;
    int64_t right, asked; /* of the rule at hand, all days */
};

/* ---- rules ---- */

static bool add_rule(void *context, const struct training_rule *r)
{
    struct results *x = context;
    int percent = (int)(r->right * 100 / r->asked);
    if (*r->day != '\0' && r->right == x->right && r->asked == x->asked)
        return true; /* all of it was on one day: nothing over time to be seen yet */
    if (*r->day == '\0')
        x->right = r->right, x->asked = r->asked;
    if (*r->day != '\0')
        list_add(&x->list, LOOK_FAINT, 0, "%48s %s  %lld of %lld, %d%%", "", r->day,
                 (long long)r->right, (long long)r->asked, percent);
    else
        list_add(&x->list, percent < 80 ? LOOK_WARNING : LOOK_PLAIN, 0,
                 "%-12.12s %-24.24s %-9s %4lld of %4lld, %3d%%", r->trainee,
                 text_empty(r->rule) ? "-" : r->rule, r->step, (long long)r->right,
                 (long long)r->asked, percent);
    return true;
}

/* ---- attempts ---- */

static bool is_his(const struct results *x, const struct training_row *r)
{
    return x->trainee[0] == '\0' || strcmp(x->trainee, r->trainee) == 0;
}

/* The trainer's word stands below the attempt. */
static void add_override(struct results *x, const struct training_row *r)
{
    struct str text;
    str_init(&text, 4000);
    str_addf(&text, "%s by %s: %s", r->override, r->by, r->reason);
    list_more(&x->list, LOOK_NOTE, (long)r->attempt, x->width, 5, text.data);
    str_release(&text);
}

static bool add_attempt(void *context, const struct training_row *r)
{
    struct results *x = context;
    if (r->attempt == x->last || !is_his(x, r))
        return true;
    x->last = r->attempt;
    bool over = *r->override != '\0',
         passed = over ? strcmp(r->override, "passed") == 0 : r->percent >= r->pass_mark;
    list_add(&x->list, passed ? LOOK_PLAIN : LOOK_WARNING, (long)r->attempt,
             "%4lld %.16s %-10.10s %-5s %-24.24s %3d%% %s", (long long)r->attempt, r->at,
             r->trainee, r->mode, r->scenario, r->percent, passed ? "passed" : "failed");
    if (over)
        add_override(x, r);
    return true;
}

static bool add_mark(void *context, const struct training_row *r)
{
    struct results *x = context;
    struct str text;
    if (r->attempt != x->one)
        return r->attempt < x->one;
    str_init(&text, 4000);
    str_addf(&text, "%s %-9s %s: ", r->right ? "+" : r->follows ? "." : "-", r->step, r->subject);
    if (r->right)
        str_add(&text, r->wanted);
    else
        str_addf(&text, "said %s, is %s%s%s", *r->said != '\0' ? r->said : "nothing", r->wanted,
                 r->follows ? " (follows)" : *r->rule != '\0' ? "  " : "",
                 r->follows ? "" : r->rule);
    list_text(&x->list, r->right ? LOOK_PLAIN : LOOK_ERROR, (long)r->attempt, x->width, 4, text.data);
    str_release(&text);
    return true;
}

static void add_heads(struct results *x)
{
    if (x->one == 0 && x->attempts)
        list_head(&x->list, " No. %-16s %-10s %-5s %-24s", "when", "trainee", "mode", "scenario");
    else if (x->one == 0)
        list_head(&x->list, "%-12s %-24s %-9s %s", "trainee", "rule", "step", "right of asked");
}

/* ---- the screen ---- */

static bool fill(struct ui *ui, struct results *x)
{
    struct err err = {""};
    struct training *store = train_store(ui, false);
    enum store_fault fault;
    if (store == NULL)
        return false;
    list_clear(&x->list);
    x->last = 0;
    x->width = ui->cols - 2;
    add_heads(x);
    if (x->one != 0)
        fault = training_each(store, add_mark, x, &err);
    else if (x->attempts)
        fault = training_each(store, add_attempt, x, &err);
    else
        fault = training_rules(store, x->trainee, true, add_rule, x, &err);
    if (fault != STORE_OK)
        ui_say(ui, LOOK_ERROR, "%s.", err.text);
    else if (x->list.n == (x->one == 0))
        list_add(&x->list, LOOK_FAINT, 0, "There are no results%s%s.", x->trainee[0] ? " of " : "",
                 x->trainee);
    training_close(store);
    return true;
}

static void draw(struct ui *ui, struct view *view)
{
    struct results *x = view->data;
    char left[100];
    if (x->one != 0)
        snprintf(left, sizeof left, "Marks of attempt %lld: + right, - wrong, . follows",
                 (long long)x->one);
    else
        snprintf(left, sizeof left, "Results, %s", x->attempts ? "attempts" : "weakest rules first");
    train_draw(ui, &x->list, left, x->trainee);
}

static void close_results(struct ui *ui, struct view *view)
{
    struct results *x = view->data;
    (void)ui;
    list_release(&x->list);
    free(x);
}

static struct list *list_of(struct view *view)
{
    return &((struct results *)view->data)->list;
}

static enum word turn(struct ui *ui, struct view *view, const char *argument)
{
    struct results *x = view->data;
    (void)argument;
    x->attempts = x->one != 0 || !x->attempts;
    x->one = 0;
    x->list.at = x->list.top = 0;
    fill(ui, x);
    return WORD_HANDLED;
}

static enum word open(struct ui *ui, struct view *view, const char *argument)
{
    struct results *x = view->data;
    const struct item *item = list_selected(&x->list);
    (void)argument;
    if (!x->attempts || x->one != 0 || item == NULL || item->tag < 1) {
        ui_say(ui, LOOK_NOTE, "F5 turns between the rules and the attempts; Enter opens an attempt.");
        return WORD_HANDLED;
    }
    x->one = item->tag;
    x->list.at = x->list.top = 0;
    fill(ui, x);
    return WORD_HANDLED;
}

static enum word override(struct ui *ui, struct view *view, const char *argument)
{
    struct results *x = view->data;
    const struct item *item = list_selected(&x->list);
    (void)argument;
    if (item == NULL || item->tag < 1)
        ui_say(ui, LOOK_NOTE, "Select an attempt first; F5 shows them.");
    else
        override_ask(ui, item->tag);
    return WORD_HANDLED;
}

static enum word back(struct ui *ui, struct view *view, const char *argument)
{
    struct results *x = view->data;
    (void)argument;
    if (x->one == 0)
        return WORD_POP;
    x->one = 0;
    fill(ui, x);
    return WORD_HANDLED;
}

/* An override may have been given. */
static void on_top(struct ui *ui, struct view *view)
{
    fill(ui, view->data);
}

static const struct reaction reactions[] = {{ACT_TURN, turn},
                                            {ACT_OPEN, open},
                                            {ACT_OVERRIDE, override},
                                            {ACT_BACK, back},
                                            {ACT_NONE, NULL}};

static const struct view_ops results_ops = {.title = "results of training",
                                            .context = IN_MARKS,
                                            .reactions = reactions,
                                            .draw = draw,
                                            .close = close_results,
                                            .back = on_top,
                                            .list = list_of};

void results_open(struct ui *ui, const char *trainee)
{
    struct results *x = calloc(1, sizeof *x);
    if (x == NULL)
        base_no_memory(1);
    list_init(&x->list);
    snprintf(x->trainee, sizeof x->trainee, "%.60s", trainee);
    if (fill(ui, x)) {
        ui_push(ui, &results_ops, x);
        return;
    }
    list_release(&x->list);
    free(x);
}
