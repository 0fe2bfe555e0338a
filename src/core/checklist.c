#include "checklist.h"

#include "why.h"

void checklist_init(struct checklist *list)
{
    memset(list, 0, sizeof *list);
    arena_init(&list->arena);
}

void checklist_release(struct checklist *list)
{
    arena_release(&list->arena);
    checklist_init(list);
}

/* ---- what the row itself shows ---- */

static bool has_stop(const struct row *row)
{
    return row->stop != NO_MINUTE || (row->start != NO_MINUTE && row->minutes >= 0);
}

static bool has_start(const struct row *row)
{
    return row->start != NO_MINUTE || (row->stop != NO_MINUTE && row->minutes >= 0);
}

static enum check_state there_or(bool there, enum check_state otherwise)
{
    return there ? CHECK_THERE : otherwise;
}

static void look_at_row(struct check_row *out, const struct row *row, const struct row_result *done)
{
    *out = (struct check_row){.row = row->number, .visit = row->visit, .drug = row->drug};
    out->state[ELEMENT_START] = there_or(has_start(row), CHECK_NOT_ASKED);
    out->state[ELEMENT_STOP] = there_or(has_stop(row), CHECK_NOT_ASKED);
    out->state[ELEMENT_DRUG] =
        there_or(!text_empty(row->drug) && (row->dose >= 0 || done->group == GROUP_HYDRATION),
                 CHECK_NOT_ASKED);
    out->state[ELEMENT_ORDER] = there_or(row->order != SAID_NO, CHECK_MISSING);
    out->state[ELEMENT_SIGNATURE] =
        there_or(row->is_signed != SAID_NO, done->out ? CHECK_NOT_ASKED : CHECK_MISSING);
    out->state[ELEMENT_TYPE] = there_or(done->group != GROUP_NONE, CHECK_NOT_ASKED);
}

/* ---- what the findings say is missing ---- */

static void mark(struct checklist *list, const struct result *r, int row, int element)
{
    for (size_t i = 0; i < list->n_rows; i++)
        if (row == list->rows[i].row || (row == 0 && !r->rows[i].out))
            list->rows[i].state[element] = CHECK_MISSING;
}

static void ask(struct checklist *list, const struct result *r, const struct finding *finding,
                const struct question *question)
{
    struct str text;
    str_init(&text, 4096);
    why_say(r, finding, question->say, &text);
    *ARENA_PUSH(&list->arena, list->asks, list->n_asks, list->cap_asks) =
        (struct check_ask){.finding = finding,
                           .question = question,
                           .row = finding->row,
                           .text = arena_text(&list->arena, text.data)};
    str_release(&text);
}

static int ask_order(const void *pa, const void *pb)
{
    const struct check_ask *a = pa, *b = pb;
    if (a->question->asked != b->question->asked)
        return (int)a->question->asked - (int)b->question->asked;
    if (a->row != b->row)
        return a->row - b->row;
    return strcmp(a->finding->def->id, b->finding->def->id);
}

void checklist_build(struct checklist *list, const struct result *result)
{
    day_t day = encounter_day(result->encounter);
    arena_clear(&list->arena);
    struct arena arena = list->arena;
    *list = (struct checklist){.arena = arena};
    list->n_rows = result->n_rows;
    list->rows = ARENA_ARRAY(&list->arena, struct check_row, list->n_rows + 1);
    for (size_t i = 0; i < list->n_rows; i++)
        look_at_row(&list->rows[i], &result->encounter->rows[i], &result->rows[i]);
    for (size_t i = 0; i < result->n_findings; i++) {
        const struct finding *finding = &result->findings[i];
        const struct question *question =
            claim_question(result->book->claim, finding->def->id, day);
        if (!question)
            continue;
        ask(list, result, finding, question);
        if (question->element > 0)
            mark(list, result, finding->row, question->element - 1);
    }
    if (list->n_asks > 1)
        qsort(list->asks, list->n_asks, sizeof *list->asks, ask_order);
    for (size_t i = 0; i < list->n_rows; i++)
        for (int e = 0; e < ELEMENT_COUNT; e++)
            list->missing += list->rows[i].state[e] == CHECK_MISSING;
}
