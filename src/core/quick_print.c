/* The quick line backwards: a row as the shortest line that reads back to it. */
#include "quick_inside.h"

#define LONGEST_LINE (1 << 14)

/* One attempt: fields to be written out as FIELD=VALUE because the short word was read otherwise.
 */
struct attempt {
    const struct row *row;
    const struct quick_context *context;
    bool explicit_[FIELD_COUNT];
    bool plus, dots;
    struct str *out;
};

static const char *field_text(const struct attempt *a, enum field_id id, struct str *text)
{
    str_clear(text);
    field_print(a->context->encounter, a->row, id, text);
    return text->data;
}

/* ---- words ---- */

static bool needs_quotes(const char *value)
{
    size_t n = strlen(value);

    for (const char *at = value; *at; at++)
        if (ascii_space(*at) || *at == '"')
            return true;
    return n > 0 && (value[n - 1] == ',' || value[n - 1] == ';');
}

static void add_value(struct str *out, const char *value, bool quotes)
{
    if (!quotes && !needs_quotes(value)) {
        str_add(out, value);
        return;
    }
    str_addc(out, '"');
    for (const char *at = value; *at; at++) {
        if (*at == '"')
            str_addc(out, '"');
        str_addc(out, *at);
    }
    str_addc(out, '"');
}

static void add_word(const struct attempt *a, const char *word)
{
    if (a->out->length > 0)
        str_addc(a->out, ' ');
    str_add(a->out, word);
}

static void add_pair(const struct attempt *a, enum field_id id, const char *value)
{
    add_word(a, field_get_spec(id)->name);
    str_addc(a->out, '=');
    add_value(a->out, value, false);
}

/* ---- fields ---- */

static void add_drug(const struct attempt *a)
{
    if (a->plus)
        add_word(a, "+");
    else
        add_value(a->out, a->row->drug, a->explicit_[FIELD_DRUG]);
}

/* One of a list of words, by its short word. */
static void add_short(const struct attempt *a, enum field_id id)
{
    struct str text;

    str_init(&text, 400);
    const char *value = field_text(a, id, &text);
    const char *word = a->explicit_[id] ? NULL : quick_short(id, value);
    bool carried = a->plus && (id == FIELD_CLASS || id == FIELD_ROUTE) && !a->explicit_[id];
    if (*value && !carried) {
        if (word)
            add_word(a, word);
        else
            add_pair(a, id, value);
    } else if (a->explicit_[id]) {
        add_pair(a, id, "");
    }
    str_release(&text);
}

static void add_dose(const struct attempt *a)
{
    char number[32];
    const char *unit = quick_unit(a->row->unit);
    bool glued = unit && strcmp(unit, a->row->unit) == 0 && a->row->dose >= 0 &&
                 !a->explicit_[FIELD_DOSE] && !a->explicit_[FIELD_UNIT];

    if (a->row->dose >= 0) {
        decimal_print(a->row->dose, number);
        if (glued) {
            add_word(a, number);
            str_add(a->out, unit);
            return;
        }
        add_pair(a, FIELD_DOSE, number);
    }
    if (*a->row->unit)
        add_pair(a, FIELD_UNIT, a->row->unit);
}

static void add_clock(const struct attempt *a, minute_t at)
{
    int clock = when_clock(at);

    str_addf(a->out, "%02d%02d", clock / 60, clock % 60);
}

static void add_dated(const struct attempt *a, minute_t at)
{
    char day[16];

    add_word(a, when_print_day(when_day(at), day));
    str_addc(a->out, ' ');
    add_clock(a, at);
}

static void add_start(const struct attempt *a)
{
    if (a->dots)
        add_word(a, "..");
    else if (when_day(a->row->start) == a->context->encounter->date) {
        add_word(a, "");
        add_clock(a, a->row->start);
    } else {
        add_dated(a, a->row->start);
    }
}

static void add_stop(const struct attempt *a)
{
    minute_t start = a->row->start, stop = a->row->stop;
    char buf[24];

    if (start != NO_MINUTE && stop >= start && stop - start < DAY_MINUTES) {
        str_addc(a->out, '-');
        add_clock(a, stop);
    } else if (start != NO_MINUTE) {
        add_dated(a, stop);
    } else if (when_day(stop) == a->context->encounter->date) {
        add_word(a, "-");
        add_clock(a, stop);
    } else {
        add_pair(a, FIELD_STOP, when_print(stop, buf));
    }
}

static void add_times(const struct attempt *a)
{
    char buf[24];

    if (a->row->start != NO_MINUTE)
        add_start(a);
    if (a->row->stop != NO_MINUTE && a->explicit_[FIELD_STOP])
        add_pair(a, FIELD_STOP, when_print(a->row->stop, buf));
    else if (a->row->stop != NO_MINUTE)
        add_stop(a);
    if (a->row->minutes >= 0) {
        add_word(a, "");
        str_addf(a->out, "%dmin", a->row->minutes);
    }
}

/* The line, and the device where one word says both. */
static void add_line(const struct attempt *a)
{
    const struct row *row = a->row, *before = a->context->previous;
    const char *device = word_name(WORDS_DEVICE, (int)row->device);
    const char *word = quick_line_word(row->line, device);
    bool both = word && !a->explicit_[FIELD_LINE] && !a->explicit_[FIELD_DEVICE];

    if (both) {
        add_word(a, word);
        return;
    }
    if (a->explicit_[FIELD_LINE] || (!before && *row->line) ||
        (before && !text_equal(before->line, row->line))) {
        bool bare = !a->explicit_[FIELD_LINE] && quick_bare_line(a->context, row->line, row);
        add_word(a, bare ? "" : "@");
        add_value(a->out, row->line, false);
    }
    if (*device)
        add_short(a, FIELD_DEVICE);
}

static void add_vials(const struct attempt *a)
{
    const struct row *row = a->row;
    struct str text;
    bool short_ = !a->explicit_[FIELD_VIALS] && (row->n_vials > 0 || row->vials_multi);
    char number[32];

    for (int i = 0; i < row->n_vials; i++)
        short_ = short_ && quick_unit(row->vials[i].unit);
    if (short_) {
        if (row->n_vials > 0)
            add_word(a, "");
        for (int i = 0; i < row->n_vials; i++)
            str_addf(a->out, "%s%dx%s%s", i ? "+" : "", row->vials[i].count,
                     decimal_print(row->vials[i].size, number), row->vials[i].unit);
        if (row->vials_multi)
            add_word(a, "multi");
        if (row->vials_shared)
            add_word(a, "shared");
        return;
    }
    str_init(&text, LONGEST_LINE);
    if (*field_text(a, FIELD_VIALS, &text))
        add_pair(a, FIELD_VIALS, text.data);
    str_release(&text);
}

static void add_flags(const struct attempt *a)
{
    for (int bit = 0; bit < FLAG_COUNT; bit++) {
        if (!(a->row->flags & 1u << bit))
            continue;
        const char *name = word_name(WORDS_FLAG, bit);
        const char *word = quick_short(FIELD_FLAGS, name);
        if (word)
            add_word(a, word);
        else
            add_pair(a, FIELD_FLAGS, name);
    }
}

static void add_visit(const struct attempt *a)
{
    int before = a->context->previous ? a->context->previous->visit : 1;

    if (a->row->visit == before && !a->explicit_[FIELD_VISIT])
        return;
    add_word(a, "");
    str_addf(a->out, "v%d", a->row->visit);
}

static void add_text(const struct attempt *a, enum field_id id)
{
    struct str text;

    str_init(&text, LONGEST_LINE);
    if (*field_text(a, id, &text))
        add_pair(a, id, text.data);
    str_release(&text);
}

static void write_line(const struct attempt *a)
{
    str_clear(a->out);
    add_drug(a);
    add_dose(a);
    add_short(a, FIELD_CLASS);
    add_short(a, FIELD_ROUTE);
    add_short(a, FIELD_METHOD);
    add_times(a);
    add_line(a);
    if (*a->row->bag) {
        add_word(a, "#");
        add_value(a->out, a->row->bag, false);
    }
    add_vials(a);
    add_visit(a);
    add_flags(a);
    add_short(a, FIELD_ORDER);
    add_short(a, FIELD_SIGNED);
    add_short(a, FIELD_PRIMARY);
    add_text(a, FIELD_PLANNED);
    add_text(a, FIELD_SITE_REASON);
    add_text(a, FIELD_NOTE);
}

/* ---- reading back ---- */

/* Marks the fields that were read otherwise; true when there are none. */
static bool reads_back(struct attempt *a, bool mark)
{
    struct str want, got;
    struct quick q;
    bool good;

    quick_init(&q);
    str_init(&want, LONGEST_LINE);
    str_init(&got, LONGEST_LINE);
    good = quick_parse(a->out->data, a->context, &q, NULL);
    for (enum field_id id = FIELD_FIRST_OF_ROW; id < FIELD_COUNT; id++) {
        field_text(a, id, &want);
        str_clear(&got);
        field_print(&q.scratch, quick_row(&q), id, &got);
        if (text_equal(want.data, got.data))
            continue;
        good = false;
        if (mark)
            a->explicit_[id] = true;
    }
    str_release(&want);
    str_release(&got);
    quick_release(&q);
    return good;
}

static bool tries(struct attempt *a, bool plus, bool dots)
{
    a->plus = plus;
    a->dots = dots;
    write_line(a);
    return reads_back(a, !plus && !dots);
}

void quick_print(const struct row *row, const struct quick_context *context, struct str *out)
{
    const struct row *before = context->previous;
    bool plus = before && text_equal(before->drug, row->drug) && *row->drug;
    bool dots = before && row->start != NO_MINUTE && before->stop == row->start;
    struct str line;
    struct attempt a = {.row = row, .context = context, .out = &line};

    if (text_empty(row->drug))
        return;
    str_init(&line, LONGEST_LINE);
    if (!((plus && dots && tries(&a, true, true)) || (plus && tries(&a, true, false)) ||
          (dots && tries(&a, false, true))))
        for (int i = 0; i < 4 && !tries(&a, false, false); i++)
            ;
    str_add(out, line.data);
    str_release(&line);
}
