#include "deidentify.h"

#include "field.h"

static void add_word(struct str *out, const char *word)
{
    str_addf(out, "%s%s", out->length > 0 ? ", " : "", word);
}

/* "the words of 2 reasons for a second site" */
static void add_count(struct str *out, const char *before, int n, const char *thing,
                      const char *behind)
{
    if (n > 0)
        str_addf(out, "%s%s%d %s%s%s", out->length > 0 ? ", " : "", before, n, thing,
                 n == 1 ? "" : "s", behind);
}

/* ---- labels ---- */

static const char **label_of(struct row *row, enum field_id id)
{
    return id == FIELD_LINE ? &row->line : &row->bag;
}

/* A line without a label is line 1. */
static bool is_name(const char *label, enum field_id id)
{
    return !text_empty(label) && !(id == FIELD_LINE && strcmp(label, "1") == 0);
}

/* Lines and bags are called by what somebody typed, which may be a name too: line1, line2 ... in
 * the order in which they come; what is one line or bag to the engine stays one. */
static int rename_labels(struct encounter *e, enum field_id id)
{
    const char **labels = ARENA_ARRAY(&e->arena, const char *, e->n_rows + 1);
    int renamed = 0, names = 0;
    for (size_t i = 0; i < e->n_rows; i++) {
        size_t first = 0;
        labels[i] = *label_of(&e->rows[i], id);
        if (!is_name(labels[i], id))
            continue;
        while (ascii_casecmp(labels[first], labels[i]) != 0)
            first++;
        *label_of(&e->rows[i], id) =
            first < i ? *label_of(&e->rows[first], id)
                      : arena_format(&e->arena, "%s%d", id == FIELD_LINE ? "line" : "bag", ++names);
        renamed++;
    }
    return renamed;
}

/* ---- dates ---- */

static bool move_days(struct encounter *e)
{
    day_t day = encounter_day(e), to;
    int year, month, mday;
    if (day == NO_DAY)
        return false;
    when_civil(day, &year, &month, &mday);
    when_date(year, 1, 2, &to); /* there is one in every year */
    day_t *const days[] = {&e->date, &e->auth_to, &e->covered_to};
    for (size_t i = 0; i < COUNT_OF(days); i++)
        if (*days[i] != NO_DAY)
            *days[i] += to - day;
    for (size_t i = 0; i < e->n_rows; i++) {
        struct row *row = &e->rows[i];
        if (row->start != NO_MINUTE)
            row->start += (to - day) * DAY_MINUTES;
        if (row->stop != NO_MINUTE)
            row->stop += (to - day) * DAY_MINUTES;
    }
    return true;
}

/* ---- rows ---- */

static void strip_rows(struct encounter *e, const struct book *book, struct str *out)
{
    int notes = 0, reasons = 0, around = 0;
    for (size_t i = 0; i < e->n_rows; i++) {
        struct row *row = &e->rows[i];
        const struct drug *drug = text_empty(row->drug) ? NULL
                                                        : book_drug(book, row->drug, row->route);
        notes += !text_empty(row->note);
        row->note = "";
        reasons += !text_empty(row->site_reason);
        if (!text_empty(row->site_reason))
            row->site_reason = "documented";
        bool plain =
            strchr(row->drug, '(') == NULL && book_drug_named(book, row->drug, row->route) != NULL;
        if (drug != NULL && !plain) {
            around++;
            row->drug = arena_text(&e->arena, drug->generic);
        }
    }
    add_count(out, "", notes, "note", "");
    add_count(out, "the words of ", reasons, "reason", " for a second site");
    add_count(out, "the words around ", around, "drug", "");
}

void deidentify(struct encounter *e, const struct book *book, const char *name, struct str *out)
{
    struct err err;
    add_word(out, "the account number");
    if (!text_empty(e->patient))
        add_word(out, "the patient");
    if (!text_empty(e->coder))
        add_word(out, "the coder");
    if (!text_empty(e->auth)) {
        add_word(out, "the authorisation number");
        field_set(e, NULL, FIELD_AUTH, "A1", &err);
    }
    field_set(e, NULL, FIELD_PATIENT, "", &err);
    field_set(e, NULL, FIELD_CODER, "", &err);
    field_set(e, NULL, FIELD_ENCOUNTER, name, &err);
    strip_rows(e, book, out);
    if (rename_labels(e, FIELD_LINE) + rename_labels(e, FIELD_BAG) > 0)
        add_word(out, "the names of lines and bags");
    if (move_days(e))
        add_word(out, "the dates (all moved alike, to 2 January)");
}

/* ---- what stays ---- */

static bool is_word(const char *text)
{
    size_t n = 0;
    for (; text[n] != '\0'; n++)
        if (!ascii_alpha(text[n]) && text[n] != '/')
            return false;
    return n <= 8;
}

bool deidentify_leftover(const struct encounter *e, const struct book *book, struct err *err)
{
    static const char *const payers[] = {"medicare", "commercial", "medicaid"};
    char shown[64];
    bool known = text_empty(e->payer);
    for (size_t i = 0; i < COUNT_OF(payers) && !known; i++)
        known = strcmp(e->payer, payers[i]) == 0;
    if (!known) {
        err_set(err, "the payer is \"%s\", which may name somebody", text_short(e->payer, shown));
        return true;
    }
    for (size_t i = 0; i < e->n_rows; i++) {
        const struct row *row = &e->rows[i];
        const char *words = NULL;
        if (!text_empty(row->drug) && book_drug(book, row->drug, row->route) == NULL)
            words = row->drug;
        else if (!text_empty(row->unit) && !is_word(row->unit))
            words = row->unit;
        if (words == NULL)
            continue;
        err_set(err, "row %d says \"%s\", which the book does not know and which may name somebody",
                row->number, text_short(words, shown));
        return true;
    }
    return false;
}

static bool holds(const char *text, const char *word)
{
    size_t n = text_empty(word) ? 0 : strlen(word);
    for (const char *at = text; n > 2 && *at != '\0'; at++) {
        size_t i = 0;
        while (i < n && at[i] != '\0' && ascii_lower(at[i]) == ascii_lower(word[i]))
            i++;
        if (i == n)
            return true;
    }
    return false;
}

bool deidentify_sentence(const struct encounter *from, const char *sentence, struct err *err)
{
    enum { FIGURES = 4 };
    const char *const names[] = {from->id, from->patient, from->coder};
    char shown[64];
    size_t run = 0;
    for (size_t i = 0; i < COUNT_OF(names); i++)
        if (holds(sentence, names[i]))
            return err_set(err, "the sentence names %s; tell it without", text_short(names[i], shown));
    for (const char *at = sentence; *at != '\0'; at++) {
        run = *at >= '0' && *at <= '9' ? run + 1 : 0;
        if (run == FIGURES)
            return err_set(err, "the sentence holds a number of %d figures or more, which may be "
                                "somebody's; tell it without", FIGURES);
    }
    return true;
}
