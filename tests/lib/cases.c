#include "cases.h"

#include <dirent.h>

#include "grid.h"

enum { LINE_LONGEST = 1000, POLICIES_MOST = 40 };

struct reading {
    const struct world *world;
    seen_fn *fn;
    void *context;
    struct err *err;
    const char *file;
    bool stopped;
    /* the case at hand */
    char name[128];
    struct str csv;
    char words[POLICIES_MOST][200];
    size_t n_words;
};

static bool hand_out(struct reading *r, const char *name, const char *words,
                     const struct encounter *e)
{
    struct seen_case seen = {.file = r->file, .name = name, .words = words, .encounter = e};

    if (!world_policy(r->world, words, &seen.policy, r->err))
        return false;
    r->stopped = r->stopped || !r->fn(r->context, &seen);
    return true;
}

/* ---- worked cases ---- */

static void add_words(struct reading *r, const char *words, size_t n)
{
    char text[200];

    snprintf(text, sizeof text, "%.*s", (int)n, words);
    for (size_t i = 0; i < r->n_words; i++)
        if (!strcmp(r->words[i], text))
            return;
    if (r->n_words < POLICIES_MOST)
        snprintf(r->words[r->n_words++], sizeof text, "%s", text);
}

static bool close_case(struct reading *r)
{
    struct charts charts = {0};
    bool good = true;

    if (r->csv.length == 0)
        return true;
    good = charts_read_text(&charts, r->file, r->csv.data, r->err);
    for (size_t i = 0; good && i < r->n_words && !r->stopped; i++)
        good = charts.n != 1 || hand_out(r, r->name, r->words[i], charts.list[0]);
    charts_release(&charts);
    str_clear(&r->csv);
    return good;
}

/* "WHAT [SWITCHES]: TEXT"; false when the line is none. */
static bool is_answer(struct reading *r, const char *line)
{
    static const char *const WHATS[] = {"want", "drugs", "finds",  "only",
                                        "denied", "em",   "ledger"};

    for (size_t i = 0; i < COUNT_OF(WHATS); i++) {
        size_t n = strlen(WHATS[i]);
        const char *colon = strchr(line, ':');

        if (strncmp(line, WHATS[i], n) != 0 || (line[n] != ':' && line[n] != ' ') || !colon)
            continue;
        line += n + strspn(line + n, " ");
        add_words(r, line, colon > line ? (size_t)(colon - line) : 0);
        return true;
    }
    return false;
}

static bool take_line(struct reading *r, const char *line)
{
    if (!*line || *line == '#')
        return true;
    if (!strncmp(line, "case ", 5)) {
        bool good = close_case(r);

        snprintf(r->name, sizeof r->name, "%.120s", line + 5);
        r->n_words = 0;
        add_words(r, "", 0);
        return good;
    }
    if (is_answer(r, line))
        return true;
    if (r->csv.length == 0)
        str_addf(&r->csv, "encounter,date,%s\n", line);
    else
        str_addf(&r->csv, "%s,%s,%s\n", "1", TEST_DATE, line);
    return true;
}

static bool read_worked(struct reading *r, const char *path)
{
    char line[LINE_LONGEST];
    FILE *stream = fopen(path, "r");
    bool good = true;

    if (!stream)
        return err_set(r->err, "%s cannot be opened", path);
    while (good && !r->stopped && fgets(line, sizeof line, stream)) {
        line[strcspn(line, "\r\n")] = '\0';
        good = take_line(r, line);
    }
    fclose(stream);
    return good && close_case(r);
}

static int is_cases(const struct dirent *entry)
{
    size_t n = strlen(entry->d_name);

    return n > 6 && !strcmp(entry->d_name + n - 6, ".cases");
}

static bool each_worked(struct reading *r, const char *root)
{
    struct dirent **names = NULL;
    char dir[512], path[1024];
    bool good = true;

    snprintf(dir, sizeof dir, "%s/tests/cases", root);
    int n = scandir(dir, &names, is_cases, alphasort);

    if (n <= 0)
        return err_set(r->err, "%s has no cases", dir);
    for (int i = 0; i < n; i++) {
        snprintf(path, sizeof path, "%s/%s", dir, names[i]->d_name);
        r->file = names[i]->d_name;
        good = good && (r->stopped || read_worked(r, path));
        free(names[i]);
    }
    free(names);
    return good;
}

/* ---- whole files ---- */

static const char *switches_of(const struct grid *meta, const char *id)
{
    for (size_t i = 0; i < meta->n; i++)
        if (!strcmp(grid_cell(meta, i, "encounter"), id))
            return grid_cell(meta, i, "switches");
    return "";
}

static bool each_chart(struct reading *r, const char *path, const struct grid *meta)
{
    struct charts charts = {0};
    bool good = charts_read(&charts, path, r->err);

    for (size_t i = 0; good && i < charts.n && !r->stopped; i++) {
        const char *words = meta ? switches_of(meta, charts.list[i]->id) : "";

        good = hand_out(r, charts.list[i]->id, "", charts.list[i]);
        if (good && *words && !r->stopped)
            good = hand_out(r, charts.list[i]->id, words, charts.list[i]);
    }
    charts_release(&charts);
    return good;
}

static bool each_published(struct reading *r, const char *root)
{
    static const char *const STEMS[] = {"seed", "therapeutic", "oncology"};
    char path[1024];
    bool good = true;

    for (size_t i = 0; good && i < COUNT_OF(STEMS) && !r->stopped; i++) {
        struct grid meta;

        r->file = STEMS[i];
        snprintf(path, sizeof path, "%s/tests/cases/published/%s.meta.csv", root, STEMS[i]);
        if (!grid_read(&meta, path, r->err))
            return false;
        snprintf(path, sizeof path, "%s/tests/cases/published/%s.csv", root, STEMS[i]);
        good = each_chart(r, path, &meta);
        grid_release(&meta);
    }
    return good;
}

bool cases_each(const struct world *world, seen_fn *fn, void *context, struct err *err)
{
    struct reading r = {.world = world, .fn = fn, .context = context, .err = err};
    const char *root = getenv("ROOT");
    char path[1024];
    bool good;

    root = root && *root ? root : ".";
    str_init(&r.csv, 1 << 16);
    good = each_worked(&r, root) && (r.stopped || each_published(&r, root));
    if (good && !r.stopped) {
        r.file = "day.csv";
        snprintf(path, sizeof path, "%s/data/examples/day.csv", root);
        good = each_chart(&r, path, NULL);
    }
    str_release(&r.csv);
    return good;
}
