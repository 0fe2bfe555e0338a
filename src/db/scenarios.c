#include "scenarios.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <sys/stat.h>

enum { FILE_MAX = 4 * 1024 * 1024, FILES_MAX = 1000 };

struct loading {
    struct scenarios *list;
    struct library *library;
    complain_fn *complain;
    void *context;
    struct err *err;
    bool good;
};

static void fault(struct loading *l, const char *sentence)
{
    if (l->good)
        err_set(l->err, "%s", sentence);
    l->good = false;
    l->complain(l->context, sentence);
}

static const struct book *book_on(void *context, day_t day, struct err *err)
{
    struct loading *l = context;
    if (day == NO_DAY) {
        err_set(err, "the scenario has no date");
        return NULL;
    }
    return library_on(l->library, day, err);
}

static void tell(void *context, const char *file, long line, size_t column, const char *sentence)
{
    struct err err;
    err_set(&err, "%s:%ld: column %zu: %s", file, line, column, sentence);
    fault(context, err.text);
}

static void load_file(struct loading *l, const char *path)
{
    struct scenario_reader reader = {book_on, tell, l};
    struct err err;
    struct str text;
    FILE *in = fopen(path, "r");
    if (in == NULL) {
        err_set(&err, "%s: cannot be read (%s); give a file of scenarios", path, strerror(errno));
        fault(l, err.text);
        return;
    }
    char buf[8192];
    size_t n;
    str_init(&text, FILE_MAX);
    while ((n = fread(buf, 1, sizeof buf, in)) > 0 && !text.cut)
        str_addn(&text, buf, n);
    bool bad = ferror(in) != 0 || text.cut || memchr(text.data, '\0', text.length) != NULL;
    fclose(in);
    if (bad) {
        err_set(&err, "%s: is no text, is too long or cannot be read; give a file of scenarios",
                path);
        fault(l, err.text);
    } else {
        scenarios_parse(l->list, path, text.data, &reader);
    }
    str_release(&text);
}

static int by_name(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static bool is_scenario_file(const char *name)
{
    size_t n = strlen(name);
    return name[0] != '.' && n > 4 && strcmp(name + n - 4, ".txt") == 0;
}

static void load_folder(struct loading *l, const char *path)
{
    const char *names[FILES_MAX];
    struct err err;
    size_t n = 0;
    DIR *folder = opendir(path);
    if (folder == NULL) {
        err_set(&err, "%s: cannot be read (%s); name the data directory with --data DIR", path,
                strerror(errno));
        fault(l, err.text);
        return;
    }
    for (struct dirent *entry; n < FILES_MAX && (entry = readdir(folder)) != NULL;)
        if (is_scenario_file(entry->d_name))
            names[n++] = arena_format(&l->list->arena, "%s/%s", path, entry->d_name);
    closedir(folder);
    sort_items(names, n, sizeof names[0], by_name);
    for (size_t i = 0; i < n; i++)
        load_file(l, names[i]);
}

/* Rules that are not in the book teach nothing, and a policy must be one. */
static void check(struct loading *l, const struct scenario *s)
{
    struct policy policy;
    struct err err, told;
    const struct book *book = library_on(l->library, encounter_day(s->encounter), &err);
    if (!scenario_policy(s, l->library, &policy, &err)) {
        err_set(&told, "%s:%ld: scenario %s: %.400s", s->file, s->line, s->name, err.text);
        fault(l, told.text);
    }
    for (const char *at = s->teaches; book != NULL && at != NULL && *at != '\0';) {
        char id[64];
        size_t n = strcspn(at, " ");
        snprintf(id, sizeof id, "%.*s", (int)n, at);
        if (n > 0 && scenario_rule(book, id) == NULL) {
            err_set(&told,
                    "%s:%ld: scenario %s teaches %s, which is no rule of the book; "
                    "`ivledger rules list` names them",
                    s->file, s->line, s->name, id);
            fault(l, told.text);
        }
        at += n + strspn(at + n, " ");
    }
}

bool scenarios_load(struct scenarios *list, const char *path, struct library *library,
                    complain_fn *complain, void *context, struct err *err)
{
    struct loading l = {list, library, complain, context, err, true};
    struct stat st;
    size_t before = list->n;
    if (stat(path, &st) == 0 && S_ISDIR(st.st_mode))
        load_folder(&l, path);
    else
        load_file(&l, path);
    for (size_t i = before; i < list->n; i++)
        check(&l, &list->at[i]);
    return l.good;
}

bool scenario_policy(const struct scenario *scenario, struct library *library, struct policy *out,
                     struct err *err)
{
    const char *at = scenario->policy != NULL ? scenario->policy : "";
    char word[80];
    bool named = false;
    if (!library_policy(library, "reference", out, err))
        return false;
    for (at += strspn(at, " "); *at != '\0'; at += strspn(at, " ")) {
        size_t n = strcspn(at, " ");
        snprintf(word, sizeof word, "%.*s", (int)n, at);
        at += n;
        if (strchr(word, '=') != NULL) {
            if (!policy_set(out, word, err))
                return false;
        } else if (named || strchr(word, '/') != NULL || !library_policy(library, word, out, err)) {
            return err_set(err, "policy takes reference or cms and then switch=value, not \"%s\"",
                           word);
        }
        named = true;
    }
    return true;
}
