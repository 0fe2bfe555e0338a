/* Worked cases (tests/cases, *.cases, format in tests/cases/README.md): encounters written with
 * their answers.  Every line of an answer is one test. */
#include <dirent.h>

#include "answer.h"
#include "charts.h"
#include "grid.h"
#include "tap.h"

/* One case while its lines are read. */
struct worked {
    struct tap *tap;
    const struct world *world;
    const char *file;
    char name[128];
    struct str csv;       /* administration CSV, rows so far */
    struct charts charts; /* read when the first answer comes */
    bool is_read;
    long line;
};

enum { LINE_MAX_LENGTH = 1000 };

static bool starts(const char *text, const char *word)
{
    return !strncmp(text, word, strlen(word));
}

/* ---- the rows ---- */

/* Rows are one encounter of TEST_DATE unless they say otherwise. */
static void add_row(struct worked *w, const char *line)
{
    bool header = !w->csv.length;

    if (header)
        str_addf(&w->csv, "encounter,date,%s\n", line);
    else
        str_addf(&w->csv, "1,%s,%s\n", TEST_DATE, line);
}

static bool read_rows(struct worked *w)
{
    struct err err = {""};

    if (w->is_read)
        return w->charts.n == 1;
    w->is_read = true;
    if (!charts_read_text(&w->charts, w->file, w->csv.length ? w->csv.data : "", &err)) {
        tap_test(w->tap, false, "%s can be read", w->name);
        tap_note("%s:%ld: %s", w->file, w->line, err.text);
        tap_text(w->csv.length ? w->csv.data : "no rows");
    }
    return w->charts.n == 1;
}

/* ---- the answers ---- */

static void show_rows(const struct worked *w, const struct answer *got)
{
    struct str text;

    str_init(&text, 65536);
    str_add(&text, "got:  ");
    answer_print(got, &text);
    str_addc(&text, '\n');
    charts_print(w->charts.list[0], &text);
    tap_text(text.data);
    str_release(&text);
}

static void check_answer(struct worked *w, const char *switches, const char *text,
                         const struct answer *got)
{
    struct answer want;
    struct err err = {""};
    bool read = answer_parse(&want, text, &err);

    if (tap_test(w->tap, read && answer_equal(&want, got), "%s%s%s%s: %s", w->name,
                 *switches ? " [" : "", switches, *switches ? "]" : "", *text ? text : "nothing"))
        return;
    if (!read)
        tap_note("%s", err.text);
    tap_note("%s:%ld", w->file, w->line);
    tap_note("want: %s", *text ? text : "nothing");
    show_rows(w, got);
}

static bool has_word(const char *words, const char *word, size_t length)
{
    while (*words) {
        size_t n = strcspn(words, " ");

        if (n == length && !strncmp(words, word, n))
            return true;
        words += n + strspn(words + n, " ");
    }
    return false;
}

/* "ID" or "ID@ROW" among the findings. */
static bool has_finding(const struct result *r, const char *word)
{
    const char *at = strchr(word, '@');
    size_t length = at ? (size_t)(at - word) : strlen(word);
    long row = -1;

    if (at && !number_parse(at + 1, 0, 10000, &row))
        return false;
    for (size_t i = 0; i < r->n_findings; i++) {
        const char *id = r->findings[i].def->id;

        if (strlen(id) == length && !memcmp(id, word, length) &&
            (row < 0 || r->findings[i].row == row))
            return true;
    }
    return false;
}

/* Words "ID", "ID@ROW", and "!ID" for one that must not come. */
static void check_findings(struct worked *w, const char *switches, const char *words,
                           const struct result *r)
{
    char word[64];

    while (*words) {
        size_t length = strcspn(words, " ");
        const char *id;

        snprintf(word, sizeof word, "%.*s", (int)length, words);
        words += length;
        words += strspn(words, " ");
        id = word[0] == '!' ? word + 1 : word;
        if (tap_test(w->tap, has_finding(r, id) == (id == word), "%s%s%s finding %s", w->name,
                     *switches ? " " : "", switches, word))
            continue;
        tap_note("%s:%ld: findings that came:", w->file, w->line);
        for (size_t i = 0; i < r->n_findings; i++)
            tap_note("%s@%d", r->findings[i].def->id, r->findings[i].row);
    }
}

static bool named(const char *words, const char *id, int row)
{
    char with_row[96];

    snprintf(with_row, sizeof with_row, "%s@%d", id, row);
    return words_have(words, with_row);
}

/* All findings, no other: "ID@ROW ..." or "nothing". */
static void check_only(struct worked *w, const char *switches, const char *words,
                       const struct result *r)
{
    size_t wanted = !strcmp(words, "nothing") ? 0 : 1, found = 0;

    for (const char *c = words; wanted && *c; c++)
        wanted += *c == ' ';
    for (size_t i = 0; i < r->n_findings; i++)
        found += named(words, r->findings[i].def->id, r->findings[i].row);
    if (tap_test(w->tap, found == wanted && r->n_findings == wanted, "%s%s%s only %s", w->name,
                 *switches ? " " : "", switches, words))
        return;
    tap_note("%s:%ld: want only %s; findings that came:", w->file, w->line, words);
    for (size_t i = 0; i < r->n_findings; i++)
        tap_note("%s@%d", r->findings[i].def->id, r->findings[i].row);
}

/* Every CARC of the findings, no other: "CO-4 CO-97" or "nothing". */
static void check_denied(struct worked *w, const char *switches, const char *words,
                         const struct result *r)
{
    struct str all;
    bool good = true;
    const char *at;

    str_init(&all, 4096);
    for (size_t i = 0; i < r->n_findings; i++)
        str_addf(&all, "%s%s", all.length ? " " : "", r->findings[i].def->carc);
    at = all.length ? all.data : "";
    for (const char *carc = at; *carc && good; carc += strcspn(carc, " "), carc += strspn(carc, " "))
        good = has_word(words, carc, strcspn(carc, " "));
    for (const char *carc = words; *carc && good && strcmp(words, "nothing") != 0;
         carc += strcspn(carc, " "), carc += strspn(carc, " "))
        good = has_word(at, carc, strcspn(carc, " "));
    if (!tap_test(w->tap, good, "%s%s%s denied %s", w->name, *switches ? " " : "", switches, words))
        tap_note("%s:%ld: want %s, got %s", w->file, w->line, words, at);
    str_release(&all);
}

/* The visit code as "99213-25", "99211 not paid", "none". */
static void check_em(struct worked *w, const char *switches, const char *want,
                     const struct result *r)
{
    char got[64];

    if (!r->em.code)
        snprintf(got, sizeof got, "none");
    else
        snprintf(got, sizeof got, "%s%s%s%s", r->em.code, *r->em.modifier ? "-" : "",
                 r->em.modifier, r->em.payable ? "" : " not paid");
    if (!tap_test(w->tap, !strcmp(got, want), "%s%s%s visit code %s", w->name, *switches ? " " : "",
                  switches, want))
        tap_note("%s:%ld: want %s, got %s", w->file, w->line, want, got);
}

/* Minutes of each account, "96365=60 tail=12": accounts by their printed name, blanks as "_". */
static void check_ledger(struct worked *w, const char *switches, const char *words,
                         const struct result *r)
{
    char word[96], name[96];

    while (*words) {
        size_t length = strcspn(words, " ");
        char *equal;
        int got = 0;
        long want = 0;

        snprintf(word, sizeof word, "%.*s", (int)length, words);
        words += length;
        words += strspn(words, " ");
        equal = strchr(word, '=');
        if (!equal || !number_parse(equal + 1, 0, 100000, &want))
            want = -1;
        snprintf(name, sizeof name, "%.*s", equal ? (int)(equal - word) : 0, word);
        for (char *c = name; *c; c++)
            *c = *c == '_' ? ' ' : *c;
        for (size_t i = 0; i < r->n_postings; i++)
            got += !strcmp(r->postings[i].account, name) ? r->postings[i].minutes : 0;
        if (!tap_test(w->tap, got == want, "%s%s%s ledger %s", w->name, *switches ? " " : "",
                      switches, word))
            tap_note("%s:%ld: want %ld minutes, got %d", w->file, w->line, want, got);
    }
}

static void check(struct worked *w, const char *what, const char *switches, const char *text,
                  const struct result *r)
{
    struct answer got;

    if (!result_balanced(r)) {
        tap_test(w->tap, false, "%s balances", w->name);
        tap_note("%d minutes in, %d out", r->minutes_in, r->minutes_out);
    }
    if (!strcmp(what, "want")) {
        answer_of(&got, r);
        check_answer(w, switches, text, &got);
    } else if (!strcmp(what, "drugs")) {
        answer_of_drugs(&got, r);
        check_answer(w, switches, text, &got);
    } else if (!strcmp(what, "finds")) {
        check_findings(w, switches, text, r);
    } else if (!strcmp(what, "only")) {
        check_only(w, switches, text, r);
    } else if (!strcmp(what, "denied")) {
        check_denied(w, switches, text, r);
    } else if (!strcmp(what, "ledger")) {
        check_ledger(w, switches, text, r);
    } else {
        check_em(w, switches, text, r);
    }
}

/* "WHAT [SWITCHES]: TEXT" */
static void take_answer(struct worked *w, const char *what, const char *line)
{
    const char *colon = strchr(line, ':'), *text = colon + 1 + strspn(colon + 1, " ");
    char switches[256] = "";
    struct policy policy;
    struct result result;
    struct err err = {""};

    line += strlen(what);
    line += strspn(line, " ");
    if (colon > line)
        snprintf(switches, sizeof switches, "%.*s", (int)(colon - line), line);
    if (!read_rows(w))
        return;
    if (!world_policy(w->world, switches, &policy, &err)) {
        tap_test(w->tap, false, "%s [%s]", w->name, switches);
        tap_note("%s:%ld: %s", w->file, w->line, err.text);
        return;
    }
    result_init(&result);
    engine_code(w->world->book, &policy, w->charts.list[0], &result);
    check(w, what, switches, text, &result);
    result_release(&result);
}

/* ---- the file ---- */

static void begin_case(struct worked *w, const char *name)
{
    charts_release(&w->charts);
    str_clear(&w->csv);
    w->is_read = false;
    snprintf(w->name, sizeof w->name, "%.120s", name);
}

static void take_line(struct worked *w, const char *line)
{
    static const char *const ANSWERS[] = {"want", "drugs", "finds",  "only",
                                          "denied", "em",   "ledger"};

    if (!*line || *line == '#')
        return;
    if (starts(line, "case ")) {
        begin_case(w, line + strlen("case "));
        return;
    }
    for (size_t i = 0; i < COUNT_OF(ANSWERS); i++) {
        size_t length = strlen(ANSWERS[i]);

        if (starts(line, ANSWERS[i]) && (line[length] == ':' || line[length] == ' ') &&
            strchr(line, ':')) {
            take_answer(w, ANSWERS[i], line);
            return;
        }
    }
    if (w->is_read) {
        tap_test(w->tap, false, "%s:%ld is a row behind an answer", w->file, w->line);
        tap_note("%s", line);
        return;
    }
    add_row(w, line);
}

static void run_file(struct tap *tap, const struct world *world, const char *path, const char *file)
{
    struct worked w = {.tap = tap, .world = world, .file = file};
    char line[LINE_MAX_LENGTH];
    FILE *stream = fopen(path, "r");

    if (!stream) {
        tap_test(tap, false, "%s can be opened", path);
        return;
    }
    str_init(&w.csv, 65536);
    while (fgets(line, sizeof line, stream)) {
        line[strcspn(line, "\r\n")] = '\0';
        w.line++;
        take_line(&w, line);
    }
    fclose(stream);
    charts_release(&w.charts);
    str_release(&w.csv);
}

static int is_cases(const struct dirent *entry)
{
    size_t length = strlen(entry->d_name);

    return length > 6 && !strcmp(entry->d_name + length - 6, ".cases");
}

int main(int argc, char **argv)
{
    struct tap tap = {0, 0};
    struct world world;
    struct dirent **names = NULL;
    const char *root = getenv("ROOT");
    char dir[512], path[1024];
    int n;

    snprintf(dir, sizeof dir, "%s/tests/cases", root ? root : ".");
    if (!world_open(&world)) {
        tap_test(&tap, false, "the rule book loads");
        return tap_end(&tap);
    }
    n = scandir(dir, &names, is_cases, alphasort);
    for (int i = 0; i < n; i++) {
        snprintf(path, sizeof path, "%s/%s", dir, names[i]->d_name);
        if (argc < 2 || !strcmp(argv[1], names[i]->d_name))
            run_file(&tap, &world, path, names[i]->d_name);
        free(names[i]);
    }
    free(names);
    world_close(&world);
    return tap_end(&tap);
}
