#include "tutor.h"

#include <errno.h>

#include "cells.h"
#include "term.h"

enum { MOST_LINES = 4, LEAST_ROWS = 20, LEAST_COLS = 60 };

struct tutor {
    struct arena arena;
    struct tutor_step *steps;
    size_t n, cap, at;
};

/* ---- reading ---- */

static void append(struct tutor *t, const char **place, const char *text)
{
    *place = **place ? arena_format(&t->arena, "%s %s", *place, text) : arena_text(&t->arena, text);
}

static bool read_line(struct tutor *t, const char *line, struct err *err)
{
    static const struct {
        const char *word;
        size_t place;
    } words[] = {{"say ", offsetof(struct tutor_step, say)},
                 {"keys ", offsetof(struct tutor_step, keys)},
                 {"until ", offsetof(struct tutor_step, until)}};
    if (*line == 0 || *line == '#')
        return true;
    if (strcmp(line, "step") == 0) {
        *ARENA_PUSH(&t->arena, t->steps, t->n, t->cap) = (struct tutor_step){"", "", ""};
        return true;
    }
    for (size_t i = 0; i < COUNT_OF(words) && t->n; i++) {
        size_t n = strlen(words[i].word);
        if (strncmp(line, words[i].word, n) == 0) {
            append(t, (const char **)(void *)((char *)&t->steps[t->n - 1] + words[i].place),
                   line + n + strspn(line + n, " "));
            return true;
        }
    }
    return err_set(err, "the line begins with none of step, say, keys, until; mend it");
}

static bool is_whole(const struct tutor *t, struct err *err)
{
    for (size_t i = 0; i < t->n; i++)
        if (!*t->steps[i].say || !*t->steps[i].keys || !*t->steps[i].until)
            return err_set(err, "step %zu lacks say, keys or until; write all three", i + 1);
    return t->n > 0 || err_set(err, "there is no step in it; write one");
}

struct tutor *tutor_open(const char *path, struct err *err)
{
    char line[512];
    struct err fault = {""};
    FILE *in = fopen(path, "r");
    if (!in) {
        err_set(err, "%s: the tutorial cannot be read (%s)", path, strerror(errno));
        return NULL;
    }
    struct tutor *t = calloc(1, sizeof *t);
    if (!t)
        base_no_memory(1);
    arena_init(&t->arena);
    bool good = true;
    long number = 0;
    while (good && fgets(line, sizeof line, in)) {
        number++;
        line[strcspn(line, "\r\n")] = 0;
        good = read_line(t, line, &fault);
    }
    fclose(in);
    if (good && is_whole(t, &fault))
        return t;
    err_set(err, "%s:%ld: %s", path, number, fault.text);
    tutor_free(t);
    return NULL;
}

void tutor_free(struct tutor *t)
{
    if (!t)
        return;
    arena_release(&t->arena);
    free(t);
}

size_t tutor_count(const struct tutor *t)
{
    return t->n;
}

const struct tutor_step *tutor_step(const struct tutor *t, size_t step)
{
    return &t->steps[step];
}

bool tutor_ended(const struct tutor *t)
{
    return t->at == t->n;
}

/* ---- the strip ---- */

static int text_lines(const char *text, int cols)
{
    int lines = 0;
    for (const char *p = text; *p && lines < MOST_LINES; lines++)
        p += cells_wrap(p, cols - 2);
    return lines;
}

int tutor_lines(const struct tutor *t, int cols, int rows)
{
    if (tutor_ended(t) || rows < LEAST_ROWS || cols < LEAST_COLS)
        return 0;
    return 2 + text_lines(t->steps[t->at].say, cols);
}

void tutor_draw(const struct tutor *t, int y, int cols)
{
    const struct tutor_step *step = &t->steps[t->at];
    char head[100], line[1000];
    snprintf(head, sizeof head, " Tutorial %zu of %zu; :tutorial ends it", t->at + 1, t->n);
    term_cell(y++, 0, cols, LOOK_TITLE, head);
    const char *p = step->say;
    for (int lines = text_lines(p, cols); lines > 0; lines--) {
        size_t n = cells_wrap(p, cols - 2);
        snprintf(line, sizeof line, "%.*s", (int)n, p);
        term_put(y++, 1, cols - 2, LOOK_PLAIN, line);
        p += n;
    }
    int x = 1 + term_put(y, 1, cols - 2, LOOK_LABEL, "Keys: ");
    term_put(y, x, cols - x - 1, LOOK_KEY, step->keys);
}

/* ---- looking ---- */

static void read_row(int y, int cols, struct str *out)
{
    char text[64], look;
    str_clear(out);
    for (int x = 0; x < cols; x++) {
        term_read(y, x, text, &look);
        str_add(out, text);
    }
}

bool tutor_look(struct tutor *t, int skip, int lines)
{
    struct str row;
    int rows, cols;
    bool found = false;
    str_init(&row, 1 << 16);
    term_size(&rows, &cols);
    for (int y = 0; y < rows && !found && !tutor_ended(t); y++)
        if (y < skip || y >= skip + lines) {
            read_row(y, cols, &row);
            found = strstr(row.data, t->steps[t->at].until) != NULL;
        }
    str_release(&row);
    t->at += found;
    return found;
}
