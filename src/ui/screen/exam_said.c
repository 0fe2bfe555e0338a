/* What may be said, and where it goes: a step of a row, a line of the claim, the findings. */
#include "exam.h"

#include "../../core/attach.h"

struct class_step *exam_row_step(const struct exam *x, size_t field)
{
    return class_step_of(&x->class, x->bench.desk.e.rows[x->index].number, (enum grade_step)field);
}

static bool known_access(const struct exam *x, const char *text)
{
    const struct encounter *e = &x->bench.desk.e;
    for (size_t i = 0; i < e->n_rows; i++)
        if (ascii_casecmp(text_empty(e->rows[i].line) ? "1" : e->rows[i].line, text) == 0)
            return true;
    return (ascii_alpha(text[0]) || (text[0] >= '1' && text[0] <= '9')) && text[1] == '\0';
}

bool said_step(struct exam *x, size_t field, const char *text, struct err *err)
{
    const char *word = text;
    if (!grade_step_read((enum grade_step)field, text, &word, err))
        return false;
    if (field == GRADE_ACCESS && *text != '\0' && !known_access(x, text))
        return err_set(err, "%.40s: write A for the first access, B for the second, or its line",
                       text);
    class_say(&x->class, exam_row_step(x, field), word);
    form_set(x->form, field, word);
    return true;
}

static bool alphanumeric(const char *text, size_t length)
{
    for (size_t i = 0; i < length; i++)
        if (!ascii_alpha(text[i]) && (text[i] < '0' || text[i] > '9'))
            return false;
    return strlen(text) == length;
}

static bool good_modifiers(const char *text)
{
    char word[8];
    for (const char *at = text + strspn(text, " ,-"); *at != '\0';) {
        size_t n = strcspn(at, " ,-");
        snprintf(word, sizeof word, "%.*s", (int)(n < 7 ? n : 7), at);
        if (!alphanumeric(word, 2))
            return false;
        at += n + strspn(at + n, " ,-");
    }
    return true;
}

static bool known_visit(const struct exam *x, const char *text)
{
    const struct result *r = &x->class.lesson.result;
    long visit = 1;
    if (!number_parse(text, 1, 99, &visit))
        return false;
    for (size_t i = 0; i < r->n_visits; i++)
        if (r->visits[i] == visit)
            return true;
    return false;
}

enum grade_step code_field_step(enum code_field field)
{
    static const enum grade_step steps[CODE_FIELDS] = {
        [REVENUE_FIELD] = GRADE_REVENUE,
        [PAID_FIELD] = GRADE_PAID,
        [ADJUSTED_FIELD] = GRADE_ADJUSTED,
        [ATTACH_FIELD] = GRADE_ATTACH,
    };
    return steps[field] != 0 ? steps[field] : GRADE_STEP_COUNT;
}

static bool good_attached(const struct book *book, const char *text, struct err *err)
{
    struct str fit;
    char word[16];
    const char *choice;
    bool good = true;
    for (const char *at = text + strspn(text, " ,+"); *at != '\0' && good;) {
        size_t n = strcspn(at, " ,+");
        snprintf(word, sizeof word, "%.*s", (int)(n < 15 ? n : 15), at);
        good = false;
        for (size_t i = 0; (choice = attach_choice(book, i)) != NULL; i++)
            good = good || ascii_casecmp(choice, word) == 0;
        at += n + strspn(at + n, " ,+");
    }
    if (good)
        return true;
    str_init(&fit, 400);
    for (size_t i = 0; (choice = attach_choice(book, i)) != NULL; i++)
        str_addf(&fit, "%s%s", i > 0 ? ", " : "", choice);
    err_set(err, "%s: write what goes along with blanks between: %s", word, fit.data);
    str_release(&fit);
    return false;
}

/* The words of a step; one that has begun is written out. */
static bool good_word(struct exam *x, size_t at, const char *text, struct err *err)
{
    const char *word = text;
    if (!grade_step_read(code_field_step(x->fields[at]), text, &word, err))
        return false;
    form_set(x->form, at, word);
    return true;
}

bool said_code_field(struct exam *x, size_t at, const char *text, struct err *err)
{
    enum code_field field = x->fields[at];
    long units;
    if (*text == '\0')
        return true;
    if (field == PAID_FIELD || field == ADJUSTED_FIELD)
        return good_word(x, at, text, err);
    if (field == ATTACH_FIELD)
        return good_attached(x->class.lesson.book, text, err);
    if (field == REVENUE_FIELD && (strlen(text) != 4 || strspn(text, "0123456789") != 4))
        return err_set(err, "%.20s is no revenue code: four figures", text);
    if (field == CODE_FIELD && strcmp(text, "-") == 0 && lesson_keyed(&x->class.lesson))
        return true;
    if (field == CODE_FIELD && !alphanumeric(text, 5))
        return err_set(err, "%.20s is no code: five figures, or a letter and four", text);
    if (field == UNITS_FIELD && !number_parse(text, 1, 9999, &units))
        return err_set(err, "%.20s is no number of units: a whole number from 1 on", text);
    if (field == MODIFIERS_FIELD && !good_modifiers(text))
        return err_set(err, "%.20s: a modifier has two characters; write several with blanks", text);
    if (field == VISIT_FIELD && !known_visit(x, text))
        return err_set(err, "%.20s: no row is charted under that visit", text);
    return true;
}

bool said_findings(struct exam *x, const char *text, struct err *err)
{
    const struct book *book = x->class.lesson.book;
    char id[80];
    for (const char *at = text + strspn(text, " ,;"); *at != '\0';) {
        size_t n = strcspn(at, " ,;"), name = strcspn(at, " ,;@");
        snprintf(id, sizeof id, "%.*s", (int)(name < 79 ? name : 79), at);
        if (ascii_casecmp(id, "none") != 0 && !book_finding(book, id))
            return err_set(err, "%.60s is no finding; F4 lists their ids, like doc.stop.missing@2",
                           id);
        at += n + strspn(at + n, " ,;");
    }
    snprintf(x->findings, sizeof x->findings, "%s", text);
    class_say(&x->class, class_step_of(&x->class, 0, GRADE_FINDINGS), x->findings);
    return true;
}

/* ---- a line of the claim ---- */

/* "/0636/paid/more/run+order" */
static void say_keyed(const struct said_code *said, struct str *out)
{
    const char *parts[] = {said->revenue, said->paid, said->adjusted};
    for (size_t i = 0; i < COUNT_OF(parts); i++)
        if (*parts[i] != '\0')
            str_addf(out, "/%s", parts[i]);
    for (const char *at = said->attached + strspn(said->attached, " ,+"); *at != '\0';) {
        size_t n = strcspn(at, " ,+");
        str_addf(out, "%c%.*s", at == said->attached ? '/' : '+', (int)n, at);
        at += n + strspn(at + n, " ,+");
    }
}

static void say_claim(struct exam *x)
{
    const struct result *r = &x->class.lesson.result;
    struct str text;
    str_init(&text, 8000);
    for (size_t v = 0; v < r->n_visits; v++) {
        if (v > 0)
            str_add(&text, "| ");
        for (size_t i = 0; i < x->n_codes; i++) {
            const struct said_code *said = &x->codes[i];
            if (said->visit != r->visits[v])
                continue;
            str_addf(&text, "%sx%ld", said->code, said->units);
            for (const char *at = said->modifiers; *at != '\0'; at += strspn(at, " ")) {
                size_t n = strcspn(at, " ");
                str_addf(&text, "-%.*s", (int)n, at);
                at += n;
            }
            say_keyed(said, &text);
            str_addc(&text, ' ');
        }
    }
    bool any = x->n_codes > 0;
    class_say(&x->class, class_step_of(&x->class, 0, GRADE_CODE), any ? text.data : "");
    str_release(&text);
}

void exam_drop_code(struct exam *x, size_t code)
{
    for (size_t i = code; i + 1 < x->n_codes; i++)
        x->codes[i] = x->codes[i + 1];
    x->n_codes--;
    say_claim(x);
}

static void read_modifiers(const char *text, char out[40])
{
    size_t n = 0;
    out[0] = '\0';
    for (const char *at = text + strspn(text, " ,-"); *at != '\0' && n + 3 < 40;) {
        size_t length = strcspn(at, " ,-");
        n += (size_t)snprintf(out + n, 40 - n, "%s%.*s", n > 0 ? " " : "", (int)length, at);
        at += length + strspn(at + length, " ,-");
    }
    for (char *at = out; *at != '\0'; at++)
        if (*at >= 'a' && *at <= 'z')
            *at = (char)(*at - 'a' + 'A');
}

/* What stands in a field of the line; "" where it is not asked. */
static const char *field_text(const struct exam *x, enum code_field field)
{
    for (size_t i = 0; i < x->n_fields; i++)
        if (x->fields[i] == field)
            return form_text(x->form, i);
    return "";
}

static void take_keyed(const struct exam *x, struct said_code *said)
{
    const char *attached = field_text(x, ATTACH_FIELD);
    snprintf(said->revenue, sizeof said->revenue, "%s", field_text(x, REVENUE_FIELD));
    snprintf(said->paid, sizeof said->paid, "%s", field_text(x, PAID_FIELD));
    snprintf(said->adjusted, sizeof said->adjusted, "%s", field_text(x, ADJUSTED_FIELD));
    snprintf(said->attached, sizeof said->attached, "%s", attached + strspn(attached, " ,+"));
}

bool said_code(struct exam *x)
{
    const struct result *r = &x->class.lesson.result;
    struct said_code said = {.visit = r->n_visits > 0 ? r->visits[0] : 1, .units = 1};
    long visit;
    snprintf(said.code, sizeof said.code, "%s", field_text(x, CODE_FIELD));
    if (said.code[0] == '\0') {
        if (x->index < x->n_codes)
            exam_drop_code(x, x->index);
        return false;
    }
    for (char *at = said.code; *at != '\0'; at++)
        if (*at >= 'a' && *at <= 'z')
            *at = (char)(*at - 'a' + 'A');
    number_parse(field_text(x, UNITS_FIELD), 1, 9999, &said.units);
    read_modifiers(field_text(x, MODIFIERS_FIELD), said.modifiers);
    take_keyed(x, &said);
    if (number_parse(field_text(x, VISIT_FIELD), 1, 99, &visit))
        said.visit = (int)visit;
    if (x->index >= EXAM_CODES)
        return false;
    x->codes[x->index] = said;
    if (x->index >= x->n_codes)
        x->n_codes = x->index + 1;
    say_claim(x);
    return true;
}

