/* What would be denied, is not supported, or needs a person; and the timeline in sentences. */
#include "../../core/spoken.h"
#include "../../core/why.h"
#include "pages.h"

enum look look_of_severity(enum severity severity)
{
    return severity == SEVERITY_ERROR     ? LOOK_ERROR
           : severity == SEVERITY_WARNING ? LOOK_WARNING
                                          : LOOK_NOTE;
}

static const struct {
    enum look look;
    char letter;
} group_looks[GROUP_COUNT] = {
    [GROUP_NONE] = {LOOK_OUT, '.'},
    [GROUP_HYDRATION] = {LOOK_HYDRATION, 'h'},
    [GROUP_THERAPEUTIC] = {LOOK_THERAPEUTIC, 't'},
    [GROUP_CHEMO] = {LOOK_CHEMO, 'c'},
    [GROUP_HORMONAL] = {LOOK_HORMONAL, 'm'},
};

enum look look_of_group(enum group group)
{
    return group_looks[group].look;
}
char letter_of_group(enum group group)
{
    return group_looks[group].letter;
}

const char *row_name(const struct desk *desk, int number)
{
    for (size_t i = 0; i < desk->e.n_rows; i++)
        if (desk->e.rows[i].number == number)
            return desk->e.rows[i].drug ? desk->e.rows[i].drug : "";
    return "";
}

static void add_finding(struct list *list, const struct result *r, const struct finding *f,
                        int width)
{
    struct str text;
    str_init(&text, 4000);
    str_addf(&text, "%s: ", severity_name(f->def->severity));
    if (f->row)
        str_addf(&text, "row %d: ", f->row);
    why_finding(r, f, &text);
    if (!text_empty(f->def->carc))
        str_addf(&text, " [%s]", f->def->carc);
    list_text(list, look_of_severity(f->def->severity), f->row, width, 2, text.data);
    str_clear(&text);
    why_fix(r, f, &text);
    if (text.length)
        list_more(list, LOOK_PLAIN, f->row, width, 4, text.data);
    str_release(&text);
}

void findings_page(struct list *list, const struct desk *desk, const struct subject *subject,
                   int width)
{
    const struct result *r = &desk->r;
    (void)subject;
    if (!desk->coded)
        return;
    for (int severity = SEVERITY_ERROR; severity <= SEVERITY_NOTE; severity++)
        for (size_t i = 0; i < r->n_findings; i++)
            if ((int)r->findings[i].def->severity == severity)
                add_finding(list, r, &r->findings[i], width);
    if (r->n_findings == 0)
        list_add(list, LOOK_GOOD, 0, "no findings");
}

/* The row that a sentence of spoken.h is about, 0: none. */
static long row_of_sentence(const char *sentence)
{
    const char *number = strncmp(sentence, "Row ", 4) == 0 ? sentence + 4 : "";
    long row = 0;
    for (; ascii_digit(*number); number++)
        row = row * 10 + (*number - '0');
    return row;
}

/* What ran when, line by line, and under each row what it is billed as. */
void words_page(struct list *list, const struct desk *desk, const struct subject *subject,
                int width)
{
    struct str text, billed;
    (void)subject;
    str_init(&text, 1 << 20), str_init(&billed, 400);
    spoken_timeline(&desk->e, &text);
    for (char *line = text.data, *end; *line; line = end + 1) {
        end = line + strcspn(line, "\n");
        *end = '\0';
        long row = row_of_sentence(line);
        list_text(list, row ? LOOK_PLAIN : LOOK_FAINT, row, width, 2, line);
        if (row == 0 || !desk->coded || (size_t)row > desk->r.n_rows)
            continue;
        const struct row_result *rr = &desk->r.rows[row - 1];
        desk_billed_as(desk, (size_t)row - 1, &billed);
        if (rr->minutes >= 0)
            str_addf(&billed, ", %d of %d minutes", rr->billed, rr->minutes);
        char said[500];
        snprintf(said, sizeof said, "Billed as %s.", billed.length ? billed.data : "nothing");
        list_more(list, LOOK_NOTE, row, width, 4, said);
    }
    str_release(&text), str_release(&billed);
}
