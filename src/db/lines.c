#include "lines.h"

const char *const lines_columns[LINES_COLUMNS] = {"encounter", "visit",   "date",      "setting",
                                                  "code",      "units",   "modifiers", "rows",
                                                  "rule",      "revenue", "amount",    "findings"};

/* The words of a cell have one blank between them. */
static void add_word_sized(struct str *out, const char *word, size_t length)
{
    char *at = str_room(out, length + 1);
    if (out->length > 0) {
        *at++ = ' ';
        out->length++;
    }
    memcpy(at, word, length + 1);
    out->length += length;
}

static void add_word(struct str *out, const char *word)
{
    add_word_sized(out, word, strlen(word));
}

void lines_modifiers(const struct line *line, struct str *out)
{
    for (int i = 0; i < line->n_modifiers; i++)
        add_word(out, line->modifiers[i]);
}

void lines_rows(const struct line *line, struct str *out)
{
    char number[24];
    for (size_t i = 0; i < line->n_rows; i++)
        add_word_sized(out, number, number_print(line->rows[i], number));
}

static bool touches(const struct line *line, const struct finding *f, bool first_of_visit)
{
    if (f->visit != 0 && f->visit != line->visit)
        return false;
    if (f->row == 0)
        return f->code == line->code || (f->code == NULL && first_of_visit);
    return (f->code == NULL || f->code == line->code) && line_has_row(line, f->row);
}

void lines_findings(const struct result *r, size_t index, struct str *out)
{
    const struct line *line = &r->lines[index];
    bool first_of_visit = index == 0 || r->lines[index - 1].visit != line->visit;
    for (size_t i = 0; i < r->n_findings; i++)
        if (touches(line, &r->findings[i], first_of_visit))
            add_word(out, r->findings[i].def->id);
}
