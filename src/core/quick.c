#include "quick.h"

#include "nearest.h"
#include "quick_inside.h"

/* ---- the line in words ---- */

static void word_end(struct reading *r, struct quick_word *word, char *text, size_t length,
                     size_t to)
{
    while (length > 0 && word->quoted == SIZE_MAX &&
           (text[length - 1] == ',' || text[length - 1] == ';')) {
        length--;
        to--;
    }
    text[length] = '\0';
    word->text = text;
    word->to = to;
    if (length == 0 && word->quoted == SIZE_MAX)
        r->n--;
}

/* Reads the word that begins at at; gives where it ends. */
static size_t read_word(struct reading *r, const char *line, size_t at)
{
    struct quick_word *word = ARENA_PUSH(&r->out->arena, r->words, r->n, r->cap);
    char *text = arena_alloc(&r->out->arena, strlen(line) - at + 1);
    size_t length = 0;
    bool inside = false;

    *word = (struct quick_word){.from = at, .quoted = SIZE_MAX};
    for (; line[at] && (inside || !ascii_space(line[at])); at++) {
        if (line[at] != '"') {
            text[length++] = line[at];
        } else if (inside && line[at + 1] == '"') {
            text[length++] = line[at++];
        } else {
            word->quoted = word->quoted == SIZE_MAX ? length : word->quoted;
            inside = !inside;
        }
    }
    if (inside)
        quick_fault(r, QUICK_REFUSED, r->n - 1, r->n - 1,
                    "a quote is not closed; put a \" at the end of the text");
    word_end(r, word, text, length, at);
    return at;
}

static void read_words(struct reading *r, const char *line)
{
    size_t at = 0;

    while (line[at]) {
        if (ascii_space(line[at]))
            at++;
        else
            at = read_word(r, line, at);
    }
}

/* ---- what was found ---- */

struct quick_trouble *quick_fault(struct reading *r, enum quick_fault fault, size_t first,
                                  size_t last, const char *format, ...)
{
    struct quick *q = r->out;
    struct quick_trouble *trouble =
        ARENA_PUSH(&q->arena, q->troubles, q->n_troubles, q->cap_troubles);
    struct err err;
    char text[sizeof err.text];
    va_list args;

    va_start(args, format);
    vsnprintf(text, sizeof text, format, args);
    va_end(args);
    err_set(&err, "%s", text);
    trouble->fault = fault;
    trouble->from = first < r->n ? r->words[first].from : 0;
    trouble->to = last < r->n && r->words[last].to ? r->words[last].to : strlen(q->text);
    trouble->say = arena_text(&q->arena, err.text);
    return trouble;
}

static void say_twice(struct reading *r, enum field_id field, size_t first, size_t last)
{
    const struct quick_field *old = &r->out->fields[field];

    quick_fault(r, QUICK_TWICE, first, last, "%s is said twice, by \"%.*s\" and \"%.*s\"; keep one",
                field_get_spec(field)->name, (int)(old->to - old->from), r->out->text + old->from,
                (int)(r->words[last].to - r->words[first].from),
                r->out->text + r->words[first].from);
}

void quick_put(struct reading *r, enum field_id field, const char *value, size_t first, size_t last)
{
    struct quick_field *place = &r->out->fields[field];
    bool said = place->source == QUICK_SAID || place->source == QUICK_TABLE;
    bool flags = said && field == FIELD_FLAGS;

    if (said && !flags) {
        say_twice(r, field, first, last);
        return;
    }
    place->value = flags ? arena_format(&r->out->arena, "%s %s", place->value, value)
                         : arena_text(&r->out->arena, value);
    place->source = QUICK_SAID;
    place->from = flags ? place->from : r->words[first].from;
    place->to = r->words[last].to;
}

void quick_unknown(struct reading *r)
{
    char shown[64];

    quick_fault(r, QUICK_UNKNOWN, r->at, r->at,
                "\"%s\" is not understood; drop it, or write FIELD=VALUE such as note=\"%s\"",
                text_short(r->words[r->at].text, shown), shown);
    r->at++;
}

/* ---- what is carried over ---- */

static void carry(struct reading *r, enum field_id field, bool plus)
{
    const struct quick_context *c = r->context;
    struct quick_field *place = &r->out->fields[field];
    struct str text;

    if (place->source != QUICK_NOT_SAID || !c->previous)
        return;
    str_init(&text, 1 << 12);
    field_print(c->encounter, c->previous, field, &text);
    if (text.length > 0) {
        place->source = QUICK_BEFORE;
        place->value = arena_text(&r->out->arena, text.data);
        place->to = plus ? r->words[0].to : 0;
    }
    str_release(&text);
}

/* + alone repeats the row before: its drug with its class and route; the line comes along anyway.
 */
static bool read_plus(struct reading *r)
{
    if (strcmp(r->words[0].text, "+") != 0 || r->words[0].quoted != SIZE_MAX)
        return false;
    if (!r->context->previous)
        quick_fault(r, QUICK_REFUSED, 0, 0,
                    "+ repeats the drug of the row before, and this is the first row; write the "
                    "drug");
    carry(r, FIELD_DRUG, true);
    carry(r, FIELD_CLASS, true);
    carry(r, FIELD_ROUTE, true);
    if (r->context->book && r->context->previous)
        r->out->drug = book_drug(r->context->book, r->context->previous->drug, ROUTE_NONE);
    r->at = 1;
    return true;
}

/* ---- the row as it would be ---- */

static void begin_scratch(struct quick *q, const struct quick_context *context)
{
    encounter_init(&q->scratch);
    q->scratch.date = context->encounter->date;
    q->scratch.setting = context->encounter->setting;
    q->scratch.payer = arena_text(&q->scratch.arena, context->encounter->payer);
    encounter_add_row(&q->scratch);
}

static size_t word_at(const struct reading *r, size_t from)
{
    for (size_t i = 0; i < r->n; i++)
        if (r->words[i].to > from)
            return i;
    return 0;
}

/* Every value through the one door of fields; what it refuses is a trouble of those words. */
static void try_values(struct reading *r)
{
    struct quick *q = r->out;
    struct err err;

    for (enum field_id id = FIELD_FIRST_OF_ROW; id < FIELD_COUNT; id++) {
        const struct quick_field *field = &q->fields[id];
        if (field->source == QUICK_NOT_SAID ||
            field_set(&q->scratch, &q->scratch.rows[0], id, field->value, &err))
            continue;
        quick_fault(r, QUICK_REFUSED, word_at(r, field->from), word_at(r, field->to - 1), "%s",
                    err.text);
    }
}

/* ---- the line ---- */

static quick_reader *const readers[] = {
    quick_read_mark, quick_read_pair,       quick_read_opened, quick_read_dose,
    quick_read_time, quick_read_vocabulary, quick_read_label,  quick_read_cut,
};

static void read_next(struct reading *r)
{
    for (size_t i = 0; i < COUNT_OF(readers); i++)
        if (readers[i](r))
            return;
    quick_unknown(r);
}

static struct typed_around around_of(const struct quick_context *context)
{
    const struct row *previous = context->previous;

    return (struct typed_around){
        .date = context->encounter->date,
        .now = context->now,
        .start = NO_MINUTE,
        .stop = NO_MINUTE,
        .above_start = previous ? previous->start : NO_MINUTE,
        .above_stop = previous ? previous->stop : NO_MINUTE,
    };
}

static void read_line(struct reading *r)
{
    if (r->n == 0) {
        quick_fault(r, QUICK_REFUSED, 0, 0,
                    "the line is empty; write a drug and its times, such as ceftriaxone 2g "
                    "0830-0905");
        return;
    }
    if (!read_plus(r))
        quick_read_drug(r);
    while (r->at < r->n)
        read_next(r);
    if (r->day != NO_DAY)
        quick_fault(r, QUICK_REFUSED, r->day_word, r->day_word,
                    "the date has no time behind it; write it as 2026-03-02 0830");
    quick_finish_opened(r);
    carry(r, FIELD_LINE, false);
    carry(r, FIELD_VISIT, false);
}

static void begin(struct quick *out, const char *text, const struct quick_context *context)
{
    quick_release(out);
    quick_init(out);
    out->text = arena_textn(&out->arena, text, strnlen(text, QUICK_LONGEST));
    encounter_release(&out->scratch);
    begin_scratch(out, context);
}

static bool report(const struct quick *q, struct err *err)
{
    const struct quick_trouble *first = q->troubles;

    for (size_t i = 1; i < q->n_troubles; i++)
        if (q->troubles[i].from < first->from)
            first = &q->troubles[i];
    return !first || err_set(err, "%s", first->say);
}

bool quick_parse(const char *text, const struct quick_context *context, struct quick *out,
                 struct err *err)
{
    struct reading r = {.context = context,
                        .out = out,
                        .around = around_of(context),
                        .day = NO_DAY,
                        .opened = SIZE_MAX};

    begin(out, text, context);
    if (strlen(text) > QUICK_LONGEST) {
        quick_fault(&r, QUICK_REFUSED, 0, 0, "the line is longer than %d bytes; shorten it",
                    QUICK_LONGEST);
        return report(out, err);
    }
    read_words(&r, out->text);
    read_line(&r);
    try_values(&r);
    return report(out, err);
}

bool quick_apply(const struct quick *quick, struct encounter *e, struct row *row, struct err *err)
{
    for (enum field_id id = FIELD_FIRST_OF_ROW; id < FIELD_COUNT; id++)
        if (quick->fields[id].source != QUICK_NOT_SAID &&
            !field_set(e, row, id, quick->fields[id].value, err))
            return false;
    return true;
}

const struct row *quick_row(const struct quick *quick)
{
    return &quick->scratch.rows[0];
}

void quick_init(struct quick *quick)
{
    *quick = (struct quick){.text = ""};
    arena_init(&quick->arena);
    encounter_init(&quick->scratch);
    encounter_add_row(&quick->scratch);
}

void quick_release(struct quick *quick)
{
    arena_release(&quick->arena);
    encounter_release(&quick->scratch);
}

bool quick_is_line(const char *text, const struct quick_context *context)
{
    struct quick q;
    bool timed, drug;

    quick_init(&q);
    quick_parse(text, context, &q, NULL);
    timed = q.fields[FIELD_START].source != QUICK_NOT_SAID ||
            q.fields[FIELD_STOP].source != QUICK_NOT_SAID ||
            q.fields[FIELD_DOSE].source != QUICK_NOT_SAID;
    drug = q.fields[FIELD_DRUG].source != QUICK_NOT_SAID;
    quick_release(&q);
    return drug && timed;
}
