/* Typing in the linear mode: field by field with the value so far in brackets, or a row at once as
 * a quick line. */
#include "plain_inside.h"

#include "../../core/quick.h"
#include "../screen/complete.h"

enum { LONGEST_VALUE = 1 << 16 };

/* What is asked, in plain words. */
struct asked {
    enum field_id field;
    const char *asks;
    bool usual; /* asked even when not everything is */
};

static const struct asked header_questions[] = {
    {FIELD_ENCOUNTER, "Encounter number", true},
    {FIELD_DATE, "Date of service", true},
    {FIELD_SETTING, "Setting, facility or office; facility when not said", true},
    {FIELD_PAYER, "Payer; medicare when not said", true},
    {FIELD_DX, "Diagnosis codes", true},
    {FIELD_EM, "Visit code of the same day", true},
    {FIELD_EM_SEPARATE, "Was that visit separate and documented, y or n", false},
    {FIELD_PATIENT, "Patient, record number or initials", false},
    {FIELD_AUTH, "Authorisation number", false},
    {FIELD_AUTH_TO, "Authorisation valid to", false},
    {FIELD_COVERED_TO, "Covered to", false},
    {FIELD_CODER, "Coder", false},
};
static const struct asked row_questions[] = {
    {FIELD_DRUG, "Drug", true},
    {FIELD_CLASS, "Class", false},
    {FIELD_DOSE, "Dose, a number", true},
    {FIELD_UNIT, "Unit of the dose", true},
    {FIELD_ROUTE, "Route", true},
    {FIELD_METHOD, "Method", true},
    {FIELD_LINE, "Line", true},
    {FIELD_START, "Start", true},
    {FIELD_STOP, "Stop", true},
    {FIELD_MINUTES, "Minutes charted", false},
    {FIELD_VIALS, "Containers opened", false},
    {FIELD_BAG, "Bag", false},
    {FIELD_DEVICE, "Device of the line", false},
    {FIELD_SITE_REASON, "Reason for a separate site", false},
    {FIELD_VISIT, "Visit of the day", false},
    {FIELD_PLANNED, "Minutes ordered", false},
    {FIELD_FLAGS, "Flags", false},
    {FIELD_ORDER, "Order on file, y or n", false},
    {FIELD_SIGNED, "Signed, y or n", false},
    {FIELD_PRIMARY, "Key reason for the visit, y or n", false},
    {FIELD_NOTE, "Note", false},
};

/* ---- one field ---- */

static struct typed_around around(const struct plain *p, int row)
{
    const struct encounter *e = &p->desk.e;
    struct typed_around a = {e->date, plain_now(p), NO_MINUTE, NO_MINUTE, NO_MINUTE, NO_MINUTE};

    if (row >= 0 && (size_t)row < e->n_rows) {
        a.start = e->rows[row].start;
        a.stop = e->rows[row].stop;
    }
    if (row > 0) {
        a.above_start = e->rows[row - 1].start;
        a.above_stop = e->rows[row - 1].stop;
    }
    return a;
}

static void help_field(enum field_id field)
{
    const struct field *spec = field_get_spec(field);
    const char *const *choices = field_choices(field);
    struct str words;

    plain_say("%s For example %s.", spec->wants, spec->example);
    str_init(&words, LONGEST_VALUE);
    for (; choices && *choices; choices++)
        str_addf(&words, "%s%s", words.length ? ", " : "", *choices);
    if (words.length)
        plain_say("Known words: %s.", words.data);
    plain_say(
        "Enter keeps what is in brackets, - clears it, < goes back one question, . leaves the "
        "questions.");
    str_release(&words);
}

/* A name that the table does not know is kept, and said so. */
static void say_unknown_drug(const struct plain *p, const char *text)
{
    const struct book *book = p->desk.coded ? p->desk.r.book : NULL;

    if (!book || text_empty(text) || book_drug(book, text, ROUTE_NONE))
        return;
    const char *near = book_drug_near(book, text);
    if (*near)
        plain_say("%s is not in the drug table and is kept as charted. Did you mean %s?", text,
                  near);
    else
        plain_say("%s is not in the drug table and is kept as charted. Give it a class.", text);
}

/* The sentences of field_set() begin with the name of the column, which the prompt has said. */
static const char *without_name(enum field_id field, const char *sentence)
{
    const char *name = field_get_spec(field)->name;
    size_t n = strlen(name);

    return strncmp(sentence, name, n) == 0 && strncmp(sentence + n, ": ", 2) == 0 ? sentence + n + 2
                                                                                  : sentence;
}

static bool take_value(struct plain *p, int row, enum field_id field, const char *typed)
{
    const struct book *book = p->desk.coded ? p->desk.r.book : NULL;
    struct typed_around a = around(p, row);
    struct err err = {""};
    struct str value;

    str_init(&value, LONGEST_VALUE);
    bool good = complete_field(book, &a, field, typed, &value, &err) &&
                desk_set(&p->desk, row, field, value.length ? value.data : "", &err);
    if (!good)
        plain_sentence("", without_name(field, err.text), " Type it again, or ? for help.");
    else if (value.length && strcmp(value.data, typed) != 0)
        plain_say("Read as %s.", value.data);
    if (good && field == FIELD_DRUG)
        say_unknown_drug(p, value.length ? value.data : "");
    if (good && *p->desk.trouble.text)
        plain_sentence("", p->desk.trouble.text, "");
    str_release(&value);
    return good;
}

enum answer { ANSWER_NEXT, ANSWER_AGAIN, ANSWER_BACK, ANSWER_LEAVE };

static enum answer ask_field(struct plain *p, int row, const struct asked *q)
{
    struct str now;
    char typed[LONGEST_VALUE];

    str_init(&now, LONGEST_VALUE);
    desk_text(&p->desk, row, q->field, &now);
    bool asked = plain_ask(p, "%s%s%s%s: ", q->asks, now.length ? " [" : "",
                           now.length ? now.data : "", now.length ? "]" : "");
    str_release(&now);
    if (!asked)
        return ANSWER_LEAVE;
    const char *text = p->line.data + strspn(p->line.data, " \t");
    snprintf(typed, sizeof typed, "%s", text);
    for (size_t n = strlen(typed); n > 0 && ascii_space(typed[n - 1]); n--)
        typed[n - 1] = '\0';
    if (!*typed)
        return ANSWER_NEXT;
    if (strcmp(typed, "?") == 0) {
        help_field(q->field);
        return ANSWER_AGAIN;
    }
    if (strcmp(typed, "<") == 0)
        return ANSWER_BACK;
    if (strcmp(typed, ".") == 0 && !complete_is_time(q->field))
        return ANSWER_LEAVE;
    if (strcmp(typed, "-") == 0)
        typed[0] = '\0';
    return take_value(p, row, q->field, typed) ? ANSWER_NEXT : ANSWER_AGAIN;
}

/* Goes through the questions; < goes back to the one that was asked before. */
static void ask_all(struct plain *p, int row, const struct asked *questions, size_t n, bool all)
{
    size_t i = 0, passed[64], depth = 0;

    while (i < n) {
        if (!questions[i].usual && !all) {
            i++;
            continue;
        }
        enum answer answer = ask_field(p, row, &questions[i]);
        if (answer == ANSWER_LEAVE)
            return;
        if (answer == ANSWER_BACK) {
            if (depth == 0)
                plain_say("This is the first question.");
            else
                i = passed[--depth];
        }
        if (answer == ANSWER_NEXT)
            passed[depth++] = i++;
        /* a row without a drug is none yet */
        if (answer == ANSWER_NEXT && row >= 0 && (size_t)row >= p->desk.e.n_rows) {
            plain_say("Without a drug there is no row.");
            return;
        }
    }
}

void plain_header(struct plain *p, bool all)
{
    ask_all(p, DESK_HEADER, header_questions, COUNT_OF(header_questions), all);
}

void plain_row(struct plain *p, size_t index, bool all)
{
    ask_all(p, (int)index, row_questions, COUNT_OF(row_questions), all);
}

/* ---- a row at once ---- */

static bool add_read_row(void *context, struct encounter *e, struct err *err)
{
    return quick_apply(context, e, encounter_add_row(e), err);
}

static void say_troubles(const struct quick *q)
{
    for (size_t i = 0; i < q->n_troubles; i++)
        plain_sentence("", q->troubles[i].say, "");
}

static bool take_read_row(struct plain *p, struct quick *q, const struct quick_context *context)
{
    struct err err = {""};
    struct str reading;

    str_init(&reading, LONGEST_VALUE);
    quick_explain(q, context, &reading);
    plain_say("Row %zu: %s.", p->desk.e.n_rows + 1, reading.data);
    str_release(&reading);
    if (!plain_yes(p, "Take it?")) {
        plain_say("Not taken.");
        return false;
    }
    if (!desk_edit(&p->desk, add_read_row, q, &err)) {
        plain_sentence("", err.text, "");
        return false;
    }
    return true;
}

bool plain_quick(struct plain *p, const char *text)
{
    const struct encounter *e = &p->desk.e;
    struct quick_context context = {e, e->n_rows > 0 ? &e->rows[e->n_rows - 1] : NULL,
                                    p->desk.coded ? p->desk.r.book : NULL, plain_now(p)};
    struct err err = {""};
    struct quick q;
    bool taken = false;

    quick_init(&q);
    if (quick_parse(text, &context, &q, &err))
        taken = take_read_row(p, &q, &context);
    else
        say_troubles(&q);
    if (taken && *p->desk.trouble.text)
        plain_sentence("", p->desk.trouble.text, "");
    quick_release(&q);
    return taken;
}
