/* Opened containers of the quick line: 4x100mg, 1x400mg+3x120mg, x4, multi, shared. */
#include "quick_inside.h"

#define SIZES 8

/* 4x100mg, also as far as 4x100 */
static bool opened_like(const char *text)
{
    size_t n = strspn(text, "0123456789");

    return n > 0 && ascii_lower(text[n]) == 'x' && ascii_digit(text[n + 1]);
}

static bool ends_in_figure(const char *text)
{
    return *text && ascii_digit(text[strlen(text) - 1]);
}

/* The words that belong to a list: 1x400 mg + 3x120 mg. */
static const char *join_opened(struct reading *r, size_t *last)
{
    struct str all;

    str_init(&all, 400);
    str_add(&all, r->words[*last].text);
    while (*last + 1 < r->n) {
        const char *next = r->words[*last + 1].text;
        bool unit = ends_in_figure(all.data) && quick_unit(next);
        bool plus = *next == '+' &&
                    (opened_like(next + 1) ||
                     (!next[1] && *last + 2 < r->n && opened_like(r->words[*last + 2].text)));
        bool behind = all.data[all.length - 1] == '+' && opened_like(next);
        if (!unit && !plus && !behind)
            break;
        str_addf(&all, " %s", next);
        ++*last;
    }
    const char *text = arena_text(&r->out->arena, all.data);
    str_release(&all);
    return text;
}

/* The words behind a list of sizes: multi, shared.  Without sizes multi is a word of its own. */
static bool read_behind(struct reading *r)
{
    struct quick_field *vials = &r->out->fields[FIELD_VIALS];
    const char *word = r->words[r->at].text;
    bool multi = ascii_casecmp(word, "multi") == 0 && vials->source != QUICK_NOT_SAID;

    if (!multi && ascii_casecmp(word, "shared") != 0)
        return false;
    if (vials->source == QUICK_NOT_SAID) {
        quick_fault(r, QUICK_REFUSED, r->at, r->at,
                    "\"shared\" goes behind the opened containers; write 4x100mg shared");
    } else {
        vials->value = arena_format(&r->out->arena, "%s %s", vials->value, word);
        vials->to = r->words[r->at].to;
    }
    r->at++;
    return true;
}

bool quick_read_opened(struct reading *r)
{
    const char *text = r->words[r->at].text;
    size_t last = r->at;

    if (!quick_plain(r))
        return false;
    if (read_behind(r))
        return true;
    if (ascii_lower(*text) == 'x' && ascii_digit(text[1])) {
        r->opened = r->at;
        quick_put(r, FIELD_VIALS, text + 1, r->at, r->at);
        r->at++;
        return true;
    }
    if (!opened_like(text))
        return false;
    quick_put(r, FIELD_VIALS, join_opened(r, &last), r->at, last);
    r->at = last + 1;
    return true;
}

/* ---- x4: of which size? ---- */

struct size {
    int64_t amount;
    char unit[8];
};

/* Scale of a unit of weight in micrograms, 0: not a weight. */
static int64_t weight(const char *unit)
{
    return strcmp(unit, "mcg") == 0  ? 1
           : strcmp(unit, "mg") == 0 ? 1000
           : strcmp(unit, "g") == 0  ? 1000000
                                     : 0;
}

/* One part of "250 mg; 500 mg; 1 g" or of "100; 160 mg"; false: something else is said there. */
static bool read_size(const char *text, size_t length, struct size *out)
{
    char part[40], number[32];
    size_t n;

    *out = (struct size){0};
    if (length >= sizeof part)
        return false;
    snprintf(part, sizeof part, "%.*s", (int)length, text);
    n = quick_number_length(part);
    if (n == 0)
        return false;
    snprintf(number, sizeof number, "%.*s", (int)n, part);
    decimal_parse(number, &out->amount);
    const char *unit = part + n + strspn(part + n, " ");
    if (*unit && !quick_unit(unit))
        return false;
    snprintf(out->unit, sizeof out->unit, "%s", *unit ? quick_unit(unit) : "");
    return out->amount > 0;
}

static size_t usual_sizes(const struct drug *drug, struct size sizes[SIZES])
{
    const char *at = drug ? drug->vials_usual : "";
    size_t n = 0;

    while (*at && n < SIZES) {
        at += strspn(at, " ");
        size_t length = strcspn(at, ";");
        if (read_size(at, length, &sizes[n]))
            n++;
        at += length + (at[length] == ';');
    }
    for (size_t i = n; i-- > 1;) /* "100; 160 mg": the unit stands on the last */
        if (!*sizes[i - 1].unit)
            memcpy(sizes[i - 1].unit, sizes[i].unit, sizeof sizes[i].unit);
    return n;
}

/* Would count containers of that size be opened for the dose, and not fewer? */
static bool fits_dose(const struct size *size, long count, int64_t dose, const char *unit)
{
    int64_t a = weight(size->unit), b = weight(unit);

    if (strcmp(size->unit, unit) == 0)
        a = b = 1;
    if (a == 0 || b == 0 || size->amount > INT64_MAX / a / (count + 1) || dose > INT64_MAX / b)
        return false;
    return size->amount * a * count >= dose * b && size->amount * a * (count - 1) < dose * b;
}

static void say_sizes(struct reading *r, long count, const struct size *sizes, size_t n)
{
    const char **choices = ARENA_ARRAY(&r->out->arena, const char *, n + 1);
    char number[32];
    struct str list;

    str_init(&list, 400);
    for (size_t i = 0; i < n; i++) {
        choices[i] = arena_format(&r->out->arena, "%ldx%s%s", count,
                                  decimal_print(sizes[i].amount, number), sizes[i].unit);
        str_addf(&list, "%s%s", i == 0 ? "" : i + 1 < n ? ", " : " or ", choices[i]);
    }
    struct quick_trouble *trouble = quick_fault(
        r, n > 1 ? QUICK_AMBIGUOUS : QUICK_UNKNOWN, r->opened, r->opened,
        "x%ld does not say of which size; write %s", count, n > 0 ? list.data : "4x100mg");
    trouble->choices = choices;
    trouble->n_choices = n;
    str_release(&list);
}

void quick_finish_opened(struct reading *r)
{
    struct quick_field *vials = &r->out->fields[FIELD_VIALS];
    const struct quick_field *dose = &r->out->fields[FIELD_DOSE];
    struct size sizes[SIZES], fit = {0};
    int64_t amount = 0;
    size_t n, n_fit = 0;
    long count;

    if (r->opened == SIZE_MAX)
        return;
    const char *shared = strchr(vials->value, ' ');
    const char *figures = arena_textn(&r->out->arena, vials->value, strcspn(vials->value, " "));
    if (!number_parse(figures, 1, 9999, &count)) {
        vials->source = QUICK_NOT_SAID;
        quick_fault(r, QUICK_REFUSED, r->opened, r->opened,
                    "\"x%s\" is not a number of containers; write x4 or 4x100mg", figures);
        return;
    }
    n = usual_sizes(r->out->drug, sizes);
    bool dosed = dose->source != QUICK_NOT_SAID && decimal_parse(dose->value, &amount);
    for (size_t i = 0; i < n; i++)
        if (!dosed || fits_dose(&sizes[i], count, amount, r->out->fields[FIELD_UNIT].value)) {
            fit = sizes[i];
            n_fit++;
        }
    if (n_fit != 1) {
        vials->source = QUICK_NOT_SAID;
        say_sizes(r, count, sizes, n);
        return;
    }
    char number[32];
    vials->source = QUICK_TABLE;
    vials->value = arena_format(&r->out->arena, "%ldx%s %s%s", count,
                                decimal_print(fit.amount, number), fit.unit, shared ? shared : "");
}
