/* Every row has a quick line, and that line reads back to the same row. */
#include "core/quick.h"
#include "generate.h"
#include "tap.h"

struct counts {
    long rows, letters, wrong;
};

static bool same(const struct encounter *e, const struct row *row, const struct quick *q,
                 struct str *differs)
{
    struct str want, got;
    bool good = true;

    str_init(&want, 1 << 14);
    str_init(&got, 1 << 14);
    for (enum field_id id = FIELD_FIRST_OF_ROW; id < FIELD_COUNT; id++) {
        str_clear(&want);
        str_clear(&got);
        field_print(e, row, id, &want);
        field_print(&q->scratch, quick_row(q), id, &got);
        if (text_equal(want.data, got.data))
            continue;
        good = false;
        str_addf(differs, " %s expected \"%s\" got \"%s\"", field_get_spec(id)->name, want.data,
                 got.data);
    }
    str_release(&want);
    str_release(&got);
    return good;
}

static void check_row(const struct encounter *e, size_t i, const struct book *book,
                      struct counts *counts)
{
    struct quick_context context = {e, i > 0 ? &e->rows[i - 1] : NULL, book, NO_MINUTE};
    struct str line, differs;
    struct err err = {""};
    struct quick q;

    quick_init(&q);
    str_init(&line, 1 << 14);
    str_init(&differs, 4096);
    quick_print(&e->rows[i], &context, &line);
    bool good = quick_parse(line.data, &context, &q, &err) && same(e, &e->rows[i], &q, &differs);
    counts->rows++;
    counts->letters += (long)line.length;
    if (!good && counts->wrong++ < 5)
        tap_note("encounter %s row %zu: %s%s: %s", e->id, i + 1, line.data, differs.data, err.text);
    str_release(&line);
    str_release(&differs);
    quick_release(&q);
}

/* Labels, bags and notes as nobody should write them, now and then. */
static void disturb(struct rng *rng, struct encounter *e)
{
    static const char *const odd[] = {"left arm", "p", "0830", "port", "a\"b",  "x4,", "=", "@",
                                      "#A",       "1", "",     "PIV",  "ends;", "+",   ".."};

    for (size_t i = 0; i < e->n_rows; i++) {
        static const enum field_id fields[] = {FIELD_LINE, FIELD_BAG,  FIELD_NOTE,
                                               FIELD_DRUG, FIELD_UNIT, FIELD_SITE_REASON};
        if (!rng_percent(rng, 20))
            continue;
        enum field_id id = fields[rng_below(rng, (int)COUNT_OF(fields))];
        const char *text = odd[rng_below(rng, (int)COUNT_OF(odd))];
        if (id != FIELD_DRUG || *text)
            field_set(e, &e->rows[i], id, text, NULL);
    }
}

/* ---- any text at all ---- */

/* Words of the language and neighbours of them, strung together without sense. */
static void nonsense(struct rng *rng, char *out, size_t size)
{
    static const char *const words[] = {
        "ns",      "ceftr",    "+",        "..",       "0830-0905", "0830",  "-0905",
        "-",       "2g",       "2",        "mg",       "p",         "h",     "x4",
        "4x100mg", "@",        "@a",       "#b",       "note=",     "\"",    "\"a b\"",
        "v2",      "int",      "shared",   "multi",    "pm",        "n",     "t-1",
        ".",       "port",     "3/2/2026", "35min",    "=x",        "a=b",   "9999999999999999999g",
        ",",       "1h30",     "stop=905", "\xc3\xa9", "\x01",      "+35",   "24:61",
        "x",       "1x400mg+", "+3x1",     "disc",     "vials=4x1", "drug=", "p=1",
    };
    size_t n = 0;

    for (int k = rng_below(rng, 9); k >= 0 && n + 32 < size; k--)
        n +=
            (size_t)snprintf(out + n, size - n, "%s%s", words[rng_below(rng, (int)COUNT_OF(words))],
                             rng_percent(rng, 85) ? " " : "");
    out[n] = '\0';
}

static const char *wrong_with(const struct quick *q, const char *line, bool good,
                              const struct err *err)
{
    if (good != (q->n_troubles == 0))
        return "good and troubled at once";
    if (!good && (!*err->text || !strchr(err->text, ';')))
        return "refused without a remedy";
    for (size_t i = 0; i < q->n_troubles; i++)
        if (q->troubles[i].from > q->troubles[i].to || q->troubles[i].to > strlen(line))
            return "a trouble outside the line";
    for (enum field_id id = 0; id < FIELD_COUNT; id++)
        if (q->fields[id].source == QUICK_SAID &&
            (q->fields[id].from >= q->fields[id].to || q->fields[id].to > strlen(line)))
            return "a field said by no letters";
    return NULL;
}

/* What was read can be applied, and written as a line that reads the same. */
static bool comes_back(const struct quick *q, const struct quick_context *context)
{
    struct encounter e;
    struct str line, differs;
    struct quick again;
    struct err err = {""};

    encounter_init(&e);
    quick_init(&again);
    str_init(&line, 1 << 14);
    str_init(&differs, 4096);
    e.date = context->encounter->date;
    bool good = quick_apply(q, &e, encounter_add_row(&e), &err);
    quick_print(quick_row(q), context, &line);
    good = good && quick_parse(line.data, context, &again, &err) &&
           same(&e, &e.rows[0], &again, &differs);
    if (!good)
        tap_note("\"%s\" was written as \"%s\":%s %s", q->text, line.data, differs.data, err.text);
    str_release(&line);
    str_release(&differs);
    quick_release(&again);
    encounter_release(&e);
    return good;
}

static void check_nonsense(struct rng *rng, const struct world *world, struct counts *counts)
{
    struct encounter e;
    struct err err = {""};
    struct quick q;
    char line[600];

    generate_encounter(rng, &e);
    nonsense(rng, line, sizeof line);
    struct quick_context context = {&e, e.n_rows > 0 ? &e.rows[0] : NULL, world->book,
                                    rng_percent(rng, 50) ? when_at(20514, 700) : NO_MINUTE};
    quick_init(&q);
    bool good = quick_parse(line, &context, &q, &err);
    const char *wrong = wrong_with(&q, line, good, &err);
    counts->rows += good;
    if (wrong)
        tap_note("\"%s\": %s (%s)", line, wrong, err.text);
    if (wrong || (good && !comes_back(&q, &context)))
        counts->wrong++;
    quick_release(&q);
    encounter_release(&e);
}

static void test_nonsense(struct tap *tap, struct rng *rng, const struct world *world, long n)
{
    struct counts counts = {0, 0, 0};

    for (long i = 0; i < n && counts.wrong < 5; i++)
        check_nonsense(rng, world, &counts);
    tap_test(tap, counts.wrong == 0 && counts.rows > 0,
             "any text is read whole or refused with a remedy");
    tap_note("%ld of %ld lines without sense were read", counts.rows, n);
}

int main(void)
{
    const char *wanted = getenv("TESTS_N");
    long n = wanted && *wanted ? strtol(wanted, NULL, 10) / 10 : 500;
    struct rng rng = {20260302};
    struct counts counts = {0, 0, 0};
    struct world world;
    struct tap tap = {0, 0};

    if (!world_open(&world))
        return 1;
    for (long i = 0; i < n; i++) {
        struct encounter e;
        generate_encounter(&rng, &e);
        disturb(&rng, &e);
        for (size_t k = 0; k < e.n_rows; k++)
            check_row(&e, k, world.book, &counts);
        encounter_release(&e);
    }
    tap_test(&tap, counts.wrong == 0 && counts.rows > n, "a row and its quick line are the same");
    tap_note("%ld rows, %ld wrong, %ld letters a line", counts.rows, counts.wrong,
             counts.rows ? counts.letters / counts.rows : 0);
    test_nonsense(&tap, &rng, &world, n * 10);
    world_close(&world);
    return tap_end(&tap);
}
