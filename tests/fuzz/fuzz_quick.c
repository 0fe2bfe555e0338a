/* Any bytes as a quick line, and as a paste: understood or refused with a remedy; what was understood
 * is written as a line that reads the same. */
#include "fuzz.h"

#include "core/quick.h"
#include "db/paste.h"

enum { LINE_MAX_BYTES = 1 << 16 };

static void row_text(const struct encounter *e, const struct row *row, struct str *out)
{
    for (enum field_id id = FIELD_FIRST_OF_ROW; id < FIELD_COUNT; id++) {
        field_print(e, row, id, out);
        str_addc(out, '|');
    }
}

static void check_again(const struct quick *q, const struct quick_context *context)
{
    struct str line, want, got;
    struct err err = {""};
    struct quick again;

    quick_init(&again);
    str_init(&line, LINE_MAX_BYTES);
    str_init(&want, LINE_MAX_BYTES);
    str_init(&got, LINE_MAX_BYTES);
    quick_print(quick_row(q), context, &line);
    if (line.length <= QUICK_LONGEST) {
        if (!quick_parse(line.data, context, &again, &err))
            fuzz_fail("\"%s\" was written as \"%s\": %s", q->text, line.data, err.text);
        row_text(&q->scratch, quick_row(q), &want);
        row_text(&again.scratch, quick_row(&again), &got);
        if (strcmp(want.data, got.data) != 0)
            fuzz_fail("\"%s\" was written as \"%s\":\n%s\n%s", q->text, line.data, want.data,
                      got.data);
    }
    str_clear(&line);
    quick_explain(q, context, &line);
    str_release(&line);
    str_release(&want);
    str_release(&got);
    quick_release(&again);
}

static void check_troubles(const struct quick *q, const struct err *err, size_t length)
{
    if (!strchr(err->text, ';') && !strchr(err->text, ','))
        fuzz_fail("\"%s\" is refused without a remedy: %s", q->text, err->text);
    for (size_t i = 0; i < q->n_troubles; i++)
        if (q->troubles[i].from > q->troubles[i].to || q->troubles[i].to > length)
            fuzz_fail("a trouble outside of \"%s\"", q->text);
}

static void check_line(const char *text, const struct quick_context *context)
{
    struct err err = {""};
    struct quick q;

    quick_init(&q);
    bool good = quick_parse(text, context, &q, &err);
    if (good != (q.n_troubles == 0))
        fuzz_fail("\"%s\" is good and troubled at once", text);
    if (!good) {
        check_troubles(&q, &err, strlen(text));
    } else {
        struct encounter e;

        encounter_init(&e);
        e.date = context->encounter->date;
        if (!quick_apply(&q, &e, encounter_add_row(&e), &err))
            fuzz_fail("\"%s\" is understood, but not taken: %s", text, err.text);
        encounter_release(&e);
        check_again(&q, context);
    }
    quick_release(&q);
}

static void check_paste(const char *text, const struct quick_context *context)
{
    static struct arena tables_arena;
    static struct mapping_tables tables;
    const char *dir = getenv("IVLEDGER_DATA");
    struct paste paste;
    struct err err = {""};

    if (!tables.n_names && !paste_tables(dir && *dir ? dir : "data", &tables_arena, &tables, &err))
        fuzz_fail("%s", err.text);
    paste_init(&paste);
    paste_read(&paste, text, &tables, context);
    for (size_t i = 0; i < paste.n_rows && paste.form == PASTE_TABLE; i++) {
        struct mapped mapped;

        if (!paste.rows[i].broken)
            paste_map_row(&paste, &tables, i, context->book, &paste.arena, &mapped);
    }
    paste_release(&paste);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const struct world *world = fuzz_world();
    struct bytes bytes = {data, size};
    unsigned how = bytes_next(&bytes);
    struct quick_context context = {.book = how & 1 ? NULL : world->book,
                                    .now = how & 2 ? NO_MINUTE : when_at(20514, 700)};
    char *text = bytes_text(&bytes);
    struct encounter e;

    encounter_init(&e);
    if (!(how & 4))
        field_set(&e, NULL, FIELD_DATE, "2026-03-02", NULL);
    if (!(how & 8)) {
        struct row *row = encounter_add_row(&e);

        field_set(&e, row, FIELD_DRUG, "ceftriaxone", NULL);
        field_set(&e, row, FIELD_LINE, "L-PIV", NULL);
        field_set(&e, row, FIELD_START, "08:30", NULL);
        field_set(&e, row, FIELD_STOP, "09:05", NULL);
        context.previous = row;
    }
    context.encounter = &e;
    if (how & 16)
        check_paste(text, &context);
    else
        check_line(text, &context);
    encounter_release(&e);
    free(text);
    return 0;
}
