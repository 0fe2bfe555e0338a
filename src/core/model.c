#include "model.h"

/* ---- words ---- */

/* Each ends in NULL, so that a list can be handed to a form as it is. */
static const char *const setting_words[] = {"", "facility", "office", NULL};
static const char *const yesno_words[] = {"", "y", "n", NULL};
static const char *const class_words[] = {"",        "therapeutic", "hydration", "chemo",
                                          "complex", "hormonal",    "blood",     "contrast",
                                          "vaccine", "other",       NULL};
static const char *const route_words[] = {"",    "IV", "SC", "IM",  "IA",  "IT", "IP",
                                          "IPL", "IL", "PO", "TOP", "VES", NULL};
static const char *const method_words[] = {"",       "infusion", "push",   "injection", "pump",
                                           "onbody", "setup",    "refill", "flush",     NULL};
static const char *const device_words[] = {
    "", "peripheral", "picc", "cvc", "port", "portable_pump", "implanted_pump", "reservoir", NULL};
static const char *const flag_words[] = {
    "diluent",     "kvo",         "flush",     "integral",   "discontinued", "reaction", "notgiven",
    "prehospital", "interrupted", "ownreason", "labelfluid", "clinicpump",   NULL};

#define LIST(words, first)                                                                         \
    {                                                                                              \
        words, (int)COUNT_OF(words) - 1, first                                                     \
    }
static const struct word_list {
    const char *const *words;
    int count, first;
} word_lists[] = {
    [WORDS_SETTING] = LIST(setting_words, 1), [WORDS_YESNO] = LIST(yesno_words, 1),
    [WORDS_CLASS] = LIST(class_words, 1),     [WORDS_ROUTE] = LIST(route_words, 1),
    [WORDS_METHOD] = LIST(method_words, 1),   [WORDS_DEVICE] = LIST(device_words, 1),
    [WORDS_FLAG] = LIST(flag_words, 0),
};

_Static_assert(COUNT_OF(setting_words) == SETTING_COUNT + 1, "a word for every setting");
_Static_assert(COUNT_OF(yesno_words) == YESNO_COUNT + 1, "a word for yes and no");
_Static_assert(COUNT_OF(class_words) == CLASS_COUNT + 1, "a word for every class");
_Static_assert(COUNT_OF(route_words) == ROUTE_COUNT + 1, "a word for every route");
_Static_assert(COUNT_OF(method_words) == METHOD_COUNT + 1, "a word for every method");
_Static_assert(COUNT_OF(device_words) == DEVICE_COUNT + 1, "a word for every device");
_Static_assert(COUNT_OF(flag_words) == FLAG_COUNT + 1, "a word for every flag");
_Static_assert(COUNT_OF(word_lists) == WORDS_COUNT, "every list of words");

const char *word_name(enum words list, int value)
{
    const struct word_list *words = &word_lists[list];

    return value >= words->first && value < words->count ? words->words[value] : "";
}

bool word_find(enum words list, const char *name, int *value)
{
    const struct word_list *words = &word_lists[list];
    char first = ascii_lower(*name);

    for (int i = words->first; i < words->count; i++)
        if (ascii_lower(*words->words[i]) == first && ascii_casecmp(words->words[i], name) == 0) {
            *value = i;
            return true;
        }
    return false;
}

const char *const *word_list(enum words list)
{
    return word_lists[list].words + word_lists[list].first;
}

int word_count(enum words list)
{
    return word_lists[list].count;
}

/* ---- rows ---- */

void row_init(struct row *row)
{
    *row = (struct row){
        .visit = 1,
        .drug = "",
        .line = "",
        .bag = "",
        .start = NO_MINUTE,
        .stop = NO_MINUTE,
        .minutes = -1,
        .planned = -1,
        .dose = -1,
        .unit = "",
        .site_reason = "",
        .note = "",
    };
}

struct row *encounter_add_row(struct encounter *e)
{
    struct row *row = ARENA_PUSH(&e->arena, e->rows, e->n_rows, e->cap_rows);

    row_init(row);
    row->number = (int)e->n_rows;
    return row;
}

struct row *encounter_row(const struct encounter *e, int number)
{
    return number >= 1 && (size_t)number <= e->n_rows ? &e->rows[number - 1] : NULL;
}

static void renumber(struct encounter *e)
{
    for (size_t i = 0; i < e->n_rows; i++)
        e->rows[i].number = (int)i + 1;
}

void encounter_delete_row(struct encounter *e, size_t index)
{
    if (index >= e->n_rows)
        BUG("row %zu of %zu cannot be deleted", index, e->n_rows);
    memmove(e->rows + index, e->rows + index + 1, (e->n_rows - index - 1) * sizeof *e->rows);
    e->n_rows--;
    renumber(e);
}

void encounter_move_row(struct encounter *e, size_t from, size_t to)
{
    if (from >= e->n_rows || to >= e->n_rows)
        BUG("row %zu of %zu cannot move to %zu", from, e->n_rows, to);
    struct row moved = e->rows[from];

    if (from < to)
        memmove(e->rows + from, e->rows + from + 1, (to - from) * sizeof *e->rows);
    else
        memmove(e->rows + to + 1, e->rows + to, (from - to) * sizeof *e->rows);
    e->rows[to] = moved;
    renumber(e);
}

/* ---- encounters ---- */

static void make_empty(struct encounter *e, struct arena arena)
{
    *e = (struct encounter){
        .arena = arena,
        .id = "",
        .patient = "",
        .date = NO_DAY,
        .payer = "",
        .dx = "",
        .em = "",
        .auth = "",
        .auth_to = NO_DAY,
        .covered_to = NO_DAY,
        .coder = "",
    };
}

void encounter_init(struct encounter *e)
{
    make_empty(e, (struct arena){0});
}

void encounter_clear(struct encounter *e)
{
    arena_clear(&e->arena);
    make_empty(e, e->arena);
}

void encounter_release(struct encounter *e)
{
    arena_release(&e->arena);
    encounter_init(e);
}

static void copy_row(struct arena *a, struct row *row)
{
    const char **texts[] = {&row->drug, &row->line,        &row->bag,
                            &row->unit, &row->site_reason, &row->note};
    const struct vial *vials = row->vials;

    for (size_t i = 0; i < COUNT_OF(texts); i++)
        *texts[i] = arena_text(a, *texts[i]);
    if (row->n_vials == 0) {
        row->vials = NULL;
        return;
    }
    row->vials = ARENA_ARRAY(a, struct vial, row->n_vials);
    for (int i = 0; i < row->n_vials; i++) {
        row->vials[i] = vials[i];
        row->vials[i].unit = arena_text(a, vials[i].unit);
    }
}

void encounter_copy(struct encounter *to, const struct encounter *from)
{
    *to = *from;
    arena_init(&to->arena);
    const char **texts[] = {&to->id, &to->patient, &to->payer, &to->dx,
                            &to->em, &to->auth,    &to->coder};

    for (size_t i = 0; i < COUNT_OF(texts); i++)
        *texts[i] = arena_text(&to->arena, *texts[i]);
    to->cap_rows = from->n_rows;
    to->rows = ARENA_ARRAY(&to->arena, struct row, from->n_rows);
    for (size_t i = 0; i < from->n_rows; i++) {
        to->rows[i] = from->rows[i];
        copy_row(&to->arena, &to->rows[i]);
    }
}

day_t encounter_day(const struct encounter *e)
{
    minute_t first = NO_MINUTE;

    if (e->date != NO_DAY)
        return e->date;
    for (size_t i = 0; i < e->n_rows; i++) {
        const struct row *row = &e->rows[i];
        minute_t at = row->start != NO_MINUTE ? row->start : row->stop;

        if (at != NO_MINUTE && (first == NO_MINUTE || at < first))
            first = at;
    }
    return when_day(first);
}

enum setting encounter_setting(const struct encounter *e)
{
    return e->setting == SETTING_NONE ? SETTING_FACILITY : e->setting;
}
