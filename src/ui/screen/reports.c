/* Sample and self-audit: what the commands of those names find, to walk through. */
#include "screens.h"
#include "walk.h"

#include "../../db/csv.h"
#include "../command/reports.h"
#include "written.h"

enum { TEXT_MAX = 1 << 20, WORDS_MOST = 32 };

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

/* ---- self-audit ---- */

static void add_hit(struct walk *walk, const struct selfaudit_hit *hit)
{
    struct str line;
    str_init(&line, 1000);
    str_addf(&line, "%-16s %-10s %s", *hit->number ? hit->number : "(all)", hit->coder, hit->what);
    if (hit->row > 0)
        str_addf(&line, ", row %d", hit->row);
    text_tame(line.data);
    walk_add(walk, hit->number, line.data);
    str_release(&line);
}

/* One question with all its answers; without any, only its name in the list of the quiet ones. */
static void add_question(struct walk *walk, const struct selfaudit_report *report,
                         const struct audit_question *q, int width)
{
    char head[400];
    size_t n = 0;
    for (size_t i = 0; i < report->n; i++)
        n += report->hits[i].question == q;
    if (n == 0)
        return;
    snprintf(head, sizeof head, "%s: %zu time%s", q->id, n, n == 1 ? "" : "s");
    walk_head(walk, head);
    snprintf(head, sizeof head, "%.300s. [%.40s]", q->say, q->source->id);
    walk_words(walk, width, 2, head);
    walk_words(walk, width, 2, q->fix);
    for (size_t i = 0; i < report->n; i++)
        if (report->hits[i].question == q)
            add_hit(walk, &report->hits[i]);
}

static void show_hits(struct ui *ui, const struct selfaudit_report *report)
{
    char head[200];
    struct walk *walk = walk_open(ui, "Self-audit", bench_open_saved);
    snprintf(head, sizeof head, "%lld of %lld encounters have something an auditor asks about.",
             (long long)report->with, (long long)report->looked);
    walk_head(walk, head);
    for (size_t q = 0; q < report->n_questions; q++)
        add_question(walk, report, &report->questions[q], ui->cols - 2);
    walk_head(walk, "Asked and not found:");
    for (size_t q = 0; q < report->n_questions; q++) {
        bool found = false;
        for (size_t i = 0; i < report->n; i++)
            found = found || report->hits[i].question == &report->questions[q];
        if (!found)
            walk_words(walk, ui->cols - 2, 2, report->questions[q].say);
    }
    walk_ready(walk);
}

static void write_hits(struct ui *ui, const struct selfaudit_report *report, const char *path)
{
    static const char *const heads[] = {"encounter", "coder", "row", "question", "what", "say", "fix", "source"};
    struct written w;
    if (!written_begin(ui, &w, path))
        return;
    for (size_t i = 0; i < COUNT_OF(heads); i++)
        csv_write_cell(w.csv, heads[i]);
    csv_write_end(w.csv);
    for (size_t i = 0; i < report->n; i++) {
        const struct selfaudit_hit *hit = &report->hits[i];
        const struct audit_question *q = hit->question;
        csv_write_cell(w.csv, hit->number);
        csv_write_cell(w.csv, hit->coder);
        csv_write_number(w.csv, hit->row);
        csv_write_cell(w.csv, q->id);
        csv_write_cell(w.csv, hit->what);
        csv_write_cell(w.csv, q->say);
        csv_write_cell(w.csv, q->fix);
        csv_write_cell(w.csv, q->source->id);
        csv_write_end(w.csv);
    }
    written_end(ui, &w, "self-audit");
}

void selfaudit_open(struct ui *ui, const char *typed)
{
    char words[500];
    const char *path;
    bool to_file = written_named(typed, words, sizeof words, &path);
    struct arena arena;
    struct filter filter;
    struct selfaudit_report report = {.n = 0};
    struct err err = {""};
    arena_init(&arena);
    enum leave leave = LEAVE_USAGE;
    if (read_words(&arena, words, &filter, &err)) {
        leave = report_selfaudit(ui->app, ui->store, &filter, &report, &err);
        if (to_file && (leave == LEAVE_DONE || leave == LEAVE_FOUND))
            write_hits(ui, &report, path);
        else if (leave == LEAVE_DONE || leave == LEAVE_FOUND || leave == LEAVE_STOPPED)
            show_hits(ui, &report);
    }
    if (leave == LEAVE_STOPPED)
        ui_say(ui, LOOK_NOTE, "Stopped; what was found until then is shown.");
    else if (leave != LEAVE_DONE && leave != LEAVE_FOUND)
        ui_say(ui, LOOK_ERROR, "%s.", err.text[0] ? err.text : "Some encounters could not be coded");
    selfaudit_report_release(&report);
    arena_release(&arena);
}

/* ---- sample ---- */

static void show_sample(struct ui *ui, struct sampling *s)
{
    char title[80], line[300];
    struct str text;
    snprintf(title, sizeof title, "Sample %lld", (long long)s->sample.id);
    struct walk *walk = walk_open(ui, title, review_open);
    str_init(&text, TEXT_MAX);
    sampling_print(s, &text);
    for (char *at = text.data; at && *at;) {
        char *end = strchr(at, '\n');
        if (end)
            *end = '\0';
        text_tame(at);
        walk_words(walk, ui->cols - 2, 0, at);
        at = end ? end + 1 : NULL;
    }
    walk_head(walk, s->drawn > 0 ? "Drawn (Enter: its review)" : "Nothing is left to draw.");
    for (size_t i = 0; i < s->n; i++)
        if (s->cases[i].drawn) {
            snprintf(line, sizeof line, "%-16.100s %.150s", s->cases[i].id, s->cases[i].stratum);
            text_tame(line);
            walk_add(walk, s->cases[i].id, line);
        }
    if (s->sample.excluded > 0)
        walk_head(walk, "Left out");
    for (size_t i = 0; i < s->n; i++)
        if (s->cases[i].excluded) {
            snprintf(line, sizeof line, "%-16.100s %.150s, in sample %lld", s->cases[i].id,
                     s->cases[i].stratum, (long long)s->frame[i].drawn_before);
            text_tame(line);
            walk_add(walk, s->cases[i].id, line);
        }
    walk_ready(walk);
    str_release(&text);
}

/* The next word, cut off from what follows; "" at the end. */
static void next_word(const char **at, char *out, size_t size)
{
    *at += strspn(*at, " ");
    size_t n = strcspn(*at, " ");
    snprintf(out, size, "%.*s", (int)n, *at);
    *at += n;
}

/* Seed and size first; by=WHAT and again anywhere behind; the rest is a filter. */
static bool read_request(struct sampling *s, const char *words, struct filter *filter,
                         struct err *err)
{
    char word[200];
    long numbers[2];
    struct str rest;
    bool good = true;
    for (int i = 0; i < 2; i++) {
        next_word(&words, word, sizeof word);
        if (!number_parse(word, i, i == 0 ? 2000000000 : 1000000, &numbers[i]))
            return err_set(err, "Write :sample SEED SIZE FILTER..., as :sample 7 30 coder=rlee "
                                "by=payer,month again");
    }
    s->sample.seed = numbers[0];
    s->sample.size = numbers[1];
    str_init(&rest, 4000);
    for (next_word(&words, word, sizeof word); *word; next_word(&words, word, sizeof word))
        if (strncmp(word, "by=", 3) == 0)
            s->by = arena_text(&s->arena, word + 3);
        else if (strcmp(word, "again") == 0)
            s->sample.again = true;
        else
            str_addf(&rest, "%s ", word);
    good = read_words(&s->arena, rest.length ? rest.data : "", filter, err);
    str_release(&rest);
    return good;
}

static void asked(struct ui *ui, const char *words)
{
    struct sampling s = {.by = NULL};
    struct filter filter;
    struct err err = {""};
    arena_init(&s.arena);
    if (read_request(&s, words, &filter, &err) &&
        store_may(ui->store, DEED_SAMPLE, &err) == STORE_OK &&
        sampling_run(&s, ui->app, ui->store, &filter, &err) == LEAVE_DONE)
        show_sample(ui, &s);
    else
        ui_say(ui, LOOK_ERROR, "%s.", err.text);
    arena_release(&s.arena);
}

void sample_open(struct ui *ui, const char *words)
{
    if (*words)
        asked(ui, words);
    else
        prompt_open(ui, "Seed, size, filter (by=payer, again):", NULL, asked);
}
